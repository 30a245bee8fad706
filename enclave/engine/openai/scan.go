package openai

import "unicode/utf8"

// maxDepth bounds the nesting of an upstream's JSON.
const maxDepth = 64

// skip gives the end of the JSON value (RFC 8259) that begins at i, white space
// before it left out of account, or -1 if there is none. It checks all but the
// pairing of escaped surrogates.
func skip(b []byte, i, depth int) int {
	i = space(b, i)
	if i >= len(b) || depth > maxDepth {
		return -1
	}
	switch c := b[i]; {
	case c == '"':
		return skipString(b, i)
	case c == '{':
		return members(b, i, depth, func(_ []byte, at int) int { return skip(b, at, depth+1) })
	case c == '[':
		return elements(b, i, depth, func(at int) int { return skip(b, at, depth+1) })
	case c == 't':
		return literal(b, i, "true")
	case c == 'f':
		return literal(b, i, "false")
	case c == 'n':
		return literal(b, i, "null")
	}
	return skipNumber(b, i)
}

func space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

func literal(b []byte, i int, want string) int {
	if end := i + len(want); end <= len(b) && string(b[i:end]) == want {
		return end
	}
	return -1
}

func skipString(b []byte, i int) int {
	for i++; i < len(b); i++ {
		c := b[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		switch {
		case c == '"':
			return i + 1
		case c < 0x20:
			return -1
		}
		if i++; i >= len(b) {
			return -1
		}
		switch b[i] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		case 'u':
			for range 4 {
				if i++; i >= len(b) || !isHex(b[i]) {
					return -1
				}
			}
		default:
			return -1
		}
	}
	return -1
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func digits(b []byte, i int) int {
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	return i
}

func skipNumber(b []byte, i int) int {
	if i < len(b) && b[i] == '-' {
		i++
	}
	start := i
	if i = digits(b, i); i == start || b[start] == '0' && i > start+1 {
		return -1
	}
	if i < len(b) && b[i] == '.' {
		start = i + 1
		if i = digits(b, start); i == start {
			return -1
		}
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		if i++; i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		start = i
		if i = digits(b, start); i == start {
			return -1
		}
	}
	return i
}

// members calls each for every member of the object that begins at i, with the
// key, quotes left out, and the place where its value begins. each gives the
// value's end, as skip does, so that no byte is read twice; members gives the
// object's end or -1.
func members(b []byte, i, depth int, each func(key []byte, at int) int) int {
	if i = space(b, i); i >= len(b) || b[i] != '{' || depth > maxDepth {
		return -1
	}
	if i = space(b, i+1); i < len(b) && b[i] == '}' {
		return i + 1
	}
	for {
		if i = space(b, i); i >= len(b) || b[i] != '"' {
			return -1
		}
		end := skipString(b, i)
		if end < 0 {
			return -1
		}
		key := b[i+1 : end-1]
		if i = space(b, end); i >= len(b) || b[i] != ':' {
			return -1
		}
		if i = each(key, space(b, i+1)); i < 0 {
			return -1
		}
		if i = space(b, i); i >= len(b) {
			return -1
		}
		switch b[i] {
		case '}':
			return i + 1
		case ',':
			i++
		default:
			return -1
		}
	}
}

// elements does the same for the array that begins at i.
func elements(b []byte, i, depth int, each func(at int) int) int {
	if i = space(b, i); i >= len(b) || b[i] != '[' || depth > maxDepth {
		return -1
	}
	if i = space(b, i+1); i < len(b) && b[i] == ']' {
		return i + 1
	}
	for {
		if i = each(space(b, i)); i < 0 {
			return -1
		}
		if i = space(b, i); i >= len(b) {
			return -1
		}
		switch b[i] {
		case ']':
			return i + 1
		case ',':
			i++
		default:
			return -1
		}
	}
}

// whole tells whether b is one JSON value in UTF-8 that ends at end.
func whole(b []byte, end int) bool { return end >= 0 && space(b, end) == len(b) && utf8.Valid(b) }
