package devchain

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

const (
	maxAdvance = 100 * 365 * 24 * 3600 // seconds: contracts keep time in 40 bits
	maxMine    = 10_000
)

// clockAPI is the RPC namespace dev: deadlines are chain time, and tests cannot
// wait for them.
type clockAPI struct{ s *sealer }

// Head is where a dev call left the chain.
type Head struct {
	Number    hexutil.Uint64 `json:"number"`
	Timestamp hexutil.Uint64 `json:"timestamp"`
}

// IncreaseTime (dev_increaseTime) moves the chain's clock forward by seconds,
// for good, and seals a block with the new time.
func (a *clockAPI) IncreaseTime(seconds uint64) (*Head, error) {
	if seconds > maxAdvance {
		return nil, fmt.Errorf("cannot advance by %d seconds: at most %d at once", seconds, maxAdvance)
	}
	block, err := a.s.advance(time.Duration(seconds) * time.Second)
	if err != nil {
		return nil, err
	}
	return &Head{hexutil.Uint64(block.NumberU64()), hexutil.Uint64(block.Time())}, nil
}

// Mine (dev_mine) seals this many blocks, one if not given.
func (a *clockAPI) Mine(blocks *uint64) (*Head, error) {
	n := uint64(1)
	if blocks != nil {
		n = *blocks
	}
	if n == 0 || n > maxMine {
		return nil, fmt.Errorf("cannot seal %d blocks: give 1 to %d", n, maxMine)
	}
	var head Head
	for range n {
		block, err := a.s.seal()
		if err != nil {
			return nil, err
		}
		head = Head{hexutil.Uint64(block.NumberU64()), hexutil.Uint64(block.Time())}
	}
	return &head, nil
}
