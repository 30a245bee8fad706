package envelope

import (
	"crypto/sha256"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

func TestTranscriptRootOfThree(t *testing.T) {
	leaf := func(step uint64) hallmark.Digest {
		d, err := TranscriptLeaf(hallmark.TranscriptLeaf{Step: step})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	node := func(l, r hallmark.Digest) hallmark.Digest {
		return sha256.Sum256(append(append([]byte{1}, l[:]...), r[:]...))
	}
	a, b, c := leaf(1), leaf(2), leaf(3)
	if a == b {
		t.Error("the step is not in the leaf")
	}
	if got, want := TranscriptRoot([]hallmark.Digest{a, b, c}), node(node(a, b), c); got != want {
		t.Errorf("root of three is %s, want %s", got, want)
	}
	if TranscriptRoot([]hallmark.Digest{a}) != a || TranscriptRoot(nil) != sha256.Sum256(nil) {
		t.Error("root of one or none")
	}
}
