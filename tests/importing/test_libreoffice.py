"""Old and open formats through LibreOffice, and what is said without it."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from importing.word import plain, save
from innoreg.importing import libreoffice
from innoreg.importing.messages import ImportRefused
from innoreg.importing.reader import import_document

LOIRO = Path(__file__).parent / "documents" / "loiro-2022-18.docx"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def as_format(source: Path, suffix: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", suffix, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], capture_output=True, check=True, timeout=120)
    return folder / f"{source.stem}.{suffix}"


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_order_18_in_an_old_format(tmp_path: Path, suffix: str) -> None:
    found = import_document(as_format(LOIRO, suffix, tmp_path))
    wanted = import_document(LOIRO)
    assert [table.kind for table in found.tables] == ["roadmap", "consultants"]
    assert [row.as_json() for row in found.tables[0].rows] == [
        row.as_json() for row in wanted.tables[0].rows
    ]


@needs_office
def test_a_document_without_tables_after_the_conversion_is_noted(tmp_path: Path) -> None:
    source = save(tmp_path / "a.docx", plain("Решения") + plain("Текст без таблиц"))
    found = import_document(as_format(source, "rtf", tmp_path))
    assert "no-tables-after-conversion" in [note.code for note in found.notes]


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_an_old_workbook(tmp_path: Path, suffix: str) -> None:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in (["№", "Мероприятие", "Срок"], [1, "Семинар", "май"], [2, "Форум", "июнь"]):
        sheet.append(row)
    made.save(tmp_path / "a.xlsx")
    (table,) = import_document(as_format(tmp_path / "a.xlsx", suffix, tmp_path)).tables
    assert [(row.number, row.title) for row in table.rows] == [("1", "Семинар"), ("2", "Форум")]


def test_without_libreoffice_the_refusal_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "plan.doc"
    path.write_bytes(OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le"))
    with pytest.raises(ImportRefused) as caught:
        import_document(path)
    assert caught.value.code == "office-missing"
    assert caught.value.params == {"format": ".doc", "better": ".docx"}


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(libreoffice, "TIMEOUT", 1)
    path = tmp_path / "plan.rtf"
    path.write_bytes(rb"{\rtf1 text}")
    with pytest.raises(ImportRefused) as caught:
        import_document(path)
    assert caught.value.code == "office-timeout"


def test_a_program_that_makes_nothing_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    path = tmp_path / "plan.rtf"
    path.write_bytes(rb"{\rtf1 text}")
    with pytest.raises(ImportRefused) as caught:
        import_document(path)
    assert caught.value.code == "office-failed"
