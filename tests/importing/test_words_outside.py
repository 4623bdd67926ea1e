"""Words that stand in no paragraph and no cell are named, whatever part of the file holds them."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from importing.word import NAMESPACE, paragraph, plain, save
from innoreg.importing.messages import ImportRefused
from innoreg.importing.reader import import_document

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def warnings(path: Path) -> dict[str, str]:
    return {note.code: str(note.message) for note in import_document(path).notes}


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f'<w:drawing><a:t xmlns:a="{DRAWING}">надпись на рисунке</a:t></w:drawing>', "надпись на рисунке"),
        ('<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="ПРОЕКТ"/></v:shape></w:pict>', "ПРОЕКТ"),
    ],
)  # fmt: skip
def test_drawn_words_of_word(tmp_path: Path, inner: str, words: str) -> None:
    body = plain("План") + paragraph(f"<w:r>{inner}</w:r>")
    assert words in warnings(save(tmp_path / "a.docx", body))["drawing-left-out"]


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("word/chunk.html", "<html><p>вложенный абзац</p></html>", "вложенный абзац"),
        ("word/afchunk.txt", "простой текст", "простой текст"),
        (
            "word/charts/chart1.xml",
            "<c:chart xmlns:c='c'><c:v>доля школ</c:v></c:chart>",
            "доля школ",
        ),
        (
            "word/diagrams/data1.xml",
            "<d:m xmlns:d='d'><d:t>схема работы</d:t></d:m>",
            "схема работы",
        ),
        ("word/glossary/document.xml", f"<w:g {NAMESPACE}><w:t>заготовка</w:t></w:g>", "заготовка"),
    ],
)
def test_further_parts_of_word(tmp_path: Path, part: str, content: str, words: str) -> None:
    path = save(tmp_path / "a.docx", plain("План"), **{part: content})
    assert words in warnings(path)["part-left-out"]


def test_a_part_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = save(tmp_path / "a.docx", plain("План"), **{"word/afchunk.rtf": "{\\rtf1 текст}"})
    assert "word/afchunk.rtf" in warnings(path)["part-unread"]


def sheet_file(tmp_path: Path, change: Any) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["№ п/п", "Мероприятие", "Срок", "Ответственный"])
    sheet.append(["1", "Издать приказ", "январь", "Директор"])
    change(sheet)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_comments_running_heads_and_far_cells_of_excel(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].comment = Comment("проверить номер", "Методист")
        sheet.oddHeader.center.text = '&"Arial,Bold"&12Проект на &D'
        sheet.cell(2, 210).value = "далёкое слово"

    found = warnings(sheet_file(tmp_path, change))
    assert "проверить номер" in found["comments-left-out"]
    assert found["header-left-out"].endswith(": Проект на")
    assert "далёкое слово" in found["far-cells-left-out"]


def test_a_strict_workbook_is_read_as_any_other(tmp_path: Path) -> None:
    usual = sheet_file(tmp_path, lambda _sheet: None)
    strict = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            for old, new in (
                (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
            ):  # fmt: skip
                text = text.replace(old, new)
            target.writestr(name, text)
    assert import_document(strict).as_json() == import_document(usual).as_json()
    assert len(import_document(strict).tables[0].rows) == 1


@pytest.mark.parametrize("shared", [True, False])
def test_one_long_text_in_many_cells_is_refused(tmp_path: Path, shared: bool) -> None:
    long = "план " * 6000
    usual = sheet_file(tmp_path, lambda _sheet: None)
    value = '<c t="s"><v>0</v></c>' if shared else f'<c t="inlineStr"><is><t>{long}</t></is></c>'
    rows = f"<row>{value}</row>" * 1000
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(usual) as source,
        zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(
                name, sheet if "sheet1" in name and "rels" not in name else source.read(name)
            )
        target.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{SHEET}"><si><t>{long}</t></si></sst>'
        )
    with pytest.raises(ImportRefused, match=r"20 MB|packed"):
        import_document(tmp_path / "bomb.xlsx")
