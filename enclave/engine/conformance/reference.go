package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// Reference is a decoder as Hugging Face's modeling_llama.py, modeling_qwen2.py,
// modeling_qwen3.py, modeling_rope_utils.py and PEFT's lora/layer.py define it,
// in plain float64 loops. It shares no code with an engine but the reader of
// safetensors files.
type Reference struct {
	config struct {
		Type      string         `json:"model_type"`
		Hidden    int            `json:"hidden_size"`
		Layers    int            `json:"num_hidden_layers"`
		Heads     int            `json:"num_attention_heads"`
		KVHeads   int            `json:"num_key_value_heads"`
		HeadDim   int            `json:"head_dim"`
		Theta     float64        `json:"rope_theta"`
		Eps       float64        `json:"rms_norm_eps"`
		Tied      bool           `json:"tie_word_embeddings"`
		Scaling   map[string]any `json:"rope_scaling"`
		RopeParam map[string]any `json:"rope_parameters"`
	}
	weights map[string]rawTensor
	lora    map[string]rawTensor
	scale   float64
	freq    []float64
}

// NewReference reads a model directory and, unless nil, a PEFT directory. It
// panics on what it cannot read: the files are the tests' own.
func NewReference(base, adapter fs.FS) *Reference {
	r := &Reference{weights: map[string]rawTensor{}, lora: map[string]rawTensor{}}
	r.config.Theta = 10000
	readJSON(base, "config.json", &r.config)
	for _, t := range readTensors(base) {
		r.weights[t.name] = t
	}
	if r.config.HeadDim == 0 {
		r.config.HeadDim = r.config.Hidden / r.config.Heads
	}
	r.frequencies()
	if adapter != nil {
		var c struct {
			Rank  float64 `json:"r"`
			Alpha float64 `json:"lora_alpha"`
			RS    bool    `json:"use_rslora"`
		}
		readJSON(adapter, "adapter_config.json", &c)
		if r.scale = c.Alpha / c.Rank; c.RS {
			r.scale = c.Alpha / math.Sqrt(c.Rank)
		}
		for _, t := range readTensors(adapter) {
			r.lora[strings.TrimPrefix(t.name, "base_model.model.")] = t
		}
	}
	return r
}

func readJSON(dir fs.FS, name string, to any) {
	raw, err := fs.ReadFile(dir, name)
	if err == nil {
		err = json.Unmarshal(raw, to)
	}
	if err != nil {
		panic(err)
	}
}

// readTensors reads every safetensors file of a directory.
func readTensors(dir fs.FS) (list []rawTensor) {
	names, err := fs.Glob(dir, "*.safetensors")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(dir, name)
		if err != nil {
			panic(err)
		}
		if err := safetensors.Read(bytes.NewReader(raw), func(i safetensors.Info, data io.Reader) error {
			t := rawTensor{name: i.Name, dtype: string(i.DType), data: make([]float32, i.Elements())}
			for _, n := range i.Shape {
				t.shape = append(t.shape, int(n))
			}
			list = append(list, t)
			return safetensors.Float32s(t.data, i, data)
		}); err != nil {
			panic(err)
		}
	}
	return list
}

// frequencies are the inverse frequencies of the rotary embedding
// (_compute_default_, _compute_linear_ and _compute_llama3_parameters).
func (r *Reference) frequencies() {
	p := r.config.Scaling
	if r.config.RopeParam != nil {
		p = r.config.RopeParam
		r.config.Theta = p["rope_theta"].(float64)
	}
	kind, _ := p["rope_type"].(string)
	if kind == "" {
		kind, _ = p["type"].(string)
	}
	number := func(key string) float64 { return p[key].(float64) }
	for j := range r.config.HeadDim / 2 {
		f := 1 / math.Pow(r.config.Theta, float64(2*j)/float64(r.config.HeadDim))
		switch kind {
		case "linear":
			f /= number("factor")
		case "llama3":
			old, low, high := number("original_max_position_embeddings"), number("low_freq_factor"), number("high_freq_factor")
			if wave := 2 * math.Pi / f; wave > old/low {
				f /= number("factor")
			} else if wave >= old/high {
				smooth := (old/wave - low) / (high - low)
				f = (1-smooth)*f/number("factor") + smooth*f
			}
		}
		r.freq = append(r.freq, f)
	}
}

// linear is torch.nn.Linear with PEFT's LoRA on it.
func (r *Reference) linear(module string, x []float64) []float64 {
	y := apply(r.weights[module+".weight"], x)
	if bias, ok := r.weights[module+".bias"]; ok {
		for o := range y {
			y[o] += float64(bias.data[o])
		}
	}
	if a, ok := r.lora[module+".lora_A.weight"]; ok {
		for o, v := range apply(r.lora[module+".lora_B.weight"], apply(a, x)) {
			y[o] += r.scale * v
		}
	}
	return y
}

func apply(w rawTensor, x []float64) []float64 {
	y := make([]float64, w.shape[0])
	for o := range y {
		for i, v := range x {
			y[o] += float64(w.data[o*len(x)+i]) * v
		}
	}
	return y
}

// norm is LlamaRMSNorm.
func (r *Reference) norm(name string, x []float64) []float64 {
	square := 0.0
	for _, v := range x {
		square += v * v
	}
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = v / math.Sqrt(square/float64(len(x))+r.config.Eps) * float64(r.weights[name].data[i])
	}
	return y
}

// heads splits a projection into heads, norms them if the family does, and
// rotates them (rotate_half).
func (r *Reference) heads(norm string, x []float64, position int) {
	hd, half := r.config.HeadDim, r.config.HeadDim/2
	for h := 0; h < len(x); h += hd {
		head := x[h : h+hd]
		if _, ok := r.weights[norm]; ok {
			copy(head, r.norm(norm, head))
		}
		for j, f := range r.freq {
			sin, cos := math.Sincos(float64(position) * f)
			lo, hi := head[j], head[j+half]
			head[j], head[j+half] = lo*cos-hi*sin, hi*cos+lo*sin
		}
	}
}

// Hidden gives the normed last hidden state of every position.
func (r *Reference) Hidden(tokens []int32) [][]float64 {
	c := r.config
	rows := make([][]float64, len(tokens))
	for t, id := range tokens {
		for _, v := range r.weights["model.embed_tokens.weight"].data[int(id)*c.Hidden : int(id+1)*c.Hidden] {
			rows[t] = append(rows[t], float64(v))
		}
	}
	for l := range c.Layers {
		layer := fmt.Sprintf("model.layers.%d.", l)
		var keys, values [][]float64
		for t, x := range rows {
			y := r.norm(layer+"input_layernorm.weight", x)
			q, k := r.linear(layer+"self_attn.q_proj", y), r.linear(layer+"self_attn.k_proj", y)
			r.heads(layer+"self_attn.q_norm.weight", q, t)
			r.heads(layer+"self_attn.k_norm.weight", k, t)
			keys, values = append(keys, k), append(values, r.linear(layer+"self_attn.v_proj", y))
			for i, v := range r.linear(layer+"self_attn.o_proj", r.attention(q, keys, values)) {
				x[i] += v
			}
			y = r.norm(layer+"post_attention_layernorm.weight", x)
			gate, up := r.linear(layer+"mlp.gate_proj", y), r.linear(layer+"mlp.up_proj", y)
			for i, g := range gate {
				gate[i] = g / (1 + math.Exp(-g)) * up[i]
			}
			for i, v := range r.linear(layer+"mlp.down_proj", gate) {
				x[i] += v
			}
		}
	}
	for t, x := range rows {
		rows[t] = r.norm("model.norm.weight", x)
	}
	return rows
}

// attention is eager_attention_forward with repeat_kv, for the last position.
func (r *Reference) attention(q []float64, keys, values [][]float64) []float64 {
	c := r.config
	out := make([]float64, len(q))
	for h := range c.Heads {
		at, kv := h*c.HeadDim, h/(c.Heads/c.KVHeads)*c.HeadDim
		p, sum := make([]float64, len(keys)), 0.0
		for s, k := range keys {
			for j := range c.HeadDim {
				p[s] += q[at+j] * k[kv+j]
			}
			p[s] = math.Exp(p[s] / math.Sqrt(float64(c.HeadDim)))
			sum += p[s]
		}
		for s, v := range values {
			for j := range c.HeadDim {
				out[at+j] += p[s] / sum * v[kv+j]
			}
		}
	}
	return out
}

// Logprobs gives the log-probabilities of every position's next token.
func (r *Reference) Logprobs(tokens []int32) [][]float64 {
	head := r.weights["lm_head.weight"]
	if r.config.Tied {
		head = r.weights["model.embed_tokens.weight"]
	}
	rows := r.Hidden(tokens)
	for t, x := range rows {
		logits := apply(head, x)
		sum := 0.0
		for _, v := range logits {
			sum += math.Exp(v)
		}
		for i := range logits {
			logits[i] -= math.Log(sum)
		}
		rows[t] = logits
	}
	return rows
}

// Loss is the mean cross entropy over the targets of all sequences together.
func (r *Reference) Loss(data []engine.Packed) float64 {
	total, targets := 0.0, 0
	for _, p := range data {
		for s, start := range p.Segments {
			end := len(p.Tokens)
			if s+1 < len(p.Segments) {
				end = int(p.Segments[s+1])
			}
			rows := r.Logprobs(p.Tokens[start:end])
			for i := int(start) + 1; i < end; i++ {
				if p.Mask[i] {
					total -= rows[i-1-int(start)][p.Tokens[i]]
					targets++
				}
			}
		}
	}
	return total / float64(targets)
}
