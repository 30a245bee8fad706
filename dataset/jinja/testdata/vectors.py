"""Writes vectors.json (the template files beside it are our own spelling of
public prompt formats): what jinja2 3.1.6 gives with the settings of
transformers (chat_template_utils: ImmutableSandboxedEnvironment, trim_blocks,
lstrip_blocks, loop controls, tojson without HTML escapes, raise_exception; no
strftime_now). An error is recorded as null. Run it in this folder:
python vectors.py
"""
import json
import pathlib

import jinja2
import jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Refused(Exception):
    pass


def raise_exception(message):
    raise Refused(message)


class Generation(jinja2.ext.Extension):
    """A generation block renders its body, as in transformers without a mask."""
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        return jinja2.nodes.Scope(parser.parse_statements(["name:endgeneration"], drop_needle=True), lineno=line)


env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols, Generation])
env.globals["raise_exception"] = raise_exception
env.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
    x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

U, A, S = "user", "assistant", "system"
TALKS = [
    [(U, "hi"), (A, "yes")],
    [(S, "be kind"), (U, " hi \n"), (A, "\tyes\n\n"), (U, "more <|im_end|>"), (A, "no </s>")],
    [(U, "q"), (A, "<think>\nso\n</think>\n\nthe answer"), (U, "r"), (A, "<think>why</think>done")],
    [(U, "a"), (U, "b"), (A, "c")],
    [(U, "a"), (A, "b"), (A, "c")],
    [(S, "\u00e9\u4f60\U0001f600"), (U, "x\u2028y\u00a0"), (A, "'quoted' \"twice\" \\ {{ no }} {% no %}")],
    [(U, "<tool_response>1</tool_response>"), (A, "b"), (U, "c")],
]
SNIPPETS = r"""
{% for m in messages %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{{ loop.revindex0 }}{{ loop.length }} {% else %}none{% endfor %}
{% for m in messages if m.role == 'user' %}{{ loop.index0 }}{{ m.content }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for m in [] %}x{% else %}empty{% endfor %}{% for a, b in {'x': 1, 'y': [2, 'z']}.items() %}{{ a }}={{ b }};{% endfor %}
{% set x = 1 %}{% for i in range(3) %}{{ x }}{% set x = 5 %}{{ x }}{% endfor %}{{ x }}
{% set ns = namespace(found=false, n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% if m.role == 'user' %}{% set ns.found = true %}{% endif %}{% endfor %}{{ ns.found }} {{ ns.n }}
{% for i in range(10) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 4 %}{% break %}{% endif %}{{ i }}{% endfor %}{% for i in range(5, 0, -2) %}{{ i }}{% endfor %}
{{ messages[1:]|length }} {{ messages[::-1][0].role }} {{ messages[-1]['content'] }} {{ messages[:-1]|length }} {{ 'hello'[1:3] }} {{ 'hello'[::-1] }} {{ 'h\u00e9llo'[-4:] }} {{ 'abc'[5:] }}|{{ 'abc'[-9:2] }}
{{ 'a' if nope is not defined else 'b' }} {{ none }} {{ True }} {{ 1.5 }} {{ 10 / 4 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 2 ** 3 }} {{ 1 + 2 * 3 - 4 }} {{ 10 / 5 }}
{{ [1, 'a', none, true, 1.0, {'k': 'v'}] }} {{ [1, 'a', none]|tojson }} {{ {'b': 1, 'a': '\u00e9<&\'"\\ \n'}|tojson }} {{ {'b': [1, {'c': []}], 'd': {}}|tojson(indent=2) }}
{{ 'a<think>b</think>\n\nc'.split('</think>')[-1].lstrip('\n') }} {{ ' a  b c '.split() }} {{ 'a,b,,c'.split(',') }} {{ 'a,b,c'.split(',', 1) }} {{ 'a,b,c'.rsplit(',', 1)[0] }} {{ '  a b c'.split(none, 1) }}
{{ ' x '|trim }}|{{ ' x '.strip() }}|{{ 'xxaxx'.strip('x') }}|{{ 'xa'.lstrip('x') }}|{{ 'ax '.rstrip() }}|{{ 'abc'.replace('b', 'dd') }}|{{ 'aaa'|replace('a', 'b', 2) }}|{{ 'abc'.replace('', '-') }}
{{ 'hello world'|title }} {{ 'hELLO'|capitalize }} {{ 'a'|upper }} {{ 'B'.lower() }} {{ 'user'.title() }} {{ "they're bill's".title() }}
{{ 'a' ~ 1 ~ none ~ true }} {{ 'ab' * 3 }} {{ [1] + [2] }} {{ 'x' in 'xyz' }} {{ 'role' in messages[0] }} {{ 'q' not in ['a'] }} {{ 1 in [1.0] }} {{ 1 == 1.0 }} {{ true == 1 }} {{ '1' == 1 }} {{ none == false }}
{{ 1 < 2 < 3 }} {{ 1 < 2 > 5 }} {{ 'a' < 'b' }} {{ not true or true }} {{ not (true and false) }} {{ '' or 'x' }} {{ 'y' and 0 }}
{{ messages|selectattr('role', 'equalto', 'user')|list|length }} {{ messages|map(attribute='role')|join('-') }} {{ messages|rejectattr('role', 'in', ['user'])|map(attribute='content')|list }} {{ [1, 0, 2]|select|list }} {{ ['a', 'b']|map('upper')|join }} {{ [1,2,3,4]|select('odd')|list }}
{{ messages[0].content is string }} {{ messages is iterable }} {{ messages[0] is mapping }} {{ 3 is odd }} {{ 4 is even }} {{ 4 is divisibleby 2 }} {{ none is none }} {{ 1 is number }} {{ true is boolean }} {{ 'x' is sequence }} {{ x is undefined }} {{ 1 is eq 1 }} {{ 'a' is in 'abc' }}
{{ nope }}|{{ nope|default('d') }}|{{ ''|default('e', true) }}|{{ nope|d }}|{{ messages[0].nope is defined }}|{{ messages[99] is defined }}|{{ nope|length }}|{{ (nope or 'z') }}
{{ nope.x }}
{{ nope() }}
{{ nope + 1 }}
{{ strftime_now('%Y') }}
{{ raise_exception('no') }}
{{ 1 / 0 }}
{{ 'a' + 1 }}
{{ 1 is odd and 2 is even }} {{ 1 + 1 is odd }} {{ -1|abs2 }}
{% macro f(a, b='q') %}<{{ a }}{{ b }}>{% endmacro %}{{ f('z') }}{{ f('y', b='w') }}{{ f(b='1', a='2') }}{% for m in messages %}{{ f(m.role) }}{% endfor %}
{% macro rec(n) %}{{ n }}{% if n > 0 %}{{ rec(n - 1) }}{% endif %}{% endmacro %}{{ rec(4) }}
{% set x %}a{{ 1 }}b{% endset %}{{ x|upper }}{% set y | trim %}  c  {% endset %}[{{ y }}]{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set t = (1, 2) %}{{ t[1] }}
{% generation %}kept {{ 1 }}{% endgeneration %}{% raw %}{{ raw }} {% if %}{% endraw %}{# comment #}after
  {% if true %}
    indented
  {%- endif %}  tail  {{- ' x' }}
{%- if true -%}   a   {%- endif -%}   b
a   {%+ if true %} b {% endif +%}
{{ {'a': 1}.get('a') }}{{ {'a': 1}.get('b') }}{{ {'a': 1}.get('b', 'z') }}{{ {'a': 1}.keys()|list }}{{ {'b': 2, 'a': 1}|dictsort|map('join', '=')|join(';') }}{{ {'a': 1}|items|map('last')|list }}{{ dict(a=1)['a'] }}
{{ 'a\nb\n\nc'|indent(2) }}|{{ 'a\nb'|indent(2, true) }}|{{ 'a\nb'.splitlines() }}|{{ 'abc'.find('c') }}{{ 'abc'.find('z') }}{{ 'aXbX'.rfind('X') }}{{ 'aaa'.count('a') }}
{{ 'abc'.startswith('ab') }}{{ 'abc'.endswith(('x', 'c')) }}{{ '-'.join(['a', 'b']) }}{{ 'abc'.removeprefix('a') }}{{ 'abc'.removesuffix('c') }}{{ '12'.isdigit() }}{{ 'aB'.isupper() }}
{{ '12'|int + 1 }} {{ 'x'|int }} {{ 3.9|int }} {{ '1.5'|float }} {{ 12|string + '!' }} {{ [1,2,3]|first }} {{ [1,2,3]|last }} {{ [3,1]|reverse|list }} {{ 'abc'|reverse }} {{ 'abc'|list }}
{{ "a" "b" 'c' }} {{ 'tab\tnl\\n \x41\u00e9 \q' }} {{ "it's" }} {{ ["it's", 'say "x"'] }}
{{ messages[0]['role'] == 'user' and messages[0]['content'] != 'x' if true else 'never' }} {{ 'only' if false }}
{% if false %}a{% elif 1 == 2 %}b{% elif 2 == 2 %}c{% else %}d{% endif %}{% if messages %}m{% endif %}{% if not nope %}n{% endif %}
{{ loop is defined }}{% for x in [1,2] %}{{ loop is defined }}{% for y in 'ab' %}{{ y }}{{ loop.index }}{{ loop.cycle('p', 'q') }}{% endfor %}{% endfor %}
{% for m in messages %}{{ loop.previtem.role if loop.previtem is defined else '^' }}{{ loop.nextitem.role if loop.nextitem is defined else '$' }} {% endfor %}
""".strip("\n").split("\n")
SNIPPETS += ["a\n{% if true %}\nb\n{% endif %}\nc\n", "a\r\n  {% set x = 1 %}\r\n{{ x }}\r\n\r\n", "x\n    {# c #}\ny\n", "{{ 1 }}\n{{ 2 }}\n", "  {{ 1 }}  \n", "{% raw %}\n a\n{% endraw %}\nb",
             "{% for i in [1,2] %}\n  {{ i }}\n{% endfor %}\n", "a {%- if true %} b {%- endif %} c", "\n\n{% if true %}\n\n\nx{% endif %}\n\n"]
cases = []


def case(name, template, talk, generate):
    messages = [{"role": r, "content": c} for r, c in talk]
    try:
        want = env.from_string(template).render(messages=messages, add_generation_prompt=generate, bos_token="<s>", eos_token="</s>")
    except Exception:
        want = None
    cases.append({"name": name, "template": template if name == "snippet" else "", "messages": talk, "generate": generate, "want": want})


for path in sorted(pathlib.Path(".").glob("*.jinja")):
    for talk in TALKS:
        for n in range(len(talk), 0, -1):
            case(path.name, path.read_text(), talk[:n], n < len(talk) or n % 2 == 1)
for snippet in SNIPPETS:
    case("snippet", snippet, TALKS[1], False)
with open("vectors.json", "w", encoding="utf-8") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases), "cases,", sum(c["want"] is None for c in cases), "refused")
