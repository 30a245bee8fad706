package attestation

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// PolicyVersion names the format; maxPolicy bounds a file's size in bytes.
const (
	PolicyVersion = "policy/1"
	maxPolicy     = 1 << 20
)

// maxAgeLimit is the longest time a registration lasts on chain, in seconds.
const maxAgeLimit = 7 * 24 * 3600

// Policy is what a verifier accepts. Its JSON form is a strict document; its
// id stands in orders and is what the AttestationRegistry judges by.
type Policy struct {
	Version      string            `json:"hallmark"` // PolicyVersion
	Name         string            `json:"name"`
	Kinds        []string          `json:"kinds"`        // of hallmark.KindTDX, KindSGX, KindSim
	Measurements []hallmark.Digest `json:"measurements"` // sorted, unique
	MaxAge       uint64            `json:"maxAge"`       // seconds since the quote was registered or asked for
	TCB          TCBPolicy         `json:"tcb"`
	Debug        bool              `json:"debug"`               // accept TDs whose memory the host can read
	Allow        []string          `json:"allow"`               // waivable checks that need not pass
	Enforce      []string          `json:"enforce"`             // optional checks that must pass; one that is never made fails
	Platforms    []hallmark.Hex    `json:"platforms,omitempty"` // PPIDs, 16 bytes each; empty: any platform
	TDX          *TDXPolicy        `json:"tdx,omitempty"`
	SGX          *SGXPolicy        `json:"sgx,omitempty"`
	GPU          *nvidia.Policy    `json:"gpu,omitempty"` // present: GPUs must be shown
}

// TCBPolicy says how current a platform must be.
type TCBPolicy struct {
	Accept        []dcap.Status `json:"accept"`
	MinEvaluation uint32        `json:"minEvaluation"`        // lowest tcbEvaluationDataNumber
	GraceDays     uint16        `json:"graceDays,omitempty"`  // a level that is out of date still counts as not so for this long after its date
	Advisories    []string      `json:"advisories,omitempty"` // the only advisories that may stand; absent: any
}

// Names of the policies that are shipped.
const (
	StrictName     = "strict"
	GPUStrictName  = "gpu-strict"
	SimulationName = "simulation"
)

//go:embed policies/strict.json
var strictFile []byte

//go:embed policies/gpu-strict.json
var gpuStrictFile []byte

//go:embed policies/simulation.json
var simulationFile []byte

func shipped(file []byte) Policy {
	p, err := ParsePolicy(file)
	if err != nil {
		panic("attestation: a shipped policy is refused: " + err.Error())
	}
	return p
}

// GPUStrictPolicy is StrictPolicy for TDs that must show confidential GPUs of
// which every measurement is a reference value of NVIDIA's.
func GPUStrictPolicy() Policy { return shipped(gpuStrictFile) }

// StrictPolicy is the default: hardware only, up to date, no debugging. It
// lists no measurement yet, so it accepts none; copy it and add the
// measurements you have reproduced.
func StrictPolicy() Policy { return shipped(strictFile) }

// NewSimulationPolicy accepts simulated TDs with the given measurements. No
// verdict under it is ever "verified".
func NewSimulationPolicy(measurements ...hallmark.Digest) Policy {
	p := shipped(simulationFile)
	p.Measurements = sortedUnique(measurements)
	return p
}

// SimulationPolicyFor accepts whatever measurement simulated evidence claims:
// for looking at a simulation, not for judging its code.
func SimulationPolicyFor(e hallmark.Evidence) Policy {
	q, err := dcap.Parse(e.Quote)
	if err != nil {
		return NewSimulationPolicy()
	}
	return NewSimulationPolicy(MeasurementOf(SimTDX, q))
}

func sortedUnique(ds []hallmark.Digest) []hallmark.Digest {
	out := append([]hallmark.Digest{}, ds...)
	slices.SortFunc(out, func(a, b hallmark.Digest) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(out)
}

// ParsePolicy reads a policy file strictly: unknown keys, unknown words and
// unsorted measurements are Invalid.
func ParsePolicy(data []byte) (Policy, error) {
	var p Policy
	if len(data) > maxPolicy {
		return p, hallmark.Errorf(hallmark.Exhausted, "policy: %d bytes, at most %d are read", len(data), maxPolicy)
	}
	if err := hallmark.DecodeStrict(data, "policy", &p); err != nil {
		return p, err
	}
	return p, p.Validate()
}

// Validate names the first field that no verifier could follow.
func (p Policy) Validate() error {
	switch {
	case p.Version != PolicyVersion:
		return hallmark.Errorf(hallmark.Unsupported, "policy: format %q is not known, want %q", p.Version, PolicyVersion)
	case p.Name == "" || len(p.Name) > 64:
		return hallmark.Errorf(hallmark.Invalid, "policy: name must have 1 to 64 characters")
	case len(p.Kinds) == 0:
		return hallmark.Errorf(hallmark.Invalid, "policy: kinds must name at least one of tdx, sgx, sim")
	case p.MaxAge == 0 || p.MaxAge > maxAgeLimit:
		return hallmark.Errorf(hallmark.Invalid, "policy: maxAge is %d, must be 1 to %d seconds", p.MaxAge, maxAgeLimit)
	case len(p.TCB.Accept) == 0:
		return hallmark.Errorf(hallmark.Invalid, "policy: tcb.accept must name at least one status")
	case !slices.Equal(p.Measurements, sortedUnique(p.Measurements)):
		return hallmark.Errorf(hallmark.Invalid, "policy: measurements must be sorted and unique")
	}
	for _, k := range p.Kinds {
		if k != hallmark.KindTDX && k != hallmark.KindSGX && k != hallmark.KindSim {
			return hallmark.Errorf(hallmark.Unsupported, "policy: kind %q is not judged, use tdx, sgx or sim", k)
		}
	}
	if p.GPU != nil {
		if err := p.GPU.Validate(); err != nil {
			return err
		}
	}
	for _, s := range p.TCB.Accept {
		if !s.Known() {
			return hallmark.Errorf(hallmark.Invalid, "policy: tcb.accept has the unknown status %q", s)
		}
	}
	for _, id := range p.Allow {
		if !waivable(id) {
			return hallmark.Errorf(hallmark.Invalid, "policy: allow names %q, which is no check that a policy can waive", id)
		}
	}
	return p.validateRegisters()
}

func waivable(id string) bool {
	return slices.ContainsFunc(Checks(), func(d verdict.Def) bool { return d.ID == id && d.Waivable })
}

// FileDigest is SHA-256 over the policy's canonical JSON, so that white space
// in the file does not matter.
func (p Policy) FileDigest() (hallmark.Digest, error) { return envelope.Digest(p) }

// Root is the Merkle root over the measurements, zero without any.
func (p Policy) Root() hallmark.Digest {
	nodes, _ := tree(p.Measurements)
	if len(nodes) == 0 {
		return hallmark.Digest{}
	}
	return nodes[0]
}

// ID is keccak256(abi.encode(root, maxAge, fileDigest)), what orders name.
func (p Policy) ID() (hallmark.Digest, error) {
	file, err := p.FileDigest()
	if err != nil {
		return hallmark.Digest{}, err
	}
	return PolicyID(p.Root(), p.MaxAge, file), nil
}

// PolicyID is keccak256(abi.encode(root, maxAge, fileDigest)).
func PolicyID(root hallmark.Digest, maxAge uint64, fileDigest hallmark.Digest) hallmark.Digest {
	var age [32]byte
	binary.BigEndian.PutUint64(age[24:], maxAge)
	return hallmark.Digest(crypto.Keccak256Hash(root[:], age[:], fileDigest[:]))
}

// Proof proves a measurement; AgainstPolicy when the policy does not list it.
func (p Policy) Proof(measurement hallmark.Digest) (hallmark.PolicyProof, error) {
	path, ok := treePath(p.Measurements, measurement)
	if !ok {
		return hallmark.PolicyProof{}, hallmark.Errorf(hallmark.AgainstPolicy, "policy %s does not list the measurement %s", p.Name, measurement)
	}
	file, err := p.FileDigest()
	return hallmark.PolicyProof{Measurement: measurement, Root: p.Root(), MaxAge: p.MaxAge, FileDigest: file, Path: path}, err
}

// Proves reports whether a proof holds for a policy id, by the registry's
// rule.
func Proves(p hallmark.PolicyProof, policy hallmark.Digest) bool {
	return PolicyID(p.Root, p.MaxAge, p.FileDigest) == policy && treeHolds(p.Root, p.Measurement, p.Path)
}
