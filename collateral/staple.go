package collateral

import (
	"context"
	"encoding/hex"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/nvidia"
)

// maxAnswerAge is when revocation answers about GPUs are asked for again,
// keepFor how long what was fetched stays in the cache.
const (
	maxAnswerAge = 12 * time.Hour
	keepFor      = 45 * 24 * time.Hour
)

// Timing of a stapler. Zero fields have defaults.
type Timing struct {
	Refresh  time.Duration // fetch anew what is out of date within this time; 0: 10 days, above a registration's longest life
	Rest     time.Duration // between two tries for one platform; 0: 10 minutes
	Patience time.Duration // one try's longest time; 0: 10 s
}

// Stapler adds to a worker's evidence what the vendors say about its platform,
// so that bundles can be judged without a network. It fetches rarely, keeps
// everything in its cache, and never fails: what it could not get is missing in
// the evidence, which then says so and is refused by verifiers.
type Stapler struct {
	Client Client
	Cache  Cache
	Timing Timing
	Now    func() time.Time // nil: time.Now
	Log    *slog.Logger

	mu    sync.Mutex
	tried map[string]time.Time // by what was wanted
}

// Staple completes evidence of hardware; a simulation's brings its own. Calls
// are served one at a time.
func (s *Stapler) Staple(ctx context.Context, e *hallmark.Evidence) {
	if e.Kind == hallmark.KindSim || len(missing(*e)) == 0 && (e.GPU == nil || e.Endorsements.OCSP != nil) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.Now != nil {
		now = s.Now()
	}
	set, err := s.Cache.Set()
	if err != nil {
		s.Log.Warn("collateral cache not read", "error", err)
		set = new(endorsement.Set)
	}
	brought := e.Endorsements
	set.Complete(e, now)
	if s.due(e, now) && s.fetch(ctx, *e) {
		if set, err = s.Cache.Set(); err == nil {
			e.Endorsements = brought
			set.Complete(e, now)
		}
	}
	if missing := missing(*e); len(missing) > 0 {
		s.Log.Warn("evidence lacks collateral, so verifiers refuse it", "missing", strings.Join(missing, ", "))
	}
}

// due reports whether something is missing, or out of date soon, and was not
// tried for lately.
func (s *Stapler) due(e *hallmark.Evidence, now time.Time) bool {
	refresh, rest := s.Timing.Refresh, s.Timing.Rest
	if refresh == 0 {
		refresh = 10 * 24 * time.Hour
	}
	if rest == 0 {
		rest = 10 * time.Minute
	}
	old := e.GPU != nil && now.Sub(nvidia.AnswersSince(e.Endorsements.OCSP)) > maxAnswerAge
	if len(missing(*e)) == 0 && !old && endorsement.Until(e.Endorsements).Sub(now) > refresh {
		return false
	}
	key := s.key(*e)
	if last, ok := s.tried[key]; ok && now.Sub(last) < rest {
		return false
	}
	if s.tried == nil {
		s.tried = map[string]time.Time{}
	}
	s.tried[key] = now
	return true
}

// key names what evidence needs.
func (s *Stapler) key(e hallmark.Evidence) string {
	var n endorsement.Need
	if n.AddEvidence(e) != nil {
		return ""
	}
	var parts []string
	for _, p := range n.Platforms {
		parts = append(parts, hex.EncodeToString(p.FMSPC[:]))
	}
	for _, d := range n.Devices {
		parts = append(parts, nvidia.NeedsOf(d.Evidence, nil).RIMs...)
	}
	return strings.Join(parts, " ")
}

// fetch reports whether anything came.
func (s *Stapler) fetch(ctx context.Context, e hallmark.Evidence) bool {
	var n endorsement.Need
	if err := n.AddEvidence(e); err != nil {
		s.Log.Warn("evidence does not say its platform", "error", err)
		return false
	}
	n.Platforms = slices.DeleteFunc(n.Platforms, endorsement.Platform.Simulated)
	patience := s.Timing.Patience
	if patience == 0 {
		patience = 10 * time.Second
	}
	// A caller that goes away does not cost the next one its collateral.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	files, err := s.Client.Fetch(ctx, n)
	if err != nil {
		s.Log.Warn("collateral not fetched", "error", err)
	}
	err = s.Cache.Save(files...)
	if err == nil {
		err = s.Cache.Prune(time.Now().Add(-keepFor)) // of files, whose times are the machine's
	}
	if err != nil {
		s.Log.Warn("collateral not kept", "error", err)
		return false
	}
	return len(files) > 0
}

// missing names what evidence lacks.
func missing(e hallmark.Evidence) []string {
	names := endorsement.Missing(e.Endorsements)
	if gpus, err := nvidia.Decode(e.GPU); e.GPU != nil && err == nil {
		for _, id := range nvidia.MissingRIMs(gpus, e.Endorsements.RIMs) {
			names = append(names, "RIM "+id)
		}
	}
	return names
}
