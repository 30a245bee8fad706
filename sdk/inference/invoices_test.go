package inference_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/envelope"
	"github.com/hallmark-tee/hallmark/invoice"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

// claims is a chain on which a root was claimed or not, and a storage without
// files.
type claims bool

func (c claims) Claimed(context.Context, hallmark.Address, hallmark.Address, hallmark.Digest) (bool, error) {
	return bool(c), nil
}

func (claims) Traces(context.Context, hallmark.Stored) (io.ReadCloser, error) {
	return nil, errors.New("no files")
}

// TestCheckSettled: the root of a batch that a transaction is said to have
// claimed must stand on chain; one with nothing left to claim has none.
func TestCheckSettled(t *testing.T) {
	e := inferencetest.New(t)
	cfg := e.Config(t.TempDir())
	s, err := inference.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	_, u, err := ask(t.Context(), s, chat("base"))
	if err != nil {
		t.Fatal(err)
	}
	digest, err := envelope.CheckUsage(*u)
	if err != nil {
		t.Fatal(err)
	}
	inv, err := invoice.BuildUsage(3, []hallmark.Usage{u.Receipt}, []hallmark.Digest{digest}, nil)
	if err != nil {
		t.Fatal(err)
	}
	name, err := envelope.Digest(inv)
	if err != nil {
		t.Fatal(err)
	}
	good := hallmark.SettledInvoice{Batch: 3, Invoice: inv, Root: invoice.Leaf(name)}
	paid := good
	paid.Paid = true
	sent := paid
	sent.Claims = []hallmark.Digest{{9}}
	foreign := good
	foreign.Root[0]++
	for what, c := range map[string]struct {
		settled hallmark.SettledInvoice
		claimed claims
		fails   string
	}{
		"on its way":            {good, false, ""},
		"claimed":               {sent, true, ""},
		"nothing left to claim": {paid, false, ""},
		"no claim on chain":     {sent, false, inference.CheckInclusion},
		"another root":          {foreign, true, inference.CheckInclusion},
	} {
		got, err := inference.CheckSettled(t.Context(), c.claimed, c.settled, []hallmark.SignedUsage{*u}, cfg.Dir, nil)
		var f *inference.Failure
		switch {
		case c.fails != "":
			if !errors.As(err, &f) || f.Check != c.fails {
				t.Errorf("%s: %v", what, err)
			}
		case err != nil || got.Claimed != bool(c.claimed) || got.From != "receipts":
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
}
