//go:build sim

package main

import (
	"context"
	"log/slog"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/platform/sim"
)

const (
	platformDir      = "simulated-hardware"
	platformUse      = "the SIMULATED hardware: keys of the pretended vendor and processor"
	manifestRequired = false
)

var platformWords = []any{"platform", "SIMULATED"}

func openPlatform(_ context.Context, dir string, binary hallmark.Digest, manifest []byte, log *slog.Logger) (platform.Platform, error) {
	log.Warn("SIMULATED: this enclave is ordinary software, its keys lie in a file, it protects nothing")
	return sim.Open(sim.Config{Dir: dir, Binary: binary, Manifest: manifest})
}

// programDigest is SHA-256 of the program's file.
func programDigest() (hallmark.Digest, error) { return enclave.BinaryDigest() }
