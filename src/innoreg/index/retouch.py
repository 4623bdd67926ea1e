"""A plan with a simple edit: its rows follow from its words, without its records.

Most edits of a plan change a title, a term or a remark. Then nothing changes but the rows of that
very item, and neither models nor replay are needed to say how: the answer comes as fast as if
nothing had been edited. Whatever else differs is worked out from the records (`index.change`).
Nothing is written here: to the index the file has changed until it was read with all it concerns.
"""

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from innoreg.index.rows import line_of
from innoreg.index.rowtext import decode
from innoreg.queries.rows import DueRow
from innoreg.store.canonical import data_of
from innoreg.store.root import MARK
from innoreg.store.tree import MAX_BYTES, DiskTree

Path = tuple[str | int, ...]
_REMARKS = {
    "items": frozenset({"note", "result", "responsible_text"}),
    "sections": frozenset({"note", "title", "responsible_text"}),
    "events": frozenset({"note", "evidence", "reason"}),
}
"""Texts that no row shows, by the list their part stands in."""


class _NotSimple(Exception):
    """Something else changed, or what follows cannot be said here."""


class _Edit(NamedTuple):
    """A text of the part at `path` that changed; None where there was or is none."""

    path: Path
    key: str
    old: str | None
    new: str | None


def retouch(index: sqlite3.Connection, tree: DiskTree, paths: Collection[str]) -> bool:
    """Show the rows of these changed files as they now are, to this connection only.

    False, and nothing done, where some edit is not a simple one.
    """
    try:
        rows = {file: new for path in paths for file, new in [_rows(index, tree, path)]}
    except (_NotSimple, OSError, zlib.error):
        return False
    # What stands in the connection's own schema is found before the tables of the file.
    index.execute("CREATE TEMP TABLE touched AS SELECT * FROM main.due WHERE false")
    index.executemany(
        "INSERT INTO touched VALUES (?, ?, ?, ?, ?)",
        [(file, *line_of(row)) for file, new in rows.items() for row in new],
    )
    index.execute(
        "CREATE TEMP VIEW due AS SELECT * FROM main.due"
        f" WHERE file NOT IN ({', '.join(map(str, rows))}) UNION ALL SELECT * FROM touched"
    )
    return True


def _rows(index: sqlite3.Connection, tree: DiskTree, path: str) -> tuple[int, list[DueRow]]:
    query = "SELECT id, text FROM plan JOIN file ON file.id = plan.file WHERE path = ?"
    known = index.execute(f"{query} AND state = 'record'", (path,)).fetchone()
    if known is None or tree.size(path) > MAX_BYTES:
        raise _NotSimple
    file, text = known
    old, new = zlib.decompress(text), tree.read(path)
    before, after = data_of(old), data_of(new)
    if before is None or after is None:
        raise _NotSimple
    lines = index.execute("SELECT data FROM due WHERE file = ? ORDER BY rowid", (file,))
    rows = decode(line for (line,) in lines)
    for edit in _edits(before, after, ()):
        rows = list(_edited(rows, edit, after, tree))
    return file, rows if _same_lines(old, new) else list(_with_lines(rows, path, new.decode()))


def _same_lines(old: bytes, new: bytes) -> bool:
    """Whether every key stands where it stood."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue=b"")
    return all(a == b or a.partition(b":")[0] == b.partition(b":")[0] for a, b in pairs)


def _with_lines(rows: Iterable[DueRow], path: str, text: str) -> Iterator[DueRow]:
    from innoreg.store.marks import Marks

    marks = Marks.of(path, text)
    if marks is None:
        raise _NotSimple
    for row in rows:
        yield row._replace(line=marks.place(row.path).line)


def _edits(before: Any, after: Any, path: Path) -> Iterator[_Edit]:
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                yield from _edits(old, new, (*path, place))
    elif isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() | after.keys():
            old, new = before.get(key), after.get(key)
            if old == new:
                continue
            if isinstance(old or new, str) and isinstance(new or old, str):
                yield _Edit(path, key, old, new)
            else:
                yield from _edits(old, new, (*path, key))
    else:
        raise _NotSimple


def _edited(
    rows: Sequence[DueRow], edit: _Edit, plan: Mapping[str, Any], tree: DiskTree
) -> Iterator[DueRow]:
    """All rows of the plan once the edit is made."""
    within = edit.path[-2] if len(edit.path) > 1 else ""
    is_text = edit.new is not None and bool(edit.new.strip())
    changed = is_text and edit.old is not None
    own = [row for row in rows if row.path == edit.path]
    others = (row for row in rows if row.path != edit.path)
    if within == "items" and edit.key == "title" and changed:
        yield from others
        yield from _retitled(own, edit)
    elif within == "items" and edit.key == "deadline" and changed:
        yield from others
        yield from _redated(own, edit, plan, tree)
    elif (edit.path == ("columns",) and changed) or (
        edit.key in _REMARKS.get(str(within), ())
        and (changed or (within == "items" and (is_text or edit.new is None)))
    ):
        yield from rows
    else:
        raise _NotSimple


def _retitled(rows: Sequence[DueRow], edit: _Edit) -> Iterator[DueRow]:
    for row in rows:
        if row.title != edit.old:
            raise _NotSimple  # an order amended it
        yield row._replace(title=str(edit.new))


def _redated(
    rows: Sequence[DueRow], edit: _Edit, plan: Mapping[str, Any], tree: DiskTree
) -> Iterator[DueRow]:
    """The windows of the new words, of an item that was done as a whole or not touched yet."""
    item = _part(plan, edit.path)
    done = _done(item)
    as_printed = all(row.words == edit.old and not row.extended for row in rows)
    as_told = all(row.done_on == done and (row.closed is None) == (done is None) for row in rows)
    known = as_printed and as_told and "windows" not in item and not _by_role(plan, edit)
    if not (rows and known):
        raise _NotSimple
    from innoreg.deadlines import Period, expand, parse
    from innoreg.deadlines.period import BINDING

    first, last = sorted(map(date.fromisoformat, map(plan["period"].get, ("from", "to"))))
    period = Period(first, last)
    term = parse(str(edit.new), period, _calendar(tree))
    windows = sorted(expand(term, period), key=lambda window: window.end)
    if not windows:
        raise _NotSimple
    for number, window in enumerate(windows, 1):
        late = done is not None and done > window.end and term.kind in BINDING
        yield rows[0]._replace(
            words=str(edit.new),
            kind=term.kind or "",
            label=window.label,
            start=window.start,
            due=window.end,
            first_due=window.end,
            closed=None if done is None else "done-late" if late else "done",
            occurrence=number,
            occurrences=len(windows),
        )


def _done(item: Mapping[str, Any]) -> date | None:
    """The day on which all of it was done; None where nothing happened."""
    events = item.get("events") or ()
    if not events:
        return None
    first = events[0]
    whole = first.keys() <= {"event", "on", "evidence", "note"} and first.get("event") == "done"
    if len(events) > 1 or not whole or "addressees" in item:
        raise _NotSimple
    return date.fromisoformat(first["on"])


def _part(plan: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    part: Any = plan
    for step in path:
        part = part[step]
    found: Mapping[str, Any] = part
    return found


def _by_role(plan: Mapping[str, Any], edit: _Edit) -> bool:
    """Whether those who answer are known by the days of the term."""
    parts = [_part(plan, edit.path[:length]) for length in range(2, len(edit.path) + 1, 2)]
    parties = [party for part in parts for party in part.get("responsible") or ()]
    return any(isinstance(party, dict) and "role" in party for party in parties)


def _calendar(tree: DiskTree) -> Any:
    """The registry's way of counting weeks and school years."""
    from innoreg.deadlines import Calendar

    settings = data_of(tree.read(MARK))
    if settings is None or "school_quarters" in settings:
        raise _NotSimple
    usual = Calendar()
    month, day = usual.school_year_end
    end = settings.get("school_year_end", f"{month}-{day}").split("-")
    return Calendar(settings.get("weeks", usual.weeks), (int(end[0]), int(end[1])))
