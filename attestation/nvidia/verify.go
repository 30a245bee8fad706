package nvidia

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// Options are what the verifier brings.
type Options struct {
	Now    time.Time
	Roots  Roots            // zero: NVIDIA's
	Asked  []byte           // the nonce that this verifier wants answered; nil: it asked nothing
	Bound  []byte           // the nonce that the CPU's quote binds; nil: there is no quote, or it binds none
	Digest *hallmark.Digest // of Evidence.Raw, as the CPU's quote binds it; nil: it binds none
	Policy Policy
}

// Result is what the devices say, believed only as far as the checks passed.
type Result struct {
	Devices []DeviceResult // in the order of the evidence; those that could be read
}

// DeviceResult is one device.
type DeviceResult struct {
	Model  Model
	UEID   string // NVIDIA's unique id, decimal
	Report *Report
	Certs  []*x509.Certificate
}

// name tells a device in details: its place and its model.
func (d DeviceResult) name(i int) string { return fmt.Sprintf("device %d (%s)", i, d.Model.Name) }

type verifier struct {
	Options
	*verdict.Sheet
	Result
	policy    Policy
	evidence  Evidence
	rims      []*RIM
	endorsing Endorsements
	chains    chains
}

// VerifyDocument is Verify for a document of hallmark.GPUVersion; nil stands
// for none.
func VerifyDocument(raw []byte, end Endorsements, o Options, sheet *verdict.Sheet) Result {
	if raw == nil {
		return Verify(Evidence{}, end, o, sheet)
	}
	e, err := Decode(raw)
	if err != nil {
		sheet.Fail(GPUParse, "%s", err.Error())
		sheet.Block(GPUParse, append(append([]verdict.Def{GPUBinding}, onReports...), RIMPresent, OCSPPresent)...)
		return Result{}
	}
	return Verify(e, end, o, sheet)
}

// Verify makes every check of this package and records them on the sheet, each
// once for all devices. Evidence without devices leaves what the endorsements
// alone can show.
func Verify(e Evidence, end Endorsements, o Options, sheet *verdict.Sheet) Result {
	if o.Roots == (Roots{}) {
		o.Roots = Hardware()
	}
	v := &verifier{Options: o, Sheet: sheet, policy: o.Policy, evidence: e, endorsing: end, chains: chains{}}
	v.binding()
	readable := false
	if len(e.Devices) == 0 {
		v.Skip(GPUPresent, "there is no GPU evidence; the enclave has no GPU, or was built without collecting it")
	} else {
		v.Pass(GPUPresent, "%d devices", len(e.Devices))
		readable = v.parse()
	}
	if readable {
		v.reports()
	} else if len(e.Devices) > 0 {
		v.Block(GPUParse, onReports...)
	}
	if len(end.RIMs) > 0 || readable {
		v.references(readable)
	}
	if readable || len(end.OCSP) > 0 {
		v.revocation()
	}
	if len(end.NRAS) > 0 {
		v.service(readable)
	}
	return v.Result
}

// binding checks that the CPU's quote names these very bytes.
func (v *verifier) binding() {
	switch {
	case v.Digest == nil && len(v.evidence.Devices) > 0:
		v.Skip(GPUBinding, "no quote names the digest of the GPU evidence")
	case v.Digest == nil:
	case v.Digest.IsZero() && len(v.evidence.Devices) == 0: // none named, none given
	case v.Digest.IsZero():
		v.Fail(GPUBinding, "the CPU's quote names no GPU evidence; this was added afterwards")
	case len(v.evidence.Raw) == 0:
		v.Fail(GPUBinding, "the CPU's quote names GPU evidence with the digest %s, which is not here", v.Digest)
	default:
		sum := hallmark.Digest(sha256.Sum256(v.evidence.Raw))
		v.Require(GPUBinding, sum == *v.Digest, "the CPU's quote names the digest of these bytes", "the CPU's quote names other GPU evidence, or its bytes were changed: they have the digest "+sum.String())
	}
}

// parse reads all reports and chains. It reports whether all could be read.
func (v *verifier) parse() bool {
	if len(v.evidence.Devices) > MaxDevices {
		v.Fail(GPUParse, "%d devices, at most %d are judged", len(v.evidence.Devices), MaxDevices)
		return false
	}
	for i, d := range v.evidence.Devices {
		rep, err := ParseReport(d.Report)
		var certs []*x509.Certificate
		if err == nil {
			certs, err = parsePEM(d.Chain)
		}
		if err != nil {
			v.Fail(GPUParse, "device %d: %s", i, err.Error())
			return false
		}
		r := DeviceResult{Report: rep, Certs: certs, UEID: ueid(certs)}
		r.Model, _ = modelOf(certs)
		v.Devices = append(v.Devices, r)
	}
	v.Pass(GPUParse, "%d SPDM reports with their certificates", len(v.Devices))
	return true
}

// each judges every device and records one check: what all pass, or what is
// wrong with which.
func (v *verifier) each(d verdict.Def, pass string, judge func(i int, r DeviceResult) error) bool {
	var wrong []string
	for i, r := range v.Devices {
		if err := judge(i, r); err != nil {
			wrong = append(wrong, r.name(i)+": "+oneLine(err).Error())
		}
	}
	return v.Require(d, len(wrong) == 0, pass, strings.Join(wrong, "; "))
}

func (v *verifier) reports() {
	v.each(GPUChain, "every chain leads to NVIDIA's pinned device root", func(_ int, r DeviceResult) error {
		return v.chains.leadsTo(r.Certs, v.Roots.Device)
	})
	v.each(GPUTime, "all certificates hold", func(_ int, r DeviceResult) error { return inDate(v.Now, r.Certs...) })
	v.each(GPUSig, "every report is signed by its device", func(_ int, r DeviceResult) error {
		if !verifyRaw(r.Certs[0].PublicKey, r.Report.Signed, r.Report.Signature[:]) {
			return hallmark.Errorf(hallmark.NotGenuine, "the report is not signed by the key of its certificate")
		}
		return nil
	})
	v.each(GPUFirmware, "the firmware that signs is the one that the boot ROM certified", func(_ int, r DeviceResult) error {
		return checkFWID(r.Report.Opaque, r.Certs[0])
	})
	v.each(GPUModel, v.models(), v.model)
	v.duplicates()
	v.count()
	v.topology()
	v.drivers()
	v.each(GPUVBIOS, "VBIOS "+v.list(func(r DeviceResult) string { return r.Report.Opaque.VBIOS }), func(_ int, r DeviceResult) error {
		if len(v.policy.VBIOS) > 0 && !r.Model.Switch && !slices.Contains(v.policy.VBIOS, r.Report.Opaque.VBIOS) {
			return hallmark.Errorf(hallmark.AgainstPolicy, "VBIOS %s is not among the accepted %s", r.Report.Opaque.VBIOS, strings.Join(v.policy.VBIOS, ", "))
		}
		return nil
	})
	v.nonces()
}

// list are the different values that the devices have, sorted.
func (v *verifier) list(of func(DeviceResult) string) string {
	var all []string
	for _, r := range v.Devices {
		if s := of(r); s != "" {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ", ")
}

func (v *verifier) models() string {
	return v.list(func(r DeviceResult) string { return r.Model.Name })
}

func (v *verifier) model(i int, r DeviceResult) error {
	m, err := modelOf(r.Certs)
	if err != nil {
		return err
	}
	if claim := v.evidence.Devices[i].Arch; claim != "" && claim != m.Arch {
		return hallmark.Errorf(hallmark.NotGenuine, "claims to be %q, but its certificate is of a %s (%s)", claim, m.Name, m.Arch)
	}
	if !m.Switch && len(v.policy.Models) > 0 && !slices.Contains(v.policy.Models, m.Name) {
		return hallmark.Errorf(hallmark.AgainstPolicy, "%s is not among the accepted %s", m.Name, strings.Join(v.policy.Models, ", "))
	}
	for _, other := range v.Devices {
		if !m.Switch && !other.Model.Switch && other.Model.Arch != "" && other.Model.Arch != m.Arch {
			return hallmark.Errorf(hallmark.NotGenuine, "a %s stands beside a %s", m.Arch, other.Model.Arch)
		}
	}
	return nil
}

// duplicates refuses one device shown twice, whatever its firmware: the key of
// the boot ROM's certificate tells devices apart.
func (v *verifier) duplicates() {
	v.each(GPUDuplicate, "all are different devices", func(i int, r DeviceResult) error {
		for j, other := range v.Devices[:i] {
			mine, _ := KeyOf(r.Certs[1])
			theirs, _ := KeyOf(other.Certs[1])
			leaf, _ := KeyOf(r.Certs[0])
			otherLeaf, _ := KeyOf(other.Certs[0])
			if mine == theirs || leaf == otherLeaf || r.UEID == other.UEID {
				return hallmark.Errorf(hallmark.NotGenuine, "is the same as device %d", j)
			}
		}
		return nil
	})
}

func (v *verifier) gpus() (n int) {
	for _, r := range v.Devices {
		if !r.Model.Switch {
			n++
		}
	}
	return n
}

func (v *verifier) count() {
	n, want := v.gpus(), int(v.policy.Count)
	if want != 0 && n != want {
		v.Fail(GPUCount, "%d GPUs, the policy wants %d", n, want)
		return
	}
	v.Pass(GPUCount, "%d GPUs, %d switches", n, len(v.Devices)-n)
}

// topology holds switches and GPUs of a machine in protected-PCIe mode against
// each other: the GPUs name the switches that they are wired to.
func (v *verifier) topology() {
	var shown, wired []uint64
	for _, r := range v.Devices {
		if r.Model.Switch {
			shown = append(shown, r.Report.Opaque.PDIs...)
		} else {
			wired = append(wired, r.Report.Opaque.PDIs...)
		}
	}
	slices.Sort(shown)
	slices.Sort(wired)
	shown, wired = slices.Compact(shown), slices.Compact(wired)
	switch {
	case len(shown) == 0 && len(wired) == 0: // no switches anywhere
	case len(shown) == 0:
		v.Skip(GPUTopology, "the GPUs are wired to %d switches, of which there is no evidence; collect theirs too", len(wired))
	case v.gpus() == 0:
		v.Skip(GPUTopology, "%d switches without GPUs", len(shown))
	case !slices.Equal(shown, wired):
		v.Fail(GPUTopology, "the GPUs are wired to the switches %x, the evidence shows %x", wired, shown)
	default:
		v.Pass(GPUTopology, "the GPUs are wired to the %d switches shown", len(shown))
	}
}

func (v *verifier) drivers() {
	v.each(GPUDriver, "driver "+v.list(func(r DeviceResult) string { return r.Report.Opaque.Driver }), func(_ int, r DeviceResult) error {
		if r.Model.Switch {
			return nil
		}
		mine := r.Report.Opaque.Driver
		if mine == "" || compareVersions(mine, v.policy.MinDriver) < 0 {
			return hallmark.Errorf(hallmark.AgainstPolicy, "driver %q, the policy wants %s or later", mine, v.policy.MinDriver)
		}
		for j, other := range v.Devices {
			if !other.Model.Switch && other.Report.Opaque.Driver != mine {
				return hallmark.Errorf(hallmark.NotGenuine, "driver %s, device %d has %s; one machine runs one driver", mine, j, other.Report.Opaque.Driver)
			}
		}
		return nil
	})
}

// nonces compares what the devices answered with what was asked, and with what
// the CPU's quote binds.
func (v *verifier) nonces() {
	answers := func(want []byte, what string) func(i int, r DeviceResult) error {
		return func(_ int, r DeviceResult) error {
			if !bytes.Equal(r.Report.Nonce[:], want) {
				return hallmark.Errorf(hallmark.NotGenuine, "answers the nonce %.8x.., %s %.8x..", r.Report.Nonce, what, want)
			}
			return nil
		}
	}
	if v.Asked != nil {
		v.each(GPUNonce, "answer the nonce asked", answers(v.Asked, "not"))
	} else if !v.claims() {
		v.Skip(GPUNonce, "no nonce was asked by this verifier, so nothing shows when the reports were made")
	}
	if v.Bound != nil {
		v.each(GPUSplice, "answer the nonce that the CPU's quote binds", answers(v.Bound, "the CPU's quote binds"))
	} else {
		v.Skip(GPUSplice, "there is no CPU quote that binds the GPUs' nonce")
	}
}

// claims fails the nonce where a report answers another than the file claims
// beside it. It reports whether it recorded that.
func (v *verifier) claims() bool {
	for i, r := range v.Devices {
		if n := v.evidence.Devices[i].Nonce; n != nil && !bytes.Equal(n, r.Report.Nonce[:]) {
			v.Fail(GPUNonce, "%s answers the nonce %.8x.., the file claims %.8x..", r.name(i), r.Report.Nonce, n)
			return true
		}
	}
	return false
}
