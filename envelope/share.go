package envelope

import (
	"crypto/ecdsa"

	"github.com/hallmark-tee/hallmark"
)

const maxShare = 8 << 10

// AdapterShareSigning is what the owner of a model signs for a share: keccak-256
// of the tag and the canonical share.
func AdapterShareSigning(s hallmark.AdapterShare) (hallmark.Digest, error) {
	b, err := Canonical(s)
	if err != nil {
		return hallmark.Digest{}, err
	}
	return keccak([]byte("hallmark adapter share v1\n"), b), nil
}

// NewAdapterShare signs a grant and the share around it with the owner's key.
// Chain, contract and version of the share are the domain's.
func (d ChannelDomain) NewAdapterShare(s hallmark.AdapterShare, owner *ecdsa.PrivateKey) (hallmark.SignedAdapterShare, error) {
	s.Version, s.ChainID, s.Channels = hallmark.ShareVersion, d.ChainID, d.Channels
	out := hallmark.SignedAdapterShare{}
	var err error
	if s.Grant.Signature, err = Sign(d.AdapterGrant(s.Grant.Grant), owner); err != nil {
		return out, err
	}
	digest, err := AdapterShareSigning(s)
	if err != nil {
		return out, err
	}
	out.Share = s
	if out.Signature, err = Sign(digest, owner); err != nil {
		return out, err
	}
	return out, d.CheckAdapterShare(out)
}

// ParseAdapterShare reads the file of a share: one strict JSON document of at
// most 8 KiB. Whether it holds is CheckAdapterShare's question.
func ParseAdapterShare(b []byte) (hallmark.SignedAdapterShare, error) {
	var s hallmark.SignedAdapterShare
	if len(b) > maxShare {
		return s, hallmark.Errorf(hallmark.Exhausted, "adapter share: %d bytes, at most %d", len(b), maxShare)
	}
	if err := hallmark.DecodeStrict(b, "adapter share", &s); err != nil {
		return hallmark.SignedAdapterShare{}, err
	}
	return s, nil
}

// CheckAdapterShare requires that the share is for this chain and contract, that
// nothing of it is left out, and that its owner signed it and the grant in it.
// That the owner owns the model is the chain's word.
func (d ChannelDomain) CheckAdapterShare(s hallmark.SignedAdapterShare) error {
	v, g := s.Share, s.Share.Grant.Grant
	switch {
	case v.Version != hallmark.ShareVersion:
		return hallmark.Errorf(hallmark.Invalid, "adapter share: it has the format %.40q, want %q", v.Version, hallmark.ShareVersion)
	case v.ChainID != d.ChainID || v.Channels != d.Channels:
		return hallmark.Errorf(hallmark.Mismatch, "adapter share: it is for chain %d and the contract %s, not for %d and %s", v.ChainID, v.Channels, d.ChainID, d.Channels)
	case g.Owner.IsZero() || g.Job.IsZero() || g.User.IsZero() || v.Adapter.IsZero() || v.Artifact.IsZero() || v.Receipt.IsZero():
		return hallmark.Errorf(hallmark.Invalid, "adapter share: owner, job, user, adapter, artifact and receipt must be set")
	case g.Owner == g.User:
		return hallmark.Errorf(hallmark.Invalid, "adapter share: %s needs no grant for a model of its own", g.Owner)
	}
	digest, err := AdapterShareSigning(v)
	if err != nil {
		return err
	}
	if err := Require("adapter share", digest, s.Signature, g.Owner); err != nil {
		return err
	}
	return Require("adapter grant", d.AdapterGrant(g), v.Grant.Signature, g.Owner)
}
