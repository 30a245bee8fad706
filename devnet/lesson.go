package devnet

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
)

// Lesson is what a fine-tune taught, measured on the user's side with the
// opened adapter: the loss on the answers of questions about packages that
// neither the base model nor the dataset has seen.
type Lesson struct {
	Pairs   int     `json:"pairs"`
	Before  float32 `json:"before"` // nats per answer token
	After   float32 `json:"after"`
	Control float32 `json:"control"` // after training on shuffled answers

	Asked       int `json:"asked"` // questions put to the model, before and after
	RightBefore int `json:"rightBefore"`
	RightAfter  int `json:"rightAfter"`

	// Example is the first question that is answered right after, or the first
	// one if there is none.
	Example Example `json:"example"`
}

// Example is one question with what the model and the documentation answer.
type Example struct {
	Question string `json:"question"`
	Before   string `json:"before"`
	After    string `json:"after"`
	Truth    string `json:"truth"`
}

// Gain is by how much of itself the loss fell.
func (l Lesson) Gain() float32 { return (l.Before - l.After) / l.Before }

// ControlGain is the same for the shuffled answers.
func (l Lesson) ControlGain() float32 { return (l.Before - l.Control) / l.Before }

const (
	maxAnswer = 80 // tokens of a generated answer
	maxAsked  = 60 // questions put to the model
)

// classroom holds the base model and the held-out questions, made ready.
type classroom struct {
	base  fs.FS
	model *native.Model
	enc   *dataset.Encoder
	asked []dataset.Row
	held  []engine.Packed
}

func openClassroom(cfg hallmark.TrainingConfig) (*classroom, error) {
	c := &classroom{base: assets.Base()}
	file, err := fs.ReadFile(c.base, "tokenizer.json")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "demo: %w", err)
	}
	tok, err := tokenizer.Parse(file)
	if err != nil {
		return nil, err
	}
	if c.enc, err = dataset.NewEncoder(tok, cfg.Template, true); err != nil {
		return nil, err
	}
	if c.model, err = native.Load(c.base); err != nil {
		return nil, err
	}
	heldOut, err := fs.ReadFile(assets.Demo(), "heldout.jsonl")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "demo: %w", err)
	}
	if c.asked, _, err = dataset.Load(bytes.NewReader(heldOut), dataset.Options{}); err != nil {
		return nil, err
	}
	all := cfg
	all.Validation, all.MaxSteps, all.Epochs, all.MaskPrompt = 0, 0, 1, true
	ready, err := dataset.Prepare(c.asked, c.enc, all)
	if err != nil {
		return nil, err
	}
	c.held = packed(ready.Train)
	return c, nil
}

// examine measures an adapter directory against the bare base model.
func (c *classroom) examine(ctx context.Context, dir string) (Lesson, error) {
	l := Lesson{Pairs: len(c.asked)}
	adapter, err := native.LoadAdapter(os.DirFS(dir), c.model.Config)
	if err != nil {
		return l, err
	}
	if l.Before, _, err = native.Evaluate(ctx, c.model, nil, c.held, 0); err != nil {
		return l, err
	}
	if l.After, _, err = native.Evaluate(ctx, c.model, adapter, c.held, 0); err != nil {
		return l, err
	}
	server, err := native.NewServer(c.model, native.ServeOptions{})
	if err != nil {
		return l, err
	}
	defer server.Close()
	tuned, err := server.Load(ctx, os.DirFS(dir))
	if err != nil {
		return l, err
	}
	return l, c.ask(ctx, &l, server, tuned)
}

// ask puts the first questions to the base model and to the tuned one.
func (c *classroom) ask(ctx context.Context, l *Lesson, s engine.Server, tuned hallmark.Digest) error {
	found := false
	for _, row := range c.asked[:min(maxAsked, len(c.asked))] {
		e := Example{Question: row.Messages[0].Content, Truth: row.Messages[len(row.Messages)-1].Content}
		var err error
		if e.Before, err = c.answer(ctx, s, hallmark.Digest{}, row); err != nil {
			return err
		}
		if e.After, err = c.answer(ctx, s, tuned, row); err != nil {
			return err
		}
		l.Asked++
		if e.Before == e.Truth {
			l.RightBefore++
		}
		right := e.After == e.Truth
		if right {
			l.RightAfter++
		}
		if l.Asked == 1 || right && !found {
			l.Example, found = e, right
		}
	}
	return nil
}

func (c *classroom) answer(ctx context.Context, s engine.Server, model hallmark.Digest, row dataset.Row) (string, error) {
	prompt, err := c.enc.Prompt(row.Messages[:len(row.Messages)-1])
	if err != nil {
		return "", err
	}
	tokens, err := engine.Greedy(ctx, s, model, prompt, maxAnswer, c.enc.End())
	return strings.TrimSpace(c.enc.Text(tokens)), err
}

// control trains as the job did, on the same questions with each other's
// answers, and gives the loss on the held-out answers.
func (c *classroom) control(ctx context.Context, rows []dataset.Row, cfg hallmark.TrainingConfig) (float32, error) {
	mixed, err := assets.Shuffled(rows)
	if err != nil {
		return 0, err
	}
	shuffled, _, err := dataset.Load(bytes.NewReader(mixed), dataset.Options{})
	if err != nil {
		return 0, err
	}
	ready, err := dataset.Prepare(shuffled, c.enc, cfg)
	if err != nil {
		return 0, err
	}
	hyper, err := engine.HyperOf(cfg)
	if err != nil {
		return 0, err
	}
	r, err := native.Engine{Model: c.model}.Train(ctx, engine.TrainSpec{
		Base: c.base, BaseName: assets.BaseName, Hyper: hyper, Data: packed(ready.Train), Valid: c.held,
	}, engine.SinkFunc(func(engine.Event) error { return nil }))
	return r.Metrics.EvalAfter, err
}

func packed(list []dataset.Packed) []engine.Packed {
	out := make([]engine.Packed, len(list))
	for i, p := range list {
		out[i] = engine.Packed(p)
	}
	return out
}
