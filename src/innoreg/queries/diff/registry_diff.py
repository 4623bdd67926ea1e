"""Two revisions of the register -> every change, renamed records followed."""

from collections.abc import Iterator, Mapping

from innoreg.model.base import Record
from innoreg.model.registry import Registry
from innoreg.queries.diff.field_diff import Change, What, field_differences
from innoreg.queries.diff.part_matching import match_parts, match_renamed
from innoreg.queries.diff.record_parts import Piece, split_record


def record_changes(
    old: Record | None, new: Record | None, file: str, renames: Mapping[str, str] | None = None
) -> list[Change]:
    """What became of a record. `file` is where it is now; `renames`: old ids -> new ids."""
    if old is None and new is None:
        return []
    if old is None or new is None:
        there = old or new
        assert there is not None
        head = split_record(there)[0]
        what: What = "added" if old is None else "removed"
        return [Change(what, there.kind_name, there.id, head.title, file)]
    if old == new:
        return []
    return _changes_between(old, new, file, renames)


def _changes_between(
    old: Record, new: Record, file: str, renames: Mapping[str, str] | None
) -> list[Change]:
    found = []
    before, after = split_record(old, renames), split_record(new)
    if old.id != new.id:
        title = after[0].title
        found.append(Change("renamed", new.kind_name, new.id, title, file, was=old.id, now=new.id))
    pairs, gone = match_parts(before, after)
    was = {piece.mark: partner for partner, piece in pairs}
    for piece in after:
        found += _part_changes(new.id, was.get(piece.mark), piece, file)
    return found + [
        Change("removed", piece.subject, _ref_of(old.id, piece), piece.title, file)
        for piece in gone
    ]


def _ref_of(name: str, piece: Piece) -> str:
    return f"{name}/{piece.key}" if piece.key else name


def _part_changes(name: str, old: Piece | None, new: Piece, file: str) -> list[Change]:
    ref = _ref_of(name, new)
    if old is None:
        return [Change("added", new.subject, ref, new.title, file)]
    found = []
    if old.key != new.key:
        found.append(
            Change("renumbered", new.subject, ref, new.title, file, was=old.key, now=new.key)
        )
    return found + [
        Change(d.what, new.subject, ref, new.title, file, d.field, d.was, d.now)
        for d in field_differences(dict(old.fields), dict(new.fields))
    ]


_Known = dict[tuple[str, str], Record]


def differences(old: Registry, new: Registry) -> list[Change]:
    """What changed from `old` to `new`, by file; the same values written otherwise are no change.

    A record that can be read on one side only, because its file is broken on the other, is
    `unreadable`, neither added nor removed.
    """
    before, after = _records_by_name(old), _records_by_name(new)
    # A file that broke is no record that went: its id is known, and it is told as unreadable.
    gone = [before[key] for key in before if key not in after and key[1] not in new.broken]
    come = [after[key] for key in after if key not in before and key[1] not in old.broken]
    became = match_renamed(gone, come)
    ids = {old_id: record.id for (_kind, old_id), record in became.items()}
    was = {(record.kind_name, record.id): before[key] for key, record in became.items()}
    found = [*_settings_changes(old, new), *_unreadable_records(old, new, before, after)]
    for key, record in after.items():
        origin = before.get(key) or was.get(key)
        if origin is not None or key[1] not in old.broken:
            found += record_changes(origin, record, new.source(record).file, ids)
    for record in gone:
        if (record.kind_name, record.id) not in became:
            found += record_changes(record, None, old.source(record).file)
    return sorted(found, key=lambda change: change.file)


def _records_by_name(registry: Registry) -> _Known:
    found: _Known = {}
    for record in registry.records:
        found.setdefault((record.kind_name, record.id), record)
    return found


def _settings_changes(old: Registry, new: Registry) -> Iterator[Change]:
    was, now = (
        r.settings.model_dump(mode="json", by_alias=True, exclude_defaults=True) for r in (old, new)
    )
    for d in field_differences(was, now):
        name = "innoreg.yaml"
        yield Change(d.what, "settings", name, new.settings.title, name, d.field, d.was, d.now)


def _unreadable_records(
    old: Registry, new: Registry, before: _Known, after: _Known
) -> Iterator[Change]:
    """Those known on one side whose file is broken on the other."""
    sides = ((before, old, new.broken, after), (after, new, old.broken, before))
    for known, registry, broken, other in sides:
        for key, record in known.items():
            if key[1] in broken and key not in other:
                file = registry.source(record).file
                head = record_changes(None, record, file)[0]
                yield Change("unreadable", record.kind_name, record.id, head.title, file)
