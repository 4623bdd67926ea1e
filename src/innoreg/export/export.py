"""The whole export: registry and day -> a folder of tables."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from innoreg.export import parquet, sqlite
from innoreg.export.columns import Table
from innoreg.export.folder import check_free, describe, replaced
from innoreg.export.regions import UNKNOWN, Regions
from innoreg.export.tables import TABLES
from innoreg.model.person import Person
from innoreg.model.registry import Registry

Format = Literal["parquet", "sqlite"]
Progress = Callable[[str, int], None]
_STEP = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the rows of each table, how many of them belong to no known region."""

    tables: dict[str, int]
    unknown: int

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(self.tables.values())


def prepare(folder: Path, format: Format) -> None:
    """Refuse what cannot come to an end, before anything is read."""
    check_free(folder)
    if format == "parquet":
        parquet.pyarrow()


def _public(registry: Registry) -> Registry:
    """The register without the records of people that are marked protected."""
    kept = [r for r in registry.records if not (isinstance(r, Person) and r.protected)]
    return Registry(registry.settings, [(r, registry.source(r)) for r in kept], registry.broken)


def export(
    registry: Registry,
    today: date,
    folder: Path,
    format: Format,
    progress: Progress,
    *,
    public: bool = False,
) -> Exported:
    """Write every table; `progress` hears the table and its rows so far.

    `public` leaves out people marked protected.

    Raises Refused for a folder that is not an earlier export, OSError where the disk refuses.
    """
    count = _Count(_public(registry) if public else registry, Regions(registry), today, progress)
    with replaced(folder) as new:
        if format == "parquet":
            parquet.write(new, TABLES, count.rows, count.regions.only or UNKNOWN)
        else:
            sqlite.write(new, TABLES, count.rows)
        about = {"form": format, "title": registry.settings.title, "today": str(today)}
        describe(new, {**about, "tables": dict(count.tables)})
    return Exported(dict(count.tables), count.unknown)


class _Count:
    """The rows of the tables as they go by."""

    def __init__(
        self, registry: Registry, regions: Regions, today: date, progress: Progress
    ) -> None:
        self.registry, self.regions = registry, regions
        self.today, self.progress = today, progress
        self.tables = Counter[str]()
        self.unknown = 0

    def rows(self, table: Table) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Region and values of each row."""
        registry, regions = self.registry, self.regions
        reads = [column.read for column in table.columns]
        self.tables[table.name] = 0
        self.progress(table.name, 0)
        for number, row in enumerate(table.rows(registry, self.today), 1):
            region = regions.of(row.record)
            self.unknown += region == UNKNOWN
            self.tables[table.name] = number
            if number % _STEP == 0:
                self.progress(table.name, number)
            yield region, tuple(read(registry, row) for read in reads)
