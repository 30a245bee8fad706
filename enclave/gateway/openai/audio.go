package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"mime"
	"mime/multipart"
	"strings"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
)

const (
	maxFormFields = 64
	maxFormValue  = 64 << 10 // bytes
)

// transcriptions turns speech into text by an upstream. Its length is what the
// WAV file says, or what the upstream reports of other files.
func (a *API) transcriptions(ctx context.Context, c Call, m Meter, out *response) error {
	form, err := parseForm(c)
	if err != nil {
		return err
	}
	s, err := a.open(ctx, form.value("model"), c, Transcribe)
	if err != nil {
		return err
	}
	defer s.release()
	format := form.value("response_format")
	switch {
	case form.file == nil:
		return invalid("file", "file is missing")
	case form.value("stream") == "true":
		return unsupported("stream", "streamed transcriptions are not supported")
	case !formats[format]:
		return invalid("response_format", "response_format must be json, text, srt, verbose_json or vtt")
	}
	length := wavSeconds(form.file) // 0: not known
	ask := format
	if length == 0 {
		ask = "verbose_json" // tells the duration
	}
	if err := m.Model(s.Model); err != nil {
		return err
	}
	if _, err := forecast(m, Forecast{Seconds: wholeSeconds(length)}); err != nil {
		return err
	}
	answer, err := s.Upstream.Call(ctx, upstream.Request{Path: "audio/transcriptions", Form: form.forward(ask), Model: s.Model.Name})
	if err != nil {
		return err
	}
	if length == 0 {
		if length = answer.Usage.Seconds; length == 0 {
			return hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine did not say how long the audio is; send a WAV file")
		}
	}
	if err := m.Seconds(max(1, wholeSeconds(length))); err != nil {
		return err
	}
	contentType := "text/plain; charset=utf-8"
	if format == "" || format == "json" || format == "verbose_json" {
		contentType = jsonType
	}
	body := answer.Body
	if ask != format {
		if body, err = retell(body, format); err != nil {
			return err
		}
	}
	return out.body(200, contentType, body)
}

var formats = map[string]bool{"": true, "json": true, "text": true, "srt": true, "verbose_json": true, "vtt": true}

func wholeSeconds(length float64) int { return int(math.Ceil(length)) }

// audioForm is the request: a file and values.
type audioForm struct {
	values []upstream.FormValue
	name   string
	file   []byte
}

func parseForm(c Call) (*audioForm, error) {
	t, params, err := mime.ParseMediaType(c.ContentType)
	if err != nil || t != "multipart/form-data" || params["boundary"] == "" {
		return nil, invalid("", "the content type must be multipart/form-data with a boundary")
	}
	r := multipart.NewReader(bytes.NewReader(c.Body), params["boundary"])
	f := &audioForm{}
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return f, nil
		}
		if err != nil {
			return nil, invalid("", "the form is cut off or malformed")
		}
		name := p.FormName()
		if name == "file" {
			if f.file != nil {
				return nil, invalid("file", "the form has two files")
			}
			if f.file, err = io.ReadAll(p); err != nil {
				return nil, invalid("file", "the file is cut off")
			}
			if f.name = p.FileName(); f.name == "" {
				f.name = "audio"
			}
			continue
		}
		v, err := io.ReadAll(io.LimitReader(p, maxFormValue+1))
		switch {
		case err != nil:
			return nil, invalid(clip(name), "the form is cut off")
		case name == "" || !utf8.ValidString(name) || len(f.values) == maxFormFields:
			return nil, invalid("", "the form has an unnamed field or more than %d", maxFormFields)
		case len(v) > maxFormValue || !utf8.Valid(v):
			return nil, invalid(clip(name), "the field has more than %d bytes or is not UTF-8", maxFormValue)
		}
		f.values = append(f.values, upstream.FormValue{Name: name, Value: string(v)})
	}
}

// value gives the last value of a name.
func (f *audioForm) value(name string) (v string) {
	for _, x := range f.values {
		if x.Name == name {
			v = x.Value
		}
	}
	return v
}

// forward is the form for the upstream.
func (f *audioForm) forward(format string) *upstream.Form {
	out := &upstream.Form{FileName: f.name, File: f.file}
	for _, v := range f.values {
		if v.Name != "model" && v.Name != "response_format" && v.Name != "stream" {
			out.Values = append(out.Values, v)
		}
	}
	if format != "" {
		out.Values = append(out.Values, upstream.FormValue{Name: "response_format", Value: format})
	}
	return out
}

// retell writes a verbose_json transcription in the format asked for.
func retell(body []byte, format string) ([]byte, error) {
	var v struct {
		Text     string `json:"text"`
		Segments []struct {
			Start float64 `json:"start"`
			End   float64 `json:"end"`
			Text  string  `json:"text"`
		} `json:"segments"`
	}
	if json.Unmarshal(body, &v) != nil {
		return nil, hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine answered with something that is no transcription")
	}
	switch format {
	case "text":
		return []byte(strings.TrimSpace(v.Text) + "\n"), nil
	case "srt", "vtt":
		var b []byte
		if format == "vtt" {
			b = append(b, "WEBVTT\n\n"...)
		}
		for i, s := range v.Segments {
			if format == "srt" {
				b = fmt.Appendf(b, "%d\n%s --> %s\n%s\n\n", i+1, clock(s.Start, ','), clock(s.End, ','), strings.TrimSpace(s.Text))
			} else {
				b = fmt.Appendf(b, "%s --> %s\n%s\n\n", clock(s.Start, '.'), clock(s.End, '.'), strings.TrimSpace(s.Text))
			}
		}
		return b, nil
	}
	return append(appendString([]byte(`{"text":`), v.Text), '}'), nil
}

// clock writes seconds as hh:mm:ss and milliseconds.
func clock(s float64, point rune) string {
	if !(s >= 0 && s < 360000) {
		s = 0
	}
	ms := int(math.Round(s * 1000))
	return fmt.Sprintf("%02d:%02d:%02d%c%03d", ms/3600000, ms/60000%60, ms/1000%60, point, ms%1000)
}
