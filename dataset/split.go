package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"

	"github.com/hallmark-tee/hallmark"
)

// InValidation tells whether a row is held out: by its own digest and the seed,
// so that the order of rows and the other rows change nothing and two equal
// rows fall on one side. It is the first eight bytes of
// SHA-256("hallmark split v1\n" || seed u64 || leaf) as a fraction of 2^64,
// below perMille thousandths.
func InValidation(leaf hallmark.Digest, seed uint64, perMille int) bool {
	b := binary.BigEndian.AppendUint64([]byte("hallmark split v1\n"), seed)
	sum := sha256.Sum256(append(b, leaf[:]...))
	thousandth, _ := bits.Mul64(binary.BigEndian.Uint64(sum[:8]), 1000)
	return thousandth < uint64(max(perMille, 0))
}
