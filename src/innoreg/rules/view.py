"""The registry as the rules look at it: what several of them need is gathered once."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from innoreg.deadlines import Deadline, Period, Refusal, Window, expand
from innoreg.diagnostics import Place
from innoreg.ledger import Ledger, Problem, ProblemCode, State, Step
from innoreg.model.base import Record, RefTo
from innoreg.model.clause import PlacedClause
from innoreg.model.event import Event
from innoreg.model.order import Order
from innoreg.model.reading import context, read
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Item, PlacedItem, Roadmap, placed_items
from innoreg.rules.parts import Located, own_references, parts, texts

Document = Roadmap | Order
Seen = TypeVar("Seen")
# What rules look for inside texts: quotes, no-break spaces, and codes long in figures or with an @.
_SIGNS = re.compile(r"[«»\u00a0@]|\d(?:\D*\d){4}")
_CODE = re.compile(r"@|\d(?:\D*\d){4}")


def once(gather: Callable[["View"], Iterator[Seen]]) -> Callable[["View"], tuple[Seen, ...]]:
    """What several rules go through is gathered by the first of them."""

    @wraps(gather)
    def gathered(view: "View") -> tuple[Seen, ...]:
        if gather not in view.kept:
            view.kept[gather] = tuple(gather(view))
        return view.kept[gather]

    return gathered


class Words(NamedTuple):
    """The words of a term, in the document they stand in."""

    document: Document
    path: Path
    text: str


class Reference(NamedTuple):
    """A reference: where it stands and what it may name."""

    record: Record
    path: Path
    text: str
    to: RefTo


@dataclass(eq=False)
class Row:
    """An item in its plan. Its words are read when somebody asks for its days."""

    view: "View"
    plan: Roadmap
    placed: PlacedItem

    @cached_property
    def _terms(self) -> tuple[Deadline | None, ...]:
        return tuple(self.view.read(self.plan, words) for words in self.placed.duty.deadline)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Its days: given by hand, its own or its section's."""
        if self.item.windows:
            return tuple(Window(w.from_, w.to) for w in self.item.windows)
        return tuple(w for term in self._terms if term for w in term.windows)

    @property
    def dated(self) -> bool:
        """Whether its days are known: false for what runs always, recurs or is not understood."""
        terms = self._terms
        return bool(self.item.windows) or (
            bool(terms) and all(t and t.kind in ("by", "on", "during") for t in terms)
        )

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.placed.item

    @property
    def path(self) -> Path:
        """Its path in the file."""
        return self.placed.path

    @property
    def term_path(self) -> Path:
        """Where its own term stands, else the item."""
        return (*self.path, "windows" if self.item.windows else "deadline")


class View:
    """What rules ask. The same registry gives the same answers, so each is kept.

    targets: the files asked about, by path; what concerns a record alone is gathered from these
    only. None asks about all.
    """

    def __init__(self, registry: Registry, targets: Collection[str] | None = None) -> None:
        self.registry = registry
        self._targets = targets
        self.kept: dict[object, tuple[Any, ...]] = {}
        self._periods: dict[int, Period | None] = {}
        self._terms: dict[tuple[str, Period], Deadline] = {}

    @cached_property
    def own(self) -> tuple[Record, ...]:
        """The records asked about."""
        every, targets = self.registry.records, self._targets
        if targets is None:
            return every
        return tuple(r for r in every if self.registry.source(r).file in targets)

    def place(self, record: Record, *path: str | int, key: bool = False) -> Place:
        """Where a value of the record (or its key) stands."""
        return self.registry.place(record, *path, key=key)

    def period(self, document: Document) -> Period | None:
        """The days in which its terms without a year lie; None where they contradict."""
        known = id(document)
        if known not in self._periods:
            try:
                self._periods[known] = context(document)
            except (ValueError, OverflowError):
                self._periods[known] = None
        return self._periods[known]

    def read(self, document: Document, words: str) -> Deadline | None:
        """What the words mean in that document; None where its own period is impossible."""
        period = self.period(document)
        if period is None:
            return None
        asked = (words, period)
        if asked not in self._terms:
            self._terms[asked] = read(words, period, self.registry.settings)
        return self._terms[asked]

    @cached_property
    def parts(self) -> tuple[Located, ...]:
        """Every record asked about and every part of one, each before those inside it."""
        return tuple(found for record in self.own for found in parts(record))

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of every record asked about."""
        return tuple(
            Reference(record, (*path, *below), text, to)
            for record, path, part in self.parts
            for below, text, to in own_references(part)
        )

    @cached_property
    def texts_with_signs(self) -> tuple[tuple[Record, Path, str], ...]:
        """The texts with quotes, with no-break spaces, or that can hold a contact."""
        return tuple(
            (record, (*path, *below), text)
            for record, path, part in self.parts
            for below, text in texts(part)
            if _SIGNS.search(text)
        )

    @cached_property
    def texts_with_codes(self) -> tuple[tuple[Record, Path, str], ...]:
        """The texts long in figures, or with an @: few, and all that can hold a contact."""
        return tuple(found for found in self.texts_with_signs if _CODE.search(found[2]))

    @cached_property
    def texts_with_quotes(self) -> tuple[tuple[Record, Path, str], ...]:
        """The texts with an opening or closing quote."""
        return tuple(found for found in self.texts_with_signs if "«" in found[2] or "»" in found[2])

    @cached_property
    def plans(self) -> tuple[Roadmap, ...]:
        """Every plan."""
        return self.registry.all(Roadmap)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Every order."""
        return self.registry.all(Order)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every item of every plan in reading order."""
        return tuple(
            Row(self, plan, placed) for plan in self.plans for placed in placed_items(plan)
        )

    def rows_of(self, plan: Roadmap) -> tuple[Row, ...]:
        """The items of one plan in reading order."""
        return self._rows_by_plan.get(id(plan), ())

    @cached_property
    def _rows_by_plan(self) -> dict[int, tuple[Row, ...]]:
        groups = groupby(self.rows, key=lambda row: id(row.plan))
        return {plan: tuple(rows) for plan, rows in groups}

    @cached_property
    def clauses(self) -> tuple[tuple[Order, PlacedClause], ...]:
        """Every clause of every order in reading order."""
        return tuple((order, placed) for order in self.orders for placed in order.placed_clauses())

    @cached_property
    def order_dates(self) -> dict[str, date]:
        """The day of signing of the order that carries a plan, by the plan's id."""
        carried = ((plan.id, self.registry.order_of(plan)) for plan in self.plans)
        return {name: order.date for name, order in carried if order and order.date}

    @cached_property
    def outcome(self) -> State:
        """Everything as the orders leave it, the last of them included: rules know no today.

        Records that could only be salvaged are left out.
        """
        registry = self.registry
        if registry.broken:
            whole = (r for r in registry.records if r.id not in registry.broken)
            registry = Registry(registry.settings, [(r, self.registry.source(r)) for r in whole])
        return Ledger(registry).state(date.max)

    def problems(self, code: ProblemCode) -> tuple[Problem, ...]:
        """The steps that the replay could not take for this reason."""
        return self._problems.get(code, ())

    @cached_property
    def _problems(self) -> dict[ProblemCode, tuple[Problem, ...]]:
        found: dict[ProblemCode, list[Problem]] = {}
        of_duties = (p for duty in self.outcome.duties.values() for p in duty.problems)
        for problem in (*self.outcome.problems, *of_duties):
            found.setdefault(problem.code, []).append(problem)
        return {code: tuple(several) for code, several in found.items()}

    def place_of(self, at: Problem | Step) -> Place:
        """Where the words of a step or problem stand."""
        return self.place(at.record, *at.path)

    def occurrences(self, row: Row) -> int | None:
        """How many days the term of an item has; None where that is not known."""
        if row.dated:
            return len(row.windows)
        period = self.period(row.plan)
        terms = [self.read(row.plan, words) for words in row.placed.duty.deadline]
        if period is None or not terms or any(t is None or t.kind is None for t in terms):
            return None
        return sum(len(expand(term, period)) for term in terms if term) or None

    @cached_property
    def refused(self) -> tuple[tuple[Words, Refusal], ...]:
        """The words of terms that cannot be read, and why."""
        read = ((words, self.read(words.document, words.text)) for words in self.words)
        return tuple((words, term.refusal) for words, term in read if term and term.refusal)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of every term that must be understood: no days were given by hand."""
        return (*self._words_of_plans(), *self._words_of_clauses())

    def _words_of_plans(self) -> Iterator[Words]:
        for plan in self.plans:
            for index, section in enumerate(plan.sections):
                yield from _deadline(plan, ("sections", index), section.deadline)
        for row in self.rows:
            if not row.item.windows:
                yield from _deadline(row.plan, row.path, row.item.deadline)
            yield from _extensions(row.plan, row.path, row.item.events)

    def _words_of_clauses(self) -> Iterator[Words]:
        for order, placed in self.clauses:
            clause, path = placed.clause, placed.path
            yield from _deadline(order, path, clause.deadline)
            yield from _extensions(order, path, clause.events)
            if clause.kind == "set_terms":
                for index, term in enumerate(clause.terms):
                    yield from _deadline(order, (*path, "terms", index), term.deadline)


def _deadline(document: Document, path: Path, words: tuple[str, ...]) -> Iterator[Words]:
    for index, text in enumerate(words):
        yield Words(document, (*path, "deadline", index), text)


def _extensions(document: Document, path: Path, events: tuple[Event, ...]) -> Iterator[Words]:
    for index, event in enumerate(events):
        if event.event == "extended":
            yield Words(document, (*path, "events", index, "to"), event.to)
