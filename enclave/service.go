package enclave

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
	"github.com/hallmark-tee/hallmark/enclave/platform"
	"github.com/hallmark-tee/hallmark/enclave/sealed"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Options are what a service is made of.
type Options struct {
	Config   Config
	Platform platform.Platform
	GPUs     GPUs            // nil: the enclave shows none
	Manifest []byte          // the canonical app manifest
	Binary   hallmark.Digest // SHA-256 of the running program
	Engine   hallmark.EngineIdentity
	Trainer  engine.Trainer
	Server   OpenServer // nil: only upstreams are served
	Log      *slog.Logger
}

// GPUs collects the reports of the machine's confidential GPUs for a nonce.
type GPUs interface {
	Collect(ctx context.Context, nonce [32]byte) (hallmark.GPUEvidence, error)
}

// Service is one running enclave. Close ends it.
type Service struct {
	cfg            Config
	domain         envelope.Domain
	platform       platform.Platform
	gpus           GPUs
	engine         hallmark.EngineIdentity
	trainer        engine.Trainer
	log            *slog.Logger
	store          *sealed.Store
	keys           identity
	models         []*model
	manifest       []byte
	manifestDigest hallmark.Digest
	measurement    hallmark.Digest
	boot           hallmark.Digest

	ctx  context.Context // of all runs
	stop context.CancelCauseFunc
	runs sync.WaitGroup
	slot chan struct{} // one job trains at a time: the engine uses every processor

	serving        *serving
	gateway        *gateway.Gateway // nil: gatewayErr says why
	gatewayErr     error
	evidenceDigest atomic.Pointer[hallmark.Digest] // of the last evidence
	certificate    tls.Certificate
	tlsDigest      hallmark.Digest // SHA-256 of its SPKI

	mu       sync.Mutex // of what follows
	jobs     map[hallmark.JobID]*job
	lost     map[hallmark.JobID]bool
	evidence []hallmark.Evidence
	tlsAt    string // where the TLS listener listens
}

// New starts a service: it refuses a platform that cannot seal, a manifest that
// is not this program's or not the platform's, and a state directory in use.
// Keys of an earlier start are found again; where their seal does not open,
// new ones are made and the jobs of the old ones are lost.
func New(ctx context.Context, o Options) (*Service, error) {
	if err := o.Config.Validate(); err != nil {
		return nil, err
	}
	if err := checkManifest(o.Manifest, o.Binary, o.Engine.Name); err != nil {
		return nil, err
	}
	key, err := o.Platform.SealingKey()
	if err != nil {
		return nil, err
	}
	s := &Service{
		cfg: o.Config.withDefaults(), domain: envelope.Domain{ChainID: o.Config.ChainID, Escrow: o.Config.Escrow},
		platform: o.Platform, gpus: o.GPUs, engine: o.Engine, trainer: o.Trainer, log: o.Log,
		manifest: o.Manifest, manifestDigest: sha256.Sum256(o.Manifest),
		slot: make(chan struct{}, 1), jobs: map[hallmark.JobID]*job{}, lost: map[hallmark.JobID]bool{},
	}
	rand.Read(s.boot[:])
	if s.measurement, err = measureSelf(ctx, o.Platform, o.Manifest); err != nil {
		return nil, err
	}
	if s.models, err = loadModels(o.Config.Models); err != nil {
		return nil, err
	}
	if s.store, err = sealed.Open(o.Config.State, key); err != nil {
		return nil, err
	}
	if err := s.restore(ctx); err != nil {
		s.store.Close()
		return nil, err
	}
	s.noteEvidence()
	if err := s.openGateway(o.Server); err != nil {
		s.store.Close()
		return nil, err
	}
	s.ctx, s.stop = context.WithCancelCause(context.WithoutCancel(ctx))
	s.log.Info("enclave is up", "kind", s.platform.Kind(), "signer", s.keys.signer.String(),
		"measurement", s.measurement.String(), "models", len(s.models), "jobs", len(s.jobs), "lost", len(s.lost))
	return s, nil
}

// Close stops training where it stands, without settling anything, waits for
// it, and gives the state directory back.
func (s *Service) Close() error {
	s.stop(errStopping)
	s.runs.Wait()
	return errors.Join(s.closeGateway(), s.store.Close())
}

// restore finds keys and jobs of earlier starts, or makes new keys.
func (s *Service) restore(ctx context.Context) error {
	var err error
	s.keys, err = loadIdentity(s.store)
	switch kind := hallmark.KindOf(err); {
	case err == nil:
	case kind == hallmark.NotFound || kind == hallmark.Lost:
		if kind == hallmark.Lost {
			s.log.Warn("the sealed keys of an earlier start do not open; new keys are made, its jobs end in the contract's refund")
		}
		if err := s.setAside(); err != nil {
			return err
		}
		if s.keys, err = newIdentity(); err != nil {
			return err
		}
		if err := s.keys.save(s.store); err != nil {
			return err
		}
	default:
		return err
	}
	if err := s.loadEvidence(); err != nil {
		return err
	}
	if err := s.listLost(); err != nil {
		return err
	}
	names, err := s.store.List("jobs")
	if err != nil {
		return err
	}
	for _, name := range names {
		id, err := hallmark.ParseDigest(name)
		if err != nil {
			continue // not a job's folder
		}
		if err := s.restoreJob(id); err != nil {
			return err
		}
	}
	return s.platform.Measure(ctx, "engine", []byte(s.engine.Name+" "+s.engine.Build))
}

// restoreJob reads one job's record. One that does not open was altered, or
// sealed by keys that are gone. A folder without one is of an Admit that never
// answered; the order may come again.
func (s *Service) restoreJob(id hallmark.JobID) error {
	r, err := loadRecord(s.store, id)
	switch hallmark.KindOf(err) {
	case hallmark.NotFound:
		return nil
	case hallmark.Lost:
		s.log.Warn("the record of a job does not open; the job is lost", "job", id.Short())
		s.lost[id] = true
		return nil
	}
	if err != nil {
		return err
	}
	if r.State == wire.Training {
		r.State, r.Reason = wire.Paused, "restart"
		r.Progress.rewind()
	}
	s.jobs[id] = newJob(id, r)
	c := checkpoints{id: id}
	return sweep(s.store, id, append(c.stateNames(r.Progress.States), datasetName(id), artifactName(id), replayName(id), c.name(r.Progress.Checkpointed))...)
}

// setAside moves everything that earlier keys sealed out of the way, so that an
// operator can still find it and its jobs are known to be lost.
func (s *Service) setAside() error {
	old, err := s.store.List("lost")
	if err != nil {
		return err
	}
	folder := fmt.Sprintf("lost/%d/", len(old)+1)
	for _, name := range []string{"jobs", "gateway", adaptersFolder, tlsKeyFile, evidenceFile, identityFile} { // the keys last: until then this is tried again
		if err := s.store.Move(name, folder+name); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) listLost() error {
	folders, err := s.store.List("lost")
	if err != nil {
		return err
	}
	for _, folder := range folders {
		names, err := s.store.List("lost/" + folder + "/jobs")
		if err != nil {
			return err
		}
		for _, name := range names {
			if id, err := hallmark.ParseDigest(name); err == nil {
				s.lost[id] = true
			}
		}
	}
	return nil
}

// Info says who this enclave is.
func (s *Service) Info() wire.Info {
	info := wire.Info{
		Kind: s.platform.Kind(), Simulated: s.platform.Kind() == hallmark.KindSim,
		Signer: s.keys.signer, Recipient: s.keys.recipient(),
		ChainID: s.cfg.ChainID, Escrow: s.cfg.Escrow, Registry: s.cfg.Registry,
		Measurement: s.measurement, Manifest: s.manifestDigest, Engine: s.engine,
		Models: []hallmark.Model{}, MaxDataset: uint64(s.cfg.MaxDataset), Boot: s.boot, Channels: s.cfg.Channels,
	}
	for _, m := range s.models {
		info.Models = append(info.Models, m.Model)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	info.TLS, info.TLSKey = s.tlsAt, s.tlsDigest
	return info
}

// find gives a job; NotFound or Lost.
func (s *Service) find(id hallmark.JobID) (*job, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.jobs[id] != nil:
		return s.jobs[id], nil
	case s.lost[id]:
		return nil, lostJob(id)
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "this enclave knows no job %s; admit its order first", id)
}

func lostJob(id hallmark.JobID) error {
	return hallmark.Errorf(hallmark.Lost, "job %s was taken by keys that this enclave can no longer open (the platform lost its sealing key); it ends in the contract's refund", id)
}

// Jobs lists all jobs, by id.
func (s *Service) Jobs() []wire.Job {
	s.mu.Lock()
	all := make([]*job, 0, len(s.jobs))
	for _, j := range s.jobs {
		all = append(all, j)
	}
	s.mu.Unlock()
	views := make([]wire.Job, len(all))
	for i, j := range all {
		views[i] = j.view()
	}
	slices.SortFunc(views, func(a, b wire.Job) int { return strings.Compare(a.ID.String(), b.ID.String()) })
	return views
}

// modelOf finds a base model by digest.
func (s *Service) modelOf(digest hallmark.Digest) (*model, error) {
	for _, m := range s.models {
		if m.Digest == digest {
			return m, nil
		}
	}
	return nil, hallmark.Errorf(hallmark.NotFound, "the base model %s is not offered here", digest)
}
