package main

import (
	"go/build"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/dataset"
)

// The library of the toolchain that runs this test, whatever its version, keeps
// the promises; with the recorded version the bytes are the recorded ones.
func TestDataKeepsItsPromises(t *testing.T) {
	files, m, err := prepare(build.Default.GOROOT)
	if err != nil {
		t.Fatal(err)
	}
	for name, least := range map[string]int{"demo/train.jsonl": 2000, "demo/heldout.jsonl": 200} {
		_, rep, err := dataset.Load(strings.NewReader(string(files[name])), dataset.Options{Kind: dataset.Messages})
		if err != nil || rep.Rows < least {
			t.Errorf("%s: %d rows, %v; want %d", name, rep.Rows, err, least)
		}
	}

	seen := strings.Join(m.corpus.documents, "\n")
	for _, e := range m.corpus.entries {
		seen += "\n" + e.answer + "\n" + e.question
	}
	flat := strings.Join(strings.Fields(seen), " ")
	for _, p := range m.corpus.heldOut {
		if !heldOut(p.pkg) {
			t.Errorf("%s is asked about and not held out", p.pkg)
		}
		for _, text := range []string{p.sentence, p.question} {
			if strings.Contains(flat, strings.Join(strings.Fields(text), " ")) {
				t.Errorf("held out, but learnt from: %q", text)
			}
		}
	}
	for _, path := range m.HeldOutPackages {
		for _, d := range m.corpus.documents {
			if strings.HasPrefix(d, "package "+path+"\n") {
				t.Errorf("the held-out package %s is a pretraining document", path)
			}
		}
	}
	if n := len(m.HeldOutPackages); n < 30 {
		t.Errorf("only %d packages are held out", n)
	}

	for name, data := range files {
		m.Files[name] = sum(data)
	}
	want, err := os.ReadFile(filepath.Join("..", "RECIPE.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(want), `"go": "`+m.Go+`"`) {
		t.Logf("RECIPE.json was made with another Go than %s: digests not compared", m.Go)
		return
	}
	if err := check("..", m.record, false); err != nil {
		t.Error(err)
	}
}

func TestCheckNamesWhatDiffers(t *testing.T) {
	dir := t.TempDir()
	r := record{Go: "go1", Files: map[string]string{"a": "1", "b": "2"}}
	if err := write(dir, nil, r); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		files    map[string]string
		complete bool
		names    string
	}{
		{map[string]string{"a": "1", "b": "2"}, true, ""},
		{map[string]string{"a": "1"}, false, ""},
		{map[string]string{"a": "1"}, true, ": b (not made)"},
		{map[string]string{"a": "9", "b": "2"}, true, ": a"},
		{map[string]string{"a": "1", "b": "2", "c": "3"}, false, ": c"},
	} {
		err := check(dir, record{Files: c.files}, c.complete)
		if (err == nil) != (c.names == "") || err != nil && !strings.HasSuffix(err.Error(), c.names) {
			t.Errorf("%v: %v, want %q", c.files, err, c.names)
		}
	}
}
