package worker

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/collateral"
	"github.com/hallmark-tee/hallmark/contracts"
	"github.com/hallmark-tee/hallmark/worker/relay"
	"github.com/hallmark-tee/hallmark/worker/settle"
	"github.com/hallmark-tee/hallmark/worker/traces"
)

// Config is the worker's configuration, a JSON file. The wallet's key is not
// in it; TEMPORAL_ADDRESS and the standard environment of Temporal's SDK name
// the Temporal cluster.
type Config struct {
	Listen    string              `json:"listen"`    // host:port of the API
	State     string              `json:"state"`     // directory of the journal and the spool
	Enclave   string              `json:"enclave"`   // the enclave's unix socket
	Chain     string              `json:"chain"`     // RPC endpoint
	ChainID   uint64              `json:"chainId"`   //
	Contracts contracts.Addresses `json:"contracts"` //
	Flow      hallmark.Address    `json:"flow"`      // 0G Storage contract
	Indexer   string              `json:"indexer"`   // 0G Storage indexer
	Models    string              `json:"models"`    // directory of base models, the enclave's or a copy
	Price     hallmark.Amount     `json:"price"`     // per trained token
	MaxOpen   int                 `json:"maxOpen"`   // unfinished jobs a user may have; 0: 4
	Namespace string              `json:"namespace"` // Temporal namespace; empty: the environment's

	Collateral collateral.Source `json:"collateral,omitzero"` // where the vendors' statements come from; empty: their public services
	Metrics    string            `json:"metrics,omitempty"`   // host:port of Prometheus' /metrics, not for the public; empty: none
	Traces     traces.Config     `json:"traces,omitzero"`     // OpenTelemetry spans; empty: none
	Inference  *Inference        `json:"inference,omitempty"` // nil: none is offered
}

// Inference is the part of the configuration about attested inference.
type Inference struct {
	Offer     string         `json:"offer"`     // file of models and prices (package offer), read again when it changes
	FromBlock uint64         `json:"fromBlock"` // of the Channels' deployment; nothing before it is read
	Limits    relay.Limits   `json:"limits"`
	Settle    settle.Plan    `json:"settle"`
	Drain     settle.Seconds `json:"drain"` // how long a stopping worker lets exchanges end; 0: 60
}

// Load reads and checks a configuration file.
func Load(path string) (Config, error) {
	var c Config
	b, err := os.ReadFile(path)
	if err != nil {
		return c, hallmark.Errorf(hallmark.NotFound, "configuration: %w", err)
	}
	if err := hallmark.DecodeStrict(b, path, &c); err != nil {
		return c, err
	}
	if c.MaxOpen == 0 {
		c.MaxOpen = 4
	}
	if c.Inference != nil && c.Inference.Drain == 0 {
		c.Inference.Drain = 60
	}
	return c, c.validate(path)
}

// Save writes a configuration file.
func (c Config) Save(path string) error {
	b, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "configuration: %w", err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o600); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "configuration: %w", err)
	}
	return nil
}

func (c Config) validate(path string) error {
	for field, v := range map[string]string{
		"listen": c.Listen, "state": c.State, "enclave": c.Enclave, "chain": c.Chain, "indexer": c.Indexer, "models": c.Models,
	} {
		if v == "" {
			return hallmark.Errorf(hallmark.Invalid, "%s: %s must be set", path, field)
		}
	}
	for field, a := range map[string]hallmark.Address{
		"contracts.registry": c.Contracts.Registry, "contracts.ledger": c.Contracts.Ledger,
		"contracts.jobEscrow": c.Contracts.JobEscrow, "flow": c.Flow,
	} {
		if a.IsZero() {
			return hallmark.Errorf(hallmark.Invalid, "%s: %s must be an address", path, field)
		}
	}
	if c.ChainID == 0 || c.Price.IsZero() || c.MaxOpen < 0 {
		return hallmark.Errorf(hallmark.Invalid, "%s: chainId and price must be set, maxOpen must not be negative", path)
	}
	if err := c.Traces.Validate(); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: %w", path, err)
	}
	if c.Inference == nil {
		return nil
	}
	if c.Inference.Offer == "" || c.Contracts.Channels.IsZero() {
		return hallmark.Errorf(hallmark.Invalid, "%s: inference needs inference.offer and contracts.channels", path)
	}
	if err := c.Inference.Limits.Validate(); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: inference: %w", path, err)
	}
	return nil
}

func (c Config) spool() string { return filepath.Join(c.State, "spool") }

func (c Config) collateral() string { return filepath.Join(c.State, "collateral") }
