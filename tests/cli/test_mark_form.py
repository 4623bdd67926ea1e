"""A sheet given out to be filled in, and taken back: protected, checked cell by cell, all or nothing."""

from datetime import datetime
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from changing import bytes_of, statuses
from cli.test_event_recording import FILES, said
from innoreg.cli import main
from support import tree

# What stands in the sheet of all that is open on 1 December 2022, with whose it is.
GIVEN = [
    ("plan/1", None, None), ("order-1/1", None, None), ("plan/2", 1, None), ("plan/2", 2, None),
    ("plan/2", 3, None), ("plan/4", None, None), ("plan/5", None, "luga"), ("plan/5", None, "tosno"),
    ("site-1/interim", None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheet as it goes out."""
    root = tree(tmp_path_factory.mktemp("form"), FILES)
    words = ["due", "--year", "2022", "--format", "xlsx", "--for-marks", "-o", str(root / "m.xlsx")]
    assert main(["-C", str(root), *words, "--today", "2022-12-01", "--lang", "ru"]) == 0
    return (root / "m.xlsx").read_bytes()


class Form:
    """The sheet in somebody's hands: rows by reference, heads by their words."""

    def __init__(self, path: Path, raw: bytes) -> None:
        self.path = path
        path.write_bytes(raw)
        self.book = openpyxl.load_workbook(path)
        self.sheet = cast(Any, self.book.active)
        self.top = next(n for n in range(1, 9) if self.sheet.cell(n, 1).value == "Ссылка")
        self.heads = {cell.value: cell.column for cell in self.sheet[self.top]}

    def rows(self) -> list[tuple[Any, ...]]:
        names = ("Ссылка", "Который срок", "За кого")
        return [
            tuple(self.sheet.cell(n, self.heads[name]).value for name in names)
            for n in range(self.top + 1, self.sheet.max_row + 1)
        ]

    def cell(self, row: tuple[Any, ...], head: str) -> Any:
        return self.sheet.cell(self.top + 1 + self.rows().index(row), self.heads[head])

    def fill(self, ref: str, n: int | None = None, who: str | None = None, **cells: Any) -> None:
        heads = {"mark": "Отметка", "on": "Дата исполнения", "evidence": "Чем подтверждено"}
        for name, value in cells.items():
            self.cell((ref, n, who), heads[name]).value = value

    def done(self, root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
        self.book.save(self.path)
        return said(root, f"done|--from|{self.path}", capsys)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOREG_LANG", "ru")
    monkeypatch.setenv("INNOREG_TODAY", "2022-12-05")
    return tree(tmp_path, FILES)


@pytest.fixture
def form(root: Path, given: bytes) -> Form:
    return Form(root / "marks.xlsx", given)


def test_the_sheet_has_a_row_for_each_who_owes_and_only_marks_can_be_filled_in(form: Form) -> None:
    assert sorted(form.rows(), key=str) == sorted(GIVEN, key=str)
    sheet = form.sheet
    assert sheet.protection.sheet
    row = form.top + 1
    open_heads = {h for h, at in form.heads.items() if not sheet.cell(row, at).protection.locked}
    assert open_heads == {"Отметка", "Дата исполнения", "Чем подтверждено"}
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"исполнено,не исполнено"'
    # Up to the day on which the sheet was given out: 1 December 2022 is day 44896 of Excel's.
    assert rules["date"].formula2 == "44896"
    hidden = {sheet.cell(form.top, n).value for n in form.heads.values()
              if sheet.column_dimensions[get_column_letter(cast(int, n))].hidden}  # fmt: skip
    assert hidden == {"За кого", "Контроль строки"}


def test_what_is_marked_is_recorded_and_the_rest_stays(
    root: Path, form: Form, capsys: pytest.CaptureFixture[str]
) -> None:
    form.fill("plan/1", mark="исполнено", on=datetime(2022, 2, 20), evidence="Протокол № 3")
    form.fill("plan/2", 2, on="20.04.2022")
    form.fill("plan/5", None, "tosno", mark="Исполнено", on=datetime(2022, 6, 3))
    form.fill("order-1/1", mark="не исполнено", evidence="нет средств")
    code, out, err = form.done(root, capsys)
    assert (code, out.splitlines()[0]) == (0, "3 отметки"), err
    assert "в 1 строке отмечено, что не исполнено" in err
    assert "5 строк без отметки" in err
    assert statuses(root, "plan/1") == ["done"]
    assert statuses(root, "plan/2") == ["overdue", "done", "overdue"]
    assert "for: tosno" in (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    assert statuses(root, "order-1/1") == ["overdue"]
    # Brought back once more, nothing is recorded twice, and the cell is named.
    before = bytes_of(root)
    code, _out, err = form.done(root, capsys)
    assert (code, bytes_of(root)) == (1, before)
    assert "лист «Отметки», ячейка I" in err
    assert "уже исполнено" in err or "исполнен" in err


# What is wrong in a sheet, the head of the cell that is named, and words of the refusal.
WRONG = [
    ({"mark": "исполнено"}, "Дата исполнения", "нет даты исполнения"),
    ({"evidence": "протокол"}, "Дата исполнения", "нет даты исполнения"),
    ({"mark": "да, частично", "on": datetime(2022, 2, 1)}, "Отметка", "не отметка"),
    ({"mark": "не исполнено", "on": datetime(2022, 2, 1)}, "Дата исполнения", "стоит дата"),
    ({"on": "завтра"}, "Дата исполнения", "завтра"),
    ({"on": datetime(2023, 2, 1)}, "Дата исполнения", "--force"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "head", "words"), WRONG)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    root: Path, form: Form, cells: dict[str, Any], head: str, words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    form.fill("plan/1", on=datetime(2022, 2, 20))
    form.fill("plan/2", 1, **cells)
    before = bytes_of(root)
    spot = form.cell(("plan/2", 1, None), head).coordinate
    code, out, err = form.done(root, capsys)
    assert (code, out, bytes_of(root)) == (1, "", before)
    assert f"лист «Отметки», ячейка {spot}: " in err
    assert words in err


@pytest.mark.parametrize(
    ("head", "value"),
    [("Ссылка", "plan/3"), ("Что сделать", "Что-то другое"), ("За кого", "luga"),
     ("Последний день", datetime(2023, 1, 1)), ("Контроль строки", None)],
)  # fmt: skip
def test_an_edited_protected_cell_is_noticed(
    root: Path, form: Form, head: str, value: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    form.fill("plan/2", 1, on=datetime(2022, 2, 20))
    cell = form.cell(("plan/2", 1, None), head)
    cell.value = value
    before = bytes_of(root)
    code, out, err = form.done(root, capsys)
    assert (code, out, bytes_of(root)) == (1, "", before)
    named = cell.coordinate if value else f"A{cell.row}"
    assert f"лист «Отметки», ячейка {named}: " in err


def test_an_empty_sheet_and_rows_in_another_order(
    root: Path, form: Form, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _out, err = form.done(root, capsys)
    assert (code, "ни одна строка таблицы не отмечена" in err) == (1, True)
    # Rows may be sorted or deleted: each bears its own check.
    form.fill("plan/1", on=datetime(2022, 2, 20))
    form.sheet.delete_rows(form.top + 1 + form.rows().index(("plan/2", 1, None)))
    form.sheet.move_range(f"A{form.top + 1}:K{form.sheet.max_row}", rows=3)
    assert form.done(root, capsys)[0] == 0
    assert statuses(root, "plan/1") == ["done"]


def test_of_one_district_only_its_own_rows(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "due|--year|2022|--district|Тосненский|--format|xlsx|--for-marks|-o|"
    assert said(root, words + str(root / "t.xlsx"), capsys)[0] == 0
    form = Form(root / "t.xlsx", (root / "t.xlsx").read_bytes())
    assert form.rows() == [("plan/5", None, "tosno")]
    assert form.sheet["A1"].value == "Отметьте исполнение: Тосненский"
    assert said(root, "due|--year|2022|--for-marks", capsys)[0] == 2
    assert said(root, words.replace("2022", "2019") + str(root / "n.xlsx"), capsys)[0] == 1
