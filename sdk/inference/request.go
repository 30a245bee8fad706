package inference

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"strings"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/invoice"
)

// Request is what an application asks the model, as it wrote it.
type Request struct {
	Method      string
	Path        string // with the query
	ContentType string
	Body        []byte
}

// asked is what a session understands of a request: which model, and how much
// it may use at most. It decides how far vouchers go and what the receipt must
// say; what the enclave does is decided by the request's bytes.
type asked struct {
	model       string
	in, out     uint64 // tokens at most
	images      uint64
	seconds     uint64
	fineTunedOf hallmark.JobID // zero: a model of the record
}

const (
	fineTuned     = "ft:"
	maxField      = 4 << 10 // of a multipart form
	maxFields     = 64
	templateRoom  = 512 // tokens that a chat template may add
	assumedOutput = 2048
	mostSamples   = 128
	// audioRate is the least number of bytes that a second of audio is taken
	// to have: 8 kbit/s.
	audioRate = 1000
)

// understand reads the model and the bounds. Invalid: the name of a fine-tuned
// model is not one.
func understand(r Request) (asked, error) {
	for _, field := range []string{r.Method, r.Path, r.ContentType} {
		if !utf8.ValidString(field) { // what is signed travels as JSON
			return asked{}, hallmark.Errorf(hallmark.Invalid, "method, path and content type must be UTF-8")
		}
	}
	a := asked{in: uint64(len(r.Body)) + templateRoom}
	kind, params, err := mime.ParseMediaType(r.ContentType)
	switch {
	case len(r.Body) == 0:
		a.in = 0
	case err == nil && kind == "multipart/form-data":
		a.in, a.seconds = 0, uint64(len(r.Body))/audioRate+1
		a.model = formField(r.Body, params["boundary"], "model")
	default:
		a.read(r)
	}
	id, ok := strings.CutPrefix(a.model, fineTuned)
	if !ok {
		return a, nil
	}
	if a.fineTunedOf, err = hallmark.ParseDigest(id); err != nil {
		return a, hallmark.Errorf(hallmark.Invalid, "model %q: a fine-tuned model is called ft: and its job's id, 0x and 64 hex digits", clip(a.model))
	}
	return a, nil
}

func (a *asked) read(r Request) {
	// A map keeps keys apart that differ in case, as JSON does.
	var fields map[string]json.RawMessage
	if json.Unmarshal(r.Body, &fields) != nil {
		return // the enclave says what is wrong with it
	}
	number := func(name string, most uint64) uint64 {
		var v uint64
		if json.Unmarshal(fields[name], &v) != nil {
			return 0
		}
		return min(v, most)
	}
	_ = json.Unmarshal(fields["model"], &a.model)
	path, _, _ := strings.Cut(r.Path, "?")
	switch {
	case strings.HasPrefix(path, "/v1/images/"):
		a.in, a.images = 0, max(1, number("n", mostSamples))
	case path == "/v1/embeddings":
	default:
		a.out = max(number("max_tokens", 1<<20), number("max_completion_tokens", 1<<20))
		if a.out == 0 {
			a.out = assumedOutput
		}
		a.out *= max(1, number("n", mostSamples))
	}
}

// formField finds a short field of a multipart form.
func formField(body []byte, boundary, name string) string {
	if boundary == "" {
		return ""
	}
	form := multipart.NewReader(bytes.NewReader(body), boundary)
	for range maxFields {
		part, err := form.NextPart()
		if err != nil {
			return ""
		}
		if part.FormName() != name || part.FileName() != "" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(part, maxField))
		if err != nil {
			return ""
		}
		return string(b)
	}
	return ""
}

// most is what the request may cost at most by the record: an estimate that
// only decides how far the next voucher goes.
func (a asked) most(r hallmark.ServiceRecord) (hallmark.Amount, error) {
	used := hallmark.UsageMetered{TokensIn: a.in, TokensOut: a.out, Images: a.images, Seconds: a.seconds, Objective: true}
	if m, ok := r.Model(a.model); ok {
		return invoice.UsageFee(r, m, used)
	}
	var most hallmark.Amount
	if a.fineTunedOf.IsZero() {
		return most, nil
	}
	for _, m := range r.Models { // one of them is its base
		if m.Kind != hallmark.ModelText {
			continue
		}
		fee, err := invoice.UsageFee(r, m, used)
		if err != nil {
			return most, err
		}
		if fee.Cmp(most) > 0 {
			most = fee
		}
	}
	return most, nil
}

func clip(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "..."
	}
	return s
}
