package native

import (
	"runtime/metrics"
	"testing"
	"testing/fstest"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/conformance"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

// allocated counts the bytes this process ever took from the heap.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// FuzzLoad: no directory may crash the loader, make it take memory out of
// proportion to the bytes it was given, or give a model that is not whole. What
// it takes is saved and read back equal.
func FuzzLoad(f *testing.F) {
	for _, family := range []string{"llama", "qwen2", "qwen3"} {
		c := Config{
			Family: family, Vocab: 3, Hidden: 4, Intermediate: 2, Layers: 1, Heads: 2, KVHeads: 1, HeadDim: 2, Context: 8, RopeTheta: 10000, NormEps: 1e-5,
			Tied: true, BiasQKV: family == "qwen2", QKNorm: family == "qwen3",
		}
		m, err := NewRandom(c, 1)
		if err != nil {
			f.Fatal(err)
		}
		files, err := m.Save(safetensors.BF16)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(files["config.json"], []byte(nil), files["model.safetensors"])
		f.Add(files["config.json"], []byte(`{"metadata":{"total_size":9},"weight_map":{"model.norm.weight":"a.safetensors","model.norm.weight":"../a.safetensors"}}`), files["model.safetensors"])
	}
	for _, m := range conformance.Models() {
		f.Add(m.Dir["config.json"].Data, []byte(nil), []byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"))
		if index := m.Dir[indexFile]; index != nil {
			f.Add(m.Dir["config.json"].Data, index.Data, []byte(nil))
		}
	}
	f.Add([]byte(`{"model_type":"llama","vocab_size":1048576,"hidden_size":32768,"intermediate_size":131072,"num_hidden_layers":256,"num_attention_heads":512,"max_position_embeddings":9,"rms_norm_eps":1e-5}`), []byte(nil), []byte{})
	f.Fuzz(func(t *testing.T, config, index, weights []byte) {
		dir := fstest.MapFS{"config.json": {Data: config}}
		if index == nil {
			dir[weightsFile] = &fstest.MapFile{Data: weights}
		} else {
			dir[indexFile], dir["a.safetensors"] = &fstest.MapFile{Data: index}, &fstest.MapFile{Data: weights}
		}
		before := allocated()
		m, err := Load(dir)
		if took, most := allocated()-before, uint64(32<<20+100*(len(config)+len(index)+len(weights))); took > most {
			t.Fatalf("%d bytes for a directory of %d, %d and %d", took, len(config), len(index), len(weights))
		}
		if err != nil {
			if k := hallmark.KindOf(err); k == hallmark.Internal {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		files, err := m.Save(safetensors.F32)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Load(directory(files))
		if err != nil {
			t.Fatalf("saved and not read back: %v", err)
		}
		for i, w := range m.tensors() {
			if len(*w.data) != w.elements() || len(*again.tensors()[i].data) != w.elements() {
				t.Fatalf("%s has %d numbers, want %d", w.name, len(*w.data), w.elements())
			}
		}
	})
}
