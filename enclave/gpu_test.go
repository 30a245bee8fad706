package enclave_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// testGPUs are GPUs of a test PKI, or what they refuse with.
type testGPUs struct {
	devices []*nvidiatest.Device
	err     error
}

func (g testGPUs) Collect(_ context.Context, nonce [32]byte) (e hallmark.GPUEvidence, err error) {
	e.Nonce = nonce
	for _, d := range g.devices {
		e.GPUs = append(e.GPUs, d.Evidence(nonce, nvidiatest.Hopper()))
	}
	return e, g.err
}

// TestGPUsAreBoundToTheQuote has an enclave show two GPUs, and alters what it
// showed.
func TestGPUsAreBoundToTheQuote(t *testing.T) {
	now := time.Now()
	pki := nvidiatest.New(now)
	o, err := options(newMachine(t).config, &lockedBuffer{})
	if err != nil {
		t.Fatal(err)
	}
	o.GPUs = testGPUs{devices: []*nvidiatest.Device{pki.NewDevice("GH100", nvidia.Hopper), pki.NewDevice("GH100", nvidia.Hopper)}}
	u := serve(t, o, &lockedBuffer{})
	challenge := hallmark.Digest{7}
	ask := func() hallmark.Evidence {
		e, err := u.Evidence(t.Context(), wire.EvidenceRequest{Block: 1, BlockHash: hallmark.Digest{1}, Nonce: challenge})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	e, other := ask(), ask()
	policy := attestation.SimulationPolicyFor(e)
	policy.GPU = &nvidia.Policy{Count: 2}
	judge := func(e hallmark.Evidence) verdict.Verdict {
		return attestation.Verify(e, attestation.Options{Policy: policy, Now: now, Challenge: &challenge, GPURoots: pki.Roots()})
	}
	if v := judge(e); v.Code != verdict.Simulated {
		t.Errorf("%s: %v", v.Overall, v.Failures())
	}
	for name, c := range map[string]struct {
		change func(e *hallmark.Evidence)
		want   string
	}{
		"GPU evidence of another quote": {func(e *hallmark.Evidence) { e.GPU = other.GPU }, nvidia.GPUBinding.ID},
		"GPU evidence left out":         {func(e *hallmark.Evidence) { e.GPU = nil }, nvidia.GPUBinding.ID},
	} {
		altered := e
		c.change(&altered)
		v := judge(altered)
		if got, ok := v.Find(c.want); !ok || got.Status != verdict.Fail || v.Code != verdict.NotGenuine {
			t.Errorf("%s: %s, %+v", name, v.Overall, v.Failures())
		}
	}
	if v := attestation.Verify(e, attestation.Options{Policy: policy, Now: now, Challenge: &challenge}); v.Code != verdict.NotGenuine {
		t.Errorf("GPUs of a test root pass under NVIDIA's: %s", v.Overall)
	}
}

func TestRefusedGPUsGiveNoEvidence(t *testing.T) {
	o, err := options(newMachine(t).config, &lockedBuffer{})
	if err != nil {
		t.Fatal(err)
	}
	o.GPUs = testGPUs{err: hallmark.Errorf(hallmark.Unsupported, "the GPUs are in DEVTOOLS mode")}
	_, err = serve(t, o, &lockedBuffer{}).Evidence(t.Context(), wire.EvidenceRequest{Block: 1, BlockHash: hallmark.Digest{1}})
	if hallmark.KindOf(err) != hallmark.Unsupported || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
