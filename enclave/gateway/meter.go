package gateway

import (
	"math"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/invoice"
)

// meter counts one request and reserves what it counts before it is delivered.
// It is for one goroutine at a time.
type meter struct {
	account *account
	record  *hallmark.ServiceRecord
	price   *hallmark.ServiceModel // nil before Model
	catalog *catalog

	model    openai.Model
	used     hallmark.UsageMetered
	held     hallmark.UsageMetered // bounds of what only the end will tell, until it does
	sent     hallmark.UsageMetered // used when the last unit was handed on
	reserved hallmark.Amount
	full     bool // the window took no more
}

var (
	_ openai.Meter      = (*meter)(nil)
	_ openai.Forecaster = (*meter)(nil)
)

// Model implements openai.Meter.
func (m *meter) Model(model openai.Model) error {
	m.model, m.price = model, m.catalog.priced
	if m.price == nil {
		return hallmark.Errorf(hallmark.Internal, "a model without a price was called")
	}
	return nil
}

// Input implements openai.Meter.
func (m *meter) Input(tokens int) error {
	next, held := m.used, m.held
	next.TokensIn, held.TokensIn = next.TokensIn+count(tokens), 0
	return m.take(next, held)
}

// Output implements openai.Meter.
func (m *meter) Output(tokens int) error {
	next := m.used
	next.TokensOut += count(tokens)
	return m.take(next, m.held)
}

// Images implements openai.Meter.
func (m *meter) Images(n int) error {
	next, held := m.used, m.held
	next.Images, held.Images = next.Images+count(n), 0
	return m.take(next, held)
}

// Seconds implements openai.Meter.
func (m *meter) Seconds(n int) error {
	next, held := m.used, m.held
	next.Seconds, held.Seconds = next.Seconds+count(n), 0
	return m.take(next, held)
}

// Forecast implements openai.Forecaster: it holds the bound of what comes
// before the output, and tells how many tokens the window then still pays for.
func (m *meter) Forecast(most openai.Forecast) (int, error) {
	held := hallmark.UsageMetered{TokensIn: count(most.Input), Images: count(most.Images), Seconds: count(most.Seconds)}
	if err := m.take(m.used, held); err != nil {
		return 0, err
	}
	return m.affordable(), nil
}

// affordable is how many more output tokens the window pays for now.
func (m *meter) affordable() int {
	if m.price.Out.IsZero() || m.record.Rate == 0 {
		return math.MaxInt32
	}
	// floor(list * rate / 10,000) <= left holds for list < (left+1) * 10,000 / rate.
	list := new(big.Int).Add(m.account.left().Big(), big.NewInt(1))
	list.Mul(list, big.NewInt(hallmark.BPS)).Sub(list, big.NewInt(1))
	list.Quo(list, new(big.Int).SetUint64(m.record.Rate)).Quo(list, m.price.Out.Big())
	if !list.IsInt64() {
		return math.MaxInt32
	}
	return int(min(list.Int64(), math.MaxInt32))
}

// count is a number of units; nothing is ever given back.
func count(n int) uint64 { return uint64(max(n, 0)) }

// take changes what is used and held, once the price of both is reserved.
func (m *meter) take(next, held hallmark.UsageMetered) error {
	if m.price == nil {
		return hallmark.Errorf(hallmark.Internal, "usage was metered before the model was known")
	}
	worst := next
	worst.TokensIn, worst.Images, worst.Seconds = worst.TokensIn+held.TokensIn, worst.Images+held.Images, worst.Seconds+held.Seconds
	worst.Objective = true // a missed objective only lowers the fee
	price, err := fee(m.record, m.price, worst)
	if err == nil && price.Cmp(m.reserved) > 0 {
		var more hallmark.Amount
		if more, err = price.Sub(m.reserved); err == nil {
			err = m.account.reserve(more)
		}
		if err == nil {
			m.reserved = price
		}
	}
	if err != nil {
		m.full = true
		return err
	}
	m.used, m.held = next, held
	return nil
}

// fee is invoice.UsageFee, without its big numbers where they are not needed.
func fee(r *hallmark.ServiceRecord, m *hallmark.ServiceModel, u hallmark.UsageMetered) (hallmark.Amount, error) {
	if r.Rate == hallmark.BPS && u.Objective {
		return invoice.ListPrice(*m, u)
	}
	return invoice.UsageFee(*r, *m, u)
}

// end fixes what is charged: all that was counted, or of an answer that its
// reader left, what had been handed on. first and whole are the times to the
// first unit and to the end.
func (m *meter) end(left bool, first, whole time.Duration) (hallmark.UsageMetered, hallmark.Amount, error) {
	u := m.used
	if left {
		u = m.sent
	}
	u.FirstToken, u.Duration = uint64(first.Microseconds()), uint64(whole.Microseconds())
	promised := m.record.Objective.FirstToken
	u.Objective = promised == 0 || u.FirstToken <= promised
	if m.price == nil {
		return u, hallmark.Amount{}, nil
	}
	f, err := fee(m.record, m.price, u)
	return u, f, err
}
