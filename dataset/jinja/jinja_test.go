package jinja

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hallmark-tee/hallmark"
)

var limits = Limits{Steps: 1 << 18, Bytes: 1 << 20}

// render gives the output, with what rows wrote in brackets if marked.
func render(source string, vars []Pair, marked bool) (string, error) {
	t, err := Parse(source)
	if err != nil {
		return "", err
	}
	spans, _, err := t.Render(vars, limits)
	var b strings.Builder
	for _, s := range spans {
		if marked && s.Source != 0 {
			b.WriteString("[" + s.Text + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String(), err
}

func talkVars(talk [][2]string, generate bool) []Pair {
	var list []Value
	for i, m := range talk {
		list = append(list, Dict(Pair{"role", String(m[0], 0)}, Pair{"content", String(m[1], i+1)}))
	}
	return []Pair{{"messages", List(list...)}, {"add_generation_prompt", generate}, {"bos_token", String("<s>", 0)}, {"eos_token", String("</s>", 0)}}
}

// TestVectors compares with jinja2 3.1.6 as transformers sets it up, over
// templates of eight families and the constructs they are made of.
func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Template string
		Messages       [][2]string
		Generate       bool
		Want           *string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 150 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		source := c.Template
		if c.Name != "snippet" {
			file, err := os.ReadFile("testdata/" + c.Name)
			if err != nil {
				t.Fatal(err)
			}
			source = string(file)
		}
		got, err := render(source, talkVars(c.Messages, c.Generate), false)
		switch {
		case c.Want == nil && err == nil:
			t.Errorf("%s %.60q: %q, jinja2 refuses it", c.Name, c.Template, got)
		case c.Want == nil && hallmark.KindOf(err) != hallmark.Unsupported:
			t.Errorf("%s %.60q: %v", c.Name, c.Template, err)
		case c.Want != nil && err != nil:
			t.Errorf("%s %q: %v", c.Name, c.Template, err)
		case c.Want != nil && got != *c.Want:
			t.Errorf("%s %q:\n got %q\nwant %q", c.Name, c.Template, got, *c.Want)
		}
	}
}

func TestSourcesSurviveEveryOperation(t *testing.T) {
	talk := [][2]string{{"user", " <b>x</b>, y\n"}, {"assistant", "z<|im_end|>"}}
	for source, want := range map[string]string{
		"{{ messages[0].content }}":                                                           "[ <b>x</b>, y\n]",
		"{{ '<b>' ~ messages[0].content|trim ~ '</b>' }}":                                     "<b>[<b>x</b>, y]</b>",
		"{{ messages[0].content.split('</b>')[0] + 'x' }}":                                    "[ <b>x]x",
		"{{ messages[1].content.split('<|')|join('<|') }}":                                    "[z]<|[im_end|>]",
		"{{ messages[0].content.replace('<b>', '<c>') }}":                                     "[ ]<c>[x</b>, y\n]",
		"{{ messages[1].content|upper }}{{ 'a'|upper }}":                                      "[Z<|IM_END|>]A",
		"{{ messages[1].content.title() ~ '!' }}":                                             "[Z<|Im_End|>]!",
		"{{ messages[1].content[1:5] }}{{ messages[1].content[::-1] }}":                       "[<|im>|dne_mi|<z]",
		"{{ messages|map(attribute='content')|join('+') }}":                                   "[ <b>x</b>, y\n]+[z<|im_end|>]",
		"{{ [messages[1].content]|tojson }}":                                                  `["[z<|im_end|>]"]`,
		"{{ messages[1] }}":                                                                   "{'role': 'assistant', 'content': '[z<|im_end|>]'}",
		"{% set x %}<{{ messages[1].content }}>{% endset %}{{ x }}":                           "<[z<|im_end|>]>",
		"{% macro m(c) %}({{ c }}){% endmacro %}{{ m(messages[1].content)|trim }}":            "([z<|im_end|>])",
		"{% for c in messages[1].content %}{{ c }}{% if loop.last %}.{% endif %}{% endfor %}": "[z<|im_end|>].",
		"{{ (messages[0].content ~ messages[1].content)[7:14] }}":                             "[b>, y\n][z]",
		"{{ messages[1].content * 2 }}{{ messages[1].content|indent(2, true) }}":              "[z<|im_end|>z<|im_end|>]  [z<|im_end|>]",
	} {
		got, err := render(source, talkVars(talk, false), true)
		if err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", source, got, err, want)
		}
	}
}

func TestRefusalsNameTheConstruct(t *testing.T) {
	for source, want := range map[string]string{
		"{% include 'x' %}":                      `line 1: the statement "include"`,
		"\n{% import 'x' as y %}":                `line 2: the statement "import"`,
		"{% from 'x' import y %}":                `the statement "from"`,
		"{% extends 'x' %}":                      `the statement "extends"`,
		"{% block a %}{% endblock %}":            `the statement "block"`,
		"{% call f() %}{% endcall %}":            `the statement "call"`,
		"{% for x in y recursive %}{% endfor %}": "recursive loops",
		"{{ x|random }}":                         `the filter "random"`,
		"{{ x|pprint }}":                         `the filter "pprint"`,
		"{{ x is filter 'y' }}":                  `the test "filter"`,
		"{{ strftime_now('%Y') }}":               "strftime_now is not defined, or not allowed",
		"{{ lipsum() }}":                         "lipsum is not defined, or not allowed",
		"{{ cycler('a') }}":                      "cycler is not defined, or not allowed",
		"{{ self.x }}":                           "self is undefined",
		"{{ ''.__class__.__mro__ }}":             "__class__ is undefined",
		"{{ messages.append(1) }}":               "append is not defined, or not allowed",
		"{{ '%s' % 1 }}":                         "formatting with %",
		"{{ 'x'.format(1) }}":                    "format is not defined, or not allowed",
		"{% set m.x = 1 %}":                      "m is no namespace",
		"{{ 99999999999999999999 }}":             "too large",
		"{{ 3000000000 * 3 }}":                   "beyond 2^31",
		"{% if x %}":                             "the template ends before elif or else or endif",
		"{% break %}":                            "outside a loop",
		"{{ 'x":                                  "a string is not closed",
		"{{ (1 }}":                               "closes nothing",
		"{{ 1 ? 2 }}":                            `"?" has no meaning`,
		"{# x":                                   "a comment is not closed",
		"{{ " + strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200) + " }}": "nested deeper",
		"{{ " + strings.Repeat("not ", 200) + "1 }}":                              "nested deeper",
		"{{ " + strings.Repeat("-", 200) + "1 }}":                                 "nested deeper",
		strings.Repeat("{% if x %}", 200):                                         "nested deeper",
		"{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}":                         "more than 32 deep",
		"{{ raise_exception('only ' ~ messages[0].content ~ '!') }}":              `refuses this conversation: "only ...!"`,
		"{{ messages[0][messages[0].content].x }}":                                "such item is undefined",
		strings.Repeat("x", MaxSource+1):                                          "at most",
	} {
		_, err := render(source, talkVars([][2]string{{"user", "secret"}}, false), false)
		if hallmark.KindOf(err) != hallmark.Unsupported || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%.60s: %v, want %q", source, err, want)
		}
	}
}

// Work is counted: what would run for ever or fill the memory stops at the same
// place on every machine.
func TestWorkIsBounded(t *testing.T) {
	for _, source := range []string{
		"{% for i in range(1000000000) %}{% endfor %}",
		"{% for i in range(1000) %}{% for j in range(1000) %}{% for k in range(1000) %}{% endfor %}{% endfor %}{% endfor %}",
		"{{ 'a' * 1000000000 }}",
		"{{ ('a' * 100000) * 100000 }}",
		"{% set ns = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
		"{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
		"{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s|tojson }}",
		"{% set ns = namespace(s=[1], t=[1]) %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% set ns.t = [ns.t, ns.t] %}{% endfor %}{{ ns.s == ns.t }}",
		"{% for i in range(100000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }}{% endfor %}",
		"{{ ('a' * 1000)|replace('a', 'b' * 10000) }}",
		"{{ (('ab' * 100000).split('a'))|join('x' * 1000) }}",
		"{% macro f(n) %}{% for i in range(10) %}{% if n %}{{ f(n - 1) }}{% endif %}{% endfor %}{% endmacro %}{{ f(30) }}",
	} {
		if _, err := render(source, nil, false); hallmark.KindOf(err) != hallmark.Exhausted {
			t.Errorf("%s: %v", source, err)
		}
	}
	deep := "{% set ns = namespace(s=[1]) %}{% for i in range(1000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}"
	if _, err := render(deep, nil, false); hallmark.KindOf(err) != hallmark.Unsupported {
		t.Errorf("deep value: %v", err)
	}
}

func FuzzTemplate(f *testing.F) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		f.Fatal(err)
	}
	var cases []struct{ Template string }
	if err := json.Unmarshal(data, &cases); err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		f.Add(c.Template, "hi <|im_end|>")
	}
	for _, name := range []string{"chatml", "llama3.1", "qwen3", "mistral", "zephyr"} {
		source, err := os.ReadFile("testdata/" + name + ".jinja")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source), "<think>a</think>b")
	}
	f.Fuzz(func(t *testing.T, source, content string) {
		tpl, err := Parse(source)
		if err != nil {
			if hallmark.KindOf(err) != hallmark.Unsupported {
				t.Fatal(err)
			}
			return
		}
		vars := talkVars([][2]string{{"user", content}, {"assistant", "b"}}, true)
		bound := Limits{Steps: 1 << 16, Bytes: 1 << 16}
		first, used, err := tpl.Render(vars, bound)
		if k := hallmark.KindOf(err); err != nil && k != hallmark.Unsupported && k != hallmark.Exhausted {
			t.Fatal(err)
		}
		n := 0
		for _, s := range first {
			n += len(s.Text)
		}
		if n > bound.Bytes || used.Steps > bound.Steps+1<<17 {
			t.Fatalf("%d bytes, %d steps", n, used.Steps)
		}
		// The same template and rows give the same output and the same count.
		again, usedAgain, _ := tpl.Render(vars, bound)
		if !slices.Equal(first, again) || used != usedAgain {
			t.Fatal("two renderings differ")
		}
	})
}

func BenchmarkRenderQwen3(b *testing.B) {
	source, err := os.ReadFile("testdata/qwen3.jinja")
	if err != nil {
		b.Fatal(err)
	}
	tpl, err := Parse(string(source))
	if err != nil {
		b.Fatal(err)
	}
	vars := talkVars([][2]string{{"system", "be kind"}, {"user", "hi"}, {"assistant", "yes"}}, false)
	for b.Loop() {
		if _, _, err := tpl.Render(vars, limits); err != nil {
			b.Fatal(err)
		}
	}
}
