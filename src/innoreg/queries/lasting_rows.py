"""How long, and of which files, the rows of a document are what they are.

Whoever keeps rows asks here what they follow from. Most rows of a plan follow from its own file and
from the files that are no plans: orders, people, districts. Nothing of another plan's contents gets
into them, because the ledger files what happens to an item under the plan's own id, as long as

- no other file has that id,
- nothing in the plan's own file could name another plan,
- nothing in any file that is no plan could name one, but where a clause acts on plans: what it does
  there is filed under the id of that plan again,
- what makes the rows looks at no other plan of the register.

All four are found out here, the last one while the rows are made. Where one fails, the rows are said
to follow from the whole register.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from innoreg.ledger import Duty, Ledger, State
from innoreg.model.base import Record, reference_fields
from innoreg.model.indicator import Indicator
from innoreg.model.order import Order
from innoreg.model.pair import Pair, PlacedStep
from innoreg.model.registry import R, Registry, Target
from innoreg.model.roadmap import PlacedItem, Roadmap
from innoreg.model.site import Site
from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import (
    Obligation,
    item_obligations,
    obligation_of_duty,
    order_obligations,
    step_obligations,
)
from innoreg.queries.occurrence_rows import rows_of_obligation, undated_rows_of_obligation
from innoreg.record_kinds import kind_of


class Lasting(NamedTuple):
    """The rows of the document in `file`, true from a day until another; None: open.

    alone: whether they follow from its own file, the files that are no plans, and the names of the
    plans' files; else from all that the register holds.
    """

    file: str
    rows: tuple[DueRow, ...]
    from_day: date | None
    until_day: date | None
    alone: bool


class Documents:
    """Every plan, order, site and pair of a register, ready to have its rows worked out.

    What they say follows from the days of steps and not from `day` itself, so it holds for every
    day between two of these. unread: ids of plans that the registry leaves out; what is said of
    the others to be alone is right all the same.
    """

    def __init__(self, registry: Registry, day: date, unread: Sequence[str] = ()) -> None:
        self._registry = _Watched(registry, unread)
        ledger = Ledger(self._registry)
        self._ties, self._turns = _Ties(registry, unread), _Turns(ledger)
        state = ledger.state(day)
        self._state = _WatchedState(**{f.name: getattr(state, f.name) for f in fields(state)})
        self._ordered = defaultdict[int, list[Duty]](list)
        for thing in order_obligations(ledger, state):
            self._ordered[id(thing.document)].append(thing.duty)
        models = (Roadmap, Order, Site, Pair)
        records = (record for model in models for record in registry.all(model))
        self._records = {registry.source(record).file: record for record in records}

    @property
    def files(self) -> Sequence[str]:
        """Where they stand."""
        return [*self._records]

    def rows(self, files: Collection[str] | None = None) -> Iterator[Lasting]:
        """The rows of each, with their lines; only of those in `files`, if given."""
        return (
            self._rows(file, record)
            for file, record in self._records.items()
            if files is None or file in files
        )

    def _rows(self, file: str, record: Record) -> Lasting:
        self._registry.take(record)
        day = self._state.day
        # Made once more, now that looking at other plans is noticed.
        own = [obligation_of_duty(self._state, duty) for duty in self._ordered[id(record)]]
        if isinstance(record, Roadmap):
            own = [*item_obligations(self._state, record), *own]
        elif isinstance(record, Pair):
            own = [*step_obligations(self._state, record), *own]
        days = self._turns.of(record.id, own)
        return Lasting(
            file,
            tuple(row for thing in own for row in _with_lines(thing)),
            max((each for each in days if each <= day), default=None),
            min((each for each in days if each > day), default=None),
            alone=not (self._registry.saw_plans or self._ties.bind(record)),
        )


def _with_lines(thing: Obligation) -> Iterator[DueRow]:
    rows = [*rows_of_obligation(thing), *undated_rows_of_obligation(thing)]
    if rows:
        line = thing.state.registry.place(thing.record, *thing.path).line
        yield from (row._replace(line=line) for row in rows)


class _Watched(Registry):
    """A registry that notes whether somebody looked at another plan than the document at hand."""

    def __init__(self, registry: Registry, unread: Collection[str]) -> None:
        # The same records and tables, not copies: only looking at them is noted.
        self.__dict__.update(registry.__dict__)
        self._every, self._ids = registry.records, registry.by_id
        self._unread = frozenset(unread)
        self._at_hand: Record | None = None
        self.saw_plans = False

    def take(self, document: Record) -> None:
        """From now on this document is at hand."""
        self._at_hand, self.saw_plans = document, False

    # Whoever goes through everything may meet a plan.
    @property
    def records(self) -> tuple[Record, ...]:  # type: ignore[override]
        """As the registry."""
        self.saw_plans = True
        return self._every

    @property
    def by_id(self) -> Mapping[str, tuple[Record, ...]]:
        """As the registry."""
        self.saw_plans = True
        return self._ids

    def all(self, model: type[R]) -> tuple[R, ...]:
        """As the registry."""
        before, found = self.saw_plans, super().all(model)
        self.saw_plans = before or model is Roadmap
        return found

    def find(self, ref: str, kinds: Iterable[str] = ()) -> Target | None:
        """As the registry."""
        before, found = self.saw_plans, super().find(ref, kinds)
        if found is None:
            other = bool(self._unread) and not self._unread.isdisjoint(_heads(ref))
        else:
            other = type(found.record) is Roadmap and found.record is not self._at_hand
        self.saw_plans = before or other
        return found

    def is_at_hand(self, document: Record) -> bool:
        """Whether its rows are being made."""
        return document is self._at_hand

    def order_of(self, roadmap: Roadmap) -> Order | None:
        """As the registry; orders and the names of plans are all that it follows from."""
        before, found = self.saw_plans, super().order_of(roadmap)
        self.saw_plans = before
        return found

    def draft_of(self, roadmap: Roadmap) -> Order | None:
        """As `order_of`."""
        before, found = self.saw_plans, super().draft_of(roadmap)
        self.saw_plans = before
        return found


class _WatchedState(State):
    """A state whose registry notes a look at what the ledger files under plans."""

    registry: _Watched

    def __getattribute__(self, name: str) -> Any:
        # These lead to plans past the registry. Which plan is meant is not looked at: rows that
        # read them follow from the whole register, one rule for all.
        if name in ("roadmaps", "steps", "problems"):
            self.registry.saw_plans = True
        return super().__getattribute__(name)

    def item(self, roadmap: Roadmap, placed: PlacedItem) -> Duty:
        """As the state; of the plan at hand nothing is noted."""
        before, duty = self.registry.saw_plans, super().item(roadmap, placed)
        self.registry.saw_plans = before or not self.registry.is_at_hand(roadmap)
        return duty

    def pair_step(self, pair: Pair, placed: PlacedStep) -> Duty | None:
        """As the state, which looks here at what is filed under the pair and nothing else."""
        before, duty = self.registry.saw_plans, super().pair_step(pair, placed)
        self.registry.saw_plans = before
        return duty


class _Ties:
    """Which documents may follow from other plans than their own, by the words in the records."""

    def __init__(self, registry: Registry, unread: Sequence[str]) -> None:
        plans = [plan.id for plan in registry.all(Roadmap)]
        # Of what could not be read only the id is known: it may be a plan.
        self._plans = {*plans, *unread, *registry.broken}
        times = Counter([record.id for record in registry.records])
        times.update([*unread, *registry.broken])
        self._all = any(times[id] > 1 for id in self._plans) or any(
            self._names_another(record)
            for record in registry.records
            # No row follows from what is measured.
            if not isinstance(record, Roadmap | Indicator)
        )

    def bind(self, record: Record) -> bool:
        """Whether the document may follow from another plan."""
        return self._all or (isinstance(record, Roadmap) and self._names_another(record))

    def _names_another(self, record: Record) -> bool:
        """Whether any text in a record names a plan, but where a clause or appendix acts on it."""
        acts = isinstance(record, Order)
        left: list[Any] = [record]
        while left:
            value = left.pop()
            if isinstance(value, str):
                if any(head in self._plans and head != record.id for head in _heads(value)):
                    return True
            elif isinstance(value, BaseModel):
                left += _values(value, _acted_on(type(value)) if acts else frozenset())
            elif isinstance(value, tuple | list):
                left += value
            elif isinstance(value, Mapping):
                left += (*value, *value.values())
        return False


def _heads(ref: str) -> tuple[str, ...]:
    """The ids that a reference may begin with: «order/5» is order 5, or item 5 of a plan «order»."""
    if "/" not in ref:
        return (ref,)
    first, second = ref.split("/", 2)[:2]
    return (first, second) if kind_of(first) else (first,)


def _values(part: BaseModel, but: frozenset[str]) -> list[Any]:
    # No row follows from what is accepted, but findings name plans in their words.
    unused = {*but, "accepted"}
    return [value for name, value in part.__dict__.items() if value and name not in unused]


@cache
def _acted_on(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a part that name plans or their items."""
    named = ((name, to) for name, _key, to, _words in reference_fields(model) if to)
    return frozenset(name for name, to in named if {"roadmap", "item"} & {*to.kinds})


class _Turns:
    """The days on which something happens: to a document, or to those who hold a role."""

    def __init__(self, ledger: Ledger) -> None:
        self._log = ledger.log
        self._signed = {order.id: order.exists_from for order in ledger.registry.all(Order)}
        self._by_document = defaultdict[str, set[date]](set)
        for subject, steps in self._log.steps.items():
            days = {step.day for step in steps if step.day}
            # Nothing is demanded before its order is signed, whenever that comes into force.
            days |= {self._signed[step.order] for step in steps if step.order in self._signed}
            self._by_document[subject.partition("/")[0]].update(days)
        self._by_role: dict[str, Collection[date]] = {}

    def of(self, document: str, things: Sequence[Obligation]) -> set[date]:
        days = set(self._by_document.get(document, ()))
        # An order may put its control on somebody else, or be repealed with it.
        for order in {thing.duty.order for thing in things if thing.duty.order}:
            days.update(self._by_document.get(order, ()))
        # A term may begin to run with what is done elsewhere.
        for anchor in {thing.duty.anchor for thing in things if thing.duty.anchor}:
            days.update(self._by_document.get(anchor.partition("/")[0], ()))
        parties = (party for thing in things for party in thing.responsible)
        for role in {party.role for party in parties if party.role and not party.person}:
            days.update(self._of_role(role))
        return days

    def _of_role(self, role: str) -> Collection[date]:
        if role not in self._by_role:
            rows = [row for row in self._log.held if row.role == role]
            sources = {source for row in rows for source in (row.order, row.source)}
            known = {row.known for row in rows if row.known}
            known |= {self._signed[row.order] for row in rows if row.order in self._signed}
            ended = {step.day for step in self._log.repeals if step.day and step.voids & sources}
            self._by_role[role] = known | ended
        return self._by_role[role]
