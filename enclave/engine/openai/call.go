package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/hallmark-tee/hallmark"
)

// Request is a call of one endpoint.
type Request struct {
	Path   string                     // below the base URL: "chat/completions"
	Fields map[string]json.RawMessage // the JSON body; model and stream are set by the client
	Form   *Form                      // a multipart form in its place
	Model  string                     // the name that the answer carries instead of the upstream's
	Usage  bool                       // the stream's reader asked for usage (stream_options.include_usage)
}

// Answer is a whole response.
type Answer struct {
	Body  []byte // the upstream's, the model renamed
	Usage Usage
}

// Usage is what a response says it used. Known is false where it says nothing.
type Usage struct {
	Known         bool
	Input, Output int     // tokens
	Seconds       float64 // of audio, 0: not said
}

// Call sends a request and reads the whole response. Errors with a body of the
// upstream's are of type *Error. Unavailable: no answer, or one that is not
// believed.
func (c *Client) Call(ctx context.Context, r Request) (Answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.cfg.Whole, errSlow)
	defer cancel()
	resp, err := c.send(ctx, r, false)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.cfg.MaxBody+1))
	if err != nil {
		return Answer{}, lost(ctx, err)
	}
	if int64(len(body)) > c.cfg.MaxBody {
		return Answer{}, hallmark.Errorf(hallmark.Unavailable, "upstream: the response has more than %d bytes", c.cfg.MaxBody)
	}
	a := Answer{Body: body}
	if !isType(resp.Header.Get("Content-Type"), "application/json") {
		return a, nil // text, subtitles: nothing to rename
	}
	seen, err := inspect(body)
	if err != nil {
		return Answer{}, err
	}
	name, _ := json.Marshal(r.Model)
	a.Body = seen.renamed(nil, body, name, false)
	a.Usage = seen.usage
	if !a.Usage.Known && c.cfg.Count != nil && r.Form == nil {
		a.Usage = Usage{Known: true, Input: c.cfg.Count(textOf(r.Fields)), Output: c.cfg.Count(seen.text(body))}
	}
	return a, nil
}

// send makes the request and returns a response of status 200 with its body.
func (c *Client) send(ctx context.Context, r Request, stream bool) (*http.Response, error) {
	if sick := c.sick.Load(); sick != nil {
		return nil, unavailable("the model's engine failed its last health check", *sick)
	}
	var body []byte
	contentType := "application/json"
	if r.Form != nil {
		var err error
		if contentType, body, err = r.Form.encode(c.cfg.Model); err != nil {
			return nil, err
		}
	} else {
		var err error
		if body, err = c.body(r.Fields, stream); err != nil {
			return nil, err
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/"+r.Path, bytes.NewReader(body))
	if err != nil {
		return nil, hallmark.Errorf(hallmark.Internal, "upstream: %w", err)
	}
	req.Header.Set("Content-Type", contentType)
	return c.do(ctx, req)
}

// body is the JSON of a request: its fields as they came, in the order of their
// names, but model and what makes it a stream.
func (c *Client) body(fields map[string]json.RawMessage, stream bool) ([]byte, error) {
	size := 256
	names := make([]string, 0, len(fields))
	for name, v := range fields {
		if name != "model" && name != "stream" && (name != "stream_options" || !stream) {
			names = append(names, name)
			size += len(name) + len(v) + 4
		}
	}
	slices.Sort(names)
	model, err := json.Marshal(c.cfg.Model)
	b := append(append(make([]byte, 0, size), `{"model":`...), model...)
	if stream && err == nil {
		b = append(b, `,"stream":true,"stream_options":`...)
		b, err = streamOptions(b, fields["stream_options"])
	}
	for _, name := range names {
		quoted, e := json.Marshal(name)
		err = errors.Join(err, e)
		b = append(append(append(append(b, ','), quoted...), ':'), fields[name]...)
	}
	if b = append(b, '}'); err != nil || !json.Valid(b) {
		return nil, hallmark.Errorf(hallmark.Invalid, "upstream: the request is not JSON")
	}
	return b, nil
}

// streamOptions appends the stream's options, with usage asked for.
func streamOptions(b []byte, asked json.RawMessage) ([]byte, error) {
	if asked == nil {
		return append(b, `{"include_usage":true}`...), nil
	}
	options := map[string]json.RawMessage{}
	if err := json.Unmarshal(asked, &options); err != nil {
		return nil, hallmark.Errorf(hallmark.Invalid, "upstream: stream_options must be an object")
	}
	options["include_usage"] = json.RawMessage("true")
	all, err := json.Marshal(options)
	return append(b, all...), err
}

// do sends a request with the key and gives a response of status 200.
func (c *Client) do(ctx context.Context, req *http.Request) (*http.Response, error) {
	req.Header.Set("User-Agent", "hallmark")
	if c.cfg.Key.text != "" {
		req.Header.Set("Authorization", "Bearer "+c.cfg.Key.text)
	}
	resp, err := c.transport(req).RoundTrip(req)
	if err != nil {
		return nil, lost(ctx, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp, nil
	}
	defer resp.Body.Close()
	stop := time.AfterFunc(10*time.Second, func() { resp.Body.Close() })
	defer stop.Stop()
	raw, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	return nil, c.errorOf(resp.StatusCode, raw)
}
