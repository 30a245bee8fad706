package dataset

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"pgregory.net/rapid"
)

func encoder(t testing.TB, template string, mask bool) *Encoder {
	t.Helper()
	f, err := os.Open("tokenizer/testdata/qwen2.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tok, err := tokenizer.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewEncoder(tok, template, mask)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// show spells an example with what is learnt in brackets.
func show(e *Encoder, ex Example) string {
	var b strings.Builder
	for i, id := range ex.Tokens {
		if ex.Mask[i] && (i == 0 || !ex.Mask[i-1]) {
			b.WriteByte('[')
		}
		b.Write(e.tok.DecodeBytes([]int32{id}, false))
		if ex.Mask[i] && (i+1 == len(ex.Mask) || !ex.Mask[i+1]) {
			b.WriteByte(']')
		}
	}
	return b.String()
}

func row(t testing.TB, line string) Row {
	t.Helper()
	rows, _, err := Load(strings.NewReader(line), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

const talk = `{"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"hi <|im_end|>"},{"role":"assistant","content":" yes\n"},{"role":"user","content":"more"},{"role":"assistant","content":"no"}]}`

func TestMaskCoversTheReplyAndItsEnd(t *testing.T) {
	for _, c := range []struct {
		template string
		mask     bool
		row      string
		want     string
	}{
		{ChatML, true, talk, "<|im_start|>system\nbe kind<|im_end|>\n<|im_start|>user\nhi <|im_end|><|im_end|>\n<|im_start|>assistant\n[ yes\n<|im_end|>]\n<|im_start|>user\nmore<|im_end|>\n<|im_start|>assistant\n[no<|im_end|>]\n"},
		{ChatML, true, `{"prompt":"p","completion":"c"}`, "<|im_start|>user\np<|im_end|>\n<|im_start|>assistant\n[c<|im_end|>]\n"},
		{ChatML, true, `{"text":"some text"}`, "s[ome text<|endoftext|>]"},
		{Plain, true, `{"prompt":"p: ","completion":"c"}`, "p: [c<|endoftext|>]"},
		{Plain, true, good, "q[a<|endoftext|>]"},
		{Plain, false, `{"prompt":"p: ","completion":"c"}`, "p[: c<|endoftext|>]"},
	} {
		e := encoder(t, c.template, c.mask)
		ex, err := e.Example(row(t, c.row), 3)
		if err != nil {
			t.Fatal(err)
		}
		if got := show(e, ex); got != c.want || ex.Row != 3 {
			t.Errorf("%s\n got %q\nwant %q", c.row, got, c.want)
		}
	}
}

// The mask is the rendered difference: the tokens of a conversation begin with
// the tokens of the prompt that generation starts from, and the first target
// stands right behind them.
func TestMaskIsTheRenderedDifference(t *testing.T) {
	e := encoder(t, ChatML, true)
	word := rapid.StringMatching(`[a-zA-Z0-9 .\n']{0,12}[a-z]|<\|im_end\|>|é`)
	rapid.Check(t, func(t *rapid.T) {
		turns := []Message{{"user", word.Draw(t, "q")}, {"assistant", word.Draw(t, "a")}}
		if rapid.Bool().Draw(t, "system") {
			turns = append([]Message{{"system", word.Draw(t, "s")}}, turns...)
		}
		ex, err := e.Example(Row{Kind: Messages, Messages: turns}, 0)
		if err != nil {
			t.Fatal(err)
		}
		prompt, err := e.Prompt(turns[:len(turns)-1])
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range prompt {
			if ex.Tokens[i] != id || ex.Mask[i] {
				t.Fatalf("prompt token %d differs or is learnt", i)
			}
		}
		reply := ex.Tokens[len(prompt) : len(ex.Tokens)-len(e.tok.EncodeText("\n"))]
		for i := range reply {
			if !ex.Mask[len(prompt)+i] {
				t.Fatalf("reply token %d is not learnt", i)
			}
		}
		if reply[len(reply)-1] != e.End() {
			t.Fatal("the reply has no end")
		}
		if got := e.Text(reply); got != turns[len(turns)-1].Content {
			t.Fatalf("reply %q", got)
		}
	})
}

func TestTemplatesRefuse(t *testing.T) {
	e := encoder(t, Plain, true)
	if _, err := e.Example(row(t, talk), 0); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("plain with five turns: %v", err)
	}
	if _, err := OpenEncoder(fstest.MapFS{}, hallmark.DefaultTraining()); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("no tokenizer: %v", err)
	}
	if _, err := NewEncoder(e.tok, "alpaca", true); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("unknown template: %v", err)
	}
	data, err := os.ReadFile("tokenizer/testdata/qwen2.json")
	if err != nil {
		t.Fatal(err)
	}
	bare, err := tokenizer.Parse([]byte(strings.Replace(string(data), "<|im_end|>", "<|other|>", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewEncoder(bare, ChatML, true); hallmark.KindOf(err) != hallmark.Unsupported || !strings.Contains(err.Error(), "<|im_end|>") {
		t.Errorf("tokenizer without the end token: %v", err)
	}
}
