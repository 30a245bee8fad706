package safetensors

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strings"
)

// Tensor is a tensor to write, row-major.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
}

// Write writes the tensors sorted by name, as F32 or BF16 (rounded to nearest
// even), with the metadata {"format":"pt"} that transformers asks for. The
// bytes depend on nothing else.
func Write(w io.Writer, dtype DType, tensors []Tensor) error {
	if dtype != F32 && dtype != BF16 {
		return invalid("cannot write type %q; use F32 or BF16", dtype)
	}
	sorted := slices.Clone(tensors)
	slices.SortFunc(sorted, func(a, b Tensor) int { return strings.Compare(a.Name, b.Name) })
	head, err := header(dtype, sorted)
	if err != nil {
		return err
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	buf := make([]byte, 0, 1<<16)
	for _, t := range sorted {
		for _, v := range t.Data {
			if dtype == F32 {
				buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
			} else {
				buf = binary.LittleEndian.AppendUint16(buf, toBrain(v))
			}
			if len(buf) > 1<<16-4 {
				if _, err := w.Write(buf); err != nil {
					return err
				}
				buf = buf[:0]
			}
		}
	}
	_, err = w.Write(buf)
	return err
}

func header(dtype DType, sorted []Tensor) ([]byte, error) {
	var b bytes.Buffer
	b.Write(make([]byte, 8))
	b.WriteString(`{"__metadata__":{"format":"pt"}`)
	at := int64(0)
	for i, t := range sorted {
		elements := 1
		for _, d := range t.Shape {
			elements *= d
		}
		if elements != len(t.Data) || t.Name == "__metadata__" || i > 0 && sorted[i-1].Name == t.Name {
			return nil, invalid("tensor %q: name used twice or reserved, or shape %v with %d elements", t.Name, t.Shape, len(t.Data))
		}
		end := at + int64(elements)*dtype.size()
		line, err := json.Marshal(struct {
			DType   DType    `json:"dtype"`
			Shape   []int    `json:"shape"`
			Offsets [2]int64 `json:"data_offsets"`
		}{dtype, t.Shape, [2]int64{at, end}})
		if err != nil {
			return nil, err
		}
		name, err := json.Marshal(t.Name)
		if err != nil {
			return nil, err
		}
		b.WriteByte(',')
		b.Write(name)
		b.WriteByte(':')
		b.Write(line)
		at = end
	}
	b.WriteByte('}')
	for b.Len()%8 != 0 {
		b.WriteByte(' ')
	}
	out := b.Bytes()
	binary.LittleEndian.PutUint64(out, uint64(len(out)-8))
	return out, nil
}

// toBrain rounds to bfloat16, to nearest even; NaN stays NaN.
func toBrain(v float32) uint16 {
	bits := math.Float32bits(v)
	if v != v {
		return uint16(bits>>16) | 0x40
	}
	return uint16((bits + 0x7fff + bits>>16&1) >> 16)
}
