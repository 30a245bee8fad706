package native

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine/safetensors"
)

const (
	weightsFile = "model.safetensors"
	indexFile   = "model.safetensors.index.json"
	maxIndex    = 16 << 20
)

// Load reads a Hugging Face model directory: config.json and the weights, one
// model.safetensors or the shards that model.safetensors.index.json lists, of
// F32, BF16 or F16 tensors. Missing, doubled, unknown and misshapen tensors
// are refused by name, and so are numbers that are not finite.
func Load(dir fs.FS) (*Model, error) {
	raw, err := readSmall(dir, "config.json", maxConfig)
	if err != nil {
		return nil, err
	}
	c, err := ParseConfig(raw)
	if err != nil {
		return nil, err
	}
	shards, err := weightShards(dir)
	if err != nil {
		return nil, err
	}
	l := newLoader(c)
	// The config's shapes are not allocated before the files are known to hold
	// that many numbers.
	size := int64(0)
	for _, name := range slices.Sorted(maps.Keys(shards)) {
		info, err := fs.Stat(dir, name)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.NotFound, "native: the model directory has no %s: %w", name, err)
		}
		size += info.Size()
	}
	if n := int64(l.m.Parameters()); size < 2*n {
		return nil, invalid("the weights have %d bytes, too few for the %d parameters of config.json", size, n)
	}
	for _, name := range slices.Sorted(maps.Keys(shards)) {
		if err := l.file(dir, name, shards[name]); err != nil {
			return nil, err
		}
	}
	return l.finish()
}

// readSmall reads a file of at most limit bytes.
func readSmall(dir fs.FS, name string, limit int64) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "native: the directory has no %s: %w", name, err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "native: %s: %w", name, err)
	}
	if int64(len(raw)) > limit {
		return nil, invalid("%s has more than %d bytes", name, limit)
	}
	return raw, nil
}

// weightShards lists the weight files with the tensors that the index puts
// into each; nil for a file that no index describes.
func weightShards(dir fs.FS) (map[string][]string, error) {
	_, single := fs.Stat(dir, weightsFile)
	raw, err := readSmall(dir, indexFile, maxIndex)
	switch {
	case single == nil && err == nil:
		return nil, invalid("the directory has both %s and %s: which of them are the weights?", weightsFile, indexFile)
	case errors.Is(err, fs.ErrNotExist):
		return map[string][]string{weightsFile: nil}, nil
	case err != nil:
		return nil, err
	}
	return parseIndex(raw)
}

// parseIndex reads model.safetensors.index.json: a file name for every tensor.
// Names that lead out of the directory, and tensors named twice, are refused.
func parseIndex(raw []byte) (map[string][]string, error) {
	var index struct {
		WeightMap weightMap `json:"weight_map"`
	}
	if err := json.Unmarshal(raw, &index); err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "native: %s: %w", indexFile, err)
	}
	shards := map[string][]string{}
	for tensor, file := range index.WeightMap {
		if !fs.ValidPath(file) || strings.ContainsAny(file, "/\\") || !strings.HasSuffix(file, ".safetensors") {
			return nil, invalid("%s: tensor %q lies in %q; a shard is a .safetensors file beside the index", indexFile, tensor, file)
		}
		shards[file] = append(shards[file], tensor)
	}
	if len(shards) == 0 {
		return nil, invalid("%s: weight_map is empty", indexFile)
	}
	return shards, nil
}

// weightMap refuses keys that stand twice, of which encoding/json would keep
// the last.
type weightMap map[string]string

// UnmarshalJSON implements json.Unmarshaler.
func (m *weightMap) UnmarshalJSON(raw []byte) error {
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return invalid("weight_map is not an object")
	}
	*m = weightMap{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var file string
		if err := dec.Decode(&file); err != nil {
			return err
		}
		name, _ := key.(string)
		if _, twice := (*m)[name]; twice {
			return invalid("tensor %q stands twice in weight_map", name)
		}
		(*m)[name] = file
	}
	return nil
}

// loader fills a model from one or more safetensors files.
type loader struct {
	m     *Model
	want  map[string]tensor
	seen  map[string]string // tensor: file
	brain bool              // all of it was BF16
}

func newLoader(c Config) *loader {
	l := &loader{m: newModel(c), want: map[string]tensor{}, seen: map[string]string{}, brain: true}
	for _, t := range l.m.tensors() {
		l.want[t.name] = t
	}
	return l
}

// file reads one file; with a list it must hold exactly the tensors listed.
func (l *loader) file(dir fs.FS, name string, listed []string) error {
	f, err := dir.Open(name)
	if err != nil {
		return hallmark.Errorf(hallmark.NotFound, "native: the model directory has no %s: %w", name, err)
	}
	defer f.Close()
	if err := l.read(name, f, listed); err != nil {
		return err
	}
	for _, tensor := range listed {
		if l.seen[tensor] != name {
			return invalid("%s puts %s into %s, which does not hold it", indexFile, tensor, name)
		}
	}
	return nil
}

func (l *loader) read(file string, r io.Reader, listed []string) error {
	c := l.m.Config
	var expect map[string]bool
	if listed != nil {
		expect = map[string]bool{}
		for _, name := range listed {
			expect[name] = true
		}
	}
	return safetensors.Read(r, func(info safetensors.Info, data io.Reader) error {
		if before, twice := l.seen[info.Name]; twice {
			return invalid("%s: %s stands in %s already", file, info.Name, before)
		}
		if expect != nil && !expect[info.Name] {
			return invalid("%s: %s does not put %q into this file", file, indexFile, info.Name)
		}
		l.seen[info.Name] = file
		t, ok := l.want[info.Name]
		if !ok {
			// A copy of the embedding, by definition of tied; and a buffer of
			// old Llama checkpoints that follows from the config.
			if c.Tied && info.Name == "lm_head.weight" || strings.HasSuffix(info.Name, ".self_attn.rotary_emb.inv_freq") {
				return nil
			}
			return unsupported("%s: tensor %q does not belong to a %s of this config", file, info.Name, c.Family)
		}
		if !sameShape(info.Shape, t.shape) {
			return invalid("%s: %s has shape %v, config.json asks for %v", file, info.Name, info.Shape, t.shape)
		}
		l.brain = l.brain && info.DType == safetensors.BF16
		*t.data = make([]float32, t.elements())
		if err := safetensors.Float32s(*t.data, info, data); err != nil {
			return err
		}
		for i, v := range *t.data {
			if v-v != 0 {
				return invalid("%s: %s[%d] is %v", file, info.Name, i, v)
			}
		}
		return nil
	})
}

// finish checks that nothing is missing and gives the model.
func (l *loader) finish() (*Model, error) {
	for _, t := range l.m.tensors() {
		if _, ok := l.seen[t.name]; !ok {
			return nil, invalid("the weights: %s is missing", t.name)
		}
	}
	if l.brain {
		l.m.DType = safetensors.BF16
	}
	if l.m.Config.Tied {
		l.m.head = l.m.embed
	}
	return l.m, nil
}

func sameShape(a []int64, b []int) bool {
	return slices.EqualFunc(a, b, func(x int64, y int) bool { return x == int64(y) })
}
