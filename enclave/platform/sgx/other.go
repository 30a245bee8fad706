//go:build !(ego && cgo)

package sgx

import (
	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// Open refuses: this build has no SGX in it.
func Open() (platform.Platform, error) {
	return nil, hallmark.Errorf(hallmark.Unsupported, "this build does not speak to SGX; build with `ego-go build -tags ego` (make enclave-sgx) and start it with `ego run`")
}

// Program refuses as Open does.
func Program() (hallmark.Digest, error) {
	_, err := Open()
	return hallmark.Digest{}, err
}
