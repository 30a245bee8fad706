package jinja

import (
	"slices"
	"strings"
	"unicode"
)

// globals are the functions that every template may call. strftime_now is not
// among them: a date would make the tokens depend on the day, so templates that
// ask whether it is defined take their fixed date. lipsum is random; cycler and
// joiner change state.
func globals() []*function {
	return []*function{
		{"raise_exception", func(x *exec, line int, a args) Value {
			x.fail(line, "%s", raised(x.str(line, a.arg(0, "message", text{}))))
			return nil
		}},
		{"range", func(x *exec, line int, a args) Value {
			start, stop, step := int64(0), x.intArg(line, a, 0, "stop", 0), int64(1)
			if len(a.list) > 1 {
				start, stop, step = stop, x.intArg(line, a, 1, "stop", 0), x.intArg(line, a, 2, "step", 1)
			}
			if step == 0 {
				x.fail(line, "range needs a step other than 0")
			}
			out := &list{}
			for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
				x.spend(line, 1)
				out.items = append(out.items, i)
			}
			return out
		}},
		{"namespace", func(x *exec, line int, a args) Value {
			ns := &namespace{*keywords(x, line, a)}
			return ns
		}},
		{"dict", func(x *exec, line int, a args) Value { return keywords(x, line, a) }},
	}
}

// keywords makes a mapping of named arguments, behind those of a first mapping.
func keywords(x *exec, line int, a args) *dict {
	d := newDict()
	for _, v := range a.list {
		first, ok := v.(*dict)
		if !ok {
			x.fail(line, "expected a mapping, found a %s", typeName(v))
		}
		for _, k := range first.keys {
			x.spend(line, 1)
			d.set(k, first.values[k])
		}
	}
	for _, name := range a.names {
		d.set(name, a.named[name])
	}
	return d
}

// method binds a method of Python's str or dict to its value, nil if there is
// none. Methods that change a value do not exist, as in Jinja's immutable
// sandbox.
func method(v Value, name string) Value {
	var call func(x *exec, line int, a args) Value
	switch v := v.(type) {
	case text:
		call = textMethod(v, name)
	case *dict:
		call = dictMethod(v, name)
	}
	if call == nil {
		return nil
	}
	return &function{name, call}
}

func dictMethod(d *dict, name string) func(x *exec, line int, a args) Value {
	switch name {
	case "get":
		return func(x *exec, line int, a args) Value {
			key, ok := a.arg(0, "key", nil).(text)
			if v, has := d.values[key.s]; ok && has {
				return v
			}
			return a.arg(1, "default", nil)
		}
	case "items":
		return func(x *exec, line int, a args) Value { return items(x, line, d, a) }
	case "keys":
		return func(x *exec, line int, a args) Value { return &list{x.iterate(line, d)} }
	case "values":
		return func(x *exec, line int, a args) Value {
			out := &list{}
			for _, k := range d.keys {
				x.spend(line, 1)
				out.items = append(out.items, d.values[k])
			}
			return out
		}
	}
	return nil
}

func textMethod(t text, name string) func(x *exec, line int, a args) Value {
	cost := func(f func(x *exec, line int, a args) Value) func(x *exec, line int, a args) Value {
		return func(x *exec, line int, a args) Value {
			x.spend(line, 1+len(t.s)/64)
			return f(x, line, a)
		}
	}
	switch name {
	case "strip", "lstrip", "rstrip":
		return cost(func(x *exec, line int, a args) Value {
			return stripped(x, line, t, a, name != "rstrip", name != "lstrip")
		})
	case "split", "rsplit":
		return cost(func(x *exec, line int, a args) Value {
			sep := text{}
			if v := a.arg(0, "sep", nil); v != nil {
				if sep = x.textArg(line, a, 0, "sep"); sep.s == "" {
					x.fail(line, "the separator is empty")
				}
			}
			x.cuts(line, t, strings.Count(t.s, sep.s))
			return x.texts(line, t.split(sep.s, int(x.intArg(line, a, 1, "maxsplit", -1)), name == "rsplit"))
		})
	case "splitlines":
		return cost(func(x *exec, line int, a args) Value {
			x.none(line, name, a)
			x.cuts(line, t, strings.Count(t.s, "\n"))
			lines := t.split("\n", -1, false)
			if last := len(lines) - 1; lines[last].s == "" {
				lines = lines[:last]
			}
			if strings.ContainsAny(t.s, "\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029") {
				x.fail(line, "splitlines knows line feeds only")
			}
			return x.texts(line, lines)
		})
	case "startswith", "endswith":
		return cost(func(x *exec, line int, a args) Value {
			has := strings.HasPrefix
			if name == "endswith" {
				has = strings.HasSuffix
			}
			options := []Value{a.arg(0, "prefix", nil)}
			if l, ok := options[0].(*list); ok {
				options = l.items
			}
			for _, o := range options {
				s, ok := o.(text)
				if !ok {
					x.fail(line, "%s needs a string", name)
				}
				if has(t.s, s.s) {
					return true
				}
			}
			return false
		})
	case "replace":
		return cost(func(x *exec, line int, a args) Value { return replaced(x, line, t, a) })
	case "upper", "lower", "title", "capitalize":
		return cost(func(x *exec, line int, a args) Value {
			x.none(line, name, a)
			return cased(name, t)
		})
	case "join":
		return cost(func(x *exec, line int, a args) Value {
			return x.concat(line, x.iterate(line, a.arg(0, "iterable", nil)), t)
		})
	case "find", "rfind", "count":
		return cost(func(x *exec, line int, a args) Value {
			s := x.textArg(line, a, 0, "sub")
			if len(a.list) > 1 {
				x.fail(line, "%s within bounds is not supported", name)
			}
			at := strings.Index(t.s, s.s)
			if name == "rfind" {
				at = strings.LastIndex(t.s, s.s)
			}
			if name == "count" {
				return int64(strings.Count(t.s, s.s))
			}
			if at < 0 {
				return int64(-1)
			}
			return length(x, line, t.slice(0, at), args{})
		})
	case "removeprefix":
		return cost(func(x *exec, line int, a args) Value {
			if s := x.textArg(line, a, 0, "prefix"); strings.HasPrefix(t.s, s.s) {
				return t.slice(len(s.s), len(t.s))
			}
			return t
		})
	case "removesuffix":
		return cost(func(x *exec, line int, a args) Value {
			if s := x.textArg(line, a, 0, "suffix"); strings.HasSuffix(t.s, s.s) {
				return t.slice(0, len(t.s)-len(s.s))
			}
			return t
		})
	case "isdigit", "isspace", "isalpha", "isupper", "islower":
		return cost(func(x *exec, line int, a args) Value {
			is := map[string]func(rune) bool{"isdigit": unicode.IsDigit, "isspace": pySpace, "isalpha": unicode.IsLetter}[name]
			if is == nil {
				other := strings.ToUpper
				if name == "islower" {
					other = strings.ToLower
				}
				return other(t.s) == t.s && strings.ToLower(t.s) != strings.ToUpper(t.s)
			}
			return t.s != "" && strings.IndexFunc(t.s, func(r rune) bool { return !is(r) }) < 0
		})
	}
	return nil
}

// cuts counts the work of cutting t in so many places.
func (x *exec) cuts(line int, t text, places int) { x.spend(line, (places+1)*(1+len(t.runs)/8)) }

func (x *exec) texts(line int, parts []text) Value {
	x.spend(line, len(parts))
	out := &list{}
	for _, p := range parts {
		out.items = append(out.items, p)
	}
	return out
}

func stripped(x *exec, line int, t text, a args, left, right bool) Value {
	cut := pySpace
	if v := a.arg(0, "chars", nil); v != nil {
		chars := x.textArg(line, a, 0, "chars").s
		x.spend(line, len(chars))
		cut = func(r rune) bool { return strings.ContainsRune(chars, r) }
	}
	return t.trim(left, right, cut)
}

func replaced(x *exec, line int, t text, a args) Value {
	old, now := x.textArg(line, a, 0, "old"), x.textArg(line, a, 1, "new")
	n := x.intArg(line, a, 2, "count", -1)
	places := int64(strings.Count(t.s, old.s))
	if n >= 0 {
		places = min(places, n)
	}
	if len(now.s) > 0 && places > int64(x.limits.Bytes/len(now.s)) {
		x.exhausted(line, "bytes")
	}
	x.made(line, len(t.s)+int(places)*len(now.s))
	x.cuts(line, t, int(places))
	return t.replace(old, now, int(places))
}

func cased(name string, t text) Value {
	switch name {
	case "upper":
		return t.mapped(strings.ToUpper)
	case "lower":
		return t.mapped(strings.ToLower)
	case "title":
		inWord := false
		return t.like(strings.Map(func(r rune) rune {
			first := !inWord
			inWord = unicode.IsLetter(r)
			if first {
				return unicode.ToTitle(r)
			}
			return unicode.ToLower(r)
		}, t.s))
	}
	n := 0
	if t.s != "" {
		n = width(t.s)
	}
	return t.like(strings.ToUpper(t.s[:n]) + strings.ToLower(t.s[n:]))
}

func sortStable(items []Value, order func(a, b Value) int) { slices.SortStableFunc(items, order) }
