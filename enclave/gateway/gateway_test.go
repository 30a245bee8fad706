package gateway_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

const (
	chat   = "/v1/chat/completions"
	ask    = `{"model":"fixture","messages":[]}`
	stream = `{"model":"fixture","stream":true,"messages":[]}`
)

func fixture(t testing.TB, c upstreamtest.Config) string {
	t.Helper()
	s := httptest.NewServer(upstreamtest.New(c))
	t.Cleanup(s.Close)
	return s.URL + "/v1"
}

func amount(n uint64) hallmark.Amount { return hallmark.NewAmount(n) }

// rich is more than anything here costs.
const rich = 1 << 40

func TestAttacksAreRefusedByName(t *testing.T) {
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{}), gatewaytest.Options{})
	stranger := w.Customer(t, rich)
	reject := func(check string, kind hallmark.Kind, prepare func(c *gatewaytest.Customer), change func(*hallmark.Exchange)) func(*testing.T) {
		return func(t *testing.T) {
			c := w.Customer(t, rich)
			if prepare != nil {
				prepare(c)
			}
			s, err := c.Exchange("POST", chat, []byte(ask), change)
			if err != nil {
				t.Fatal(err)
			}
			_, err = sendSigned(t, w, c, s, ask)
			if hallmark.KindOf(err) != kind || err == nil || !strings.HasPrefix(err.Error(), check+":") {
				t.Fatalf("got %v (%v), want %v by the check %q", err, hallmark.KindOf(err), kind, check)
			}
			if n := w.State().Refused[check]; n == 0 {
				t.Fatalf("the refusal is not counted under %q", check)
			}
			t.Attr("check", check)
		}
	}
	t.Run("another enclave", reject(wire.CheckSigner, hallmark.Forbidden, nil, func(e *hallmark.Exchange) { e.Signer[0]++ }))
	t.Run("old prices", reject(wire.CheckService, hallmark.Conflict, nil, func(e *hallmark.Exchange) { e.Service[0]++ }))
	t.Run("another provider", reject(wire.CheckService, hallmark.Forbidden, nil, func(e *hallmark.Exchange) { e.Provider[0]++ }))
	t.Run("voucher not named", reject(wire.CheckVoucher, hallmark.Forbidden, nil, func(e *hallmark.Exchange) { e.Voucher[0]++ }))
	t.Run("foreign voucher", reject(wire.CheckVoucher, hallmark.Forbidden, func(c *gatewaytest.Customer) { c.Voucher = stranger.Voucher },
		func(e *hallmark.Exchange) { e.User[0]++ }))
	t.Run("forged ceiling", reject(wire.CheckVoucher, hallmark.Unauthenticated, func(c *gatewaytest.Customer) {
		c.Voucher.Voucher.Ceiling = amount(2 * rich)
		c.Grant = nil
	}, nil))
	t.Run("voucher of another enclave", reject(wire.CheckVoucher, hallmark.Forbidden, func(c *gatewaytest.Customer) {
		v := c.Voucher.Voucher
		v.Signer[0]++
		c.Voucher = c.NewVoucher(t, v)
	}, func(e *hallmark.Exchange) { e.Signer = w.Info.Signer }))
	t.Run("key that nobody granted", reject(wire.CheckSessionKey, hallmark.Unauthenticated, func(c *gatewaytest.Customer) { c.Key = gatewaytest.NewKey(t) }, nil))
	t.Run("grant of another user", reject(wire.CheckSessionKey, hallmark.Forbidden, func(c *gatewaytest.Customer) { c.Grant = stranger.Grant }, nil))
	t.Run("grant that the user did not sign", reject(wire.CheckSessionKey, hallmark.Unauthenticated, func(c *gatewaytest.Customer) {
		g := *c.Grant
		sig, err := envelope.Sign(c.Domain.Grant(g.Grant), c.Key)
		if err != nil {
			t.Fatal(err)
		}
		g.Signature = sig
		c.Grant = &g
	}, nil))
	t.Run("revoked session key", reject(wire.CheckSessionKey, hallmark.Forbidden, func(c *gatewaytest.Customer) {
		state := c.Channel(amount(rich))
		state.Closing = true
		w.Know(t, state)
	}, nil))
	t.Run("past epoch", reject(wire.CheckEpoch, hallmark.Conflict, func(c *gatewaytest.Customer) {
		state := c.Channel(amount(rich))
		state.Epoch = 1
		w.Know(t, state)
	}, nil))
	t.Run("base below the claims", reject(wire.CheckBase, hallmark.Conflict, func(c *gatewaytest.Customer) {
		state := c.Channel(amount(rich))
		state.Claimed = amount(5)
		w.Know(t, state)
	}, nil))
	t.Run("everything is leaving", reject(wire.CheckCeiling, hallmark.Exhausted, func(c *gatewaytest.Customer) {
		state := c.Channel(amount(rich))
		state.PendingOut = amount(rich)
		w.Know(t, state)
	}, nil))
	t.Run("no channel", func(t *testing.T) {
		c := gatewaytest.NewCustomer(t, w.Info, w.Service, amount(rich))
		if _, err := c.Ask(t.Context(), w.Send, "POST", chat, ask); hallmark.KindOf(err) != hallmark.Unfunded || !strings.HasPrefix(err.Error(), wire.CheckCeiling) {
			t.Fatalf("got %v", err)
		}
		t.Attr("check", wire.CheckCeiling)
	})
	t.Run("replay", func(t *testing.T) {
		c := w.Customer(t, rich)
		sealed, key, err := c.Seal("POST", chat, []byte(ask))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := gatewaytest.Exchange(t.Context(), w.Send, sealed, key, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := gatewaytest.Exchange(t.Context(), w.Send, sealed, key, nil); hallmark.KindOf(err) != hallmark.Conflict || !strings.HasPrefix(err.Error(), wire.CheckReplay) {
			t.Fatalf("the same bytes again: %v", err)
		}
		t.Attr("check", wire.CheckReplay)
	})
	t.Run("body swapped", func(t *testing.T) {
		c := w.Customer(t, rich)
		s, err := c.Exchange("POST", chat, []byte(ask), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sendSigned(t, w, c, s, stream); hallmark.KindOf(err) != hallmark.Mismatch {
			t.Fatalf("another body under the signature: %v", err)
		}
		t.Attr("check", hallmark.Mismatch.String())
	})
	t.Run("sealed to another key", func(t *testing.T) {
		c := w.Customer(t, rich)
		var err error
		if c.Sealer, err = envelope.NewSealer("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Ask(t.Context(), w.Send, "POST", chat, ask); hallmark.KindOf(err) != hallmark.Unauthenticated {
			t.Fatalf("got %v", err)
		}
		t.Attr("check", hallmark.Unauthenticated.String())
	})
	if n := len(mustReceipts(t, w)); n != 1 {
		t.Fatalf("%d receipts; only the first use of the replayed request was served", n)
	}
}

func sendSigned(t *testing.T, w *gatewaytest.World, c *gatewaytest.Customer, s hallmark.SignedExchange, body string) (gatewaytest.Answer, error) {
	t.Helper()
	plain, err := envelope.ExchangeBytes(s, []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	sealed, key, err := c.Sealer.Seal(plain)
	if err != nil {
		t.Fatal(err)
	}
	return gatewaytest.Exchange(t.Context(), w.Send, sealed, key, nil)
}

func mustReceipts(t *testing.T, w *gatewaytest.World) []hallmark.SignedUsage {
	t.Helper()
	var all []hallmark.SignedUsage
	for {
		b, err := w.Receipts(uint64(len(all)), wire.MaxReceipts)
		if err != nil {
			t.Fatal(err)
		}
		var some []hallmark.SignedUsage
		if err := hallmark.DecodeStrict(b, "receipts", &some); err != nil {
			t.Fatal(err)
		}
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
	}
}

// chained requires that receipts are a whole chain with right fees and totals.
func chained(t *testing.T, w *gatewaytest.World, all []hallmark.SignedUsage) map[hallmark.Address]hallmark.Amount {
	t.Helper()
	totals := map[hallmark.Address]hallmark.Amount{}
	var previous hallmark.Digest
	for i, s := range all {
		r := s.Receipt
		if r.Sequence != uint64(i+1) || r.Previous != previous {
			t.Fatalf("receipt %d follows %s, want %d and %s", r.Sequence, r.Previous.Short(), i+1, previous.Short())
		}
		var err error
		if previous, err = envelope.CheckUsage(s); err != nil {
			t.Fatal(err)
		}
		if err := invoice.CheckUsage(w.Service.Record, r); err != nil {
			t.Fatal(err)
		}
		sum, err := totals[r.User].Add(r.Fee)
		if err != nil || sum != r.Total {
			t.Fatalf("receipt %d: total %s, the fees make %s", r.Sequence, r.Total, sum)
		}
		totals[r.User] = sum
	}
	return totals
}

// TestThousandAtTheCeiling asks for a thousand streams at once under a voucher
// that pays for some of them and a piece of one more.
func TestThousandAtTheCeiling(t *testing.T) {
	const chunks, prompt = 8, 4
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: chunks, Prompt: prompt}), gatewaytest.Options{})
	const ceiling = 20*(2*prompt+3*chunks) + 700
	c := w.Customer(t, rich)
	c.Raise(t, amount(ceiling))
	var wg sync.WaitGroup
	var mu sync.Mutex
	refused := 0
	for range 1000 {
		wg.Go(func() {
			_, err := c.Ask(t.Context(), w.Send, "POST", chat, stream)
			if err == nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if refused++; !strings.HasPrefix(err.Error(), wire.CheckCeiling) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	all := mustReceipts(t, w)
	spent := chained(t, w, all)[c.User()]
	if spent.Cmp(amount(ceiling)) > 0 || spent.IsZero() {
		t.Fatalf("spent %s of %d", spent, ceiling)
	}
	for _, s := range all {
		if s.Receipt.Total.Cmp(amount(ceiling)) > 0 {
			t.Fatalf("receipt %d is above the ceiling: %s", s.Receipt.Sequence, s.Receipt.Total)
		}
	}
	if refused+len(all) != 1000 {
		t.Fatalf("%d refused and %d receipts", refused, len(all))
	}
	t.Attr("attack", "over-spend by 1,000 requests at once")
	t.Attr("check", wire.CheckCeiling)
}

func TestStopsExactlyAtTheCeiling(t *testing.T) {
	const prompt = 4
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 600, Prompt: prompt}), gatewaytest.Options{})
	c := w.Customer(t, rich)
	c.Raise(t, amount(1000))
	a, err := c.Ask(t.Context(), w.Send, "POST", chat, stream)
	if err != nil {
		t.Fatal(err)
	}
	r := a.Receipt.Receipt
	if r.Stopped != "ceiling" || !strings.Contains(string(a.Body), `"finish_reason":"length"`) || r.Total.Cmp(amount(1000)) > 0 {
		t.Fatalf("stopped %q at %s: %+v", r.Stopped, r.Total, r.Metered)
	}
	c.Raise(t, amount(1_000_000))
	if a, err := c.Ask(t.Context(), w.Send, "POST", chat, stream); err != nil || a.Receipt.Receipt.Stopped != "" || a.Receipt.Receipt.Metered.TokensOut != 600 {
		t.Fatalf("after the ceiling was raised: %v %+v", err, a.Receipt.Receipt)
	}
}

// TestReaderThatLeavesPaysWhatWasSent also shows that a slow reader holds the
// upstream back: between the two nothing much is kept.
func TestReaderThatLeavesPaysWhatWasSent(t *testing.T) {
	const chunks = 1 << 16
	var mu sync.Mutex
	made := 0
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: chunks, Hold: func(*http.Request, int) bool {
		mu.Lock()
		defer mu.Unlock()
		made++
		return true
	}}), gatewaytest.Options{})
	c := w.Customer(t, rich)
	sealed, key, err := c.Seal("POST", chat, []byte(stream))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	enough := errors.New("enough")
	read := 0
	_, err = gatewaytest.Exchange(ctx, w.Send, sealed, key, func([]byte) error {
		if read++; read == 50 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) {
		t.Fatal(err)
	}
	cancel()
	drained, stop := context.WithCancel(t.Context())
	defer stop()
	if err := w.Drain(drained); err != nil {
		t.Fatal(err)
	}
	all := mustReceipts(t, w)
	if len(all) != 1 {
		t.Fatalf("%d receipts", len(all))
	}
	r := all[0].Receipt
	mu.Lock()
	defer mu.Unlock()
	if r.Stopped != "disconnect" || r.Response.Units < 50 || r.Metered.TokensOut < 40 || r.Metered.TokensOut > r.Response.Units || made >= chunks/2 {
		t.Fatalf("stopped %q, %d units, %d tokens; the upstream made %d", r.Stopped, r.Response.Units, r.Metered.TokensOut, made)
	}
	chained(t, w, all)
}

func TestRestartKeepsChainAccountsNoncesAndPrices(t *testing.T) {
	dir, url := t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 3, Prompt: 2})
	w := gatewaytest.Open(t, dir, url, gatewaytest.Options{Segment: 4 << 10})
	var customers []*gatewaytest.Customer
	for i := range 4 {
		c := w.Customer(t, 1000)
		for range i + 1 {
			if _, err := c.Ask(t.Context(), w.Send, "POST", chat, ask); err != nil {
				t.Fatal(err)
			}
		}
		customers = append(customers, c)
	}
	batch, err := w.CloseBatch(1)
	if err != nil {
		t.Fatal(err)
	}
	customers[0].Sealer.Renew() // a request that an enclave with another memory opens too
	sealed, key, err := customers[0].Seal("POST", chat, []byte(ask))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gatewaytest.Exchange(t.Context(), w.Send, sealed, key, nil); err != nil {
		t.Fatal(err)
	}
	before := mustReceipts(t, w)
	w.Down()
	w = gatewaytest.Open(t, dir, url, gatewaytest.Options{Segment: 4 << 10})
	if got := mustReceipts(t, w); !slices.EqualFunc(got, before, func(a, b hallmark.SignedUsage) bool {
		return a.Receipt == b.Receipt && bytes.Equal(a.Signature, b.Signature)
	}) {
		t.Fatalf("%d receipts after the restart, %d before, or others", len(got), len(before))
	}
	for _, c := range customers {
		w.Know(t, c.Channel(amount(1000)))
	}
	if _, err := gatewaytest.Exchange(t.Context(), w.Send, sealed, key, nil); err == nil || !strings.HasPrefix(err.Error(), wire.CheckReplay) {
		t.Fatalf("replayed after a restart: %v", err)
	}
	for _, c := range customers {
		if _, err := c.Ask(t.Context(), w.Send, "POST", chat, ask); err != nil {
			t.Fatal(err)
		}
	}
	totals := chained(t, w, mustReceipts(t, w))
	again, err := w.CloseBatch(1)
	if err != nil || again.Root != batch.Root || !bytes.Equal(again.Signature, batch.Signature) {
		t.Fatalf("batch 1 after a restart: %v %v", again.Root, err)
	}
	second, err := w.CloseBatch(2)
	if err != nil || len(second.Items) != len(customers) {
		t.Fatalf("batch 2: %d items, %v", len(second.Items), err)
	}
	for _, item := range second.Items {
		if item.Total != totals[item.User] {
			t.Fatalf("%s: claimed is %s, the receipts make %s", item.User, item.Total, totals[item.User])
		}
	}
	if _, err := w.CloseBatch(3); hallmark.KindOf(err) != hallmark.NotFound {
		t.Fatalf("a batch over nothing: %v", err)
	}
	if _, err := w.CloseBatch(5); hallmark.KindOf(err) != hallmark.Conflict {
		t.Fatalf("a batch out of turn: %v", err)
	}
}

func TestBatchClaimsInvoicesAndTracesAgree(t *testing.T) {
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 3, Prompt: 2}), gatewaytest.Options{Record: func(r *hallmark.ServiceRecord) {
		r.Rate, r.Objective = 15_000, hallmark.Objective{FirstToken: 1, Rebate: 2_500}
		r.Split = []hallmark.Payee{{Account: hallmark.Address{1}, BPS: 9_000}, {Account: hallmark.Address{2}, BPS: 1_000}}
	}})
	customers := map[hallmark.Address]*gatewaytest.Customer{}
	for range 3 {
		c := w.Customer(t, 10_000)
		customers[c.User()] = c
		for range 3 {
			if _, err := c.Ask(t.Context(), w.Send, "POST", chat, ask); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := w.CloseBatch(1)
	if err != nil {
		t.Fatal(err)
	}
	domain := envelope.NewChannelDomain(gatewaytest.ChainID, gatewaytest.Channels)
	if err := domain.CheckBatch(b); err != nil {
		t.Fatal(err)
	}
	totals := chained(t, w, mustReceipts(t, w))
	f, err := w.Traces(1)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	file, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for i, item := range b.Items {
		c := customers[item.User]
		inv := b.Invoices[i]
		if item.Total != totals[item.User] || inv.Total != item.Total || inv.User != item.User || inv.Receipts != 3 || inv.Missed != 3 {
			t.Fatalf("item %+v, invoice %+v, receipts %s", item, inv, totals[item.User])
		}
		var fees hallmark.Amount
		var trace []hallmark.Digest
		_, err := envelope.OpenTraces(bytes.NewReader(file), crypto.FromECDSA(c.Wallet), func(u hallmark.SignedUsage) error {
			d, err := envelope.Digest(u.Receipt)
			if err != nil {
				return err
			}
			trace = append(trace, invoice.Leaf(d))
			fees, err = fees.Add(u.Receipt.Fee)
			return err
		})
		if err != nil || fees != inv.Fee || invoice.Root(trace) != inv.Trace {
			t.Fatalf("traces of %s: %v, fees %s, invoiced %s", item.User, err, fees, inv.Fee)
		}
	}
	if _, err := envelope.OpenTraces(bytes.NewReader(file), crypto.FromECDSA(gatewaytest.NewKey(t)), nil); hallmark.KindOf(err) != hallmark.NotFound {
		t.Fatalf("a stranger's: %v", err)
	}
}

func TestPlainTransportTakesAPIKeys(t *testing.T) {
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 3, Prompt: 2}), gatewaytest.Options{Limits: gateway.Limits{User: 1}})
	c := w.Customer(t, 1000)
	server := httptest.NewTLSServer(w.PlainHandler())
	defer server.Close()
	call := func(token, method, path, body string) (int, http.Header, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		r.Header.Set("Content-Type", "application/json")
		resp, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, resp.Header, string(b)
	}
	key := func(expires uint64) string {
		t.Helper()
		token, err := c.Domain.NewAPIKey(hallmark.APIKey{Voucher: c.Voucher, Grant: c.Grant, Expires: expires}, c.Key)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	good := key(1 << 40)
	status, header, body := call(good, "POST", chat, ask)
	if status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	status, _, text := call("", "GET", "/v1/receipts/"+header.Get(gateway.HeaderReceipt), "")
	var u hallmark.SignedUsage
	if err := hallmark.DecodeStrict([]byte(text), "receipt", &u); err != nil || status != 200 {
		t.Fatalf("%d %s: %v", status, text, err)
	}
	if _, err := envelope.CheckUsage(u); err != nil {
		t.Fatal(err)
	}
	read := envelope.HashBody(u.Receipt.ID, status, header.Get("Content-Type"), []byte(body))
	if u.Receipt.Transport != hallmark.TransportTLS || u.Receipt.Response != read || u.Receipt.Fee != amount(2*2+3*3) || !u.Receipt.Request.Exchange.IsZero() {
		t.Fatalf("%+v", u.Receipt)
	}
	for name, token := range map[string]string{"none": "", "expired": key(1), "damaged": good[:len(good)-4], "foreign": "sk-abc"} {
		if status, _, body := call(token, "POST", chat, ask); status != 401 || !strings.Contains(body, wire.CheckAPIKey) {
			t.Fatalf("%s: %d %s", name, status, body)
		}
	}
	if status, _, body := call(good, "POST", "/v1/responses", "{}"); status != 501 {
		t.Fatalf("%d %s", status, body)
	}
}

func TestLimitsAnswerBusy(t *testing.T) {
	release := make(chan struct{})
	started := make(chan struct{}, 8)
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{Chunks: 2, Hold: func(*http.Request, int) bool {
		select {
		case started <- struct{}{}:
		default:
		}
		<-release
		return true
	}}), gatewaytest.Options{Limits: gateway.Limits{User: 1, Requests: 2, Queue: 1, Wait: 1}})
	one, two := w.Customer(t, rich), w.Customer(t, rich)
	var wg sync.WaitGroup
	for _, c := range []*gatewaytest.Customer{one, two} {
		wg.Go(func() {
			if _, err := c.Ask(t.Context(), w.Send, "POST", chat, stream); err != nil {
				t.Error(err)
			}
		})
		<-started
		status := 0
		_, err := c.Ask(t.Context(), func(ctx context.Context, n int64, r io.Reader) (*http.Response, error) {
			resp, err := w.Send(ctx, n, r)
			if err == nil {
				status = resp.StatusCode
			}
			return resp, err
		}, "POST", chat, stream)
		want := http.StatusTooManyRequests // the user's share
		if c == two {
			want = http.StatusServiceUnavailable // no place at all
		}
		if status != want || hallmark.KindOf(err) != hallmark.Unavailable || !strings.HasPrefix(err.Error(), wire.CheckLimit) {
			t.Errorf("status %d, want %d: %v", status, want, err)
		}
	}
	close(release)
	wg.Wait()
	if err := w.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Ask(t.Context(), w.Send, "POST", chat, ask); hallmark.KindOf(err) != hallmark.Unavailable {
		t.Fatalf("while draining: %v", err)
	}
	if s := w.State(); s.Requests != 2 || s.Streams != 2 || s.Refused[wire.CheckLimit] != 3 || s.Active != 0 {
		t.Fatalf("%+v", s)
	}
}

func TestPricesChange(t *testing.T) {
	w := gatewaytest.Open(t, t.TempDir(), fixture(t, upstreamtest.Config{}), gatewaytest.Options{})
	provider, err := crypto.ToECDSA(bytes.Repeat([]byte{0x45}, 32))
	if err != nil {
		t.Fatal(err)
	}
	r := w.Service.Record
	if _, err := w.PutService(w.Service); err != nil {
		t.Fatalf("the same again: %v", err)
	}
	r.Rate = 1
	if _, err := w.PutService(gatewaytest.SignService(t, r, provider)); hallmark.KindOf(err) != hallmark.Conflict {
		t.Fatalf("another of the same revision: %v", err)
	}
	r.Revision = 2
	if _, err := w.PutService(gatewaytest.SignService(t, r, gatewaytest.NewKey(t))); hallmark.KindOf(err) != hallmark.Forbidden {
		t.Fatalf("of another provider: %v", err)
	}
	signed := gatewaytest.SignService(t, r, provider)
	signed.Record.Rate = 2
	if _, err := w.PutService(signed); hallmark.KindOf(err) != hallmark.Unauthenticated {
		t.Fatalf("altered: %v", err)
	}
	if s, err := w.PutService(gatewaytest.SignService(t, r, provider)); err != nil || s.Revision != 2 {
		t.Fatalf("%+v %v", s, err)
	}
}
