package native

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// The projections of a layer, in the order of engine.Targets.
const (
	projQ = iota
	projK
	projV
	projO
	projGate
	projUp
	projDown
	projections
)

// Model is a decoder's weights in float32. It is read-only once loaded and may
// be shared by trainers and servers.
type Model struct {
	Config Config
	DType  safetensors.DType // F32 or BF16: how the weights were stored, and how Train stores them again
	embed  []float32         // vocab × hidden
	head   []float32         // vocab × hidden; the embedding itself when tied
	norm   []float32
	layers []layerWeights
}

type layerWeights struct {
	norm1, norm2 []float32
	qNorm, kNorm []float32 // headDim; with Config.QKNorm only
	proj         [projections]projection
}

// projection is y = x·Wᵀ + bias, as torch.nn.Linear.
type projection struct {
	in, out int
	weight  []float32 // out × in
	bias    []float32 // nil: none
}

// tensor names one weight in a checkpoint file.
type tensor struct {
	name  string
	shape []int
	data  *[]float32
	decay bool // weight decay applies: matrices
}

func (t tensor) elements() int {
	n := 1
	for _, d := range t.shape {
		n *= d
	}
	return n
}

var projectionNames = [projections]string{
	"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
}

// newModel makes a model without weights.
func newModel(c Config) *Model {
	m := &Model{Config: c, DType: safetensors.F32, layers: make([]layerWeights, c.Layers)}
	for i := range m.layers {
		p := &m.layers[i].proj
		p[projQ] = projection{in: c.Hidden, out: c.qDim()}
		p[projK] = projection{in: c.Hidden, out: c.kvDim()}
		p[projV] = projection{in: c.Hidden, out: c.kvDim()}
		p[projO] = projection{in: c.qDim(), out: c.Hidden}
		p[projGate] = projection{in: c.Hidden, out: c.Intermediate}
		p[projUp] = projection{in: c.Hidden, out: c.Intermediate}
		p[projDown] = projection{in: c.Intermediate, out: c.Hidden}
	}
	return m
}

func (c Config) hasBias(p int) bool {
	switch p {
	case projQ, projK, projV:
		return c.BiasQKV
	case projO:
		return c.BiasO
	}
	return c.BiasMLP
}

// tensors lists every weight in the canonical order: embedding, layers, final
// norm, head (when not tied).
func (m *Model) tensors() []tensor {
	c := m.Config
	list := []tensor{{"model.embed_tokens.weight", []int{c.Vocab, c.Hidden}, &m.embed, true}}
	for i := range m.layers {
		l := &m.layers[i]
		prefix := fmt.Sprintf("model.layers.%d.", i)
		list = append(list, tensor{prefix + "input_layernorm.weight", []int{c.Hidden}, &l.norm1, false})
		for p := range l.proj {
			if p == projGate {
				if c.QKNorm {
					list = append(list, tensor{prefix + "self_attn.q_norm.weight", []int{c.HeadDim}, &l.qNorm, false},
						tensor{prefix + "self_attn.k_norm.weight", []int{c.HeadDim}, &l.kNorm, false})
				}
				list = append(list, tensor{prefix + "post_attention_layernorm.weight", []int{c.Hidden}, &l.norm2, false})
			}
			q := &l.proj[p]
			list = append(list, tensor{prefix + projectionNames[p] + ".weight", []int{q.out, q.in}, &q.weight, true})
			if c.hasBias(p) {
				list = append(list, tensor{prefix + projectionNames[p] + ".bias", []int{q.out}, &q.bias, false})
			}
		}
	}
	list = append(list, tensor{"model.norm.weight", []int{c.Hidden}, &m.norm, false})
	if !c.Tied {
		list = append(list, tensor{"lm_head.weight", []int{c.Vocab, c.Hidden}, &m.head, true})
	}
	return list
}

// Parameters counts the weights.
func (m *Model) Parameters() int {
	n := 0
	for _, t := range m.tensors() {
		n += t.elements()
	}
	return n
}

// NewRandom makes an untrained model: norms 1, biases 0, matrices normal with
// deviation 0.02, those that write to the residual stream divided by
// sqrt(2·layers) (Radford et al., 2019). The same seed gives the same bits.
func NewRandom(c Config, seed uint64) (*Model, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	m := newModel(c)
	for _, t := range m.tensors() {
		data := make([]float32, t.elements())
		*t.data = data
		switch {
		case len(t.shape) == 2:
			newStream(seed, t.name).normal(data, 0.02)
		case !strings.HasSuffix(t.name, ".bias"):
			for i := range data {
				data[i] = 1
			}
		}
	}
	shrink := float32(1 / math.Sqrt(float64(2*c.Layers)))
	for i := range m.layers {
		for _, p := range []int{projO, projDown} {
			w := m.layers[i].proj[p].weight
			for j := range w {
				w[j] *= shrink
			}
		}
	}
	if c.Tied {
		m.head = m.embed
	}
	return m, nil
}

// Save returns the model as a Hugging Face directory: config.json and
// model.safetensors in the given type (safetensors.F32 or BF16). The bytes
// depend on the weights alone.
func (m *Model) Save(dtype safetensors.DType) (map[string][]byte, error) {
	name := map[safetensors.DType]string{safetensors.F32: "float32", safetensors.BF16: "bfloat16"}[dtype]
	config, err := m.Config.marshal(name)
	if err != nil {
		return nil, err
	}
	var list []safetensors.Tensor
	for _, t := range m.tensors() {
		list = append(list, safetensors.Tensor{Name: t.name, Shape: t.shape, Data: *t.data})
	}
	var b bytes.Buffer
	if err := safetensors.Write(&b, dtype, list); err != nil {
		return nil, err
	}
	return map[string][]byte{"config.json": config, "model.safetensors": b.Bytes()}, nil
}
