package enclave

import (
	"os"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
	"github.com/hallmark-tee/hallmark/enclave/gateway"
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

	TLS          string         `json:"tls,omitempty"`          // address at which clients reach the enclave by TLS, host:port; empty: they cannot
	KeepAdapters bool           `json:"keepAdapters,omitempty"` // keep what jobs made, sealed, to serve it
	CacheBytes   int64          `json:"cacheBytes,omitempty"`   // memory for the keys and values of running texts, per base model; 0: four contexts
	Upstreams    []Upstream     `json:"upstreams,omitempty"`    // OpenAI-compatible servers to which models are passed on
	Limits       gateway.Limits `json:"limits,omitzero"`        // of inference
}

// Upstream is an OpenAI-compatible server behind one model of the service
// record, whose digest there is zero: nobody has measured its weights.
type Upstream struct {
	Name    string `json:"name"`              // in the service record
	URL     string `json:"url"`               // https://host/v1, http://127.0.0.1:port/v1 or unix:///path
	Model   string `json:"model"`             // the upstream's own name of the model
	KeyFile string `json:"keyFile,omitempty"` // holds its API key
}

// client makes the client of an upstream.
func (u Upstream) client() (*upstream.Client, error) {
	c := upstream.Config{URL: u.URL, Model: u.Model}
	if u.KeyFile != "" {
		f, err := os.Open(u.KeyFile)
		if err != nil {
			return nil, hallmark.Errorf(hallmark.NotFound, "API key of the upstream of %q: %w", u.Name, err)
		}
		defer f.Close()
		if c.Key, err = upstream.ReadSecret(f); err != nil {
			return nil, err
		}
	}
	client, err := upstream.New(c)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.KindOf(err), "upstream of the model %q: %w", u.Name, err)
	}
	return client, nil
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
		{"cacheBytes", c.CacheBytes >= 0}, {"limits", c.Limits.Valid()}, {"tls (without channels)", c.TLS == "" || !c.Channels.IsZero()},
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
