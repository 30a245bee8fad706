package offer

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
)

// Version names the format of the file.
const Version = "offer/1"

// Offer is the operator's file. The worker reads it again when it changes.
type Offer struct {
	Version string  `json:"hallmark"` // Version
	Models  []Model `json:"models"`
	// Rate is the dynamic fee rate in basis points of the prices; 10,000 are
	// the prices themselves.
	Rate      uint64             `json:"rate"`
	Objective hallmark.Objective `json:"objective"`
	Split     []hallmark.Payee   `json:"split"` // empty: the provider alone
	// Policy is the file of the policy that the enclave must satisfy whenever a
	// batch is claimed, relative to the offer. It should be the one that users
	// judge by: it bounds which enclave may ever charge them.
	Policy string `json:"policy"`
}

// Model is one model and its prices. Those that its kind does not meter may be
// left out.
type Model struct {
	Name     string          `json:"name"`
	Kind     string          `json:"kind"`
	Upstream bool            `json:"upstream,omitempty"` // answered by an upstream of the enclave's configuration
	In       hallmark.Amount `json:"in,omitzero"`        // per token read
	Out      hallmark.Amount `json:"out,omitzero"`       // per token written
	Image    hallmark.Amount `json:"image,omitzero"`     // per image
	Second   hallmark.Amount `json:"second,omitzero"`    // per second of audio
}

// New is an offer of nothing at the list price.
func New(policy string) Offer {
	return Offer{Version: Version, Rate: hallmark.BPS, Policy: policy, Models: []Model{}, Split: []hallmark.Payee{}}
}

const maxFile = 1 << 20

// Load reads and checks a file.
func Load(path string) (Offer, error) {
	var o Offer
	b, err := os.ReadFile(path)
	if err != nil {
		return o, hallmark.Errorf(hallmark.NotFound, "offer: %w", err)
	}
	if len(b) > maxFile {
		return o, hallmark.Errorf(hallmark.Exhausted, "offer %s exceeds %d bytes", path, maxFile)
	}
	o, err = Parse(b, path)
	return o, err
}

// Parse reads and checks the text of a file; name is for the errors.
func Parse(b []byte, name string) (Offer, error) {
	var o Offer
	if err := hallmark.DecodeStrict(b, name, &o); err != nil {
		return o, err
	}
	if err := o.Validate(); err != nil {
		return o, hallmark.Errorf(hallmark.KindOf(err), "%s: %w", name, err)
	}
	return o, nil
}

// Save writes a file in one step, so that a worker never reads half of it.
func (o Offer) Save(path string) error {
	if err := o.Validate(); err != nil {
		return err
	}
	b, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "offer: %w", err)
	}
	part := path + ".part"
	if err := os.WriteFile(part, append(b, '\n'), 0o644); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "offer: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "offer: %w", err)
	}
	return nil
}

// Validate reports what no service record can be made of.
func (o Offer) Validate() error {
	if o.Version != Version {
		return hallmark.Errorf(hallmark.Invalid, "offer: version %q, want %q", o.Version, Version)
	}
	if o.Policy == "" {
		return hallmark.Errorf(hallmark.Invalid, "offer: policy must name a policy file")
	}
	for _, m := range o.Models {
		if err := m.validate(); err != nil {
			return err
		}
	}
	if err := envelope.CheckPayees(o.Split); err != nil {
		return err
	}
	some := hallmark.Address{1} // the rest is the enclave's and the chain's
	r := o.record()
	r.Provider, r.Signer, r.Channels = some, some, some
	return r.Validate()
}

// validate refuses a price that would never be asked, and a model without any:
// a price that was forgotten is not a gift.
func (m Model) validate() error {
	metered := map[string][]bool{ // in, out, image, second
		hallmark.ModelText: {true, true, false, false}, hallmark.ModelEmbedding: {true, false, false, false},
		hallmark.ModelImage: {true, false, true, false}, hallmark.ModelAudio: {false, false, false, true},
	}[m.Kind]
	if metered == nil {
		return hallmark.Errorf(hallmark.Invalid, "offer: model %s is of kind %q; text, embedding, image or audio", m.Name, m.Kind)
	}
	any := false
	for i, p := range []hallmark.Amount{m.In, m.Out, m.Image, m.Second} {
		if !p.IsZero() && !metered[i] {
			return hallmark.Errorf(hallmark.Invalid, "offer: model %s has a price per %s, which a model of kind %s does not meter",
				m.Name, []string{"token read", "token written", "image", "second of audio"}[i], m.Kind)
		}
		any = any || !p.IsZero()
	}
	if !any {
		return hallmark.Errorf(hallmark.Invalid, "offer: model %s has no price; the least is 1", m.Name)
	}
	return nil
}

// record is the part of the service record that the file says.
func (o Offer) record() hallmark.ServiceRecord {
	r := hallmark.ServiceRecord{
		Version: hallmark.ServiceVersion, Rate: o.Rate, Objective: o.Objective,
		Models: make([]hallmark.ServiceModel, len(o.Models)), Split: append([]hallmark.Payee{}, o.Split...),
	}
	for i, m := range o.Models {
		r.Models[i] = hallmark.ServiceModel{Name: m.Name, Kind: m.Kind, In: m.In, Out: m.Out, Image: m.Image, Second: m.Second}
	}
	return r
}

// policyFile is where the policy lies.
func (o Offer) policyFile(offer string) string {
	if filepath.IsAbs(o.Policy) {
		return o.Policy
	}
	return filepath.Join(filepath.Dir(offer), o.Policy)
}
