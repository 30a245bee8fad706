package openai

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/hallmark-tee/hallmark"
)

const (
	healthTime = 10 * time.Second
	maxList    = 4 << 20 // bytes of an upstream's list of models
)

// Health asks the upstream for its models and finds ours among them.
// Unavailable: it does not answer; NotFound: it does not serve our model.
func (c *Client) Health(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, healthTime, errSlow)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base+"/models", nil)
	if err != nil {
		return hallmark.Errorf(hallmark.Internal, "upstream: %w", err)
	}
	resp, err := c.do(ctx, req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxList))
	if err != nil {
		return lost(ctx, err)
	}
	var list struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := json.Unmarshal(raw, &list); err != nil {
		return hallmark.Errorf(hallmark.Unavailable, "upstream: its list of models cannot be read")
	}
	for _, m := range list.Data {
		if m.ID == c.cfg.Model {
			return nil
		}
	}
	return hallmark.Errorf(hallmark.NotFound, "upstream: it does not serve a model named %q", c.cfg.Model)
}

// Watch checks the health now and then every so often until ctx ends. While the
// last check failed, calls are refused at once as Unavailable.
func (c *Client) Watch(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		err := c.Health(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			c.sick.Store(&err)
		} else {
			c.sick.Store(nil)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
