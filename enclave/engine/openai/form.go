package openai

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Form is a multipart form with one file, as audio is sent.
type Form struct {
	Values   []FormValue // without model, which the client sets
	FileName string
	File     []byte
}

// FormValue is one field of a form.
type FormValue struct{ Name, Value string }

var quotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "", "\n", "")

func (f *Form) encode(model string) (contentType string, body []byte, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, v := range append([]FormValue{{"model", model}}, f.Values...) {
		if err := w.WriteField(v.Name, v.Value); err != nil {
			return "", nil, hallmark.Errorf(hallmark.Internal, "upstream: write the form: %w", err)
		}
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="file"; filename="%s"`, quotes.Replace(f.FileName)))
	h.Set("Content-Type", "application/octet-stream")
	part, err := w.CreatePart(h)
	if err == nil {
		_, err = part.Write(f.File)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return "", nil, hallmark.Errorf(hallmark.Internal, "upstream: write the form: %w", err)
	}
	return w.FormDataContentType(), b.Bytes(), nil
}
