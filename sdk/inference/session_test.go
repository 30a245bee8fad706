package inference_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

func open(t *testing.T, cfg inference.Config) *inference.Session {
	t.Helper()
	s, err := inference.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func chat(model string) inference.Request {
	return inference.Request{Method: "POST", Path: "/v1/chat/completions", ContentType: "application/json", Body: fmt.Appendf(nil, `{"model":%q,"max_tokens":5}`, model)}
}

// ask reads one response to its end.
func ask(ctx context.Context, s *inference.Session, r inference.Request) ([]byte, *hallmark.SignedUsage, error) {
	resp, err := s.Do(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	defer resp.Close()
	var body []byte
	for {
		unit, err := resp.Next()
		if errors.Is(err, io.EOF) {
			return body, resp.Receipt(), nil
		}
		if err != nil {
			return body, nil, err
		}
		body = append(body, unit...)
	}
}

func TestAnExchangeIsAnsweredPaidAndKept(t *testing.T) {
	e := inferencetest.New(t)
	dir := t.TempDir()
	s := open(t, e.Config(dir))
	body, u, err := ask(t.Context(), s, chat("base"))
	if err != nil || !bytes.Equal(body, chat("base").Body) {
		t.Fatalf("%q, %v", body, err)
	}
	if want := hallmark.NewAmount(3 + 2*2); u.Receipt.Fee != want || e.Total() != want {
		t.Errorf("fee %s, metered %s, want %s", u.Receipt.Fee, e.Total(), want)
	}
	st := s.Status()
	if st.Spent != u.Receipt.Fee || st.Receipts != 1 || st.Flying != 0 || !st.Simulated || st.Stopped != "" || st.Ceiling.Cmp(st.Cap) > 0 {
		t.Errorf("status %+v", st)
	}
	kept, err := inference.ReadReceipts(filepath.Join(dir, "receipts.jsonl"))
	if err != nil || len(kept) != 1 || kept[0].Receipt.ID != u.Receipt.ID {
		t.Errorf("kept %d, %v", len(kept), err)
	}
	if _, err := envelope.CheckUsage(kept[0]); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "services", u.Receipt.Service.String()+".json")); err != nil {
		t.Error(err)
	}
}

func TestFineTunedModelsAreHeldAgainstTheirJob(t *testing.T) {
	e := inferencetest.New(t)
	job := hallmark.JobID{1}
	e.Tuned[job] = inference.FineTuned{Adapter: hallmark.Digest{5}}
	s := open(t, e.Config(t.TempDir()))
	_, u, err := ask(t.Context(), s, chat("ft:"+job.String()))
	if err != nil || u.Receipt.Model.Job != job {
		t.Fatalf("%+v, %v", u, err)
	}
	if _, _, err := ask(t.Context(), s, chat("ft:0x12")); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("a bad name: %v", err)
	}
	if _, _, err := ask(t.Context(), s, chat("ft:"+hallmark.Digest{2}.String())); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("an unsettled job: %v", err)
	}
}

// TestLies: what an enclave or somebody before it says wrong ends the session
// by the check that is named for it, and nothing more is asked.
func TestLies(t *testing.T) {
	job := hallmark.JobID{1}
	lie := func(f func(*hallmark.Usage)) func(*inferencetest.Enclave) {
		return func(e *inferencetest.Enclave) { e.Lie = f }
	}
	for _, c := range []struct {
		name, check, model string
		set                func(*inferencetest.Enclave)
	}{
		{"altered after signing", "receipt signature", "base", func(e *inferencetest.Enclave) {
			e.Forge = func(u *hallmark.SignedUsage) { u.Receipt.Metered.FirstToken++ }
		}},
		{"no signature", "receipt signature", "base", func(e *inferencetest.Enclave) {
			e.Forge = func(u *hallmark.SignedUsage) { u.Signature = nil }
		}},
		{"another enclave's key", "receipt signature", "base", func(e *inferencetest.Enclave) {
			other := inferencetest.New(t)
			e.Forge = func(u *hallmark.SignedUsage) {
				s := open(t, other.Config(t.TempDir()))
				_, foreign, err := ask(t.Context(), s, chat("base"))
				if err != nil {
					t.Error(err)
				}
				*u = *foreign
			}
		}},
		{"another user's", "receipt signature", "base", lie(func(u *hallmark.Usage) { u.User[0]++ })},
		{"another format", "receipt signature", "base", lie(func(u *hallmark.Usage) { u.Version = "usage/2" })},
		{"other hardware", "evidence", "base", lie(func(u *hallmark.Usage) { u.Kind = hallmark.KindTDX })},
		{"no evidence", "evidence", "base", lie(func(u *hallmark.Usage) { u.Evidence = hallmark.Digest{} })},
		{"downgrade", "receipt transport", "base", lie(func(u *hallmark.Usage) { u.Transport = hallmark.TransportTLS })},
		{"other exchange", "receipt exchange", "base", lie(func(u *hallmark.Usage) { u.Request.Exchange[0]++ })},
		{"other signature", "receipt exchange", "base", lie(func(u *hallmark.Usage) { u.Request.Signature[0]++ })},
		{"other request", "receipt exchange", "base", lie(func(u *hallmark.Usage) { u.Request.Body[0]++ })},
		{"other key", "receipt exchange", "base", lie(func(u *hallmark.Usage) { u.Request.Key[0]++ })},
		{"other id", "receipt exchange", "base", lie(func(u *hallmark.Usage) { u.ID[0]++ })},
		{"other units", "receipt body", "base", lie(func(u *hallmark.Usage) { u.Response.Head[0]++ })},
		{"other status", "receipt body", "base", lie(func(u *hallmark.Usage) { u.Response.Status = 201 })},
		{"other model", "receipt model", "other", func(e *inferencetest.Enclave) {
			e.Answer = func(c *inferencetest.Call) { c.Model.Name = "base" }
		}},
		{"unknown model", "receipt model", "base", lie(func(u *hallmark.Usage) { u.Model.Name = "cheap" })},
		{"no model", "receipt model", "base", lie(func(u *hallmark.Usage) { u.Model = hallmark.UsageModel{} })},
		{"other weights", "receipt model", "base", lie(func(u *hallmark.Usage) { u.Model.Base[0]++ })},
		{"an adapter nobody asked for", "receipt model", "base", lie(func(u *hallmark.Usage) { u.Model.Job, u.Model.Adapter = job, hallmark.Digest{5} })},
		{"adapter swapped", "receipt model", "ft:" + job.String(), lie(func(u *hallmark.Usage) { u.Model.Adapter[0]++ })},
		{"adapter of another job", "receipt model", "ft:" + job.String(), lie(func(u *hallmark.Usage) { u.Model.Job[0]++ })},
		{"base instead of the adapter", "receipt model", "ft:" + job.String(), lie(func(u *hallmark.Usage) { u.Model.Job, u.Model.Adapter = hallmark.JobID{}, hallmark.Digest{} })},
		{"fee of more tokens", "receipt fee", "base", lie(func(u *hallmark.Usage) { u.Fee = hallmark.NewAmount(8) })},
		{"other prices", "receipt fee", "base", lie(func(u *hallmark.Usage) { u.Service[0]++ })},
		{"total below the fee", "receipt total", "base", lie(func(u *hallmark.Usage) { u.Total = hallmark.NewAmount(6) })},
		{"total above the ceiling", "ceiling", "base", lie(func(u *hallmark.Usage) { u.Total = hallmark.NewAmount(900_000) })},
		{"response altered", "receipt body", "base", func(e *inferencetest.Enclave) {
			e.Carry = func(sealed []byte, onward func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) {
				r, err := onward(sealed)
				if err != nil {
					return nil, err
				}
				b, err := io.ReadAll(r)
				b[len(b)/2]++
				return io.NopCloser(bytes.NewReader(b)), err
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := inferencetest.New(t)
			e.Tuned[job] = inference.FineTuned{Adapter: hallmark.Digest{5}}
			c.set(e)
			s := open(t, e.Config(t.TempDir()))
			requireFailure(t, s, e, c.model, c.check)
		})
	}
}

func requireFailure(t *testing.T, s *inference.Session, e *inferencetest.Enclave, model, check string) {
	t.Helper()
	_, _, err := ask(t.Context(), s, chat(model))
	var f *inference.Failure
	if !errors.As(err, &f) || f.Check != check || !strings.HasPrefix(err.Error(), check+": ") {
		t.Fatalf("%v, want the check %q", err, check)
	}
	opened := e.Opened
	if _, _, err := ask(t.Context(), s, chat("base")); hallmark.KindOf(err) != hallmark.Tampered || !strings.Contains(err.Error(), check) {
		t.Errorf("afterwards: %v", err)
	}
	if e.Opened != opened {
		t.Error("the session asked again after a failed check")
	}
	if st := s.Status(); len(st.Failures) != 1 || st.Failures[0].Check != check || st.Stopped == "" {
		t.Errorf("status %+v", st)
	}
	t.Attr("check", check)
}

// TestSwappedResponses: a worker gives each of two requests the other's answer.
func TestSwappedResponses(t *testing.T) {
	e := inferencetest.New(t)
	var mu sync.Mutex
	var first []byte
	e.Carry = func(sealed []byte, onward func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) {
		mu.Lock()
		defer mu.Unlock()
		if first == nil {
			r, err := onward(sealed)
			if err == nil {
				first, err = io.ReadAll(r)
			}
			return io.NopCloser(strings.NewReader("")), err
		}
		return io.NopCloser(bytes.NewReader(first)), nil
	}
	s := open(t, e.Config(t.TempDir()))
	if _, _, err := ask(t.Context(), s, chat("base")); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Fatalf("a cut response: %v", err)
	}
	requireFailure(t, s, e, "base", "receipt body")
}

// TestTotalsMayNotJump: what is metered without an answer shows in the next
// receipt.
func TestTotalsMayNotJump(t *testing.T) {
	e := inferencetest.New(t)
	s := open(t, e.Config(t.TempDir()))
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	e.Metered(10)
	_, _, err := ask(t.Context(), s, chat("base"))
	var f *inference.Failure
	if !errors.As(err, &f) || f.Check != "receipt total" {
		t.Errorf("%v", err)
	}
	t.Attr("attack", "total above what the answers cost")
	t.Attr("check", "receipt total")

	cfg := e.Config(t.TempDir())
	cfg.Shared = true
	s = open(t, cfg)
	for range 2 {
		e.Metered(10)
		if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
			t.Fatalf("a shared channel: %v", err)
		}
	}
}

// TestAnEnclaveBehindTheContract goes on where the user says the contract is.
func TestAnEnclaveBehindTheContract(t *testing.T) {
	e := inferencetest.New(t)
	cfg := e.Config(t.TempDir())
	cfg.Refresh = 1 // every exchange asks anew
	s := open(t, cfg)
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	e.Metered(93)
	e.Funds.Claimed = hallmark.NewAmount(100)
	if _, u, err := ask(t.Context(), s, chat("base")); err != nil || u.Receipt.Total != hallmark.NewAmount(107) {
		t.Fatalf("%+v, %v", u, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	e := inferencetest.New(t)
	dir := t.TempDir()
	s := open(t, e.Config(dir))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 25 {
				if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	st := s.Status()
	if st.Spent != e.Total() || st.Receipts != 200 || st.Stopped != "" || !st.Missing.IsZero() {
		t.Errorf("spent %s of %s in %d receipts, missing %s, %s", st.Spent, e.Total(), st.Receipts, st.Missing, st.Stopped)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	kept, err := inference.ReadReceipts(filepath.Join(dir, "receipts.jsonl"))
	if err != nil || len(kept) != 200 {
		t.Errorf("kept %d, %v", len(kept), err)
	}
	again := open(t, e.Config(dir))
	if _, _, err := ask(t.Context(), again, chat("base")); err != nil {
		t.Errorf("after a restart: %v", err)
	}
	if st := again.Status(); st.Spent != e.Total() || st.Receipts != 201 {
		t.Errorf("after a restart: %s in %d", st.Spent, st.Receipts)
	}
}

func TestRefusalsAreMended(t *testing.T) {
	for name, change := range map[string]func(*inferencetest.Enclave) error{
		"prices": func(e *inferencetest.Enclave) error { return e.Price(2) },
		"keys":   func(e *inferencetest.Enclave) error { return e.Rekey() },
		"epoch":  func(e *inferencetest.Enclave) error { e.Funds.Epoch++; return nil },
		"revoke": func(e *inferencetest.Enclave) error { e.Funds.Closing = true; return nil },
	} {
		t.Run(name, func(t *testing.T) {
			e := inferencetest.New(t)
			s := open(t, e.Config(t.TempDir()))
			if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
				t.Fatal(err)
			}
			if err := change(e); err != nil {
				t.Fatal(err)
			}
			if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
				t.Fatal(err)
			}
			if name == "keys" && e.Vets != 2 {
				t.Errorf("the new key was vetted %d times", e.Vets-1)
			}
			if e.Opened != 2 {
				t.Errorf("%d exchanges were served", e.Opened)
			}
		})
	}
}

// TestForgedRefusals: a worker that says "no" for ever is believed a few times.
func TestForgedRefusals(t *testing.T) {
	for _, kind := range []hallmark.Kind{hallmark.Conflict, hallmark.Exhausted, hallmark.Unavailable, hallmark.Unauthenticated} {
		e := inferencetest.New(t)
		asked := 0
		e.Carry = func([]byte, func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) {
			asked++
			return nil, hallmark.Errorf(kind, "worker: ceiling")
		}
		s := open(t, e.Config(t.TempDir()))
		if _, _, err := ask(t.Context(), s, chat("base")); hallmark.KindOf(err) != kind {
			t.Errorf("%s: %v", kind, err)
		}
		if asked > 6 || kind == hallmark.Unavailable && asked != 1 {
			t.Errorf("%s: asked %d times", kind, asked)
		}
	}
}

func TestTheCapHolds(t *testing.T) {
	e := inferencetest.New(t)
	cfg := e.Config(t.TempDir())
	cfg.Cap = hallmark.NewAmount(21) // three answers
	s := open(t, cfg)
	for {
		_, _, err := ask(t.Context(), s, chat("base"))
		if hallmark.KindOf(err) == hallmark.Exhausted && strings.Contains(err.Error(), "--cap") {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := len(e.Signed()); n != 3 {
		t.Errorf("%d answers for the price of 3", n)
	}
	if c := s.Status().Ceiling; c.Cmp(cfg.Cap) > 0 {
		t.Errorf("signed up to %s", c)
	}
}

func TestFundsAndOwnSpendingBoundTheCeiling(t *testing.T) {
	e := inferencetest.New(t)
	e.Funds.Deposited = hallmark.NewAmount(1)
	e.Funds.Leaving = hallmark.NewAmount(1)
	s := open(t, e.Config(t.TempDir()))
	if _, _, err := ask(t.Context(), s, chat("base")); hallmark.KindOf(err) != hallmark.Unfunded {
		t.Fatalf("%v", err)
	}
	e.Funds.Leaving, e.Funds.Deposited = hallmark.Amount{}, hallmark.NewAmount(500)
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatalf("after a deposit: %v", err)
	}
	if c := s.Status().Ceiling; c.Cmp(hallmark.NewAmount(500)) > 0 {
		t.Errorf("signed up to %s of 500", c)
	}
}

// TestUnknownSpending: a fresh directory on a channel that was used before.
func TestUnknownSpending(t *testing.T) {
	e := inferencetest.New(t)
	e.Metered(50_000)
	s := open(t, e.Config(t.TempDir()))
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
}

// TestGivingUp: the receipt of an answer that nobody read to its end is fetched
// and counted.
func TestGivingUp(t *testing.T) {
	e := inferencetest.New(t)
	e.Answer = func(c *inferencetest.Call) {
		for range 50 {
			c.Units = append(c.Units, []byte("data: x\n\n"))
		}
	}
	dir := t.TempDir()
	s := open(t, e.Config(dir))
	resp, err := s.Do(t.Context(), chat("base"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := resp.Next(); err != nil {
		t.Fatal(err)
	}
	if err := resp.Close(); err != nil {
		t.Fatal(err)
	}
	e.Answer = nil
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return s.Status().Receipts == 2 })
	u, err := e.Receipt(t.Context(), resp.ID())
	if err != nil || u.Receipt.Stopped != "disconnect" || u.Receipt.Response.Units >= 50 {
		t.Errorf("the enclave went on: %+v, %v", u.Receipt, err)
	}
	if st := s.Status(); st.Stopped != "" || !st.Missing.IsZero() || st.Flying != 0 {
		t.Errorf("status %+v", st)
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("it never came")
		}
	}
}

// TestWhatACrashLeaves: the receipts of exchanges that a killed process did not
// see to their end are fetched by the next one.
func TestWhatACrashLeaves(t *testing.T) {
	e := inferencetest.New(t)
	dir, crashed := t.TempDir(), t.TempDir()
	s := open(t, e.Config(dir))
	if _, _, err := ask(t.Context(), s, chat("base")); err != nil {
		t.Fatal(err)
	}
	resp, err := s.Do(t.Context(), chat("base"))
	if err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return len(e.Signed()) == 2 || nextUnit(t, resp) })
	for _, name := range []string{"receipts.jsonl", "sent.jsonl"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "receipts.jsonl" {
			b = append(b, `{"receipt":{"hallm`...) // torn by the crash
		}
		if err := os.WriteFile(filepath.Join(crashed, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	next := open(t, e.Config(crashed))
	if st := next.Status(); st.Receipts != 2 || st.Spent != e.Total() {
		t.Errorf("%d receipts, %s of %s", st.Receipts, st.Spent, e.Total())
	}
	if _, _, err := ask(t.Context(), next, chat("base")); err != nil {
		t.Error(err)
	}
	if _, err := inference.Open(t.Context(), e.Config(crashed)); hallmark.KindOf(err) != hallmark.Conflict {
		t.Errorf("two sessions in one directory: %v", err)
	}
}

// nextUnit reads on, so that the enclave comes to its end.
func nextUnit(t *testing.T, r *inference.Response) bool {
	_, _ = r.Next()
	return false
}
