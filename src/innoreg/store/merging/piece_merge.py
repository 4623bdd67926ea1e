"""Three states of a piece -> one: what one side changed is taken, what both did goes deeper."""

from collections.abc import Sequence

from yaml.nodes import MappingNode, SequenceNode

from innoreg.store.merging.list_merge import Slot, arranged, clashing, must_be_decided
from innoreg.store.merging.yaml_pieces import (
    Conflict,
    Hunk,
    Piece,
    Unusual,
    children,
    clean,
    dashed,
    head,
    is_many,
    is_one_line,
    shifted,
)


def combined(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    """The text of the piece, without its lead; of an element, still without its dash."""
    fitting = shifted(theirs.text, ours.column - theirs.column)
    if fitting == ours.text or (base and theirs.text == base.text):
        return [ours.text]
    if base and ours.text == base.text:
        return [fitting]
    if ours.is_block and theirs.is_block and type(ours.node) is type(theirs.node):
        return _deeper(base, ours, theirs)
    return _whole(base, ours, theirs, fitting)


def _whole(base: Piece | None, ours: Piece, theirs: Piece, fitting: str) -> list[Hunk]:
    """A value that cannot be taken apart by lines."""
    if ours.data == theirs.data or (base and theirs.data == base.data):
        return [ours.text]
    if base and ours.data == base.data:
        keeps_comment = is_one_line(ours) and is_one_line(theirs)
        return [ours.with_words(theirs.words) if keeps_comment else fitting]
    inside = _between_brackets(base, ours, theirs)
    return [Conflict(ours.text, fitting) if inside is None else ours.with_words(inside)]


def _deeper(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    """Both are mappings, or both lists, on lines of their own."""
    slots, tail = _slots(base, ours, theirs)
    if slots is None:
        return [Conflict(ours.text, shifted(theirs.text, ours.column - theirs.column))]
    hunks: list[Hunk] = []
    clashes = clashing(slots)
    for slot in slots:
        hunks += _clash(slot, ours) if id(slot) in clashes else _slot_hunks(slot, ours)
    hunks = [hunk for hunk in hunks if hunk != ""]
    if not hunks:
        return [_emptied(ours)]
    return [hunk for hunk in [*_head(base, ours, theirs), *hunks, *tail] if hunk != ""]


def _slots(base: Piece | None, ours: Piece, theirs: Piece) -> tuple[list[Slot] | None, list[Hunk]]:
    old, old_tail = children(base) if base else ([], "")
    (mine, my_tail), (their, their_tail) = children(ours), children(theirs)
    is_list = isinstance(ours.node, SequenceNode)
    same_kind = base is not None and type(base.node) is type(ours.node)
    slots = arranged(old if same_kind else [], mine, their, is_list)
    if slots and must_be_decided(slots):
        slots = None
    return slots, lead(old_tail if base else None, my_tail, their_tail)


def _head(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    before = head(base) if base and base.is_block else None
    mine, their = head(ours), shifted(head(theirs), ours.column - theirs.column)
    return [their if before == mine else mine]


def _emptied(ours: Piece) -> str:
    if not ours.entry:
        raise Unusual
    nothing = "{}" if isinstance(ours.node, MappingNode) else "[]"
    return f"{' ' * ours.column}{ours.name}: {nothing}\n"


def _slot_hunks(slot: Slot, parent: Piece) -> list[Hunk]:
    """One entry or element with what stands above it; nothing where it was taken out."""
    base, ours, theirs = slot
    if ours and theirs:
        fitting = shifted(theirs.lead, ours.column - theirs.column)
        above = lead(base.lead if base else None, ours.lead, fitting)
        return [*above, *_with_dash(base, ours, theirs)]
    there = ours or theirs
    assert there is not None
    text = _full(there, _column(parent, there))
    if base is None:
        return [text]
    if there.data == base.data:
        return []
    return [Conflict(text, "") if ours else Conflict("", text)]


def _clash(slot: Slot, parent: Piece) -> list[Hunk]:
    """Two new things with one number."""
    _base, ours, theirs = slot
    texts = (_full(piece, _column(parent, piece)) if piece else "" for piece in (ours, theirs))
    return [Conflict(*texts)]


def _column(parent: Piece, there: Piece) -> int:
    """Where the keys or dashes of the parent stand."""
    own, _tail = children(parent)
    return own[0].column if own else there.column


def _full(piece: Piece, column: int) -> str:
    """The piece with its lead and dash, moved to where the others stand."""
    text = piece.text if piece.entry else dashed(piece.text, piece.column)
    return shifted(piece.lead + text, column - piece.column)


def _with_dash(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    hunks = combined(base, ours, theirs)
    if ours.entry:
        return hunks
    first, *rest = hunks
    if isinstance(first, Conflict) and not (first.ours and first.theirs):
        fitting = shifted(dashed(theirs.text, theirs.column), ours.column - theirs.column)
        return [Conflict(dashed(ours.text, ours.column), fitting)]
    if isinstance(first, Conflict):
        return [first.turned(lambda text: dashed(text, ours.column)), *rest]
    return [dashed(first, ours.column), *rest]


def lead(base: str | None, ours: str, theirs: str) -> list[Hunk]:
    """Comments and blank lines above a piece, or behind the last one."""
    if ours.strip() == theirs.strip() or not theirs.strip():
        kept = theirs if base == ours and base != theirs else ours
    elif theirs == base or not ours.strip():
        kept = ours if theirs == base else theirs
    elif ours == base:
        kept = theirs
    else:
        return [Conflict(ours, theirs)]
    return [kept]


def _between_brackets(base: Piece | None, ours: Piece, theirs: Piece) -> str | None:
    """Two changed values in brackets as one; None where people must decide."""
    values = [piece for piece in (base, ours, theirs) if piece]
    if not all(is_many(p.node) and type(p.node) is type(ours.node) for p in values):
        return None
    if any("#" in p.words or "\n" in p.words or p.is_block for p in (ours, theirs)):
        return None
    slots, _tail = _slots(base, ours, theirs)
    if slots is None or clashing(slots):
        return None
    texts = [text for slot in slots if (text := _inline(slot)) != ""]
    if any(text is None for text in texts):
        return None
    return _bracketed(ours, [text for text in texts if text])


def _inline(slot: Slot) -> str | None:
    base, ours, theirs = slot
    if ours and theirs:
        return clean(combined(base, ours, theirs))
    there = ours or theirs
    assert there is not None
    if base is None:
        return there.text
    return "" if there.data == base.data else None


def _bracketed(ours: Piece, texts: Sequence[str]) -> str:
    opening, closing = ours.words[0], ours.words[-1]
    return opening + ", ".join(texts) + closing
