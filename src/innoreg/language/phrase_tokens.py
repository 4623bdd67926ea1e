"""A phrase cut into tokens, and the groups of words in it that decline together."""

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
# Tried in this order: a dash before the space it includes, a shortened word before a whole one.
_PIECES = re.compile(
    rf"(?P<DASH>\s*[–—]\s*|\s+-\s*|-\s+)|(?P<SPACE>\s+)|(?P<COMMA>[,;])|(?P<OPEN>\()|(?P<CLOSE>\))|(?P<SLASH>/)"
    rf"|(?P<DOTTED>{_LETTER}{{1,6}}\.(?=\s*\S))"
    rf"|(?P<WORD>{_LETTER}+(?:-[^\W_]+)*)"
    r"|(?P<FROZEN>\S)"
)
_QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}


def tokenize(text: str) -> list[Token]:
    """The tokens of a phrase, which joined give the phrase; an unclosed quotation runs to the end."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        token = _next_token(text, at)
        tokens.append(token)
        at += len(token.text)
    return tokens


def is_abbreviation(word: str) -> bool:
    """Whether the word is letters standing for words (МБОУ, КОиПО) or of another script (ZOOM)."""
    return all(_is_letters(part) for part in word.split("-"))


# «Мин» and a genitive: Минпросвещения, Минобрнауки. Минфин ends like a noun and declines.
_BY_GENITIVE = re.compile(r"(?:Мин|Рос|Гос|Глав|Обл|Лен|Гор)[а-яё]{3,}[аяыи]")


def is_named_by_genitive(word: str) -> bool:
    """Whether the word is a body cut short before a genitive (Минпросвещения), which never declines."""
    found = _BY_GENITIVE.fullmatch(word) is not None
    return found and (word.startswith("Мин") or word.endswith(("ния", "ки", "ры", "ты", "зи")))


def _is_letters(part: str) -> bool:
    return part.isascii() or sum(letter.isupper() for letter in part) > 1


def _next_token(text: str, at: int) -> Token:
    if text[at] in _QUOTES:
        return Token(text[at : _find_closing(text, at)], Mark.FROZEN)
    found = _PIECES.match(text, at)
    assert found is not None
    assert found.lastgroup is not None
    return Token(found.group(), Mark[found.lastgroup])


def _find_closing(text: str, at: int) -> int:
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
    """A part of a word between hyphens; without a reading it does not decline."""

    text: str
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word read as a nominative: its index among the tokens and its parts."""

    at: int
    parts: tuple[Part, ...]

    @property
    def reading(self) -> Reading:
        """The reading that decides agreement: that of the first part that has one."""
        return next(part.reading for part in self.parts if part.reading)


@dataclass(frozen=True, slots=True)
class Group:
    """A head with its modifiers, all of which decline; `end` is the index after the head."""

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
