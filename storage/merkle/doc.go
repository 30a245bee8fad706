// Package merkle computes and checks the Merkle roots by which 0G Storage
// names files: chunks of 256 bytes, segments of 1024 chunks, keccak-256, a
// left-complete binary tree, and the zero padding of the Flow contract.
//
// It is pure: no network, no chain client, no cgo. It never trusts a length, a
// path or a leaf that came with a proof; it derives them from the file's size
// and compares. A root does not bind the exact length of a file: two files that
// differ only in trailing zero bytes inside the same padding have one root.
// Whoever needs the length must have it from somewhere else (the Flow
// contract's Submit event, a digest, an authenticated encryption).
//
// Source: 0G's storage node and client (core and core/merkle of
// 0g-storage-client v1.3.0), against which the tests compare every edge size.
package merkle
