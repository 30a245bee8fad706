//go:build !nvml || !cgo || !linux

package gpu

import "github.com/hallmark-tee/hallmark"

// Built tells whether this build can ask GPUs.
const Built = false

// Open refuses: only a build with `-tags nvml`, cgo and Linux can load NVIDIA's
// driver library.
func Open() (Source, func() error, error) {
	return nil, nil, hallmark.Errorf(hallmark.Unsupported, "this build asks no GPUs; build hallmark-enclave with `-tags nvml` and cgo on Linux to collect their evidence")
}
