"""The word meant by one the lexicon lacks: slips, look-alike letters, lost spaces."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from innoreg.deadlines.lexicon import OTHERS, WORDS
from innoreg.deadlines.normalizer import LOOK_ALIKES
from innoreg.deadlines.tokens import TokenClass, class_set

# Why a word was not read as it is written: names shown by `innoreg deadline`.
MENDINGS: Final = ("slip", "look-alike letters", "lost space", "broken word", "footnote mark")
# Below these too many real words are one slip away: «карта» is no «марта», «тестом» no «шестом».
_SHORTEST_MONTH = 6  # the longer of the two words
_SHORTEST = 7  # the shorter of the two
_MONTHS: Final = class_set("MONTH MONTHGEN")
_WEEKS: Final = class_set("WEEK WEEKS")
# The classes whose words are mended.
_MENDED: Final = _MONTHS | class_set(
    "HALF HALFYEAR QUARTER WEEKDAY EDGE LATER COURSE OFTEN ALWAYS SINCE ONDEMAND"
)
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
# What may follow a lost space; «года» only some words: «погода» is none of ours.
_GLUED: Final = class_set(
    "MONTH MONTHGEN WEEK WEEKS DECADE HALFYEAR QUARTER COURSE TERMWORD SCHOOL MONTHWORD LATER OFTEN"
    " EDGE"
)
_BEFORE_YEAR: Final = _MONTHS | class_set("SCHOOL COURSE")
_BEFORE_OTHERS: Final = _BEFORE_YEAR | class_set(
    "FROM TO BY TOWARDS IN AND OF FOR EDGE ORD LATER EVERY OFTEN HALF WEEK WEEKS DECADE QUARTER"
)
# What stands behind an ordinal.
COUNTED: Final = class_set("WEEK WEEKS DECADE HALF HALFYEAR QUARTER TERM")
# «недля», «втрая»: beside a number so short a word may be mended, for little else stands there.
_SHORTEST_COUNTED = 5
# Shorter words are one slip away from too many others.
_COUNTED_WORDS: Final = tuple(
    known for known, (cls, _) in WORDS.items() if cls in COUNTED and len(known) > 5
)
_ORDINAL_WORDS: Final = tuple(
    known for known, (cls, _) in WORDS.items() if cls == TokenClass.ORD and len(known) > 4
)
# A word right beside a date that looks like one of these is not passed over as a remark.
_TELLING: Final = _MONTHS | class_set(
    "EDGE WEEK WEEKS DECADE HALF HALFYEAR QUARTER TERM SEASON SCHOOL YEARWORD MONTHWORD LATER "
    "OFTEN EVERY TIMES ALWAYS DATEWORD ORD SINCE"
)
# «май», «год»; two letters are one slip from everything.
_SHORTEST_TELLING = 3
# The longest known word has 17 letters; the work grows with the square of the length.
_LONGEST_SUSPICIOUS = 30
# Of two forms of one meaning the one that asks less of its neighbours.
_PREFERRED: Final = class_set("MONTH WEEK")


# Twice 17, the letters of the longest known word, and some: no two of them run together are longer.
_LONGEST_WORD = 40


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
    if size > _LONGEST_WORD:
        return ()
    if not _LATIN.isdisjoint(word):
        meant = WORDS.get(word.translate(LOOK_ALIKES))
        if meant:
            return (Spelled(0, size, *meant, "look-alike letters"),)
    if word in OTHERS:
        return ()
    glued = _split_glued(word)
    if glued:
        return glued
    near = _find_near(word)
    return (Spelled(0, size, *near, "slip"),) if near else ()


@lru_cache(maxsize=1024)
def mend_after_number(word: str) -> Spelled | None:
    """The word meant behind a number, where a shorter one may be mended: «3 недля»."""
    if len(word) < _SHORTEST_COUNTED or word in OTHERS:
        return None
    found = {WORDS[known] for known in _COUNTED_WORDS if _is_one_slip(word, known)}
    near = _one_meaning(found)
    return Spelled(0, len(word), *near, "slip") if near else None


@lru_cache(maxsize=1024)
def mend_before_counted(word: str) -> Spelled | None:
    """The ordinal meant before a week or a quarter: «трерья неделя»."""
    found = {WORDS[known] for known in _ORDINAL_WORDS if _is_one_slip(word, known)}
    near = _one_meaning(found) if len(word) >= _SHORTEST_COUNTED else None
    return Spelled(0, len(word), *near, "slip") if near else None


@lru_cache(maxsize=4096)
def is_suspicious(word: str) -> bool:
    """Whether a slip may hide a word of dates: too near to be passed over, too far to be read."""
    if word in OTHERS or len(word) > _LONGEST_SUSPICIOUS:
        return False
    for part in word.translate(LOOK_ALIKES).split("-"):
        for shorter in _shortened(part):
            if any(_is_one_slip(part, known) for known in _telling_index().get(shorter, ())):
                return True
    return False


def mend_preposition(word: str) -> Spelled | None:
    """The one preposition that is a slip away: «дл 15 марта», «с 10 оп 15 марта»."""
    found = [known for known in ("до", "по") if _is_one_slip(word, known)]
    return Spelled(0, len(word), *WORDS[found[0]], "slip") if len(found) == 1 else None


def _split_glued(word: str) -> tuple[Spelled, ...]:
    """The two known words that lost the space between them; empty when there are none."""
    for cut in range(1, len(word) - 2):
        left, right = WORDS.get(word[:cut]), WORDS.get(word[cut:])
        if left and right and _may_touch(word[:cut], left[0], right[0], len(word) - cut):
            return (
                Spelled(0, cut, *left, "lost space"),
                Spelled(cut, len(word), *right, "lost space"),
            )
    return ()


def _may_touch(word: str, left: str, right: str, size: int) -> bool:
    """Whether words of these classes are found without the space between them."""
    if left == TokenClass.ROMAN and word.isascii():
        return right in _GLUED
    if right == TokenClass.YEARWORD:
        return left in _BEFORE_YEAR and size >= 3
    return right in _GLUED and left in _BEFORE_OTHERS and size >= 3


def _find_near(word: str) -> tuple[str, object] | None:
    """The one meaning a single slip away: a letter lost, added, changed, two swapped."""
    if len(word) < _SHORTEST_MONTH - 1:
        return None
    found = {
        WORDS[known]
        for shorter in _shortened(word)
        for known in _mended_index().get(shorter, ())
        if _long_enough(word, known) and word[0] == known[0] and _is_one_slip(word, known)
    }
    return _one_meaning(found)


def _long_enough(word: str, known: str) -> bool:
    """Whether the two words are so long that one slip between them is no chance."""
    if WORDS[known][0] in _MONTHS:
        return max(len(word), len(known)) >= _SHORTEST_MONTH
    return min(len(word), len(known)) >= _SHORTEST


def _one_meaning(found: set[tuple[str, object]]) -> tuple[str, object] | None:
    """The meaning all of these share; forms of one month may differ in their ending."""
    kinds, values = {cls for cls, _ in found}, {value for _, value in found}
    if len(values) != 1 or not (len(kinds) == 1 or kinds <= _MONTHS or kinds <= _WEEKS):
        return None
    return next(iter(kinds & _PREFERRED or kinds)), values.pop()


def _shortened(word: str) -> set[str]:
    """The word, and the word with each of its letters left out: two words one slip apart share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


@lru_cache(maxsize=1)
def _telling_index() -> dict[str, tuple[str, ...]]:
    """The words that make an unknown one suspicious."""
    return _index_by_shortened(
        known
        for known, (cls, _) in WORDS.items()
        if cls in _TELLING and len(known) >= _SHORTEST_TELLING
    )


@lru_cache(maxsize=1)
def _mended_index() -> dict[str, tuple[str, ...]]:
    """The words that a misspelt one may be mended to."""
    return _index_by_shortened(
        known
        for known, (cls, _) in WORDS.items()
        if cls in _MENDED and len(known) >= _SHORTEST_MONTH - 1
    )


def _index_by_shortened(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by what `_shortened` makes of them."""
    index: dict[str, tuple[str, ...]] = {}
    for known in words:
        for shorter in _shortened(known):
            index[shorter] = (*index.get(shorter, ()), known)
    return index


def _is_one_slip(a: str, b: str) -> bool:
    """Whether one letter lost, added or changed, or two swapped, makes one word the other."""
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) < len(b):
        return a[i:] == b[i + 1 :]
    swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
    return swapped or a[i + 1 :] == b[i + 1 :]
