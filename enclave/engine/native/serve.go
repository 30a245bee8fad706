package native

import (
	"context"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/engine/native/kernel"
)

// ServeOptions bound a server. No field changes a token of any answer.
type ServeOptions struct {
	Kernels     *kernel.Set // nil: kernel.Best()
	Workers     int         // goroutines, 0: one per processor
	Context     int         // longest text, in tokens; 0: the model's, at most 8192
	Batch       int         // requests computed together, 0: 16
	Waiting     int         // requests that may wait for their turn, 0: 1024
	Chunk       int         // prompt tokens read in one step, 0: 64
	CacheTokens int         // tokens whose keys and values are kept, 0: 4·Context
	Adapters    int         // adapters held at a time, 0: 64
}

func (o ServeOptions) withDefaults(c Config) (ServeOptions, error) {
	if o.Kernels == nil {
		o.Kernels = kernel.Best()
	}
	if o.Context == 0 {
		o.Context = min(c.Context, 8192)
	}
	for _, f := range []struct {
		v   *int
		def int
	}{{&o.Workers, runtime.GOMAXPROCS(0)}, {&o.Batch, 16}, {&o.Waiting, 1024}, {&o.Chunk, 64}, {&o.CacheTokens, 4 * o.Context}, {&o.Adapters, 64}} {
		if *f.v == 0 {
			*f.v = f.def
		}
		if *f.v < 0 {
			return o, invalid("a server option is negative: %+v", o)
		}
	}
	if o.Context < 2 || o.Context > c.Context {
		return o, invalid("texts of %d tokens; the model takes 2 to %d", o.Context, c.Context)
	}
	return o, nil
}

// Server generates from one model and any number of adapters. A request joins
// the running batch at the next step and leaves it with its last token.
type Server struct {
	opt      ServeOptions
	net      *net
	ended    chan struct{} // closed when the scheduler is gone
	pool     *pagePool
	batch    *batch
	mu       sync.Mutex
	work     sync.Cond // something changed for the scheduler
	waiting  []*sequence
	active   []*sequence
	adapters map[hallmark.Digest]*servedAdapter
	closed   error // why no request is taken any more
}

var (
	_ engine.Server   = (*Server)(nil)
	_ engine.Embedder = (*Server)(nil)
)

// NewServer packs a model for generation and starts to serve; Close ends it.
// The server does not keep the model.
func NewServer(m *Model, o ServeOptions) (*Server, error) {
	o, err := o.withDefaults(m.Config)
	if err != nil {
		return nil, err
	}
	n := newNet(m, o.Kernels, o.Context, false)
	n.serveOnly()
	s := &Server{
		opt: o, net: n, ended: make(chan struct{}), adapters: map[hallmark.Digest]*servedAdapter{},
		pool: newPagePool(m.Config, o.CacheTokens), batch: newBatch(n, newCrew(o.Workers), o.Batch+o.Chunk, o.Batch),
	}
	s.work.L = &s.mu
	go s.run()
	return s, nil
}

// Generate implements engine.Server.
func (s *Server) Generate(ctx context.Context, r engine.Request, emit func(engine.Token) error) (engine.Completion, error) {
	done := engine.Completion{StopToken: -1}
	if err := r.Validate(s.net.cfg.Vocab, s.opt.Context); err != nil {
		return done, err
	}
	limit := s.opt.Context + 1 // the last token is never read
	if r.MaxTokens > 0 {
		limit = min(limit, len(r.Prompt)+r.MaxTokens)
	}
	q := &sequence{request: r, tokens: slices.Clone(r.Prompt), limit: limit, draws: newStream(r.Seed, "sample"), out: make(chan engine.Token, lag)}
	if err := s.submit(q); err != nil {
		return done, err
	}
	done.Prompt = len(r.Prompt)
	for {
		select {
		case <-ctx.Done():
			s.abandon(q)
			return done, stopped(ctx)
		case t, ok := <-q.out:
			if !ok {
				done.Finish, done.StopToken = q.finish, q.stopToken
				return done, q.err
			}
			if ctx.Err() != nil {
				s.abandon(q)
				return done, stopped(ctx)
			}
			err := emit(t)
			if err != nil && err != engine.ErrEnough {
				s.abandon(q)
				return done, err
			}
			done.Generated++
			if err != nil {
				s.abandon(q)
				done.Finish = engine.FinishStop
				return done, nil
			}
			s.resume(q)
		}
	}
}

// Embed implements engine.Embedder.
func (s *Server) Embed(ctx context.Context, adapter hallmark.Digest, tokens []int32) ([]float32, error) {
	r := engine.Request{Adapter: adapter, Prompt: tokens}
	if err := r.Validate(s.net.cfg.Vocab, s.opt.Context+1); err != nil {
		return nil, err
	}
	q := &sequence{request: r, tokens: slices.Clone(tokens), limit: len(tokens) + 1, mean: make([]float32, s.net.cfg.Hidden), out: make(chan engine.Token, lag)}
	if err := s.submit(q); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		s.abandon(q)
		return nil, stopped(ctx)
	case <-q.out:
		return q.mean, q.err
	}
}

// Load implements engine.Server.
func (s *Server) Load(ctx context.Context, dir fs.FS) (hallmark.Digest, error) {
	files := map[string][]byte{}
	for _, name := range engine.AdapterFiles {
		if ctx.Err() != nil {
			return hallmark.Digest{}, stopped(ctx)
		}
		raw, err := readSmall(dir, name, maxAdapter)
		if err != nil {
			return hallmark.Digest{}, err
		}
		files[name] = raw
	}
	id := engine.AdapterDigest(files)
	s.mu.Lock()
	_, have := s.adapters[id]
	s.mu.Unlock()
	if have {
		return id, nil
	}
	a, err := parseAdapter(files, s.net.cfg)
	if err != nil {
		return hallmark.Digest{}, err
	}
	served := s.net.serve(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed != nil:
		return hallmark.Digest{}, s.closed
	case len(s.adapters) >= s.opt.Adapters && s.adapters[id] == nil:
		return hallmark.Digest{}, hallmark.Errorf(hallmark.Exhausted, "native: %d adapters are loaded; unload one first", len(s.adapters))
	}
	s.adapters[id] = served
	return id, nil
}

// Unload implements engine.Server.
func (s *Server) Unload(adapter hallmark.Digest) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.adapters[adapter] == nil {
		return unknownAdapter(adapter)
	}
	delete(s.adapters, adapter)
	return nil
}

// Close implements engine.Server.
func (s *Server) Close() error {
	s.shut(hallmark.Errorf(hallmark.Unavailable, "native: the server is closed"))
	<-s.ended
	return nil
}

func (s *Server) shut(why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed == nil {
		s.closed = why
	}
	s.work.Signal()
}

func unknownAdapter(id hallmark.Digest) error {
	return hallmark.Errorf(hallmark.NotFound, "native: no adapter %s is loaded", id)
}

// servedAdapter is an adapter laid out for the server's projections.
type servedAdapter struct {
	rank   int
	layers [][projections]*lora
}

// serve lays an adapter out without putting it on the net.
func (n *net) serve(a *Adapter) *servedAdapter {
	s := &servedAdapter{rank: a.rank, layers: make([][projections]*lora, len(n.layers))}
	n.eachAdapted(a, func(layer, p int, l *lora) { s.layers[layer][p] = l })
	return s
}
