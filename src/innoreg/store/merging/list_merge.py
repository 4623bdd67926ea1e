"""Matches the elements of a list between three states and orders the merged list."""

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from innoreg.store.merging.yaml_pieces import Piece

# The order of these says something of its own; of all other lists only the numbers count.
_ORDERED = frozenset(
    ("responsible", "addressees", "distribution", "deadline", "lines", "columns", "margins")
)
_NUMBERED = frozenset(("items", "sections", "clauses", "appendices", "assignments", "rows"))
_EVENT = ("event", "on", "occurrence", "for", "report")
Matches = dict[int, int]


def identity(piece: Piece) -> Hashable:
    """The key that an element is recognised by inside its list."""
    data = piece.data
    if isinstance(data, dict):
        if piece.name in _NUMBERED and data.get("number"):
            return "number", str(data["number"]).rstrip(".")
        if piece.name == "projects" and data.get("id"):
            return "id", data["id"]
        if piece.name == "reviews" and data.get("expert"):
            # One expert is asked on one branch and answers on another.
            return "expert", data["expert"]
        if piece.name == "events":
            return tuple(str(data.get(key)) for key in _EVENT)
    return _text(data)


def is_same_event(one: Piece, other: Piece) -> bool:
    """Whether both elements record one event: a thing is done once, whatever day people give."""
    if identity(one) == identity(other):
        return True
    if one.name != "events":
        return False
    both = (one.data, other.data)
    done = all(isinstance(data, dict) and data.get("event") == "done" for data in both)
    return done and all(both[0].get(key) == both[1].get(key) for key in _EVENT if key != "on")


def is_numbered(piece: Piece) -> bool:
    """Whether the element has a number that references use."""
    return piece.name in _NUMBERED and isinstance(piece.data, dict) and "number" in piece.data


def is_ordered(piece: Piece) -> bool:
    """Whether the element's place in its list has a meaning of its own."""
    unnumbered = piece.name == "clauses" and not is_numbered(piece)
    return not piece.entry and (piece.name in _ORDERED or unnumbered)


def order_key(piece: Piece) -> tuple[Any, ...]:
    """The sort key of an element among others added at the same place: number, else date."""
    data = piece.data
    if is_numbered(piece):
        return (*natural_key(str(data["number"])), (2, 0, _text(data)))
    # Events have no number; they stand by their days.
    on = str(data.get("on", "")) if isinstance(data, dict) else ""
    return ((0, 0, on), (2, 0, _text(data)))


def natural_key(number: str) -> tuple[Any, ...]:
    """A sort key of numbers of items, by which «10.2» comes after «9.1»."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|[^\d.\s]+", number)
    )


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def _words(data: Any) -> str:
    """The content without any number, so that a renumbered item is recognised."""
    return _text(_without_numbers(data))


def _without_numbers(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_numbers(value) for key, value in data.items() if key != "number"}
    return [_without_numbers(one) for one in data] if isinstance(data, list) else data


def align_lists(old: Sequence[Piece], new: Sequence[Piece]) -> Matches:
    """Index of each old element that is still there -> its index in the new list."""
    # The surest signs first; what they matched is not asked again.
    found: Matches = {}
    _match_by(old, new, found, lambda p: _text(p.data))
    if any(is_numbered(piece) for piece in (*old, *new)):
        _match_by(old, new, found, lambda p: _words(p.data), unique=True)
    _match_by(old, new, found, identity)
    _match_by_place(old, new, found)
    return found


def _match_by(
    old: Sequence[Piece],
    new: Sequence[Piece],
    found: Matches,
    key: Callable[[Piece], Hashable],
    unique: bool = False,
) -> None:
    taken = set(found.values())
    waiting: dict[Hashable, list[int]] = {}
    for j, piece in enumerate(new):
        if j not in taken:
            waiting.setdefault(key(piece), []).append(j)
    olds = {i: key(piece) for i, piece in enumerate(old) if i not in found}
    times = Counter(olds.values())
    for i, name in olds.items():
        left = waiting.get(name, [])
        # Doubles without numbers could be matched crosswise.
        if left and not (unique and (len(left) > 1 or times[name] > 1)):
            found[i] = left.pop(0)


def _match_by_place(old: Sequence[Piece], new: Sequence[Piece], found: Matches) -> None:
    """Match what is left between the same neighbours, where both sides have as many, all alike."""
    gaps: dict[int, tuple[list[int], list[int]]] = {}
    back = {j: i for i, j in found.items()}
    for side, (pieces, known) in enumerate(((old, found), (new, back))):
        last = -1
        for index in range(len(pieces)):
            if index in known:
                last = index if side == 0 else back[index]
            else:
                gaps.setdefault(last, ([], []))[side].append(index)
    for gone, come in gaps.values():
        if len(gone) == len(come):
            for i, j in zip(gone, come, strict=True):
                if _alike(old[i].data, new[j].data):
                    found[i] = j


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        same = sum(bool(other.get(key) == value) for key, value in one.items())
        # Half of the fields: one person rewrote the title, another moved the term.
        return bool(2 * same >= max(len(one), len(other)))
    return not isinstance(one, dict | list) and not isinstance(other, dict | list)


Slot = tuple[Piece | None, Piece | None, Piece | None]
"""One entry or element: before, with us, with them; at least one of the last two is there."""


def arrange_entries(
    base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece], is_list: bool
) -> list[Slot] | None:
    """The slots in their merged order; None where both sides reordered them differently."""
    slots = _list_slots(base, ours, theirs) if is_list else _entry_slots(base, ours, theirs)
    mine = [slots[id(piece)] for piece in ours]
    their = [slots[id(piece)] for piece in theirs]
    common = [slot for slot in mine if slot[2]]
    other = [slot for slot in their if slot[1]]
    # The keys of a mapping have no order of their own.
    if is_list and common != other:
        if _in_order(base, common):
            common = other
        elif not _in_order(base, other):
            return None
    return _weave(common, mine, their, is_list)


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
    in_ours, in_theirs = align_lists(base, ours), align_lists(base, theirs)
    slots: list[Slot] = []
    for index, piece in enumerate(base):
        mine = ours[in_ours[index]] if index in in_ours else None
        their = theirs[in_theirs[index]] if index in in_theirs else None
        if mine or their:
            slots.append((piece, mine, their))
    new_theirs = [theirs[j] for j in range(len(theirs)) if j not in in_theirs.values()]
    for piece in (ours[i] for i in range(len(ours)) if i not in in_ours.values()):
        # Two people may have recorded the same event independently.
        twin = next((other for other in new_theirs if is_same_event(piece, other)), None)
        if twin:
            new_theirs.remove(twin)
        slots.append((None, piece, twin))
    slots += [(None, None, piece) for piece in new_theirs]
    return {id(piece): slot for slot in slots for piece in slot[1:] if piece}


def _weave(
    common: Sequence[Slot], mine: Sequence[Slot], their: Sequence[Slot], is_list: bool
) -> list[Slot]:
    """The slots of both sides; what only one side has stays behind its neighbour there."""
    after_mine, after_theirs = _segments(mine, common), _segments(their, common)
    found: list[Slot] = []
    for slot in (None, *common):
        if slot:
            found.append(slot)
        key = id(slot) if slot else None
        found += _join_rows(after_mine.get(key, []), after_theirs.get(key, []), is_list)
    return found


def _segments(row: Sequence[Slot], common: Sequence[Slot]) -> dict[int | None, list[Slot]]:
    marks = {id(slot) for slot in common}
    found: dict[int | None, list[Slot]] = {}
    last: int | None = None
    for slot in row:
        if id(slot) in marks:
            last = id(slot)
        else:
            found.setdefault(last, []).append(slot)
    return found


def _join_rows(mine: list[Slot], their: list[Slot], is_list: bool) -> list[Slot]:
    if not (is_list and mine and their):
        return mine + their
    return sorted(mine + their, key=lambda slot: order_key(slot[1] or slot[2] or slot[0]))  # type: ignore[arg-type]


def must_be_decided(slots: Sequence[Slot]) -> bool:
    """Whether both sides added different things to a list whose order has a meaning."""
    mine = [ours for base, ours, theirs in slots if base is None and ours and not theirs]
    their = [theirs for base, ours, theirs in slots if base is None and theirs and not ours]
    return bool(mine and their) and any(is_ordered(piece) for piece in (*mine, *their))


def find_clashes(slots: Sequence[Slot]) -> set[int]:
    """The slots (by `id`) of new elements whose number is, or becomes, that of another one."""
    final = Counter(number for slot in slots if (number := _number(slot)))
    return {
        id(slot)
        for slot in slots
        if slot[0] is None and (final[_number(slot) or ""] > 1 or _differ(slot))
    }


def _number(slot: Slot) -> str | None:
    """The number after the merge; None where there is none, or the element is removed."""
    base, ours, theirs = slot
    there = ours or theirs
    if not there or not is_numbered(there) or (base and not (ours and theirs)):
        return None
    if base and ours and theirs and ours.data["number"] == base.data.get("number"):
        there = theirs
    return str(there.data["number"]).rstrip(".")


def _differ(slot: Slot) -> bool:
    """Whether both sides gave one number to different things, known by their titles."""
    _base, ours, theirs = slot
    if not (ours and theirs and is_numbered(ours)):
        return False
    return any(ours.data.get(key) != theirs.data.get(key) for key in ("title", "text", "person"))
