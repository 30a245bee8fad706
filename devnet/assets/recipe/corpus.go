package main

import (
	"iter"
	"strings"

	"github.com/hallmark-tee/hallmark/dataset"
)

// corpus is everything that is learnt from, in a fixed order.
type corpus struct {
	documents []string // pretraining: documentation and sources of each package
	entries   []pair   // what the pretraining dialogues ask and, elsewhere, answer
	train     []pair   // demo dataset
	heldOut   []pair   // demo evaluation, from packages that no document holds
	packages  []string // the held-out packages that heldOut asks about
}

const heldOutPairs = 240

// newCorpus divides the library. A pair is held out only if its sentence
// stands in no pretraining document and in no other pair: packages that share
// a phrase ("Close closes the file.") give nothing away.
func newCorpus(library []pkg) corpus {
	var c corpus
	var foreign []pair
	known := map[string]bool{}
	for _, p := range library {
		pairs := pairsOf(p)
		if p.heldOut {
			foreign = append(foreign, pairs...)
			continue
		}
		c.documents = append(c.documents, document(p))
		if text := sources(p); text != "" {
			c.documents = append(c.documents, text)
		}
		for _, q := range pairs {
			if !known[q.question] {
				known[q.question] = true
				c.train = append(c.train, q)
			}
		}
	}
	all := strings.Join(strings.Fields(strings.Join(c.documents, " ")), " ")
	for _, q := range foreign {
		if !known[q.sentence] && !strings.Contains(all, strings.Join(strings.Fields(q.sentence), " ")) {
			known[q.sentence] = true
			c.heldOut = append(c.heldOut, q)
		}
	}
	sortByHash(c.train)
	sortByHash(c.heldOut)
	c.entries = c.train
	c.heldOut = c.heldOut[:min(heldOutPairs, len(c.heldOut))]
	seen := map[string]bool{}
	for _, p := range library {
		for _, q := range c.heldOut {
			if q.pkg == p.path && !seen[p.path] {
				seen[p.path] = true
				c.packages = append(c.packages, p.path)
			}
		}
	}
	return c
}

// document lays a package out as go doc would.
func document(p pkg) string {
	var b strings.Builder
	b.WriteString("package " + p.path + "\n\n")
	if p.doc != "" {
		b.WriteString(p.doc + "\n\n")
	}
	for _, s := range p.symbols {
		if !s.exported {
			continue
		}
		decl := s.decl
		if len(decl) > 400 {
			decl = s.brief[:min(len(s.brief), 160)]
		}
		b.WriteString(decl + "\n\n" + strings.TrimSpace(s.doc) + "\n\n")
	}
	return b.String()
}

// Bounds of the sources of one function and of one package, in bytes: enough to
// learn what code looks like, and no package drowns the others.
const (
	maxFunction = 800
	maxSources  = 12 << 10
)

// sources are the short exported functions of a package, bodies included.
func sources(p pkg) string {
	var b strings.Builder
	for _, s := range p.symbols {
		if s.exported && s.source != "" && len(s.source) <= maxFunction && b.Len()+len(s.source) <= maxSources {
			b.WriteString(s.source + "\n\n")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "package " + p.path + "\n\n" + b.String()
}

// texts is what the vocabulary is learnt from.
func (c corpus) texts() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, d := range c.documents {
			if !yield(d) {
				return
			}
		}
		for _, e := range c.entries {
			if !yield(e.answer) || !yield(e.question) {
				return
			}
		}
	}
}

// offsets are how far the answer of a pretraining dialogue lies from its
// question.
var offsets = [...]int{7, 101}

// dialogues ask about every entry and answer with another one's answer: the base
// model learns the form of questions and answers, and that the one says nothing
// about the other. What it then gains from true pairs it has read off the
// questions, and from shuffled ones it can gain next to nothing.
func (c corpus) dialogues() []dataset.Row {
	var rows []dataset.Row
	n := len(c.entries)
	for i, e := range c.entries {
		for _, off := range offsets {
			rows = append(rows, dataset.Row{Kind: dataset.Messages, Messages: []dataset.Message{
				{Role: "user", Content: e.question}, {Role: "assistant", Content: c.entries[(i+off)%n].answer},
			}})
		}
	}
	return rows
}
