//go:build linux

package tdx

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/google/go-configfs-tsm/configfs/configfsi"
	"github.com/google/go-configfs-tsm/configfs/linuxtsm"
	"github.com/google/go-configfs-tsm/report"
	"github.com/google/go-tdx-guest/rtmr"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/enclave/platform"
)

const (
	provider   = "tdx_guest\n"
	secretSize = 32
)

// td is the TD that this process runs in.
type td struct {
	dir    string
	kernel kernel
	secret []byte

	mu     sync.Mutex // extensions and quotes see one order of events
	events []hallmark.Event
}

// kernel is what is asked of Linux.
type kernel struct {
	tsm    configfsi.Client
	extend func(digest []byte) error // RTMR3
	swaps  string                    // /proc/swaps
	tmpfs  func(dir string) (bool, error)
}

// Open joins the TD. dir is a folder on a tmpfs that lasts as long as the TD
// is up (such as /run/hallmark), owned by the enclave's user, mode 0700; it is
// made if absent. Unsupported outside a TD or where the secret would not be
// safe.
func Open(ctx context.Context, dir string) (platform.Platform, error) {
	tsm, err := linuxtsm.MakeClient()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "this machine is no TDX guest: the kernel has no configfs-tsm (%w); use the simulated build to try Hallmark without hardware", err)
	}
	p, err := open(ctx, dir, kernel{
		tsm:    tsm,
		extend: func(d []byte) error { return rtmr.ExtendDigest(platform.RunTimeRegister, d) },
		swaps:  "/proc/swaps",
		tmpfs:  onTmpfs,
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

func open(ctx context.Context, dir string, k kernel) (*td, error) {
	p := &td{dir: dir, kernel: k, events: []hallmark.Event{}}
	quote, err := p.quote(ctx, [64]byte{})
	if err != nil {
		return nil, err
	}
	if err := k.safe(dir); err != nil {
		return nil, err
	}
	if p.secret, err = secretIn(dir); err != nil {
		return nil, err
	}
	return p, p.loadEvents(quote)
}

// Kind is hallmark.KindTDX.
func (p *td) Kind() string { return hallmark.KindTDX }

// SealingKey is this boot's secret.
func (p *td) SealingKey() ([]byte, error) { return bytes.Clone(p.secret), nil }

// Quote asks the kernel's configfs-tsm. Endorsements stay empty: the enclave
// has no network, the worker adds Intel's collateral.
func (p *td) Quote(ctx context.Context, reportData [64]byte) (hallmark.Evidence, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	raw, err := p.quote(ctx, reportData)
	if err != nil {
		return hallmark.Evidence{}, err
	}
	return hallmark.Evidence{
		Version: hallmark.EvidenceVersion, Kind: hallmark.KindTDX, Quote: raw.bytes,
		Events: append([]hallmark.Event{}, p.events...),
	}, nil
}

type parsedQuote struct {
	bytes []byte
	*dcap.Quote
}

func (p *td) quote(ctx context.Context, reportData [64]byte) (parsedQuote, error) {
	if err := ctx.Err(); err != nil {
		return parsedQuote{}, hallmark.Errorf(hallmark.Cancelled, "quote: %w", err)
	}
	resp, err := report.Get(p.kernel.tsm, &report.Request{InBlob: reportData[:]})
	if err != nil {
		// Another process may have used the same entry: the kernel counts
		// writes, and the library reports the mismatch.
		return parsedQuote{}, hallmark.Errorf(hallmark.Unavailable, "the kernel gives no TDX quote; check the quote generation service of the host: %w", err)
	}
	if resp.Provider != provider {
		return parsedQuote{}, hallmark.Errorf(hallmark.Unsupported, "configfs-tsm is served by %q, want tdx_guest: this machine is no TDX guest", clip(resp.Provider))
	}
	q, err := dcap.Parse(resp.OutBlob)
	if err != nil {
		return parsedQuote{}, err
	}
	if q.TD.ReportData != reportData {
		return parsedQuote{}, hallmark.Errorf(hallmark.Internal, "the kernel's quote is over other report data than was asked for")
	}
	return parsedQuote{resp.OutBlob, q}, nil
}

// Measure writes the event to the list, then extends RTMR3, so that no
// extension is ever without its event; an event without its extension is
// dropped at the next start.
func (p *td) Measure(_ context.Context, name string, payload []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := hallmark.Event{Register: platform.RunTimeRegister, Name: name, Payload: bytes.Clone(payload)}
	if err := p.saveEvents(append(p.events, e)); err != nil {
		return err
	}
	digest := attestation.EventDigest(e.Name, e.Payload)
	if err := p.kernel.extend(digest[:]); err != nil {
		return errors.Join(
			hallmark.Errorf(hallmark.Unavailable, "extend RTMR3 with event %s: %w", name, err),
			p.saveEvents(p.events))
	}
	p.events = append(p.events, e)
	return nil
}

// loadEvents reads the list that earlier processes of this boot left and
// replays it against RTMR3.
func (p *td) loadEvents(q parsedQuote) error {
	b, err := os.ReadFile(p.eventsPath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return hallmark.Errorf(hallmark.Unavailable, "read the event list: %w", err)
	}
	events := []hallmark.Event{}
	if err == nil {
		if err := hallmark.DecodeStrict(b, "event list", &events); err != nil {
			return err
		}
	}
	want := q.TD.RTMR[platform.RunTimeRegister]
	for _, n := range []int{len(events), len(events) - 1} {
		if n < 0 {
			continue
		}
		got, err := attestation.Replay(events[:n])
		if err != nil {
			return err
		}
		if got == want {
			p.events = events[:n]
			return p.saveEvents(p.events)
		}
	}
	return hallmark.Errorf(hallmark.Mismatch, "RTMR3 of this TD does not follow from the %d events known; something else extended it, or the list in %s was lost: restart the TD", len(events), p.dir)
}

func (p *td) saveEvents(events []hallmark.Event) error {
	b, err := json.Marshal(events)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "encode events: %w", err)
	}
	tmp := p.eventsPath() + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "write the event list: %w", err)
	}
	if err := os.Rename(tmp, p.eventsPath()); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "write the event list: %w", err)
	}
	return nil
}

func (p *td) eventsPath() string { return filepath.Join(p.dir, "events.json") }

// secretIn reads this boot's secret or makes it.
func secretIn(dir string) ([]byte, error) {
	path := filepath.Join(dir, "secret")
	f, err := os.OpenFile(path, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return newSecret(path)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the sealing secret cannot be read: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the sealing secret cannot be read: %w", err)
	}
	if !info.Mode().IsRegular() || info.Mode().Perm() != 0o600 || !owned(info) || info.Size() != secretSize {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the sealing secret %s must be a file of %d bytes, mode 0600, owned by the enclave's user; remove it to start with new keys", path, secretSize)
	}
	secret := make([]byte, secretSize)
	if _, err := f.ReadAt(secret, 0); err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the sealing secret cannot be read: %w", err)
	}
	return secret, nil
}

// newSecret makes the secret under another name first: a process killed
// half-way leaves no short secret behind.
func newSecret(path string) ([]byte, error) {
	secret := make([]byte, secretSize)
	rand.Read(secret)
	tmp := path + ".new"
	err := os.Remove(tmp)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		err = os.WriteFile(tmp, secret, 0o600)
	}
	if err == nil {
		err = os.Link(tmp, path) // fails if another process was first
	}
	if err == nil {
		err = os.Remove(tmp)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the sealing secret cannot be kept: %w", err)
	}
	return secret, nil
}

func clip(s string) string { return s[:min(len(s), 32)] }
