"""Merges three texts of a record by keys and numbers, as git's merge driver for records."""

from dataclasses import dataclass

from innoreg.record_kinds import kind_of_path
from innoreg.store.merging.piece_merge import merge_pieces
from innoreg.store.merging.yaml_pieces import (
    Conflict,
    Hunk,
    Piece,
    Unusual,
    count_conflicts,
    decided_text,
    is_collection_node,
    record_piece,
    with_conflict_markers,
)
from innoreg.store.record_change import encode_like
from innoreg.store.record_reader import read_record
from innoreg.store.text_decoding import decode
from innoreg.store.tree import MemoryTree
from innoreg.store.yaml_text.composer import compose, node_data
from innoreg.store.yaml_text.plain_reader import with_lf


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The merged bytes, and how many places of them people must decide."""

    content: bytes
    conflicts: int = 0


def merge_texts(
    base: bytes, ours: bytes, theirs: bytes, path: str, *, with_base: bool = False
) -> MergeResult | None:
    """One text with the changes of both sides; None where only a merge by lines is possible.

    base: empty where both sides began the record. path: of the file, which tells its kind.
    with_base: conflicts also show what both sides began from. What neither side touched stays byte for byte as it is in ours, its line ends too.
    """
    if theirs in (base, ours):
        return MergeResult(ours)
    if ours == base:
        return MergeResult(theirs)
    sides = [_parse_piece(text, path) for text in (ours, theirs)]
    before = _parse_piece(base, path) if base.strip() else None
    if not all(sides) or (base.strip() and before is None):
        return None
    mine, their = sides
    assert mine
    assert their
    try:
        hunks = merge_pieces(before, mine, their)
    except Unusual:
        return None
    # Each side alone is a record and both together are not, as two ends of one range.
    if not _is_sound(hunks, ours, theirs, path):
        hunks = [Conflict(mine.text, their.text, before.text if before else "")]
    text = with_conflict_markers(hunks, with_base=with_base)
    # Both texts were merged with the line ends of Unix.
    text = text.replace("\n", "\r\n") if b"\r\n" in ours else text
    return MergeResult(encode_like(ours, text), count_conflicts(hunks))


def _parse_piece(raw: bytes, path: str) -> Piece | None:
    text, _found = decode(path, raw)
    if text is None:
        return None
    text = with_lf(text)
    node, found = compose(path, text)
    # With mistakes in it a text is merged by lines, which loses nothing.
    if node is None or not is_collection_node(node) or found:
        return None
    node_data(path, node, found)
    return record_piece(text, node) if not found else None


def _is_sound(hunks: list[Hunk], ours: bytes, theirs: bytes, path: str) -> bool:
    """Whether the merged text is a record, if both sides are: two good changes can exclude each other."""
    text = decided_text(hunks)
    if text is None:
        return True
    return _is_record(text.encode(), path) or not (
        _is_record(ours, path) and _is_record(theirs, path)
    )


def _is_record(raw: bytes, path: str) -> bool:
    kind = kind_of_path(path)
    if kind is None:
        return _parse_piece(raw, path) is not None
    read = read_record(MemoryTree({path: raw}), path, kind, salvage=False)
    return read.record is not None
