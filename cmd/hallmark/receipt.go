package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/spf13/cobra"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/attestation"
	"github.com/hallmark-tee/hallmark/attestation/verdict"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
)

func receiptCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "receipt", Short: "Receipts of answers"}
	var dir, policy, body string
	verify := &cobra.Command{
		Use: "verify FILE", Short: "Check receipts offline: signatures, chain, totals and fees", Args: cobra.ExactArgs(1),
		Long: "FILE holds one receipt, or one a line, as the proxy keeps them (receipts.jsonl). Service records and the\nevidence that the enclave showed are taken from --dir.",
		RunE: func(c *cobra.Command, args []string) error { return s.verifyReceipts(c, args[0], dir, policy, body) },
	}
	verify.Flags().StringVar(&body, "body", "", "`file` with the answer as it came, which the one receipt in FILE must be for")
	verify.Flags().StringVar(&dir, "dir", "", "`directory` of a proxy (default: the file's)")
	verify.Flags().StringVar(&policy, "policy", attestation.StrictName, "policy `name` or file that the evidence is judged by")
	c.AddCommand(verify)
	return c
}

// verifiedReceipts is what the command proved.
type verifiedReceipts struct {
	inference.Audited
	Verdicts  []receiptVerdict `json:"verdicts"`
	NotProven []string         `json:"notProven"`
	Body      bool             `json:"body"` // the answer was compared too
}

type receiptVerdict struct {
	Signer  hallmark.Address `json:"signer"`
	Verdict string           `json:"verdict"`
	Code    verdict.Code     `json:"code"`
}

func (s *session) verifyReceipts(c *cobra.Command, path, dir, policyName, body string) error {
	receipts, err := readReceipts(path)
	if err != nil {
		return err
	}
	var out verifiedReceipts
	if out.Body, err = checkBody(receipts, body); err != nil {
		return err
	}
	if dir == "" {
		dir = filepath.Dir(path)
	}
	policy, err := policyNamed(policyName)
	if err != nil {
		return err
	}
	if out.Audited, err = inference.Audit(receipts, dir); err != nil {
		return err
	}
	worst := out.judge(policy)
	if out.Unpriced > 0 {
		out.NotProven = append(out.NotProven, fmt.Sprintf("the fees of %d receipts: their service records are not in %s", out.Unpriced, dir))
	}
	if len(out.Verdicts) > 0 {
		out.NotProven = append(out.NotProven, "when the evidence was shown: it is judged as of its file's time")
	}
	if out.Gaps > 0 {
		out.NotProven = append(out.NotProven, fmt.Sprintf("what was metered between receipts at %d places: other receipts of the channel are not in the file", out.Gaps))
	}
	err = s.print(c, out, func() { printReceipts(c, out) })
	if err == nil && worst != verdict.Verified {
		return exitCode(int(worst))
	}
	return err
}

// checkBody holds an answer in a file against its receipt; without a file it
// does nothing.
func checkBody(receipts []hallmark.SignedUsage, path string) (bool, error) {
	if path == "" {
		return false, nil
	}
	if len(receipts) != 1 {
		return false, hallmark.Errorf(hallmark.Invalid, "--body is the answer of one receipt, there are %d: give a file with that one", len(receipts))
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return false, hallmark.Errorf(hallmark.NotFound, "the answer: %w", err)
	}
	return true, inference.CheckAnswer(receipts[0].Receipt, b)
}

// judge examines the evidence of each signer as of when it was shown.
func (v *verifiedReceipts) judge(policy attestation.Policy) verdict.Code {
	worst := verdict.Verified
	for _, s := range v.Signers {
		if s.Shown == nil {
			v.NotProven = append(v.NotProven, fmt.Sprintf("that %s is the key of genuine hardware: its evidence is not at hand", s.Signer))
			worst = worse(worst, verdict.Incomplete)
			continue
		}
		o := attestation.Options{Policy: policy, Now: s.ShownAt, AttestedAt: s.ShownAt}
		sheet := new(verdict.Sheet)
		report := attestation.Examine(*s.Shown, o, sheet)
		got := attestation.Conclude(sheet, o, report)
		if report.Runtime.Signer != s.Signer {
			got.Code = verdict.NotGenuine
		}
		v.Verdicts = append(v.Verdicts, receiptVerdict{s.Signer, got.Code.String(), got.Code})
		worst = worse(worst, got.Code)
	}
	return worst
}

// worse is the code that holds where two apply: the lowest above verified.
func worse(a, b verdict.Code) verdict.Code {
	if a == verdict.Verified || b != verdict.Verified && b < a {
		return b
	}
	return a
}

func printReceipts(c *cobra.Command, v verifiedReceipts) {
	out := c.OutOrStdout()
	fmt.Fprintf(out, "PASS  receipt signature  %d receipts\nPASS  receipt total      the chain and the totals agree\n", v.Receipts)
	if v.Body {
		fmt.Fprintln(out, "PASS  receipt body       it is for this answer")
	}
	if v.Unpriced < v.Receipts {
		fmt.Fprintf(out, "PASS  receipt fee        %d fees recomputed, %s in all\n", v.Receipts-v.Unpriced, v.Fees.Coins())
	}
	for _, e := range v.Verdicts {
		word := "PASS"
		if e.Code != verdict.Verified && e.Code != verdict.Simulated {
			word = "FAIL"
		}
		fmt.Fprintf(out, "%s  evidence           %s: %s\n", word, e.Signer, e.Verdict)
	}
	for _, n := range v.NotProven {
		fmt.Fprintf(out, "not proven: %s\n", n)
	}
}

// readReceipts reads a file of lines, or one receipt however it is written.
func readReceipts(path string) ([]hallmark.SignedUsage, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, hallmark.Errorf(hallmark.NotFound, "receipts: %w", err)
	}
	var one hallmark.SignedUsage
	if hallmark.DecodeStrict(bytes.TrimSpace(b), path, &one) == nil {
		return []hallmark.SignedUsage{one}, nil
	}
	all, err := inference.ReadReceipts(path)
	if err == nil && len(all) == 0 {
		err = hallmark.Errorf(hallmark.Invalid, "%s holds no receipt", path)
	}
	return all, err
}

func invoiceCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "invoice", Short: "Invoices of settled inference"}
	var dir string
	var last uint64
	show := &cobra.Command{
		Use: "show", Short: "List the wallet's invoices and prove each: inclusion, claim on chain, every number", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.showInvoices(c, dir, last) },
	}
	show.Flags().StringVar(&dir, "dir", filepath.Join(defaultDir, "proxy"), "`directory` of the proxy, with its receipts")
	show.Flags().Uint64Var(&last, "last", 0, "only the newest so `many`; 0: all")
	c.AddCommand(show)
	return c
}

func (s *session) showInvoices(c *cobra.Command, dir string, last uint64) error {
	return s.withWallet(c, func(m *sdk.Market, w *sdk.Worker, _ hallmark.Provider) error {
		list, err := w.AllInvoices(c.Context(), last)
		if err != nil {
			return err
		}
		own, err := inference.ReadReceipts(filepath.Join(dir, "receipts.jsonl"))
		if err != nil && hallmark.KindOf(err) != hallmark.NotFound {
			return err
		}
		checked := make([]inference.CheckedInvoice, 0, len(list))
		for _, v := range list {
			if v.Invoice.User != m.Address() {
				return hallmark.Errorf(hallmark.Mismatch, "the worker gave an invoice of %s", v.Invoice.User)
			}
			one, err := inference.CheckSettled(c.Context(), m, v, own, dir, crypto.FromECDSA(m.Wallet().Key()))
			if err != nil {
				return err
			}
			checked = append(checked, one)
		}
		return s.print(c, checked, func() { printInvoices(c, checked) })
	})
}

func printInvoices(c *cobra.Command, all []inference.CheckedInvoice) {
	out := c.OutOrStdout()
	if len(all) == 0 {
		fmt.Fprintln(out, "no batch with receipts of this wallet was closed yet")
	}
	for _, v := range all {
		i := v.Invoice
		fmt.Fprintf(out, "batch %d    %d receipts, %d tokens in, %d out, %d images, %d s of audio: %s\n", v.Batch, i.Receipts, i.TokensIn, i.TokensOut, i.Images, i.Seconds, i.Fee.Coins())
		fmt.Fprintf(out, "  PASS  invoice inclusion  under root %s\n", v.Root)
		switch {
		case v.Claimed:
			fmt.Fprintf(out, "  PASS  invoice claim      the root stands on chain\n")
		case v.Paid:
			fmt.Fprintf(out, "  SKIP  invoice claim      the provider says that nothing was left to claim: it was free, or a later claim includes it\n")
		default:
			fmt.Fprintf(out, "  SKIP  invoice claim      not claimed yet\n")
		}
		if v.From != "" {
			fmt.Fprintf(out, "  PASS  invoice            every number recomputed from the %s\n", map[string]string{"receipts": "receipts kept here", "traces": "receipts in storage"}[v.From])
		} else {
			fmt.Fprintf(out, "  SKIP  invoice            %s\n", v.Skipped)
		}
	}
}
