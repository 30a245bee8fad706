// Command recipe makes Hallmark's own base model and the demo dataset from the
// documentation and sources of Go's standard library, with nothing but a Go toolchain:
//
//	go run ./devnet/assets/recipe            # make them and write them, about 15 minutes on 2 cores
//	go run ./devnet/assets/recipe -check     # make them and compare with RECIPE.json
//	go run ./devnet/assets/recipe -check -data   # the same without training, seconds
//	go run ./devnet/assets/recipe -measure   # fine-tune on the demo and on shuffled answers, print the losses
//
// The same library gives the same bytes on every machine, the trained weights
// included, since the engine is deterministic. It must never read anything but
// the library, and no held-out package may reach the text that is learnt from.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

type options struct {
	goroot, dir           string
	check, data, measured bool
	epochs, workers       int
	steps                 int
	rate                  string
}

func main() {
	var o options
	flag.StringVar(&o.goroot, "goroot", runtime.GOROOT(), "the Go installation to read")
	flag.StringVar(&o.dir, "dir", filepath.Join("devnet", "assets"), "folder of base, demo and RECIPE.json")
	flag.BoolVar(&o.check, "check", false, "write nothing, compare with RECIPE.json")
	flag.BoolVar(&o.data, "data", false, "stop before training: dataset and tokenizer only (with -check)")
	flag.BoolVar(&o.measured, "measure", false, "fine-tune the base model of -dir and print the losses on held-out answers")
	flag.IntVar(&o.epochs, "epochs", 2, "epochs of pretraining; another number makes another model")
	flag.IntVar(&o.workers, "workers", 0, "goroutines, 0: one per processor; changes no bit")
	flag.IntVar(&o.steps, "steps", 120, "optimizer steps of -measure")
	flag.StringVar(&o.rate, "rate", "0.004", "learning rate of -measure")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "recipe:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if o.measured {
		return measure(ctx, o)
	}
	if o.data && !o.check {
		return errors.New("-data goes with -check: dataset and model are written together")
	}
	files, r, err := prepare(o.goroot)
	if err != nil {
		return err
	}
	if !o.data {
		model, err := pretrain(ctx, o, r.corpus, r.tok)
		if err != nil {
			return err
		}
		maps.Copy(files, model.files)
		r.Parameters, r.Epochs, r.TokensPerEpoch = model.parameters, o.epochs, model.tokens
	}
	for name, data := range files {
		r.Files[name] = sum(data)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Files)) {
		fmt.Printf("%s  %s  %d bytes\n", r.Files[name], name, len(files[name]))
	}
	if o.check {
		return check(o.dir, r.record, !o.data)
	}
	return write(o.dir, files, r.record)
}

// made is a record with what it was made of.
type made struct {
	record
	corpus corpus
	tok    *tokenizer.Tokenizer
}

// prepare makes everything that needs no training.
func prepare(goroot string) (map[string][]byte, made, error) {
	m := made{record: record{Command: "go run ./devnet/assets/recipe", Files: map[string]string{}, HeldOutRule: heldOutRule}}
	version, err := os.ReadFile(filepath.Join(goroot, "VERSION"))
	if err != nil {
		return nil, m, fmt.Errorf("no Go installation at -goroot: %w", err)
	}
	m.Go, _, _ = strings.Cut(string(version), "\n")
	library, err := readLibrary(goroot)
	if err != nil {
		return nil, m, err
	}
	for _, p := range library {
		if p.heldOut {
			m.HeldOutPackages = append(m.HeldOutPackages, p.path)
		}
	}
	m.corpus = newCorpus(library)
	c := &m.corpus
	m.AskedPackages, m.Documents, m.Dialogues = c.packages, len(c.documents), len(c.entries)
	m.TrainPairs, m.HeldOutPairs = min(demoPairs, len(c.train)), len(c.heldOut)
	m.DocumentsSHA256 = sum([]byte(strings.Join(c.documents, "")))
	tokenizerJSON, err := tokenizer.Train(c.texts(), vocabulary, tokenizer.SplitQwen2, specials)
	if err != nil {
		return nil, m, err
	}
	if m.tok, err = tokenizer.Parse(tokenizerJSON); err != nil {
		return nil, m, err
	}
	licence, err := notice(goroot)
	if err != nil {
		return nil, m, err
	}
	files, err := baseFiles(m.tok, tokenizerJSON, licence)
	if err != nil {
		return nil, m, err
	}
	maps.Copy(files, c.demoFiles(licence))
	return files, m, nil
}
