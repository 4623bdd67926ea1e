"""A plan with a usual edit: its rows follow from its words and events, without its records.

Most edits of a plan change a title, a term or a remark of an item, or tell what happened to it.
Then nothing changes but the rows of that very item, and neither models nor replay are needed to
say how: the answer comes as fast as if nothing had been edited. Whatever else differs is worked
out from the records (`index.change`). Nothing is written here: to the index the file has changed
until it was read with all it concerns.
"""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from innoreg.index.edits import NotSimple, Pair, Part, Path, pairs
from innoreg.index.rows import line_of
from innoreg.index.rowtext import decode
from innoreg.queries.due_row import DueRow
from innoreg.store.tree import MARK, MAX_BYTES, DiskTree
from innoreg.store.yaml_text.plain_reader import data_of

if TYPE_CHECKING:
    from innoreg.index.reworked import Neighbours


def retouch(index: sqlite3.Connection, tree: DiskTree, paths: Collection[str], today: date) -> bool:
    """Show the rows of these changed files as they now are, to this connection only.

    False, and nothing done, where some edit is not a usual one.
    """
    try:
        rows = {file: new for path in paths for file, new in [_rows(index, tree, path, today)]}
    except (NotSimple, OSError, zlib.error):
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


def _rows(
    index: sqlite3.Connection, tree: DiskTree, path: str, today: date
) -> tuple[int, list[DueRow]]:
    query = "SELECT id, text, acted FROM plan JOIN file ON file.id = plan.file WHERE path = ?"
    known = index.execute(f"{query} AND state = 'record'", (path,)).fetchone()
    if known is None or tree.size(path) > MAX_BYTES:
        raise NotSimple
    file, text, acted = known
    old, new = zlib.decompress(text), tree.read(path)
    before, after = data_of(old), data_of(new)
    if before is None or after is None or not _alone(index, file):
        raise NotSimple
    lines = index.execute("SELECT data FROM due WHERE file = ? ORDER BY rowid", (file,))
    by_path = defaultdict[Path, list[DueRow]](list)
    for row in decode(line for (line,) in lines):
        by_path[row.path].append(row)
    items = list(pairs(before, after))
    others = {tuple(each) for each in json.loads(acted)}
    if not others <= {pair.old_path for pair in items}:
        raise NotSimple
    if any(pair.before is None for pair in items) and not _unnamed(index, tree, file, items):
        raise NotSimple
    rows: list[DueRow] = []
    for pair in items:
        own = by_path[pair.old_path] if pair.old_path else []
        if _same(pair):
            rows += own if pair.old_path == pair.new_path else _moved(own, pair)
        elif pair.old_path in others:
            raise NotSimple
        else:
            rows += _worked_out(
                own, pair, after, tree, today, partial(_neighbours, items, by_path, others)
            )
    known = all(row.line is not None for row in rows)
    return file, rows if known and _same_lines(old, new) else list(
        _with_lines(rows, path, new.decode())
    )


def _alone(index: sqlite3.Connection, file: int) -> bool:
    """Whether no other record has the id: events of both would go to the items of both."""
    own = "SELECT key FROM gives WHERE file = ? AND key >= 'id:' AND key < 'id;'"
    (many,) = index.execute(f"SELECT count(*) FROM gives WHERE key IN ({own})", (file,)).fetchone()
    return bool(many == 1)


def _unnamed(index: sqlite3.Connection, tree: DiskTree, file: int, items: Collection[Pair]) -> bool:
    """Whether nothing has yet, or names, what a new item is called."""
    keys = [pair.after.key for pair in items]
    if len(set(keys)) < len(keys):
        return False
    own = "SELECT key FROM gives WHERE file = ? AND key >= 'id:' AND key < 'id;'"
    (name,) = index.execute(own, (file,)).fetchone()
    asking = "SELECT path FROM asks JOIN file ON file.id = asks.file WHERE key = ?"
    texts = [tree.read(path) for (path,) in index.execute(asking, (name,))]
    new = [pair.after.key for pair in items if pair.before is None]
    refs = [f"{name.removeprefix('id:')}/{key}".encode() for key in new]
    # What the usual form holds stands there as it is written: one line a text.
    return all(data_of(text) and not any(ref in text for ref in refs) for text in texts)


def _neighbours(
    items: Iterable[Pair], rows: Mapping[Path, list[DueRow]], others: Collection[Path]
) -> "Neighbours":
    from innoreg.index.reworked import Neighbours

    return Neighbours.of(
        (rows.get(path, ()), was)
        for path, _, was, _ in items
        if path and was and path not in others
    )


def _same(pair: Pair) -> bool:
    """Whether nothing that its rows follow from differs."""
    was, now = pair.before, pair.after
    return was is not None and was.item["title"] == now.item["title"] and _same_course(pair)


def _same_course(pair: Pair) -> bool:
    was, now = pair.before, pair.after
    return was is not None and (
        was.events == now.events and was.words == now.words and was.parties == now.parties
    )


def _moved(rows: Iterable[DueRow], pair: Pair) -> Iterator[DueRow]:
    return (row._replace(path=pair.new_path) for row in rows)


def _worked_out(
    rows: list[DueRow],
    pair: Pair,
    plan: Part,
    tree: DiskTree,
    today: date,
    neighbours: "Callable[[], Neighbours]",
) -> Iterable[DueRow]:
    if _same_course(pair):
        return (row._replace(title=pair.after.item["title"]) for row in _moved(rows, pair))
    # The language of deadlines takes as long as all the rest of the answer.
    from innoreg.index.reworked import reworked, setting

    return reworked(rows, pair, setting(plan, data_of(tree.read(MARK)), today), neighbours)


def _same_lines(old: bytes, new: bytes) -> bool:
    """Whether every key stands where it stood."""
    pairs = zip_longest(old.splitlines(), new.splitlines(), fillvalue=b"")
    return all(a == b or a.partition(b":")[0] == b.partition(b":")[0] for a, b in pairs)


def _with_lines(rows: Iterable[DueRow], path: str, text: str) -> Iterator[DueRow]:
    from innoreg.store.yaml_text.plain_places import Marks

    marks = Marks.of(path, text)
    if marks is None:
        raise NotSimple
    for row in rows:
        yield row._replace(line=marks.place(row.path).line)
