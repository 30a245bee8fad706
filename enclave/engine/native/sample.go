package native

import (
	"cmp"
	"slices"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// coldest is the temperature below which the likeliest token is taken.
const coldest = 1e-4

// sampler is one goroutine's scratch for choosing tokens.
type sampler struct {
	p    []float32
	keep []engine.Candidate // Logprob holds the weight
}

// pick chooses the token at a position from its logits. The draw is a function
// of the request's stream and the position.
func (s *sampler) pick(k *kernel.Set, logits []float32, r *engine.Request, draws stream, position uint64) (engine.Token, error) {
	best := 0
	for i, v := range logits {
		if v-v != 0 {
			return engine.Token{}, invalid("the model's logits are not finite")
		}
		if v > logits[best] {
			best = i
		}
	}
	t := engine.Token{ID: int32(best)}
	if r.Temperature >= coldest {
		t.ID = s.draw(k, logits, r, unit(draws, position))
	}
	if r.Logprobs {
		s.p = append(s.p[:0], logits...)
		top, sum := k.ExpSum(s.p)
		norm := float64(top) + log(float64(sum))
		t.Logprob = float32(float64(logits[t.ID]) - norm)
		t.Top = likeliest(logits, r.TopN)
		for i := range t.Top {
			t.Top[i].Logprob = float32(float64(t.Top[i].Logprob) - norm)
		}
	}
	return t, nil
}

// unit is a number in (0, 1), of 52 bits.
func unit(draws stream, position uint64) float64 {
	b := draws.block(position)
	return (float64(uint64(b[0])<<20|uint64(b[1])>>12) + 0.5) / (1 << 52)
}

// draw samples by temperature and nucleus (Holtzman et al., "The curious case
// of neural text degeneration", 2020), u being uniform.
func (s *sampler) draw(k *kernel.Set, logits []float32, r *engine.Request, u float64) int32 {
	s.p = append(s.p[:0], logits...)
	k.Scale(s.p, 1/r.Temperature)
	k.ExpSum(s.p)
	total := 0.0
	for _, w := range s.p {
		total += float64(w)
	}
	if r.TopP == 0 || r.TopP == 1 {
		left := float64(u * total)
		for i, w := range s.p {
			if left -= float64(w); left < 0 {
				return int32(i)
			}
		}
	}
	top := float64(r.TopP)
	if top == 0 {
		top = 1
	}
	s.nucleus(float64(top * total))
	mass := 0.0
	for _, c := range s.keep {
		mass += float64(c.Logprob)
	}
	left := float64(u * mass)
	for _, c := range s.keep {
		if left -= float64(c.Logprob); left < 0 {
			return c.ID
		}
	}
	return s.keep[0].ID // rounding ate the last one
}

// nucleus collects the likeliest tokens that together weigh at least want,
// likeliest first, the first of equals first. Only as many are sorted as
// needed: the largest weight is 1, so a few falling thresholds find them.
func (s *sampler) nucleus(want float64) {
	for least := float32(1.0 / 16); ; least /= 256 {
		s.keep = s.keep[:0]
		sum := 0.0
		for i, w := range s.p {
			if w >= least && w > 0 {
				s.keep = append(s.keep, engine.Candidate{ID: int32(i), Logprob: w})
				sum += float64(w)
			}
		}
		if sum >= want || least == 0 {
			break
		}
	}
	slices.SortStableFunc(s.keep, func(a, b engine.Candidate) int { return cmp.Compare(b.Logprob, a.Logprob) })
	sum := 0.0
	for i, c := range s.keep {
		if sum += float64(c.Logprob); sum >= want {
			s.keep = s.keep[:i+1]
			return
		}
	}
}

// likeliest are the n largest logits, in order, the first of equals first.
func likeliest(logits []float32, n int) []engine.Candidate {
	if n == 0 {
		return nil
	}
	top := make([]engine.Candidate, 0, n+1)
	for i, v := range logits {
		if len(top) == n && v <= top[n-1].Logprob {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, v, func(c engine.Candidate, v float32) int {
			if c.Logprob >= v {
				return -1
			}
			return 1
		})
		if top = slices.Insert(top, at, engine.Candidate{ID: int32(i), Logprob: v}); len(top) > n {
			top = top[:n]
		}
	}
	return top
}
