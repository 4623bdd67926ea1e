"""How a surname, a first name and a patronymic decline: pytrovich and what it gets wrong."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from innoreg.language.cases import Case, Gender
from innoreg.language.morphology import Morphology, Reading, morphology

if TYPE_CHECKING:
    from pytrovich.enums import NamePart

_HARD: dict[Case, str] = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "е"}
_SOFT_FEMININE: dict[Case, str] = {"gen": "ей", "dat": "ей", "acc": "ую", "ins": "ей", "loc": "ей"}
_SOFT_MASCULINE: dict[Case, str] = {
    "gen": "его",
    "dat": "ему",
    "acc": "его",
    "ins": "им",
    "loc": "ем",
}
_SIBILANTS = tuple("жчшщ")
_NEVER = tuple("оеёиуыэю")
# Долгих and Рыжих are old plurals; Рерих and Ульрих are not.
_GERMANIC = tuple(consonant + "их" for consonant in "бвдзлмрст")
_SURNAME_SUFFIXES = ("ов", "ев", "ёв", "ин", "ын")
# First parts that carry no ending of their own: Кара-Мурза, Сент-Экзюпери.
_STIFF = frozenset(
    {"аль", "бонч", "грум", "дер", "кара", "мак", "мир", "нур", "сан", "сен", "сент", "тер", "эль"}
)


class NameRules:
    """pytrovich's rules with corrections, and the forms already asked for."""

    def __init__(self, dictionary: Morphology) -> None:
        from pytrovich.enums import Case as PyCase
        from pytrovich.enums import Gender as PyGender
        from pytrovich.enums import NamePart
        from pytrovich.maker import PetrovichDeclinationMaker

        self._dictionary = dictionary
        self._maker = PetrovichDeclinationMaker()
        self._parts = NamePart
        self._genders = {"m": PyGender.MALE, "f": PyGender.FEMALE}
        self._cases = {
            "gen": PyCase.GENITIVE,
            "dat": PyCase.DATIVE,
            "acc": PyCase.ACCUSATIVE,
            "ins": PyCase.INSTRUMENTAL,
            "loc": PyCase.PREPOSITIONAL,
        }
        self.surname = lru_cache(4096)(self._surname)
        self.first = lru_cache(4096)(self._first)
        self.patronymic = lru_cache(4096)(self._patronymic)

    def common_noun(self, word: str) -> Reading | None:
        """The word as a noun of the dictionary that is nobody's name, or None."""
        low = word.lower()
        readings = self._dictionary.nominatives(low) if self._dictionary.whole(low) else ()
        return next((r for r in readings if r.noun and not r.plural and not r.person_name), None)

    def _surname(self, word: str, case: Case, gender: Gender) -> str:
        """The parts of a double surname follow the same corrections, one by one."""
        parts = word.split("-")
        whole = self._make(self._parts.LASTNAME, word, case, gender).split("-")
        last = len(parts) - 1
        return "-".join(
            part
            if at != last and part.lower() in _STIFF
            else self._correction(part, case, gender) or whole[at]
            for at, part in enumerate(parts)
        )

    def _first(self, word: str, case: Case, gender: Gender) -> str:
        last = word[-1].lower()
        if last in _NEVER or (gender == "f" and last not in "аяь"):
            return word
        return self._make(self._parts.FIRSTNAME, word, case, gender)

    def _patronymic(self, word: str, case: Case, gender: Gender) -> str:
        return self._make(self._parts.MIDDLENAME, word, case, gender)

    def _make(self, part: "NamePart", word: str, case: Case, gender: Gender) -> str:
        return str(self._maker.make(part, self._genders[gender], self._cases[case], word))

    def _correction(self, word: str, case: Case, gender: Gender) -> str | None:
        """The surname's form where pytrovich is not asked, else None."""
        low = word.lower()
        if low.endswith((*_NEVER, "ых", "их")):
            germanic = gender == "m" and low.endswith(_GERMANIC)
            return word + _HARD[case] if germanic else word
        if low.endswith(("а", "я")):
            return self._on_vowel(word, case)
        return word if gender == "f" else self._masculine(word, case)

    def _on_vowel(self, word: str, case: Case) -> str | None:
        low = word.lower()
        if low.endswith("ая") and low[:-2].endswith(_SIBILANTS):
            return word[:-2] + _SOFT_FEMININE[case]
        if case == "ins" and low[:-1].endswith(_SIBILANTS):  # Груша: Грушей
            return self._as_noun(word, case, "f") or word[:-1] + "ей"
        return None

    def _masculine(self, word: str, case: Case) -> str | None:
        low = word.lower()
        if low.endswith("ий") and low[:-2].endswith(_SIBILANTS):
            return word[:-2] + _SOFT_MASCULINE[case]
        if low.endswith(("енок", "ёнок")) and not self.common_noun(low):
            return word[:-2] + "к" + _HARD[case]
        if low.endswith(_SURNAME_SUFFIXES):
            return None
        stressed = low.endswith(("ач", "яч")) and case == "ins"  # Деркач: Деркачом
        return self._as_noun(word, case, "m") or (word + "ом" if stressed else None)

    def _as_noun(self, word: str, case: Case, gender: Gender) -> str | None:
        """A surname that is a common noun declines as the noun does: Заяц, Зайца."""
        noun = self.common_noun(word)
        readings = self._dictionary.nominatives(word.lower())
        if (
            noun is None
            or noun.gender not in {None, gender}
            or any(not reading.noun for reading in readings)
        ):
            return None
        form = self._dictionary.inflect(noun, case, animate=True)
        return form and word[0] + form[1:]


@cache
def name_rules() -> NameRules:
    """The one set of rules of the process, loaded when it is first asked for."""
    return NameRules(morphology())
