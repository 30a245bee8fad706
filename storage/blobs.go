// Package storage reads and writes files on 0G Storage: the network, or the
// embedded node of package local, with the same code.
//
// Readers hold a bounded window of segments and hand on no byte whose Merkle
// proof they have not checked against the root that the caller asked for.
// Writers hash the source once, pay the Flow contract at most once, and upload
// with bounded memory. The package never decrypts, never sees a private key
// unless the caller gives it one, and never believes a node's word on content.
// What it cannot prove is a file's exact length: see package merkle.
package storage

import (
	"context"
	"io"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
)

// Blobs is a store of files named by their 0G root. Errors are of kind
// NotFound (no node knows the root), Unavailable (nodes or chain do not
// answer; try again), Tampered (what came does not belong to the root; the
// text names the segment) or Cancelled.
type Blobs interface {
	// Stat says what the nodes know of a root.
	Stat(ctx context.Context, root hallmark.Digest) (Info, error)
	// Open reads a finalized file from its start. ctx bounds the whole life of
	// the Blob; the caller closes it.
	Open(ctx context.Context, root hallmark.Digest) (Blob, error)
	// Put stores size bytes of src, which must not change meanwhile, and
	// returns when every chosen node has finalized them. It pays only if the
	// file is not stored or submitted already, so it may be repeated.
	Put(ctx context.Context, src io.ReaderAt, size int64) (Stored, error)
	// Fee is what Put would pay to the Flow contract, transaction gas apart.
	Fee(ctx context.Context, size int64) (hallmark.Amount, error)
}

// Blob is an open file. Seek is cheap and starts a new window of segments.
type Blob interface {
	io.ReadSeekCloser
	Size() int64 // bytes, as the nodes say and the padding allows
}

// Info describes a file on the nodes.
type Info struct {
	Root      hallmark.Digest `json:"root"`
	Size      int64           `json:"size"`  // bytes
	TxSeq     uint64          `json:"txSeq"` // of the submission to the Flow contract
	Finalized bool            `json:"finalized"`
	Nodes     int             `json:"nodes"` // how many nodes hold it
}

// Stored is the result of Put.
type Stored struct {
	Root  hallmark.Digest `json:"root"`
	Size  int64           `json:"size"`
	TxSeq uint64          `json:"txSeq"`
	Tx    common.Hash     `json:"tx"`  // the paid submission; zero if this call found one that it did not send
	Fee   hallmark.Amount `json:"fee"` // paid to the Flow contract by this call
}
