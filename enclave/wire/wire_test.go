package wire

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

func TestEndsOfARun(t *testing.T) {
	for code, ends := range map[Code]bool{
		CodeBeat: false, CodeStart: false, CodeRowError: false, CodeStep: false, CodeEval: false, CodeCheckpoint: false,
		CodePaused: true, CodeTrained: true, CodeFailed: true, CodeCancelled: true,
	} {
		if code.Ends() != ends {
			t.Errorf("%s ends a run: %v", code, code.Ends())
		}
	}
}

func TestLinesAreBoundedAndStrict(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		kind hallmark.Kind
	}{
		"too long":    {strings.Repeat("x", MaxLine+1) + "\n", hallmark.Exhausted},
		"unknown key": {`{"seq":1,"code":"step","row":"secret"}` + "\n", hallmark.Invalid},
		"twice":       {`{"seq":1,"seq":2}` + "\n", hallmark.Invalid},
		"not JSON":    {"step\n", hallmark.Invalid},
	} {
		if _, err := newLines(strings.NewReader(c.text)).next(); hallmark.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
	l := newLines(strings.NewReader(`{"seq":1,"code":"step"}` + "\n"))
	if p, err := l.next(); err != nil || p.Seq != 1 || p.Code != CodeStep {
		t.Errorf("got %+v, %v", p, err)
	}
	if _, err := l.next(); err != io.EOF {
		t.Errorf("after the last line: %v", err)
	}
}

func TestProblemsKeepTheirKind(t *testing.T) {
	for _, kind := range []hallmark.Kind{hallmark.Lost, hallmark.Mismatch, hallmark.Forbidden, hallmark.Unavailable} {
		b, err := json.Marshal(hallmark.Problem{Kind: kind.String(), Text: "why"})
		if err != nil {
			t.Fatal(err)
		}
		if err := problem(kind.HTTPStatus(), b); hallmark.KindOf(err) != kind || err.Error() != "why" {
			t.Errorf("%v came back as %v", kind, err)
		}
	}
	if err := problem(http.StatusOK+1, []byte("<html>")); hallmark.KindOf(err) != hallmark.Internal {
		t.Errorf("no problem document: %v", err)
	}
}

// FuzzBodies decodes every body that crosses the socket; what is accepted
// encodes and decodes to the same.
func FuzzBodies(f *testing.F) {
	f.Add([]byte(`{"seq":1,"code":"row-error","line":3,"reason":"json"}`))
	f.Add([]byte(`{"artifactRoot":"0x` + strings.Repeat("0", 64) + `","evidence":"0x` + strings.Repeat("a", 64) + `","statements":[{"witness":"0x` + strings.Repeat("1", 40) + `","signature":"0x00"}]}`))
	f.Add([]byte(`{"digest":"0x` + strings.Repeat("f", 64) + `","record":"AAEC"}`))
	f.Add([]byte(`{"block":7,"blockHash":"0x` + strings.Repeat("7", 64) + `","nonce":"0x` + strings.Repeat("0", 64) + `"}`))
	f.Add([]byte(`{"kind":"lost","text":"gone"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, err := range []error{
			again[Progress](b), again[ConfirmRequest](b), again[ReleaseRequest](b), again[EvidenceRequest](b),
			again[SealedRecord](b), again[Job](b), again[Info](b), again[hallmark.SignedOrder](b),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

func again[T any](b []byte) error {
	var first, second T
	if hallmark.DecodeStrict(b, "body", &first) != nil {
		return nil
	}
	x, err := json.Marshal(first)
	if err != nil {
		return err
	}
	if err := hallmark.DecodeStrict(x, "body", &second); err != nil {
		return err
	}
	if y, err := json.Marshal(second); err != nil || string(x) != string(y) {
		return errors.Join(err, errors.New("encodes differently the second time: "+string(x)+" "+string(y)))
	}
	return nil
}

func TestMediaTypeOfSealedBodies(t *testing.T) {
	if got, _, err := mime.ParseMediaType(ContentSealed); err != nil || got != ContentSealed {
		t.Errorf("%q: %v", ContentSealed, err)
	}
}
