// Package sim is a TEE platform made of software, for machines without one. It
// makes complete TDX quotes under a simulation root of its own and seals under
// a key in a file. It protects nothing: whoever reads its folder reads the
// enclave's keys. Everything it makes says SIMULATED, verifiers never call it
// verified, and it is in no binary that is not built to be a simulation.
package sim

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	quoting "github.com/hallmark-tee/hallmark/attestation/sim"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

// The files of a simulation's folder, both mode 0600: the keys of the pretended
// vendor and processor, and the root of the pretended sealing.
const (
	PKIFile     = "simulation.pem"
	SealingFile = "sealing-SIMULATED.key"
)

// Config says what the simulated TD runs and where its hardware is kept.
type Config struct {
	Dir      string          // of the files above; made on first use
	Binary   hallmark.Digest // SHA-256 of the running program
	Manifest []byte          // the canonical app manifest
}

// Platform is a simulated TD. Its run-time register starts at zero with each
// Open, as a TD's does at boot; its sealing key stays as long as the folder.
type Platform struct {
	pki     *quoting.PKI
	sealing []byte
	now     func() time.Time

	mu     sync.Mutex
	td     dcap.TDReport
	events []hallmark.Event
}

var _ platform.Platform = (*Platform)(nil)

// Open starts a simulated TD.
func Open(c Config) (*Platform, error) {
	pki, err := LoadPKI(c.Dir)
	if err != nil {
		return nil, err
	}
	root, err := loadOrMake(filepath.Join(c.Dir, SealingFile), func() ([]byte, error) {
		secret := make([]byte, 32)
		_, err := rand.Read(secret)
		return secret, err
	})
	if err != nil {
		return nil, err
	}
	if len(root) != 32 {
		return nil, hallmark.Errorf(hallmark.Unsupported, "%s must hold 32 bytes; delete it to start with new keys", SealingFile)
	}
	p := &Platform{pki: pki, now: time.Now, td: Measured(c.Binary, c.Manifest), events: []hallmark.Event{}}
	p.sealing, err = hkdf.Key(sha256.New, root, nil, "hallmark SIMULATED sealing v1"+string(measured(p.td)), 32)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "derive the simulated sealing key: %w", err)
	}
	return p, nil
}

// Measured is the report of a simulated TD that runs a binary under a manifest:
// MRTD and RTMR0 to RTMR2 follow from the binary, MRCONFIGID from the canonical
// manifest.
func Measured(binary hallmark.Digest, manifest []byte) dcap.TDReport {
	td := quoting.DefaultTD()
	for name, register := range map[string]*dcap.Register{"MRTD": &td.MRTD, "RTMR0": &td.RTMR[0], "RTMR1": &td.RTMR[1], "RTMR2": &td.RTMR[2]} {
		*register = sha512.Sum384(append([]byte("hallmark SIMULATED "+name+"\n"), binary[:]...))
	}
	td.MRCONFIGID = attestation.ConfigID(manifest)
	return td
}

// measured are the registers that sealing is bound to.
func measured(td dcap.TDReport) []byte {
	return bytes.Join([][]byte{td.MRTD[:], td.RTMR[0][:], td.RTMR[1][:], td.RTMR[2][:], td.MRCONFIGID[:]}, nil)
}

// Kind is hallmark.KindSim.
func (p *Platform) Kind() string { return hallmark.KindSim }

// SealingKey is bound to the measurement, and lost with the folder.
func (p *Platform) SealingKey() ([]byte, error) { return bytes.Clone(p.sealing), nil }

// Measure extends the simulated RTMR3.
func (p *Platform) Measure(_ context.Context, name string, payload []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, hallmark.Event{Register: platform.RunTimeRegister, Name: name, Payload: bytes.Clone(payload)})
	register := &p.td.RTMR[platform.RunTimeRegister]
	*register = attestation.Extend(*register, attestation.EventDigest(name, payload))
	return nil
}

// Quote signs under the simulation root and adds the simulated vendor's
// collateral of today, so that the whole can be judged offline.
func (p *Platform) Quote(ctx context.Context, reportData [64]byte) (hallmark.Evidence, error) {
	if err := ctx.Err(); err != nil {
		return hallmark.Evidence{}, hallmark.Errorf(hallmark.Cancelled, "quote: %w", err)
	}
	p.mu.Lock()
	td, events := p.td, append([]hallmark.Event{}, p.events...)
	p.mu.Unlock()
	quote, err := p.pki.Quote(td, reportData)
	if err != nil {
		return hallmark.Evidence{}, err
	}
	endorsements, err := p.pki.Collateral(p.now())
	if err != nil {
		return hallmark.Evidence{}, err
	}
	return hallmark.Evidence{
		Version: hallmark.EvidenceVersion, Kind: hallmark.KindSim, Quote: quote, Events: events, Endorsements: endorsements,
	}, nil
}

// LoadPKI reads the simulation's keys, or makes them on first use. The contract
// deployer reads the root from them.
func LoadPKI(dir string) (*quoting.PKI, error) {
	b, err := loadOrMake(filepath.Join(dir, PKIFile), func() ([]byte, error) {
		pki, err := quoting.NewPKI(rand.Reader)
		if err != nil {
			return nil, err
		}
		return pki.Marshal()
	})
	if err != nil {
		return nil, err
	}
	return quoting.Parse(b)
}

// loadOrMake reads a file of mode 0600, or makes it; of several processes that
// make it at once all get the first one's.
func loadOrMake(path string, fresh func() ([]byte, error)) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return b, unavailable(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, unavailable(err)
	}
	if b, err = fresh(); err != nil {
		return nil, err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".making-*") // mode 0600
	if err != nil {
		return nil, unavailable(err)
	}
	defer os.Remove(tmp.Name())
	_, err = io.Copy(tmp, bytes.NewReader(b))
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, unavailable(err)
	}
	if err := os.Link(tmp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, unavailable(err)
	}
	b, err = os.ReadFile(path)
	return b, unavailable(err)
}

func unavailable(err error) error {
	if err == nil {
		return nil
	}
	return hallmark.Errorf(hallmark.Unavailable, "folder of the simulated hardware: %w", err)
}
