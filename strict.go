package hallmark

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// maxDepth bounds the nesting of a decoded document.
const maxDepth = 32

// DecodeStrict decodes one JSON document into v and refuses unknown keys,
// duplicate keys (in whatever case, since the decoder folds it), nesting deeper
// than 32, and trailing bytes. what names the document in errors, which are of
// kind Invalid.
func DecodeStrict(data []byte, what string, v any) error {
	scan := json.NewDecoder(bytes.NewReader(data))
	scan.UseNumber()
	if err := refuseDuplicates(scan, what, 0); err != nil {
		return err
	}
	if _, err := scan.Token(); err != io.EOF {
		return Errorf(Invalid, "%s: bytes follow the document at offset %d", what, scan.InputOffset())
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return Errorf(Invalid, "%s: %w", what, err)
	}
	return nil
}

func refuseDuplicates(dec *json.Decoder, what string, depth int) error {
	if depth > maxDepth {
		return Errorf(Invalid, "%s: nested deeper than %d at offset %d", what, maxDepth, dec.InputOffset())
	}
	tok, err := dec.Token()
	if err != nil {
		return Errorf(Invalid, "%s: %w at offset %d", what, err, dec.InputOffset())
	}
	open, ok := tok.(json.Delim)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	for dec.More() {
		if open == '{' {
			key, err := dec.Token()
			if err != nil {
				return Errorf(Invalid, "%s: %w at offset %d", what, err, dec.InputOffset())
			}
			name, _ := key.(string)
			folded := strings.ToLower(name)
			if seen[folded] {
				return Errorf(Invalid, "%s: the key %q appears twice, at offset %d", what, clip(name), dec.InputOffset())
			}
			seen[folded] = true
		}
		if err := refuseDuplicates(dec, what, depth+1); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return Errorf(Invalid, "%s: %w at offset %d", what, err, dec.InputOffset())
	}
	return nil
}
