package native

import (
	"math"

	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// net is a model made ready to compute on one instruction set. Its weights
// change only between steps; passes of several goroutines share it.
type net struct {
	cfg    Config
	k      *kernel.Set
	model  *Model
	layers []netLayer
	head   linear
	embed  *kernel.Panels // hidden × vocab, of a net that only serves

	// Offsets of the trainable weights outside projections, -1: frozen.
	atEmbed, atNorm int

	// Rotary tables, position × headDim/2. The query's are scaled by
	// 1/sqrt(headDim), which saves scaling the scores.
	cos, sin, cosQ, sinQ []float32
}

type netLayer struct {
	lin              [projections]linear
	atNorm1, atNorm2 int
	atQNorm, atKNorm int
}

// newNet packs the model. positions bounds the length of a segment.
func newNet(m *Model, k *kernel.Set, positions int, differentiate bool) *net {
	n := &net{cfg: m.Config, k: k, model: m, atEmbed: -1, atNorm: -1}
	room := kernel.Room(m.Config.Hidden, m.Config.Vocab)
	for _, l := range m.layers {
		for _, p := range l.proj {
			room += kernel.Room(p.in, p.out)
		}
	}
	mem := kernel.NewMemory(room)
	n.layers = make([]netLayer, len(m.layers))
	for i := range n.layers {
		n.layers[i] = netLayer{atNorm1: -1, atNorm2: -1, atQNorm: -1, atKNorm: -1}
		for p := range m.layers[i].proj {
			n.layers[i].lin[p] = newLinear(m.layers[i].proj[p], mem, differentiate)
			n.layers[i].lin[p].pack()
		}
	}
	n.head = newLinear(projection{in: m.Config.Hidden, out: m.Config.Vocab, weight: m.head}, mem, differentiate)
	n.head.pack()
	n.rotary(positions)
	return n
}

// serveOnly keeps what generation reads: packed weights, norms and biases. The
// model's float32 weights, twice the size of the packed ones, may go when the
// caller lets go of the model.
func (n *net) serveOnly() {
	m := n.model
	n.embed = n.head.fwd
	if !m.Config.Tied {
		n.embed = kernel.NewPanels(m.Config.Hidden, m.Config.Vocab)
		n.embed.Pack(kernel.Columns(m.embed, m.Config.Hidden))
	}
	n.model = &Model{Config: m.Config, DType: m.DType, norm: m.norm, layers: make([]layerWeights, len(m.layers))}
	n.head.weight = nil
	for i, l := range m.layers {
		l.proj = [projections]projection{}
		n.model.layers[i] = l
		for p := range n.layers[i].lin {
			n.layers[i].lin[p].weight = nil
		}
	}
}

// rotary fills the tables as transformers does: inverse frequencies and angles
// rounded to float32.
func (n *net) rotary(positions int) {
	hd := n.cfg.HeadDim
	half := hd / 2
	n.cos, n.sin = make([]float32, positions*half), make([]float32, positions*half)
	n.cosQ, n.sinQ = make([]float32, positions*half), make([]float32, positions*half)
	scale := float32(1 / math.Sqrt(float64(hd)))
	lnTheta := log(n.cfg.RopeTheta)
	for j := range half {
		freq := float32(n.cfg.Rope.scale(exp(-float64(float64(2*j) / float64(hd) * lnTheta))))
		for t := range positions {
			s, c := sincos(float64(float32(float32(t) * freq)))
			i := t*half + j
			n.cos[i], n.sin[i] = float32(c), float32(s)
			n.cosQ[i], n.sinQ[i] = float32(n.cos[i]*scale), float32(n.sin[i]*scale)
		}
	}
}

// rotate applies rotary embedding to n rows of heads, positions counted from
// first.
func (n *net) rotate(x []float32, rows, heads, first int, cos, sin []float32, back bool) {
	hd := n.cfg.HeadDim
	half := hd / 2
	for i := range rows {
		c, s := cos[(first+i)*half:(first+i+1)*half], sin[(first+i)*half:(first+i+1)*half]
		for h := range heads {
			v := x[(i*heads+h)*hd : (i*heads+h+1)*hd]
			if back {
				n.k.RotateBack(v, c, s)
			} else {
				n.k.Rotate(v, c, s)
			}
		}
	}
}
