package codec_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"testing"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"google.golang.org/protobuf/proto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/worker/codec"
)

var secret = bytes.Repeat([]byte{7}, 32)

func newCodec(t testing.TB, secret []byte) *codec.Codec {
	t.Helper()
	c, err := codec.New(secret)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func payload(data []byte) *commonpb.Payload {
	return &commonpb.Payload{Metadata: map[string][]byte{"encoding": []byte("json/plain")}, Data: data}
}

func encode(t testing.TB, c converter.PayloadCodec, p *commonpb.Payload) *commonpb.Payload {
	t.Helper()
	out, err := c.Encode([]*commonpb.Payload{p})
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

func refused(t testing.TB, what string, c converter.PayloadCodec, p *commonpb.Payload) {
	t.Helper()
	out, err := c.Decode([]*commonpb.Payload{p})
	if err == nil || out != nil || hallmark.KindOf(err) != hallmark.Tampered {
		t.Errorf("%s: got %v, %v", what, out, err)
	}
}

var (
	step    = converter.ActivitySerializationContext{Namespace: "n", WorkflowID: "w", ActivityType: "Train", TaskQueue: "q"}
	flow    = converter.WorkflowSerializationContext{Namespace: "n", WorkflowID: "w"}
	samples = []int{0, 1, 900, 1020, 1021, 4000, 5000, 16_000, 17_000, 100_000}
)

func TestRoundTripInEveryContext(t *testing.T) {
	c := newCodec(t, secret)
	for name, bound := range map[string]converter.PayloadCodec{
		"none": c, "workflow": c.WithSerializationContext(flow), "activity": c.WithSerializationContext(step),
	} {
		for _, n := range samples {
			p := payload(bytes.Repeat([]byte("x"), n))
			sealed := encode(t, bound, p)
			if bytes.Contains(sealed.Data, []byte("json/plain")) || n > 4 && bytes.Contains(sealed.Data, []byte("xxxxx")) {
				t.Errorf("%s: plaintext of %d bytes shows", name, n)
			}
			out, err := bound.Decode([]*commonpb.Payload{sealed})
			if err != nil || len(out) != 1 || !proto.Equal(out[0], p) {
				t.Errorf("%s: %d bytes came back as %v, %v", name, n, out, err)
			}
		}
	}
	if a, b := encode(t, c, payload(nil)), encode(t, c, payload(nil)); bytes.Equal(a.Data, b.Data) {
		t.Error("equal payloads look equal")
	}
}

func TestTheNamespaceIsNotBound(t *testing.T) { // Temporal's replayer has one of its own
	c := newCodec(t, secret)
	sealed := encode(t, c.WithSerializationContext(flow), payload([]byte("x")))
	other := flow
	other.Namespace = "ReplayNamespace"
	if _, err := c.WithSerializationContext(other).Decode([]*commonpb.Payload{sealed}); err != nil {
		t.Error(err)
	}
}

func TestAPayloadOpensOnlyWhereItWasMade(t *testing.T) {
	c := newCodec(t, secret)
	workflow, queue, kind := step, step, step
	workflow.WorkflowID, queue.TaskQueue, kind.ActivityType = "v", "p", "Settle"
	contexts := map[string]converter.SerializationContext{
		"this activity": step, "another workflow": workflow, "another queue": queue, "another activity": kind,
		"the workflow": flow, "another workflow's": converter.WorkflowSerializationContext{WorkflowID: "v"},
		// fields must not run into each other
		"shifted fields": converter.ActivitySerializationContext{WorkflowID: "wT", ActivityType: "rain", TaskQueue: "q"},
	}
	codecs := map[string]converter.PayloadCodec{"no context": c}
	for name, sc := range contexts {
		codecs[name] = c.WithSerializationContext(sc)
	}
	for from, a := range codecs {
		sealed := encode(t, a, payload([]byte("x")))
		for to, b := range codecs {
			if from == to {
				continue
			}
			refused(t, fmt.Sprintf("of %s in %s", from, to), b, sealed)
		}
	}
	foreign := bytes.Repeat([]byte{8}, 32)
	refused(t, "another worker's", newCodec(t, foreign), encode(t, c, payload([]byte("x"))))
}

func TestOnlyItsOwnIsTaken(t *testing.T) {
	c := newCodec(t, secret)
	sealed := encode(t, c, payload([]byte("x")))
	refused(t, "plaintext", c, payload([]byte(`"forged"`)))
	refused(t, "nothing", c, nil)
	refused(t, "an empty one", c, &commonpb.Payload{})
	bare := proto.Clone(sealed).(*commonpb.Payload)
	bare.Metadata = nil
	refused(t, "without its encoding", c, bare)
	for n := range 30 {
		short := proto.Clone(sealed).(*commonpb.Payload)
		short.Data = short.Data[:n]
		refused(t, fmt.Sprintf("%d bytes of it", n), c, short)
	}
	for i := range sealed.Data {
		flipped := proto.Clone(sealed).(*commonpb.Payload)
		flipped.Data[i] ^= 1 << (i % 8)
		refused(t, fmt.Sprintf("byte %d flipped", i), c, flipped)
	}
	if _, err := c.Decode([]*commonpb.Payload{sealed, payload(nil)}); hallmark.KindOf(err) != hallmark.Tampered {
		t.Errorf("plaintext beside a sealed one: %v", err)
	}
}

// TestLengthsAreBuckets: 12 bytes of nonce and 16 of tag around 1, 4 or 16 KiB,
// or multiples of 16.
func TestLengthsAreBuckets(t *testing.T) {
	c := newCodec(t, secret)
	sizes := map[int]bool{}
	for _, n := range append(samples, 10, 100, 500, 2000, 3000, 12_000, 30_000, 31_000) {
		size := len(encode(t, c, payload(bytes.Repeat([]byte("x"), n))).Data) - 28
		sizes[size] = true
		if size < n || size != 1<<10 && size != 4<<10 && size%(16<<10) != 0 {
			t.Errorf("%d bytes are padded to %d", n, size)
		}
	}
	if len(sizes) > 6 {
		t.Errorf("%d sizes tell too much", len(sizes))
	}
}

func TestTheSecretHas32Bytes(t *testing.T) {
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := codec.New(make([]byte, n)); hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

// FuzzDecode: nobody without the key makes something that opens, and nothing
// makes Decode panic.
func FuzzDecode(f *testing.F) {
	c := newCodec(f, secret)
	sealed := encode(f, c, payload([]byte("x")))
	junk := make([]byte, 1052)
	rand.Read(junk)
	for _, data := range [][]byte{nil, {1}, make([]byte, 12), make([]byte, 28), make([]byte, 1052), junk, sealed.Data[:len(sealed.Data)-1]} {
		f.Add(data, sealed.Metadata["encoding"])
	}
	f.Add([]byte("{}"), []byte("json/plain"))
	f.Fuzz(func(t *testing.T, data, encoding []byte) {
		if bytes.Equal(data, sealed.Data) {
			return
		}
		out, err := c.Decode([]*commonpb.Payload{{Metadata: map[string][]byte{"encoding": encoding}, Data: data}})
		if err == nil || out != nil || hallmark.KindOf(err) != hallmark.Tampered {
			t.Fatalf("%x opened as %v, %v", data, out, err)
		}
	})
}
