"""What other programs see in the documents: headings, lists, tables, pictures, language, a valid file."""

import io
import itertools
import json
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from innoreg.cli import main
from innoreg.model.order import Order
from innoreg.render.renderer import Renderer, render_order
from innoreg.store.loader import load
from programs import find_program
from render.extracts import extracts_of
from render.pictures import png
from render.registers import made, order, register
from support import DATA

TEXT = "# Общие положения\nПервое.\n- второе;\n- третье.\n| Срок | Кто |\n|---|---|\n| март | все |"
OFFICE = made(
    "authority", "office", name="Комитет области", type="committee",
    letterhead={"lines": ["КОМИТЕТ ОБЛАСТИ"], "emblem": "crest.png", "place": "Образцовск"},
)  # fmt: skip
PAPERS = {
    "letter": "letter zhukovitskaya-nn --issuer loiro --signed kovalchuk-ov",
    "memo": "memo --for shekhovtseva-ev --issuer loiro",
    "plan-fact": "plan-fact --month 2022-02",
    "sites": "sites --reports",
    "certificate": "certificate vsevolozhsk-agro-college-2020 --issuer kopo",
    "distribution": "distribution loiro-2022-18",
    "council": "council",
    "council-year": "council-year",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each document, as files."""
    made_in = tmp_path_factory.mktemp("documents")
    registry = load(DATA).registry
    press = Renderer(DATA / "templates")
    for ref, template in (
        ("loiro-2022-18", "order.md.j2"),
        ("loiro-2022-18", "order-roadmap.docx"),
        ("meetings-2019-decisions", "order.md.j2"),
    ):
        found = registry.get(Order, ref)
        assert found is not None
        name = f"{ref}-{Path(template).stem.removesuffix('.md')}.docx"
        (made_in / name).write_bytes(render_order(press, registry, found, template).data)
    own = order(
        {"kind": "instruct", "text": "Утвердить (приложение)."},
        issuer="office", appendices=[{"kind": "text", "title": "Положение", "text": TEXT}],
    )  # fmt: skip
    templates = made_in / "templates"
    templates.mkdir()
    (templates / "crest.png").write_bytes(png(40, 60))
    small = register(own, OFFICE)
    text = render_order(Renderer(templates, made_in), small, own)
    (made_in / "text.docx").write_bytes(text.data)
    extracts = extracts_of(Renderer(templates, made_in), small, own)
    (made_in / "extract.docx").write_bytes(extracts["rector"].data)
    for name, words in PAPERS.items():
        path = made_in / f"{name}.docx"
        call = ["-C", str(DATA), "--today", "2022-03-01", "paper", *words.split(), "-o", str(path)]
        assert main(call) == 0
    return made_in


def documents(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.docx"))}


def headings(path: Path) -> list[tuple[int, str]]:
    opened = docx.Document(str(path))
    return [
        (int(p.style.name.split()[1]), p.text.replace("\u00a0", " "))
        for p in opened.paragraphs
        if p.style and p.style.name and p.style.name.startswith("Heading ")
    ]


def test_levels_of_headings_begin_with_one_and_have_no_gap(folder: Path) -> None:
    for name, path in documents(folder).items():
        levels = [level for level, _text in headings(path)]
        assert levels[:1] == [1] or name in ("certificate",), name
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), name
    assert headings(folder / "text.docx") == [
        (1, "О школах"), (2, "Положение"), (3, "Общие положения"),
    ]  # fmt: skip
    assert headings(folder / "council-year.docx")[:2] == [
        (1, "Справка об инновационной деятельности за 2022 год"), (2, "Площадки"),
    ]  # fmt: skip


def test_language_title_and_pictures_in_words(folder: Path) -> None:
    with zipfile.ZipFile(folder / "text.docx") as file:
        core, body = (
            file.read(name).decode() for name in ("docProps/core.xml", "word/document.xml")
        )
        styles = file.read("word/styles.xml").decode()
    assert "<dc:language>ru-RU</dc:language>" in core
    assert "<dc:title>О школах</dc:title>" in core
    assert 'w:lang w:val="ru-RU"' in styles
    assert re.findall('descr="([^"]*)"', body) == ["Эмблема: КОМИТЕТ ОБЛАСТИ"]


def test_a_validator_of_office_documents_finds_nothing(folder: Path) -> None:
    program = find_program("openxml-audit")
    ended = subprocess.run(
        [program, "--recursive", "--output", "json", "--max-errors", "0", str(folder)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    results = json.loads(ended.stdout)
    assert len(results) == len(documents(folder))
    assert [(each["file"], each["errors"]) for each in results if each["errors"]] == []


def test_pandoc_sees_headings_lists_and_tables(folder: Path) -> None:
    program = find_program("pandoc")

    def blocks(name: str) -> list[dict[str, Any]]:
        said = subprocess.run(
            [program, "--to", "json", str(folder / f"{name}.docx")],
            capture_output=True, encoding="utf-8", check=True,
        ).stdout  # fmt: skip
        found: list[dict[str, Any]] = json.loads(said)["blocks"]
        return found

    order_18 = blocks("loiro-2022-18-order")
    kinds = [block["t"] for block in order_18]
    assert [block["c"][0] for block in order_18 if block["t"] == "Header"] == [1, 2, 2]
    (clauses,) = [block for block in order_18 if block["t"] == "OrderedList"]
    assert len(clauses["c"][1]) == 5
    tables = [block for block in order_18 if block["t"] == "Table"]
    # A row of heads each, 35 and 18 rows below.
    assert [(len(t["c"][3][1]), len(t["c"][4][0][3])) for t in tables] == [(1, 35), (1, 18)]
    assert kinds.index("OrderedList") < kinds.index("Table")
    text = blocks("text")
    assert [block["c"][0] for block in text if block["t"] == "Header"] == [1, 2, 3]
    assert [len(block["c"]) for block in text if block["t"] == "BulletList"] == [2]


def test_mammoth_sees_headings_lists_and_tables(folder: Path) -> None:
    program = find_program("mammoth")
    said = subprocess.run(
        [program, str(folder / "text.docx")], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.findall(r"<(h\d)>", said) == ["h1", "h2", "h3"]
    assert (said.count("<ol>"), said.count("<ul>"), said.count("<th>")) == (1, 1, 2)
    assert 'alt="Эмблема: КОМИТЕТ ОБЛАСТИ"' in said


def test_a_document_reads_the_same_twice() -> None:
    record = order({"kind": "instruct", "text": "Сдать."})
    one, other = (render_order(Renderer(), register(record), record).data for _ in range(2))
    assert one == other
    assert zipfile.ZipFile(io.BytesIO(one)).testzip() is None
