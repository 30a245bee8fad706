package inference

import (
	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// window is the voucher in force and what is reserved below its ceiling.
type window struct {
	voucher  hallmark.SignedVoucher
	digest   hallmark.Digest
	reserved hallmark.Amount // by exchanges on their way
}

// limit is the highest ceiling that may ever be signed: the cap, and what the
// channel holds. s.mu is held.
func (s *Session) limit(t *terms) (hallmark.Amount, error) {
	metered := s.current(t).most
	if metered.Cmp(t.channel.Claimed) < 0 {
		metered = t.channel.Claimed
	}
	spent, err := s.spent.Add(s.current(t).missing)
	if err != nil {
		return hallmark.Amount{}, err
	}
	left, err := s.cfg.Cap.Sub(spent)
	if err != nil || left.IsZero() {
		return hallmark.Amount{}, hallmark.Errorf(hallmark.Exhausted, "%s: the receipts kept here add up to %s, the cap is %s; raise --cap, or keep new receipts elsewhere with --dir", CheckCeiling, spent.Coins(), s.cfg.Cap.Coins())
	}
	byCap, err := metered.Add(left)
	if err != nil {
		return byCap, err
	}
	byFunds, err := t.channel.Deposited.Sub(t.channel.Leaving)
	if err != nil {
		return byFunds, err
	}
	if byFunds.Cmp(metered) <= 0 {
		return byFunds, hallmark.Errorf(hallmark.Unfunded, "the channel holds %s and %s of it is spent; add to it with `hallmark channel deposit`", byFunds.Coins(), metered.Coins())
	}
	return byCap.Min(byFunds).Min(hallmark.MaxUint96), nil
}

// cover makes sure that the voucher in force covers one more exchange that may
// cost so much, as far as the limit goes. s.mu is held.
func (s *Session) cover(t *terms, most hallmark.Amount) error {
	limit, err := s.limit(t)
	if err != nil {
		return err
	}
	need, err := s.current(t).most.Add(s.window.reserved)
	if err == nil {
		need, err = need.Add(most)
	}
	if err != nil {
		return err
	}
	v := s.window.voucher.Voucher
	current := v.Signer == t.signer() && v.Epoch == t.channel.Epoch && !s.window.digest.IsZero()
	if current && need.Min(limit).Cmp(v.Ceiling) <= 0 {
		return nil
	}
	if current && v.Ceiling.Cmp(need) > 0 {
		need = v.Ceiling // never lower than what was signed
	}
	need, err = need.Add(s.cfg.Step)
	if err != nil {
		return err
	}
	ceiling := need.Min(limit)
	if current && ceiling.Cmp(v.Ceiling) <= 0 {
		return nil
	}
	return s.sign(t, ceiling)
}

// widen signs the next ceiling after the enclave found the present one too
// low. Exhausted: the limit is reached. s.mu is held.
func (s *Session) widen(t *terms) error {
	limit, err := s.limit(t)
	if err != nil {
		return err
	}
	v := s.window.voucher.Voucher
	if v.Ceiling.Cmp(limit) >= 0 {
		return hallmark.Errorf(hallmark.Exhausted, "%s: the enclave has metered more than %s, which is as far as the cap or the channel's deposit goes", CheckCeiling, limit.Coins())
	}
	next, err := v.Ceiling.Mul(2)
	if err == nil {
		next, err = next.Add(s.cfg.Step)
	}
	if err != nil {
		next = limit
	}
	return s.sign(t, next.Min(limit))
}

func (s *Session) sign(t *terms, ceiling hallmark.Amount) error {
	v := hallmark.SignedVoucher{Voucher: hallmark.Voucher{
		User: s.cfg.Wallet.Address(), Provider: t.provider(), Signer: t.signer(), Ceiling: ceiling, Epoch: t.channel.Epoch,
	}}
	digest := s.domain.Voucher(v.Voucher)
	var err error
	if v.Signature, err = envelope.Sign(digest, s.cfg.Wallet.Key()); err != nil {
		return err
	}
	s.window.voucher, s.window.digest = v, digest
	return nil
}
