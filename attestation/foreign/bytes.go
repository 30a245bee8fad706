package foreign

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// Limits. A file over them is refused before anything of it is decoded.
const (
	maxParts   = 64
	maxDevices = 256
	maxEvents  = 4096
)

// decodeText reads hex, with or without 0x, or base64 in any of its four
// alphabets and paddings. Text that is both is hex.
func decodeText(s string) ([]byte, bool) {
	s = strings.TrimSpace(s)
	if b, err := hex.DecodeString(strings.TrimPrefix(strings.TrimPrefix(s, "0x"), "0X")); err == nil && len(b) > 0 {
		return b, true
	}
	s = strings.TrimRight(strings.Map(func(r rune) rune {
		switch r {
		case '-':
			return '+'
		case '_':
			return '/'
		case '\n', '\r', ' ', '\t':
			return -1
		}
		return r
	}, s), "=")
	b, err := base64.RawStdEncoding.DecodeString(s)
	return b, err == nil && len(b) > 0
}

// field decodes a text field of a document; an empty one is nil.
func field(name, s string) ([]byte, error) {
	if s == "" {
		return nil, nil
	}
	b, ok := decodeText(s)
	if !ok {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s is neither hex nor base64", name)
	}
	return b, nil
}

// hexField decodes a hex field of a known length in bytes; an empty one is nil.
func hexField(name, s string, size int) ([]byte, error) {
	if s == "" {
		return nil, nil
	}
	b, err := hex.DecodeString(strings.TrimPrefix(s, "0x"))
	if err != nil || len(b) != size {
		return nil, hallmark.Errorf(hallmark.Invalid, "%s must be %d bytes in hex", name, size)
	}
	return b, nil
}

// textOrJSON gives a JSON value that some systems send as itself and others as
// a string that contains it; an absent, null or empty one is nil.
func textOrJSON(raw json.RawMessage) json.RawMessage {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return json.RawMessage(s)
	}
	if string(raw) == "null" {
		return nil
	}
	return raw
}

// object opens a JSON object of somebody else's format: unknown keys may be
// there, duplicate keys, deep nesting and trailing bytes may not.
func object(data []byte, what string, v any) error {
	var scan map[string]json.RawMessage
	if err := hallmark.DecodeStrict(data, what, &scan); err != nil {
		return err
	}
	return decode(data, what, v)
}

// list opens a JSON array likewise.
func list(data []byte, what string, v any) error {
	var scan []json.RawMessage
	if err := hallmark.DecodeStrict(data, what, &scan); err != nil {
		return err
	}
	return decode(data, what, v)
}

func decode(data []byte, what string, v any) error {
	if err := json.Unmarshal(data, v); err != nil {
		return hallmark.Errorf(hallmark.Invalid, "%s: %w", what, err)
	}
	return nil
}
