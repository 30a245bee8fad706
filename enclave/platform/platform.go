// Package platform says what the enclave asks of the hardware it stands on: a
// name for what it is, quotes, a record of what was loaded, and a key to seal
// state under. Nothing else in the enclave knows which hardware that is.
//
// An implementation never answers where it cannot: no quote of another
// platform's, no sealing key of zeros, no fallback to software. What the
// simulation makes says so in its kind, in its certificates and in its logs.
package platform

import (
	"context"

	"github.com/hallmark-tee/hallmark"
)

// RunTimeRegister is the register that events extend: RTMR3 of a TD.
const RunTimeRegister = 3

// Platform is one kind of TEE, seen from inside.
type Platform interface {
	// Kind is hallmark.KindTDX, KindSGX or KindSim.
	Kind() string

	// Quote makes evidence over 64 bytes. Kind, Quote and Events are filled,
	// Endorsements as far as they are known inside; the rest is the caller's.
	Quote(ctx context.Context, reportData [64]byte) (hallmark.Evidence, error)

	// Measure records an event before what it names is used: it extends the
	// run-time register, and the event appears in all later evidence. A
	// platform without such a register (SGX) has nothing to extend and its
	// evidence lists no events.
	Measure(ctx context.Context, name string, payload []byte) error

	// SealingKey is a secret of at least 16 bytes that the same code finds
	// again after a restart, and nobody else. Unsupported where the platform
	// cannot seal.
	SealingKey() ([]byte, error)
}
