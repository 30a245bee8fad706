package bundle

import (
	"crypto/sha256"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// order checks what the user signed and the documents that it names.
func (j *judgement) order() {
	s := j.Order
	o := s.Order
	err := o.Validate()
	if err == nil {
		err = s.Config.Validate()
	}
	j.Judge(OrderFields, err, "in their ranges")
	config, err := envelope.Digest(s.Config)
	j.Require(OrderConfig, err == nil && config == o.Config, "the order names this configuration", "the order names another configuration than the one given")
	shares, err := invoice.Split(hallmark.NewAmount(10_000), o.Provider, s.Payees)
	whole := err == nil && len(shares) > 0
	var sum int
	for _, p := range shares {
		sum += int(p.BPS)
	}
	j.Require(OrderSplit, whole && sum == 10_000 && envelope.SplitDigest(s.Payees) == o.Split, "the order names these payees", "the order names other payees than the ones given, or they do not share the whole")
	j.Require(OrderRecipient, len(s.UserKey) == 65 && hallmark.Digest(sha256.Sum256(s.UserKey)) == o.Recipient, "the result is wrapped to this key", "the order names another key of the user than the one given")
	j.Require(OrderProof, attestation.Proves(s.Proof, o.Policy) && s.Proof.Measurement == j.report.Measurement,
		"the measurement lies inside the order's policy", "the proof is not of this measurement in the order's policy")
	j.Judge(OrderSignature, envelope.Require("order", j.id, s.Signature, o.User), "signed by %s as job %s", o.User, j.id)
	id, err := j.o.Policy.ID()
	switch {
	case err != nil:
		j.Fail(PolicyOrder, "%s", err.Error())
	case id == o.Policy:
		j.Pass(PolicyOrder, "the order names this policy")
	default:
		j.Fail(PolicyOrder, "the order names the policy %s, this verdict is by %s", o.Policy, id)
	}
}
