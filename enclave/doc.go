// Package enclave is the service inside the TEE: it holds the keys, opens
// datasets, trains, meters, and signs one settlement per job.
//
// It acts only on what users signed. It never talks to a network or a chain:
// the worker hands it orders and streams, and is told fixed codes, line
// numbers, counts and losses. It never signs a digest or report data that a
// caller supplies, never settles a job twice, never counts a stop, a time-out
// or wrong bytes as an outcome, and never writes plaintext or a key to disk or
// log. State on disk is sealed by the platform; what cannot be opened again is
// reported as lost, so that the contract's refund ends the job.
package enclave
