package inference

import (
	"github.com/hallmark-tee/hallmark"
)

// The checks that a session makes, by the names under which they fail.
const (
	CheckEvidence  = "evidence"
	CheckService   = "service record"
	CheckSignature = "receipt signature"
	CheckExchange  = "receipt exchange"
	CheckBody      = "receipt body"
	CheckTransport = "receipt transport"
	CheckModel     = "receipt model"
	CheckFee       = "receipt fee"
	CheckTotal     = "receipt total"
	CheckCeiling   = "ceiling"
)

// CheckOwner begins the refusal of a model of somebody else, by the session and
// by the enclave alike. It accuses nobody, and the session goes on.
const CheckOwner = "adapter owner"

// Failure is a check that did not hold: what the enclave or somebody before it
// said cannot be so. It has the kind of its cause.
type Failure struct {
	Check string
	cause error
}

// Error begins with the check's name.
func (f *Failure) Error() string { return f.Check + ": " + f.cause.Error() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.cause }

// failed names the check that err breaks; nil stays nil.
func failed(check string, err error) error {
	if err == nil {
		return nil
	}
	return &Failure{check, err}
}

func mismatch(check, format string, args ...any) error {
	return &Failure{check, hallmark.Errorf(hallmark.Mismatch, format, args...)}
}
