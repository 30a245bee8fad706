package sdk

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Estimate is the exact price of a job, before anything is signed.
type Estimate struct {
	Model          hallmark.Model  `json:"model"`
	Rows           int             `json:"rows"`
	TrainRows      int             `json:"trainRows"`
	ValidationRows int             `json:"validationRows"`
	Cut            int             `json:"cut"`
	Dropped        int             `json:"dropped"`
	Steps          uint64          `json:"steps"`
	Tokens         uint64          `json:"tokens"`
	Price          hallmark.Amount `json:"price"` // per token
	Fee            hallmark.Amount `json:"fee"`   // price x tokens: what is locked and paid
}

// CheckDataset reads a whole dataset and reports every bad row with its line.
func CheckDataset(path string, o dataset.Options) ([]dataset.Row, dataset.Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dataset.Report{}, hallmark.Errorf(hallmark.NotFound, "dataset: %w", err)
	}
	defer f.Close()
	return dataset.Load(f, o)
}

// ModelNamed finds a provider's base model; the empty name is the only one, if
// there is only one.
func ModelNamed(p hallmark.Provider, name string) (hallmark.Model, error) {
	var names []string
	for _, m := range p.Models {
		if m.Name == name || name == "" && len(p.Models) == 1 {
			return m, nil
		}
		names = append(names, m.Name)
	}
	return hallmark.Model{}, hallmark.Errorf(hallmark.NotFound, "the provider has no base model %q, it offers %q", name, names)
}

// ModelFile fetches one file of a base model and checks it against the model's
// digest.
func (w *Worker) ModelFile(ctx context.Context, m hallmark.Model, path string) ([]byte, error) {
	digest, err := envelope.ModelDigest(m.Files)
	if err != nil {
		return nil, err
	}
	if digest != m.Digest {
		return nil, hallmark.Errorf(hallmark.Mismatch, "the file list of model %s does not hash to its digest", m.Name)
	}
	for _, f := range m.Files {
		if f.Path != path {
			continue
		}
		var b []byte
		if err := w.get(ctx, "/v1/models/"+m.Digest.String()+"/files/"+path, false, &b); err != nil {
			return nil, err
		}
		if hallmark.Digest(sha256.Sum256(b)) != f.SHA256 {
			return nil, hallmark.Errorf(hallmark.Tampered, "the worker gave other bytes for %s of model %s", path, m.Name)
		}
		return b, nil
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "model %s has no file %s", m.Name, path)
}

// Encoder renders and tokenizes rows for a provider's base model: with the
// model's own tokenizer and, where the configuration asks for it, its template.
func (w *Worker) Encoder(ctx context.Context, m hallmark.Model, cfg hallmark.TrainingConfig) (*dataset.Encoder, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.SeqLen > m.MaxSeqLen {
		return nil, hallmark.Errorf(hallmark.Unsupported, "config: seqLen is %d, model %s takes at most %d", cfg.SeqLen, m.Name, m.MaxSeqLen)
	}
	file, err := w.ModelFile(ctx, m, "tokenizer.json")
	if err != nil {
		return nil, err
	}
	tok, err := tokenizer.Parse(file)
	if err != nil {
		return nil, err
	}
	return dataset.EncoderFor(tok, modelFiles{ctx, w, m}, cfg)
}

// Estimate counts the tokens that a configuration trains on a dataset, with
// the model's own tokenizer and by the code that the enclave counts with.
func (w *Worker) Estimate(ctx context.Context, p hallmark.Provider, m hallmark.Model, rows []dataset.Row, cfg hallmark.TrainingConfig) (Estimate, error) {
	e := Estimate{Model: m, Rows: len(rows), Price: p.Price}
	enc, err := w.Encoder(ctx, m, cfg)
	if err != nil {
		return e, err
	}
	ready, err := dataset.Prepare(rows, enc, cfg)
	if err != nil {
		return e, err
	}
	e.TrainRows, e.ValidationRows, e.Cut, e.Dropped = ready.TrainRows, ready.ValidationRows, ready.Cut, ready.Dropped
	e.Steps, e.Tokens = ready.Steps, ready.Tokens
	e.Fee, err = p.Price.Mul(e.Tokens)
	return e, err
}

// modelFiles is a base model as a directory: its files are fetched as they are
// opened and checked against the model's digest.
type modelFiles struct {
	ctx context.Context
	w   *Worker
	m   hallmark.Model
}

// Open implements fs.FS; fs.ErrNotExist for a file that the model does not list.
func (d modelFiles) Open(name string) (fs.File, error) {
	if !slices.ContainsFunc(d.m.Files, func(f hallmark.File) bool { return f.Path == name }) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	b, err := d.w.ModelFile(d.ctx, d.m, name)
	if err != nil {
		return nil, err
	}
	return fetchedFile{bytes.NewReader(b)}, nil
}

type fetchedFile struct{ *bytes.Reader }

func (fetchedFile) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }
func (fetchedFile) Close() error               { return nil }

// Pushed is an encrypted dataset on 0G Storage.
type Pushed struct {
	Root      hallmark.Digest `json:"root"`
	Digest    hallmark.Digest `json:"digest"` // SHA-256 of the age plaintext
	Bytes     int64           `json:"bytes"`
	Recipient string          `json:"recipient"`
	Tx        hallmark.Digest `json:"tx"`  // zero when storage had it
	Fee       hallmark.Amount `json:"fee"` // paid for storage
}

// Push encrypts a dataset to an enclave's recipient, bound to this wallet, and
// stores the ciphertext. The plaintext never leaves the machine.
func (m *Market) Push(ctx context.Context, path, recipient string) (Pushed, error) {
	out := Pushed{Recipient: recipient}
	src, err := os.Open(path)
	if err != nil {
		return out, hallmark.Errorf(hallmark.NotFound, "dataset: %w", err)
	}
	defer src.Close()
	tmp, err := os.CreateTemp("", "hallmark-dataset-*.age")
	if err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "dataset: %w", err)
	}
	defer func() { _ = errors.Join(tmp.Close(), os.Remove(tmp.Name())) }() // ciphertext only
	if out.Digest, err = m.encrypt(tmp, src, recipient); err != nil {
		return out, err
	}
	if out.Bytes, err = tmp.Seek(0, io.SeekEnd); err != nil {
		return out, hallmark.Errorf(hallmark.Unavailable, "dataset: %w", err)
	}
	stored, err := m.blobs.Put(ctx, tmp, out.Bytes)
	out.Root, out.Tx, out.Fee = stored.Root, hallmark.Digest(stored.Tx), stored.Fee
	return out, err
}

func (m *Market) encrypt(dst io.Writer, src io.Reader, recipient string) (hallmark.Digest, error) {
	owner := envelope.Owner{
		Version: envelope.OwnerVersion, ChainID: m.Network.ChainID, Escrow: m.Network.Contracts.JobEscrow, User: m.Address(),
	}
	if _, err := rand.Read(owner.Salt[:]); err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Internal, "salt: %w", err)
	}
	line, err := owner.Line()
	if err != nil {
		return hallmark.Digest{}, err
	}
	file, err := envelope.Encrypt(dst, recipient)
	if err != nil {
		return hallmark.Digest{}, err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(file, sum), io.MultiReader(bytes.NewReader(line), src)); err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "encrypt dataset: %w", err)
	}
	if err := file.Close(); err != nil {
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Unavailable, "encrypt dataset: %w", err)
	}
	return hallmark.Digest(sum.Sum(nil)), nil
}

// Terms are what a user decides about an order beyond the dataset.
type Terms struct {
	Config hallmark.TrainingConfig
	Payees []hallmark.Payee
	Within time.Duration // from the chain's now to the deadline
}

// Sign makes the signed order: the only thing that a user signs for a job.
func (m *Market) Sign(ctx context.Context, v Vetted, e Estimate, p Pushed, t Terms) (hallmark.JobID, hallmark.SignedOrder, error) {
	s := hallmark.SignedOrder{Config: t.Config, Payees: t.Payees, Proof: v.Proof, UserKey: m.wallet.PublicKey()}
	config, err := envelope.Digest(t.Config)
	if err != nil {
		return hallmark.JobID{}, s, err
	}
	head, err := m.chain.Head(ctx)
	if err != nil {
		return hallmark.JobID{}, s, err
	}
	s.Order = hallmark.Order{
		User: m.Address(), Provider: v.Provider.Provider, Signer: v.Runtime.Signer,
		BaseModel: e.Model.Digest, DatasetRoot: p.Root, DatasetDigest: p.Digest, Config: config,
		Policy: v.PolicyID, Split: envelope.SplitDigest(t.Payees), Price: e.Price, MaxFee: e.Fee,
		Deadline: head.Time + uint64(t.Within/time.Second), Recipient: sha256.Sum256(s.UserKey),
	}
	if _, err := rand.Read(s.Order.Nonce[:]); err != nil {
		return hallmark.JobID{}, s, hallmark.Errorf(hallmark.Internal, "nonce: %w", err)
	}
	if s.Signature, err = envelope.Sign(m.Domain().JobID(s.Order), m.wallet.Key()); err != nil {
		return hallmark.JobID{}, s, err
	}
	id, err := m.Domain().CheckOrder(s)
	return id, s, err
}

// Submit hands a signed order to the worker. The same order twice is one job.
func (w *Worker) Submit(ctx context.Context, s hallmark.SignedOrder) (hallmark.Job, error) {
	var job hallmark.Job
	return job, w.post(ctx, "/v1/jobs", s, &job)
}

// Cancel signs and hands over a Cancel: the job stops after its running step
// and what is trained is delivered and paid.
func (m *Market) Cancel(ctx context.Context, w *Worker, id hallmark.JobID) (hallmark.Job, error) {
	var job hallmark.Job
	request := hallmark.CancelRequest{Cancel: hallmark.Cancel{JobID: id}}
	if m.wallet.Key() == nil {
		return job, hallmark.Errorf(hallmark.Unauthenticated, "cancel needs the job's wallet: --keystore FILE or --key-fd N")
	}
	var err error
	if request.Signature, err = envelope.Sign(m.Domain().Cancel(request.Cancel), m.wallet.Key()); err != nil {
		return job, err
	}
	return job, w.post(ctx, "/v1/jobs/"+id.String()+"/cancel", request, &job)
}
