"""Records begun like others: the form is kept, what was only the old one's is to be filled in."""

from pathlib import Path

import pytest

from changing import bytes_of, errors
from innoreg.cli import main
from innoreg.store.form_like import mark_own_words
from support import tree

ORDER = """\
schema: 1
issuer: comm
order_kind: "Приказ"
number: "7"
date: "2026-01-12"
title: "О плане на 2026 год"
clauses:
  - number: "1."
    kind: approve
    text: "Утвердить план «Школа «рядом»» на 2026 год (приложение № 1)."
    subjects:
      - plan
    appendix: "1"
  - number: "2."
    kind: instruct
    text: "Прилежному Б.Б. до 20 мая 2026 года собрать отчёты."
    deadline: "до 20 мая 2026 года"
    addressees:
      - person: prilezhnyy-bb
        text: "Прилежному Б.Б."
    events:
      - {event: done, on: "2026-05-01"}
  - number: "3."
    kind: instruct
    text: "Методистам ежемесячно посещать уроки."
    deadline: "ежемесячно"
  - number: "4."
    kind: control
    text: "Контроль возложить на Образцову А.А."
    person: obraztsova-aa
appendices:
  - number: "1"
    kind: roadmap
    title: "План на 2026 год"
    roadmap: plan
signatory:
  person: obraztsova-aa
  post: "Председатель"
"""
NEW = """\
schema: 1
issuer: comm
order_kind: "Приказ"
draft: true
year: 2027
title: "О новом плане"
# Its clauses, in order.
clauses:
  - number: "1."
    kind: approve
    text: "Утвердить план «[…]» на […] год (приложение № 1)."
    subjects:
      - ""
    appendix: "1"
  - number: "2."
    kind: instruct
    text: "[…] до […] года собрать отчёты."
    deadline: ""
    addressees:
      - person: prilezhnyy-bb
        text: "Прилежному Б.Б."
  - number: "3."
    kind: instruct
    text: "Методистам ежемесячно посещать уроки."
    deadline: "ежемесячно"
  - number: "4."
    kind: control
    text: "Контроль возложить на Образцову А.А."
    person: obraztsova-aa
# Its appendices, in order.
appendices:
  - number: "1"
    kind: roadmap
    title: "План на […] год"
    roadmap: ""
signatory:
  person: obraztsova-aa
  post: "Председатель"
"""
PLAN = (
    "schema: 1\ntype: roadmap\ntitle: План\nperiod:\n  from: 2026-01-01\n  to: 2026-12-31\n"
    "items:\n  - number: '1.'\n    title: Семинар\n    deadline: март\n"
    "    responsible:\n      - person: prilezhnyy-bb\n"
    "    events:\n      - {event: done, on: 2026-03-01}\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, {
        "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "people/obraztsova-aa.yaml": 'schema: 1\nname: "Образцова А.А."\ngender: f\n',
        "people/prilezhnyy-bb.yaml": 'schema: 1\nname: "Прилежный Б.Б."\ngender: m\n',
        "roadmaps/plan.yaml": PLAN,
        "orders/order-7.yaml": ORDER,
    })  # fmt: skip


def said(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--lang", "en", "--today", "2027-01-11", *words])


@pytest.mark.parametrize("like", ["order-7", "приказ", "утвердить", "approve", "Контроль"])
def test_an_order_keeps_its_form_and_nothing_that_was_only_the_old_ones(
    root: Path, like: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "new", "order", "next", "--like", like, "title=О новом плане") == 0
    assert (root / "data/orders/next.yaml").read_text("utf-8") == NEW
    told = capsys.readouterr()
    assert "to be filled in: clauses.1.text, clauses.1.subjects.1, clauses.2.text," in told.out
    assert "look whether it still holds: signatory.person=obraztsova-aa, " in told.err


def test_validate_names_what_is_to_be_filled_in_until_it_is(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "new", "order", "next", "--like", "order-7", "title=О новом плане") == 0
    file = "data/orders/next.yaml"
    found = {place.split(":")[1] for place in errors(root) if place.startswith(file)}
    blank = {str(n) for n, line in enumerate(NEW.splitlines(), 1) if '""' in line or "[…]" in line}
    assert found >= blank
    assert said(root, "sign", "next", "--number", "8", "--on", "2027-01-11") == 1
    steps = [
        "clauses.1.text=Утвердить план.", "clauses.1.subjects=plan", "appendices.1.title=План",
        "appendices.1.roadmap=plan", "clauses.2.deadline=до 20 мая",
    ]  # fmt: skip
    assert said(root, "edit", "next", *steps) == 0
    # A mark in words is no less than an empty key: an order is not signed with it.
    assert said(root, "sign", "next", "--number", "8", "--on", "2027-01-11") == 1
    assert "holds “[…]”" in capsys.readouterr().err
    assert said(root, "edit", "next/2", "text=Прилежному Б.Б. до 20 мая собрать отчёты.") == 0
    assert errors(root) == []
    assert said(root, "sign", "next", "--number", "8", "--on", "2027-01-11") == 0


def test_a_register_without_orders_begins_with_the_example(root: Path) -> None:
    (root / "data/orders/order-7.yaml").unlink()
    keys = [
        "issuer=Комитет", "title=О плане", "preamble=В целях порядка", "clauses.1.subjects=plan",
        "clauses.2.person=Прилежный", "appendices.1.roadmap=plan", "signatory.person=Образцова",
        "signatory.post=Председатель",
    ]  # fmt: skip
    assert said(root, "new", "order", "first", "--like", "приказ", *keys) == 0
    assert errors(root) == []
    assert said(root, "sign", "first", "--number", "1", "--on", "2027-01-11") == 0
    out = root / "first.docx"
    assert said(root, "render", "first", "-o", str(out)) == 0
    assert out.stat().st_size > 1000


def test_a_plan_keeps_its_rows_and_no_events(root: Path) -> None:
    words = ["title=План", "period.from=01.01.2027", "period.to=31.12.2027"]
    assert said(root, "new", "roadmap", "next", "--like", "plan", *words) == 0
    assert (root / "data/roadmaps/next.yaml").read_text("utf-8") == (
        'schema: 1\ntype: roadmap\ntitle: "План"\nperiod:\n  from: "2027-01-01"\n'
        '  to: "2027-12-31"\nitems:\n  - number: "1."\n    title: "Семинар"\n'
        '    deadline: "март"\n    responsible:\n      - person: prilezhnyy-bb\n'
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["order", "next", "--like", "чепуха"], "“чепуха” is no order and no kind of one"),
        (["person", "next", "--like", "order-7"], "order-7 is another kind of record"),
        (["person", "next", "--like", "nobody"], "nothing in the register is called “nobody”"),
    ],
)
def test_what_cannot_be_begun_with_is_refused(
    root: Path, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    assert said(root, "new", *words) == 2
    assert message in capsys.readouterr().err
    assert bytes_of(root) == before


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("от 29.08.2017 года № 546", "от […] года № […]"),
        ("в 2020-2021 учебном году", "в […] учебном году"),
        ("согласно приложению № 2 к письму № 12-р", "согласно приложению № 2 к письму № […]"),
        ("не закрыта «кавычка 18 школ", "не закрыта «кавычка 18 школ"),
        ("18 районов", "18 районов"),
    ],
)
def test_what_belongs_to_one_order_alone_is_marked(text: str, marked: str) -> None:
    assert mark_own_words(text) == marked
