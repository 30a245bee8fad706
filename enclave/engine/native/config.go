package native

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/hallmark-tee/hallmark"
)

// Config is the shape of a model, as in Hugging Face's config.json.
type Config struct {
	Family       string // "llama" or "qwen2"
	Vocab        int
	Hidden       int
	Intermediate int
	Layers       int
	Heads        int
	KVHeads      int
	HeadDim      int
	Context      int // longest segment
	RopeTheta    float64
	NormEps      float32
	Tied         bool // the head is the embedding
	BiasQKV      bool
	BiasO        bool
	BiasMLP      bool
	BOS, EOS     *int // copied through; the engine does not use them
}

func (c Config) kvDim() int { return c.KVHeads * c.HeadDim }
func (c Config) qDim() int  { return c.Heads * c.HeadDim }

func unsupported(format string, args ...any) error {
	return hallmark.Errorf(hallmark.Unsupported, "native: "+format, args...)
}

func invalid(format string, args ...any) error {
	return hallmark.Errorf(hallmark.Invalid, "native: "+format, args...)
}

// Validate refuses shapes the engine does not compute, by name.
func (c Config) Validate() error {
	for _, f := range []struct {
		name      string
		v, lo, hi int
	}{
		{"vocab_size", c.Vocab, 2, 1 << 20}, {"hidden_size", c.Hidden, 1, 1 << 15}, {"intermediate_size", c.Intermediate, 1, 1 << 17},
		{"num_hidden_layers", c.Layers, 1, 256}, {"num_attention_heads", c.Heads, 1, 512}, {"num_key_value_heads", c.KVHeads, 1, c.Heads},
		{"head_dim", c.HeadDim, 2, 1024}, {"max_position_embeddings", c.Context, 1, 1 << 20},
	} {
		if f.v < f.lo || f.v > f.hi {
			return invalid("config.json: %s is %d, must be %d to %d", f.name, f.v, f.lo, f.hi)
		}
	}
	switch {
	case c.Family != "llama" && c.Family != "qwen2":
		return unsupported("config.json: model_type %q; use llama or qwen2", c.Family)
	case c.Heads%c.KVHeads != 0:
		return unsupported("config.json: %d heads over %d key-value heads do not divide", c.Heads, c.KVHeads)
	case c.HeadDim%2 != 0:
		return unsupported("config.json: head_dim %d is odd", c.HeadDim)
	case !(c.RopeTheta >= 1 && c.RopeTheta <= 1e12):
		return invalid("config.json: rope_theta is %v", c.RopeTheta)
	case !(c.NormEps > 0 && c.NormEps < 1):
		return invalid("config.json: rms_norm_eps is %v", c.NormEps)
	case c.Family == "qwen2" && (!c.BiasQKV || c.BiasO || c.BiasMLP):
		return unsupported("config.json: qwen2 has biases on q, k and v and nowhere else")
	case c.Family == "llama" && c.BiasQKV != c.BiasO:
		return unsupported("config.json: llama has attention biases on q, k, v and o or on none")
	}
	return nil
}

// wireConfig is the part of config.json that decides the computation. Fields
// that would change it in ways the engine does not know are pointers that must
// stay absent or neutral.
type wireConfig struct {
	Architectures []string `json:"architectures,omitempty"`
	ModelType     string   `json:"model_type"`
	Vocab         int      `json:"vocab_size"`
	Hidden        int      `json:"hidden_size"`
	Intermediate  int      `json:"intermediate_size"`
	Layers        int      `json:"num_hidden_layers"`
	Heads         int      `json:"num_attention_heads"`
	KVHeads       int      `json:"num_key_value_heads,omitempty"`
	HeadDim       *int     `json:"head_dim,omitempty"`
	Context       int      `json:"max_position_embeddings"`
	RopeTheta     *float64 `json:"rope_theta,omitempty"`
	NormEps       float64  `json:"rms_norm_eps"`
	Tied          bool     `json:"tie_word_embeddings"`
	Act           string   `json:"hidden_act"`
	BiasAttention bool     `json:"attention_bias"`
	BiasMLP       bool     `json:"mlp_bias"`
	DType         string   `json:"torch_dtype,omitempty"`
	BOS           any      `json:"bos_token_id,omitempty"`
	EOS           any      `json:"eos_token_id,omitempty"`

	RopeScaling  any            `json:"rope_scaling,omitempty"`
	RopeParams   map[string]any `json:"rope_parameters,omitempty"`
	SlidingUse   bool           `json:"use_sliding_window,omitempty"`
	Partial      *float64       `json:"partial_rotary_factor,omitempty"`
	Quantization any            `json:"quantization_config,omitempty"`
}

// ParseConfig reads config.json.
func ParseConfig(raw []byte) (Config, error) {
	var w wireConfig
	dec := json.NewDecoder(bytes.NewReader(raw))
	if err := dec.Decode(&w); err != nil {
		return Config{}, invalid("config.json: %w", err)
	}
	if dec.More() {
		return Config{}, invalid("config.json: more than one JSON value")
	}
	c := Config{
		Family: w.ModelType, Vocab: w.Vocab, Hidden: w.Hidden, Intermediate: w.Intermediate, Layers: w.Layers,
		Heads: w.Heads, KVHeads: w.KVHeads, Context: w.Context, RopeTheta: 10000, NormEps: float32(w.NormEps),
		Tied: w.Tied, BiasQKV: w.BiasAttention || w.ModelType == "qwen2", BiasO: w.BiasAttention && w.ModelType != "qwen2",
		BiasMLP: w.BiasMLP, BOS: tokenID(w.BOS), EOS: tokenID(w.EOS),
	}
	want := map[string]string{"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM"}[w.ModelType]
	switch {
	case want == "":
		return Config{}, unsupported("config.json: model_type %q; use llama or qwen2", w.ModelType)
	case len(w.Architectures) > 1 || len(w.Architectures) == 1 && w.Architectures[0] != want:
		return Config{}, unsupported("config.json: architectures %q; use %s", w.Architectures, want)
	case w.Act != "silu":
		return Config{}, unsupported("config.json: hidden_act %q; use silu", w.Act)
	case w.RopeScaling != nil:
		return Config{}, unsupported("config.json: rope_scaling %v", w.RopeScaling)
	case w.SlidingUse:
		return Config{}, unsupported("config.json: use_sliding_window")
	case w.Partial != nil && *w.Partial != 1:
		return Config{}, unsupported("config.json: partial_rotary_factor %v", *w.Partial)
	case w.Quantization != nil:
		return Config{}, unsupported("config.json: quantization_config; use unquantised weights")
	}
	for name, v := range w.RopeParams { // transformers 5
		theta, isNumber := v.(float64)
		switch {
		case name == "rope_theta" && isNumber:
			c.RopeTheta = theta
		case name == "rope_type" && v == "default":
		default:
			return Config{}, unsupported("config.json: rope_parameters %s = %v", name, v)
		}
	}
	if w.RopeTheta != nil {
		c.RopeTheta = *w.RopeTheta
	}
	if c.KVHeads == 0 {
		c.KVHeads = c.Heads
	}
	if w.HeadDim != nil {
		c.HeadDim = *w.HeadDim
	} else if c.Heads > 0 {
		if c.Hidden%c.Heads != 0 {
			return Config{}, invalid("config.json: hidden_size %d over %d heads does not divide and head_dim is absent", c.Hidden, c.Heads)
		}
		c.HeadDim = c.Hidden / c.Heads
	}
	return c, c.Validate()
}

// tokenID reads a token number; lists of them, as Llama 3 has, are left out.
func tokenID(v any) *int {
	f, ok := v.(float64)
	if !ok || f != float64(int(f)) {
		return nil
	}
	id := int(f)
	return &id
}

// marshal writes config.json for weights of the given torch dtype.
func (c Config) marshal(dtype string) ([]byte, error) {
	w := wireConfig{
		Architectures: []string{map[string]string{"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM"}[c.Family]},
		ModelType:     c.Family, Vocab: c.Vocab, Hidden: c.Hidden, Intermediate: c.Intermediate, Layers: c.Layers, Heads: c.Heads,
		KVHeads: c.KVHeads, HeadDim: &c.HeadDim, Context: c.Context, RopeTheta: &c.RopeTheta, NormEps: float64(c.NormEps), Tied: c.Tied,
		Act: "silu", BiasAttention: c.BiasO, BiasMLP: c.BiasMLP, DType: dtype,
	}
	if c.BOS != nil {
		w.BOS = *c.BOS
	}
	if c.EOS != nil {
		w.EOS = *c.EOS
	}
	// The shortest decimal that reads back as the same float32.
	if _, err := fmt.Sscan(fmt.Sprint(c.NormEps), &w.NormEps); err != nil {
		return nil, invalid("rms_norm_eps %v: %w", c.NormEps, err)
	}
	out, err := json.MarshalIndent(w, "", "  ")
	return append(out, '\n'), err
}
