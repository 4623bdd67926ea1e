"""Two revisions of the whole register -> every change, renames followed."""

from collections.abc import Iterator

from innoreg.model.base import Record
from innoreg.model.registry import Registry
from innoreg.queries.differences.change import Change
from innoreg.queries.differences.fields import compared
from innoreg.queries.differences.matching import renamed
from innoreg.queries.differences.records import record_changes

_Known = dict[tuple[str, str], Record]


def differences(old: Registry, new: Registry) -> list[Change]:
    """What changed from `old` to `new`, by file; the same values written otherwise are no change.

    A record that can be read on one side only, because its file is broken on the other, is
    `unreadable`, neither added nor removed.
    """
    before, after = _known(old), _known(new)
    gone = [before[key] for key in before if key not in after and key[1] not in new.broken]
    come = [after[key] for key in after if key not in before and key[1] not in old.broken]
    became = renamed(gone, come)
    ids = {old_id: record.id for (_kind, old_id), record in became.items()}
    was = {(record.kind_name, record.id): before[key] for key, record in became.items()}
    found = [*_settings(old, new), *_unreadable(old, new, before, after)]
    for key, record in after.items():
        origin = before.get(key) or was.get(key)
        if origin is not None or key[1] not in old.broken:
            found += record_changes(origin, record, new.source(record).file, ids)
    for record in gone:
        if (record.kind_name, record.id) not in became:
            found += record_changes(record, None, old.source(record).file)
    return sorted(found, key=lambda change: change.file)


def _known(registry: Registry) -> _Known:
    found: _Known = {}
    for record in registry.records:
        found.setdefault((record.kind_name, record.id), record)
    return found


def _settings(old: Registry, new: Registry) -> Iterator[Change]:
    was, now = (
        r.settings.model_dump(mode="json", by_alias=True, exclude_defaults=True) for r in (old, new)
    )
    for d in compared(was, now):
        name = "innoreg.yaml"
        yield Change(d.what, "settings", name, new.settings.title, name, d.field, d.was, d.now)


def _unreadable(old: Registry, new: Registry, before: _Known, after: _Known) -> Iterator[Change]:
    """Those known on one side whose file is broken on the other."""
    sides = ((before, old, new.broken, after), (after, new, old.broken, before))
    for known, registry, broken, other in sides:
        for key, record in known.items():
            if key[1] in broken and key not in other:
                file = registry.source(record).file
                head = record_changes(None, record, file)[0]
                yield Change("unreadable", record.kind_name, record.id, head.title, file)
