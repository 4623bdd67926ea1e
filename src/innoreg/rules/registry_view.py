"""The registry as the rules look at it: what several of them need is gathered once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from innoreg.diagnostics import Diagnostic, Place
from innoreg.ledger import Ledger, Problem, ProblemCode, State, Step
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.model.order import Order
from innoreg.model.registry import Path, Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.rules.plan_items import Row
from innoreg.rules.record_texts import RecordPlaces, RecordTexts
from innoreg.rules.term_readings import Readings

R = TypeVar("R", bound=Record)
Seen = TypeVar("Seen")


def gathered_once(gather: Callable[..., Iterator[Seen]]) -> Callable[["View"], tuple[Seen, ...]]:
    """What several rules go through is gathered by the first of them."""

    @wraps(gather)
    def gathered(view: "View") -> tuple[Seen, ...]:
        if gather not in view.kept:
            view.kept[gather] = tuple(gather(view))
        return view.kept[gather]

    return gathered


class View:
    """What rules ask. The same registry gives the same answers, so each is kept."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        # By the function that gathers: two rules that need the same thing share it.
        self.kept: dict[object, tuple[Any, ...]] = {}
        self.found: Sequence[Diagnostic] = ()
        """What the other rules found, for the one that is asked last."""
        self._places: dict[int, RecordPlaces] = {}
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._clauses: dict[int, tuple[PlacedClause, ...]] = {}
        # Not the view's own methods: rows keep them, and a circle of rows and view would outlive
        # its use by far.
        readings = Readings(registry.settings)
        self.period, self.parse_in_document = readings.period, readings.parse_in_document

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Every record of one kind."""
        return self.registry.all(model)

    def place(self, record: Record, *path: str | int, key: bool = False) -> Place:
        """Where a value of the record (or its key) stands.

        Only what is found has a place: looking for one costs more than most rules.
        """
        return self.registry.place(record, *path, key=key)

    @cached_property
    def record_texts(self) -> RecordTexts:
        """What the records name and say."""
        return RecordTexts(self.registry.records)

    def places(self, record: Record) -> RecordPlaces:
        """Where a record says what: asked only of those with a finding."""
        if id(record) not in self._places:
            self._places[id(record)] = RecordPlaces(record)
        return self._places[id(record)]

    def where(self, text: str, records: Iterable[Record]) -> Iterator[tuple[Record, Path]]:
        """Every place where these records say the text."""
        for record in records:
            for path in self.places(record).texts[text]:
                yield record, path

    @cached_property
    def plans(self) -> tuple[Roadmap, ...]:
        """Every plan."""
        return self.all(Roadmap)

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Every order."""
        return self.all(Order)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every item of every plan in reading order."""
        return tuple(row for plan in self.plans for row in self.rows_of(plan))

    def rows_of(self, plan: Roadmap) -> tuple[Row, ...]:
        """The items of a plan in reading order."""
        if id(plan) not in self._rows:
            placed_in_plan = placed_items(plan)
            self._rows[id(plan)] = tuple(
                Row(self.parse_in_document, plan, each) for each in placed_in_plan
            )
        return self._rows[id(plan)]

    @cached_property
    def clauses(self) -> tuple[tuple[Order, PlacedClause], ...]:
        """Every clause of every order in reading order."""
        return tuple((order, placed) for order in self.orders for placed in self.clauses_of(order))

    def clauses_of(self, order: Order) -> tuple[PlacedClause, ...]:
        """The clauses of an order in reading order."""
        if id(order) not in self._clauses:
            self._clauses[id(order)] = tuple(order.placed_clauses())
        return self._clauses[id(order)]

    def signed(self, plan: Roadmap) -> date | None:
        """The day of signing of the order that carries a plan."""
        order = self.registry.order_of(plan)
        return order.date if order else None

    @cached_property
    def outcome(self) -> State:
        """Everything as the orders leave it, the last of them included: rules know no today.

        Records that could only be salvaged are left out, and so are the items of plans: what is
        wrong with their events they show themselves.
        """
        registry = self.registry
        if registry.broken:
            whole = (r for r in registry.records if r.id not in registry.broken)
            registry = Registry(registry.settings, [(r, self.registry.source(r)) for r in whole])
        return Ledger(registry, every=False).state(date.max)

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
