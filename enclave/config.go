package enclave

import (
	"os"

	"github.com/hallmark-tee/hallmark"
)

// Config is what an enclave is pinned to. Chain, escrow and registry are bound
// into every quote, so that a verifier sees them.
type Config struct {
	ChainID  uint64           `json:"chainId"`
	Escrow   hallmark.Address `json:"escrow"`   // JobEscrow
	Registry hallmark.Address `json:"registry"` // AttestationRegistry
	Channels hallmark.Address `json:"channels"` // Channels; zero: this enclave serves no inference
	Models   string           `json:"models"`   // folder of base models, one folder each; read only
	State    string           `json:"state"`    // folder of sealed state
	Socket   string           `json:"socket"`   // unix socket of the worker

	MaxDataset      int64 `json:"maxDataset,omitempty"`      // bytes of ciphertext; 0: 1 GiB
	CheckpointEvery int   `json:"checkpointEvery,omitempty"` // steps; at least this often, 0: as the order says
	Workers         int   `json:"workers,omitempty"`         // goroutines of the engine; 0: one per processor
}

const maxConfig = 64 << 10

// LoadConfig reads a configuration file.
func LoadConfig(path string) (Config, error) {
	var c Config
	b, err := os.ReadFile(path)
	if err != nil {
		return c, hallmark.Errorf(hallmark.NotFound, "enclave configuration: %w", err)
	}
	if len(b) > maxConfig {
		return c, hallmark.Errorf(hallmark.Exhausted, "enclave configuration %s exceeds %d bytes", path, maxConfig)
	}
	if err := hallmark.DecodeStrict(b, "enclave configuration "+path, &c); err != nil {
		return c, err
	}
	return c, c.Validate()
}

// Validate names the first field that is missing or out of range.
func (c Config) Validate() error {
	for _, f := range []struct {
		name string
		ok   bool
	}{
		{"chainId", c.ChainID != 0}, {"escrow", !c.Escrow.IsZero()}, {"registry", !c.Registry.IsZero()},
		{"models", c.Models != ""}, {"state", c.State != ""}, {"socket", c.Socket != ""},
		{"maxDataset", c.MaxDataset >= 0}, {"checkpointEvery", c.CheckpointEvery >= 0}, {"workers", c.Workers >= 0},
	} {
		if !f.ok {
			return hallmark.Errorf(hallmark.Invalid, "enclave configuration: %s is missing or out of range", f.name)
		}
	}
	return nil
}

func (c Config) withDefaults() Config {
	if c.MaxDataset == 0 {
		c.MaxDataset = 1 << 30
	}
	return c
}
