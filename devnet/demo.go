package devnet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/bundle"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// What the demo must show, or it fails.
const (
	leastTokens  = 200_000
	leastPairs   = 200
	leastGain    = 0.25
	demoDeadline = time.Hour
)

// DemoConfig is the demo's training configuration.
func DemoConfig() hallmark.TrainingConfig {
	c := hallmark.DefaultTraining()
	c.Epochs, c.MaxSteps, c.LearningRate = 4, 105, "0.01"
	return c
}

// Demo takes one job through a market, from a private file to an opened
// adapter and a proof, and prints what happens as it happens.
type Demo struct {
	Out    io.Writer
	Market *Market
	Dir    string // receives adapter, artifact.age, bundle.json
	Keep   hallmark.TrainingConfig

	began  time.Time
	passed bool
	order  hallmark.SignedOrder
	id     hallmark.JobID
}

// Run is the demo. It fails when any of its checks does.
func (d *Demo) Run(ctx context.Context) error {
	d.began, d.passed, d.Keep = time.Now(), true, DemoConfig()
	key, err := UserKey()
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "development key: %w", err)
	}
	user, err := sdk.Open(ctx, d.Market.Network, wallet.New(key))
	if err != nil {
		return err
	}
	defer user.Close()
	w, provider, err := user.Worker(ctx, "")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(d.Dir, 0o755); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	rows, err := d.dataset()
	if err != nil {
		return err
	}
	balance, err := user.Chain().Claimable(ctx, provider.Provider)
	if err != nil {
		return err
	}
	if err := d.submit(ctx, user, w, provider, rows); err != nil {
		return err
	}
	if err := d.follow(ctx, w); err != nil {
		return err
	}
	fetched, err := d.open(ctx, user, w)
	if err != nil {
		return err
	}
	if err := d.prove(fetched); err != nil {
		return err
	}
	if err := d.paid(ctx, user, provider, balance); err != nil {
		return err
	}
	room, lesson, err := d.ask(ctx, fetched)
	if err != nil {
		return err
	}
	if err := d.chat(ctx, user, w, provider, lesson.Example.Question); err != nil {
		return err
	}
	if err := d.replay(ctx, user); err != nil { // the chat's blocks came after the settlement's: one draws
		return err
	}
	if err := d.control(ctx, room, lesson, rows); err != nil {
		return err
	}
	if !d.passed {
		return hallmark.Errorf(hallmark.Mismatch, "the demo's checks did not all pass")
	}
	return nil
}

// say prints a line of the timeline.
func (d *Demo) say(what, format string, args ...any) {
	fmt.Fprintf(d.Out, "%7.1fs  %-10s %s\n", time.Since(d.began).Seconds(), what, fmt.Sprintf(format, args...))
}

func (d *Demo) check(ok bool, format string, args ...any) {
	word := "PASS"
	if !ok {
		word, d.passed = "FAIL", false
	}
	fmt.Fprintf(d.Out, "%s      %s\n", word, fmt.Sprintf(format, args...))
}

// dataset writes the user's private file and reads it as the user would.
func (d *Demo) dataset() ([]dataset.Row, error) {
	b, err := fs.ReadFile(assets.Demo(), "train.jsonl")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "demo: %w", err)
	}
	if err := os.WriteFile(d.datasetPath(), b, 0o600); err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	rows, report, err := sdk.CheckDataset(d.datasetPath(), dataset.Options{})
	if err != nil {
		return nil, err
	}
	d.say("dataset", "%d rows checked, none bad, digest %s", report.Rows, report.Digest.Short())
	return rows, nil
}

func indent(text string) string { return "  | " + strings.ReplaceAll(text, "\n", "\n  | ") }

func (d *Demo) datasetPath() string { return filepath.Join(d.Dir, "private.jsonl") }

// submit vets, prices, funds, encrypts, signs and hands over: everything that
// the user does.
func (d *Demo) submit(ctx context.Context, user *sdk.Market, w *sdk.Worker, p hallmark.Provider, rows []dataset.Row) error {
	policy, err := d.policy()
	if err != nil {
		return err
	}
	vetted, err := user.Vet(ctx, w, p, policy)
	if err != nil {
		return err
	}
	d.say("attest", "provider %s: evidence %s under policy %q", p.Provider, vetted.Verdict.Code, policy.Name)
	model, err := sdk.ModelNamed(p, "")
	if err != nil {
		return err
	}
	estimate, err := w.Estimate(ctx, p, model, rows, d.Keep)
	if err != nil {
		return err
	}
	d.say("price", "%d tokens in %d steps x %s = %s exactly", estimate.Tokens, estimate.Steps, estimate.Price.Coins(), estimate.Fee.Coins())
	sent, err := user.Fund(ctx, p.Provider, estimate.Fee)
	if err != nil {
		return err
	}
	for _, tx := range sent {
		d.say("fund", "transaction %s", tx)
	}
	pushed, err := user.Push(ctx, d.datasetPath(), vetted.Runtime.Recipient)
	if err != nil {
		return err
	}
	d.say("encrypt", "%d bytes of age ciphertext on 0G Storage, root %s", pushed.Bytes, pushed.Root)
	if d.id, d.order, err = user.Sign(ctx, vetted, estimate, pushed, sdk.Terms{Config: d.Keep, Within: demoDeadline}); err != nil {
		return err
	}
	if _, err := w.Submit(ctx, d.order); err != nil {
		return err
	}
	d.say("order", "job %s, the user's only signature for it", d.id)
	return nil
}

func (d *Demo) policy() (attestation.Policy, error) {
	b, err := os.ReadFile(d.Market.Network.Policy)
	if err != nil {
		return attestation.Policy{}, hallmark.Errorf(hallmark.NotFound, "policy: %w", err)
	}
	return attestation.ParsePolicy(b)
}

// follow prints the job's events, steps thinned out.
func (d *Demo) follow(ctx context.Context, w *sdk.Worker) error {
	err := w.Follow(ctx, d.id, 0, func(e hallmark.JobEvent) error {
		switch {
		case e.Code == "step" && e.Step%20 != 0 && e.Step != e.Steps, e.Code == "checkpoint", e.Code == "chain":
			return nil
		case e.Hash != nil:
			d.say(string(e.State), "%s: %s", e.Text, e.Hash)
		default:
			d.say(string(e.State), "%s", e.Text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	job, err := w.Job(ctx, d.id)
	if err != nil {
		return err
	}
	d.check(job.State == hallmark.JobSettled && job.Outcome == hallmark.Completed, "the job settled as %s (%s)", job.Outcome, job.State)
	d.check(job.Tokens >= leastTokens, "%d tokens trained, at least %d", job.Tokens, leastTokens)
	if job.State != hallmark.JobSettled {
		return hallmark.Errorf(hallmark.Conflict, "the job ended %s: %s", job.State, job.Reason)
	}
	return nil
}

// open fetches the artifact with the published key, and writes the bundle.
func (d *Demo) open(ctx context.Context, user *sdk.Market, w *sdk.Worker) (sdk.Fetched, error) {
	fetched, err := user.Fetch(ctx, d.id, d.Dir)
	if err != nil {
		return fetched, err
	}
	d.say("fetch", "artifact verified and opened with the key from the chain: %s", fetched.Dir)
	result, err := w.Result(ctx, d.id)
	if err != nil {
		return fetched, err
	}
	b, err := user.Bundle(ctx, d.order, result)
	if err != nil {
		return fetched, err
	}
	file, err := sdk.EncodeBundle(b)
	if err != nil {
		return fetched, err
	}
	d.say("bundle", "%s, %d bytes", d.bundlePath(), len(file))
	return fetched, os.WriteFile(d.bundlePath(), file, 0o644)
}

func (d *Demo) bundlePath() string { return filepath.Join(d.Dir, "bundle.json") }

// prove verifies the bundle as an auditor would, under both policies.
func (d *Demo) prove(fetched sdk.Fetched) error {
	file, err := os.ReadFile(d.bundlePath())
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	artifact, err := os.Open(fetched.Artifact)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	defer artifact.Close()
	info, err := artifact.Stat()
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "demo: %w", err)
	}
	policy, err := d.policy()
	if err != nil {
		return err
	}
	for _, c := range []struct {
		policy attestation.Policy
		want   verdict.Code
	}{{policy, verdict.Simulated}, {attestation.StrictPolicy(), verdict.Against}} {
		start := time.Now()
		v, err := bundle.Verify(bytes.Clone(file), bundle.Options{Policy: c.policy, Artifact: &bundle.File{Data: artifact, Size: info.Size()}})
		if err != nil {
			return err
		}
		d.say("verify", "policy %q: %s, exit code %d, %d checks in %d ms", c.policy.Name, v.Code, v.Code, len(v.Checks), time.Since(start).Milliseconds())
		d.check(v.Code == c.want, "offline verification under %q gives exit code %d", c.policy.Name, c.want)
		if v.Code != c.want {
			if err := verdict.WriteTable(d.Out, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// paid holds the chain's books against the invoice.
func (d *Demo) paid(ctx context.Context, user *sdk.Market, p hallmark.Provider, before hallmark.Amount) error {
	after, err := user.Chain().Claimable(ctx, p.Provider)
	if err != nil {
		return err
	}
	earned, err := after.Sub(before)
	if err != nil {
		return err
	}
	job, err := user.Chain().Job(ctx, d.id)
	if err != nil {
		return err
	}
	d.check(earned == d.order.Order.MaxFee, "the provider was credited %s, the price shown before signing (job is %s on chain)", earned.Coins(), job.Status)
	return nil
}

// ask measures the adapter, and puts the held-out questions to it.
func (d *Demo) ask(ctx context.Context, fetched sdk.Fetched) (*classroom, Lesson, error) {
	room, err := openClassroom(d.Keep)
	if err != nil {
		return nil, Lesson{}, err
	}
	l, err := room.examine(ctx, fetched.Dir)
	if err != nil {
		return nil, l, err
	}
	d.say("ask", "%d held-out questions: %d answered right before, %d after; for example\n%s", l.Asked, l.RightBefore, l.RightAfter, indent(l.Example.Question))
	fmt.Fprintf(d.Out, "  before:        %s\n  after:         %s\n  documentation: %s\n", l.Example.Before, l.Example.After, l.Example.Truth)
	d.check(l.Pairs >= leastPairs && l.Gain() >= leastGain, "loss on the answers of %d held-out pairs %.3f -> %.3f (%+.1f %%), down by at least %.0f %%", l.Pairs, l.Before, l.After, -100*l.Gain(), 100*leastGain)
	return room, l, nil
}

// control trains on shuffled answers, which must not help.
func (d *Demo) control(ctx context.Context, room *classroom, l Lesson, rows []dataset.Row) error {
	third := d.Keep // long enough: on true answers the loss has fallen by more than leastGain by then
	third.MaxSteps /= 3
	d.say("control", "training on shuffled answers, %d steps", third.MaxSteps)
	var err error
	if l.Control, err = room.control(ctx, rows, third); err != nil {
		return err
	}
	d.check(l.ControlGain() < leastGain, "on shuffled answers %.3f -> %.3f (%+.1f %%), down by less than %.0f %%", l.Before, l.Control, -100*l.ControlGain(), 100*leastGain)
	return nil
}
