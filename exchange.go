package hallmark

// Versions of the documents of inference.
const (
	ExchangeVersion = "exchange/1"
	UsageVersion    = "usage/1"
)

// Exchange is what a user signs for every request (EIP-712, domain Hallmark/1,
// the chain and the Channels contract): this request, to this enclave, at the
// prices of this record, under this voucher. It is signed by the user or by a
// session key that a Grant names.
type Exchange struct {
	User        Address `json:"user"`
	Provider    Address `json:"provider"`
	Signer      Address `json:"signer"` // the enclave key
	Epoch       uint64  `json:"epoch"`
	Method      string  `json:"method"`
	Path        string  `json:"path"`
	ContentType string  `json:"contentType"`
	Body        Digest  `json:"body"`    // SHA-256 of the body, of the empty string when there is none
	Voucher     Digest  `json:"voucher"` // EIP-712 digest of the voucher in force
	Service     Digest  `json:"service"` // SHA-256 of the canonical ServiceRecord
	// Base is what the contract has claimed of the channel, as the user sees
	// it. An enclave that has metered nothing of the channel begins there.
	Base Amount `json:"base"`
	// Nonce is higher than the last one of the same key; some disorder is
	// allowed (NonceWindow). Microseconds of the clock make a good one, which a
	// client that forgot everything does not repeat.
	Nonce uint64 `json:"nonce,string"`
}

// NonceWindow is how far behind the highest nonce of its key an exchange may
// come: so many may be on their way at once.
const NonceWindow = 1 << 16

// SignedExchange opens a sealed request: one line of canonical JSON, LF, then
// the body.
type SignedExchange struct {
	Version   string              `json:"hallmark"` // ExchangeVersion
	Exchange  Exchange            `json:"exchange"`
	Signature Hex                 `json:"signature"`
	Voucher   SignedVoucher       `json:"voucher"`
	Grant     *SignedGrant        `json:"grant,omitempty"`   // where a session key signs
	Adapter   *SignedAdapterGrant `json:"adapter,omitempty"` // where the model is another user's
}

// How a request reached the enclave.
const (
	TransportSealed = "sealed" // encrypted to the key that the quote names, by HPKE
	TransportTLS    = "tls"    // plain inside TLS that ends in the enclave
)

// Usage is the enclave's signed receipt of one request. It is signed over
// keccak-256("hallmark usage receipt v1\n" || canonical JSON). Sequence numbers
// and Previous chain the receipts of one enclave key; Total chains those of one
// channel.
type Usage struct {
	Version   string        `json:"hallmark"` // UsageVersion
	ID        Digest        `json:"id"`       // random
	Sequence  uint64        `json:"sequence"` // of this signer, from 1
	Previous  Digest        `json:"previous"` // SHA-256 of the canonical receipt before it; zero for the first
	ChainID   uint64        `json:"chainId"`
	Channels  Address       `json:"channels"`
	User      Address       `json:"user"`
	Provider  Address       `json:"provider"`
	Signer    Address       `json:"signer"`
	Epoch     uint64        `json:"epoch"`
	Kind      string        `json:"kind"`      // of the platform: "tdx", "sgx" or "sim"
	Transport string        `json:"transport"` // TransportSealed or TransportTLS
	Request   UsageRequest  `json:"request"`
	Response  UsageResponse `json:"response"`
	Model     UsageModel    `json:"model"`
	Metered   UsageMetered  `json:"metered"`
	Service   Digest        `json:"service"` // the record whose prices apply
	Fee       Amount        `json:"fee"`     // by invoice.UsageFee
	Total     Amount        `json:"total"`   // of the channel, this fee included
	Voucher   Digest        `json:"voucher"` // EIP-712 digest of the highest voucher
	Evidence  Digest        `json:"evidence"`
	Stopped   string        `json:"stopped"` // "": to its end; "ceiling", "disconnect", "error"
}

// UsageRequest names the request. The signature is cited, not repeated: user
// and enclave have both signed every exchange.
type UsageRequest struct {
	Method    string  `json:"method"`
	Path      string  `json:"path"`
	Body      Digest  `json:"body"`
	Exchange  Digest  `json:"exchange"`  // EIP-712 digest; zero without one (TLS with an API key)
	Signature Digest  `json:"signature"` // SHA-256 of the exchange's or the API key's signature
	Key       Address `json:"key"`       // that signed it
	Nonce     uint64  `json:"nonce,string"`
}

// UsageResponse names the response. Head chains the units in which it was
// sent, a server-sent event with its blank line each, or the whole body:
// h0 = SHA-256("hallmark stream v1" || id), h(i) = SHA-256(h(i-1) || unit i).
type UsageResponse struct {
	Status int    `json:"status"`
	Head   Digest `json:"head"`
	Units  uint64 `json:"units"`
	Bytes  uint64 `json:"bytes"`
}

// UsageModel says what answered.
type UsageModel struct {
	Name    string         `json:"name"`    // the base's name in the record
	Base    Digest         `json:"base"`    // zero for an upstream
	Adapter Digest         `json:"adapter"` // zero for the base alone
	Job     JobID          `json:"job"`     // whose receipt the adapter is of
	Engine  EngineIdentity `json:"engine"`
}

// UsageMetered is what is paid for, and how fast it was.
type UsageMetered struct {
	TokensIn   uint64 `json:"tokensIn"`
	TokensOut  uint64 `json:"tokensOut"`
	Images     uint64 `json:"images"`
	Seconds    uint64 `json:"seconds"`    // of audio
	FirstToken uint64 `json:"firstToken"` // microseconds from the opened request to the first unit; of the enclave's clock
	Duration   uint64 `json:"duration"`   // microseconds to the last unit
	Objective  bool   `json:"objective"`  // the service level was met, or none is promised
}

// SignedUsage is a receipt with the enclave's signature.
type SignedUsage struct {
	Receipt   Usage `json:"receipt"`
	Signature Hex   `json:"signature"`
}

// APIKey is a bearer token for clients that cannot sign or seal: a voucher and
// the signature of its signer over keccak-256("hallmark api key v1\n" || the
// voucher's EIP-712 digest || base u256 || expires u64). Whoever holds it spends
// up to the voucher's ceiling and no more. The signature never goes on chain, the
// voucher's may. Its text is "hm-" and unpadded base64url of the JSON.
type APIKey struct {
	Voucher   SignedVoucher `json:"voucher"`
	Grant     *SignedGrant  `json:"grant,omitempty"`
	Base      Amount        `json:"base"`
	Expires   uint64        `json:"expires"` // unix seconds by the enclave's clock
	Signature Hex           `json:"signature"`
}
