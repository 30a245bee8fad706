package nvidia

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Needs is what a verifier needs NVIDIA to say about devices.
type Needs struct {
	RIMs  []string  // ids, sorted
	Certs []Subject // whose revocation matters
}

// Subject is a certificate that a revocation answer is wanted for, and its
// issuer.
type Subject struct{ Cert, Issuer *x509.Certificate }

// NeedsOf tells what judging the devices needs. The RIMs are those at hand:
// their signers can be revoked, too. Devices and RIMs that cannot be read need
// nothing; the verdict says what is wrong with them.
func NeedsOf(e Evidence, rims [][]byte) Needs {
	v := &verifier{Sheet: new(verdict.Sheet), evidence: e}
	if len(e.Devices) == 0 || !v.parse() {
		return Needs{}
	}
	n := Needs{RIMs: v.wanted()}
	for _, raw := range rims {
		if r, err := ParseRIM(raw); err == nil {
			v.rims = append(v.rims, r)
		}
	}
	for _, s := range v.subjects() {
		n.Certs = append(n.Certs, Subject{s.cert, s.above[0]})
	}
	return n
}

// PickRIMs leaves out the RIMs of other versions than the devices run, as a
// cache holds many. Where none fits, a few are handed on so that the verdict
// says which versions they are for.
func PickRIMs(e Evidence, all [][]byte) [][]byte {
	if len(e.Devices) == 0 {
		return nil
	}
	var versions []string
	for _, d := range e.Devices {
		if r, err := ParseReport(d.Report); err == nil {
			versions = append(versions, strings.ToUpper(r.Opaque.Driver), strings.ToUpper(r.Opaque.VBIOS))
		}
	}
	var fitting [][]byte
	for _, raw := range all {
		if r, err := ParseRIM(raw); err == nil && slices.Contains(versions, strings.ToUpper(r.Version)) {
			fitting = append(fitting, raw)
		}
	}
	if fitting == nil && len(all) <= fewRIMs {
		return all
	}
	return fitting
}

// MissingRIMs are the ids of the RIMs that devices need and that are not among
// those at hand.
func MissingRIMs(e Evidence, have [][]byte) []string {
	v := &verifier{Sheet: new(verdict.Sheet), evidence: e}
	if len(e.Devices) == 0 || !v.parse() {
		return nil
	}
	versions := map[string]bool{}
	for _, raw := range have {
		if r, err := ParseRIM(raw); err == nil {
			versions[strings.ToUpper(r.Version)] = true
		}
	}
	var ids []string
	for _, d := range v.Devices {
		if id := d.DriverRIM(); id != "" && !versions[strings.ToUpper(d.Report.Opaque.Driver)] {
			ids = append(ids, id)
		}
		if !versions[strings.ToUpper(d.Report.Opaque.VBIOS)] {
			ids = append(ids, d.VBIOSRIM())
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// AnswersSince is when the oldest of revocation answers was right; zero where
// there is none, or one cannot be read.
func AnswersSince(all [][]byte) (oldest time.Time) {
	for i, der := range all {
		a, err := ParseAnswer(der)
		if err != nil {
			return time.Time{}
		}
		if i == 0 || a.this.Before(oldest) {
			oldest = a.this
		}
	}
	return oldest
}

// fewRIMs is how many unfitting RIMs are handed on.
const fewRIMs = 8

// PickAnswers gives, of the revocation answers about each certificate that
// matters, the newest not made after a time, as a cache holds many. Those that
// cannot be read are handed on: the verdict says so.
func PickAnswers(e Evidence, rims, all [][]byte, at time.Time) [][]byte {
	subjects := NeedsOf(e, rims).Certs
	picked := make([]*Answer, len(subjects))
	var out [][]byte
	for _, der := range all {
		a, err := ParseAnswer(der)
		if err != nil {
			out = append(out, der)
			continue
		}
		i := slices.IndexFunc(subjects, func(s Subject) bool { return a.id.names(s.Cert, s.Issuer) })
		if i >= 0 && (picked[i] == nil || a.before(picked[i], at)) {
			picked[i] = a
		}
	}
	for _, a := range picked {
		if a != nil {
			out = append(out, a.der)
		}
	}
	return out
}

// before orders answers: those already made come first, the newest of them
// ahead.
func (a *Answer) before(b *Answer, at time.Time) bool {
	if x, y := a.this.After(at), b.this.After(at); x != y {
		return y
	}
	return a.this.After(b.this)
}

// PickNRAS finds the service's answer about a nonce; nil where there is none.
func PickNRAS(nonce []byte, all [][]byte) []byte {
	for _, raw := range all {
		overall, _, err := ParseNRAS(raw)
		if err == nil && len(nonce) > 0 && bytes.Contains(overall.Claims, []byte(`"`+hex.EncodeToString(nonce)+`"`)) {
			return raw
		}
	}
	return nil
}

// PickKeys finds the key set that has the key of an answer; of none, the first;
// nil without an answer.
func PickKeys(answer []byte, all [][]byte) []byte {
	if answer == nil || len(all) == 0 {
		return nil
	}
	overall, _, err := ParseNRAS(answer)
	for _, jwks := range all {
		if err != nil {
			break
		}
		if _, err := FindKey(jwks, overall.Key); err == nil {
			return jwks
		}
	}
	return all[0]
}
