package nvidia

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
	"github.com/russellhaering/goxmldsig/etreeutils"

	"github.com/hallmark-tee/hallmark"
)

// Limits of a signed document.
const (
	maxXML        = 256 << 10
	maxXMLDepth   = 8
	maxXMLNodes   = 2048 // elements
	maxAttributes = 256  // of one element
)

// The one form of signature that is read: enveloped, over the whole document,
// Canonical XML 1.1, ECDSA P-384 with SHA-384 (W3C XML Signature 1.1).
const (
	nsDSig       = "http://www.w3.org/2000/09/xmldsig#"
	algC14N11    = "http://www.w3.org/2006/12/xml-c14n11"
	algEnveloped = nsDSig + "enveloped-signature"
	algECDSA384  = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
	algSHA384    = "http://www.w3.org/2001/04/xmldsig-more#sha384"
)

// signedXML is a document apart from its signature.
type signedXML struct {
	content    []byte // canonical, without the signature: what the digest covers
	digest     []byte // as the signature names it
	signedInfo []byte // canonical: what the signature covers
	signature  []byte
	certs      [][]byte // DER, leaf first
}

// digestHolds reports whether the content is the one that was signed.
func (d *signedXML) digestHolds() bool {
	sum := sha512.Sum384(d.content)
	return bytes.Equal(sum[:], d.digest)
}

// parseSigned takes a document apart. Whatever a signature could be wrapped
// around is refused: document types, processing instructions, comments, a
// second signature or one that is not the root's child, a reference to less
// than the whole document, and algorithms or transforms other than the one
// form's.
func parseSigned(raw []byte) (*signedXML, error) {
	if err := scanXML(raw); err != nil {
		return nil, err
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(raw); err != nil || doc.Root() == nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "xml: no document: %v", err)
	}
	root := doc.Root()
	sig, err := onlySignature(root)
	if err != nil {
		return nil, err
	}
	out := &signedXML{}
	info, err := readSignature(sig, out)
	if err != nil {
		return nil, err
	}
	c14n := dsig.MakeC14N11Canonicalizer()
	scope, err := etreeutils.NSBuildParentContext(sig)
	if err == nil {
		scope, err = scope.SubContext(sig)
	}
	if err == nil {
		info, err = etreeutils.NSDetatch(scope, info)
	}
	if err == nil {
		out.signedInfo, err = c14n.Canonicalize(info)
	}
	if err == nil {
		root.RemoveChild(sig)
		out.content, err = c14n.Canonicalize(root)
	}
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "xml: cannot be put into canonical form: %w", err)
	}
	return out, nil
}

// scanXML bounds a document before a tree is made of it.
func scanXML(raw []byte) error {
	if len(raw) > maxXML {
		return hallmark.Errorf(hallmark.Exhausted, "xml: %d bytes, at most %d are read", len(raw), maxXML)
	}
	dec := xml.NewDecoder(bytes.NewReader(raw))
	depth, nodes, roots := 0, 0, 0
	for {
		tok, err := dec.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			if depth != 0 || roots != 1 {
				return hallmark.Errorf(hallmark.Invalid, "xml: %d roots, %d elements left open", roots, depth)
			}
			return nil
		case err != nil:
			return hallmark.Errorf(hallmark.Invalid, "xml: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth, nodes = depth+1, nodes+1
			if depth > maxXMLDepth || nodes > maxXMLNodes || len(t.Attr) > maxAttributes {
				return hallmark.Errorf(hallmark.Exhausted, "xml: deeper than %d, more than %d elements, or more than %d attributes", maxXMLDepth, maxXMLNodes, maxAttributes)
			}
			seen := make(map[xml.Name]bool, len(t.Attr))
			for _, a := range t.Attr {
				if seen[a.Name] {
					return hallmark.Errorf(hallmark.Invalid, "xml: the attribute %q appears twice in %q", a.Name.Local, t.Name.Local)
				}
				seen[a.Name] = true
			}
		case xml.EndElement:
			depth--
		case xml.Directive, xml.Comment:
			return hallmark.Errorf(hallmark.Invalid, "xml: document types and comments are refused")
		case xml.ProcInst:
			if t.Target != "xml" || nodes != 0 {
				return hallmark.Errorf(hallmark.Invalid, "xml: processing instructions are refused")
			}
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return hallmark.Errorf(hallmark.Invalid, "xml: text outside of the root")
			}
		}
	}
}

func isDSig(e *etree.Element, tag string) bool { return e.Tag == tag && e.NamespaceURI() == nsDSig }

// onlySignature finds the one signature, a child of the root.
func onlySignature(root *etree.Element) (*etree.Element, error) {
	var found []*etree.Element
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		if e.Tag == "Signature" {
			found = append(found, e)
		}
		for _, c := range e.ChildElements() {
			walk(c)
		}
	}
	walk(root)
	if len(found) != 1 || found[0].Parent() != root || !isDSig(found[0], "Signature") {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "xml: %d signatures; there must be one, a child of the root", len(found))
	}
	return found[0], nil
}

// children wants exactly these elements of XML Signature, in this order.
func children(e *etree.Element, tags ...string) ([]*etree.Element, error) {
	all := e.ChildElements()
	ok := len(all) == len(tags)
	for i := 0; ok && i < len(tags); i++ {
		ok = isDSig(all[i], tags[i])
	}
	if !ok {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "xml: %s must hold %s and nothing else", e.Tag, strings.Join(tags, ", "))
	}
	return all, nil
}

// readSignature checks the form of a signature and gives its SignedInfo.
func readSignature(sig *etree.Element, out *signedXML) (*etree.Element, error) {
	parts, err := children(sig, "SignedInfo", "SignatureValue", "KeyInfo")
	if err != nil {
		return nil, err
	}
	info := parts[0]
	if out.signature, err = decodeText(parts[1]); err != nil {
		return nil, err
	}
	keys, err := children(parts[2], "X509Data")
	if err != nil {
		return nil, err
	}
	for _, c := range keys[0].ChildElements() {
		der, err := decodeText(c)
		if err != nil || !isDSig(c, "X509Certificate") || len(out.certs) == maxCerts {
			return nil, hallmark.Errorf(hallmark.Invalid, "xml: X509Data must hold up to %d certificates and nothing else", maxCerts)
		}
		out.certs = append(out.certs, der)
	}
	form, err := children(info, "CanonicalizationMethod", "SignatureMethod", "Reference")
	if err != nil {
		return nil, err
	}
	ref := form[2]
	inner, err := children(ref, "Transforms", "DigestMethod", "DigestValue")
	if err != nil {
		return nil, err
	}
	steps, err := children(inner[0], "Transform", "Transform")
	if err != nil {
		return nil, err
	}
	for _, want := range []struct {
		e         *etree.Element
		algorithm string
	}{{form[0], algC14N11}, {form[1], algECDSA384}, {steps[0], algEnveloped}, {steps[1], algC14N11}, {inner[1], algSHA384}} {
		if got := want.e.SelectAttrValue("Algorithm", ""); got != want.algorithm || len(want.e.ChildElements()) > 0 {
			return nil, hallmark.Errorf(hallmark.Unsupported, "xml: %s is %q, want %q without parameters", want.e.Tag, got, want.algorithm)
		}
	}
	if uri := ref.SelectAttr("URI"); uri == nil || uri.Value != "" {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "xml: the signature refers to a part of the document, not to the whole")
	}
	out.digest, err = decodeText(inner[2])
	return info, err
}

// decodeText reads an element that holds base64 and nothing else.
func decodeText(e *etree.Element) ([]byte, error) {
	b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(e.Text()), ""))
	if err != nil || len(e.ChildElements()) > 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "xml: %s is not base64", e.Tag)
	}
	return b, nil
}
