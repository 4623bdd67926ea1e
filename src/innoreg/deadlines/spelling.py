"""Words that are not in the dictionary as they stand: slips, look-alike letters, lost spaces."""

from functools import lru_cache
from typing import Final, NamedTuple

from innoreg.deadlines.words import CLASSES, WORDS

_SHORTEST = 6  # below this too many real words are one slip away: «карта» is no «марта»
_SHORTEST_OTHER = 9
_CALENDAR: Final = frozenset(
    CLASSES[name]
    for name in [
        "MONTH",
        "MONTHGEN",
        "ORD",
        "YEARWORD",
        "SCHOOL",
        "WEEK",
        "WEEKS",
        "DECADE",
        "HALF",
        "HALFYEAR",
        "QUARTER",
        "TERM",
        "SEASON",
        "WEEKDAY",
        "EDGE",
        "LATER",
        "COURSE",
        "EVERY",
        "OFTEN",
        "ALWAYS",
        "SINCE",
    ]
)
_CYRILLIC: Final = str.maketrans("aceopxyktmhniurb", "асеорхуктмнпиигв")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
# Real words one slip away from ours.
_OTHERS: Final = frozenset(
    [
        "лечение",
        "лечении",
        "лечений",
        "мечение",
        "сечение",
        "сечении",
        "печении",
        "печение",
        "числам",
        "числами",
        "чистого",
        "неделимо",
        "недели",
        "неведении",
        "деление",
        "делений",
        "получении",
        "получение",
        "плановом",
        "плановое",
        "планомер",
        "средам",
        "средой",
        "срокам",
    ]
)
# What may follow a lost space; «года» may not: «погода».
_GLUED: Final = frozenset(
    CLASSES[name]
    for name in [
        "MONTH",
        "MONTHGEN",
        "WEEK",
        "WEEKS",
        "DECADE",
        "HALFYEAR",
        "QUARTER",
        "COURSE",
        "TERMWORD",
        "SCHOOL",
        "MONTHWORD",
        "LATER",
        "OFTEN",
        "EDGE",
    ]
)
_GLUED_TO_MONTH: Final = frozenset(CLASSES[n] for n in ("MONTH", "MONTHGEN", "SCHOOL", "COURSE"))


class Spelled(NamedTuple):
    """One word as it was meant: [start, end) of the written one, its class and value."""

    start: int
    end: int
    cls: str
    value: object
    rule: str


@lru_cache(maxsize=8192)
def respell(word: str) -> tuple[Spelled, ...]:
    """What this unknown word stands for; empty when nothing is near, or more than one thing is."""
    size = len(word)
    if size > 40:
        return ()
    if not _LATIN.isdisjoint(word):
        meant = WORDS.get(word.translate(_CYRILLIC))
        if meant:
            return (Spelled(0, size, *meant, "look-alike letters"),)
    if word in _OTHERS:
        return ()
    glued = _split(word)
    if glued:
        return glued
    near = _near(word)
    return (Spelled(0, size, *near, "slip"),) if near else ()


def _split(word: str) -> tuple[Spelled, ...]:
    for cut in range(1, len(word) - 2):
        left, right = WORDS.get(word[:cut]), WORDS.get(word[cut:])
        if left and right and _may_touch(left[0], right[0], len(word) - cut):
            return (
                Spelled(0, cut, *left, "lost space"),
                Spelled(cut, len(word), *right, "lost space"),
            )
    return ()


def _may_touch(left: str, right: str, size: int) -> bool:
    if right == CLASSES["YEARWORD"]:
        return left in _GLUED_TO_MONTH and size >= 3
    return right in _GLUED and left not in _NEVER_LEFT and size >= 3


_MONTHS: Final = frozenset(CLASSES[n] for n in ("MONTH", "MONTHGEN"))
_WEEKS: Final = frozenset(CLASSES[n] for n in ("WEEK", "WEEKS", "WEEKSLONG"))
_PREFERRED: Final = frozenset(CLASSES[n] for n in ("MONTH", "WEEK"))
_NEVER_LEFT: Final = frozenset(CLASSES[n] for n in ("ROMAN", "TIMES", "CRITICAL"))


def _near(word: str) -> tuple[str, object] | None:
    """The one meaning a single slip (a letter lost, added, changed, two swapped) away."""
    if len(word) < _SHORTEST - 1:
        return None
    found = {
        (WORDS[known][0], WORDS[known][1])
        for shorter in _shortened(word)
        for known in _shortenings().get(shorter, ())
        if max(len(known), len(word)) >= _shortest(known) and _one_slip(word, known)
    }
    return _agreed(found)


def _agreed(found: set[tuple[str, object]]) -> tuple[str, object] | None:
    """One meaning, or forms of one month or of «неделя» that differ in their ending only."""
    classes, values = {cls for cls, _ in found}, {value for _, value in found}
    if len(values) != 1 or not (len(classes) == 1 or classes <= _MONTHS or classes <= _WEEKS):
        return None
    return next(iter(classes & _PREFERRED or classes)), values.pop()


def _shortest(known: str) -> int:
    return _SHORTEST if WORDS[known][0] in _CALENDAR else _SHORTEST_OTHER


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


@lru_cache(maxsize=1)
def _shortenings() -> dict[str, tuple[str, ...]]:
    """Each long known word under itself and under itself with one letter left out."""
    index: dict[str, tuple[str, ...]] = {}
    for known in WORDS:
        if len(known) >= _SHORTEST - 1:
            for shorter in _shortened(known):
                index[shorter] = (*index.get(shorter, ()), known)
    return index


def _one_slip(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    return swapped or a[i + 1 :] == b[i + 1 :]
