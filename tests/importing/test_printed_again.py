"""A plan that came as a document and is printed by an order again: the columns of its document."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from importing.word import cell, plain, save
from innoreg.importing.document import Table
from innoreg.importing.reader import read_document

ORDER = (
    "МУНИЦИПАЛЬНОЕ УЧРЕЖДЕНИЕ", "ИНФОРМАЦИОННЫЙ ЦЕНТР", "ПРИКАЗ", "от 12.01.2027 № 7",
    "О плане работы на 2027 год", "В целях организации работы", "ПРИКАЗЫВАЮ:",
    "1. Утвердить план работы на 2027 год (приложение).",
    "2. Контроль за исполнением приказа оставляю за собой.",
    "Директор И.И. Иванов", "Приложение к приказу от 12.01.2027 № 7",
    "План работы на 2027 год",
)  # fmt: skip
PLANS = {
    "further columns between": (
        ("№", "Дата", "Мероприятие", "Место", "Участники", "Ответственный", "Отметка о выполнении"),
        ("1", "15.02.2027", "Семинар", "г. Луга", "учителя", "Мохова К.К.", ""),
        ("2", "16.03.2027", "Вебинар", "", "методисты", "Гусев Я.Я.", ""),
    ),
    "the usual columns": (
        ("№ п/п", "Мероприятие", "Срок", "Ответственный"),
        ("1", "Семинар", "15.02.2027", "Мохова К.К."),
        ("2", "Вебинар", "16.03.2027", "Гусев Я.Я."),
    ),
    "a column of stages": (
        ("Этап", "Содержание", "Сроки", "Результат"),
        ("Первый", "Семинар", "февраль", "Справка"),
        ("Второй", "Вебинар", "март", "Запись"),
    ),
}


def innoreg(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "innoreg", *words], cwd=folder, capture_output=True,
        text=True, encoding="utf-8", env={**os.environ, "INNOREG_LANG": "en"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def printed_table(path: Path) -> list[tuple[str, ...]]:
    (table,) = (b for b in read_document(path).blocks if isinstance(b, Table) and b.columns > 3)
    return [tuple(slot.text if slot else "" for slot in row) for row in table.grid]


@pytest.mark.parametrize("name", PLANS)
def test_an_order_prints_the_table_of_its_plan_as_it_was(name: str, tmp_path: Path) -> None:
    rows = ("".join(cell(plain(text)) for text in row) for row in PLANS[name])
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    save(tmp_path / "came.docx", "".join(map(plain, ORDER)) + table)
    innoreg(tmp_path, "init", "reg")
    innoreg(tmp_path / "reg", "import", "../came.docx", "--as", "order", "--id", "plan-order")
    assert " 0 errors" in innoreg(tmp_path / "reg", "validate")
    innoreg(tmp_path / "reg", "render", "plan-order", "--output", "../goes.docx")
    assert printed_table(tmp_path / "goes.docx") == list(PLANS[name])
