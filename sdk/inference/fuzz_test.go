package inference_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

// FuzzResponse: whatever a worker makes of a sealed response, the session takes
// the true one only, and otherwise names a failed check or says that it was cut.
func FuzzResponse(f *testing.F) {
	f.Add([]byte{}, 0, 0)
	f.Add([]byte{1}, 40, 0)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff}, 32, 0)
	f.Add([]byte("tail"), 1<<20, 7)
	f.Fuzz(func(t *testing.T, change []byte, at, cut int) {
		e := inferencetest.New(t)
		var altered bool
		e.Carry = func(sealed []byte, onward func([]byte) (io.ReadCloser, error)) (io.ReadCloser, error) {
			r, err := onward(sealed)
			if err != nil {
				return nil, err
			}
			real, err := io.ReadAll(r)
			if err != nil {
				return nil, err
			}
			b := bytes.Clone(real)
			at := max(0, min(at, len(b)))
			for i, c := range change {
				if at+i < len(b) {
					b[at+i] ^= c
				}
			}
			b = b[:len(b)-max(0, min(cut, len(b)))]
			altered = !bytes.Equal(b, real)
			return io.NopCloser(bytes.NewReader(b)), nil
		}
		s := open(t, e.Config(t.TempDir()))
		_, u, err := ask(t.Context(), s, chat("base"))
		var failure *inference.Failure
		switch {
		case !altered && err != nil:
			t.Errorf("the true response: %v", err)
		case altered && (err == nil || u != nil):
			t.Error("an altered response was taken")
		case altered && !errors.As(err, &failure) && hallmark.KindOf(err) != hallmark.Unavailable:
			t.Errorf("an altered response: %v", err)
		}
	})
}

// FuzzRequest: what an application sends is understood or not, and always passed
// on as it is unless it names a model that cannot be.
func FuzzRequest(f *testing.F) {
	f.Add("application/json", []byte(`{"model":"base","n":3,"max_tokens":18446744073709551615}`))
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nbase\r\n--x--\r\n"))
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\n"))
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		e := inferencetest.New(t)
		e.Answer = func(c *inferencetest.Call) { c.Status, c.Model = 400, hallmark.UsageModel{} }
		s := open(t, e.Config(t.TempDir()))
		_, _, err := ask(t.Context(), s, inference.Request{Method: "POST", Path: "/v1/audio/transcriptions", ContentType: contentType, Body: body})
		if err != nil && hallmark.KindOf(err) != hallmark.Invalid && hallmark.KindOf(err) != hallmark.NotFound {
			t.Errorf("%v", err)
		}
	})
}
