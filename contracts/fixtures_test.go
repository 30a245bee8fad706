package contracts_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/hallmark-tee/hallmark/contracts"
)

// in reports failures to a subtest from now on.
func (m *market) in(t testing.TB) *market {
	m.t = t
	return m
}

func (m *market) registerCall(c claim, edit func(body, qe []byte), block uint64) contracts.Call {
	m.t.Helper()
	q, err := contracts.CutQuote(m.pki.quote(m.t, c, edit))
	if err != nil {
		m.t.Fatal(err)
	}
	return m.at.Register(q, block, sha(c.runtimeData))
}

func sha(b []byte) [32]byte { return sha256.Sum256(b) }

func keyOf(t testing.TB, public any) contracts.Key {
	t.Helper()
	k, err := contracts.KeyOf(public)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// errorName is a case's name up to the colon.
func errorName(name string) string {
	name, _, _ = strings.Cut(name, ":")
	return name
}

// cutOff lets a number of transactions through.
type cutOff struct {
	miner
	left int
}

func (c *cutOff) SendTransaction(ctx context.Context, tx *types.Transaction) error {
	if c.left == 0 {
		return errors.New("the line is dead")
	}
	c.left--
	return c.miner.SendTransaction(ctx, tx)
}
