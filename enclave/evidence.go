package enclave

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// maxEvidence is how many quotes made for registration are remembered.
const (
	evidenceFile = "evidence.sealed"
	maxEvidence  = 16
)

// Evidence makes a fresh quote over this enclave's keys and the given block.
// Without a nonce it is remembered as one that may be registered.
func (s *Service) Evidence(ctx context.Context, r wire.EvidenceRequest) (hallmark.Evidence, error) {
	if r.BlockHash.IsZero() {
		return hallmark.Evidence{}, hallmark.Errorf(hallmark.Invalid, "evidence: blockHash must be a recent block's")
	}
	data := hallmark.RuntimeData{
		Version: hallmark.RuntimeVersion, ChainID: s.cfg.ChainID, Registry: s.cfg.Registry, Escrow: s.cfg.Escrow,
		Signer: s.keys.signer, Recipient: s.keys.recipient(), Block: r.Block, BlockHash: r.BlockHash, Nonce: r.Nonce,
		Manifest: s.manifestDigest, TLSKey: s.tlsDigest,
	}
	gpu, err := s.gpuEvidence(ctx, r.Nonce)
	if err != nil {
		return hallmark.Evidence{}, err
	}
	if gpu != nil {
		data.GPUEvidence = sha256.Sum256(gpu)
	}
	canonical, err := envelope.Canonical(data)
	if err != nil {
		return hallmark.Evidence{}, err
	}
	e, err := s.platform.Quote(ctx, attestation.ReportData(data, canonical))
	if err != nil {
		return hallmark.Evidence{}, err
	}
	e.RuntimeData, e.Manifest, e.GPU = canonical, s.manifest, gpu
	if r.Nonce.IsZero() {
		err = s.rememberEvidence(e)
	}
	return e, err
}

// gpuEvidence is the document whose digest the runtime data names, nil without
// GPUs. They are asked first, for a nonce made of this enclave's keys; so the
// reports name the keys that the quote names, and the quote names the reports.
func (s *Service) gpuEvidence(ctx context.Context, nonce hallmark.Digest) ([]byte, error) {
	if s.gpus == nil {
		return nil, nil
	}
	doc, err := s.gpus.Collect(ctx, nvidia.Nonce(nonce, s.keys.signer, s.keys.recipient()))
	if err != nil {
		return nil, err
	}
	return nvidia.Encode(doc)
}

// PastEvidence gives remembered evidence by its digest.
func (s *Service) PastEvidence(digest hallmark.Digest) (hallmark.Evidence, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.evidence {
		if envelope.EvidenceDigest(e.Quote, e.RuntimeData) == digest {
			return e, nil
		}
	}
	return hallmark.Evidence{}, hallmark.Errorf(hallmark.NotFound, "this enclave remembers no evidence %s; register fresh evidence without a nonce", digest)
}

func (s *Service) rememberEvidence(e hallmark.Evidence) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := append(append([]hallmark.Evidence{}, s.evidence...), e)
	all = all[max(0, len(all)-maxEvidence):]
	b, err := json.Marshal(all)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode evidence: %w", err)
	}
	if err := s.store.Write(evidenceFile, b); err != nil {
		return err
	}
	s.evidence = all
	s.noteEvidence()
	return nil
}

func (s *Service) loadEvidence() error {
	b, err := s.store.Read(evidenceFile)
	switch hallmark.KindOf(err) {
	case hallmark.NotFound:
		return nil
	case hallmark.Lost:
		s.log.Warn("remembered evidence does not open; register again")
		return nil
	}
	if err != nil {
		return err
	}
	return hallmark.DecodeStrict(b, "remembered evidence", &s.evidence)
}

// measureSelf gives the measurement as the registry computes it, from the
// platform's own quote, and compares the app manifest with a TD's MRCONFIGID.
// SGX has no field for a manifest: MRENCLAVE covers the program, and runtime
// data alone names the manifest.
func measureSelf(ctx context.Context, p platform.Platform, manifest []byte) (hallmark.Digest, error) {
	e, err := p.Quote(ctx, [64]byte{})
	if err != nil {
		return hallmark.Digest{}, err
	}
	q, err := dcap.Parse(e.Quote)
	if err != nil {
		return hallmark.Digest{}, err
	}
	kind := attestation.KindNamed(p.Kind())
	if kind == 0 || q.SGX() != (kind == attestation.SGX) {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Mismatch, "this platform calls itself %s, but its quote is of another kind", p.Kind())
	}
	if want := attestation.ConfigID(manifest); !q.SGX() && q.TD.MRCONFIGID != want {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Mismatch, "this TD was started for another app manifest: MRCONFIGID is %x, the manifest given makes %x", q.TD.MRCONFIGID, want)
	}
	return attestation.MeasurementOf(kind, q), nil
}
