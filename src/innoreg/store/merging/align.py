"""Which element of a list is which: by its number or id, by its words, or by its place."""

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from innoreg.store.merging.pieces import Piece

# The order of these says something of its own; of all other lists only the numbers count.
_ORDERED = frozenset(
    ("responsible", "addressees", "distribution", "deadline", "lines", "columns", "margins")
)
_NUMBERED = frozenset(("items", "sections", "clauses", "appendices", "assignments"))
_EVENT = ("event", "on", "occurrence", "for", "report")
Matches = dict[int, int]


def identity(piece: Piece) -> Hashable:
    """What an element is known by inside its list."""
    data = piece.data
    if isinstance(data, dict):
        if piece.name in _NUMBERED and data.get("number"):
            return "number", str(data["number"]).rstrip(".")
        if piece.name == "projects" and data.get("id"):
            return "id", data["id"]
        if piece.name == "events":
            return tuple(str(data.get(key)) for key in _EVENT)
    return _text(data)


def is_same_news(one: Piece, other: Piece) -> bool:
    """Whether two people wrote down the same thing: a thing is done once, whatever day they give."""
    if identity(one) == identity(other):
        return True
    if one.name != "events":
        return False
    both = (one.data, other.data)
    done = all(isinstance(data, dict) and data.get("event") == "done" for data in both)
    return done and all(both[0].get(key) == both[1].get(key) for key in _EVENT if key != "on")


def is_numbered(piece: Piece) -> bool:
    """Whether the element's number is what people call it by."""
    return piece.name in _NUMBERED and isinstance(piece.data, dict) and "number" in piece.data


def is_ordered(piece: Piece) -> bool:
    """Whether the place of the element in its list says something."""
    unnumbered = piece.name == "clauses" and not is_numbered(piece)
    return not piece.entry and (piece.name in _ORDERED or unnumbered)


def place_among(piece: Piece) -> tuple[Any, ...]:
    """Where an element belongs among others added at the same place."""
    data = piece.data
    if is_numbered(piece):
        return (*natural(str(data["number"])), (2, 0, _text(data)))
    on = str(data.get("on", "")) if isinstance(data, dict) else ""
    return ((0, 0, on), (2, 0, _text(data)))


def natural(number: str) -> tuple[Any, ...]:
    """«10.2» after «9.1»."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d+|[^\d.\s]+", number)
    )


def _text(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def _words(data: Any) -> str:
    """The content without any number, so that a renumbered item is known again."""
    return _text(_unnumbered(data))


def _unnumbered(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _unnumbered(value) for key, value in data.items() if key != "number"}
    return [_unnumbered(one) for one in data] if isinstance(data, list) else data


def aligned(old: Sequence[Piece], new: Sequence[Piece]) -> Matches:
    """For each old element that is still there, its place in the new list."""
    found: Matches = {}
    _by(old, new, found, lambda p: _text(p.data))
    if any(is_numbered(piece) for piece in (*old, *new)):
        _by(old, new, found, lambda p: _words(p.data), unique=True)
    _by(old, new, found, identity)
    _by_place(old, new, found)
    return found


def _by(
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
        if left and not (unique and (len(left) > 1 or times[name] > 1)):
            found[i] = left.pop(0)


def _by_place(old: Sequence[Piece], new: Sequence[Piece], found: Matches) -> None:
    """Pair what is left between the same neighbours, where both left as many and are alike."""
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
        return bool(2 * same >= max(len(one), len(other)))
    return not isinstance(one, dict | list) and not isinstance(other, dict | list)
