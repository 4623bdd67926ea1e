"""Numbers as documents print them: the decisions of 2019 count anew in each direction."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pytest

from cli.test_filters import Ask, ask
from repository import innoreg
from support import DATA

__all__ = ["ask"]
TODAY = ("--today", "2021-01-01")
# What the document prints, by the register's own key.
CITED = {
    "meetings-2019/0.1": "п. 1 раздела «По всем обсуждаемым направлениям»",
    "meetings-2019/1.6": "п. 6 раздела 1",
    "meetings-2019/3.10": "п. 10 раздела 3",
}


@pytest.mark.parametrize(("ref", "cited"), CITED.items())
@pytest.mark.parametrize("command", ["show", "why", "status"])
def test_screens_cite_an_item_of_a_section_and_keep_its_key(
    ask: Ask, command: str, ref: str, cited: str
) -> None:
    code, out, err = ask(command, ref, *TODAY)
    assert code == 0, err
    first = out.splitlines()[0]
    assert first.startswith(ref)
    assert cited in first


def test_lists_of_terms_cite_it_before_its_title(ask: Ask) -> None:
    for form in ((), ("--format", "md")):
        _code, out, _err = ask("overdue", "--responsible", "loiro", *form, *TODAY)
        assert "п. 6 раздела 1. Организовать курсы" in out
        assert "пункт 1.6" not in out
    _code, out, _err = ask("overdue", "--responsible", "loiro", "--format", "json", *TODAY)
    (row,) = [row for row in json.loads(out)["rows"] if row["ref"] == "meetings-2019/1.6"]
    assert (row["number"], row["printed"], row["section"]) == ("1.6", "6", {"number": "1", "title": None})  # fmt: skip
    assert row["cited"] == "п. 6 раздела 1"
    _code, out, _err = ask("show", "loiro", *TODAY)
    assert "план meetings-2019, п. 6 раздела 1" in out


def test_where_a_document_counts_through_the_number_is_its_own(ask: Ask) -> None:
    _code, out, _err = ask("due", "--month", "2022-03", "--format", "json", "--today", "2022-03-01")
    rows = {row["ref"]: row for row in json.loads(out)["rows"]}
    row = rows["loiro-2022/7.1.1"]
    assert row["number"] == "7.1.1"
    assert not {"printed", "section", "cited"} & set(row)


def test_a_clause_without_a_number_is_not_given_one(ask: Ask) -> None:
    """№ 328 numbers none of its clauses: 1.2 is the second one under the first."""
    _code, out, _err = ask("due", "--month", "2021-05", "--format", "json", "--today", "2021-05-01")
    rows = {row["ref"]: row for row in json.loads(out)["rows"]}
    row = rows["vsevolozhsk-2021-328/1.2"]
    assert ("printed" in row, row["cited"]) == (False, "без номера")
    _code, out, _err = ask("why", "vsevolozhsk-2021-328/1.2", "--today", "2021-05-01")
    assert "№ 328, пункт без номера (1.2)" in out
    _code, out, _err = ask("why", "loiro-2022/3", "--today", "2022-05-01")
    assert "№ 18, п. 1" in out


@pytest.mark.parametrize(
    "words",
    [
        ("letter", "loiro"),
        ("memo", "--for", "shekhovtseva-ev", "--responsible", "loiro"),
        ("plan-fact", "--year", "2020", "--responsible", "loiro"),
    ],
)
def test_letters_and_memos_cite_as_the_document(
    ask: Ask, words: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "paper.docx"
    code, _out, err = ask("paper", *words, "-o", str(path), *TODAY)
    assert code == 0, err
    (table,) = [t for t in docx.Document(str(path)).tables if t.rows[0].cells[0].text == "Пункт"]
    numbers = [row.cells[0].text.replace("\xa0", " ") for row in table.rows]
    assert "п. 6 раздела 1" in numbers
    assert "1.6" not in numbers


def test_validate_cites_an_item_as_printed_and_its_key_beside(tmp_path: Path) -> None:
    root = Path(shutil.copytree(DATA / "data", tmp_path / "data")).parent
    shutil.copy(DATA / "innoreg.yaml", root)
    plan = root / "data" / "roadmaps" / "meetings-2019.yaml"
    plan.write_text(plan.read_text("utf-8").partition("accepted:")[0], "utf-8")
    said = innoreg("validate", "--lang", "ru", cwd=root).stdout
    assert "у пункта 7 раздела 3 (3.7) несколько сроков" in said
    assert "один срок на несколько пунктов: 1, 2, 3, 4" in said


def test_the_export_has_the_number_as_printed_and_the_reference_to_type(tmp_path: Path) -> None:
    done = innoreg("export", "--to", str(tmp_path / "out"), "--format", "sqlite", cwd=DATA)
    assert done.returncode == 0, done.stderr
    query = "select distinct number, section from windows where ref = ?"
    asked = (
        "meetings-2019/1.6",
        "meetings-2019/0.1",
        "loiro-2022/7.1.1",
        "vsevolozhsk-2021-328/1.2",
    )
    # A connection that nobody closed is told of by Python 3.13, in the middle of another test.
    with closing(sqlite3.connect(tmp_path / "out" / "register.sqlite")) as base:
        told = {ref: base.execute(query, (ref,)).fetchall() for ref in asked}
    none = told.pop("vsevolozhsk-2021-328/1.2")
    assert told == {
        "meetings-2019/1.6": [("6", "1")],
        "meetings-2019/0.1": [("1", None)],
        "loiro-2022/7.1.1": [("7.1.1", None)],
    }
    assert none == [(None, None)], "№ 328 numbers none of its clauses"
