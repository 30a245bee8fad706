package enclave

import (
	"context"
	"io/fs"
	"slices"
	"sync"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// OpenServer loads a base model to be served, by at most so many goroutines and
// with so many bytes for the keys and values of running texts; 0: the engine's
// own choice.
type OpenServer func(base fs.FS, workers int, cacheBytes int64) (engine.Server, error)

// serving is what the gateway can call: base models, loaded when they are first
// asked for, the adapters that jobs left, and upstreams. Servers share the
// processors with a job that trains, as goroutines do.
type serving struct {
	service   *Service
	open      OpenServer
	upstreams map[string]*upstream.Client

	mu       sync.Mutex // of what follows
	bases    map[hallmark.Digest]*servedBase
	adapters map[hallmark.JobID]*keptAdapter
}

var _ gateway.Models = (*serving)(nil)

// servedBase is a base model in memory. Its lock is held while it is loaded and
// while adapters come and go.
type servedBase struct {
	model  *model
	mu     sync.Mutex
	server engine.Server // nil: not loaded
	text   openai.Text
	loaded []*loadedAdapter // the least recently used first
}

// loadedAdapter is an adapter in a server.
type loadedAdapter struct {
	job     hallmark.JobID
	digest  hallmark.Digest
	text    openai.Text
	running int
}

func newServing(s *Service, open OpenServer) (*serving, error) {
	v := &serving{
		service: s, open: open, upstreams: map[string]*upstream.Client{}, bases: map[hallmark.Digest]*servedBase{}, adapters: map[hallmark.JobID]*keptAdapter{},
	}
	for _, m := range s.models {
		v.bases[m.Digest] = &servedBase{model: m}
	}
	for _, u := range s.cfg.Upstreams {
		c, err := u.client()
		if err != nil {
			return nil, err
		}
		v.upstreams[u.Name] = c
	}
	return v, v.listAdapters()
}

// close ends all servers; running requests end with an error.
func (v *serving) close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var first error
	for _, b := range v.bases {
		b.mu.Lock()
		if b.server != nil {
			if err := b.server.Close(); first == nil {
				first = err
			}
		}
		b.mu.Unlock()
	}
	for _, u := range v.upstreams {
		u.Close()
	}
	return first
}

// Base implements gateway.Models.
func (v *serving) Base(ctx context.Context, m hallmark.ServiceModel) (openai.Served, error) {
	if m.Digest.IsZero() {
		c := v.upstreams[m.Name]
		if c == nil {
			return openai.Served{}, hallmark.Errorf(hallmark.Unavailable, "no upstream for the model %q is configured in the enclave", m.Name)
		}
		return openai.Served{Model: openai.Model{Engine: hallmark.EngineIdentity{Name: "upstream"}}, Upstream: c}, nil
	}
	b, err := v.base(m.Digest)
	if err != nil {
		return openai.Served{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := v.load(ctx, b); err != nil {
		return openai.Served{}, err
	}
	text := b.text
	return openai.Served{Model: openai.Model{Base: m.Digest, Engine: v.service.engine}, Text: &text}, nil
}

func (v *serving) base(digest hallmark.Digest) (*servedBase, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b := v.bases[digest]
	if b == nil || v.open == nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "this enclave does not serve a base model %s", digest.Short())
	}
	return b, nil
}

// load brings a base model into memory; b.mu is held.
func (v *serving) load(ctx context.Context, b *servedBase) error {
	if b.server != nil {
		return nil
	}
	s := v.service
	if err := b.model.measure(ctx, s.platform); err != nil {
		return err
	}
	text, err := openai.ReadText(b.model.files, "")
	if err != nil {
		return err
	}
	server, err := v.open(b.model.files, s.cfg.Workers, s.cfg.CacheBytes)
	if err != nil {
		return err
	}
	s.log.Info("model is served", "model", b.model.Name, "digest", b.model.Digest.Short())
	text.Server = server
	text.Embedder, _ = server.(engine.Embedder)
	b.server, b.text = server, text
	return nil
}

// Adapters implements gateway.Models.
func (v *serving) Adapters() []gateway.Adapter {
	v.mu.Lock()
	defer v.mu.Unlock()
	all := make([]gateway.Adapter, 0, len(v.adapters))
	for _, a := range v.adapters {
		all = append(all, gateway.Adapter{Job: a.Job, Owner: a.Owner, Base: a.Base, Created: a.created})
	}
	slices.SortFunc(all, func(a, b gateway.Adapter) int { return slices.Compare(a.Job[:], b.Job[:]) })
	return all
}

// Adapter implements gateway.Models.
func (v *serving) Adapter(job hallmark.JobID) (gateway.Adapter, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	a := v.adapters[job]
	if a == nil {
		return gateway.Adapter{}, false
	}
	return gateway.Adapter{Job: a.Job, Owner: a.Owner, Base: a.Base, Created: a.created}, true
}

// Tuned implements gateway.Models.
func (v *serving) Tuned(ctx context.Context, job hallmark.JobID) (openai.Served, error) {
	v.mu.Lock()
	kept := v.adapters[job]
	v.mu.Unlock()
	if kept == nil {
		return openai.Served{}, hallmark.Errorf(hallmark.NotFound, "no job %s left a model here", job.Short())
	}
	b, err := v.base(kept.Base)
	if err != nil {
		return openai.Served{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := v.load(ctx, b); err != nil {
		return openai.Served{}, err
	}
	a, err := v.loadAdapter(ctx, b, kept)
	if err != nil {
		return openai.Served{}, err
	}
	a.running++
	text := a.text
	return openai.Served{
		Model: openai.Model{Base: kept.Base, Adapter: a.digest, Job: job, Engine: v.service.engine}, Text: &text,
		Release: func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			a.running--
		},
	}, nil
}

// loadAdapter finds an adapter in the server, or loads it, in the place of the
// one that was not used for longest where there is no other; b.mu is held.
func (v *serving) loadAdapter(ctx context.Context, b *servedBase, kept *keptAdapter) (*loadedAdapter, error) {
	if i := slices.IndexFunc(b.loaded, func(a *loadedAdapter) bool { return a.job == kept.Job }); i >= 0 {
		a := b.loaded[i]
		b.loaded = append(slices.Delete(b.loaded, i, i+1), a)
		return a, nil
	}
	full, err := v.openAdapter(kept.Job)
	if err != nil {
		return nil, err
	}
	digest, err := b.server.Load(ctx, filesInMemory(full.Files))
	if hallmark.KindOf(err) == hallmark.Exhausted && err != nil {
		i := slices.IndexFunc(b.loaded, func(a *loadedAdapter) bool { return a.running == 0 })
		if i < 0 {
			return nil, hallmark.Errorf(hallmark.Unavailable, "all places for fine-tuned models are in use; try again")
		}
		if err := b.server.Unload(b.loaded[i].digest); err != nil {
			return nil, err
		}
		b.loaded = slices.Delete(b.loaded, i, i+1)
		digest, err = b.server.Load(ctx, filesInMemory(full.Files))
	}
	if err != nil {
		return nil, err
	}
	if digest != full.Adapter {
		return nil, hallmark.Errorf(hallmark.Internal, "the engine loaded the adapter %s, job %s made %s", digest.Short(), kept.Job.Short(), full.Adapter.Short())
	}
	a := &loadedAdapter{job: kept.Job, digest: digest}
	if a.text, err = openai.ReadText(b.model.files, full.Template); err != nil {
		return nil, err
	}
	a.text.Server, a.text.Embedder, a.text.Adapter = b.text.Server, b.text.Embedder, digest
	b.loaded = append(b.loaded, a)
	return a, nil
}

// Loaded implements gateway.Models.
func (v *serving) Loaded() []wire.ServedModel {
	all := []wire.ServedModel{}
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, b := range v.bases {
		if !b.mu.TryLock() {
			continue // being loaded
		}
		if b.server != nil {
			all = append(all, wire.ServedModel{Name: b.model.Name, Adapters: len(b.loaded)})
		}
		b.mu.Unlock()
	}
	return all
}
