package openai

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"sync"
)

// embedsAtOnce is how many inputs of one request are computed together.
const embedsAtOnce = 8

func (a *API) embeddings(ctx context.Context, c Call, m Meter, out *response) error {
	f, err := parseFields(c)
	if err != nil {
		return err
	}
	s, err := a.find(ctx, f, c, Embeddings)
	if err != nil {
		return err
	}
	defer s.release()
	if s.Upstream != nil {
		return a.relay(ctx, s.Served, "embeddings", f, m, out)
	}
	inputs, err := s.Text.inputs(f, "input", a.opt.Inputs, false)
	if err != nil {
		return err
	}
	coding := f.text("encoding_format")
	want := int(f.integer("dimensions", 1, 1<<20, 0))
	if f.err != nil {
		return f.err
	}
	if coding != "" && coding != "float" && coding != "base64" {
		return invalid("encoding_format", "encoding_format must be float or base64")
	}
	if want != 0 && want != s.Text.Width {
		return unsupported("dimensions", "dimensions is %d; this model's vectors have %d and are not shortened", want, s.Text.Width)
	}
	tokens := 0
	for i, in := range inputs {
		if len(in) > s.Text.Context {
			return tooLong("input", fmt.Sprintf("input %d has %d tokens; this model takes %d", i, len(in), s.Text.Context))
		}
		tokens += len(in)
	}
	if err := m.Model(s.Model); err != nil {
		return err
	}
	if err := m.Input(tokens); err != nil {
		return err
	}
	vectors, err := embed(ctx, s.Text, inputs)
	if err != nil {
		return err
	}
	b := []byte(`{"object":"list","data":[`)
	for i, v := range vectors {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"object":"embedding","index":`...), int64(i), 10)
		b = append(appendVector(append(b, `,"embedding":`...), v, coding == "base64"), '}')
	}
	b = appendString(append(b, `],"model":`...), s.Model.Name)
	b = strconv.AppendInt(append(b, `,"usage":{"prompt_tokens":`...), int64(tokens), 10)
	b = strconv.AppendInt(append(b, `,"total_tokens":`...), int64(tokens), 10)
	return out.body(200, jsonType, append(b, "}}"...))
}

// embed computes the vectors of all inputs, some at a time.
func embed(ctx context.Context, t *Text, inputs [][]int32) ([][]float32, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	vectors := make([][]float32, len(inputs))
	next := make(chan int, len(inputs))
	for i := range inputs {
		next <- i
	}
	close(next)
	var all sync.WaitGroup
	for range min(embedsAtOnce, len(inputs)) {
		all.Go(func() {
			for i := range next {
				v, err := t.Embedder.Embed(ctx, t.Adapter, inputs[i])
				if err != nil {
					cancel(err)
					return
				}
				vectors[i] = v
			}
		})
	}
	all.Wait()
	return vectors, context.Cause(ctx)
}

// appendVector writes a vector as numbers, or as base64 of little-endian
// float32s, which is what OpenAI's own clients ask for.
func appendVector(b []byte, v []float32, packed bool) []byte {
	if packed {
		raw := make([]byte, 0, 4*len(v))
		for _, x := range v {
			raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
		}
		return append(base64.StdEncoding.AppendEncode(append(b, '"'), raw), '"')
	}
	b = append(b, '[')
	for i, x := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendFloat(b, float64(x), 'g', -1, 32)
	}
	return append(b, ']')
}
