package reference

import (
	"bytes"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/dcap"
	"github.com/hallmark-tee/hallmark/attestation/eventlog"
)

// Version names the format of Measurements.
const Version = "measurements/1"

// How a register's value was found.
const (
	Computed = "computed" // from files
	Recorded = "recorded" // from the event log of a reference run
	Open     = "open"     // not: the host decides a part of it
)

// Measurements are the values that one image can have: what policies are made
// of. Its JSON form is a strict document, measurements.json.
type Measurements struct {
	Version      string                `json:"hallmark"` // Version
	Kind         string                `json:"kind"`     // hallmark.KindTDX, KindSGX or KindSim
	MRTD         []hallmark.Hex        `json:"mrtd,omitempty"`
	RTMR         []attestation.RTMRSet `json:"rtmr,omitempty"`
	MRCONFIGID   []hallmark.Hex        `json:"mrconfigid,omitempty"`
	MRENCLAVE    []hallmark.Hex        `json:"mrenclave,omitempty"`
	Measurements []hallmark.Digest     `json:"measurements"` // of whole machines; none while a register is open
	Parts        []Part                `json:"parts"`
}

// Part says of one register how it was found, and what stays open.
type Part struct {
	Register string `json:"register"`
	From     string `json:"from"`
	Note     string `json:"note"`
}

// Image is what a TD is made of; nil where it is not at hand.
type Image struct {
	Firmware []byte
	Direct   *Direct // or
	UKI      []byte
	Disk     []byte // that the UKI is booted from: its beginning, with the GPT
	CCEL     []byte // event log of a reference run of the same image and shape
	Manifest []byte // canonical
}

// values are the possible ones of MRTD and RTMR0 to RTMR2.
type values struct {
	mrtd []dcap.Register
	rtmr [3][]dcap.Register
}

// Measure computes what can be computed, takes the rest from the reference run
// where there is one, and holds the two against each other. Mismatch: the log
// is of another image.
func Measure(in Image) (Measurements, error) {
	m := Measurements{Version: Version, Kind: hallmark.KindTDX, Measurements: []hallmark.Digest{}}
	var v values
	say := func(register, from, note string) { m.Parts = append(m.Parts, Part{register, from, note}) }
	log, err := reference(in)
	if err != nil {
		return m, err
	}
	if in.Firmware == nil {
		say("MRTD", Open, "no firmware image was given")
	} else {
		f, err := ParseFirmware(in.Firmware)
		if err != nil {
			return m, err
		}
		v.mrtd = []dcap.Register{f.MRTD(ByPage), f.MRTD(ByRegion)}
		say("MRTD", Computed, "from the firmware's TDX metadata; the first value as Linux's KVM adds pages, the second as earlier out-of-tree KVM did")
		if cfv, ok := f.Configuration(); ok && log != nil && !log.has(0, cfv) {
			return m, hallmark.Errorf(hallmark.Mismatch, "the event log's RTMR0 does not have this firmware's configuration volume: it is of another firmware or another variable store")
		}
	}
	say("RTMR0", Open, "the host decides the memory map (TD HOB) and the ACPI tables, which it measures; give the event log of a reference run of the same shape (--ccel), or policies leave it open")
	notes, err := v.boot(in, log)
	if err != nil {
		return m, err
	}
	m.Parts = append(m.Parts, notes...)
	v.record(log, m.Parts)
	if in.Manifest != nil {
		id := attestation.ConfigID(in.Manifest)
		m.MRCONFIGID = []hallmark.Hex{id[:]}
		say("MRCONFIGID", Computed, "0x01 and SHA-256 of the app manifest")
	} else {
		say("MRCONFIGID", Open, "no app manifest was given")
	}
	m.fill(v)
	return m, nil
}

// boot computes RTMR1 and RTMR2.
func (v *values) boot(in Image, log *run) (notes []Part, err error) {
	open := func(register, note string) { notes = append(notes, Part{register, Open, note}) }
	switch {
	case in.Direct != nil:
		if v.rtmr[1], err = in.Direct.RTMR1(); err != nil {
			return nil, err
		}
		v.rtmr[2] = in.Direct.RTMR2()
		notes = []Part{
			{"RTMR1", Computed, "the kernel's Authenticode hash and the firmware's announcements; one value for each generation of OVMF"},
			{"RTMR2", Computed, "load options and initrd as the kernel's EFI stub measures them; one value for each generation of OVMF"},
		}
	case in.UKI != nil:
		u, err := ParseUKI(in.UKI)
		if err != nil {
			return nil, err
		}
		if log != nil && !log.has(1, u.Hash) {
			return nil, hallmark.Errorf(hallmark.Mismatch, "the event log's RTMR1 does not have this unified kernel image: it is of another")
		}
		if in.Disk == nil {
			open("RTMR1", "the firmware measures the partition table of the disk that it boots from: give the disk image (--disk)")
		} else {
			gpt, err := GPT(in.Disk)
			if err != nil {
				return nil, err
			}
			v.rtmr[1] = u.RTMR1(gpt)
			notes = append(notes, Part{"RTMR1", Computed, "partition table, the unified kernel image's Authenticode hash and the firmware's announcements; the second value if the stub has the firmware measure the kernel again"})
		}
		open("RTMR2", "what the stub measures around the image's sections depends on its version ("+u.Stub+"); give the event log of a reference run (--ccel). The image's sections are in RTMR1 already, by its hash")
	default:
		open("RTMR1", "neither a kernel nor a unified kernel image was given")
		open("RTMR2", "neither a kernel nor a unified kernel image was given")
	}
	return notes, nil
}

// run is a reference run's log, replayed.
type run struct {
	log  eventlog.Log
	have [4]dcap.Register
}

func reference(in Image) (*run, error) {
	if in.CCEL == nil {
		return nil, nil
	}
	log, err := eventlog.ParseCCEL(in.CCEL)
	if err != nil {
		return nil, err
	}
	return &run{log, log.Replay()}, nil
}

func (r *run) has(register int, digest dcap.Register) bool {
	return slices.ContainsFunc(r.log, func(e eventlog.Event) bool { return e.Register == register && bytes.Equal(e.Digest, digest[:]) })
}

// record takes the registers that are open from the reference run, and of those
// computed the value that it had; a run with none of the computed values is
// named in the part.
func (v *values) record(r *run, parts []Part) {
	if r == nil {
		return
	}
	for i := range v.rtmr {
		at := slices.IndexFunc(parts, func(p Part) bool { return p.Register == [...]string{"RTMR0", "RTMR1", "RTMR2"}[i] })
		switch {
		case v.rtmr[i] == nil:
			v.rtmr[i] = []dcap.Register{r.have[i]}
			parts[at].From, parts[at].Note = Recorded, "from the reference run's event log: it holds for the same firmware, image, memory size, number of processors and devices"
		case slices.Contains(v.rtmr[i], r.have[i]):
			v.rtmr[i] = []dcap.Register{r.have[i]}
			parts[at].Note += "; the reference run has this value"
		default:
			v.rtmr[i] = append(v.rtmr[i], r.have[i])
			parts[at].Note += "; the reference run has none of these but the last one, recorded: find out why before you rely on it"
		}
	}
}

// fill lists every combination.
func (m *Measurements) fill(v values) {
	for _, r := range v.mrtd {
		m.MRTD = append(m.MRTD, bytes.Clone(r[:]))
	}
	anyValue := func(list []dcap.Register) []hallmark.Hex {
		if list == nil {
			return []hallmark.Hex{{}}
		}
		var out []hallmark.Hex
		for _, r := range list {
			out = append(out, bytes.Clone(r[:]))
		}
		return out
	}
	if v.rtmr[0] != nil || v.rtmr[1] != nil || v.rtmr[2] != nil {
		for _, r0 := range anyValue(v.rtmr[0]) {
			for _, r1 := range anyValue(v.rtmr[1]) {
				for _, r2 := range anyValue(v.rtmr[2]) {
					m.RTMR = append(m.RTMR, attestation.RTMRSet{r0, r1, r2, {}})
				}
			}
		}
	}
	if v.rtmr[0] == nil || v.rtmr[1] == nil || v.rtmr[2] == nil || m.MRCONFIGID == nil {
		return
	}
	for _, mrtd := range v.mrtd {
		for _, set := range m.RTMR {
			td := dcap.TDReport{MRTD: mrtd, MRCONFIGID: dcap.Register(m.MRCONFIGID[0])}
			for i := range 3 {
				td.RTMR[i] = dcap.Register(set[i])
			}
			m.Measurements = append(m.Measurements, attestation.Measurement(attestation.TDX, td))
		}
	}
}

// Enclave is the measurement of an SGX enclave. It has no CONFIGID.
func Enclave(mrenclave [32]byte) Measurements {
	var r dcap.EnclaveReport
	r.MRENCLAVE = mrenclave
	return Measurements{
		Version: Version, Kind: hallmark.KindSGX, MRENCLAVE: []hallmark.Hex{mrenclave[:]},
		Measurements: []hallmark.Digest{attestation.EnclaveMeasurement(attestation.SGX, r)},
		Parts:        []Part{{"MRENCLAVE", Computed, "as EGo computes it from program and ego.json"}},
	}
}

// Parse reads measurements.json, strictly.
func Parse(data []byte) (Measurements, error) {
	var m Measurements
	if len(data) > 1<<20 {
		return m, hallmark.Errorf(hallmark.Exhausted, "measurements: %d bytes, at most 1 MiB are read", len(data))
	}
	if err := hallmark.DecodeStrict(data, "measurements", &m); err != nil {
		return m, err
	}
	if m.Version != Version {
		return m, hallmark.Errorf(hallmark.Unsupported, "measurements: format %q is not known, want %q", m.Version, Version)
	}
	return m, nil
}

// AddTo lists the measurements in a policy. Where a register is open the
// policy names the others, MRTD with RTMRs or the app manifest at least: that
// judges quotes, but no orders, which name whole machines.
// MissingEvidence: so much is open that the policy would accept any code.
func (m Measurements) AddTo(p *attestation.Policy) error {
	p.Measurements = slices.Concat(p.Measurements, m.Measurements)
	slices.SortFunc(p.Measurements, func(a, b hallmark.Digest) int { return bytes.Compare(a[:], b[:]) })
	p.Measurements = slices.Compact(p.Measurements)
	if !slices.Contains(p.Kinds, m.Kind) {
		return hallmark.Errorf(hallmark.Invalid, "policy %s accepts the kinds %v, the measurements are of %s", p.Name, p.Kinds, m.Kind)
	}
	if len(m.Measurements) > 0 {
		return nil
	}
	if m.Kind != hallmark.KindTDX || len(m.MRTD) == 0 || len(m.RTMR) == 0 && len(m.MRCONFIGID) == 0 {
		return hallmark.Errorf(hallmark.MissingEvidence, "the measurements name neither a whole machine nor MRTD with RTMRs or a manifest: such a policy would accept any code")
	}
	if len(p.Measurements) > 0 {
		return hallmark.Errorf(hallmark.Invalid, "policy %s lists whole machines; measurements with an open register (%s) need a policy of their own", p.Name, m.open())
	}
	if p.TDX == nil {
		p.TDX = new(attestation.TDXPolicy)
	}
	p.TDX.MRTD = append(p.TDX.MRTD, m.MRTD...)
	p.TDX.RTMR = append(p.TDX.RTMR, m.RTMR...)
	p.TDX.MRCONFIGID = append(p.TDX.MRCONFIGID, m.MRCONFIGID...)
	return nil
}

// open names the registers that are open.
func (m Measurements) open() string {
	var names []string
	for _, p := range m.Parts {
		if p.From == Open {
			names = append(names, p.Register)
		}
	}
	return strings.Join(names, ", ")
}
