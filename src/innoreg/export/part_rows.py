"""The parts of records that are rows of their own, in reading order."""

from collections.abc import Iterator
from itertools import chain

from innoreg.export.table_schema import Row, placed
from innoreg.model.assignment import Assignment
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.model.event import Event
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.site import Site


def projects(registry: Registry) -> Iterator[Row]:
    """The projects of programmes."""
    for program in registry.all(Program):
        for n, each in enumerate(program.projects):
            keys = {"ref": f"{program.id}/{each.id}", "program": program.id, "position": n + 1}
            yield placed(registry, program, ("projects", n), each, **keys)


def sections(registry: Registry) -> Iterator[Row]:
    """The sections of plans."""
    for plan in registry.all(Roadmap):
        for n, each in enumerate(plan.sections):
            keys = {"ref": f"{plan.id}/{each.key}", "roadmap": plan.id, "position": n + 1}
            yield placed(registry, plan, ("sections", n), each, **keys)


def items(registry: Registry) -> Iterator[Row]:
    """The items of plans, those below an item after it."""
    for plan in registry.all(Roadmap):
        for n, each in enumerate(placed_items(plan), 1):
            yield placed(
                registry,
                plan,
                each.path,
                each.item,
                ref=f"{plan.id}/{each.key}",
                roadmap=plan.id,
                section=each.section.key if each.section else None,
                parent=f"{plan.id}/{each.parent.key}" if each.parent else None,
                level=each.level,
                position=n,
            )


def clauses(registry: Registry) -> Iterator[Row]:
    """The clauses of orders, sub-clauses after their head."""
    for order in registry.all(Order):
        for n, each in enumerate(order.placed_clauses(), 1):
            yield placed(
                registry,
                order,
                each.path,
                each.clause,
                ref=f"{order.id}/{each.key}",
                order=order.id,
                parent=f"{order.id}/{each.parent.key}" if each.parent else None,
                level=_level(each),
                position=n,
            )


def _level(placed_: PlacedClause) -> int:
    return 1 + _level(placed_.parent) if placed_.parent else 1


def appendices(registry: Registry) -> Iterator[Row]:
    """The appendices of orders."""
    for order in registry.all(Order):
        for n, each in enumerate(order.appendices):
            yield placed(registry, order, ("appendices", n), each, order=order.id, position=n + 1)


def assignments(registry: Registry) -> Iterator[Row]:
    """Every assignment with all that its appendix or programme says for it."""
    for program in registry.all(Program):
        path: Path = ("assignments",)
        filled = (
            row if row.program else row.model_copy(update={"program": program.id})
            for row in program.assignments
        )
        yield from _assigned(registry, program, path, filled, program.id)
    for order in registry.all(Order):
        for each in order.placed_clauses():
            if each.clause.kind == "appoint":
                path = (*each.path, "assignments")
                ref = f"{order.id}/{each.key}"
                yield from _assigned(registry, order, path, each.clause.assignments, ref)
        for n, appendix in enumerate(order.appendices):
            path = ("appendices", n, "assignments")
            rows = appendix.whole_assignments
            yield from _assigned(registry, order, path, rows, order.id, appendix.number)


def _assigned(
    registry: Registry,
    record: Record,
    path: Path,
    rows: Iterator[Assignment] | tuple[Assignment, ...],
    ref: str,
    appendix: str | None = None,
) -> Iterator[Row]:
    for n, row in enumerate(rows):
        keys = {"ref": ref, "appendix": appendix, "position": n + 1}
        yield placed(registry, record, (*path, n), row, **keys)


def events(registry: Registry) -> Iterator[Row]:
    """What happened to items of plans, clauses of orders and reports of sites."""
    for plan in registry.all(Roadmap):
        for item in placed_items(plan):
            yield from _happened(registry, plan, item.path, item.item.events, item.key)
    for order in registry.all(Order):
        for clause in order.placed_clauses():
            yield from _happened(registry, order, clause.path, clause.clause.events, clause.key)
    for site in registry.all(Site):
        yield from _happened(registry, site, (), site.events)


def _happened(
    registry: Registry,
    record: Record,
    path: Path,
    happened: tuple[Event, ...],
    part: str | None = None,
) -> Iterator[Row]:
    ref = "/".join(chain([record.id], [part] if part else []))
    for n, event in enumerate(happened):
        yield placed(registry, record, (*path, "events", n), event, ref=ref, position=n + 1)
