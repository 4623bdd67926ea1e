"""What is tried with bytes that grow by what they reach: reading, terms, templates, import.

Each function ends in a refusal or in none; whatever else it raises is a mistake.
"""

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from fuzzing.record_maker import RecordMaker, terms
from fuzzing.spoiling import TAGS, WORDS, spoil, spoil_record, spoil_xml
from importing import word
from innoreg.deadlines import Calendar, Period, deadline_to_dict, parse
from innoreg.errors import InnoregError
from innoreg.importing.proposal.new_records import NewRecords
from innoreg.importing.proposal.order_record import build_order_record
from innoreg.importing.reader import import_document
from innoreg.model.record_models import FOLDERS
from innoreg.render.renderer import Renderer, render_order
from innoreg.render.template_check import check_template
from innoreg.report.deadline_explanation import explain_term
from innoreg.report.findings import concise_line
from innoreg.rules import check
from innoreg.store.loader import load_tree
from innoreg.store.read_back import find_disagreement
from innoreg.store.record_ids import to_id
from innoreg.store.tree import MARK, MemoryTree
from innoreg.store.yaml_text.formatter import format_record
from render.registers import order, register

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "fuzz" / "seeds"

_SETTINGS = "schema: 1\ntitle: Проба\n".encode()
_KINDS = list(FOLDERS.values())
_YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
_FOLDER = Path(tempfile.mkdtemp(prefix="innoreg-guided-"))
_ORDER = order({"kind": "instruct", "text": "Сделать."}, preamble="Текст")
_REGISTER = register(_ORDER)


def read_record(data: bytes) -> None:
    """A record whose kind the first byte tells: read, checked, laid out anew."""
    kind, raw = _KINDS[data[0] % len(_KINDS)] if data else _KINDS[0], data[1:]
    file = f"data/{kind}/one.yaml"
    read = load_tree(MemoryTree({MARK: _SETTINGS, file: raw}), salvage=True)
    for found in (*read.diagnostics, *check(read.registry)):
        concise_line(found)
    if read.failed or not read.records:
        return
    text = raw.decode("utf-8-sig")
    with suppress(InnoregError):
        once = format_record(file, text, read.registry.records[0])
        assert format_record(file, once, read.registry.records[0]) == once
        assert find_disagreement(file, once.encode()) is None or find_disagreement(file, raw)


def read_term(data: bytes) -> None:
    """The words of a term, explained and as JSON."""
    words = data.decode("utf-8", "ignore")
    if words.strip():
        read = parse(words, _YEAR, Calendar())
        deadline_to_dict(read)
        if read.kind is not None:
            explain_term(read, _YEAR, Calendar(), 80)


def fill_template(data: bytes) -> None:
    """A text template, filled in and checked."""
    path = _FOLDER / "order-own.md.j2"
    path.write_bytes(data)
    with suppress(InnoregError):
        render_order(Renderer(_FOLDER), _REGISTER, _ORDER, path.name)
    with suppress(InnoregError):
        check_template(path)


def read_document(data: bytes) -> None:
    """The text part of a Word document, read as an order and as plans."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", word.TYPES)
        archive.writestr("_rels/.rels", word.RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", word.PARTS)
        archive.writestr("word/numbering.xml", word.NUMBERING)
        archive.writestr("word/styles.xml", word.STYLES)
        archive.writestr("word/document.xml", data)
    path = _FOLDER / "document.docx"
    path.write_bytes(packed.getvalue())
    with suppress(InnoregError):
        found = import_document(path)
        found.as_json()
        if found.order:
            build_order_record(found.order, NewRecords(_REGISTER, "документ", to_id))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": read_record,
    "term": read_term,
    "template": fill_template,
    "import": read_document,
}


def spoiler(name: str) -> Callable[[bytes, random.Random], bytes]:
    """What changes an input of the target into another, besides single bytes."""
    if name == "reading":
        values = RecordMaker(["one", "two"]).values
        return lambda raw, chance: raw[:1] + spoil_record(raw[1:], chance, values)
    if name == "template":
        tags = [tag.encode() for tag in TAGS]
        return lambda raw, chance: spoil(raw, chance, tags)
    if name == "import":
        return lambda raw, chance: spoil_xml(raw, chance, WORDS)
    words = [f"{word} ".encode() for term in terms() for word in term.split()]
    return lambda raw, chance: spoil(raw, chance, words)


def seeds(name: str) -> Iterator[bytes]:
    """What a target begins with: what the project has, and what earlier hunts kept."""
    kept = SEEDS / f"{name}.jsonl"
    for line in kept.read_text("utf-8").splitlines() if kept.exists() else ():
        yield json.loads(line).encode("utf-8", "surrogateescape")
    if name == "term":
        yield from (term.encode() for term in terms())
    elif name == "reading":
        for path in sorted((ROOT / "src" / "innoreg" / "starter").rglob("data/*/*.yaml")):
            yield bytes([_KINDS.index(path.parent.name)]) + path.read_bytes()
    elif name == "template":
        for path in sorted((ROOT / "templates").glob("*.md.j2")):
            yield path.read_bytes()
    else:
        yield from _drawn_plans()


def _drawn_plans() -> Iterator[bytes]:
    """The text parts of plans as tests draw them."""
    from importing.layouts import draw, make_layout
    from importing.plans import make_entries

    for number in range(12):
        chance = random.Random(number)
        layout = make_layout(chance)
        rows = draw(chance, layout, make_entries(chance, 3, nested=False, sections=0))
        body = word.plain("План") + word.table(rows, word.Tricks(chance, 0.4))
        yield f"<w:document {word.NAMESPACE}><w:body>{body}</w:body></w:document>".encode()
