package interop

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/devnet"
	"github.com/hallmark-tee/hallmark/enclave/engine/openai/upstreamtest"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/test"
	"github.com/hallmark-tee/hallmark/worker/offer"
)

// The models of the market: the base is our engine's, the others an upstream's.
const (
	baseModel      = "base-5m"
	imageModel     = "fixture-image"
	speechModel    = "fixture-speech"
	embeddingModel = "fixture-embedding"
)

// rig is a market with a proxy of the development user before it.
type rig struct {
	t       *testing.T
	market  *devnet.Market
	dir     string // of the proxy
	program string
	url     string
	proxy   *exec.Cmd
	tuned   string // the model that the Go client ordered
}

// Development accounts: the proxy's user, and two that have nothing to do with it.
const (
	userAccount     = 1
	friendAccount   = 4
	strangerAccount = 5
)

// TestOpenAIClients: unmodified clients of OpenAI run against a local market,
// through the proxy. One market serves all, since its start is the dear part.
func TestOpenAIClients(t *testing.T) {
	up := httptest.NewServer(upstreamtest.New(upstreamtest.Config{}))
	t.Cleanup(up.Close)
	price := hallmark.NewAmount(1_000_000_000)
	m, dir := test.StartMarket(t, func(c *devnet.Config) {
		for _, o := range []offer.Model{
			{Name: imageModel, Kind: hallmark.ModelImage, Image: price}, {Name: speechModel, Kind: hallmark.ModelAudio, Second: price},
			{Name: embeddingModel, Kind: hallmark.ModelEmbedding, In: price},
		} {
			c.Upstreams = append(c.Upstreams, devnet.Upstream{Offer: o, URL: up.URL + "/v1", Model: "fixture"})
		}
	})
	r := &rig{t: t, market: m, dir: filepath.Join(dir, "proxy"), program: filepath.Join(test.Programs(t), "hallmark")}
	r.run(0, "channel", "open", "2")
	r.start()
	t.Run("go", r.goClient)
	t.Run("go fine-tuning", r.goFineTuning)
	t.Run("shared model", r.sharedModel)
	t.Run("api key", r.apiKey)
	t.Run("npm", r.npmClient)
	t.Run("fine-tuning script", r.fineTuningScript)
	t.Run("python", r.pythonClient)
	t.Run("killed under load", r.killed)
	r.stop(syscall.SIGTERM)
	t.Run("proved", r.proved)
}

// run runs the command line as the development user and gives its output.
func (r *rig) run(code int, args ...string) string {
	r.t.Helper()
	out, _ := r.as(userAccount, code, args...)
	return out
}

// as runs the command line as a development account and gives what it wrote.
func (r *rig) as(account, code int, args ...string) (string, string) {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), r.program, append([]string{"--network", r.market.NetworkFile(), "--dev-account", strconv.Itoa(account)}, args...)...)
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if got := cmd.ProcessState.ExitCode(); got != code {
		r.t.Fatalf("hallmark %q: exit code %d, want %d, %v\n%s%s", args, got, code, err, out, errOut.String())
	}
	return string(out), errOut.String()
}

// start starts the proxy and waits until it serves.
func (r *rig) start() {
	r.t.Helper()
	r.proxy = exec.Command(r.program, "--network", r.market.NetworkFile(), "--dev-account", "1", "-o", "json", "proxy",
		"--listen", "127.0.0.1:0", "--dir", r.dir, "--cap", "1", "--max-fee", "0.5", "--alias", "gpt-4o-mini-2024-07-18="+baseModel)
	r.proxy.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	log, err := os.OpenFile(r.dir+".log", os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		r.t.Fatal(err)
	}
	defer log.Close()
	r.proxy.Stderr = log
	out, err := r.proxy.StdoutPipe()
	if err == nil {
		err = r.proxy.Start()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = r.proxy.Process.Kill() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	var at struct{ URL string }
	if err == nil {
		err = json.Unmarshal(line, &at)
	}
	if err != nil {
		b, _ := os.ReadFile(r.dir + ".log")
		r.t.Fatalf("the proxy did not start: %v\n%s", err, b)
	}
	r.url = at.URL + "/v1"
}

func (r *rig) stop(signal syscall.Signal) {
	r.t.Helper()
	if err := r.proxy.Process.Signal(signal); err != nil {
		r.t.Fatal(err)
	}
	if err := r.proxy.Wait(); err != nil && signal == syscall.SIGTERM {
		r.t.Errorf("the proxy ended: %v", err)
	}
}

// node runs a script of the npm client.
func (r *rig) node(t *testing.T, script string, args ...string) []byte {
	t.Helper()
	if _, err := os.Stat(filepath.Join("openai", "node_modules", "openai")); err != nil {
		t.Skip("OpenAI's npm client is not installed; `make interop` installs it")
	}
	return r.client(t, "openai", exec.CommandContext(t.Context(), "node", append([]string{script}, args...)...))
}

// client runs a program that finds the proxy as it would find OpenAI.
func (r *rig) client(t *testing.T, dir string, cmd *exec.Cmd) []byte {
	t.Helper()
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "OPENAI_BASE_URL="+r.url, "OPENAI_API_KEY=unused", "WAVE="+base64.StdEncoding.EncodeToString(wave()))
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		log, _ := os.ReadFile(r.dir + ".log")
		t.Fatalf("%q: %v\n%s%s\n%s", cmd.Args, err, out, errOut.String(), log)
	}
	return out
}

// wave is one second of silence.
func wave() []byte {
	const rate, size = 8000, 16000
	var b bytes.Buffer
	b.WriteString("RIFF")
	for _, v := range []any{uint32(36 + size), [8]byte([]byte("WAVEfmt ")), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(2 * rate), uint16(2), uint16(16), [4]byte([]byte("data")), uint32(size)} {
		_ = binary.Write(&b, binary.LittleEndian, v) // to memory
	}
	return append(b.Bytes(), make([]byte, size)...)
}

func (r *rig) npmClient(t *testing.T) {
	checkRoutes(t, r.node(t, "routes.mjs", baseModel, imageModel, speechModel, embeddingModel))
}

// checkRoutes reads what a client's script says of every route.
func checkRoutes(t *testing.T, out []byte) {
	t.Helper()
	got := map[string]map[string]any{}
	for line := range bytes.Lines(out) {
		var one struct {
			Name  string
			Value any
		}
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		value, ok := one.Value.(map[string]any)
		if !ok {
			value = map[string]any{"list": one.Value}
		}
		got[one.Name] = value
	}
	text, _ := got["chat"]["text"].(string)
	if text == "" || got["stream"]["text"] != text || got["stream"]["chunks"].(float64) < 3 {
		t.Errorf("chat %v, stream %v", got["chat"], got["stream"])
	}
	if id, _ := got["chat"]["receipt"].(string); !strings.HasPrefix(id, "0x") {
		t.Errorf("no receipt: %v", got["chat"])
	}
	if list, _ := got["models"]["list"].([]any); !slices.Contains(list, any(baseModel)) || !slices.Contains(list, any(imageModel)) {
		t.Errorf("models %v", list)
	}
	for name, want := range map[string]map[string]any{
		"embeddings": {"count": 2.0}, "images": {"count": 2.0}, "files": {"listed": true, "deleted": true},
		"error": {"status": 404.0, "name": "NotFoundError", "code": "model_not_found"}, "unsupported": {"status": 501.0},
	} {
		for field, v := range want {
			if got[name][field] != v {
				t.Errorf("%s: %s is %v, want %v", name, field, got[name][field], v)
			}
		}
	}
	for name, field := range map[string]string{"completion": "text", "transcription": "text"} {
		if s, _ := got[name][field].(string); s == "" {
			t.Errorf("%s: %v", name, got[name])
		}
	}
}

// fineTuningScript: a script written for OpenAI, with its base URL changed.
func (r *rig) fineTuningScript(t *testing.T) {
	var got struct {
		Job, Model, Answer string
		Tokens             uint64
		Events             []string
		Metrics            int
	}
	out := r.node(t, "finetune.mjs", test.Rows(t, 100), "What is a receipt?")
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	if !strings.HasPrefix(got.Model, "ft:0x") || got.Tokens == 0 || got.Answer == "" || len(got.Events) < 6 || got.Metrics < 3 {
		t.Errorf("%+v", got)
	}
	bundle := filepath.Join(r.dir, "tuning", "models", strings.TrimPrefix(got.Model, "ft:"), "bundle.json")
	r.run(6, "verify", "--policy", r.market.Network.Policy, bundle)
}

func (r *rig) goClient(t *testing.T) {
	ctx := t.Context()
	c := openai.NewClient(option.WithBaseURL(r.url), option.WithAPIKey("unused"), option.WithMaxRetries(0))
	ask := openai.ChatCompletionNewParams{
		Model: baseModel, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("What is a receipt?")},
		MaxTokens: openai.Int(8), Temperature: openai.Float(0),
	}
	whole, err := c.Chat.Completions.New(ctx, ask)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	stream := c.Chat.Completions.NewStreaming(ctx, ask)
	for stream.Next() {
		for _, choice := range stream.Current().Choices {
			text.WriteString(choice.Delta.Content)
		}
	}
	if err := stream.Err(); err != nil || text.String() != whole.Choices[0].Message.Content {
		t.Errorf("streamed %q, whole %q, %v", text.String(), whole.Choices[0].Message.Content, err)
	}
	models, err := c.Models.List(ctx)
	if err != nil || len(models.Data) < 4 {
		t.Errorf("models %+v, %v", models, err)
	}
	vectors, err := c.Embeddings.New(ctx, openai.EmbeddingNewParams{Model: embeddingModel, Input: openai.EmbeddingNewParamsInputUnion{OfString: openai.String("one")}})
	if err != nil || len(vectors.Data) != 1 {
		t.Errorf("embeddings: %v", err)
	}
	images, err := c.Images.Generate(ctx, openai.ImageGenerateParams{Model: imageModel, Prompt: "a seal", N: openai.Int(1)})
	if err != nil || len(images.Data) != 1 {
		t.Errorf("images: %v", err)
	}
	heard, err := c.Audio.Transcriptions.New(ctx, openai.AudioTranscriptionNewParams{Model: speechModel, File: openai.File(bytes.NewReader(wave()), "speech.wav", "audio/wav")})
	if err != nil || heard.Text == "" {
		t.Errorf("transcription: %v", err)
	}
	job := r.order(t, c, openai.FineTuningJobNewParams{Model: "no-such-model"})
	if job.Status != openai.FineTuningJobStatusFailed || job.Error.Code != "model_not_found" {
		t.Errorf("the job is %s: %+v", job.Status, job.Error)
	}
}

// order uploads rows, orders a job over them and waits for its end.
func (r *rig) order(t *testing.T, c openai.Client, p openai.FineTuningJobNewParams) *openai.FineTuningJob {
	t.Helper()
	ctx := t.Context()
	rows, err := os.Open(test.Rows(t, 60))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	file, err := c.Files.New(ctx, openai.FileNewParams{File: rows, Purpose: openai.FilePurposeFineTune})
	if err != nil {
		t.Fatal(err)
	}
	p.TrainingFile = file.ID
	job, err := c.FineTuning.Jobs.New(ctx, p)
	for err == nil && job.FinishedAt == 0 {
		select {
		case <-ctx.Done():
			t.Fatal(ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
		job, err = c.FineTuning.Jobs.Get(ctx, job.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// goFineTuning orders a job that succeeds, and calls what it made.
func (r *rig) goFineTuning(t *testing.T) {
	ctx := t.Context()
	c := openai.NewClient(option.WithBaseURL(r.url), option.WithAPIKey("unused"), option.WithMaxRetries(0))
	var refused *openai.Error
	_, err := c.FineTuning.Jobs.New(ctx, openai.FineTuningJobNewParams{Model: baseModel, TrainingFile: "file-x", ValidationFile: openai.String("file-y")})
	if !errors.As(err, &refused) || refused.StatusCode != http.StatusBadRequest || refused.Param != "validation_file" {
		t.Errorf("a validation file: %v", err)
	}
	job := r.order(t, c, openai.FineTuningJobNewParams{
		Model: baseModel,
		Method: openai.FineTuningJobNewParamsMethod{Type: "supervised", Supervised: openai.SupervisedMethodParam{
			Hyperparameters: openai.SupervisedHyperparameters{NEpochs: openai.SupervisedHyperparametersNEpochsUnion{OfInt: openai.Int(1)}},
		}},
	})
	if job.Status != openai.FineTuningJobStatusSucceeded || job.TrainedTokens == 0 || !strings.HasPrefix(job.FineTunedModel, "ft:0x") || len(job.ResultFiles) != 1 {
		t.Fatalf("the job is %s: %s", job.Status, job.RawJSON())
	}
	r.tuned = job.FineTunedModel
	events, err := c.FineTuning.Jobs.ListEvents(ctx, job.ID, openai.FineTuningJobListEventsParams{})
	if err != nil || len(events.Data) < 5 {
		t.Errorf("events %+v, %v", events, err)
	}
	table, err := c.Files.Content(ctx, job.ResultFiles[0])
	if err != nil {
		t.Fatal(err)
	}
	defer table.Body.Close()
	if b, err := io.ReadAll(table.Body); err != nil || !bytes.HasPrefix(b, []byte("step,")) {
		t.Errorf("result file %q, %v", b, err)
	}
	answer, err := c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model: r.tuned, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("What is a receipt?")}, MaxTokens: openai.Int(8),
	})
	if err != nil || answer.Choices[0].Message.Content == "" {
		t.Errorf("%+v, %v", answer, err)
	}
}

// pythonClient runs where `make interop` has made a virtual environment.
func (r *rig) pythonClient(t *testing.T) {
	python, err := filepath.Abs(filepath.Join("openai", "venv", "bin", "python"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(python); err != nil {
		t.Skip("OpenAI's Python client is not installed; `make interop` installs it")
	}
	checkRoutes(t, r.client(t, "openai", exec.CommandContext(t.Context(), python, "routes.py", baseModel, imageModel, speechModel, embeddingModel)))
}

// killed kills the proxy under load, as a power cut would: no receipt that a
// client was shown is lost, no nonce is used twice, and the next start goes on.
func (r *rig) killed(t *testing.T) {
	for range 2 {
		shown := r.load(t)
		r.stop(syscall.SIGKILL)
		kept, err := inference.ReadReceipts(filepath.Join(r.dir, "receipts.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range shown() {
			if !slices.ContainsFunc(kept, func(u hallmark.SignedUsage) bool { return u.Receipt.ID.String() == id }) {
				t.Errorf("receipt %s was shown and is lost", id)
			}
		}
		r.start()
	}
	client := openai.NewClient(option.WithBaseURL(r.url), option.WithAPIKey("unused"), option.WithMaxRetries(0))
	if _, err := client.Models.List(t.Context()); err != nil {
		t.Errorf("after the kills: %v", err)
	}
	kept, err := inference.ReadReceipts(filepath.Join(r.dir, "receipts.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	type use struct {
		key   hallmark.Address
		nonce uint64
	}
	seen := map[use]bool{}
	for _, u := range kept {
		k := use{u.Receipt.Request.Key, u.Receipt.Request.Nonce}
		if seen[k] {
			t.Errorf("nonce %d of %s was used twice", k.nonce, k.key)
		}
		seen[k] = true
	}
}

// load keeps clients asking and returns once some were answered; the returned
// function waits for their end and gives the receipts that they were shown.
func (r *rig) load(t *testing.T) func() []string {
	var mu sync.Mutex
	var shown []string
	var all sync.WaitGroup
	some := make(chan struct{}, 1000)
	url := r.url
	for range 4 {
		all.Go(func() {
			for {
				id, err := oneAnswer(t.Context(), url)
				if err != nil {
					return // it was killed
				}
				mu.Lock()
				shown = append(shown, id)
				mu.Unlock()
				select {
				case some <- struct{}{}:
				default:
				}
			}
		})
	}
	for range 12 {
		select {
		case <-some:
		case <-time.After(4 * time.Minute):
			t.Fatal("nobody was answered")
		}
	}
	return func() []string { all.Wait(); return shown }
}

func oneAnswer(ctx context.Context, url string) (string, error) {
	body := `{"model":"` + baseModel + `","messages":[{"role":"user","content":"What is a receipt?"}],"max_tokens":4}`
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/chat/completions", strings.NewReader(body))
	if err != nil {
		return "", err
	}
	q.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = hallmark.Errorf(hallmark.Unavailable, "status %d", resp.StatusCode)
	}
	return resp.Header.Get("Hallmark-Receipt"), err
}

// proved: what was asked is settled on chain and recomputed from own receipts.
func (r *rig) proved(t *testing.T) {
	r.run(6, "receipt", "verify", "--policy", r.market.Network.Policy, filepath.Join(r.dir, "receipts.jsonl"))
	for { // the last batches are on their way to the chain
		var invoices []inference.CheckedInvoice
		out := r.run(0, "-o", "json", "invoice", "show", "--dir", r.dir)
		if err := json.Unmarshal([]byte(out), &invoices); err != nil {
			t.Fatalf("%s, %v", out, err)
		}
		if slices.ContainsFunc(invoices, func(v inference.CheckedInvoice) bool { return v.Claimed && v.From != "" }) {
			return
		}
		select {
		case <-time.After(200 * time.Millisecond):
		case <-t.Context().Done():
			t.Fatalf("no invoice is both claimed and recomputed:\n%s", out)
		}
	}
}
