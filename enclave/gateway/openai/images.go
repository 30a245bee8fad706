package openai

import (
	"context"
	"encoding/json"

	"github.com/hallmark-tee/hallmark"
	upstream "github.com/hallmark-tee/hallmark/enclave/engine/openai"
)

// maxImages is OpenAI's bound of n.
const maxImages = 10

// images makes images by an upstream. They come as base64: a link would lead
// out of the enclave.
func (a *API) images(ctx context.Context, c Call, m Meter, out *response) error {
	f, err := parseFields(c)
	if err != nil {
		return err
	}
	s, err := a.find(ctx, f, c, Images)
	if err != nil {
		return err
	}
	defer s.release()
	n := int(f.integer("n", 1, maxImages, 1))
	prompt := f.text("prompt")
	format := f.text("response_format")
	streamed := f.flag("stream")
	switch {
	case f.err != nil:
		return f.err
	case prompt == "":
		return invalid("prompt", "prompt is missing")
	case format != "" && format != "b64_json":
		return unsupported("response_format", "response_format must be b64_json: images do not leave the enclave by other ways than this answer")
	case streamed:
		return unsupported("stream", "streamed images are not supported")
	}
	if format == "" && !s.PlainImages {
		f.raw["response_format"] = json.RawMessage(`"b64_json"`)
	}
	if err := m.Model(s.Model); err != nil {
		return err
	}
	if _, err := forecast(m, Forecast{Images: n}); err != nil {
		return err
	}
	answer, err := s.Upstream.Call(ctx, upstream.Request{Path: "images/generations", Fields: f.raw, Model: s.Model.Name})
	if err != nil {
		return err
	}
	made, err := countImages(answer.Body)
	if err != nil {
		return err
	}
	if made > n {
		return hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine made %d images where %d were asked for", made, n)
	}
	if err := m.Images(made); err != nil {
		return err
	}
	return out.body(200, jsonType, answer.Body)
}

// countImages checks that a response carries images and no links.
func countImages(body []byte) (int, error) {
	var r struct {
		Data []struct {
			Image string `json:"b64_json"`
			URL   string `json:"url"`
		} `json:"data"`
	}
	if json.Unmarshal(body, &r) != nil || len(r.Data) == 0 {
		return 0, hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine answered without images")
	}
	for _, d := range r.Data {
		if d.Image == "" || d.URL != "" {
			return 0, hallmark.Errorf(hallmark.Unavailable, "gateway: the model's engine answered with a link instead of an image")
		}
	}
	return len(r.Data), nil
}
