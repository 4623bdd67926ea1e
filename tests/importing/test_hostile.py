"""Files that mean harm, are damaged, or are not what they say: a clear refusal, never a hang."""

import re
import shutil
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from importing import word
from importing.word import cell, plain, save
from innoreg.importing import limits
from innoreg.importing.messages import REASONS, ImportRefused
from innoreg.importing.reader import import_document

HERE = Path(__file__).parent
LOIRO = HERE / "documents" / "loiro-2022-18.docx"
TABLE = (
    "<w:tbl>"
    + "".join(
        f"<w:tr>{''.join(cell(plain(text)) for text in texts)}</w:tr>"
        for texts in (
            ["№", "Мероприятие", "Срок", "Ответственный"],
            ["1", "Семинар", "май", "А.А. Б"],
        )
    )
    + "</w:tbl>"
)


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as caught:
        import_document(path)
    assert caught.value.code in REASONS
    assert str(caught.value.message)
    return caught.value.code


def refused_or_read(path: Path) -> str:
    try:
        import_document(path)
    except ImportRefused as refused:
        return refused.code
    return "read"


def changed(
    source: Path, target: Path, change: dict[str, bytes], mode: int = zipfile.ZIP_DEFLATED
) -> Path:
    """A copy of a zip with some parts replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", mode) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            new.writestr(name, data)
    return target


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.touch()
    assert refusal(path) == "empty-file"


@pytest.mark.parametrize("data", [b"plain words", b"\x00" * 100, b"PK\x03\x04 nonsense", b"<html>"])
def test_something_else(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert refusal(path) in ("unknown-format", "damaged")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95, 0.999])
@pytest.mark.parametrize("name", ["loiro-2022-18.docx", "loiro-2022-18.pdf"])
def test_a_file_cut_off(tmp_path: Path, name: str, share: float) -> None:
    data = (HERE / "documents" / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * share)])
    if name.endswith(".docx"):
        assert refusal(path) == "damaged"
        return
    assert refused_or_read(path) in ("damaged", "pdf-without-text", "read")


@pytest.mark.parametrize("position", range(500, 43000, 2500))
def test_a_byte_changed(tmp_path: Path, position: int) -> None:
    data = bytearray(LOIRO.read_bytes())
    data[position] ^= 0xFF
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    allowed = ("damaged", "xml-doctype", "encrypted", "unknown-format", "read")
    assert refused_or_read(path) in allowed


def test_a_bomb_of_zeros(tmp_path: Path) -> None:
    path = changed(LOIRO, tmp_path / "a.docx", {"word/media/a.bin": b"\0" * (50 * 1024 * 1024)})
    assert refusal(path) == "suspicious-packing"


def test_too_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1024)
    assert refusal(LOIRO) == "unpacks-too-large"
    monkeypatch.setattr(limits, "MAX_ENTRIES", 2)
    assert refusal(LOIRO) == "too-many-entries"
    monkeypatch.setattr(limits, "MAX_FILE", 1024)
    assert refusal(LOIRO) == "too-large"


def test_a_size_that_lies_is_damage(tmp_path: Path) -> None:
    """The header of a part says it unpacks to 10 bytes."""
    path = tmp_path / "a.docx"
    save(path, plain("слово " * 5000))
    data = bytearray(path.read_bytes())
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found.start() + 24 : found.start() + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    assert refusal(path) == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities(tmp_path: Path, encoding: str) -> None:
    body = '<!DOCTYPE a [<!ENTITY b "лол"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding)
    assert refusal(changed(LOIRO, tmp_path / "a.docx", {"word/document.xml": xml})) == "xml-doctype"


def test_depth(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000
    assert refusal(save(tmp_path / "a.docx", body)) == "damaged"


def test_a_cell_over_a_million_columns(tmp_path: Path) -> None:
    row = f"<w:tr>{cell(plain('слово'), 999999)}</w:tr>"
    found = import_document(save(tmp_path / "a.docx", f"<w:tbl>{row * 2}</w:tbl>"))
    assert found.tables == ()


def test_files_outside_are_not_followed(tmp_path: Path) -> None:
    relations = word.PARTS.replace(
        "</Relationships>",
        '<Relationship Id="rId7" TargetMode="External" Target="http://localhost:9/t.dotm" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        '<Relationship Id="rId8" TargetMode="External" Target="file:///etc/passwd" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>'
        "</Relationships>",
    )
    found = import_document(save(tmp_path / "a.docx", TABLE, relations=relations))
    assert [(n.code, dict(n.params)["target"]) for n in found.notes] == [
        ("external-ignored", "http://localhost:9/t.dotm"),
        ("external-ignored", "file:///etc/passwd"),
    ]
    assert found.tables[0].rows[0].title == "Семинар"


def test_macros_are_neither_read_nor_run(tmp_path: Path) -> None:
    types = word.TYPES.replace(
        "officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
    )
    plain_file = save(tmp_path / "a.docx", TABLE)
    change = {"[Content_Types].xml": types.encode(), "word/vbaProject.bin": b"Sub AutoOpen()"}
    found = import_document(changed(plain_file, tmp_path / "a.docm", change))
    assert [note.code for note in found.notes] == ["macros-ignored"]
    assert found.tables[0].rows[0].title == "Семинар"


def test_a_word_file_under_another_suffix(tmp_path: Path) -> None:
    for suffix in (".pdf", ".xlsx", ".doc", ".txt"):
        path = tmp_path / f"a{suffix}"
        shutil.copyfile(LOIRO, path)
        assert len(import_document(path).tables[0].rows) == 35


def test_a_wrapped_password(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    path = tmp_path / "a.docx"
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512)
    assert refusal(path) == "encrypted"
    path.write_bytes(ole + "PowerPoint Document".encode("utf-16-le"))
    assert refusal(path) == "unknown-format"


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return data + size + b"startxref\n%d\n%%%%EOF\n" % start


PAGES = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
]


def test_a_pdf_of_pictures(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(PAGES))
    assert refusal(path) == "pdf-without-text"


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    key = b"<" + b"41" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >>" % (key, key)
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf([*PAGES, lock], b"/Encrypt 4 0 R /ID [<41> <41>]"))
    assert refusal(path) == "encrypted"


def test_a_pdf_that_never_ends(tmp_path: Path) -> None:
    loop = [PAGES[0], b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    path = tmp_path / "loop.pdf"
    path.write_bytes(pdf(loop))
    assert refusal(path) in ("damaged", "pdf-without-text")


def workbook(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.append(["№", "Мероприятие", "Срок"])
    sheet.append(["1", "Семинар", "май"])
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def sheet_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_merge_over_the_whole_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    merge = '</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'
    xml = sheet_xml(path).replace("</sheetData>", merge)
    bomb = changed(path, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": xml.encode()})
    assert refusal(bomb) == "too-many-cells"


def test_entities_in_a_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    xml = '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_xml(path).partition("?>")[2]
    bomb = changed(path, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": xml.encode()})
    assert refusal(bomb) == "xml-doctype"


def test_a_broken_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    broken = changed(path, tmp_path / "b.xlsx", {"xl/workbook.xml": b"<workbook"})
    assert refusal(broken) == "damaged"


def test_a_large_table_in_word(tmp_path: Path) -> None:
    row = "".join(cell(plain(text)) for text in ("{0}.", "Семинар {0}", "май", "Иванова М.П."))
    rows = "".join(f"<w:tr>{row.format(n)}</w:tr>" for n in range(1, 5001))
    head = TABLE.partition("</w:tr>")[0] + "</w:tr>"
    found = import_document(save(tmp_path / "a.docx", f"{head}{rows}</w:tbl>"))
    assert len(found.tables[0].rows) == 5000
    assert found.tables[0].rows[-1].title == "Семинар 5000"


def test_without_openpyxl_the_refusal_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportRefused) as caught:
        import_document(path)
    assert caught.value.code == "extra-missing"
    assert str(caught.value.hint).endswith(f"{sys.executable} -m pip install openpyxl`")
