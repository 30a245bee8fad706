package native

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/conformance"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// changed is a model directory with some fields of its config.json replaced; a
// nil value removes one.
func changed(t *testing.T, name string, fields map[string]any) fstest.MapFS {
	t.Helper()
	dir := maps.Clone(conformance.Named(name).Dir)
	var c map[string]any
	if err := json.Unmarshal(dir["config.json"].Data, &c); err != nil {
		t.Fatal(err)
	}
	for k, v := range fields {
		if c[k] = v; v == nil {
			delete(c, k)
		}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	dir["config.json"] = &fstest.MapFile{Data: raw}
	return dir
}

// TestFamilies: what is read is what transformers would make of it, and a saved
// model is the same one.
func TestFamilies(t *testing.T) {
	for _, want := range []struct {
		name  string
		check func(Config) bool
	}{
		{"llama2", func(c Config) bool { return c.Family == "llama" && c.KVHeads == 4 && c.Rope == Rope{} && !c.Tied }},
		{"llama3", func(c Config) bool {
			return c.Rope == Rope{"llama3", 8, 1, 4, 32} && c.RopeTheta == 50000 && slices.Equal(c.EOSTokens(), []int32{1, 8, 9})
		}},
		{"llama3.2", func(c Config) bool {
			return c.Rope == Rope{"llama3", 8, 1, 4, 32} && c.RopeTheta == 10000 && c.Tied && slices.Equal(c.EOSTokens(), []int32{1})
		}},
		{"llama-linear", func(c Config) bool { return c.Rope == Rope{Type: "linear", Factor: 2} }},
		{"llama-biased", func(c Config) bool { return c.BiasQKV && c.BiasO && c.BiasMLP }},
		{"smollm", func(c Config) bool { return c.HeadDim == 16 && c.KVHeads == 1 && c.Tied }},
		{"qwen2", func(c Config) bool { return c.BiasQKV && !c.BiasO && c.Tied }},
		{"qwen2.5", func(c Config) bool { return c.RopeTheta == 1e6 && c.Rope == Rope{} && !c.Tied }},
		{"qwen3", func(c Config) bool {
			return c.QKNorm && !c.BiasQKV && c.HeadDim == 12 && c.Hidden == 32 && c.Heads == 4
		}},
	} {
		m := mustLoad(t, conformance.Named(want.name).Dir)
		if !want.check(m.Config) {
			t.Errorf("%s: %+v", want.name, m.Config)
		}
		files, err := m.Save(safetensors.F32)
		if err != nil {
			t.Fatal(err)
		}
		again := mustLoad(t, directory(files))
		c := m.Config
		c.BOS, c.EOS, again.Config.BOS, again.Config.EOS = nil, nil, nil, nil // pointers
		if again.Config != c {
			t.Errorf("%s: saved as %+v, was %+v", want.name, again.Config, c)
		}
		for i, w := range again.tensors() {
			if !slices.Equal(*w.data, *m.tensors()[i].data) {
				t.Errorf("%s: %s changed", want.name, w.name)
			}
		}
	}
	if c, err := ParseConfig(changed(t, "qwen3", map[string]any{"head_dim": nil, "hidden_act": nil})["config.json"].Data); err != nil || c.HeadDim != 128 {
		t.Errorf("Qwen3's default head_dim: %d, %v", c.HeadDim, err)
	}
}

// TestUnsupportedShapesAreNamed: every field that would change the computation
// is refused by its name, and its neutral values are taken.
func TestUnsupportedShapesAreNamed(t *testing.T) {
	rope := func(kind string, more ...any) map[string]any {
		m := map[string]any{"rope_type": kind}
		for i := 0; i < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	for _, c := range []struct {
		model, field string
		value        any
		kind         hallmark.Kind
		want         string // "": the field's name
	}{
		{"smollm", "model_type", "gemma2", hallmark.Unsupported, ""},
		{"smollm", "model_type", "qwen3_moe", hallmark.Unsupported, ""},
		{"smollm", "architectures", []string{"LlamaForSequenceClassification"}, hallmark.Unsupported, ""},
		{"smollm", "hidden_act", "gelu", hallmark.Unsupported, ""},
		{"qwen2", "use_sliding_window", true, hallmark.Unsupported, ""},
		{"smollm", "sliding_window", 4096, hallmark.Unsupported, ""},
		{"qwen3", "layer_types", []string{"full_attention", "sliding_attention"}, hallmark.Unsupported, "layer_types[1]"},
		{"qwen3", "layer_types", "full_attention", hallmark.Invalid, ""},
		{"smollm", "partial_rotary_factor", 0.5, hallmark.Unsupported, ""},
		{"smollm", "quantization_config", map[string]any{}, hallmark.Unsupported, ""},
		{"smollm", "num_local_experts", 8, hallmark.Unsupported, ""},
		{"qwen3", "num_experts", 128, hallmark.Unsupported, ""},
		{"smollm", "attn_logit_softcapping", 50.0, hallmark.Unsupported, ""},
		{"smollm", "final_logit_softcapping", 30.0, hallmark.Unsupported, ""},
		{"smollm", "residual_multiplier", 0.22, hallmark.Unsupported, ""},
		{"smollm", "attention_dropout", 0.1, hallmark.Unsupported, ""},
		{"smollm", "no_rope_layers", []int{1, 0}, hallmark.Unsupported, ""},
		{"smollm", "auto_map", map[string]any{"AutoModelForCausalLM": "x.Y"}, hallmark.Unsupported, ""},
		{"llama2", "use_qk_norm", true, hallmark.Unsupported, ""},
		{"qwen3", "mlp_bias", true, hallmark.Unsupported, ""},
		{"smollm", "rope_scaling", rope("yarn", "factor", 4.0), hallmark.Unsupported, `rope_scaling of rope_type "yarn"`},
		{"smollm", "rope_scaling", map[string]any{"type": "dynamic", "factor": 2.0}, hallmark.Unsupported, `"dynamic"`},
		{"smollm", "rope_parameters", rope("longrope"), hallmark.Unsupported, `rope_parameters of rope_type "longrope"`},
		{"smollm", "rope_parameters", map[string]any{"full_attention": rope("default")}, hallmark.Unsupported, "full_attention"},
		{"smollm", "rope_parameters", rope("default", "partial_rotary_factor", 0.5), hallmark.Unsupported, "partial_rotary_factor"},
		{"smollm", "rope_parameters", rope("default", "rope_theta", 5.0), hallmark.Invalid, "rope_theta"},
		{"llama3", "rope_parameters", rope("default"), hallmark.Invalid, "disagree"},
		{"smollm", "rope_scaling", rope("linear", "factor", 0.5), hallmark.Invalid, "factor"},
		{"smollm", "rope_scaling", rope("linear", "factor", "2"), hallmark.Invalid, "factor"},
		{"smollm", "rope_scaling", rope("llama3", "factor", 8.0, "low_freq_factor", 4.0, "high_freq_factor", 4.0, "original_max_position_embeddings", 64), hallmark.Invalid, "low_freq_factor"},
		{"smollm", "rope_scaling", rope("llama3", "factor", 8.0, "low_freq_factor", 1.0, "high_freq_factor", 4.0), hallmark.Invalid, "original_max_position_embeddings"},
		{"smollm", "num_key_value_heads", 2, hallmark.Unsupported, "heads"},
		{"smollm", "head_dim", 7, hallmark.Unsupported, ""},
		{"smollm", "vocab_size", 0, hallmark.Invalid, ""},
		{"smollm", "vocab_size", "96", hallmark.Invalid, ""},
		{"smollm", "rms_norm_eps", -1, hallmark.Invalid, ""},
		{"smollm", "num_hidden_layers", 1 << 40, hallmark.Invalid, ""},
		{"smollm", "rope_theta", 0.5, hallmark.Invalid, ""},
		{"smollm", "eos_token_id", []any{"x"}, hallmark.Invalid, ""},
	} {
		want := c.want
		if want == "" {
			want = c.field
		}
		if _, err := Load(changed(t, c.model, map[string]any{c.field: c.value})); err == nil || hallmark.KindOf(err) != c.kind || !strings.Contains(err.Error(), want) {
			t.Errorf("%s, %s = %v: %v; want kind %v and %q", c.model, c.field, c.value, err, c.kind, want)
		}
	}
	neutral := map[string]any{
		"use_sliding_window": false, "partial_rotary_factor": 1.0, "num_experts": 0, "attention_dropout": 0.0, "residual_multiplier": 1.0,
		"rope_scaling": map[string]any{"rope_type": "default"}, "unheard_of": 5,
	}
	if _, err := Load(changed(t, "qwen2", neutral)); err != nil {
		t.Errorf("neutral values: %v", err)
	}
}

// TestShards: an index must describe its files exactly and stay in its folder.
func TestShards(t *testing.T) {
	const shard, other = "model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"
	move := func(to string) func(fstest.MapFS, map[string]string) {
		return func(_ fstest.MapFS, index map[string]string) { index["model.norm.weight"] = to }
	}
	for name, c := range map[string]struct {
		change func(fstest.MapFS, map[string]string)
		want   string
	}{
		"missing file":   {func(d fstest.MapFS, _ map[string]string) { delete(d, shard) }, "has no " + shard},
		"missing tensor": {func(_ fstest.MapFS, i map[string]string) { delete(i, "model.norm.weight") }, `does not put "model.norm.weight"`},
		"phantom tensor": {func(_ fstest.MapFS, i map[string]string) { i["model.phantom"] = shard }, "does not hold it"},
		"doubled tensor": {func(d fstest.MapFS, i map[string]string) {
			d["copy.safetensors"] = d[shard]
			i["model.copy"] = "copy.safetensors"
		}, "does not put"},
		"parent folder":   {move("../model.safetensors"), "beside the index"},
		"absolute":        {move("/etc/model.safetensors"), "beside the index"},
		"sub-folder":      {move("x/model.safetensors"), "beside the index"},
		"backslash":       {move(`..\model.safetensors`), "beside the index"},
		"other type":      {move("pytorch_model.bin"), "beside the index"},
		"another file":    {nil, ""},
		"single file too": {func(d fstest.MapFS, _ map[string]string) { d["model.safetensors"] = d[shard] }, "both"},
		"empty":           {func(_ fstest.MapFS, i map[string]string) { clear(i) }, "empty"},
	} {
		dir := maps.Clone(conformance.Named("llama3").Dir)
		var index struct {
			WeightMap map[string]string `json:"weight_map"`
		}
		if err := json.Unmarshal(dir[indexFile].Data, &index); err != nil {
			t.Fatal(err)
		}
		if c.change == nil { // name the wrong one of two shards
			to := shard
			if index.WeightMap["model.norm.weight"] == shard {
				to = other
			}
			c.change, c.want = move(to), "model.norm.weight"
		}
		c.change(dir, index.WeightMap)
		raw, err := json.Marshal(index)
		if err != nil {
			t.Fatal(err)
		}
		dir[indexFile] = &fstest.MapFile{Data: raw}
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := parseIndex([]byte(`{"weight_map":{"a":"m.safetensors","a":"n.safetensors"}}`)); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a tensor named twice: %v", err)
	}
}
