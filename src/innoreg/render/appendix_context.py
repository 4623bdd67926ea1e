"""Appendices of an order as data for templates: mark, stamp of approval, table or paragraphs."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypedDict

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.language import Case, DeclensionError, approved_word
from innoreg.model.assignment import Assignment
from innoreg.model.clause import Approve
from innoreg.model.order import Appendix, Order
from innoreg.model.pair import Pair
from innoreg.model.roadmap import Roadmap
from innoreg.render import school_table
from innoreg.render.declinable_words import Word
from innoreg.render.document_names import Namer
from innoreg.render.document_text import date_range, short_date
from innoreg.render.pair_table import HEADS as PAIR_HEADS
from innoreg.render.pair_table import WIDTHS, amendment_mark, is_of_schools, table_cells
from innoreg.render.plan_table import plan_table
from innoreg.render.school_table import school_cells
from innoreg.render.site_table import site_cells
from innoreg.render.table_context import ColumnContext, RowContext, table_row
from innoreg.render.text_markup import TextPart, text_parts

# Five columns have 34 mm each on a portrait page of 170 mm, too little for long words.
_LANDSCAPE_FROM = 5


class PartContext(TypedDict):
    """A part of an appendix that is a text: text, subheading, item, or table with columns and rows."""

    kind: Literal["text", "subheading", "item", "table"]
    text: str
    columns: list[ColumnContext]
    rows: list[RowContext]


class AppendixContext(TypedDict):
    """An appendix: lines of its mark and stamp, its title, then a table or paragraphs."""

    number: str
    kind: str
    title: str
    mark: list[str]
    stamp: list[str]
    landscape: bool
    columns: list[ColumnContext]
    size: float
    rows: list[RowContext]
    paragraphs: list[str]
    parts: list[PartContext]


def appendix_contexts(
    order: Order,
    held: Sequence[Appendix],
    naming: Namer,
    author: Word,
    day: date | None = None,
) -> Iterator[AppendixContext]:
    """The context of each appendix in `held`, which stand on pages of their own.

    `author` is the name of the issuer as the mark prints it. A lost appendix leaves a remark.
    day: pairs as orders amended them up to that day; None: as signed.
    """
    for appendix in held:
        columns, rows = _appendix_table(order, appendix, naming, day)
        _check_columns(appendix, columns)
        mark, stamp = _mark_and_stamp(order, appendix, author, naming, alone=len(held) == 1)
        if day and appendix.kind == "pairs":
            mark += filter(None, [amendment_mark(naming.registry, order, naming, day)])
        parts = [_part_context(part) for part in text_parts(appendix.text or "")]
        wide = len(columns) >= _LANDSCAPE_FROM
        yield {
            "number": appendix.number or "",
            "kind": appendix.kind,
            "title": _appendix_title(appendix, naming),
            "mark": mark,
            "stamp": stamp,
            "landscape": wide,
            "columns": columns,
            "size": 11 if wide else 12,
            "rows": rows,
            "paragraphs": [part["text"] for part in parts if part["kind"] != "table"],
            "parts": parts,
        }
        if appendix.kind == "lost":
            naming.remarks.add(
                T("appendix {number} is lost; a line says so in its place",
                  number=appendix.number or "1")
            )  # fmt: skip


def _appendix_title(appendix: Appendix, naming: Namer) -> str:
    if appendix.title:
        return appendix.title
    plan = naming.registry.get(Roadmap, appendix.roadmap)
    return plan.title if plan else ""


def _mark_and_stamp(
    order: Order, appendix: Appendix, author: Word, naming: Namer, *, alone: bool
) -> tuple[list[str], list[str]]:
    """The lines of the mark and of the stamp of approval (GOST R 7.0.97, appendix; stamp).

    What a clause approves bears the stamp, and the mark is then short.
    """
    name = "Приложение" if alone or not appendix.number else f"Приложение {appendix.number}"
    if appendix.mark:
        return list(appendix.mark), []
    if word := _stamp_word(order, appendix, naming):
        return [name], [word, *_order_lines(order, author, naming, "ins")]
    to, *rest = _order_lines(order, author, naming, "dat")
    return [name, f"к {to}", *rest], []


def _order_lines(order: Order, author: Word, naming: Namer, case: Case) -> list[str]:
    kind = naming.kind(order.order_kind).inside(case)
    lines = [f"{kind} {author.inside('gen')}".strip()]
    said = [f"от {short_date(order.date)}"] if order.date else []
    said += [f"№ {order.number}"] if order.number else []
    if order.draft and not said:
        # As at the head of the draft, for the day and number to be written in.
        said = [f"от __.__.{order.context[0].year}", "№ ______"]
    return [*lines, " ".join(said)] if said else lines


def _stamp_word(order: Order, appendix: Appendix, naming: Namer) -> str:
    approves = any(
        isinstance(placed.clause, Approve)
        and appendix.roadmap is not None
        and appendix.roadmap in placed.clause.subjects
        for placed in order.placed_clauses()
    )
    if not approves:
        return ""
    try:
        return approved_word(_appendix_title(appendix, naming))
    except DeclensionError:
        return ""


def _check_columns(appendix: Appendix, columns: Sequence[ColumnContext]) -> None:
    """Refused where the heads that the record gives are not as many as the columns."""
    if appendix.columns and len(appendix.columns) != len(columns):
        raise Refused(
            T("appendix {number}: {given} heads in `columns:`, the table has {n} columns",
              number=appendix.number or "1", given=len(appendix.columns), n=len(columns)),
            T("the table has: {names}", names=", ".join(c["head"] for c in columns) or "—"),
        )  # fmt: skip


def _appendix_table(
    order: Order, appendix: Appendix, naming: Namer, day: date | None
) -> tuple[list[ColumnContext], list[RowContext]]:
    if appendix.kind == "roadmap" and (plan := naming.registry.get(Roadmap, appendix.roadmap)):
        return plan_table(plan, naming)
    if appendix.kind == "assignments":
        heads = ["№ п/п", "Для кого", "Кто"]
        return _column_contexts(appendix, heads, (8, 46, 46)), list(
            _assignment_rows(appendix, naming)
        )
    if appendix.kind == "sites":
        return _site_table(order, appendix, naming)
    if appendix.kind == "schools":
        cells = school_cells(naming.registry, appendix, naming)
        return _column_contexts(appendix, school_table.HEADS, school_table.WIDTHS), [
            table_row(cells=row, whole=whole, title=row[0 if whole else 1]) for row, whole in cells
        ]
    if appendix.kind == "pairs" and is_of_schools(naming.registry, order):
        cells = table_cells(naming.registry, order, naming, day)
        return _column_contexts(appendix, PAIR_HEADS, WIDTHS), [
            table_row(cells=row, whole=whole, title=row[0 if whole else 1]) for row, whole in cells
        ]
    if appendix.kind == "pairs":
        heads = ["№ п/п", "Наставник", "Наставляемый", "Срок"]
        return _column_contexts(appendix, heads, (8, 36, 36, 20)), list(
            _pair_rows(appendix, naming)
        )
    return [], []


def _column_contexts(
    appendix: Appendix, heads: Sequence[str], widths: Sequence[float]
) -> list[ColumnContext]:
    printed = appendix.columns if len(appendix.columns) == len(heads) else heads
    return [{"head": h, "width": w} for h, w in zip(printed, widths, strict=True)]


def _assignment_rows(appendix: Appendix, naming: Namer) -> Iterator[RowContext]:
    for index, held in enumerate(appendix.complete_assignments, 1):
        number = held.number or f"{index}."
        whom, who = _scope_text(held, naming), naming.person(held.person).text
        yield table_row(number=number, title=whom, responsible=who, cells=[number, whom, who])


def _scope_text(held: Assignment, naming: Namer) -> str:
    return held.text or ", ".join(map(naming.short, held.scope))


def _site_table(
    order: Order, appendix: Appendix, naming: Namer
) -> tuple[list[ColumnContext], list[RowContext]]:
    heads, widths, cells = site_cells(order, appendix, naming)
    rows = [table_row(number=row[0], title=row[1], cells=row) for row in cells]
    return _column_contexts(appendix, heads, widths), rows


def _pair_rows(appendix: Appendix, naming: Namer) -> Iterator[RowContext]:
    for index, ref in enumerate(appendix.pairs, 1):
        pair = naming.registry.get(Pair, ref)
        if pair is None:
            continue
        number = f"{index}."
        mentor, mentee = naming.members(pair.mentors), naming.members(pair.mentees)
        term = date_range(pair.from_, pair.to)
        yield table_row(
            number=number,
            title=mentee,
            responsible=mentor,
            deadline=term,
            cells=[number, mentor, mentee, term],
        )


def _part_context(part: TextPart) -> PartContext:
    """A part of a text; columns of its table are as wide as their longest words ask for."""
    columns = zip(*filter(None, (part.heads, *part.rows)), strict=True)
    widths = [max(6, min(40, max(map(len, column)))) for column in columns]
    heads = part.heads or ("",) * len(widths)
    return {
        "kind": part.kind,
        "text": part.text,
        "columns": [{"head": h, "width": w} for h, w in zip(heads, widths, strict=True)],
        "rows": [table_row(cells=row) for row in part.rows],
    }
