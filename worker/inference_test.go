package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/worker/offer"
	"github.com/hallmark-tee/hallmark/worker/settle"
	"github.com/hallmark-tee/hallmark/worker/traces"
	"github.com/hallmark-tee/hallmark/worker/workertest"
	"github.com/hallmark-tee/hallmark/workflows/temporaltest"
)

// exchange is how a customer reaches the enclave through the worker.
func (d *daemon) exchange(ctx context.Context, size int64, sealed io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.url+"/v1/exchange", sealed)
	if err != nil {
		return nil, err
	}
	req.ContentLength = size
	return http.DefaultClient.Do(req)
}

func (d *daemon) service() (s hallmark.SignedService) {
	d.t.Helper()
	resp, err := http.Get(d.url + "/v1/service")
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		d.t.Fatal(err)
	}
	return s
}

// patiently asks until the enclave knows the customer's channel.
func (d *daemon) patiently(c *gatewaytest.Customer) gatewaytest.Answer {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 3*time.Minute)
	defer cancel()
	body := fmt.Sprintf(`{"model":%q,"max_tokens":4,"prompt":"what is an enclave"}`, d.m.Info.Models[0].Name)
	for {
		a, err := c.Ask(ctx, d.exchange, http.MethodPost, "/v1/completions", body)
		if err == nil {
			return a
		}
		if ctx.Err() != nil {
			d.t.Fatal(err)
		}
	}
}

// TestAWorkerServesChargesAndDrains: the daemon with every peer real. A request
// through its API is answered and receipted; a new price is in force a moment
// after the file changed; the batch is claimed while it runs, and the last one
// when it is stopped. All of it is traced, and the traces name nobody.
func TestAWorkerServesChargesAndDrains(t *testing.T) {
	server := temporaltest.Start(t)
	t.Setenv("TEMPORAL_ADDRESS", server.Address)
	m := newMarket(t)
	cfg := configOf(t, m, server.Namespace)
	dir := t.TempDir()
	collector := workertest.NewCollector(t)
	cfg.Traces = traces.Config{Endpoint: collector.URL}
	cfg.Inference = &Inference{Offer: m.Offer(t, dir, nil), Drain: 20, Settle: settle.Plan{Every: 1}}
	d := start(t, m, cfg)
	first := d.service()
	if first.Record.Revision != 1 || first.Record.Signer != m.Info.Signer {
		t.Errorf("%+v", first.Record)
	}
	c := m.Customer(t, first, workertest.Coins(1))
	m.SetSessionKey(t, c.Wallet, c.Key)
	a := d.patiently(c)
	claimed := func() hallmark.Amount {
		t.Helper()
		ch, err := m.Chain.Channel(t.Context(), c.User(), workertest.Address(m.Provider))
		if err != nil {
			t.Fatal(err)
		}
		return ch.Claimed
	}
	until := func(what string, done func() bool) {
		t.Helper()
		for end := time.Now().Add(60 * time.Second); !done(); {
			if time.Now().After(end) {
				t.Fatalf("%s did not happen", what)
			}
			time.Sleep(20 * time.Millisecond) // a poll of the chain, which tells nobody
		}
	}
	until("the claim", func() bool { return claimed() == a.Receipt.Receipt.Total })

	// Another price.
	m.Offer(t, dir, func(o *offer.Offer) { o.Models[0].Out = hallmark.NewAmount(70) })
	until("the new price", func() bool { return d.service().Record.Revision == 2 })
	fresh := gatewaytest.NewCustomer(t, m.Info, d.service(), workertest.Coins(1))
	c.Service = fresh.Service
	b := d.patiently(c)
	if b.Receipt.Receipt.Fee.Cmp(a.Receipt.Receipt.Fee) <= 0 {
		t.Errorf("at 70 it costs %s, at 5 %s", b.Receipt.Receipt.Fee, a.Receipt.Receipt.Fee)
	}
	// What is not claimed when the worker is told to stop is claimed before it
	// has.
	d.end()
	if got := claimed(); got != b.Receipt.Receipt.Total {
		t.Errorf("claimed %s of %s after the drain", got, b.Receipt.Receipt.Total)
	}
	traced := map[string]bool{}
	for _, s := range collector.Spans() {
		traced[s.Name] = true
	}
	for _, name := range []string{"exchange", "step CloseBatch", "step ClaimBatch", "send register", "send service", "send claim"} {
		if !traced[name] {
			t.Errorf("no span of %q among %v", name, traced)
		}
	}
	for _, secret := range []string{c.User().String(), first.Record.Signer.String(), "what is an enclave"} {
		if bytes.Contains(bytes.ToLower(collector.Raw()), []byte(strings.ToLower(secret))) {
			t.Errorf("the traces say %q", secret)
		}
	}
}
