package proxy

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

// problem is an error as OpenAI's clients read it.
type problem struct {
	status  int
	Message string `json:"message"`
	Type    string `json:"type"`
	Param   any    `json:"param"` // a string or null
	Code    any    `json:"code"`
	again   bool   // the same request may be sent again without being charged twice
}

// Error gives the message.
func (p *problem) Error() string { return p.Message }

const (
	invalidRequest = "invalid_request_error"
	serverError    = "server_error"
	checkFailed    = "hallmark_check_failed"
	noQuota        = "insufficient_quota"
)

func invalid(param, message string) *problem {
	p := &problem{status: http.StatusBadRequest, Message: message, Type: invalidRequest}
	if param != "" {
		p.Param = param
	}
	return p
}

// problemOf puts an error in OpenAI's form. OpenAI's clients repeat by
// themselves what has a status of 408, 409, 429 or from 500 on; what may have
// been charged tells them not to.
func problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	var f *inference.Failure
	if errors.As(err, &f) {
		return &problem{status: http.StatusBadGateway, Message: err.Error(), Type: checkFailed, Code: f.Check}
	}
	kind := hallmark.KindOf(err)
	p = &problem{status: kind.HTTPStatus(), Message: err.Error(), Type: serverError, Code: kind.String()}
	switch kind {
	case hallmark.Invalid, hallmark.NotFound, hallmark.Unsupported, hallmark.Conflict:
		p.Type = invalidRequest
		if kind == hallmark.Conflict {
			p.status = http.StatusBadRequest
		}
	case hallmark.Unauthenticated:
		p.Type = "authentication_error"
	case hallmark.Forbidden:
		p.Type = "permission_error"
		if strings.HasPrefix(p.Message, inference.CheckOwner) { // as the enclave says it
			p.Param, p.Code = "model", "model_forbidden"
		}
	case hallmark.Unfunded:
		p.Type, p.Code = noQuota, noQuota
	case hallmark.Exhausted:
		p.Type = invalidRequest
		if strings.Contains(p.Message, inference.CheckCeiling) || strings.Contains(p.Message, "--max-fee") { // of money, not of size
			p.status, p.Type, p.Code = http.StatusPaymentRequired, noQuota, noQuota
		}
	case hallmark.Tampered:
		p.status, p.Type, p.Code = http.StatusBadGateway, checkFailed, "stopped"
	case hallmark.Unavailable:
		p.status = http.StatusServiceUnavailable
	case hallmark.Cancelled:
		p.status = http.StatusServiceUnavailable
	}
	return p
}

func (p *problem) body() []byte {
	b, err := json.Marshal(struct {
		Error *problem `json:"error"`
	}{p})
	if err != nil {
		return []byte(`{"error":{"message":"the error cannot be written","type":"server_error","param":null,"code":null}}`)
	}
	return b
}

func writeProblem(w http.ResponseWriter, err error) {
	p := problemOf(err)
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("X-Should-Retry", strconv.FormatBool(p.again))
	w.WriteHeader(p.status)
	_, _ = w.Write(append(p.body(), '\n')) // the client is gone, or reads it
}
