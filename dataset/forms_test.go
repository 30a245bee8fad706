package dataset

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hallmark-tee/hallmark"
	"github.com/klauspost/compress/zstd"
)

func TestOlderFormsBecomeTurns(t *testing.T) {
	talk := []Message{{"system", "s"}, {"user", "q"}, {"assistant", "a"}}
	for _, c := range []struct {
		row  string
		kind Kind
		want []Message
	}{
		{`{"instruction":"Add.","input":"1 2","output":"3"}`, Alpaca, []Message{{"user", "Add.\n1 2"}, {"assistant", "3"}}},
		{`{"instruction":"Add.","input":"","output":"3"}`, Alpaca, []Message{{"user", "Add."}, {"assistant", "3"}}},
		{`{"output":"3","instruction":"Add."}`, Alpaca, []Message{{"user", "Add."}, {"assistant", "3"}}},
		{`{"conversations":[{"from":"system","value":"s"},{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}`, ShareGPT, talk},
		{`{"id":"x_1","conversations":[{"value":"s","from":"system"},{"from":"user","value":"q"},{"from":"assistant","value":"a"}]}`, ShareGPT, talk},
		{`{"conversations":[{"from":"system","value":"s"},{"from":"human","value":"q"},{"from":"gpt","value":"a"}],"id":12}`, ShareGPT, talk},
	} {
		rows, rep, err := Load(strings.NewReader(c.row), Options{})
		if err != nil {
			t.Errorf("%s: %v", c.row, err)
			continue
		}
		if rep.Kind != c.kind || !reflect.DeepEqual(rows[0].Messages, c.want) {
			t.Errorf("%s: %s %q", c.row, rep.Kind, rows[0].Messages)
		}
		if _, _, err := Load(strings.NewReader(c.row), Options{Kind: c.kind}); err != nil {
			t.Errorf("%s asked for: %v", c.kind, err)
		}
		again, _, err := Load(bytes.NewReader(canonical(&rows[0])), Options{})
		if err != nil || again[0].Leaf != rows[0].Leaf {
			t.Errorf("%s: written canonically it is another row: %s, %v", c.row, canonical(&rows[0]), err)
		}
	}
	// Spellings of one row have one leaf, another row has another.
	leaf := func(s string) hallmark.Digest { return row(t, s).Leaf }
	if leaf(`{"instruction":"a","output":"b"}`) != leaf(`{"output":"b","input":"","instruction":"a"}`) ||
		leaf(`{"instruction":"a","input":"b","output":"c"}`) == leaf(`{"instruction":"a\nb","output":"c"}`) {
		t.Error("leaves of Alpaca rows")
	}
}

func TestArraysGiveTheRowsOfLines(t *testing.T) {
	lines := good + "\n" + talk + "\n" + strings.Replace(good, "q", `]},\"[{\\`, 1)
	rows := strings.Split(lines, "\n")
	_, want, err := Load(strings.NewReader(lines), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"one line":    "[" + strings.Join(rows, ",") + "]",
		"pretty":      "\ufeff \r\n[\n  " + strings.Join(rows, " ,\n  ") + "\n]\n",
		"late":        strings.Repeat("\n", 300) + "[" + strings.Join(rows, ",\n") + "]",
		"spread out":  strings.ReplaceAll("["+strings.Join(rows, ",")+"]", `":`, "\"\n:\n"),
		"small reads": "[" + strings.Join(rows, ",") + "]",
	} {
		var r io.Reader = strings.NewReader(file)
		if name == "small reads" {
			r = iotest.OneByteReader(r)
		}
		_, rep, err := Load(r, Options{})
		if err != nil || rep.Digest != want.Digest || rep.Container != JSONArray {
			t.Errorf("%s: %v %+v", name, err, rep)
		}
	}
}

func TestBrokenArraysNameThePlace(t *testing.T) {
	for _, c := range []struct {
		file string
		rows int
		want string // line:column code of each problem
	}{
		{`[]`, 0, ""},
		{`[`, 0, "1:2 json-array"},
		{"[\n" + good, 1, "2:80 json-array"},
		{"[\n" + good + ",\n]", 1, "3:1 json-array"},
		{"[\n" + good + "\n" + good + "]", 2, "3:1 json-array"},
		{"[" + good + "]\nx", 1, "2:1 json-array"},
		{"[,\n" + good + "}]", 1, "1:3 json-array 2:80 json-array 2:81 json-array"},
		{"[1, \"a]\", " + good + ", [" + good + "]]", 1, "1:2 not-an-object 1:5 not-an-object 1:92 not-an-object"},
		{"[{\n \"prompt\": \"p\",\n  \"completion\": 7}, " + good + "]", 1, "3:17 wrong-type"},
		{"[{\"text\":\"never closed}\n, " + good + "]", 0, "1:24 json 2:83 json-array"},
		{"[{\"text\":\"never closed\n}, " + good + "]", 1, "1:23 json"},
		{"[{\"text\":\"" + strings.Repeat("x", 300) + "\"}, " + good + "]", 1, "1:0 row-too-long"},
		{"[nope, " + good + "]", 1, "1:2 not-an-object"},
	} {
		rep, err := Scan(strings.NewReader(c.file), Options{MaxRowBytes: 256}, func(Row) error { return nil })
		if err != nil {
			t.Errorf("%q: %v", c.file, err)
		}
		var got []string
		for _, p := range rep.Problems {
			got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
		}
		if rep.Rows != c.rows || strings.Join(got, " ") != c.want {
			t.Errorf("%.60q: %d rows, %q; want %d, %q", c.file, rep.Rows, strings.Join(got, " "), c.rows, c.want)
		}
	}
}

func packGzip(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s)) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

func packZstd(t testing.TB, s string) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll([]byte(s), nil)
}

func TestCompressedFilesGiveTheSameRows(t *testing.T) {
	file := strings.Repeat(good+"\n", 500)
	_, want, err := Load(strings.NewReader(file), Options{})
	if err != nil {
		t.Fatal(err)
	}
	half := len(file) / 2
	for name, c := range map[string]struct {
		data        []byte
		compression string
	}{
		"gzip":             {packGzip(file), Gzip},
		"gzip, two parts":  {append(packGzip(file[:half]), packGzip(file[half:])...), Gzip},
		"zstd":             {packZstd(t, file), Zstd},
		"zstd, two frames": {append(packZstd(t, file[:half]), packZstd(t, file[half:])...), Zstd},
		"array in gzip":    {packGzip("[" + strings.TrimSuffix(strings.ReplaceAll(file, "\n", ","), ",") + "]"), Gzip},
	} {
		_, rep, err := Load(bytes.NewReader(c.data), Options{})
		if err != nil || rep.Digest != want.Digest || rep.Compression != c.compression {
			t.Errorf("%s: %v %+v", name, err, rep)
		}
		// Cut anywhere it is a problem of the file, with its place, and no crash.
		for cut := 5; cut < len(c.data); cut += 1 + len(c.data)/40 {
			rep, err := Scan(bytes.NewReader(c.data[:cut]), Options{}, func(Row) error { return nil })
			if whole := name == "gzip, two parts" || name == "zstd, two frames"; err != nil || rep.Bad == 0 && !whole {
				t.Errorf("%s cut at %d: %v %+v", name, cut, err, rep)
			}
		}
		// A failing disk is not a damaged file.
		broken := io.MultiReader(bytes.NewReader(c.data[:len(c.data)-9]), iotest.ErrReader(io.ErrClosedPipe))
		if _, err := Scan(broken, Options{}, func(Row) error { return nil }); hallmark.KindOf(err) != hallmark.Unavailable || !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s on a failing disk: %v", name, err)
		}
	}
	data := packGzip(file)
	data[len(data)-6] ^= 1 // the checksum
	if rep, err := Scan(bytes.NewReader(data), Options{}, func(Row) error { return nil }); err != nil || rep.Bad != 1 || rep.Problems[0].Code != CodeDamaged || rep.Problems[0].Line != 501 {
		t.Errorf("altered: %v %+v", err, rep)
	}
}

// A few kilobytes that become much more are refused after MaxExpanded bytes,
// and a zstd frame cannot ask for a window of gigabytes.
func TestBombsAreRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", 8<<20)
	for name, data := range map[string][]byte{"gzip": packGzip(zeros), "zstd": packZstd(t, zeros)} {
		_, err := Scan(bytes.NewReader(data), Options{MaxExpanded: 1 << 20}, func(Row) error { return nil })
		if hallmark.KindOf(err) != hallmark.Exhausted {
			t.Errorf("%s of %d bytes: %v", name, len(data), err)
		}
	}
	exact := good + "\n"
	if _, rep, err := Load(bytes.NewReader(packGzip(exact)), Options{MaxExpanded: int64(len(exact))}); err != nil || rep.Rows != 1 {
		t.Errorf("a file of exactly the limit: %v", err)
	}
	if _, _, err := Load(bytes.NewReader(packGzip(exact)), Options{MaxExpanded: int64(len(exact)) - 1}); hallmark.KindOf(err) != hallmark.Exhausted {
		t.Errorf("one byte more than the limit: %v", err)
	}
	var wide bytes.Buffer
	z, err := zstd.NewWriter(&wide, zstd.WithWindowSize(256<<20), zstd.WithEncoderConcurrency(1))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = z.Write([]byte(exact)) // a buffer takes everything
	_ = z.Flush()
	_ = z.Close()
	if rep, err := Scan(&wide, Options{}, func(Row) error { return nil }); err != nil || rep.Bad != 1 || rep.Problems[0].Code != CodeDamaged {
		t.Errorf("a window of 256 MiB: %v %+v", err, rep)
	}
}
