"""Three texts of a record -> one, checked before it is given out; else git's own merge by lines."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from innoreg.model.record_models import KINDS
from innoreg.store.merging.piece_merge import combined
from innoreg.store.merging.yaml_pieces import (
    Conflict,
    Hunk,
    Piece,
    Unusual,
    clean,
    conflicts,
    is_many,
    record,
    shown,
)
from innoreg.store.record_reader import read_record
from innoreg.store.text_decoding import decode
from innoreg.store.tree import Blobs
from innoreg.store.yaml_text.composer import compose, plain

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged bytes, and how many places of them people must decide."""

    content: bytes
    conflicts: int = 0


def merged(base: bytes, ours: bytes, theirs: bytes, path: str) -> Merged | None:
    """What both sides changed, in one text; None where only a merge by lines is possible.

    base: empty where both sides began the record. path: of the file, which tells its kind.
    What neither side touched stays byte for byte as it is in ours, its line ends too.
    """
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    sides = [_piece(text, path) for text in (ours, theirs)]
    before = _piece(base, path) if base.strip() else None
    if not all(sides) or (base.strip() and before is None):
        return None
    mine, their = sides
    assert mine
    assert their
    try:
        hunks = combined(before, mine, their)
    except Unusual:
        return None
    if not _is_sound(hunks, ours, theirs, path):
        hunks = [Conflict(mine.text, their.text)]
    return Merged(_like(ours, shown(hunks)), conflicts(hunks))


def _piece(raw: bytes, path: str) -> Piece | None:
    text, _found = decode(path, raw)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    text = text if text.endswith("\n") else text + "\n"
    node, found = compose(path, text)
    if node is None or not is_many(node) or found:
        return None
    plain(path, node, found)
    return record(text, node) if not found else None


def _is_sound(hunks: list[Hunk], ours: bytes, theirs: bytes, path: str) -> bool:
    """Whether the merged text is a record, if both sides are: two good changes can exclude each other."""
    text = clean(hunks)
    if text is None:
        return True
    return _reads(text.encode(), path) or not (_reads(ours, path) and _reads(theirs, path))


def _reads(raw: bytes, path: str) -> bool:
    kind = next((KINDS[p] for p in reversed(PurePosixPath(path).parts[:-1]) if p in KINDS), None)
    if kind is None:
        return _piece(raw, path) is not None
    read = read_record(Blobs({path: raw}), path, kind, salvage=False)
    return read.record is not None


def _like(ours: bytes, text: str) -> bytes:
    """The text with the byte order mark and the line ends of ours."""
    raw = text.encode()
    if b"\r\n" in ours:
        raw = raw.replace(b"\n", b"\r\n")
    return _BOM + raw if ours.startswith(_BOM) else raw
