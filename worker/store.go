package worker

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark/storage"
	"github.com/hallmark-tee/hallmark/worker/outbox"
)

// openStorage makes the storage client whose submissions go through the
// outbox.
func openStorage(cfg Config, send *outbox.Outbox) (*storage.Client, error) {
	return storage.New(storage.Config{
		Indexer: cfg.Indexer, Chain: cfg.Chain, Flow: common.Address(cfg.Flow), Submitter: outbox.Flow{Outbox: send},
	})
}
