"""What workbooks hold beside plain text: numbers, dates, hidden parts, several tables."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from innoreg.importing.drafts import Imported
from innoreg.importing.reader import import_document
from innoreg.importing.xlsx_reader import cell_text

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def book(
    tmp_path: Path, rows: list[list[Any]], change: Callable[[Any], None] = lambda _s: None
) -> Path:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    made.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def codes(found: Imported) -> list[str]:
    return [note.code for note in found.notes]


def test_a_numeric_number_that_lost_its_zero(tmp_path: Path) -> None:
    numbers = [2, *(2 + n / 10 for n in range(1, 10)), 2.1, 2.11, 3]
    rows: list[list[Any]] = [[number, "Семинар", "май", "Иванова М.П."] for number in numbers]
    found = import_document(book(tmp_path, [HEAD, *rows]))
    assert [row.number for row in found.tables[0].rows] == [
        "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11", "3",
    ]  # fmt: skip
    assert codes(found) == ["number-was-number", "number-was-number"]
    assert str(found.notes[0].spot) == "Sheet!A3"


def test_a_number_shown_with_two_decimals(tmp_path: Path) -> None:
    def two_decimals(sheet: Any) -> None:
        sheet["A3"].number_format = "0.00"

    rows = [[2, "Раздел", "май", "А"], [2.1, "Семинар", "май", "Иванова М.П."]]
    found = import_document(book(tmp_path, [HEAD, *rows], two_decimals))
    assert found.tables[0].rows[1].number == "2.10"


def test_a_number_that_became_a_date(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["1", "А", "май", "Б"],
        [datetime(2023, 2, 1), "Семинар", date(2023, 5, 15), "Б"],
    ]
    found = import_document(book(tmp_path, [HEAD, *rows]))
    assert found.tables[0].rows[1].number == "1.2"
    assert found.tables[0].rows[1].deadline == "15.05.2023"
    assert codes(found) == ["number-was-date"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.65, "0%", "65%"),
        (0.655, "0.0%", "65.5%"),
        (25, "General", "25"),
        (2.5, "General", "2.5"),
        (1200.0, "#,##0", "1200"),
        (datetime(2023, 9, 1), "mmmm yyyy", "сентябрь 2023"),
        (datetime(2023, 9, 1), "dd.mm.yyyy", "01.09.2023"),
        (datetime(2023, 9, 1, 14, 30), "dd.mm.yyyy h:mm", "01.09.2023 14:30"),
        (None, "General", ""),
        (True, "General", "да"),
    ],
)
def test_values_as_a_reader_sees_them(value: object, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text


def test_hidden_sheets_and_rows_are_noted(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        other = sheet.parent.create_sheet("Черновик")
        other["A1"] = "старый план"
        other.sheet_state = "hidden"

    rows = [[str(n), "Семинар", "май", "Иванова М.П."] for n in (1, 2)]
    found = import_document(book(tmp_path, [HEAD, *rows], hide))
    assert len(found.tables[0].rows) == 2
    assert codes(found) == ["hidden-rows", "hidden-sheet"]
    assert dict(found.notes[1].params)["text"] == "Черновик старый план"


def test_a_formula_without_its_value_is_noted(tmp_path: Path) -> None:
    rows = [["1", "Семинар", "=B2", "Иванова М.П."]]
    found = import_document(book(tmp_path, [HEAD, *rows]))
    assert [(n.code, str(n.spot)) for n in found.notes] == [("formula-without-value", "Sheet!C2")]


def test_two_tables_one_under_another(tmp_path: Path) -> None:
    rows = [
        ["Дорожная карта на 2023 год"],
        HEAD,
        ["1", "Семинар", "май", "Иванова М.П."],
        [],
        ["Список консультантов"],
        ["№", "Район", "Научный консультант"],
        ["1", "Волховский", "Шеховцева Е.В."],
        [],
        ["Директор", "И.И. Иванов"],
    ]
    found = import_document(book(tmp_path, rows))
    assert [(t.kind, t.heading, len(t.rows)) for t in found.tables] == [
        ("roadmap", "Дорожная карта на 2023 год", 1),
        ("consultants", "Список консультантов", 1),
    ]
    assert [dict(n.params)["text"] for n in found.notes] == ["Директор И.И. Иванов"]


def test_a_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["B1000000"] = "конец"

    found = import_document(book(tmp_path, [HEAD, ["1", "Семинар", "май", "Иванова М.П."]], far))
    assert found.tables[0].rows[0].title == "Семинар"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xl/sharedStrings.xml", "xl/SharedStrings.xml"),
        ("xl/sharedStrings.xml", "xl\\sharedStrings.xml"),
        ("xl/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
    ],
)
def test_names_of_parts_as_1c_and_others_write_them(old: str, new: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["№", "Мероприятие", "Срок"])
    sheet.append(["1", "Семинар", "май"])
    book.save(tmp_path / "a.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as source,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)
            entry.filename = new if name == old else name
            target.writestr(entry, source.read(name))
    found = import_document(tmp_path / "b.xlsx")
    assert [(row.number, row.title, row.deadline) for row in found.tables[0].rows] == [
        ("1", "Семинар", "май")
    ]
    assert found.notes == ()


def test_broken_properties_of_a_workbook_do_not_matter(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["№", "Мероприятие", "Срок"])
    sheet.append(["1", "Семинар", "май"])
    book.save(tmp_path / "a.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as source,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as target,
    ):
        for name in source.namelist():
            data = source.read(name).decode()
            data = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "yesterday", data)
            target.writestr(name, data)
    found = import_document(tmp_path / "b.xlsx")
    assert [row.title for row in found.tables[0].rows] == ["Семинар"]
