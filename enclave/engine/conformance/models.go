package conformance

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing/fstest"
)

// Model is a small random model directory.
type Model struct {
	Name  string
	Dir   fstest.MapFS
	Vocab int
}

// variant says how a model departs from the plain shape.
type variant struct {
	name     string
	config   map[string]any // over the plain config.json
	dtypes   []string       // of the tensors, in turn
	shards   int
	qkNorm   bool
	qkvBias  bool
	otherWay bool // biases on o and the MLP too
}

const (
	vocab = 96
	span  = 128 // max_position_embeddings
)

// Models are one directory per family and spelling that an engine has to read:
// Llama 2 and 3, Qwen2 and 2.5, Qwen3 and SmolLM; tied and untied heads, biases
// or none, both spellings of scaled rotary embedding, one file or several, in
// each element type.
func Models() []Model {
	llama3 := map[string]any{"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32}
	llama3v5 := map[string]any{"rope_theta": 10000.0}
	for k, v := range llama3 {
		llama3v5[k] = v
	}
	var all []Model
	for _, v := range []variant{
		{name: "llama2", config: map[string]any{"num_key_value_heads": 4, "pretraining_tp": 1, "rope_scaling": nil}, dtypes: []string{"F16"}},
		{name: "llama3", config: map[string]any{"rope_theta": 50000.0, "rope_scaling": llama3, "eos_token_id": []int{1, 8, 9}}, dtypes: []string{"BF16"}, shards: 3},
		{name: "llama3.2", config: map[string]any{"tie_word_embeddings": true, "rope_parameters": llama3v5, "rope_theta": nil}, dtypes: []string{"BF16"}},
		{name: "llama-linear", config: map[string]any{"rope_scaling": map[string]any{"type": "linear", "factor": 2.0}}, dtypes: []string{"F32", "F16", "BF16"}, shards: 2},
		{name: "llama-biased", config: map[string]any{"attention_bias": true, "mlp_bias": true}, dtypes: []string{"F32"}, qkvBias: true, otherWay: true},
		{name: "smollm", config: map[string]any{"tie_word_embeddings": true, "hidden_size": 48, "num_attention_heads": 3, "num_key_value_heads": 1}, dtypes: []string{"BF16"}},
		{name: "qwen2", config: map[string]any{
			"model_type": "qwen2", "architectures": []string{"Qwen2ForCausalLM"}, "tie_word_embeddings": true, "use_sliding_window": false, "sliding_window": 64,
			"max_window_layers": 2, "rms_norm_eps": 1e-6, "rope_theta": 1e6,
		}, dtypes: []string{"BF16"}, qkvBias: true},
		{name: "qwen2.5", config: map[string]any{
			"model_type": "qwen2", "architectures": []string{"Qwen2ForCausalLM"}, "layer_types": []string{"full_attention", "full_attention"}, "sliding_window": nil,
			"rope_theta": nil, "rope_parameters": map[string]any{"rope_type": "default", "rope_theta": 1e6},
		}, dtypes: []string{"F16", "F32"}, shards: 4, qkvBias: true},
		{name: "qwen3", config: map[string]any{
			"model_type": "qwen3", "architectures": []string{"Qwen3ForCausalLM"}, "head_dim": 12, "attention_bias": false, "tie_word_embeddings": true, "rope_theta": 1e6,
		}, dtypes: []string{"BF16"}, qkNorm: true},
	} {
		all = append(all, v.model())
	}
	return all
}

// Named is one of Models.
func Named(name string) Model {
	for _, m := range Models() {
		if m.Name == name {
			return m
		}
	}
	panic("conformance: no model " + name)
}

func (v variant) model() Model {
	config := map[string]any{
		"architectures": []string{"LlamaForCausalLM"}, "model_type": "llama", "vocab_size": vocab, "hidden_size": 32, "intermediate_size": 40,
		"num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": span, "rms_norm_eps": 1e-5,
		"rope_theta": 10000.0, "hidden_act": "silu", "tie_word_embeddings": false, "bos_token_id": 0, "eos_token_id": 1, "torch_dtype": "bfloat16",
	}
	for k, value := range v.config {
		if config[k] = value; value == nil {
			delete(config, k)
		}
	}
	raw, err := json.Marshal(config)
	if err != nil {
		panic(err)
	}
	m := Model{Name: v.name, Vocab: vocab, Dir: fstest.MapFS{"config.json": {Data: raw}}}
	shards := max(v.shards, 1)
	files := make([][]rawTensor, shards)
	index := map[string]string{}
	for i, t := range v.tensors(config) {
		t.dtype = v.dtypes[i%len(v.dtypes)]
		s := i % shards
		files[s] = append(files[s], t)
		index[t.name] = shardName(s, shards)
	}
	for s, list := range files {
		m.Dir[shardName(s, shards)] = &fstest.MapFile{Data: writeTensors(list)}
	}
	if shards > 1 {
		raw, err := json.Marshal(map[string]any{"metadata": map[string]any{"total_size": 1}, "weight_map": index})
		if err != nil {
			panic(err)
		}
		m.Dir["model.safetensors.index.json"] = &fstest.MapFile{Data: raw}
	}
	return m
}

func shardName(i, of int) string {
	if of == 1 {
		return "model.safetensors"
	}
	return fmt.Sprintf("model-%05d-of-%05d.safetensors", i+1, of)
}

// tensors are the weights that the config asks for.
func (v variant) tensors(config map[string]any) []rawTensor {
	number := func(key string) int { return config[key].(int) }
	d, ff, heads, kv := number("hidden_size"), number("intermediate_size"), number("num_attention_heads"), number("num_key_value_heads")
	hd := d / heads
	if config["head_dim"] != nil {
		hd = number("head_dim")
	}
	var list []rawTensor
	add := func(name string, shape ...int) { list = append(list, randomTensor(v.name, name, shape...)) }
	add("model.embed_tokens.weight", vocab, d)
	for l := range number("num_hidden_layers") {
		layer := fmt.Sprintf("model.layers.%d.", l)
		project := func(name string, out, in int, bias bool) {
			add(layer+name+".weight", out, in)
			if bias {
				add(layer+name+".bias", out)
			}
		}
		add(layer+"input_layernorm.weight", d)
		project("self_attn.q_proj", heads*hd, d, v.qkvBias)
		project("self_attn.k_proj", kv*hd, d, v.qkvBias)
		project("self_attn.v_proj", kv*hd, d, v.qkvBias)
		project("self_attn.o_proj", d, heads*hd, v.otherWay)
		if v.qkNorm {
			add(layer+"self_attn.q_norm.weight", hd)
			add(layer+"self_attn.k_norm.weight", hd)
		}
		add(layer+"post_attention_layernorm.weight", d)
		project("mlp.gate_proj", ff, d, v.otherWay)
		project("mlp.up_proj", ff, d, v.otherWay)
		project("mlp.down_proj", d, ff, v.otherWay)
	}
	add("model.norm.weight", d)
	if config["tie_word_embeddings"] == false {
		add("lm_head.weight", vocab, d)
	}
	return list
}

// rawTensor is a tensor to write in any of the element types; its numbers are
// exact in all of them.
type rawTensor struct {
	name  string
	dtype string
	shape []int
	data  []float32
}

// randomTensor draws numbers k/128 with |k| <= 48, which have few enough bits
// for every type, and adds 1 to those of norms.
func randomTensor(seed, name string, shape ...int) rawTensor {
	t := rawTensor{name: name, dtype: "F32", shape: shape}
	n := 1
	for _, s := range shape {
		n *= s
	}
	state := uint64(len(name))
	for _, c := range seed + name {
		state = (state ^ uint64(c)) * 0x100000001b3
	}
	for range n {
		state += 0x9e3779b97f4a7c15 // SplitMix64 (Steele et al., 2014)
		z := (state ^ state>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		v := float32(int((z^z>>31)%97)-48) / 128
		if strings.HasSuffix(name, "norm.weight") {
			v++
		}
		t.data = append(t.data, v)
	}
	return t
}

// writeTensors lays out a safetensors file.
func writeTensors(list []rawTensor) []byte {
	list = slices.Clone(list)
	header := map[string]any{"__metadata__": map[string]string{"format": "pt"}}
	var data []byte
	for _, t := range list {
		begin := len(data)
		for _, v := range t.data {
			switch t.dtype {
			case "BF16":
				data = binary.LittleEndian.AppendUint16(data, uint16(math.Float32bits(v)>>16))
			case "F16":
				data = binary.LittleEndian.AppendUint16(data, half(v))
			default:
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
			}
		}
		header[t.name] = map[string]any{"dtype": t.dtype, "shape": t.shape, "data_offsets": []int{begin, len(data)}}
	}
	raw, err := json.Marshal(header)
	if err != nil {
		panic(err)
	}
	return slices.Concat(binary.LittleEndian.AppendUint64(nil, uint64(len(raw))), raw, data)
}

// half gives the binary16 of a number that has one and is normal in it, or 0.
func half(v float32) uint16 {
	bits := math.Float32bits(v)
	if v == 0 {
		return uint16(bits >> 16)
	}
	return uint16(bits>>16&0x8000) | uint16((bits>>23&255)-112)<<10 | uint16(bits>>13&1023)
}

// Adapter is a random PEFT directory for a model, loud enough to change its
// answers. Two seeds give two adapters.
func (m Model) Adapter(seed string, targets ...string) fstest.MapFS {
	const rank = 3
	var list []rawTensor
	for _, t := range readTensors(m.Dir) {
		module, ok := strings.CutSuffix(t.name, ".weight")
		if ok && slices.ContainsFunc(targets, func(s string) bool { return strings.HasSuffix(module, s) }) {
			name := "base_model.model." + module
			list = append(list, randomTensor(seed, name+".lora_A.weight", rank, t.shape[1]), randomTensor(seed, name+".lora_B.weight", t.shape[0], rank))
		}
	}
	config, err := json.Marshal(map[string]any{"peft_type": "LORA", "r": rank, "lora_alpha": 6, "target_modules": targets, "bias": "none", "use_rslora": len(targets)%2 == 0})
	if err != nil {
		panic(err)
	}
	return fstest.MapFS{"adapter_config.json": {Data: config}, "adapter_model.safetensors": {Data: writeTensors(list)}}
}
