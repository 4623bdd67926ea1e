"""The findings of `validate`, kept for exactly one tree: written as a whole, read back without the rules."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from innoreg.cache.answers import Made, Past
from innoreg.cache.database import read_meta, write_meta
from innoreg.cache.finding_codec import decode, encode
from innoreg.cache.tree_scan import KnownFile, Scan
from innoreg.report.findings import Findings

if TYPE_CHECKING:
    from innoreg.store.loader import LoadResult


class KeptFindings:
    """All findings of a tree, as a `Kind`. work_out: makes them of the files that were read."""

    name, salvage = "findings", True

    def __init__(self, work_out: "Callable[[LoadResult], Findings]") -> None:
        self._work_out = work_out

    def lasts(self, _database: sqlite3.Connection) -> bool:
        """Whatever the day: no rule knows it."""
        return True

    def kept(self, database: sqlite3.Connection) -> Findings:
        """The findings as they were written down."""
        meta = read_meta(database)
        found = decode(line for (line,) in database.execute("SELECT data FROM finding"))
        files, records, ignored = json.loads(meta["findings_counts"])
        return Findings(found, files, records, ignored, advice=json.loads(meta["findings_advice"]))

    def past(
        self, _database: sqlite3.Connection, _scan: Scan, _files: Mapping[str, KnownFile]
    ) -> None:
        """Nothing holds of another tree: any file may change what is said of any other."""

    def make(self, loaded: "LoadResult", _past: Past | None) -> Made[Findings]:
        """The findings, worked out."""
        found = self._work_out(loaded)
        return Made(found, partial(_write, found))


def _write(found: Findings, database: sqlite3.Connection, _files: Mapping[str, KnownFile]) -> None:
    database.execute("DELETE FROM finding")
    lines = ((encode(each),) for each in found.diagnostics)
    database.executemany("INSERT INTO finding VALUES (?)", lines)
    write_meta(
        database,
        findings_counts=json.dumps([found.files, found.records, found.ignored]),
        findings_advice=json.dumps(dict(found.advice)),
    )
