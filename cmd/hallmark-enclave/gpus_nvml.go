//go:build nvml && !sim

package main

import (
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/platform/gpu"
)

// openGPUs asks NVIDIA's driver. A build for GPUs does not start without them.
func openGPUs() (enclave.GPUs, func() error, error) {
	source, done, err := gpu.Open()
	if err != nil {
		return nil, nil, err
	}
	if _, err := source.State(); err != nil {
		done()
		return nil, nil, err
	}
	return gpu.Collector{Source: source}, done, nil
}
