"""The condition `rank`: the worst or best schools by a measure, as many as a percentage says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cmp_to_key

from innoreg.criteria.reasons import Gap, RankReason, RowFact, Truth
from innoreg.criteria.school_rows import SchoolRows, join_gaps
from innoreg.model.criteria import PlaceInRow
from innoreg.model.exact_numbers import Exact, exact, is_less
from innoreg.model.registry import Path
from innoreg.model.results_table import ResultRow


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of one school; None where it has none: then `gaps` say what is missing.

    Where all rows were left out, or none is expected, there are no gaps: it is in no row at all.
    """

    value: Exact | None
    gaps: tuple[Gap, ...] = ()
    left_out: tuple[RowFact, ...] = ()


class Ranking:
    """The schools in the order of their measure, the first ones those that the condition looks for."""

    def __init__(self, schools: Iterable[SchoolRows], condition: PlaceInRow, year: int) -> None:
        self.measures: Mapping[str, Measure] = {
            rows.ref: measure(rows, condition, year) for rows in schools
        }
        values = [each.value for each in self.measures.values() if each.value]
        # A high share below the minimum is bad, a high share of high ones and a high mean are good.
        greatest_first = (condition.by == "below") == (condition.from_ == "worst")
        order = sorted(values, key=cmp_to_key(_compare), reverse=greatest_first)
        percent = exact(condition.percent)
        self.schools = len(values)
        self.limit = percent.numerator * len(values) // (100 * percent.denominator)
        self._last = order[self.limit - 1] if self.limit else None
        self._places: dict[Exact, int] = {}
        for at, value in enumerate(order, 1):
            if at == 1 or _compare(order[at - 2], value):
                place = at
            self._places.setdefault(value, place)
        self._greatest_first = greatest_first

    def enters(self, value: Exact) -> bool:
        """Whether a measure is among the first; those equal to the last of them are, too."""
        if self._last is None:
            return False
        if self._greatest_first:
            return not is_less(value, self._last)
        return not is_less(self._last, value)

    def reason(
        self, school: str, condition: PlaceInRow, path: Path, text: str | None
    ) -> RankReason:
        """Whether the school is among them."""
        found = self.measures[school]
        truth: Truth = None if found.gaps else False
        place = None
        if found.value:
            truth, place = self.enters(found.value), self._places[found.value]
        return RankReason(
            path, truth, condition, text, found.value, place, self.limit, self.schools,
            found.gaps, found.left_out,
        )  # fmt: skip


def _compare(one: Exact, other: Exact) -> int:
    return is_less(other, one) - is_less(one, other)


def measure(rows: SchoolRows, condition: PlaceInRow, year: int) -> Measure:
    """The share of all people of the procedures together, or the mean weighed by them."""
    book = rows.year(year)
    if book is None:
        return Measure(None, (Gap(year),))
    gaps: list[tuple[int, str | None]] = []
    left_out: list[RowFact] = []
    taken: list[ResultRow] = []
    for procedure in rows.chosen(book, condition):
        row = rows.row(book, procedure.id)
        if row is None:
            if rows.is_expected(procedure) or not book.is_whole:
                gaps.append((year, procedure.id))
        elif rows.is_left_out(row):
            left_out.append(rows.fact(book, row, row.below))
        elif _part(row, condition.by) is None:
            gaps.append((year, procedure.id))
        else:
            taken.append(row)
    known = None if gaps or not taken else _value(taken, condition.by)
    return Measure(known, join_gaps(iter(gaps)), tuple(left_out))


def _part(row: ResultRow, by: str) -> Exact | None:
    if by == "mean":
        return exact(row.mean) if row.mean else None
    part = row.below if by == "below" else row.high
    return None if part is None else Exact(part, 1)


def _value(rows: Iterable[ResultRow], by: str) -> Exact:
    """The measure as a fraction; of shares without the hundred."""
    numerator, denominator, people = 0, 1, 0
    for row in rows:
        part = _part(row, by)
        assert part is not None
        weight = row.participants if by == "mean" else 1
        numerator = numerator * part.denominator + part.numerator * weight * denominator
        denominator *= part.denominator
        people += row.participants
    return Exact(numerator, denominator * people)
