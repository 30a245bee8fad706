package native

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// maxConfig bounds config.json and the other small files of a directory.
const maxConfig = 1 << 20

// wireConfig is the part of config.json that decides the computation. What
// would change it in ways the engine does not know is in foreign.
type wireConfig struct {
	Architectures []string        `json:"architectures,omitempty"`
	ModelType     string          `json:"model_type"`
	Vocab         int             `json:"vocab_size"`
	Hidden        int             `json:"hidden_size"`
	Intermediate  int             `json:"intermediate_size"`
	Layers        int             `json:"num_hidden_layers"`
	Heads         int             `json:"num_attention_heads"`
	KVHeads       int             `json:"num_key_value_heads,omitempty"`
	HeadDim       *int            `json:"head_dim,omitempty"`
	Context       int             `json:"max_position_embeddings"`
	RopeTheta     *float64        `json:"rope_theta,omitempty"`
	NormEps       float64         `json:"rms_norm_eps"`
	Tied          bool            `json:"tie_word_embeddings"`
	Act           string          `json:"hidden_act"`
	BiasAttention bool            `json:"attention_bias"`
	BiasMLP       bool            `json:"mlp_bias"`
	DType         string          `json:"torch_dtype,omitempty"`
	BOS           json.RawMessage `json:"bos_token_id,omitempty"`
	EOS           json.RawMessage `json:"eos_token_id,omitempty"`

	RopeScaling map[string]any `json:"rope_scaling,omitempty"`    // transformers 4
	RopeParams  map[string]any `json:"rope_parameters,omitempty"` // transformers 5
}

// foreign are fields of config.json that change the computation to one the
// engine does not have, with the values besides null that leave it alone.
var foreign = []struct {
	name    string
	neutral []any
	what    string
}{
	{"use_sliding_window", []any{false}, "sliding-window attention"},
	{"attention_chunk_size", nil, "chunked attention"},
	{"partial_rotary_factor", []any{1.0}, "rotary embedding of a part of the head"},
	{"rotary_pct", []any{1.0}, "rotary embedding of a part of the head"},
	{"no_rope_layers", nil, "layers without rotary embedding"},
	{"no_rope_layer_interval", nil, "layers without rotary embedding"},
	{"alibi", []any{false}, "ALiBi positions"},
	{"num_experts", []any{0.0}, "a mixture of experts"},
	{"num_local_experts", []any{0.0}, "a mixture of experts"},
	{"n_routed_experts", []any{0.0}, "a mixture of experts"},
	{"kv_lora_rank", nil, "latent attention"},
	{"attn_logit_softcapping", nil, "a cap on attention logits"},
	{"final_logit_softcapping", nil, "a cap on logits"},
	{"query_pre_attn_scalar", nil, "a scale of its own for queries"},
	{"attention_multiplier", nil, "a scale of its own for attention"},
	{"embedding_multiplier", []any{1.0}, "scaled embeddings"},
	{"residual_multiplier", []any{1.0}, "scaled residuals"},
	{"logits_scaling", []any{1.0}, "scaled logits"},
	{"logit_scale", []any{1.0}, "scaled logits"},
	{"use_qk_norm", []any{false}, "a norm of queries and keys other than Qwen3's"},
	{"qk_layernorm", []any{false}, "a norm of queries and keys other than Qwen3's"},
	{"attention_dropout", []any{0.0}, "dropout"},
	{"quantization_config", nil, "quantised weights; use unquantised ones"},
	{"compression_config", nil, "compressed weights; use uncompressed ones"},
	{"auto_map", nil, "code of the model's own"},
}

// refuseForeign names the first field that the engine would have to ignore.
func refuseForeign(raw []byte) error {
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		return invalid("config.json: %w", err)
	}
	for _, f := range foreign {
		if v := fields[f.name]; v != nil && !slices.ContainsFunc(f.neutral, func(n any) bool { return n == v }) {
			return unsupported("config.json: %s %v: %s", f.name, v, f.what)
		}
	}
	if v := fields["sliding_window"]; v != nil && fields["model_type"] == "llama" {
		return unsupported("config.json: sliding_window %v: sliding-window attention", v)
	}
	if list, ok := fields["layer_types"].([]any); ok {
		for i, v := range list {
			if v != "full_attention" {
				return unsupported("config.json: layer_types[%d] is %v; every layer must have full_attention", i, v)
			}
		}
	} else if v := fields["layer_types"]; v != nil {
		return invalid("config.json: layer_types is %v, must be a list", v)
	}
	return nil
}

// ParseConfig reads config.json. What is absent has the default of the
// family's configuration class in transformers.
func ParseConfig(raw []byte) (Config, error) {
	if len(raw) > maxConfig {
		return Config{}, invalid("config.json has %d bytes, must have at most %d", len(raw), maxConfig)
	}
	w := wireConfig{Act: "silu"}
	if err := json.Unmarshal(raw, &w); err != nil {
		return Config{}, invalid("config.json: %w", err)
	}
	want := architectures[w.ModelType]
	switch {
	case want == "":
		return Config{}, unsupported("config.json: model_type %q; use llama, qwen2 or qwen3", w.ModelType)
	case len(w.Architectures) > 1 || len(w.Architectures) == 1 && w.Architectures[0] != want:
		return Config{}, unsupported("config.json: architectures %q; use %s", w.Architectures, want)
	case w.Act != "silu":
		return Config{}, unsupported("config.json: hidden_act %q; use silu", w.Act)
	}
	if err := refuseForeign(raw); err != nil {
		return Config{}, err
	}
	c := Config{
		Family: w.ModelType, Vocab: w.Vocab, Hidden: w.Hidden, Intermediate: w.Intermediate, Layers: w.Layers,
		Heads: w.Heads, KVHeads: w.KVHeads, Context: w.Context, NormEps: float32(w.NormEps), Tied: w.Tied,
		BiasQKV: w.BiasAttention || w.ModelType == "qwen2", BiasO: w.BiasAttention && w.ModelType != "qwen2",
		BiasMLP: w.BiasMLP, BOS: tokenID(w.BOS), EOS: tokenID(w.EOS), QKNorm: w.ModelType == "qwen3",
	}
	var err error
	if c.EOSSet, err = tokenSet(w.EOS); err != nil {
		return Config{}, err
	}
	if c.RopeTheta, c.Rope, err = parseRope(w); err != nil {
		return Config{}, err
	}
	if c.KVHeads == 0 {
		c.KVHeads = c.Heads
	}
	switch {
	case w.HeadDim != nil:
		c.HeadDim = *w.HeadDim
	case w.ModelType == "qwen3":
		c.HeadDim = 128
	case c.Heads > 0:
		if c.Hidden%c.Heads != 0 {
			return Config{}, invalid("config.json: hidden_size %d over %d heads does not divide and head_dim is absent", c.Hidden, c.Heads)
		}
		c.HeadDim = c.Hidden / c.Heads
	}
	return c, c.Validate()
}

// tokenID reads a token number, nil if there is not exactly one.
func tokenID(raw json.RawMessage) *int {
	var id *int
	if json.Unmarshal(raw, &id) != nil {
		return nil
	}
	return id
}

// tokenSet reads a list of token numbers, as Llama 3 has.
func tokenSet(raw json.RawMessage) (string, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		return "", nil
	}
	var ids []int
	if err := json.Unmarshal(raw, &ids); err != nil {
		return "", invalid("config.json: eos_token_id: %w", err)
	}
	text, err := json.Marshal(ids)
	return string(text), err
}

// EOSTokens are the tokens that end a text, as config.json lists them.
func (c Config) EOSTokens() []int32 {
	var ids []int32
	if c.EOS != nil {
		return []int32{int32(*c.EOS)}
	}
	if json.Unmarshal([]byte(c.EOSSet), &ids) != nil {
		return nil
	}
	return ids
}

// marshal writes config.json for weights of the given torch dtype.
func (c Config) marshal(dtype string) ([]byte, error) {
	w := wireConfig{
		Architectures: []string{architectures[c.Family]},
		ModelType:     c.Family, Vocab: c.Vocab, Hidden: c.Hidden, Intermediate: c.Intermediate, Layers: c.Layers, Heads: c.Heads,
		KVHeads: c.KVHeads, HeadDim: &c.HeadDim, Context: c.Context, RopeTheta: &c.RopeTheta, NormEps: float64(c.NormEps), Tied: c.Tied,
		Act: "silu", BiasAttention: c.BiasO, BiasMLP: c.BiasMLP, DType: dtype, RopeScaling: c.Rope.fields(),
	}
	if c.BOS != nil {
		w.BOS = fmt.Append(nil, *c.BOS)
	}
	if c.EOS != nil {
		w.EOS = fmt.Append(nil, *c.EOS)
	} else if c.EOSSet != "" {
		w.EOS = json.RawMessage(c.EOSSet)
	}
	// The shortest decimal that reads back as the same float32.
	if _, err := fmt.Sscan(fmt.Sprint(c.NormEps), &w.NormEps); err != nil {
		return nil, invalid("rms_norm_eps %v: %w", c.NormEps, err)
	}
	out, err := json.MarshalIndent(w, "", "  ")
	return append(out, '\n'), err
}
