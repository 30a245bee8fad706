package engine

import (
	"context"
	"errors"
	"io/fs"

	"github.com/hallmark-tee/hallmark"
)

// Server generates from one base model and any number of LoRA adapters on it.
// Requests of many goroutines are computed together, and what a request gets
// never depends on what else runs: same request, same tokens, same bits.
type Server interface {
	// Generate continues the prompt and hands every new token to emit, in
	// order, from the calling goroutine. Generation waits for a slow emit; it
	// stops when emit returns an error, which Generate returns (ErrEnough is
	// no error: it ends the text with FinishStop). When ctx ends it returns at
	// once. The Completion counts what emit accepted, with an error too.
	Generate(ctx context.Context, r Request, emit func(Token) error) (Completion, error)
	// Load reads a PEFT adapter directory and returns the digest by which
	// requests name it (AdapterDigest). Loading it again is free.
	Load(ctx context.Context, dir fs.FS) (hallmark.Digest, error)
	// Unload forgets an adapter; requests that use it run to their end.
	Unload(adapter hallmark.Digest) error
	// Close ends all requests with an error of kind Unavailable and frees the
	// server.
	Close() error
}

// Embedder makes vectors from texts.
type Embedder interface {
	// Embed returns the mean of the model's last hidden states over the
	// tokens, scaled to length 1.
	Embed(ctx context.Context, adapter hallmark.Digest, tokens []int32) ([]float32, error)
}

// ErrEnough is what emit returns when the text is complete, for example
// because it holds a stop string.
var ErrEnough = errors.New("enough")

// Request asks for one continuation.
type Request struct {
	Adapter   hallmark.Digest // zero: the base model
	Prompt    []int32         // at least one token
	MaxTokens int             // new tokens; 0: as many as the context holds
	Stop      []int32         // tokens that end the text; they are not emitted

	// Temperature divides the logits. 0 always takes the likeliest token (the
	// first of equals), and so does anything below 1e-4. At most 100.
	Temperature float32
	// TopP keeps the likeliest tokens that together have this probability.
	// 0 and 1 keep all.
	TopP float32
	// Seed and a token's position decide the draw, nothing else.
	Seed uint64

	Logprobs bool // report log-probabilities
	TopN     int  // and those of the TopN likeliest tokens, at most 20
}

// Token is one generated token. Log-probabilities are natural, of the model's
// own distribution before temperature and TopP; 0 and nil if not asked for.
type Token struct {
	ID      int32
	Logprob float32
	Top     []Candidate // likeliest first
}

// Candidate is a token that could stand at a place.
type Candidate struct {
	ID      int32
	Logprob float32
}

// Finish says why a text ended.
type Finish string

// The reasons. An unfinished text has none.
const (
	FinishStop   Finish = "stop"   // a stop token, or ErrEnough
	FinishLength Finish = "length" // MaxTokens, or the context is full
)

// Completion sums up a request.
type Completion struct {
	Finish    Finish
	StopToken int32 // the stop token that ended it, -1: none did
	Prompt    int   // tokens read
	Generated int   // tokens that emit accepted
}

// maxTop bounds Request.TopN, as OpenAI's top_logprobs.
const maxTop = 20

// Validate names the first field outside its range, for a model of the given
// vocabulary and context.
func (r Request) Validate(vocab, context int) error {
	bad := func(format string, args ...any) error {
		return hallmark.Errorf(hallmark.Invalid, "engine: request: "+format, args...)
	}
	switch {
	case len(r.Prompt) == 0 || len(r.Prompt) >= context:
		return bad("a prompt of %d tokens; the model takes 1 to %d", len(r.Prompt), context-1)
	case r.MaxTokens < 0:
		return bad("max tokens is %d", r.MaxTokens)
	case !(r.Temperature >= 0 && r.Temperature <= 100):
		return bad("temperature is %v, must be 0 to 100", r.Temperature)
	case !(r.TopP >= 0 && r.TopP <= 1):
		return bad("top_p is %v, must be 0 to 1", r.TopP)
	case r.TopN < 0 || r.TopN > maxTop:
		return bad("%d candidates per token, must be 0 to %d", r.TopN, maxTop)
	}
	for i, t := range r.Prompt {
		if t < 0 || int(t) >= vocab {
			return bad("prompt token %d is %d, the vocabulary has %d", i, t, vocab)
		}
	}
	return nil
}

// Greedy collects the likeliest continuation of a prompt.
func Greedy(ctx context.Context, s Server, adapter hallmark.Digest, prompt []int32, max int, stop ...int32) ([]int32, error) {
	var out []int32
	_, err := s.Generate(ctx, Request{Adapter: adapter, Prompt: prompt, MaxTokens: max, Stop: stop}, func(t Token) error {
		out = append(out, t.ID)
		return nil
	})
	return out, err
}
