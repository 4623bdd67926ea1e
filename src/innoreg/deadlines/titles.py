"""Names in quotes: «Золотая осень», «Учитель года – 2025» are one word, and none of dates."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from innoreg.deadlines.normalizer import NormalizedText
from innoreg.deadlines.remark_words import DOUBTS, is_changing
from innoreg.deadlines.tokens import Token, TokenClass, class_set

# A quote that opens stands before a letter, one that closes behind a letter, a figure or a sign.
_QUOTED: Final = re.compile(r'(?<!\w)[«"“„](?=[^\W\d])[^«»"“”„\n]{3,80}[»"”“](?!\w)')
# What no name of an event has, or what turns a date round.
_NOT_NAMED: Final = class_set(
    "MONTH MONTHGEN DAY TIME OFTEN ALWAYS NOT CRITICAL BLANK BY DATEWORD ONDEMAND"
)


def join_titles(tokens: list[Token], text: str, normalized: NormalizedText) -> list[Token]:
    """The tokens with each name in quotes as one word of no meaning.

    Left as they are where the quotes stand around all of the text, around a date, or around words
    that may change one («перенос на май»).
    """
    quoted = list(_tokens_in_quotes(tokens, text, normalized))
    joined = list(tokens)
    for first, last in reversed(quoted):
        inner = tokens[first:last]
        if len(inner) < len(tokens) and _is_name(inner):
            word = Token(TokenClass.UNKNOWN, None, inner[0].start, inner[-1].end)
            joined[first:last] = [word]
    return joined


def _tokens_in_quotes(
    tokens: Sequence[Token], text: str, normalized: NormalizedText
) -> Iterator[tuple[int, int]]:
    """[first, last) of the tokens inside each pair of quotes."""
    places = [normalized.place(token.start) for token in tokens]
    for match in _QUOTED.finditer(text):
        inside = [i for i, place in enumerate(places) if match.start() < place < match.end()]
        if inside:
            yield inside[0], inside[-1] + 1


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether words in quotes are a name: two or more of them, one of them unknown."""
    if any(token.cls in _NOT_NAMED for token in tokens):
        return False
    words = [t.value for t in tokens if t.cls == TokenClass.UNKNOWN and isinstance(t.value, str)]
    if any(word.startswith(DOUBTS) for word in words):
        return False
    return len(tokens) > 1 and any(len(word) > 2 and not is_changing(word) for word in words)
