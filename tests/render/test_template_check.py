"""`template check`: names, tags, what AutoCorrect did; each with its place."""

from pathlib import Path

import pytest

from innoreg.errors import Refused
from innoreg.render.blocks import Paragraph, Row, Table
from innoreg.render.renderer import Renderer, render_order
from innoreg.render.template_check import check_template
from render.forms import form
from render.registers import order, register
from support import DATA


@pytest.mark.parametrize(
    "name", sorted(p.name for p in (DATA / "templates").iterdir() if p.is_file())
)
def test_what_is_shipped_is_clean(name: str) -> None:
    assert check_template(DATA / "templates" / name) == []


def faults(path: Path) -> list[tuple[str, int, str]]:
    return [(d.code, d.place.line, d.suggestion or "") for d in check_template(path)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ titel }}", [("template-unknown-name", 1, "title")]),
        ("\n{{ signatory.nam }}", [("template-unknown-name", 2, "name")]),
        ("{% for c in clauses %}\n{{ c.txt }}{% endfor %}", [("template-unknown-name", 2, "text")]),
        ("{% for r in appendices[0].rows %}{{ r.titel }}{% endfor %}",
         [("template-unknown-name", 1, "title")]),
        ("{% set c = clauses | first %}{{ c.leve }}", [("template-unknown-name", 1, "level")]),
        ("{{ title", [("template-syntax", 1, "")]),
        ("a\n{% if title %}\nb", [("template-syntax", 3, "")]),
        ("{{ title | genn }}", [("template-syntax", 1, "")]),
        ("a\n::: kindd\nb\n:::\n", [("template-block", 2, "")]),
        ("{% for c in clauses %}{{ loop.index }}{{ c.text }}{% endfor %}", []),
        ("{% macro m(a) %}{{ a.upper() }}{% endmacro %}{{ m(kind | gen) }}", []),
    ],
)  # fmt: skip
def test_text_templates(text: str, found: list[tuple[str, int, str]], tmp_path: Path) -> None:
    path = tmp_path / "order-own.md.j2"
    path.write_text(text, encoding="utf-8")
    assert faults(path) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["{{ title }}", "{{r title }}"], [("template-rich-text", 2, "")]),
        (["{{ title }}", "{{ titel }}"], [("template-unknown-name", 2, "title")]),
        (["{%p for c in clauses %}", "{{ c.txt }}", "{%p endfor %}"],
         [("template-unknown-name", 2, "text")]),
        (["{{ title }}", "до {%p if title %} после", "{%p endif %}"], [("template-lone-tag", 2, "")]),
        (["{{ title | replace(«а», «б») }}"], [("template-autocorrect", 1, ""), ("template-syntax", 1, "")]),
        (["{%– if title %}{% endif %}"], [("template-autocorrect", 1, ""), ("template-syntax", 1, "")]),
    ],
)  # fmt: skip
def test_word_forms(lines: list[str], found: list[tuple[str, int, str]], tmp_path: Path) -> None:
    path = tmp_path / "order-own.docx"
    path.write_bytes(form([Paragraph("text", line) for line in lines]))
    assert faults(path) == found


def test_a_row_tag_needs_a_row_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "order-own.docx"
    rows = (Row(("{%tr for c in clauses %}", "слова")), Row(("{{ c.text }}", "")),
            Row(("{%tr endfor %}", "")))  # fmt: skip
    path.write_bytes(form([Table((), rows, (1, 1))]))
    assert faults(path) == [("template-lone-tag", 1, "")]


def test_what_is_no_template_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("{{ title }}", encoding="utf-8")
    with pytest.raises(Refused):
        check_template(path)


@pytest.mark.parametrize(
    "source",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ 1" + " + 1" * 50_000 + " }}",
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    ],
)
def test_what_lies_too_deep_is_a_fault_with_a_place(source: str, tmp_path: Path) -> None:
    path = tmp_path / "order.md.j2"
    path.write_text(source, encoding="utf-8")
    assert [d.code for d in check_template(path)] == ["template-syntax"]


def test_a_tag_for_formatted_text_is_refused_and_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "order-own.docx"
    path.write_bytes(form([Paragraph("text", "{{r title }}")]))
    record = order({"kind": "instruct", "text": "Сдать."})
    with pytest.raises(Refused, match="formatted"):
        render_order(Renderer(tmp_path), register(record), record, path.name)


RENDER_REFUSES = [
    "{{ title.format(1) }}", "{{ title ** 2 }}", "{{ '%s' % title }}", "{{ number + 1 }}",
    "{{ clauses.append(1) }}", "{{ date | gen }}", "{{ signatory.name | dat }}",
    "{% import 'parts.md.j2' as p %}{{ p.nothing(title) }}",
    "{% import 'parts.md.j2' as p %}{{ p.signature() }}",
    "{% from 'parts.md.j2' import tabel %}{{ tabel(1) }}",
    "{% include 'nothing.md.j2' %}", "{% include '../outside.md.j2' %}", "{% extends '/etc/passwd' %}",
    "{% include title %}", "::: clauses\n1. a\n", "::: table widths=1,2\n| a |\n:::\n",
    "::: table\n| a | b |\n| c |\n:::\n", "::: table\nслова\n:::\n", "=== sideways\n",
    "::: picture\nnothing | слова\n:::\n", "::: emblem\nnothing.png\n:::\n",
    "С уважением {{ '' -}}\n::: place\nЛуга\n:::\n",
    "{{ range(1000000) | list }}", "{{ dict(a=1) }}",
]  # fmt: skip


@pytest.mark.parametrize("source", RENDER_REFUSES)
def test_what_a_render_would_refuse_is_a_fault(source: str, tmp_path: Path) -> None:
    path = tmp_path / "order-own.md.j2"
    path.write_text(f"Первая строка\n{source}", encoding="utf-8")
    record = order({"kind": "instruct", "text": "Сдать."}, appendices=[])
    with pytest.raises(Refused):
        render_order(Renderer(tmp_path), register(record), record, path.name)
    found = check_template(path)
    assert [d.severity for d in found] == ["error"]
    assert found[0].place.line >= 1


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["{{p title }}"], "template-sub-document"),
        (["{{tr title }}"], "template-sub-document"),
        (["{{ number + 1 }}"], "template-render"),
        (["{% include 'parts.md.j2' %}"], "template-include"),
        (["{%p include 'parts.md.j2' %}"], "template-include"),
        (["{{ title.render() }}"], "template-render"),
    ],
)
def test_what_a_form_cannot_do_is_said_in_a_sentence(
    lines: list[str], code: str, tmp_path: Path
) -> None:
    path = tmp_path / "order-own.docx"
    path.write_bytes(form([Paragraph("text", line) for line in lines]))
    assert code in [d.code for d in check_template(path)]
    record = order({"kind": "instruct", "text": "Сдать."})
    with pytest.raises(Refused):
        render_order(Renderer(tmp_path), register(record), record, path.name)


def test_what_a_template_includes_is_checked_in_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "order-own.md.j2"
    path.write_text("{% if number == '0' %}{% include 'foot.md.j2' %}{% endif %}", encoding="utf-8")
    # A name of a loop around the include is known in it, so only the syntax is looked at.
    (tmp_path / "foot.md.j2").write_text("{{ row }}\n::: nothing\n", encoding="utf-8")
    assert [(d.code, d.place.file) for d in check_template(path)] == [
        ("template-block", "foot.md.j2")
    ]
    (tmp_path / "foot.md.j2").write_text("{{ row }}\n{% include 'foot.md.j2' %}{% if %}", "utf-8")
    assert [(d.code, d.place.file) for d in check_template(path)] == [
        ("template-syntax", "foot.md.j2")
    ]


def test_what_only_some_documents_refuse_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "order-own.md.j2"
    path.write_text("{{ title }}\n{{ signatory.name }}\n", encoding="utf-8")
    assert [(d.code, d.severity, d.place.line) for d in check_template(path)] == [
        ("template-render", "warning", 2)
    ]
    path.write_text("{{ title }}\n{{ signatory.name if signatory }}\n", encoding="utf-8")
    assert check_template(path) == []
