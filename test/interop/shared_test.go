package interop

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

func address(t *testing.T, account uint32) hallmark.Address {
	t.Helper()
	key, err := devchain.DeveloperKey(account)
	if err != nil {
		t.Fatal(err)
	}
	return envelope.AddressOf(&key.PublicKey)
}

// sharedModel: the owner of a model lets a friend call it, and nobody else.
func (r *rig) sharedModel(t *testing.T) {
	if r.tuned == "" {
		t.Fatal("no model was made: the fine-tuning before this one has failed, or was left out")
	}
	job := strings.TrimPrefix(r.tuned, "ft:")
	dir := filepath.Join(filepath.Dir(r.dir), "friend")
	grant := filepath.Join(t.TempDir(), "grant.json")
	once := func(account, code int, args ...string) (string, string) {
		t.Helper()
		return r.as(account, code, append([]string{"-o", "json", "chat", "--dir", dir, "--max-tokens", "8", "--once", "What is a receipt?"}, args...)...)
	}
	r.as(friendAccount, 0, "channel", "open", "1")
	if _, said := once(friendAccount, 13, "--model", r.tuned); !strings.Contains(said, inference.CheckOwner+": ") {
		t.Errorf("without a grant: %s", said)
	}
	if _, said := r.as(friendAccount, 13, "model", "share", job, "--with", address(t, strangerAccount).String()); !strings.Contains(said, inference.CheckOwner+": ") {
		t.Errorf("a share of somebody else's model: %s", said)
	}
	r.run(0, "model", "share", job, "--with", address(t, friendAccount).String(), "--out", grant)
	var got struct{ Answer, Receipt string }
	out, _ := once(friendAccount, 0, "--grant", grant) // the model of the grant
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Answer == "" {
		t.Fatalf("%s, %v", out, err)
	}
	kept, err := inference.ReadReceipts(filepath.Join(dir, "receipts.jsonl"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d receipts, %v", len(kept), err)
	}
	b, err := os.ReadFile(grant)
	if err != nil {
		t.Fatal(err)
	}
	share, err := envelope.ParseAdapterShare(b)
	if err != nil {
		t.Fatal(err)
	}
	u := kept[0].Receipt
	if u.ID.String() != got.Receipt || u.User != address(t, friendAccount) || u.Model.Job.String() != job || u.Model.Adapter != share.Share.Adapter || u.Fee.IsZero() {
		t.Errorf("the friend's receipt: %+v", u)
	}
	if _, said := once(strangerAccount, 13, "--grant", grant); !strings.Contains(said, inference.CheckOwner+": ") {
		t.Errorf("a stranger with the friend's grant: %s", said)
	}
	adapter := share.Share.Adapter.String()
	forged := bytes.Replace(b, []byte(adapter), []byte(strings.Replace(adapter, adapter[2:4], "ff", 1)), 1)
	if bytes.Equal(b, forged) {
		forged = bytes.Replace(b, []byte(adapter), []byte("0x00"+adapter[4:]), 1)
	}
	if err := os.WriteFile(grant, forged, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := once(friendAccount, 12, "--grant", grant); !strings.Contains(said, inference.CheckOwner+": ") {
		t.Errorf("an altered grant: %s", said)
	}
}

// bodies keeps what the last answer said, as it came.
type bodies struct {
	http.RoundTripper
	last bytes.Buffer
}

func (b *bodies) RoundTrip(q *http.Request) (*http.Response, error) {
	resp, err := b.RoundTripper.RoundTrip(q)
	if err != nil {
		return nil, err
	}
	b.last.Reset()
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(resp.Body, &b.last), resp.Body}
	return resp, nil
}

// apiKey: a client that can neither sign nor seal calls the enclave's own TLS
// address, pinned to the key that the evidence names, and checks its receipts.
func (r *rig) apiKey(t *testing.T) {
	ctx := t.Context()
	dir := filepath.Join(filepath.Dir(r.dir), "friend")
	if r.tuned == "" {
		t.Fatal("no friend has a channel: what comes before this one has failed, or was left out")
	}
	var made struct {
		Key    string
		Signer hallmark.Address
		TLSKey hallmark.Digest `json:"tlsKey"`
		Pin    string
	}
	out, _ := r.as(friendAccount, 0, "-o", "json", "channel", "key", "0.1", "--dir", dir)
	if err := json.Unmarshal([]byte(out), &made); err != nil || made.TLSKey.IsZero() || !strings.HasPrefix(made.Pin, "sha256//") {
		t.Fatalf("%s, %v", out, err)
	}
	at, err := r.market.EnclaveTLS(ctx)
	if err != nil {
		t.Fatal(err)
	}
	seen := &bodies{RoundTripper: &http.Transport{TLSClientConfig: sdk.PinnedTLS(made.TLSKey)}}
	pinned := &http.Client{Transport: seen}
	t.Cleanup(pinned.CloseIdleConnections)
	url := "https://" + at + "/v1"
	client := func(h *http.Client, key string) openai.Client {
		return openai.NewClient(option.WithBaseURL(url), option.WithAPIKey(key), option.WithMaxRetries(0), option.WithHTTPClient(h))
	}
	ask := openai.ChatCompletionNewParams{
		Model: baseModel, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("What is a receipt?")},
		MaxTokens: openai.Int(8), Temperature: openai.Float(0),
	}
	c := client(pinned, made.Key)
	var resp *http.Response
	whole, err := c.Chat.Completions.New(ctx, ask, option.WithResponseInto(&resp))
	if err != nil {
		t.Fatal(err)
	}
	first := r.receipt(t, pinned, url, resp, bytes.Clone(seen.last.Bytes()))
	if first.Signer != made.Signer || first.Metered.TokensOut != uint64(whole.Usage.CompletionTokens) {
		t.Errorf("%+v", first)
	}
	stream := c.Chat.Completions.NewStreaming(ctx, ask, option.WithResponseInto(&resp))
	var text strings.Builder
	for stream.Next() {
		for _, choice := range stream.Current().Choices {
			text.WriteString(choice.Delta.Content)
		}
	}
	if err := stream.Err(); err != nil || text.String() != whole.Choices[0].Message.Content {
		t.Errorf("streamed %q, %v", text.String(), err)
	}
	second := r.receipt(t, pinned, url, resp, bytes.Clone(seen.last.Bytes()))
	if sum, err := first.Total.Add(second.Fee); err != nil || second.Total != sum {
		t.Errorf("total %s after %s and a fee of %s", second.Total, first.Total, second.Fee)
	}

	var refused *openai.Error
	wrong := client(pinned, made.Key[:len(made.Key)-4]+"AAAA")
	if _, err := wrong.Models.List(ctx); !errors.As(err, &refused) || refused.StatusCode != http.StatusUnauthorized {
		t.Errorf("an altered key: %v", err)
	}
	other := client(&http.Client{Transport: &http.Transport{TLSClientConfig: sdk.PinnedTLS(hallmark.Digest{1})}}, made.Key)
	if _, err := other.Models.List(ctx); err == nil || !strings.Contains(err.Error(), "the evidence names") {
		t.Errorf("another pin: %v", err)
	}
	plain := client(&http.Client{Transport: &http.Transport{}}, made.Key)
	if _, err := plain.Models.List(ctx); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("no pin: %v", err)
	}
}

// receipt fetches the receipt of an answer and holds it against the answer.
func (r *rig) receipt(t *testing.T, c *http.Client, url string, resp *http.Response, body []byte) hallmark.Usage {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/receipts/"+resp.Header.Get("Hallmark-Receipt"), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	b, err := io.ReadAll(got.Body)
	var signed hallmark.SignedUsage
	if err == nil {
		err = hallmark.DecodeStrict(b, "receipt", &signed)
	}
	if err != nil {
		t.Fatalf("%d %s: %v", got.StatusCode, b, err)
	}
	u := signed.Receipt
	if _, err := envelope.CheckUsage(signed); err != nil {
		t.Error(err)
	}
	one, answer := filepath.Join(r.dir, "one.json"), filepath.Join(r.dir, "answer")
	for path, b := range map[string][]byte{one: b, answer: body, answer + ".altered": append(bytes.Clone(body), '\n')} {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, _ := r.as(friendAccount, int(verdict.Against), "receipt", "verify", one, "--body", answer) // strict refuses the simulation
	if !strings.Contains(said, "PASS  "+inference.CheckBody) {
		t.Error(said)
	}
	if _, said := r.as(friendAccount, 20, "receipt", "verify", one, "--body", answer+".altered"); !strings.Contains(said, inference.CheckBody+": ") {
		t.Errorf("with another answer: %s", said)
	}
	if u.Transport != hallmark.TransportTLS || !u.Request.Exchange.IsZero() || u.User != address(t, friendAccount) || u.Request.Key != u.User || u.Response != envelope.HashBody(u.ID, resp.StatusCode, resp.Header.Get("Content-Type"), body) || u.ID.String() != resp.Header.Get("Hallmark-Receipt") {
		t.Errorf("%+v", u)
	}
	var service hallmark.SignedService
	if err := json.Unmarshal([]byte(r.run(0, "-o", "json", "provider", "service", "show")), &service); err != nil {
		t.Fatal(err)
	}
	if err := invoice.CheckUsage(service.Record, u); err != nil {
		t.Error(err)
	}
	return u
}
