// Package foreign reads the attestation files of other systems - raw quotes in
// binary, hex or base64, dstack and 0G quote reports, vLLM-proxy reports (NEAR,
// Venice, NanoGPT, 0G's LLM nodes), Chutes, Tinfoil, CoCo and NVIDIA evidence -
// into one shape: quotes with the event logs, application manifests and GPU
// evidence that belong to them, and what each system says its quotes bind.
//
// It takes nothing that a file says of itself for true: what is claimed beside
// a quote becomes a Claim that a verifier (package audit) compares with the
// quote. It never judges, and never reads a network or a clock.
package foreign
