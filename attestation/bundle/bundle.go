package bundle

import (
	"crypto/sha256"
	"io"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/endorsement"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Options are what the verifier brings.
type Options struct {
	Policy   attestation.Policy
	At       time.Time        // judged for; zero: the time of the settling block
	Roots    []dcap.Root      // pinned hardware roots; nil: Intel's
	Block    *hallmark.Digest // a block hash that the verifier knows to be on the chain; nil: none
	Artifact *File            // the delivered .age file; nil: not at hand
	Strict   bool             // no check may be skipped

	Collateral *endorsement.Set // for evidence that carries none; nil: none
}

// File is random access to a file of known size.
type File struct {
	Data io.ReaderAt
	Size int64
}

// Decode reads a bundle strictly; errors are of kind Invalid, Exhausted or
// Unsupported and mean that there is nothing to judge.
func Decode(data []byte) (hallmark.Bundle, error) {
	var b hallmark.Bundle
	if len(data) > hallmark.MaxBundle {
		return b, hallmark.Errorf(hallmark.Exhausted, "bundle: %d bytes, at most %d are read", len(data), hallmark.MaxBundle)
	}
	if err := hallmark.DecodeStrict(data, "bundle", &b); err != nil {
		return b, err
	}
	if b.Version != hallmark.BundleVersion {
		return b, hallmark.Errorf(hallmark.Unsupported, "bundle: format %q is not known, want %q", b.Version, hallmark.BundleVersion)
	}
	return b, nil
}

// Verify judges a bundle's bytes. The error is that of Decode or of reading
// the artifact; everything else is in the verdict.
func Verify(data []byte, o Options) (verdict.Verdict, error) {
	b, err := Decode(data)
	if err != nil {
		return verdict.Verdict{}, err
	}
	v, err := Judge(b, o)
	v.Input = sha256.Sum256(data)
	return v, err
}

// judgement is one verification under way.
type judgement struct {
	verdict.Sheet
	hallmark.Bundle
	o      Options
	domain envelope.Domain
	id     hallmark.JobID
	report attestation.Report
	facts  facts
}

// Judge makes every check on a decoded bundle.
func Judge(b hallmark.Bundle, o Options) (verdict.Verdict, error) {
	j := &judgement{Bundle: b, o: o, domain: envelope.Domain{ChainID: b.Chain.ChainID, Escrow: b.Chain.Escrow}}
	j.id = j.domain.JobID(b.Order.Order)
	j.facts = readFacts(b.Chain)
	source := "given"
	if o.At.IsZero() {
		o.At, source = j.facts.settle.time(), "the settling block's time"
		if o.At.IsZero() {
			// chain.settle fails then; the other checks are made for some time all the same.
			o.At = j.facts.open.time()
		}
	}
	if o.Collateral != nil {
		o.Collateral.Complete(&j.Evidence, o.At)
	}
	eo := attestation.Options{Policy: o.Policy, Now: o.At, Roots: o.Roots, AttestedAt: j.facts.register.time(), Strict: o.Strict}
	if eo.AttestedAt.IsZero() {
		eo.AttestedAt = o.At // chain.register fails then, and answers for it
	}
	j.report = attestation.Examine(b.Evidence, eo, &j.Sheet)
	j.order()
	j.result()
	if err := j.artifact(); err != nil {
		return verdict.Verdict{}, err
	}
	j.chain()
	v := attestation.Conclude(&j.Sheet, eo, j.report)
	v.AtSource = source
	v.NotProven = j.notProven()
	s := b.Result.Settlement
	v.Job = &verdict.Job{
		ID: j.id, User: b.Order.Order.User, Provider: b.Order.Order.Provider, Outcome: s.Outcome.String(),
		Tokens: b.Result.Receipt.Usage.TokensTrained, Fee: s.Fee, Artifact: s.ArtifactRoot,
	}
	return v, nil
}

func (j *judgement) notProven() []string {
	list := j.report.OfJob()
	if d := j.Order.Config.Delivery; d != nil {
		list = append(list, "that the named witnesses told the truth when they said that storage served the artifact at delivery")
	}
	if j.o.Block == nil {
		list = append(list, "that the settling block "+j.facts.settle.hash.String()+" is on the chain; compare it with a node you trust and give it with --block")
	}
	if j.Result.Receipt.Transcript.Replay.Every > 0 {
		list = append(list, "that the training, done again, gives the same bits: `hallmark audit replay` does parts of it again")
	}
	if j.o.Artifact == nil {
		list = append(list, "anything about an artifact file: none was given with --artifact")
	}
	if !j.Passed(PolicyOrder) {
		list = append(list, "what the policy that the order names accepts: it was judged by another")
	}
	return list
}

// diff collects the names of fields that are not what they must be.
type diff []string

func (d *diff) want(name string, ok bool) {
	if !ok {
		*d = append(*d, name)
	}
}

// record judges a list of differing fields.
func (j *judgement) record(d verdict.Def, wrong diff, pass string) bool {
	slices.Sort(wrong)
	if len(wrong) == 0 {
		j.Pass(d, "%s", pass)
		return true
	}
	j.Fail(d, "these differ: %v", []string(wrong))
	return false
}
