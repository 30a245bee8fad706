package engine

import (
	"crypto/sha256"
	"fmt"

	"github.com/hallmark-tee/hallmark"
)

// AdapterFiles are the files of a PEFT directory that decide what it computes.
var AdapterFiles = [...]string{"adapter_config.json", "adapter_model.safetensors"}

// AdapterDigest names an adapter by its bytes: SHA-256 over the line
// "hallmark adapter 1" and a line "name hex(SHA-256(file))" for each of
// AdapterFiles. Other files of the directory do not count.
func AdapterDigest(files map[string][]byte) hallmark.Digest {
	h := sha256.New()
	fmt.Fprintln(h, "hallmark adapter 1")
	for _, name := range AdapterFiles {
		fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(files[name]))
	}
	return hallmark.Digest(h.Sum(nil))
}
