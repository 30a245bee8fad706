package sdk

import (
	"encoding/json"
	"os"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts"
)

// NetworkVersion names the network file's format.
const NetworkVersion = "network/1"

// Network is what the user pins: a chain, its contracts, storage. A worker's
// own claims are held against it.
type Network struct {
	Version   string              `json:"hallmark"` // NetworkVersion
	Name      string              `json:"name"`
	ChainID   uint64              `json:"chainId"`
	Chain     string              `json:"chain"` // RPC endpoint
	Contracts contracts.Addresses `json:"contracts"`
	Flow      hallmark.Address    `json:"flow"`
	Indexer   string              `json:"indexer"`
	Worker    string              `json:"worker"`             // default worker's URL
	Policy    string              `json:"policy"`             // default policy: a name or a file
	Temporal  string              `json:"temporal,omitempty"` // Web UI, for people
}

// ReadNetwork reads a network file.
func ReadNetwork(path string) (Network, error) {
	var n Network
	b, err := os.ReadFile(path)
	if err != nil {
		return n, hallmark.Errorf(hallmark.NotFound, "network file: %w; start a market with `hallmark up`, or name another with --network", err)
	}
	if err := hallmark.DecodeStrict(b, path, &n); err != nil {
		return n, err
	}
	if n.Version != NetworkVersion {
		return n, hallmark.Errorf(hallmark.Unsupported, "%s: format %q is not known, want %q", path, n.Version, NetworkVersion)
	}
	if n.ChainID == 0 || n.Chain == "" || n.Contracts.JobEscrow.IsZero() || n.Contracts.Registry.IsZero() || n.Contracts.Ledger.IsZero() {
		return n, hallmark.Errorf(hallmark.Invalid, "%s: chainId, chain and contracts must be set", path)
	}
	return n, nil
}

// Write writes a network file.
func (n Network) Write(path string) error {
	b, err := json.MarshalIndent(n, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "network file: %w", err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "network file: %w", err)
	}
	return nil
}
