"""The entries of three states side by side, in the order the merged text has them."""

from collections import Counter
from collections.abc import Sequence

from innoreg.store.merging.align import aligned, is_numbered, is_ordered, is_same_news, place_among
from innoreg.store.merging.pieces import Piece

Slot = tuple[Piece | None, Piece | None, Piece | None]
"""One entry or element: before, with us, with them; at least one of the last two is there."""

_Row = list[Slot]


def arranged(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece], is_list: bool
) -> list[Slot] | None:
    """The slots in their order; None where both sides changed the order itself differently."""
    slots = _list_slots(base, ours, theirs) if is_list else _entry_slots(base, ours, theirs)
    mine = [slots[id(piece)] for piece in ours]
    their = [slots[id(piece)] for piece in theirs]
    common = [slot for slot in mine if slot[2]]
    other = [slot for slot in their if slot[1]]
    if is_list and common != other:
        if _in_order(base, common):
            common = other
        elif not _in_order(base, other):
            return None
    return _woven(common, mine, their, is_list)


def _in_order(base: Sequence[Piece], slots: Sequence[Slot]) -> bool:
    places = {id(piece): index for index, piece in enumerate(base)}
    found = [places[id(slot[0])] for slot in slots if slot[0]]
    return found == sorted(found)


def _entry_slots(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]
) -> dict[int, Slot]:
    sides = [{piece.name: piece for piece in side} for side in (base, ours, theirs)]
    found: dict[int, Slot] = {}
    for name in dict.fromkeys([*sides[1], *sides[2]]):
        slot = (sides[0].get(name), sides[1].get(name), sides[2].get(name))
        found |= {id(piece): slot for piece in slot[1:] if piece}
    return found


def _list_slots(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]
) -> dict[int, Slot]:
    in_ours, in_theirs = aligned(base, ours), aligned(base, theirs)
    slots: list[Slot] = []
    for index, piece in enumerate(base):
        mine, their = in_ours.get(index), in_theirs.get(index)
        if mine is not None or their is not None:
            slots.append((
                piece,
                None if mine is None else ours[mine],
                None if their is None else theirs[their],
            ))  # fmt: skip
    new_theirs = [theirs[j] for j in range(len(theirs)) if j not in in_theirs.values()]
    for piece in (ours[i] for i in range(len(ours)) if i not in in_ours.values()):
        twin = next((other for other in new_theirs if is_same_news(piece, other)), None)
        if twin:
            new_theirs.remove(twin)
        slots.append((None, piece, twin))
    slots += [(None, None, piece) for piece in new_theirs]
    return {id(piece): slot for slot in slots for piece in slot[1:] if piece}


def _woven(
    common: Sequence[Slot], mine: Sequence[Slot], their: Sequence[Slot], is_list: bool
) -> list[Slot]:
    """What only one side has follows what it follows there."""
    after_mine, after_theirs = _segments(mine, common), _segments(their, common)
    found: list[Slot] = []
    for slot in (None, *common):
        if slot:
            found.append(slot)
        key = id(slot) if slot else None
        found += _both(after_mine.get(key, []), after_theirs.get(key, []), is_list)
    return found


def _segments(row: Sequence[Slot], common: Sequence[Slot]) -> dict[int | None, _Row]:
    marks = {id(slot) for slot in common}
    found: dict[int | None, _Row] = {}
    last: int | None = None
    for slot in row:
        if id(slot) in marks:
            last = id(slot)
        else:
            found.setdefault(last, []).append(slot)
    return found


def _both(mine: _Row, their: _Row, is_list: bool) -> _Row:
    if not (is_list and mine and their):
        return mine + their
    return sorted(mine + their, key=lambda slot: place_among(slot[1] or slot[2] or slot[0]))  # type: ignore[arg-type]


def must_be_decided(slots: Sequence[Slot]) -> bool:
    """Whether both sides put different things into a list whose order says something."""
    mine = [ours for base, ours, theirs in slots if base is None and ours and not theirs]
    their = [theirs for base, ours, theirs in slots if base is None and theirs and not ours]
    return bool(mine and their) and any(is_ordered(piece) for piece in (*mine, *their))


def clashing(slots: Sequence[Slot]) -> set[int]:
    """Those new things (by `id`) whose number is, or becomes, that of another thing."""
    final = Counter(number for slot in slots if (number := _number(slot)))
    return {
        id(slot)
        for slot in slots
        if slot[0] is None and (final[_number(slot) or ""] > 1 or _differ(slot))
    }


def _number(slot: Slot) -> str | None:
    """The number after the merge; None where there is none, or the thing goes."""
    base, ours, theirs = slot
    there = ours or theirs
    if not there or not is_numbered(there) or (base and not (ours and theirs)):
        return None
    if base and ours and theirs and ours.data["number"] == base.data.get("number"):
        there = theirs
    return str(there.data["number"]).rstrip(".")


def _differ(slot: Slot) -> bool:
    """Whether one number was given to two things: what bears one title is one thing."""
    _base, ours, theirs = slot
    if not (ours and theirs and is_numbered(ours)):
        return False
    return any(ours.data.get(key) != theirs.data.get(key) for key in ("title", "text", "person"))
