"""Changes of records: from a record's mapping and the wanted one to the new bytes of its file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from innoreg.diagnostics import Diagnostic
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.privacy import is_protected
from innoreg.model.record_models import FOLDERS, KINDS
from innoreg.model.registry import Path as RecordPath
from innoreg.model.registry import Registry, Source
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.private_folder import path_below, records_of
from innoreg.store.record_reader import ReadFile, read_mapping, read_record
from innoreg.store.text_decoding import BOM
from innoreg.store.tree import TABLE, MemoryTree, read_tables
from innoreg.store.yaml_text.patcher import patch_record_text

Raw = dict[str, Any]


def edit_record(
    root: Path, registry: Registry, record: Record, new: Callable[[Raw], Raw]
) -> Change:
    """The change of a record's file that makes its mapping `new(mapping)`; other lines stay.

    Raises Refused when the file is no longer what the registry was read from, or is laid out
    too unusually.
    """
    file = registry.source(record).file
    raw = read_bytes(root, file)
    # The new mapping was made from the record as it was loaded, maybe long ago.
    if record_from_bytes(file, raw, record.kind_name).record != record:
        raise Refused(
            T("{file} was changed by somebody else meanwhile", file=file),
            T("nothing was written; run the command again"),
        )
    data, _source, _found = read_mapping(MemoryTree({file: raw}), file)
    assert data is not None
    return Change(file, raw, encode_like(raw, patch_record_text(file, decode_text(raw), new(data))))


def record_from_bytes(file: str, raw: bytes, kind: str) -> ReadFile:
    """The bytes read as a record of that file, which need not be on the disk."""
    return read_record(MemoryTree({file: raw}), file, kind, salvage=False)


def decode_text(raw: bytes) -> str:
    """The text without its byte order mark."""
    return raw.decode("utf-8-sig")


def encode_like(before: bytes, text: str) -> bytes:
    """The text as bytes, with a byte order mark where there was one before."""
    return (BOM if before.startswith(BOM) else b"") + text.encode()


def with_values(data: Raw, path: Sequence[str | int], model: type[BaseModel], **values: Any) -> Raw:
    """A copy of the mapping with `values` in the part at `path`; new keys in the model's order."""
    new = deepcopy(data)
    part: Any = new
    for step in path:
        part = part[step]
    order = [info.alias or name for name, info in model.model_fields.items()]
    for key, value in values.items():
        if key in part:
            part[key] = value
            continue
        # Behind all keys that the format puts before it, whatever order the file has.
        earlier = set(order[: order.index(key)])
        items = list(part.items())
        at = max((i + 1 for i, (name, _value) in enumerate(items) if name in earlier), default=0)
        items.insert(at, (key, value))
        part.clear()
        part.update(items)
    return new


def insert_by_day(events: Sequence[Raw], event: Raw) -> list[Raw]:
    """The list with the event where its day belongs: oldest first, of one day the newest last."""
    at = sum(str(one.get("on", "")) <= event["on"] for one in events)
    return [*events[:at], event, *events[at:]]


def registry_after(
    registry: Registry, changes: Iterable[Change]
) -> tuple[Registry, list[Diagnostic]]:
    """The registry as the changes would make it, and the diagnostics of the changed files."""
    # By file, not by id: a change may give a file another record or none.
    sources: dict[str, tuple[Record, Source]] = {
        registry.source(record).file: (record, registry.source(record))
        for record in registry.records
    }
    found: list[Diagnostic] = []
    changed = tuple(changes)
    for change in changed:
        sources.pop(change.file, None)
        if change.after is None or change.file.endswith(TABLE):
            continue
        settings = registry.settings
        folder, _slash, _rest = path_below(change.file, settings.data, settings.private).partition(
            "/"
        )
        one = record_from_bytes(change.file, change.after, KINDS[folder])
        found += one.diagnostics
        if one.record is not None and one.source is not None:
            sources[change.file] = (one.record, one.source)
    tables = dict(registry.tables)
    for change in changed:
        tables.pop(change.file, None)
    new = {c.file: c.after for c in changed if c.file.endswith(TABLE) and c.after is not None}
    # Read as they will be read: what is too large then must not be written now.
    tables |= read_tables(MemoryTree(new), new)
    after = Registry(
        registry.settings,
        sources.values(),
        registry.broken,
        registry.file_kind,
        tables=tables,
    )
    return after, found


def table_change(registry: Registry, file: str, text: str) -> Change:
    """The change of a table whose new text was made of the rows as they were loaded."""
    held = registry.tables.get(file)
    if isinstance(held, T):
        raise Refused(
            T("{file} cannot be read: {reason}", file=file, reason=held),
            T("nothing was written; `innoreg validate` says more"),
        )
    return Change(file, held, text.encode())


def file_of(registry: Registry, kind: str, name: str, data: Raw | None = None) -> str:
    """Where a new record of that kind and id belongs: protected ones into the folder of their own.

    data: what it will say, where that decides. Refused where that folder is named and not at hand.
    """
    settings, top = registry.settings, registry.settings.data
    named = settings.data_private or settings.private
    if named and is_protected(kind, data or {}):
        if settings.private is None:
            raise Refused(
                T("protected records belong into {folder}, which is not here", folder=named),
                T("fetch that repository; nothing was written into this one"),
            )
        top = records_of(settings.private)
    return f"{top}/{FOLDERS[kind]}/{name}.yaml"


def with_texts(texts: Mapping[RecordPath, str], data: Raw) -> Raw:
    """The mapping with each text at its path."""
    new: Any = deepcopy(data)
    for path, text in texts.items():
        steps = list(_steps_there(new, path))
        part = new
        for step in steps[:-1]:
            part = part[step]
        part[steps[-1]] = text
    return new  # type: ignore[no-any-return]


def _steps_there(data: Any, path: RecordPath) -> Iterator[str | int]:
    """The path as the file has it: one group may stand where a list of them could, or its name alone."""
    for step in path:
        if step == 0 and not isinstance(data, list):
            continue
        if isinstance(data, str):
            return
        yield step
        data = data[step]
