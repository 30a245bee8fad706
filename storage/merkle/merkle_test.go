package merkle

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/0gfoundation/0g-storage-client/core"
	"github.com/ethereum/go-ethereum/common"
	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

// edges are the sizes at which some rule of the layout changes: chunk, segment
// and power-of-two/16 boundaries.
var edges = []int{
	1, 5, 255, 256, 257, 511, 512, 513, 768, 769, 4095, 4096, 4097, 4352, 4353, 17 * 256, 17*256 + 1, 33 * 256, 33*256 + 1,
	262143, 262144, 262145, 294912, 294913, 524287, 524288, 524289, 786431, 786432, 786439, 1 << 20, 1<<20 + 1,
	2 << 20, 2<<20 + 1, 2<<20 + 2<<17, 2<<20 + 2<<17 + 1, 4456748, 1 << 24, 16_800_000,
}

func sample(n int) []byte {
	data := make([]byte, n)
	rand.NewChaCha8([32]byte{byte(n), byte(n >> 8), byte(n >> 16)}).Read(data)
	return data
}

func TestRootsOfRecord(t *testing.T) {
	for text, want := range map[string]string{
		"hello": "0x3c0a2457170aa849c8f7051e23d7874a362be798d95fbb333c901c6cf19dca5a",
		"x":     "0xdab48f0662fbc2472a84373b8253974079314386f269f51684f897c2f8621194",
	} {
		w := NewWriter()
		io.WriteString(w, text)
		tree, err := w.Tree()
		if err != nil {
			t.Fatal(err)
		}
		if got := tree.Root().String(); got != want {
			t.Errorf("root of %q is %s, want %s", text, got, want)
		}
	}
}

// compare checks roots, submission nodes and proofs of data against 0G's client.
func compare(t require, data []byte) {
	tree, err := Build(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := core.NewDataInMemory(data)
	if err != nil {
		t.Fatal(err)
	}
	their, err := core.MerkleTree(theirs)
	if err != nil {
		t.Fatal(err)
	}
	if common.Hash(tree.Root()) != their.Root() {
		t.Fatalf("%d bytes: root %s, 0G's client says %s", len(data), tree.Root(), their.Root())
	}
	submission, err := core.NewFlow(theirs, nil).CreateSubmission(common.Address{})
	if err != nil {
		t.Fatal(err)
	}
	nodes, sectors := tree.Nodes(), int64(0)
	if len(nodes) != len(submission.Data.Nodes) {
		t.Fatalf("%d bytes: %d nodes, 0G's client makes %d", len(data), len(nodes), len(submission.Data.Nodes))
	}
	for i, want := range submission.Data.Nodes {
		if nodes[i].Root != want.Root || int64(nodes[i].Height) != want.Height.Int64() {
			t.Fatalf("%d bytes: node %d is %v, want %v", len(data), i, nodes[i], want)
		}
		sectors += 1 << nodes[i].Height
	}
	layout := tree.Layout()
	if FoldNodes(nodes) != tree.Root() || sectors != layout.Sectors() {
		t.Fatalf("%d bytes: nodes fold to %s over %d sectors, want %s over %d", len(data), FoldNodes(nodes), sectors, tree.Root(), layout.Sectors())
	}
	h := NewHasher()
	for i := range layout.Segments() {
		wire := make([]byte, layout.SegmentLen(i))
		copy(wire, data[i*SegmentSize:])
		leaf, total := core.PaddedSegmentRoot(uint64(i), wire, int64(len(data)))
		proof, want := tree.Proof(i), their.ProofAt(int(i))
		if total != uint64(layout.Leaves()) || proof.Lemma[0] != hallmark.Digest(leaf) {
			t.Fatalf("%d bytes: leaf %d of %d is %s, want %s of %d", len(data), i, layout.Leaves(), proof.Lemma[0], leaf, total)
		}
		if fmt.Sprint(proof.Path) != fmt.Sprint(want.Path) || len(proof.Lemma) != len(want.Lemma) {
			t.Fatalf("%d bytes: proof %d has another shape than 0G's client makes", len(data), i)
		}
		for k := range want.Lemma {
			if proof.Lemma[k] != hallmark.Digest(want.Lemma[k]) {
				t.Fatalf("%d bytes: proof %d differs at %d", len(data), i, k)
			}
		}
		if err := h.Check(layout, tree.Root(), i, wire, proof); err != nil {
			t.Fatalf("%d bytes: %v", len(data), err)
		}
	}
}

type require interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func TestAgainstGoClient(t *testing.T) {
	for _, size := range edges {
		compare(t, sample(size))
	}
}

func TestAgainstGoClientRandomSizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SampledFrom([]int{1, 256, SegmentSize / 16, SegmentSize}).Draw(t, "unit")
		size := base*rapid.IntRange(1, 18).Draw(t, "times") + rapid.IntRange(-1, 300).Draw(t, "more")
		compare(t, sample(max(1, size)))
	})
}

func TestWriterEqualsBuild(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := sample(rapid.SampledFrom(edges[:len(edges)-3]).Draw(t, "size"))
		tree, err := Build(context.Background(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		w, rest := NewWriter(), data
		for len(rest) > 0 {
			n := min(len(rest), rapid.SampledFrom([]int{1000, SegmentSize - 1, SegmentSize, SegmentSize*2 + 7}).Draw(t, "write"))
			w.Write(rest[:n])
			rest = rest[n:]
		}
		got, err := w.Tree()
		if err != nil || got.Root() != tree.Root() || fmt.Sprint(got.Nodes()) != fmt.Sprint(tree.Nodes()) {
			t.Fatalf("writer and Build disagree on %d bytes: %v", len(data), err)
		}
	})
}

func TestScalarEqualsFourWay(t *testing.T) {
	data := sample(SegmentSize)
	wide, scalar := NewHasher(), NewHasher()
	scalar.narrow = true
	for _, chunks := range []int{1, 3, 4, 5, 7, 8, 31, 384, 1023, 1024} {
		a, b := wide.segment(data[:chunks*ChunkSize], chunks, nil), scalar.segment(data[:chunks*ChunkSize], chunks, nil)
		if a != b {
			t.Errorf("%d chunks: four-way %s, scalar %s", chunks, a, b)
		}
	}
}

func TestRefusedSizes(t *testing.T) {
	for _, size := range []int64{-1, 0, MaxSize + 1} {
		if _, err := NewLayout(size); hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("size %d: %v", size, err)
		}
	}
	if _, err := NewWriter().Tree(); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("empty stream: %v", err)
	}
	if _, err := Build(context.Background(), bytes.NewReader(make([]byte, 300)), 301); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("short source: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Build(ctx, bytes.NewReader(make([]byte, 300)), 300); hallmark.KindOf(err) != hallmark.Cancelled {
		t.Errorf("cancelled: %v", err)
	}
}

// TestForgeries: everything that a lying node can change in a segment or its
// proof is refused.
func TestForgeries(t *testing.T) {
	for _, size := range []int{100, 300_000, 786_439, 4_456_748} {
		data := sample(size)
		tree, _ := Build(context.Background(), bytes.NewReader(data), int64(size))
		l, h := tree.Layout(), NewHasher()
		last := l.Segments() - 1
		wire := func(i int64) []byte {
			b := make([]byte, l.SegmentLen(i))
			copy(b, data[i*SegmentSize:])
			return b
		}
		other, _ := NewLayout(int64(size) - 1)
		shorter, _ := NewLayout(max(1, int64(size)-SegmentSize))
		flip := func(b []byte, at int) []byte { b[at] ^= 1; return b }
		with := func(edit func(p *Proof)) Proof { p := tree.Proof(last); edit(&p); return p }
		cases := map[string]error{
			"flipped bit":  h.Check(l, tree.Root(), last, flip(wire(last), 0), tree.Proof(last)),
			"truncated":    h.Check(l, tree.Root(), last, wire(last)[:len(wire(last))-ChunkSize], tree.Proof(last)),
			"no data":      h.Check(l, tree.Root(), last, nil, tree.Proof(last)),
			"beyond":       h.Check(l, tree.Root(), last+1, wire(last), tree.Proof(last)),
			"negative":     h.Check(l, tree.Root(), -1, wire(last), tree.Proof(last)),
			"other root":   h.Check(l, hallmark.Digest{1}, last, wire(last), tree.Proof(last)),
			"shorter file": h.Check(other, tree.Root(), last, wire(last), tree.Proof(last)),
			"other layout": h.Check(shorter, tree.Root(), last, wire(last), tree.Proof(last)),
			"no proof":     h.Check(l, tree.Root(), last, wire(last), Proof{}),
			"root claimed": h.Check(l, tree.Root(), last, wire(last), with(func(p *Proof) { p.Lemma[len(p.Lemma)-1] = hallmark.Digest{2} })),
			"longer path": h.Check(l, tree.Root(), last, wire(last), with(func(p *Proof) {
				p.Path = append(p.Path, true)
				p.Lemma = append(p.Lemma, tree.Root())
			})),
		}
		if last > 0 {
			cases["swapped"] = h.Check(l, tree.Root(), 0, wire(last), tree.Proof(last))
			cases["swapped data"] = h.Check(l, tree.Root(), 0, wire(1)[:min(len(wire(1)), l.SegmentLen(0))], tree.Proof(0))
			cases["turned"] = h.Check(l, tree.Root(), last, wire(last), with(func(p *Proof) { p.Path[0] = !p.Path[0] }))
			cases["sibling"] = h.Check(l, tree.Root(), last, wire(last), with(func(p *Proof) { p.Lemma[1][0] ^= 1 }))
			cases["shorter path"] = h.Check(l, tree.Root(), last, wire(last), with(func(p *Proof) { p.Path = p.Path[1:] }))
		}
		for name, err := range cases {
			if hallmark.KindOf(err) != hallmark.Tampered || err == nil {
				t.Errorf("%d bytes, %s: accepted or wrong kind: %v", size, name, err)
			}
		}
	}
}

// FuzzProof: of all proofs for a segment exactly the tree's own is accepted.
func FuzzProof(f *testing.F) {
	const size = 5*SegmentSize + 77
	data := sample(size)
	tree, err := Build(context.Background(), bytes.NewReader(data), size)
	if err != nil {
		f.Fatal(err)
	}
	for i := range tree.Layout().Leaves() {
		text, _ := json.Marshal(tree.Proof(i))
		f.Add(text, i)
	}
	f.Add([]byte(`{"lemma":[],"path":[]}`), int64(0))
	f.Add([]byte(`{"lemma":["`+tree.Root().String()+`"],"path":[]}`), int64(0))
	h := NewHasher()
	f.Fuzz(func(t *testing.T, text []byte, index int64) {
		var p Proof
		if json.Unmarshal(text, &p) != nil {
			return
		}
		leaf := hallmark.Digest{}
		if index >= 0 && index < tree.Layout().Leaves() {
			leaf = tree.levels[0][index]
		}
		if h.CheckLeaf(tree.Layout(), tree.Root(), index, leaf, p) != nil {
			return
		}
		got, _ := json.Marshal(p)
		want, _ := json.Marshal(tree.Proof(index))
		if !bytes.Equal(got, want) {
			t.Fatalf("a second proof of segment %d was accepted: %s", index, got)
		}
	})
}

func BenchmarkSegmentRoot(b *testing.B) {
	data := sample(SegmentSize)
	for name, narrow := range map[string]bool{"four": false, "scalar": true} {
		b.Run(name, func(b *testing.B) {
			h := NewHasher()
			h.narrow = h.narrow || narrow
			b.SetBytes(SegmentSize)
			b.ReportAllocs()
			for b.Loop() {
				h.segment(data, SegmentChunks, nil)
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	data := sample(64 << 20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Build(context.Background(), bytes.NewReader(data), int64(len(data))); err != nil {
			b.Fatal(err)
		}
	}
}
