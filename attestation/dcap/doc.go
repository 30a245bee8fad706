// Package dcap judges quotes of Intel SGX and TDX by Intel's DCAP rules: it
// parses them (SGX version 3, both kinds in versions 4 and 5, TD reports 1.0
// and 1.5), checks the chain of keys from a pinned root down to the report, and
// appraises the platform by Intel's signed collateral. Simulated quotes take
// the same path; only their root differs, and it is never mistaken for
// hardware.
//
// It never reads a clock or a network, never trusts a name where a key can be
// compared, never allocates by a length it has not bounded, and never accepts
// a TCB status that it does not know.
package dcap
