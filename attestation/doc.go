// Package attestation answers two questions about an enclave's evidence: is it
// genuine, and is it acceptable? The first follows from the platform's keys
// and the vendor's collateral (package dcap), the second from a Policy that
// the verifier brings. The answer is a verdict of named checks.
//
// It never reads a clock, a network or a policy out of the evidence, never
// counts a check that it could not make as passed, and never calls simulated
// evidence verified: every quote takes one path, in which only the root
// differs.
package attestation
