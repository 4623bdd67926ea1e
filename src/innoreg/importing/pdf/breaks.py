"""Words that a narrow column broke without a hyphen: «Распорядительн» / «ый»."""

import re
from functools import cache
from typing import Any

from innoreg.importing.pdf.boxes import TextLine

_LAST = re.compile(r"[^\W\d_]+$")
_HYPHEN = re.compile(r"-(?:[^\W\d_]|$)")
_FIRST = re.compile(r"[^\W\d_]+")
# A broken word leaves less room than one more letter; two letters are worth asking about.
_ROOM = 2.0


def is_broken(line: TextLine, following: TextLine, width: float) -> bool:
    """Whether `following` carries on the last word of `line`; `width` is that of the column.

    A broken word stands alone in its line and fills it. A whole word may fill it too, so where
    the dictionary knows both pieces, or the word they make, it decides.
    """
    if following.text[:1] in "»).,;:!?" or _HYPHEN.match(following.text):
        return True
    last, first = _LAST.search(line.text), _FIRST.match(following.text)
    if len(line.words) > 1 or not last or not first or not first[0][0].islower():
        return False
    letter = (line.x1 - line.x0) / len(line.text)
    room = width - (line.x1 - line.x0)
    if room > _ROOM * letter:
        return False
    apart = _known(last[0]) and _known(first[0])
    together = _known(last[0] + first[0])
    return together if apart != together else room < letter


@cache
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _known(word: str) -> bool:
    return bool(_dictionary().word_is_known(word.lower()))
