package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// EpochOrder is the order in which epoch (from 0) of a job takes its n
// sequences: a Fisher-Yates shuffle, from the last place down, whose draw for
// place i is word i of a Philox4x32-10 stream (Salmon et al. 2011) keyed by the
// seed. It depends on nothing but its arguments, so that a resumed job and the
// price of a job with maxSteps need no other state.
func EpochOrder(seed uint64, epoch uint64, n int) []int32 {
	name := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("hallmark stream 1\nepoch "), epoch))
	hi := [2]uint32{binary.BigEndian.Uint32(name[:4]), binary.BigEndian.Uint32(name[4:8])}
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	for i := n - 1; i > 0; i-- {
		word := philox([2]uint32{uint32(seed), uint32(seed >> 32)}, [4]uint32{uint32(i / 4), 0, hi[0], hi[1]})[i%4]
		j, _ := bits.Mul32(word, uint32(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// philox is the ten-round bijection of Philox4x32.
func philox(k [2]uint32, c [4]uint32) [4]uint32 {
	for range 10 {
		h0, l0 := bits.Mul32(0xD2511F53, c[0])
		h1, l1 := bits.Mul32(0xCD9E8D57, c[2])
		c = [4]uint32{h1 ^ c[1] ^ k[0], l1, h0 ^ c[3] ^ k[1], l0}
		k[0] += 0x9E3779B9
		k[1] += 0xBB67AE85
	}
	return c
}
