package openai

import (
	"strings"
	"unicode/utf8"
)

// decoder turns the bytes of tokens into text that can be sent: whole
// characters only, and nothing that may still turn out to begin a stop string.
// Bytes that are not UTF-8 become U+FFFD, one for each run of them. The text ends
// before the stop string that is complete first, the longest of those that are
// complete at the same place; where token borders lie makes no difference.
type decoder struct {
	stops []string
	raw   []byte // the beginning of a character
	held  []byte // the beginning of a stop string
	bad   bool   // the last bytes were not UTF-8
	runes int    // characters so far, those of held included
	hit   bool   // a stop string was found: the text has ended
}

// add takes the bytes of a token and gives the text that they release.
func (d *decoder) add(b []byte) string {
	if d.hit {
		return ""
	}
	if len(d.raw) > 0 {
		d.raw = append(d.raw, b...)
		b = d.raw
	}
	for len(b) > 0 && utf8.FullRune(b) {
		n := d.decode(b)
		b = b[n:]
	}
	d.raw = append(d.raw[:0], b...)
	return d.release()
}

// close ends the text and gives what was held back.
func (d *decoder) close() string {
	for len(d.raw) > 0 && !d.hit {
		d.raw = d.raw[d.decode(d.raw):]
	}
	out := d.release() + string(d.held)
	d.held = nil
	return out
}

// decode moves one character to held and gives its length.
func (d *decoder) decode(b []byte) int {
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError && n == 1 {
		if !d.bad {
			d.bad = true
			d.runes++
			d.held = utf8.AppendRune(d.held, r)
		}
		return n
	}
	d.bad = false
	d.runes++
	d.held = append(d.held, b[:n]...)
	return n
}

// release takes from held what no stop string can begin with.
func (d *decoder) release() string {
	if d.hit {
		return ""
	}
	text := string(d.held)
	start, end := -1, 0
	keep := 0
	for _, s := range d.stops {
		if at := strings.Index(text, s); at >= 0 && (start < 0 || at+len(s) < end || at+len(s) == end && at < start) {
			start, end = at, at+len(s)
		}
		for n := min(len(s)-1, len(text)); n > keep; n-- {
			if strings.HasSuffix(text, s[:n]) {
				keep = n
				break
			}
		}
	}
	if start >= 0 {
		d.hit = true
		d.runes -= utf8.RuneCountInString(text[start:])
		d.held = d.held[:0]
		return text[:start]
	}
	out := text[:len(text)-keep]
	d.held = append(d.held[:0], text[len(out):]...)
	return out
}
