"""A plan that no order approves: what it lists counts as owed, and every answer says on what footing."""

import json
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from innoreg.pages.addresses import record_path
from support import roadmap, tree

ORDER = """schema: 1
issuer: office
order_kind: Распоряжение
year: 2022
title: О плане
{}clauses:
  - {{number: "1.", kind: approve, text: Утвердить план., subjects: [plan]}}
"""
SIGNED = 'number: "5"\ndate: "2022-02-10"\n'
FILES = {
    "authorities/office.yaml": "schema: 1\nname: Комитет\ntype: committee\nemail: a@example.org\n",
    "people/boss.yaml": "schema: 1\nname: Иванова А.А.\ngender: f\n",
    "roadmaps/plan.yaml": roadmap(
        "1. | до 31 марта | Отчёт | responsible:; - organisation: office"
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, FILES)


def _codes(root: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    main(["-C", str(root), "validate", "--format", "json"])
    return {each["code"] for each in json.loads(capsys.readouterr().out)["diagnostics"]}


def _rows(root: Path, capsys: pytest.CaptureFixture[str], day: str) -> list[dict[str, Any]]:
    words = ["due", "--year", "2022", "--today", day, "--format", "json"]
    assert main(["-C", str(root), *words]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
    return rows


def _said(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["-C", str(root), *words, "--today", "2022-04-01", "--lang", "ru"]) == 0
    return capsys.readouterr().out


def test_a_plan_without_an_order_is_owed_and_said_to_be_unapproved(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "plan-without-order" in _codes(root, capsys)
    assert [row["order"] for row in _rows(root, capsys, "2022-02-01")] == [None]
    note = "plan: ни одно распоряжение реестра его не утверждает"
    for words in (("due", "--year", "2022"), ("overdue",), ("show", "plan")):
        assert note in _said(root, capsys, *words)


def test_papers_letters_calendars_and_pages_say_so_too(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "распоряжения об утверждении в реестре нет"
    assert words in " ".join(_said(root, capsys, "paper", "letter", "office", "--draft").split())
    assert words in " ".join(
        _said(root, capsys, "paper", "memo", "--for", "boss", "--draft").split()
    )
    _said(root, capsys, "remind", "--late", "--to", str(tmp_path / "mail"))
    (letter,) = (tmp_path / "mail").glob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=policy.default)
    bodies = [
        part.get_content() for part in message.walk() if part.get_content_maintype() == "text"
    ]
    assert len(bodies) == 3  # as text, as HTML, and the calendar
    for body in bodies:
        assert words in " ".join(body.replace("\r\n ", "").split())
    folder = tmp_path / "out"
    _said(root, capsys, "pages", "--to", str(folder))
    assert words in (folder / record_path("authority", "office")).read_text("utf-8")
    # Once an order approves it, nothing is in doubt.
    (root / "data/orders").mkdir()
    (root / "data/orders/o.yaml").write_text(ORDER.format(SIGNED), "utf-8")
    assert words not in " ".join(
        _said(root, capsys, "paper", "letter", "office", "--draft").split()
    )


def test_of_a_draft_nothing_is_owed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "data/orders").mkdir()
    (root / "data/orders/o.yaml").write_text(ORDER.format("draft: true\n"), "utf-8")
    assert "plan-without-order" not in _codes(root, capsys)
    assert _rows(root, capsys, "2022-04-01") == []


def test_a_clause_that_approves_it_carries_it_from_its_day(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/orders").mkdir()
    (root / "data/orders/o.yaml").write_text(ORDER.format(SIGNED), "utf-8")
    assert "plan-without-order" not in _codes(root, capsys)
    assert _rows(root, capsys, "2022-02-09") == []
    assert [row["order"] for row in _rows(root, capsys, "2022-02-10")] == ["o"]
    assert "не утверждает" not in _said(root, capsys, "overdue")


def test_nothing_is_said_of_it_while_an_order_cannot_be_read(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/orders").mkdir()
    (root / "data/orders/o.yaml").write_text("schema: 1\ntitle: [\n", "utf-8")
    assert "plan-without-order" not in _codes(root, capsys)
    assert "не утверждает" not in _said(root, capsys, "overdue")
