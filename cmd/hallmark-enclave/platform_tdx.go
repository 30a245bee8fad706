//go:build !sim && !ego

package main

import (
	"context"
	"log/slog"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/platform/tdx"
)

const (
	platformDir      = "/run/hallmark"
	platformUse      = "a folder on a tmpfs that lasts as long as the TD is up"
	manifestRequired = true
)

var platformWords = []any{"platform", hallmark.KindTDX}

func openPlatform(ctx context.Context, dir string, _ hallmark.Digest, _ []byte, _ *slog.Logger) (platform.Platform, error) {
	return tdx.Open(ctx, dir)
}

// programDigest is SHA-256 of the program's file.
func programDigest() (hallmark.Digest, error) { return enclave.BinaryDigest() }
