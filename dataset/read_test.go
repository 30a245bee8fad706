package dataset

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/gowebpki/jcs"
	"github.com/hallmark-tee/hallmark"
	"pgregory.net/rapid"
)

const good = `{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}`

func TestEveryBadRowIsReportedWithItsPlace(t *testing.T) {
	turns := func(s string) string { return `{"messages":[` + s + `]}` }
	for _, c := range []struct {
		row     string
		code    Code
		field   string
		content string
	}{
		{`{"text":"` + "\xff" + `"}`, CodeUTF8, "", ""},
		{`{"text":"a"`, CodeJSON, "", ""},
		{`{"text":"a"} x`, CodeJSON, "", ""},
		{`{"text":"a",}`, CodeJSON, "", ""},
		{`{"text" "a"}`, CodeJSON, "", ""},
		{`{text:"a"}`, CodeJSON, "", ""},
		{`hello`, CodeJSON, "", ""},
		{`{"text":"a` + "\x01" + `"}`, CodeJSON, "text", ""},
		{`{"text":"\q"}`, CodeJSON, "text", ""},
		{`{"text":"\u12"}`, CodeJSON, "text", ""},
		{`{"text":"\`, CodeJSON, "text", ""},
		{`{"text":`, CodeJSON, "text", ""},
		{`{"text":nope}`, CodeType, "text", ""},
		{`[1]`, CodeObject, "", ""},
		{`"text"`, CodeObject, "", ""},
		{`{"text":"` + strings.Repeat("a", 300) + `"}`, CodeLong, "", ""},
		{`{"text":"a","text":"b"}`, CodeDuplicate, "", "text"},
		{turns(`{"role":"user","role":"user","content":"x"}`), CodeDuplicate, "messages[0]", "role"},
		{`{"text":"a","id":7}`, CodeUnknown, "", "id"},
		{turns(`{"role":"user","content":"x","name":"n"}`), CodeUnknown, "messages[0]", "name"},
		{`{"text":"\ud800"}`, CodeSurrogate, "text", ""},
		{`{"text":"\udc00\ud800"}`, CodeSurrogate, "text", ""},
		{`{"text":"\ud800\u0041"}`, CodeSurrogate, "text", ""},
		{`{}`, CodeForm, "", ""},
		{`{"text":"a","prompt":"b","completion":"c"}`, CodeForm, "", ""},
		{`{"text":"other form"}`, CodeKind, "", ""},
		{`{"prompt":"a"}`, CodeMissing, "completion", ""},
		{`{"completion":"a"}`, CodeMissing, "prompt", ""},
		{turns(`{"role":"user"}`), CodeMissing, "messages[0].content", ""},
		{turns(`{"content":"x"}`), CodeMissing, "messages[0].role", ""},
		{`{"text":7}`, CodeType, "text", ""},
		{`{"text":null}`, CodeType, "text", ""},
		{`{"messages":"x"}`, CodeType, "messages", ""},
		{turns(`"x"`), CodeType, "messages[0]", ""},
		{turns(`{"role":"user","content":["x"]}`), CodeType, "messages[0].content", ""},
		{`{"text":" \n"}`, CodeEmpty, "text", ""},
		{`{"prompt":"","completion":"c"}`, CodeEmpty, "prompt", ""},
		{`{"messages":[]}`, CodeEmpty, "messages", ""},
		{turns(`{"role":"user","content":"x"},{"role":"assistant","content":""}`), CodeEmpty, "messages[1].content", ""},
		{turns(`{"role":"robot","content":"x"}`), CodeRole, "messages[0].role", "robot"},
		{turns(`{"role":"human","content":"x"}`), CodeRole, "messages[0].role", "human"},
		{`{"conversations":[{"from":"robot","value":"x"}]}`, CodeRole, "conversations[0].from", "robot"},
		{`{"conversations":[{"from":"gpt","value":"x"}]}`, CodeOrder, "conversations[0].from", ""},
		{`{"conversations":[{"from":"human","value":"x","weight":"1"}]}`, CodeUnknown, "conversations[0]", "weight"},
		{`{"conversations":[{"role":"user","content":"x"}]}`, CodeUnknown, "conversations[0]", "role"},
		{`{"conversations":[{"from":"human"}]}`, CodeMissing, "conversations[0].value", ""},
		{`{"conversations":[],"id":"a"}`, CodeEmpty, "conversations", ""},
		{`{"conversations":[],"id":true}`, CodeType, "id", ""},
		{`{"conversations":[{"from":"human","value":"x"}],"messages":[]}`, CodeForm, "messages", ""},
		{`{"instruction":"a"}`, CodeMissing, "output", ""},
		{`{"input":"a","output":"b"}`, CodeMissing, "instruction", ""},
		{`{"instruction":" ","output":"b"}`, CodeEmpty, "instruction", ""},
		{`{"instruction":"a","output":"b","text":"c"}`, CodeForm, "", ""},
		{`{"instruction":"a","input":null,"output":"b"}`, CodeType, "input", ""},
		{turns(`{"role":"user","content":"x"},{"role":"system","content":"x"}`), CodeOrder, "messages[1].role", ""},
		{turns(`{"role":"assistant","content":"x"}`), CodeOrder, "messages[0].role", ""},
		{turns(`{"role":"user","content":"x"}`), CodeOrder, "messages[0].role", ""},
	} {
		t.Run(fmt.Sprintf("%.40s", c.row), func(t *testing.T) {
			// A byte order mark, CRLF and a blank line come before the bad row.
			file := "\ufeff" + good + "\r\n\r\n" + c.row + "\n" + good
			rows, rep, err := Load(strings.NewReader(file), Options{MaxRowBytes: 256})
			if hallmark.KindOf(err) != hallmark.Invalid || rows != nil {
				t.Fatalf("got %v", err)
			}
			if rep.Rows != 2 || rep.Bad != 1 || len(rep.Problems) != 1 {
				t.Fatalf("report %+v", rep)
			}
			p := rep.Problems[0]
			if p.Line != 3 || p.Code != c.code || p.Field != c.field || p.Content != c.content || p.Cause == "" || p.Fix == "" {
				t.Fatalf("got line %d, %s, %q, %q; want line 3, %s, %q, %q", p.Line, p.Code, p.Field, p.Content, c.code, c.field, c.content)
			}
			if c.content != "" && c.content != "text" && c.content != "role" && c.content != "human" && strings.Contains(p.String()+err.Error(), c.content) {
				t.Fatalf("%s repeats the row", p)
			}
		})
	}
}

func TestTooManyTurns(t *testing.T) {
	turn := `{"role":"user","content":"x"},`
	file := `{"messages":[` + strings.Repeat(turn, maxTurns) + `{"role":"assistant","content":"y"}]}`
	_, rep, _ := Load(strings.NewReader(file), Options{})
	if rep.Bad != 1 || rep.Problems[0].Code != CodeTurns {
		t.Fatalf("%+v", rep)
	}
}

func TestColumnPointsAtTheByte(t *testing.T) {
	_, rep, _ := Load(strings.NewReader(`{"text":"a" "b"}`+"\n"+"{\"text\":\"ab\xff\"}"), Options{})
	if rep.Problems[0].Column != 13 || rep.Problems[1].Column != 12 {
		t.Fatalf("%+v", rep.Problems)
	}
	if got := rep.Problems[0].String(); got != `line 1, byte 13: the row is not valid JSON; write one complete JSON object per line or in the array; escape line breaks inside strings as \n` {
		t.Fatal(got)
	}
}

func TestProblemsAreBoundedAndCounted(t *testing.T) {
	rep, err := Scan(strings.NewReader(strings.Repeat("x\n", 1000)), Options{MaxProblems: 7}, func(Row) error { return nil })
	if err != nil || rep.Bad != 1000 || len(rep.Problems) != 7 || rep.Problems[6].Line != 7 {
		t.Fatalf("%v %+v", err, rep)
	}
}

func TestLimitsAndReaders(t *testing.T) {
	none := func(Row) error { return nil }
	if _, err := Scan(strings.NewReader("{}\n{}\n{}"), Options{MaxRows: 2}, none); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("rows: %v", err)
	}
	if _, err := Scan(strings.NewReader(""), Options{Kind: "parquet"}, none); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("kind: %v", err)
	}
	if _, err := Scan(iotest.ErrReader(io.ErrUnexpectedEOF), Options{}, none); hallmark.KindOf(err) != hallmark.Unavailable || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("reader: %v", err)
	}
	stop := errors.New("stop")
	if _, err := Scan(strings.NewReader(good), Options{}, func(Row) error { return stop }); err != stop {
		t.Errorf("callback: %v", err)
	}
	if _, _, err := Load(strings.NewReader("\n \n"), Options{}); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("empty: %v", err)
	}
	// A row of exactly the limit passes with either line end, one byte more does not.
	row := `{"text":"` + strings.Repeat("a", 53) + `"}`
	for _, end := range []string{"", "\n", "\r\n"} {
		if rep, _ := Scan(strings.NewReader(row+end), Options{MaxRowBytes: 64}, none); rep.Rows != 1 {
			t.Errorf("limit with end %q: %+v", end, rep)
		}
		if rep, _ := Scan(strings.NewReader(row+end), Options{MaxRowBytes: 63}, none); rep.Bad != 1 {
			t.Errorf("limit with end %q: %+v", end, rep)
		}
	}
	// A long line is skipped as a whole, however the reader cuts it.
	long := strings.Repeat("x", 1<<17) + "\n" + good
	if rep, _ := Scan(iotest.OneByteReader(strings.NewReader(long)), Options{MaxRowBytes: 100}, none); rep.Rows != 1 || rep.Bad != 1 || rep.Problems[0].Code != CodeLong {
		t.Errorf("long: %+v", rep)
	}
}

func TestExplicitKind(t *testing.T) {
	rep, _ := Scan(strings.NewReader(good+"\n"+`{"text":"a"}`), Options{Kind: Text}, func(Row) error { return nil })
	if rep.Rows != 1 || rep.Bad != 1 || rep.Problems[0].Line != 1 || rep.Problems[0].Code != CodeKind {
		t.Fatalf("%+v", rep)
	}
}

// The digest belongs to the rows, not to the spelling of the file.
func TestDigestIsCanonical(t *testing.T) {
	a, repA, err := Load(strings.NewReader("\ufeff{\"prompt\":\"\\u0041\\n\\/\",\"completion\":\"\\ud83d\\ude00\"}\r\n\r\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, repB, err := Load(strings.NewReader(` { "completion" : "😀" , "prompt" : "A\n/" }`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if repA.Digest != repB.Digest || repA.Root != a[0].Leaf {
		t.Fatalf("%v %v", repA, repB)
	}
	_, repC, _ := Load(strings.NewReader(`{"completion":"😀","prompt":"A\n"}`), Options{})
	if repC.Digest == repA.Digest {
		t.Fatal("another row, the same digest")
	}
	// Pinned: the format may not change unseen.
	if got := repA.Digest.String(); got != pinnedDigest {
		t.Fatalf("digest %s", got)
	}
}

const pinnedDigest = "0x8bbdfc0b88706ae2d32fa6db6e48cb86df381a300f9e2a497291f08078ed7be8"

func TestStringsAreCanonicalJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		mine := appendString(nil, s)
		want, err := jcs.Transform(append(append([]byte(`{"a":`), mine...), '}'))
		if err != nil {
			t.Fatal(err)
		}
		if got := `{"a":` + string(mine) + `}`; got != string(want) {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

// The root against RFC 6962's recursive definition.
func TestTreeEqualsTheDefinition(t *testing.T) {
	var define func(l []hallmark.Digest) hallmark.Digest
	define = func(l []hallmark.Digest) hallmark.Digest {
		if len(l) == 1 {
			return l[0]
		}
		k := 1
		for 2*k < len(l) {
			k *= 2
		}
		return node(define(l[:k]), define(l[k:]))
	}
	var tree Tree
	var leaves []hallmark.Digest
	for i := range 70 {
		leaf := hallmark.Digest{byte(i), 1}
		leaves = append(leaves, leaf)
		tree.Add(leaf)
		if tree.Root() != define(leaves) {
			t.Fatalf("%d leaves", i+1)
		}
	}
}

// Whatever the bytes are, reading ends, and what was read, written canonically
// in either container, is read as the same dataset.
func FuzzScan(f *testing.F) {
	f.Add([]byte(good + "\n" + `{"text":"\ud83d\ude00 \u0000"}`))
	f.Add([]byte("\ufeff{\"prompt\":\"p\",\"completion\":\"c\"}\r\n{"))
	f.Add([]byte(`{"messages":[{"role":"system","content":"s"},{},]}`))
	f.Add([]byte(`{"instruction":"i","input":"n","output":"o"}` + "\n" + `{"output":"o","instruction":"i"}`))
	f.Add([]byte(`[{"id":"1","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}, {}, "x", ]`))
	f.Add([]byte("[\n {\"text\":\"a\n\"}\n{\"text\":\"b\"}, [[]], tru"))
	f.Add(packGzip(good))
	f.Add(packZstd(f, "["+good+"]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var again []string
		rep, err := Scan(strings.NewReader(string(data)), Options{MaxRowBytes: 4096, MaxExpanded: 1 << 20}, func(r Row) error {
			again = append(again, string(canonical(&r)))
			return nil
		})
		if hallmark.KindOf(err) == hallmark.Exhausted {
			return // a bomb
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(rep.Problems) != min(rep.Bad, 100) {
			t.Fatalf("%d problems of %d", len(rep.Problems), rep.Bad)
		}
		for _, file := range []string{strings.Join(again, "\n"), "[" + strings.Join(again, ",\n") + "]"} {
			rep2, err := Scan(strings.NewReader(file), Options{}, func(Row) error { return nil })
			if err != nil || rep2.Bad != 0 || rep2.Digest != rep.Digest {
				t.Fatalf("%v: %+v, then %+v", err, rep, rep2)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	data, err := os.ReadFile("../devnet/assets/demo/train.jsonl")
	if err != nil {
		b.Skip("no demo dataset")
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if rep, err := Scan(strings.NewReader(string(data)), Options{}, func(Row) error { return nil }); err != nil || rep.Bad > 0 {
			b.Fatal(err, rep)
		}
	}
}
