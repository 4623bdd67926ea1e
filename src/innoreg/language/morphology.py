"""The Russian dictionary (pymorphy3): readings and forms of words, and their spelling restored."""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

from innoreg.language.cases import Case

_GRAMMEMES: dict[Case, str] = {
    "nom": "nomn",
    "gen": "gent",
    "dat": "datv",
    "acc": "accs",
    "ins": "ablt",
    "loc": "loct",
}
_GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
_ADJECTIVE_ENDINGS = ("ий", "ый", "ой", "ая", "яя", "ие", "ые")
# Bounds the memory of each cache; a document has fewer different words than this.
_CACHE_SIZE = 8192


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a nominative: a noun, an adjective or a participle.

    `gender` is None in the plural and for nouns of either gender (глава); `animate` is None for
    adjectives, which take the animacy of their noun.
    """

    parse: Any
    noun: bool
    plural: bool
    gender: str | None
    animate: bool | None
    person_name: bool
    place: bool
    governs: bool  # an active transitive participle: its object follows it
    score: float

    @property
    def lemma(self) -> str:
        """The dictionary form."""
        return str(self.parse.normal_form)


class Morphology:
    """pymorphy3's analyzer with caches of its answers; words are given in lower case."""

    def __init__(self) -> None:
        # Imported late: loading takes 160 ms and 15 MB, paid only where a phrase is declined.
        import pymorphy3

        self._analyzer = pymorphy3.MorphAnalyzer(lang="ru")
        self.parses = lru_cache(_CACHE_SIZE)(self._parses)
        self.nominatives = lru_cache(_CACHE_SIZE)(self._nominatives)
        self.inflect = lru_cache(_CACHE_SIZE)(self._inflect)

    def is_known(self, word: str) -> bool:
        """Whether the word, or each hyphen part of it, stands in the dictionary."""
        known = self._analyzer.word_is_known
        return bool(known(word)) or all(known(part) for part in word.split("-"))

    def is_whole_word(self, word: str) -> bool:
        """Whether the word stands in the dictionary as it is."""
        return bool(self._analyzer.word_is_known(word))

    def has_grammeme(self, word: str, grammeme: str) -> bool:
        """Whether some reading of the word carries the grammeme."""
        return any(grammeme in parse.tag for parse in self.parses(word))

    def score(self, word: str, grammeme: str) -> float:
        """The probability (0 to 1) of the best reading with the grammeme; 0 if there is none."""
        found = (parse.score for parse in self.parses(word) if grammeme in parse.tag)
        return max(found, default=0.0)

    def _parses(self, word: str) -> tuple[Any, ...]:
        return tuple(self._analyzer.parse(word))

    def _nominatives(self, word: str) -> tuple[Reading, ...]:
        parses = self.parses(word)
        if any(parse.tag.POS in {"PREP", "CONJ"} for parse in parses):
            # «и», «до», «под» are also nouns in the dictionary, but not in a document.
            return ()
        return tuple(
            _make_reading(parse)
            for parse in parses
            if parse.tag.case == "nomn" and parse.tag.POS in {"NOUN", "ADJF", "PRTF"}
        )

    def _inflect(
        self, reading: Reading, case: Case, animate: bool, several: bool = False
    ) -> str | None:
        """The form in the case; None if there is none. `animate` decides the accusative.

        `several` asks for the plural of a singular.
        """
        plural = reading.plural or several
        wanted = {_GRAMMEMES[_accusative(reading, case, animate, plural=plural)]}
        wanted.add("plur" if plural else "sing")
        if not reading.noun and not plural:
            wanted.add(str(reading.parse.tag.gender))
        form = reading.parse.inflect(wanted)
        return str(form.word) if form else None


def _accusative(reading: Reading, case: Case, animate: bool, *, plural: bool) -> Case:
    """The case whose form to take: an accusative may be the genitive or the nominative."""
    # «мужчина», «глава»: masculines on -а have an accusative of their own.
    first_declension = reading.noun and reading.parse.word[-1] in "ая"
    if case != "acc" or not (plural or (reading.gender == "m" and not first_declension)):
        return case
    return "gen" if animate else "nom"


def _make_reading(parse: Any) -> Reading:
    tag = parse.tag
    # The dictionary knows some adjectives of places (Бугровская) as surnames only.
    noun = tag.POS == "NOUN" and not ("Surn" in tag and parse.word.endswith(_ADJECTIVE_ENDINGS))
    return Reading(
        parse=parse,
        noun=noun,
        plural=tag.number == "plur",
        gender=None if tag.number == "plur" else _GENDERS.get(str(tag.gender)),
        animate=tag.animacy == "anim" if noun else None,
        person_name=any(mark in tag for mark in ("Surn", "Name", "Patr")),
        place="Geox" in tag,
        governs=tag.POS == "PRTF" and "actv" in tag and "tran" in tag,
        score=parse.score,
    )


@cache
def morphology() -> Morphology:
    """The dictionary of this process, loaded on the first call."""
    return Morphology()


def restore_spelling(form: str, source: str, *, yo: bool) -> str:
    """`form` with the capitals of `source`, by hyphen part; ё becomes е unless `yo`."""
    parts = zip_longest(form.split("-"), source.split("-"), fillvalue="")
    text = "-".join(_match_capitals(part, model or source) for part, model in parts)
    return text if yo else text.replace("ё", "е").replace("Ё", "Е")


def has_yo(text: str) -> bool:
    """Whether the text writes ё."""
    return "ё" in text.lower()


def _match_capitals(form: str, model: str) -> str:
    if model.isupper() and len(model) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form
