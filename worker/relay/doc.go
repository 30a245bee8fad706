// Package relay carries sealed exchanges between users and the enclave, both
// ways, as they come: it cannot read them, keeps nothing of them, and holds at
// most one small buffer of each.
//
// It protects the provider's machine: so many exchanges at once, so many per
// address and second, so many bytes, so long for a peer that does not read. It
// decides nothing about money or rights; the enclave does.
package relay
