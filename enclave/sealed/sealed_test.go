package sealed

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"

	"pgregory.net/rapid"

	"github.com/hallmark-tee/hallmark"
)

func key(b byte) []byte { return bytes.Repeat([]byte{b}, 32) }

func TestRefusesKeysThatCannotSeal(t *testing.T) {
	for _, k := range [][]byte{nil, make([]byte, 16), make([]byte, 32), key(7)[:15]} {
		if _, err := Open(t.TempDir(), k); hallmark.KindOf(err) != hallmark.Unsupported {
			t.Errorf("a sealing key of %d bytes %x: %v, want unsupported", len(k), k, err)
		}
	}
}

func TestOneHolder(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, key(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, key(1)); hallmark.KindOf(err) != hallmark.Conflict {
		t.Fatalf("second holder: %v, want conflict", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, key(1))
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

func TestFilesAreBoundToNameKeyAndBytes(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, key(1))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	secret := []byte("a secret that must not lie on disk")
	if err := s.Write("jobs/a/record", secret); err != nil {
		t.Fatal(err)
	}
	raw, err := s.Get("jobs/a/record")
	if err != nil || bytes.Contains(raw, secret[:8]) {
		t.Fatalf("file in clear or unreadable: %v", err)
	}
	got, err := s.Read("jobs/a/record")
	if err != nil || !bytes.Equal(got, secret) {
		t.Fatalf("read %q, %v", got, err)
	}
	if _, err := s.Read("jobs/b/record"); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("absent file: %v, want not-found", err)
	}
	if err := s.Put("jobs/b/record", raw); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read("jobs/b/record"); hallmark.KindOf(err) != hallmark.Lost {
		t.Errorf("file of another job: %v, want lost", err)
	}
	other, _ := NewBox(key(2))
	if _, err := other.Open("jobs/a/record", raw); hallmark.KindOf(err) != hallmark.Lost {
		t.Errorf("another sealing key: %v, want lost", err)
	}
}

func TestEveryAlterationIsSeen(t *testing.T) {
	box, err := NewBox(key(3))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		name := rapid.String().Draw(t, "name")
		b, err := box.Seal(name, plain)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := box.Open(name, b); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("round trip: %x %v", got, err)
		}
		at := rapid.IntRange(0, len(b)-1).Draw(t, "at")
		b[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		if _, err := box.Open(name, b); hallmark.KindOf(err) != hallmark.Lost {
			t.Fatalf("altered at %d: %v, want lost", at, err)
		}
		cut := rapid.IntRange(0, len(b)-1).Draw(t, "cut")
		if _, err := box.Open(name, b[:cut]); hallmark.KindOf(err) != hallmark.Lost {
			t.Fatalf("cut to %d: %v, want lost", cut, err)
		}
	})
}

func TestFailedWriteLeavesTheOldFile(t *testing.T) {
	s, err := Open(t.TempDir(), key(1))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Put("f", []byte("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err = s.Stream("f", func(w io.Writer) error {
		io.WriteString(w, "half of the new")
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("stream: %v", err)
	}
	if b, err := s.Get("f"); err != nil || string(b) != "old" {
		t.Fatalf("after a failed write: %q, %v", b, err)
	}
	left, err := os.ReadDir(s.Path(""))
	if err != nil || len(left) != 2 { // the lock and the file
		t.Fatalf("left behind: %v, %v", left, err)
	}
}
