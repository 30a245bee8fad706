package engine

import (
	"crypto/sha256"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// AdapterFiles are the files of a PEFT directory that decide what it computes.
var AdapterFiles = envelope.AdapterFiles

// AdapterDigest names an adapter by its bytes; see envelope.AdapterDigest.
func AdapterDigest(files map[string][]byte) hallmark.Digest {
	return envelope.AdapterDigest(func(name string) hallmark.Digest { return sha256.Sum256(files[name]) })
}
