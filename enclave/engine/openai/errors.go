package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

const (
	maxErrorBody = 64 << 10
	maxMessage   = 500 // bytes of an upstream's message that are handed on
)

// errSlow is the cause of a call that ran past its time.
var errSlow = errors.New("the whole answer took too long")

// Error is an upstream's refusal or failure, as its caller may be shown it: what
// concerns the request keeps its words, what concerns the provider's account,
// network or machines does not.
type Error struct {
	Status                     int // of HTTP, for the caller
	Type, Code, Param, Message string
	kind                       hallmark.Kind
	cause                      error // for the provider alone
}

// Error gives message and cause, for the provider.
func (e *Error) Error() string {
	if e.cause != nil {
		return "upstream: " + e.Message + ": " + e.cause.Error()
	}
	return "upstream: " + e.Message
}

// Unwrap makes the error one of its kind.
func (e *Error) Unwrap() error { return hallmark.Errorf(e.kind, "%s", e.Message) }

func unavailable(message string, cause error) error {
	return &Error{Status: http.StatusServiceUnavailable, Type: "server_error", Code: "upstream_error", Message: message, kind: hallmark.Unavailable, cause: cause}
}

// errorOf maps the status and body of a response that is not 200.
func (c *Client) errorOf(status int, raw []byte) error {
	var body struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"` // older vLLM: no "error" around it
		Param   any             `json:"param"`
		Detail  json.RawMessage `json:"detail"` // FastAPI
	}
	var inner struct {
		Message string `json:"message"`
		Param   any    `json:"param"`
		Code    any    `json:"code"`
	}
	if json.Unmarshal(raw, &body) == nil {
		if json.Unmarshal(body.Error, &inner) != nil {
			json.Unmarshal(body.Error, &inner.Message)
		}
		if inner.Message == "" {
			inner.Message = body.Message
		}
		if inner.Param == nil {
			inner.Param = body.Param
		}
	}
	e := &Error{Status: status, Message: c.shown(inner.Message)}
	if s, ok := inner.Param.(string); ok {
		e.Param = clip(s)
	}
	if s, ok := inner.Code.(string); ok {
		e.Code = clip(s)
	}
	switch {
	case status == http.StatusBadRequest || status == http.StatusRequestEntityTooLarge || status == http.StatusUnprocessableEntity || status == http.StatusUnsupportedMediaType:
		e.Status, e.Type, e.kind = http.StatusBadRequest, "invalid_request_error", hallmark.Invalid
	case status == http.StatusTooManyRequests:
		return &Error{Status: status, Type: "rate_limit_error", Code: "rate_limit_exceeded", Message: "the model is busy; try again", kind: hallmark.Unavailable}
	case status == http.StatusNotFound || status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented:
		return &Error{Status: http.StatusBadRequest, Type: "invalid_request_error", Code: "unsupported_model", Param: "model", Message: "the model's engine does not serve this kind of request", kind: hallmark.Unsupported}
	default: // our key, our redirect, its fault: nothing that the caller can mend
		return unavailable(fmt.Sprintf("the model's engine failed with status %d", status), nil)
	}
	if e.Message == "" {
		e.Message = "the model's engine refused the request"
	}
	return e
}

// shown is a message without the key and not too long.
func (c *Client) shown(s string) string {
	if k := c.cfg.Key.text; k != "" {
		s = strings.ReplaceAll(s, k, "[secret]")
	}
	if len(s) > maxMessage {
		s = s[:maxMessage] + "..."
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "")
	}
	return s
}

// lost says why a response did not come or broke off.
func lost(ctx context.Context, err error) error {
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errSlow) || errors.Is(cause, errIdle):
		return unavailable("the model's engine did not answer in time", cause)
	case ctx.Err() != nil:
		return hallmark.Errorf(hallmark.Cancelled, "upstream: stopped: %w", cause)
	}
	return unavailable("the model's engine does not answer", err)
}
