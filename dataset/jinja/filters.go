package jinja

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

type filter func(x *exec, line int, in Value, a args) Value

// filterNamed gives a filter of jinja2.filters, nil if it is not supported.
// Left out on purpose: what is random or escapes HTML.
func filterNamed(name string) filter {
	switch name {
	case "trim":
		return func(x *exec, line int, in Value, a args) Value {
			return stripped(x, line, x.str(line, in), a, true, true)
		}
	case "length", "count":
		return length
	case "upper", "lower", "title", "capitalize":
		return func(x *exec, line int, in Value, a args) Value {
			x.none(line, name, a)
			return cased(name, x.str(line, in))
		}
	case "string":
		return func(x *exec, line int, in Value, a args) Value { return x.str(line, in) }
	case "safe":
		return func(_ *exec, _ int, in Value, _ args) Value { return in } // nothing is escaped
	case "int":
		return toInt
	case "float":
		return toFloat
	case "default", "d":
		return withDefault
	case "list":
		return func(x *exec, line int, in Value, a args) Value { return &list{x.iterate(line, in)} }
	case "first", "last":
		return func(x *exec, line int, in Value, a args) Value {
			items := x.iterate(line, in)
			switch {
			case len(items) == 0:
				return undefined{"the " + name + " item of nothing"}
			case name == "first":
				return items[0]
			}
			return items[len(items)-1]
		}
	case "reverse":
		return reversed
	case "join":
		return joined
	case "replace":
		return func(x *exec, line int, in Value, a args) Value { return replaced(x, line, x.str(line, in), a) }
	case "tojson":
		return toJSON
	case "items":
		return items
	case "dictsort":
		return dictSort
	case "indent":
		return indented
	case "map":
		return mapped
	case "select", "reject", "selectattr", "rejectattr":
		return func(x *exec, line int, in Value, a args) Value {
			return chosen(x, line, in, a, strings.HasSuffix(name, "attr"), strings.HasPrefix(name, "select"))
		}
	}
	return nil
}

func (x *exec) none(line int, name string, a args) {
	if len(a.list)+len(a.named) > 0 {
		x.fail(line, "%s takes no arguments", name)
	}
}

// arg is an argument by place or name, missing if it was not given.
func (a args) arg(i int, name string, missing Value) Value {
	if i < len(a.list) {
		return a.list[i]
	}
	if v, ok := a.named[name]; ok {
		return v
	}
	return missing
}

// textArg is arg as a string.
func (x *exec) textArg(line int, a args, i int, name string) text {
	v, ok := a.arg(i, name, nil).(text)
	if !ok {
		x.fail(line, "%s must be a string", name)
	}
	return v
}

func (x *exec) intArg(line int, a args, i int, name string, missing int64) int64 {
	v := a.arg(i, name, nil)
	if v == nil {
		return missing
	}
	n, _, isInt, ok := number(v)
	if !ok || !isInt {
		x.fail(line, "%s must be an integer", name)
	}
	return n
}

func length(x *exec, line int, in Value, _ args) Value {
	switch v := in.(type) {
	case text:
		x.spend(line, len(v.s)/64)
		return int64(utf8.RuneCountInString(v.s))
	case *list:
		return int64(len(v.items))
	case *dict:
		return int64(len(v.keys))
	case undefined:
		return int64(0)
	}
	x.fail(line, "a value of type %s has no length", typeName(in))
	return nil
}

func toInt(x *exec, line int, in Value, a args) Value {
	switch v := in.(type) {
	case text:
		if n, err := strconv.ParseInt(strings.TrimSpace(v.s), 10, 32); err == nil {
			return n
		}
		return a.arg(0, "default", int64(0))
	case float64:
		if v > -1<<31 && v < 1<<31 {
			return int64(v)
		}
	}
	if n, _, isInt, ok := number(in); ok && isInt {
		return n
	}
	return a.arg(0, "default", int64(0))
}

func toFloat(x *exec, line int, in Value, a args) Value {
	if v, ok := in.(text); ok {
		if f, err := strconv.ParseFloat(strings.TrimSpace(v.s), 64); err == nil {
			return f
		}
	} else if _, f, _, ok := number(in); ok {
		return f
	}
	return a.arg(0, "default", float64(0))
}

func withDefault(_ *exec, _ int, in Value, a args) Value {
	_, missing := in.(undefined)
	if missing || truth(a.arg(1, "boolean", false)) && !truth(in) {
		return a.arg(0, "default_value", text{})
	}
	return in
}

func reversed(x *exec, line int, in Value, _ args) Value {
	old := x.iterate(line, in)
	out := make([]Value, len(old))
	for i, v := range old {
		out[len(old)-1-i] = v
	}
	if _, ok := in.(text); ok {
		return x.concat(line, out, text{})
	}
	return &list{out}
}

// concat writes values one after the other.
func (x *exec) concat(line int, values []Value, between text) text {
	var b builder
	for i, v := range values {
		if i > 0 {
			b.add(between)
		}
		b.add(x.str(line, v))
		x.made(line, b.b.Len())
	}
	return b.text()
}

func joined(x *exec, line int, in Value, a args) Value {
	values := x.iterate(line, in)
	if attr := a.arg(1, "attribute", nil); attr != nil {
		values = x.attributes(line, values, attr)
	}
	return x.concat(line, values, x.str(line, a.arg(0, "d", text{})))
}

// attributes gives an attribute of every value; dots lead inside.
func (x *exec) attributes(line int, values []Value, name Value) []Value {
	out := make([]Value, len(values))
	for i, v := range values {
		out[i] = x.path(line, v, name)
	}
	return out
}

func (x *exec) path(line int, v, name Value) Value {
	t, ok := name.(text)
	if !ok {
		return x.item(line, v, name)
	}
	for _, part := range strings.Split(t.s, ".") {
		x.spend(line, 1)
		v = x.item(line, v, plain(part))
	}
	return v
}

func toJSON(x *exec, line int, in Value, a args) Value {
	for _, name := range a.names {
		if name != "indent" && name != "ensure_ascii" {
			x.fail(line, "tojson(%s=...) is not supported", name)
		}
	}
	if truth(a.named["ensure_ascii"]) {
		x.fail(line, "tojson(ensure_ascii=true) is not supported")
	}
	var b builder
	indent := x.intArg(line, args{named: a.named}, 0, "indent", -1)
	if len(a.list) > 0 {
		indent = x.intArg(line, a, 0, "indent", -1)
	}
	if indent > 16 {
		x.fail(line, "tojson indents by 16 at most")
	}
	x.json(line, &b, in, int(indent), 0)
	x.made(line, b.b.Len())
	return b.text()
}

func items(x *exec, line int, in Value, _ args) Value {
	if _, ok := in.(undefined); ok {
		return &list{}
	}
	d, ok := in.(*dict)
	if !ok {
		x.fail(line, "items needs a mapping, not a %s", typeName(in))
	}
	out := &list{}
	for _, k := range d.keys {
		x.spend(line, 1)
		out.items = append(out.items, &list{[]Value{plain(k), d.values[k]}})
	}
	return out
}

// dictSort orders by key without case, as the default of Jinja does.
func dictSort(x *exec, line int, in Value, a args) Value {
	x.none(line, "dictsort", a)
	l := items(x, line, in, a).(*list)
	key := func(v Value) string { return strings.ToLower(v.(*list).items[0].(text).s) }
	sortStable(l.items, func(a, b Value) int { return strings.Compare(key(a), key(b)) })
	return l
}

func indented(x *exec, line int, in Value, a args) Value {
	by := text{}
	switch v := a.arg(0, "width", int64(4)).(type) {
	case int64:
		by = x.repeat(line, plain(" "), v).(text)
	case text:
		by = v
	}
	first, blank := truth(a.arg(1, "first", false)), truth(a.arg(2, "blank", false))
	t := x.str(line, in)
	x.cuts(line, t, strings.Count(t.s, "\n"))
	lines := t.split("\n", -1, false)
	var b builder
	for i, l := range lines {
		if i > 0 {
			b.write("\n", 0)
		}
		if i == 0 && first || i > 0 && (blank || l.s != "") {
			b.add(by)
		}
		b.add(l)
		x.made(line, b.b.Len())
	}
	return b.text()
}

func mapped(x *exec, line int, in Value, a args) Value {
	values := x.iterate(line, in)
	if attr, ok := a.named["attribute"]; ok {
		out := x.attributes(line, values, attr)
		if missing, ok := a.named["default"]; ok {
			for i, v := range out {
				if _, undef := v.(undefined); undef {
					out[i] = missing
				}
			}
		}
		return &list{out}
	}
	if len(a.list) == 0 {
		x.fail(line, "map needs a filter or an attribute")
	}
	name, _ := a.list[0].(text)
	f := filterNamed(name.s)
	if f == nil {
		x.fail(line, "the filter %.40q is not supported", x.short(a.list[0]))
	}
	out := &list{}
	for _, v := range values {
		x.spend(line, 1)
		out.items = append(out.items, f(x, line, v, args{a.list[1:], a.named, a.names}))
	}
	return out
}

func chosen(x *exec, line int, in Value, a args, byAttr, keep bool) Value {
	rest := a.list
	var attr Value
	if byAttr {
		if len(rest) == 0 {
			x.fail(line, "an attribute is missing")
		}
		attr, rest = rest[0], rest[1:]
	}
	passes := func(_ *exec, _ int, v Value, _ []Value) bool { return truth(v) }
	if len(rest) > 0 {
		name, _ := rest[0].(text)
		if passes = testNamed(name.s); passes == nil {
			x.fail(line, "the test %.40q is not supported", x.short(rest[0]))
		}
		rest = rest[1:]
	}
	out := &list{}
	for _, item := range x.iterate(line, in) {
		v := item
		if byAttr {
			v = x.path(line, item, attr)
		}
		if passes(x, line, v, rest) == keep {
			out.items = append(out.items, item)
		}
	}
	return out
}
