package enclave

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"io"
	"os"

	"filippo.io/age"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/storage/merkle"
)

// The permanent faults a user's own bytes can have. A fault is settled as
// failed, so it is only believed of bytes that match the order's root.
const (
	faultEncryption = "undecryptable"   // not age, to another key, or cut and altered inside
	faultOwner      = "foreign-owner"   // bound to another user, chain or escrow, or to none
	faultDigest     = "digest-mismatch" // the plaintext is not the order's datasetDigest
	faultRows       = "bad-rows"
	faultNoRows     = "no-usable-rows"
	faultLimit      = "too-many-rows"
	faultTemplate   = "template" // rows that the order's template cannot write
)

// fault is a permanent fault, by its fixed word.
type fault struct {
	reason string
	bad    uint64
	lines  []badLine
}

// Error gives the word only: a fault never carries content.
func (f *fault) Error() string { return "dataset: " + f.reason }

// upload writes a ciphertext to dst and compares its 0G root with the order's.
func upload(dst io.Writer, src io.Reader, limit int64, root hallmark.Digest) error {
	tree := merkle.NewWriter()
	n, err := io.Copy(io.MultiWriter(dst, tree), io.LimitReader(src, limit+1))
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "receiving the dataset stopped after %d bytes: %w", n, err)
	}
	if n > limit {
		return hallmark.Errorf(hallmark.Exhausted, "the dataset exceeds the %d bytes this enclave takes", limit)
	}
	return checkRoot(tree, root)
}

func checkRoot(tree *merkle.Writer, want hallmark.Digest) error {
	t, err := tree.Tree()
	if err != nil {
		return err
	}
	if got := t.Root(); got != want {
		return hallmark.Errorf(hallmark.Mismatch, "these are not the order's bytes: the dataset's root is %s, the order names %s; fetch it again", got, want)
	}
	return nil
}

// openDataset reads a job's ciphertext from the disk, which the host may have
// changed since: the root is computed again over exactly the bytes that are
// decrypted, and a *fault is returned only when it is the order's. Mismatch:
// the bytes on disk are others; they are to be sent again.
func (s *Service) openDataset(o hallmark.SignedOrder, m *model) (*dataset.Prepared, dataFacts, error) {
	f, err := os.Open(s.store.Path(datasetName(s.domain.JobID(o.Order))))
	if err != nil {
		return nil, dataFacts{}, hallmark.Errorf(hallmark.Mismatch, "the dataset is not on disk any more; send it again: %w", err)
	}
	defer f.Close()
	disk := &diskReader{r: f}
	tree := merkle.NewWriter()
	prepared, facts, parseErr := s.parse(io.TeeReader(disk, tree), o, m)
	if _, err := io.Copy(tree, disk); err != nil || disk.err != nil {
		return nil, facts, hallmark.Errorf(hallmark.Unavailable, "read the dataset from disk: %w", errors.Join(err, disk.err))
	}
	if err := checkRoot(tree, o.Order.DatasetRoot); err != nil {
		return nil, dataFacts{}, err
	}
	return prepared, facts, parseErr
}

// diskReader remembers a failure of the disk, which is nobody's fault.
type diskReader struct {
	r   io.Reader
	err error
}

func (d *diskReader) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && err != io.EOF {
		d.err = err
	}
	return n, err
}

// parse decrypts and prepares. Nothing beyond the owner line is opened unless
// it is the order's user's.
func (s *Service) parse(ciphertext io.Reader, o hallmark.SignedOrder, m *model) (*dataset.Prepared, dataFacts, error) {
	var facts dataFacts
	opened, err := age.Decrypt(ciphertext, s.keys.encryption)
	if err != nil {
		return nil, facts, &fault{reason: faultEncryption}
	}
	sum := sha256.New()
	plain := bufio.NewReader(io.TeeReader(opened, sum))
	owner, err := envelope.ReadOwner(plain, s.domain, o.Order.User)
	if err != nil {
		if own := (*hallmark.Error)(nil); errors.As(err, &own) {
			return nil, facts, &fault{reason: faultOwner}
		}
		return nil, facts, &fault{reason: faultEncryption} // age's authentication
	}
	rows, report, err := dataset.Load(plain, dataset.Options{MaxExpanded: s.cfg.MaxDataset})
	if _, cut := io.Copy(io.Discard, plain); cut != nil && hallmark.KindOf(err) != hallmark.Exhausted {
		return nil, facts, &fault{reason: faultEncryption} // of bytes behind the last row
	}
	switch kind := hallmark.KindOf(err); {
	case err == nil, kind == hallmark.Invalid: // decided below, after the digest
	case kind == hallmark.Exhausted:
		return nil, facts, &fault{reason: faultLimit}
	case kind == hallmark.Unavailable: // a failing read: the disk's, or age's authentication
		return nil, facts, &fault{reason: faultEncryption}
	default:
		return nil, facts, err
	}
	if hallmark.Digest(sum.Sum(nil)) != o.Order.DatasetDigest {
		return nil, facts, &fault{reason: faultDigest}
	}
	switch {
	case report.Bad > 0:
		bad := &fault{reason: faultRows, bad: uint64(report.Bad)}
		for _, p := range report.Problems {
			bad.lines = append(bad.lines, badLine{Line: uint64(p.Line), Code: string(p.Code)})
		}
		return nil, facts, bad
	case err != nil:
		return nil, facts, &fault{reason: faultNoRows}
	}
	tok, err := m.tokenizer()
	if err != nil {
		return nil, facts, err
	}
	encoder, err := dataset.EncoderFor(tok, m.files, o.Config)
	if err != nil {
		return nil, facts, err
	}
	prepared, err := dataset.Prepare(rows, encoder, o.Config)
	switch hallmark.KindOf(err) {
	case hallmark.Unsupported:
		return nil, facts, &fault{reason: faultTemplate}
	case hallmark.Invalid:
		return nil, facts, &fault{reason: faultNoRows}
	}
	if err != nil {
		return nil, facts, err
	}
	facts = dataFacts{RowsRoot: report.Root, Rows: uint64(prepared.TrainRows), ValidationRows: uint64(prepared.ValidationRows)}
	if facts.owner, err = owner.Line(); err != nil {
		return nil, facts, err
	}
	for _, seq := range prepared.Train {
		facts.Tokens += uint64(len(seq.Tokens))
	}
	return prepared, facts, nil
}
