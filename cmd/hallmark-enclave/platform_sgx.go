//go:build ego && !sim

package main

import (
	"context"
	"log/slog"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/platform/sgx"
)

const (
	platformDir      = ""
	platformUse      = "not used by SGX"
	manifestRequired = false
)

var platformWords = []any{"platform", hallmark.KindSGX}

func openPlatform(context.Context, string, hallmark.Digest, []byte, *slog.Logger) (platform.Platform, error) {
	return sgx.Open()
}

// programDigest is MRENCLAVE.
func programDigest() (hallmark.Digest, error) { return sgx.Program() }
