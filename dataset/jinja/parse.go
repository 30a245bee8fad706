package jinja

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hallmark-tee/hallmark"
)

// MaxSource bounds a template; the longest published ones have about 20 KB.
const MaxSource = 256 << 10

const maxNesting = 96 // of blocks and expressions in a template

// Template is a parsed template. It is immutable and may be used by many
// goroutines.
type Template struct{ body []node }

// failure is how parsing and rendering stop; it never leaves the package.
type failure struct {
	kind hallmark.Kind
	line int
	text string
}

func fail(line int, format string, args ...any) {
	panic(&failure{hallmark.Unsupported, line, hallmark.Errorf(hallmark.Unsupported, format, args...).Error()})
}

// rescue turns a failure into an error.
func rescue(err *error) {
	switch f := recover().(type) {
	case nil:
	case *failure:
		*err = hallmark.Errorf(f.kind, "chat template, line %d: %s", f.line, f.text)
	default:
		panic(f)
	}
}

// Parse reads a template. Unsupported: the construct that is not known or not
// allowed, by name and line.
func Parse(source string) (t *Template, err error) {
	defer rescue(&err)
	if len(source) > MaxSource {
		fail(1, "the template has %d bytes, at most %d are read", len(source), MaxSource)
	}
	p := &parser{toks: lex(source)}
	body, _ := p.block()
	return &Template{body}, nil
}

type node interface{ run(x *exec, f *frame) }

type expr interface {
	eval(x *exec, f *frame) Value
}

type parser struct {
	toks  []token
	i     int
	depth int
	loops int
	macro int
}

func (p *parser) at() token { return p.toks[p.i] }

func (p *parser) fail(format string, args ...any) { fail(p.at().line, format, args...) }

func (p *parser) deeper() {
	if p.depth++; p.depth > maxNesting {
		p.fail("nested deeper than %d", maxNesting)
	}
}

func (p *parser) is(k kind, text string) bool { return p.at().kind == k && p.at().text == text }

func (p *parser) skip(k kind, text string) bool {
	if p.is(k, text) {
		p.i++
		return true
	}
	return false
}

func (p *parser) op(text string) bool { return p.skip(tokOp, text) }

func (p *parser) want(k kind, text string) {
	if !p.skip(k, text) {
		p.fail("expected %q, found %.40q", text, p.at().text)
	}
}

func (p *parser) name() string {
	if p.at().kind != tokName {
		p.fail("expected a name, found %.40q", p.at().text)
	}
	p.i++
	return p.toks[p.i-1].text
}

// block reads nodes up to one of the statements in until, which it consumes
// with its begin token; up to the end of the template if there are none.
func (p *parser) block(until ...string) (body []node, end string) {
	p.deeper()
	defer func() { p.depth-- }()
	for {
		t := p.at()
		p.i++
		switch t.kind {
		case tokData:
			body = append(body, &output{t.line, &literal{plain(t.text)}})
		case tokVarBegin:
			e := p.expression()
			p.want(tokVarEnd, "}}")
			body = append(body, &output{t.line, e})
		case tokBlockBegin:
			word := p.name()
			if slices.Contains(until, word) {
				return body, word
			}
			if n := p.statement(t.line, word); n != nil {
				body = append(body, n)
			}
		default:
			if t.kind == tokEnd && len(until) == 0 {
				return body, ""
			}
			p.i--
			p.fail("the template ends before %s", strings.Join(until, " or "))
		}
	}
}

func (p *parser) end() { p.want(tokBlockEnd, "%}") }

func (p *parser) statement(line int, word string) node {
	switch word {
	case "if":
		return p.ifStatement(line)
	case "for":
		return p.forStatement(line)
	case "set":
		return p.setStatement(line)
	case "macro":
		return p.macroStatement(line)
	case "break", "continue":
		if p.loops == 0 {
			p.fail("%s stands outside a loop", word)
		}
		p.end()
		return &jump{word == "break"}
	case "generation":
		p.end()
		body, _ := p.block("endgeneration")
		p.end()
		return group(body)
	}
	fail(line, "the statement %.40q is not supported", word)
	return nil
}

// group is a list of nodes in the scope around it.
type group []node

func (p *parser) ifStatement(line int) node {
	n := &ifNode{}
	for {
		n.tests = append(n.tests, p.expression())
		p.end()
		body, end := p.block("elif", "else", "endif")
		n.bodies = append(n.bodies, body)
		if end == "else" {
			p.end()
			n.otherwise, end = p.block("endif")
		}
		if end == "endif" {
			p.end()
			return n
		}
	}
}

func (p *parser) forStatement(line int) node {
	n := &forNode{line: line}
	for {
		n.targets = append(n.targets, p.name())
		if !p.op(",") {
			break
		}
	}
	p.want(tokName, "in")
	n.over = p.or() // without a condition, which the loop may have itself
	if p.skip(tokName, "if") {
		n.filter = p.expression()
	}
	if p.is(tokName, "recursive") {
		p.fail("recursive loops are not supported")
	}
	p.end()
	p.loops++
	body, end := p.block("else", "endfor")
	p.loops--
	n.body = body
	if end == "else" {
		p.end()
		n.otherwise, _ = p.block("endfor")
	}
	p.end()
	return n
}

func (p *parser) setStatement(line int) node {
	n := &setNode{line: line}
	for {
		n.targets = append(n.targets, p.name())
		if len(n.targets) == 1 && p.op(".") {
			n.attr = p.name()
		}
		if n.attr != "" || !p.op(",") {
			break
		}
	}
	if p.op("=") {
		n.value = p.tuple()
		p.end()
		return n
	}
	if len(n.targets) > 1 || n.attr != "" {
		p.fail("expected =, found %.40q", p.at().text)
	}
	var filters []*filterExpr
	for p.op("|") {
		filters = append(filters, p.filterCall(nil))
	}
	p.end()
	body, _ := p.block("endset")
	p.end()
	var e expr = &capture{body}
	for _, f := range filters {
		f.in, e = e, f
	}
	n.value, n.block = e, true
	return n
}

// tuple reads an expression, or several with commas as a list.
func (p *parser) tuple() expr {
	e := p.expression()
	if !p.is(tokOp, ",") {
		return e
	}
	items := []expr{e}
	for p.op(",") {
		items = append(items, p.expression())
	}
	return &listExpr{items}
}

func (p *parser) macroStatement(line int) node {
	m := &macroNode{line: line, name: p.name()}
	p.want(tokOp, "(")
	for !p.op(")") {
		if len(m.params) > 0 {
			p.want(tokOp, ",")
		}
		m.params = append(m.params, p.name())
		var d expr
		if p.op("=") {
			d = p.expression()
		}
		m.defaults = append(m.defaults, d)
	}
	p.end()
	outer := p.loops
	p.loops = 0 // a macro cannot leave the loop of its caller
	m.body, _ = p.block("endmacro")
	p.loops = outer
	p.end()
	return m
}

// The expressions, from the loosest binding to the tightest, in the order of
// jinja2.parser.

func (p *parser) expression() expr {
	p.deeper()
	defer func() { p.depth-- }()
	e := p.or()
	for p.skip(tokName, "if") {
		c := &condition{test: p.or(), yes: e}
		if p.skip(tokName, "else") {
			c.no = p.expression()
		}
		e = c
	}
	return e
}

func (p *parser) or() expr {
	e := p.and()
	for p.skip(tokName, "or") {
		e = &logic{e, p.and(), true}
	}
	return e
}

func (p *parser) and() expr {
	e := p.not()
	for p.skip(tokName, "and") {
		e = &logic{e, p.not(), false}
	}
	return e
}

func (p *parser) not() expr {
	if p.skip(tokName, "not") {
		p.deeper()
		defer func() { p.depth-- }()
		return &notExpr{p.not()}
	}
	return p.compare()
}

func (p *parser) compare() expr {
	line := p.at().line
	e := p.sum()
	c := &comparison{line: line, first: e}
	for {
		t := p.at()
		op := ""
		switch {
		case t.kind == tokOp && slices.Contains([]string{"==", "!=", "<", "<=", ">", ">="}, t.text):
			op = t.text
			p.i++
		case p.skip(tokName, "in"):
			op = "in"
		case t.kind == tokName && t.text == "not" && p.toks[p.i+1].kind == tokName && p.toks[p.i+1].text == "in":
			op = "not in"
			p.i += 2
		}
		if op == "" {
			break
		}
		c.ops, c.rest = append(c.ops, op), append(c.rest, p.sum())
	}
	if len(c.ops) == 0 {
		return e
	}
	return c
}

func (p *parser) binary(next func() expr, ops ...string) expr {
	e := next()
	for p.at().kind == tokOp && slices.Contains(ops, p.at().text) {
		t := p.at()
		p.i++
		e = &arithmetic{t.line, t.text, e, next()}
	}
	return e
}

func (p *parser) sum() expr     { return p.binary(p.concat, "+", "-") }
func (p *parser) concat() expr  { return p.binary(p.product, "~") }
func (p *parser) product() expr { return p.binary(p.power, "*", "/", "//", "%") }
func (p *parser) power() expr {
	return p.binary(func() expr { return p.unary(true) }, "**")
}

func (p *parser) unary(filters bool) expr {
	p.deeper()
	defer func() { p.depth-- }()
	t := p.at()
	var e expr
	if p.op("-") {
		e = &arithmetic{t.line, "-", &literal{int64(0)}, p.unary(false)}
	} else if p.op("+") {
		e = &arithmetic{t.line, "+", &literal{int64(0)}, p.unary(false)}
	} else {
		e = p.primary()
	}
	e = p.postfix(e)
	if filters {
		e = p.filtersAndTests(e)
	}
	return e
}

func (p *parser) primary() expr {
	t := p.at()
	p.i++
	switch t.kind {
	case tokName:
		switch t.text {
		case "true", "True":
			return &literal{true}
		case "false", "False":
			return &literal{false}
		case "none", "None":
			return &literal{nil}
		}
		return &variable{t.text}
	case tokString:
		s := t.text
		for p.at().kind == tokString {
			s += p.at().text
			p.i++
		}
		return &literal{plain(s)}
	case tokInt:
		n, err := strconv.ParseInt(t.text, 10, 64)
		if err != nil {
			fail(t.line, "the number %.40s is too large", t.text)
		}
		return &literal{n}
	case tokFloat:
		f, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			fail(t.line, "the number %.40s is too large", t.text)
		}
		return &literal{f}
	case tokOp:
		switch t.text {
		case "(":
			if p.op(")") {
				return &listExpr{}
			}
			e := p.expression()
			if p.is(tokOp, ",") {
				e = p.items(e, ")")
			} else {
				p.want(tokOp, ")")
			}
			return e
		case "[":
			return p.items(nil, "]")
		case "{":
			return p.dict(t.line)
		}
	}
	fail(t.line, "expected an expression, found %.40q", t.text)
	return nil
}

// items reads the rest of a list up to the closing bracket.
func (p *parser) items(first expr, closing string) expr {
	l := &listExpr{}
	if first != nil {
		l.items = append(l.items, first)
	}
	for !p.op(closing) {
		if len(l.items) > 0 {
			p.want(tokOp, ",")
			if p.op(closing) {
				break
			}
		}
		l.items = append(l.items, p.expression())
	}
	return l
}

func (p *parser) dict(line int) expr {
	d := &dictExpr{line: line}
	for !p.op("}") {
		if len(d.keys) > 0 {
			p.want(tokOp, ",")
			if p.op("}") {
				break
			}
		}
		d.keys = append(d.keys, p.expression())
		p.want(tokOp, ":")
		d.values = append(d.values, p.expression())
	}
	return d
}

func (p *parser) postfix(e expr) expr {
	for {
		line := p.at().line
		switch {
		case p.op("."):
			if t := p.at(); t.kind == tokInt {
				fail(line, "numbered attributes are not supported")
			}
			e = &attribute{line, e, p.name()}
		case p.op("["):
			e = p.subscript(line, e)
		case p.op("("):
			list, names, values := p.arguments()
			e = &callExpr{line, e, list, names, values}
		default:
			return e
		}
	}
}

func (p *parser) subscript(line int, e expr) expr {
	var parts [3]expr
	n := 0
	for !p.op("]") {
		if p.op(":") {
			if n++; n > 2 {
				p.fail("a slice has three parts at most")
			}
			continue
		}
		if parts[n] != nil {
			p.fail("expected ] or :, found %.40q", p.at().text)
		}
		parts[n] = p.expression()
	}
	if n == 0 {
		if parts[0] == nil {
			p.fail("an index is missing")
		}
		return &index{line, e, parts[0]}
	}
	return &sliceExpr{line, e, parts}
}

func (p *parser) arguments() (list []expr, names []string, values []expr) {
	for first := true; !p.op(")"); first = false {
		if !first {
			p.want(tokOp, ",")
			if p.op(")") {
				break
			}
		}
		if p.at().kind == tokName && p.toks[p.i+1].kind == tokOp && p.toks[p.i+1].text == "=" {
			names = append(names, p.name())
			p.i++
			values = append(values, p.expression())
			continue
		}
		if p.is(tokOp, "*") || p.is(tokOp, "**") {
			p.fail("unpacked arguments are not supported")
		}
		if len(names) > 0 {
			p.fail("an argument without a name follows one with a name")
		}
		list = append(list, p.expression())
	}
	return list, names, values
}

func (p *parser) filterCall(in expr) *filterExpr {
	f := &filterExpr{line: p.at().line, in: in, name: p.name()}
	if filterNamed(f.name) == nil {
		fail(f.line, "the filter %.40q is not supported", f.name)
	}
	if p.op("(") {
		f.list, f.names, f.values = p.arguments()
	}
	return f
}

func (p *parser) filtersAndTests(e expr) expr {
	for {
		line := p.at().line
		switch {
		case p.op("|"):
			e = p.filterCall(e)
		case p.skip(tokName, "is"):
			negated := p.skip(tokName, "not")
			t := &testExpr{line: line, in: e, name: p.name()}
			if testNamed(t.name) == nil {
				fail(line, "the test %.40q is not supported", t.name)
			}
			if p.op("(") {
				var names []string
				if t.args, names, _ = p.arguments(); len(names) > 0 {
					fail(line, "named arguments of a test are not supported")
				}
			} else if a := p.at(); a.kind == tokString || a.kind == tokInt || a.kind == tokFloat ||
				a.kind == tokOp && (a.text == "[" || a.text == "{") ||
				a.kind == tokName && !slices.Contains([]string{"else", "or", "and", "if", "in", "not", "is"}, a.text) {
				t.args = []expr{p.postfix(p.primary())}
			}
			if e = t; negated {
				e = &notExpr{e}
			}
		case p.op("("): // a call of what a filter gave
			list, names, values := p.arguments()
			e = &callExpr{line, e, list, names, values}
		default:
			return e
		}
	}
}
