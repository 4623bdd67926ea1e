"""The rows of one school that a condition looks at: known, left out, not to be expected, or missing."""

from collections.abc import Iterator
from typing import NamedTuple

from innoreg.criteria.reasons import Gap, RowFact
from innoreg.model.criteria import LowShares, ProcedureChoice
from innoreg.model.exact_numbers import (
    Exact,
    exact,
    exceeds,
    greatest_part,
    least_part,
    reaches,
)
from innoreg.model.results import Procedure
from innoreg.model.results_book import ResultsBook, YearResults
from innoreg.model.results_table import ResultRow
from innoreg.model.school import School


class Threshold(NamedTuple):
    """The threshold of a condition, and which people of a row it looks at."""

    share: str
    percent: Exact
    at_most: bool

    @classmethod
    def of(cls, condition: LowShares) -> "Threshold":
        """That of a condition."""
        text = condition.at_least or condition.at_most or "0"
        return cls(condition.share, exact(text), condition.at_least is None)

    def part(self, row: ResultRow) -> int | None:
        """The people of the row that are counted; None where it does not give them."""
        return row.below if self.share == "below" else row.high

    def is_reached(self, part: int, whole: int) -> bool:
        """Whether the share is on the side of the threshold that the condition wants."""
        if self.at_most:
            return not exceeds(part, whole, self.percent)
        return reaches(part, whole, self.percent)

    def lacking(self, part: int, whole: int) -> int:
        """How many people more, or fewer, would reach it."""
        if self.at_most:
            return max(0, part - greatest_part(whole, self.percent))
        return max(0, least_part(whole, self.percent) - part)


class SchoolRows:
    """One school in the results of all years; rows with fewer than `least` people are left out."""

    def __init__(self, book: ResultsBook, school: School, ref: str, least: int) -> None:
        self._book, self.school, self.ref, self._least = book, school, ref, least

    def year(self, year: int) -> YearResults | None:
        """The results of a year; None where nothing of it can be read."""
        found = self._book.year(year)
        return found if found and found.table is not None and not _has_no_rows(found) else None

    def chosen(self, year: YearResults, choice: ProcedureChoice) -> Iterator[Procedure]:
        """The procedures of the year that a condition looks at; a renamed one by either id."""
        lines = {self._book.line_of(each) for each in choice.procedures}
        for procedure in year.procedures.values():
            named = not lines or self._book.line_of(procedure.id) in lines
            if named and (not choice.kind or procedure.kind in choice.kind):
                yield procedure

    def is_expected(self, procedure: Procedure) -> bool:
        """Whether the school should have a row; where its levels are not known it may have one."""
        return not self.school.levels or procedure.level in self.school.levels

    def row(self, year: YearResults, procedure: str) -> ResultRow | None:
        """The row of the school; None where there is none."""
        return year.of_school(self.ref).get(procedure)

    def is_left_out(self, row: ResultRow) -> bool:
        """Whether too few took part."""
        return row.participants < max(self._least, 1)

    def fact(self, year: YearResults, row: ResultRow, part: int, lacking: int = 0) -> RowFact:
        """The row as a fact for an explanation."""
        name = year.procedures[row.procedure].full_name
        return RowFact(year.year, row.procedure, name, part, row.participants, lacking)

    def line_of(self, procedure: str) -> str:
        """See `ResultsBook.line_of`."""
        return self._book.line_of(procedure)


def _has_no_rows(year: YearResults) -> bool:
    """Whether the head of the table could not be read, so that nothing is known of any school."""
    return bool(year.table and not year.table.rows and year.table.defects)


def join_gaps(gaps: Iterator[tuple[int, str | None]]) -> tuple[Gap, ...]:
    """Gaps by year, in the order of the years; a procedure of None stands for the whole year."""
    found: dict[int, list[str]] = {}
    whole: set[int] = set()
    for year, procedure in gaps:
        names = found.setdefault(year, [])
        if procedure is None:
            whole.add(year)
        elif procedure not in names:
            names.append(procedure)
    return tuple(Gap(year, () if year in whole else tuple(found[year])) for year in sorted(found))
