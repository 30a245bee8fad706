package sdk

import (
	"archive/tar"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

func archive(t *testing.T, headers ...tar.Header) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range headers {
		body := []byte("content")
		if h.Typeflag == tar.TypeReg {
			h.Size, h.Mode = int64(len(body)), 0o777
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := w.Write(body); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestUnpackWritesPlainFilesInsideAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	files, err := unpack(archive(t, tar.Header{Name: "adapter/a", Typeflag: tar.TypeReg}, tar.Header{Name: "b", Typeflag: tar.TypeReg}), dir)
	if err != nil || len(files) != 2 {
		t.Fatalf("%q, %v", files, err)
	}
	info, err := os.Stat(filepath.Join(dir, "adapter", "a"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v: the model is its owner's secret", info.Mode(), err)
	}
	for name, h := range map[string]tar.Header{
		"parent":   {Name: "../evil", Typeflag: tar.TypeReg},
		"absolute": {Name: "/evil", Typeflag: tar.TypeReg},
		"symlink":  {Name: "link", Linkname: "/etc", Typeflag: tar.TypeSymlink},
		"hardlink": {Name: "link", Linkname: "b", Typeflag: tar.TypeLink},
		"folder":   {Name: "folder/", Typeflag: tar.TypeDir},
		"device":   {Name: "dev", Typeflag: tar.TypeChar},
	} {
		if _, err := unpack(archive(t, h), t.TempDir()); hallmark.KindOf(err) != hallmark.Tampered {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := unpack(bytes.NewReader([]byte("no tar, but long enough to be looked at by the reader")), t.TempDir()); hallmark.KindOf(err) != hallmark.Tampered {
		t.Errorf("no tar: %v", err)
	}
}

func TestNetworkFileNamesWhatIsMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "network.json")
	if _, err := ReadNetwork(path); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("no file: %v", err)
	}
	n := Network{Version: NetworkVersion, Name: "x", ChainID: 1, Chain: "http://localhost"}
	for name, change := range map[string]func(*Network){
		"no contracts":   func(*Network) {},
		"another format": func(n *Network) { n.Version = "network/9" },
	} {
		bad := n
		change(&bad)
		if err := bad.Write(path); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadNetwork(path); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	n.Contracts.JobEscrow, n.Contracts.Registry, n.Contracts.Ledger = hallmark.Address{1}, hallmark.Address{2}, hallmark.Address{3}
	if err := n.Write(path); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadNetwork(path); err != nil || got != n {
		t.Errorf("%+v, %v", got, err)
	}
}
