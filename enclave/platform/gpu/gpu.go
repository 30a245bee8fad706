// Package gpu collects the reports of a machine's confidential GPUs for a nonce
// that is derived from the enclave's keys, so that they can be bound to the
// CPU's quote.
//
// It refuses GPUs that are not in confidential-computing mode, or in a mode
// that lets a debugger in, and a driver that answers another nonce than the one
// asked. It judges no signature and no measurement: whoever receives the
// evidence does (package attestation/nvidia).
package gpu

import (
	"context"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// State is the machine's confidential-computing mode.
type State struct {
	Enabled    bool // CC mode is on
	DevTools   bool // DEVTOOLS: CC mode with profilers and debuggers let in
	Production bool // the environment is NVIDIA's production, not a simulation
	Ready      bool // the GPUs accept work: the guest called them attested
}

// Source is what the driver tells. Package gpu's own asks NVML.
type Source interface {
	State() (State, error)
	Count() (int, error)
	// Report asks GPU i, from 0, for its report on a nonce.
	Report(i int, nonce [32]byte) (hallmark.DeviceEvidence, error)
}

// Collector makes evidence of all GPUs that a source knows.
type Collector struct{ Source Source }

// Collect asks every GPU the same nonce. Unsupported, with cause and fix, where
// the machine is not in confidential-computing mode.
func (c Collector) Collect(ctx context.Context, nonce [32]byte) (hallmark.GPUEvidence, error) {
	e := hallmark.GPUEvidence{Version: hallmark.GPUVersion, Nonce: nonce, Switches: []hallmark.DeviceEvidence{}}
	state, err := c.Source.State()
	if err != nil {
		return e, err
	}
	if err := state.check(); err != nil {
		return e, err
	}
	n, err := c.Source.Count()
	if err != nil {
		return e, err
	}
	if n < 1 || n > nvidia.MaxDevices {
		return e, hallmark.Errorf(hallmark.Unsupported, "the driver shows %d GPUs, want 1 to %d; pass the GPUs through to this VM", n, nvidia.MaxDevices)
	}
	for i := range n {
		if err := ctx.Err(); err != nil {
			return e, hallmark.Errorf(hallmark.Cancelled, "GPU evidence: %w", err)
		}
		d, err := c.Source.Report(i, nonce)
		if err != nil {
			return e, err
		}
		r, err := nvidia.ParseReport(d.Report)
		if err != nil {
			return e, hallmark.Errorf(hallmark.Unsupported, "GPU %d: its report cannot be read; update the driver to one that Hallmark knows: %w", i, err)
		}
		if r.Nonce != nonce {
			return e, hallmark.Errorf(hallmark.NotGenuine, "GPU %d answers another nonce than the one asked; the driver replays a report", i)
		}
		e.GPUs = append(e.GPUs, d)
	}
	return e, nil
}

// check names the first thing for which no verifier would accept the GPUs.
func (s State) check() error {
	switch {
	case !s.Enabled:
		return hallmark.Errorf(hallmark.Unsupported, "the GPUs are not in confidential-computing mode: on the host, set it for each GPU with NVIDIA's gpu-admin-tools (--set-cc-mode=on --reset-after-cc-mode-switch) and start the VM again")
	case s.DevTools:
		return hallmark.Errorf(hallmark.Unsupported, "the GPUs are in DEVTOOLS mode, in which the host can read their memory: on the host, set --set-cc-mode=on instead of devtools and start the VM again")
	case !s.Production:
		return hallmark.Errorf(hallmark.Unsupported, "the driver says that its confidential-computing environment is a simulation; no NVIDIA root vouches for it")
	}
	return nil
}
