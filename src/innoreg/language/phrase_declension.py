"""Posts, organisations, districts; УТВЕРЖДЕН agreed."""

import re
from functools import cache

from innoreg.language.agreement import Walk
from innoreg.language.cases import Case, DeclensionError, Declined, PhraseKind
from innoreg.language.head_finder import Heads
from innoreg.language.morphology import has_yo, morphology
from innoreg.language.phrase_tokens import Group, Mark, Token, tokenize

_ACTING = re.compile(r"(вр\.?\s*и\.\s*о\.|и\.\s*о\.|врио\b|врид\b|ио\b)", re.IGNORECASE)


def decline_phrase(text: str, case: Case, kind: PhraseKind) -> Declined:
    """The phrase with its head, and what agrees with the head, in the case."""
    if is_acting(text):
        return Declined(text)
    walk = Walk(_tokens(text), kind, _heads(kind), morphology())
    result = walk.decline(case, yo=has_yo(text))
    return Declined(result.text.upper(), result.risks) if text.isupper() else result


def is_acting(text: str) -> bool:
    """Whether the post begins with и.о. or врио, which leave all of it as it is."""
    return _ACTING.match(text.lstrip()) is not None


def head_group(text: str, kind: PhraseKind) -> Group | None:
    """The head of the phrase: what other words agree with."""
    return _heads(kind).find(_tokens(text), 0)


@cache
def _heads(kind: PhraseKind) -> Heads:
    return Heads(morphology(), kind)


def _tokens(text: str) -> list[Token]:
    """The pieces of the text; words written in capitals are lowered to be found."""
    lowered = text.lower() if text.isupper() and _begins_with_word(text) else text
    return [piece for token in tokenize(lowered) for piece in _unjoined(token)]


def _unjoined(token: Token) -> list[Token]:
    """«школа-детский сад»: the hyphen joins a noun to a phrase and stands for a dash."""
    left, hyphen, right = token.text.partition("-")
    if token.mark is not Mark.WORD or not _is_noun_before_adjective(left.lower(), right.lower()):
        return [token]
    return [Token(left, Mark.WORD), Token(hyphen, Mark.DASH), Token(right, Mark.WORD)]


def _is_noun_before_adjective(left: str, right: str) -> bool:
    words = morphology()
    if not right or not words.whole(left) or not words.whole(right):
        return False
    readings = words.nominatives(right)
    return (
        any(r.noun for r in words.nominatives(left))
        and any(not r.noun for r in readings)
        and not any(r.noun for r in readings)
        and not words.whole(f"{left}-{right}")
    )


def _begins_with_word(text: str) -> bool:
    """Whether a text in capitals is made of words: МБОУ is not."""
    first = next((t.text.lower() for t in tokenize(text) if t.mark is Mark.WORD), "")
    return morphology().known(first) and not morphology().has(first, "Abbr")


_STAMPS = {"m": "УТВЕРЖДЕН", "f": "УТВЕРЖДЕНА", "n": "УТВЕРЖДЕНО"}


def approved_word(title: str) -> str:
    """УТВЕРЖДЕН, УТВЕРЖДЕНА, УТВЕРЖДЕНО or УТВЕРЖДЕНЫ, by the head noun of the title.

    GOST R 7.0.97, approval stamp. Raises DeclensionError `no-head` when the title has no noun in
    the nominative to agree with.
    """
    group = head_group(title, "org")
    if group is None:
        raise DeclensionError("no-head", title)
    return "УТВЕРЖДЕНЫ" if group.plural else _STAMPS[group.head.reading.gender or "m"]
