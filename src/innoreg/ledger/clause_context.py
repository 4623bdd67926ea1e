"""A clause at work: the clause in its order, what it concerns, and the steps it makes."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from innoreg.deadlines import Calendar, Period
from innoreg.ledger.affiliation import canonical_anchor
from innoreg.ledger.step import CountedFrom, Problem, ProblemCode, Step, StepKind
from innoreg.model.clause import PlacedClause, subjects_of
from innoreg.model.order import Appendix, Order
from innoreg.model.registry import Path, Registry, Target
from innoreg.model.term_reading import document_period, registry_calendar

APPENDIX_KINDS = {"sites": "site", "pairs": "pair"}


class Subject(NamedTuple):
    """What a clause names, and where the name stands."""

    target: Target
    path: Path

    @property
    def ref(self) -> str:
        """The shortest reference that names it."""
        return self.target.ref


class Act(NamedTuple):
    """One clause of an order in force from `day`; council: its issuer only recommends."""

    registry: Registry
    order: Order
    day: date
    placed: PlacedClause
    council: bool = False

    @property
    def ref(self) -> str:
        """The clause as a reference."""
        return f"{self.order.id}/{self.placed.key}"

    @property
    def period(self) -> Period:
        """Where its terms without a year lie."""
        return document_period(self.order)

    @property
    def calendar(self) -> Calendar:
        """How the registry counts the weeks and years of its terms."""
        return registry_calendar(self.registry.settings)

    @property
    def counted_from(self) -> CountedFrom:
        """The days its terms may be counted from: set by hand, of signing, of entry into force."""
        named = self.placed.clause.counted_from
        days = {
            "": None if isinstance(named, str) else named,
            "signing": self.order.date,
            "entry": self.day,
        }
        return tuple((name, day) for name, day in days.items() if day)

    @property
    def anchor(self) -> str | None:
        """What has to be done before its terms begin to run, where the clause names such a thing."""
        named = self.placed.clause.counted_from
        return canonical_anchor(self.registry, named) if isinstance(named, str) else None

    def step(self, subject: str, kind: StepKind, path: Path = (), **facts: Any) -> Step:
        """What the clause does to `subject`; `path` is below the clause."""
        return Step(
            facts.pop("day", self.day),
            subject,
            kind,
            self.order,
            (*self.placed.path, *path),
            self.order.id,
            self.placed.key,
            **facts,
        )

    def problem(self, code: ProblemCode, *path: str | int, **params: Any) -> Problem:
        """A problem of the clause at `path` below it."""
        here = (*self.placed.path, *path)
        return Problem(code, self.order, here, tuple(sorted(params.items())), self.day)

    def subjects(self, *kinds: str) -> Iterator[Subject | Problem]:
        """What the clause or its appendix names, of these kinds; another kind is a problem.

        What the register does not hold is passed over: the rules report unknown references.
        """
        for ref, path, wanted in self._named_references(kinds):
            # Asked with the kinds first: a school and a site may share an id, and the clause
            # means the one it can act on.
            if target := self.registry.find(ref, wanted):
                yield Subject(target, path)
            elif other := self.registry.find(ref):
                yield Problem(
                    "wrong-subject",
                    self.order,
                    path,
                    (("clause", self.placed.clause.kind), ("kind", other.kind), ("subject", ref)),
                    self.day,
                )

    def _named_references(
        self, kinds: tuple[str, ...]
    ) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
        named = subjects_of(self.placed.clause)
        for index, ref in enumerate(named):
            yield ref, (*self.placed.path, "subjects", index), kinds
        found = self.appendix
        if found is None:
            return
        at, appendix = found
        # What the clause names itself is not named a second time by its appendix, or one
        # approval would count as two.
        if appendix.roadmap and "roadmap" in kinds and appendix.roadmap not in named:
            yield appendix.roadmap, ("appendices", at, "roadmap"), ("roadmap",)
        for field, kind in APPENDIX_KINDS.items():
            if kind in kinds:
                rows = ((i, r) for i, r in enumerate(getattr(appendix, field)) if r not in named)
                for index, ref in rows:
                    yield ref, ("appendices", at, field, index), (kind,)

    @property
    def appendix(self) -> tuple[int, Appendix] | None:
        """The appendix the clause refers to, with its place; the only one needs no number."""
        number = self.placed.clause.appendix
        if number is None:
            return None
        only = len(self.order.appendices) == 1
        for index, appendix in enumerate(self.order.appendices):
            # Orders with a single appendix rarely number it, and their clauses still say «№ 1».
            if _is_same_number(appendix.number, number) or (only and appendix.number is None):
                return index, appendix
        return None


def _is_same_number(one: str | None, other: str) -> bool:
    # «2» and «2.» are the same number: copyists differ in the dot.
    return one is not None and one.strip().rstrip(".") == other.strip().rstrip(".")
