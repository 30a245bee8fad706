package openai

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// sampling is what chat and plain completions have in common.
type sampling struct {
	n           int
	stream      bool
	usage       bool // stream_options.include_usage
	stops       []string
	temperature float64
	topP        float64
	seed        int64
}

const (
	maxChoices = 128
	maxStops   = 4
	maxStop    = 1024      // bytes of one stop string
	maxSeed    = 1<<53 - 1 // of those we draw: what JavaScript's numbers hold
)

// notOurs are fields, of OpenAI's and of other servers' APIs, that would change
// the answer and that our engine does not know.
var notOurs = []string{
	"frequency_penalty", "presence_penalty", "logit_bias", "suffix", "audio", "web_search_options",
	"tools", "functions", "top_k", "min_p", "repetition_penalty", "min_tokens", "ignore_eos", "stop_token_ids",
	"guided_json", "guided_regex", "guided_choice", "guided_grammar", "structured_outputs", "use_beam_search",
}

// sampling reads the common fields.
func (a *API) sampling(f *fields) (sampling, error) {
	s := sampling{
		n:           int(f.integer("n", 1, maxChoices, 1)),
		stream:      f.flag("stream"),
		stops:       f.texts("stop"),
		temperature: f.number("temperature", 0, 2, 1),
		topP:        f.number("top_p", 0, 1, 1),
	}
	options := f.object("stream_options")
	s.usage = options.flag("include_usage")
	switch {
	case options.err != nil:
		return s, invalid("stream_options.include_usage", "stream_options.include_usage must be true or false")
	case f.err == nil && f.has("stream_options") && !s.stream:
		return s, invalid("stream_options", "stream_options goes with stream: true only")
	case len(s.stops) > maxStops:
		return s, invalid("stop", "stop takes %d strings at most", maxStops)
	}
	for _, stop := range s.stops {
		if stop == "" || len(stop) > maxStop {
			return s, invalid("stop", "a stop string has 1 to %d bytes", maxStop)
		}
	}
	f.refuse("by this model's engine", notOurs...)
	if f.err != nil {
		return s, f.err
	}
	if f.has("seed") {
		s.seed = f.integer("seed", math.MinInt64, math.MaxInt64, 0)
		return s, f.err
	}
	var b [8]byte
	if _, err := io.ReadFull(a.opt.Random, b[:]); err != nil {
		return s, hallmark.Errorf(hallmark.Internal, "gateway: draw a seed: %w", err)
	}
	s.seed = int64(binary.BigEndian.Uint64(b[:]) & maxSeed)
	return s, nil
}

// request gives what the i-th text asks of the engine.
func (s sampling) request(t *Text, prompt []int32, max, i int) engine.Request {
	r := engine.Request{
		Adapter: t.Adapter, Prompt: prompt, MaxTokens: max, Stop: t.Stop,
		Temperature: float32(s.temperature), TopP: float32(s.topP), Seed: seedOf(uint64(s.seed), i),
	}
	if s.topP == 0 || r.TopP == 0 {
		r.TopP = math.SmallestNonzeroFloat32 // the likeliest alone: the engine's 0 keeps all
	}
	return r
}

// head is what all chunks of an answer begin with.
type head struct {
	id, object, model, fingerprint string
	created                        int64
	seed                           int64
}

func (a *API) head(prefix, object string, m Model, seed int64) (head, error) {
	var b [12]byte
	if _, err := io.ReadFull(a.opt.Random, b[:]); err != nil {
		return head{}, hallmark.Errorf(hallmark.Internal, "gateway: draw an id: %w", err)
	}
	return head{
		id: prefix + hex.EncodeToString(b[:]), object: object, model: m.Name, fingerprint: fingerprint(m),
		created: a.opt.Now().Unix(), seed: seed,
	}, nil
}

// fingerprint names all that decides an answer besides the request: the same
// fingerprint and seed give the same text.
func fingerprint(m Model) string {
	h := sha256.New()
	fmt.Fprintf(h, "hallmark fingerprint 1\n%q %q %q\n%s %s\n", m.Engine.Name, m.Engine.Build, m.Engine.Profile, m.Base, m.Adapter)
	return "fp_" + hex.EncodeToString(h.Sum(nil)[:6])
}

// checkPrompt refuses what the context cannot hold.
func (t *Text) checkPrompt(param string, prompt []int32) error {
	if len(prompt) >= t.Context {
		return tooLong(param, fmt.Sprintf("the prompt has %d tokens; this model takes %d, of which one at least is for the answer", len(prompt), t.Context))
	}
	return nil
}
