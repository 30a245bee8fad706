package inference

import (
	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// acceptLate takes the receipt of a response that was given up.
func (s *Session) acceptLate(f *flight, u hallmark.SignedUsage) error {
	digest, err := envelope.CheckUsage(u)
	if err == nil {
		return s.accept(f, u, digest, nil)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.landed(f, true)
	return s.fail(failed(CheckSignature, err))
}

// accept holds a receipt of ours, whose signature was checked, against what was
// asked and read, keeps it, and counts it. body is what was read of the
// response; nil where it was given up.
func (s *Session) accept(f *flight, u hallmark.SignedUsage, digest hallmark.Digest, body *hallmark.UsageResponse) error {
	err := s.check(f, u.Receipt, body)
	if err == nil {
		err = s.archive.append(u)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		_ = s.landed(f, true)
		return s.fail(err)
	}
	if err := s.tally(u); err != nil {
		return err
	}
	if err := s.enter(u, digest, f.signed.Exchange.Base); err != nil {
		_ = s.landed(f, false)
		return s.fail(err)
	}
	return s.landed(f, false)
}

// enter adds a receipt to the totals; s.mu is held.
func (s *Session) enter(u hallmark.SignedUsage, digest hallmark.Digest, base hallmark.Amount) error {
	e, err := entryOf(u.Receipt, digest, base, s.next)
	if err != nil {
		return err
	}
	if u.Receipt.Total.Cmp(s.window.voucher.Voucher.Ceiling) > 0 && s.window.voucher.Voucher.Signer == u.Receipt.Signer {
		return mismatch(CheckCeiling, "receipt %d says that %s is spent; no voucher goes beyond %s", u.Receipt.Sequence, u.Receipt.Total, s.window.voucher.Voucher.Ceiling)
	}
	return s.account(u.Receipt.Signer, u.Receipt.Epoch).add(e)
}

// acceptPast takes the receipt of an exchange that an earlier run sent. Its
// body is not known any more.
func (s *Session) acceptPast(o sent, u hallmark.SignedUsage) error {
	digest, err := envelope.CheckUsage(u)
	if err != nil {
		return failed(CheckSignature, err)
	}
	r := u.Receipt
	if r.Signer != o.Signer || r.User != s.cfg.Wallet.Address() || r.Channels != s.cfg.Channels || r.ChainID != s.cfg.ChainID {
		return mismatch(CheckSignature, "receipt %s is of another enclave key or for another channel", r.ID.Short())
	}
	if r.ID != o.Receipt || r.Request.Exchange != o.Exchange || r.Request.Signature != o.Signature {
		return mismatch(CheckExchange, "receipt %s answers another exchange", r.ID.Short())
	}
	if err := s.archive.append(u); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.tally(u); err != nil {
		return err
	}
	e, err := entryOf(r, digest, hallmark.Amount{}, 0)
	if err == nil {
		s.account(r.Signer, r.Epoch).resume(e)
	}
	return err
}

// check holds a receipt against what was asked and what was read.
func (s *Session) check(f *flight, r hallmark.Usage, body *hallmark.UsageResponse) error {
	for _, c := range []func(*flight, hallmark.Usage) error{s.checkParties, checkExchange, checkModel, s.checkFee} {
		if err := c(f, r); err != nil {
			return err
		}
	}
	return checkBody(r, body)
}

func (s *Session) checkParties(f *flight, r hallmark.Usage) error {
	e := f.signed.Exchange
	switch {
	case r.Version != hallmark.UsageVersion:
		return mismatch(CheckSignature, "the receipt has the format %q, want %q", clip(r.Version), hallmark.UsageVersion)
	case r.Signer != e.Signer:
		return mismatch(CheckSignature, "the receipt is signed by %s, the evidence is of %s", r.Signer, e.Signer)
	case r.ChainID != s.cfg.ChainID || r.Channels != s.cfg.Channels || r.User != e.User || r.Provider != e.Provider || r.Epoch != e.Epoch:
		return mismatch(CheckSignature, "the receipt is for another channel")
	case r.Kind != f.terms.vetted.Evidence.Kind:
		return mismatch(CheckEvidence, "the receipt says it comes from %q hardware, the evidence is of %q", clip(r.Kind), f.terms.vetted.Evidence.Kind)
	case r.Evidence.IsZero():
		return mismatch(CheckEvidence, "the receipt names no evidence")
	case r.Transport != hallmark.TransportSealed:
		return mismatch(CheckTransport, "the request was sealed, the receipt says it came by %q", clip(r.Transport))
	}
	return nil
}

func checkExchange(f *flight, r hallmark.Usage) error {
	e, q := f.signed.Exchange, r.Request
	switch {
	case r.ID != f.id:
		return mismatch(CheckExchange, "the receipt has the id %s, the response began with %s", r.ID.Short(), f.id.Short())
	case q.Exchange != f.digest || q.Signature != f.signature:
		return mismatch(CheckExchange, "the receipt is for another exchange than the one that was signed")
	case q.Method != e.Method || q.Path != e.Path || q.Body != e.Body || q.Nonce != e.Nonce:
		return mismatch(CheckExchange, "the receipt names another request than the one that was signed")
	case q.Key != envelope.AddressOf(&f.terms.key.PublicKey):
		return mismatch(CheckExchange, "the receipt names the key %s, which is not the one that signed the request", q.Key)
	}
	return nil
}

// checkModel requires that what was asked for answered. An error before a model
// was found names none, and costs nothing.
func checkModel(f *flight, r hallmark.Usage) error {
	m, a := r.Model, f.asked
	if m.Name == "" && m.Job.IsZero() && r.Fee.IsZero() && (a.model == "" || r.Response.Status >= 400) {
		return nil
	}
	record, ok := f.terms.record.Model(m.Name)
	switch {
	case !ok:
		return mismatch(CheckModel, "the receipt names the model %q, which the service record does not have", clip(m.Name))
	case m.Base != record.Digest:
		return mismatch(CheckModel, "the model %q answered with the weights %s, the service record says %s", m.Name, m.Base.Short(), record.Digest.Short())
	case m.Job != a.fineTunedOf:
		return mismatch(CheckModel, "asked was %q, what answered was made by job %s", clip(a.model), m.Job.Short())
	case m.Adapter != f.tuned.Adapter:
		return mismatch(CheckModel, "the adapter that answered is %s, job %s was settled with %s", m.Adapter.Short(), a.fineTunedOf.Short(), f.tuned.Adapter.Short())
	case a.fineTunedOf.IsZero() && a.model != m.Name:
		return mismatch(CheckModel, "asked was %q, what answered was %q", clip(a.model), clip(m.Name))
	}
	return nil
}

func (s *Session) checkFee(f *flight, r hallmark.Usage) error {
	if r.Service != f.terms.service {
		return mismatch(CheckFee, "the receipt applies another service record than the one that was signed")
	}
	return failed(CheckFee, invoice.CheckUsage(f.terms.record, r))
}

// checkBody compares the response as it was read; of one that was given up
// nothing is known but that its receipt may say so.
func checkBody(r hallmark.Usage, body *hallmark.UsageResponse) error {
	if body == nil {
		return nil
	}
	if r.Response != *body {
		return mismatch(CheckBody, "the receipt is for a response of %d bytes in %d units with status %d and the head %s, what came has %d bytes in %d units, status %d, %s",
			r.Response.Bytes, r.Response.Units, r.Response.Status, r.Response.Head.Short(), body.Bytes, body.Units, body.Status, body.Head.Short())
	}
	return nil
}
