"""The values of this package: cases, kinds of phrases, declined phrases with their risks."""

from dataclasses import dataclass
from typing import Literal

Case = Literal["nom", "gen", "dat", "acc", "ins", "loc"]
PhraseKind = Literal["person", "position", "org", "district"]
Gender = Literal["m", "f"]
RefusalCode = Literal["gender-unknown", "no-head", "bad-request"]
RiskCode = Literal[
    "double-name",  # two first names: foreign ones keep the first part
    "double-surname",  # two surnames: tradition decides whether the first one declines
    "fleeting-vowel",  # -ец, -ень, -ок, -ел: the vowel may stay or go
    "vowel-ending",  # a surname on -а/-я that is not of the -ова, -ина, -ская type; a town on -о
    "soft-name",  # a woman's first name on a soft sign that is no old one: foreign ones may stay
    "town-name",  # an adjective and a noun after «город»: many leave both as they are
    "common-noun",  # the surname is also a word of the dictionary
    "unknown-word",  # the declined word is not in the dictionary
    "possible-plural",  # a one-word name that may be a plural
    "no-head",  # nothing in the nominative was found, so nothing was declined
]

CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "loc")
OBLIQUE: tuple[Case, ...] = CASES[1:]
KINDS: tuple[PhraseKind, ...] = ("person", "position", "org", "district")


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a person should look at a form: the code and the word it is about."""

    code: RiskCode
    word: str


@dataclass(frozen=True, slots=True)
class Declined:
    """A phrase in the case asked for, with what is risky in it (nothing, if a record gave it)."""

    text: str
    risks: tuple[Risk, ...] = ()


class DeclensionError(Exception):
    """The phrase cannot be declined without a guess; `code` says what is missing.

    `gender-unknown`: a person without a gender or a patronymic; `no-head`: no word to agree with;
    `bad-request`: a line of the JSON Lines contract that asks for nothing that can be done.
    """

    def __init__(self, code: RefusalCode, text: str):
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text
