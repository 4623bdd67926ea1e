"""One mistake never hides another: in the same record, beside it, or behind a broken file."""

from pathlib import Path

import pytest

from innoreg.diagnostics import by_place
from innoreg.rules import check
from innoreg.store.loader import load
from support import tree

SCHOOL = "schema: 1\nname: Школа\ntype: school\ndistrict: nowhere\n"
ORDER = """\
schema: 1
issuer: nobody-1
order_kind: Приказ
number: "1"
date: "2022-01-10"
title: О плане
clauses:
  - number: "1."
    kind: approve
    subjects: [nobody-2]
"""
PLAN = """\
schema: 1
type: roadmap
title: План
period: {from: "2022-01-01", to: "2022-12-31"}
program: nobody-1
items:
  - number: "1."
    title: Дело
    responsible: [{person: nobody-2}]
    items:
      - number: "1.1."
        title: Дело
        responsible: [{person: nobody-3}]
"""
PAIR = "schema: 1\nlevel: teacher\nmentors: [{person: nobody-1}]\nmentees: [{school: nobody-2}]\n"
SITE = "schema: 1\ntype: regional\norganisations: [nobody-1]\ntheme: Тема\nprogram: nobody-2\n"
PERSON = """\
schema: 1
name: Петров П.П.
positions:
  - title: учитель
    organisation: nobody-1
    from: "2022-01-01"
  - title: директор
    organisation: nobody-2
"""


def found(root: Path) -> list[tuple[str, int, int]]:
    read = load(root, salvage=True)
    told = by_place([*read.diagnostics, *check(read.registry)])
    return [(d.code, d.place.line, d.place.column) for d in told if d.severity == "error"]


def named(text: str) -> int:
    return text.count("nobody-")


@pytest.mark.parametrize(
    ("kind", "text", "good", "bad", "code"),
    [
        ("people", PERSON, "name: Петров П.П.\n", "", "missing-key"),
        ("people", PERSON, "name: Петров П.П.", "name: [Петров]", "wrong-shape"),
        ("people", PERSON, "title: директор", "titel: директор", "unknown-key"),
        ("people", PERSON, '"2022-01-01"', '"01.01.2022"', "bad-date"),
        ("orders", ORDER, 'date: "2022-01-10"\n', "", "bad-value"),
        ("orders", ORDER, "title: О плане\n", "", "missing-key"),
        ("orders", ORDER, "kind: approve", "kind: aprove", "unknown-value"),
        ("orders", ORDER, 'number: "1."', "number: [1]", "wrong-shape"),
        ("orders", ORDER, "clauses:", "signatory: {post: Ректор}\nclauses:", "missing-key"),
        ("roadmaps", PLAN, 'period: {from: "2022-01-01", to: "2022-12-31"}\n', "", "missing-key"),
        ("roadmaps", PLAN, ', to: "2022-12-31"', "", "missing-key"),
        ("roadmaps", PLAN, "type: roadmap", "type: map", "unknown-value"),
        ("roadmaps", PLAN, "type: roadmap\n", "", "missing-key"),
        ("roadmaps", PLAN, "    title: Дело\n    responsible", "    responsible", "missing-key"),
        ("roadmaps", PLAN, '- number: "1."\n    title', "- title", "missing-key"),
        ("pairs", PAIR, "level: teacher\n", "", "missing-key"),
        ("pairs", PAIR, "level: teacher", "level: x", "unknown-value"),
        ("sites", SITE, "theme: Тема\n", "", "missing-key"),
        ("sites", SITE, "schema: 1\n", "", "missing-key"),
        ("schools", SCHOOL.replace("nowhere", "nobody-1"), "type: school\n", "", "missing-key"),
    ],
)
def test_what_a_broken_record_names_is_still_looked_up(
    tmp_path: Path, kind: str, text: str, good: str, bad: str, code: str
) -> None:
    broken = text.replace(good, bad, 1)
    assert broken != text
    codes = [c for c, _line, _column in found(tree(tmp_path, {f"{kind}/x.yaml": broken}))]
    assert codes.count("unknown-reference") == named(text)
    assert code in codes
    assert set(codes) <= {"unknown-reference", code, "missing-key"}


def test_behind_a_mistyped_kind_the_rest_of_the_clause_is_read_too(tmp_path: Path) -> None:
    text = ORDER.replace("kind: approve", "kind: aprove\n    appendx: 1")
    text += "    clauses:\n      - kind: tke_note\n        txt: x\n"
    assert found(tree(tmp_path, {"orders/x.yaml": text})) == [
        ("unknown-reference", 2, 9),
        ("appendix-unknown", 8, 5),  # the misspelt key is read as the one it is most like
        ("unknown-value", 9, 11),
        ("unknown-key", 10, 5),
        ("unknown-reference", 11, 16),
        ("unknown-value", 13, 15),
        ("unknown-key", 14, 9),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"a: [", "имя".encode("cp1251"), b"\0", b"# " + b"x" * (8 << 20)]
)
def test_a_wrong_name_is_told_of_a_file_that_cannot_be_read_too(
    tmp_path: Path, content: bytes
) -> None:
    codes = [c for c, *_place in found(tree(tmp_path, {"people/Petrov.yaml": content}))]
    assert (len(codes), "bad-id" in codes) == (2, True)
