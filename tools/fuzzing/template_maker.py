"""Templates made by chance that mostly compile: statements that close, names that a document has."""

import random
from collections.abc import Sequence

_NAMES = [
    "title", "number", "date.long", "date.year", "place", "preamble", "issuer", "kind", "order_word",
    "clauses", "clauses[0]", "clauses[0].text", "clauses[0].addressees", "appendices", "appendices[0].rows",
    "signatory.person", "signatory.post", "letterhead.lines", "distribution", "directions", "a", "loop",
    "appendices[0].rows[0].cells", "clauses[-1].deadline", "clauses[0].kind", "number", "title",
]  # fmt: skip
_VALUES = [
    "1", "0", "-1", "3.5", "'я'", "'<b>'", "''", "none", "true", "[]", "['а', 'б']", "{'a': 1}", "(1,)",
    "'слово ' * 50", "range(5)", "range(10**6)", "namespace(n=0)", "dict(a=1)", "'%s'", "1e308", "10**30",
    "joiner(',')", "cycler(1, 2)", "'=== landscape'", "'::: table'", "'\\n\\n'", "'{{'", "'\u202e'",
]  # fmt: skip
_FILTERS = [
    "gen", "dat", "acc", "ins", "loc", "nom", "capital", "upper", "lower", "title", "trim", "length",
    "first", "last", "list", "join(', ')", "join", "sort", "reverse", "unique", "map('upper')", "sum", "max",
    "map(attribute='text')", "selectattr('text')", "rejectattr('number')", "groupby('kind')", "batch(3)",
    "slice(3)", "batch(10**8)", "slice(10**8)", "center(80)", "center(10**9)", "indent(4)", "indent(10**8)",
    "truncate(9)", "truncate(-1)", "wordwrap(5)", "wordwrap(0)", "replace('а', 'б' * 999)", "replace('', 'я')",
    "default('—')", "d", "int", "float", "round(2)", "abs", "string", "dictsort", "items", "urlencode",
    "attr('__class__')", "wordcount", "select", "reject('none')", "min", "count", "round(10**9)", "batch(0)",
    "slice(0)", "tojson", "lower", "gen", "dat", "upper", "trim", "list", "length",
]  # fmt: skip
_TESTS = [
    "defined",
    "none",
    "string",
    "even",
    "divisibleby(0)",
    "sameas(a)",
    "in(clauses)",
    "mapping",
]
_METHODS = [
    ".upper()", ".split()", ".join(clauses)", ".replace('а', 'б')", ".text", ".items()", "[0]", "[-1]",
    "['x']", ".ljust(10**9)", ".format(1)", ".__class__", ".append(1)", ".strip('x')", "[::-1]", "[:10**9]",
    ".case('gen')", ".count", ".index('я')", ".zfill(10**9)", "()", "(1)",
]  # fmt: skip
_LINES = [
    "# Заголовок", "Просто слова документа.", "::: table widths=1,2,3", "| а | б | в |", "| --- | --- | --- |",
    "1. пункт", "1.1. подпункт", "=== landscape", "::: title", ":::", "::: emblem\nx.png\n:::", "   отступ",
    "::: stamp", "**жирно** и *косо*", "", "\t", "::: table widths=nan,inf,-1", "::: signature", "слово " * 40,
]  # fmt: skip
_DEEPEST = 3


def make_template(chance: random.Random, blocks: Sequence[str]) -> str:
    """A template of statements that close. blocks: lines of real templates."""
    return "\n".join(_statement(chance, blocks, 0) for _n in range(chance.randint(1, 8)))


def _statement(chance: random.Random, blocks: Sequence[str], depth: int) -> str:
    kind = chance.randrange(12 if depth < _DEEPEST else 4)
    if kind <= 1:
        return chance.choice(_LINES if chance.random() < 0.5 else blocks)
    if kind <= 3:
        return f"{{{{ {_expression(chance, 0)} }}}}"
    inside = "\n".join(
        _statement(chance, blocks, depth + 1) for _n in range(chance.choice([0, 1, 1, 2]))
    )
    value = _expression(chance, 1)
    return {
        4: f"{{% for a in {value} %}}\n{inside}\n{{% else %}}\n—\n{{% endfor %}}",
        5: f"{{% if {value} %}}\n{inside}\n{{% elif {value} %}}\n{{% else %}}\n{inside}\n{{% endif %}}",
        6: f"{{% set a = {value} %}}\n{inside}",
        7: f"{{% set a %}}\n{inside}\n{{% endset %}}",
        8: f"{{% macro m(a={value}) %}}\n{inside}\n{{% endmacro %}}{{{{ m({value}) }}}}",
        9: f"{{% filter {chance.choice(_FILTERS)} %}}\n{inside}\n{{% endfilter %}}",
        10: f"{{% for a in {value} if a recursive %}}\n{inside}{{{{ loop(a) }}}}\n{{% endfor %}}",
        11: f"{{% with a = {value} %}}\n{inside}\n{{% endwith %}}",
    }[kind]


def _expression(chance: random.Random, depth: int) -> str:
    way = chance.randrange(9 if depth < _DEEPEST else 3)
    if way <= 2:
        return chance.choice(_NAMES if chance.random() < 0.7 else _VALUES)
    one, other = _expression(chance, depth + 1), _expression(chance, depth + 1)
    if way <= 4:
        return f"{one} | {chance.choice(_FILTERS)}"
    if way == 5:
        return f"({one}){chance.choice(_METHODS)}"
    if way == 6:
        return f"({one} {chance.choice(['~', '~', '+', '*', '-', '//', '%', 'and', 'or', '==', 'in', '<'])} {other})"
    if way == 7:
        return f"({one} if {other} is {chance.choice(_TESTS)} else {other})"
    return f"[{one}, {other}]"
