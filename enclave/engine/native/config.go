package native

import "github.com/hallmark-tee/hallmark"

// Config is the shape of a model, as in Hugging Face's config.json.
type Config struct {
	Family       string // a key of architectures
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

	// Fields that came later; left out of the job's fingerprint when unset, so
	// that checkpoints of older builds still resume.
	QKNorm bool   `json:",omitzero"` // RMSNorm of every query and key head
	Rope   Rope   `json:",omitzero"` // scaling of the rotary frequencies
	EOSSet string `json:",omitzero"` // eos_token_id when it is a list, as JSON; copied through
}

// architectures are the families the engine computes: model_type and the
// class that Hugging Face's transformers names for it. SmolLM and SmolLM2 are
// of type llama, Qwen2.5 is of type qwen2.
var architectures = map[string]string{"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM"}

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
	case architectures[c.Family] == "":
		return unsupported("config.json: model_type %q; use llama, qwen2 or qwen3", c.Family)
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
	case c.Family != "qwen2" && c.BiasQKV != c.BiasO:
		return unsupported("config.json: %s has attention biases on q, k, v and o or on none", c.Family)
	case c.Family == "qwen3" && c.BiasMLP:
		return unsupported("config.json: qwen3 has no mlp_bias")
	case c.QKNorm != (c.Family == "qwen3"):
		return unsupported("config.json: qwen3 norms queries and keys, no other family does")
	}
	return c.Rope.validate()
}
