package openai

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
	"github.com/hallmark-tee/hallmark/enclave/engine"
)

// errWindow ends a text because the Meter takes no more of it.
var errWindow = errors.New("the signed window is used up")

// ended turns a Meter's refusal of more output into the end of the text.
func ended(err error) error {
	if kind := hallmark.KindOf(err); kind == hallmark.Exhausted || kind == hallmark.Unfunded {
		return errWindow
	}
	return err
}

// choice is one text of a request: what to ask the engine for, and how it ended.
type choice struct {
	index   int
	request engine.Request
	stops   []string

	text   decoder
	marks  []mark // of tokens whose text is still held back
	tokens int
	finish engine.Finish
}

// mark is a token whose log-probability was asked for, and where its text
// begins, in characters.
type mark struct {
	engine.Token
	offset int
}

// piece is a part of a text that can be sent.
type piece struct {
	text  string
	marks []mark
}

func (p piece) empty() bool { return p.text == "" && len(p.marks) == 0 }

// generate makes the texts of choices, at the same time. send gets their pieces
// in order, one at a time, each after m has accepted its tokens.
func generate(ctx context.Context, t *Text, m Meter, choices []*choice, send func(*choice, piece) error) error {
	if len(choices) == 1 {
		return choices[0].run(ctx, t, m, &sync.Mutex{}, send)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, c := range choices {
		all.Go(func() {
			if err := c.run(ctx, t, m, &mu, send); err != nil {
				cancel(err) // the first counts: it stops the others
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

func (c *choice) run(ctx context.Context, t *Text, m Meter, mu *sync.Mutex, send func(*choice, piece) error) error {
	c.text.stops = c.stops
	var ours error // of the Meter or of send
	done, err := t.Server.Generate(ctx, c.request, func(tok engine.Token) error {
		mu.Lock()
		defer mu.Unlock()
		ours = c.accept(t, tok, m, send)
		if ours == nil && c.text.hit {
			return engine.ErrEnough
		}
		return ours
	})
	c.finish = done.Finish
	switch {
	case errors.Is(ours, errWindow):
		c.finish = engine.FinishLength
	case ours != nil:
		return ours
	case hallmark.KindOf(err) == hallmark.Exhausted:
		return tooLong("max_tokens", err.Error()) // not a window's: the engine's memory
	case err != nil:
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	p := c.rest()
	if c.text.hit {
		c.finish = engine.FinishStop
	}
	if p.empty() {
		return nil
	}
	return send(c, p)
}

// accept meters a token and sends what text it releases.
func (c *choice) accept(t *Text, tok engine.Token, m Meter, send func(*choice, piece) error) error {
	if err := m.Output(1); err != nil {
		return ended(err)
	}
	c.tokens++
	if c.request.Logprobs {
		c.marks = append(c.marks, mark{tok, c.text.runes})
	}
	if p := c.take(c.text.add(t.Tokenizer.DecodeBytes([]int32{tok.ID}, true))); !p.empty() {
		return send(c, p)
	}
	return nil
}

// take makes a piece of released text and the marks of its tokens. Marks of
// text that is still held back go on waiting.
func (c *choice) take(text string) piece {
	released := c.text.runes - utf8.RuneCount(c.text.held)
	n := 0
	for n < len(c.marks) && c.marks[n].offset < released {
		n++
	}
	p := piece{text, c.marks[:n:n]}
	c.marks = c.marks[n:]
	return p
}

// rest is what was held back when the text ended, without the tokens of a stop
// string that was found.
func (c *choice) rest() piece {
	p := piece{text: c.text.close(), marks: c.marks}
	for i, m := range p.marks {
		if c.text.hit && m.offset >= c.text.runes {
			p.marks = p.marks[:i]
			break
		}
	}
	c.marks = nil
	return p
}

// seedOf gives the seed of the i-th text of a request: the first one's is the
// request's own.
func seedOf(seed uint64, i int) uint64 {
	if i == 0 {
		return seed
	}
	var b [16]byte
	binary.BigEndian.PutUint64(b[:], seed)
	binary.BigEndian.PutUint64(b[8:], uint64(i))
	h := sha256.Sum256(b[:])
	return binary.BigEndian.Uint64(h[:])
}
