package native

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
)

// stream is a counter-based random stream: Philox4x32-10 (Salmon et al.,
// "Parallel random numbers: as easy as 1, 2, 3", 2011), keyed by the job's
// seed, with the stream's name in the upper half of the counter. Draw i of a
// stream needs no earlier draw, so a resumed job needs no generator state.
type stream struct{ key, hi [2]uint32 }

func newStream(seed uint64, name string) stream {
	h := sha256.Sum256([]byte("hallmark stream 1\n" + name))
	return stream{
		key: [2]uint32{uint32(seed), uint32(seed >> 32)},
		hi:  [2]uint32{binary.BigEndian.Uint32(h[:4]), binary.BigEndian.Uint32(h[4:8])},
	}
}

// block is the i-th group of four words.
func (s stream) block(i uint64) [4]uint32 {
	c := [4]uint32{uint32(i), uint32(i >> 32), s.hi[0], s.hi[1]}
	k := s.key
	for range 10 {
		h0, l0 := bits.Mul32(0xD2511F53, c[0])
		h1, l1 := bits.Mul32(0xCD9E8D57, c[2])
		c = [4]uint32{h1 ^ c[1] ^ k[0], l1, h0 ^ c[3] ^ k[1], l0}
		k[0] += 0x9E3779B9
		k[1] += 0xBB67AE85
	}
	return c
}

// uint32 is the i-th word.
func (s stream) uint32(i uint64) uint32 { return s.block(i / 4)[i%4] }

// below is a number in [0, n) from word i; the bias is at most n/2^32.
func (s stream) below(i uint64, n int) int {
	h, _ := bits.Mul32(s.uint32(i), uint32(n))
	return int(h)
}

// uniform fills dst with numbers in [-bound, bound).
func (s stream) uniform(dst []float32, bound float32) {
	for i := range dst {
		u := float32(s.uint32(uint64(i))>>8) / (1 << 24)
		dst[i] = float32(float32(2*u)*bound) - bound
	}
}

// normal fills dst with normal numbers of the given deviation (Box-Muller).
func (s stream) normal(dst []float32, deviation float64) {
	for i := range dst {
		b := s.block(uint64(i))
		u := (float64(uint64(b[0])<<20|uint64(b[1])>>12) + 0.5) / (1 << 52)
		_, cos := sincos(float64(2*math.Pi) * (float64(b[2]) / (1 << 32)))
		dst[i] = float32(float64(deviation*math.Sqrt(float64(-2*log(u)))) * cos)
	}
}

// order is the shuffled order of n items (Fisher-Yates).
func (s stream) order(dst []int32) {
	for i := range dst {
		dst[i] = int32(i)
	}
	for i := len(dst) - 1; i > 0; i-- {
		j := s.below(uint64(i), i+1)
		dst[i], dst[j] = dst[j], dst[i]
	}
}
