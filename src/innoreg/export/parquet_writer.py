"""Tables as Parquet: `kind=items/region=41/part-0.parquet`, written a row group at a time."""

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
ROWS_IN_A_GROUP = 10_000


def pyarrow() -> Any:
    """The library, or what to install."""
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


def write(
    folder: Path,
    tables: Iterable[Table],
    rows: Callable[[Table], Iterator[tuple[str, Values]]],
    empty: str,
) -> None:
    """Every table into its folder; `rows` gives region and values.

    A table without rows is there all the same, in the region `empty`, so that no query fails.
    """
    for table in tables:
        with ExitStack() as stack:
            regions: dict[str, _Part] = {}
            for region, values in rows(table):
                if region not in regions:
                    regions[region] = stack.enter_context(_Part(folder, table, region))
                regions[region].add(values)
            if not regions:
                stack.enter_context(_Part(folder, table, empty))


class _Part:
    """The file of one table and region, with the rows that are not yet written."""

    def __init__(self, folder: Path, table: Table, region: str) -> None:
        self._arrow = pyarrow()
        below = folder / f"kind={table.name}" / f"region={quote(region)}"
        below.mkdir(parents=True)
        self._schema = self._arrow.schema([(c.name, self._type(c.type)) for c in table.columns])
        self._rows: list[Values] = []
        self._writer = self._arrow.parquet.ParquetWriter(
            below / "part-0.parquet", self._schema, compression="zstd"
        )

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, kind: object, *_error: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def add(self, values: Values) -> None:
        """One more row."""
        self._rows.append(values)
        if len(self._rows) == ROWS_IN_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = zip(self._schema, zip(*self._rows, strict=True), strict=True)
        arrays = [self._arrow.array(values, field.type) for field, values in columns]
        self._writer.write_batch(self._arrow.record_batch(arrays, schema=self._schema))
        self._rows = []

    def _type(self, type_: Type) -> Any:
        arrow = self._arrow
        if isinstance(type_, Many):
            return arrow.list_(self._type(type_.of))
        if isinstance(type_, Fields):
            return arrow.struct([(name, self._type(part)) for name, part in type_.parts])
        scalars: Mapping[str, Callable[[], Any]] = {
            "text": arrow.string,
            "date": arrow.date32,
            "integer": arrow.int32,
            "number": arrow.float64,
            "boolean": arrow.bool_,
        }
        return scalars[type_]()
