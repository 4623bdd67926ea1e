"""How long the rows of a document stay as they are: between two days on which something happens."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from innoreg.ledger import Ledger
from innoreg.model.order import Order
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.site import Site
from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import Obligation, standing
from innoreg.queries.occurrence_rows import occurrences


class Lasting(NamedTuple):
    """The rows of the document in `file`, true from a day until another; None: open.

    acted: where the things stand to which something happened by other documents than its own, or
    may have: those that share their reference.
    """

    file: str
    rows: tuple[DueRow, ...]
    from_day: date | None
    until_day: date | None
    acted: tuple[Path, ...]


def rows_by_document(
    registry: Registry, day: date, files: Collection[str] | None = None
) -> Iterator[Lasting]:
    """The rows of every plan, order and site, with their lines; only of those in `files`, if given.

    What they say follows from the days of steps and not from `day` itself, so it holds for every
    day between two of these.
    """
    ledger = Ledger(registry)
    turns = _Turns(ledger)
    things = defaultdict[str, list[Obligation]](list)
    for thing in standing(ledger, ledger.state(day), files):
        things[registry.source(thing.document).file].append(thing)
    for record in (r for model in (Roadmap, Order, Site) for r in registry.all(model)):
        file = registry.source(record).file
        if files is None or file in files:
            own = things[file]
            days = turns.of(record.id, own)
            rows = tuple(row for thing in own for row in _with_lines(thing))
            yield Lasting(
                file,
                rows,
                max((each for each in days if each <= day), default=None),
                min((each for each in days if each > day), default=None),
                tuple(_acted(own)),
            )


def _acted(things: Collection[Obligation]) -> Iterator[Path]:
    many = Counter(thing.ref for thing in things)
    for thing in things:
        steps = thing.duty.steps
        by_itself = all(s.record is thing.record and s.path[:-2] == thing.path for s in steps)
        if many[thing.ref] > 1 or not by_itself:
            yield thing.path


def _with_lines(thing: Obligation) -> Iterator[DueRow]:
    rows = list(occurrences(thing))
    if rows:
        line = thing.state.registry.place(thing.record, *thing.path).line
        yield from (row._replace(line=line) for row in rows)


class _Turns:
    """The days on which something happens: to a document, or to those who hold a role."""

    def __init__(self, ledger: Ledger) -> None:
        self._log = ledger.log
        self._by_document = defaultdict[str, set[date]](set)
        for subject, steps in self._log.steps.items():
            days = (step.day for step in steps if step.day)
            self._by_document[subject.partition("/")[0]].update(days)
        self._by_role: dict[str, Collection[date]] = {}

    def of(self, document: str, things: Iterable[Obligation]) -> set[date]:
        days = set(self._by_document.get(document, ()))
        parties = (party for thing in things for party in thing.responsible)
        for role in {party.role for party in parties if party.role and not party.person}:
            days.update(self._of_role(role))
        return days

    def _of_role(self, role: str) -> Collection[date]:
        if role not in self._by_role:
            rows = [row for row in self._log.held if row.role == role]
            sources = {source for row in rows for source in (row.order, row.source)}
            known = {row.known for row in rows if row.known}
            ended = {step.day for step in self._log.repeals if step.day and step.voids & sources}
            self._by_role[role] = known | ended
        return self._by_role[role]
