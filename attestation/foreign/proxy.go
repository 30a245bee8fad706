package foreign

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/hallmark-tee/hallmark"
)

// attested is one report of a vLLM proxy (private-ml-sdk and its descendants).
type attested struct {
	Address  string          `json:"signing_address"`
	Public   json.RawMessage `json:"signing_public_key"` // that users encrypt to
	Key      json.RawMessage `json:"signing_key"`        // the same, by another name
	Algo     string          `json:"signing_algo"`
	Nonce    string          `json:"request_nonce"`
	Quote    string          `json:"intel_quote"`
	NVIDIA   json.RawMessage `json:"nvidia_payload"`
	EventLog json.RawMessage `json:"event_log"`
	Data     string          `json:"report_data"`
	TLS      string          `json:"tls_cert_fingerprint"`
	Info     json.RawMessage `json:"info"`
	Manager  json.RawMessage `json:"compose_manager_attestation"`
}

// readProxy reads what a vLLM proxy, or a gateway before several, answers. The
// same report listed twice is one part.
func readProxy(data []byte) (Report, error) {
	var d struct {
		attested
		Gateway json.RawMessage   `json:"gateway_attestation"`
		Models  []json.RawMessage `json:"model_attestations"`
		All     []json.RawMessage `json:"all_attestations"`
	}
	if err := object(data, "report", &d); err != nil {
		return Report{}, err
	}
	type item struct {
		name string
		raw  json.RawMessage
	}
	var items []item
	if d.Quote != "" {
		items = append(items, item{"", data})
	}
	if g := textOrJSON(d.Gateway); g != nil {
		items = append(items, item{"gateway_attestation", g})
	}
	for i, m := range d.Models {
		items = append(items, item{fmt.Sprintf("model_attestations[%d]", i), m})
	}
	for i, m := range d.All {
		items = append(items, item{fmt.Sprintf("all_attestations[%d]", i), m})
	}
	if len(items) > maxParts {
		return Report{}, hallmark.Errorf(hallmark.Exhausted, "the report lists %d attestations, at most %d are read", len(items), maxParts)
	}
	r := Report{Format: VLLMProxy}
	for _, it := range items {
		parts, err := readAttested(it.name, it.raw)
		if err != nil {
			return Report{}, err
		}
		for _, p := range parts {
			if !r.lists(p) {
				r.Parts = append(r.Parts, p)
			}
		}
	}
	if len(r.Parts) == 0 {
		return Report{}, hallmark.Errorf(hallmark.Invalid, "the report lists no attestation")
	}
	return r, nil
}

// lists reports whether a part that differs in nothing but its place is there
// already.
func (r Report) lists(p Part) bool {
	for _, q := range r.Parts {
		if q.Name = p.Name; reflect.DeepEqual(q, p) {
			return true
		}
	}
	return false
}

func readAttested(name string, raw json.RawMessage) ([]Part, error) {
	at := name
	if at == "" {
		at = "report"
	}
	var a attested
	if err := object(raw, at, &a); err != nil {
		return nil, err
	}
	p := Part{Name: name}
	var err error
	if p.Quote, err = field(at+".intel_quote", a.Quote); err != nil {
		return nil, err
	}
	if p.Quote == nil {
		return nil, hallmark.Errorf(hallmark.MissingEvidence, "%s has no intel_quote", at)
	}
	if p.Nonce, err = hexField(at+".request_nonce", a.Nonce, 32); err != nil {
		return nil, err
	}
	if err := p.claimSigner(at, a); err != nil {
		return nil, err
	}
	if err := p.claimReportData("report_data", a.Data); err != nil {
		return nil, err
	}
	if p.Events, err = events(a.EventLog, at+".event_log"); err != nil {
		return nil, err
	}
	if info := textOrJSON(a.Info); info != nil {
		var i struct {
			TCBInfo json.RawMessage `json:"tcb_info"`
		}
		if err := object(info, at+".info", &i); err != nil {
			return nil, err
		}
		if err := p.describe(i.TCBInfo, "tcb_info"); err != nil {
			return nil, err
		}
	}
	if p.GPU, err = payload(a.NVIDIA, at+".nvidia_payload"); err != nil {
		return nil, err
	}
	if p.GPU.Devices != nil {
		p.GPU.Nonce, p.GPU.Rule = p.Nonce, "request_nonce"
	}
	parts := []Part{p}
	if m := textOrJSON(a.Manager); m != nil {
		q, err := readManager(strings.TrimPrefix(name+".compose_manager_attestation", "."), m)
		if err != nil {
			return nil, err
		}
		parts = append(parts, q)
	}
	return parts, nil
}

// claimSigner says what report_data binds: the signing key (an Ethereum address
// or an Ed25519 key, padded to 32 bytes) or, where a TLS fingerprint is given,
// the SHA-256 of key and fingerprint; and the nonce behind it.
func (p *Part) claimSigner(at string, a attested) error {
	key, err := hex.DecodeString(strings.TrimPrefix(strings.ToLower(a.Address), "0x"))
	if err != nil || len(key) != 20 && len(key) != 32 {
		return hallmark.Errorf(hallmark.Invalid, "%s.signing_address is neither an address nor an Ed25519 key in hex", at)
	}
	tls, err := hexField(at+".tls_cert_fingerprint", a.TLS, 32)
	if err != nil {
		return err
	}
	p.TLS = tls
	p.Claims = append(p.Claims, keyClaim("signing_address", key, tls))
	for _, k := range []struct {
		name string
		raw  json.RawMessage
	}{{"signing_public_key", a.Public}, {"signing_key", a.Key}} {
		var text string
		if json.Unmarshal(k.raw, &text) != nil || text == "" {
			continue // absent, null, or of no form that a client reads as a key
		}
		short, err := shortKey(text, len(key))
		if err != nil {
			return hallmark.Errorf(hallmark.Invalid, "%s.%s: %w", at, k.name, err)
		}
		p.Claims = append(p.Claims, keyClaim(k.name+" as signing_address", short, tls))
	}
	if p.Nonce != nil {
		p.Claims = append(p.Claims, Claim{Rule: "request_nonce", Field: ReportData, Offset: 32, Bytes: p.Nonce, Of: OfNonce})
	}
	return nil
}

// keyClaim is what report_data begins with for a key and, where there is one, a
// TLS fingerprint.
func keyClaim(name string, key, tls []byte) Claim {
	c := Claim{Rule: name + ", padded", Field: ReportData, Bytes: make([]byte, 32), Of: OfKey}
	copy(c.Bytes, key)
	if tls != nil {
		sum := sha256.Sum256(append(bytes.Clone(key), tls...))
		c.Rule, c.Bytes, c.Of = "SHA-256("+name+" || tls_cert_fingerprint)", sum[:], OfKey|OfTLS
	}
	return c
}

// shortKey is what stands for a public key as signing_address: an Ed25519 key
// itself, and of a secp256k1 key the Ethereum address.
func shortKey(text string, size int) ([]byte, error) {
	b, err := hex.DecodeString(strings.TrimPrefix(strings.ToLower(text), "0x"))
	switch {
	case err == nil && size == 32 && len(b) == 32:
		return b, nil
	case err == nil && size == 20 && len(b) == 65 && b[0] == 4:
		b = b[1:]
		fallthrough
	case err == nil && size == 20 && len(b) == 64:
		return crypto.Keccak256(b)[12:], nil
	}
	return nil, hallmark.Errorf(hallmark.Invalid, "%.20q.. is neither an Ed25519 key nor an uncompressed secp256k1 key in hex, as signing_address wants", text)
}

// readManager reads NEAR's compose manager: a quote over what was started.
func readManager(name string, raw json.RawMessage) (Part, error) {
	p := Part{Name: name}
	var m struct {
		Hash     string          `json:"actions_hash"`
		Nonce    string          `json:"nonce"`
		Quote    string          `json:"quote"`
		EventLog json.RawMessage `json:"event_log"`
		Data     string          `json:"report_data"`
	}
	err := object(raw, name, &m)
	if err != nil {
		return p, err
	}
	if p.Quote, err = field(name+".quote", m.Quote); err != nil {
		return p, err
	}
	if p.Nonce, err = hexField(name+".nonce", m.Nonce, 32); err != nil {
		return p, err
	}
	hash, err := hexField(name+".actions_hash", m.Hash, 32)
	if err != nil {
		return p, err
	}
	if hash != nil {
		p.Claims = append(p.Claims, Claim{Rule: "actions_hash", Field: ReportData, Bytes: hash})
	}
	if p.Nonce != nil {
		p.Claims = append(p.Claims, Claim{Rule: "nonce", Field: ReportData, Offset: 32, Bytes: p.Nonce, Of: OfNonce})
	}
	if err := p.claimReportData("report_data", m.Data); err != nil {
		return p, err
	}
	p.Events, err = events(m.EventLog, name+".event_log")
	return p, err
}
