"""All rows of a registry on a day, and the names in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from innoreg.model.base import Record
from innoreg.model.registry import Registry
from innoreg.queries.filters import Filter, Filters
from innoreg.queries.obligation import obligations
from innoreg.queries.occurrence import occurrences
from innoreg.queries.records import RegistryNames
from innoreg.queries.rows import DueRow, Listed


class Registered(RegistryNames, Listed):
    """The rows and names of a registry as `innoreg.queries.rows.Rows`."""

    def __init__(self, registry: Registry, day: date) -> None:
        RegistryNames.__init__(self, registry)
        Listed.__init__(self, rows_of(registry, day))

    def narrowed(self, _file: str | None, _ids: Sequence[str]) -> Listed:
        """See `innoreg.queries.rows.Rows`."""
        return self

    def placed(self, row: DueRow) -> DueRow:
        """See `innoreg.queries.rows.Rows`."""
        record = self._records[row.source_file]
        return row._replace(line=self._registry.place(record, *row.path).line)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        return {self._registry.source(record).file: record for record in self._registry.records}


def rows_of(registry: Registry, day: date) -> list[DueRow]:
    """Every dated window as it stands on `day`, in reading order."""
    return [row for thing in obligations(registry, day) for row in occurrences(thing)]


def all_occurrences(registry: Registry, wanted: Filters, day: date) -> list[DueRow]:
    """Every row that passes the filters, in reading order."""
    chosen = Filter(RegistryNames(registry), wanted, day)
    return list(chosen.passing(rows_of(registry, day)))
