package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
)

// measure fine-tunes the base model in dir twice, on the demo dataset and on
// its shuffled answers, and prints what each does to the loss on the answers of
// the held-out questions.
func measure(ctx context.Context, o options) error {
	base := os.DirFS(filepath.Join(o.dir, "base"))
	f, err := base.Open("tokenizer.json")
	if err != nil {
		return err
	}
	defer f.Close()
	tok, err := tokenizer.Read(f)
	if err != nil {
		return err
	}
	enc, err := dataset.NewEncoder(tok, dataset.ChatML, true)
	if err != nil {
		return err
	}
	rows, err := load(filepath.Join(o.dir, "demo", "train.jsonl"))
	if err != nil {
		return err
	}
	asked, err := load(filepath.Join(o.dir, "demo", "heldout.jsonl"))
	if err != nil {
		return err
	}
	mixed, err := assets.Shuffled(rows)
	if err != nil {
		return err
	}
	shuffled, _, err := dataset.Load(bytes.NewReader(mixed), dataset.Options{})
	if err != nil {
		return err
	}
	cfg := hallmark.DefaultTraining()
	cfg.MaxSteps, cfg.LearningRate, cfg.Validation, cfg.Epochs = o.steps, hallmark.Decimal(o.rate), 0, 100
	held, err := dataset.Prepare(asked, enc, cfg)
	if err != nil {
		return err
	}
	hyper, err := engine.HyperOf(cfg)
	if err != nil {
		return err
	}
	for _, run := range []struct {
		name string
		rows []dataset.Row
	}{{"true answers", rows}, {"shuffled answers", shuffled}} {
		p, err := dataset.Prepare(run.rows, enc, cfg)
		if err != nil {
			return err
		}
		start := time.Now()
		spec := engine.TrainSpec{Base: base, BaseName: assets.BaseName, Hyper: hyper, Data: packed(p.Train), Valid: packed(held.Train), Workers: o.workers}
		r, err := native.Engine{}.Train(ctx, spec, engine.SinkFunc(func(engine.Event) error { return nil }))
		if err != nil {
			return err
		}
		if r.Usage.Tokens != p.Tokens || r.Usage.Steps != p.Steps {
			return fmt.Errorf("the engine trained %d tokens in %d steps, the price was for %d in %d", r.Usage.Tokens, r.Usage.Steps, p.Tokens, p.Steps)
		}
		m := r.Metrics
		fmt.Printf("%s: %d pairs held out, loss %.4f -> %.4f (%+.1f %%), training loss %.4f -> %.4f, %d tokens in %d steps, %.1f s\n", run.name, len(asked),
			m.EvalBefore, m.EvalAfter, 100*(m.EvalAfter-m.EvalBefore)/m.EvalBefore, m.FirstLoss, m.LastLoss, p.Tokens, p.Steps, time.Since(start).Seconds())
		if err := answers(ctx, base, r.Files, enc, asked[:3]); err != nil {
			return err
		}
	}
	return nil
}

func load(path string) ([]dataset.Row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, _, err := dataset.Load(f, dataset.Options{})
	return rows, err
}

func packed(list []dataset.Packed) []engine.Packed {
	out := make([]engine.Packed, len(list))
	for i, p := range list {
		out[i] = engine.Packed(p)
	}
	return out
}

// answers prints what the model says to a few questions without and with the
// adapter.
func answers(ctx context.Context, base fs.FS, adapter map[string][]byte, enc *dataset.Encoder, asked []dataset.Row) error {
	m, err := native.Load(base)
	if err != nil {
		return err
	}
	dir := fstest.MapFS{}
	for name, data := range adapter {
		dir[name] = &fstest.MapFile{Data: data}
	}
	server, err := native.NewServer(m, native.ServeOptions{})
	if err != nil {
		return err
	}
	defer server.Close()
	tuned, err := server.Load(ctx, dir)
	if err != nil {
		return err
	}
	for _, row := range asked {
		prompt, err := enc.Prompt(row.Messages[:1])
		if err != nil {
			return err
		}
		fmt.Printf("\nQ: %s\nwanted: %s\n", row.Messages[0].Content, row.Messages[1].Content)
		for _, s := range []struct {
			name  string
			model hallmark.Digest
		}{{"before", hallmark.Digest{}}, {"after", tuned}} {
			said, err := engine.Greedy(ctx, server, s.model, prompt, 80, enc.End())
			if err != nil {
				return err
			}
			fmt.Printf("%s: %s\n", s.name, enc.Text(said))
		}
	}
	fmt.Println()
	return nil
}
