package openai

import (
	"encoding/json"
	"fmt"
)

// Head is what the chunks of one stream have in common.
type Head struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Created int64  `json:"created"`
}

// HeadOf reads the head of a chunk; what is missing or of another type is zero.
func HeadOf(chunk []byte) Head {
	var h Head
	if json.Unmarshal(chunk, &h) != nil {
		return Head{}
	}
	return h
}

// Chunk makes a chunk of the stream with one choice that ends for a reason.
func (h Head) Chunk(model string, index int, finish string) []byte {
	part := `"delta":{}`
	if h.Object == "text_completion" {
		part = `"text":""`
	}
	return h.chunk(model, fmt.Sprintf(`,"choices":[{"index":%d,%s,"logprobs":null,"finish_reason":%q}]`, index, part, finish))
}

// UsageChunk makes the chunk of the stream that tells the usage.
func (h Head) UsageChunk(model string, u Usage) []byte {
	return h.chunk(model, `,"choices":[],"usage":`+usageJSON(u))
}

func (h Head) chunk(model, rest string) []byte {
	id, _ := json.Marshal(h.ID)
	object, _ := json.Marshal(h.Object)
	name, _ := json.Marshal(model)
	return fmt.Appendf(nil, `{"id":%s,"object":%s,"created":%d,"model":%s%s}`, id, object, h.Created, name, rest)
}

func usageJSON(u Usage) string {
	return fmt.Sprintf(`{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}`, u.Input, u.Output, u.Input+u.Output)
}
