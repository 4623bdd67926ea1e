"""Who holds which role: rows of orders and openings, with the days they truly lasted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.clause_context import Act
from innoreg.ledger.step import Step
from innoreg.model.assignment import Assignment
from innoreg.model.base import Record
from innoreg.model.clause import Appoint
from innoreg.model.order import Appendix, Order
from innoreg.model.program import Program
from innoreg.model.registry import Path, Registry

SINGLE_ROLES = frozenset({"supervisor", "consultant"})
"""One at a time for each scope of a programme: a later appointment ends the earlier one."""


@dataclass(slots=True, unsafe_hash=True)  # as `Step`: many, and nobody changes one
class HeldRole:
    """A person in a role. start, end: both included, None is open. known: day of its order.

    order and clause are the source (the clause that refers to the appendix; None where none
    does); basis stands instead of them for what was so before the register. scope: canonical
    references; empty means the whole programme.
    """

    person: str
    role: str | None
    scope: tuple[str, ...]
    program: str | None
    start: date | None
    end: date | None
    known: date | None
    order: str | None
    clause: str | None
    record: Record = field(repr=False, compare=False)
    path: Path = ()
    basis: str | None = None
    text: str | None = None
    number: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the role is held on `day`."""
        return self.overlaps(day, day)

    def overlaps(self, start: date | None, end: date) -> bool:
        """Whether it is held on some day from `start` (None: whenever) to `end`."""
        begun = self.start is None or self.start <= end
        return begun and (self.end is None or start is None or start <= self.end)

    def serves(self, program: str | None) -> bool:
        """Whether the role is one in this programme (None: in any); one of no programme is."""
        return program is None or self.program in (None, program)

    @property
    def source(self) -> str | None:
        """The clause or order, as a reference."""
        return f"{self.order}/{self.clause}" if self.order and self.clause else self.order


def joined_scope(rows: Sequence[HeldRole]) -> tuple[str, ...]:
    """For what the rows together are; empty: for everything, since one of them says nothing."""
    if any(not row.scope for row in rows):
        return ()
    return tuple(dict.fromkeys(ref for row in rows for ref in row.scope))


def roles_from_openings(registry: Registry) -> Iterator[HeldRole]:
    """Who is known from words to have acted in a programme."""
    for program in sorted(registry.all(Program), key=lambda each: each.id):
        for index, row in enumerate(program.assignments):
            known = _held_role(registry, row, None, program, ("assignments", index))
            yield replace(
                known,
                program=known.program or program.id,
                basis=row.basis,
                known=row.known_from or known.known,
            )


def roles_from_clause(act: Act) -> Iterator[HeldRole]:
    """Rows of an «appoint» clause."""
    clause = act.placed.clause
    for index, row in enumerate(clause.assignments if isinstance(clause, Appoint) else ()):
        path = (*act.placed.path, "assignments", index)
        yield _held_role(act.registry, row, act.day, act.order, path, act.placed.key)


def roles_from_appendices(
    registry: Registry, order: Order, day: date, referring: dict[int, str]
) -> Iterator[HeldRole]:
    """Rows of the appendices; `referring` gives the clause that refers to each."""
    for at, appendix in enumerate(order.appendices):
        clause = referring.get(at)
        for index, row in enumerate(appendix.assignments):
            path = ("appendices", at, "assignments", index)
            yield _held_role(registry, row, day, order, path, clause, appendix)


def _held_role(
    registry: Registry,
    row: Assignment,
    day: date | None,
    record: Record,
    path: Path,
    clause: str | None = None,
    shared: Appendix | None = None,
) -> HeldRole:
    """A row as it was appointed; `shared` fills in what the row itself leaves open."""
    start, end, role, program = row.from_, row.to, row.role, row.program
    if shared:
        start, end = start or shared.from_, end or shared.to
        role, program = role or shared.role, program or shared.program
    return HeldRole(
        person=canonical_ref(registry, row.person),
        role=role,
        scope=tuple([canonical_ref(registry, ref) for ref in row.scope]),
        program=canonical_ref(registry, program),
        start=start or day,
        end=end,
        known=day if day else start,
        order=record.id if isinstance(record, Order) else None,
        clause=clause,
        record=record,
        path=path,
        text=row.text,
        number=row.number,
    )


def roles_known_on(
    rows: Iterable[HeldRole], repeals: Iterable[Step], day: date
) -> tuple[HeldRole, ...]:
    """The rows known on `day`, each ended by what ended it up to that day."""
    known = [row for row in rows if row.known is None or row.known <= day]
    # The first repeal counts: what is void cannot be voided once more.
    ends: dict[str | None, date] = {}
    for repeal in repeals:
        if repeal.day and repeal.day <= day:
            for ref in repeal.voids:
                ends[ref] = min(repeal.day, ends.get(ref, repeal.day))
    kept = (_end_if_repealed(row, ends) for row in known)
    return _end_superseded([row for row in kept if row.end is None or _first_day(row) <= row.end])


def _first_day(row: HeldRole) -> date:
    return row.start or date.min


def _end_if_repealed(row: HeldRole, ends: Mapping[str | None, date]) -> HeldRole:
    days = [ends[ref] for ref in (row.order, row.source) if ref in ends]
    if not days:
        return row
    # The repeal holds from its own day on, so the day before is the last one of the role.
    last = min(days) - timedelta(days=1)
    return replace(row, end=min(row.end or last, last))


def _end_superseded(rows: list[HeldRole]) -> tuple[HeldRole, ...]:
    """End the open rows of a single role where a later order names another for the same scope."""
    latest: dict[tuple[str | None, ...], int] = {}
    kept = list(rows)
    for index, row in enumerate(rows):
        for scope in row.scope or (None,) if row.role in SINGLE_ROLES else ():
            before = latest.get((row.role, row.program, scope))
            latest[row.role, row.program, scope] = index
            if before is not None and _supersedes(row, kept[before]):
                kept[before], *ended = _end_in_scope(kept[before], scope, row)
                kept += ended
    return tuple(kept)


def _supersedes(row: HeldRole, before: HeldRole) -> bool:
    # Rows of one order never end each other, nor does a row with a last day need ending.
    return row.order != before.order and before.end is None and _first_day(row) > _first_day(before)


def _end_in_scope(row: HeldRole, scope: str | None, by: HeldRole) -> tuple[HeldRole, ...]:
    """The row ended in this scope; what it holds for other scopes goes on."""
    last = _first_day(by) - timedelta(days=1)
    others = tuple(ref for ref in row.scope if ref != scope)
    if not others:
        return (replace(row, end=last),)
    return replace(row, scope=others), replace(row, scope=(scope or "",), end=last)
