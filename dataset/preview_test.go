package dataset

import (
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

// What is shown before is what is counted after: tokens, rows cut and left out.
func TestPreviewCountsWhatPrepareDoes(t *testing.T) {
	rows, _, err := Load(strings.NewReader(talk+"\n"+
		`{"messages":[{"role":"user","content":"`+strings.Repeat("long question ", 40)+`"},{"role":"assistant","content":"no"}]}`+"\n"+
		`{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"`+strings.Repeat("long answer ", 40)+`"}]}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, mask := range []bool{true, false} {
		for _, seqLen := range []int{64, 100_000} {
			cfg := hallmark.DefaultTraining()
			cfg.SeqLen, cfg.MaskPrompt, cfg.Validation = seqLen, mask, 0
			e := encoder(t, ChatML, mask)
			want, err := Prepare(rows, e, cfg)
			if err != nil {
				t.Fatal(err)
			}
			got, err := e.Preview(rows, seqLen)
			if err != nil {
				t.Fatal(err)
			}
			if got.Cut != want.Cut || got.Dropped != want.Dropped || got.Refused != 0 || got.Template != ChatML || got.MaskPrompt != mask {
				t.Errorf("mask %v, %d: %+v; Prepare cuts %d and drops %d", mask, seqLen, got, want.Cut, want.Dropped)
			}
			if want.Cut == 0 && uint64(got.Tokens) != want.Tokens {
				t.Errorf("mask %v: %d tokens, Prepare counts %d", mask, got.Tokens, want.Tokens)
			}
			var text, trained strings.Builder
			for _, p := range got.Example.Parts {
				text.WriteString(p.Text)
				if p.Trained {
					trained.WriteString(p.Text)
				}
			}
			ex, _ := e.Example(rows[0], 0)
			if all := string(e.tok.DecodeBytes(ex.Tokens, false)); text.String() != all {
				t.Errorf("the example reads %q, the tokens %q", text.String(), all)
			}
			if mask && trained.String() != " yes\n<|im_end|>no<|im_end|>" {
				t.Errorf("trained: %q", trained.String())
			}
		}
	}
}

func TestPreviewNamesWhatATemplateRefuses(t *testing.T) {
	rows := []Row{row(t, `{"prompt":"p","completion":"`+strings.Repeat("\u4f60", 2000)+`"}`), row(t, talk)}
	rows[1].Line = 2
	p, err := encoder(t, Plain, true).Preview(rows, 16)
	if err != nil {
		t.Fatal(err)
	}
	if p.Refused != 1 || len(p.Refusal) != 1 || p.Refusal[0].Line != 2 || !strings.Contains(p.Refusal[0].Cause, "line 2: the plain template cannot write 5 turns") {
		t.Errorf("%+v", p.Refusal)
	}
	if p.Longest.Line != 1 || p.Cut != 1 || p.Example == nil || p.Example.Line != 1 {
		t.Errorf("%+v", p)
	}
	if shown := p.Example.Parts[1].Text; len(shown) > previewText+8 || !strings.Contains(shown, " … ") || strings.ContainsRune(shown, 0xfffd) {
		t.Errorf("a part of 6,000 bytes is shown in %d: %q", len(shown), shown[990:1010])
	}
}
