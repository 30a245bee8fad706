package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset"
	"github.com/hallmark-tee/hallmark/sdk"
)

// checkFlags say which rows a file should have, and for what they are.
type checkFlags struct {
	format, base, template string
	job                    jobFlags
}

func (f *checkFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.format, "format", "", "`form` of the rows: messages, prompt-completion, text, alpaca or sharegpt (default: that of the first good row)")
	set.StringVar(&f.base, "base", "", "`directory` of the base model that the rows are for: show them as it reads them")
	set.StringVar(&f.job.model, "model", "", "the same with a base model of the provider, by `name`")
	set.StringVar(&f.template, "template", "", "chat `template`: chatml, plain, llama3, qwen2.5, qwen3, or model for the base model's own (default: the configuration's)")
	set.StringVar(&f.job.config, "config", "", "training configuration `file` (JSON), for its template and sequence length")
}

// checked is what the check of a file found.
type checked struct {
	dataset.Report
	Preview *dataset.Preview `json:"preview,omitempty"`
}

func (s *session) checkDataset(c *cobra.Command, path string, f *checkFlags) error {
	rows, report, err := sdk.CheckDataset(path, dataset.Options{Kind: dataset.Kind(f.format)})
	if err != nil && report.Rows == 0 && report.Bad == 0 {
		return err
	}
	v := checked{Report: report}
	if err == nil {
		if v.Preview, err = s.preview(c, f, rows); err != nil {
			return err
		}
	}
	if e := s.print(c, v, func() { printChecked(c.OutOrStdout(), path, v) }); e != nil {
		return e
	}
	if err == nil && v.Preview != nil && v.Preview.Refused > 0 {
		r := v.Preview.Refusal[0]
		return hallmark.Errorf(hallmark.Unsupported, "template %s cannot write %d of %d rows; first %s", v.Preview.Template, v.Preview.Refused, report.Rows, r.Cause)
	}
	return err
}

// preview is nil unless a flag says what the rows are for. Only --base needs
// no provider.
func (s *session) preview(c *cobra.Command, f *checkFlags, rows []dataset.Row) (*dataset.Preview, error) {
	asked := false
	for _, name := range []string{"base", "model", "template", "config"} {
		asked = asked || c.Flags().Changed(name)
	}
	if !asked {
		return nil, nil
	}
	if f.base != "" && f.job.model != "" {
		return nil, hallmark.Errorf(hallmark.Invalid, "--base and --model name two base models; give one")
	}
	cfg, err := f.job.read(c.Flags())
	if err != nil {
		return nil, err
	}
	if f.template != "" {
		cfg.Template = f.template
		if err := cfg.Validate(); err != nil {
			return nil, err
		}
	}
	var enc *dataset.Encoder
	if f.base != "" {
		enc, err = dataset.OpenEncoder(os.DirFS(f.base), cfg)
	} else {
		err = s.withWorker(c.Context(), func(_ *sdk.Market, w *sdk.Worker, p hallmark.Provider) error {
			model, err := sdk.ModelNamed(p, f.job.model)
			if err != nil {
				return err
			}
			enc, err = w.Encoder(c.Context(), model, cfg)
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	p, err := enc.Preview(rows, cfg.SeqLen)
	return &p, err
}

func printChecked(out io.Writer, path string, v checked) {
	for _, p := range v.Problems {
		fmt.Fprintf(out, "%s:%s\n", path, p)
	}
	fmt.Fprintf(out, "%d good rows of kind %s, %d bad\n", v.Rows, v.Kind, v.Bad)
	if v.Bad == 0 {
		fmt.Fprintf(out, "rows root %s\n", v.Root)
	}
	if v.Preview != nil {
		printPreview(out, *v.Preview)
	}
}

func printPreview(out io.Writer, p dataset.Preview) {
	fmt.Fprintf(out, "template   %s\ntokens     %d, %d of them trained\nlongest    line %d, %d tokens\nseqLen     %d: %d rows are cut, %d left out because nothing trained is within it\n",
		p.Template, p.Tokens, p.Trained, p.Longest.Line, p.Longest.Tokens, p.SeqLen, p.Cut, p.Dropped)
	for _, r := range p.Refusal {
		fmt.Fprintf(out, "refused    %s\n", r.Cause)
	}
	if p.Refused > 0 {
		fmt.Fprintf(out, "refused    %d rows in all\n", p.Refused)
	}
	if p.Example == nil {
		return
	}
	fmt.Fprintf(out, "example    line %d, %d tokens; what is trained stands between « and »\n", p.Example.Line, p.Example.Tokens)
	var text strings.Builder
	trained := false
	for _, part := range p.Example.Parts {
		if part.Trained != trained {
			text.WriteString(map[bool]string{true: "«", false: "»"}[part.Trained])
			trained = part.Trained
		}
		text.WriteString(part.Text)
	}
	if trained {
		text.WriteString("»")
	}
	for line := range strings.Lines(text.String()) {
		fmt.Fprintf(out, "  | %s\n", strings.TrimSuffix(line, "\n"))
	}
}
