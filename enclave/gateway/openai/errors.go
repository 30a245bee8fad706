package openai

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
)

// Error is an answer in the form of OpenAI's errors.
type Error struct {
	Status  int    // of HTTP
	Type    string // invalid_request_error, insufficient_quota, ...
	Code    string // empty: null
	Param   string // the field at fault; empty: null
	Message string
}

// Error gives the message.
func (e *Error) Error() string { return e.Message }

// Body is the JSON body: {"error":{"message","type","param","code"}}.
func (e *Error) Body() []byte {
	b := appendString([]byte(`{"error":{"message":`), e.Message)
	b = appendString(append(b, `,"type":`...), e.Type)
	for _, f := range []struct{ name, v string }{{"param", e.Param}, {"code", e.Code}} {
		b = append(append(append(b, `,"`...), f.name...), `":`...)
		if f.v == "" {
			b = append(b, "null"...)
		} else {
			b = appendString(b, f.v)
		}
	}
	return append(b, "}}"...)
}

// OpenAI's error types.
const (
	invalidRequest = "invalid_request_error"
	serverError    = "server_error"
	usedUp         = "insufficient_quota"
)

// byKind says how kinds look to OpenAI's clients. Retries are the clients'
// habit at 408, 409, 429 and from 500 on, so what cannot pass by itself has
// another status.
var byKind = map[hallmark.Kind]Error{
	hallmark.Invalid:         {Status: 400, Type: invalidRequest},
	hallmark.Unauthenticated: {Status: 401, Type: "authentication_error", Code: "invalid_api_key"},
	hallmark.Forbidden:       {Status: 403, Type: "permission_error"},
	hallmark.NotFound:        {Status: 404, Type: invalidRequest},
	hallmark.Conflict:        {Status: 400, Type: invalidRequest, Code: "conflict"},
	hallmark.Expired:         {Status: 403, Type: "permission_error", Code: "expired"},
	hallmark.Unfunded:        {Status: 402, Type: usedUp, Code: usedUp},
	hallmark.Exhausted:       {Status: 402, Type: usedUp, Code: usedUp},
	hallmark.Unavailable:     {Status: 503, Type: serverError, Code: "unavailable"},
	hallmark.Cancelled:       {Status: 503, Type: serverError, Code: "cancelled"},
	hallmark.Unsupported:     {Status: 400, Type: invalidRequest, Code: "unsupported_value"},
}

// ErrorOf puts any error in OpenAI's form: what is an Error already as it is,
// others by their kind. The text of an error without a kind is not shown.
func ErrorOf(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	var u *upstream.Error
	if errors.As(err, &u) {
		return &Error{Status: u.Status, Type: u.Type, Code: u.Code, Param: u.Param, Message: u.Message}
	}
	var ours *hallmark.Error
	if !errors.As(err, &ours) {
		return &Error{Status: 500, Type: serverError, Code: "internal_error", Message: "the gateway failed; try again"}
	}
	known, ok := byKind[ours.Kind]
	if !ok {
		known = Error{Status: 500, Type: serverError, Code: strings.ReplaceAll(ours.Kind.String(), "-", "_")}
	}
	known.Message = err.Error()
	return &known
}

func invalid(param, format string, args ...any) error {
	return &Error{Status: 400, Type: invalidRequest, Param: param, Message: fmt.Sprintf(format, args...)}
}

// unsupported refuses a field that the model's engine cannot honour.
func unsupported(param, format string, args ...any) error {
	return &Error{Status: 400, Type: invalidRequest, Code: "unsupported_parameter", Param: param, Message: fmt.Sprintf(format, args...)}
}

func tooLong(param, message string) error {
	return &Error{Status: 400, Type: invalidRequest, Code: "context_length_exceeded", Param: param, Message: message}
}

func noModel(name string, err error) error {
	switch kind := hallmark.KindOf(err); kind {
	case hallmark.NotFound:
		return &Error{Status: 404, Type: invalidRequest, Code: "model_not_found", Param: "model", Message: fmt.Sprintf("the model %q does not exist here; GET /v1/models lists what you can call", clip(name))}
	case hallmark.Forbidden:
		return &Error{Status: 403, Type: "permission_error", Code: "model_forbidden", Param: "model", Message: fmt.Sprintf("adapter owner: the model %q belongs to somebody else, who has not authorised you", clip(name))}
	}
	return err
}

func notImplemented(method, path string) error {
	return &Error{Status: http.StatusNotImplemented, Type: "not_implemented_error", Code: "not_implemented", Message: fmt.Sprintf("%s %s is part of OpenAI's API and is not implemented by this gateway", method, clip(path))}
}

// clip keeps what a caller wrote short enough for a message.
func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "..."
	}
	return s
}
