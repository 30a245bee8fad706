package worker

import (
	"context"
	"math/big"
	"time"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/wire"
)

// sameChain waits for the enclave and refuses to start unless worker, node and
// enclave mean the same chain and contracts.
func sameChain(ctx context.Context, cfg Config, chainID func(context.Context) (*big.Int, error), enclave *wire.Client) error {
	id, err := chainID(ctx)
	if err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "the chain at %s does not answer: %w", cfg.Chain, err)
	}
	if !id.IsUint64() || id.Uint64() != cfg.ChainID {
		return hallmark.Errorf(hallmark.Mismatch, "the chain at %s has id %s, the configuration says %d", cfg.Chain, id, cfg.ChainID)
	}
	info, err := waitFor(ctx, enclave)
	if err != nil {
		return err
	}
	if info.ChainID != cfg.ChainID || info.Escrow != cfg.Contracts.JobEscrow || info.Registry != cfg.Contracts.Registry {
		return hallmark.Errorf(hallmark.Mismatch, "the enclave is pinned to chain %d, escrow %s, registry %s; the worker to chain %d, escrow %s, registry %s",
			info.ChainID, info.Escrow, info.Registry, cfg.ChainID, cfg.Contracts.JobEscrow, cfg.Contracts.Registry)
	}
	if cfg.Inference != nil && info.Channels != cfg.Contracts.Channels {
		return hallmark.Errorf(hallmark.Mismatch, "the enclave is pinned to the channels at %s, the worker to those at %s", info.Channels, cfg.Contracts.Channels)
	}
	return nil
}

// waitFor gives the enclave time to come up: both may have been started at the
// same moment.
func waitFor(ctx context.Context, enclave *wire.Client) (wire.Info, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		info, err := enclave.Info(ctx)
		if err == nil || !hallmark.KindOf(err).Retryable() {
			return info, err
		}
		select {
		case <-ctx.Done():
			return info, err
		case <-tick.C:
		}
	}
}
