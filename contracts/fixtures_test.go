package contracts_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
)

// in reports failures to a subtest from now on.
func (m *market) in(t testing.TB) *market {
	m.t = t
	return m
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
