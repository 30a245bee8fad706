package metrics_test

import (
	"context"
	"io"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
	"github.com/hallmark-tee/hallmark/worker/metrics"
	"github.com/hallmark-tee/hallmark/worker/relay"
)

var _ relay.Observer = (*metrics.Metrics)(nil)

type gateway struct {
	state wire.GatewayState
	err   error
}

func (g *gateway) Gateway(context.Context) (wire.GatewayState, error) { return g.state, g.err }

func (g *gateway) Gas(context.Context) (hallmark.Amount, error) {
	return hallmark.NewAmount(2_500_000_000_000_000_000), g.err
}

type outbox struct{}

func (outbox) Do(context.Context, string, contracts.Call) (hallmark.Digest, error) {
	return hallmark.Digest{}, hallmark.Errorf(hallmark.Reverted, "x")
}

func scrape(t *testing.T, m *metrics.Metrics) string {
	t.Helper()
	s := httptest.NewServer(m.Handler())
	defer s.Close()
	resp, err := s.Client().Get(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatIsCounted(t *testing.T) {
	j, err := journal.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	user := hallmark.Address{0xab, 0xcd}
	if err := j.KeepChannels([]journal.ChannelRow{{User: user, UnlockAt: 1}, {User: hallmark.Address{2}}}); err != nil {
		t.Fatal(err)
	}
	job := hallmark.JobID{0xab, 0xcd}
	if _, _, err := j.Accept(job, hallmark.SignedOrder{}, hallmark.Job{ID: job, User: user, State: hallmark.JobTraining}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.KeepBatch(hallmark.Batch{Signer: user, Number: 1}, hallmark.Digest{}); err != nil {
		t.Fatal(err)
	}
	g := &gateway{state: wire.GatewayState{
		Sequence: 7, Unbatched: 3, TokensOut: 11, Refused: map[string]uint64{wire.CheckReplay: 2}, Fees: hallmark.NewAmount(1_000_000_000_000_000_000),
	}}
	g.state.FirstToken.Counts[0], g.state.FirstToken.Counts[2], g.state.FirstToken.Sum = 1, 2, 1_000_000
	g.state.FirstToken.Counts[len(wire.LatencyBounds)] = 1
	m := metrics.New(metrics.Sources{Journal: j, Enclave: g, Wallet: g})
	m.Began()
	m.Began()
	m.Answered(time.Millisecond)
	m.Ended("done", time.Second, 10)
	m.Refused("rate")
	m.Step("claim", time.Second, hallmark.Errorf(hallmark.Unavailable, "x"))
	counted := metrics.Sender{Outbox: outbox{}, Metrics: m}
	for _, purpose := range []string{"claim/" + user.String() + "/1/1", "claim/" + user.String() + "/2/1", "settle/" + job.String()} {
		if _, err := counted.Do(t.Context(), purpose, contracts.Call{}); hallmark.KindOf(err) != hallmark.Reverted {
			t.Fatal(err)
		}
	}
	text := scrape(t, m)
	for _, want := range []string{
		`hallmark_exchange_running 1`, `hallmark_exchange_ended_total{how="done"} 1`, `hallmark_exchange_refused_total{reason="rate"} 1`,
		`hallmark_exchange_response_bytes_total 10`, `hallmark_exchange_first_byte_seconds_count 1`,
		`hallmark_step_seconds_count{result="unavailable",step="claim"} 1`,
		`hallmark_jobs{state="training"} 1`, `hallmark_channels 2`, `hallmark_channels_leaving 1`, `hallmark_batches_unsettled 1`,
		`hallmark_outbox_seconds_count{purpose="claim",result="reverted"} 2`, `hallmark_outbox_seconds_count{purpose="settle",result="reverted"} 1`,
		`hallmark_outbox_waiting 0`, `hallmark_wallet_coins 2.5`,
		`hallmark_enclave_up 1`, `hallmark_gateway_receipts_total 7`, `hallmark_gateway_unbatched_receipts 3`,
		`hallmark_gateway_metered_total{unit="tokens_out"} 11`, `hallmark_gateway_refused_total{check="replay"} 2`, `hallmark_gateway_fees_coins_total 1`,
		`hallmark_gateway_first_token_seconds_bucket{le="0.0001"} 1`, `hallmark_gateway_first_token_seconds_bucket{le="0.0005"} 3`,
		`hallmark_gateway_first_token_seconds_bucket{le="+Inf"} 4`, `hallmark_gateway_first_token_seconds_sum 1`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("%s is not among the metrics", want)
		}
	}
	if found := regexp.MustCompile(`(?i)abcd|0x[0-9a-f]{6}`).FindString(text); found != "" {
		t.Errorf("the metrics name somebody: %s", found)
	}
	g.err = hallmark.Errorf(hallmark.Unavailable, "away")
	text = scrape(t, m)
	if !strings.Contains(text, "hallmark_enclave_up 0\n") || strings.Contains(text, "hallmark_gateway_receipts_total") || !strings.Contains(text, "hallmark_channels 2\n") {
		t.Errorf("with the enclave away:\n%s", text)
	}
}
