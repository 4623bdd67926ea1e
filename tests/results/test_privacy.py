"""What is public: nothing but what is named; A30 and the privacy of results (section 9 of the paper)."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from innoreg.export.results_by_district import hidden_sums
from innoreg.model.base import Part
from innoreg.model.privacy import PUBLIC_FIELDS
from innoreg.model.record_models import MODELS
from innoreg.queries.public_registry import public_registry
from innoreg.queries.results_sums import Sum
from innoreg.store.loader import load
from results.tables import school, with_results

ORDER = """\
schema: 1
issuer: kopo
order_kind: "Распоряжение"
number: "77"
date: "2026-01-12"
title: "О перечне и парах"
note: "СЕКРЕТ замечание"
{published}clauses:
  - {{number: "1.", kind: list, flag: low_results, appendix: "1", text: "Утвердить перечень: СЕКРЕТ школа Низкая."}}
  - {{number: "2.", kind: assign_pairs, subjects: [low--leader], appendix: "2", text: "Закрепить СЕКРЕТ пары."}}
  - {{number: "3.", kind: instruct, text: "Руководителям представить отчёт.", deadline: "до 1 марта 2026 года"}}
appendices:
  - number: "1"
    kind: schools
    title: "Перечень"
    rows: [{{school: low, reason: "СЕКРЕТ причина"}}]
  - {{number: "2", kind: pairs, pairs: [low--leader]}}
signatory: {{person: head, post: "Председатель"}}
"""
PAIR = """\
schema: 1
level: school
mentors: [{school: leader}]
mentees: [{school: low, person: teacher}]
theme: "СЕКРЕТ тема"
"""
PERSON = "schema: 1\nname: {} А.А.\n"


def registry(folder: Path, published: str = "", **more: str) -> Path:
    files = {
        "schools__low.yaml": 'schema: 1\nname: "Низкая школа"\ntype: school\ndistrict: luga\n'
        'note: "СЕКРЕТ"\nflags:\n  - {flag: low_results, from: "2025-01-01", to: "2025-12-31",'
        ' basis: "СЕКРЕТ перечень"}\n',
        "schools__leader.yaml": 'schema: 1\nname: "Школа-лидер"\ntype: school\ndistrict: luga\n'
        'flags:\n  - {flag: at_risk, from: "2024-01-01", to: "2024-12-31", basis: "СЕКРЕТ"}\n'
        '  - {flag: leader, from: "2025-01-01", to: "2025-12-31", basis: "Перечень лидеров"}\n',
        "authorities__kopo.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "people__head.yaml": PERSON.format("Начальникова"),
        "people__teacher.yaml": PERSON.format("СЕКРЕТОВА"),
        "pairs__low--leader.yaml".replace("--", "-to-"): PAIR,
        "profiles__low-2025.yaml": "schema: 1\nschool: low\nyear: 2025\ndeficits: [sekret]\n",
        "orders__kopo-2026-77.yaml": ORDER.format(published=published).replace(
            "low--leader", "low-to-leader"
        ),
        **more,
    }
    rows = ["low;oge-math;4;3;;2,1;СЕКРЕТ", "leader;oge-math;50;1;20;4,2;"]
    return with_results(folder, {2025: rows}, **files)


def cells(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of an export as rows of values."""
    with closing(sqlite3.connect(folder / "register.sqlite")) as database:
        names = [
            row[0]
            for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def exported(root: Path, to: Path, *words: str) -> dict[str, list[tuple[Any, ...]]]:
    call = [
        "-C",
        str(root),
        "export",
        "--to",
        str(to),
        "--format",
        "sqlite",
        "--today",
        "2026-02-01",
    ]
    assert main([*call, *words]) == 0
    return cells(to)


def test_a30_no_row_of_results_no_profile_and_no_pair_is_in_a_public_export(tmp_path: Path) -> None:
    root = registry(tmp_path)
    whole = exported(root, tmp_path / "whole")
    assert len(whole["pairs"]) == len(whole["profiles"]) == 1
    shown = exported(root, tmp_path / "public", "--public")
    for kind in ("results", "profiles", "pairs", "matching"):
        assert shown[kind] == [], kind
    told = repr(shown)
    assert "СЕКРЕТ" not in told
    assert "sekret" not in told
    assert "low-to-leader" not in told
    # What is public is there: the schools, the order with its frame, who signed.
    assert sorted(row[0] for row in shown["schools"]) == ["leader", "low"]
    assert "Перечень лидеров" in told
    assert [row[0] for row in shown["people"]] == ["head"]
    raw = (tmp_path / "public" / "register.sqlite").read_bytes()
    assert "СЕКРЕТ".encode() not in raw


def test_clauses_of_an_unpublished_order_keep_their_numbers_and_lines(tmp_path: Path) -> None:
    root = registry(tmp_path)
    shown = exported(root, tmp_path / "public", "--public")["clauses"]
    whole = exported(root, tmp_path / "whole")["clauses"]
    assert [(row[0], row[-2], row[-1]) for row in shown] == [
        (row[0], row[-2], row[-1]) for row in whole
    ]


def test_a_published_order_shows_its_list_and_never_a_pair_of_people(tmp_path: Path) -> None:
    root = registry(tmp_path, "published: true\n")
    shown = exported(root, tmp_path / "public", "--public")
    assert any('"low"' in str(row) for row in shown["appendices"])
    assert "Утвердить перечень" in repr(shown["clauses"])
    assert "low-to-leader" not in repr(shown)
    assert "СЕКРЕТ причина" not in repr(shown)


@pytest.mark.parametrize("line", ["draft: true\n", "visibility: internal\n"])
def test_a_draft_and_what_was_raised_are_not_public(line: str, tmp_path: Path) -> None:
    root = registry(tmp_path, line)
    shown = exported(root, tmp_path / "public", "--public")
    assert shown["orders"] == shown["clauses"] == shown["appendices"] == []
    # Only the order named the person.
    assert shown["people"] == []
    assert all("kopo-2026-77" not in repr(row) for row in shown["windows"])


def test_a_term_is_as_due_for_the_public_as_for_those_who_see_all(tmp_path: Path) -> None:
    root = registry(tmp_path)
    whole = exported(root, tmp_path / "whole")["windows"]
    shown = exported(root, tmp_path / "public", "--public")["windows"]
    assert [row[:2] for row in shown] == [row[:2] for row in whole] != []


def test_every_public_field_is_a_field_and_new_models_show_nothing() -> None:
    for model, names in PUBLIC_FIELDS.items():
        assert names <= set(model.model_fields), model
    assert {"note", "accepted", "visibility"} & {
        n for names in PUBLIC_FIELDS.values() for n in names
    } == set()
    private = {MODELS[kind] for kind in ("results", "profile", "pair", "matching")}
    assert private & PUBLIC_FIELDS.keys() == set()

    class Unheard(Part):
        word: str = "x"

    assert Unheard not in PUBLIC_FIELDS


def test_the_public_part_of_our_own_register_is_what_it_was(tmp_path: Path) -> None:
    """Of the five real documents, which were published, all is public but remarks and samples."""
    from support import DATA

    whole = load(DATA).registry.without_samples()
    shown = public_registry(whole)
    missing = {r.ref for r in whole.records} - {r.ref for r in shown.records}
    assert missing == {r.ref for r in whole.records if r.kind_name == "pair"}


# District, schools, participants: what of each must not be shown, worked out by hand.
CASES = {
    # Enough everywhere.
    "all": ([(3, 30), (4, 25)], set()),
    # Two schools only: hidden, and with it the smaller of the others (25 before 30).
    "two-schools": ([(2, 40), (3, 30), (3, 25)], {0, 2}),
    # Nine people in three schools: hidden, and the next smallest.
    "nine": ([(3, 9), (3, 10), (3, 50)], {0, 1}),
    # Two are hidden already, and together they are eleven.
    "two-hidden": ([(1, 5), (1, 6), (3, 50)], {0, 1}),
    # Together they are only eight: one more goes.
    "eight-together": ([(1, 4), (1, 4), (3, 50), (3, 40)], {0, 1, 3}),
    # Nothing else to hide behind.
    "alone": ([(1, 4)], {0}),
}


@pytest.mark.parametrize("name", CASES)
def test_small_sums_are_hidden_and_cannot_be_worked_out(name: str) -> None:
    given, hidden = CASES[name]
    sums = [Sum(None, None, "p", schools, people, 0, None, None, 0) for schools, people in given]
    assert hidden_sums(sums) == hidden


def test_a_row_of_four_is_in_no_sum_of_fewer_than_ten(tmp_path: Path) -> None:
    """Luga: a 4, b 3, c 2 = 9 people; Tosno: d 20, e 20, f 4 = 44; Luga hides Tosno with it in math."""
    rows = ["a;oge-math;4;1", "b;oge-math;3;1", "c;oge-math;2;1",
            "d;oge-math;20;5", "e;oge-math;20;5", "f;oge-math;4;4",
            "a;oge-rus;20;4", "b;oge-rus;20;4", "c;oge-rus;4;2", "d;oge-rus;20;1",
            "e;oge-rus;20;1", "f;oge-rus;20;1"]  # fmt: skip
    files = {f"schools__{id}.yaml": school(f"Школа {id}", "tosno") for id in "def"}
    root = with_results(tmp_path, {2025: rows}, "a", "b", "c", **files)
    whole = exported(root, tmp_path / "whole")["results_by_district"]
    assert [row[1:8] for row in whole] == [
        ("luga", "oge-math", "ОГЭ математика", 3, 9, 3, None),
        ("luga", "oge-rus", "ОГЭ русский язык", 3, 44, 10, None),
        ("tosno", "oge-math", "ОГЭ математика", 3, 44, 14, None),
        ("tosno", "oge-rus", "ОГЭ русский язык", 3, 60, 3, None),
    ]
    shown = exported(root, tmp_path / "shown", "--public", "--with-results")
    assert sorted(row[1:8] for row in shown["results_by_district"] if not row[8]) == [
        ("luga", "oge-rus", "ОГЭ русский язык", 3, 44, 10, None),
        ("tosno", "oge-rus", "ОГЭ русский язык", 3, 60, 3, None),
    ]
    hidden = [row for row in shown["results_by_district"] if row[8]]
    assert [row[4:8] for row in hidden] == [(None, None, None, None)] * 2
    assert exported(root, tmp_path / "bare", "--public")["results_by_district"] == []
