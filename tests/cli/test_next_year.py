"""A plan goes on in the next year: words stay, and only years that terms name themselves move."""

from pathlib import Path

import pytest

from changing import bytes_of, errors
from innoreg.cli import main
from support import tree

ROWS = """\
  - number: "1."
    title: "Семинар"
    deadline: "март, вторая неделя"
    responsible:
      - person: one
    events:
      - {event: done, on: "2026-03-12"}
  - number: "2."
    title: "Сбор отчётов за 2025 год"
    deadline: "до 20 мая 2026 года"
    responsible: ["Кафедра"]
    imported: "a b c d e"
  - number: "3."
    title: "Выставка"
    deadline: "по отдельному плану на 2026 год"
    responsible: ["Кафедра"]
    windows:
      - {to: "2026-06-01"}
  - number: "4."
    title: "Итоги"
    deadline: "в течение 10 дней после семинара"
    counted_from: plan-2026/1
    responsible: ["Кафедра"]
  - number: "5."
    title: "Сбор"
    deadline: "12.05.26"
    responsible: ["Кафедра"]
"""
HEAD = 'schema: 1\ntype: roadmap\ntitle: "План на 2026 год"\n'
PERIOD = 'period:\n  from: "2026-01-01"\n  to: "2026-12-31"\n'
NEXT = """\
schema: 1
type: roadmap
title: "План на 2027 год"
continues: plan-2026
period:
  from: "2027-01-01"
  to: "2027-12-31"
items:
  - number: "1."
    title: "Семинар"
    deadline: "март, вторая неделя"
    responsible:
      - person: one
  - number: "2."
    title: "Сбор отчётов за 2025 год"
    deadline: "до 20 мая 2027 года"
    responsible:
      - "Кафедра"
  - number: "3."
    title: "Выставка"
    deadline: "по отдельному плану на 2026 год"
    responsible:
      - "Кафедра"
  - number: "4."
    title: "Итоги"
    deadline: "в течение 10 дней после семинара"
    counted_from: plan-2027/1
    responsible:
      - "Кафедра"
  - number: "5."
    title: "Сбор"
    deadline: "12.05.26"
    responsible:
      - "Кафедра"
"""
SAID = """\
plan-2027 is new, after plan-2026
2 years moved:
  План на 2026 год → План на 2027 год
  2: до 20 мая 2026 года → до 20 мая 2027 года
Look at:
  2: a year in the words: “Сбор отчётов за 2025 год”
  3: days given by hand are left out: give those of the new year
  3: the term “по отдельному плану на 2026 год” names a year and was left as it is
  5: the term “12.05.26” lies outside the new period
  do they still answer: Иванов И.И.?
  data/roadmaps/plan-2027.yaml
"""


def said(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--lang", "en", "--today", "2026-12-01", *words])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, {
        "people/one.yaml": 'schema: 1\nname: "Иванов И.И."\n',
        "roadmaps/plan-2026.yaml": f"{HEAD}{PERIOD}items:\n{ROWS}",
        "roadmaps/long-2026.yaml": HEAD + PERIOD.replace("2026-12-31", "2027-12-31")
        + 'items:\n  - {number: "1.", title: "Дело", deadline: "март", responsible: ["Кафедра"]}\n',
        "roadmaps/named.yaml": f"{HEAD}{PERIOD}items:\n{ROWS}".replace("plan-2026", "named"),
    })  # fmt: skip


def test_links_stay_and_only_years_in_terms_move(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = errors(root)
    assert said(root, "next-year", "plan-2026") == 0
    assert capsys.readouterr().out == SAID
    assert (root / "data/roadmaps/plan-2027.yaml").read_text("utf-8") == NEXT
    assert errors(root) == before


def test_the_new_plan_is_asked_about_as_any_other(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "next-year", "plan-2026") == 0
    capsys.readouterr()
    assert said(root, "due", "--month", "2027-05", "--roadmap", "plan-2027", "--format", "csv") == 0
    shown = capsys.readouterr().out
    assert ("plan-2027/2" in shown, "2027-05-20" in shown, "plan-2027/1" in shown) == (
        True, True, False,
    )  # fmt: skip
    # The link follows a new name.
    assert said(root, "rename", "plan-2026", "old-plan") == 0
    assert "continues: old-plan\n" in (root / "data/roadmaps/plan-2027.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["long-2026"], 2, "say how much later the next one is: --years 2"),
        (["named"], 2, "give the new one: `innoreg next-year named NEW-ID`"),
        (["plan-2026", "one"], 1, "is taken"),
        (["nothing"], 2, "nothing in the register is called “nothing”"),
        (["plan-2026", "--dry-run"], 0, ""),
    ],
)
def test_where_nothing_is_written(
    root: Path, words: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    assert said(root, "next-year", *words) == code
    told = capsys.readouterr()
    assert message in told.err
    assert bool(told.out) == (code == 0)
    assert bytes_of(root) == before


def test_a_plan_of_years_moves_by_as_many_as_are_said(root: Path) -> None:
    assert said(root, "next-year", "long-2026", "--years", "2") == 0
    text = (root / "data/roadmaps/long-2028.yaml").read_text("utf-8")
    assert 'from: "2028-01-01"\n  to: "2029-12-31"' in text
