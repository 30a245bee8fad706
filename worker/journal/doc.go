// Package journal is the worker's durable memory, one file: the signed orders
// it took, what it knows of each job, the job's events, the sealed records it
// promised the enclave to keep, the evidence it registered, and the rows of
// the transaction outbox.
//
// Every write is fsynced before it returns. Nothing in it is secret: no key,
// no plaintext of a dataset, no prompt. It decides nothing; the chain does.
package journal
