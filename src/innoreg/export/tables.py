"""The catalog of tables: one for every kind of record, one for every kind of part, and windows."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import get_args

from innoreg.export.model_columns import build_columns
from innoreg.export.part_rows import (
    appendix_rows,
    assignment_rows,
    clause_rows,
    event_rows,
    item_rows,
    project_rows,
    section_rows,
)
from innoreg.export.results_by_district import RESULTS
from innoreg.export.table_schema import PLACE, Column, Row, Table, key, part_row
from innoreg.export.term_windows import WINDOWS
from innoreg.model.assignment import OpeningAssignment
from innoreg.model.clause import Clause
from innoreg.model.event import Event
from innoreg.model.order import Appendix
from innoreg.model.program import Project
from innoreg.model.record_models import FOLDERS, MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Item, Section

# Keys whose parts are rows of tables of their own, so no columns of these.
_SPLIT = ("projects", "assignments", "events", "sections", "items", "clauses", "appendices", "rule")


def _rule_as_json(_registry: Registry, row: Row) -> str:
    rule = row.part.rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(rule, ensure_ascii=False)


# Rules hold rules, and no table has columns of every depth.
_RULE = Column("rule", "text", "The rule, as JSON with the keys of the record.", _rule_as_json)


def _record_table(kind: str) -> Table:
    model = MODELS[kind]

    def rows(registry: Registry, _day: date) -> Iterator[Row]:
        return (part_row(registry, record, (), record) for record in registry.all(model))

    # The first paragraph of the model's docstring is what docs/export.md says of the table.
    about = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    nested = (_RULE,) if kind == "criteria" else ()
    # Names of tables stand in queries without quotes.
    name = FOLDERS[kind].replace("-", "_")
    return Table(name, about, (*build_columns(model, leave=_SPLIT), *nested, *PLACE), rows)


def _part_table(
    name: str,
    about: str,
    rows: Callable[[Registry], Iterator[Row]],
    keys: tuple[Column, ...],
    fields: list[Column],
) -> Table:
    return Table(name, about, (*keys, *fields, *PLACE), lambda registry, _day: rows(registry))


def _text(name: str, about: str) -> Column:
    return key(name, "text", about)


_POSITION = key("position", "integer", "Its place in reading order inside its record, from 1.")
_LEVEL = key("level", "integer", "How deep it stands; 1 is the outermost.")

PARTS = (
    _part_table(
        "projects",
        "Innovation projects of programmes.",
        project_rows,
        (
            _text("ref", "`program/project`."),
            _text("program", "The programme's id."),
            _POSITION,
        ),
        build_columns(Project),
    ),
    _part_table(
        "sections",
        "Parts of plans with a heading; their term holds for items that have none of their own.",
        section_rows,
        (
            _text("ref", "`plan/number`."),
            _text("roadmap", "The plan's id."),
            _POSITION,
        ),
        build_columns(Section, leave=_SPLIT),
    ),
    _part_table(
        "items",
        "Rows of plans as printed; their terms in days are in `windows`.",
        item_rows,
        (
            _text("ref", "`plan/number`, as every command takes it."),
            _text("roadmap", "The plan's id."),
            _text("section", "Number of the section it stands in."),
            _text("parent", "Reference of the item above it."),
            _LEVEL,
            _POSITION,
        ),
        build_columns(Item, leave=_SPLIT),
    ),
    _part_table(
        "clauses",
        "Clauses of orders with all that they say; what they do is told by `clause_kind`.",
        clause_rows,
        (
            _text("ref", "`order/number`, as every command takes it."),
            _text("order", "The order's id."),
            _text("parent", "Reference of the clause above it."),
            _LEVEL,
            _POSITION,
        ),
        # `Clause` is an annotated union: its members are the kinds of clauses.
        build_columns(
            *get_args(get_args(Clause)[0]), leave=_SPLIT, kind="clause_kind", order="amended"
        ),
    ),
    _part_table(
        "appendices",
        "What follows orders.",
        appendix_rows,
        (_text("order", "The order's id."), _POSITION),
        build_columns(Appendix, leave=_SPLIT, kind="appendix_kind"),
    ),
    _part_table(
        "assignments",
        "Who is appointed to which role, for what and for how long, by clauses, appendices and "
        "the opening of programmes.",
        assignment_rows,
        (
            _text("ref", "`order/clause`, the order of the appendix, or the programme."),
            _text("appendix", "Number of the appendix, where it stands in one that has a number."),
            _POSITION,
        ),
        build_columns(OpeningAssignment),
    ),
    _part_table(
        "events",
        "What happened to terms: done, extended, cancelled, reopened.",
        event_rows,
        (_text("ref", "The item, clause or site it is about."), _POSITION),
        build_columns(*get_args(get_args(Event)[0])),
    ),
)
# In the order they are written.
TABLES: tuple[Table, ...] = (*(_record_table(kind) for kind in FOLDERS), *PARTS, WINDOWS, RESULTS)
