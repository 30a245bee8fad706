package nvidia

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// NRASIssuer is the production service; its staging twin is refused.
const NRASIssuer = "https://nras.attestation.nvidia.com"

const maxNRAS = 1 << 20

// Answer of the service: one token over all, and one of each device, by name
// ("GPU-0", "SWITCH-0").
type serviceAnswer struct {
	overall *Token
	devices map[string]*Token
}

// ParseNRAS reads the service's answer: [["JWT", token], {name: token}], or the
// overall token alone.
func ParseNRAS(raw []byte) (overall *Token, devices map[string]*Token, err error) {
	a, err := parseNRAS(raw)
	return a.overall, a.devices, err
}

func parseNRAS(raw []byte) (serviceAnswer, error) {
	a := serviceAnswer{devices: map[string]*Token{}}
	if len(raw) > maxNRAS {
		return a, hallmark.Errorf(hallmark.Exhausted, "nras: %d bytes, at most %d are read", len(raw), maxNRAS)
	}
	var err error
	raw = bytes.TrimSpace(raw)
	if len(raw) > 0 && raw[0] != '[' {
		a.overall, err = ParseToken(strings.Trim(string(raw), `"`))
		return a, err
	}
	var parts []json.RawMessage
	if err := decodeOpen(raw, "nras", &parts); err != nil {
		return a, err
	}
	var overall []string
	var devices map[string]string
	if len(parts) != 2 {
		return a, hallmark.Errorf(hallmark.Invalid, "nras: %d parts, want the overall token and those of the devices", len(parts))
	}
	if err := decodeOpen(parts[0], "nras: overall", &overall); err != nil {
		return a, err
	}
	if err := decodeOpen(parts[1], "nras: devices", &devices); err != nil {
		return a, err
	}
	if len(overall) != 2 || overall[0] != "JWT" || len(devices) > MaxDevices {
		return a, hallmark.Errorf(hallmark.Invalid, `nras: want ["JWT", token] and up to %d device tokens`, MaxDevices)
	}
	if a.overall, err = ParseToken(overall[1]); err != nil {
		return a, err
	}
	for name, compact := range devices {
		if a.devices[name], err = ParseToken(compact); err != nil {
			return a, hallmark.Errorf(hallmark.Invalid, "nras: %s: %w", clip(name), err)
		}
	}
	return a, nil
}

func clip(s string) string { return fmt.Sprintf("%.32q", s) }

// names are the devices' names, sorted.
func (a serviceAnswer) names() []string { return slices.Sorted(maps.Keys(a.devices)) }

// each judges all tokens and joins what is wrong.
func (a serviceAnswer) each(judge func(name string, t *Token) error) error {
	var wrong []string
	for _, name := range append([]string{""}, a.names()...) {
		t, ok := a.devices[name]
		if !ok {
			t, name = a.overall, "overall"
		}
		if err := judge(name, t); err != nil {
			wrong = append(wrong, name+": "+err.Error())
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return hallmark.Errorf(hallmark.NotGenuine, "%s", strings.Join(wrong, "; "))
}

// claims are what is read of every token.
type claims struct {
	Issuer    string                     `json:"iss"`
	NotBefore int64                      `json:"nbf"`
	Issued    int64                      `json:"iat"`
	Expires   int64                      `json:"exp"`
	Nonce     string                     `json:"eat_nonce"`
	Result    *bool                      `json:"x-nvidia-overall-att-result"`
	Submods   map[string]json.RawMessage `json:"submods"`
	UEID      string                     `json:"ueid"`
	Model     string                     `json:"hwmodel"`
}

func (t *Token) claims() (claims, error) {
	var c claims
	err := decodeOpen(t.Claims, "token claims", &c)
	return c, err
}

// service judges the remote service's answer. It adds to the checks on the
// evidence itself and replaces none of them.
func (v *verifier) service(devices bool) {
	v.Pass(NRASPresent, "an answer of NVIDIA's remote attestation service")
	a, err := parseNRAS(v.endorsing.NRAS)
	if !v.Judge(NRASParse, err, "%d device tokens", len(a.devices)) {
		v.Block(NRASParse, onNRAS...)
		return
	}
	v.signatures(a)
	judge := func(d verdict.Def, pass string, judge func(name string, c claims) error) {
		err := a.each(func(name string, t *Token) error {
			c, err := t.claims()
			if err != nil {
				return err
			}
			return judge(name, c)
		})
		v.outcome(d, err, pass)
	}
	judge(NRASIss, NRASIssuer, func(_ string, c claims) error {
		if c.Issuer != NRASIssuer {
			return hallmark.Errorf(hallmark.NotGenuine, "issued by %s, not by %s", clip(c.Issuer), NRASIssuer)
		}
		return nil
	})
	judge(NRASExp, "in date", func(_ string, c claims) error { return inTime(v.Now, c) })
	v.outcome(NRASSubmod, a.submods(), "the overall token names the digest of every device's")
	v.serviceNonce(a, devices, judge)
	sound := v.outcome(NRASResult, a.results(), "the service found everything in order")
	switch {
	case !devices:
		v.Skip(NRASDevice, "there is no GPU evidence that the tokens could be about")
	case !sound && a.silent():
		v.Block(NRASResult, NRASDevice)
	default:
		v.outcome(NRASDevice, v.namedDevices(a), "they are about the devices shown here")
	}
}

// silent reports whether a device's token names no device, as the service's do
// where it stopped early.
func (a serviceAnswer) silent() bool {
	for _, t := range a.devices {
		if c, err := t.claims(); err == nil && c.UEID == "" {
			return true
		}
	}
	return false
}

// outcome records pass or fail; nothing here is missing evidence.
func (v *verifier) outcome(d verdict.Def, err error, pass string) bool {
	text := ""
	if err != nil {
		text = oneLine(err).Error()
	}
	return v.Require(d, err == nil, pass, text)
}

func (v *verifier) signatures(a serviceAnswer) {
	err := a.each(func(_ string, t *Token) error {
		if t.Algorithm != algES384 {
			return hallmark.Errorf(hallmark.NotGenuine, "the token's algorithm is %s, only ES384 is believed", clip(t.Algorithm))
		}
		return nil
	})
	if !v.outcome(NRASAlg, err, algES384) {
		v.Block(NRASAlg, NRASKid, NRASChain, NRASSig)
		return
	}
	keys := map[string]*ServiceKey{}
	err = a.each(func(_ string, t *Token) error {
		if keys[t.Key] != nil {
			return nil
		}
		if len(v.endorsing.JWKS) == 0 {
			return hallmark.Errorf(hallmark.MissingEvidence, "the service's key set was not stored with its answer, so key %s cannot be had any more", clip(t.Key))
		}
		k, err := FindKey(v.endorsing.JWKS, t.Key)
		keys[t.Key] = k
		return err
	})
	if !v.outcome(NRASKid, err, "the stored key set has the keys") {
		v.Block(NRASKid, NRASChain, NRASSig)
		return
	}
	err = a.each(func(_ string, t *Token) error { return keys[t.Key].verify(v.Roots.Service, v.Now) })
	v.outcome(NRASChain, err, "the keys lead to the pinned root of NVIDIA's attestation service")
	err = a.each(func(_ string, t *Token) error {
		if !t.signedBy(keys[t.Key].Public) {
			return hallmark.Errorf(hallmark.NotGenuine, "not signed by key %s", clip(t.Key))
		}
		return nil
	})
	v.outcome(NRASSig, err, "signed by the service")
}

func inTime(now time.Time, c claims) error {
	at := func(sec int64) time.Time { return time.Unix(sec, 0) }
	switch {
	case c.Expires == 0 || c.NotBefore > c.Expires:
		return hallmark.Errorf(hallmark.Expired, "has no life time")
	case now.Before(at(c.NotBefore)) || now.Before(at(c.Issued)):
		return hallmark.Errorf(hallmark.Expired, "holds from %s, judged for %s", stamp(at(c.NotBefore)), stamp(now))
	case !now.Before(at(c.Expires)):
		return hallmark.Errorf(hallmark.Expired, "held until %s, judged for %s; judge it --at the time it was made, or rely on the evidence itself", stamp(at(c.Expires)), stamp(now))
	}
	return nil
}

// submods checks that the overall token names exactly the devices' tokens, by
// the SHA-256 of their compact form.
func (a serviceAnswer) submods() error {
	c, err := a.overall.claims()
	if err != nil {
		return err
	}
	for name := range c.Submods {
		if a.devices[name] == nil {
			return hallmark.Errorf(hallmark.NotGenuine, "the token of %s is missing", clip(name))
		}
	}
	for _, name := range a.names() {
		var parts []json.RawMessage
		var kind string
		var digest []string
		if json.Unmarshal(c.Submods[name], &parts) != nil || len(parts) != 2 || json.Unmarshal(parts[0], &kind) != nil ||
			json.Unmarshal(parts[1], &digest) != nil || kind != "DIGEST" || len(digest) != 2 || digest[0] != "SHA-256" {
			return hallmark.Errorf(hallmark.NotGenuine, "the overall token names no SHA-256 digest of %s", clip(name))
		}
		sum := sha256.Sum256([]byte(a.devices[name].compact))
		if !strings.EqualFold(digest[1], hex.EncodeToString(sum[:])) {
			return hallmark.Errorf(hallmark.NotGenuine, "the token of %s is not the one that the overall token names", clip(name))
		}
	}
	if len(a.devices) == 0 {
		return hallmark.Errorf(hallmark.NotGenuine, "the overall token is about no device")
	}
	return nil
}

// serviceNonce checks that the service judged reports that answer the same
// nonce as those shown here.
func (v *verifier) serviceNonce(a serviceAnswer, devices bool, judge func(verdict.Def, string, func(string, claims) error)) {
	want := v.Asked
	if devices {
		want = v.Devices[0].Report.Nonce[:]
	}
	if want == nil {
		v.Skip(NRASNonce, "no nonce was asked by this verifier, and there are no reports to compare with")
		return
	}
	judge(NRASNonce, "about the nonce that the devices answered", func(name string, c claims) error {
		if name != "overall" && c.Nonce == "" { // the overall token binds it
			return nil
		}
		if !strings.EqualFold(c.Nonce, hex.EncodeToString(want)) {
			return hallmark.Errorf(hallmark.NotGenuine, "about the nonce %.16s.., the devices answered %.8x..", c.Nonce, want)
		}
		return nil
	})
}

// namedDevices matches the tokens with the devices, one to one, by NVIDIA's
// unique id.
func (v *verifier) namedDevices(a serviceAnswer) error {
	open := map[string]DeviceResult{}
	for _, d := range v.Devices {
		open[d.UEID] = d
	}
	for _, name := range a.names() {
		c, err := a.devices[name].claims()
		if err != nil {
			return err
		}
		d, ok := open[c.UEID]
		if !ok {
			return hallmark.Errorf(hallmark.NotGenuine, "%s is about a device (ueid %s) that is not shown here, or about one twice", clip(name), clip(c.UEID))
		}
		if full := d.Certs[1].Subject.CommonName; c.Model != full && c.Model != d.Model.Name {
			return hallmark.Errorf(hallmark.NotGenuine, "%s is about a %s, the device is a %q", clip(name), clip(c.Model), full)
		}
		delete(open, c.UEID)
	}
	if len(open) > 0 {
		return hallmark.Errorf(hallmark.NotGenuine, "%d of %d devices have no token", len(open), len(v.Devices))
	}
	return nil
}

// results wants the overall result true and every device's claims in order:
// measurements that match, no debugging, secure boot, all that the service
// checked true, and certificates valid and not revoked.
func (a serviceAnswer) results() error {
	c, err := a.overall.claims()
	if err != nil {
		return err
	}
	var wrong []string
	if c.Result == nil || !*c.Result {
		wrong = append(wrong, "overall: the service's result is not true")
	}
	for _, name := range a.names() {
		var all map[string]any
		if err := decodeOpen(a.devices[name].Claims, "token claims", &all); err != nil {
			return err
		}
		if bad := unsound(all); len(bad) > 0 {
			wrong = append(wrong, name+": "+strings.Join(bad, ", "))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return hallmark.Errorf(hallmark.AgainstPolicy, "%s", strings.Join(wrong, "; "))
}

// unsound are the claims of a device that are not as they should be, sorted.
func unsound(all map[string]any) []string {
	var bad []string
	for name, want := range map[string]any{"measres": "success", "dbgstat": "disabled", "secboot": true} {
		if all[name] != want {
			bad = append(bad, fmt.Sprintf("%s is %.64v", name, all[name]))
		}
	}
	for name, value := range all {
		switch x := value.(type) {
		case bool:
			if !x && name != "secboot" {
				bad = append(bad, clip(name)+" is false")
			}
		case map[string]any:
			if status, ok := x["x-nvidia-cert-status"]; ok && (status != "valid" || x["x-nvidia-cert-ocsp-status"] != "good") {
				bad = append(bad, fmt.Sprintf("%s is %.64v, OCSP %.64v", clip(name), status, x["x-nvidia-cert-ocsp-status"]))
			}
		}
	}
	slices.Sort(bad)
	return bad
}
