"""Whatever `render` would refuse for what the record says, `validate` finds first."""

import ast
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import innoreg.render
from innoreg.errors import Refused
from innoreg.file_kinds import FileKind
from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.settings import Settings
from innoreg.render.renderer import Renderer, render_order
from innoreg.rules import check
from innoreg.store.tree import DiskTree, file_kind
from ledger.registers import MadeSource
from render.registers import BASE, made, order
from support import DATA

TEXT: dict[str, Any] = {"kind": "instruct", "text": "Сдать отчёты."}
UNPRINTABLE = "not-printable"


def clauses(*texts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"number": f"{n}.", **each} for n, each in enumerate(texts, 1)]


def office(**letterhead: Any) -> Record:
    head = {"lines": ["Институт"], "place": "Образцовск", **letterhead}
    return made("authority", "office", name="Институт", type="institute", letterhead=head)


TABLES: dict[str, list[dict[str, Any]]] = {
    # Kind of appendix -> one with too many heads, and one with as many as its table has columns.
    "assignments": [
        {"assignments": [{"person": "rector"}], "columns": ["А", "Б", "В", "Г"]},
        {"assignments": [{"person": "rector"}], "columns": ["А", "Б", "В"]},
    ],
    "pairs": [
        {"pairs": ["pair"], "columns": ["А", "Б", "В"]},
        {"pairs": ["pair"], "columns": ["А", "Б", "В", "Г", "Д", "Е"]},
    ],
    "roadmap": [
        {"roadmap": "plan", "columns": ["А", "Б", "В"]},
        {"roadmap": "plan", "columns": ["А", "Б", "В", "Г", "Д"]},
    ],
    "sites": [
        {"sites": ["site"], "columns": ["А", "Б"]},
        {"sites": ["site"], "columns": ["А", "Б", "В"]},
    ],
    "text": [{"text": "Слова.", "columns": ["А"]}, {"text": "Слова."}],
}


def with_appendix(kind: str, which: int) -> Order:
    appendix = {"number": "1", "kind": kind, "title": "Список", **TABLES[kind][which]}
    return order({**TEXT, "appendix": "1"}, appendices=[appendix])


# What render says -> an order of which it says so, records it needs, and the code that finds it.
FOUND: dict[str, tuple[Order, tuple[Record, ...], str]] = {
    "clause {key}: there is neither a text nor fields to write it from": (
        order({"kind": "inform"}), (), UNPRINTABLE,
    ),
    "“{text}”: the gender is not known, and the form depends on it": (
        order(clauses=clauses(TEXT, {"kind": "control", "person": "unknown"})),
        (), "person-without-gender",
    ),
    "nothing in the register is called “{ref}”": (
        order(TEXT, signatory={"person": "nobody", "post": "Ректор"}), (), "unknown-reference",
    ),
    "appendix {number}: {given} heads in `columns:`, the table has {n} columns": (
        with_appendix("assignments", 0), (), UNPRINTABLE,
    ),
    "there is no picture “{path}” among the templates": (
        order(TEXT, issuer="office"), (office(emblem="gone.png"),), UNPRINTABLE,
    ),
}  # fmt: skip
# Said of a form, not of a record: `template check` and the tests of our own forms find them.
OF_FORMS = {
    "`::: {role}` is not closed by `:::`",
    "`:::` stands inside a line: {line}",
    "a page is portrait or landscape, not “{word}”",
    "a row of a table begins with |: {line}",
    "a table has at most {n} columns",
    "a table needs the same number of cells in every row: {row}",
    "a table of {n} columns has {given} widths",
    "a tag of the form opens in one paragraph, row or cell and closes in another",
    "more than {n} lines",
    "part {part} of the document is broken: {reason}",
    "the size of a table's letters lies between {least} and {most}: {given}",
    "the template makes no document: {reason}",
    "the template takes more than {n} seconds",
    "the template takes more than {n} steps",
    "the template writes more than {n} letters",
    "there is no block “{role}”",
    "there is no picture “{name}” for this document",
    "there is no template “{name}”",
    "widths and size of a table are numbers: {given}",
    "widths of a table lie between {least} and {most}: {given}",
    "{name}: {reason}",
    "{place}: {message}",
    "“{name}” among the templates is a link that leads out of the registry",
    "“{name}” cannot be read: {reason}",
    "“{name}” is broken: {reason}",
    "“{name}” is no template: a template ends in .md.j2 or .docx",
    "“{name}” is not a Word document (.docx)",
    "“{name}” is not written in UTF-8",
    "“{name}” is too large for a Word document",
    "“{name}” was changed since it was adopted: paragraph {at} is no longer “{text}”",
}
# Of the place where the document is to be written.
OF_OUTPUT = {
    "{path} is there already; nothing was written",
    "{path} is a link to another place; nothing was written",
}
OF_PICTURES = {"“{path}” is neither a PNG nor a JPEG picture"}


def _called(part: ast.AST) -> str | None:
    named = isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
    return part.func.id if named else None  # type: ignore[attr-defined]


def _said(call: ast.Call) -> Iterator[str]:
    texts = (part for part in ast.walk(call.args[0]) if _called(part) in ("T", "TN"))
    for part in texts:
        assert isinstance(part, ast.Call)
        if isinstance(part.args[0], ast.Constant):
            yield str(part.args[0].value)
            return


def refusals() -> set[str]:
    """The words of every refusal in render; what is said of a layout only advises."""
    found = set[str]()
    for path in Path(innoreg.render.__path__[0]).rglob("*.py"):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if _called(part) not in ("Refused", "_refusal"):
                continue
            assert isinstance(part, ast.Call)
            found |= {*_said(part)} if part.args else set()
    return found


def test_every_refusal_stands_in_one_of_the_tables() -> None:
    assert refusals() == {*FOUND} | OF_FORMS | OF_OUTPUT | OF_PICTURES


def _unless_gone(path: str) -> FileKind:
    return "none" if "gone" in path else "file"


def registry_of(
    record: Order, more: tuple[Record, ...], kind: Callable[[str], FileKind] = _unless_gone
) -> Registry:
    own = {each.id for each in more}
    records = (record, *more, *(each for each in BASE if each.id not in own))
    settings = Settings.model_validate({"schema": 1, "title": "Проба"})
    return Registry(
        settings,
        ((each, MadeSource(f"data/{each.id}.yaml")) for each in records),
        file_kind=lambda path: kind(path.removeprefix("templates/")),
    )


def refusal(registry: Registry, record: Order) -> str:
    """What render says against the order; "" where it prints it."""
    try:
        render_order(Renderer(DATA / "templates"), registry, record)
    except Refused as error:
        return str(error.message)
    return ""


def _start(words: str) -> str:
    """The longest stretch of a message without a value."""
    pieces = words.replace("}", "{").split("{")[::2]
    return max(pieces, key=len).strip("“”: ")


@pytest.mark.parametrize(("words", "case"), FOUND.items())
def test_what_render_refuses_is_found_by_validate(
    words: str, case: tuple[Order, tuple[Record, ...], str]
) -> None:
    record, more, code = case
    registry = registry_of(record, more)
    assert _start(words) in refusal(registry, record)
    assert code in {found.code for found in check(registry)}


@pytest.mark.parametrize("kind", TABLES)
def test_heads_are_told_where_the_table_has_other_columns(kind: str) -> None:
    for which, refused in enumerate((True, False)):
        record = with_appendix(kind, which)
        registry = registry_of(record, ())
        assert ("heads in `columns:`" in refusal(registry, record)) is refused
        assert any("heads in" in found.message.message for found in check(registry)) is refused


def test_an_order_with_all_it_needs_is_printed_and_not_told() -> None:
    record = order(TEXT, place="Образцовск")
    registry = registry_of(record, ())
    assert refusal(registry, record) == ""
    assert UNPRINTABLE not in {f.code for f in check(registry) if "made" in f.place.file}


PNG = struct.pack(">8sI4sII", b"\x89PNG\r\n\x1a\n", 13, b"IHDR", 30, 40)


@pytest.mark.parametrize(
    ("name", "held"),
    [("seal.gif", b"GIF89a"), ("seal.png", b"GIF89a"), ("seal.jpg", b""), ("seal.png", PNG[:20])],
)
def test_a_picture_that_is_none_is_found(tmp_path: Path, name: str, held: bytes) -> None:
    (tmp_path / name).write_bytes(held)
    record, head = order(TEXT, issuer="office"), office(emblem=name)
    registry = registry_of(record, (head,), partial(file_kind, DiskTree(tmp_path)))
    with pytest.raises(Refused) as caught:
        render_order(Renderer(tmp_path), registry, record)
    assert "neither a PNG nor a JPEG" in str(caught.value.message)
    told = [found for found in check(registry) if "neither a PNG" in found.message.message]
    assert [found.code for found in told] == [UNPRINTABLE]


def test_a_picture_that_can_be_printed_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "seal.png").write_bytes(PNG)
    record, head = order(TEXT, issuer="office"), office(emblem="seal.png")
    registry = registry_of(record, (head,), partial(file_kind, DiskTree(tmp_path)))
    render_order(Renderer(tmp_path), registry, record)
    assert not [found for found in check(registry) if "picture" in found.message.message]


BARE: dict[str, dict[str, Any]] = {
    "approve": {"subjects": ["plan"]},
    "grant": {"subjects": ["site"]},
    "set_terms": {"terms": [{"report": "final", "deadline": "до 1 мая"}]},
    "complete": {"subjects": ["nearby"]},
    "extend": {"subjects": ["site"], "to": "2023-01-01"},
    "terminate": {"subjects": ["site"]},
    "accept_results": {"subjects": ["site"]},
    "return_for_revision": {"subjects": ["site"]},
    "appoint": {"assignments": [{"person": "rector", "role": "consultant"}]},
    "assign_pairs": {"subjects": ["pair"]},
    "instruct": {"addressees": [{"person": "rector"}],
                 "clauses": [{"kind": "instruct", "number": "1.1.", "text": "Сдать."}]},
    "take_note": {},
    "inform": {},
    "amend": {"order": "earlier", "changes": [{"subject": "earlier/1", "field": "text", "now": "Да."}]},
    "repeal": {"subjects": ["earlier"]},
    "entry_into_force": {},
    "control": {"by_signatory": True},
}  # fmt: skip
NEEDED = {"grant", "extend", "terminate", "repeal"}
"""Kinds that the format itself demands the subjects of."""


@pytest.mark.parametrize(
    ("kind", "filled"),
    [(kind, True) for kind in BARE] + [(kind, False) for kind in BARE if kind not in NEEDED],
)
def test_clauses_without_words_are_told_where_render_cannot_write_them(
    kind: str, filled: bool
) -> None:
    record = order({"kind": kind, **(BARE[kind] if filled else {})}, place="Образцовск")
    registry = registry_of(record, ())
    said = refusal(registry, record)
    told = [
        found.message.message
        for found in check(registry)
        if found.code == UNPRINTABLE and "made" in found.place.file
    ]
    assert ("neither a text nor fields" in said) == any("neither a text" in t for t in told)
