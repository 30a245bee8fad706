//go:build !nvml || sim

package main

import "github.com/hallmark-tee/hallmark/enclave"

// openGPUs gives none: the enclave's evidence shows no GPUs.
func openGPUs() (enclave.GPUs, func() error, error) {
	return nil, func() error { return nil }, nil
}
