// Package worker is the provider's daemon: it takes signed orders over HTTP,
// runs each as a Temporal workflow, carries ciphertexts between storage and
// the enclave, and sends the transactions.
//
// It is trusted with the provider's gas wallet and with nothing of the user's:
// it never sees plaintext, prompts or model keys, and what it could forge, the
// contract and the bundle's verifier refuse. It runs beside the confidential
// VM, never inside.
package worker
