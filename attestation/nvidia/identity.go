package nvidia

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"math/big"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Architectures, as NVIDIA's services name them.
const (
	Hopper    = "HOPPER"
	Blackwell = "BLACKWELL"
	LS10      = "LS10" // an NVSwitch
)

// Model is a chip as its device certificate names it, with the driver's RIM.
type Model struct {
	Name   string // such as "GH100"
	Arch   string
	Switch bool
}

// modelOf reads the model from the name of the certificate that the device's
// own key issued the leaf with, such as "GH100 A01 GSP BROM". Blackwell chips
// are GB and three digits.
func modelOf(certs []*x509.Certificate) (Model, error) {
	device := certs[1].Subject.CommonName
	name, _, _ := strings.Cut(device, " ")
	leaf, _, _ := strings.Cut(certs[0].Subject.CommonName, " ")
	m := Model{Name: name}
	switch {
	case name != leaf:
		return m, hallmark.Errorf(hallmark.NotGenuine, "a %q signs as %q", name, leaf)
	case name == "GH100":
		m.Arch = Hopper
	case len(name) == 5 && strings.HasPrefix(name, "GB") && strings.Trim(name[2:], "0123456789") == "":
		m.Arch = Blackwell
	case name == "LS_10":
		m.Arch, m.Switch = LS10, true
	default:
		return m, hallmark.Errorf(hallmark.Unsupported, "the model %q (%s) is not known; known are GH100, GB1xx, GB2xx and the switch LS_10", name, device)
	}
	return m, nil
}

// ueid is the device's unique id as NVIDIA's service tells it: the leaf's
// subject serial number, in decimal.
func ueid(certs []*x509.Certificate) string {
	n, ok := new(big.Int).SetString(certs[0].Subject.SerialNumber, 16)
	if !ok {
		return ""
	}
	return n.String()
}

// OIDs of DICE extensions that hold a firmware id, and of SHA-384.
var (
	oidsFWID  = []asn1.ObjectIdentifier{{2, 23, 133, 5, 4, 1}, {2, 23, 133, 5, 4, 1, 1}}
	oidSHA384 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
)

// firmwareID finds the one SHA-384 firmware id of a leaf: SEQUENCE { hash
// algorithm, OCTET STRING }, wherever the DICE extension has it (TCG DICE
// Certificate Profiles; the place differs between Hopper and Blackwell).
func firmwareID(leaf *x509.Certificate) ([]byte, error) {
	var found [][]byte
	for _, ext := range leaf.Extensions {
		if slices.ContainsFunc(oidsFWID, ext.Id.Equal) {
			collectFWIDs(ext.Value, 0, &found)
		}
	}
	if len(found) != 1 {
		return nil, hallmark.Errorf(hallmark.NotGenuine, "%q names %d firmware ids, want one", leaf.Subject.CommonName, len(found))
	}
	return found[0], nil
}

func collectFWIDs(der []byte, depth int, into *[][]byte) {
	if depth > 8 {
		return
	}
	for len(der) > 0 {
		var v asn1.RawValue
		rest, err := asn1.Unmarshal(der, &v)
		if err != nil {
			return
		}
		var id struct {
			Algorithm asn1.ObjectIdentifier
			Digest    []byte
		}
		if tail, err := asn1.Unmarshal(v.FullBytes, &id); err == nil && len(tail) == 0 && id.Algorithm.Equal(oidSHA384) && len(id.Digest) == 48 {
			*into = append(*into, id.Digest)
		} else if v.IsCompound {
			collectFWIDs(v.Bytes, depth+1, into)
		}
		der = rest
	}
}

// checkFWID wants the firmware id of the report to be the one that the
// device's boot ROM certified; reports of older firmware tell none.
func checkFWID(o Opaque, leaf *x509.Certificate) error {
	if o.FWID == nil {
		return nil
	}
	certified, err := firmwareID(leaf)
	if err == nil && !bytes.Equal(certified, o.FWID) {
		err = hallmark.Errorf(hallmark.NotGenuine, "the report names the firmware %.6x.., the certificate %.6x..", o.FWID, certified)
	}
	return err
}
