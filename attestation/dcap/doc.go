// Package dcap judges quotes of Intel TDX by Intel's DCAP rules: it parses
// them, checks the chain of keys from a pinned root down to the report, and
// appraises the platform by Intel's signed collateral. Simulated quotes take
// the same path; only their root differs, and it is never mistaken for
// hardware.
//
// It never reads a clock or a network, never trusts a name where a key can be
// compared, never allocates by a length it has not bounded, and never accepts
// a TCB status that it does not know. TDX quotes of version 4 are read; the
// layout leaves room for version 5 and for SGX.
package dcap
