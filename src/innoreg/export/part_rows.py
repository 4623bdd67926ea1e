"""Parts of records as rows of tables of their own, in reading order."""

from collections.abc import Iterable, Iterator

from innoreg.export.table_schema import Row, part_row
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.model.site import Site


def project_rows(registry: Registry) -> Iterator[Row]:
    """The projects of programmes."""
    for program in registry.all(Program):
        for n, each in enumerate(program.projects):
            keys = {"ref": f"{program.id}/{each.id}", "program": program.id, "position": n + 1}
            yield part_row(registry, program, ("projects", n), each, **keys)


def section_rows(registry: Registry) -> Iterator[Row]:
    """The sections of plans."""
    for plan in registry.all(Roadmap):
        for n, each in enumerate(plan.sections):
            keys = {"ref": f"{plan.id}/{each.key}", "roadmap": plan.id, "position": n + 1}
            yield part_row(registry, plan, ("sections", n), each, **keys)


def item_rows(registry: Registry) -> Iterator[Row]:
    """The items of plans, each followed by the items below it."""
    for plan in registry.all(Roadmap):
        for n, each in enumerate(placed_items(plan), 1):
            yield part_row(
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


def clause_rows(registry: Registry) -> Iterator[Row]:
    """The clauses of orders, each followed by its sub-clauses."""
    for order in registry.all(Order):
        for n, each in enumerate(order.placed_clauses(), 1):
            yield part_row(
                registry,
                order,
                each.path,
                each.clause,
                ref=f"{order.id}/{each.key}",
                order=order.id,
                parent=f"{order.id}/{each.parent.key}" if each.parent else None,
                level=_depth(each),
                position=n,
            )


def appendix_rows(registry: Registry) -> Iterator[Row]:
    """The appendices of orders."""
    for order in registry.all(Order):
        yield from _list_rows(registry, order, ("appendices",), order.appendices, order=order.id)


def assignment_rows(registry: Registry) -> Iterator[Row]:
    """Every assignment, with the fields that its appendix or programme gives for all."""
    for program in registry.all(Program):
        # An assignment that names no programme is of the one it stands in.
        filled = (
            row if row.program else row.model_copy(update={"program": program.id})
            for row in program.assignments
        )
        keys = {"ref": program.id, "appendix": None}
        yield from _list_rows(registry, program, ("assignments",), filled, **keys)
    for order in registry.all(Order):
        for each in order.placed_clauses():
            if each.clause.kind == "appoint":
                path = (*each.path, "assignments")
                keys = {"ref": f"{order.id}/{each.key}", "appendix": None}
                yield from _list_rows(registry, order, path, each.clause.assignments, **keys)
        for n, appendix in enumerate(order.appendices):
            path = ("appendices", n, "assignments")
            keys = {"ref": order.id, "appendix": appendix.number}
            yield from _list_rows(registry, order, path, appendix.complete_assignments, **keys)


def event_rows(registry: Registry) -> Iterator[Row]:
    """The events of items of plans, clauses of orders and reports of sites."""
    for plan in registry.all(Roadmap):
        for item in placed_items(plan):
            path, ref = (*item.path, "events"), f"{plan.id}/{item.key}"
            yield from _list_rows(registry, plan, path, item.item.events, ref=ref)
    for order in registry.all(Order):
        for clause in order.placed_clauses():
            path, ref = (*clause.path, "events"), f"{order.id}/{clause.key}"
            yield from _list_rows(registry, order, path, clause.clause.events, ref=ref)
    for site in registry.all(Site):
        yield from _list_rows(registry, site, ("events",), site.events, ref=site.id)


def _list_rows(
    registry: Registry, record: Record, path: Path, parts: Iterable[object], **keys: str | None
) -> Iterator[Row]:
    """The parts of the list at `path` of the record, each with these keys and its position."""
    for n, part in enumerate(parts):
        yield part_row(registry, record, (*path, n), part, **keys, position=n + 1)


def _depth(placed_: PlacedClause) -> int:
    return 1 + _depth(placed_.parent) if placed_.parent else 1
