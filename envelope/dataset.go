package envelope

import (
	"bufio"
	"bytes"
	"io"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
)

// OwnerVersion names the first line of a dataset's plaintext.
const OwnerVersion = "dataset/1"

// maxOwnerLine bounds the first line before anything of it is believed.
const maxOwnerLine = 1024

// Owner is the first line of a dataset's age plaintext: who may train on it,
// where. A copied ciphertext is useless in anybody else's order.
type Owner struct {
	Version string           `json:"hallmark"` // OwnerVersion
	ChainID uint64           `json:"chainId"`
	Escrow  hallmark.Address `json:"escrow"`
	User    hallmark.Address `json:"user"`
	Salt    hallmark.Digest  `json:"salt"` // random; keeps the digest from confirming guesses
}

// Line is the canonical owner line with its LF.
func (o Owner) Line() ([]byte, error) {
	b, err := Canonical(o)
	return append(b, '\n'), err
}

// ReadOwner takes the owner line off r, and Forbids the rest unless chain,
// escrow and user are the order's. It reads no byte beyond the line feed.
func ReadOwner(r *bufio.Reader, d Domain, user hallmark.Address) (Owner, error) {
	var o Owner
	line, err := readLine(r)
	if err != nil {
		return o, err
	}
	if err := DecodeCanonical(line, "dataset owner line", &o); err != nil {
		return o, err
	}
	if o.Version != OwnerVersion {
		return o, hallmark.Errorf(hallmark.Unsupported, "dataset owner line: unknown format, want %q", OwnerVersion)
	}
	if o.ChainID != d.ChainID || o.Escrow != d.Escrow || o.User != user {
		return o, hallmark.Errorf(hallmark.Forbidden, "this dataset is bound to another user, chain or escrow than the order's; only its owner can order training on it")
	}
	return o, nil
}

func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for len(line) <= maxOwnerLine {
		c, err := r.ReadByte()
		if err == io.EOF {
			return nil, hallmark.Errorf(hallmark.Invalid, "dataset has no owner line; encrypt it with `hallmark dataset push`")
		}
		if err != nil {
			return nil, err
		}
		if c == '\n' {
			return line, nil
		}
		line = append(line, c)
	}
	return nil, hallmark.Errorf(hallmark.Invalid, "dataset owner line is longer than %d bytes; encrypt the file with `hallmark dataset push`", maxOwnerLine)
}

// Encrypt starts an age file to one recipient (age1...); close the result to
// finish it.
func Encrypt(dst io.Writer, recipient string) (io.WriteCloser, error) {
	r, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "recipient is not an age X25519 key (age1...)")
	}
	w, err := age.Encrypt(dst, r)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "start age file: %w", err)
	}
	return w, nil
}

// Open reads an age file with one identity. Errors while reading the result
// are authentication failures of age's stream.
func Open(src io.Reader, id *age.X25519Identity) (io.Reader, error) {
	r, err := age.Decrypt(src, id)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Tampered, "age file does not open with this key: it is encrypted to another, or altered")
	}
	return r, nil
}

// SealBytes is Encrypt for small plaintexts.
func SealBytes(plain []byte, recipient string) ([]byte, error) {
	var out bytes.Buffer
	w, err := Encrypt(&out, recipient)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "write age file: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "finish age file: %w", err)
	}
	return out.Bytes(), nil
}
