package endorsement

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"net/url"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// MaxFile bounds one file of endorsements, MaxItems the items of a set.
const (
	MaxFile  = hallmark.MaxBundle
	MaxItems = 4096
)

// Set is what was collected.
type Set struct {
	tcb, qe []statement
	certs   []*x509.Certificate
	crls    []*x509.RevocationList

	RIMs   [][]byte // SWID XML
	OCSP   [][]byte // DER
	NRAS   [][]byte // answers of the service, JSON
	JWKS   [][]byte // its keys, JSON
	Chains [][]byte // PEM files as given, for evidence that came without its own
}

// statement is a signed JSON document of Intel's.
type statement struct {
	raw        []byte // the whole document
	signed     []byte // the bytes under the signature
	signature  []byte
	id         string // "TDX", "SGX", "TD_QE", "QE", "QVE"
	fmspc      string // lower case; of TCB infos only
	evaluation uint32
	issued     time.Time
	next       time.Time
}

// Add sorts one file into the set and reports whether it was recognised.
// Exhausted: the set or the file is over its limit.
func (s *Set) Add(data []byte) (bool, error) {
	switch {
	case len(data) > MaxFile:
		return false, hallmark.Errorf(hallmark.Exhausted, "collateral: a file of %d bytes, at most %d are read", len(data), MaxFile)
	case s.count() > MaxItems:
		return false, hallmark.Errorf(hallmark.Exhausted, "collateral: more than %d items", MaxItems)
	}
	text := bytes.TrimSpace(data)
	switch {
	case len(text) == 0:
		return false, nil
	case text[0] == '{':
		return s.addObject(text), nil
	case text[0] == '[':
		return s.addList(text), nil
	case text[0] == '<':
		known := bytes.Contains(text[:min(len(text), 4096)], []byte("SoftwareIdentity"))
		if known {
			s.RIMs = append(s.RIMs, data)
		}
		return known, nil
	case bytes.HasPrefix(text, []byte("-----BEGIN")):
		return s.addPEM(text), nil
	}
	if s.addDER(data) {
		return true, nil
	}
	if der, err := hex.DecodeString(strings.TrimPrefix(string(text), "0x")); err == nil {
		return s.addDER(der), nil
	}
	return false, nil
}

func (s *Set) count() int {
	return len(s.tcb) + len(s.qe) + len(s.certs) + len(s.crls) + len(s.RIMs) + len(s.OCSP) + len(s.NRAS) + len(s.JWKS)
}

// addPEM takes certificates and lists, percent-encoded too as Intel's headers
// carry them.
func (s *Set) addPEM(text []byte) bool {
	if bytes.Contains(text, []byte("%0A")) || bytes.Contains(text, []byte("%20")) {
		plain, err := url.PathUnescape(string(text))
		if err != nil {
			return false
		}
		text = []byte(plain)
	}
	known, certs := false, false
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		ok := s.addDER(block.Bytes)
		known, certs = known || ok, certs || ok && block.Type == "CERTIFICATE"
	}
	if certs {
		s.Chains = append(s.Chains, text)
	}
	return known
}

func (s *Set) addDER(der []byte) bool {
	if len(der) < 64 || der[0] != 0x30 {
		return false
	}
	if c, err := x509.ParseCertificate(der); err == nil {
		for _, have := range s.certs {
			if have.Equal(c) {
				return true
			}
		}
		s.certs = append(s.certs, c)
		return true
	}
	if l, err := x509.ParseRevocationList(der); err == nil {
		s.crls = append(s.crls, l)
		return true
	}
	if IsOCSP(der) {
		s.OCSP = append(s.OCSP, der)
		return true
	}
	return false
}

// addObject takes a statement, a JWKS, our own endorsements, or a collection in
// the form of Intel's quote verification library and of dcap-qvl.
func (s *Set) addObject(text []byte) bool {
	var doc map[string]json.RawMessage
	if hallmark.DecodeStrict(text, "collateral", &doc) != nil {
		return false
	}
	switch {
	case doc["tcbInfo"] != nil && doc["signature"] != nil:
		return keep(&s.tcb, text, doc, "tcbInfo")
	case doc["enclaveIdentity"] != nil && doc["signature"] != nil:
		return keep(&s.qe, text, doc, "enclaveIdentity")
	case doc["keys"] != nil:
		s.JWKS = append(s.JWKS, text)
		return true
	case doc["detached_eat"] != nil:
		return s.addList(doc["detached_eat"])
	case doc["tcb_info"] != nil && doc["qe_identity"] != nil:
		return s.addCollection(doc)
	case doc["tcbInfoChain"] != nil || doc["rootCrl"] != nil:
		var e hallmark.Endorsements
		if json.Unmarshal(text, &e) != nil {
			return false
		}
		s.AddEndorsements(e)
		return true
	}
	return false
}

// addList takes an answer of NRAS: [["JWT", token], {"GPU-0": token}].
func (s *Set) addList(text []byte) bool {
	var items []json.RawMessage
	if hallmark.DecodeStrict(text, "collateral", &items) != nil || len(items) == 0 || !bytes.HasPrefix(items[0], []byte(`["JWT"`)) {
		return false
	}
	s.NRAS = append(s.NRAS, text)
	return true
}

// addCollection takes the object of Intel's sgx_ql_qve_collateral_t as JSON, in
// which dcap-qvl keeps the signatures apart.
func (s *Set) addCollection(doc map[string]json.RawMessage) bool {
	get := func(name string) (v string) {
		if json.Unmarshal(doc[name], &v) != nil {
			return ""
		}
		return v
	}
	known := false
	for _, part := range []struct{ name, inside string }{{"tcb_info", "tcbInfo"}, {"qe_identity", "enclaveIdentity"}} {
		text := get(part.name)
		if sig := get(part.name + "_signature"); sig != "" {
			text = `{"` + part.inside + `":` + text + `,"signature":"` + sig + `"}`
		}
		known = s.addObject([]byte(text)) || known
		known = s.addPEM([]byte(get(part.name+"_issuer_chain"))) || known
	}
	for _, list := range []string{"pck_crl", "root_ca_crl"} {
		text := get(list)
		der, err := hex.DecodeString(text)
		if err != nil {
			der = []byte(text)
		}
		known = s.addDER(der) || s.addPEM(der) || known
	}
	return s.addPEM([]byte(get("pck_crl_issuer_chain"))) || known
}

// AddEndorsements takes apart what evidence already carries.
func (s *Set) AddEndorsements(e hallmark.Endorsements) {
	for _, doc := range [][]byte{e.TCBInfo, e.QEIdentity} {
		s.addObject(doc)
	}
	for _, chain := range [][]byte{e.TCBInfoChain, e.QEIdentityChain} {
		s.addPEM(chain)
	}
	for _, list := range [][]byte{e.PCKCRL, e.RootCRL} {
		s.addDER(list)
	}
}

// keep decodes what a statement says of itself, just enough to choose by.
func keep(into *[]statement, raw []byte, doc map[string]json.RawMessage, name string) bool {
	var head struct {
		ID         string    `json:"id"`
		Version    int       `json:"version"`
		FMSPC      string    `json:"fmspc"`
		Evaluation uint32    `json:"tcbEvaluationDataNumber"`
		Issued     time.Time `json:"issueDate"`
		Next       time.Time `json:"nextUpdate"`
	}
	var sig string
	if json.Unmarshal(doc[name], &head) != nil || json.Unmarshal(doc["signature"], &sig) != nil {
		return false
	}
	if head.ID == "" && name == "tcbInfo" {
		head.ID = "SGX" // TCB infos of version 2 do not say
	}
	signature, _ := hex.DecodeString(sig)
	*into = append(*into, statement{
		raw: raw, signed: doc[name], signature: signature, id: head.ID, fmspc: strings.ToLower(head.FMSPC),
		evaluation: head.Evaluation, issued: head.Issued, next: head.Next,
	})
	return true
}
