package native

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
)

// reference is the decoder as Hugging Face's modeling_llama.py and
// modeling_qwen2.py define it, in plain float64 loops: logits of every
// position of one segment. It shares no code with the engine.
func reference(m *Model, a *Adapter, tokens []int32) [][]float64 {
	c := m.Config
	linear := func(x []float64, layer, p int) []float64 {
		w := m.layers[layer].proj[p]
		y := make([]float64, w.out)
		for o := range y {
			for i, v := range x {
				y[o] += float64(w.weight[o*w.in+i]) * v
			}
			if w.bias != nil {
				y[o] += float64(w.bias[o])
			}
		}
		if a == nil {
			return y
		}
		name := fmt.Sprintf("model.layers.%d.%s", layer, projectionNames[p])
		loraA, loraB := a.weights[name+".lora_A.weight"], a.weights[name+".lora_B.weight"]
		if loraA == nil {
			return y
		}
		for r := range a.rank {
			z := 0.0
			for i, v := range x {
				z += float64(loraA[r*w.in+i]) * v
			}
			for o := range y {
				y[o] += float64(a.scale) * z * float64(loraB[o*a.rank+r])
			}
		}
		return y
	}
	norm := func(x []float64, w []float32) []float64 {
		s := 0.0
		for _, v := range x {
			s += v * v
		}
		inv := 1 / math.Sqrt(s/float64(len(x))+float64(c.NormEps))
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = v * inv * float64(w[i])
		}
		return y
	}
	rotate := func(x []float64, pos int) {
		hd, half := c.HeadDim, c.HeadDim/2
		for h := 0; h < len(x); h += hd {
			for j := range half {
				angle := float64(pos) * math.Pow(c.RopeTheta, -2*float64(j)/float64(hd))
				lo, hi := x[h+j], x[h+j+half]
				x[h+j], x[h+j+half] = lo*math.Cos(angle)-hi*math.Sin(angle), hi*math.Cos(angle)+lo*math.Sin(angle)
			}
		}
	}
	rows := make([][]float64, len(tokens))
	for t, id := range tokens {
		for _, v := range m.embed[int(id)*c.Hidden : int(id+1)*c.Hidden] {
			rows[t] = append(rows[t], float64(v))
		}
	}
	for l := range m.layers {
		var keys, vals [][]float64
		for t, x := range rows {
			y := norm(x, m.layers[l].norm1)
			q, k := linear(y, l, projQ), linear(y, l, projK)
			rotate(q, t)
			rotate(k, t)
			keys, vals = append(keys, k), append(vals, linear(y, l, projV))
			out := make([]float64, c.qDim())
			for h := range c.Heads {
				kv := h / (c.Heads / c.KVHeads) * c.HeadDim
				var p []float64
				sum := 0.0
				for s := range keys {
					dot := 0.0
					for j := range c.HeadDim {
						dot += q[h*c.HeadDim+j] * keys[s][kv+j]
					}
					p = append(p, math.Exp(dot/math.Sqrt(float64(c.HeadDim))))
					sum += p[s]
				}
				for s := range p {
					for j := range c.HeadDim {
						out[h*c.HeadDim+j] += p[s] / sum * vals[s][kv+j]
					}
				}
			}
			for i, v := range linear(out, l, projO) {
				x[i] += v
			}
			y = norm(x, m.layers[l].norm2)
			gate, up := linear(y, l, projGate), linear(y, l, projUp)
			for i, g := range gate {
				gate[i] = g / (1 + math.Exp(-g)) * up[i]
			}
			for i, v := range linear(gate, l, projDown) {
				x[i] += v
			}
		}
	}
	logits := make([][]float64, len(rows))
	for t, x := range rows {
		y := norm(x, m.norm)
		for v := range c.Vocab {
			s := 0.0
			for i, w := range m.head[v*c.Hidden : (v+1)*c.Hidden] {
				s += float64(w) * y[i]
			}
			logits[t] = append(logits[t], s)
		}
	}
	return logits
}

// loud redraws a model's weights so that attention and biases matter.
func loud(m *Model) *Model {
	for _, w := range m.tensors() {
		newStream(77, w.name).normal(*w.data, 0.2)
	}
	return m
}

func randomAdapter(c Config, targets []string) *Adapter {
	a := &Adapter{rank: 3, scale: 1.5, targets: targets, weights: map[string][]float32{}}
	m := newModel(c)
	for l := range m.layers {
		for p, w := range m.layers[l].proj {
			for _, t := range targets {
				if name := fmt.Sprintf("model.layers.%d.%s", l, projectionNames[p]); name[len(name)-len(t):] == t {
					a.weights[name+".lora_A.weight"], a.weights[name+".lora_B.weight"] = make([]float32, 3*w.in), make([]float32, 3*w.out)
					newStream(5, name+"A").normal(a.weights[name+".lora_A.weight"], 0.3)
					newStream(5, name+"B").normal(a.weights[name+".lora_B.weight"], 0.3)
				}
			}
		}
	}
	return a
}

func TestLossAgreesWithReference(t *testing.T) {
	for _, c := range []Config{tiny(true, "llama"), tiny(false, "qwen2"), small()} {
		for _, a := range []*Adapter{nil, randomAdapter(c, []string{"q_proj", "v_proj", "down_proj"})} {
			m := loud(mustRandom(t, c, 4))
			data := sequences(6, 2, 50, c.Vocab)
			got, targets, err := Evaluate(context.Background(), m, a, data, 2)
			if err != nil {
				t.Fatal(err)
			}
			want := 0.0
			for _, p := range data {
				for s, start := range p.Segments {
					end := segmentEnd(p, s)
					logits := reference(m, a, p.Tokens[start:end])
					for i := int(start) + 1; i < end; i++ {
						if !p.Mask[i] {
							continue
						}
						sum := 0.0
						row := logits[i-1-int(start)]
						for _, v := range row {
							sum += math.Exp(v)
						}
						want += math.Log(sum) - row[p.Tokens[i]]
					}
				}
			}
			want /= float64(targets)
			if math.Abs(float64(got)-want) > 2e-5*want {
				t.Errorf("%s tied=%v adapter=%v: loss %v, reference %v", c.Family, c.Tied, a != nil, got, want)
			}
		}
	}
}

func TestGenerateAgreesWithReference(t *testing.T) {
	for _, c := range []Config{tiny(true, "llama"), tiny(false, "qwen2"), small()} {
		m := loud(mustRandom(t, c, 9))
		a := randomAdapter(c, []string{"k_proj", "o_proj", "gate_proj"})
		s := NewServer(m, a, nil)
		for range 2 { // the second request must not see the first one's cache
			prompt := []int32{3, 1, 4, 1, 5}
			got, err := s.Generate(context.Background(), prompt, 12, nil)
			if err != nil {
				t.Fatal(err)
			}
			text := prompt
			for range 12 {
				row := reference(m, a, text)[len(text)-1]
				best := 0
				for i, v := range row {
					if v > row[best] {
						best = i
					}
				}
				text = append(slices.Clip(text), int32(best))
			}
			if !slices.Equal(got, text[len(prompt):]) {
				t.Errorf("%s: got %v, reference %v", c.Family, got, text[len(prompt):])
			}
		}
	}
}

func TestGenerateLimits(t *testing.T) {
	c := small()
	s := NewServer(loud(mustRandom(t, c, 9)), nil, nil)
	ctx := context.Background()
	all, err := s.Generate(ctx, []int32{1, 2}, 1000, nil)
	if err != nil || len(all) != c.Context-1 {
		t.Fatalf("%d tokens, %v; the context holds %d", len(all), err, c.Context)
	}
	cut, err := s.Generate(ctx, []int32{1, 2}, 1000, func(id int32) bool { return id == all[5] })
	if first := slices.Index(all, all[5]); err != nil || !slices.Equal(cut, all[:first]) {
		t.Errorf("stopped after %v, want %v", cut, all[:first])
	}
	for _, prompt := range [][]int32{nil, {-1}, {int32(c.Vocab)}, make([]int32, c.Context)} {
		if _, err := s.Generate(ctx, prompt, 1, nil); err == nil {
			t.Errorf("a prompt of %d tokens was taken", len(prompt))
		}
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Generate(stopped, []int32{1}, 5, nil); err == nil {
		t.Error("generated after cancellation")
	}
}
