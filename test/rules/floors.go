package rules

import "strings"

// Module is the import path of the repository's root package.
const Module = "github.com/hallmark-tee/hallmark"

// Floor numbers of packages, by the longest matching prefix of the path below
// Module. A package imports lower floors, its own subtree, and on floor 1 its
// neighbours; Peers lists the floors whose packages must not know each other.
var floors = map[string]int{
	"":               0,
	"attestation":    1,
	"envelope":       1,
	"invoice":        1,
	"dataset":        1,
	"storage/merkle": 1,
	"storage":        2,
	"collateral":     2,
	"contracts":      2,
	"enclave":        2,
	"workflows":      3,
	"replay":         3,
	"worker":         4,
	"sdk":            4,
	"devnet":         4,
	"cmd":            5,
	"test":           5,
}

// strangers are the floors whose rooms must not import each other.
var strangers = map[int]bool{2: true, 4: true}

// ban is an import that only the named places may have.
type ban struct {
	path   string   // import path or prefix
	unless []string // rooms (below Module) that may
	tests  bool     // tests anywhere below the rooms in testsIn may, too
	in     []string // the ban holds only in these rooms; empty: everywhere
	reason string
}

var bans = []ban{
	{path: "github.com/edgelesssys/ego", unless: []string{"enclave/platform/sgx"}, reason: "EGo needs cgo and fails open outside an enclave"},
	{path: "github.com/NVIDIA/go-nvml", unless: []string{"enclave/platform/gpu"}, reason: "it needs cgo and a driver; everything else works on recorded evidence"},
	{path: "github.com/google/go-tdx-guest", unless: []string{"enclave/platform/tdx"}, tests: true, reason: "its TCB verdict is wrong on real quotes"},
	{path: "go.temporal.io/server", unless: []string{"cmd/hallmark-temporal"}, reason: "the Temporal server is never linked into anything we trust"},
	{path: "go.temporal.io", in: []string{"", "attestation", "envelope", "invoice", "dataset", "storage", "contracts", "enclave", "sdk", "replay"}, reason: "Temporal is the worker's affair"},
	{path: "net/http", in: []string{"", "attestation", "envelope", "invoice", "dataset", "storage/merkle", "workflows"}, reason: "the auditor's path and the workflows have no network"},
	{path: "net", in: []string{"", "attestation", "envelope", "invoice", "dataset", "storage/merkle", "workflows"}, reason: "the auditor's path and the workflows have no network"},
	{path: "github.com/ethereum/go-ethereum/ethclient", in: []string{"", "attestation", "envelope", "invoice", "dataset", "storage/merkle", "enclave", "workflows"}, reason: "no chain client here"},
	{path: "github.com/ethereum/go-ethereum/rpc", in: []string{"", "attestation", "envelope", "invoice", "dataset", "storage/merkle", "enclave", "workflows"}, reason: "no chain client here"},
	{path: "go.opentelemetry.io", unless: []string{"worker"}, reason: "only the worker is traced: what runs in the enclave tells nobody, and a global provider would have go-ethereum tell too"},
	{path: "math/rand", in: []string{"", "envelope", "enclave", "worker", "sdk"}, reason: "keys, nonces and seeds come from crypto/rand"},
}

// room is the entry of floors that a package belongs to.
func room(pkg string) (string, bool) {
	best, found := "", pkg == ""
	for r := range floors {
		if r != "" && (pkg == r || strings.HasPrefix(pkg, r+"/")) && len(r) >= len(best) {
			best, found = r, true
		}
	}
	return best, found
}

// refused says why pkg must not import other, or nothing.
func refused(pkg, other string) string {
	from, ok := room(pkg)
	to, known := room(other)
	switch {
	case !ok:
		return "the package stands in no room of the house; add its top-level folder to floors"
	case !known:
		return "it imports a package outside the house"
	case from == to:
		return ""
	case floors[to] > floors[from]:
		return "it imports a higher floor"
	case from == "devnet" && floors[to] == floors[from]:
		return "" // it exists to put its neighbours together
	case floors[to] == floors[from] && strangers[floors[from]]:
		return "rooms of this floor must not know each other"
	case from == "replay" && to != "" && floors[to] > 1 && !strings.HasPrefix(other, "enclave/engine"):
		return "a replay needs the engine alone; the enclave's service is what it checks"
	case from == "workflows" && to != "":
		return "workflows import only the root package of ours"
	case from == "sdk" && (to == "enclave" || to == "workflows"):
		return "the SDK never imports the enclave or the workflows"
	}
	return ""
}
