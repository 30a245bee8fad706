package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/0gfoundation/0g-storage-client/node"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

func sample() *Segment {
	return &Segment{
		Root: hallmark.Digest{1, 2}, Data: bytes.Repeat([]byte{0, 1, 2, 250}, 64), Index: 3, FileSize: 900_000,
		Proof: merkle.Proof{Lemma: []hallmark.Digest{{3}, {4}, {1, 2}}, Path: []bool{false}},
	}
}

func reply(result string) []byte { return []byte(`{"jsonrpc":"2.0","id":1,"result":` + result + `}`) }

// TestSegmentForm: what we write is what 0G's Go client reads, and back.
func TestSegmentForm(t *testing.T) {
	want := sample()
	var theirs node.SegmentWithProof
	if err := json.Unmarshal(want.Append(nil), &theirs); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(theirs)
	if err != nil {
		t.Fatal(err)
	}
	got, err := DecodeDownload(reply(string(text)), nil)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v: %v", got, want, err)
	}
}

func TestDecodeDownload(t *testing.T) {
	whole := string(sample().Append(nil))
	without := func(key string) string {
		var m map[string]any
		json.Unmarshal([]byte(whole), &m)
		delete(m, key)
		text, _ := json.Marshal(m)
		return string(text)
	}
	bad := map[string][]byte{
		"empty": nil, "no object": []byte("[]"), "cut": reply(whole)[:300], "no result": []byte(`{"jsonrpc":"2.0"}`),
		"trailing": append(reply(whole), '1'), "twice": []byte(`{"result":null,"result":null}`),
		"wrong type": reply("7"), "float index": reply(`{"index":1.5}`), "negative": reply(`{"index":-1}`),
		"huge number": reply(`{"index":99999999999999999999}`), "leading zero": reply(`{"index":01}`),
		"short digest": reply(`{"root":"0x12"}`), "no hex": reply(`{"root":"0x` + string(bytes.Repeat([]byte("g"), 64)) + `"}`),
		"no base64": reply(`{"data":"*"}`), "too much data": reply(`{"data":"` + string(bytes.Repeat([]byte("A"), merkle.SegmentSize/3*4+8)) + `"}`),
		"deep":    []byte(`{"x":` + string(bytes.Repeat([]byte("["), 100)) + string(bytes.Repeat([]byte("]"), 100)) + `,"result":null}`),
		"no root": reply(without("root")), "no data": reply(without("data")), "no proof": reply(without("proof")),
		"no index": reply(without("index")), "no size": reply(without("fileSize")),
	}
	for name, body := range bad {
		if seg, err := DecodeDownload(body, nil); hallmark.KindOf(err) != hallmark.Invalid || err == nil {
			t.Errorf("%s: %+v, %v", name, seg, err)
		}
	}
	if seg, err := DecodeDownload(reply("null"), nil); seg != nil || err != nil {
		t.Errorf("null: %+v, %v", seg, err)
	}
	spaced := bytes.ReplaceAll(reply(whole), []byte(":"), []byte(" :\n\t"))
	if seg, err := DecodeDownload(spaced, make([]byte, merkle.SegmentSize)); err != nil || !reflect.DeepEqual(seg, sample()) {
		t.Errorf("white space: %v", err)
	}
	escaped := reply(`{"root":"0x` + fmt.Sprintf("%064x", 1) + `","data":"\/\u002f\/\/","index":0,"fileSize":3,"proof":{"lemma":[],"path":[]}}`)
	if seg, err := DecodeDownload(escaped, nil); err != nil || !bytes.Equal(seg.Data, []byte{255, 255, 255}) {
		t.Errorf("escaped base64: %+v, %v", seg, err)
	}
	_, err := DecodeDownload([]byte(`{"error":{"code":-32602,"message":"Invalid params: root","data":"why"},"id":1}`), nil)
	if e := (*RPCError)(nil); !errors.As(err, &e) || e.Code != -32602 || e.Text() != "Invalid params: root; data: why" {
		t.Errorf("error object: %v", err)
	}
}

func TestDecodeUpload(t *testing.T) {
	seg := string(sample().Append(nil))
	for _, tc := range []struct {
		body     string
		ok       bool
		segments int
		seq      bool
	}{
		{`{"jsonrpc":"2.0","id":7,"method":"zgs_uploadSegment","params":[` + seg + `]}`, true, 1, false},
		{`{"method":"zgs_uploadSegments","params":[[` + seg + `,` + seg + `]],"id":"a"}`, true, 2, false},
		{`{"id":7,"method":"zgs_uploadSegmentByTxSeq","params":[` + seg + `,5]}`, true, 1, true},
		{`{"id":7,"method":"zgs_uploadSegmentsByTxSeq","params":[[` + seg + `],5]}`, true, 1, true},
		{`{"id":7,"method":"zgs_uploadSegmentsByTxSeq","params":[[` + seg + `]]}`, false, 0, false},
		{`{"id":7,"method":"zgs_uploadSegments","params":[[` + seg + `],5]}`, false, 0, false},
		{`{"id":7,"params":[[` + seg + `]],"method":"zgs_uploadSegments"}`, false, 0, false},
		{`{"method":"zgs_uploadSegments","params":[[` + seg + `]]}`, false, 0, false},
		{`{"id":7,"method":"zgs_uploadSegments","params":[[]]}`, false, 0, false},
		{`{"id":7,"method":"zgs_getStatus","params":[]}`, false, 0, false},
		{`[]`, false, 0, false},
	} {
		u, ok := DecodeUpload([]byte(tc.body))
		if ok != tc.ok || ok && (len(u.Segments) != tc.segments || (u.Seq != nil) != tc.seq || !reflect.DeepEqual(u.Segments[0], sample())) {
			t.Errorf("%.80s: %+v, %v", tc.body, u, ok)
		}
	}
}

// FuzzDecodeDownload: whatever is accepted is also what encoding/json reads.
func FuzzDecodeDownload(f *testing.F) {
	f.Add(reply(string(sample().Append(nil))))
	f.Add(reply("null"))
	f.Add([]byte(`{"error":{"code":1,"message":"m","data":{"a":[1,true,null]}}}`))
	f.Add([]byte(`{"result":{"root":"0x00","x":"\"","data":"AA=="}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		seg, err := DecodeDownload(body, make([]byte, 64))
		if err != nil || seg == nil {
			return
		}
		var theirs struct{ Result node.SegmentWithProof }
		if err := json.Unmarshal(body, &theirs); err != nil {
			t.Fatalf("accepted what encoding/json refuses: %v", err)
		}
		if !bytes.Equal(theirs.Result.Data, seg.Data) || theirs.Result.Index != seg.Index || theirs.Result.FileSize != seg.FileSize ||
			hallmark.Digest(theirs.Result.Root) != seg.Root || len(theirs.Result.Proof.Lemma) != len(seg.Proof.Lemma) {
			t.Fatalf("read %+v, encoding/json reads %+v", seg, theirs.Result)
		}
	})
}

// FuzzDecodeUpload: no input makes the decoder panic or invent segments.
func FuzzDecodeUpload(f *testing.F) {
	f.Add([]byte(`{"id":7,"method":"zgs_uploadSegmentsByTxSeq","params":[[` + string(sample().Append(nil)) + `],5]}`))
	f.Add([]byte(`{"id":7,"method":"zgs_uploadSegment","params":[]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if u, ok := DecodeUpload(body); ok && (!json.Valid(body) || len(u.Segments) == 0) {
			t.Fatalf("accepted %q", body)
		}
	})
}

func BenchmarkDecodeDownload(b *testing.B) {
	s := sample()
	s.Data = make([]byte, merkle.SegmentSize)
	body, buf := reply(string(s.Append(nil))), make([]byte, merkle.SegmentSize)
	b.SetBytes(merkle.SegmentSize)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeDownload(body, buf); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	s := sample()
	s.Data = make([]byte, merkle.SegmentSize)
	out := s.Append(nil)
	b.SetBytes(merkle.SegmentSize)
	for b.Loop() {
		out = s.Append(out[:0])
	}
}
