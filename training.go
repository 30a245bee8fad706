package hallmark

// ConfigVersion names the TrainingConfig format.
const ConfigVersion = "config/1"

// TrainingConfig is the canonical training configuration; its SHA-256 over
// canonical JSON stands in the order. Every field is written, defaults too, so
// that nothing depends on the version of the program that reads it.
type TrainingConfig struct {
	Version      string    `json:"hallmark"` // ConfigVersion
	Method       string    `json:"method"`   // "lora" or "full"
	Rank         int       `json:"rank"`
	Alpha        int       `json:"alpha"`
	RSLoRA       bool      `json:"rslora"`
	Targets      []string  `json:"targets"` // q_proj k_proj v_proj o_proj gate_proj up_proj down_proj
	Epochs       int       `json:"epochs"`
	MaxSteps     int       `json:"maxSteps"`  // 0: no bound but the epochs
	BatchRows    int       `json:"batchRows"` // packed sequences per optimizer step
	SeqLen       int       `json:"seqLen"`    // tokens per packed sequence; longer rows are cut and counted as cut
	LearningRate Decimal   `json:"learningRate"`
	WeightDecay  Decimal   `json:"weightDecay"`
	ClipNorm     Decimal   `json:"clipNorm"` // 0: no clipping
	Schedule     string    `json:"schedule"` // "constant", "linear" or "cosine"
	WarmupSteps  int       `json:"warmupSteps"`
	Validation   int       `json:"validationPerMille"` // rows held out, per thousand, by row hash
	Template     string    `json:"template"`           // "chatml", "plain", "llama3", "qwen2.5", "qwen3", or "model": the base model's own
	MaskPrompt   bool      `json:"maskPrompt"`
	StateEvery   int       `json:"stateEvery"`      // steps between state digests in the transcript
	Checkpoint   int       `json:"checkpointEvery"` // steps between sealed checkpoints
	Seed         uint64    `json:"seed,string"`
	Delivery     *Delivery `json:"delivery,omitempty"`
}

// Delivery asks the enclave to sign only after witnesses have stated that
// storage serves the artifact.
type Delivery struct {
	Witnesses []Address `json:"witnesses"`
	Min       int       `json:"min"`
}

// DefaultTraining is the configuration the command line starts from.
func DefaultTraining() TrainingConfig {
	return TrainingConfig{
		Version: ConfigVersion, Method: "lora", Rank: 8, Alpha: 16,
		Targets: []string{"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"},
		Epochs:  1, BatchRows: 8, SeqLen: 256,
		LearningRate: "0.002", WeightDecay: "0.01", ClipNorm: "1",
		Schedule: "cosine", WarmupSteps: 10, Validation: 20,
		Template: "chatml", MaskPrompt: true, StateEvery: 16, Checkpoint: 32, Seed: 1,
	}
}

// Validate reports the first field outside its range, by name.
func (c TrainingConfig) Validate() error {
	for _, f := range []struct {
		name      string
		v, lo, hi int
	}{
		{"rank", c.Rank, 1, 512}, {"alpha", c.Alpha, 1, 4096}, {"epochs", c.Epochs, 1, 1000},
		{"maxSteps", c.MaxSteps, 0, 1 << 30}, {"batchRows", c.BatchRows, 1, 4096}, {"seqLen", c.SeqLen, 8, 1 << 17},
		{"warmupSteps", c.WarmupSteps, 0, 1 << 30}, {"validationPerMille", c.Validation, 0, 500},
		{"stateEvery", c.StateEvery, 1, 1 << 20}, {"checkpointEvery", c.Checkpoint, 1, 1 << 20},
	} {
		if f.v < f.lo || f.v > f.hi {
			return Errorf(Invalid, "config: %s is %d, must be %d to %d", f.name, f.v, f.lo, f.hi)
		}
	}
	for _, f := range []struct {
		name string
		v    Decimal
	}{{"learningRate", c.LearningRate}, {"weightDecay", c.WeightDecay}, {"clipNorm", c.ClipNorm}} {
		if err := f.v.Validate(); err != nil || f.v[0] == '-' {
			return Errorf(Invalid, "config: %s %q must be a plain decimal number, 0 or more", f.name, clip(string(f.v)))
		}
	}
	if c.Version != ConfigVersion {
		return Errorf(Unsupported, "config: format %q is not known, want %q", clip(c.Version), ConfigVersion)
	}
	if err := oneOf("method", c.Method, "lora", "full"); err != nil {
		return err
	}
	if err := oneOf("schedule", c.Schedule, "constant", "linear", "cosine"); err != nil {
		return err
	}
	if err := oneOf("template", c.Template, "chatml", "plain", "llama3", "qwen2.5", "qwen3", "model"); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, t := range c.Targets {
		if err := oneOf("targets", t, "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"); err != nil {
			return err
		}
		if seen[t] {
			return Errorf(Invalid, "config: targets names %s twice", t)
		}
		seen[t] = true
	}
	if c.Method == "lora" && len(c.Targets) == 0 {
		return Errorf(Invalid, "config: targets must name at least one projection for lora")
	}
	if c.Delivery != nil && (c.Delivery.Min < 1 || c.Delivery.Min > len(c.Delivery.Witnesses)) {
		return Errorf(Invalid, "config: delivery.min must be 1 to the number of witnesses")
	}
	return nil
}

func oneOf(field, v string, allowed ...string) error {
	for _, a := range allowed {
		if v == a {
			return nil
		}
	}
	return Errorf(Unsupported, "config: %s %q is not supported, use one of %q", field, clip(v), allowed)
}
