"""Which tables there are: one for every kind of record, and for the parts that are named apart."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

from innoreg.export.model_columns import columns_of
from innoreg.export.part_rows import (
    appendices,
    assignments,
    clauses,
    events,
    items,
    projects,
    sections,
)
from innoreg.export.table_schema import PLACE, Column, Row, Table, Type, key, placed
from innoreg.export.term_windows import WINDOWS
from innoreg.model.assignment import OpeningAssignment
from innoreg.model.clause import Clause
from innoreg.model.event import Event
from innoreg.model.order import Appendix
from innoreg.model.program import Project
from innoreg.model.record_models import FOLDERS, MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Section

_APART = ("projects", "assignments", "events", "sections", "items", "clauses", "appendices")
"""Keys whose parts are rows of tables of their own."""


def _records(kind: str) -> Table:
    model = MODELS[kind]

    def rows(registry: Registry, _day: date) -> Iterator[Row]:
        return (placed(registry, record, (), record) for record in registry.all(model))

    about = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return Table(FOLDERS[kind], about, (*columns_of(model, leave=_APART), *PLACE), rows)


def _parts(
    name: str,
    about: str,
    rows: Callable[[Registry], Iterator[Row]],
    keys: tuple[Column, ...],
    fields: list[Column],
) -> Table:
    return Table(name, about, (*keys, *fields, *PLACE), lambda registry, _day: rows(registry))


def _ref(about: str) -> Column:
    return key("ref", "text", about)


def _text(name: str, about: str) -> Column:
    text: Type = "text"
    return key(name, text, about)


_POSITION = key("position", "integer", "Its place in reading order inside its record, from 1.")
_LEVEL = key("level", "integer", "How deep it stands; 1 is the outermost.")

PARTS = (
    _parts(
        "projects",
        "Innovation projects of programmes.",
        projects,
        (_ref("`program/project`."), _text("program", "The programme's id."), _POSITION),
        columns_of(Project),
    ),
    _parts(
        "sections",
        "Parts of plans with a heading; their term holds for items that have none of their own.",
        sections,
        (_ref("`plan/number`."), _text("roadmap", "The plan's id."), _POSITION),
        columns_of(Section, leave=_APART),
    ),
    _parts(
        "items",
        "Rows of plans as printed; their terms in days are in `windows`.",
        items,
        (
            _ref("`plan/number`, as every command takes it."),
            _text("roadmap", "The plan's id."),
            _text("section", "Number of the section it stands in."),
            _text("parent", "Reference of the item above it."),
            _LEVEL,
            _POSITION,
        ),
        columns_of(Item, leave=_APART),
    ),
    _parts(
        "clauses",
        "Clauses of orders with all that they say; what they do is told by `clause_kind`.",
        clauses,
        (
            _ref("`order/number`, as every command takes it."),
            _text("order", "The order's id."),
            _text("parent", "Reference of the clause above it."),
            _LEVEL,
            _POSITION,
        ),
        columns_of(
            *get_args(get_args(Clause)[0]), leave=_APART, kind="clause_kind", order="amended"
        ),
    ),
    _parts(
        "appendices",
        "What follows orders.",
        appendices,
        (_text("order", "The order's id."), _POSITION),
        columns_of(Appendix, leave=_APART, kind="appendix_kind"),
    ),
    _parts(
        "assignments",
        "Who is appointed to which role, for what and for how long, by clauses, appendices and "
        "the opening of programmes.",
        assignments,
        (
            _ref("`order/clause`, the order of the appendix, or the programme."),
            _text("appendix", "Number of the appendix, where it stands in one that has a number."),
            _POSITION,
        ),
        columns_of(OpeningAssignment),
    ),
    _parts(
        "events",
        "What happened to terms: done, extended, cancelled, reopened.",
        events,
        (_ref("The item, clause or site it is about."), _POSITION),
        columns_of(*get_args(get_args(Event)[0])),
    ),
)
TABLES: tuple[Table, ...] = (*(_records(kind) for kind in FOLDERS), *PARTS, WINDOWS)
"""All of them, in the order they are written."""
