package safetensors

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// file lays out a header and data by hand.
func file(header string, data ...byte) []byte {
	return append(append(binary.LittleEndian.AppendUint64(nil, uint64(len(header))), header...), data...)
}

func readAll(raw []byte) (map[string][]float32, error) {
	got := map[string][]float32{}
	err := Read(bytes.NewReader(raw), func(i Info, r io.Reader) error {
		if i.Elements() > int64(len(raw)) {
			return nil
		}
		v := make([]float32, i.Elements())
		got[i.Name] = v
		return Float32s(v, i, r)
	})
	return got, err
}

func TestRoundTrip(t *testing.T) {
	tensors := []Tensor{{"b", []int{2, 2}, []float32{1, -2, 0.5, 3.25}}, {"a", []int{3}, []float32{1e-40, float32(math.Inf(-1)), 7}}, {"c", []int{0, 4}, nil}}
	for _, dtype := range []DType{F32, BF16} {
		var b bytes.Buffer
		if err := Write(&b, dtype, tensors); err != nil {
			t.Fatal(err)
		}
		if n := binary.LittleEndian.Uint64(b.Bytes()); n%8 != 0 {
			t.Errorf("%s: the data starts at %d", dtype, 8+n)
		}
		got, err := readAll(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		want := []float32{1, -2, 0.5, 3.25}
		if !slices.Equal(got["b"], want) || !math.IsInf(float64(got["a"][1]), -1) || got["a"][2] != 7 || len(got) != 3 {
			t.Errorf("%s: got %v", dtype, got)
		}
		reversed := slices.Clone(tensors)
		slices.Reverse(reversed)
		var again bytes.Buffer
		if err := Write(&again, dtype, reversed); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%s: the order of the tensors changes the bytes", dtype)
		}
	}
}

// TestBrainRounding: to nearest, ties to even.
func TestBrainRounding(t *testing.T) {
	for in, want := range map[uint32]uint16{
		0x3f800000: 0x3f80, 0x3f808000: 0x3f80, 0x3f808001: 0x3f81, 0x3f818000: 0x3f82, 0x3f817fff: 0x3f81, 0x7f7fffff: 0x7f80, 0x80000000: 0x8000,
	} {
		if got := toBrain(math.Float32frombits(in)); got != want {
			t.Errorf("%x: %x, want %x", in, got, want)
		}
	}
	if got := toBrain(math.Float32frombits(0x7f800001)); got&0x7f != 0x40 {
		t.Errorf("NaN became %x", got)
	}
}

// TestHalf compares every binary16 number with its value by definition.
func TestHalf(t *testing.T) {
	for h := range 1 << 16 {
		got := fromHalf(uint16(h))
		e, m := h>>10&31, h&1023
		want := math.Ldexp(float64(1024+m), e-25)
		if e == 0 {
			want = math.Ldexp(float64(m), -24)
		}
		if e == 31 {
			want = math.Inf(1)
			if m != 0 {
				want = math.NaN()
			}
		}
		if h>>15 == 1 {
			want = -want
		}
		if float64(got) != want && !(got != got && want != want) {
			t.Fatalf("%04x: %v, want %v", h, got, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	const ok = `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`
	if _, err := readAll(file(ok, 0, 0, 128, 63)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"empty":            {nil, "no header length"},
		"huge header":      {binary.LittleEndian.AppendUint64(nil, 1<<60), "header of"},
		"cut header":       {file(ok)[:20], "header ends"},
		"not an object":    {file(`[1]`), "not a JSON object"},
		"trailing":         {file(ok+"x", 0, 0, 0, 0), "after the header's object"},
		"twice":            {file(`{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}`), "stands twice"},
		"hole":             {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, make([]byte, 8)...), "starts at 4"},
		"overlap":          {file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}`, make([]byte, 6)...), "starts at 2"},
		"size":             {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`, 0, 0, 0, 0), "takes 8 bytes"},
		"negative":         {file(`{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}`, 0, 0, 0, 0), "has shape"},
		"overflow":         {file(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`), "has shape"},
		"type":             {file(`{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}`), "unknown type"},
		"integers":         {file(`{"a":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}`, 0, 0, 0, 0), "use F32"},
		"cut data":         {file(ok, 0, 0), "ends early"},
		"bytes after data": {file(ok, 0, 0, 0, 0, 0), "bytes after the last tensor"},
		"metadata":         {file(`{"__metadata__":{"a":1}}`), "not a map of strings"},
	} {
		_, err := readAll(c.raw)
		if k := hallmark.KindOf(err); err == nil || !strings.Contains(err.Error(), c.want) || k != hallmark.Invalid && k != hallmark.Unsupported {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// FuzzRead: no input may crash the reader or make it allocate more than it was
// given; what it takes must be written back equal.
func FuzzRead(f *testing.F) {
	f.Add(file(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 0, 0, 128, 63))
	f.Add(file(`{"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[],"data_offsets":[4,6]}}`, 0, 0, 128, 63, 1, 2))
	f.Add(file(`{}`))
	f.Add(file(`{"a":{"dtype":"F32","shape":[9223372036854775807,0],"data_offsets":[0,0]}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := readAll(raw)
		if err != nil {
			return
		}
		var list []Tensor
		for name, v := range got {
			list = append(list, Tensor{name, []int{len(v)}, v})
		}
		var b bytes.Buffer
		if err := Write(&b, F32, list); err != nil {
			t.Fatal(err)
		}
		again, err := readAll(b.Bytes())
		if err != nil || len(again) != len(got) {
			t.Fatalf("written back: %d tensors of %d, %v", len(again), len(got), err)
		}
		for name, v := range got {
			for i := range v {
				if math.Float32bits(v[i]) != math.Float32bits(again[name][i]) {
					t.Fatalf("%q[%d] changed", name, i)
				}
			}
		}
	})
}
