package conformance

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// Server is an engine that generates, under test.
type Server struct {
	// New serves a model directory; the suite closes it.
	New func(t *testing.T, base fs.FS) engine.Server
	// Models names those of Models that the engine reads; nil: all.
	Models []string
	// Exact engines give a request the same bits whatever runs beside it.
	Exact bool
	// Tolerance is the greatest difference of a log-probability from the
	// reference's, in nats.
	Tolerance float64
	// Crash gives a server that breaks in the middle of a step; nil: it cannot
	// be made to.
	Crash func(t *testing.T) engine.Server
}

// Test runs every test.
func (c Server) Test(t *testing.T) {
	t.Run("parity", c.parity)
	t.Run("adapters", c.adapters)
	t.Run("company changes nothing", c.company)
	t.Run("sampling", c.sampling)
	t.Run("ends", c.ends)
	t.Run("cancel", c.cancel)
	t.Run("slow reader", c.slow)
	t.Run("refusals", c.refusals)
	t.Run("close", c.closing)
	t.Run("embeddings", c.embeddings)
	t.Run("crash", c.crash)
}

func (c Server) start(t *testing.T, m Model) engine.Server {
	t.Helper()
	s := c.New(t, m.Dir)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func (c Server) first() Model { return chosen(c.Models)[0] }

// collect runs a request to its end.
func collect(ctx context.Context, s engine.Server, r engine.Request) ([]engine.Token, engine.Completion, error) {
	var out []engine.Token
	done, err := s.Generate(ctx, r, func(t engine.Token) error {
		out = append(out, t)
		return nil
	})
	return out, done, err
}

func mustCollect(t *testing.T, s engine.Server, r engine.Request) []engine.Token {
	t.Helper()
	out, done, err := collect(t.Context(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	if done.Prompt != len(r.Prompt) || done.Generated != len(out) {
		t.Errorf("usage %+v of a prompt of %d and %d tokens", done, len(r.Prompt), len(out))
	}
	return out
}

func equal(a, b []engine.Token) bool {
	return slices.EqualFunc(a, b, func(x, y engine.Token) bool {
		return x.ID == y.ID && x.Logprob == y.Logprob && slices.Equal(x.Top, y.Top)
	})
}

// against compares a greedy answer, its log-probabilities and its candidates
// with the reference's.
func (c Server) against(t *testing.T, what string, ref *Reference, prompt []int32, got []engine.Token) {
	t.Helper()
	text := slices.Clone(prompt)
	for _, tok := range got {
		text = append(text, tok.ID)
	}
	rows := ref.Logprobs(text)
	for i, tok := range got {
		row := rows[len(prompt)+i-1]
		best := slices.Max(row)
		if best-row[tok.ID] > c.Tolerance || math.Abs(float64(tok.Logprob)-row[tok.ID]) > c.Tolerance {
			t.Errorf("%s: token %d is %d at %v; reference gives it %v and the best %v", what, i, tok.ID, tok.Logprob, row[tok.ID], best)
			return
		}
		for j, candidate := range tok.Top {
			if math.Abs(float64(candidate.Logprob)-row[candidate.ID]) > c.Tolerance || j > 0 && candidate.Logprob > tok.Top[j-1].Logprob {
				t.Errorf("%s: candidate %d of token %d is %+v, reference %v", what, j, i, candidate, row[candidate.ID])
			}
		}
		if len(tok.Top) > 0 && tok.Top[0].ID != tok.ID {
			t.Errorf("%s: the first candidate of token %d is %d, the token %d", what, i, tok.Top[0].ID, tok.ID)
		}
	}
}

func greedy(prompt []int32, max int) engine.Request {
	return engine.Request{Prompt: prompt, MaxTokens: max, Logprobs: true, TopN: 4}
}

// parity: every family answers greedily as the reference does.
func (c Server) parity(t *testing.T) {
	for _, m := range chosen(c.Models) {
		s := c.start(t, m)
		prompt := Sequences(m.Name, 1, 70)[0].Tokens
		got := mustCollect(t, s, greedy(prompt, 12))
		if len(got) != 12 || len(got[3].Top) != 4 {
			t.Fatalf("%s: %d tokens with %d candidates", m.Name, len(got), len(got[0].Top))
		}
		c.against(t, m.Name, NewReference(m.Dir, nil), prompt, got)
	}
}

// adapters: base and adapters answer in one batch, each as its own reference.
func (c Server) adapters(t *testing.T) {
	m := chosen(c.Models)[len(chosen(c.Models))-1]
	s := c.start(t, m)
	dirs := []fs.FS{nil, m.Adapter("one", "q_proj", "v_proj", "down_proj"), m.Adapter("two", "k_proj", "o_proj", "gate_proj", "up_proj")}
	ids := make([]hallmark.Digest, len(dirs))
	for i, d := range dirs[1:] {
		var err error
		if ids[i+1], err = s.Load(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := s.Load(t.Context(), dirs[1]); err != nil || again != ids[1] || ids[1] == ids[2] {
		t.Errorf("loaded again as %v (%v), first as %v; the other is %v", again, err, ids[1], ids[2])
	}
	prompt := []int32{3, 1, 4, 1, 5}
	answers := make([][]engine.Token, 9)
	var all sync.WaitGroup
	for i := range answers {
		r := greedy(prompt, 10)
		r.Adapter = ids[i%3]
		all.Go(func() { answers[i], _, _ = collect(t.Context(), s, r) })
	}
	all.Wait()
	for i, got := range answers {
		if len(got) != 10 {
			t.Fatalf("answer %d has %d tokens", i, len(got))
		}
		c.against(t, "adapter", NewReference(m.Dir, dirs[i%3]), prompt, got)
	}
	if equal(answers[0], answers[1]) || equal(answers[1], answers[2]) {
		t.Error("an adapter changes nothing: the test is blind")
	}
	if err := s.Unload(ids[1]); err != nil {
		t.Error(err)
	}
	r := greedy(prompt, 1)
	r.Adapter = ids[1]
	if _, _, err := collect(t.Context(), s, r); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("an unloaded adapter answers: %v", err)
	}
}

// company: a request gets the same bits alone and among others that join and
// leave while it runs.
func (c Server) company(t *testing.T) {
	m := chosen(c.Models)[len(chosen(c.Models))-1]
	s := c.start(t, m)
	id, err := s.Load(t.Context(), m.Adapter("one", "q_proj", "v_proj", "down_proj"))
	if err != nil {
		t.Fatal(err)
	}
	requests := make([]engine.Request, 24)
	for i := range requests {
		requests[i] = engine.Request{
			Prompt: Sequences("company", i+1, 90-3*i)[i].Tokens, MaxTokens: 3 + 5*i%17, Temperature: float32(i%3) * 0.7, TopP: 1 - float32(i%2)*0.2,
			Seed: uint64(i), Logprobs: true, TopN: i % 3,
		}
		if i%4 == 1 {
			requests[i].Adapter = id
		}
	}
	alone := make([][]engine.Token, len(requests))
	for i, r := range requests {
		alone[i] = mustCollect(t, s, r)
	}
	for range 2 {
		together := make([][]engine.Token, len(requests))
		errs := make([]error, len(requests))
		var all sync.WaitGroup
		for i, r := range requests {
			all.Go(func() { together[i], _, errs[i] = collect(t.Context(), s, r) })
		}
		all.Wait()
		for i := range requests {
			same := equal(alone[i], together[i])
			if !c.Exact {
				same = len(alone[i]) == len(together[i])
			}
			if errs[i] != nil || !same {
				t.Errorf("request %d: %v; alone %v, together %v", i, errs[i], alone[i], together[i])
			}
		}
	}
}

// sampling: the seed decides, and the draws follow the distribution.
func (c Server) sampling(t *testing.T) {
	m := c.first()
	s := c.start(t, m)
	prompt := []int32{7, 8, 9}
	draw := func(seed uint64, top float32) []engine.Token {
		return mustCollect(t, s, engine.Request{Prompt: prompt, MaxTokens: 8, Temperature: 1, TopP: top, Seed: seed})
	}
	if c.Exact && !equal(draw(1, 0), draw(1, 0)) {
		t.Error("one seed gave two answers")
	}
	if equal(draw(1, 0), draw(2, 0)) {
		t.Error("two seeds gave one answer")
	}
	const n = 400
	row := NewReference(m.Dir, nil).Logprobs(prompt)[len(prompt)-1]
	counts := make([]float64, m.Vocab)
	narrow := map[int32]bool{}
	for seed := range uint64(n) {
		r := engine.Request{Prompt: prompt, MaxTokens: 1, Temperature: 2, Seed: seed}
		counts[mustCollect(t, s, r)[0].ID]++
		r.Temperature, r.TopP = 1, 0.5
		narrow[mustCollect(t, s, r)[0].ID] = true
	}
	// Chi-squared against softmax(logits/2), tokens rarer than 5 of n together.
	sum := 0.0
	for _, v := range row {
		sum += math.Exp(v / 2)
	}
	chi, cells, restWant, restGot := 0.0, 0.0, 0.0, 0.0
	for i, v := range row {
		want := n * math.Exp(v/2) / sum
		if want < 5 {
			restWant, restGot = restWant+want, restGot+counts[i]
			continue
		}
		chi += (counts[i] - want) * (counts[i] - want) / want
		cells++
	}
	if restWant > 0 {
		chi += (restGot - restWant) * (restGot - restWant) / restWant
	}
	if chi > cells+5*math.Sqrt(2*cells)+5 {
		t.Errorf("chi-squared %v over %v cells: the draws do not follow the distribution", chi, cells)
	}
	// Nothing outside the nucleus of 0.5.
	order := make([]int32, len(row))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if row[a] > row[b] {
			return -1
		}
		return 1
	})
	mass, size := 0.0, 0
	for ; mass < 0.5+1e-4; size++ {
		mass += math.Exp(row[order[size]])
	}
	for id := range narrow {
		if !slices.Contains(order[:size], id) {
			t.Errorf("top_p 0.5 drew token %d, which is not among the %d likeliest", id, size)
		}
	}
	if size > 1 && len(narrow) < 2 {
		t.Errorf("top_p 0.5 always draws one token of %d", size)
	}
}

// ends: a text ends at a stop token, at its limit, at the context, or when the
// reader has enough.
func (c Server) ends(t *testing.T) {
	s := c.start(t, c.first())
	prompt := []int32{3, 1, 4}
	all, done, err := collect(t.Context(), s, engine.Request{Prompt: prompt})
	if err != nil || len(all) != span-len(prompt)+1 || done.Finish != engine.FinishLength || done.StopToken != -1 {
		t.Fatalf("%d tokens, %+v, %v; the context holds %d", len(all), done, err, span)
	}
	stop := all[6].ID
	want := slices.IndexFunc(all, func(tok engine.Token) bool { return tok.ID == stop })
	cut, done, err := collect(t.Context(), s, engine.Request{Prompt: prompt, Stop: []int32{-5, stop}})
	if err != nil || !equal(cut, all[:want]) || done.Finish != engine.FinishStop || done.StopToken != stop || done.Generated != want {
		t.Errorf("stopped after %d tokens (%+v, %v), want %d", len(cut), done, err, want)
	}
	got := 0
	done, err = s.Generate(t.Context(), engine.Request{Prompt: prompt, MaxTokens: 20}, func(engine.Token) error {
		if got++; got == 5 {
			return engine.ErrEnough
		}
		return nil
	})
	if err != nil || got != 5 || done.Generated != 5 || done.Finish != engine.FinishStop {
		t.Errorf("enough after 5: %d tokens, %+v, %v", got, done, err)
	}
	broken := errors.New("the reader broke")
	done, err = s.Generate(t.Context(), engine.Request{Prompt: prompt, MaxTokens: 20}, func(engine.Token) error {
		if got++; got == 8 {
			return broken
		}
		return nil
	})
	if !errors.Is(err, broken) || done.Generated != 2 || done.Finish != "" {
		t.Errorf("a reader's error: %+v, %v", done, err)
	}
}

// cancel: a request ends at once with its context, waiting or running, and
// those beside it go on.
func (c Server) cancel(t *testing.T) {
	s := c.start(t, c.first())
	want := mustCollect(t, s, greedy([]int32{1, 2}, 100))
	var beside []engine.Token
	var all sync.WaitGroup
	all.Go(func() { beside, _, _ = collect(t.Context(), s, greedy([]int32{1, 2}, 100)) })
	for range 40 {
		ctx, cancel := context.WithCancel(t.Context())
		got := 0
		var at time.Time
		done, err := s.Generate(ctx, engine.Request{Prompt: []int32{4, 5, 6}}, func(engine.Token) error {
			if got++; got == 3 {
				at = time.Now()
				cancel()
			}
			return nil
		})
		if took := time.Since(at); took > time.Second {
			t.Errorf("stopping took %v", took)
		}
		if hallmark.KindOf(err) != hallmark.Cancelled || !errors.Is(err, context.Canceled) || done.Generated != 3 {
			t.Fatalf("%+v, %v", done, err)
		}
	}
	all.Wait()
	if c.Exact && !equal(beside, want) {
		t.Errorf("the request beside got %d tokens, want %d", len(beside), len(want))
	}
	before, cancel := context.WithCancel(t.Context())
	cancel()
	if out, _, err := collect(before, s, engine.Request{Prompt: []int32{1}}); hallmark.KindOf(err) != hallmark.Cancelled || len(out) > 0 {
		t.Errorf("generated %d tokens after cancellation: %v", len(out), err)
	}
}

// slow: a reader that does not read holds up nobody but itself.
func (c Server) slow(t *testing.T) {
	s := c.start(t, c.first())
	want := mustCollect(t, s, greedy([]int32{9}, 110))
	hold, held := make(chan struct{}), make(chan struct{})
	var late []engine.Token
	var all sync.WaitGroup
	all.Go(func() {
		_, err := s.Generate(t.Context(), greedy([]int32{9}, 110), func(tok engine.Token) error {
			if late = append(late, tok); len(late) == 1 {
				close(held)
				<-hold
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-held
	for range 3 {
		mustCollect(t, s, greedy([]int32{9}, 110))
	}
	close(hold)
	all.Wait()
	if len(late) != len(want) || c.Exact && !equal(late, want) {
		t.Errorf("the slow reader got %d tokens, want %d", len(late), len(want))
	}
}

// refusals: a bad request is named and harms nothing.
func (c Server) refusals(t *testing.T) {
	s := c.start(t, c.first())
	for name, r := range map[string]engine.Request{
		"no prompt":       {},
		"negative token":  {Prompt: []int32{-1}},
		"unknown token":   {Prompt: []int32{vocab}},
		"long prompt":     {Prompt: make([]int32, span)},
		"temperature":     {Prompt: []int32{1}, Temperature: -1},
		"NaN temperature": {Prompt: []int32{1}, Temperature: float32(math.NaN())},
		"top_p":           {Prompt: []int32{1}, TopP: 1.5},
		"candidates":      {Prompt: []int32{1}, TopN: 21},
		"max tokens":      {Prompt: []int32{1}, MaxTokens: -1},
	} {
		if out, _, err := collect(t.Context(), s, r); hallmark.KindOf(err) != hallmark.Invalid || err == nil || len(out) > 0 {
			t.Errorf("%s: %d tokens, %v", name, len(out), err)
		}
	}
	if _, _, err := collect(t.Context(), s, engine.Request{Prompt: []int32{1}, Adapter: hallmark.Digest{1}}); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("an unknown adapter: %v", err)
	}
	if err := s.Unload(hallmark.Digest{1}); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("unloading an unknown adapter: %v", err)
	}
	if _, err := s.Load(t.Context(), dir(map[string][]byte{"adapter_config.json": []byte("{}")})); err == nil {
		t.Error("an empty adapter was loaded")
	}
	mustCollect(t, s, greedy([]int32{1}, 2))
}

// closing: a closed server ends what runs with an error and takes nothing new.
func (c Server) closing(t *testing.T) {
	s := c.New(t, c.first().Dir)
	hold, held := make(chan struct{}), make(chan struct{})
	result := make(chan error)
	go func() {
		first := true
		_, err := s.Generate(t.Context(), engine.Request{Prompt: []int32{1}}, func(engine.Token) error {
			if first {
				first = false
				close(held)
				<-hold
			}
			return nil
		})
		result <- err
	}()
	<-held
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	close(hold)
	if err := <-result; hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("the running request ended with %v", err)
	}
	if _, _, err := collect(t.Context(), s, engine.Request{Prompt: []int32{1}}); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Errorf("a closed server answered: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

// embeddings are the reference's mean hidden state.
func (c Server) embeddings(t *testing.T) {
	m := c.first()
	s, ok := c.start(t, m).(engine.Embedder)
	if !ok {
		t.Skip("this engine makes no embeddings")
	}
	tokens := Sequences("embed", 1, 100)[0].Tokens
	got, err := s.Embed(t.Context(), hallmark.Digest{}, tokens)
	if err != nil {
		t.Fatal(err)
	}
	rows := NewReference(m.Dir, nil).Hidden(tokens)
	mean, length := make([]float64, len(rows[0])), 0.0
	for _, row := range rows {
		for i, v := range row {
			mean[i] += v
		}
	}
	for _, v := range mean {
		length += v * v
	}
	if len(got) != len(mean) {
		t.Fatalf("%d numbers, want %d", len(got), len(mean))
	}
	for i, v := range mean {
		if math.Abs(float64(got[i])-v/math.Sqrt(length)) > c.Tolerance {
			t.Errorf("number %d is %v, reference %v", i, got[i], v/math.Sqrt(length))
		}
	}
	if _, err := s.Embed(t.Context(), hallmark.Digest{}, nil); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("an empty text: %v", err)
	}
}

// crash: a server that breaks tells every request, and does not take the
// process down.
func (c Server) crash(t *testing.T) {
	if c.Crash == nil {
		t.Skip("this engine cannot be made to crash")
	}
	s := c.Crash(t)
	defer s.Close()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if out, _, err := collect(t.Context(), s, engine.Request{Prompt: []int32{1, 2, 3}}); err == nil || hallmark.KindOf(err) != hallmark.Internal {
				t.Errorf("%d tokens, %v", len(out), err)
			}
		})
	}
	all.Wait()
}
