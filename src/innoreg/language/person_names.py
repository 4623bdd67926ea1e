"""A person's name in a case: the name split into surname, first name and patronymic, declined."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from innoreg.language.cases import Case, DeclensionError, Declined, Gender, Risk
from innoreg.language.morphology import Morphology, has_yo, morphology, restore_spelling
from innoreg.language.name_rules import name_rules


class Role(Enum):
    """What a piece of a name is; a FIXED piece never declines."""

    SURNAME = auto()
    FIRST = auto()
    PATRONYMIC = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the name, verbatim; the pieces together are the name."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Name:
    """The pieces in order, and the gender that the patronymic gives, if any."""

    pieces: tuple[Piece, ...]
    gender: Gender | None


_LETTER = "[^\\W\\d_]"
_PIECES = re.compile(rf"{_LETTER}\.|(?P<word>{_LETTER}+(?:[-’'`]{_LETTER}+)*)|\s+|.", re.DOTALL)
# Written apart from the surname and never declined: фон, де, ибн.
_PARTICLES = frozenset({
    "фон", "цу", "де", "дер", "ден", "ван", "ди", "да", "дю", "дель", "дос", "эль", "аль", "бен",
    "ибн", "бин", "ла", "ле", "делла",
})  # fmt: skip
# «Son of» and «daughter of»: they tell the gender, and with the father's name never decline.
_SONS: dict[str, Gender] = {
    "оглы": "m", "оглу": "m", "угли": "m", "уулу": "m", "улы": "m",
    "кызы": "f", "кизи": "f", "гызы": "f",
}  # fmt: skip
NAME_PARTICLES = _PARTICLES | _SONS.keys()
_MALE = ("вич", "льич", "ьмич", "омич", "укич", "китич", "илыч", "ныч")
_FEMALE = ("вна", "ична")
# A first name to which the dictionary gives no gender is taken for a man's.
_GENDERS: dict[str, Gender] = {"masc": "m", "femn": "f", "None": "m"}
_FLEETING = ("ец", "ень", "ок", "ёк", "ел", "ёл")
# Surnames on -а/-я that decline in one way only.
_REGULAR = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")


def split_name(text: str, gender: Gender | None, morphology: Morphology) -> Name:
    """The name in its parts, surname first or last; `gender` is that of the record, if known."""
    found = list(_PIECES.finditer(text))
    words = {at: match.group() for at, match in enumerate(found) if match.group("word")}
    roles = _RoleAssigner(
        words, gender, morphology, initials=any(m.group()[1:] == "." for m in found)
    )
    pieces = (Piece(m.group(), roles.roles.get(at, Role.FIXED)) for at, m in enumerate(found))
    return Name(tuple(pieces), roles.gender)


def patronymic_gender(word: str) -> Gender | None:
    """The gender of the word if it is a patronymic; None if it is not."""
    word = word.lower()
    if "-" in word and word.rsplit("-", 1)[1] in _SONS:
        return _SONS[word.rsplit("-", 1)[1]]
    return "m" if word.endswith(_MALE) else "f" if word.endswith(_FEMALE) else None


class _RoleAssigner:
    """Gives each word of a name its role; `roles` lacks the words that never decline."""

    def __init__(
        self,
        words: dict[int, str],
        gender: Gender | None,
        morphology: Morphology,
        *,
        initials: bool,
    ) -> None:
        self._words = words
        self._gender = gender
        self._morphology = morphology
        self.roles: dict[int, Role] = {}
        self.gender: Gender | None = None
        rest = self._without_fixed([at for at in words if words[at].lower() not in _PARTICLES])
        # Beside initials every full word is the surname, even one that is also a first name.
        if initials:
            self._set_role(rest, Role.SURNAME)
        else:
            self._assign_roles(rest)

    def _set_role(self, places: list[int], role: Role) -> None:
        self.roles.update(dict.fromkeys(places, role))

    def _without_fixed(self, places: list[int]) -> list[int]:
        """The places without «Гасан оглы» and «Гасан-оглы», which do not decline; sets the gender."""
        for index, at in enumerate(places):
            word = self._words[at].lower()
            if word in _SONS and index:
                self.gender = _SONS[word]
                return places[: index - 1] + places[index + 1 :]
            if "-" in word and word.rsplit("-", 1)[1] in _SONS:
                self.gender = _SONS[word.rsplit("-", 1)[1]]
                return places[:index] + places[index + 1 :]
        return places

    def _assign_roles(self, places: list[int]) -> None:
        """Find the first name and patronymic next to each other; the rest is the surname."""
        for index in range(1, len(places)):
            told = patronymic_gender(self._words[places[index]])
            if (
                told
                and self._gender in {None, told}
                and self._may_be_first_name(places[index - 1], told)
            ):
                self.gender = told
                self.roles[places[index - 1]] = Role.FIRST
                self.roles[places[index]] = Role.PATRONYMIC
                self._set_role(places[: index - 1] + places[index + 1 :], Role.SURNAME)
                return
        self._assign_without_patronymic(places)

    def _may_be_first_name(self, at: int, gender: Gender) -> bool:
        """Whether the word may be a first name of this gender; a word unknown to the dictionary may."""
        found = self._first_name_genders(at)
        return not found or gender in found

    def _assign_without_patronymic(self, places: list[int]) -> None:
        first = self._find_first_name(places)
        self._set_role([at for at in places if at != first], Role.SURNAME)
        if first is not None:
            self.roles[first] = Role.FIRST
        told = patronymic_gender(self._words[places[0]]) if len(places) == 1 else None
        if told and self._is_patronymic(places[0]):
            self.roles[places[0]] = Role.PATRONYMIC
            self.gender = told

    def _is_patronymic(self, at: int) -> bool:
        """Whether a lone word is no surname: Войнович is one, Иванович and Силыч are not."""
        word = self._words[at].lower()
        return word.endswith("ыч") or self._morphology.has_grammeme(word, "Patr")

    def _find_first_name(self, places: list[int]) -> int | None:
        """The word that the dictionary knows as a first name; of several words the second."""
        named = [at for at in places if self._is_first_name(at)]
        if len(named) == 1:
            return named[0]
        return places[1] if len(places) > 1 else None

    def _is_first_name(self, at: int) -> bool:
        genders = self._first_name_genders(at)
        return self._gender in genders if self._gender else bool(genders)

    def _first_name_genders(self, at: int) -> set[Gender]:
        """The genders in which the dictionary has the word as a first name; of a double one its last."""
        found: set[Gender] = set()
        first, hyphen, last = self._words[at].lower().rpartition("-")
        if hyphen and not self._morphology.has_grammeme(first, "Name"):
            return found
        for parse in self._morphology.parses(last):
            if "Name" in parse.tag and parse.tag.case == "nomn" and parse.is_known:
                found |= {"m", "f"} if "ms-f" in parse.tag else {_GENDERS[str(parse.tag.gender)]}
        return found


def decline_person(text: str, case: Case, gender: Gender | None) -> Declined:
    """The name in the case, with its risks.

    Without `gender` the patronymic decides; without a patronymic the forms for a man and a woman
    must be the same, else DeclensionError `gender-unknown`.
    """
    name = split_name(text, gender, morphology())
    gender = gender or name.gender
    if gender:
        return _decline_in_gender(name, text, case, gender)
    man, woman = (
        _decline_in_gender(name, text, case, "m"),
        _decline_in_gender(name, text, case, "f"),
    )
    if man.text != woman.text:
        raise DeclensionError("gender-unknown", text)
    return man


def _decline_in_gender(name: Name, text: str, case: Case, gender: Gender) -> Declined:
    yo = has_yo(text)
    form = "".join(_decline_piece(piece, case, gender, yo) for piece in name.pieces)
    risks = [risk for piece in name.pieces for risk in _piece_risks(piece, gender)]
    return Declined(form, tuple(risks))


# Nobody doubts that these decline.
_OLD_SOFT = frozenset({"любовь", "нинель", "эсфирь", "юдифь", "руфь", "рахиль", "рашель", "ассоль"})


def _piece_risks(piece: Piece, gender: Gender) -> Iterator[Risk]:
    if piece.role is Role.SURNAME:
        yield from _find_risks(piece.text, gender)
    elif piece.role is Role.FIRST and "-" in piece.text:
        yield Risk("double-name", piece.text)
    elif piece.role is Role.FIRST and gender == "f" and _is_foreign_soft(piece.text.lower()):
        yield Risk("soft-name", piece.text)


def _is_foreign_soft(name: str) -> bool:
    return name.endswith("ь") and name not in _OLD_SOFT


def _decline_piece(piece: Piece, case: Case, gender: Gender, yo: bool) -> str:
    rule = _rule_for(piece.role)
    if rule is None:
        return piece.text
    return restore_spelling(rule(_lower_capitals(piece.text), case, gender), piece.text, yo=yo)


def _rule_for(role: Role) -> Callable[[str, Case, Gender], str] | None:
    rules = name_rules()
    return {
        Role.SURNAME: rules.decline_surname,
        Role.FIRST: rules.decline_first_name,
        Role.PATRONYMIC: rules.decline_patronymic,
        Role.FIXED: None,
    }[role]


def _lower_capitals(word: str) -> str:
    """ИВАНОВ as Иванов: the rules add endings in small letters."""
    capitals = word.isupper() and len(word) > 1
    return "-".join(part.capitalize() for part in word.split("-")) if capitals else word


def _find_risks(surname: str, gender: Gender) -> Iterator[Risk]:
    low = surname.lower()
    parts = low.split("-")
    if len(parts) > 1:
        yield Risk("double-surname", surname)
    if gender == "m" and low.endswith(_FLEETING):
        yield Risk("fleeting-vowel", surname)
    if low.endswith(("а", "я")) and not (gender == "f" and low.endswith(_REGULAR)):
        yield Risk("vowel-ending", surname)
    declines = gender == "m" or low.endswith(("а", "я"))
    if declines and any(map(name_rules().common_noun, parts)):
        yield Risk("common-noun", surname)
