"""Reads one file as one record, or as diagnostics of everything that is wrong with it."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from innoreg.diagnostics import Diagnostic, Place
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.record_models import MODELS
from innoreg.store.file_diagnostics import validation_diagnostics
from innoreg.store.file_source import FileSource, PlaceFinder
from innoreg.store.prefetch import ParsedFile
from innoreg.store.record_ids import check_file_name, stem
from innoreg.store.salvage import errors_behind_mistyped_kinds, salvage_record
from innoreg.store.text_decoding import decode, finding, read_contents
from innoreg.store.tree import Tree
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

SCHEMA_VERSION = 1
SETTINGS = "settings"
"""What `innoreg.yaml` is called where kinds of records are named."""

RETIRED_KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    SETTINGS: (("due_soon_days",),),
    "authority": (("letterhead", "number_suffix"),),
}
"""Kind -> keys that the format once had and nothing ever read: passed over, with a warning."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: its record, if there is one, and the diagnostics.

    salvaged: the record is no whole one; broken parts were cut out of it, for the rules to check.
    """

    record: Record | None
    source: FileSource | None
    diagnostics: tuple[Diagnostic, ...]
    salvaged: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the file is a record with nothing wrong in it."""
        return self.record is not None and not self.salvaged


def read_mapping(
    tree: Tree, file: str, places: PlaceFinder | None = None, parsed: ParsedFile | None = None
) -> tuple[dict[str, Any] | None, FileSource | None, list[Diagnostic]]:
    """The raw mapping of a file with its places; scalars are text.

    places: what finds places in the tree, where several files are read. parsed: what is known of
    the file already.
    """
    if parsed is not None:
        return parsed.data, FileSource(file, places or PlaceFinder(tree), parsed.plain_hash), []
    raw, found = read_contents(tree, file)
    if raw is None:
        return None, None, found
    if (data := parse_plain_bytes(raw)) is not None:
        return data, FileSource(file, places or PlaceFinder(tree), hash(raw)), found
    # Most answers do without libyaml, which takes a third of a short call to import.
    from innoreg.store.yaml_text.composer import compose, node_data

    words, found = decode(file, raw)
    if words is None:
        return None, None, found
    node, more = compose(file, words)
    found += more
    if node is None:
        return None, None, found
    data = node_data(file, node, found)
    source = FileSource(file, places or PlaceFinder(tree))
    if not isinstance(data, dict):
        message, hint = T("not a record"), T("a record is a list of lines `key: value`")
        return None, source, [*found, finding("not-a-mapping", Place(file), message, hint)]
    return data, source, found


def read_record(
    tree: Tree,
    path: str,
    kind: str,
    *,
    salvage: bool,
    places: PlaceFinder | None = None,
    parsed: ParsedFile | None = None,
) -> ReadFile:
    """The record of one file. With `salvage` a broken one is cut down to what can be checked."""
    data, source, found = read_mapping(tree, path, places, parsed)
    misnamed = check_file_name(path)
    found += [misnamed] if misnamed else []
    if data is None or source is None:
        return ReadFile(None, source, tuple(found))
    found += _schema_version(data, source)
    found += take_retired_keys(kind, data, source)
    model = MODELS[kind]
    if "id" in data:
        place = source.place(("id",), key=True)
        hint = T("the id is the file's name: delete this line, or rename the file")
        found.append(
            finding("unknown-key", place, T("the id is not written inside the file"), hint)
        )
    # A record with a wrong name is still checked: under the name it should have.
    data["id"] = (misnamed.suggestion or "unnamed") if misnamed else stem(path)
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        return _read_broken(model, data, source, found, error, salvage)
    broken = any(d.severity == "error" for d in found)
    kept = record if salvage or not broken else None
    return ReadFile(kept, source, tuple(found), salvaged=broken)


def _read_broken(
    model: type[Record],
    data: dict[str, Any],
    source: FileSource,
    found: list[Diagnostic],
    error: ValidationError,
    salvage: bool,
) -> ReadFile:
    found += validation_diagnostics(model, error, source)
    if not salvage:
        return ReadFile(None, source, tuple(found), salvaged=True)
    for further in errors_behind_mistyped_kinds(model, data, error):
        # The first round reported the kind itself and everything outside such parts.
        found += [p for p in validation_diagnostics(model, further, source) if p not in found]
    left, cuts = salvage_record(model, data)
    return ReadFile(left, replace(source, cuts=cuts), tuple(found), salvaged=True)


def take_retired_keys(kind: str, data: dict[str, Any], source: FileSource) -> list[Diagnostic]:
    """Take the keys that are no longer of the format out of the mapping; a warning for each."""
    found = []
    for path in RETIRED_KEYS.get(kind, ()):
        *above, key = path
        part: Any = data
        for step in above:
            part = part.get(step) if isinstance(part, dict) else None
        if isinstance(part, dict) and key in part:
            del part[key]
            place = source.place(path, key=True)
            message = T("the key `{key}` is no longer used", key=key)
            hint = T("`innoreg migrate` takes it out")
            found.append(Diagnostic("retired-key", "warning", place, message, hint))
    return found


def _schema_version(data: dict[str, Any], source: FileSource) -> list[Diagnostic]:
    given = data.get("schema")
    if not (isinstance(given, str) and given.isdecimal()) or int(given) == SCHEMA_VERSION:
        return []
    place = source.place(("schema",))
    # The rest of the record is checked as if it were of this format.
    data["schema"] = str(SCHEMA_VERSION)
    if int(given) < SCHEMA_VERSION:
        message = T("the record has the older format {given}", given=given)
        return [finding("older-schema", place, message, T("run `innoreg migrate`"))]
    message = T(
        "the record has format {given}, this innoreg knows {known}",
        given=given,
        known=SCHEMA_VERSION,
    )
    return [finding("newer-schema", place, message, T("update innoreg"))]
