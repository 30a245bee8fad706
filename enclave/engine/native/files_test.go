package native

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

func directory(files map[string][]byte) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, data := range files {
		dir[name] = &fstest.MapFile{Data: data}
	}
	return dir
}

func TestModelRoundTrip(t *testing.T) {
	for _, c := range []Config{tiny(true, "llama"), tiny(false, "qwen2")} {
		m := loud(mustRandom(t, c, 4))
		for _, dtype := range []safetensors.DType{safetensors.F32, safetensors.BF16} {
			files, err := m.Save(dtype)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Load(directory(files))
			if err != nil {
				t.Fatal(err)
			}
			if got.Config != m.Config || got.DType != dtype {
				t.Errorf("config %+v %s, want %+v", got.Config, got.DType, m.Config)
			}
			again, err := got.Save(dtype)
			if err != nil || !bytes.Equal(again["model.safetensors"], files["model.safetensors"]) || !bytes.Equal(again["config.json"], files["config.json"]) {
				t.Errorf("%s: saving what was loaded gives other bytes (%v)", dtype, err)
			}
			for i, w := range got.tensors() {
				for j, v := range *w.data {
					if want := (*m.tensors()[i].data)[j]; v != want && (dtype == safetensors.F32 || math.Abs(float64(v-want)) > math.Abs(float64(want))/256) {
						t.Fatalf("%s %s[%d] = %v, want %v", dtype, w.name, j, v, want)
					}
				}
			}
		}
	}
}

// TestAdapterRoundTrip: what Train writes, LoadAdapter reads, and the loss with
// it is the one the job reported, bit for bit.
func TestAdapterRoundTrip(t *testing.T) {
	for _, rs := range []bool{false, true} {
		m := mustRandom(t, small(), 42)
		spec := smallSpec(false)
		spec.Hyper.RSLoRA, spec.Hyper.Targets = rs, []string{"v_proj", "q_proj", "down_proj"}
		r := mustTrain(t, Engine{Model: m}, spec, nil)
		a, err := LoadAdapter(directory(r.Files), m.Config)
		if err != nil {
			t.Fatal(err)
		}
		loss, _, err := Evaluate(context.Background(), m, a, spec.Valid, 1)
		if err != nil || loss != r.Metrics.EvalAfter {
			t.Errorf("loss with the loaded adapter %v (%v), the job said %v", loss, err, r.Metrics.EvalAfter)
		}
		bare, _, err := Evaluate(context.Background(), m, nil, spec.Valid, 2)
		if err != nil || bare != r.Metrics.EvalBefore || bare == loss {
			t.Errorf("loss without the adapter %v (%v), the job said %v", bare, err, r.Metrics.EvalBefore)
		}
	}
}

// TestAdapterFormat holds the files against what PEFT and vLLM read.
func TestAdapterFormat(t *testing.T) {
	spec := smallSpec(false)
	spec.Hyper.Targets = []string{"up_proj", "q_proj"}
	r := mustTrain(t, Engine{Model: mustRandom(t, small(), 42)}, spec, nil)
	var config map[string]any
	if err := json.Unmarshal(r.Files["adapter_config.json"], &config); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"peft_type": "LORA", "task_type": "CAUSAL_LM", "r": 4.0, "lora_alpha": 8.0, "lora_dropout": 0.0, "bias": "none", "base_model_name_or_path": "small",
		"modules_to_save": nil, "use_rslora": false, "use_dora": false, "fan_in_fan_out": false, "inference_mode": true, "init_lora_weights": true,
		"layers_to_transform": nil, "layers_pattern": nil, "revision": nil,
	} {
		if got, ok := config[key]; !ok || got != want {
			t.Errorf("adapter_config.json %s = %v (%v), want %v", key, got, ok, want)
		}
	}
	infos, meta, err := safetensors.ReadHeader(bytes.NewReader(r.Files["adapter_model.safetensors"]))
	if err != nil || meta["format"] != "pt" {
		t.Fatalf("metadata %v, %v", meta, err)
	}
	var got []string
	for _, i := range infos {
		got = append(got, i.Name)
	}
	want := []string{
		"base_model.model.model.layers.0.mlp.up_proj.lora_A.weight", "base_model.model.model.layers.0.mlp.up_proj.lora_B.weight",
		"base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight", "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight",
		"base_model.model.model.layers.1.mlp.up_proj.lora_A.weight", "base_model.model.model.layers.1.mlp.up_proj.lora_B.weight",
		"base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight", "base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight",
	}
	if !slices.Equal(got, want) || !slices.Equal(infos[0].Shape, []int64{4, 48}) || !slices.Equal(infos[1].Shape, []int64{72, 4}) {
		t.Errorf("tensors %v", infos)
	}
}

func TestBadWeightsAreNamed(t *testing.T) {
	m := mustRandom(t, tiny(false, "llama"), 1)
	for name, c := range map[string]struct {
		change func([]safetensors.Tensor) []safetensors.Tensor
		want   string
	}{
		"missing": {func(l []safetensors.Tensor) []safetensors.Tensor { return l[1:] }, "embed_tokens.weight is missing"},
		"unknown": {func(l []safetensors.Tensor) []safetensors.Tensor {
			l[3].Name = "model.layers.0.self_attn.q_norm.weight"
			return l
		}, "q_norm"},
		"shape": {func(l []safetensors.Tensor) []safetensors.Tensor { l[0].Shape = []int{20, 37}; return l }, "embed_tokens.weight has shape"},
		"infinite": {func(l []safetensors.Tensor) []safetensors.Tensor {
			l[2].Data = slices.Clone(l[2].Data)
			l[2].Data[3] = float32(math.Inf(1))
			return l
		}, "+Inf"},
	} {
		var list []safetensors.Tensor
		for _, w := range m.tensors() {
			list = append(list, safetensors.Tensor{Name: w.name, Shape: w.shape, Data: *w.data})
		}
		var b bytes.Buffer
		if err := safetensors.Write(&b, safetensors.F32, c.change(list)); err != nil {
			t.Fatal(err)
		}
		l := newLoader(m.Config)
		err := l.read(weightsFile, &b, nil)
		if err == nil {
			_, err = l.finish()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); hallmark.KindOf(err) != hallmark.NotFound {
		t.Errorf("empty directory: %v", err)
	}
}

// TestTrainFromDirectory: a job on files gives what a job on the loaded model
// gives, and full training returns a model directory.
func TestTrainFromDirectory(t *testing.T) {
	m := mustRandom(t, small(), 42)
	files, err := m.Save(safetensors.F32)
	if err != nil {
		t.Fatal(err)
	}
	spec := smallSpec(false)
	want := mustTrain(t, Engine{Model: m}, spec, nil)
	spec.Base = directory(files)
	if got := mustTrain(t, Engine{}, spec, nil); digestOf(got) != digestOf(want) {
		t.Error("training from the directory gives other bits")
	}
	trained, r, err := TrainFull(context.Background(), m, smallSpec(false), engine.SinkFunc(quiet))
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := Load(directory(r.Files))
	if err != nil || !slices.Equal(loaded.embed, trained.embed) || slices.Equal(trained.embed, m.embed) {
		t.Errorf("the saved model is not the trained one (%v)", err)
	}
}

// loud redraws a model's weights so that attention and biases matter.
func loud(m *Model) *Model {
	for _, w := range m.tensors() {
		newStream(77, w.name).normal(*w.data, 0.2)
	}
	return m
}
