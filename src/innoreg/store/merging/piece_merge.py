"""Merges three states of a piece: one side's change is taken, both sides' are merged deeper."""

from yaml.nodes import MappingNode, SequenceNode

from innoreg.store.merging.list_merge import Slot, arrange_entries, find_clashes, must_be_decided
from innoreg.store.merging.yaml_pieces import (
    Conflict,
    Hunk,
    Piece,
    Unusual,
    children,
    decided_text,
    head_line,
    is_collection_node,
    is_one_line,
    reindent,
    with_dash,
)


def merge_pieces(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    """The merged text of the piece, without its lead; of an element, without its dash."""
    fitting = reindent(theirs.text, ours.column - theirs.column)
    if fitting == ours.text or (base and theirs.text == base.text):
        return [ours.text]
    if base and ours.text == base.text:
        return [fitting]
    if ours.is_block and theirs.is_block and type(ours.node) is type(theirs.node):
        return _merge_children(base, ours, theirs)
    return _merge_value(base, ours, theirs, fitting)


def _merge_value(base: Piece | None, ours: Piece, theirs: Piece, fitting: str) -> list[Hunk]:
    """Merge a value that cannot be taken apart by lines."""
    if ours.data == theirs.data or (base and theirs.data == base.data):
        return [ours.text]
    if base and ours.data == base.data:
        # The comment behind our value is on the same line.
        keeps_comment = is_one_line(ours) and is_one_line(theirs)
        return [ours.with_words(theirs.words) if keeps_comment else fitting]
    inside = _merge_flow_values(base, ours, theirs)
    if inside is not None:
        return [ours.with_words(inside)]
    return [Conflict(ours.text, fitting, _base_text(base, ours))]


def _base_text(base: Piece | None, ours: Piece) -> str:
    """What both sides began from, moved to our column."""
    return reindent(base.text, ours.column - base.column) if base else ""


def _merge_children(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    """Merge two mappings, or two lists, on lines of their own."""
    slots, tail = _make_slots(base, ours, theirs)
    if slots is None:
        fitting = reindent(theirs.text, ours.column - theirs.column)
        return [Conflict(ours.text, fitting, _base_text(base, ours))]
    hunks: list[Hunk] = []
    clashes = find_clashes(slots)
    for slot in slots:
        hunks += _clash_hunks(slot, ours) if id(slot) in clashes else _slot_hunks(slot, ours)
    hunks = [hunk for hunk in hunks if hunk != ""]
    if not hunks:
        return [_empty_text(ours)]
    return [hunk for hunk in [*_merge_head(base, ours, theirs), *hunks, *tail] if hunk != ""]


def _make_slots(
    base: Piece | None, ours: Piece, theirs: Piece
) -> tuple[list[Slot] | None, list[Hunk]]:
    old, old_tail = children(base) if base else ([], "")
    (mine, my_tail), (their, their_tail) = children(ours), children(theirs)
    is_list = isinstance(ours.node, SequenceNode)
    same_kind = base is not None and type(base.node) is type(ours.node)
    slots = arrange_entries(old if same_kind else [], mine, their, is_list)
    # Which of two new parties answers first is not for a program to say.
    if slots and must_be_decided(slots):
        slots = None
    return slots, merge_leads(old_tail if base else None, my_tail, their_tail)


def _merge_head(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    before = head_line(base) if base and base.is_block else None
    mine, their = head_line(ours), reindent(head_line(theirs), ours.column - theirs.column)
    return [their if before == mine else mine]


def _empty_text(ours: Piece) -> str:
    if not ours.entry:
        raise Unusual
    nothing = "{}" if isinstance(ours.node, MappingNode) else "[]"
    return f"{' ' * ours.column}{ours.name}: {nothing}\n"


def _slot_hunks(slot: Slot, parent: Piece) -> list[Hunk]:
    """The hunks of an entry or element with its lead; none where it was taken out."""
    base, ours, theirs = slot
    if ours and theirs:
        fitting = reindent(theirs.lead, ours.column - theirs.column)
        above = merge_leads(base.lead if base else None, ours.lead, fitting)
        return [*above, *_element_hunks(base, ours, theirs)]
    there = ours or theirs
    assert there is not None
    text = _full_text(there, _column(parent, there))
    if base is None:
        return [text]
    if there.data == base.data:
        return []
    before = _full_text(base, _column(parent, there))
    return [Conflict(text, "", before) if ours else Conflict("", text, before)]


def _clash_hunks(slot: Slot, parent: Piece) -> list[Hunk]:
    """The conflict of two new elements with one number."""
    _base, ours, theirs = slot
    texts = (_full_text(piece, _column(parent, piece)) if piece else "" for piece in (ours, theirs))
    return [Conflict(*texts)]


def _column(parent: Piece, there: Piece) -> int:
    """The column of the keys or dashes of the parent."""
    own, _tail = children(parent)
    return own[0].column if own else there.column


def _full_text(piece: Piece, column: int) -> str:
    """The piece with its lead and dash, moved to the column."""
    text = piece.text if piece.entry else with_dash(piece.text, piece.column)
    return reindent(piece.lead + text, column - piece.column)


def _element_hunks(base: Piece | None, ours: Piece, theirs: Piece) -> list[Hunk]:
    hunks = merge_pieces(base, ours, theirs)
    if ours.entry:
        return hunks
    first, *rest = hunks
    if isinstance(first, Conflict) and not (first.ours and first.theirs):
        fitting = reindent(with_dash(theirs.text, theirs.column), ours.column - theirs.column)
        before = with_dash(first.base, ours.column) if first.base else ""
        return [Conflict(with_dash(ours.text, ours.column), fitting, before)]
    if isinstance(first, Conflict):
        return [first.map_texts(lambda text: with_dash(text, ours.column)), *rest]
    return [with_dash(first, ours.column), *rest]


def merge_leads(base: str | None, ours: str, theirs: str) -> list[Hunk]:
    """Merge the comments and blank lines above a piece, or behind the last one."""
    if ours.strip() == theirs.strip() or not theirs.strip():
        kept = theirs if base == ours and base != theirs else ours
    elif theirs == base or not ours.strip():
        kept = ours if theirs == base else theirs
    elif ours == base:
        kept = theirs
    else:
        return [Conflict(ours, theirs, base or "")]
    return [kept]


def _merge_flow_values(base: Piece | None, ours: Piece, theirs: Piece) -> str | None:
    """Merge two changed values in brackets; None where people must decide."""
    values = [piece for piece in (base, ours, theirs) if piece]
    if not all(is_collection_node(p.node) and type(p.node) is type(ours.node) for p in values):
        return None
    # A comment or a line break between brackets would be lost when they are written anew.
    if any("#" in p.words or "\n" in p.words or p.is_block for p in (ours, theirs)):
        return None
    slots, _tail = _make_slots(base, ours, theirs)
    if slots is None or find_clashes(slots):
        return None
    texts = [text for slot in slots if (text := _merge_inline(slot)) != ""]
    if any(text is None for text in texts):
        return None
    return ours.words[0] + ", ".join(text for text in texts if text) + ours.words[-1]


def _merge_inline(slot: Slot) -> str | None:
    base, ours, theirs = slot
    if ours and theirs:
        return decided_text(merge_pieces(base, ours, theirs))
    there = ours or theirs
    assert there is not None
    if base is None:
        return there.text
    return "" if there.data == base.data else None
