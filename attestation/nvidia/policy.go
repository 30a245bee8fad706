package nvidia

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Policy is what a verifier accepts of GPUs. That reference values, revocation
// answers or the remote service's word must be there is said by the enforced
// checks rim.present, ocsp.present, nras.present and gpu.present.
type Policy struct {
	Models     []string `json:"models"`     // such as "GH100", as device certificates name them; empty: all that are known
	Count      uint32   `json:"count"`      // of GPUs; 0: any
	MinDriver  string   `json:"minDriver"`  // such as "550.90.07"; empty: any
	VBIOS      []string `json:"vbios"`      // accepted versions; empty: any
	MaxOCSPAge uint64   `json:"maxOcspAge"` // seconds since a revocation answer was made; 0: as it says itself
}

// Validate names the first field that no verifier could follow.
func (p Policy) Validate() error {
	for _, v := range append([]string{p.MinDriver}, p.VBIOS...) {
		if v != "" && !versionForm.MatchString(v) {
			return hallmark.Errorf(hallmark.Invalid, "policy: gpu: %q is not the form of a version", v)
		}
	}
	if p.Count > MaxDevices || slices.Contains(p.Models, "") || slices.Contains(p.VBIOS, "") {
		return hallmark.Errorf(hallmark.Invalid, "policy: gpu: count must be at most %d, models and vbios without empty names", MaxDevices)
	}
	return nil
}

// compareVersions orders dotted versions by their numbers.
func compareVersions(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(x), len(y)) {
		var m, n uint64
		if i < len(x) {
			m, _ = strconv.ParseUint(x[i], 10, 64)
		}
		if i < len(y) {
			n, _ = strconv.ParseUint(y[i], 10, 64)
		}
		if c := cmp.Compare(m, n); c != 0 {
			return c
		}
	}
	return 0
}
