package gateway

import (
	"context"
	"slices"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/gateway/openai"
	"github.com/hallmark-tee/hallmark/enclave/wire"
	"github.com/hallmark-tee/hallmark/envelope"
)

// tuned is how models of jobs are called: "ft:" and the job's id.
const tuned = "ft:"

// catalog is what one request can call: the lines of the service record that
// it agreed to, and the adapters that are its user's or granted to it.
type catalog struct {
	gateway *Gateway
	record  *hallmark.ServiceRecord
	user    hallmark.Address
	grant   *hallmark.SignedAdapterGrant
	priced  *hallmark.ServiceModel // of the model that was found
}

var _ openai.Models = (*catalog)(nil)

// tasks are what a kind of model is paid for.
func tasks(kind string) []openai.Task {
	switch kind {
	case hallmark.ModelText:
		return []openai.Task{openai.Chat, openai.Completions}
	case hallmark.ModelEmbedding:
		return []openai.Task{openai.Embeddings}
	case hallmark.ModelImage:
		return []openai.Task{openai.Images}
	}
	return []openai.Task{openai.Transcribe}
}

// List implements openai.Models.
func (c *catalog) List(hallmark.Address) []openai.Card {
	var all []openai.Card
	for _, m := range c.record.Models {
		all = append(all, openai.Card{Name: m.Name, Owner: c.record.Provider.String()})
	}
	for _, a := range c.gateway.opt.Models.Adapters() {
		if base := c.base(a.Base); base != nil && c.mayUse(a) == nil {
			all = append(all, openai.Card{Name: tuned + a.Job.String(), Owner: a.Owner.String(), Parent: base.Name, Created: a.Created})
		}
	}
	return all
}

// Find implements openai.Models.
func (c *catalog) Find(ctx context.Context, name string, _ hallmark.Address) (openai.Served, error) {
	if id, ok := strings.CutPrefix(name, tuned); ok {
		return c.findTuned(ctx, name, id)
	}
	i := slices.IndexFunc(c.record.Models, func(m hallmark.ServiceModel) bool { return m.Name == name })
	if i < 0 {
		return openai.Served{}, hallmark.Errorf(hallmark.NotFound, "the service record has no model %q", name)
	}
	m := &c.record.Models[i]
	s, err := c.gateway.opt.Models.Base(ctx, *m)
	if err != nil {
		return s, err
	}
	s.Model.Name, s.Tasks, c.priced = name, tasks(m.Kind), m
	return s, nil
}

func (c *catalog) findTuned(ctx context.Context, name, id string) (openai.Served, error) {
	none := hallmark.Errorf(hallmark.NotFound, "no job made the model %q", name)
	job, err := hallmark.ParseDigest(id)
	if err != nil {
		return openai.Served{}, none
	}
	a, ok := c.gateway.opt.Models.Adapter(job)
	if !ok {
		return openai.Served{}, none
	}
	base := c.base(a.Base)
	if base == nil {
		return openai.Served{}, hallmark.Errorf(hallmark.NotFound, "the service record has no price for the base of the model %q", name)
	}
	if err := c.mayUse(a); err != nil {
		return openai.Served{}, err
	}
	s, err := c.gateway.opt.Models.Tuned(ctx, job)
	if err != nil {
		return s, err
	}
	s.Model.Name, s.Tasks, c.priced = name, tasks(base.Kind), base
	return s, nil
}

// base is the text model of the record with these weights, or nil.
func (c *catalog) base(digest hallmark.Digest) *hallmark.ServiceModel {
	i := slices.IndexFunc(c.record.Models, func(m hallmark.ServiceModel) bool { return m.Digest == digest && m.Kind == hallmark.ModelText })
	if i < 0 {
		return nil
	}
	return &c.record.Models[i]
}

// mayUse requires that the model is the user's, or that its owner granted it.
func (c *catalog) mayUse(a Adapter) error {
	if a.Owner == c.user {
		return nil
	}
	g := c.grant
	if g == nil || g.Grant != (hallmark.AdapterGrant{Owner: a.Owner, Job: a.Job, User: c.user}) {
		return refuse(wire.CheckAdapter, hallmark.Forbidden, "the model of job %s is of %s, who has not granted it to %s", a.Job.Short(), a.Owner, c.user)
	}
	if err := envelope.Require("adapter grant", c.gateway.domain.AdapterGrant(g.Grant), g.Signature, a.Owner); err != nil {
		return refuse(wire.CheckAdapter, hallmark.Forbidden, "%w", err)
	}
	return nil
}
