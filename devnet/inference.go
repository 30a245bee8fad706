package devnet

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet/assets"
	"github.com/hallmark-tee/hallmark/enclave"
	"github.com/hallmark-tee/hallmark/worker"
	"github.com/hallmark-tee/hallmark/worker/offer"
	"github.com/hallmark-tee/hallmark/worker/relay"
)

// Prices of the base model and of what jobs make of it, per token.
var (
	priceIn  = hallmark.NewAmount(100_000_000_000) // 10^-7 0G
	priceOut = hallmark.NewAmount(400_000_000_000)
)

// objective is met by an idle machine.
var objective = hallmark.Objective{FirstToken: 2_000_000, Rebate: 1_000}

// layOffer writes what the provider offers for inference, once: an operator may
// change it while the market runs.
func (m *Market) layOffer(context.Context) error {
	_, err := os.Stat(m.OfferFile())
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	o := offer.New(path.Base(m.Network.Policy))
	o.Objective = objective
	o.Models = []offer.Model{{Name: path.Base(assets.BaseName), Kind: hallmark.ModelText, In: priceIn, Out: priceOut}}
	for _, u := range m.cfg.Upstreams {
		u.Offer.Upstream = true
		o.Models = append(o.Models, u.Offer)
	}
	return o.Save(m.OfferFile())
}

// Upstream is a model that an OpenAI-compatible server answers, under the name
// of the offer.
type Upstream struct {
	Offer offer.Model
	URL   string // of the server, with /v1
	Model string // the server's own name
}

func (m *Market) upstreams() []enclave.Upstream {
	var all []enclave.Upstream
	for _, u := range m.cfg.Upstreams {
		all = append(all, enclave.Upstream{Name: u.Offer.Name, URL: u.URL, Model: u.Model})
	}
	return all
}

// OfferFile is where the offer lies.
func (m *Market) OfferFile() string { return m.path("offer.json") }

// inference is the worker's configuration of it. Nobody on this machine is a
// stranger, so that addresses have no rate.
func (m *Market) inference() *worker.Inference {
	plan := m.cfg.Settle
	if plan.Every == 0 {
		plan.Every = 10
	}
	m.cfg.Tell("inference", fmt.Sprintf("%s and what is made of it, %s per token read, %s per token written", path.Base(assets.BaseName), priceIn.Coins(), priceOut.Coins()))
	return &worker.Inference{Offer: m.OfferFile(), Limits: relay.Limits{PerSecond: -1}, Settle: plan, Drain: 5}
}

// metrics is where the worker's metrics are served; empty: nowhere.
func (m *Market) metrics() string {
	if m.cfg.Ports.Metrics == 0 {
		return ""
	}
	return "127.0.0.1:" + strconv.Itoa(m.cfg.Ports.Metrics)
}
