package offer_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/offer"
	"github.com/hallmark-tee/hallmark/worker/outbox"
	"github.com/hallmark-tee/hallmark/worker/workertest"
)

// stand is a keeper with its market, whose chain and enclave are real.
type stand struct {
	*offer.Keeper
	t   *testing.T
	m   *workertest.Market
	dir string // of the offer and its policy
}

func newStand(t *testing.T) *stand {
	t.Helper()
	m := workertest.Own(t)
	s := &stand{t: t, m: m, dir: t.TempDir()}
	s.Keeper = &offer.Keeper{
		File: m.Offer(t, s.dir, nil), Key: m.Provider, ChainID: devchain.DefaultChainID, Chain: m.Chain, Enclave: m.Enclave, Log: slog.New(slog.DiscardHandler),
	}
	s.journal()
	return s
}

// journal gives the keeper an empty one.
func (s *stand) journal() {
	s.t.Helper()
	j, err := journal.Open(s.t.TempDir())
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { j.Close() })
	s.Journal = j
	s.Outbox = outbox.New(s.m.Node, s.m.Node, j, s.m.Provider, devchain.DefaultChainID, outbox.Timing{Poll: 5 * time.Millisecond})
}

func (s *stand) refresh() hallmark.SignedService {
	s.t.Helper()
	r, err := s.Refresh(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	if got := s.inForce(); got != r.Record.Revision {
		s.t.Errorf("revision %d is in force, %d was signed", got, r.Record.Revision)
	}
	return r
}

func (s *stand) inForce() uint64 {
	s.t.Helper()
	g, err := s.m.Enclave.Gateway(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return g.Service.Revision
}

func (s *stand) published() contracts.Service {
	s.t.Helper()
	v, err := s.m.Chain.Service(s.t.Context(), workertest.Address(s.m.Provider))
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func (s *stand) write(name, text string) {
	s.t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stand) policy(measurement hallmark.Digest) string {
	s.t.Helper()
	b, err := json.Marshal(attestation.NewSimulationPolicy(measurement))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(b)
}

// refused requires that a refresh fails and changes nothing anywhere.
func (s *stand) refused(what string, kind hallmark.Kind, text string) {
	s.t.Helper()
	before, had := s.inForce(), s.published()
	last, none := s.Journal.Service()
	_, err := s.Refresh(s.t.Context())
	if hallmark.KindOf(err) != kind || err == nil || !strings.Contains(err.Error(), text) {
		s.t.Errorf("%s: %v (%v), want %v and %q", what, err, hallmark.KindOf(err), kind, text)
	}
	if s.inForce() != before || s.published() != had {
		s.t.Errorf("%s: revision %d is in force, version %d on chain", what, s.inForce(), s.published().Version)
	}
	if now, e := s.Journal.Service(); now.Record.Revision != last.Record.Revision || hallmark.KindOf(e) != hallmark.KindOf(none) {
		s.t.Errorf("%s: the journal has revision %d, %v", what, now.Record.Revision, e)
	}
}

// TestKeeper follows an offer from its first reading on.
func TestKeeper(t *testing.T) {
	s := newStand(t)
	provider, info := workertest.Address(s.m.Provider), s.m.Info

	// At the start: nothing is served that the contract would not pay for.
	s.write("policy.json", s.policy(hallmark.Digest{1}))
	s.refused("a policy without this enclave", hallmark.AgainstPolicy, "")
	s.write("policy.json", "{")
	s.refused("a broken policy", hallmark.Invalid, "policy")
	if err := os.Remove(filepath.Join(s.dir, "policy.json")); err != nil {
		t.Fatal(err)
	}
	s.refused("no policy", hallmark.NotFound, "policy")
	s.m.Offer(t, s.dir, func(o *offer.Offer) { o.Models[0].Name = "other" })
	s.refused("a model that is not there", hallmark.NotFound, `"other"`)

	// The first record, once however often it is asked for.
	s.m.Offer(t, s.dir, nil)
	first := s.refresh()
	r := first.Record
	if r.Revision != 1 || r.Provider != provider || r.Signer != info.Signer || r.Channels != s.m.At.Channels || r.ChainID != devchain.DefaultChainID ||
		len(r.Models) != 1 || r.Models[0].Digest != info.Models[0].Digest || r.Models[0].Out != hallmark.NewAmount(5) {
		t.Errorf("the first record is %+v", r)
	}
	if err := envelope.CheckService(first); err != nil {
		t.Error(err)
	}
	if v := s.published(); v.Version != 1 || v.Signer != info.Signer || v.Split != envelope.SplitDigest(nil) {
		t.Errorf("on chain stands %+v", v)
	}
	sent := s.m.Nonce(t)
	if again := s.refresh(); again.Record.Revision != 1 || s.m.Nonce(t) != sent {
		t.Errorf("revision %d without a change, after %d transactions more", again.Record.Revision, s.m.Nonce(t)-sent)
	}

	// Another price is another revision and no transaction; other payees are
	// another version on chain.
	s.m.Offer(t, s.dir, func(o *offer.Offer) { o.Models[0].Out = hallmark.NewAmount(70) })
	if r := s.refresh().Record; r.Revision != 2 || r.Models[0].Out != hallmark.NewAmount(70) || s.m.Nonce(t) != sent {
		t.Errorf("another price: %+v, %d transactions", r, s.m.Nonce(t)-sent)
	}
	split := []hallmark.Payee{{Account: provider, BPS: 9_000}, {Account: hallmark.Address{2}, BPS: 1_000}}
	s.m.Offer(t, s.dir, func(o *offer.Offer) { o.Split = split })
	if r := s.refresh().Record; r.Revision != 3 || s.published().Version != 2 || s.published().Split != envelope.SplitDigest(split) {
		t.Errorf("other payees: %+v, on chain %+v", r, s.published())
	}
	if _, payees, err := s.Proof(info.Measurement); err != nil || len(payees) != 2 {
		t.Errorf("the proof of a claim: %v, %v", payees, err)
	}

	// What is broken later leaves what is in force.
	s.write("offer.json", `{"hallmark":"offer/1","policy":"policy.json","models":[`)
	s.refused("a broken offer", hallmark.Invalid, "offer.json")
	s.m.Offer(t, s.dir, func(o *offer.Offer) { o.Split = split })
	s.write("policy.json", s.policy(hallmark.Digest{1}))
	s.refused("a policy that turned against it", hallmark.AgainstPolicy, "")
	s.write("policy.json", s.policy(info.Measurement))

	// An enclave that started anew has its record still; a journal that was lost
	// makes one that it takes.
	if err := s.m.StopEnclave(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Refresh(t.Context()); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("without an enclave: %v", err)
	}
	if err := s.m.StartEnclave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := s.refresh().Record; r.Revision != 3 {
		t.Errorf("after the enclave's restart: revision %d", r.Revision)
	}
	s.journal()
	if r := s.refresh().Record; r.Revision != 4 {
		t.Errorf("with a new journal: revision %d", r.Revision)
	}

	s.run()
}

// told passes messages of the log on.
type told struct {
	slog.Handler
	messages chan string
}

func (h told) Enabled(context.Context, slog.Level) bool { return true }
func (h told) Handle(_ context.Context, r slog.Record) error {
	select {
	case h.messages <- r.Message:
	default: // nobody waits
	}
	return nil
}

// run: Run keeps the old record over a broken file and takes the mended one.
func (s *stand) run() {
	t := s.t
	before := s.inForce()
	log := told{messages: make(chan string, 64)}
	s.Log = slog.New(log)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	s.write("offer.json", "{")
	go func() { defer close(done); s.Run(ctx) }()
	defer func() { stop(); <-done }()
	until := func(message string) {
		t.Helper()
		late := time.After(time.Minute)
		for {
			select {
			case got := <-log.messages:
				if got == message {
					return
				}
			case <-late:
				t.Fatalf("the log does not say %q", message)
			}
		}
	}
	until("service record not refreshed")
	if got := s.inForce(); got != before {
		t.Errorf("with a broken file revision %d is in force, before %d", got, before)
	}
	s.m.Offer(t, s.dir, func(o *offer.Offer) { o.Models[0].In = hallmark.NewAmount(9) })
	until("service published") // the split of before is gone
	until("service record signed")
	for late := time.Now().Add(time.Minute); s.inForce() != before+1; { // it is put in force next, which nobody tells
		if time.Now().After(late) {
			t.Fatalf("revision %d is in force after %d", s.inForce(), before)
		}
	}
}
