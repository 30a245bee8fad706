package devnet

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/contracts/devchain"
	"github.com/hallmark-tee/hallmark/storage/local"
)

// serving is the line a child writes when it is ready.
type serving struct {
	URL string `json:"url"`
}

// chainIdle keeps chain time near the clock while nobody transacts, so that
// deadlines pass by themselves.
const chainIdle = 5 * time.Second

// ServeChain is the chain's process: it serves until ctx ends.
func ServeChain(ctx context.Context, out io.Writer, dir string, port int) error {
	n, err := devchain.Start(ctx, devchain.Config{Dir: dir, Port: port, Idle: chainIdle})
	if err != nil {
		return err
	}
	if err := say(out, n.URL()); err != nil {
		return err
	}
	<-n.Done()
	return n.Close()
}

// ServeStorage is the storage node's process: it serves until ctx ends.
func ServeStorage(ctx context.Context, out io.Writer, dir, chain string, flow hallmark.Address, port int, l *slog.Logger) error {
	n, err := local.Start(ctx, local.Config{
		Dir: dir, Chain: chain, Flow: common.Address(flow), Listen: fmt.Sprintf("127.0.0.1:%d", port), Log: l,
	})
	if err != nil {
		return err
	}
	if err := say(out, n.URL()); err != nil {
		return err
	}
	<-ctx.Done()
	return n.Close()
}

func say(out io.Writer, url string) error {
	b, err := json.Marshal(serving{URL: url})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", b)
	return err
}
