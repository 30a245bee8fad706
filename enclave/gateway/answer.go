package gateway

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/envelope"
)

// transport carries the answer of one request to its client.
type transport interface {
	// begin sends what comes before the first unit.
	begin(head envelope.ResponseHead) error
	// unit sends one piece of the answer, at the next flush at the latest. Both
	// wait while the client is slow, and fail once it is gone.
	unit(p []byte) error
	flush() error
}

// answer is one response while it is made: it hashes what is sent and notes
// what had been metered by then. It implements openai.Writer.
type answer struct {
	to     transport
	meter  *meter
	hash   *envelope.StreamHash
	head   envelope.ResponseHead
	opened time.Time
	now    func() time.Time

	begun  bool
	first  time.Duration // to the first unit
	failed bool          // the API gave up within the answer
	err    error         // the client is gone
}

var (
	_ openai.Writer  = (*answer)(nil)
	_ openai.Flusher = (*answer)(nil)
)

// Begin implements openai.Writer.
func (a *answer) Begin(status int, contentType string) {
	if a.begun {
		return
	}
	a.begun = true
	a.head.Status, a.head.ContentType = status, contentType
	a.err = a.to.begin(a.head)
}

// errorEvent begins the event with which a stream that cannot go on ends.
var errorEvent = []byte(`data: {"error":`)

// Write implements openai.Writer.
func (a *answer) Write(p []byte) error {
	if a.err != nil {
		return a.err
	}
	if a.hash.Units() == 0 {
		a.first = a.now().Sub(a.opened)
	}
	a.failed = a.failed || bytes.HasPrefix(p, errorEvent)
	for more := true; more; more = len(p) > 0 {
		unit := p[:min(len(p), envelope.MaxUnit)]
		if a.err = a.to.unit(unit); a.err != nil {
			return a.err
		}
		a.hash.Add(unit)
		p = p[len(unit):]
	}
	a.meter.sent = a.meter.used
	return nil
}

// Flush implements openai.Flusher.
func (a *answer) Flush() error {
	if a.err == nil && a.begun {
		a.err = a.to.flush()
	}
	return a.err
}

// serve lets the API answer an admitted request and gives the journalled,
// signed receipt. The receipt is made whatever happens to the client.
func (g *Gateway) serve(ctx context.Context, r *request, contentType string, body []byte, to transport) (receipt, error) {
	record := &r.service.signed.Record
	c := &catalog{gateway: g, record: record, user: r.user, grant: r.adapter}
	m := &meter{account: r.account, record: record, catalog: c}
	a := &answer{to: to, meter: m, opened: r.opened, now: g.opt.Now}
	rand.Read(a.head.Receipt[:])
	a.hash = envelope.NewStreamHash(a.head.Receipt)
	openai.New(c, openai.Options{}).Serve(ctx, openai.Call{
		Method: r.usage.Method, Path: r.usage.Path, ContentType: contentType, Body: body, User: r.user,
	}, m, a)
	return g.conclude(ctx, r, m, a)
}

// conclude settles the account and makes the receipt.
func (g *Gateway) conclude(ctx context.Context, r *request, m *meter, a *answer) (receipt, error) {
	left := a.err != nil || a.hash.Units() == 0
	whole := g.opt.Now().Sub(a.opened)
	if a.hash.Units() == 0 {
		a.first = whole
	}
	used, fee, err := m.end(left, a.first, whole)
	if err != nil {
		return receipt{}, errors.Join(err, g.abandon(r, m))
	}
	u := hallmark.Usage{
		Version: hallmark.UsageVersion, ID: a.head.Receipt, ChainID: g.opt.ChainID, Channels: g.opt.Channels,
		User: r.user, Provider: m.record.Provider, Signer: g.signer, Epoch: r.epoch, Kind: g.opt.Kind, Transport: r.transport,
		Request: r.usage, Response: a.hash.Response(a.head.Status), Metered: used, Service: r.service.digest, Fee: fee, Evidence: g.opt.Evidence(),
	}
	if m.price != nil {
		u.Model = hallmark.UsageModel{Name: m.price.Name, Base: m.model.Base, Adapter: m.model.Adapter, Job: m.model.Job, Engine: m.model.Engine}
	}
	switch {
	case left || ctx.Err() != nil && a.failed:
		u.Stopped = "disconnect"
	case m.full:
		u.Stopped = "ceiling"
	case a.failed || a.head.Status >= 500:
		u.Stopped = "error"
	}
	w, err := g.ledger.receipt(r.account, &u, m.reserved)
	if err != nil {
		return receipt{}, err
	}
	g.count.served(&u, a.head.ContentType)
	return g.sign(w)
}

// abandon gives a reservation back without a receipt.
func (g *Gateway) abandon(r *request, m *meter) error {
	_, err := r.account.settle(m.reserved, hallmark.Amount{})
	return err
}

// receipt is a signed receipt whose group is on the disk.
type receipt struct {
	canonical []byte
	signature hallmark.Hex
}

// sign signs while the journal syncs, and waits for it. A signature is made of
// the receipt alone (RFC 6979), so that it is not kept: it is made again when it
// is asked for again.
func (g *Gateway) sign(w written) (receipt, error) {
	sig, err := envelope.Sign(envelope.UsageSigning(w.digest), g.opt.Key)
	if synced := w.group.Wait(); synced != nil {
		return receipt{}, synced
	}
	return receipt{w.canonical, sig}, err
}

// json is the JSON of hallmark.SignedUsage.
func (r receipt) json() []byte {
	return envelope.AppendSignedUsage(make([]byte, 0, len(r.canonical)+2*len(r.signature)+64), r.canonical, r.signature)
}

// Receipt gives the JSON of a hallmark.SignedUsage by its id; NotFound.
func (g *Gateway) Receipt(id hallmark.Digest) ([]byte, error) {
	canonical, err := g.ledger.lookup(id)
	if err != nil {
		return nil, err
	}
	return g.signed(canonical)
}

func (g *Gateway) signed(canonical []byte) ([]byte, error) {
	sig, err := envelope.Sign(envelope.UsageSigning(sha256.Sum256(canonical)), g.opt.Key)
	return receipt{canonical, sig}.json(), err
}

// Receipts gives the JSON of a list of hallmark.SignedUsage, those after a
// sequence number, at most max, in order.
func (g *Gateway) Receipts(after uint64, max int) ([]byte, error) {
	out := []byte{'['}
	for i := range max {
		_, canonical, err := g.ledger.read(after + 1 + uint64(i))
		if hallmark.KindOf(err) == hallmark.NotFound && err != nil {
			break
		}
		if err != nil {
			return nil, err
		}
		one, err := g.signed(canonical)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, one...)
	}
	return append(out, ']'), nil
}
