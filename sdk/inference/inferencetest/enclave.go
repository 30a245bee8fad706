// Package inferencetest is an enclave for tests of the user's side: it opens,
// answers, meters and signs as the gateway does, without a model or hardware,
// and a test can make it lie. It must never be linked into a program.
package inferencetest

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"io"
	"sync"
	"testing"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/wallet"
)

// ChainID is the chain of the test's channels.
const ChainID = 31337

// Call is one opened request and what a test answers it with.
type Call struct {
	Exchange hallmark.SignedExchange
	Body     []byte

	Status      int
	ContentType string
	Units       [][]byte
	Together    bool // the units travel in one frame
	Usage       hallmark.UsageMetered
	Model       hallmark.UsageModel

	Gone <-chan struct{} // closed when the reader is gone

	key hallmark.Address // that signed
}

// Enclave implements inference.Provider and inference.Chain.
type Enclave struct {
	Wallet   wallet.Wallet // the user's
	Channels hallmark.Address
	Domain   envelope.ChannelDomain
	Funds    inference.Channel
	Tuned    map[hallmark.JobID]inference.FineTuned
	Owners   map[hallmark.JobID]hallmark.Address // of jobs that are not the user's

	// Answer fills a call; the default echoes the body in two tokens.
	Answer func(*Call)
	// Stream, if set, gives the units of the answer as they are made.
	Stream func(*Call) <-chan []byte
	// Lie changes a receipt before it is signed, Forge after.
	Lie   func(*hallmark.Usage)
	Forge func(*hallmark.SignedUsage)
	// Carry stands between both sides, as a worker does.
	Carry func(sealed []byte, onward func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error)

	mu       sync.Mutex
	key      *ecdsa.PrivateKey
	provider *ecdsa.PrivateKey
	identity *age.X25519Identity
	record   hallmark.SignedService
	total    hallmark.Amount
	previous hallmark.Digest
	receipts []hallmark.SignedUsage
	nonces   map[uint64]bool
	Vets     int
	Opened   int // exchanges
}

// New makes an enclave with one text model "base" at 1 per token read, 2 per
// token written.
func New(t testing.TB) *Enclave {
	t.Helper()
	user, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	provider, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	e := &Enclave{
		Wallet: wallet.New(user), Channels: hallmark.Address{0xc4}, provider: provider, nonces: map[uint64]bool{},
		Funds: inference.Channel{Deposited: hallmark.NewAmount(1_000_000)}, Tuned: map[hallmark.JobID]inference.FineTuned{}, Owners: map[hallmark.JobID]hallmark.Address{},
	}
	e.Domain = envelope.NewChannelDomain(ChainID, e.Channels)
	if err := e.Rekey(); err != nil {
		t.Fatal(err)
	}
	return e
}

// Config is a session's with this enclave.
func (e *Enclave) Config(dir string) inference.Config {
	return inference.Config{
		Provider: e, Chain: e, ChainID: ChainID, Channels: e.Channels, Wallet: e.Wallet, Cap: hallmark.NewAmount(100_000), Dir: dir,
	}
}

// Rekey gives the enclave new keys, as after a new deployment.
func (e *Enclave) Rekey() (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.key, err = crypto.GenerateKey(); err != nil {
		return err
	}
	e.total, e.previous, e.receipts = hallmark.Amount{}, hallmark.Digest{}, nil
	if e.identity, err = age.GenerateX25519Identity(); err != nil {
		return err
	}
	return e.price(1)
}

// Price publishes a new record.
func (e *Enclave) Price(in uint64) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.price(in)
}

func (e *Enclave) price(in uint64) error {
	r := hallmark.ServiceRecord{
		Version: hallmark.ServiceVersion, ChainID: ChainID, Channels: e.Channels, Provider: envelope.AddressOf(&e.provider.PublicKey),
		Signer: envelope.AddressOf(&e.key.PublicKey), Revision: e.record.Record.Revision + 1, Rate: hallmark.BPS, Split: []hallmark.Payee{},
		Models: []hallmark.ServiceModel{
			{Name: "base", Kind: hallmark.ModelText, Digest: hallmark.Digest{7}, In: hallmark.NewAmount(in), Out: hallmark.NewAmount(2)},
			{Name: "other", Kind: hallmark.ModelText, Digest: hallmark.Digest{8}, In: hallmark.NewAmount(in), Out: hallmark.NewAmount(2)},
			{Name: "free", Kind: hallmark.ModelText, Digest: hallmark.Digest{7}},
		},
	}
	digest, err := envelope.ServiceSigning(r)
	if err != nil {
		return err
	}
	sig, err := envelope.Sign(digest, e.provider)
	e.record = hallmark.SignedService{Record: r, Signature: sig}
	return err
}

// Total is what the enclave has metered.
func (e *Enclave) Total() hallmark.Amount {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.total
}

// Metered adds to the total, as another client's use of the channel does.
func (e *Enclave) Metered(more uint64) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.total, _ = e.total.Add(hallmark.NewAmount(more))
}

// Signed are all receipts so far.
func (e *Enclave) Signed() []hallmark.SignedUsage {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]hallmark.SignedUsage(nil), e.receipts...)
}

// Vet implements inference.Provider; the evidence is taken as verified.
func (e *Enclave) Vet(context.Context) (sdk.Vetted, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Vets++
	signer := envelope.AddressOf(&e.key.PublicKey)
	recipient := e.identity.Recipient().String()
	return sdk.Vetted{
		Provider: hallmark.Provider{Provider: envelope.AddressOf(&e.provider.PublicKey), Signer: signer, Recipient: recipient},
		Evidence: hallmark.Evidence{Kind: hallmark.KindSim, Quote: []byte("quote"), RuntimeData: signer[:]},
		Runtime:  hallmark.RuntimeData{Signer: signer, Recipient: recipient},
		Verdict:  attestation.Verdict{Code: verdict.Simulated}, Policy: attestation.Policy{Name: "test"},
	}, nil
}

// Service implements inference.Provider.
func (e *Enclave) Service(context.Context) (hallmark.SignedService, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.record, nil
}

// Channel implements inference.Chain.
func (e *Enclave) Channel(context.Context, hallmark.Address) (inference.Channel, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.Funds, nil
}

// Made implements inference.Chain. Artifact and receipt are the job's id.
func (e *Enclave) Made(_ context.Context, job hallmark.JobID) (inference.Made, error) {
	if _, ok := e.Tuned[job]; !ok {
		return inference.Made{}, hallmark.Errorf(hallmark.NotFound, "job %s is not settled yet", job.Short())
	}
	m := inference.Made{Owner: e.Wallet.Address(), Artifact: job, Receipt: job}
	if owner, ok := e.Owners[job]; ok {
		m.Owner = owner
	}
	return m, nil
}

// FineTuned implements inference.Chain.
func (e *Enclave) FineTuned(_ context.Context, job hallmark.JobID) (inference.FineTuned, error) {
	if t, ok := e.Tuned[job]; ok {
		return t, nil
	}
	return inference.FineTuned{}, hallmark.Errorf(hallmark.NotFound, "job %s is not settled yet", job.Short())
}

// Receipt implements inference.Provider.
func (e *Enclave) Receipt(_ context.Context, id hallmark.Digest) (hallmark.SignedUsage, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, u := range e.receipts {
		if u.Receipt.ID == id {
			return u, nil
		}
	}
	return hallmark.SignedUsage{}, hallmark.Errorf(hallmark.NotFound, "no receipt %s", id.Short())
}

// Exchange implements inference.Provider.
func (e *Enclave) Exchange(ctx context.Context, sealed []byte) (io.ReadCloser, error) {
	onward := func(b []byte) (io.ReadCloser, error) { return e.serve(ctx, b) }
	if e.Carry != nil {
		return e.Carry(sealed, onward)
	}
	return onward(sealed)
}

func (e *Enclave) serve(ctx context.Context, sealed []byte) (io.ReadCloser, error) {
	e.mu.Lock()
	opener, err := envelope.NewOpener(e.identity)
	e.mu.Unlock()
	if err != nil {
		return nil, err
	}
	plain, key, err := opener.Open(sealed)
	if err != nil {
		return nil, err
	}
	s, body, err := envelope.ParseExchange(plain)
	if err != nil {
		return nil, err
	}
	signed, err := e.admit(s)
	if err != nil {
		return nil, err
	}
	c := &Call{Exchange: s, Body: body, Status: 200, ContentType: "application/json", Gone: ctx.Done(), key: signed}
	e.answer(c)
	var id hallmark.Digest
	rand.Read(id[:])
	r, w := io.Pipe()
	go func() {
		stop := context.AfterFunc(ctx, func() { _ = w.CloseWithError(ctx.Err()) })
		defer stop()
		_ = w.CloseWithError(e.respond(w, key, c, id))
	}()
	return r, nil
}

func (e *Enclave) admit(s hallmark.SignedExchange) (hallmark.Address, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	x := s.Exchange
	if _, err := e.Domain.CheckVoucher(s.Voucher, s.Grant); err != nil {
		return hallmark.Address{}, err
	}
	_, signed, err := envelope.Recover(e.Domain.Exchange(x), s.Signature)
	if err == nil {
		err = e.Domain.CheckKey(signed, x.User, x.Provider, x.Epoch, s.Grant)
	}
	service, _ := envelope.ServiceDigest(e.record.Record)
	switch {
	case err != nil:
		return signed, err
	case x.Signer != envelope.AddressOf(&e.key.PublicKey) || x.Voucher != e.Domain.Voucher(s.Voucher.Voucher):
		return signed, hallmark.Errorf(hallmark.Forbidden, "voucher: of another enclave")
	case x.Epoch != e.Funds.Epoch:
		return signed, hallmark.Errorf(hallmark.Forbidden, "epoch: the channel is in epoch %d", e.Funds.Epoch)
	case x.Service != service:
		return signed, hallmark.Errorf(hallmark.Conflict, "service record: prices changed, fetch the record again")
	case e.Funds.Closing && s.Grant != nil:
		return signed, hallmark.Errorf(hallmark.Forbidden, "session key: the epoch ends")
	case e.nonces[x.Nonce]:
		return signed, hallmark.Errorf(hallmark.Tampered, "replay: nonce %d was seen", x.Nonce)
	case e.total.Cmp(s.Voucher.Voucher.Ceiling) >= 0:
		return signed, hallmark.Errorf(hallmark.Exhausted, "ceiling: %s is metered", e.total)
	}
	e.nonces[x.Nonce] = true
	e.Opened++
	return signed, nil
}

func (e *Enclave) answer(c *Call) {
	var q struct{ Model string }
	_ = json.Unmarshal(c.Body, &q)
	c.Model = hallmark.UsageModel{Name: q.Model, Base: hallmark.Digest{7}}
	if id, err := hallmark.ParseDigest(string(bytes.TrimPrefix([]byte(q.Model), []byte("ft:")))); err == nil {
		c.Model.Name, c.Model.Job, c.Model.Adapter = "base", id, e.Tuned[id].Adapter
	}
	c.Usage = hallmark.UsageMetered{TokensIn: 3, TokensOut: 2}
	c.Units = [][]byte{c.Body}
	if e.Answer != nil {
		e.Answer(c)
	}
}

func (e *Enclave) respond(w io.Writer, key *envelope.ResponseKey, c *Call, id hallmark.Digest) error {
	var stream <-chan []byte
	if e.Stream != nil {
		stream = e.Stream(c)
	}
	out, err := envelope.NewFrameWriter(w, key)
	if err != nil {
		return err
	}
	head, err := envelope.AppendHead(nil, envelope.ResponseHead{Status: c.Status, ContentType: c.ContentType, Receipt: id})
	if err != nil {
		return err
	}
	sum := envelope.NewStreamHash(id)
	out.Write(envelope.FrameHead, head)
	sent := out.Flush()
	units := c.Units
	next := func() (unit []byte, ok bool) {
		if len(units) == 0 {
			return nil, false
		}
		unit, units = units[0], units[1:]
		return unit, true
	}
	if stream != nil {
		next = func() ([]byte, bool) { unit, ok := <-stream; return unit, ok }
	}
	for unit, ok := next(); ok && sent == nil; unit, ok = next() {
		if sent = out.Unit(unit); sent == nil && (!c.Together || len(units) == 0) {
			sent = out.Flush()
		}
		if sent == nil {
			sum.Add(unit)
		}
	}
	gone := sent != nil
	select {
	case <-c.Gone:
		gone = true
	default:
	}
	u, err := e.sign(c, id, sum.Response(c.Status), gone)
	if err != nil {
		return err
	}
	if sent != nil {
		return sent
	}
	end, _ := json.Marshal(u)
	out.Write(envelope.FrameEnd, end)
	return out.Flush()
}

// sign meters and signs, as one step.
func (e *Enclave) sign(c *Call, id hallmark.Digest, resp hallmark.UsageResponse, gone bool) (hallmark.SignedUsage, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	x := c.Exchange.Exchange
	c.Usage.Objective = true
	u := hallmark.Usage{
		Version: hallmark.UsageVersion, ID: id, Sequence: uint64(len(e.receipts) + 1), Previous: e.previous, ChainID: ChainID, Channels: e.Channels,
		User: x.User, Provider: x.Provider, Signer: envelope.AddressOf(&e.key.PublicKey), Epoch: x.Epoch, Kind: hallmark.KindSim, Transport: hallmark.TransportSealed,
		Request: hallmark.UsageRequest{
			Method: x.Method, Path: x.Path, Body: x.Body, Exchange: e.Domain.Exchange(x), Signature: sha256.Sum256(c.Exchange.Signature),
			Key: c.key, Nonce: x.Nonce,
		},
		Response: resp, Model: c.Model, Metered: c.Usage, Service: x.Service, Voucher: x.Voucher, Evidence: hallmark.Digest{9},
	}
	if gone {
		u.Stopped = "disconnect"
	}
	if m, ok := e.record.Record.Model(u.Model.Name); ok {
		var err error
		if u.Fee, err = invoice.UsageFee(e.record.Record, m, u.Metered); err != nil {
			return hallmark.SignedUsage{}, err
		}
	} else {
		u.Metered = hallmark.UsageMetered{Objective: true}
	}
	var err error
	if e.total, err = e.total.Add(u.Fee); err != nil {
		return hallmark.SignedUsage{}, err
	}
	u.Total = e.total
	if e.Lie != nil {
		e.Lie(&u)
	}
	b, err := envelope.Canonical(u)
	if err != nil {
		return hallmark.SignedUsage{}, err
	}
	s := hallmark.SignedUsage{Receipt: u}
	if s.Signature, err = envelope.Sign(envelope.UsageSigning(sha256.Sum256(b)), e.key); err != nil {
		return s, err
	}
	if e.Forge != nil {
		e.Forge(&s)
	}
	e.previous = sha256.Sum256(b)
	e.receipts = append(e.receipts, s)
	return s, nil
}
