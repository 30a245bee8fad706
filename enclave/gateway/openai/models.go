package openai

import (
	"context"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

func (a *API) listModels(_ context.Context, c Call, _ Meter, out *response) error {
	b := []byte(`{"object":"list","data":[`)
	for i, card := range a.models.List(c.User) {
		if i > 0 {
			b = append(b, ',')
		}
		b = card.append(b)
	}
	return out.body(200, jsonType, append(b, "]}"...))
}

func (a *API) showModel(c Call, name string, out *response) error {
	for _, card := range a.models.List(c.User) {
		if card.Name == name {
			return out.body(200, jsonType, card.append(nil))
		}
	}
	return noModel(name, hallmark.Errorf(hallmark.NotFound, "no such model"))
}

func (m Card) append(b []byte) []byte {
	b = appendString(append(b, `{"id":`...), m.Name)
	created := int64(0) // not known
	if !m.Created.IsZero() {
		created = m.Created.Unix()
	}
	b = strconv.AppendInt(append(b, `,"object":"model","created":`...), created, 10)
	b = appendString(append(b, `,"owned_by":`...), m.Owner)
	if m.Parent != "" {
		b = appendString(append(b, `,"parent":`...), m.Parent)
	}
	return append(b, '}')
}
