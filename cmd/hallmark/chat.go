package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

type chatFlags struct {
	callFlags
	model, system, once string
	maxTokens           int
	temperature         string
}

type chatMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

func chatCommand(s *session) *cobra.Command {
	f := &chatFlags{}
	c := &cobra.Command{
		Use: "chat", Short: "Talk to a model of the provider, with the cost and receipt of every answer", Args: cobra.NoArgs,
		Long: "Reads one message a line from standard input and streams each answer to standard output; its cost and\nthe id of its checked receipt go to standard error. An empty line is ignored; /new forgets what was said.",
		RunE: func(c *cobra.Command, _ []string) error { return s.chat(c, f) },
	}
	f.add(c.Flags(), "chat")
	c.Flags().StringVar(&f.model, "model", "", "model `name`, ft:JOB for the model that a job made (default: the one of --grant, else the provider's first text model)")
	c.Flags().StringVar(&f.system, "system", "", "system `message`")
	c.Flags().StringVar(&f.once, "once", "", "ask this one `message` and end")
	c.Flags().IntVar(&f.maxTokens, "max-tokens", 512, "most `tokens` of one answer")
	c.Flags().StringVar(&f.temperature, "temperature", "", "sampling temperature, a `number` (default: the model's)")
	return c
}

func (s *session) chat(c *cobra.Command, f *chatFlags) (err error) {
	m, err := s.openWithWallet(c)
	if err != nil {
		return err
	}
	defer m.Close()
	open, err := s.inference(c.Context(), &f.callFlags, m, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, open.Close()) }()
	t := &talk{flags: f, session: open, out: c.OutOrStdout(), errOut: c.ErrOrStderr(), json: s.output == "json"}
	st := open.Status()
	if t.model = f.model; t.model == "" && len(st.Shared) == 1 {
		t.model = "ft:" + st.Shared[0].String()
	}
	if t.model == "" {
		for _, m := range st.Record.Models {
			if m.Kind == hallmark.ModelText {
				t.model = m.Name
				break
			}
		}
	}
	if t.model == "" {
		return hallmark.Errorf(hallmark.NotFound, "the provider offers no text model")
	}
	fmt.Fprintf(t.errOut, "%s, evidence %s, spent %s of %s\n", t.model, st.Verdict, st.Spent.Coins(), st.Cap.Coins())
	t.forget()
	if f.once != "" {
		return t.say(c.Context(), f.once)
	}
	return t.lines(c.Context(), c.InOrStdin())
}

// talk is one conversation.
type talk struct {
	flags       *chatFlags
	session     *inference.Session
	model       string
	said        []chatMessage
	out, errOut io.Writer
	json        bool
}

func (t *talk) forget() {
	t.said = nil
	if t.flags.system != "" {
		t.said = append(t.said, chatMessage{"system", t.flags.system})
	}
}

func (t *talk) lines(ctx context.Context, in io.Reader) error {
	prompt := func() {
		if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			fmt.Fprint(t.errOut, "> ")
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for prompt(); lines.Scan(); prompt() {
		switch line := strings.TrimSpace(lines.Text()); line {
		case "":
		case "/new":
			t.forget()
		default:
			if err := t.say(ctx, line); err != nil {
				return err
			}
		}
	}
	if err := lines.Err(); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "standard input: %w", err)
	}
	return nil
}

// answered is one answer as JSON.
type answered struct {
	Answer  string          `json:"answer"`
	Receipt hallmark.Digest `json:"receipt"`
	Fee     hallmark.Amount `json:"fee"`
	In      uint64          `json:"tokensIn"`
	Out     uint64          `json:"tokensOut"`
}

func (t *talk) say(ctx context.Context, text string) error {
	t.said = append(t.said, chatMessage{"user", text})
	q := struct {
		Model       string        `json:"model"`
		Messages    []chatMessage `json:"messages"`
		Stream      bool          `json:"stream"`
		MaxTokens   int           `json:"max_tokens"`
		Temperature json.Number   `json:"temperature,omitempty"`
	}{t.model, t.said, true, t.flags.maxTokens, json.Number(t.flags.temperature)}
	body, err := json.Marshal(q)
	if err != nil {
		return hallmark.Errorf(hallmark.Invalid, "--temperature %q is not a number", t.flags.temperature)
	}
	resp, err := t.session.Do(ctx, inference.Request{Method: "POST", Path: "/v1/chat/completions", ContentType: "application/json", Body: body})
	if err != nil {
		return err
	}
	defer resp.Close()
	answer, err := t.read(resp)
	if err != nil {
		return err
	}
	t.said = append(t.said, chatMessage{"assistant", answer})
	r := resp.Receipt().Receipt
	if t.json {
		return json.NewEncoder(t.out).Encode(answered{answer, r.ID, r.Fee, r.Metered.TokensIn, r.Metered.TokensOut})
	}
	fmt.Fprintln(t.out)
	fmt.Fprintf(t.errOut, "[%s for %d + %d tokens, receipt %s%s]\n", r.Fee.Coins(), r.Metered.TokensIn, r.Metered.TokensOut, r.ID, stopWord(r.Stopped))
	return nil
}

func stopWord(s string) string {
	if s == "" {
		return ""
	}
	return ", stopped: " + s
}

// read streams an answer to its checked end.
func (t *talk) read(resp *inference.Response) (string, error) {
	var answer strings.Builder
	var whole bytes.Buffer // of an answer that is no stream
	for {
		unit, err := resp.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		if resp.Status != 200 {
			whole.Write(unit)
			continue
		}
		text, err := delta(unit)
		if err != nil {
			return "", err
		}
		answer.WriteString(text)
		if !t.json {
			if _, err := io.WriteString(t.out, text); err != nil {
				return "", err
			}
		}
	}
	if resp.Status != 200 {
		return "", apiError(whole.Bytes())
	}
	return answer.String(), nil
}

// delta is the text of one server-sent event.
func delta(unit []byte) (string, error) {
	var text strings.Builder
	for line := range bytes.Lines(unit) {
		data, ok := bytes.CutPrefix(bytes.TrimSpace(line), []byte("data: "))
		if !ok || bytes.Equal(data, []byte("[DONE]")) {
			continue
		}
		var e struct {
			Choices []struct {
				Delta struct {
					Content string `json:"content"`
				} `json:"delta"`
			} `json:"choices"`
			Error json.RawMessage `json:"error"`
		}
		if err := json.Unmarshal(data, &e); err != nil {
			return "", hallmark.Errorf(hallmark.Invalid, "the answer's events cannot be read: %w", err)
		}
		if e.Error != nil {
			return "", apiError(data)
		}
		for _, c := range e.Choices {
			text.WriteString(c.Delta.Content)
		}
	}
	return text.String(), nil
}

func apiError(body []byte) error {
	var e struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &e) != nil || e.Error.Message == "" {
		return hallmark.Errorf(hallmark.Unavailable, "the model's API refused without a reason")
	}
	return hallmark.Errorf(hallmark.Invalid, "the model's API refuses: %s", e.Error.Message)
}
