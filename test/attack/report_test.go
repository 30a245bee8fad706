package main

import (
	"strings"
	"testing"
)

const stream = `{"Action":"run","Package":"github.com/hallmark-tee/hallmark/p","Test":"TestLies"}
{"Action":"attr","Package":"github.com/hallmark-tee/hallmark/p","Test":"TestLies/other_bytes","Key":"check","Value":"receipt body"}
{"Action":"attr","Package":"github.com/hallmark-tee/hallmark/p","Test":"TestLies/other_bytes","Key":"check","Value":"receipt body"}
{"Action":"pass","Package":"github.com/hallmark-tee/hallmark/p","Test":"TestLies/other_bytes"}
{"Action":"pass","Package":"github.com/hallmark-tee/hallmark/p","Test":"TestLies"}
{"Action":"attr","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend","Key":"check","Value":"ceiling"}
{"Action":"attr","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend","Key":"attack","Value":"over-spend"}
`

func TestReport(t *testing.T) {
	for _, c := range []struct{ name, end, row, problem string }{
		{"stopped", `{"Action":"pass","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend"}`, "q      over-spend   ceiling", ""},
		{"through", `{"Action":"output","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend","Output":"it paid\n"}
{"Action":"fail","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend"}`, "q      over-spend   NOT STOPPED", "it paid"},
		{"skipped", `{"Action":"skip","Package":"github.com/hallmark-tee/hallmark/q","Test":"TestOverSpend"}`, "q      over-spend   (skipped)", `no attack was stopped by "ceiling"`},
		{"cut off", "", "q      over-spend   NOT STOPPED", "TestOverSpend"},
	} {
		r, err := read(strings.NewReader(stream + c.end))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		r.table(&b)
		if text := b.String(); !strings.Contains(text, c.row+"\n") || !strings.Contains(text, "p      other bytes  receipt body\n") || strings.Count(text, "\n") != 4 {
			t.Errorf("%s:\n%s", c.name, text)
		}
		err = r.judge([]string{"ceiling", "receipt body"})
		if (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%s: %v, want %q", c.name, err, c.problem)
		}
	}
	if _, err := read(strings.NewReader("no JSON")); err == nil {
		t.Error("what is no JSON is read")
	}
}
