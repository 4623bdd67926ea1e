"""A new assignment in an order: where its row belongs, which number it gets, who is there already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.assignment import Assignment
from innoreg.model.base import Part
from innoreg.model.clause import Appoint, PlacedClause
from innoreg.model.order import Appendix, Order
from innoreg.model.registry import Path, Registry, Target


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of assignments in an order: of a clause or an appendix, which may share a role."""

    order: Order
    path: Path
    part: Appoint | Appendix
    name: str

    @property
    def model(self) -> type[Part]:
        """What stands at the path."""
        return type(self.part)

    @property
    def with_shared_fields(self) -> tuple[Assignment, ...]:
        """Its rows, with what they share filled in."""
        part = self.part
        return part.assignments if isinstance(part, Appoint) else part.complete_assignments


def find_rows_for(target: Target, appendix: str | None) -> Rows:
    """The list that is meant; Refused, with those there are, where it is none or not clear which."""
    order = target.record
    if not isinstance(order, Order):
        raise Refused(
            T("an assignment stands in an order, and {ref} is none", ref=target.ref),
            T("`innoreg list orders` shows the orders"),
        )
    found = [rows for rows in _lists_of(order) if _is_meant(rows, target, appendix)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(rows.name for rows in _lists_of(order))
    raise Refused(
        T("{ref}: no clause or appendix for assignments", ref=target.ref)
        if not found
        else T("{ref} has several lists of assignments", ref=target.ref),
        T("name one, as order/clause or with --appendix: {known}", known=known)
        if known
        else T(
            "add a clause `kind: appoint` or an appendix `kind: assignments` to the order first"
        ),
    )


def _lists_of(order: Order) -> Iterator[Rows]:
    for index, part in enumerate(order.appendices):
        if part.kind == "assignments":
            name = f"--appendix {part.number or index + 1}"
            yield Rows(order, ("appendices", index), part, name)
    for placed in order.placed_clauses():
        if isinstance(placed.clause, Appoint) and _appendix_of(order, placed) is None:
            yield Rows(order, placed.path, placed.clause, f"{order.id}/{placed.key}")


def _is_meant(rows: Rows, target: Target, appendix: str | None) -> bool:
    if appendix is not None:
        return rows.name == f"--appendix {appendix}"
    if target.clause is None:
        return True
    in_appendix = _appendix_of(rows.order, target.clause)
    return rows.path == (target.path if in_appendix is None else ("appendices", in_appendix))


def _appendix_of(order: Order, placed: PlacedClause) -> int | None:
    """The place of the appendix that lists what the clause appoints."""
    for index, part in enumerate(order.appendices):
        if part.kind == "assignments" and part.number and part.number == placed.clause.appendix:
            return index
    return None


def row(
    rows: Rows, person: str, scope: tuple[str, ...], given: dict[str, str | None]
) -> dict[str, Any]:
    """The new row as a raw mapping: the next number, and only what the list does not share."""
    shared = rows.part if isinstance(rows.part, Appendix) else None
    if not (given.get("role") or (shared and shared.role)):
        raise Refused(
            T("{name} names no role for its rows", name=rows.name),
            T("add --role: supervisor, consultant, school_curator or mentoring_curator"),
        )
    # What the list shares is not repeated in each of its rows.
    own = {key: value for key, value in given.items() if value and value != _shared(shared, key)}
    number = _next_number(rows)
    raw = {"number": number, "person": person, "role": own.pop("role", None), "scope": list(scope)}
    return {key: value for key, value in {**raw, **own}.items() if value}


def _shared(part: Appendix | None, key: str) -> str | None:
    value = getattr(part, {"from": "from_"}.get(key, key), None)
    return str(value) if value else None


def _next_number(rows: Rows) -> str | None:
    """«19.» after «18.»; none where the last row has none."""
    last = rows.with_shared_fields[-1].number if rows.with_shared_fields else None
    digits = last.rstrip(".") if last else ""
    # «1а» or no number: the keeper decides.
    if not last or not digits.isdecimal():
        return None
    return str(int(digits) + 1) + last[len(digits) :]


def check_new_assignment(registry: Registry, rows: Rows, new: Assignment) -> list[Assignment]:
    """Others who hold the role for the same at the same time; Refused if it is the same person."""
    if new.from_ and new.to and new.to < new.from_:
        raise Refused(
            T("{to} is before {start}", to=new.to, start=new.from_), T("correct --from or --to")
        )
    others = [
        one for one in _all_assignments(registry) if one.role == new.role and _do_overlap(one, new)
    ]
    if same := next((one for one in others if one.person == new.person), None):
        raise Refused(
            T("{person} is assigned that already, from {start}", person=new.person,
              start=same.from_ or "…"),
            T("`innoreg show {order}` lists the assignments", order=rows.order.id),
        )  # fmt: skip
    return others


def _all_assignments(registry: Registry) -> Iterator[Assignment]:
    for order in registry.all(Order):
        for rows in _lists_of(order):
            yield from rows.with_shared_fields


def _do_overlap(one: Assignment, other: Assignment) -> bool:
    """Whether both act for the same, on some day both."""
    # Two rows without any scope are both for the whole programme.
    same = bool({*one.scope} & {*other.scope}) or not (one.scope or other.scope)
    same = same and one.program == other.program
    starts = max(one.from_ or date.min, other.from_ or date.min)
    return same and starts <= min(one.to or date.max, other.to or date.max)
