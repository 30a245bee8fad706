package jinja

import (
	"math"
	"strings"
	"unicode/utf8"
)

type literal struct{ v Value }

func (e *literal) eval(*exec, *frame) Value { return e.v }

type variable struct{ name string }

func (e *variable) eval(x *exec, f *frame) Value {
	x.steps++
	if v, ok := f.find(e.name); ok {
		return v
	}
	return undefined{e.name}
}

type listExpr struct{ items []expr }

func (e *listExpr) eval(x *exec, f *frame) Value {
	l := &list{make([]Value, 0, len(e.items))}
	for _, item := range e.items {
		l.items = append(l.items, item.eval(x, f))
	}
	return l
}

type dictExpr struct {
	line         int
	keys, values []expr
}

func (e *dictExpr) eval(x *exec, f *frame) Value {
	d := newDict()
	for i, k := range e.keys {
		key, ok := k.eval(x, f).(text)
		if !ok {
			x.fail(e.line, "the keys of a mapping must be strings")
		}
		d.set(key.s, e.values[i].eval(x, f))
	}
	return d
}

type condition struct{ test, yes, no expr }

func (e *condition) eval(x *exec, f *frame) Value {
	switch {
	case truth(e.test.eval(x, f)):
		return e.yes.eval(x, f)
	case e.no != nil:
		return e.no.eval(x, f)
	}
	return undefined{"the value of an if without else"}
}

type logic struct {
	a, b expr
	or   bool
}

func (e *logic) eval(x *exec, f *frame) Value {
	a := e.a.eval(x, f)
	if truth(a) == e.or {
		return a
	}
	return e.b.eval(x, f)
}

type notExpr struct{ e expr }

func (e *notExpr) eval(x *exec, f *frame) Value { return !truth(e.e.eval(x, f)) }

type comparison struct {
	line  int
	first expr
	ops   []string
	rest  []expr
}

func (e *comparison) eval(x *exec, f *frame) Value {
	a := e.first.eval(x, f)
	for i, op := range e.ops {
		b := e.rest[i].eval(x, f)
		if !x.compare(e.line, op, a, b) {
			return false
		}
		a = b
	}
	return true
}

func (x *exec) compare(line int, op string, a, b Value) bool {
	switch op {
	case "==":
		return x.equal(line, a, b, 0)
	case "!=":
		return !x.equal(line, a, b, 0)
	case "in":
		return x.contains(line, b, a)
	case "not in":
		return !x.contains(line, b, a)
	}
	x.spend(line, 1)
	order := 0
	ai, af, aInt, aNum := number(a)
	bi, bf, bInt, bNum := number(b)
	as, aText := a.(text)
	bs, bText := b.(text)
	switch {
	case aNum && bNum && aInt && bInt:
		order = cmpOf(ai, bi)
	case aNum && bNum:
		order = cmpOf(af, bf)
	case aText && bText:
		order = strings.Compare(as.s, bs.s)
	default:
		x.fail(line, "%s and %s cannot be ordered", typeName(a), typeName(b))
	}
	switch op {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

func cmpOf[T int64 | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (x *exec) contains(line int, in, v Value) bool {
	switch in := in.(type) {
	case text:
		s, ok := v.(text)
		if !ok {
			x.fail(line, "'in' looks for a string in a string, not for a %s", typeName(v))
		}
		x.spend(line, 1+len(in.s)/64)
		return strings.Contains(in.s, s.s)
	case *dict:
		s, ok := v.(text)
		_, has := in.values[s.s]
		return ok && has
	}
	for _, item := range x.iterate(line, in) {
		if x.equal(line, item, v, 0) {
			return true
		}
	}
	return false
}

type arithmetic struct {
	line int
	op   string
	a, b expr
}

func (e *arithmetic) eval(x *exec, f *frame) Value {
	x.spend(e.line, 1)
	a, b := e.a.eval(x, f), e.b.eval(x, f)
	if e.op == "~" {
		return x.join(e.line, x.str(e.line, a), x.str(e.line, b))
	}
	as, aText := a.(text)
	bs, bText := b.(text)
	al, aList := a.(*list)
	bl, bList := b.(*list)
	ai, af, aInt, aNum := number(a)
	bi, bf, bInt, bNum := number(b)
	switch {
	case e.op == "+" && aText && bText:
		return x.join(e.line, as, bs)
	case e.op == "+" && aList && bList:
		x.spend(e.line, len(al.items)+len(bl.items))
		return &list{append(append([]Value(nil), al.items...), bl.items...)}
	case e.op == "*" && aText && bInt:
		return x.repeat(e.line, as, bi)
	case e.op == "*" && bText && aInt:
		return x.repeat(e.line, bs, ai)
	case e.op == "%" && aText:
		x.fail(e.line, "formatting with %% is not supported")
	case aNum && bNum && aInt && bInt && e.op != "/":
		return x.integers(e.line, e.op, ai, bi)
	case aNum && bNum:
		return x.floats(e.line, e.op, af, bf)
	}
	x.fail(e.line, "%s %s %s has no meaning", typeName(a), e.op, typeName(b))
	return nil
}

func (x *exec) join(line int, parts ...text) text {
	n := 0
	for _, p := range parts {
		n += len(p.s)
	}
	x.made(line, n)
	var b builder
	for _, p := range parts {
		b.add(p)
	}
	return b.text()
}

func (x *exec) repeat(line int, t text, n int64) Value {
	if n <= 0 || t.s == "" {
		return text{}
	}
	if n > int64(x.limits.Bytes/len(t.s)) {
		x.exhausted(line, "bytes")
	}
	x.made(line, len(t.s)*int(n))
	var b builder
	for range n {
		b.add(t)
	}
	return b.text()
}

func (x *exec) integers(line int, op string, a, b int64) Value {
	const big = 1 << 31 // far beyond what a template counts, and no product overflows
	if a > big || a < -big || b > big || b < -big {
		x.fail(line, "an integer is beyond 2^31")
	}
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "**":
		r := int64(1)
		if b < 0 || b > 62 {
			x.fail(line, "the exponent %d is not supported", b)
		}
		for range b {
			if r *= a; r > big || r < -big {
				x.fail(line, "an integer is beyond 2^31")
			}
		}
		return r
	}
	if b == 0 {
		x.fail(line, "division by zero")
	}
	q, r := a/b, a%b
	if r != 0 && (r < 0) != (b < 0) {
		q, r = q-1, r+b
	}
	if op == "//" {
		return q
	}
	return r
}

func (x *exec) floats(line int, op string, a, b float64) Value {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		if b == 0 {
			x.fail(line, "division by zero")
		}
		return a / b
	}
	x.fail(line, "%s on floats is not supported", op)
	return nil
}

type attribute struct {
	line int
	e    expr
	name string
}

func (e *attribute) eval(x *exec, f *frame) Value {
	v := e.e.eval(x, f)
	x.spend(e.line, 1)
	if m := method(v, e.name); m != nil {
		return m
	}
	return x.item(e.line, v, plain(e.name))
}

type index struct {
	line  int
	e, at expr
}

func (e *index) eval(x *exec, f *frame) Value {
	v, at := e.e.eval(x, f), e.at.eval(x, f)
	x.spend(e.line, 1)
	return x.item(e.line, v, at)
}

// item is v[at]; what is not there is undefined.
func (x *exec) item(line int, v, at Value) Value {
	name := x.short(at)
	switch v := v.(type) {
	case undefined:
		x.fail(line, "%s is undefined, so it has no %s", v.name, name)
	case *namespace:
		return lookup(&v.dict, at, name)
	case *dict:
		return lookup(v, at, name)
	}
	i, _, isInt, ok := number(at)
	if !ok || !isInt {
		return undefined{name}
	}
	switch v := v.(type) {
	case *list:
		if i < 0 {
			i += int64(len(v.items))
		}
		if i >= 0 && i < int64(len(v.items)) {
			return v.items[i]
		}
	case text:
		n := int64(utf8.RuneCountInString(v.s))
		x.spend(line, len(v.s)/64)
		if i < 0 {
			i += n
		}
		if i >= 0 && i < n {
			return v.characters(i, i+1)
		}
	}
	return undefined{name}
}

func lookup(d *dict, at Value, name string) Value {
	if key, ok := at.(text); ok {
		if v, ok := d.values[key.s]; ok {
			return v
		}
	}
	return undefined{name}
}

// short names a key in a message; a key that a row wrote is not repeated.
func (x *exec) short(at Value) string {
	switch at := at.(type) {
	case text:
		if at.runs == nil && len(at.s) <= 40 {
			return at.s
		}
	case int64:
		return "item " + x.str(0, at).s
	}
	return "such item"
}

// characters gives those from i up to j, 0 <= i <= j.
func (t text) characters(i, j int64) text {
	offset := func(n int64) int {
		for at := range t.s {
			if n == 0 {
				return at
			}
			n--
		}
		return len(t.s)
	}
	return t.slice(offset(i), offset(j))
}

type sliceExpr struct {
	line  int
	e     expr
	parts [3]expr // start, stop, step; nil where left out
}

func (e *sliceExpr) eval(x *exec, f *frame) Value {
	v := e.e.eval(x, f)
	var at [3]*int64
	for i, p := range e.parts {
		if p == nil {
			continue
		}
		switch n := p.eval(x, f).(type) {
		case int64:
			at[i] = &n
		case nil:
		default:
			x.fail(e.line, "a slice needs integers, not %s", typeName(n))
		}
	}
	switch v := v.(type) {
	case *list:
		out := &list{}
		for _, i := range x.places(e.line, int64(len(v.items)), at) {
			out.items = append(out.items, v.items[i])
		}
		return out
	case text:
		x.spend(e.line, len(v.s)/64)
		n := int64(utf8.RuneCountInString(v.s))
		if at[2] == nil || *at[2] == 1 {
			start, stop := bounds(n, 1, at)
			return v.characters(start, max(start, stop))
		}
		chars := x.iterate(e.line, v)
		var b builder
		for _, i := range x.places(e.line, n, at) {
			b.add(chars[i].(text))
		}
		return b.text()
	}
	x.fail(e.line, "a value of type %s cannot be sliced", typeName(v))
	return nil
}

// bounds are the first place and the one behind the last, as slice.indices.
func bounds(n, step int64, at [3]*int64) (start, stop int64) {
	lo, hi := int64(0), n
	if step < 0 {
		lo, hi = -1, n-1
	}
	place := func(p *int64, missing int64) int64 {
		if p == nil {
			return missing
		}
		v := *p
		if v < 0 {
			v += n
		}
		return min(max(v, lo), hi)
	}
	if step < 0 {
		return place(at[0], hi), place(at[1], lo)
	}
	return place(at[0], lo), place(at[1], hi)
}

func (x *exec) places(line int, n int64, at [3]*int64) []int64 {
	step := int64(1)
	if at[2] != nil {
		step = *at[2]
	}
	if step == 0 || step < -math.MaxInt32 || step > math.MaxInt32 {
		x.fail(line, "a slice cannot have the step %d", step)
	}
	start, stop := bounds(n, step, at)
	var out []int64
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		out = append(out, i)
	}
	x.spend(line, len(out))
	return out
}

type callExpr struct {
	line   int
	e      expr
	list   []expr
	names  []string
	values []expr
}

func (e *callExpr) eval(x *exec, f *frame) Value {
	v := e.e.eval(x, f)
	x.spend(e.line, 1)
	fn, ok := v.(*function)
	if !ok {
		if u, is := v.(undefined); is {
			x.fail(e.line, "%s is not defined, or not allowed in a chat template", u.name)
		}
		x.fail(e.line, "a value of type %s cannot be called", typeName(v))
	}
	return fn.call(x, e.line, x.arguments(f, e.list, e.names, e.values))
}

func (x *exec) arguments(f *frame, list []expr, names []string, values []expr) args {
	a := args{names: names}
	for _, e := range list {
		a.list = append(a.list, e.eval(x, f))
	}
	for i, name := range names {
		if a.named == nil {
			a.named = map[string]Value{}
		}
		a.named[name] = values[i].eval(x, f)
	}
	return a
}

type filterExpr struct {
	line   int
	in     expr
	name   string
	list   []expr
	names  []string
	values []expr
}

func (e *filterExpr) eval(x *exec, f *frame) Value {
	x.spend(e.line, 1)
	in := e.in.eval(x, f)
	return filterNamed(e.name)(x, e.line, in, x.arguments(f, e.list, e.names, e.values))
}

type testExpr struct {
	line int
	in   expr
	name string
	args []expr
}

func (e *testExpr) eval(x *exec, f *frame) Value {
	x.spend(e.line, 1)
	in := e.in.eval(x, f)
	return testNamed(e.name)(x, e.line, in, x.arguments(f, e.args, nil, nil).list)
}
