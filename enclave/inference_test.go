package enclave_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
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
