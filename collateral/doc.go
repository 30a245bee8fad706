// Package collateral fetches what vendors say about platforms, so that evidence
// can be judged later without a network: Intel's TCB info, QE identities and
// revocation lists from the PCS or a PCCS, NVIDIA's RIMs, OCSP answers and
// NRAS tokens with their keys. It keeps them in a cache folder of plain files.
//
// It never judges: whatever a server answers is handed on as it came, and
// package attestation checks every signature and date again. Nothing of the
// auditor's path imports it.
package collateral
