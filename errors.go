package hallmark

import (
	"errors"
	"fmt"
)

// Kind is the closed set of causes an error of Hallmark can have. Numbers
// cross process borders and are never reused.
type Kind uint8

// The kinds. Retryable says which of them may pass by themselves.
const (
	Internal        Kind = 0  // a fault of ours: a bug, a broken invariant
	Invalid         Kind = 1  // malformed input; the text names file, line or field
	Unauthenticated Kind = 2  // no signature, or one that does not recover to the claimed key
	Forbidden       Kind = 3  // a valid signature of somebody without the right
	NotFound        Kind = 4  // no such job, file, account, model
	Conflict        Kind = 5  // contradicts what is already decided (settled, opened, cancelled)
	Expired         Kind = 6  // a deadline, a certificate or an attestation is past its time
	Unfunded        Kind = 7  // the account or sub-account does not cover the amount
	NotGenuine      Kind = 8  // evidence that is not what genuine hardware makes
	AgainstPolicy   Kind = 9  // genuine, but not what the policy accepts
	Mismatch        Kind = 10 // digests, roots or counts that should agree do not
	Tampered        Kind = 11 // authenticated bytes were altered, swapped or replayed
	Unavailable     Kind = 12 // a peer, disk or network does not answer; try again
	Cancelled       Kind = 13 // stopped on request
	Exhausted       Kind = 14 // a limit of size, count, memory or time is reached
	Unsupported     Kind = 15 // known and refused by name
	MissingEvidence Kind = 16 // evidence or collateral that a check needs is absent
	Reverted        Kind = 17 // the chain refused the transaction
	Lost            Kind = 18 // sealed state cannot be opened again; the job ends in the contract's refund
)

var kinds = [...]struct {
	name  string
	http  int
	retry bool
	hint  string
}{
	Internal:        {"internal", 500, false, "this is a fault of Hallmark; please report it with the log"},
	Invalid:         {"invalid", 400, false, "correct the named field and try again"},
	Unauthenticated: {"unauthenticated", 401, false, "sign the request with the wallet that owns the job"},
	Forbidden:       {"forbidden", 403, false, "this wallet does not own what it asks for"},
	NotFound:        {"not-found", 404, false, "check the name or id"},
	Conflict:        {"conflict", 409, false, "look at the present state with `hallmark job show`"},
	Expired:         {"expired", 410, false, "ask for fresh evidence or a new deadline"},
	Unfunded:        {"unfunded", 402, false, "add funds: `hallmark channel deposit` for calls of models, `hallmark account deposit` for jobs"},
	NotGenuine:      {"not-genuine", 422, false, "do not trust this provider"},
	AgainstPolicy:   {"against-policy", 422, false, "choose another provider, or another policy if you know why"},
	Mismatch:        {"mismatch", 422, false, "the bytes are not the ones that were signed"},
	Tampered:        {"tampered", 422, false, "fetch the bytes again from another source"},
	Unavailable:     {"unavailable", 503, true, "try again; see the log for the peer that did not answer"},
	Cancelled:       {"cancelled", 409, false, "submit a new job if this was not meant"},
	Exhausted:       {"exhausted", 413, false, "stay within the stated limit"},
	Unsupported:     {"unsupported", 501, false, "use one of the forms listed in the text"},
	MissingEvidence: {"missing-evidence", 424, false, "add the named collateral"},
	Reverted:        {"reverted", 409, false, "the contract's error names the rule"},
	Lost:            {"lost", 410, false, "the escrow returns the money after the deadline; submit again"},
}

// String is the kind's name on the wire.
func (k Kind) String() string {
	if int(k) < len(kinds) {
		return kinds[k].name
	}
	return "internal"
}

// KindNamed finds a kind by its wire name; unknown names are Internal.
func KindNamed(name string) Kind {
	for k := range kinds {
		if kinds[k].name == name {
			return Kind(k)
		}
	}
	return Internal
}

// HTTPStatus is the one mapping of kinds to HTTP.
func (k Kind) HTTPStatus() int { return kinds[min(int(k), len(kinds)-1)].http }

// Retryable reports whether the same call may succeed later.
func (k Kind) Retryable() bool { return int(k) < len(kinds) && kinds[k].retry }

// Hint is the one line a command line prints below the error.
func (k Kind) Hint() string { return kinds[min(int(k), len(kinds)-1)].hint }

// Error is an error with a kind. Text says cause and fix and never carries
// plaintext of users, keys or prompts.
type Error struct {
	Kind  Kind
	Text  string
	cause error
}

// Error gives the text.
func (e *Error) Error() string { return e.Text }

// Unwrap gives the cause, if one was wrapped with %w.
func (e *Error) Unwrap() error { return e.cause }

// Errorf makes an error of a kind. A %w verb wraps the cause.
func Errorf(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Text: err.Error(), cause: errors.Unwrap(err)}
}

// KindOf gives the kind of the outermost Error in the chain, Internal for
// errors without one. Wrapping with fmt.Errorf("...: %w") keeps the kind.
func KindOf(err error) Kind {
	if err == nil {
		return Internal
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}
