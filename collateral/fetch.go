package collateral

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// Fetch gets everything that a file needs. What came is there whatever else
// failed; the error names each thing that did not come and why.
func (c *Client) Fetch(ctx context.Context, n endorsement.Need) ([]File, error) {
	var all []File
	var failed []error
	take := func(what string, files []File, err error) {
		all = append(all, files...)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", what, err))
		}
	}
	for _, p := range n.Platforms {
		files, err := c.Intel(ctx, p)
		take("platform "+hex.EncodeToString(p.FMSPC[:]), files, err)
	}
	files, err := c.references(ctx, n.Devices)
	take("GPUs", files, err)
	token := n.NRAS
	for _, d := range n.Devices {
		if c.AskNRAS && d.Nonce != nil {
			file, err := c.judged(ctx, d)
			take("NRAS", file, err)
			token = token || err == nil
		}
	}
	if token {
		keys, err := c.JWKS(ctx)
		if err == nil {
			all = append(all, keys)
		}
		take("NRAS keys", nil, err)
	}
	return all, errors.Join(failed...)
}

// references gets the RIMs of devices and the revocation answers about their
// certificates and the RIMs' signers, each once.
func (c *Client) references(ctx context.Context, devices []endorsement.Devices) ([]File, error) {
	var all []File
	var failed []error
	var rims [][]byte
	asked := map[string]bool{}
	for _, d := range devices {
		for _, id := range nvidia.NeedsOf(d.Evidence, nil).RIMs {
			if asked[id] {
				continue
			}
			asked[id] = true
			f, err := c.RIM(ctx, id)
			if err != nil {
				failed = append(failed, err)
				continue
			}
			all, rims = append(all, f), append(rims, f.Data)
		}
	}
	for _, d := range devices {
		for _, s := range nvidia.NeedsOf(d.Evidence, rims).Certs {
			if asked[string(s.Cert.Raw)] {
				continue
			}
			asked[string(s.Cert.Raw)] = true
			f, err := c.OCSP(ctx, s.Cert, s.Issuer)
			if err != nil {
				failed = append(failed, fmt.Errorf("revocation of %q: %w", s.Cert.Subject.CommonName, err))
				continue
			}
			all = append(all, f)
		}
	}
	return all, errors.Join(failed...)
}

// judged has NVIDIA's service judge the GPUs of one nonce. It takes devices of
// one architecture at a time, and switches elsewhere.
func (c *Client) judged(ctx context.Context, d endorsement.Devices) ([]File, error) {
	var arch string
	var list []Evidence
	for _, g := range d.Devices {
		if g.Arch == nvidia.LS10 {
			continue
		}
		if arch == "" {
			arch = g.Arch
		}
		if g.Arch != arch {
			return nil, hallmark.Errorf(hallmark.Invalid, "the GPUs are of the architectures %s and %s", arch, g.Arch)
		}
		list = append(list, Evidence{Evidence: base64.StdEncoding.EncodeToString(g.Report), Certificate: base64.StdEncoding.EncodeToString(g.Chain)})
	}
	if len(list) == 0 {
		return nil, nil
	}
	f, err := c.NRAS(ctx, arch, d.Nonce, list)
	if err != nil {
		return nil, err
	}
	return []File{f}, nil
}

// stamp makes the time of issue a part of a name, so that a cache keeps what
// held at earlier times.
func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }
