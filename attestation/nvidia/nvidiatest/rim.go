package nvidiatest

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Namespaces and algorithms of a RIM.
const (
	swidNS = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd"
	hashNS = "http://www.w3.org/2001/04/xmlenc#sha384"
	dsigNS = "http://www.w3.org/2000/09/xmldsig#"
)

// Manifest is a RIM to be signed.
type Manifest struct {
	Product  string
	Version  string
	Golden   map[int][][]byte // active indices
	Inactive []int
	Signer   *Authority // nil: the PKI's
	Issuers  []Authority
	Insert   string // XML put behind the payload before signing
}

// DriverRIM and its siblings name the values that the firmwares of this
// package report, each beside an alternative.
func (p *PKI) DriverRIM(f Firmware) []byte {
	return p.Sign(Manifest{Product: "GH100", Version: f.Driver, Golden: Golden(DriverIndices...), Inactive: VBIOSIndices})
}

// VBIOSRIM is the manifest of a GPU's VBIOS.
func (p *PKI) VBIOSRIM(f Firmware) []byte {
	return p.Sign(Manifest{Product: "GH100", Version: f.VBIOS, Golden: Golden(VBIOSIndices...), Inactive: DriverIndices})
}

// SwitchRIM is the manifest of a switch's VBIOS.
func (p *PKI) SwitchRIM(f Firmware) []byte {
	return p.Sign(Manifest{Product: "LS10", Version: f.VBIOS, Golden: Golden(SwitchIndices...)})
}

// Golden are the measurements at indices, each as the second of two values.
func Golden(indices ...int) map[int][][]byte {
	out := map[int][][]byte{}
	for _, i := range indices {
		out[i] = [][]byte{make([]byte, 48), Measurement(i)}
	}
	return out
}

// Sign writes the document in canonical form, so that its bytes without the
// signature are those that the digest covers.
func (p *PKI) Sign(m Manifest) []byte {
	signer, issuers := p.RIMSigner, []Authority{p.RIMIssuer, p.RIM}
	if m.Signer != nil {
		signer, issuers = *m.Signer, m.Issuers
	}
	var body strings.Builder
	fmt.Fprintf(&body, `<SoftwareIdentity xmlns="%s" xmlns:ns2="%s" name="%s" tagId="test" version="1.0">`, swidNS, hashNS, m.Product)
	fmt.Fprintf(&body, "\n  "+`<Meta colloquialVersion="%s" edition="GPU" product="%s"></Meta>`+"\n  <Payload>\n", m.Version, m.Product)
	for i := range 64 {
		values, active := m.Golden[i], "True"
		if values == nil {
			if !slices.Contains(m.Inactive, i) {
				continue
			}
			values, active = [][]byte{make([]byte, 48)}, "False"
		}
		fmt.Fprintf(&body, `    <Resource active="%s" alternatives="%d" index="%d" name="Measurement_%d" size="48" type="Measurement"`, active, len(values), i, i)
		for k, v := range values { // fewer than eleven: sorted as numbers and as text
			fmt.Fprintf(&body, ` ns2:Hash%d="%s"`, k, hex.EncodeToString(v))
		}
		body.WriteString("></Resource>\n")
	}
	body.WriteString("  </Payload>" + m.Insert)
	const end = "</SoftwareIdentity>"
	digest := sha512.Sum384([]byte(body.String() + end))
	info := func(scope string) string {
		return fmt.Sprintf(`<ds:SignedInfo%s><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2006/12/xml-c14n11"></ds:CanonicalizationMethod>`+
			`<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"></ds:SignatureMethod>`+
			`<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="%senveloped-signature"></ds:Transform>`+
			`<ds:Transform Algorithm="http://www.w3.org/2006/12/xml-c14n11"></ds:Transform></ds:Transforms>`+
			`<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#sha384"></ds:DigestMethod>`+
			`<ds:DigestValue>%s</ds:DigestValue></ds:Reference></ds:SignedInfo>`, scope, dsigNS, base64.StdEncoding.EncodeToString(digest[:]))
	}
	value := signer.sign([]byte(info(fmt.Sprintf(` xmlns="%s" xmlns:ds="%s" xmlns:ns2="%s"`, swidNS, dsigNS, hashNS))))
	fmt.Fprintf(&body, `<ds:Signature xmlns:ds="%s">%s<ds:SignatureValue>%s</ds:SignatureValue><ds:KeyInfo><ds:X509Data>`, dsigNS, info(""), base64.StdEncoding.EncodeToString(value))
	for _, a := range append([]Authority{signer}, issuers...) {
		fmt.Fprintf(&body, `<ds:X509Certificate>%s</ds:X509Certificate>`, base64.StdEncoding.EncodeToString(a.Cert.Raw))
	}
	body.WriteString(`</ds:X509Data></ds:KeyInfo></ds:Signature>` + end)
	return []byte(body.String())
}
