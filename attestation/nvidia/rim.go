package nvidia

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Limits of the values in a RIM.
const (
	maxIndex        = 253
	maxAlternatives = 128
	digestSize      = 48
)

// Namespaces of a RIM (ISO/IEC 19770-2:2015; the hashes' own).
const (
	nsSWID   = "http://standards.iso.org/iso/19770/-2/2015/schema.xsd"
	nsSHA384 = "http://www.w3.org/2001/04/xmlenc#sha384"
)

// RIM is a reference integrity manifest: the measurements that NVIDIA expects
// of one driver or one VBIOS. Its values are read from the canonical bytes that
// the digest covers.
type RIM struct {
	Product string           // such as "GH100"
	Version string           // such as "550.144.03" or "96.00.9F.00.01"
	Golden  map[int][][]byte // the active indices, each with its alternatives
	Other   int              // entries that are no measurements, not compared
	Certs   []*x509.Certificate

	doc *signedXML
}

// ParseRIM reads a RIM and refuses what no signature of NVIDIA's form covers.
// It verifies nothing.
func ParseRIM(raw []byte) (*RIM, error) {
	doc, err := parseSigned(raw)
	if err != nil {
		return nil, err
	}
	r := &RIM{doc: doc, Golden: map[int][][]byte{}}
	if r.Certs, err = parseDER(doc.certs); err != nil {
		return nil, err
	}
	var tag struct {
		XMLName xml.Name `xml:"http://standards.iso.org/iso/19770/-2/2015/schema.xsd SoftwareIdentity"`
		Meta    []struct {
			Version string `xml:"colloquialVersion,attr"`
			Product string `xml:"product,attr"`
		} `xml:"http://standards.iso.org/iso/19770/-2/2015/schema.xsd Meta"`
		Payload []struct {
			Resources []struct {
				Attrs []xml.Attr `xml:",any,attr"`
			} `xml:"http://standards.iso.org/iso/19770/-2/2015/schema.xsd Resource"`
		} `xml:"http://standards.iso.org/iso/19770/-2/2015/schema.xsd Payload"`
	}
	if err := xml.Unmarshal(doc.content, &tag); err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "rim: %w", err)
	}
	if len(tag.Meta) != 1 || len(tag.Payload) != 1 || tag.Meta[0].Version == "" || tag.Meta[0].Product == "" {
		return nil, hallmark.Errorf(hallmark.Invalid, "rim: want one Meta with product and colloquialVersion, and one Payload")
	}
	r.Product, r.Version = tag.Meta[0].Product, strings.ToUpper(tag.Meta[0].Version)
	if !versionForm.MatchString(r.Version) || !versionForm.MatchString(r.Product) {
		return nil, hallmark.Errorf(hallmark.Invalid, "rim: %q of %q is not the form of a version", r.Version, r.Product)
	}
	seen := map[int]bool{}
	for _, res := range tag.Payload[0].Resources {
		if err := r.add(res.Attrs, seen); err != nil {
			return nil, err
		}
	}
	if len(r.Golden) == 0 {
		return nil, hallmark.Errorf(hallmark.Invalid, "rim: %s has no active measurement", r.Version)
	}
	return r, nil
}

// add reads one Resource.
func (r *RIM) add(attrs []xml.Attr, seen map[int]bool) error {
	plain, hashes := map[string]string{}, map[string]string{}
	for _, a := range attrs {
		switch a.Name.Space {
		case "":
			plain[a.Name.Local] = a.Value
		case nsSHA384:
			hashes[a.Name.Local] = a.Value
		}
	}
	if plain["type"] != "Measurement" {
		r.Other++
		return nil
	}
	index, err := number(plain["index"], maxIndex)
	alternatives, err2 := number(plain["alternatives"], maxAlternatives)
	size, err3 := number(plain["size"], digestSize)
	active := plain["active"]
	switch {
	case err != nil || err2 != nil || err3 != nil || alternatives == 0 || size != digestSize || active != "True" && active != "False":
		return hallmark.Errorf(hallmark.Invalid, "rim: measurement %q has index, size, alternatives or active out of range", plain["name"])
	case seen[index]:
		return hallmark.Errorf(hallmark.Invalid, "rim: index %d appears twice", index)
	}
	seen[index] = true
	if active == "False" {
		return nil
	}
	for i := range alternatives {
		value, err := hex.DecodeString(hashes["Hash"+strconv.Itoa(i)])
		if err != nil || len(value) != digestSize {
			return hallmark.Errorf(hallmark.Invalid, "rim: index %d lacks its alternative %d", index, i)
		}
		r.Golden[index] = append(r.Golden[index], value)
	}
	return nil
}

// number reads a decimal without sign, at most limit.
func number(s string, limit int) (int, error) {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || int(n) > limit {
		return 0, hallmark.Errorf(hallmark.Invalid, "%q is not a number up to %d", s, limit)
	}
	return int(n), nil
}

var vbiosForm = regexp.MustCompile(`^[0-9A-F]{2}(\.[0-9A-F]{2}){4}$`)

// IsVBIOS tells the RIM of a VBIOS from that of a driver, by the form of its
// version.
func (r *RIM) IsVBIOS() bool { return vbiosForm.MatchString(r.Version) }

// fits reports whether the RIM speaks of a model. The Blackwell chips share
// the RIMs of a family.
func (r *RIM) fits(m Model) bool {
	product := strings.ReplaceAll(r.Product, "_", "")
	if m.Arch == Blackwell {
		return strings.HasPrefix(product, "GB")
	}
	return product == strings.ReplaceAll(m.Name, "_", "")
}

// Verify checks a RIM alone: digest, signature, chain to the root, and time.
// It gives the first thing that is wrong.
func (r *RIM) Verify(root Key, now time.Time) error {
	switch {
	case !r.doc.digestHolds():
		return errDigest(r)
	case !r.signatureHolds():
		return errSignature(r)
	}
	if err := (chains{}).leadsTo(r.Certs, root); err != nil {
		return err
	}
	return inDate(now, r.Certs...)
}

func (r *RIM) signatureHolds() bool {
	return verifyRaw(r.Certs[0].PublicKey, r.doc.signedInfo, r.doc.signature)
}

func errDigest(r *RIM) error {
	return hallmark.Errorf(hallmark.NotGenuine, "the RIM for %s was altered after it was signed; fetch it again", r.Version)
}

func errSignature(r *RIM) error {
	return hallmark.Errorf(hallmark.NotGenuine, "the RIM for %s is not signed by its certificate; fetch it again", r.Version)
}

// conflicts are the indices that both RIMs claim, sorted.
func conflicts(driver, vbios *RIM) []int {
	var both []int
	for i := range driver.Golden {
		if _, ok := vbios.Golden[i]; ok {
			both = append(both, i)
		}
	}
	slices.Sort(both)
	return both
}

// nvdecIndex is measured only where the decoder is on.
const nvdecIndex = 35

// Mismatches are the indices whose measurement is none of the RIM's values, and
// those that the report lacks, both sorted.
func (r *RIM) Mismatches(rep *Report) (wrong, missing []int) {
	for i, golden := range r.Golden {
		if i == nvdecIndex && rep.Opaque.NVDEC0 == nvdecDisabled {
			continue
		}
		value, ok := rep.Measurements[i]
		switch {
		case !ok:
			missing = append(missing, i)
		case !slices.ContainsFunc(golden, func(g []byte) bool { return bytes.Equal(g, value) }):
			wrong = append(wrong, i)
		}
	}
	slices.Sort(wrong)
	slices.Sort(missing)
	return wrong, missing
}
