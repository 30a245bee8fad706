// Package endorsement sorts what vendors say about platforms - Intel's TCB info,
// QE identities, revocation lists and certificates, NVIDIA's RIMs, OCSP answers
// and NRAS tokens - from files in whatever form they were kept, and picks those
// that belong to one quote at one time.
//
// A set trusts nothing: it picks by names, dates and signatures so that the
// verifier gets one candidate of each kind, and the verifier checks every one
// of them again. It never reads a network, a disk or a clock.
package endorsement
