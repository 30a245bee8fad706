package dataset

import (
	"sort"
	"strings"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/dataset/jinja"
	"github.com/hallmark-tee/hallmark/dataset/tokenizer"
)

// What rendering one row may take, over all the renderings it needs: so many
// steps and so many more per byte, so that a dataset costs what it is long.
const (
	rowSteps     = 50_000
	stepsPerByte = 64
	rowOutput    = 1 << 20 // bytes, and rowGrowth more per byte of the row
	rowGrowth    = 8
)

// chat is a model's own template. What the loss counts is found by rendered
// difference: a reply starts where the rendering of the turns before it, with
// the prompt for the next, ends. Control tokens are recognised only where the
// template itself wrote every byte of them.
type chat struct {
	tpl    *jinja.Template
	tokens addedTokens
	bos    string // empty: none
	eos    string
	begin  bool // a text row begins with bos
	vars   []jinja.Pair
	ends   string
}

// addedTokens finds the tokenizer's added tokens, the longest first.
type addedTokens struct {
	at      [256][]string // by the first byte
	special map[string]bool
}

func newAddedTokens(added []tokenizer.Added) addedTokens {
	t := addedTokens{special: map[string]bool{}}
	for _, a := range added {
		t.at[a.Text[0]] = append(t.at[a.Text[0]], a.Text)
		t.special[a.Text] = a.Special
	}
	for _, list := range t.at {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	}
	return t
}

func (t *addedTokens) startOf(s string) string {
	for _, text := range t.at[s[0]] {
		if strings.HasPrefix(s, text) {
			return text
		}
	}
	return ""
}

// rendering is the output of a template with what is known of its places.
type rendering struct {
	text  string
	spans []jinja.Span
	marks []mark // the control tokens, in order
}

type mark struct {
	start, end int
	special    bool
}

// budget is what is left for the renderings of a row.
type budget struct{ steps, bytes int }

func newBudget(turns []Message) *budget {
	n := 0
	for _, m := range turns {
		n += len(m.Content)
	}
	return &budget{rowSteps + stepsPerByte*n, rowOutput + rowGrowth*n}
}

func (c *chat) render(turns []Message, generate bool, b *budget) (rendering, error) {
	messages := make([]jinja.Value, len(turns))
	for i, m := range turns {
		messages[i] = jinja.Dict(jinja.Pair{Key: "role", Value: jinja.String(m.Role, 0)}, jinja.Pair{Key: "content", Value: jinja.String(m.Content, i+1)})
	}
	vars := append([]jinja.Pair{{Key: "messages", Value: jinja.List(messages...)}, {Key: "add_generation_prompt", Value: generate}}, c.vars...)
	spans, used, err := c.tpl.Render(vars, jinja.Limits{Steps: b.steps, Bytes: b.bytes})
	if hallmark.KindOf(err) == hallmark.Exhausted {
		return rendering{}, hallmark.Errorf(hallmark.Unsupported, "the template takes too much work for this row; split it: %w", err)
	}
	if err != nil {
		return rendering{}, err
	}
	b.steps -= used.Steps
	r := rendering{spans: spans}
	var all strings.Builder
	for _, s := range spans {
		for i := 0; s.Source == 0 && i < len(s.Text); i++ {
			if text := c.tokens.startOf(s.Text[i:]); text != "" {
				r.marks = append(r.marks, mark{all.Len() + i, all.Len() + i + len(text), c.tokens.special[text]})
				i += len(text) - 1
			}
		}
		all.WriteString(s.Text)
	}
	r.text = all.String()
	return r, nil
}

// stretch is what the loss counts, in bytes of a rendering.
type stretch struct{ start, end int }

func (c *chat) conversation(turns []Message) ([]Piece, error) {
	b := newBudget(turns)
	whole, err := c.render(turns, false, b)
	if err != nil {
		return nil, err
	}
	var learn []stretch
	for i, m := range turns {
		if m.Role != "assistant" {
			continue
		}
		before, err := c.render(turns[:i], true, b)
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(whole.text, before.text) {
			return nil, refuseTurn(i, "the template writes the turns before it differently once it is there, so that its tokens cannot be told from the prompt's")
		}
		limit := len(whole.text)
		if i+1 < len(turns) {
			upTo, err := c.render(turns[:i+1], false, b)
			if err != nil {
				return nil, err
			}
			if strings.HasPrefix(whole.text, upTo.text) {
				limit = len(upTo.text)
			}
		}
		s, ok := whole.reply(i+1, len(before.text), limit)
		if !ok {
			return nil, refuseTurn(i, "the template leaves it out")
		}
		if n := len(learn); n > 0 && learn[n-1].end > s.start {
			return nil, refuseTurn(i, "the template begins it before the turn before it has ended")
		}
		learn = append(learn, s)
	}
	return whole.pieces(learn), nil
}

func refuseTurn(i int, why string) error {
	return hallmark.Errorf(hallmark.Unsupported, "turn %d: %s; use another template or change the row", i+1, why)
}

// reply finds what the model has to write of the turn with the given source,
// from start on: its text and the control token that ends it, up to limit or to
// the text of a later turn. False if none of its text is there.
func (r *rendering) reply(source, start, limit int) (stretch, bool) {
	s := stretch{start, -1}
	at := 0
	for _, span := range r.spans {
		end := at + len(span.Text)
		if end > start {
			if span.Source == source {
				s.end = end
			} else if span.Source > source {
				limit = min(limit, at)
				break
			}
		}
		at = end
	}
	if s.end < 0 {
		return s, false
	}
	for _, m := range r.marks {
		if m.special && m.start >= s.end && m.end <= limit {
			s.end = m.end
			break
		}
	}
	return s, true
}

// pieces cuts at the control tokens and where learning begins or ends.
func (r *rendering) pieces(learn []stretch) []Piece {
	var out []Piece
	text := func(from, to int, learnt bool) {
		if from < to {
			out = append(out, Piece{Text: r.text[from:to], Learn: learnt})
		}
	}
	marks := r.marks
	stretchOf := func(from, to int, learnt bool) {
		for len(marks) > 0 && marks[0].start < to {
			m := marks[0]
			marks = marks[1:]
			if m.start < from || m.end > to {
				continue // a reply begins or ends inside what looks like a token: it stays text
			}
			text(from, m.start, learnt)
			out = append(out, Piece{Text: r.text[m.start:m.end], Control: true, Learn: learnt})
			from = m.end
		}
		text(from, to, learnt)
	}
	at := 0
	for _, s := range learn {
		stretchOf(at, s.start, false)
		stretchOf(s.start, s.end, true)
		at = s.end
	}
	stretchOf(at, len(r.text), false)
	return out
}

func (c *chat) prompt(turns []Message) ([]Piece, error) {
	r, err := c.render(turns, true, newBudget(turns))
	if err != nil {
		return nil, err
	}
	return r.pieces(nil), nil
}

func (c *chat) document(text string) ([]Piece, error) {
	if c.eos == "" {
		return nil, hallmark.Errorf(hallmark.Unsupported, "the base model names no eos_token, which ends a text row; use another template")
	}
	out := documentUpTo(c.eos, text)
	if c.begin {
		out = append([]Piece{{Text: c.bos, Control: true}}, out...)
	}
	return out, nil
}

func (c *chat) end() string { return c.ends }

func (c *chat) needs() []string {
	var out []string
	for _, t := range []string{c.bos, c.eos} {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
