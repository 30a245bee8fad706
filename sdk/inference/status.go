package inference

import (
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Status is what a user sees of a session.
type Status struct {
	Provider  hallmark.Address       `json:"provider"`
	Signer    hallmark.Address       `json:"signer"`
	Verdict   string                 `json:"verdict"` // of the evidence
	Simulated bool                   `json:"simulated"`
	Vetted    time.Time              `json:"vetted"`
	Evidence  hallmark.Digest        `json:"evidence"` // that the last challenge was answered with
	Policy    hallmark.Digest        `json:"policy"`
	PolicyAs  string                 `json:"policyName"`
	Record    hallmark.ServiceRecord `json:"record"`
	Service   hallmark.Digest        `json:"service"`
	Channel   Channel                `json:"channel"`
	Spent     hallmark.Amount        `json:"spent"`   // by the receipts that are kept
	Metered   hallmark.Amount        `json:"metered"` // the channel's total, as far as it is known
	Ceiling   hallmark.Amount        `json:"ceiling"`
	Cap       hallmark.Amount        `json:"cap"`
	Missing   hallmark.Amount        `json:"missing"` // metered without a receipt
	Shared    []hallmark.JobID       `json:"shared"`  // jobs of others whose models may be called
	Receipts  uint64                 `json:"receipts"`
	Flying    int                    `json:"flying"` // exchanges on their way
	Last      *hallmark.SignedUsage  `json:"last,omitempty"`
	Failures  []Failed               `json:"failures"`
	Stopped   string                 `json:"stopped,omitempty"`
}

// Status is the session's state now.
func (s *Session) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.terms
	a := s.current(t)
	out := Status{
		Provider: t.provider(), Signer: t.signer(), Verdict: t.vetted.Verdict.Code.String(), Simulated: t.vetted.Evidence.Kind == hallmark.KindSim,
		Vetted: t.at, Evidence: t.evidence, Policy: t.vetted.PolicyID, PolicyAs: t.vetted.Policy.Name, Record: t.record, Service: t.service,
		Channel: t.channel, Spent: s.spent, Metered: a.most, Ceiling: s.window.voucher.Voucher.Ceiling, Cap: s.cfg.Cap, Missing: a.missing,
		Receipts: s.count, Flying: len(s.flying), Last: s.last, Failures: append([]Failed{}, s.failures...), Shared: []hallmark.JobID{},
	}
	for _, v := range s.cfg.Shares {
		out.Shared = append(out.Shared, v.Share.Grant.Grant.Job)
	}
	if s.stopped != nil {
		out.Stopped = s.stopped.Error()
	}
	return out
}
