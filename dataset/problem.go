package dataset

import (
	"fmt"
	"strconv"

	"github.com/hallmark-tee/hallmark"
)

// Code is the fixed name of what can be wrong with a row.
type Code string

// The closed set of codes; causes holds what each means and how to mend it.
const (
	CodeUTF8      Code = "utf-8"
	CodeJSON      Code = "json"
	CodeLong      Code = "row-too-long"
	CodeObject    Code = "not-an-object"
	CodeDuplicate Code = "duplicate-key"
	CodeUnknown   Code = "unknown-key"
	CodeSurrogate Code = "lone-surrogate"
	CodeForm      Code = "row-form"
	CodeKind      Code = "mixed-kinds"
	CodeMissing   Code = "missing-field"
	CodeType      Code = "wrong-type"
	CodeEmpty     Code = "empty"
	CodeRole      Code = "unknown-role"
	CodeOrder     Code = "turn-order"
	CodeTurns     Code = "too-many-turns"
	CodeArray     Code = "json-array"
	CodeDamaged   Code = "compression"
)

const maxTurns = 1024

const forms = "messages; prompt and completion; text; instruction, input and output; conversations"

// The containers of a file.
const (
	JSONL     = "jsonl" // one row per line
	JSONArray = "json"  // one array of rows
)

var causes = map[Code]struct{ cause, fix string }{
	CodeUTF8:      {"the row is not valid UTF-8", "save the file as UTF-8"},
	CodeJSON:      {"the row is not valid JSON", "write one complete JSON object per line or in the array; escape line breaks inside strings as \\n"},
	CodeLong:      {"the row is longer than the limit", "split it into several rows or raise the limit"},
	CodeObject:    {"the row is not a JSON object", "write {...} in one of the row forms: " + forms},
	CodeDuplicate: {"a key appears twice in one object", "keep one of the two"},
	CodeUnknown:   {"a key is not part of this row form", "remove the key; messages have role and content, conversations from and value, only"},
	CodeSurrogate: {"a \\u escape is half of a surrogate pair", "write both halves or the character itself"},
	CodeForm:      {"the row has none of the row forms or keys of several", "write one of: " + forms},
	CodeKind:      {"the row has another form than the one asked for or than the rows before it", "use one form in the whole file"},
	CodeMissing:   {"the field is missing", "add it as a non-empty string"},
	CodeType:      {"the value has the wrong type", "messages is a list of {role, content}, conversations of {from, value}; every other value is a string"},
	CodeEmpty:     {"the value is empty", "fill it or remove the row"},
	CodeRole:      {"the role is not known", "use system, user or assistant; in conversations also human or gpt"},
	CodeOrder:     {"the turn stands in a place where it teaches nothing", "put system first, a user turn before the first assistant turn, and end with assistant"},
	CodeTurns:     {"the conversation has more than " + strconv.Itoa(maxTurns) + " turns", "split it into several rows"},
	CodeArray:     {"the JSON array is broken here", "write [row, row, ...] with one comma between rows, none before the end and nothing behind it, or one row per line without the brackets"},
	CodeDamaged:   {"the compressed file is cut, damaged, or needs too much memory", "compress it again with gzip, or with zstd up to level 19 and without --long"},
}

// Problem is one bad row. All fields but Content are free of the row's content
// and may be shown to anybody; Content may not leave the owner's machine.
type Problem struct {
	Line   int    `json:"line"`             // from 1
	Column int    `json:"column,omitempty"` // byte in the line, from 1; 0 where a field says more
	Field  string `json:"field,omitempty"`  // such as messages[2].role
	Code   Code   `json:"code"`
	Cause  string `json:"cause"`
	Fix    string `json:"fix"`

	Content string `json:"-"` // the offending key or role, for the owner's eyes
}

func problem(code Code, field string) *Problem {
	c := causes[code]
	return &Problem{Code: code, Field: field, Cause: c.cause, Fix: c.fix}
}

// String is one line without the row's content.
func (p Problem) String() string {
	s := "line " + strconv.Itoa(p.Line)
	if p.Field != "" {
		s += ", " + p.Field
	} else if p.Column > 0 {
		s += ", byte " + strconv.Itoa(p.Column)
	}
	return s + ": " + p.Cause + "; " + p.Fix
}

// Report is what reading a whole file found.
type Report struct {
	Kind        Kind            `json:"kind"`
	Container   string          `json:"container"`             // JSONL or JSONArray
	Compression string          `json:"compression,omitempty"` // Gzip or Zstd
	Rows        int             `json:"rows"`                  // good rows
	Bad         int             `json:"bad"`                   // all bad rows, listed or not
	Problems    []Problem       `json:"problems"`              // the first Options.MaxProblems of them
	Root        hallmark.Digest `json:"root"`                  // Merkle root of the good rows, see Tree
	Digest      hallmark.Digest `json:"digest"`                // canonical digest: rows and root
}

// note counts a problem of the row at line, and lists it if there is room.
// Problem.Line, if set, is counted from there.
func (r *Report) note(p *Problem, line int, o Options) {
	p.Line += line
	r.Bad++
	if len(r.Problems) < o.MaxProblems {
		r.Problems = append(r.Problems, *p)
	}
}

// Err is nil for a file with rows and no bad ones; otherwise it counts and
// gives the first problem.
func (r Report) Err() error {
	switch {
	case r.Bad > 0:
		return hallmark.Errorf(hallmark.Invalid, "dataset: %d of %d rows are bad; first %s", r.Bad, r.Bad+r.Rows, r.Problems[0])
	case r.Rows == 0:
		return hallmark.Errorf(hallmark.Invalid, "dataset: the file has no rows; write one JSON object per line, or an array of them")
	}
	return nil
}

// fieldOf names a field of a turn, such as messages[2].role.
func fieldOf(list string, turn int, name string) string {
	return fmt.Sprintf("%s[%d].%s", list, turn, name)
}
