package inference_test

import (
	"context"
	"errors"
	"testing"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/sdk"
	"github.com/hallmark-tee/hallmark/sdk/inference"
	"github.com/hallmark-tee/hallmark/sdk/inference/inferencetest"
)

// liar is a provider whose worker shows another enclave's papers.
type liar struct {
	*inferencetest.Enclave
	vet     func() (sdk.Vetted, error)
	service func() (hallmark.SignedService, error)
}

func (l liar) Vet(ctx context.Context) (sdk.Vetted, error) {
	if l.vet != nil {
		return l.vet()
	}
	return l.Enclave.Vet(ctx)
}

func (l liar) Service(ctx context.Context) (hallmark.SignedService, error) {
	if l.service != nil {
		return l.service()
	}
	return l.Enclave.Service(ctx)
}

// TestForeignPapers: no session begins on another enclave's evidence or record.
func TestForeignPapers(t *testing.T) {
	mine, other := inferencetest.New(t), inferencetest.New(t)
	for _, c := range []struct {
		name, check string
		provider    liar
	}{
		{"evidence that does not hold", "evidence", liar{mine, func() (sdk.Vetted, error) {
			return sdk.Vetted{}, hallmark.Errorf(hallmark.NotGenuine, "the worker names other keys than its enclave's evidence")
		}, nil}},
		{"evidence of another enclave", "service record", liar{mine, func() (sdk.Vetted, error) { return other.Vet(t.Context()) }, nil}},
		{"record of another enclave", "service record", liar{mine, nil, func() (hallmark.SignedService, error) { return other.Service(t.Context()) }}},
		{"altered prices", "service record", liar{mine, nil, func() (hallmark.SignedService, error) {
			s, err := mine.Service(t.Context())
			s.Record.Rate *= 2
			return s, err
		}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg := mine.Config(t.TempDir())
			cfg.Provider = c.provider
			_, err := inference.Open(t.Context(), cfg)
			var f *inference.Failure
			if !errors.As(err, &f) || f.Check != c.check {
				t.Fatalf("%v, want the check %q", err, c.check)
			}
			t.Attr("check", c.check)
		})
	}
	if mine.Opened+other.Opened != 0 {
		t.Error("something was sent")
	}
}
