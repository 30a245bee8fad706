package native

import (
	"fmt"
	"math"
	"slices"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// chunkSize bounds the piece of the flat vector that one goroutine updates at
// a time; the gradient norm sums chunks in order.
const chunkSize = 4096

// chunk is a piece of the flat vector with one treatment.
type chunk struct {
	at, n int
	decay bool
}

func appendChunks(list []chunk, at, n int, decay bool) []chunk {
	for ; n > 0; at, n = at+chunkSize, n-chunkSize {
		list = append(list, chunk{at, min(n, chunkSize), decay})
	}
	return list
}

// trainAll makes every weight trainable: the returned net computes on weights
// that are views of the state's parameters. The model is copied, not changed.
func trainAll(m *Model, k *kernel.Set, positions int) (*net, state, []chunk) {
	own := newModel(m.Config)
	from, to := m.tensors(), own.tensors()
	s := newState(m.Parameters())
	var chunks []chunk
	at := map[*float32]int{}
	off := 0
	for i, t := range to {
		n := t.elements()
		*t.data = s.p[off : off+n : off+n]
		copy(*t.data, *from[i].data)
		at[&(*t.data)[0]] = off
		chunks = appendChunks(chunks, off, n, t.decay)
		off += n
	}
	if own.Config.Tied {
		own.head = own.embed
	}
	own.DType = m.DType
	n := newNet(own, k, positions, true)
	find := func(w []float32) int {
		if w == nil {
			return -1
		}
		return at[&w[0]]
	}
	n.atEmbed, n.atNorm, n.head.atWeight = find(own.embed), find(own.norm), find(own.head)
	for i := range n.layers {
		l := &n.layers[i]
		l.atNorm1, l.atNorm2 = find(own.layers[i].norm1), find(own.layers[i].norm2)
		l.atQNorm, l.atKNorm = find(own.layers[i].qNorm), find(own.layers[i].kNorm)
		for p := range l.lin {
			l.lin[p].atWeight, l.lin[p].atBias = find(l.lin[p].weight), find(l.lin[p].bias)
		}
	}
	return n, s, chunks
}

// trainAdapter adds a fresh LoRA pair to every target: A Kaiming-uniform with
// a = sqrt(5), that is uniform in ±1/sqrt(in), B zero.
func trainAdapter(m *Model, k *kernel.Set, positions int, h engine.Hyper) (*net, state, []chunk) {
	n := newNet(m, k, positions, true)
	size := 0
	n.eachTarget(h.Targets, func(_ string, l *linear) { size += h.Rank * (l.in + l.out) })
	s := newState(size)
	off := 0
	n.eachTarget(h.Targets, func(name string, l *linear) {
		l.lora = newLoRA(l, h.Rank, scaleOf(h.Alpha, h.Rank, h.RSLoRA))
		l.lora.posA, l.lora.posB = off, off+h.Rank*l.in
		l.lora.a = s.p[off : off+h.Rank*l.in]
		off += h.Rank * l.in
		l.lora.bt = s.p[off : off+h.Rank*l.out]
		off += h.Rank * l.out
		newStream(h.Seed, name+".lora_A").uniform(l.lora.a, float32(1/math.Sqrt(float64(l.in))))
		l.lora.refresh(k)
	})
	return n, s, appendChunks(nil, 0, size, true)
}

func scaleOf(alpha float32, rank int, stabilised bool) float32 {
	if stabilised {
		return alpha / sqrt32(float32(rank))
	}
	return alpha / float32(rank)
}

// newLoRA makes a pair without its trainable vectors.
func newLoRA(l *linear, rank int, scale float32) *lora {
	return &lora{rank: rank, scale: scale, at: make([]float32, rank*l.in), b: make([]float32, rank*l.out)}
}

// eachTarget visits the adapted projections in canonical order: layer by
// layer, in the order of engine.Targets.
func (n *net) eachTarget(targets []string, visit func(name string, l *linear)) {
	for i := range n.layers {
		for p, target := range engine.Targets {
			if slices.Contains(targets, target) {
				visit(fmt.Sprintf("model.layers.%d.%s", i, projectionNames[p]), &n.layers[i].lin[p])
			}
		}
	}
}
