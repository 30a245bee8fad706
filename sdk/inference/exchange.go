package inference

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/sdk"
)

// maxTries bounds how often one request is asked when it is refused unserved.
// A channel that was just opened is asked about every noticeWait, noticeTries
// times: its worker must see it first.
const (
	maxTries    = 6
	noticeTries = 30
	noticeWait  = 500 * time.Millisecond
)

// flight is one exchange on its way, and what its receipt must say.
type flight struct {
	number    uint64
	terms     *terms
	asked     asked
	tuned     FineTuned
	most      hallmark.Amount // reserved
	signed    hallmark.SignedExchange
	digest    hallmark.Digest
	signature hallmark.Digest
	id        hallmark.Digest // of the receipt, from the head
}

// Do sends one request and gives the response as it comes. A request that the
// other side refuses before serving it (other prices, another key, a ceiling
// that is too low) is signed anew, with a new nonce; one that may have been
// served is never sent again. The response must be read to its end or closed.
//
// Failure: a check did not hold. Exhausted: the cap is reached. Unfunded: the
// deposit is. Unavailable: no answer; whether it was charged is found out by
// the next receipt.
func (s *Session) Do(ctx context.Context, r Request) (*Response, error) {
	a, err := understand(r)
	if err != nil {
		return nil, err
	}
	var tuned FineTuned
	if !a.fineTunedOf.IsZero() {
		if tuned, err = s.fineTuned(ctx, a.fineTunedOf); err != nil {
			return nil, err
		}
	}
	body := hallmark.Digest(sha256.Sum256(r.Body))
	for try, notices := 1, 0; ; try++ {
		f, err := s.depart(ctx, r, a, body)
		if hallmark.KindOf(err) == hallmark.Unfunded && try == 1 && s.lookAgain(ctx) == nil {
			f, err = s.depart(ctx, r, a, body) // something was deposited meanwhile
		}
		if err != nil {
			return nil, err
		}
		f.tuned = tuned
		if f.signed.Adapter = tuned.grant; a.model == "" {
			f.signed.Adapter = s.grantFor(r.Path)
		}
		resp, err := s.send(ctx, f, r.Body)
		if err == nil {
			return resp, nil
		}
		if unnoticed(err) && notices < noticeTries {
			notices++
			try--
			select {
			case <-ctx.Done():
				return nil, refusal(err)
			case <-time.After(noticeWait):
			}
			continue
		}
		if try == maxTries || !s.mend(ctx, f.terms, err) {
			return nil, refusal(err)
		}
	}
}

// unnoticed reports that the enclave does not know of a channel which the chain
// has.
func unnoticed(err error) bool {
	return hallmark.KindOf(err) == hallmark.Unfunded && refused(err) && strings.Contains(err.Error(), "no channel of")
}

// depart gives an exchange its number, nonce and voucher, and signs it.
func (s *Session) depart(ctx context.Context, r Request, a asked, body hallmark.Digest) (*flight, error) {
	f := &flight{asked: a}
	if err := s.reserve(ctx, f); err != nil {
		return nil, err
	}
	f.signed.Version = hallmark.ExchangeVersion
	e := &f.signed.Exchange
	e.User, e.Provider, e.Signer, e.Epoch = s.cfg.Wallet.Address(), f.terms.provider(), f.terms.signer(), f.terms.channel.Epoch
	e.Method, e.Path, e.ContentType, e.Body = r.Method, r.Path, r.ContentType, body
	e.Service, e.Base = f.terms.service, f.terms.channel.Claimed
	f.signed.Grant = f.terms.grant
	f.digest = s.domain.Exchange(*e)
	var err error
	if f.signed.Signature, err = envelope.Sign(f.digest, f.terms.key); err == nil {
		f.signature = sha256.Sum256(f.signed.Signature)
		err = s.archive.note(sent{Exchange: f.digest, Signature: f.signature, Signer: e.Signer})
	}
	if err != nil {
		s.land(f, false)
		return nil, err
	}
	return f, nil
}

func (s *Session) reserve(ctx context.Context, f *flight) error {
	s.mu.Lock()
	t := s.terms
	stale := s.cfg.Now().Sub(t.at) >= s.cfg.Refresh
	s.mu.Unlock()
	if stale {
		if err := s.refresh(ctx, t); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped != nil {
		return s.stopped
	}
	f.terms = s.terms
	var err error
	if f.most, err = f.asked.most(f.terms.record); err != nil {
		return err
	}
	if err := s.cover(f.terms, f.most); err != nil {
		return err
	}
	if s.window.reserved, err = s.window.reserved.Add(f.most); err != nil {
		return err
	}
	f.number = s.next
	s.next++
	s.flying[f.number] = struct{}{}
	s.nonce = max(s.nonce+1, uint64(s.cfg.Now().UnixMicro()))
	f.signed.Exchange.Nonce = s.nonce
	f.signed.Voucher, f.signed.Exchange.Voucher = s.window.voucher, s.window.digest
	return nil
}

// land ends an exchange; lost says that it may have been charged without a
// receipt. What its end lets settle is settled.
func (s *Session) land(f *flight, lost bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.landed(f, lost)
}

func (s *Session) landed(f *flight, lost bool) error {
	if _, ok := s.flying[f.number]; !ok {
		return nil
	}
	delete(s.flying, f.number)
	if left, err := s.window.reserved.Sub(f.most); err == nil {
		s.window.reserved = left
	}
	if lost {
		s.lost = append(s.lost, f.number)
	}
	oldest := s.next
	for n := range s.flying {
		oldest = min(oldest, n)
	}
	for _, t := range s.accounts {
		if err := t.settle(oldest, s.excused); err != nil {
			return s.fail(err)
		}
	}
	return nil
}

// excused says whether a gap in the totals may come from an exchange without a
// receipt, or from somebody else. Each such exchange excuses one gap.
func (s *Session) excused(below uint64) bool {
	if s.cfg.Shared {
		return true
	}
	for i, n := range s.lost {
		if n < below {
			s.lost = append(s.lost[:i], s.lost[i+1:]...)
			return true
		}
	}
	return false
}

// send seals the exchange, hands it over and reads the head of the response.
func (s *Session) send(ctx context.Context, f *flight, body []byte) (*Response, error) {
	plain, err := envelope.ExchangeBytes(f.signed, body)
	if err != nil {
		return nil, errors.Join(err, s.land(f, false))
	}
	sealed, key, err := f.terms.sealer.Seal(plain)
	if err == nil && len(sealed) > envelope.MaxSealed { // not sent
		err = hallmark.Errorf(hallmark.Exhausted, "the request has %d bytes, at most %d can be sealed", len(body), envelope.MaxSealed)
	}
	if err != nil {
		return nil, errors.Join(err, s.land(f, false))
	}
	ctx, cancel := context.WithCancel(ctx)
	from, err := s.cfg.Provider.Exchange(ctx, sealed)
	if err != nil {
		cancel()
		return nil, errors.Join(err, s.land(f, !refused(err)))
	}
	r := &Response{session: s, flight: f, from: from, cancel: cancel, frames: envelope.NewFrameReader(from, key)}
	if err := r.readHead(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	f.terms.sealer.Resume(key) // the enclave has kept the session before it answered
	return r, nil
}

// refused reports whether the other side says that it did not serve the
// exchange. A peer that does not answer, or is out of order, says nothing.
func refused(err error) bool {
	if _, busy := RetryAfter(err); busy {
		return true
	}
	switch hallmark.KindOf(err) {
	case hallmark.Unavailable, hallmark.Internal, hallmark.Cancelled:
		return false
	}
	return true
}

// RetryAfter reports that the provider had no room for a request, did not begin
// with it, and when to try again: the value of HTTP's Retry-After.
func RetryAfter(err error) (string, bool) {
	var b *sdk.Busy
	if !errors.As(err, &b) {
		return "", false
	}
	return b.After, true
}

// mend makes the same request worth asking again, or reports that it is not.
func (s *Session) mend(ctx context.Context, t *terms, err error) bool {
	var f *Failure
	if ctx.Err() != nil || errors.As(err, &f) || !refused(err) {
		return false
	}
	if strings.Contains(err.Error(), envelope.CheckSession) {
		t.sealer.Renew()
		return true
	}
	switch hallmark.KindOf(err) {
	case hallmark.Exhausted, hallmark.Unfunded:
		if !strings.Contains(err.Error(), CheckCeiling) && !strings.Contains(err.Error(), "voucher") {
			return false
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.widen(t) == nil
	case hallmark.Unauthenticated, hallmark.Forbidden, hallmark.Expired, hallmark.Mismatch, hallmark.Conflict, hallmark.NotFound:
		s.mu.Lock()
		if s.terms == t {
			// The key that the request was sealed to may not be the enclave's
			// any more: only fresh evidence tells.
			aged := *t
			aged.at = aged.at.Add(-s.cfg.Refresh)
			s.terms, t = &aged, &aged
		}
		s.mu.Unlock()
		return s.refresh(ctx, t) == nil
	}
	return false
}

// lookAgain reads record and channel anew.
func (s *Session) lookAgain(ctx context.Context) error {
	s.mu.Lock()
	t := s.terms
	s.mu.Unlock()
	return s.refresh(ctx, t)
}

// refusal is what the caller is told when an exchange was not served.
func refusal(err error) error {
	if errors.Is(err, io.EOF) {
		return hallmark.Errorf(hallmark.Unavailable, "the provider's answer was cut")
	}
	return err
}
