"""Writes the tables of a registry on a day into a folder, which appears complete or not at all."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from innoreg.export import parquet_writer, sqlite_writer, xlsx_writer
from innoreg.export.regions import UNKNOWN, Regions
from innoreg.export.results_by_district import RESULTS, public_sums
from innoreg.export.table_schema import Row, Table
from innoreg.export.tables import TABLES
from innoreg.export.term_windows import WINDOWS, public_window
from innoreg.export.workbook_writer import require_xlsxwriter
from innoreg.model.registry import Registry
from innoreg.output_folder import OutputFolder
from innoreg.queries.public_registry import PublicView, public_registry

# Programs that read tables pass over names that begin with `_`.
MANIFEST = "_export.json"
# All that an export consists of: a folder that holds anything else is never replaced.
_EXPORTED = re.compile(
    r"kind=\w+/region=[^/]+/part-\d+\.parquet|[\w-]+\.(?:sqlite|xlsx)|[\w.-]+\.ics"
)
Format = Literal["parquet", "sqlite", "xlsx"]
Progress = Callable[[str, int], None]
# Rows between two calls of `progress`.
_STEP = 500


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: the number of rows of each table, and of rows without a known region."""

    tables: dict[str, int]
    unknown: int

    @property
    def rows(self) -> int:
        """The number of rows of all tables."""
        return sum(self.tables.values())


def export_folder(folder: Path) -> OutputFolder:
    """The folder of an export."""
    return OutputFolder(folder, MANIFEST, _EXPORTED)


def check_target(folder: Path, format: Format) -> None:
    """Refuse, before the registry is read, a folder that is in use or a missing library.

    Raises Refused for the folder, CannotGoOn where a library is not installed.
    """
    export_folder(folder).check_free()
    if format == "parquet":
        parquet_writer.require_pyarrow()
    elif format == "xlsx":
        require_xlsxwriter()


def export_registry(
    registry: Registry,
    today: date,
    folder: Path,
    format: Format,
    progress: Progress,
    *,
    public: bool = False,
    with_results: bool = False,
    lacks: Mapping[str, object] | None = None,
) -> ExportResult:
    """Write every table; `progress` is called with a table's name and its rows so far.

    `lacks` stands in the manifest: what the registry itself does without. `public`: only what
    anybody may see, see `innoreg.model.privacy`; with_results: and sums of results by district. Raises Refused for a folder that is not an
    earlier export, OSError where the disk cannot be written.
    """
    # Regions are those of the full registry: what is not shown may give a record its region.
    count = _RowSource(
        registry, Regions(registry), today, progress, public=public, with_results=with_results
    )
    target = export_folder(folder)
    with target.replacing() as new:
        if format == "parquet":
            parquet_writer.write_parquet(
                new, TABLES, count.rows, count.regions.only_region or UNKNOWN
            )
        elif format == "xlsx":
            title = registry.settings.title
            xlsx_writer.write_xlsx(new, TABLES, count.rows, title, today)
        else:
            sqlite_writer.write_sqlite(new, TABLES, count.rows)
        about = {"form": format, "title": registry.settings.title, "today": str(today)}
        target.write_manifest(new, {**about, **(lacks or {}), "tables": dict(count.tables)})
    return ExportResult(dict(count.tables), count.unknown)


class _RowSource:
    """Gives the rows of each table to a writer and counts them."""

    def __init__(
        self,
        registry: Registry,
        regions: Regions,
        today: date,
        progress: Progress,
        *,
        public: bool,
        with_results: bool,
    ) -> None:
        self._whole, self.regions = registry, regions
        self._with_results = with_results
        self._view = PublicView(registry) if public else None
        self.registry = public_registry(registry) if public else registry
        self.today, self.progress = today, progress
        self.tables = Counter[str]()
        self.unknown = 0

    def rows(self, table: Table) -> Iterator[tuple[str, tuple[object, ...]]]:
        """The region and the values, by column, of each row of the table."""
        registry, regions = self.registry, self.regions
        reads = [column.read for column in table.columns]
        self.tables[table.name] = 0
        self.progress(table.name, 0)
        for number, row in enumerate(self._rows_of(table), 1):
            region = regions.region_of(row.record)
            self.unknown += region == UNKNOWN
            self.tables[table.name] = number
            if number % _STEP == 0:
                self.progress(table.name, number)
            yield region, tuple(read(registry, row) for read in reads)

    def _rows_of(self, table: Table) -> Iterator[Row]:
        """The rows of a table; of a public export those of the public registry.

        What is due follows from everything, and is shown where it is about what is public.
        """
        if self._view and table is WINDOWS:
            every = table.rows(self._whole, self.today)
            return (shown for row in every if (shown := public_window(self._view, row)))
        if self._view and table is RESULTS and self._with_results:
            return public_sums(table.rows(self._whole, self.today))
        return table.rows(self.registry, self.today)
