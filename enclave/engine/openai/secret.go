package openai

import (
	"bytes"
	"fmt"
	"io"

	"github.com/hallmark-tee/hallmark"
)

// Secret is an API key. It prints as [secret] whatever the verb, and has no
// JSON form.
type Secret struct{ text string }

// maxSecret bounds a key, in bytes.
const maxSecret = 8 << 10

// ReadSecret reads a key from a file descriptor or a sealed file, white space
// around it left out.
func ReadSecret(r io.Reader) (Secret, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxSecret+1))
	if err != nil {
		return Secret{}, hallmark.Errorf(hallmark.Unavailable, "upstream: read the API key: %w", err)
	}
	b = bytes.TrimSpace(b)
	if len(b) == 0 || len(b) > maxSecret {
		return Secret{}, hallmark.Errorf(hallmark.Invalid, "upstream: an API key has 1 to %d bytes", maxSecret)
	}
	for _, c := range b {
		if c <= ' ' || c > '~' {
			return Secret{}, hallmark.Errorf(hallmark.Invalid, "upstream: the API key holds a character that cannot stand in a header")
		}
	}
	return Secret{string(b)}, nil
}

// Format writes [secret].
func (Secret) Format(f fmt.State, _ rune) { io.WriteString(f, "[secret]") }

// MarshalJSON refuses.
func (Secret) MarshalJSON() ([]byte, error) {
	return nil, hallmark.Errorf(hallmark.Forbidden, "upstream: an API key is not written out")
}
