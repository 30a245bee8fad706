//go:build ego && cgo

package sgx

import (
	"os"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// Outside an enclave EGo's sealing gives zeros and no error; nothing of it may
// be reachable there.
func TestRefusesOutsideAnEnclave(t *testing.T) {
	if os.Getenv("OE_IS_ENCLAVE") == "1" {
		t.Skip("inside an enclave: the refusal does not apply")
	}
	if p, err := Open(); p != nil || hallmark.KindOf(err) != hallmark.Unsupported {
		t.Fatalf("got %v, %v; want unsupported", p, err)
	}
	if key, err := (sgx{}).SealingKey(); err == nil {
		t.Fatalf("a sealing key of %d bytes outside an enclave", len(key))
	}
}
