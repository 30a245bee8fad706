// Package workflows holds the Temporal workflows: which step follows which,
// how long each may take, what is retried, and where a job goes when a step
// cannot succeed.
//
// A workflow decides nothing about money, keys or truth. Every activity
// derives what it does from chain state and from what the enclave signed, so
// that a lying Temporal server can delay a job until the contract refunds it
// and no more. The package imports only the root package of ours; it reads no
// clock but the workflow's, and draws no randomness.
package workflows
