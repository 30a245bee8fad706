package main

import (
	"context"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
)

// await returns when the namespace answers with all its search attributes and
// the Web UI serves.
func (r *running) await(ctx context.Context, o *options) error {
	c, err := client.NewLazyClient(client.Options{HostPort: r.address, Namespace: o.namespace, Logger: silent{}})
	if err != nil {
		return fmt.Errorf("make a client: %w", err)
	}
	defer c.Close()
	operator := c.OperatorService()
	var have *operatorservice.ListSearchAttributesResponse
	ready := func() error {
		if _, err := c.CheckHealth(ctx, &client.CheckHealthRequest{}); err != nil {
			return fmt.Errorf("ask for health: %w", err)
		}
		have, err = operator.ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: o.namespace})
		if err != nil {
			return fmt.Errorf("list search attributes: %w", err)
		}
		return r.uiAnswers(ctx)
	}
	for err := ready(); err != nil; err = ready() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server does not answer: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
	missing, err := missingAttributes(have.CustomAttributes, o)
	if err != nil || len(missing) == 0 {
		return err
	}
	_, err = operator.AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
		Namespace: o.namespace, SearchAttributes: missing,
	})
	if err != nil {
		return fmt.Errorf("add search attributes: %w", err)
	}
	return nil
}

// missingAttributes names what a namespace of an earlier run lacks.
func missingAttributes(have map[string]enumspb.IndexedValueType, o *options) (map[string]enumspb.IndexedValueType, error) {
	missing := map[string]enumspb.IndexedValueType{}
	for name, kind := range o.attributes {
		old, ok := have[name]
		if ok && old != kind {
			return nil, fmt.Errorf("search attribute %s is %s in %s and cannot become %s: remove the directory", name, old, o.dir, kind)
		}
		if !ok {
			missing[name] = kind
		}
	}
	return missing, nil
}

// silent drops the client's log: while the server starts, refusals are expected.
type silent struct{}

var _ log.Logger = silent{}

func (silent) Debug(string, ...any) {}
func (silent) Info(string, ...any)  {}
func (silent) Warn(string, ...any)  {}
func (silent) Error(string, ...any) {}
