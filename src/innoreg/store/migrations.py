"""Migrates records from older formats of the data to the newest, by one pure step per format.

A step knows nothing of files. It is tested by a folder of records before it and one after it.
Comments and layout stay: only what the step changes is written anew.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.record_models import KINDS
from innoreg.store.file_writer import Change, read_bytes
from innoreg.store.record_change import Raw, decode_text, encode_like, record_from_bytes
from innoreg.store.record_reader import (
    SCHEMA_VERSION,
    SETTINGS,
    read_mapping,
    take_retired_keys,
)
from innoreg.store.tree import MARK, DiskTree
from innoreg.store.yaml_text.patcher import patch_record_text


@dataclass(frozen=True, slots=True)
class Step:
    """From format `since` to the next one.

    summary: what changes, in a line, marked for translation. change: kind of record (or
    `settings`) and its raw mapping -> the new mapping; it may change the one it is given.
    """

    since: int
    summary: str
    change: Callable[[str, Raw], Raw]


STEPS: tuple[Step, ...] = ()
"""Format 1 is the first that was published: nothing leads to it."""


@dataclass(frozen=True, slots=True)
class PendingMigration:
    """A file in an older format, or with retired keys, and the bytes it would have in the newest."""

    steps: tuple[Step, ...]
    retired: int
    change: Change


def find_pending(root: Path, steps: Sequence[Step] = STEPS) -> list[PendingMigration]:
    """The files of the tree that are in an older format or hold retired keys, with their new bytes.

    Raises Refused where a file cannot be read, no step leads on from its format, or what came
    out would be no record.
    """
    return [
        one
        for file, kind in _list_files(root)
        if (one := _find_pending_in(root, file, kind, steps))
    ]


def _list_files(root: Path) -> Iterator[tuple[str, str]]:
    """Every record and the settings. The settings may be old too, so they are read loosely."""
    tree = DiskTree(root)
    # Not by the model, which refuses the older formats that are to be migrated.
    settings, _source, _found = read_mapping(tree, MARK)
    yield MARK, SETTINGS
    data = str((settings or {}).get("data", "data"))
    for file in tree.files(data):
        if file.leaves_tree or not file.path.endswith(".yaml"):
            continue
        folder = PurePosixPath(file.path).relative_to(PurePosixPath(data)).parts[0]
        if folder in KINDS:
            yield file.path, KINDS[folder]


def _find_pending_in(
    root: Path, file: str, kind: str, steps: Sequence[Step]
) -> PendingMigration | None:
    data, source, found = read_mapping(DiskTree(root), file)
    errors = [d for d in found if d.severity == "error"]
    if data is None or source is None or errors:
        raise Refused(
            T("{file} cannot be read: {message}", file=file, message=errors[0].message),
            T("`innoreg validate` shows all such files; correct them first"),
        )
    chain = steps_from(str(data.get("schema", "")), steps, file=file)
    new_data = apply_steps(kind, data, chain)
    retired = take_retired_keys(kind, new_data, source)
    if not chain and not retired:
        return None
    raw = read_bytes(root, file)
    new = encode_like(raw, patch_record_text(file, decode_text(raw), new_data))
    # The settings have no kind of record; they are read, and refused, when the next command starts.
    left = () if kind == SETTINGS else record_from_bytes(file, new, kind).diagnostics
    if wrong := next((d for d in left if d.severity == "error"), None):
        raise Refused(
            T("{file} would not be right afterwards: {message}", file=file, message=wrong.message),
            T("correct it in the old format first; nothing was written"),
        )
    return PendingMigration(chain, len(retired), Change(file, raw, new))


def steps_from(
    version: str, steps: Sequence[Step], newest: int = SCHEMA_VERSION, file: str = MARK
) -> tuple[Step, ...]:
    """The steps from a format to the newest, in order; none for the newest and what is no number."""
    if not version.isdecimal() or int(version) >= newest:
        return ()
    # A gap in the chain is an older format whose steps this version no longer has.
    by_format = {step.since: step for step in steps}
    wanted = range(int(version), newest)
    if missing := [n for n in wanted if n not in by_format]:
        raise Refused(
            T("{file} has format {version}, and no step leads on from {missing}",
              file=file, version=version, missing=missing[0]),
            T("this innoreg reads format {newest}; correct `schema:` if the number is wrong",
              newest=newest),
        )  # fmt: skip
    return tuple(by_format[n] for n in wanted)


def apply_steps(kind: str, data: Raw, steps: Sequence[Step]) -> Raw:
    """The mapping after the steps; the given one stays as it is."""
    # A step may change the mapping it is given, and the caller still compares with the old one.
    new: dict[str, Any] = deepcopy(data)
    for step in steps:
        new = step.change(kind, new)
        new["schema"] = step.since + 1
    return new
