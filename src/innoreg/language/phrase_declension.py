"""Posts, organisations and districts in a case, and the approval stamp that agrees with a title."""

import re
from functools import cache

from innoreg.language.agreement import PhraseWalk
from innoreg.language.cases import Case, DeclensionError, Declined, PhraseKind
from innoreg.language.head_finder import HeadFinder
from innoreg.language.morphology import has_yo, morphology
from innoreg.language.phrase_tokens import Group, Mark, Token, tokenize

_STAMPS = {"m": "УТВЕРЖДЕН", "f": "УТВЕРЖДЕНА", "n": "УТВЕРЖДЕНО"}
_ACTING = re.compile(r"(вр\.?\s*и\.\s*о\.|и\.\s*о\.|врио\b|врид\b|ио\b)", re.IGNORECASE)


def decline_phrase(text: str, case: Case, kind: PhraseKind) -> Declined:
    """The phrase in the case: its head and the words that agree with the head are declined."""
    if is_acting(text):
        return Declined(text)
    result = _walk(text, kind).decline(case, yo=has_yo(text))
    return Declined(result.text.upper(), result.risks) if text.isupper() else result


def decline_plural(text: str, case: Case) -> Declined:
    """A post, given in the singular, of several people in the case: научными консультантами."""
    return _walk(text, "position").decline(case, yo=has_yo(text), several=True)


def _walk(text: str, kind: PhraseKind) -> PhraseWalk:
    return PhraseWalk(_tokenize_phrase(text), kind, _head_finder(kind), morphology())


def is_acting(text: str) -> bool:
    """Whether the post begins with и.о. or врио: such a post is not declined."""
    return _ACTING.match(text.lstrip()) is not None


def head_group(text: str, kind: PhraseKind) -> Group | None:
    """The head of the phrase, which other words agree with; None where it has none."""
    return _head_finder(kind).find(_tokenize_phrase(text), 0)


@cache
def _head_finder(kind: PhraseKind) -> HeadFinder:
    return HeadFinder(morphology(), kind)


def _tokenize_phrase(text: str) -> list[Token]:
    """The tokens of the text, hyphens between a noun and a phrase as dashes."""
    # Words in capitals look like abbreviations, so such a text is read in small letters.
    lowered = text.lower() if text.isupper() and _has_leading_word(text) else text
    return [piece for token in tokenize(lowered) for piece in _split_hyphen(token)]


def _split_hyphen(token: Token) -> list[Token]:
    """«школа-детский сад» as three tokens: the hyphen joins a noun to a phrase, as a dash does."""
    left, hyphen, right = token.text.partition("-")
    if token.mark is not Mark.WORD or not _is_noun_before_adjective(left.lower(), right.lower()):
        return [token]
    return [Token(left, Mark.WORD), Token(hyphen, Mark.DASH), Token(right, Mark.WORD)]


def _is_noun_before_adjective(left: str, right: str) -> bool:
    words = morphology()
    if not right or not words.is_whole_word(left) or not words.is_whole_word(right):
        return False
    readings = words.nominatives(right)
    return (
        any(r.noun for r in words.nominatives(left))
        and any(not r.noun for r in readings)
        and not any(r.noun for r in readings)
        and not words.is_whole_word(f"{left}-{right}")
    )


def _has_leading_word(text: str) -> bool:
    """Whether the first word stands in the dictionary and is no abbreviation (МБОУ)."""
    first = next((t.text.lower() for t in tokenize(text) if t.mark is Mark.WORD), "")
    return morphology().is_known(first) and not morphology().has_grammeme(first, "Abbr")


def approved_word(title: str) -> str:
    """УТВЕРЖДЕН, УТВЕРЖДЕНА, УТВЕРЖДЕНО or УТВЕРЖДЕНЫ, in agreement with the title's head noun.

    The rule is that of the approval stamp in GOST R 7.0.97. Raises DeclensionError `no-head`
    where the title has no noun in the nominative.
    """
    group = head_group(title, "org")
    if group is None:
        raise DeclensionError("no-head", title)
    return "УТВЕРЖДЕНЫ" if group.plural else _STAMPS[group.head.reading.gender or "m"]
