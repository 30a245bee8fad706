// Package safetensors reads and writes Hugging Face's safetensors files
// (https://github.com/huggingface/safetensors, "Format"): a bounded, strict
// reader that streams tensor after tensor, and a writer whose bytes depend on
// the tensors alone. It must never trust a length or an offset of the header
// before it is checked against the others.
package safetensors

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// MaxHeader bounds the JSON header that Read accepts, in bytes.
const MaxHeader = 16 << 20

// DType is an element type.
type DType string

// The element types that weights come in.
const (
	F32  DType = "F32"
	F16  DType = "F16"
	BF16 DType = "BF16"
)

// size gives the bytes of an element, 0 for unknown types.
func (d DType) size() int64 {
	switch d {
	case F32, "I32", "U32":
		return 4
	case F16, BF16, "I16", "U16":
		return 2
	case "BOOL", "I8", "U8", "F8_E4M3", "F8_E5M2":
		return 1
	case "F64", "I64", "U64":
		return 8
	}
	return 0
}

// Info is a tensor's line of the header.
type Info struct {
	Name  string
	DType DType
	Shape []int64
	Begin int64 // offsets into the data after the header
	End   int64
}

// Elements is the product of the shape.
func (i Info) Elements() int64 {
	n := int64(1)
	for _, d := range i.Shape {
		n *= d
	}
	return n
}

func invalid(format string, args ...any) error {
	return hallmark.Errorf(hallmark.Invalid, "safetensors: "+format, args...)
}

// ReadHeader reads the header and returns the tensors in the order of their
// data, and the metadata. Holes, overlaps, duplicate names and sizes that do
// not match the shape are refused.
func ReadHeader(r io.Reader) ([]Info, map[string]string, error) {
	var length [8]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return nil, nil, invalid("no header length: %w", err)
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n < 2 || n > MaxHeader {
		return nil, nil, invalid("header of %d bytes, must be 2 to %d", n, MaxHeader)
	}
	// The announced length is not allocated before the bytes are there.
	var buf bytes.Buffer
	if got, err := io.CopyN(&buf, r, int64(n)); err != nil {
		return nil, nil, invalid("header ends after %d of %d bytes: %w", got, n, err)
	}
	return parseHeader(buf.Bytes())
}

func parseHeader(raw []byte) (infos []Info, meta map[string]string, err error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, invalid("header is not a JSON object")
	}
	seen := map[string]bool{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, nil, invalid("header: %w", err)
		}
		name := t.(string)
		if seen[name] {
			return nil, nil, invalid("tensor %q stands twice in the header", name)
		}
		seen[name] = true
		if name == "__metadata__" {
			if err := dec.Decode(&meta); err != nil {
				return nil, nil, invalid("__metadata__ is not a map of strings: %w", err)
			}
			continue
		}
		info, err := decodeInfo(dec, name)
		if err != nil {
			return nil, nil, err
		}
		infos = append(infos, info)
	}
	if _, err := dec.Token(); err != nil {
		return nil, nil, invalid("header: %w", err)
	}
	if rest := strings.Trim(string(raw[dec.InputOffset():]), " "); rest != "" {
		return nil, nil, invalid("%d bytes after the header's object", len(rest))
	}
	slices.SortStableFunc(infos, func(a, b Info) int {
		if a.Begin != b.Begin {
			return int(min(max(a.Begin-b.Begin, -1), 1))
		}
		return int(min(max(a.End-b.End, -1), 1))
	})
	at := int64(0)
	for _, i := range infos {
		if i.Begin != at {
			return nil, nil, invalid("tensor %q starts at %d, the one before ends at %d", i.Name, i.Begin, at)
		}
		at = i.End
	}
	return infos, meta, nil
}

func decodeInfo(dec *json.Decoder, name string) (Info, error) {
	var line struct {
		DType   DType   `json:"dtype"`
		Shape   []int64 `json:"shape"`
		Offsets []int64 `json:"data_offsets"`
	}
	if err := dec.Decode(&line); err != nil {
		return Info{}, invalid("tensor %q: %w", name, err)
	}
	size := line.DType.size()
	if size == 0 {
		return Info{}, hallmark.Errorf(hallmark.Unsupported, "safetensors: tensor %q has unknown type %q", name, line.DType)
	}
	if len(line.Shape) > 8 || len(line.Offsets) != 2 {
		return Info{}, invalid("tensor %q has %d dimensions and %d offsets", name, len(line.Shape), len(line.Offsets))
	}
	bytes := size
	for _, d := range line.Shape {
		if d < 0 || d > 0 && bytes > math.MaxInt64/8/d {
			return Info{}, invalid("tensor %q has shape %v", name, line.Shape)
		}
		bytes *= d
	}
	begin, end := line.Offsets[0], line.Offsets[1]
	if begin < 0 || end < begin || end-begin != bytes {
		return Info{}, invalid("tensor %q of shape %v and type %s takes %d bytes, its offsets are %d to %d", name, line.Shape, line.DType, bytes, begin, end)
	}
	return Info{Name: name, DType: line.DType, Shape: line.Shape, Begin: begin, End: end}, nil
}

// Read calls visit for every tensor in the order of the data, with a reader of
// exactly its bytes; what visit leaves unread is skipped. Bytes after the last
// tensor are refused.
func Read(r io.Reader, visit func(Info, io.Reader) error) error {
	infos, _, err := ReadHeader(r)
	if err != nil {
		return err
	}
	for _, i := range infos {
		data := &io.LimitedReader{R: r, N: i.End - i.Begin}
		if err := visit(i, data); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, data); err != nil || data.N != 0 {
			return invalid("tensor %q: the file ends %d bytes early", i.Name, data.N)
		}
	}
	if n, _ := r.Read(make([]byte, 1)); n != 0 {
		return invalid("bytes after the last tensor")
	}
	return nil
}

// Float32s fills dst, which has as many elements as the tensor, from r,
// widening F16 and BF16 exactly.
func Float32s(dst []float32, info Info, r io.Reader) error {
	if int64(len(dst)) != info.Elements() {
		return invalid("tensor %q has shape %v, %d elements are wanted", info.Name, info.Shape, len(dst))
	}
	var widen func([]byte) float32
	switch info.DType {
	case F32:
		widen = func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
	case BF16:
		widen = func(b []byte) float32 { return math.Float32frombits(uint32(binary.LittleEndian.Uint16(b)) << 16) }
	case F16:
		widen = func(b []byte) float32 { return fromHalf(binary.LittleEndian.Uint16(b)) }
	default:
		return hallmark.Errorf(hallmark.Unsupported, "safetensors: tensor %q has type %s; use F32, BF16 or F16", info.Name, info.DType)
	}
	size := int(info.DType.size())
	buf := make([]byte, 1<<16)
	for len(dst) > 0 {
		n := min(len(dst), len(buf)/size)
		if _, err := io.ReadFull(r, buf[:n*size]); err != nil {
			return invalid("tensor %q: the file ends early: %w", info.Name, err)
		}
		for i := range n {
			dst[i] = widen(buf[i*size : i*size+size])
		}
		dst = dst[n:]
	}
	return nil
}

// fromHalf widens an IEEE 754 binary16 number.
func fromHalf(h uint16) float32 {
	sign, e, m := uint32(h>>15)<<31, uint32(h>>10)&31, uint32(h)&1023
	switch e {
	case 0: // zero and subnormal: m·2^-24
		f := float32(m) / (1 << 24)
		return math.Float32frombits(math.Float32bits(f) | sign)
	case 31:
		return math.Float32frombits(sign | 0x7f800000 | m<<13)
	}
	return math.Float32frombits(sign | (e+112)<<23 | m<<13)
}
