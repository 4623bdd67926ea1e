"""Two states of one record -> its changes, part by part."""

from collections.abc import Mapping

from innoreg.model.base import Record
from innoreg.queries.differences.change import Change, What
from innoreg.queries.differences.fields import compared
from innoreg.queries.differences.matching import matched
from innoreg.queries.differences.parts import Piece, pieces


def record_changes(
    old: Record | None, new: Record | None, file: str, renames: Mapping[str, str] | None = None
) -> list[Change]:
    """What became of a record. `file` is where it is now; `renames`: old ids -> new ids."""
    if old is None and new is None:
        return []
    if old is None or new is None:
        there = old or new
        assert there is not None
        head = pieces(there)[0]
        what: What = "added" if old is None else "removed"
        return [Change(what, there.kind_name, there.id, head.title, file)]
    if old == new:
        return []
    return _both(old, new, file, renames)


def _both(old: Record, new: Record, file: str, renames: Mapping[str, str] | None) -> list[Change]:
    found = []
    before, after = pieces(old, renames), pieces(new)
    if old.id != new.id:
        title = after[0].title
        found.append(Change("renamed", new.kind_name, new.id, title, file, was=old.id, now=new.id))
    pairs, gone = matched(before, after)
    was = {piece.mark: partner for partner, piece in pairs}
    for piece in after:
        found += _changes(new.id, was.get(piece.mark), piece, file)
    return found + [
        Change("removed", piece.subject, _ref(old.id, piece), piece.title, file) for piece in gone
    ]


def _ref(name: str, piece: Piece) -> str:
    return f"{name}/{piece.key}" if piece.key else name


def _changes(name: str, old: Piece | None, new: Piece, file: str) -> list[Change]:
    ref = _ref(name, new)
    if old is None:
        return [Change("added", new.subject, ref, new.title, file)]
    found = []
    if old.key != new.key:
        found.append(
            Change("renumbered", new.subject, ref, new.title, file, was=old.key, now=new.key)
        )
    return found + [
        Change(d.what, new.subject, ref, new.title, file, d.field, d.was, d.now)
        for d in compared(dict(old.fields), dict(new.fields))
    ]
