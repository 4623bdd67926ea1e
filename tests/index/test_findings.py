"""Findings come back from the index as they went in: equal values, the same words and documents."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from innoreg.diagnostics import Diagnostic, Place, Related
from innoreg.i18n import LANGUAGES, TN, T, Texts, use_language
from innoreg.index.findings import (
    NotStorable,
    decode,
    encode,
    read_advice,
    read_findings,
    write_advice,
    write_findings,
)
from innoreg.report.ci import FORMS
from innoreg.report.findings import Findings, as_text
from rules.gallery import CODES, findings, plant


def shown(found: list[Diagnostic]) -> list[str]:
    """Every form in every language."""
    all_of_them = Findings(found, len(found), len(found), 0)
    texts = []
    for language in LANGUAGES:
        use_language(language)
        texts.append(as_text(all_of_them, lambda _file: ()))
        texts += [form(all_of_them) for form in FORMS.values()]
    return texts


@pytest.mark.parametrize("code", CODES)
def test_whatever_validate_says_comes_back_exactly(code: str, tmp_path: Path) -> None:
    found = findings(plant(code, "bad", tmp_path / "registry"))
    assert found
    read = decode(map(encode, found))
    assert [repr(d) for d in read] == [repr(d) for d in found]
    assert read == found
    assert shown(read) == shown(found)


def test_every_kind_of_text_comes_back() -> None:
    found = Diagnostic(
        "x",
        "info",
        Place("data/\udcff/«ё».yaml", 3, 4, 9),
        TN(
            "{n} day of {who}", "{n} days of {who}", 5, who=T("{a}, {b}", a=Texts("x", "y"), b=None)
        ),
        Texts("a school", "an authority"),
        "",
        (Related(Place("f"), T("{message} \u2028 \x00", message="{curly}", n=7)),),
    )
    (read,) = decode([encode(found)])
    assert read == found
    assert repr(read) == repr(found)
    assert shown([read]) == shown([found])


def test_a_value_that_json_would_change_is_refused() -> None:
    class Word(str):
        pass

    class Own(T):
        pass

    for message in (
        T("{a}", a=date(2022, 3, 1)),
        T("{a}", a=("x",)),
        T("{a}", a=Word("x")),
        T("{a}", a=True),
        T("{a}", a=T("{b}", b=Path("x"))),
        Own("x"),
    ):
        with pytest.raises(NotStorable):
            encode(Diagnostic("x", "error", Place("f"), message))


@pytest.fixture
def database() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value);"
        "CREATE TABLE file (id INTEGER PRIMARY KEY, state TEXT);"
        "CREATE TABLE finding (file INTEGER, data TEXT NOT NULL);"
    )
    return made


def gap(file: str, line: int = 1) -> Diagnostic:
    return Diagnostic("numbering-gap", "warning", Place(file, line), T("a gap"))


def test_the_findings_of_a_file_take_the_place_of_its_earlier_ones(
    database: sqlite3.Connection,
) -> None:
    write_findings(database, {1: [gap("b", 7), gap("a")], 2: [gap("a", 3)], None: [gap("s")]})
    write_findings(database, {1: [gap("b", 2)], None: []})
    assert read_findings(database).diagnostics == [gap("a", 3), gap("b", 2)]
    write_findings(database, {1: [], 2: []})
    assert read_findings(database).diagnostics == []


def test_what_two_files_say_alike_is_told_once(database: sqlite3.Connection) -> None:
    write_findings(database, {1: [gap("a")], 2: [gap("a")]})
    assert read_findings(database).diagnostics == [gap("a")]


def test_files_are_counted_by_what_became_of_them(database: sqlite3.Connection) -> None:
    states = ["record", "record", "salvaged", "failed", "failed", "ignored", "settings"]
    database.executemany("INSERT INTO file (state) VALUES (?)", [(state,) for state in states])
    found = read_findings(database)
    assert (found.files, found.records, found.ignored) == (6, 2, 1)


def test_a_run_that_cannot_be_written_down_leaves_what_was_there(
    database: sqlite3.Connection,
) -> None:
    write_findings(database, {1: [gap("a")]})
    strange = Diagnostic("x", "error", Place("f"), T("{a}", a=date(2022, 3, 1)))
    with pytest.raises(NotStorable):
        write_findings(database, {1: [gap("b"), strange]})
    assert read_findings(database).diagnostics == [gap("a")]


def test_advice_is_kept_whole(database: sqlite3.Connection) -> None:
    assert read_advice(database) == {}
    advice = {"x": "Short.\n\nДлинно: «ё»."}
    write_advice(database, advice)
    assert read_advice(database) == advice
