package hallmark

// ServiceVersion names the format of a service record.
const ServiceVersion = "service/1"

// BPS is one whole in basis points.
const BPS = 10_000

// ServiceRecord is what a provider offers for inference and at what price. Its
// digest is SHA-256 over the canonical bytes; the provider signs keccak-256 of
// "hallmark service v1\n" and those bytes. Every exchange names the digest, so
// both sides agreed on the prices of every receipt; a change of price is a new
// record.
type ServiceRecord struct {
	Version   string         `json:"hallmark"` // ServiceVersion
	ChainID   uint64         `json:"chainId"`
	Channels  Address        `json:"channels"`
	Provider  Address        `json:"provider"`
	Signer    Address        `json:"signer"`   // the enclave key that meters
	Revision  uint64         `json:"revision"` // of the record; a higher one replaces it
	Models    []ServiceModel `json:"models"`
	Rate      uint64         `json:"rate"` // the dynamic fee rate in basis points of the list prices: 10,000 is the list price
	Objective Objective      `json:"objective"`
	Split     []Payee        `json:"split"` // empty: the provider alone
}

// SignedService is a record with its provider's signature.
type SignedService struct {
	Record    ServiceRecord `json:"record"`
	Signature Hex           `json:"signature"`
}

// The kinds of models.
const (
	ModelText      = "text" // chat and completions
	ModelEmbedding = "embedding"
	ModelImage     = "image"
	ModelAudio     = "audio" // transcription
)

// ServiceModel is one model and its list prices. A text model's price holds for
// every adapter on it too. Prices that its kind does not meter are zero.
type ServiceModel struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Digest Digest `json:"digest"` // of a base model; zero for an upstream, whose weights nobody here has seen
	In     Amount `json:"in"`     // per token read
	Out    Amount `json:"out"`    // per token written
	Image  Amount `json:"image"`  // per image
	Second Amount `json:"second"` // per second of audio, rounded up
}

// Objective is the service level the provider pays for when it misses it. A
// response misses it when its first token takes longer than FirstToken; its fee
// is then lowered by Rebate basis points. Zero FirstToken promises nothing.
type Objective struct {
	FirstToken uint64 `json:"firstToken"` // microseconds
	Rebate     uint64 `json:"rebate"`     // basis points, at most 10,000
}

// Model finds a model of the record by name.
func (r ServiceRecord) Model(name string) (ServiceModel, bool) {
	for _, m := range r.Models {
		if m.Name == name {
			return m, true
		}
	}
	return ServiceModel{}, false
}

// Validate reports what no enclave would take as a service record.
func (r ServiceRecord) Validate() error {
	switch {
	case r.Version != ServiceVersion:
		return Errorf(Invalid, "service record: version %q, want %q", r.Version, ServiceVersion)
	case r.Provider.IsZero(), r.Signer.IsZero(), r.Channels.IsZero():
		return Errorf(Invalid, "service record: provider, signer and channels must be set")
	case r.Rate > 100*BPS:
		return Errorf(Invalid, "service record: a rate of %d basis points; at most %d", r.Rate, 100*BPS)
	case r.Objective.Rebate > BPS:
		return Errorf(Invalid, "service record: a rebate of %d basis points; at most %d", r.Objective.Rebate, BPS)
	}
	seen := map[string]bool{}
	for i, m := range r.Models {
		switch m.Kind {
		case ModelText, ModelEmbedding, ModelImage, ModelAudio:
		default:
			return Errorf(Invalid, "service record: model %d is of kind %q; text, embedding, image or audio", i, m.Kind)
		}
		if m.Name == "" || len(m.Name) > 256 || seen[m.Name] {
			return Errorf(Invalid, "service record: model %d has the name %q; names must be set, unique and at most 256 bytes", i, m.Name)
		}
		seen[m.Name] = true
	}
	return nil
}
