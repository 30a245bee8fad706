// Package assets carries what the demo needs besides code: Hallmark's own base
// model, a demo dataset and its held-out questions, all made by the program in
// recipe from the documentation and sources of Go's standard library (BSD licence, see the
// NOTICE files). It must never hold anything that the recipe does not reproduce
// bit for bit; RECIPE.json lists every file with its SHA-256.
package assets

import (
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
)

// BaseName is the name of the base model.
const BaseName = "hallmark/base-5m"

//go:embed base demo RECIPE.json
var files embed.FS

// Base is the base model as a Hugging Face directory.
func Base() fs.FS { return sub("base") }

// Demo holds train.jsonl and heldout.jsonl, rows of messages, with NOTICE.
func Demo() fs.FS { return sub("demo") }

// Recipe is RECIPE.json: how everything was made, and every digest.
func Recipe() ([]byte, error) { return files.ReadFile("RECIPE.json") }

func sub(dir string) fs.FS {
	out, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the name is a constant that embeds
	}
	return out
}

// Shuffled gives rows of two turns with their answers moved on by one: the same
// questions, the same answers, hardly one to its own question. A model that gains as
// much from these as from the true rows has learnt the form only.
func Shuffled(rows []dataset.Row) ([]byte, error) {
	type message struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, r := range rows {
		next := rows[(i+1)%len(rows)]
		if len(r.Messages) != 2 || len(next.Messages) != 2 {
			return nil, hallmark.Errorf(hallmark.Invalid, "shuffling answers: line %d has not two turns", r.Line)
		}
		var row struct {
			Messages []message `json:"messages"`
		}
		row.Messages = append(row.Messages, message(r.Messages[0]), message(next.Messages[1]))
		if err := e.Encode(row); err != nil {
			return nil, hallmark.Errorf(hallmark.Internal, "shuffling answers: %w", err)
		}
	}
	return b.Bytes(), nil
}
