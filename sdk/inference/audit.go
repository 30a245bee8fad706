package inference

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
)

// Audited is what receipts prove by themselves, without a network.
type Audited struct {
	Receipts int             `json:"receipts"`
	Signers  []AuditedSigner `json:"signers"`
	Fees     hallmark.Amount `json:"fees"`
	Unpriced int             `json:"unpriced"` // whose service record is not at hand: the fee was not recomputed
	Gaps     int             `json:"gaps"`     // where receipts of the same channel are missing between two
}

// AuditedSigner is one enclave key among them.
type AuditedSigner struct {
	Signer   hallmark.Address   `json:"signer"`
	Kind     string             `json:"kind"`
	Evidence []hallmark.Digest  `json:"evidence"` // that the receipts name
	Shown    *hallmark.Evidence `json:"-"`        // that the session was shown, if it is at hand
	ShownAt  time.Time          `json:"-"`        // by the file's time
}

// CheckAnswer requires that a receipt is for an answer whose bytes were kept.
// Failure: it is for another.
func CheckAnswer(r hallmark.Usage, answer []byte) error {
	for _, contentType := range []string{"text/event-stream", "application/json"} { // the receipt does not say which
		if envelope.HashBody(r.ID, r.Response.Status, contentType, answer) == r.Response {
			return nil
		}
	}
	return mismatch(CheckBody, "receipt %s is for another answer, of %d bytes in %d units; this one has %d bytes", r.ID.Short(), r.Response.Bytes, r.Response.Units, len(answer))
}

// Audit checks receipts: each signature, that no id or sequence number stands
// twice, that totals and the chain of receipts agree, and every fee for which
// dir holds the service record. Failure: a check did not hold.
func Audit(receipts []hallmark.SignedUsage, dir string) (Audited, error) {
	var out Audited
	seen := map[hallmark.Digest]bool{}
	records := map[hallmark.Digest]*hallmark.ServiceRecord{}
	chains := map[auditKey][]entry{}
	for i := range receipts {
		r := &receipts[i].Receipt
		digest, err := envelope.CheckUsage(receipts[i])
		if err != nil {
			return out, failed(CheckSignature, hallmark.Errorf(hallmark.KindOf(err), "receipt %d of the file: %w", i+1, err))
		}
		if r.Version != hallmark.UsageVersion {
			return out, mismatch(CheckSignature, "receipt %d of the file has the format %q", i+1, clip(r.Version))
		}
		if seen[r.ID] {
			return out, mismatch(CheckExchange, "receipt %s stands twice", r.ID.Short())
		}
		seen[r.ID] = true
		if err := out.fee(*r, dir, records); err != nil {
			return out, err
		}
		e, err := entryOf(*r, digest, hallmark.Amount{}, 0)
		if err != nil {
			return out, err
		}
		k := auditKey{r.User, r.Signer, r.Epoch}
		chains[k] = append(chains[k], e)
		out.know(*r, dir)
		out.Receipts++
	}
	for _, chain := range chains {
		slices.SortFunc(chain, func(a, b entry) int { return cmp.Compare(a.sequence, b.sequence) })
		for i := 1; i < len(chain); i++ {
			if chain[i].sequence == chain[i-1].sequence {
				return out, mismatch(CheckTotal, "two receipts with the sequence number %d", chain[i].sequence)
			}
			if err := follows(chain[i-1], chain[i]); err != nil {
				return out, err
			}
			if chain[i].before != chain[i-1].total {
				out.Gaps++
			}
		}
	}
	return out, nil
}

type auditKey struct {
	user, signer hallmark.Address
	epoch        uint64
}

// fee recomputes a fee, where the record is at hand.
func (a *Audited) fee(r hallmark.Usage, dir string, records map[hallmark.Digest]*hallmark.ServiceRecord) (err error) {
	if a.Fees, err = a.Fees.Add(r.Fee); err != nil {
		return err
	}
	record, ok := records[r.Service]
	if !ok {
		s, err := ReadService(dir, r.Service)
		switch {
		case err == nil:
			record = &s.Record
		case hallmark.KindOf(err) != hallmark.NotFound:
			return failed(CheckService, err)
		}
		records[r.Service] = record
	}
	if record == nil {
		a.Unpriced++
		return nil
	}
	if record.Provider != r.Provider || record.Signer != r.Signer || record.Channels != r.Channels || record.ChainID != r.ChainID {
		return mismatch(CheckService, "receipt %s names the record of another provider, enclave or contract", r.ID.Short())
	}
	return failed(CheckFee, invoice.CheckUsage(*record, r))
}

func (a *Audited) know(r hallmark.Usage, dir string) {
	i := slices.IndexFunc(a.Signers, func(s AuditedSigner) bool { return s.Signer == r.Signer })
	if i < 0 {
		i = len(a.Signers)
		s := AuditedSigner{Signer: r.Signer, Kind: r.Kind}
		path := filepath.Join(dir, evidenceDir, r.Signer.String()+".json")
		if b, err := os.ReadFile(path); err == nil {
			var e hallmark.Evidence
			info, err := os.Stat(path)
			if err == nil && hallmark.DecodeStrict(b, "evidence", &e) == nil {
				s.Shown, s.ShownAt = &e, info.ModTime()
			}
		}
		a.Signers = append(a.Signers, s)
	}
	s := &a.Signers[i]
	if !slices.Contains(s.Evidence, r.Evidence) {
		s.Evidence = append(s.Evidence, r.Evidence)
	}
}

// ReadService reads a service record that a session kept, and checks it.
func ReadService(dir string, digest hallmark.Digest) (hallmark.SignedService, error) {
	var s hallmark.SignedService
	b, err := os.ReadFile(filepath.Join(dir, servicesDir, digest.String()+".json"))
	if err != nil {
		return s, hallmark.Errorf(hallmark.NotFound, "service record %s: %w", digest.Short(), err)
	}
	if err := hallmark.DecodeStrict(b, "service record", &s); err != nil {
		return s, err
	}
	got, err := envelope.ServiceDigest(s.Record)
	if err == nil && got != digest {
		err = hallmark.Errorf(hallmark.Mismatch, "the file of service record %s holds %s", digest.Short(), got.Short())
	}
	if err != nil {
		return s, err
	}
	return s, envelope.CheckService(s)
}

// Metered is the highest total that receipts of a channel name at one enclave
// key.
func Metered(receipts []hallmark.SignedUsage, user, signer hallmark.Address, epoch uint64) hallmark.Amount {
	var most hallmark.Amount
	for _, u := range receipts {
		if r := u.Receipt; r.User == user && r.Signer == signer && r.Epoch == epoch && r.Total.Cmp(most) > 0 {
			most = r.Total
		}
	}
	return most
}
