"""A plan that no order approves: what it lists counts as owed, and every answer says on what footing."""

import json
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
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
    "authorities/office.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
    "roadmaps/plan.yaml": roadmap("1. | до 31 марта | Отчёт | responsible: [Комитет]"),
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
