package envelope

import (
	"bufio"
	"bytes"
	"io"
	"slices"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// TracesVersion names the format of the file of a batch's receipts: one line of
// canonical JSON (TracesHeader), LF, then the parts one after the other. A part
// is an age file to a key of its own, wrapped to the user's secp256k1 key as an
// artifact's is; in it is one hallmark.SignedUsage per line, in order.
const TracesVersion = "traces/1"

// TracesHeader says whose receipts lie where.
type TracesHeader struct {
	Version  string           `json:"hallmark"`
	ChainID  uint64           `json:"chainId"`
	Channels hallmark.Address `json:"channels"`
	Signer   hallmark.Address `json:"signer"`
	Batch    uint64           `json:"batch"`
	Parts    []TracesPart     `json:"parts"` // in the order of the batch's items
}

// TracesPart is one user's part.
type TracesPart struct {
	User     hallmark.Address `json:"user"`
	Epoch    uint64           `json:"epoch"`
	Receipts uint64           `json:"receipts"`
	Key      hallmark.Hex     `json:"key"`   // the part's age key, wrapped: 129 bytes
	Bytes    uint64           `json:"bytes"` // of the age file
}

const (
	maxTracesHeader = 1 << 20
	maxTraceLine    = 64 << 10
)

// SealTrace encrypts lines to a fresh key for a user, whose public key has 65
// bytes, and gives the wrapped key and how many bytes were written.
func SealTrace(w io.Writer, userKey []byte, lines func(io.Writer) error) (key hallmark.Hex, bytes uint64, err error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, 0, hallmark.Errorf(hallmark.Internal, "make the key of a trace: %w", err)
	}
	if key, err = Wrap(identity, userKey); err != nil {
		return nil, 0, err
	}
	counted := &countingWriter{w: w}
	plain, err := Encrypt(counted, identity.Recipient().String())
	if err != nil {
		return nil, 0, err
	}
	if err := lines(plain); err != nil {
		return nil, 0, err
	}
	if err := plain.Close(); err != nil {
		return nil, 0, hallmark.Errorf(hallmark.Unavailable, "write a trace: %w", err)
	}
	return key, counted.n, nil
}

type countingWriter struct {
	w io.Writer
	n uint64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += uint64(n)
	return n, err
}

// Line is the header as it stands in the file.
func (h TracesHeader) Line() ([]byte, error) {
	b, err := Canonical(h)
	return append(b, '\n'), err
}

// OpenTraces reads the file of a batch's receipts and opens the parts of the
// user with that 32-byte scalar, checking each receipt's signature. each gets
// them in order. NotFound: the file has no part of the user.
func OpenTraces(r io.Reader, userScalar []byte, each func(hallmark.SignedUsage) error) (TracesHeader, error) {
	var h TracesHeader
	private, err := crypto.ToECDSA(userScalar)
	if err != nil {
		return h, hallmark.Errorf(hallmark.Invalid, "traces: the key is no secp256k1 scalar")
	}
	user := AddressOf(&private.PublicKey)
	in := bufio.NewReaderSize(r, maxTracesHeader)
	line, err := in.ReadSlice('\n')
	if err != nil {
		return h, hallmark.Errorf(hallmark.Invalid, "traces: the first line is not whole within %d bytes: %w", maxTracesHeader, err)
	}
	if err := DecodeCanonical(bytes.Clone(line[:len(line)-1]), "traces", &h); err != nil {
		return h, err
	}
	if h.Version != TracesVersion {
		return h, hallmark.Errorf(hallmark.Invalid, "traces: version %q, want %q", h.Version, TracesVersion)
	}
	if !slices.ContainsFunc(h.Parts, func(p TracesPart) bool { return p.User == user }) {
		return h, hallmark.Errorf(hallmark.NotFound, "traces: batch %d has no receipts of %s", h.Batch, user)
	}
	for _, p := range h.Parts {
		part := io.LimitReader(in, int64(min(p.Bytes, 1<<62)))
		if p.User == user {
			if err := p.open(part, h, userScalar, each); err != nil {
				return h, err
			}
		}
		if _, err := io.Copy(io.Discard, part); err != nil {
			return h, hallmark.Errorf(hallmark.Unavailable, "traces: %w", err)
		}
	}
	return h, nil
}

func (p TracesPart) open(r io.Reader, h TracesHeader, userScalar []byte, each func(hallmark.SignedUsage) error) error {
	identity, err := Unwrap(p.Key, userScalar)
	if err != nil {
		return err
	}
	plain, err := age.Decrypt(r, identity)
	if err != nil {
		return hallmark.Errorf(hallmark.Tampered, "traces: the part of %s does not open: %w", p.User, err)
	}
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, maxTraceLine)
	var n uint64
	for lines.Scan() {
		u, _, err := ReadUsage(lines.Bytes(), "trace")
		if err != nil {
			return err
		}
		if u.Receipt.User != p.User || u.Receipt.Epoch != p.Epoch || u.Receipt.Signer != h.Signer {
			return hallmark.Errorf(hallmark.Mismatch, "traces: receipt %d is not of the user, epoch and signer of its part", u.Receipt.Sequence)
		}
		n++
		if err := each(u); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return hallmark.Errorf(hallmark.Tampered, "traces: the part of %s: %w", p.User, err)
	}
	if n != p.Receipts {
		return hallmark.Errorf(hallmark.Mismatch, "traces: the part of %s has %d receipts, its header says %d", p.User, n, p.Receipts)
	}
	return nil
}
