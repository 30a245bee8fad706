package replay

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"github.com/hallmark-tee/hallmark"
)

// Draw picks n of a job's segments, numbered from 0, without replacement and in
// ascending order. The receipt is signed and settled before the beacon, a hash of
// a later block, exists: who trained could not know which segments are drawn.
//
// The numbers are a Fisher-Yates shuffle, ended after n, on the stream SHA-256(seed
// || i u64) for i = 0, 1, ..., first 8 bytes each, with
// seed = SHA-256("hallmark replay v1\n" || receipt digest || beacon). A value that
// would favour small numbers is passed over, so every choice is equally likely.
func Draw(receipt, beacon hallmark.Digest, segments, n uint64) []uint64 {
	seed := sha256.Sum256(slices.Concat([]byte("hallmark replay v1\n"), receipt[:], beacon[:]))
	var counter uint64
	below := func(m uint64) uint64 {
		for {
			h := sha256.Sum256(binary.BigEndian.AppendUint64(seed[:], counter))
			counter++
			if v := binary.BigEndian.Uint64(h[:]); v < math.MaxUint64-math.MaxUint64%m {
				return v % m
			}
		}
	}
	all := make([]uint64, segments)
	for i := range all {
		all[i] = uint64(i)
	}
	n = min(n, segments)
	for i := range n {
		j := i + below(segments-i)
		all[i], all[j] = all[j], all[i]
	}
	drawn := all[:n]
	slices.Sort(drawn)
	return drawn
}
