package proxy

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// ParseAliases reads NAME=MODEL pairs. "*" stands for every name that the
// provider does not have.
func ParseAliases(pairs []string) (map[string]string, error) {
	out := map[string]string{}
	for _, pair := range pairs {
		name, model, ok := strings.Cut(pair, "=")
		if !ok || name == "" || model == "" {
			return nil, hallmark.Errorf(hallmark.Invalid, "--alias %q is not NAME=MODEL", pair)
		}
		out[name] = model
	}
	return out, nil
}

// modelIn finds the value of the last key "model" of a JSON object, which is
// the one that counts: where it starts and ends, and what it says.
func modelIn(body []byte) (start, end int, name string, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(body))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return 0, 0, "", false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return 0, 0, "", false
		}
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return 0, 0, "", false
		}
		if key != "model" {
			continue
		}
		end = int(dec.InputOffset())
		start = end - len(value)
		ok = json.Unmarshal(value, &name) == nil
	}
	if _, err := dec.Token(); err != nil {
		return 0, 0, "", false
	}
	return start, end, name, ok
}

func quote(s string) []byte {
	b, err := json.Marshal(s)
	if err != nil {
		return []byte(`""`)
	}
	return b
}
