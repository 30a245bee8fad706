// Package conformance holds what every platform must do, as one suite that the
// tests of each run against it. It never runs outside tests.
package conformance

import (
	"bytes"
	"context"
	"crypto/rand"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// Machine is a platform under test, and the two ways it can start again.
type Machine struct {
	Kind    string
	Restart func(*testing.T) platform.Platform // the process died
	Reboot  func(*testing.T) platform.Platform // the TEE lost what does not outlive it
}

// Run checks a TDX-shaped platform; the first process is started by Restart.
func Run(t *testing.T, m Machine) {
	ctx := t.Context()
	p := m.Restart(t)
	if p.Kind() != m.Kind {
		t.Fatalf("kind %q, want %q", p.Kind(), m.Kind)
	}

	t.Run("quotes bind what they are asked to", func(t *testing.T) {
		var a, b [64]byte
		rand.Read(a[:])
		rand.Read(b[:])
		ea, qa := quote(t, p, a)
		_, qb := quote(t, p, b)
		if qa.TD.MRTD != qb.TD.MRTD || qa.TD.MRCONFIGID != qb.TD.MRCONFIGID || qa.TD.MRTD == (dcap.Register{}) {
			t.Error("measurements differ between quotes, or are zero")
		}
		if ea.Kind != m.Kind || ea.Version != hallmark.EvidenceVersion || ea.Events == nil {
			t.Errorf("evidence says %q %q, events %v", ea.Kind, ea.Version, ea.Events)
		}
	})

	t.Run("events replay to the register", func(t *testing.T) {
		before, _ := quote(t, p, [64]byte{})
		for _, name := range []string{"engine", "model"} {
			if err := p.Measure(ctx, name, []byte("digest of "+name)); err != nil {
				t.Fatal(err)
			}
		}
		e, q := quote(t, p, [64]byte{})
		if len(e.Events) != len(before.Events)+2 {
			t.Fatalf("%d events, want %d", len(e.Events), len(before.Events)+2)
		}
		if last := e.Events[len(e.Events)-1]; last.Name != "model" || string(last.Payload) != "digest of model" || last.Register != platform.RunTimeRegister {
			t.Errorf("last event is %+v", last)
		}
		replays(t, e, q)
	})

	t.Run("sealing outlives the process, not the platform", func(t *testing.T) {
		key := sealing(t, p)
		again := m.Restart(t)
		if !bytes.Equal(key, sealing(t, again)) {
			t.Error("another sealing key after the process restarted")
		}
		e, q := quote(t, again, [64]byte{1})
		replays(t, e, q)
		fresh := m.Reboot(t)
		if bytes.Equal(key, sealing(t, fresh)) {
			t.Error("the sealing key outlived the platform")
		}
		if e, _ := quote(t, fresh, [64]byte{}); len(e.Events) != 0 {
			t.Errorf("%d events after a reboot", len(e.Events))
		}
	})

	t.Run("stops when told", func(t *testing.T) {
		ended, stop := context.WithCancel(ctx)
		stop()
		if _, err := p.Quote(ended, [64]byte{}); hallmark.KindOf(err) != hallmark.Cancelled {
			t.Errorf("quote after the end: %v, want cancelled", err)
		}
	})
}

func quote(t *testing.T, p platform.Platform, data [64]byte) (hallmark.Evidence, *dcap.Quote) {
	t.Helper()
	e, err := p.Quote(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	q, err := dcap.Parse(e.Quote)
	if err != nil {
		t.Fatal(err)
	}
	if q.TD.ReportData != data {
		t.Fatalf("report data is %x, asked for %x", q.TD.ReportData, data)
	}
	return e, q
}

func replays(t *testing.T, e hallmark.Evidence, q *dcap.Quote) {
	t.Helper()
	register, err := attestation.Replay(e.Events)
	if err != nil {
		t.Fatal(err)
	}
	if register != q.TD.RTMR[platform.RunTimeRegister] {
		t.Error("the events do not replay to RTMR3")
	}
}

func sealing(t *testing.T, p platform.Platform) []byte {
	t.Helper()
	key, err := p.SealingKey()
	if err != nil {
		t.Fatal(err)
	}
	if len(key) < 16 || bytes.Equal(key, make([]byte, len(key))) {
		t.Fatalf("a sealing key of %d bytes, or zero", len(key))
	}
	return key
}
