// Package wire is what the worker and the enclave say to each other: HTTP and
// JSON over a unix socket (later vsock), and the client that the worker uses.
//
// The worker is not trusted: nothing here carries plaintext of a dataset, row
// content, a tokenizer's error or a key that is not wrapped for its user. The
// client never retries by itself; the worker's workflow decides.
//
// The walk of a job, each call idempotent:
//
//	Admit       the user-signed order                      -> admitted
//	PutDataset  the ciphertext; root and digest recomputed -> ready, or failed
//	Train       starts or resumes; Progress follows        -> training -> trained, failed or paused
//	Artifact    the .age bytes, the same on every read
//	Confirm     the one settlement, sealed                 -> confirmed
//	Release     after the worker has fsynced the record    -> released
//	Forget      the contract is final: erase the job's data
package wire
