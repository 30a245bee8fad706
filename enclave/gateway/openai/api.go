package openai

import (
	"context"
	"crypto/rand"
	"io"
	"time"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
)

// Call is one opened request.
type Call struct {
	Method, Path string           // "POST", "/v1/chat/completions"; a query is ignored
	ContentType  string           // application/json, or multipart/form-data with its boundary
	Body         []byte           // bounded by the caller
	User         hallmark.Address // who asks: decides which adapters can be called
}

// Meter is told what a call uses before it is delivered. An error ends the call
// there. After an error of Output of kind Exhausted or Unfunded what was accepted
// so far is delivered, and the text ends with finish_reason "length". Calls come
// one at a time.
type Meter interface {
	// Model comes first and fixes the prices.
	Model(m Model) error
	// Input counts prompt tokens. An upstream may tell them last.
	Input(tokens int) error
	// Output counts generated tokens: each of our engine's, or those of a piece
	// of an upstream's stream.
	Output(tokens int) error
	// Images counts generated images.
	Images(n int) error
	// Seconds counts seconds of audio, rounded up, 1 at least.
	Seconds(n int) error
}

// Forecaster is what a Meter may be besides. It is asked before an upstream
// starts to work on a call that will use so much at most: an error refuses the
// call, and output bounds the tokens that the upstream may generate. Without it
// an upstream may work for more than the window pays.
type Forecaster interface {
	Forecast(most Forecast) (output int, err error)
}

// Forecast bounds what a call will use besides output tokens.
type Forecast struct {
	Input   int // tokens: a bound by bytes, as the upstream's tokenizer is not known
	Images  int
	Seconds int // 0 where only the upstream can tell
}

// Model is what a call used, for the receipt.
type Model struct {
	Name    string          // as the request named it
	Base    hallmark.Digest // zero: an upstream whose weights nobody measured
	Adapter hallmark.Digest // zero: none
	Job     hallmark.JobID  // that made the adapter; zero: none
	Engine  hallmark.EngineIdentity
}

// Writer takes the response. Each Write is one unit of it, a server-sent event
// with its blank line or a whole body, and is sent at once. Write blocks while
// the reader is slow and fails when the reader is gone; then generation stops.
// It must not keep p.
type Writer interface {
	Begin(status int, contentType string)
	Write(p []byte) error
}

// Flusher is what a Writer may be besides. Then Write may hold back what it is
// given until Flush, which comes before the call waits for anything, so that
// units which are there at the same time can travel together. They stay units of
// their own.
type Flusher interface {
	Flush() error
}

// Models finds what can be called.
type Models interface {
	// List gives what the user may call.
	List(user hallmark.Address) []Card
	// Find opens a model. NotFound: there is none; Forbidden: an adapter of
	// somebody else; Unavailable: it cannot be loaded now.
	Find(ctx context.Context, name string, user hallmark.Address) (Served, error)
}

// Card is one line of the list of models.
type Card struct {
	Name    string
	Created time.Time // zero: not known
	Owner   string
	Parent  string // the base model of an adapter
}

// Task is a kind of call.
type Task string

// The tasks.
const (
	Chat        Task = "chat completions"
	Completions Task = "completions"
	Embeddings  Task = "embeddings"
	Images      Task = "image generation"
	Transcribe  Task = "transcription"
)

// Served is a model ready to be called: either Text or Upstream is set.
type Served struct {
	Model    Model
	Tasks    []Task   // those that have a price; empty: all that the engine can do
	Text     *Text    // our engine
	Upstream Upstream // any OpenAI-compatible server
	Release  func()   // called once when the call has ended; may be nil

	// PlainImages: the upstream always answers with base64 and refuses
	// response_format, as OpenAI's gpt-image models do.
	PlainImages bool
}

// Upstream is a client of an OpenAI-compatible server (enclave/engine/openai).
type Upstream interface {
	Call(ctx context.Context, r upstream.Request) (upstream.Answer, error)
	Stream(ctx context.Context, r upstream.Request, emit func(upstream.Event) error) error
}

// Options set an API up. The zero value is fit for use.
type Options struct {
	Now     func() time.Time // nil: time.Now
	Random  io.Reader        // of ids and missing seeds; nil: crypto/rand
	Choices int              // most texts of one request (n x prompts), 0: 16
	Inputs  int              // most inputs of one embeddings request, 0: 2048
}

// API answers calls. It keeps no state between them.
type API struct {
	models Models
	opt    Options
}

// New makes an API over models.
func New(models Models, o Options) *API {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Choices == 0 {
		o.Choices = 16
	}
	if o.Inputs == 0 {
		o.Inputs = 2048
	}
	return &API{models: models, opt: o}
}

// Serve answers one call. Errors become OpenAI's error bodies; one that comes
// after a stream has begun is its last event, {"error":{...}}, and no [DONE]
// follows.
func (a *API) Serve(ctx context.Context, c Call, m Meter, w Writer) {
	out := &response{w: w}
	if err := a.serve(ctx, c, m, out); err != nil {
		out.fail(err)
	}
	out.flush()
}
