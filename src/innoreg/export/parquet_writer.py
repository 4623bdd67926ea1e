"""Writes tables as Parquet files `kind=items/region=41/part-0.parquet`, by row groups."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

from innoreg.errors import CannotGoOn
from innoreg.export.table_schema import Fields, Many, Table, Type
from innoreg.i18n import T
from innoreg.installation import command_to_add

Values = tuple[object, ...]
# Bounds memory: each region of a table holds at most this many rows before they are written.
ROWS_IN_A_GROUP = 10_000


def require_pyarrow() -> Any:
    """The module pyarrow; raises CannotGoOn with the command to install it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise CannotGoOn(
            T("Parquet is written by pyarrow, and it is not installed"),
            T(
                "install it: `{command}`; `--format sqlite` needs nothing more",
                command=command_to_add("pyarrow"),
            ),
        ) from None
    return pyarrow


def write_parquet(
    folder: Path,
    tables: Iterable[Table],
    rows: Callable[[Table], Iterator[tuple[str, Values]]],
    empty: str,
) -> None:
    """Write every table into its folder; `rows` gives the region and the values of each row.

    A table without rows is written as an empty file of the region `empty`.
    """
    for table in tables:
        with ExitStack() as stack:
            regions: dict[str, _PartFile] = {}
            for region, values in rows(table):
                if region not in regions:
                    regions[region] = stack.enter_context(_PartFile(folder, table, region))
                regions[region].add_row(values)
            # A query over a folder that does not exist fails; one over no rows does not.
            if not regions:
                stack.enter_context(_PartFile(folder, table, empty))


class _PartFile:
    """The file of one table and region, and the rows that are not written yet."""

    def __init__(self, folder: Path, table: Table, region: str) -> None:
        self._arrow = require_pyarrow()
        below = folder / f"kind={table.name}" / f"region={quote(region)}"
        below.mkdir(parents=True)
        self._schema = self._arrow.schema(
            [(c.name, self._arrow_type(c.type)) for c in table.columns]
        )
        self._rows: list[Values] = []
        self._writer = self._arrow.parquet.ParquetWriter(
            below / "part-0.parquet", self._schema, compression="zstd"
        )

    def __enter__(self) -> "_PartFile":
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        # Closed after an error too: Windows deletes no folder with an open file in it.
        if kind is None:
            self._flush_rows()
        self._writer.close()

    def add_row(self, values: Values) -> None:
        """Add a row; writes a row group when it is full."""
        self._rows.append(values)
        if len(self._rows) == ROWS_IN_A_GROUP:
            self._flush_rows()

    def _flush_rows(self) -> None:
        if not self._rows:
            return
        columns = zip(self._schema, zip(*self._rows, strict=True), strict=True)
        arrays = [self._arrow.array(values, field.type) for field, values in columns]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))
        self._rows = []

    def _arrow_type(self, type_: Type) -> Any:
        arrow = self._arrow
        if isinstance(type_, Many):
            return arrow.list_(self._arrow_type(type_.of))
        if isinstance(type_, Fields):
            return arrow.struct([(name, self._arrow_type(part)) for name, part in type_.parts])
        scalars: Mapping[str, Callable[[], Any]] = {
            "text": arrow.string,
            "date": arrow.date32,
            "integer": arrow.int32,
            "number": arrow.float64,
            "boolean": arrow.bool_,
        }
        return scalars[type_]()
