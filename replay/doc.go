// Package replay does parts of a job's training again and compares every bit
// with what the enclave signed: the leaves of the transcript, and the state at
// the end of each part. Where they part it asks, by doing it again with the
// supposed fault, what was done instead, and names it.
//
// It runs where the plaintext may be: at the dataset's owner, at somebody whom
// the owner lets, or in another attested enclave. It has no network and never
// writes what it reads. It must not import the enclave's service, whose word it
// checks.
package replay
