"""The findings of `validate`, kept for exactly one tree: written as a whole, read back without the rules."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from innoreg.cache.answers import Made, Past
from innoreg.cache.database import note, noted
from innoreg.cache.finding_codec import decode, encode
from innoreg.cache.tree_scan import KnownFile, Scan
from innoreg.report.findings import Findings

if TYPE_CHECKING:
    from innoreg.store.loader import LoadResult


class KeptFindings:
    """All findings of a tree. work_out: makes them of the files that were read.

    has_file: whether a paper that a record names as evidence is there; the tree that is watched
    for changes does not hold these.
    """

    name, salvage = "findings", True

    def __init__(
        self, work_out: "Callable[[LoadResult], Findings]", has_file: Callable[[str], bool]
    ) -> None:
        self._work_out, self._has_file = work_out, has_file

    def lasts(self, database: sqlite3.Connection) -> bool:
        """See `Kind`: on any day, as long as no paper that is named came or went."""
        papers: dict[str, bool] = json.loads(noted(database)["findings_papers"])
        return all(self._has_file(path) is there for path, there in papers.items())

    def kept(self, database: sqlite3.Connection) -> Findings:
        """See `Kind`."""
        meta = noted(database)
        found = decode(line for (line,) in database.execute("SELECT data FROM finding"))
        files, records, ignored = json.loads(meta["findings_counts"])
        return Findings(found, files, records, ignored, advice=json.loads(meta["findings_advice"]))

    def past(
        self, _database: sqlite3.Connection, _scan: Scan, _files: Mapping[str, KnownFile]
    ) -> None:
        """See `Kind`: any file may change what is said of any other."""

    def make(self, loaded: "LoadResult", _past: Past | None) -> Made[Findings]:
        """See `Kind`."""
        from innoreg.rules.events import evidence_files

        registry = loaded.registry
        papers = {path: registry.has_file(path) for path in evidence_files(registry)}
        found = self._work_out(loaded)
        return Made(found, partial(_write, found, papers))


def _write(
    found: Findings,
    papers: Mapping[str, bool],
    database: sqlite3.Connection,
    _files: Mapping[str, KnownFile],
) -> None:
    database.execute("DELETE FROM finding")
    lines = ((encode(each),) for each in found.diagnostics)
    database.executemany("INSERT INTO finding VALUES (?)", lines)
    note(
        database,
        findings_counts=json.dumps([found.files, found.records, found.ignored]),
        findings_advice=json.dumps(dict(found.advice)),
        findings_papers=json.dumps(papers),
    )
