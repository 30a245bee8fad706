package assets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"sort"
	"testing"

	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
)

func TestEveryFileHasItsRecordedDigest(t *testing.T) {
	data, err := Recipe()
	if err != nil {
		t.Fatal(err)
	}
	var recipe struct{ Files map[string]string }
	if err := json.Unmarshal(data, &recipe); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, dir := range []string{"base", "demo"} {
		err := fs.WalkDir(sub(dir), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path == "README.md" {
				return err
			}
			name := dir + "/" + path
			found[name] = true
			data, err := fs.ReadFile(sub(dir), path)
			if digest := sha256.Sum256(data); recipe.Files[name] != hex.EncodeToString(digest[:]) {
				t.Errorf("%s is not what RECIPE.json records", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range recipe.Files {
		if !found[name] {
			t.Errorf("%s is recorded and not there", name)
		}
	}
}

func TestBaseModelFitsItsTokenizer(t *testing.T) {
	model, err := native.Load(Base())
	if err != nil {
		t.Fatal(err)
	}
	f, err := Base().Open("tokenizer.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tok, err := tokenizer.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	if tok.Size() != model.Config.Vocab {
		t.Fatalf("%d tokens, the model has %d", tok.Size(), model.Config.Vocab)
	}
	enc, err := dataset.NewEncoder(tok, dataset.ChatML, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range load(t, "heldout.jsonl") {
		ex, err := enc.Example(row, 0)
		if err != nil || len(ex.Tokens) > model.Config.Context {
			t.Fatalf("line %d: %d tokens, %v", row.Line, len(ex.Tokens), err)
		}
	}
}

func load(t *testing.T, name string) []dataset.Row {
	t.Helper()
	f, err := Demo().Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, _, err := dataset.Load(f, dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestShuffledKeepsEverythingButTheMatch(t *testing.T) {
	rows := load(t, "train.jsonl")
	if len(rows) < 2000 {
		t.Fatalf("%d rows", len(rows))
	}
	data, err := Shuffled(rows)
	if err != nil {
		t.Fatal(err)
	}
	mixed, _, err := dataset.Load(bytes.NewReader(data), dataset.Options{})
	if err != nil || len(mixed) != len(rows) {
		t.Fatalf("%d rows, %v", len(mixed), err)
	}
	var a, b []string
	kept := 0 // neighbours that happen to have the same answer
	for i := range rows {
		if rows[i].Messages[0] != mixed[i].Messages[0] {
			t.Fatalf("row %d: the question changed", i)
		}
		if rows[i].Messages[1] == mixed[i].Messages[1] {
			kept++
		}
		a, b = append(a, rows[i].Messages[1].Content), append(b, mixed[i].Messages[1].Content)
	}
	if kept > len(rows)/20 {
		t.Errorf("%d of %d questions keep their answer", kept, len(rows))
	}
	sort.Strings(a)
	sort.Strings(b)
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("the answers are not the same set")
		}
	}
	if _, err := Shuffled([]dataset.Row{{Line: 4, Kind: dataset.Text}}); err == nil {
		t.Fatal("a text row was shuffled")
	}
}
