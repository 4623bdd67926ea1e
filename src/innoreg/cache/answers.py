"""The one way a question is answered: by what was kept for these very files, else worked out and kept.

What is worked out is the answer, whether or not it can be kept: nothing is read back.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from innoreg.cache.database import CannotKeep, Untrusted, changing, making, reading
from innoreg.cache.file_stamps import stamp
from innoreg.cache.location import cache_file
from innoreg.cache.tree_scan import KnownFile, Scan, first_scan, known_files, note_tree, scan_tree
from innoreg.cache.watched_tree import WatchedTree
from innoreg.errors import WrongUsage
from innoreg.file_kinds import FileKind
from innoreg.i18n import T
from innoreg.process import gc_paused
from innoreg.store.prefetch import ParsedFile, Prefetch, parsing_ahead
from innoreg.store.tree import MARK, TABLE, DiskTree, contents_of, file_kind

if TYPE_CHECKING:
    from innoreg.store.loader import LoadResult
    from innoreg.store.record_reader import ReadFile

Answer = TypeVar("Answer")
Told = Callable[[Iterator[Any], int], Iterator[Any]]
"""Passes on what is read, file by file, and tells how many of so many are done."""
_CANNOT_KEEP = (sqlite3.Error, OSError, UnicodeEncodeError, Untrusted, CannotKeep)


class Past(Protocol):
    """What was kept and still holds though the tree or the day is another."""

    @property
    def left_out(self) -> Collection[str]:
        """The files that need not be read."""


class Read:
    """What was read of a tree, and what is known of the files that were left out."""

    def __init__(self, tree: WatchedTree, rest: Mapping[str, KnownFile]) -> None:
        self._tree, self._rest = tree, rest
        self._states: dict[str, str] = {}

    def noting(
        self, outcomes: "Iterable[tuple[str, ReadFile | None]]"
    ) -> "Iterator[tuple[str, ReadFile | None]]":
        """The same outcomes; what became of each file is noted as it passes."""
        for path, read in outcomes:
            if path.endswith(TABLE):
                # Its digest is noted, wherever it lies: else that of the tree would turn on which
                # question was asked last.
                with suppress(OSError):
                    contents_of(self._tree, path)
            whole = read is not None and read.is_whole
            self._states[path] = "record" if whole else "failed" if read else "ignored"
            yield path, read

    def files(self) -> dict[str, KnownFile]:
        """Every file; of one that was read twice with different contents the digest fits nothing."""
        digest = self._tree.digest
        read = {path: KnownFile(digest(path), state) for path, state in self._states.items()}
        return {**self._rest, **read}

    def settings(self) -> bytes:
        """The digest of the settings' file."""
        return self._tree.digest(MARK)


class Made(NamedTuple, Generic[Answer]):
    """The answer, and what writes down how it is made, with every file of the tree it is of."""

    answer: Answer
    write: Callable[[sqlite3.Connection, Mapping[str, KnownFile]], object]


class Kind(Protocol[Answer]):
    """A question of one kind. Its module is imported by short commands: `make` imports what it needs."""

    @property
    def name(self) -> str:
        """What the answers are kept under."""

    @property
    def salvage(self) -> bool:
        """Whether broken records count too, cut down to what can be checked."""

    def lasts(self, database: sqlite3.Connection) -> bool:
        """Whether what was kept for a tree is its answer on this day too."""

    def kept(self, database: sqlite3.Connection) -> Answer:
        """The answer, by what was kept for the tree as it is."""

    def past(
        self, database: sqlite3.Connection, scan: Scan, files: Mapping[str, KnownFile]
    ) -> Past | None:
        """What still holds, where the answer does not; files: those of the last tree."""

    def make(self, read: "LoadResult", past: Past | None) -> Made[Answer] | None:
        """Work the answer out; None where it does not follow from these files and the past."""


def ask(
    kind: Kind[Answer],
    root: Path,
    *,
    now_ns: int,
    environ: Mapping[str, str],
    told: Told | None = None,
) -> Answer | None:
    """The answer for the tree as it is now.

    now_ns: the clock, before anything of the tree is looked at. None where there can be no cache:
    no place for it, a full or read-only disk, another process that keeps it. What is wrong with
    the tree itself comes out as it does without a cache.
    """
    file = cache_file(root, environ)
    if file is None:
        return None
    try:
        return _Question(kind, root, file, now_ns, told).answer()
    except (sqlite3.Error, OSError, CannotKeep):
        return None


class _Question(Generic[Answer]):
    """One question to one tree."""

    def __init__(
        self, kind: Kind[Answer], root: Path, file: Path, now_ns: int, told: Told | None
    ) -> None:
        self._kind, self._root, self._file = kind, root, file
        self._now_ns, self._told = now_ns, told
        # Files beside the records that the answer depends on, and whether they were there.
        self._papers: dict[str, FileKind] = {}

    def answer(self) -> Answer:
        kept, past = None, None
        try:
            with reading(self._file, self._root) as database:
                scan = scan_tree(database, self._root, self._now_ns)
                same_papers = self._has_same_papers(database)
                if same_papers and not scan.differs and self._is_held(database):
                    kept = self._kind.kept(database)
                if kept is None or scan.renews:
                    files = known_files(database)
                if kept is None and same_papers:
                    past = self._kind.past(database, scan, files)
        except Untrusted:
            return self._anew()
        if kept is None:
            return self._again(scan, files, past)
        if scan.renews:
            tree = WatchedTree(DiskTree(self._root))
            tree.note(MARK, scan.settings_held)
            self._keep(scan, Read(tree, files), None)
        return kept

    def _has_same_papers(self, database: sqlite3.Connection) -> bool:
        query = "SELECT papers FROM answer WHERE kind = ?"
        for (papers,) in database.execute(query, (self._kind.name,)):
            self._papers = json.loads(papers)
        tree = DiskTree(self._root)
        return all(file_kind(tree, path) == was for path, was in self._papers.items())

    def _is_held(self, database: sqlite3.Connection) -> bool:
        query = "SELECT 1 FROM answer JOIN meta ON key = 'tree' AND value = tree WHERE kind = ?"
        found = database.execute(query, (self._kind.name,)).fetchone()
        return found is not None and self._kind.lasts(database)

    def _anew(self) -> Answer:
        """A new cache. What forbids one is better known before all is read."""
        tree = WatchedTree(DiskTree(self._root))
        made = None
        with parsing_ahead(self._root) as ahead:
            settings = stamp(self._root, MARK)
            # Models and rules come in while the files are being parsed.
            from innoreg.store.loader import read_settings

            settings_read = read_settings(tree)
            data, private = settings_read.data, settings_read.private
            _refuse_inside(self._root / data, self._file.parent)
            if private:
                _refuse_inside(self._root / private, self._file.parent)
            try:
                with making(self._file, self._root, self._now_ns) as database:
                    scan = first_scan(self._root, data, private, settings, self._now_ns)
                    read = Read(tree, {})
                    made = self._make(self._loaded(tree, ahead, read), None)
                    assert made is not None
                    self._write(database, scan, read, made)
            except _CANNOT_KEEP:
                if made is None:
                    raise
        return made.answer

    def _again(self, scan: Scan, files: Mapping[str, KnownFile], past: Past | None) -> Answer:
        """What is not kept worked out: of a part of the tree where the rest still holds."""
        left_out = past.left_out if past else ()
        tree = WatchedTree(DiskTree(self._root), left_out)
        read = Read(tree, {path: files[path] for path in left_out})
        with parsing_ahead(self._root, left_out) as ahead:
            loaded = self._loaded(tree, ahead, read)
        made = self._make(loaded, past)
        if made is None or (past and not _fits(read, scan, files)):
            return self._again(scan, files, None)
        self._keep(scan, read, made)
        return made.answer

    def _make(self, loaded: "LoadResult", past: Past | None) -> Made[Answer] | None:
        made = self._kind.make(loaded, past)
        self._papers = {**(self._papers if past else {}), **loaded.registry.papers}
        return made

    def _loaded(self, tree: WatchedTree, ahead: Prefetch, read: Read) -> "LoadResult":
        """The registry of the files of a tree, parsed already or not."""
        from innoreg.store.loader import build_registry, read_files, read_settings_file

        def known(path: str) -> ParsedFile | None:
            if parsed := ahead.take(path):
                tree.note(path, parsed.digest)
            return parsed

        settings, said = read_settings_file(tree)
        outcomes = read_files(tree, settings, salvage=self._kind.salvage, known=known)
        if self._told:
            outcomes = self._told(outcomes, sum(1 for _file in tree.files(settings.data)))
        with gc_paused():
            # Not of the watched tree: papers beside the records are no files that it reads.
            here = partial(file_kind, DiskTree(self._root))
            files = read.noting(outcomes)
            return build_registry(settings, files, file_kind=here, tables=tree, found=said)

    def _keep(self, scan: Scan, read: Read, made: Made[Answer] | None) -> None:
        """Write it down if it can be; the answer does not need it."""
        file, root, edition = self._file, self._root, scan.edition
        with suppress(*_CANNOT_KEEP), changing(file, root, edition, self._now_ns) as database:
            self._write(database, scan, read, made)

    def _write(
        self, database: sqlite3.Connection, scan: Scan, read: Read, made: Made[Answer] | None
    ) -> None:
        files = read.files()
        if files.keys() != {path for path, _seen in scan.stamps()}:
            # A file came or went between the look at the tree and the reading.
            raise CannotKeep
        note_tree(database, scan, read.settings(), files)
        if made:
            made.write(database, files)
            query = "INSERT OR REPLACE INTO answer SELECT ?, value, ? FROM meta WHERE key = 'tree'"
            database.execute(query, (self._kind.name, json.dumps(self._papers)))


def _fits(read: Read, scan: Scan, files: Mapping[str, KnownFile]) -> bool:
    """Whether the files that were read hold what they held when they were looked at."""
    same = (path in scan.changed or now == files.get(path) for path, now in read.files().items())
    return read.settings() == scan.settings_held and all(same)


def _refuse_inside(data: Path, folder: Path) -> None:
    """The cache would be one of the files it tells of, and would be committed with them."""
    if folder.resolve().is_relative_to(data.resolve()):
        raise WrongUsage(
            T("INNOREG_CACHE lies among the records: {path}", path=folder),
            T("name a folder elsewhere, or leave INNOREG_CACHE out"),
        )
