package native

import (
	"context"
	"io/fs"
	"slices"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/conformance"
)

func mustLoad(t testing.TB, dir fs.FS) *Model {
	t.Helper()
	m, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func serve(t testing.TB, m *Model, o ServeOptions) *Server {
	t.Helper()
	s, err := NewServer(m, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// broken is a model that no loader gives: a weight of its last layer is cut, so
// that a worker runs out of its bounds in the middle of a step.
func broken(t *testing.T) *Model {
	m := mustLoad(t, conformance.Models()[0].Dir)
	l := &m.layers[len(m.layers)-1]
	l.norm2 = slices.Clip(l.norm2[:3])
	return m
}

func TestTrainerConformance(t *testing.T) {
	conformance.Trainer{
		New: func() engine.Trainer { return Engine{} }, Exact: true, Tolerance: 2e-5, Gradients: exposedGradient,
		Crash: func(t *testing.T) engine.Trainer { return Engine{Model: broken(t)} },
	}.Test(t)
}

// exposedGradient opens a job before its first step.
func exposedGradient(t *testing.T, spec engine.TrainSpec) conformance.Gradient {
	j, err := (Engine{}).newJob(spec)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.crew.close)
	h := j.spec.Hyper
	var parts []conformance.Part
	if h.Full {
		off := 0
		for _, w := range j.net.model.tensors() {
			parts = append(parts, conformance.Part{Name: w.name, At: off, N: w.elements()})
			off += w.elements()
		}
	} else {
		j.net.eachTarget(h.Targets, func(name string, l *linear) {
			newStream(13, name).normal(l.lora.bt, 0.25) // zero would hide half of the gradient
			parts = append(parts, conformance.Part{Name: name + ".lora_A", At: l.lora.posA, N: h.Rank * l.in}, conformance.Part{Name: name + ".lora_B", At: l.lora.posB, N: h.Rank * l.out})
		})
	}
	targets := 0
	for i := range j.spec.Data {
		targets += j.targets[i]
		j.order[i] = int32(i)
	}
	j.inv, j.batch, j.lanes = 1/float32(targets), j.order, len(j.grads)
	loss := func() float64 {
		for i := range j.packItems() {
			j.pack(0, i)
		}
		j.crew.run(j.lanes, j.lanePhase)
		j.crew.run(len(j.chunks), j.sumPhase)
		total := 0.0
		for _, l := range j.losses[:len(j.batch)] {
			total += l
		}
		return total / float64(targets)
	}
	loss()
	return conformance.Gradient{Params: j.state.p, Grad: slices.Clone(j.grads[0]), Parts: parts, Loss: loss}
}

func TestServerConformance(t *testing.T) {
	conformance.Server{
		New: func(t *testing.T, base fs.FS) engine.Server {
			s, err := NewServer(mustLoad(t, base), ServeOptions{Batch: 6, Chunk: 24, Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
		Exact: true, Tolerance: 3e-4,
		Crash: func(t *testing.T) engine.Server { return serve(t, broken(t), ServeOptions{}) },
	}.Test(t)
}

// TestServerOptionsChangeNoBit: the answer is the same for any number of
// workers, size of batch and chunk, and on every instruction set; and its
// log-probabilities are the loss that Evaluate computes without a cache.
func TestServerOptionsChangeNoBit(t *testing.T) {
	dir := conformance.Named("qwen3").Dir
	m := mustLoad(t, dir)
	prompt := conformance.Sequences("options", 1, 90)[0].Tokens
	var want []engine.Token
	for i, o := range []ServeOptions{{}, {Workers: 1, Batch: 1, Chunk: 1}, {Workers: 4, Chunk: 7, CacheTokens: 128}, {Kernels: kernels(t, 0), Chunk: 200}} {
		var got []engine.Token
		s := serve(t, m, o)
		if _, err := s.Generate(t.Context(), engine.Request{Prompt: prompt, MaxTokens: 20, Temperature: 0.8, Seed: 3, Logprobs: true}, func(tok engine.Token) error {
			got = append(got, tok)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			want = got
		}
		if !slices.EqualFunc(got, want, func(a, b engine.Token) bool { return a.ID == b.ID && a.Logprob == b.Logprob }) {
			t.Errorf("%+v: %v, want %v", o, got, want)
		}
	}
	for i := range want {
		e := engine.Example{Tokens: slices.Clone(prompt)}
		for _, tok := range want[:i+1] {
			e.Tokens = append(e.Tokens, tok.ID)
		}
		e.Mask = make([]bool, len(e.Tokens))
		e.Mask[len(e.Mask)-1] = true
		loss, _, err := Evaluate(context.Background(), m, nil, []engine.Packed{e.Packed()}, 1)
		if err != nil || loss != -want[i].Logprob {
			t.Errorf("token %d: log-probability %v, loss without a cache %v (%v)", i, want[i].Logprob, loss, err)
		}
	}
}

// TestServerBounds: a request beyond the cache is refused, the queue is
// bounded, and pages come back.
func TestServerBounds(t *testing.T) {
	m := mustLoad(t, conformance.Named("smollm").Dir)
	s := serve(t, m, ServeOptions{CacheTokens: 64, Batch: 4, Waiting: 2})
	if _, err := s.Generate(t.Context(), engine.Request{Prompt: []int32{1}, MaxTokens: 65}, nil); err == nil {
		t.Error("a text longer than the cache was taken")
	}
	hold, held := make(chan struct{}), make(chan struct{})
	results := make(chan error, 8)
	go func() {
		first := true
		_, err := s.Generate(t.Context(), engine.Request{Prompt: []int32{1}, MaxTokens: 64}, func(engine.Token) error {
			if first {
				first = false
				close(held)
				<-hold
			}
			return nil
		})
		results <- err
	}()
	<-held // it holds the only page
	quiet := func(engine.Token) error { return nil }
	for range 5 {
		go func() {
			_, err := s.Generate(t.Context(), engine.Request{Prompt: []int32{1}, MaxTokens: 3}, quiet)
			results <- err
		}()
	}
	refused := 0
	for range 3 { // two wait, the others are refused at once
		if err := <-results; err == nil {
			t.Error("a request got past the only page")
		}
		refused++
	}
	close(hold)
	for range 3 {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	if refused != 3 || s.pool.taken != 0 || len(s.pool.free) != 1 {
		t.Errorf("%d refused, %d pages promised, %d free", refused, s.pool.taken, len(s.pool.free))
	}
}
