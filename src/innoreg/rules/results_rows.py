"""The rows of the tables of results, gathered once for all rules, and where they stand."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import islice

from innoreg.diagnostics import Place
from innoreg.i18n import TN
from innoreg.model.results import Procedure, Results
from innoreg.model.results_book import YearResults, read_year
from innoreg.model.results_table import COLUMNS, ResultRow
from innoreg.model.school import School
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding

Rule = Callable[[View], Iterator[Finding]]
_MOST = 200
"""So many rows are told one by one; what is wrong in all of a hundred thousand is one mistake."""


def first_ones(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, of very many the first and how many there are besides."""
    every = iter(findings)
    yield from islice(every, _MOST)
    for first in islice(every, 1):
        n = 1 + sum(1 for _each in every)
        yield Finding(first.place, TN("{n} more row like these", "{n} more rows like these", n))


def told_shortly(rule: Rule) -> Rule:
    """The rule, which tells of very many rows the first and how many there are besides."""

    @wraps(rule)
    def told(view: View) -> Iterator[Finding]:
        return first_ones(rule(view))

    return told


@gathered_once
def years_of_results(view: View) -> Iterator[YearResults]:
    """Every record of results with the rows of its table."""
    yield from (read_year(view.registry, head) for head in view.all(Results))


@gathered_once
def known_rows(view: View) -> Iterator[tuple[YearResults, ResultRow, Procedure, School]]:
    """The rows whose procedure and school are known."""
    schools = {school.id: school for school in view.all(School)}
    for year in years_of_results(view):
        for row in year.rows:
            procedure = year.procedures.get(row.procedure)
            school = schools.get(year.schools.get(row.school, ""))
            if procedure and school:
                yield year, row, procedure, school


@gathered_once
def row_notes(view: View) -> Iterator[tuple[str, Place]]:
    """The notes of all rows, each with its place: the only words of the tables that nothing bounds."""
    for year in years_of_results(view):
        for row in year.rows:
            if row.note:
                yield row.note, cell_place(year, row, "note")


def row_place(year: YearResults, line: int, at: int = 1, words: str = "") -> Place:
    """The place of a line, or of these words in it that begin at column `at`."""
    return Place(year.file, line, at, at + len(words) if words else None)


def cell_place(year: YearResults, row: ResultRow, column: str) -> Place:
    """The place of a row's cell, in a table with the columns as they are written."""
    before = (str(value) if value is not None else "" for value in row[: COLUMNS.index(column)])
    words = str(getattr(row, column))
    return row_place(year, row.line, sum(len(cell) + 1 for cell in before) + 1, words)
