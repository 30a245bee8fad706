// Package envelope seals and signs: the age files that carry datasets and
// artifacts, the wrapped keys that open them, canonical JSON and its digests,
// the EIP-712 digests of orders, cancels and settlements, and the signatures
// over receipts and HTTP requests.
//
// It never generates an enclave's long-lived key, never reads a file or a
// clock, never keeps a secret after a call returns, and never accepts a
// signature in any form but 65 bytes with low s.
package envelope
