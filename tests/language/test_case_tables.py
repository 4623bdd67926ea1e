"""The tables of phrases: every form exactly, gender given."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from innoreg.language import KINDS, Case, Gender, PhraseKind, decline, paradigm

HERE = Path(__file__).parent


def rows(table: str) -> Iterator[dict[str, str]]:
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("table", ["cases.tsv", "cases_blind.tsv"])
def test_every_form_is_exact(table: str, kind: PhraseKind) -> None:
    asked = [row for row in rows(table) if row["kind"] == kind]
    assert len(asked) >= 95
    wrong = []
    for row in asked:
        case, gender = cast(Case, row["case"]), cast(Gender | None, row["gender"] or None)
        got = decline(row["text"], case, kind, gender=gender).text
        if got != row["expected"]:
            wrong.append((row["text"], row["case"], got, row["expected"]))
    assert wrong == []


def test_paradigm_is_the_five_cases() -> None:
    forms = paradigm("старший методист", "position")
    assert [declined.text for declined in forms.values()] == [
        "старшего методиста",
        "старшему методисту",
        "старшего методиста",
        "старшим методистом",
        "старшем методисте",
    ]
    assert list(forms) == ["gen", "dat", "acc", "ins", "loc"]
