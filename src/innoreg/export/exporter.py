"""Writes the tables of a registry on a day into a folder, which appears complete or not at all."""

import glob
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from innoreg.errors import Refused
from innoreg.export import parquet_writer, sqlite_writer
from innoreg.export.regions import UNKNOWN, Regions
from innoreg.export.table_schema import Row, Table
from innoreg.export.tables import TABLES
from innoreg.export.term_windows import WINDOWS, public_window
from innoreg.file_lock import try_to_lock
from innoreg.i18n import T
from innoreg.model.registry import Registry
from innoreg.queries.public_registry import PublicView, public_registry
from innoreg.regular_file import read_regular_file

# Programs that read tables pass over names that begin with `_`.
MANIFEST = "_export.json"
_LARGEST_MANIFEST = 8 * 1024 * 1024
# All that an export consists of: a folder that holds anything else is never replaced.
_EXPORTED = re.compile(r"kind=\w+/region=[^/]+/part-\d+\.parquet|[\w-]+\.sqlite")
Format = Literal["parquet", "sqlite"]
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


def check_target(folder: Path, format: Format) -> None:
    """Refuse, before the registry is read, a folder that is in use or a missing library.

    Raises Refused for the folder, CannotGoOn where pyarrow is not installed.
    """
    check_free(folder)
    if format == "parquet":
        parquet_writer.require_pyarrow()


def export_registry(
    registry: Registry,
    today: date,
    folder: Path,
    format: Format,
    progress: Progress,
    *,
    public: bool = False,
    lacks: Mapping[str, object] | None = None,
) -> ExportResult:
    """Write every table; `progress` is called with a table's name and its rows so far.

    `lacks` stands in the manifest: what the registry itself does without. `public`: only what
    anybody may see, see `innoreg.model.privacy`. Raises Refused for a folder that is not an
    earlier export, OSError where the disk cannot be written.
    """
    # Regions are those of the full registry: what is not shown may give a record its region.
    count = _RowSource(registry, Regions(registry), today, progress, public=public)
    with replacing_folder(folder) as new:
        if format == "parquet":
            parquet_writer.write_parquet(
                new, TABLES, count.rows, count.regions.only_region or UNKNOWN
            )
        else:
            sqlite_writer.write_sqlite(new, TABLES, count.rows)
        about = {"form": format, "title": registry.settings.title, "today": str(today)}
        write_manifest(new, {**about, **(lacks or {}), "tables": dict(count.tables)})
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
    ) -> None:
        self._whole, self.regions = registry, regions
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
        return table.rows(self.registry, self.today)


def check_free(folder: Path) -> None:
    """Raise Refused unless the folder is absent, empty, or holds an earlier export and nothing else."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(
            T("{path} is a file and is left as it is", path=folder),
            T("name a new or empty folder"),
        )
    files = _list_files(folder)
    known = _exported_files(folder)
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


def _list_files(folder: Path) -> set[str]:
    # A link counts as a file, even one to a folder: it is not followed.
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in found}


def _exported_files(folder: Path) -> set[str] | None:
    """The files of an earlier export in the folder, by its manifest; None where there is none."""
    # A manifest that cannot be read is none of ours: the folder is left as it is. One that names
    # other files than an export writes was made by others, who would have them deleted.
    try:
        files = json.loads(read_regular_file(folder / MANIFEST, _LARGEST_MANIFEST))["files"]
        return {MANIFEST, *(file for file in map(str, files) if _EXPORTED.fullmatch(file))}
    except (OSError, ValueError, TypeError, KeyError):
        return None


_WORKSPACE = "{name}-innoreg-"
"""Hidden, beside the target: so that both renames stay on one disk, and .gitignore passes it over."""
_HELD = "held"


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """A new empty folder to write in, which replaces `folder` when the block ends without error.

    Raises Refused if something else was put into `folder` meanwhile.
    """
    # A link stays a link: the folder it leads to is the one replaced.
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    workspace = Path(
        tempfile.mkdtemp(prefix=f".{_WORKSPACE.format(name=folder.name)}", dir=folder.parent)
    )
    try:
        with (workspace / _HELD).open("wb") as held:
            # Where the disk knows no locks a folder that is left stays, and `validate` names it.
            with suppress(OSError):
                try_to_lock(held.fileno())
            new = workspace / "new"
            new.mkdir()
            yield new
            # Asked again: the export may have taken minutes.
            check_free(folder)
            _exchange_folders(folder, new, workspace / "old")
    finally:
        _remove_workspace(workspace)


def _remove_workspace(workspace: Path) -> None:
    """Remove it, the file that shows whose it is last: else what is left would be nobody's."""
    for part in ("old", "new"):
        shutil.rmtree(workspace / part, ignore_errors=True)
    with suppress(OSError):
        (workspace / _HELD).unlink()
    with suppress(OSError):
        workspace.rmdir()


def clear_interrupted_exports(folder: Path) -> bool:
    """Undo what a process left that was ended in an export into `folder`; whether there was any."""
    folder = folder.resolve()
    cleared = False
    for workspace in folder.parent.glob(f".{glob.escape(_WORKSPACE.format(name=folder.name))}*"):
        # Only what innoreg made, and nobody holds any more.
        if workspace.is_symlink() or not _is_abandoned(workspace):
            continue
        old = workspace / "old"
        if old.is_dir() and not folder.exists():
            old.rename(folder)
        _remove_workspace(workspace)
        cleared = True
    return cleared


def _is_abandoned(workspace: Path) -> bool:
    """Whether its process is no more; an empty folder was left by one, too."""
    try:
        with (workspace / _HELD).open("rb") as stream:
            return try_to_lock(stream.fileno())
    except FileNotFoundError:
        return not any(workspace.iterdir())
    except OSError:
        return False


def _exchange_folders(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        # Windows refuses while another program has the folder open: the earlier export returns.
        if old.exists():
            old.rename(folder)
        raise


def write_manifest(folder: Path, about: Mapping[str, object]) -> None:
    """Write the manifest: `about` and the list of all files, sorted so that bytes come out alike."""
    content = {"format": 1, **about, "files": sorted(_list_files(folder))}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
