package native

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// adapterConfig is PEFT's adapter_config.json, every field of LoraConfig that
// its loaders read.
type adapterConfig struct {
	AlphaPattern    map[string]float64 `json:"alpha_pattern"`
	BaseModel       string             `json:"base_model_name_or_path"`
	Bias            string             `json:"bias"`
	FanInFanOut     bool               `json:"fan_in_fan_out"`
	InferenceMode   bool               `json:"inference_mode"`
	InitLoRAWeights any                `json:"init_lora_weights"`
	LayersPattern   any                `json:"layers_pattern"`
	LayersToConvert any                `json:"layers_to_transform"`
	Alpha           float64            `json:"lora_alpha"`
	Dropout         float64            `json:"lora_dropout"`
	ModulesToSave   any                `json:"modules_to_save"`
	PeftType        string             `json:"peft_type"`
	Rank            int                `json:"r"`
	RankPattern     map[string]int     `json:"rank_pattern"`
	Revision        any                `json:"revision"`
	TargetModules   []string           `json:"target_modules"`
	TaskType        string             `json:"task_type"`
	UseDoRA         bool               `json:"use_dora"`
	UseRSLoRA       bool               `json:"use_rslora"`
}

const adapterPrefix = "base_model.model."

// maxAdapter bounds the files of an adapter directory.
const maxAdapter = 2 << 30

// adapterFiles writes the adapter as a PEFT directory; the bytes depend on the
// parameters and the spec alone.
func (n *net) adapterFiles(spec engine.TrainSpec) (map[string][]byte, error) {
	h := spec.Hyper
	var list []safetensors.Tensor
	n.eachTarget(h.Targets, func(name string, l *linear) {
		list = append(list,
			safetensors.Tensor{Name: adapterPrefix + name + ".lora_A.weight", Shape: []int{h.Rank, l.in}, Data: l.lora.a},
			safetensors.Tensor{Name: adapterPrefix + name + ".lora_B.weight", Shape: []int{l.out, h.Rank}, Data: l.lora.b})
	})
	var weights bytes.Buffer
	if err := safetensors.Write(&weights, safetensors.F32, list); err != nil {
		return nil, err
	}
	targets := slices.Clone(h.Targets)
	slices.Sort(targets)
	config, err := json.MarshalIndent(adapterConfig{
		AlphaPattern: map[string]float64{}, BaseModel: spec.BaseName, Bias: "none", InferenceMode: true, InitLoRAWeights: true,
		Alpha: float64(h.Alpha), PeftType: "LORA", Rank: h.Rank, RankPattern: map[string]int{}, TargetModules: targets,
		TaskType: "CAUSAL_LM", UseRSLoRA: h.RSLoRA,
	}, "", "  ")
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "native: adapter_config.json: %w", err)
	}
	return map[string][]byte{"adapter_config.json": append(config, '\n'), "adapter_model.safetensors": weights.Bytes()}, nil
}

// Adapter is a LoRA adapter in memory, ready to be put on the model it was
// trained on.
type Adapter struct {
	rank    int
	scale   float32
	targets []string
	weights map[string][]float32 // by tensor name without prefix
}

// LoadAdapter reads a PEFT adapter directory for a model of the given shape.
// Everything the engine would have to compute otherwise than plain LoRA is
// refused by name.
func LoadAdapter(dir fs.FS, c Config) (*Adapter, error) {
	files := map[string][]byte{}
	for _, name := range engine.AdapterFiles {
		raw, err := readSmall(dir, name, maxAdapter)
		if err != nil {
			return nil, err
		}
		files[name] = raw
	}
	return parseAdapter(files, c)
}

func parseAdapter(files map[string][]byte, c Config) (*Adapter, error) {
	var ac adapterConfig
	if err := json.Unmarshal(files["adapter_config.json"], &ac); err != nil {
		return nil, invalid("adapter_config.json: %w", err)
	}
	switch {
	case ac.PeftType != "LORA":
		return nil, unsupported("adapter_config.json: peft_type %q; use LORA", ac.PeftType)
	case ac.UseDoRA, ac.FanInFanOut, len(ac.AlphaPattern) > 0, len(ac.RankPattern) > 0, ac.ModulesToSave != nil, ac.LayersToConvert != nil, ac.LayersPattern != nil:
		return nil, unsupported("adapter_config.json: use_dora, fan_in_fan_out, patterns, layers_to_transform and modules_to_save must be unset")
	case ac.Bias != "none" && ac.Bias != "":
		return nil, unsupported("adapter_config.json: bias %q; use none", ac.Bias)
	}
	h := engine.Hyper{Epochs: 1, Batch: 1, Schedule: "constant", Rank: ac.Rank, Alpha: float32(ac.Alpha), RSLoRA: ac.UseRSLoRA, Targets: ac.TargetModules}
	if err := h.Validate(); err != nil {
		return nil, hallmark.Errorf(hallmark.KindOf(err), "native: adapter_config.json: %w", err)
	}
	a := &Adapter{rank: ac.Rank, scale: scaleOf(h.Alpha, h.Rank, h.RSLoRA), targets: ac.TargetModules, weights: map[string][]float32{}}
	return a, a.read(bytes.NewReader(files["adapter_model.safetensors"]), c)
}

func (a *Adapter) read(r io.Reader, c Config) error {
	shapes := map[string][]int{}
	m := newModel(c)
	for i := range m.layers {
		for p, target := range engine.Targets {
			if slices.Contains(a.targets, target) {
				l, name := m.layers[i].proj[p], fmt.Sprintf("model.layers.%d.%s", i, projectionNames[p])
				shapes[name+".lora_A.weight"] = []int{a.rank, l.in}
				shapes[name+".lora_B.weight"] = []int{l.out, a.rank}
			}
		}
	}
	err := safetensors.Read(r, func(info safetensors.Info, data io.Reader) error {
		name := strings.TrimPrefix(info.Name, adapterPrefix)
		shape, ok := shapes[name]
		if !ok || !sameShape(info.Shape, shape) {
			return invalid("adapter_model.safetensors: %s of shape %v does not fit the model and adapter_config.json", info.Name, info.Shape)
		}
		if a.weights[name] != nil {
			return invalid("adapter_model.safetensors: %s stands twice", info.Name)
		}
		w := make([]float32, info.Elements())
		a.weights[name] = w
		if err := safetensors.Float32s(w, info, data); err != nil {
			return err
		}
		for i, v := range w {
			if v-v != 0 {
				return invalid("adapter_model.safetensors: %s[%d] is %v", info.Name, i, v)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(a.weights) != len(shapes) {
		return invalid("adapter_model.safetensors: %d tensors, the model and adapter_config.json ask for %d", len(a.weights), len(shapes))
	}
	return nil
}

// adapt puts an adapter on the net's projections.
func (n *net) adapt(a *Adapter) {
	n.eachAdapted(a, func(layer, p int, l *lora) { n.layers[layer].lin[p].lora = l })
}

// eachAdapted lays out the adapter's pair for every projection that has one.
func (n *net) eachAdapted(a *Adapter, visit func(layer, p int, l *lora)) {
	for i := range n.layers {
		for p, target := range engine.Targets {
			if !slices.Contains(a.targets, target) {
				continue
			}
			on, name := &n.layers[i].lin[p], fmt.Sprintf("model.layers.%d.%s", i, projectionNames[p])
			l := newLoRA(on, a.rank, a.scale)
			l.posA, l.posB = -1, -1
			l.a, l.bt = a.weights[name+".lora_A.weight"], make([]float32, a.rank*on.out)
			n.k.Transpose(l.bt, a.weights[name+".lora_B.weight"], on.out, a.rank, a.rank)
			l.refresh(n.k)
			visit(i, p, l)
		}
	}
}
