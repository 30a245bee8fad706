package dcap

import (
	"encoding/binary"

	"github.com/hallmark-tee/hallmark"
)

// decode fills a fixed-size struct from exactly as many bytes as it has.
func decode(b []byte, v any) {
	if n, err := binary.Decode(b, binary.LittleEndian, v); err != nil || n != len(b) {
		panic("dcap: layout of a fixed-size struct does not match its size")
	}
}

// Encode gives the wire form of a part of a quote.
func Encode[T Header | TDReport | TD15Extension | EnclaveReport](v T) []byte {
	b, err := binary.Append(nil, binary.LittleEndian, v)
	if err != nil {
		panic("dcap: " + err.Error()) // the types above have fixed sizes
	}
	return b
}

// reader takes bytes off the front, never more than there are.
type reader struct {
	rest []byte
	what string
}

func (r *reader) take(n int, part string) ([]byte, error) {
	if n > len(r.rest) {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s: %s needs %d bytes, %d are left; the file is cut short", r.what, part, n, len(r.rest))
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b, nil
}

// sized takes a u32 length of at most limit and as many bytes.
func (r *reader) sized(limit int, part string) ([]byte, error) {
	b, err := r.take(4, part+" length")
	if err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(limit) {
		return nil, hallmark.Errorf(hallmark.Exhausted, "%s: %s of %d bytes, at most %d are read", r.what, part, n, limit)
	}
	return r.take(int(n), part)
}

func (r *reader) certification() (kind uint16, data []byte, err error) {
	b, err := r.take(2, "certification type")
	if err != nil {
		return 0, nil, err
	}
	data, err = r.sized(maxCertification, "certification data")
	return binary.LittleEndian.Uint16(b), data, err
}

func (r *reader) end() error {
	if len(r.rest) > 0 {
		return hallmark.Errorf(hallmark.Invalid, "%s: %d bytes too many", r.what, len(r.rest))
	}
	return nil
}
