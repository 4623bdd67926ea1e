"""Aphrase cut into words; groups that decline together."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from innoreg.language.morphology import Reading


class Mark(Enum):
    """What a piece of a phrase is."""

    WORD = auto()
    DOTTED = auto()  # a word cut short with a full stop: зам., г.
    SPACE = auto()
    DASH = auto()  # a dash, or a hyphen beside a space, with the spaces
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    SLASH = auto()
    FROZEN = auto()  # a quotation, a number, anything that never declines


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the phrase, verbatim; the pieces together are the phrase."""

    text: str
    mark: Mark


_LETTER = "[^\\W\\d_]"
_PIECES = re.compile(
    rf"(?P<DASH>\s*[–—]\s*|\s+-\s*|-\s+)|(?P<SPACE>\s+)|(?P<COMMA>[,;])|(?P<OPEN>\()|(?P<CLOSE>\))|(?P<SLASH>/)"
    rf"|(?P<DOTTED>{_LETTER}{{1,6}}\.(?=\s*\S))"
    rf"|(?P<WORD>{_LETTER}+(?:-[^\W_]+)*)"
    r"|(?P<FROZEN>\S)"
)
_QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}


def tokenize(text: str) -> list[Token]:
    """The pieces of a phrase in order; an unclosed quotation runs to the end."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        token = _next(text, at)
        tokens.append(token)
        at += len(token.text)
    return tokens


def is_abbreviation(word: str) -> bool:
    """МБОУ, КОиПО, ZOOM: letters that stand for words, or words of another script."""
    return all(_is_letters(part) for part in word.split("-"))


def _is_letters(part: str) -> bool:
    return part.isascii() or sum(letter.isupper() for letter in part) > 1


def _next(text: str, at: int) -> Token:
    if text[at] in _QUOTES:
        return Token(text[at : _closing(text, at)], Mark.FROZEN)
    found = _PIECES.match(text, at)
    assert found is not None
    assert found.lastgroup is not None
    return Token(found.group(), Mark[found.lastgroup])


def _closing(text: str, at: int) -> int:
    opening, closing = text[at], _QUOTES[text[at]]
    depth = 1
    for end in range(at + 1, len(text)):
        if text[end] == closing:
            depth -= 1
        elif text[end] == opening:
            depth += 1
        if depth == 0:
            return end + 1
    return len(text)


@dataclass(frozen=True, slots=True)
class Part:
    """A hyphen part of a declining word; without a reading it stays as it is."""

    text: str
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word read as a nominative: its place among the tokens and its parts."""

    at: int
    parts: tuple[Part, ...]

    @property
    def reading(self) -> Reading:
        """The reading that agrees with other words: the first part's that has one."""
        return next(part.reading for part in self.parts if part.reading)


@dataclass(frozen=True, slots=True)
class Group:
    """A head with its modifiers, all of them declining; `end` is the token after the head."""

    modifiers: tuple[Word, ...]
    head: Word
    animate: bool
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """All the declining words in order."""
        return (*self.modifiers, self.head)

    @property
    def plural(self) -> bool:
        """Whether the head is a plural."""
        return self.head.reading.plural
