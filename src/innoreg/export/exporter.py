"""Registry and day -> a folder that appears whole."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from innoreg.errors import Refused
from innoreg.export import parquet_writer, sqlite_writer
from innoreg.export.regions import UNKNOWN, Regions
from innoreg.export.table_schema import Table
from innoreg.export.tables import TABLES
from innoreg.i18n import T
from innoreg.model.person import Person
from innoreg.model.registry import Registry

MANIFEST = "_export.json"
"""Says what was exported; programs that read tables pass over names that begin with `_`."""


def check_free(folder: Path) -> None:
    """Refuse a folder that is anything but absent, empty or an earlier export and nothing more."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(
            T("{path} is a file and is left as it is", path=folder),
            T("name a new or empty folder"),
        )
    files = _files(folder)
    known = _exported(folder)
    if known is None and any(folder.iterdir()):
        raise Refused(
            T("{path} is no earlier export and is left as it is", path=folder),
            T("name a new or empty folder"),
        )
    if known is not None and (strange := sorted(files - known)):
        raise Refused(
            T("{path} also holds what no export wrote: {files}", path=folder, files=strange[0]),
            T("move it elsewhere, or name a new folder"),
        )


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in found}


def _exported(folder: Path) -> set[str] | None:
    """The files of the earlier export there; None where there was none."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {MANIFEST, *map(str, files)}
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder beside it to write in, which takes its place when all went well."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = aside / "new"
        new.mkdir()
        yield new
        check_free(folder)
        _exchange(folder, new, aside / "old")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def describe(folder: Path, about: Mapping[str, object]) -> None:
    """Write the manifest: what the export is, and every file of it."""
    content = {"format": 1, **about, "files": sorted(_files(folder))}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


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
        parquet_writer.pyarrow()


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
            parquet_writer.write(new, TABLES, count.rows, count.regions.only or UNKNOWN)
        else:
            sqlite_writer.write(new, TABLES, count.rows)
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
