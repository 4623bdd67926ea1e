"""No template keeps the machine busy or fills its memory; what a document needs goes through."""

import sys
import time
from pathlib import Path

import pytest

from innoreg.errors import Refused
from innoreg.render import template_budget
from innoreg.render.renderer import Renderer
from render.test_hostile import own_form, printed

GREEDY = {
    "loops in loops": "{% for a in range(99999) %}{% for b in range(99999) %}"
    "{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
    "a loop that writes": "{% for a in range(99999) %}" + "я" * 500 + "{% endfor %}",
    "a macro that writes": "{% macro m() %}{% for a in range(99999) %}" + "я" * 500
    + "{% endfor %}{% endmacro %}{{ m() | length }}",
    "a block that is set": "{% set x %}{% for a in range(99999) %}" + "я" * 500
    + "{% endfor %}{% endset %}{{ x | length }}",
    "a macro that calls itself": "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "format": '{{ "{:>1000000000}".format(1) }}',
    "format_map": '{{ "{a:>1000000000}".format_map({"a": 1}) }}',
    "percent": '{{ "%1000000000d" % 1 }}',
    "the filter format": '{{ "%1000000000d" | format(1) }}',
    "center": "{{ 'a' | center(10**9) }}",
    "center by number": "{{ 'a' | center(1000000000) }}",
    "the method center": "{{ 'a'.center(1000000000) }}",
    "ljust": "{{ 'a'.ljust(1000000000) }}",
    "zfill": "{{ 'a'.zfill(1000000000) }}",
    "expandtabs": "{{ 'a\\t'.expandtabs(1000000000) }}",
    "indent": "{{ 'a\nb' | indent(100000000) }}",
    "indent by text": "{{ ('a\n' * 9999) | indent('я' * 99999) }}",
    "slice": "{{ [1] | slice(100000000) | list | length }}",
    "batch": "{{ [1] | batch(100000000, 1) | list | length }}",
    "batch in batch": "{% set a = [1] | batch(999, 1) | list %}"
    + "{% set a = [1] | batch(999, a) | list %}" * 6 + "{{ a == a }}",
    "doubling": "{% set a = 'я' * 9999 %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "doubling in a loop": "{% set n = namespace(a='я') %}"
    "{% for i in range(90) %}{% set n.a = n.a ~ n.a %}{% endfor %}{{ n.a }}",
    "adding": "{% set a = 'я' * 9999 %}" + "{% set a = a + a %}" * 60 + "{{ a }}",
    "many at once": "{% set a = 'я' * 99999 %}{{ " + "a ~ " * 900 + "a }}",
    "lists that double": "{% set a = [1] * 999 %}" + "{% set a = a + a %}" * 60 + "{{ a[0] }}",
    "lists in lists": "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60
    + "{% set b = [1] %}" + "{% set b = [b, b] %}" * 60 + "{{ a == b }}",
    "tuples in tuples": "{% set a = (1, 1) %}" + "{% set a = (a, a) %}" * 60 + "{{ a }}",
    "mappings": "{% set a = {1: 1} %}" + "{% set a = {1: a, 2: a} %}" * 60 + "{{ a == a.copy() }}",
    "dict()": "{% set a = dict(a=1) %}" + "{% set a = dict(a=a, b=a) %}" * 60 + "{{ a }}",
    "replace": "{{ ('а' * 99999) | replace('а', 'я' * 99999) }}",
    "the method replace": "{{ ('а' * 99999).replace('', 'я' * 99999) }}",
    "join": "{{ range(99999) | join('я' * 99999) }}",
    "the method join": "{{ ('я' * 99999).join(['а'] * 9999) }}",
    "join of long ones": "{% set a = 'я' * 99999 %}{{ ([a] * 9999) | join }}",
    "sum of lists": "{{ ([[1]] * 99999) | sum(start=[]) | length }}",
    "wordwrap": "{{ ('я ' * 9999) | wordwrap(1, wrapstring='ы' * 9999) }}",
    "round": "{{ 1.5 | round(1000000000, 'ceil') }}",
    "lipsum": "{{ lipsum(99999) }}",
    "looking through": "{% set a = range(99999) | list %}"
    "{% for b in a %}{% if 'x' in a %}{% endif %}{% endfor %}",
    "declining": "{% for i in range(99999) %}{{ (title.text ~ i) | gen }}{% endfor %}",
    "loops nested too deep": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "a chain": "{{ 1" + " + 1" * 50_000 + " }}",
    "endless number": "{{ -1e309 * 10 }}",
}  # fmt: skip


def memory() -> float:
    """The most memory this process has had, in MiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize("greedy", GREEDY)
@pytest.mark.parametrize("suffix", [".md.j2", ".docx"])
def test_no_template_takes_more_than_a_document_needs(
    greedy: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What only the clock can end need not take its eight seconds here.
    monkeypatch.setattr(template_budget, "SECONDS", 2.0)
    if suffix == ".docx":
        # In a paragraph of Word no line breaks.
        name = own_form(tmp_path, GREEDY[greedy].replace("\n", " "))
    else:
        name = "order-own.md.j2"
        (tmp_path / name).write_text(f"::: kind\n{GREEDY[greedy]}\n\n:::\n", encoding="utf-8")
    began, had = time.process_time(), memory()
    with pytest.raises(Refused) as refused:
        printed("текст", name, tmp_path)
    # Where it went wrong, for whoever has to mend it.
    assert name in str(refused.value)
    assert time.process_time() - began < 10
    assert memory() - had < 300


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("widths=0,1", "widths"),
        ("widths=nan,1", "widths"),
        ("widths=inf,1", "widths"),
        ("widths=-5,1", "widths"),
        ("widths=1e308,1", "widths"),
        ("size=0", "size"),
        ("size=nan", "size"),
        ("size=1e9", "size"),
        ("size=-12", "size"),
    ],
)
def test_widths_and_sizes_that_no_page_has_are_refused(
    options: str, said: str, tmp_path: Path
) -> None:
    text = f"::: table {options}\n| а | б |\n|---|\n| в | г |\n:::\n"
    (tmp_path / "order-own.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        printed("текст", "order-own.md.j2", tmp_path)


@pytest.mark.parametrize("line", ["текст\n", "| а | б |\n"])
def test_a_document_of_a_million_lines_is_refused(line: str, tmp_path: Path) -> None:
    head, tail = ("::: table\n", ":::\n") if line[0] == "|" else ("", "")
    text = f"{head}{{% for n in range(99999) %}}{line}{{% endfor %}}{tail}"
    (tmp_path / "order-own.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="lines"):
        printed("текст", "order-own.md.j2", tmp_path)


def test_each_document_has_the_whole_budget(tmp_path: Path) -> None:
    text = "::: kind\n{% for n in range(99999) %}{% for a in [1, 2, 3] %}{% endfor %}{% endfor %}\n"
    (tmp_path / "order-own.md.j2").write_text(text, encoding="utf-8")
    engine = Renderer(tmp_path)._text
    for _again in range(4):
        with pytest.raises(Refused, match="not closed"):
            engine.render_blocks("order-own.md.j2", {})
