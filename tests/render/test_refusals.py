"""Whatever `render` would refuse for what the record says, `validate` finds first."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import innoreg.render
from innoreg.errors import Refused
from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.settings import Settings
from innoreg.render.renderer import Renderer, render_order
from innoreg.rules import check
from ledger.registers import MadeSource
from render.registers import BASE, CONTROL, made, order
from support import DATA

TEXT: dict[str, Any] = {"kind": "instruct", "text": "Сдать отчёты."}
APPENDIX: dict[str, Any] = {"number": "1", "kind": "text", "title": "Порядок", "text": "Слова."}
UNPRINTABLE = "not-printable"


def clauses(*texts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"number": f"{n}.", **each} for n, each in enumerate(texts, 1)]


def office(**letterhead: Any) -> Record:
    head = {"lines": ["Институт"], "place": "Образцовск", **letterhead}
    return made("authority", "office", name="Институт", type="institute", letterhead=head)


# What render says -> an order of which it says so (and records it needs), and the code that finds it.
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
    "the text names appendix {number}, and it is not there": (
        order({"kind": "instruct", "text": "Сдать (приложение 5)."}), (), "appendix-unknown",
    ),
    "the text does not name appendix {number}": (
        order({**TEXT, "appendix": "1"}, appendices=[APPENDIX]), (), UNPRINTABLE,
    ),
    "the clauses are not numbered by Word": (order(clauses=[]), (), UNPRINTABLE),
    "there are no clauses": (order(clauses=[]), (), UNPRINTABLE),
    "the last clause does not say “Контроль за исполнением …”": (
        order(clauses=clauses(CONTROL | {"number": "1."}, TEXT)), (), UNPRINTABLE,
    ),
    "nobody signed": (order(TEXT, signatory=None), (), "no-signatory"),
    "the number of a clause is typed by hand": (
        order(clauses=clauses(TEXT, {**TEXT, "number": "3."}, {**CONTROL, "number": "4."})), (), UNPRINTABLE,
    ),
    "the clause does not end with a full stop": (
        order({"kind": "instruct", "text": "Сдать отчёты"}), (), UNPRINTABLE,
    ),
    "the kind of document is not named; known are {known}": (
        order(TEXT, order_kind="Указание"), (), UNPRINTABLE,
    ),
    "nothing says who issued the document": (
        order(TEXT, issuer="council", order_word="РЕШИЛ:", place="Образцовск"),
        (made("authority", "council", name="Совет", type="council"),), UNPRINTABLE,
    ),
    "the short name does not stand under the full one": (
        order(TEXT, issuer="office"), (office(lines=["(Институт)", "Институт области"]),),
        UNPRINTABLE,
    ),
    "neither a place of issue nor the author's name says where it was issued": (
        order(TEXT, issuer="office"), (office(place=None),), UNPRINTABLE,
    ),
    "the city of federal importance is named without “г.”": (
        order(TEXT, place="г. Санкт-Петербург"), (), UNPRINTABLE,
    ),
    "the heading does not begin with О, Об or Обо": (
        order(TEXT, title="Про школы области"), (), UNPRINTABLE,
    ),
    "the heading ends with a full stop": (order(TEXT, title="О школах."), (), UNPRINTABLE),
    "the order word is not in capitals with a colon": (
        order(TEXT, order_word="ПРИКАЗЫВАЮ"), (), UNPRINTABLE,
    ),
    "there is neither a preamble nor an order word": (
        order(TEXT, preamble=None, order_word=":"), (), UNPRINTABLE,
    ),
    "there is no picture “{path}” among the templates": (
        order(TEXT, issuer="office"), (office(emblem="gone.png"),), UNPRINTABLE,
    ),
}  # fmt: skip
# Other ways to the same refusals.
ALSO = {
    "nobody signed": (
        order(TEXT, signatory={"person": "named", "post": "Ректор"}),
        (made("person", "named", name="Образцов Василий", gender="m"),),
        UNPRINTABLE,
    ),
    "the text does not name appendix {number}": (
        order(TEXT, appendices=[APPENDIX]), (), "appendix-not-mentioned",
    ),
    "the text names appendix {number}, and it is not there": (
        order({"kind": "instruct", "text": "Сдать отчёты школ, указанных в приложении 2."}),
        (), UNPRINTABLE,
    ),
    "the number of a clause is typed by hand": (
        order(clauses=clauses(TEXT, {**TEXT, "number": "2.1."}, {**CONTROL, "number": "3."})), (), UNPRINTABLE,
    ),
    "the first line of the text is not indented by 12.5 mm": (
        order(TEXT, place="Образцовск, дом 5"), (), UNPRINTABLE,
    ),
    "the text is not justified": (order(TEXT, order_word="ПРОШУ:"), (), UNPRINTABLE),
}  # fmt: skip
# Said of a form, not of a record: `template check` and the tests of our own forms find them.
OF_FORMS = {
    "more than {n} levels of clauses",
    "the initials do not stand before the surname",
    "`::: {role}` is not closed by `:::`",
    "a clause is not numbered 1., 1.1. …",
    "a line of the author's name is wider than {most} cm",
    "a page is portrait or landscape, not “{word}”",
    "a requisite has a first line of its own",
    "a requisite is not single spaced",
    "a row of a table begins with |: {line}",
    "a table has at most {n} columns",
    "a table needs the same number of cells in every row: {row}",
    "a table of {n} columns has {given} widths",
    "a tag of the form opens in one paragraph, row or cell and closes in another",
    "beside the page number the header says “{text}”",
    "comments are left",
    "letters are set apart",
    "line spacing of the text is not between 1 and 1.5",
    "more than one picture on the first page",
    "more than {n} lines",
    "part {part} of the document is broken: {reason}",
    "section {number} counts its pages anew",
    "section {number} hides the number of its first page",
    "section {number} is turned only half",
    "section {number}: the binding edge of a turned page is on top, 30 mm",
    "section {number}: the {side} margin is {given} mm, at least {least} are asked",
    "table {number} has {n} columns and stands on an upright page",
    "table {number}: a row may be split between pages",
    "table {number}: its columns do not add up to the width of the text",
    "table {number}: its head does not repeat on the next page",
    "table {number}: its width is not 100 %",
    "the author is not named as in the register: {name}",
    "the clauses are numbered by more than one list",
    "the date is written in another way than over the text",
    "the date is written neither 01.02.2022 nor 1 февраля 2022 г.",
    "the emblem is not in the middle",
    "the emblem is not over the author's name",
    "the first line of the text is not indented by 12.5 mm",
    "the first page has no header of its own, so it is numbered too",
    "the first page is numbered",
    "the first page is {width} × {height} mm, not 210 × 297",
    "the header holds no page number",
    "the kind of document is not in capitals",
    "the kind of document is not in the middle",
    "the last clause may stay on another page than the signature",
    "the layout is broken, check {checks}",
    "the mark does not say to which order the appendix belongs",
    "the mark of the appendix does not stand at the right",
    "the mark of the appendix is wider than {most} cm",
    "the mark of the electronic signature is not at the signature",
    "the mark of the electronic signature lacks: {missing}",
    "the mark says {given}, the order {wanted}",
    "the name does not stand at the right margin",
    "the number does not stand on the line of the date",
    "the number is not written “№ 18” at the right of its line",
    "the numbers of clauses do not follow each other",
    "the order word is indented",
    "the page number is not in the middle",
    "the page number is {given} mm from the edge, at least 10 are asked",
    "the preamble ends with neither an order word nor a colon",
    "the size of a table's letters lies between {least} and {most}: {given}",
    "the stamp says {given}, and the title asks for {wanted}",
    "the style Normal has {size} points",
    "the style Normal names different fonts: {fonts}",
    "the template makes no document: {reason}",
    "the template takes more than {n} seconds",
    "the template takes more than {n} steps",
    "the template writes more than {n} letters",
    "the text is not justified",
    "there is hidden text",
    "there is no block “{role}”",
    "there is no date between the kind of document and the heading",
    "there is no heading to the text",
    "there is no number between the kind of document and the heading",
    "there is no post before the name",
    "there is no such day",
    "there is no template “{name}”",
    "tracked changes are left",
    "widths and size of a table are numbers: {given}",
    "widths of a table lie between {least} and {most}: {given}",
    "{name}: {reason}",
    "{place}: {message}",
    "{size} points in a table",
    "{size} points in the text",
    "“{font}” is not a freely distributed font",
    "“{name}” among the templates is a link that leads out of the registry",
    "“{name}” cannot be read: {reason}",
    "“{name}” is broken: {reason}",
    "“{name}” is no template: a template ends in .md.j2 or .docx",
    "“{name}” is not a Word document (.docx)",
    "“{name}” is not written in UTF-8",
    "“{name}” is too large for a Word document",
}
# Of the place where the document is to be written.
OF_OUTPUT = {"{path} is there already; nothing was written"}
# Of words that do not decline: `forms check` finds them, for validate knows no declension.
OF_WORDS = {"“{text}”: there is no word to agree with"}
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
    """The words of every refusal in render, and of every flaw of a layout that is an error."""
    found = set[str]()
    for path in Path(innoreg.render.__path__[0]).rglob("*.py"):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if _called(part) not in ("Refused", "_refusal", "Flaw", "about"):
                continue
            assert isinstance(part, ast.Call)
            warns = any(keyword.arg == "warning" for keyword in part.keywords)
            found |= {*_said(part)} if part.args and not warns else set()
    return found


def test_every_refusal_stands_in_one_of_the_tables() -> None:
    assert refusals() == {*FOUND} | OF_FORMS | OF_OUTPUT | OF_WORDS | OF_PICTURES


def registry_of(record: Order, more: tuple[Record, ...]) -> Registry:
    own = {each.id for each in more}
    records = (record, *more, *(each for each in BASE if each.id not in own))
    settings = Settings.model_validate({"schema": 1, "title": "Проба"})
    return Registry(
        settings,
        ((each, MadeSource(f"data/{each.id}.yaml")) for each in records),
        has_file=lambda path: "gone" not in path,
    )


def refusal(registry: Registry, record: Order) -> str:
    press = Renderer(DATA / "templates")
    with pytest.raises(Refused) as caught:
        render_order(press, registry, record)
    said = [str(caught.value.message)]
    if "layout is broken" in said[0]:
        # A refusal shows the first few.
        made_ = render_order(press, registry, record, draft=True)
        said += [str(finding.message) for finding in made_.findings]
    return "; ".join(said)


def _start(words: str) -> str:
    """The longest stretch of a message without a value."""
    pieces = words.replace("}", "{").split("{")[::2]
    return max(pieces, key=len).strip("“”: ")


@pytest.mark.parametrize(("words", "case"), [*FOUND.items(), *ALSO.items()])
def test_what_render_refuses_is_found_by_validate(
    words: str, case: tuple[Order, tuple[Record, ...], str]
) -> None:
    record, more, code = case
    registry = registry_of(record, more)
    assert _start(words) in refusal(registry, record)
    assert code in {found.code for found in check(registry)}


def test_an_order_with_all_it_needs_is_printed_and_not_told(tmp_path: Path) -> None:
    record = order(TEXT, place="Образцовск")
    registry = registry_of(record, ())
    assert render_order(Renderer(DATA / "templates"), registry, record)
    assert UNPRINTABLE not in {f.code for f in check(registry) if "made" in f.place.file}


def test_a_picture_that_is_none_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "seal.gif").write_bytes(b"GIF89a")
    record, head = order(TEXT, issuer="office"), office(emblem="seal.gif")
    registry = registry_of(record, (head,))
    with pytest.raises(Refused) as caught:
        render_order(Renderer(tmp_path), registry, record)
    assert "neither a PNG nor a JPEG" in str(caught.value.message)
    told = [found for found in check(registry) if "neither a PNG" in found.message.message]
    assert [found.code for found in told] == [UNPRINTABLE]


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
    try:
        render_order(Renderer(DATA / "templates"), registry, record)
        said = ""
    except Refused as error:
        said = str(error.message)
    told = [
        found.message.message
        for found in check(registry)
        if found.code == UNPRINTABLE and "made" in found.place.file
    ]
    assert ("neither a text nor fields" in said) == any("neither a text" in t for t in told)
