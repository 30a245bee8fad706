package jinja

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hallmark-tee/hallmark"
)

// Limits bound one rendering by counting, so that every machine stops at the
// same place.
type Limits struct {
	Steps int // expressions and statements evaluated, items visited, 64 bytes of string made
	Bytes int // of the output, and of any one string
}

// Used is what renderings took of their limits.
type Used struct{ Steps int }

// exec is one rendering.
type exec struct {
	limits Limits
	steps  int
	out    *builder
	depth  int // of macro calls
	leave  jumpState
}

type jumpState uint8

const (
	stay jumpState = iota
	nextItem
	leaveLoop
)

// frame is a scope: names set in it, and the scope around it.
type frame struct {
	names map[string]Value
	outer *frame
}

func (f *frame) find(name string) (Value, bool) {
	for ; f != nil; f = f.outer {
		if v, ok := f.names[name]; ok {
			return v, true
		}
	}
	return nil, false
}

func (f *frame) set(name string, v Value) {
	if f.names == nil {
		f.names = map[string]Value{}
	}
	f.names[name] = v
}

// Render gives the output for the variables. Unsupported: the template raised
// an exception or did what is not allowed, with the line; what rows wrote is
// left out of the text. Exhausted: a limit was reached.
func (t *Template) Render(vars []Pair, limits Limits) (spans []Span, used Used, err error) {
	x := &exec{limits: limits, out: &builder{}}
	defer func() { used.Steps = x.steps }()
	defer rescue(&err)
	top := &frame{}
	for _, g := range globals() {
		top.set(g.name, g)
	}
	for _, p := range vars {
		top.set(p.Key, p.Value)
	}
	x.run(t.body, &frame{outer: top})
	x.out.text().spans(func(s string, source int) { spans = append(spans, Span{s, source}) })
	return spans, used, nil
}

func (x *exec) fail(line int, format string, args ...any) { fail(line, format, args...) }

func (x *exec) exhausted(line int, what string) {
	panic(&failure{hallmark.Exhausted, line, "it needs more " + what + " than a rendering may"})
}

func (x *exec) spend(line, steps int) {
	if x.steps += steps; x.steps > x.limits.Steps {
		x.exhausted(line, "steps")
	}
}

// made bounds and counts a string that was made.
func (x *exec) made(line int, n int) {
	if n > x.limits.Bytes {
		x.exhausted(line, "bytes")
	}
	x.spend(line, n/64)
}

func (x *exec) run(body []node, f *frame) {
	for _, n := range body {
		n.run(x, f)
		if x.leave != stay {
			return
		}
	}
}

type output struct {
	line int
	e    expr
}

func (n *output) run(x *exec, f *frame) {
	x.spend(n.line, 1)
	s := x.str(n.line, n.e.eval(x, f))
	x.made(n.line, len(s.s))
	x.out.add(s)
	if x.out.b.Len() > x.limits.Bytes {
		x.exhausted(n.line, "bytes")
	}
}

func (g group) run(x *exec, f *frame) { x.run(g, f) }

type ifNode struct {
	tests     []expr
	bodies    [][]node
	otherwise []node
}

func (n *ifNode) run(x *exec, f *frame) {
	for i, t := range n.tests {
		if truth(t.eval(x, f)) {
			x.run(n.bodies[i], f)
			return
		}
	}
	x.run(n.otherwise, f)
}

type forNode struct {
	line      int
	targets   []string
	over      expr
	filter    expr
	body      []node
	otherwise []node
}

func (n *forNode) run(x *exec, f *frame) {
	items := x.iterate(n.line, n.over.eval(x, f))
	if n.filter != nil {
		var kept []Value
		for _, item := range items {
			scope := &frame{outer: f}
			n.assign(x, scope, item)
			if truth(n.filter.eval(x, scope)) {
				kept = append(kept, item)
			}
		}
		items = kept
	}
	if len(items) == 0 {
		x.run(n.otherwise, f)
		return
	}
	for i, item := range items {
		x.spend(n.line, 1)
		scope := &frame{outer: f}
		scope.set("loop", loopAt(items, i))
		n.assign(x, scope, item)
		x.run(n.body, scope)
		leave := x.leave
		x.leave = stay
		if leave == leaveLoop {
			break
		}
	}
}

func (n *forNode) assign(x *exec, scope *frame, item Value) {
	x.unpack(n.line, scope, n.targets, item)
}

// unpack gives the names the value, or the items of it.
func (x *exec) unpack(line int, scope *frame, names []string, v Value) {
	x.spend(line, 1)
	if len(names) == 1 {
		scope.set(names[0], v)
		return
	}
	items := x.iterate(line, v)
	if len(items) != len(names) {
		x.fail(line, "%d values for %d names", len(items), len(names))
	}
	for i, name := range names {
		scope.set(name, items[i])
	}
}

// loopAt is the loop variable of an iteration.
func loopAt(items []Value, i int) Value {
	n := len(items)
	d := newDict()
	for _, p := range []Pair{
		{"index", int64(i + 1)}, {"index0", int64(i)}, {"revindex", int64(n - i)}, {"revindex0", int64(n - i - 1)},
		{"first", i == 0}, {"last", i == n-1}, {"length", int64(n)}, {"depth", int64(1)}, {"depth0", int64(0)},
	} {
		d.set(p.Key, p.Value)
	}
	if i > 0 {
		d.set("previtem", items[i-1])
	}
	if i+1 < n {
		d.set("nextitem", items[i+1])
	}
	d.set("cycle", &function{"cycle", func(x *exec, line int, a args) Value {
		if len(a.list) == 0 {
			x.fail(line, "cycle needs values")
		}
		return a.list[i%len(a.list)]
	}})
	return d
}

type setNode struct {
	line    int
	targets []string
	attr    string // of a namespace
	value   expr
	block   bool
}

func (n *setNode) run(x *exec, f *frame) {
	x.spend(n.line, 1)
	v := n.value.eval(x, f)
	if n.attr == "" {
		x.unpack(n.line, f, n.targets, v)
		return
	}
	target, _ := f.find(n.targets[0])
	ns, ok := target.(*namespace)
	if !ok {
		x.fail(n.line, "%s is no namespace, so %s cannot be set", n.targets[0], n.attr)
	}
	ns.set(n.attr, v)
}

type jump struct{ out bool }

func (n *jump) run(x *exec, _ *frame) {
	if x.leave = nextItem; n.out {
		x.leave = leaveLoop
	}
}

// capture renders a body into a string.
type capture struct{ body []node }

func (c *capture) eval(x *exec, f *frame) Value {
	return x.capture(c.body, &frame{outer: f})
}

func (x *exec) capture(body []node, f *frame) text {
	outer := x.out
	x.out = &builder{}
	x.run(body, f)
	t := x.out.text()
	x.out = outer
	return t
}

type macroNode struct {
	line     int
	name     string
	params   []string
	defaults []expr
	body     []node
}

const maxCalls = 32 // of macros inside each other

func (n *macroNode) run(x *exec, f *frame) {
	x.spend(n.line, 1)
	f.set(n.name, &function{n.name, func(x *exec, line int, a args) Value {
		if x.depth++; x.depth > maxCalls {
			x.fail(line, "macros call each other more than %d deep", maxCalls)
		}
		defer func() { x.depth-- }()
		scope := &frame{outer: f}
		if len(a.list) > len(n.params) {
			x.fail(line, "macro %s takes %d arguments, not %d", n.name, len(n.params), len(a.list))
		}
		for i, p := range n.params {
			v, named := a.named[p]
			switch {
			case i < len(a.list):
				if named {
					x.fail(line, "macro %s is given %s twice", n.name, p)
				}
				v = a.list[i]
			case named:
				delete(a.named, p)
			case n.defaults[i] != nil:
				v = n.defaults[i].eval(x, scope)
			default:
				v = undefined{p}
			}
			scope.set(p, v)
		}
		if len(a.named) > 0 {
			x.fail(line, "macro %s has no parameter %.40q", n.name, a.names[0])
		}
		return x.capture(n.body, scope)
	}})
}

// iterate gives the items of a value: of a list, the keys of a mapping, the
// characters of a string, nothing of an undefined value.
func (x *exec) iterate(line int, v Value) []Value {
	var items []Value
	switch v := v.(type) {
	case *list:
		items = v.items
	case *dict:
		for _, k := range v.keys {
			items = append(items, plain(k))
		}
	case text:
		x.cuts(line, v, len(v.s))
		for i := range v.s {
			items = append(items, v.slice(i, i+width(v.s[i:])))
		}
	case undefined:
	default:
		x.fail(line, "a value of type %s cannot be gone through", typeName(v))
	}
	x.spend(line, len(items))
	return items
}

// raised is the message of an exception, without what rows wrote.
func raised(t text) string {
	var b strings.Builder
	t.spans(func(s string, source int) {
		if source != 0 {
			s = "..."
		}
		b.WriteString(s)
	})
	msg := b.String()
	if len(msg) > 200 {
		msg = strings.ToValidUTF8(msg[:200], "") + "..."
	}
	return fmt.Sprintf("the template refuses this conversation: %q", msg)
}

// width is the length of the first character.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
