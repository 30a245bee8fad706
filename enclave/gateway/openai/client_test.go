package openai_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	client "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

// flushed sends each unit at once.
type flushed struct{ w http.ResponseWriter }

func (f flushed) Begin(status int, contentType string) {
	f.w.Header().Set("Content-Type", contentType)
	f.w.WriteHeader(status)
}

func (f flushed) Write(p []byte) error {
	_, err := f.w.Write(p)
	return errors.Join(err, http.NewResponseController(f.w).Flush())
}

// official is OpenAI's own client on the API.
func official(t *testing.T, w *world, m *meter) client.Client {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.api.Serve(r.Context(), openai.Call{Method: r.Method, Path: r.URL.EscapedPath(), ContentType: r.Header.Get("Content-Type"), Body: body, User: alice}, m, flushed{rw})
	}))
	t.Cleanup(s.Close)
	return client.NewClient(option.WithBaseURL(s.URL+"/v1/"), option.WithAPIKey("unused"), option.WithMaxRetries(0))
}

// TestOfficialClient runs OpenAI's Go client, unmodified, over every route.
func TestOfficialClient(t *testing.T) {
	w := newWorld(t, upstreamtest.Config{Chunks: 8, Seconds: 2.5})
	ctx := t.Context()
	messages := []client.ChatCompletionMessageParamUnion{client.SystemMessage("Be brief."), client.UserMessage("What does strings.Index do?")}
	for _, model := range []string{"base", aliceModel, "fixture/chat"} {
		m := &meter{}
		c := official(t, w, m)
		ask := client.ChatCompletionNewParams{
			Model: model, Messages: messages, MaxCompletionTokens: client.Int(8), Seed: client.Int(3), Temperature: client.Float(0), Logprobs: client.Bool(true), TopLogprobs: client.Int(2),
		}
		whole, err := c.Chat.Completions.New(ctx, ask)
		if err != nil {
			t.Fatal(err)
		}
		if whole.Model != model || whole.Choices[0].Message.Content == "" || int(whole.Usage.CompletionTokens) != m.output || int(whole.Usage.PromptTokens) != m.input {
			t.Errorf("%s: %s metered %+v", model, whole.RawJSON(), m)
		}
		ask.StreamOptions = client.ChatCompletionStreamOptionsParam{IncludeUsage: client.Bool(true)}
		stream := c.Chat.Completions.NewStreaming(ctx, ask)
		var all client.ChatCompletionAccumulator
		for stream.Next() {
			if !all.AddChunk(stream.Current()) {
				t.Errorf("%s: chunk does not fit: %s", model, stream.Current().RawJSON())
			}
		}
		if err := stream.Err(); err != nil {
			t.Fatal(err)
		}
		if got := all.Choices[0]; got.Message.Content != whole.Choices[0].Message.Content || got.FinishReason != whole.Choices[0].FinishReason || all.Usage.CompletionTokens != whole.Usage.CompletionTokens {
			t.Errorf("%s: streamed %+v, whole %s", model, all.ChatCompletion, whole.RawJSON())
		}
		plain, err := c.Completions.New(ctx, client.CompletionNewParams{
			Model: client.CompletionNewParamsModel(model), Prompt: client.CompletionNewParamsPromptUnion{OfString: client.String("package strings")}, Logprobs: client.Int(1),
		})
		if err != nil || plain.Choices[0].Text == "" || plain.Model != model {
			t.Errorf("%s: %v %+v", model, err, plain)
		}
		e, err := c.Embeddings.New(ctx, client.EmbeddingNewParams{Model: model, Input: client.EmbeddingNewParamsInputUnion{OfArrayOfStrings: []string{"a", "b"}}})
		if err != nil || len(e.Data) != 2 {
			t.Fatalf("%s: %v", model, err)
		}
		norm := 0.0
		for _, x := range e.Data[1].Embedding {
			norm += x * x
		}
		if math.Abs(norm-1) > 1e-4 || e.Data[1].Index != 1 {
			t.Errorf("%s: a vector of length %v", model, norm)
		}
	}

	m := &meter{}
	c := official(t, w, m)
	names := []string{}
	for pager := c.Models.ListAutoPaging(ctx); pager.Next(); {
		names = append(names, pager.Current().ID)
	}
	if strings.Join(names, " ") != "base fixture/chat "+aliceModel {
		t.Errorf("models %v", names)
	}
	for _, name := range names {
		if one, err := c.Models.Get(ctx, name); err != nil || one.ID != name || one.Created != 1700000000 {
			t.Errorf("%s: %v", name, err)
		}
	}
	images, err := c.Images.Generate(ctx, client.ImageGenerateParams{Model: "images-only", Prompt: "a cat", N: client.Int(2)})
	if err != nil || len(images.Data) != 2 || m.images != 2 {
		t.Fatalf("images: %v, metered %d", err, m.images)
	}
	if png, err := base64.StdEncoding.DecodeString(images.Data[0].B64JSON); err != nil || !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Errorf("not an image: %v", err)
	}
	heard, err := c.Audio.Transcriptions.New(ctx, client.AudioTranscriptionNewParams{Model: "fixture/chat", File: client.File(bytes.NewReader(wav(16000, 1, 16, 40000)), "talk.wav", "audio/wav")})
	if err != nil || !strings.HasPrefix(heard.Text, "word0 ") || m.audio != 3 {
		t.Errorf("transcription: %v, metered %d", err, m.audio)
	}
	for what, call := range map[string]func() error{
		"moderations": func() error {
			_, err := c.Moderations.New(ctx, client.ModerationNewParams{Input: client.ModerationNewParamsInputUnion{OfString: client.String("x")}})
			return err
		},
		"files":       func() error { _, err := c.Files.List(ctx, client.FileListParams{}); return err },
		"fine-tuning": func() error { _, err := c.FineTuning.Jobs.List(ctx, client.FineTuningJobListParams{}); return err },
		"batches":     func() error { _, err := c.Batches.List(ctx, client.BatchListParams{}); return err },
	} {
		var e *client.Error
		if err := call(); !errors.As(err, &e) || e.StatusCode != 501 || e.Code != "not_implemented" {
			t.Errorf("%s: %v", what, err)
		}
	}
	var e *client.Error
	_, err = c.Chat.Completions.New(ctx, client.ChatCompletionNewParams{Model: "base", Messages: messages, N: client.Int(1000)})
	if !errors.As(err, &e) || e.StatusCode != 400 || e.Param != "n" {
		t.Errorf("n 1000: %v", err)
	}
	_, err = c.Chat.Completions.New(ctx, client.ChatCompletionNewParams{Model: "nobody", Messages: messages})
	if !errors.As(err, &e) || e.StatusCode != 404 || e.Code != "model_not_found" || e.Param != "model" {
		t.Errorf("an unknown model: %v", err)
	}
	broke := scripted(t, w.text, script{tokens: w.text.Tokenizer.EncodeText("one two"), err: errTest})
	c = official(t, broke, &meter{})
	stream := c.Chat.Completions.NewStreaming(ctx, client.ChatCompletionNewParams{Model: "base", Messages: messages})
	for stream.Next() {
	}
	if err := stream.Err(); err == nil || !strings.Contains(err.Error(), "gateway failed") {
		t.Errorf("an error inside a stream: %v", err)
	}
}
