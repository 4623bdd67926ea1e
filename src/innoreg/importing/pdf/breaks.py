"""Words that a narrow column broke without a hyphen: «Распорядительн» / «ый»."""

import re
from functools import cache
from typing import Any

from innoreg.importing.pdf.boxes import TextLine

_LAST = re.compile(r"[^\W\d_]+$")
_HYPHEN = re.compile(r"-(?:[^\W\d_]|$)")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+")
_PART_OF_DATE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,4})?\W*")
_FIRST = re.compile(r"[^\W\d_]+")
# A broken word leaves less room than one more letter; two letters are worth asking about.
_ROOM = 2.0


def is_broken(joined: str, line: TextLine, following: TextLine, width: float) -> bool:
    """Whether `following` carries on the last word of `line`; `width` is that of the column.

    `joined` is the text of the cell up to the end of `line`. A broken word stands alone in its
    line and fills it. A whole word may fill it too, so where the dictionary knows both pieces,
    or the word they make, it decides.
    """
    if following.text[:1] in "»).,;:!?" or _HYPHEN.match(following.text):
        return True
    letter = (line.x1 - line.x0) / len(line.text)
    room = width - (line.x1 - line.x0)
    if len(line.words) > 1 or room > _ROOM * letter:
        return False
    first, last = following.text.partition(" ")[0], joined.rpartition(" ")[2]
    if first[0].isdecimal():
        return bool(_PART_OF_DATE.fullmatch(last + first))
    return _one_word(last, first, full=room < letter)


def _one_word(last: str, first: str, *, full: bool) -> bool:
    """Whether two pieces with a break between them are one word."""
    end, begin = _LAST.search(last), _FIRST.match(first)
    if not end or not begin or not begin[0].islower() or not _RUSSIAN.fullmatch(end[0]):
        return False
    apart = _known(end[0]) and _known(begin[0])
    together = _known(end[0] + begin[0])
    return together if apart != together else full


@cache
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _known(word: str) -> bool:
    if len(word) == 1:
        return word.lower() in "авикосуя"
    return bool(_dictionary().word_is_known(word.lower()))
