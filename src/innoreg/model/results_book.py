"""The results of all years, by school and procedure; a year's rows are read when they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from innoreg.i18n import T
from innoreg.model.registry import Registry
from innoreg.model.results import Procedure, Results
from innoreg.model.results_table import Defect, ResultRow, ResultsTable, read_table


def rows_file(registry: Registry, head: Results) -> str:
    """The path of the CSV file with the rows of a year: beside the record, of the same name."""
    return registry.source(head).file.removesuffix(".yaml") + ".csv"


@dataclass(frozen=True)
class YearResults:
    """One year: its head, and its rows by school and procedure.

    table: None where the file of the rows is not there. By (school, procedure) the first row
    counts; a second one is a finding of the rules. The references are canonical.
    """

    head: Results
    file: str
    table: ResultsTable | None
    schools: Mapping[str, str]
    """The canonical reference of every school that the rows name; unknown ones are absent."""

    @property
    def year(self) -> int:
        """The year."""
        return self.head.year

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """All rows that could be read."""
        return self.table.rows if self.table else ()

    @property
    def is_whole(self) -> bool:
        """Whether all rows could be read: else what is missing may stand in one of the others."""
        return self.table is not None and not self.table.defects

    @cached_property
    def procedures(self) -> Mapping[str, Procedure]:
        """What was held, by id."""
        found: dict[str, Procedure] = {}
        for each in self.head.procedures:
            found.setdefault(each.id, each)
        return found

    @cached_property
    def _by_school(self) -> Mapping[str, Mapping[str, ResultRow]]:
        found: dict[str, dict[str, ResultRow]] = {}
        for row in self.rows:
            if school := self.schools.get(row.school):
                found.setdefault(school, {}).setdefault(row.procedure, row)
        return found

    def of_school(self, school: str) -> Mapping[str, ResultRow]:
        """The rows of a school (a canonical reference) by procedure."""
        return self._by_school.get(school, {})

    @property
    def named_schools(self) -> frozenset[str]:
        """The schools that have any row."""
        return frozenset(self._by_school)


class ResultsBook:
    """The years of a registry; of two heads of one year the first file counts."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._read: dict[int, YearResults] = {}

    @cached_property
    def heads(self) -> Mapping[int, Results]:
        """The record of each year, the earliest year first."""
        found: dict[int, Results] = {}
        for head in sorted(self._registry.all(Results), key=lambda each: each.year):
            found.setdefault(head.year, head)
        return found

    def year(self, year: int) -> YearResults | None:
        """The results of a year; None where the register has none."""
        if year not in self._read and year in self.heads:
            self._read[year] = read_year(self._registry, self.heads[year])
        return self._read.get(year)

    def line_of(self, procedure: str) -> str:
        """The oldest id of a procedure that was renamed: the same for all its years."""
        seen = {procedure}
        while (older := self._continued.get(procedure)) and older not in seen:
            seen.add(older)
            procedure = older
        return procedure

    @cached_property
    def _continued(self) -> Mapping[str, str]:
        heads = self.heads.values()
        return {p.id: p.continues for head in heads for p in head.procedures if p.continues}


def read_year(registry: Registry, head: Results) -> YearResults:
    """The rows of one head, read from its file."""
    file = rows_file(registry, head)
    table = _table_of(registry.tables.get(file))
    names = {row.school for row in table.rows} if table else set()
    targets = {name: registry.find(name, ("school",)) for name in names}
    schools = {name: target.ref for name, target in targets.items() if target}
    return YearResults(head, file, table, schools)


def _table_of(held: bytes | T | None) -> ResultsTable | None:
    if isinstance(held, T):
        return ResultsTable(defects=(Defect("unreadable", reason=held),))
    return None if held is None else read_table(held)
