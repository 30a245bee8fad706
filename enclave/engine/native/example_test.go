package native_test

import (
	"context"
	"fmt"

	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// Pretrain a model on text cut into sequences and keep it as bfloat16.
func ExampleTrainFull() {
	base, err := native.NewRandom(native.Config{
		Family: "llama", Vocab: 16, Hidden: 32, Intermediate: 48, Layers: 2, Heads: 2, KVHeads: 1, HeadDim: 16,
		Context: 64, RopeTheta: 10000, NormEps: 1e-5, Tied: true,
	}, 1)
	if err != nil {
		panic(err)
	}
	var text []engine.Packed
	for i := range 8 {
		e := engine.Example{RowIndex: i}
		for j := range 32 {
			e.Tokens, e.Mask = append(e.Tokens, int32((i+j*j)%16)), append(e.Mask, true)
		}
		text = append(text, e.Packed())
	}
	model, result, err := native.TrainFull(context.Background(), base, engine.TrainSpec{
		Data: text,
		Hyper: engine.Hyper{
			Epochs: 40, Batch: 4, Seed: 1, Rate: 3e-3, FinalRate: 3e-4, Schedule: "cosine", WarmupSteps: 5,
			WeightDecay: 0.1, ClipNorm: 1, Beta2: 0.95,
		},
	}, engine.SinkFunc(func(engine.Event) error { return nil }))
	if err != nil {
		panic(err)
	}
	files, err := model.Save(safetensors.BF16)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(files), result.Usage.Tokens, result.Metrics.LastLoss < result.Metrics.FirstLoss/2)
	// Output: 2 10240 true
}
