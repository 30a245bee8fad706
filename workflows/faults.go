package workflows

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/hallmark-tee/hallmark"
)

// Fault is the one mapping of our errors to Temporal's: the kind is the type,
// and only kinds that may pass by themselves are retried.
func Fault(err error) error {
	if err == nil || temporal.IsCanceledError(err) {
		return err
	}
	kind := hallmark.KindOf(err)
	return temporal.NewApplicationErrorWithOptions(err.Error(), kind.String(), temporal.ApplicationErrorOptions{
		NonRetryable: !kind.Retryable(),
	})
}

// kindOf reads the kind back on the workflow's side. A timeout is Unavailable:
// nobody answered in the time given.
func kindOf(err error) hallmark.Kind {
	var own *hallmark.Error
	var app *temporal.ApplicationError
	var timeout *temporal.TimeoutError
	switch {
	case errors.As(err, &app):
		return hallmark.KindNamed(app.Type())
	case errors.As(err, &own):
		return own.Kind
	case temporal.IsCanceledError(err):
		return hallmark.Cancelled
	case errors.As(err, &timeout):
		return hallmark.Unavailable
	}
	return hallmark.Internal
}

// unread tells an answer that came and does not decode or authenticate from an
// activity that failed: every failure that Temporal knows is of one of its own
// types.
func unread(err error) bool {
	var activity *temporal.ActivityError
	return err != nil && !errors.As(err, &activity) && !temporal.IsCanceledError(err)
}

// reasons are the fixed words that a kind becomes in a job's record. Texts of
// errors stay in the worker's log.
var reasons = map[hallmark.Kind]string{
	hallmark.Unfunded:    "the sub-account does not cover the maximum fee",
	hallmark.Expired:     "the deadline passed before the work was done",
	hallmark.Conflict:    "the contract holds another state for this job",
	hallmark.Cancelled:   "cancelled before the first step was trained",
	hallmark.Lost:        "the enclave lost its sealing key and with it the job's keys",
	hallmark.Unavailable: "a needed peer did not answer in time",
	hallmark.Mismatch:    "storage does not hold the bytes that the order names",
	hallmark.Forbidden:   "the order names another enclave key",
	hallmark.NotFound:    "the base model or the dataset is not here",
	hallmark.Reverted:    "the contract refused the transaction",
	hallmark.Unsupported: "the enclave does not support the configuration",
	hallmark.Invalid:     "the enclave refused the order or the configuration",
	hallmark.Exhausted:   "the job exceeds a limit of the provider",
}

func reason(kind hallmark.Kind) string {
	if r, ok := reasons[kind]; ok {
		return kind.String() + ": " + r
	}
	return kind.String() + ": the provider's log has the cause"
}
