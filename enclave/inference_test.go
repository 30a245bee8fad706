package enclave_test

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/gateway/gatewaytest"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

var channels = hallmark.Address{7, 8}

func coins(n uint64) hallmark.Amount { return hallmark.NewAmount(n) }

// priced puts a record in force with the enclave's models at 2 per token read
// and 3 per token written.
func (u up) priced(t *testing.T, revision uint64) hallmark.SignedService {
	t.Helper()
	r := hallmark.ServiceRecord{ChainID: u.info.ChainID, Channels: u.info.Channels, Signer: u.info.Signer, Revision: revision, Rate: hallmark.BPS}
	for _, m := range u.info.Models {
		r.Models = append(r.Models,
			hallmark.ServiceModel{Name: m.Name, Kind: hallmark.ModelText, Digest: m.Digest, In: coins(2), Out: coins(3)},
			hallmark.ServiceModel{Name: m.Name + "-embed", Kind: hallmark.ModelEmbedding, Digest: m.Digest, In: coins(1)})
	}
	s := gatewaytest.SignService(t, r, providerKey(t))
	if _, err := u.PutService(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

// customer is somebody with a channel of a million.
func (u up) customer(t *testing.T, s hallmark.SignedService) *gatewaytest.Customer {
	t.Helper()
	c := gatewaytest.NewCustomer(t, u.info, s, coins(1_000_000))
	if _, err := u.PutChannels(t.Context(), []wire.ChannelState{c.Channel(coins(1_000_000))}); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestChatIsSealedMeteredAndReceipted(t *testing.T) {
	m := newMachine(t)
	m.config.Channels = channels
	u := m.start(t)
	s := u.priced(t, 1)
	c := u.customer(t, s)
	if _, err := c.Ask(t.Context(), u.Exchange, "GET", "/v1/models", ""); hallmark.KindOf(err) != hallmark.Unavailable || !strings.HasPrefix(err.Error(), wire.CheckEvidence) {
		t.Fatalf("without evidence: %v", err)
	}
	evidence := u.registered(t)
	a, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/chat/completions", `{"model":"tiny","max_tokens":5,"messages":[{"role":"user","content":"the enclave"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	var body struct {
		Usage struct {
			Prompt     uint64 `json:"prompt_tokens"`
			Completion uint64 `json:"completion_tokens"`
		}
	}
	if err := json.Unmarshal(a.Body, &body); err != nil || a.Head.Status != 200 {
		t.Fatalf("status %d, %v: %s", a.Head.Status, err, a.Body)
	}
	r := a.Receipt.Receipt
	switch {
	case r.Metered.TokensIn != body.Usage.Prompt || r.Metered.TokensOut != body.Usage.Completion || r.Metered.TokensIn == 0 || r.Metered.TokensOut == 0:
		t.Fatalf("metered %+v, the answer says %+v", r.Metered, body.Usage)
	case r.Fee != coins(2*r.Metered.TokensIn+3*r.Metered.TokensOut) || r.Total != r.Fee:
		t.Fatalf("fee %s, total %s for %+v", r.Fee, r.Total, r.Metered)
	case r.Evidence != evidence || r.Model.Base != u.info.Models[0].Digest || r.Model.Name != "tiny" || r.Model.Engine != u.info.Engine || r.Transport != hallmark.TransportSealed:
		t.Fatalf("receipt %+v", r)
	}
	if err := invoice.CheckUsage(s.Record, r); err != nil {
		t.Fatal(err)
	}
	again, err := u.Receipt(t.Context(), r.ID)
	if err != nil || again.Signature.String() != a.Receipt.Signature.String() || again.Receipt != r {
		t.Fatalf("by its id: %+v, %v", again, err)
	}

	stream, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/chat/completions", `{"model":"tiny","max_tokens":6,"stream":true,"messages":[{"role":"user","content":"the enclave"}]}`)
	if err != nil || stream.Units < 3 || !strings.Contains(string(stream.Body), "[DONE]") {
		t.Fatalf("%d units, %v: %s", stream.Units, err, stream.Body)
	}
	next := stream.Receipt.Receipt
	digest, err := envelope.Digest(r)
	if err != nil || next.Sequence != 2 || next.Previous != digest {
		t.Fatalf("receipt %d follows %s, want %s, %v", next.Sequence, next.Previous, digest, err)
	}
	if sum, err := r.Total.Add(next.Fee); err != nil || next.Total != sum {
		t.Fatalf("total %s, want %s", next.Total, sum)
	}
	embedded, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/embeddings", `{"model":"tiny-embed","input":"the enclave"}`)
	if err != nil || embedded.Head.Status != 200 || embedded.Receipt.Receipt.Metered.TokensOut != 0 || embedded.Receipt.Receipt.Fee.IsZero() {
		t.Fatalf("embeddings: %v %s", err, embedded.Body)
	}
	missing, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/chat/completions", `{"model":"nobody"}`)
	if err != nil || missing.Head.Status != 404 || !missing.Receipt.Receipt.Fee.IsZero() {
		t.Fatalf("a model that is not there: %v %s", err, missing.Body)
	}
	list, err := u.Receipts(t.Context(), 1, 10)
	if err != nil || len(list) != 3 || list[0].Receipt != next {
		t.Fatalf("%d receipts after the first, %v", len(list), err)
	}
}

// TestTheModelOfAJobIsCallable trains, settles, forgets and restarts: the model
// is the one that was trained, and its owner's.
func TestTheModelOfAJobIsCallable(t *testing.T) {
	m := newMachine(t)
	m.config.Channels, m.config.KeepAdapters = channels, true
	u := m.start(t)
	owner := newUser(t)
	p := owner.order(t, u.info, config(1), owner.plaintext(t, rows(20)))
	u.ready(t, p)
	job := u.train(t, p.id)
	settled := u.settle(t, job)
	files := owner.open(t, settled, u.artifact(t, p.id))
	adapter := map[string][]byte{}
	for _, name := range engine.AdapterFiles {
		adapter[name] = files["adapter/"+name]
	}
	if _, err := u.Forget(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	u.down()
	u = m.start(t)
	s := u.priced(t, 1)
	call := func(c *gatewaytest.Customer) gatewaytest.Answer {
		t.Helper()
		a, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/chat/completions", `{"model":"ft:`+p.id.String()+`","max_tokens":4,"messages":[{"role":"user","content":"question 3 about the enclave"}]}`)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	c := u.customer(t, s)
	c.Wallet = owner.key
	c.Grant = c.NewGrant(t, s.Record.Provider, c.Key, 0)
	v := c.Voucher.Voucher
	v.User = owner.address()
	c.Voucher = c.NewVoucher(t, v)
	if _, err := u.PutChannels(t.Context(), []wire.ChannelState{c.Channel(coins(1_000_000))}); err != nil {
		t.Fatal(err)
	}
	a := call(c)
	r := a.Receipt.Receipt
	if a.Head.Status != 200 || r.Model.Job != p.id || r.Model.Adapter != engine.AdapterDigest(adapter) || r.Model.Base != u.info.Models[0].Digest || r.Model.Name != "tiny" || r.Fee.IsZero() {
		t.Fatalf("status %d: %s\n%+v", a.Head.Status, a.Body, r.Model)
	}
	stranger := u.customer(t, s)
	if a := call(stranger); a.Head.Status != 403 || !strings.Contains(string(a.Body), wire.CheckAdapter) || !a.Receipt.Receipt.Fee.IsZero() {
		t.Fatalf("a stranger: %d %s", a.Head.Status, a.Body)
	}
	t.Attr("attack", "a stranger asks for a private adapter")
	t.Attr("check", wire.CheckAdapter)
	grant := hallmark.AdapterGrant{Owner: owner.address(), Job: p.id, User: stranger.User()}
	sign := func(key *ecdsa.PrivateKey) *hallmark.SignedAdapterGrant {
		sig, err := envelope.Sign(stranger.Domain.AdapterGrant(grant), key)
		if err != nil {
			t.Fatal(err)
		}
		return &hallmark.SignedAdapterGrant{Grant: grant, Signature: sig}
	}
	stranger.Adapter = sign(stranger.Wallet)
	if a := call(stranger); a.Head.Status != 403 {
		t.Fatalf("a grant that the owner did not sign: %d %s", a.Head.Status, a.Body)
	}
	stranger.Adapter = sign(owner.key)
	if a := call(stranger); a.Head.Status != 200 || a.Receipt.Receipt.Model.Job != p.id {
		t.Fatalf("a friend: %d %s", a.Head.Status, a.Body)
	}
	list, err := stranger.Ask(t.Context(), u.Exchange, "GET", "/v1/models", "")
	if err != nil || !strings.Contains(string(list.Body), "ft:"+p.id.String()) {
		t.Fatalf("%v %s", err, list.Body)
	}

	// The host puts another job's adapter in its place.
	u.down()
	other := strings.Replace(p.id.String(), p.id.String()[2:4], "ff", 1)
	put(t, filepath.Join(m.config.State, "adapters", other+".sealed"), read(t, filepath.Join(m.config.State, "adapters", p.id.String()+".sealed")))
	u = m.start(t)
	u.priced(t, 2)
	if n := strings.Count(u.log.String(), "an adapter is not served"); n != 1 {
		t.Fatalf("an adapter under another job's name was refused %d times:\n%s", n, u.log)
	}
}

// TestServingGoesOnWhileAJobTrains asks while every processor trains.
func TestServingGoesOnWhileAJobTrains(t *testing.T) {
	m := newMachine(t)
	m.config.Channels = channels
	u := m.start(t)
	u.registered(t)
	c := u.customer(t, u.priced(t, 1))
	owner := newUser(t)
	p := owner.order(t, u.info, config(1000), owner.plaintext(t, rows(40))) // longer than anything here waits
	u.ready(t, p)
	if _, err := u.Train(t.Context(), p.id); err != nil {
		t.Fatal(err)
	}
	u.follow(t, p.id, func(p wire.Progress) bool { return p.Code == wire.CodeStep })
	for range 3 {
		if a, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/completions", `{"model":"tiny","max_tokens":4,"prompt":"the enclave"}`); err != nil || a.Head.Status != 200 {
			t.Fatalf("%v %s", err, a.Body)
		}
	}
	job, err := u.Job(t.Context(), p.id)
	if err != nil || job.State != wire.Training {
		t.Fatalf("the job is %s, %v: it was not training meanwhile", job.State, err)
	}
}

// TestTheCeilingStopsTheEngineToTheToken pays for exactly so many tokens.
func TestTheCeilingStopsTheEngineToTheToken(t *testing.T) {
	m := newMachine(t)
	m.config.Channels = channels
	u := m.start(t)
	u.registered(t)
	s := u.priced(t, 1)
	c := u.customer(t, s)
	ask := func() gatewaytest.Answer {
		t.Helper()
		a, err := c.Ask(t.Context(), u.Exchange, "POST", "/v1/completions", `{"model":"tiny","max_tokens":20,"stream":true,"temperature":0,"prompt":"the enclave answers"}`)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := ask().Receipt.Receipt
	if first.Metered.TokensOut < 8 {
		t.Fatalf("the model says too little: %+v", first.Metered)
	}
	c = u.customer(t, s)
	paid := coins(2*first.Metered.TokensIn + 3*7 + 2) // two units more do not pay for an eighth token
	c.Raise(t, paid)
	a := ask()
	if r := a.Receipt.Receipt; r.Metered.TokensOut != 7 || r.Stopped != "ceiling" || !strings.Contains(string(a.Body), `"finish_reason":"length"`) || r.Total.Cmp(paid) > 0 {
		t.Fatalf("%+v, stopped %q at %s of %s: %s", r.Metered, r.Stopped, r.Total, paid, a.Body)
	}
}

func TestTLSEndsInTheEnclave(t *testing.T) {
	m := newMachine(t)
	m.config.Channels, m.config.TLS = channels, "127.0.0.1:0"
	u := m.start(t)
	e, err := u.Evidence(t.Context(), wire.EvidenceRequest{Block: 7, BlockHash: hallmark.Digest{7}})
	if err != nil {
		t.Fatal(err)
	}
	var data hallmark.RuntimeData
	if err := hallmark.DecodeStrict(e.RuntimeData, "runtime data", &data); err != nil {
		t.Fatal(err)
	}
	c := u.customer(t, u.priced(t, 1))
	token, err := c.Domain.NewAPIKey(hallmark.APIKey{Voucher: c.Voucher, Grant: c.Grant, Expires: 1 << 40}, c.Key)
	if err != nil {
		t.Fatal(err)
	}
	call := func(u up) hallmark.Digest {
		t.Helper()
		info, err := u.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var spki hallmark.Digest
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, // the evidence names the key, no authority the name
			VerifyConnection: func(s tls.ConnectionState) error {
				spki = sha256.Sum256(s.PeerCertificates[0].RawSubjectPublicKeyInfo)
				return nil
			},
		}}}
		defer client.CloseIdleConnections()
		r, err := http.NewRequestWithContext(t.Context(), "POST", "https://"+info.TLS+"/v1/completions", strings.NewReader(`{"model":"tiny","max_tokens":2,"prompt":"the enclave"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		resp, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != 200 || resp.Header.Get("Hallmark-Receipt") == "" || spki != info.TLSKey {
			b, _ := io.ReadAll(resp.Body)
			t.Fatalf("%d %s, key %s, want %s", resp.StatusCode, b, spki, info.TLSKey)
		}
		return spki
	}
	if got := call(u); got != data.TLSKey || got.IsZero() {
		t.Fatalf("the connection showed %s, the evidence names %s", got, data.TLSKey)
	}
	u.down()
	u = m.start(t)
	if _, err := u.PutChannels(t.Context(), []wire.ChannelState{c.Channel(coins(1_000_000))}); err != nil {
		t.Fatal(err)
	}
	if got := call(u); got != data.TLSKey {
		t.Fatalf("after a restart %s, before %s", got, data.TLSKey)
	}
}

func TestWithoutChannelsThereIsNoInference(t *testing.T) {
	u := newMachine(t).start(t)
	if _, err := u.Gateway(t.Context()); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Fatalf("got %v", err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
