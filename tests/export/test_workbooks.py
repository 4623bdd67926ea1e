"""Workbooks: days are days, texts are texts, sheets print on A4; read with openpyxl."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from innoreg.cli import main
from support import DATA, roadmap, tree

DAY = "2022-03-10"
REGION = DATA / "src/innoreg/examples/mentoring"


# Above the rows of a plan that nobody approved a sheet says so.
APPROVAL = {
    "authorities/board.yaml": "schema: 1\nname: Совет\ntype: committee\n",
    "orders/order.yaml": (
        'schema: 1\nissuer: board\norder_kind: Приказ\nnumber: "1"\ndate: 2022-01-10\ntitle: О плане\n'
        'clauses:\n  - {number: "1", kind: approve, text: Утвердить план., subjects: [p]}\n'
    ),
}


def workbook(root: Path, to: Path, *words: str, day: str = DAY, lang: str = "ru") -> Any:
    whole = ["-C", str(root), *words, "-o", str(to), "--today", day, "--lang", lang]
    assert main(whole) == 0
    return openpyxl.load_workbook(to)


def rows_of(sheet: Any, top: int) -> list[list[Any]]:
    """The rows from the heads on, whose row is counted from 1."""
    return [list(row) for row in sheet.iter_rows(min_row=top, values_only=True)]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose titles would be formulas, numbers or links in a spreadsheet."""
    titles = ('=cmd|"/c calc"!A1', "-2+3", "@SUM(1)", "+7", "https://example.org", "007", "_x0041_")
    items = [f"{n}. | {n} марта | ТЕКСТ{n}" for n in range(1, len(titles) + 1)]
    text = roadmap(*items, "8. | постоянно | Всегда", "9. | после заседания | Потом")
    for n, title in enumerate(titles, 1):
        text = text.replace(f'"ТЕКСТ{n}"', json.dumps(title, ensure_ascii=False))
    folder = tmp_path_factory.mktemp("odd")
    return tree(folder, {"roadmaps/p.yaml": text, **APPROVAL})


def test_texts_are_texts_and_days_are_days(odd: Path, tmp_path: Path) -> None:
    book = workbook(odd, tmp_path / "a.xlsx", "due", "--month", "2022-03", "--format", "xlsx")
    sheet = book["Сроки"]
    table = rows_of(sheet, 3)
    assert table[0] == [
        "", "Ссылка", "Что сделать", "Срок словами", "Последний день", "Осталось дней", "Состояние",
    ]  # fmt: skip
    shown = [row[2] for row in table[1:8]]
    assert shown == [
        '=cmd|"/c calc"!A1', "-2+3", "@SUM(1)", "+7", "https://example.org", "007", "_x0041_",
    ]  # fmt: skip
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    # Edited, such a text stays a text.
    assert [sheet.cell(3 + n, 3).quotePrefix for n in (1, 2, 3)] == [True] * 3
    assert (sheet["E4"].value, sheet["E4"].number_format) == (datetime(2022, 3, 1), "dd.mm.yyyy")
    # 1 March is nine days ago on the tenth; the sign says it in black and white, too.
    assert (sheet["A4"].value, sheet["F4"].value) == ("▲", -9)
    assert sheet["A4"].fill.fgColor.rgb == "FFF8CBAD"
    assert book.sheetnames == ["Сроки", "Без срока"]


def test_a_sheet_prints_on_a4_and_can_be_filtered(odd: Path, tmp_path: Path) -> None:
    sheet = workbook(odd, tmp_path / "a.xlsx", "due", "--month", "2022-03", "--format", "xlsx")[
        "Сроки"
    ]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "A4")
    assert sheet.auto_filter.ref == "A3:G11"


def test_the_same_answer_is_the_same_file_and_none_is_written_over(
    odd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("overdue", "--format", "xlsx")
    workbook(odd, tmp_path / "a.xlsx", *words)
    workbook(odd, tmp_path / "b.xlsx", *words)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    root = ["-C", str(odd), "--today", DAY]
    assert main([*root, *words, "-o", str(tmp_path / "a.xlsx")]) == 1
    assert main([*root, *words, "-o", str(tmp_path / "a.xlsx"), "--force"]) == 0
    assert main([*root, *words]) == 2
    assert main([*root, *words, "-o", str(tmp_path / "a.ods")]) == 1
    assert main([*root, "due", "-o", str(tmp_path / "c.xlsx")]) == 2
    assert "-o goes with --format xlsx" in capsys.readouterr().err


# What each holds in some column that programs count with: its sheet, a head, the first value.
ANSWERS = [
    (DATA, ["status"], "Состояние", "С", datetime(2020, 11, 20)),
    (DATA, ["load", "--year", "2022"], "Нагрузка", "02", 5),
    (DATA, ["discipline", "--by", "roadmap"], "Дисциплина", "Доля", 0),
    (DATA, ["list", "roadmaps"], "План", "Пункты", 22),
    (DATA, ["list", "orders"], "Распоряжение", None, None),
    (DATA, ["forms", "check"], "Падежи", None, None),
    (REGION, ["indicators"], None, None, None),
    (DATA, ["find", "наставник"], None, None, None),
    (DATA, ["sites"], None, None, None),
    (DATA, ["behind", "loiro-2022-18/2"], "Адресаты", None, None),
    (REGION, ["mentoring"], "Пары", None, None),
    (REGION, ["results", "show", "--year", "2025"], "Результаты 2025 года", "Доля", 0.237),
    (REGION, ["list", "low-results", "--year", "2025"], "Перечень 2025 года", None, None),
]


@pytest.mark.parametrize(
    ("root", "words", "name", "head", "value"), ANSWERS, ids=lambda v: "-".join(v) if isinstance(v, list) else None
)  # fmt: skip
def test_every_table_answer_is_a_workbook(
    root: Path, words: list[str], name: str | None, head: str | None, value: Any, tmp_path: Path
) -> None:
    book = workbook(root, tmp_path / "a.xlsx", *words, "--format", "xlsx", day="2022-05-20")
    sheet = book[name] if name else book.worksheets[-1]
    top = int(sheet.freeze_panes[1:]) - 1
    table = rows_of(sheet, top)
    assert len(table) > 1
    if head:
        at = table[0].index(head)
        found = next(row[at] for row in table[1:] if row[at] is not None)
        assert found == value


def test_sums_are_of_the_rows_that_a_filter_leaves(tmp_path: Path) -> None:
    """Жуковицкая carries 5 terms of February 2022, Князева 2, Шеховцева 1, Ванюшкин 2."""
    words = ("load", "--year", "2022", "--format", "xlsx")
    sheet = workbook(DATA, tmp_path / "a.xlsx", *words)["Нагрузка"]
    values = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Нагрузка"]
    last = sheet.max_row
    assert sheet.cell(last, 1).value == "Сумма видимых строк"
    assert sheet.cell(last, 3).value == f"=SUBTOTAL(109,C4:C{last - 1})"
    assert values.cell(last, 3).value == 10


def test_plan_and_fact_with_a_chart(tmp_path: Path) -> None:
    """Of the plan of 2022: on 14 May 16 of 39 are overdue, 5 of them of February."""
    words = ["paper", "plan-fact", "--year", "2022"]
    book = workbook(DATA, tmp_path / "a.xlsx", *words, day="2022-05-14")
    months = book["По месяцам"]
    assert rows_of(months, 4)[1] == ["февраль 2022", 5, 0, 0, 5, 0, 0]
    assert len(months._charts) == 1
    facts = rows_of(book["План и факт"], 4)
    assert sum(row[0] == "▲" for row in facts) == 16


def test_the_whole_register_is_a_workbook_of_its_tables(tmp_path: Path) -> None:
    words = ["-C", str(DATA), "export", "--format", "xlsx", "--to", str(tmp_path / "out")]
    assert main([*words, "--today", DAY]) == 0
    book = openpyxl.load_workbook(tmp_path / "out/register.xlsx", read_only=True)
    assert {"items", "windows", "districts", "assignments"} <= {*book.sheetnames}
    heads, first, *_others = book["windows"].iter_rows(values_only=True)
    found = dict(zip(heads, first, strict=True))
    # On that day there is no plan of 2023 yet; «февраль» ends on the 28th.
    assert (found["ref"], found["until"]) == ("loiro-2022/1", datetime(2022, 2, 28))


def test_without_the_library_it_says_what_to_install(
    odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    words = ["-C", str(odd), "due", "--format", "xlsx", "-o", str(tmp_path / "a.xlsx")]
    assert main(words) == 3
    assert "pip install XlsxWriter" in capsys.readouterr().err
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("words", ["status", "load --year 2022", "done --from none.csv", "export"])
def test_who_asks_for_no_workbook_calendar_or_letter_pays_for_none(words: str) -> None:
    code = (
        "import sys; from innoreg.cli import main; main(sys.argv[1:]);"
        "print(*({'icalendar', 'xlsxwriter', 'openpyxl', 'smtplib'} & {*sys.modules}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, *words.split(), "--today", DAY],
        cwd=DATA, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert answer.stdout.splitlines()[-1] == "", answer.stderr
