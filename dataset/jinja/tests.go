package jinja

import "strings"

type test func(x *exec, line int, v Value, a []Value) bool

// testNamed gives a test of jinja2.tests, nil if it is not supported.
func testNamed(name string) test {
	is := func(f func(v Value) bool) test {
		return func(_ *exec, _ int, v Value, _ []Value) bool { return f(v) }
	}
	compare := func(op string) test {
		return func(x *exec, line int, v Value, a []Value) bool { return x.compare(line, op, v, x.one(line, name, a)) }
	}
	switch name {
	case "defined":
		return is(func(v Value) bool { _, missing := v.(undefined); return !missing })
	case "undefined":
		return is(func(v Value) bool { _, missing := v.(undefined); return missing })
	case "none":
		return is(func(v Value) bool { return v == nil })
	case "true":
		return is(func(v Value) bool { return v == true })
	case "false":
		return is(func(v Value) bool { return v == false })
	case "boolean":
		return is(func(v Value) bool { _, ok := v.(bool); return ok })
	case "integer":
		return is(func(v Value) bool { _, ok := v.(int64); return ok })
	case "float":
		return is(func(v Value) bool { _, ok := v.(float64); return ok })
	case "number":
		return is(func(v Value) bool { _, _, _, ok := number(v); return ok })
	case "string":
		return is(func(v Value) bool { _, ok := v.(text); return ok })
	case "mapping":
		return is(func(v Value) bool { _, ok := v.(*dict); return ok })
	case "callable":
		return is(func(v Value) bool { _, ok := v.(*function); return ok })
	case "sequence", "iterable":
		return is(func(v Value) bool {
			switch v.(type) {
			case text, *list, *dict, undefined:
				return true
			}
			return false
		})
	case "odd", "even", "divisibleby":
		return func(x *exec, line int, v Value, a []Value) bool {
			by := Value(int64(2))
			if name == "divisibleby" {
				by = x.one(line, name, a)
			}
			n, _, isInt, ok := number(v)
			d, _, dInt, dOK := number(by)
			if !ok || !isInt || !dOK || !dInt {
				x.fail(line, "%s is for integers", name)
			}
			return x.integers(line, "%", n, d) == int64(0) != (name == "odd")
		}
	case "upper", "lower":
		return func(x *exec, line int, v Value, _ []Value) bool {
			s := x.str(line, v).s
			other := strings.ToUpper
			if name == "lower" {
				other = strings.ToLower
			}
			return other(s) == s && strings.ToLower(s) != strings.ToUpper(s)
		}
	case "eq", "equalto", "==", "sameas":
		return compare("==")
	case "ne", "!=":
		return compare("!=")
	case "lt", "lessthan", "<":
		return compare("<")
	case "le", "<=":
		return compare("<=")
	case "gt", "greaterthan", ">":
		return compare(">")
	case "ge", ">=":
		return compare(">=")
	case "in":
		return compare("in")
	}
	return nil
}

// one is the only argument of a test.
func (x *exec) one(line int, name string, a []Value) Value {
	if len(a) != 1 {
		x.fail(line, "the test %s needs one argument", name)
	}
	return a[0]
}
