package nvidia_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/attestation/nvidia"
	"github.com/hallmark-tee/hallmark/attestation/nvidia/nvidiatest"
)

// TestWrappedSignatures gives RIMs whose signature holds for some bytes, but
// not for what a reader would take from them.
func TestWrappedSignatures(t *testing.T) {
	p := nvidiatest.New(now)
	f := nvidiatest.Hopper()
	good := string(p.DriverRIM(f))
	root := p.Roots().RIM
	if r, err := nvidia.ParseRIM([]byte(good)); err != nil || r.Verify(root, now) != nil {
		t.Fatal("the sound one is refused", err)
	}
	signature := good[strings.Index(good, "<ds:Signature ") : strings.Index(good, "</ds:Signature>")+len("</ds:Signature>")]
	evil := strings.ReplaceAll(strings.Replace(good, signature, "", 1), `index="9"`, `index="8"`)
	within := func(doc, where, what string) string { return strings.Replace(doc, where, what+where, 1) }
	end := "</SoftwareIdentity>"
	for name, doc := range map[string]string{
		"the signed document inside another":        within(evil, end, good),
		"the signature of another document":         within(evil, end, signature),
		"two signatures":                            within(good, end, signature),
		"the signature in the payload":              within(strings.Replace(good, signature, "", 1), "</Payload>", signature),
		"an object in the signature":                within(good, "</ds:Signature>", "<ds:Object>"+strings.Replace(good, signature, "", 1)+"</ds:Object>"),
		"a reference to an id":                      strings.Replace(good, `URI=""`, `URI="#x"`, 1),
		"no reference":                              strings.Replace(good, `<ds:Reference URI="">`, `<ds:Reference>`, 1),
		"two references":                            within(good, "</ds:SignedInfo>", good[strings.Index(good, "<ds:Reference "):strings.Index(good, "</ds:SignedInfo>")]),
		"an XPath transform":                        strings.Replace(good, "xmldsig#enveloped-signature", "xmldsig-filter2", 1),
		"a weaker digest":                           strings.Replace(good, "xmldsig-more#sha384", "xmldsig#sha1", 1),
		"an HMAC":                                   strings.Replace(good, "ecdsa-sha384", "hmac-sha384", 1),
		"exclusive canonical form":                  strings.Replace(good, "2006/12/xml-c14n11", "2001/10/xml-exc-c14n#", 1),
		"a document type":                           `<!DOCTYPE SoftwareIdentity [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + good,
		"an entity":                                 strings.Replace(good, `name="Measurement_9"`, `name="&e;"`, 1),
		"a comment in a value":                      strings.Replace(good, "<ds:SignatureValue>", "<ds:SignatureValue><!-- -->", 1),
		"a processing instruction":                  within(good, "<Payload>", "<?xml-stylesheet href='x'?>"),
		"an attribute twice":                        strings.Replace(good, `index="9"`, `index="9" index="8"`, 1),
		"two roots":                                 good + good,
		"text behind the root":                      good + "x",
		"a deep document":                           within(good, end, strings.Repeat("<a>", 9)+strings.Repeat("</a>", 9)),
		"many elements":                             within(good, end, strings.Repeat("<a/>", 2048)),
		"another namespace":                         strings.Replace(good, "19770/-2/2015", "19770/-2/2009", 1),
		"a second payload":                          within(good, end, "<Payload></Payload>"),
		"an index twice":                            strings.Replace(good, `index="10"`, `index="9"`, 1),
		"an alternative short":                      strings.Replace(good, `alternatives="2"`, `alternatives="3"`, 1),
		"an active flag of another word":            strings.Replace(good, `active="True"`, `active="true"`, 1),
		"certificates beside those of the signer":   within(good, "</ds:X509Data>", "<ds:X509SubjectName>x</ds:X509SubjectName>"),
		"a nested certificate":                      strings.Replace(good, "<ds:X509Certificate>", "<ds:X509Certificate><ds:X509Certificate></ds:X509Certificate>", 1),
		"a default namespace turned on the payload": strings.Replace(good, "<Payload>", `<Payload xmlns="urn:x">`, 1),
	} {
		if doc == good {
			t.Errorf("%s: the case changes nothing", name)
		}
		r, err := nvidia.ParseRIM([]byte(doc))
		if err == nil && r.Verify(root, now) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestCanonicalForms gives documents that differ from the signed one in what
// canonical form takes away: they hold.
func TestCanonicalForms(t *testing.T) {
	p := nvidiatest.New(now)
	good := p.DriverRIM(nvidiatest.Hopper())
	for name, doc := range map[string][]byte{
		"an XML declaration":  append([]byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"), good...),
		"empty elements":      bytes.ReplaceAll(good, []byte("></Resource>"), []byte("/>")),
		"attributes moved":    bytes.ReplaceAll(good, []byte(` size="48" type="Measurement"`), []byte(` type="Measurement" size="48"`)),
		"other quotes":        bytes.ReplaceAll(good, []byte(`size="48"`), []byte(`size='48'`)),
		"space in start tags": bytes.ReplaceAll(good, []byte(`<Resource `), []byte("<Resource   \n  ")),
	} {
		r, err := nvidia.ParseRIM(doc)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := r.Verify(p.Roots().RIM, now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
