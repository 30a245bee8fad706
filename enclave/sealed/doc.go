// Package sealed keeps an enclave's state on a disk that it does not trust:
// every file is encrypted and authenticated under the platform's sealing key
// and bound to its own name, written whole and synced, or not at all, behind a
// lock that one process holds.
//
// It cannot notice that the host put back an older copy of the same file;
// whoever needs that must bind the file to something newer (a checkpoint is
// bound to the step that the job's record names, a settlement is kept by the
// worker too). It never seals under a key of zeros and never writes plaintext.
package sealed
