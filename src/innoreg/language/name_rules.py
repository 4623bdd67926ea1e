"""How a surname, a first name and a patronymic decline: pytrovich and what it gets wrong."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from innoreg.language.values import Case, Gender

if TYPE_CHECKING:
    from pytrovich.enums import NamePart

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


class NameRules:
    """pytrovich's rules with corrections, and the forms already asked for."""

    def __init__(self) -> None:
        from pytrovich.enums import Case as PyCase
        from pytrovich.enums import Gender as PyGender
        from pytrovich.enums import NamePart
        from pytrovich.maker import PetrovichDeclinationMaker

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

    def _surname(self, word: str, case: Case, gender: Gender) -> str:
        """The parts of a double surname follow the same corrections, one by one."""
        parts = word.split("-")
        whole = self._make(self._parts.LASTNAME, word, case, gender).split("-")
        forms = zip(parts, whole, strict=True)
        return "-".join(_surname_part(part, case, gender) or form for part, form in forms)

    def _first(self, word: str, case: Case, gender: Gender) -> str:
        last = word[-1].lower()
        if last in _NEVER or (gender == "f" and last not in "аяь"):
            return word
        return self._make(self._parts.FIRSTNAME, word, case, gender)

    def _patronymic(self, word: str, case: Case, gender: Gender) -> str:
        return self._make(self._parts.MIDDLENAME, word, case, gender)

    def _make(self, part: "NamePart", word: str, case: Case, gender: Gender) -> str:
        return str(self._maker.make(part, self._genders[gender], self._cases[case], word))


def _surname_part(word: str, case: Case, gender: Gender) -> str | None:
    """The form where pytrovich is not asked, else None."""
    low = word.lower()
    if low.endswith((*_NEVER, "ых", "их")):
        return word
    if gender == "f":
        return _feminine(word, low, case)
    if low.endswith("ий") and low[:-2].endswith(_SIBILANTS):
        return word[:-2] + _SOFT_MASCULINE[case]
    return None


def _feminine(word: str, low: str, case: Case) -> str | None:
    if not low.endswith(("а", "я")):
        return word
    if low.endswith("ая") and low[:-2].endswith(_SIBILANTS):
        return word[:-2] + _SOFT_FEMININE[case]
    return None


@cache
def name_rules() -> NameRules:
    """The one set of rules of the process, loaded when it is first asked for."""
    return NameRules()
