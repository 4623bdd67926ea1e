"""Plans as schools draw them, invented and written to Word, Excel and PDF: every field is found."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from importing import excel, word
from importing.layouts import Layout, draw, make_layout
from importing.plans import FIELDS, Entry, make_entries
from innoreg.importing.drafts import Row
from innoreg.importing.reader import import_document

WIDTHS = {"number": 700, "section": 1300, "title": 4200, "responsible": 2600, "result": 2300}
SOFFICE = shutil.which("soffice")


def plan(random: Random, layout: Layout) -> list[Entry]:
    sections = random.choice([2, 3]) if layout.sections != "none" else 0
    nested = random.random() < 0.6
    return make_entries(random, random.randint(6, 25), nested=nested, sections=sections)


def rows_of(path: Path) -> list[Row]:
    return [row for table in import_document(path).tables for row in table.rows]


def wrong_fields(found: list[Row], entries: list[Entry]) -> list[tuple[object, ...]]:
    """Number, field, found, wanted for every field that differs; rows must be as many."""
    assert len(found) == len(entries)
    return [
        (entry.number, name, getattr(row, name), entry.as_row()[name])
        for row, entry in zip(found, entries, strict=True)
        for name in FIELDS
        if getattr(row, name) != entry.as_row()[name]
    ]


@pytest.mark.parametrize("seed", range(60))
def test_word(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    layout = make_layout(random)
    entries = plan(random, layout)
    rows = draw(random, layout, entries)
    body = word.plain("План работы") + word.table(rows, word.Tricks(random, 0.4))
    path = word.save(tmp_path / "plan.docx", body + word.plain("Директор"))
    assert wrong_fields(rows_of(path), entries) == []


@pytest.mark.parametrize("seed", range(40))
def test_word_keeps_columns_without_a_field(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    layout = make_layout(random)
    layout.sections, layout.split = "none", False
    if "section" in layout.columns:
        layout.columns.remove("section")
    entries = make_entries(random, 8, nested=False, sections=0)
    rows = draw(random, layout, entries)
    path = word.save(tmp_path / "plan.docx", word.table(rows, word.Tricks(random, 0.0)))
    found = [{cell.head: cell.text for cell in row.extra} for row in rows_of(path)]
    assert found == [
        {layout.heads[name]: text for name, text in entry.extra.items()} for entry in entries
    ]


@pytest.mark.parametrize("seed", range(40))
def test_excel(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    layout = make_layout(random)
    layout.split = False
    layout.numbers = "typed" if layout.numbers == "auto" else layout.numbers
    entries = plan(random, layout)
    path = excel.save(tmp_path / "plan.xlsx", draw(random, layout, entries), random)
    assert wrong_fields(rows_of(path), entries) == []


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice to make the PDFs")
def test_pdf(tmp_path: Path) -> None:
    """Several plans at once: 95 of 100 fields exact, every row found."""
    plans: dict[str, list[Entry]] = {}
    for seed in range(12):
        random = Random(seed)
        layout = make_layout(random)
        entries = plan(random, layout)
        rows = draw(random, layout, entries)
        heading = word.plain("План работы", '<w:jc w:val="center"/>')
        drawn = word.table(rows, word.Tricks(random, 0.0), _widths(layout))
        word.save(tmp_path / f"{seed}.docx", heading + drawn + word.plain("Директор"))
        plans[str(seed)] = entries
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    names = [str(tmp_path / f"{name}.docx") for name in plans]
    subprocess.run([*command, *names], capture_output=True, check=True, timeout=120)
    wrong = [
        difference
        for name, entries in plans.items()
        for difference in wrong_fields(rows_of(tmp_path / f"{name}.pdf"), entries)
    ]
    assert len(wrong) <= 0.05 * len(FIELDS) * sum(map(len, plans.values())), wrong


def _widths(layout: Layout) -> dict[int, int]:
    widths: list[int] = []
    for name in layout.columns:
        if name == "deadline" and layout.time == "quarters":
            widths.extend([800] * 4)
        elif name == "deadline" and layout.time == "startend":
            widths.extend([1300] * 2)
        else:
            widths.append(WIDTHS.get(name, 1400))
    return dict(enumerate(widths))
