package main

import (
	"context"
	"fmt"
	"time"

	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// The base model: about five million parameters in the shape of Llama.
const (
	vocabulary  = 2048
	contextSize = 256
	modelSeed   = 1
)

var specials = []string{"<|endoftext|>", "<|im_start|>", "<|im_end|>"}

func modelConfig(tok *tokenizer.Tokenizer) native.Config {
	id := func(text string) *int { v, _ := tok.AddedID(text); n := int(v); return &n }
	return native.Config{
		Family: "llama", Vocab: tok.Size(), Hidden: 256, Intermediate: 704, Layers: 6, Heads: 8, KVHeads: 4, HeadDim: 32,
		Context: contextSize, RopeTheta: 10000, NormEps: 1e-6, Tied: true, BOS: id("<|endoftext|>"), EOS: id("<|im_end|>"),
	}
}

// schedule of pretraining; epochs is set on the command line for experiments
// only, and then the digests differ.
func pretraining(epochs int) engine.Hyper {
	return engine.Hyper{
		Full: true, Epochs: epochs, Batch: 4, Seed: modelSeed,
		Rate: 2.5e-3, FinalRate: 1e-4, Schedule: "cosine", WarmupSteps: 100,
		WeightDecay: 0.1, ClipNorm: 1, Beta1: 0.9, Beta2: 0.95,
	}
}

// trained is the base model and what it took.
type trained struct {
	files              map[string][]byte
	parameters, tokens int
}

// pretrain makes the weights, in bfloat16.
func pretrain(ctx context.Context, o options, c corpus, tok *tokenizer.Tokenizer) (trained, error) {
	data, err := c.sequences(tok)
	if err != nil {
		return trained{}, err
	}
	m, err := native.NewRandom(modelConfig(tok), modelSeed)
	if err != nil {
		return trained{}, err
	}
	t := trained{parameters: m.Parameters()}
	for _, s := range data {
		t.tokens += len(s.Tokens)
	}
	fmt.Printf("pretraining %d parameters on %d sequences, %d tokens, %d epochs\n", t.parameters, len(data), t.tokens, o.epochs)
	m, _, err = native.TrainFull(ctx, m, engine.TrainSpec{Hyper: pretraining(o.epochs), Data: data, Workers: o.workers}, &meter{start: time.Now()})
	if err != nil {
		return trained{}, err
	}
	files, err := m.Save(safetensors.BF16)
	t.files = map[string][]byte{}
	for name, data := range files {
		t.files["base/"+name] = data
	}
	return t, err
}

// meter prints a line every fifty steps.
type meter struct {
	start         time.Time
	tokens, steps uint64
	loss          float64
}

// Event implements engine.Sink.
func (m *meter) Event(e engine.Event) error {
	switch e := e.(type) {
	case engine.Started:
		m.steps = e.Steps
	case engine.Step:
		m.tokens += e.Leaf.Tokens
		m.loss += float64(e.Loss)
		if e.Leaf.Step%50 == 0 {
			fmt.Printf("step %d of %d  loss %.3f  %.0f tokens/s\n", e.Leaf.Step, m.steps, m.loss/50, float64(m.tokens)/time.Since(m.start).Seconds())
			m.loss = 0
		}
	}
	return nil
}

// sequences cuts the documents into windows of the context and packs the
// dialogues; every token is learnt.
func (c corpus) sequences(tok *tokenizer.Tokenizer) ([]engine.Packed, error) {
	end, _ := tok.AddedID("<|endoftext|>")
	var out []engine.Packed
	for _, d := range c.documents {
		tokens := append(tok.EncodeText(d), end)
		for len(tokens) > 1 {
			n := min(contextSize, len(tokens))
			out = append(out, engine.Example{Tokens: tokens[:n:n], Mask: all(n)}.Packed())
			tokens = tokens[n:]
		}
	}
	enc, err := dataset.NewEncoder(tok, dataset.ChatML, false)
	if err != nil {
		return nil, err
	}
	var examples []dataset.Example
	for i, row := range c.dialogues() {
		ex, err := enc.Example(row, i)
		if err != nil {
			return nil, err
		}
		if len(ex.Tokens) <= contextSize {
			examples = append(examples, ex)
		}
	}
	packed, err := dataset.Pack(examples, contextSize)
	for _, p := range packed {
		out = append(out, engine.Packed(p))
	}
	return out, err
}

func all(n int) []bool {
	mask := make([]bool, n)
	for i := range mask {
		mask[i] = true
	}
	return mask
}
