package gpu_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/enclave/platform/gpu"
)

var (
	now = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	cc  = gpu.State{Enabled: true, Production: true, Ready: true}
)

// recorded answers what was recorded, as a driver would.
type recorded struct {
	state   gpu.State
	devices []func(nonce [32]byte) hallmark.DeviceEvidence
	err     error
}

func (r recorded) State() (gpu.State, error) { return r.state, r.err }
func (r recorded) Count() (int, error)       { return len(r.devices), nil }
func (r recorded) Report(i int, nonce [32]byte) (hallmark.DeviceEvidence, error) {
	return r.devices[i](nonce), nil
}

// signing are devices of a test PKI, which sign the nonce asked.
func signing(p *nvidiatest.PKI, n int) (out []func([32]byte) hallmark.DeviceEvidence) {
	for range n {
		d := p.NewDevice("GH100", nvidia.Hopper)
		out = append(out, func(nonce [32]byte) hallmark.DeviceEvidence { return d.Evidence(nonce, nvidiatest.Hopper()) })
	}
	return out
}

// TestCollectedEvidenceIsBoundBothWays collects as an enclave does and judges
// as a verifier does.
func TestCollectedEvidenceIsBoundBothWays(t *testing.T) {
	p := nvidiatest.New(now)
	challenge, signer, recipient := hallmark.Digest{1}, hallmark.Address{2}, "age1test"
	nonce := nvidia.Nonce(challenge, signer, recipient)
	doc, err := gpu.Collector{Source: recorded{state: cc, devices: signing(p, 2)}}.Collect(context.Background(), nonce)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := nvidia.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	digest := hallmark.Digest(sha256.Sum256(raw)) // stands in the runtime data
	judge := func(raw []byte, signer hallmark.Address) *verdict.Sheet {
		bound := nvidia.Nonce(challenge, signer, recipient)
		var s verdict.Sheet
		nvidia.VerifyDocument(raw, nvidia.Endorsements{}, nvidia.Options{Now: now, Roots: p.Roots(), Bound: bound[:], Asked: bound[:], Digest: &digest}, &s)
		return &s
	}
	s := judge(raw, signer)
	for _, d := range []verdict.Def{nvidia.GPUSig, nvidia.GPUChain, nvidia.GPUNonce, nvidia.GPUSplice, nvidia.GPUBinding} {
		if !s.Passed(d) {
			t.Errorf("%s did not pass", d.ID)
		}
	}
	if judge(raw, hallmark.Address{3}).Passed(nvidia.GPUSplice) {
		t.Error("the reports pass for another signer")
	}
	again, err := gpu.Collector{Source: recorded{state: cc, devices: signing(p, 2)}}.Collect(context.Background(), nonce)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err = nvidia.Encode(again); err != nil || judge(raw, signer).Passed(nvidia.GPUBinding) {
		t.Error("other reports pass for the quote", err)
	}
}

func TestRefusals(t *testing.T) {
	p := nvidiatest.New(now)
	sound := signing(p, 1)
	stale := sound[0]([32]byte{9})
	for name, c := range map[string]struct {
		source recorded
		kind   hallmark.Kind
		text   string
	}{
		"CC mode off":      {recorded{state: gpu.State{Production: true}, devices: sound}, hallmark.Unsupported, "not in confidential-computing mode"},
		"DEVTOOLS":         {recorded{state: gpu.State{Enabled: true, DevTools: true, Production: true}, devices: sound}, hallmark.Unsupported, "DEVTOOLS mode"},
		"a simulation":     {recorded{state: gpu.State{Enabled: true}, devices: sound}, hallmark.Unsupported, "simulation"},
		"no GPU":           {recorded{state: cc}, hallmark.Unsupported, "0 GPUs"},
		"too many":         {recorded{state: cc, devices: slices.Repeat(sound, 65)}, hallmark.Unsupported, "65 GPUs"},
		"a replay":         {recorded{state: cc, devices: []func([32]byte) hallmark.DeviceEvidence{func([32]byte) hallmark.DeviceEvidence { return stale }}}, hallmark.NotGenuine, "another nonce"},
		"an empty report":  {recorded{state: cc, devices: []func([32]byte) hallmark.DeviceEvidence{func([32]byte) hallmark.DeviceEvidence { return hallmark.DeviceEvidence{} }}}, hallmark.Unsupported, "cannot be read"},
		"a driver's error": {recorded{err: hallmark.Errorf(hallmark.Unsupported, "the driver is too old")}, hallmark.Unsupported, "too old"},
	} {
		_, err := gpu.Collector{Source: c.source}.Collect(context.Background(), [32]byte{1})
		if hallmark.KindOf(err) != c.kind || err == nil || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (gpu.Collector{Source: recorded{state: cc, devices: sound}}).Collect(ctx, [32]byte{}); !errors.Is(err, context.Canceled) {
		t.Error("a cancelled collection goes on:", err)
	}
}

// TestThisMachine asks the driver of the machine that it runs on: without one,
// or in a build without NVML, there is no source; out of confidential-computing
// mode the GPUs are refused; in it their evidence must hold under NVIDIA's root.
func TestThisMachine(t *testing.T) {
	source, done, err := gpu.Open()
	if err != nil {
		if hallmark.KindOf(err) != hallmark.Unsupported || source != nil {
			t.Error(err)
		}
		t.Logf("no source: %v", err)
		return
	}
	defer done()
	if !gpu.Built {
		t.Fatal("a source without NVML")
	}
	state, err := source.State()
	t.Logf("state %+v, %v", state, err)
	nonce := [32]byte{1}
	doc, err := gpu.Collector{Source: source}.Collect(context.Background(), nonce)
	if !state.Enabled || state.DevTools || !state.Production {
		if hallmark.KindOf(err) != hallmark.Unsupported {
			t.Error("GPUs out of confidential-computing mode are not refused:", err)
		}
		t.Logf("refused: %v", err)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	raw, err := nvidia.Encode(doc)
	if err != nil {
		t.Fatal(err)
	}
	var s verdict.Sheet
	nvidia.VerifyDocument(raw, nvidia.Endorsements{}, nvidia.Options{Now: now, Asked: nonce[:]}, &s)
	for _, d := range []verdict.Def{nvidia.GPUParse, nvidia.GPUSig, nvidia.GPUChain, nvidia.GPUNonce} {
		if !s.Passed(d) {
			t.Errorf("%s did not pass", d.ID)
		}
	}
}
