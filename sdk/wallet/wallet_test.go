package wallet

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// pipe gives a descriptor from which content can be read once.
func pipe(t *testing.T, content string) int {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteString(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	// A descriptor of its own, since the reader closes it.
	fd, err := syscall.Dup(int(r.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return fd
}

func TestKeystoreOpensOnlyWithItsPassword(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys", "w.json")
	made, err := Create(path, "correct horse")
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Open(path, "correct horse")
	if err != nil || opened.Address() != made.Address() {
		t.Fatalf("opened %s, %v", opened.Address(), err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), hallmark.Hex(crypto.FromECDSA(made.Key())).String()[2:]) {
		t.Error("the key lies in clear in the file")
	}
	if _, err := Open(path, "wrong"); hallmark.KindOf(err) != hallmark.Unauthenticated {
		t.Errorf("wrong password: %v", err)
	}
	if _, err := Create(path, "again"); hallmark.KindOf(err) != hallmark.Conflict {
		t.Errorf("an existing key would be overwritten: %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none"), ""); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("no file: %v", err)
	}
}

func TestKeyFromDescriptor(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	text := hallmark.Hex(crypto.FromECDSA(key)).String()
	for _, form := range []string{text, text[2:], text + "\n"} {
		w, err := FromDescriptor(pipe(t, form))
		if err != nil || w.Address() != New(key).Address() {
			t.Errorf("%d characters: %v", len(form), err)
		}
	}
	for _, bad := range []string{"", "0x", text[:40], text + "00", "not hex", strings.Repeat("0", 64)} {
		_, err := FromDescriptor(pipe(t, bad))
		if hallmark.KindOf(err) != hallmark.Invalid {
			t.Errorf("%d characters: %v", len(bad), err)
		}
		if err != nil && len(bad) > 8 && strings.Contains(err.Error(), bad[:8]) {
			t.Errorf("the error repeats the secret: %v", err)
		}
	}
	if _, err := FromDescriptor(-1); hallmark.KindOf(err) != hallmark.Invalid {
		t.Errorf("descriptor -1: %v", err)
	}
	if password, err := PasswordFromDescriptor(pipe(t, " with spaces \r\n")); err != nil || password != " with spaces " {
		t.Errorf("password %q, %v", password, err)
	}
}
