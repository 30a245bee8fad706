//go:build !linux

package tdx

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// Open refuses: TDX guests run Linux.
func Open(context.Context, string) (platform.Platform, error) {
	return nil, hallmark.Errorf(hallmark.Unsupported, "TDX needs a Linux guest; this build is for another system")
}
