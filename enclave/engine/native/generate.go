package native

import (
	"context"
	"sync"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// Server generates from one model and, optionally, one adapter. It may be used
// by several goroutines; requests take turns.
type Server struct {
	mu  sync.Mutex
	net *net
	dec *decoder
}

var _ engine.Server = (*Server)(nil)

// NewServer packs a model for generation. k nil means kernel.Best(), a nil
// adapter the bare model.
func NewServer(m *Model, a *Adapter, k *kernel.Set) *Server {
	if k == nil {
		k = kernel.Best()
	}
	n := newNet(m, k, m.Config.Context, false)
	if a != nil {
		n.adapt(a)
	}
	return &Server{net: n, dec: newDecoder(n)}
}

// Generate implements engine.Server: greedy, the first of equal logits wins.
// Because a product's bits do not depend on how many rows are computed
// together, a cached decode gives what a full recomputation would.
func (s *Server) Generate(ctx context.Context, prompt []int32, max int, stop func(token int32) bool) ([]int32, error) {
	c := s.net.cfg
	if len(prompt) == 0 || len(prompt) >= c.Context {
		return nil, invalid("a prompt of %d tokens; the model takes 1 to %d", len(prompt), c.Context-1)
	}
	for i, t := range prompt {
		if t < 0 || int(t) >= c.Vocab {
			return nil, invalid("prompt token %d is %d, the vocabulary has %d", i, t, c.Vocab)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dec.reset()
	var out []int32
	for i := 0; len(out) < max && s.dec.at < c.Context; i++ {
		if ctx.Err() != nil {
			return out, stopped(ctx)
		}
		if i < len(prompt) {
			s.dec.feed(prompt[i])
			if i+1 < len(prompt) {
				continue
			}
		} else {
			s.dec.feed(out[len(out)-1])
		}
		next, err := s.dec.best()
		if err != nil {
			return out, err
		}
		if stop != nil && stop(next) {
			break
		}
		out = append(out, next)
	}
	return out, nil
}

// decoder runs the model one token at a time over a cache of keys and values.
type decoder struct {
	n          *net
	at         int         // tokens in the cache
	keys, vals [][]float32 // per layer, position × kvDim; grown as needed

	x, y, q, o, gate, up, h, scores, z, logits []float32
}

func newDecoder(n *net) *decoder {
	c := n.cfg
	f := func(k int) []float32 { return make([]float32, k) }
	rank := 0
	for i := range n.layers {
		for p := range n.layers[i].lin {
			if l := n.layers[i].lin[p].lora; l != nil {
				rank = max(rank, l.rank)
			}
		}
	}
	return &decoder{
		n: n, keys: make([][]float32, c.Layers), vals: make([][]float32, c.Layers),
		x: f(c.Hidden), y: f(c.Hidden), q: f(c.qDim()), o: f(c.qDim()), gate: f(c.Intermediate), up: f(c.Intermediate),
		h: f(c.Intermediate), z: f(rank), logits: f(c.Vocab),
	}
}

func (d *decoder) reset() { d.at = 0 }

// grow makes room for one more position.
func grow(cache []float32, at, width int) []float32 {
	need := (at + 1) * width
	if need <= len(cache) {
		return cache
	}
	return append(cache, make([]float32, max(need, 64*width, len(cache)))...)
}

// feed puts one token through the layers; x holds its last hidden row.
func (d *decoder) feed(token int32) {
	n, k := d.n, d.n.k
	c := n.cfg
	hd, kvd, group := c.HeadDim, c.kvDim(), c.Heads/c.KVHeads
	if len(d.scores) <= d.at {
		d.scores = make([]float32, 2*d.at+64)
	}
	copy(d.x, n.model.embed[int(token)*c.Hidden:])
	for i := range n.layers {
		lin, w := &n.layers[i].lin, &n.model.layers[i]
		d.keys[i], d.vals[i] = grow(d.keys[i], d.at, kvd), grow(d.vals[i], d.at, kvd)
		key, val := d.keys[i][d.at*kvd:(d.at+1)*kvd], d.vals[i][d.at*kvd:(d.at+1)*kvd]
		k.RMSNorm(d.y, d.x, w.norm1, c.NormEps)
		lin[projQ].forward(k, 1, d.y, d.q, d.z, false)
		lin[projK].forward(k, 1, d.y, key, d.z, false)
		lin[projV].forward(k, 1, d.y, val, d.z, false)
		if c.QKNorm {
			normHeads(k, d.q, w.qNorm, nil, nil, c.NormEps)
			normHeads(k, key, w.kNorm, nil, nil, c.NormEps)
		}
		n.rotate(d.q, 1, c.Heads, d.at, n.cosQ, n.sinQ, false)
		n.rotate(key, 1, c.KVHeads, d.at, n.cos, n.sin, false)
		scores := d.scores[:d.at+1]
		for h := range c.Heads {
			kv := h / group * hd
			// scores = K·q: the chain over headDim is the one q·Kᵀ has.
			k.Mul(d.at+1, 1, hd, kernel.Rows(d.keys[i][kv:], kvd), kernel.RightRows(d.q[h*hd:], 1), scores, 1, false)
			k.Softmax(scores)
			k.Mul(1, hd, d.at+1, kernel.Rows(scores, d.at+1), kernel.RightRows(d.vals[i][kv:], kvd), d.o[h*hd:], hd, false)
		}
		lin[projO].forward(k, 1, d.o, d.x, d.z, true)
		k.RMSNorm(d.y, d.x, w.norm2, c.NormEps)
		lin[projGate].forward(k, 1, d.y, d.gate, d.z, false)
		lin[projUp].forward(k, 1, d.y, d.up, d.z, false)
		k.SwiGLU(d.h, d.gate, d.up)
		lin[projDown].forward(k, 1, d.h, d.x, d.z, true)
	}
	d.at++
}

// best is the token with the largest logit.
func (d *decoder) best() (int32, error) {
	d.n.k.RMSNorm(d.y, d.x, d.n.model.norm, d.n.cfg.NormEps)
	d.n.head.forward(d.n.k, 1, d.y, d.logits, nil, false)
	top := 0
	for i, v := range d.logits {
		if v-v != 0 {
			return 0, invalid("the model's logits are not finite")
		}
		if v > d.logits[top] {
			top = i
		}
	}
	return int32(top), nil
}
