"""Inputs that grow by what they reach: atheris tries reading, terms, templates and import.

`python tools/fuzzing/guided.py TARGET FOLDER… [OPTIONS OF LIBFUZZER]`; `tools/fuzz.py` calls it with
the seeds of tests/fuzz/seeds. An input that ends otherwise than by a refusal ends the process.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]

with atheris.instrument_imports(include=["innoreg"]):
    from innoreg.deadlines import Calendar, Period, deadline_to_dict, parse
    from innoreg.errors import InnoregError
    from innoreg.importing.proposal.order_record import build_order_record
    from innoreg.importing.proposal.party_matching import People
    from innoreg.importing.reader import import_document
    from innoreg.model.record_models import FOLDERS
    from innoreg.render.renderer import Renderer, render_order
    from innoreg.render.template_check import check_template
    from innoreg.report.deadline_explanation import explain_term
    from innoreg.report.findings import concise_line
    from innoreg.rules import check
    from innoreg.store.loader import load_tree
    from innoreg.store.read_back import find_disagreement
    from innoreg.store.tree import MARK, MemoryTree
    from innoreg.store.yaml_text.formatter import format_record

from render.registers import order, register  # noqa: E402

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
    """The body of a Word document, read as an order and as plans."""
    from importing import word

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", word.TYPES)
        archive.writestr("_rels/.rels", word.RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", word.PARTS)
        archive.writestr("word/numbering.xml", word.NUMBERING)
        archive.writestr("word/styles.xml", word.STYLES)
        head = f"<w:document {word.NAMESPACE}><w:body>".encode()
        archive.writestr("word/document.xml", head + data + b"</w:body></w:document>")
    path = _FOLDER / "document.docx"
    path.write_bytes(packed.getvalue())
    with suppress(InnoregError):
        found = import_document(path)
        found.as_json()
        if found.order:
            build_order_record(found.order, _REGISTER, People(_REGISTER))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reading": read_record,
    "term": read_term,
    "template": fill_template,
    "import": read_document,
}

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
