"""Declension of surnames, first names and patronymics: pytrovich's rules with corrections."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from innoreg.language.cases import Case, Gender
from innoreg.language.morphology import Morphology, Reading, morphology

if TYPE_CHECKING:
    from pytrovich.enums import NamePart

_HARD: dict[Case, str] = {"gen": "а", "dat": "у", "acc": "а", "ins": "ом", "loc": "е"}
_THIRD: dict[Case, str] = {"gen": "и", "dat": "и", "acc": "ь", "ins": "ью", "loc": "и"}
_SOFT_FEMININE: dict[Case, str] = {"gen": "ей", "dat": "ей", "acc": "ую", "ins": "ей", "loc": "ей"}
_SOFT_MASCULINE: dict[Case, str] = {
    "gen": "его",
    "dat": "ему",
    "acc": "его",
    "ins": "им",
    "loc": "ем",
}
# -жий, -чий … decline softly, and an unstressed ending after these letters is -ей.
_SIBILANTS = tuple("жчшщ")
# Names on these vowels never decline: Шевченко, Джапаридзе, Рау.
_NEVER = tuple("оеёиуыэю")
# Долгих and Рыжих are old plurals; Рерих and Ульрих are not.
_GERMANIC = tuple(consonant + "их" for consonant in "бвдзлмрст")
_SURNAME_SUFFIXES = ("ов", "ев", "ёв", "ин", "ын")
# First parts that carry no ending of their own: Кара-Мурза, Сент-Экзюпери.
_STIFF = frozenset(
    {"аль", "бонч", "грум", "дер", "кара", "мак", "мир", "нур", "сан", "сен", "сент", "тер", "эль"}
)
_FOREIGN_FIRST = frozenset({"жан", "пьер", "шарль", "анри", "луи", "ким", "мао", "али"})


class NameRules:
    """Names in oblique cases, with a cache of forms; words begin with a capital."""

    def __init__(self, dictionary: Morphology) -> None:
        # Imported late: its rules are loaded with it, and phrases without names need none.
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
        self.decline_surname = lru_cache(4096)(self._decline_surname)
        self.decline_first_name = lru_cache(4096)(self._decline_first_name)
        self.decline_patronymic = lru_cache(4096)(self._decline_patronymic)

    def common_noun(self, word: str) -> Reading | None:
        """The word as a noun of the dictionary that is not a personal name; None if it is none."""
        low = word.lower()
        readings = self._dictionary.nominatives(low) if self._dictionary.is_whole_word(low) else ()
        return next((r for r in readings if r.noun and not r.plural and not r.person_name), None)

    def _decline_surname(self, word: str, case: Case, gender: Gender) -> str:
        """The surname in the case, each part of a double one corrected separately."""
        parts = word.split("-")
        whole = self._ask_pytrovich(self._parts.LASTNAME, word, case, gender).split("-")
        last = len(parts) - 1
        return "-".join(
            part
            if at != last and part.lower() in _STIFF
            else self._correct_surname(part, case, gender) or whole[at]
            for at, part in enumerate(parts)
        )

    def _decline_first_name(self, word: str, case: Case, gender: Gender) -> str:
        first, hyphen, rest = word.partition("-")
        if hyphen:
            # Жан-Поль, Мухаммед-Али: a man's foreign first part stays, Анна- and Ева- decline.
            declines = gender == "f" or self._is_own_first_name(first)
            shown = self.decline_first_name(first, case, gender) if declines else first
            return f"{shown}-{self.decline_first_name(rest, case, gender)}"
        last = word[-1].lower()
        if last in _NEVER or (gender == "f" and last not in "аяь"):
            return word
        found = self._ask_pytrovich(self._parts.FIRSTNAME, word, case, gender)
        if gender == "f" and last == "ь" and found == word:
            # Изабель, Рафаэль: pytrovich leaves what it does not know.
            return word[:-1] + _THIRD[case]
        return found

    def _is_own_first_name(self, word: str) -> bool:
        """Whether the dictionary knows it as a man's name that is not one of the foreign ones."""
        low = word.lower()
        return low not in _FOREIGN_FIRST and self._dictionary.has_grammeme(low, "Name")

    def _decline_patronymic(self, word: str, case: Case, gender: Gender) -> str:
        # Силыч, Иваныч: pytrovich knows the long endings only.
        if gender == "m" and word.lower().endswith("ыч"):
            return word + ("ем" if case == "ins" else _HARD[case])
        return self._ask_pytrovich(self._parts.MIDDLENAME, word, case, gender)

    def _ask_pytrovich(self, part: "NamePart", word: str, case: Case, gender: Gender) -> str:
        return str(self._maker.make(part, self._genders[gender], self._cases[case], word))

    def _correct_surname(self, word: str, case: Case, gender: Gender) -> str | None:
        """The form of a surname where pytrovich is wrong; None where its own form is right."""
        low = word.lower()
        if low.endswith((*_NEVER, "ых", "их")):
            # Рерих, Ульрих decline as nouns do; pytrovich takes them for old plurals.
            germanic = gender == "m" and low.endswith(_GERMANIC)
            return word + _HARD[case] if germanic else word
        if low.endswith(("а", "я")):
            return self._correct_vowel_ending(word, case)
        return word if gender == "f" else self._correct_masculine(word, case)

    def _correct_vowel_ending(self, word: str, case: Case) -> str | None:
        low = word.lower()
        if low.endswith("ая") and low[:-2].endswith(_SIBILANTS):
            return word[:-2] + _SOFT_FEMININE[case]
        if case == "ins" and low[:-1].endswith(_SIBILANTS):  # Груша: Грушей
            return self._decline_as_noun(word, case, "f") or word[:-1] + "ей"
        return None

    def _correct_masculine(self, word: str, case: Case) -> str | None:
        low = word.lower()
        if low.endswith("ий") and low[:-2].endswith(_SIBILANTS):
            return word[:-2] + _SOFT_MASCULINE[case]
        if low.endswith(("енок", "ёнок")) and not self.common_noun(low):
            return word[:-2] + "к" + _HARD[case]
        # pytrovich is right about these, even where a noun is spelled alike (Павлин: Павлиным).
        if low.endswith(_SURNAME_SUFFIXES):
            return None
        stressed = low.endswith(("ач", "яч")) and case == "ins"  # Деркач: Деркачом
        return self._decline_as_noun(word, case, "m") or (word + "ом" if stressed else None)

    def _decline_as_noun(self, word: str, case: Case, gender: Gender) -> str | None:
        """A surname that is a common noun, declined as the noun is: Заяц, Зайца; else None."""
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
    """The rules of this process, loaded on the first call."""
    return NameRules(morphology())
