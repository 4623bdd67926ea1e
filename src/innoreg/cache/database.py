"""The file of the cache: opened only where it is ours and whole, made anew beside the old one.

It is sealed: the time of its last change is set to one that stands inside. Whoever else writes
into it, be it a failing disk's repair, breaks the seal, and the file is made anew.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from innoreg.cache.program_version import program_version

_APPLICATION = 0x696E6E6F
"""«inno»: marks the file as ours."""
_VERSION = 11
"""A change of the tables needs a new one: an older file is made anew."""
SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folder(
    path TEXT PRIMARY KEY, settled INTEGER NOT NULL, seen BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE file(
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, read_ns INTEGER NOT NULL,
    digest BLOB NOT NULL, state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE answer(
    kind TEXT PRIMARY KEY, tree TEXT NOT NULL, papers TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE finding(data TEXT NOT NULL);
CREATE TABLE document(
    path TEXT PRIMARY KEY, digest BLOB NOT NULL, alone INTEGER NOT NULL,
    from_day INTEGER, until_day INTEGER
) WITHOUT ROWID;
CREATE TABLE due(
    path TEXT NOT NULL, begins INTEGER NOT NULL, due INTEGER NOT NULL, open INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX due_path ON due(path);
CREATE INDEX due_days ON due(due, begins);
CREATE INDEX due_open ON due(due) WHERE open;
CREATE TABLE name(
    kind TEXT NOT NULL, id TEXT NOT NULL, words TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL
);
CREATE INDEX name_id ON name(kind, id);
CREATE INDEX name_path ON name(path);
"""
"""meta: what it was made with and of. folder: the stamps of its files in one piece, so that a folder
in which nothing changed costs one comparison. file: the tree as it was last read; state is record,
failed or ignored. answer: of which tree the answers of a kind are, and which files beside the records
were there or not. document: of what its rows were
worked out, and between which days they hold. due: a row of the document at `path`; its first and
last day as numbers, whether it is open. name: what filters search in."""

# So long another process is waited for; then the answer is worked out without the cache.
_PATIENCE_S = 0.5
_DAY_NS = 86_400 * 10**9
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)


class Untrusted(Exception):
    """The file is missing, foreign, damaged or out of date; all must be made anew."""


class CannotKeep(Exception):
    """Something here cannot be written down; the answer is none the worse for it."""


@contextmanager
def reading(file: Path, root: Path) -> Iterator[sqlite3.Connection]:
    """The cache of `root` in one read transaction; Untrusted, or sqlite3.Error where it is busy."""
    with _damage_told(), _opened(file) as connection:
        connection.execute("BEGIN")
        _trust(connection, file, root)
        yield connection


@contextmanager
def changing(file: Path, root: Path, edition: str, now_ns: int) -> Iterator[sqlite3.Connection]:
    """The same in one transaction that writes; Untrusted where it is no more that edition."""
    with _damage_told(), _opened(file) as connection:
        # The file stays locked until it is sealed.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        _trust(connection, file, root)
        was = read_meta(connection)
        if was["edition"] != edition:
            raise Untrusted
        try:
            yield connection
            seal = _seal(connection, now_ns)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            # After a failed writing SQLite takes back only when somebody reads again; that is a
            # writing too, so the seal is set anew.
            if read_meta(connection) == was:
                os.utime(file, ns=(int(was["seal"]), int(was["seal"])))
            raise
        os.utime(file, ns=(seal, seal))


@contextmanager
def making(file: Path, root: Path, now_ns: int) -> Iterator[sqlite3.Connection]:
    """A new empty cache, which takes the place of the file when all is written; OSError."""
    # Not needed to read what is there.
    from tempfile import mkstemp

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(file, now_ns)
    handle, name = mkstemp(".new", f"{file.name}.", file.parent)
    os.close(handle)
    new = Path(name)
    try:
        _try_seal(new, now_ns)
        with _opened(new) as connection:
            # Nobody waits for a disk: half-written when the machine stops, it is thrown away.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
            connection.executescript(f"BEGIN; {SCHEMA}")
            write_meta(
                connection,
                program_version=program_version(),
                root=str(root.resolve()),
                made_ns=str(now_ns),
            )
            yield connection
            seal = _seal(connection, now_ns)
            connection.execute("COMMIT")
        with new.open("rb+") as written:
            os.fsync(written.fileno())
        os.utime(new, ns=(seal, seal))
        file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
        new.replace(file)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def write_meta(connection: sqlite3.Connection, **values: str) -> None:
    """Write into `meta`."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def read_meta(connection: sqlite3.Connection) -> dict[str, str]:
    """All of `meta`."""
    return dict(connection.execute("SELECT key, value FROM meta"))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    where = f"{file.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(where, uri=True, timeout=_PATIENCE_S, isolation_level=None)
    with closing(connection):
        try:
            yield connection
        finally:
            # A query that was left in the middle would keep the file locked beyond the end.
            with suppress(sqlite3.Error):
                connection.rollback()


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        # Kept by another process, or out of room: that is no damage. The low byte is the kind.
        if code & 0xFF in _BUSY or code in _FULL:
            raise
        raise Untrusted from error


def _trust(connection: sqlite3.Connection, file: Path, root: Path) -> None:
    meta = read_meta(connection)
    # Only now, with the file locked against change, does its time say something.
    stat = file.stat()
    ours = (
        connection.execute("PRAGMA application_id").fetchone() == (_APPLICATION,)
        and connection.execute("PRAGMA user_version").fetchone() == (_VERSION,)
        and _is_mine(stat)
        and meta.get("seal") == str(stat.st_mtime_ns)
        and meta.get("root") == str(root.resolve())
        and meta.get("program_version") == program_version()
    )
    if not ours:
        raise Untrusted


def _is_mine(stat: os.stat_result) -> bool:
    """Another user's file is not believed; Windows keeps them apart by folders."""
    return stat.st_uid == int(getattr(os, "geteuid", int)())


def _sealed(now_ns: int) -> int:
    """A time in whole even seconds, which any file system can keep."""
    return now_ns // 2_000_000_000 * 2_000_000_000


def _try_seal(new: Path, now_ns: int) -> None:
    """OSError where a file would not be believed afterwards, before all is read for it."""
    os.utime(new, ns=(0, _sealed(now_ns)))
    stat = new.stat()
    if stat.st_mtime_ns != _sealed(now_ns) or not _is_mine(stat):
        raise PermissionError


def _seal(connection: sqlite3.Connection, now_ns: int) -> int:
    """Write down the time to be set."""
    seal = _sealed(now_ns)
    write_meta(connection, seal=str(seal), edition=os.urandom(8).hex())
    return seal


def _sweep(file: Path, now_ns: int) -> None:
    """What a killed process left behind goes after a day."""
    for left in file.parent.glob(f"{file.name}.*.new*"):
        with suppress(OSError):
            if left.stat().st_mtime_ns < now_ns - _DAY_NS:
                left.unlink()
