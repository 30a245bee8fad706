package wire

import (
	"github.com/hallmark-tee/hallmark"
)

// The paths of inference, under the same socket.
//
//	PUT  /v1/service               hallmark.SignedService -> ServiceState: the record in force from now on
//	PUT  /v1/channels              []ChannelState -> ServiceState: what the chain says of these channels
//	POST /v1/exchange              a sealed request -> a sealed response (package envelope), flushed per unit
//	GET  /v1/receipts/{id}         hallmark.SignedUsage
//	GET  /v1/receipts?after=&max=  []hallmark.SignedUsage in order of sequence
//	POST /v1/batches               BatchRequest -> hallmark.Batch: closes the batch of this number
//	GET  /v1/batches/{n}           hallmark.Batch
//	GET  /v1/batches/{n}/traces    the file of the users' receipts, to be uploaded as it is
//	GET  /v1/gateway               GatewayState
//
// An exchange that is refused, sealed or not, is answered with a Problem and
// leaves no receipt; the text of a check that failed begins with its name
// (Checks). One that was admitted has a receipt, whatever the API answered.
// Where the enclave has no room the status is 429 (this user's share) or 503,
// with Retry-After, and the kind is "unavailable".
const (
	PathService  = "/v1/service"
	PathChannels = "/v1/channels"
	PathExchange = "/v1/exchange"
	PathReceipts = "/v1/receipts"
	PathBatches  = "/v1/batches"
	PathGateway  = "/v1/gateway"
)

// Names of the checks of an exchange, with which the text of a refusal begins.
const (
	CheckSigner     = "signer"         // for another enclave key
	CheckService    = "service record" // prices that are not in force
	CheckVoucher    = "voucher"        // missing, foreign, badly signed
	CheckSessionKey = "session key"    // not granted, or revoked
	CheckEpoch      = "epoch"          // of the channel is another
	CheckExchange   = "exchange"       // badly signed
	CheckReplay     = "replay"         // the nonce was used, or is too old
	CheckBase       = "base"           // below what the contract has claimed
	CheckCeiling    = "ceiling"        // nothing is left of the voucher or the deposit
	CheckAPIKey     = "API key"        // damaged, expired, badly signed
	CheckAdapter    = "adapter owner"  // a model of somebody else, without a grant
	CheckEvidence   = "evidence"       // no quote of this enclave was registered yet
	CheckLimit      = "limit"          // too many requests
)

// ContentSealed is the media type of sealed requests and responses.
const ContentSealed = "application/vnd.hallmark.sealed"

// MaxReceipts bounds one list of receipts, MaxChannels one PUT of channels.
const (
	MaxReceipts = 1000
	MaxChannels = 4096
)

// ChannelState is what the worker saw of a channel on chain. It protects the
// provider alone: the user is protected by its own signatures.
type ChannelState struct {
	User       hallmark.Address `json:"user"`
	Epoch      uint64           `json:"epoch"`
	Deposited  hallmark.Amount  `json:"deposited"`
	Claimed    hallmark.Amount  `json:"claimed"`
	PendingOut hallmark.Amount  `json:"pendingOut"`
	// Closing: the epoch's session key was revoked, the epoch ends soon. What
	// session keys sign is refused; what the user signs is served.
	Closing bool `json:"closing"`
	// SessionKey is the one that the contract knows in this epoch, and Accepted
	// says that it claims without vouchers: a voucher of another session key would
	// never be paid.
	SessionKey hallmark.Address `json:"sessionKey"`
	Accepted   bool             `json:"accepted"`
}

// ServiceState answers a PUT.
type ServiceState struct {
	Service  hallmark.Digest `json:"service"` // digest of the record in force; zero: none
	Revision uint64          `json:"revision"`
	Channels int             `json:"channels"` // that the enclave knows of
}

// BatchRequest asks for the batch of a number: the next, or one closed before.
type BatchRequest struct {
	Number uint64 `json:"number"`
}

// GatewayState are the gateway's counters, since the process began where
// nothing else is said.
type GatewayState struct {
	Service   ServiceState `json:"service"`
	Sequence  uint64       `json:"sequence"`  // of the last receipt, ever
	Batch     uint64       `json:"batch"`     // the last closed, ever
	Unbatched uint64       `json:"unbatched"` // receipts in no batch yet

	Requests  uint64            `json:"requests"` // admitted
	Streams   uint64            `json:"streams"`  // of them answered as event streams
	Active    int64             `json:"active"`   // now
	Waiting   int64             `json:"waiting"`  // now, for a place
	Refused   map[string]uint64 `json:"refused"`  // by check
	Stopped   map[string]uint64 `json:"stopped"`  // "ceiling", "disconnect", "error"
	Statuses  map[string]uint64 `json:"statuses"` // of answers, "2xx", "4xx", "5xx"
	TokensIn  uint64            `json:"tokensIn"`
	TokensOut uint64            `json:"tokensOut"`
	Images    uint64            `json:"images"`
	Seconds   uint64            `json:"seconds"`
	Missed    uint64            `json:"missed"` // receipts that missed the service level
	Fees      hallmark.Amount   `json:"fees"`

	FirstToken Latency       `json:"firstToken"` // of answers
	Duration   Latency       `json:"duration"`
	Journal    JournalState  `json:"journal"`
	Models     []ServedModel `json:"models"`
	TLS        string        `json:"tls,omitempty"` // address of the TLS listener
	Draining   bool          `json:"draining"`
}

// Latency is a histogram: Counts[i] are those of at most LatencyBounds[i]
// microseconds and above the bound before; the last count is of those above all
// bounds.
type Latency struct {
	Counts [len(LatencyBounds) + 1]uint64 `json:"counts"`
	Sum    uint64                         `json:"sum"` // microseconds
}

// LatencyBounds are the upper bounds of Latency, in microseconds.
var LatencyBounds = [...]uint64{100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 30_000_000, 60_000_000}

// JournalState describes the journal of receipts.
type JournalState struct {
	Records  uint64  `json:"records"`
	Groups   uint64  `json:"groups"` // synced together
	Bytes    uint64  `json:"bytes"`
	Segments int     `json:"segments"`
	Commit   Latency `json:"commit"` // of one group: write and sync
}

// ServedModel is a model that has been loaded.
type ServedModel struct {
	Name     string `json:"name"`
	Adapters int    `json:"adapters"`
}
