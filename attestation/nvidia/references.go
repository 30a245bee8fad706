package nvidia

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark/attestation/verdict"
)

// RIMService is where NVIDIA serves RIMs by id, in JSON with the XML inside.
const RIMService = "https://rim.attestation.nvidia.com/v1/rim/"

// The boards of NVSwitches have one RIM id each (NVIDIA attestation SDK).
const switchBoard = "5612_0002_890"

// DriverRIM is the id of the RIM for a device's driver; empty for switches.
func (d DeviceResult) DriverRIM() string {
	switch d.Model.Arch {
	case Hopper:
		return "NV_GPU_DRIVER_GH100_" + d.Report.Opaque.Driver
	case Blackwell:
		return "NV_GPU_CC_DRIVER_GB100_" + d.Report.Opaque.Driver
	}
	return ""
}

// VBIOSRIM is the id of the RIM for a device's VBIOS.
func (d DeviceResult) VBIOSRIM() string {
	version := strings.ReplaceAll(d.Report.Opaque.VBIOS, ".", "")
	if d.Model.Switch {
		return "NV_SWITCH_BIOS_" + switchBoard + "_" + version
	}
	return "NV_GPU_VBIOS_" + d.Report.Opaque.Board + "_" + version
}

// references judges the RIMs, all that are given, and by them the devices.
func (v *verifier) references(devices bool) {
	if len(v.endorsing.RIMs) == 0 {
		v.missing(v.wanted())
		v.Block(RIMPresent, onRIMs...)
		return
	}
	if len(v.endorsing.RIMs) > 4*MaxDevices {
		v.Fail(RIMParse, "%d RIMs, at most %d are judged", len(v.endorsing.RIMs), 4*MaxDevices)
		v.Block(RIMParse, onRIMs[1:]...)
		return
	}
	for i, raw := range v.endorsing.RIMs {
		r, err := ParseRIM(raw)
		if err != nil {
			v.Fail(RIMParse, "RIM %d: %s", i, err.Error())
			v.Block(RIMParse, onRIMs[1:]...)
			return
		}
		v.rims = append(v.rims, r)
	}
	v.Pass(RIMParse, "%d RIMs", len(v.rims))
	authentic := v.eachRIM(RIMChain, "signed under NVIDIA's pinned root", func(r *RIM) error { return v.chains.leadsTo(r.Certs, v.Roots.RIM) })
	v.eachRIM(RIMExpired, "their signers' certificates hold", func(r *RIM) error { return inDate(v.Now, r.Certs...) })
	authentic = v.eachRIM(RIMDigest, "unchanged since they were signed", func(r *RIM) error {
		if !r.doc.digestHolds() {
			return errDigest(r)
		}
		return nil
	}) && authentic
	authentic = v.eachRIM(RIMSig, "signed by their signers", func(r *RIM) error {
		if !r.signatureHolds() {
			return errSignature(r)
		}
		return nil
	}) && authentic
	if !devices {
		return
	}
	if !authentic {
		for _, d := range []verdict.Def{RIMChain, RIMDigest, RIMSig} {
			if !v.Passed(d) {
				v.Block(d, onValues...)
				return
			}
		}
	}
	v.compare()
}

func (v *verifier) eachRIM(d verdict.Def, pass string, judge func(*RIM) error) bool {
	var wrong []string
	for _, r := range v.rims {
		if err := judge(r); err != nil {
			wrong = append(wrong, fmt.Sprintf("RIM for %s %s: %s", r.Product, r.Version, err.Error()))
		}
	}
	return v.Require(d, len(wrong) == 0, pass, strings.Join(wrong, "; "))
}

// wanted are the ids of the RIMs that the devices need, sorted.
func (v *verifier) wanted() []string {
	var ids []string
	for _, d := range v.Devices {
		if id := d.DriverRIM(); id != "" {
			ids = append(ids, id)
		}
		ids = append(ids, d.VBIOSRIM())
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (v *verifier) missing(ids []string) {
	v.Skip(RIMPresent, "the reference measurements %s are missing; `hallmark collateral fetch` adds them from %s", strings.Join(ids, ", "), RIMService)
}

// find are the RIMs of a kind for a device: those for its version, and whether
// there are any for its model.
func (v *verifier) find(d DeviceResult, vbios bool) (fitting []*RIM, others []string) {
	version := d.Report.Opaque.Driver
	if vbios {
		version = d.Report.Opaque.VBIOS
	}
	for _, r := range v.rims {
		if r.IsVBIOS() != vbios || !r.fits(d.Model) {
			continue
		}
		if r.Version == strings.ToUpper(version) {
			fitting = append(fitting, r)
		} else {
			others = append(others, r.Version)
		}
	}
	return fitting, others
}

// compare holds every device against the RIMs for its driver and its VBIOS.
func (v *verifier) compare() {
	var absent, versions, both, wrong []string
	for i, d := range v.Devices {
		var sets [2][]*RIM
		whole := true
		for k, vbios := range []bool{false, true} {
			if d.Model.Switch && !vbios {
				continue
			}
			id, runs := d.DriverRIM(), "driver "+d.Report.Opaque.Driver
			if vbios {
				id, runs = d.VBIOSRIM(), "VBIOS "+d.Report.Opaque.VBIOS
			}
			fitting, others := v.find(d, vbios)
			sets[k] = fitting
			switch {
			case len(fitting) > 0:
				continue
			case len(others) > 0:
				versions = append(versions, fmt.Sprintf("%s runs %s, the RIM given is for %s; fetch %s", d.name(i), runs, strings.Join(others, ", "), id))
			default:
				absent = append(absent, id)
			}
			whole = false
		}
		if whole {
			conflict, mismatch := d.against(sets[0], sets[1])
			if conflict != "" {
				both = append(both, d.name(i)+": "+conflict)
			}
			if mismatch != "" {
				wrong = append(wrong, d.name(i)+": "+mismatch)
			}
		}
	}
	slices.Sort(absent)
	if absent = slices.Compact(absent); len(absent) > 0 {
		v.missing(absent)
		v.Block(RIMPresent, onValues...)
		return
	}
	v.Pass(RIMPresent, "%s", strings.Join(v.wanted(), ", "))
	if !v.Require(RIMVersion, len(versions) == 0, "for the drivers and VBIOS that the devices run", strings.Join(versions, "; ")) {
		v.Block(RIMVersion, RIMConflict, RIMMeasurement)
		return
	}
	v.Require(RIMConflict, len(both) == 0, "no index is claimed by both driver and VBIOS", strings.Join(both, "; "))
	v.Require(RIMMeasurement, len(wrong) == 0, "every expected measurement is the one reported", strings.Join(wrong, "; "))
}

// against compares a device with each pair of RIMs that fit, of which one must
// match; boards of one VBIOS version may have RIMs of their own. It tells what
// is wrong with the pair that comes closest.
func (d DeviceResult) against(drivers, vbioses []*RIM) (conflict, mismatch string) {
	if d.Model.Switch {
		drivers = []*RIM{{}}
	}
	least := -1
	for _, a := range drivers {
		for _, b := range vbioses {
			both := conflicts(a, b)
			wrong, missing := a.Mismatches(d.Report)
			w, m := b.Mismatches(d.Report)
			wrong, missing = append(wrong, w...), append(missing, m...)
			slices.Sort(wrong)
			slices.Sort(missing)
			if n := len(both) + len(wrong) + len(missing); least < 0 || n < least {
				least, conflict, mismatch = n, "", ""
				if len(both) > 0 {
					conflict = fmt.Sprintf("driver and VBIOS RIM both claim the indices %v", both)
				}
				var parts []string
				if len(wrong) > 0 {
					parts = append(parts, fmt.Sprintf("the measurements at the indices %v are none of the expected", slices.Compact(wrong)))
				}
				if len(missing) > 0 {
					parts = append(parts, fmt.Sprintf("the report has none at the indices %v", slices.Compact(missing)))
				}
				mismatch = strings.Join(parts, ", and ")
			}
		}
	}
	return conflict, mismatch
}
