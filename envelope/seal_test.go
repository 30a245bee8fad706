package envelope

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
)

// ends are a client and an enclave that it seals to.
func ends(t testing.TB) (*Sealer, *Opener) {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	sealer, err := NewSealer(id.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	opener, err := NewOpener(id)
	if err != nil {
		t.Fatal(err)
	}
	return sealer, opener
}

func sealedPair(t testing.TB, plain []byte) (sealed []byte, client, enclave *ResponseKey) {
	t.Helper()
	sealer, opener := ends(t)
	sealed, client, err := sealer.Seal(plain)
	if err != nil {
		t.Fatal(err)
	}
	got, enclave, err := opener.Open(sealed)
	if err != nil || !bytes.Equal(got, plain) {
		t.Fatalf("%q, %v", got, err)
	}
	for at := range sealed { // any bit, any cut
		altered := bytes.Clone(sealed)
		altered[at] ^= 0x10
		if _, _, err := opener.Open(altered); err == nil {
			t.Fatalf("a request altered at byte %d opens", at)
		}
		if _, _, err := opener.Open(sealed[:at]); err == nil {
			t.Fatalf("a request cut at byte %d opens", at)
		}
	}
	return sealed, client, enclave
}

// frames are the ends of the frames in the bytes of a response.
func frameEnds(response []byte) []int {
	ends := []int{32}
	for at := 32; at < len(response); {
		at += 4 + int(binary.BigEndian.Uint32(response[at:]))
		ends = append(ends, at)
	}
	return ends
}

func readAll(r *FrameReader) (units [][]byte, err error) {
	for {
		kind, p, err := r.Next()
		if err != nil {
			return units, err
		}
		units = append(units, append([]byte{byte(kind)}, p...))
		if kind == FrameEnd {
			return units, nil
		}
	}
}

// sealAll writes what readAll gives: kind and payload of each; a unit of
// "flush" is none.
func sealAll(t testing.TB, key *ResponseKey, all ...string) []byte {
	t.Helper()
	var response bytes.Buffer
	w, err := NewFrameWriter(&response, key)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		switch kind, payload := FrameKind(one[0]), []byte(one[1:]); {
		case one == "flush":
			err = w.Flush()
		case kind == FrameUnits:
			err = w.Unit(payload)
		default:
			w.Write(kind, payload)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return response.Bytes()
}

func TestSealedResponse(t *testing.T) {
	_, client, enclave := sealedPair(t, []byte("question"))
	big := "\x02" + strings.Repeat("b", 200<<10)
	b := sealAll(t, enclave, "\x01{}", "\x02first", "\x02", "flush", "\x02second", big, "\x02", "flush", "flush", "\x03receipt")
	want := []string{"\x01{}", "\x02first", "\x02", "\x02second", big, "\x02", "\x03receipt"}
	got, err := readAll(NewFrameReader(bytes.NewReader(b), client))
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d units and frames, %v", len(got), err)
	}
	for i := range want {
		if string(got[i]) != want[i] {
			t.Errorf("unit or frame %d differs", i)
		}
	}
	ends := frameEnds(b)
	frame := func(i int) []byte { return b[ends[i]:ends[i+1]] }
	join := func(parts ...[]byte) []byte { return bytes.Join(append([][]byte{b[:32]}, parts...), nil) }
	flipped := bytes.Clone(b)
	flipped[ends[1]+6] ^= 1
	_, other, _ := sealedPair(t, []byte("question"))
	for name, c := range map[string]struct {
		bytes []byte
		key   *ResponseKey
		want  hallmark.Kind
	}{
		"altered":               {flipped, client, hallmark.Mismatch},
		"dropped":               {join(frame(0), frame(2), frame(3), frame(4)), client, hallmark.Mismatch},
		"swapped":               {join(frame(0), frame(2), frame(1), frame(3), frame(4)), client, hallmark.Mismatch},
		"repeated":              {join(frame(0), frame(1), frame(1), frame(2), frame(3), frame(4)), client, hallmark.Mismatch},
		"cut before the end":    {b[:ends[4]], client, hallmark.Unavailable},
		"cut inside a frame":    {b[:ends[3]-1], client, hallmark.Unavailable},
		"empty":                 {nil, client, hallmark.Unavailable},
		"of another request":    {b, other, hallmark.Mismatch},
		"a frame of a gigabyte": {join(binary.BigEndian.AppendUint32(nil, 1<<30)), client, hallmark.Mismatch},
		"a large claim, cut":    {join(binary.BigEndian.AppendUint32(nil, MaxUnit), []byte("few")), client, hallmark.Unavailable},
	} {
		if _, err := readAll(NewFrameReader(bytes.NewReader(c.bytes), c.key)); hallmark.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestFrameWriterReportsItsWriter(t *testing.T) {
	_, _, enclave := sealedPair(t, nil)
	r, pipe := io.Pipe()
	gone := errors.New("the reader is gone")
	r.CloseWithError(gone)
	w, err := NewFrameWriter(pipe, enclave)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Unit(make([]byte, MaxUnit+1)); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("a unit beyond the limit: %v", err)
	}
	if err := w.Unit([]byte("x")); err != nil {
		t.Errorf("a unit that is held back: %v", err)
	}
	if err := w.Flush(); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if err := w.Unit(make([]byte, fullFrame)); !errors.Is(err, gone) {
		t.Errorf("more than is held back, after an error: %v", err)
	}
}

// TestUnitsTravelTogether: what is added between two flushes is one frame, in
// one write, but for what is too much to hold back.
func TestUnitsTravelTogether(t *testing.T) {
	_, client, enclave := sealedPair(t, nil)
	var writes [][]byte
	w, err := NewFrameWriter(writerFunc(func(p []byte) { writes = append(writes, bytes.Clone(p)) }), enclave)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(FrameHead, nil)
	for range 50 {
		if err := w.Unit(make([]byte, fullFrame/10)); err != nil {
			t.Fatal(err)
		}
	}
	w.Write(FrameEnd, nil)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	all := bytes.Join(writes, nil)
	if got := len(frameEnds(all)) - 1; len(writes) != 6 || got != 7 {
		t.Errorf("%d writes of %d frames", len(writes), got)
	}
	if got, err := readAll(NewFrameReader(bytes.NewReader(all), client)); err != nil || len(got) != 52 {
		t.Errorf("%d units and frames, %v", len(got), err)
	}
}

type writerFunc func(p []byte)

func (f writerFunc) Write(p []byte) (int, error) { f(p); return len(p), nil }

// TestUnitsBeyondTheirFrame: an enclave that seals nonsense is told from one
// whose bytes were altered by nobody.
func TestUnitsBeyondTheirFrame(t *testing.T) {
	for name, payload := range map[string]string{"none": "", "half a length": "\x00\x00", "a length alone": "\x00\x00\x00\x01", "the second too long": "\x00\x00\x00\x01x\xff\xff\xff\xffy"} {
		_, client, enclave := sealedPair(t, nil)
		var b bytes.Buffer
		w, err := NewFrameWriter(&b, enclave)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(FrameUnits, []byte(payload))
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if _, err := readAll(NewFrameReader(&b, client)); hallmark.KindOf(err) != hallmark.Mismatch {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestResumedSession(t *testing.T) {
	sealer, opener := ends(t)
	full, client, err := sealer.Seal([]byte("first"))
	if err != nil {
		t.Fatal(err)
	}
	_, enclave, err := opener.Open(full)
	if err != nil {
		t.Fatal(err)
	}
	sealer.Resume(client)
	second, key, err := sealer.Seal([]byte("second"))
	if err != nil || second[0] != resumeVersion {
		t.Fatalf("the second request begins with %d, %v", second[0], err)
	}
	if _, _, err := opener.Open(bytes.Clone(second)); hallmark.KindOf(err) != hallmark.Conflict || !strings.HasPrefix(err.Error(), CheckSession) {
		t.Fatalf("a session that was not kept: %v", err)
	}
	opener.Keep(enclave)
	opener.Keep(enclave)
	plain, answer, err := opener.Open(bytes.Clone(second))
	if err != nil || string(plain) != "second" {
		t.Fatalf("%q, %v", plain, err)
	}
	b := sealAll(t, answer, "\x03answer")
	if got, err := readAll(NewFrameReader(bytes.NewReader(b), key)); err != nil || string(got[0][1:]) != "answer" {
		t.Fatalf("%q, %v", got, err)
	}
	if _, err := readAll(NewFrameReader(bytes.NewReader(b), client)); hallmark.KindOf(err) != hallmark.Mismatch {
		t.Errorf("the response opens with another request's key: %v", err)
	}
	for at := range second { // any bit, any cut
		altered := bytes.Clone(second)
		altered[at] ^= 0x10
		if _, _, err := opener.Open(altered); err == nil {
			t.Fatalf("a resumed request altered at byte %d opens", at)
		}
		if _, _, err := opener.Open(bytes.Clone(second[:at])); err == nil {
			t.Fatalf("a resumed request cut at byte %d opens", at)
		}
	}
	third, _, err := sealer.Seal([]byte("second"))
	if err != nil || bytes.Equal(third[resumedHead:], second[resumedHead:]) {
		t.Errorf("two requests of a session look the same, %v", err)
	}
	sealer.Renew()
	if again, _, err := sealer.Seal(nil); err != nil || again[0] != sealVersion {
		t.Errorf("after Renew a request begins with %d, %v", again[0], err)
	}
}

// TestSessionsAreForgotten: an enclave remembers so many and no more, the
// newest.
func TestSessionsAreForgotten(t *testing.T) {
	var o Opener
	number := func(i int) *ResponseKey {
		s := &session{secret: make([]byte, 32)}
		binary.BigEndian.PutUint32(s.id[:], uint32(i))
		return &ResponseKey{session: s}
	}
	for i := range maxSessions + 3 {
		o.Keep(number(i))
	}
	for i, want := range map[int]bool{0: false, 2: false, 3: true, maxSessions + 2: true} {
		if got := o.sessions.known[number(i).session.id] != nil; got != want {
			t.Errorf("session %d is known: %t, want %t", i, got, want)
		}
	}
	if len(o.sessions.known) != maxSessions || len(o.sessions.order) != maxSessions {
		t.Errorf("%d sessions, %d in order", len(o.sessions.known), len(o.sessions.order))
	}
}

func TestSealerRefusesOtherRecipients(t *testing.T) {
	for _, r := range []string{"", "age1", "age1qqqq", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"} {
		if _, err := NewSealer(r); hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("%q: %v", r, err)
		}
	}
}

func TestExchangeBytes(t *testing.T) {
	body := []byte("{\"a\":1}\nand more\n")
	s := hallmark.SignedExchange{Version: hallmark.ExchangeVersion, Exchange: hallmark.Exchange{Method: "POST", Body: sha256.Sum256(body), Nonce: 1 << 60}}
	plain, err := ExchangeBytes(s, body)
	if err != nil {
		t.Fatal(err)
	}
	got, rest, err := ParseExchange(plain)
	if err != nil || !bytes.Equal(rest, body) || got.Exchange != s.Exchange {
		t.Fatalf("%+v, %q, %v", got, rest, err)
	}
	for name, c := range map[string]struct {
		bytes []byte
		want  hallmark.Kind
	}{
		"another body": {append(bytes.Clone(plain), '!'), hallmark.Mismatch},
		"no line":      {bytes.Repeat([]byte("x"), maxExchangeLine+1), hallmark.Invalid},
		"unknown key":  {[]byte("{\"hallmark\":\"exchange/1\",\"x\":1}\n"), hallmark.Invalid},
		"version":      {bytes.Replace(plain, []byte("exchange/1"), []byte("exchange/2"), 1), hallmark.Invalid},
	} {
		if _, _, err := ParseExchange(c.bytes); hallmark.KindOf(err) != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// TestStreamHash states the chain in other words.
func TestStreamHash(t *testing.T) {
	id := hallmark.Digest{5}
	h := NewStreamHash(id)
	head := sha256.Sum256(append([]byte("hallmark stream v1"), id[:]...))
	bytes := 0
	for _, unit := range []string{"data: 1\n\n", "", strings.Repeat("long", 4000), "data: [DONE]\n\n"} {
		h.Add([]byte(unit))
		head = sha256.Sum256(append(head[:], unit...))
		bytes += len(unit)
	}
	want := hallmark.UsageResponse{Status: 200, Head: head, Units: 4, Bytes: uint64(bytes)}
	if got := h.Response(200); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestHashBody: bytes that were kept give the receipt's word on the units that
// were sent.
func TestHashBody(t *testing.T) {
	id := hallmark.Digest{6}
	for name, c := range map[string]struct {
		contentType string
		units       []string
	}{
		"a stream": {"text/event-stream; charset=utf-8", []string{"data: 1\n\n", "data: \"\\n\\n\"\n\n", "data: [DONE]\n\n"}},
		"a whole":  {"application/json", []string{"{\n\n}\n\n"}},
		"a long":   {"application/json", []string{strings.Repeat("x", MaxUnit), "y"}},
		"none":     {"application/json", nil},
	} {
		h := NewStreamHash(id)
		for _, u := range c.units {
			h.Add([]byte(u))
		}
		if got, want := HashBody(id, 200, c.contentType, []byte(strings.Join(c.units, ""))), h.Response(200); got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

func TestResponseHead(t *testing.T) {
	for _, h := range []ResponseHead{
		{Status: 200, ContentType: "text/event-stream; charset=utf-8", Receipt: hallmark.Digest{7}},
		{Status: 404, ContentType: "a\x00\"<é>", Receipt: hallmark.Digest{8}},
		{},
	} {
		b, err := AppendHead(nil, h)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Canonical(h)
		if err != nil || string(b) != string(want) {
			t.Errorf("%s, want %s, %v", b, want, err)
		}
		if got, err := ReadHead(b); err != nil || got != h {
			t.Errorf("%+v became %+v, %v", h, got, err)
		}
	}
	for _, bad := range []string{"", "{}x", `{"contentType":"","receipt":"0x00","status":200}`, `{"contentType":"","status":200,"more":1}`, `{"contentType":"","contentType":"","status":1}`} {
		if h, err := ReadHead([]byte(bad)); err == nil {
			t.Errorf("%s is read as %+v", bad, h)
		}
	}
}

func FuzzFrames(f *testing.F) {
	_, client, enclave := sealedPair(f, nil)
	whole := sealAll(f, enclave, "\x01{}", "\x02one", "\x02two", "\x03{}")
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) {
		if units, err := readAll(NewFrameReader(bytes.NewReader(data), client)); err == nil && !bytes.HasPrefix(data, whole) {
			t.Fatalf("%d frames that nobody sealed", len(units))
		}
	})
}

func FuzzParseExchange(f *testing.F) {
	plain, _ := ExchangeBytes(hallmark.SignedExchange{Version: hallmark.ExchangeVersion, Exchange: hallmark.Exchange{Body: sha256.Sum256(nil)}}, nil)
	f.Add(plain)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, body, err := ParseExchange(data)
		if err == nil && s.Exchange.Body != hallmark.Digest(sha256.Sum256(body)) {
			t.Fatal("a body that the exchange does not name")
		}
	})
}

func BenchmarkSealExchange(b *testing.B) {
	sealer, opener := ends(b)
	plain := make([]byte, 2<<10)
	b.Run("seal", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := sealer.Seal(plain); err != nil {
				b.Fatal(err)
			}
		}
	})
	sealed, _, err := sealer.Seal(plain)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("open in full", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := opener.Open(sealed); err != nil {
				b.Fatal(err)
			}
		}
	})
	sealed, key, err := sealer.Seal(plain)
	if err != nil {
		b.Fatal(err)
	}
	_, kept, err := opener.Open(sealed)
	if err != nil {
		b.Fatal(err)
	}
	opener.Keep(kept)
	sealer.Resume(key)
	b.Run("resumed", func(b *testing.B) {
		for b.Loop() {
			sealed, _, err := sealer.Seal(plain)
			if err != nil {
				b.Fatal(err)
			}
			if _, _, err := opener.Open(sealed); err != nil {
				b.Fatal(err)
			}
		}
	})
}
