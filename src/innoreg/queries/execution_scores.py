"""Discipline of execution: done in time to due; by who answers, by district, by plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from innoreg.deadlines import BINDING_KINDS, Period
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.queries.asked_scope import AskedScope
from innoreg.queries.due_row import DueRow, Status
from innoreg.queries.filters import Filters
from innoreg.queries.nothing_found import Nothing
from innoreg.queries.occurrence_rows import RegistryRows, find_around, find_rows
from innoreg.queries.record_names import find_by_words
from innoreg.queries.responsible_people import Carrier, district_carriers

By = Literal["responsible", "district", "roadmap"]


@dataclass(frozen=True, slots=True)
class Score:
    """How somebody, or a plan, kept the terms that have come.

    due: terms whose last day has passed, and those done before it. in_time + late + overdue make
    up due; extended says how many of due were moved by an order and counts by the new day.
    addressees: how many must report one by one on those due, and reported how many of them have.
    """

    carrier: Carrier
    due: int = 0
    in_time: int = 0
    late: int = 0
    overdue: int = 0
    extended: int = 0
    reported: int = 0
    addressees: int = 0

    @property
    def ratio(self) -> float | None:
        """Done in time ÷ due; None where nothing has fallen due."""
        return self.in_time / self.due if self.due else None

    def plus(self, status: Status, occurrence: DueRow) -> "Score":
        """The score with one more term, which stands so."""
        # None and not 0 where nobody must report apart.
        several = occurrence.reported is not None
        return Score(
            self.carrier,
            self.due + 1,
            self.in_time + (status == "done"),
            self.late + (status == "done-late"),
            self.overdue + (status == "overdue"),
            self.extended + (occurrence.first_due != occurrence.due),
            self.reported + (occurrence.reported or 0),
            self.addressees + (len(occurrence.addressees) if several else 0),
        )


@dataclass(frozen=True, slots=True)
class Discipline:
    """The scores, the worst first, and all terms together, each counted once.

    nothing: why there are none, if there are none.
    """

    today: date
    period: Period
    rows: tuple[Score, ...]
    total: Score
    nothing: Nothing | None = None


def score_discipline(
    registry: Registry,
    period: Period,
    wanted: Filters,
    today: date,
    by: By,
    rows: RegistryRows | None = None,
) -> Discipline:
    """How terms that end in the period were kept by `today`; `rows`: those of that day, if at hand.

    Cancelled terms and those that bind to no day are left out. By responsible only the first one
    who answers is scored. By district a term that each of several must meet is scored for each.
    Those who serve other districts than the one asked about are not in it, nor their reports.
    """
    scores, scope = dict[str, Score](), AskedScope(registry, wanted)
    all_rows = rows or RegistryRows(registry, today)
    found = [row for row in find_rows(all_rows, wanted, today) if _binds_in(row, period)]
    for occurrence in found:
        for carrier, status in _carriers_with_status(registry, occurrence, today, by, scope):
            if _is_scored(status):
                score = scores.get(carrier.key, Score(carrier))
                within = carrier.id if by == "district" else None
                scores[carrier.key] = score.plus(status, scope.narrowed(occurrence, within))
    district = find_by_words(registry, District, wanted.district) if by == "district" else None
    # Of districts that share a thing with the one asked for only a part is known here.
    asked = (s for s in scores.values() if district is None or s.carrier.id == district.id)
    sorted_rows = sorted(asked, key=lambda s: (s.ratio, -s.due, s.carrier.text))
    start, end = period.start, period.end
    nothing = find_around(all_rows, wanted, today, start, end) if not sorted_rows else None
    total = score_rows(map(scope.narrowed, found), period, today)
    return Discipline(today, period, tuple(sorted_rows), total, nothing)


def score_rows(rows: Iterable[DueRow], period: Period, today: date) -> Score:
    """How the terms among these rows that end in the period were kept by `today`, all together."""
    total = Score(Carrier(None, ""))
    for occurrence in rows:
        status = occurrence.status(today)
        if _binds_in(occurrence, period) and _is_scored(status):
            total = total.plus(status, occurrence)
    return total


def _binds_in(occurrence: DueRow, period: Period) -> bool:
    # Nobody can be late for what runs always or has no day.
    return occurrence.kind in BINDING_KINDS and occurrence.due in period


def _is_scored(status: Status) -> bool:
    return status in ("done", "done-late", "overdue")


def _carriers_with_status(
    registry: Registry, occurrence: DueRow, today: date, by: By, scope: AskedScope
) -> Iterator[tuple[Carrier, Status]]:
    if by == "responsible":
        for carrier, first in scope.carriers(occurrence):
            if first:
                yield carrier, occurrence.status(today)
    elif by == "roadmap":
        yield Carrier(occurrence.document, occurrence.document_title), occurrence.status(today)
    else:
        for carrier, _first in district_carriers(registry, occurrence):
            yield carrier, _status_for_district(registry, occurrence, today, carrier.id or "")


def _status_for_district(
    registry: Registry, occurrence: DueRow, today: date, district: str
) -> Status:
    # A district that is not addressed itself is measured by the thing as a whole.
    if district in occurrence.addressees and registry.get(District, district):
        return occurrence.status_of(district, today)
    return occurrence.status(today)
