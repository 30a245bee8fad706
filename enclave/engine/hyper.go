package engine

import (
	"slices"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

// Targets are the projections LoRA can adapt, in the engine's order.
var Targets = [...]string{"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"}

// Hyper is the training configuration in the engine's number types.
type Hyper struct {
	Full    bool // train all weights instead of a LoRA adapter
	Rank    int
	Alpha   float32
	RSLoRA  bool     // scale by alpha/sqrt(rank) instead of alpha/rank
	Targets []string // of Targets

	Epochs   int
	MaxSteps int // 0: no bound but the epochs
	Batch    int // sequences per optimizer step, all normalised by their targets together
	// Lanes is the number of gradient sums a step is split into: sequence i
	// goes to lane i mod Lanes, lanes are added in order. It bounds the useful
	// Workers and is part of the result. 0: 8 for LoRA, 4 for full training.
	Lanes int
	Seed  uint64

	Rate        float32 // peak learning rate
	FinalRate   float32 // where linear and cosine schedules end
	Schedule    string  // "constant", "linear" or "cosine"
	WarmupSteps int
	WeightDecay float32 // decoupled; not applied to norms and biases
	ClipNorm    float32 // 0: no clipping
	Beta1       float32 // AdamW, 0: 0.9
	Beta2       float32 // 0: 0.999
	Epsilon     float32 // 0: 1e-8
}

// HyperOf translates the signed training configuration.
func HyperOf(c hallmark.TrainingConfig) (Hyper, error) {
	if err := c.Validate(); err != nil {
		return Hyper{}, err
	}
	h := Hyper{
		Full: c.Method == "full", Rank: c.Rank, Alpha: float32(c.Alpha), RSLoRA: c.RSLoRA,
		Targets: slices.Clone(c.Targets), Epochs: c.Epochs, MaxSteps: c.MaxSteps, Batch: c.BatchRows,
		Seed: c.Seed, Schedule: c.Schedule, WarmupSteps: c.WarmupSteps,
	}
	for _, f := range []struct {
		name string
		text hallmark.Decimal
		to   *float32
	}{{"learningRate", c.LearningRate, &h.Rate}, {"weightDecay", c.WeightDecay, &h.WeightDecay}, {"clipNorm", c.ClipNorm, &h.ClipNorm}} {
		v, err := strconv.ParseFloat(string(f.text), 32)
		if err != nil {
			return Hyper{}, hallmark.Errorf(hallmark.Invalid, "engine: %s %q is not a number float32 can hold", f.name, f.text)
		}
		*f.to = float32(v)
	}
	return h, h.Validate()
}

// WithDefaults fills the fields whose zero value means a default.
func (h Hyper) WithDefaults() Hyper {
	if h.Lanes == 0 {
		h.Lanes = 8
		if h.Full {
			h.Lanes = 4
		}
	}
	for _, f := range []struct {
		v   *float32
		def float32
	}{{&h.Beta1, 0.9}, {&h.Beta2, 0.999}, {&h.Epsilon, 1e-8}} {
		if *f.v == 0 {
			*f.v = f.def
		}
	}
	return h
}

// Validate names the first field outside its range. NaN is outside every range.
func (h Hyper) Validate() error {
	for _, f := range []struct {
		name      string
		v, lo, hi int
	}{
		{"epochs", h.Epochs, 1, 1 << 20}, {"max steps", h.MaxSteps, 0, 1 << 30}, {"batch", h.Batch, 1, 1 << 16},
		{"lanes", h.Lanes, 0, 1024}, {"warm-up steps", h.WarmupSteps, 0, 1 << 30},
	} {
		if f.v < f.lo || f.v > f.hi {
			return hallmark.Errorf(hallmark.Invalid, "engine: %s is %d, must be %d to %d", f.name, f.v, f.lo, f.hi)
		}
	}
	for _, f := range []struct {
		name      string
		v, lo, hi float32
	}{
		{"learning rate", h.Rate, 0, 10}, {"final rate", h.FinalRate, 0, 10}, {"weight decay", h.WeightDecay, 0, 10},
		{"clip norm", h.ClipNorm, 0, 1e9}, {"beta1", h.Beta1, 0, 0.99999}, {"beta2", h.Beta2, 0, 0.99999}, {"epsilon", h.Epsilon, 0, 1},
	} {
		if !(f.v >= f.lo && f.v <= f.hi) {
			return hallmark.Errorf(hallmark.Invalid, "engine: %s is %v, must be %v to %v", f.name, f.v, f.lo, f.hi)
		}
	}
	switch h.Schedule {
	case "constant", "linear", "cosine":
	default:
		return hallmark.Errorf(hallmark.Unsupported, "engine: schedule %q is not supported; use constant, linear or cosine", h.Schedule)
	}
	if h.Full {
		return nil
	}
	if h.Rank < 1 || h.Rank > 1024 || !(h.Alpha > 0 && h.Alpha < 1e6) {
		return hallmark.Errorf(hallmark.Invalid, "engine: LoRA rank %d and alpha %v: rank must be 1 to 1024, alpha above 0", h.Rank, h.Alpha)
	}
	if len(h.Targets) == 0 {
		return hallmark.Errorf(hallmark.Invalid, "engine: LoRA needs at least one target of %v", Targets)
	}
	for i, t := range h.Targets {
		if !slices.Contains(Targets[:], t) {
			return hallmark.Errorf(hallmark.Unsupported, "engine: LoRA target %q is not supported; use %v", t, Targets)
		}
		if slices.Contains(h.Targets[:i], t) {
			return hallmark.Errorf(hallmark.Invalid, "engine: LoRA target %q is named twice", t)
		}
	}
	return nil
}
