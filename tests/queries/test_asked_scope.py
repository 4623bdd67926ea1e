"""Asked about one district or school, nobody is counted or written to who works for another."""

import json
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from support import roadmap, tree

TODAY = ("--today", "2022-04-15")
# Row 1 is demanded of both districts, and their consultants answer for it; row 2 of the schools of
# both; row 3 of the two committees, each for its own; row 4 of the region.
PLAN = roadmap(
    "1. | до 31 марта | Отчёт | responsible: [{role: consultant, text: консультанты}];addressees: districts",
    "2. | до 31 марта | Опыт | responsible: [{person: head}];addressees: [luga-school, tosno-school, tosno-second]",
    "3. | до 31 марта | Семинар | responsible: [{organisation: luga-office}, {organisation: tosno-office}];addressees: districts",
    "4. | до 31 марта | Сбор | responsible: [{organisation: region}]",
).replace("title: План", "title: План\nprogram: mentoring")
PERSON = "schema: 1\nname: {}\ngender: f\nemail: {}@example.org\n"
OFFICE = "schema: 1\nname: {}\ntype: {}\nemail: {}@example.org\n"


def _district(name: str) -> str:
    return f'schema: 1\nname: "{name} район"\nshort_name: "{name}"\ntype: municipal_district\n'


def _school(name: str, district: str, mail: str) -> str:
    return (
        f"schema: 1\nname: {name}\ntype: school\ndistrict: {district}\nemail: {mail}@example.org\n"
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def role(person: str, district: str) -> str:
        return f'  - {{person: {person}, role: consultant, scope: [{district}], from: "2022-01-01", basis: письмо}}\n'

    return tree(
        tmp_path_factory.mktemp("asked"),
        {
            "programs/mentoring.yaml": "schema: 1\ntitle: Наставничество\ntype: regional_project\n"
            "assignments:\n" + role("for-luga", "luga") + role("for-tosno", "tosno"),
            "roadmaps/plan.yaml": PLAN,
            "districts/luga.yaml": _district("Лужский"),
            "districts/tosno.yaml": _district("Тосненский"),
            "people/for-luga.yaml": PERSON.format("Лугина Л.Л.", "for-luga"),
            "people/for-tosno.yaml": PERSON.format("Тоснина Т.Т.", "for-tosno"),
            "people/head.yaml": PERSON.format("Главная Г.Г.", "head"),
            "authorities/luga-office.yaml": OFFICE.format(
                "Комитет Луги", "municipal", "luga-office"
            )
            + "district: luga\n",
            "authorities/tosno-office.yaml": OFFICE.format(
                "Комитет Тосно", "municipal", "tosno-office"
            )
            + "district: tosno\n",
            "authorities/region.yaml": OFFICE.format("Институт", "institute", "region"),
            "schools/luga-school.yaml": _school("Школа Луги", "luga", "luga-school"),
            "schools/tosno-school.yaml": _school("Школа Тосно", "tosno", "tosno-school"),
            "schools/tosno-second.yaml": _school("Вторая школа Тосно", "tosno", "tosno-second"),
        },
    )


def _asked(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> dict[str, Any]:
    assert main(["-C", str(root), *words, "--format", "json", *TODAY]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def _letters(capsys: pytest.CaptureFixture[str], root: Path, *words: str) -> set[str]:
    assert main(["-C", str(root), "remind", "--late", "--dry-run", *words, *TODAY]) == 0
    out = capsys.readouterr().out
    return {word.partition("@")[0] for word in out.split() if "@example.org" in word}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # The district itself has the address of its office.
        (
            ("--district", "tosno"),
            {"for-tosno", "head", "tosno-office", "tosno-school", "tosno-second"},
        ),
        (("--district", "luga"), {"for-luga", "head", "luga-office", "luga-school"}),
        # A school has to do with row 2, the person who answers for it, and with itself.
        (("--school", "tosno-school"), {"head", "tosno-school"}),
        (("--responsible", "head"), {"head"}),
        (("--responsible", "tosno-office"), {"tosno-office"}),
        (("--responsible", "for-luga"), {"for-luga"}),
    ],
)
def test_letters_go_to_those_asked_about(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    expected: set[str],
) -> None:
    assert _letters(capsys, root, *words) == expected


def test_discipline_counts_those_of_the_district(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _asked(capsys, root, "discipline", "--district", "tosno")
    # The office of Luga is named first in row 3: of Tosno it is not asked.
    scores = {row["id"]: (row["due"], row["reported"], row["addressees"]) for row in found["rows"]}
    assert scores == {"for-tosno": (1, 0, 1), "head": (1, 0, 2)}
    # Rows 1 to 3; one district, two schools, one district.
    assert (found["total"]["due"], found["total"]["addressees"]) == (3, 4)
    found = _asked(capsys, root, "discipline", "--by", "district")
    scores = {row["id"]: (row["due"], row["reported"], row["addressees"]) for row in found["rows"]}
    assert scores == {"luga": (3, 0, 3), "tosno": (3, 0, 4)}


def test_load_is_of_those_of_the_district(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _asked(capsys, root, "load", "--year", "2022", "--district", "luga")
    assert {row["id"]: row["total"] for row in found["rows"]} == {
        "for-luga": 1, "head": 1, "luga-office": 1,
    }  # fmt: skip


def test_what_was_taken_off_is_no_nearest_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    off = "events: [{event: cancelled, on: '2022-02-01', reason: снято}]"
    root = tree(tmp_path, {"roadmaps/plan.yaml": roadmap(f"1. | до 31 марта | Отчёт | {off}")})
    assert _asked(capsys, root, "overdue")["nothing"]["nearest"] == []
    found = _asked(capsys, root, "due", "--month", "2022-05", "--status", "cancelled")
    assert found["nothing"]["nearest"] == ["2022-03-31"]
