package attestation

import (
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// gpus judges the GPUs that an enclave shows, and holds them and the CPU's
// quote against each other: the reports must answer the nonce that follows from
// the keys in the runtime data, and the runtime data must name the digest of
// the reports. Without GPUs, named or shown or wanted by the policy, nothing is
// recorded.
func (x *examination) gpus(runtimeErr error) {
	p := x.o.Policy.GPU
	end := nvidia.EndorsementsOf(x.e.Endorsements)
	if x.e.GPU == nil && x.Runtime.GPUEvidence.IsZero() && p == nil {
		if !end.Empty() {
			x.Fail(nvidia.GPUPresent, "statements of NVIDIA's came with evidence that shows no GPU; leave them out")
		}
		return
	}
	if runtimeErr != nil {
		x.Block(RuntimeDecode, nvidia.GPUBinding, nvidia.GPUSplice, PolicyGPU)
		return
	}
	bound := nvidia.Nonce(x.Runtime.Nonce, x.Runtime.Signer, x.Runtime.Recipient)
	o := nvidia.Options{Now: x.o.Now, Roots: x.o.GPURoots, Bound: bound[:], Digest: &x.Runtime.GPUEvidence}
	if x.o.Challenge != nil {
		asked := nvidia.Nonce(*x.o.Challenge, x.Runtime.Signer, x.Runtime.Recipient)
		o.Asked = asked[:]
	}
	if p != nil {
		o.Policy = *p
	}
	nvidia.VerifyDocument(x.e.GPU, end, o, x.Sheet)
	if p != nil {
		RequireGPUs(x.Sheet)
	}
}

// RequireGPUs records, behind package nvidia's checks, that a policy with a gpu
// section finds GPUs.
func RequireGPUs(s *verdict.Sheet) {
	s.Require(PolicyGPU, s.Passed(nvidia.GPUPresent), "GPUs are shown", "the policy wants confidential GPUs, and none are shown; ask a provider that has them, or judge by a policy without a gpu section")
}

// PolicyGPU is about a policy that has a gpu section: it fails where
// the evidence shows no GPU.
var PolicyGPU = verdict.Def{ID: "policy.gpu", Class: verdict.Policy, OnFail: verdict.Against, Ref: refPolicy}
