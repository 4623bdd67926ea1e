"""Which part or record of the old tree is which of the new one."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from innoreg.model.base import Record
from innoreg.queries.diff.record_parts import Fields, Piece, split_record

T = TypeVar("T")
# At least so much of what two parts say must be the same for them to be one part.
_ALIKE = 0.6
# Bounds the comparisons, every old one with every new one: 200 by 200.
_MANY = 40_000
Pairs = list[tuple[T, T]]


def match_parts(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Pairs[Piece], list[Piece]]:
    """Pairs of what is the same part, and the old ones that are gone.

    The number decides, unless the very same words now stand at another number: then the part was
    renumbered. What is left is paired by likeness, for titles repeat and prove little alone.
    """
    pairs: Pairs[Piece] = []
    gone, come = list(old), list(new)
    # From the surest sign to the weakest; what is paired is out of the next round.
    for key in (_number_and_words, _words, _number):
        more, gone, come = _pair_equal(gone, come, key)
        pairs += more
    more, gone, _come = _pair_alike(
        gone, come, lambda p: (p.subject, p.key == ""), lambda p: count_leaves(p.fields)
    )
    return pairs + more, gone


def _number_and_words(piece: Piece) -> Hashable:
    return piece.mark, _as_text(piece.fields)


def _words(piece: Piece) -> Hashable:
    return piece.subject, piece.key == "", _as_text(piece.fields)


def _number(piece: Piece) -> Hashable:
    return piece.mark


def _as_text(fields: Fields) -> str:
    return json.dumps(fields, sort_keys=True, ensure_ascii=False)


def match_renamed(gone: Sequence[Record], come: Sequence[Record]) -> dict[tuple[str, str], Record]:
    """Which new record is which vanished one: (kind, old id) -> the record as it is now."""
    pairs, rest, left = _pair_equal(gone, come, lambda r: (r.kind_name, _record_text(r)))
    more, _rest, _left = _pair_alike(
        rest, left, lambda r: r.kind_name, lambda r: count_leaves(_all_fields(r))
    )
    return {(old.kind_name, old.id): new for old, new in [*pairs, *more]}


def _all_fields(record: Record) -> Fields:
    return {f"{p.key}.{p.subject}": p.fields for p in split_record(record)}


def _record_text(record: Record) -> str:
    return _as_text(_all_fields(record))


def _pair_equal(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[Pairs[T], list[T], list[T]]:
    """Pairs with equal keys, in order; what is left of both."""
    waiting = defaultdict[Hashable, list[T]](list)
    for one in new:
        waiting[key(one)].append(one)
    pairs, gone = [], []
    for one in old:
        fitting = waiting.get(key(one))
        if fitting:
            pairs.append((one, fitting.pop(0)))
        else:
            gone.append(one)
    return pairs, gone, [one for many in waiting.values() for one in many]


def _pair_alike(
    old: Sequence[T],
    new: Sequence[T],
    group: Callable[[T], Hashable],
    told: Callable[[T], "Counter[tuple[str, str]]"],
) -> tuple[Pairs[T], list[T], list[T]]:
    """Pairs of those that share most of what they say, the likest first."""
    if len(old) * len(new) > _MANY:
        return [], list(old), list(new)
    olds, news = [told(one) for one in old], [told(one) for one in new]
    scores = sorted(
        (
            (-_likeness(olds[i], news[j]), i, j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
            if group(a) == group(b)
        ),
    )
    taken: dict[int, int] = {}
    for score, i, j in scores:
        if -score >= _ALIKE and i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [(old[i], new[j]) for i, j in taken.items()]
    gone = [one for i, one in enumerate(old) if i not in taken]
    return pairs, gone, [one for j, one in enumerate(new) if j not in taken.values()]


def count_leaves(value: Any, path: str = "") -> "Counter[tuple[str, str]]":
    """Every text of a nested value with the keys that lead to it."""
    found = Counter[tuple[str, str]]()
    if isinstance(value, dict):
        for key, one in value.items():
            found += count_leaves(one, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            found += count_leaves(one, path)
    else:
        # Long texts prove more than a word of a closed list.
        found[path, str(value)] += 1 + len(str(value)) // 20
    return found


def _likeness(one: "Counter[tuple[str, str]]", other: "Counter[tuple[str, str]]") -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())
