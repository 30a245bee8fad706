package metrics

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/worker/journal"
)

// scrapePatience bounds how long one scrape waits for the enclave.
const scrapePatience = 5 * time.Second

// Enclave tells its counters; *wire.Client is one.
type Enclave interface {
	Gateway(ctx context.Context) (wire.GatewayState, error)
}

// Balances tells what the worker's wallet holds for gas.
type Balances interface {
	Gas(ctx context.Context) (hallmark.Amount, error)
}

// Sources are what is read at each scrape; Enclave nil: no inference.
type Sources struct {
	Journal *journal.Journal
	Enclave Enclave
	Wallet  Balances
}

type collector struct {
	Sources
	up, jobs, unsettled, channels, leaving, gas                    *prometheus.Desc
	receipts, batch, unbatched, requests, streams, active, waiting *prometheus.Desc
	refused, stopped, statuses, metered, missed, fees, revision    *prometheus.Desc
	firstToken, duration, commit, records, groups, journalBytes    *prometheus.Desc
}

func newCollector(s Sources) *collector {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc(namespace+"_"+name, help, labels, nil)
	}
	return &collector{
		Sources:   s,
		up:        desc("enclave_up", "Whether the enclave's gateway answered this scrape."),
		jobs:      desc("jobs", "Fine-tuning jobs by state.", "state"),
		unsettled: desc("batches_unsettled", "Batches that are not claimed whole, or whose receipts are not published."),
		channels:  desc("channels", "Payment channels that users have with the provider."),
		leaving:   desc("channels_leaving", "Channels with an exit or a revocation pending."),
		gas:       desc("wallet_coins", "What the worker's wallet holds, in coins, rounded."),

		receipts:     desc("gateway_receipts_total", "Receipts that the enclave ever signed."),
		batch:        desc("gateway_batch", "The last batch that the enclave closed."),
		unbatched:    desc("gateway_unbatched_receipts", "Receipts that are in no batch yet."),
		requests:     desc("gateway_requests_total", "Exchanges that were admitted."),
		streams:      desc("gateway_streams_total", "Exchanges that were answered as event streams."),
		active:       desc("gateway_active", "Exchanges that are answered now."),
		waiting:      desc("gateway_waiting", "Exchanges that wait for a place."),
		refused:      desc("gateway_refused_total", "Exchanges that were refused, by the check that failed.", "check"),
		stopped:      desc("gateway_stopped_total", "Answers that did not come to their end, by reason.", "reason"),
		statuses:     desc("gateway_statuses_total", "Answers by class of status.", "class"),
		metered:      desc("gateway_metered_total", "What was metered, by unit.", "unit"),
		missed:       desc("gateway_objective_missed_total", "Receipts that missed the service level."),
		fees:         desc("gateway_fees_coins_total", "Fees of the receipts, in coins, rounded."),
		revision:     desc("service_revision", "Revision of the service record in force."),
		firstToken:   desc("gateway_first_token_seconds", "From the opened request to the first unit, inside the enclave."),
		duration:     desc("gateway_seconds", "From the opened request to the last unit, inside the enclave."),
		commit:       desc("gateway_journal_commit_seconds", "Write and sync of one group of receipts."),
		records:      desc("gateway_journal_records_total", "Records in the enclave's journal."),
		groups:       desc("gateway_journal_groups_total", "Groups of records that were synced together."),
		journalBytes: desc("gateway_journal_bytes", "Size of the enclave's journal."),
	}
}

func (c *collector) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		c.up, c.jobs, c.unsettled, c.channels, c.leaving, c.gas, c.receipts, c.batch, c.unbatched, c.requests, c.streams, c.active, c.waiting,
		c.refused, c.stopped, c.statuses, c.metered, c.missed, c.fees, c.revision, c.firstToken, c.duration, c.commit, c.records, c.groups, c.journalBytes,
	} {
		ch <- d
	}
}

// Collect reads everything once. What cannot be read is left out of this
// scrape, and the scrape reports why.
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapePatience)
	defer cancel()
	if err := c.ours(ctx, ch); err != nil {
		ch <- prometheus.NewInvalidMetric(c.jobs, err)
	}
	if c.Enclave == nil {
		return
	}
	s, err := c.Enclave.Gateway(ctx)
	up := 1.0
	if err != nil {
		up = 0
	}
	gauge(ch, c.up, up)
	if err == nil {
		c.gateway(ch, s)
	}
}

// ours is what the worker itself knows.
func (c *collector) ours(ctx context.Context, ch chan<- prometheus.Metric) error {
	states := map[hallmark.JobState]int{}
	_, err := c.Journal.Jobs(func(j hallmark.Job) bool { states[j.State]++; return false })
	for state, n := range states {
		gauge(ch, c.jobs, float64(n), string(state))
	}
	open, e := c.Journal.Unsettled()
	err = errors.Join(err, e)
	gauge(ch, c.unsettled, float64(len(open)))
	rows, e := c.Journal.Channels()
	err = errors.Join(err, e)
	leaving := 0
	for _, r := range rows {
		if r.Leaving() {
			leaving++
		}
	}
	gauge(ch, c.channels, float64(len(rows)))
	gauge(ch, c.leaving, float64(leaving))
	if c.Wallet != nil {
		balance, e := c.Wallet.Gas(ctx)
		if e == nil {
			gauge(ch, c.gas, coins(balance))
		}
		err = errors.Join(err, e)
	}
	return err
}

func (c *collector) gateway(ch chan<- prometheus.Metric, s wire.GatewayState) {
	for d, v := range map[*prometheus.Desc]float64{
		c.receipts: float64(s.Sequence), c.requests: float64(s.Requests), c.streams: float64(s.Streams), c.missed: float64(s.Missed),
		c.fees: coins(s.Fees), c.records: float64(s.Journal.Records), c.groups: float64(s.Journal.Groups),
	} {
		count(ch, d, v)
	}
	for d, v := range map[*prometheus.Desc]float64{
		c.batch: float64(s.Batch), c.unbatched: float64(s.Unbatched), c.active: float64(s.Active), c.waiting: float64(s.Waiting),
		c.revision: float64(s.Service.Revision), c.journalBytes: float64(s.Journal.Bytes),
	} {
		gauge(ch, d, v)
	}
	for d, labelled := range map[*prometheus.Desc]map[string]uint64{
		c.refused: s.Refused, c.stopped: s.Stopped, c.statuses: s.Statuses,
		c.metered: {"tokens_in": s.TokensIn, "tokens_out": s.TokensOut, "images": s.Images, "audio_seconds": s.Seconds},
	} {
		for label, n := range labelled {
			count(ch, d, float64(n), label)
		}
	}
	histogram(ch, c.firstToken, s.FirstToken)
	histogram(ch, c.duration, s.Duration)
	histogram(ch, c.commit, s.Journal.Commit)
}

func gauge(ch chan<- prometheus.Metric, d *prometheus.Desc, v float64, labels ...string) {
	ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

func count(ch chan<- prometheus.Metric, d *prometheus.Desc, v float64, labels ...string) {
	ch <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
}

func histogram(ch chan<- prometheus.Metric, d *prometheus.Desc, l wire.Latency) {
	var n uint64
	buckets := make(map[float64]uint64, len(wire.LatencyBounds))
	for i, bound := range wire.LatencyBounds {
		n += l.Counts[i]
		buckets[float64(bound)/1e6] = n
	}
	n += l.Counts[len(wire.LatencyBounds)]
	ch <- prometheus.MustNewConstHistogram(d, n, float64(l.Sum)/1e6, buckets)
}

// coins is an amount for people's graphs: no money is counted by it.
func coins(a hallmark.Amount) float64 {
	f, _ := a.Big().Float64()
	return f / 1e18
}
