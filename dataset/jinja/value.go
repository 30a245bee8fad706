package jinja

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// Value is what a template computes with: nil (none), bool, int64, float64,
// text, *list, *dict, *namespace, undefined or a function.
type Value any

type undefined struct{ name string }

type list struct{ items []Value }

// dict keeps its keys in the order they came.
type dict struct {
	keys   []string
	values map[string]Value
}

// namespace is the one value that a template may change.
type namespace struct{ dict }

// function is anything that can be called.
type function struct {
	name string
	call func(x *exec, line int, a args) Value
}

type args struct {
	list  []Value
	named map[string]Value
	names []string // of named, in order
}

func newDict() *dict { return &dict{values: map[string]Value{}} }

func (d *dict) set(key string, v Value) {
	if _, ok := d.values[key]; !ok {
		d.keys = append(d.keys, key)
	}
	d.values[key] = v
}

// String makes a string whose bytes count as coming from source (see Span).
func String(s string, source int) Value { return sourced(s, source) }

// List makes a list.
func List(items ...Value) Value { return &list{items} }

// Pair is one entry of a Dict.
type Pair struct {
	Key   string
	Value Value
}

// Dict makes a mapping that keeps its order.
func Dict(pairs ...Pair) Value {
	d := newDict()
	for _, p := range pairs {
		d.set(p.Key, p.Value)
	}
	return d
}

func truth(v Value) bool {
	switch v := v.(type) {
	case nil, undefined:
		return false
	case bool:
		return v
	case int64:
		return v != 0
	case float64:
		return v != 0
	case text:
		return v.s != ""
	case *list:
		return len(v.items) > 0
	case *dict:
		return len(v.keys) > 0
	}
	return true
}

// typeName is Python's name of a value's type, for messages.
func typeName(v Value) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case undefined:
		return "undefined " + v.name
	case bool:
		return "bool"
	case int64:
		return "int"
	case float64:
		return "float"
	case text:
		return "str"
	case *list:
		return "list"
	case *dict:
		return "dict"
	case *namespace:
		return "namespace"
	}
	return "function"
}

// number gives an int, a bool as an int, or a float.
func number(v Value) (i int64, f float64, isInt, ok bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return 1, 1, true, true
		}
		return 0, 0, true, true
	case int64:
		return v, float64(v), true, true
	case float64:
		return 0, v, false, true
	}
	return 0, 0, false, false
}

const maxDepth = 64 // of nested values that are compared or written

func (x *exec) equal(line int, a, b Value, depth int) bool {
	x.spend(line, 1)
	if depth > maxDepth {
		x.fail(line, "values are nested deeper than %d", maxDepth)
	}
	if ai, af, aInt, ok := number(a); ok {
		bi, bf, bInt, ok := number(b)
		return ok && (aInt && bInt && ai == bi || !(aInt && bInt) && af == bf)
	}
	switch a := a.(type) {
	case nil:
		return b == nil
	case undefined:
		_, ok := b.(undefined)
		return ok
	case text:
		s, ok := b.(text)
		return ok && a.s == s.s
	case *list:
		o, ok := b.(*list)
		if !ok || len(a.items) != len(o.items) {
			return false
		}
		for i := range a.items {
			if !x.equal(line, a.items[i], o.items[i], depth+1) {
				return false
			}
		}
		return true
	case *dict:
		o, ok := b.(*dict)
		if !ok || len(a.keys) != len(o.keys) {
			return false
		}
		for _, k := range a.keys {
			v, ok := o.values[k]
			if !ok || !x.equal(line, a.values[k], v, depth+1) {
				return false
			}
		}
		return true
	case *namespace:
		o, ok := b.(*namespace)
		return ok && a == o
	}
	return false // functions
}

// str is Python's str().
func (x *exec) str(line int, v Value) text {
	switch v := v.(type) {
	case text:
		return v
	case undefined:
		return text{}
	}
	var b builder
	x.repr(line, &b, v, 0)
	return b.text()
}

// repr is Python's repr() of values that can stand in a list.
func (x *exec) repr(line int, b *builder, v Value, depth int) {
	x.nest(line, b, depth)
	switch v := v.(type) {
	case nil:
		b.write("None", 0)
	case undefined:
		b.write("Undefined", 0)
	case bool:
		b.write(map[bool]string{true: "True", false: "False"}[v], 0)
	case int64:
		b.write(strconv.FormatInt(v, 10), 0)
	case float64:
		b.write(floatText(v), 0)
	case text:
		quote := "'"
		if strings.Contains(v.s, "'") && !strings.Contains(v.s, `"`) {
			quote = `"`
		}
		b.write(quote, 0)
		b.add(v.mapped(func(s string) string {
			return strings.NewReplacer(`\`, `\\`, quote, `\`+quote, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s)
		}))
		b.write(quote, 0)
	case *list:
		b.write("[", 0)
		for i, item := range v.items {
			if i > 0 {
				b.write(", ", 0)
			}
			x.repr(line, b, item, depth+1)
		}
		b.write("]", 0)
	case *dict:
		b.write("{", 0)
		for i, k := range v.keys {
			if i > 0 {
				b.write(", ", 0)
			}
			x.repr(line, b, plain(k), depth+1)
			b.write(": ", 0)
			x.repr(line, b, v.values[k], depth+1)
		}
		b.write("}", 0)
	default:
		x.fail(line, "a %s cannot be written", typeName(v))
	}
}

// floatText is Python's repr of a float.
func floatText(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		s := strconv.FormatFloat(f, 'e', -1, 64)
		return s
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// json writes as json.dumps(v, ensure_ascii=False) does, over lines if indent
// is not negative.
func (x *exec) json(line int, b *builder, v Value, indent, depth int) {
	x.nest(line, b, depth)
	newline := func(depth int) {
		if indent >= 0 {
			b.write("\n"+strings.Repeat(" ", indent*depth), 0)
		}
	}
	comma := ", "
	if indent >= 0 {
		comma = ","
	}
	switch v := v.(type) {
	case nil:
		b.write("null", 0)
	case bool:
		b.write(strconv.FormatBool(v), 0)
	case int64:
		b.write(strconv.FormatInt(v, 10), 0)
	case float64:
		b.write(floatText(v), 0)
	case text:
		b.write(`"`, 0)
		b.add(v.mapped(jsonEscape))
		b.write(`"`, 0)
	case *list:
		b.write("[", 0)
		for i, item := range v.items {
			if i > 0 {
				b.write(comma, 0)
			}
			newline(depth + 1)
			x.json(line, b, item, indent, depth+1)
		}
		if len(v.items) > 0 {
			newline(depth)
		}
		b.write("]", 0)
	case *dict:
		b.write("{", 0)
		for i, k := range v.keys {
			if i > 0 {
				b.write(comma, 0)
			}
			newline(depth + 1)
			b.write(`"`+jsonEscape(k)+`": `, 0)
			x.json(line, b, v.values[k], indent, depth+1)
		}
		if len(v.keys) > 0 {
			newline(depth)
		}
		b.write("}", 0)
	default:
		x.fail(line, "tojson cannot write a value of type %s", typeName(v))
	}
}

// jsonEscape escapes what json.dumps escapes when it keeps non-ASCII text.
func jsonEscape(s string) string {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	quoted := strings.TrimSuffix(out.String(), "\n")
	// encoding/json also escapes the two JavaScript line ends.
	return strings.NewReplacer(`\\`, `\\`, `\u2028`, "\u2028", `\u2029`, "\u2029").Replace(quoted[1 : len(quoted)-1])
}

// nest bounds the depth and the size of a value that is being written.
func (x *exec) nest(line int, b *builder, depth int) {
	x.spend(line, 1)
	if depth > maxDepth {
		x.fail(line, "values are nested deeper than %d", maxDepth)
	}
	if b.b.Len() > x.limits.Bytes {
		x.exhausted(line, "bytes")
	}
}
