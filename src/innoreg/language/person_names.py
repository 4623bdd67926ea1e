"""Names split into parts; persons in a case."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from innoreg.language.cases import Case, DeclensionError, Declined, Gender, Risk
from innoreg.language.morphology import Morphology, has_yo, morphology, restore
from innoreg.language.name_rules import name_rules


class Role(Enum):
    """What a piece of a name is; a fixed one never declines."""

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
    """The pieces in order and the gender that the patronymic tells, if it does."""

    pieces: tuple[Piece, ...]
    gender: Gender | None


_LETTER = "[^\\W\\d_]"
_PIECES = re.compile(rf"{_LETTER}\.|(?P<word>{_LETTER}+(?:[-’'`]{_LETTER}+)*)|\s+|.", re.DOTALL)
_PARTICLES = frozenset(
    [
        "фон",
        "цу",
        "де",
        "дер",
        "ден",
        "ван",
        "ди",
        "да",
        "дю",
        "дель",
        "дос",
        "эль",
        "аль",
        "бен",
        "ибн",
        "бин",
        "ла",
        "ле",
        "делла",
    ]
)
_SONS: dict[str, Gender] = {
    "оглы": "m",
    "оглу": "m",
    "угли": "m",
    "уулу": "m",
    "улы": "m",
    "кызы": "f",
    "кизи": "f",
    "гызы": "f",
}
NAME_PARTICLES = _PARTICLES | _SONS.keys()
_MALE = ("вич", "льич", "ьмич", "омич", "укич", "китич", "илыч", "ныч")
_FEMALE = ("вна", "ична")


def split_name(text: str, gender: Gender | None, morphology: Morphology) -> Name:
    """The name in its parts, in either order; `gender` is the record's, if it knows."""
    found = list(_PIECES.finditer(text))
    words = {at: match.group() for at, match in enumerate(found) if match.group("word")}
    roles = _Roles(words, gender, morphology, initials=any(m.group()[1:] == "." for m in found))
    pieces = (Piece(m.group(), roles.of.get(at, Role.FIXED)) for at, m in enumerate(found))
    return Name(tuple(pieces), roles.gender)


def patronymic_gender(word: str) -> Gender | None:
    """The gender a word tells if it is a patronymic."""
    word = word.lower()
    if "-" in word and word.rsplit("-", 1)[1] in _SONS:
        return _SONS[word.rsplit("-", 1)[1]]
    return "m" if word.endswith(_MALE) else "f" if word.endswith(_FEMALE) else None


class _Roles:
    """Gives each word of a name its role."""

    def __init__(
        self,
        words: dict[int, str],
        gender: Gender | None,
        morphology: Morphology,
        *,
        initials: bool,
    ) -> None:
        self._words = words
        self._wanted = gender
        self._morphology = morphology
        self.of: dict[int, Role] = {}
        self.gender: Gender | None = None
        rest = self._fixed([at for at in words if words[at].lower() not in _PARTICLES])
        if initials:
            self._all(rest, Role.SURNAME)
        else:
            self._assign(rest)

    def _all(self, places: list[int], role: Role) -> None:
        self.of.update(dict.fromkeys(places, role))

    def _fixed(self, places: list[int]) -> list[int]:
        """Sets aside «Гасан оглы» and «Гасан-оглы», which stay as they are."""
        for index, at in enumerate(places):
            word = self._words[at].lower()
            if word in _SONS and index:
                self.gender = _SONS[word]
                return places[: index - 1] + places[index + 1 :]
            if "-" in word and word.rsplit("-", 1)[1] in _SONS:
                self.gender = _SONS[word.rsplit("-", 1)[1]]
                return places[:index] + places[index + 1 :]
        return places

    def _assign(self, places: list[int]) -> None:
        """Name and patronymic side by side, the surname on either side of them."""
        for index in range(1, len(places)):
            told = patronymic_gender(self._words[places[index]])
            if told and self._wanted in {None, told} and self._fits(places[index - 1], told):
                self.gender = told
                self.of[places[index - 1]] = Role.FIRST
                self.of[places[index]] = Role.PATRONYMIC
                self._all(places[: index - 1] + places[index + 1 :], Role.SURNAME)
                return
        self._assign_without_patronymic(places)

    def _fits(self, at: int, gender: Gender) -> bool:
        """Whether the word before may be a first name of the patronymic's gender."""
        found = self._genders(at)
        return not found or gender in found

    def _assign_without_patronymic(self, places: list[int]) -> None:
        first = self._first_name(places)
        self._all([at for at in places if at != first], Role.SURNAME)
        if first is not None:
            self.of[first] = Role.FIRST
        if len(places) == 1 and patronymic_gender(self._words[places[0]]):
            self.of[places[0]] = self._lone(places[0])

    def _lone(self, at: int) -> Role:
        known = self._morphology.has(self._words[at].lower(), "Patr")
        return Role.PATRONYMIC if known else Role.SURNAME

    def _first_name(self, places: list[int]) -> int | None:
        """The word that the dictionary knows as a first name; of several words the second."""
        named = [at for at in places if self._is_first_name(at)]
        if len(named) == 1:
            return named[0]
        return places[1] if len(places) > 1 else None

    def _is_first_name(self, at: int) -> bool:
        genders = self._genders(at)
        return self._wanted in genders if self._wanted else bool(genders)

    def _genders(self, at: int) -> set[Gender]:
        """The genders in which the dictionary knows the word as a first name."""
        found: set[Gender] = set()
        for parse in self._morphology.parses(self._words[at].lower()):
            if "Name" in parse.tag and parse.tag.case == "nomn" and parse.is_known:
                found |= {"m", "f"} if "ms-f" in parse.tag else {_GENDERS[str(parse.tag.gender)]}
        return found


_GENDERS: dict[str, Gender] = {"masc": "m", "femn": "f", "None": "m"}


_FLEETING = ("ец", "ень", "ок", "ёк", "ел", "ёл")
# Surnames on -а/-я that decline in one way only.
_REGULAR = ("ова", "ева", "ёва", "ина", "ына", "ая", "яя")


def decline_person(text: str, case: Case, gender: Gender | None) -> Declined:
    """The name in the case.

    Without a gender the patronymic tells it; without a patronymic the name must read the same for
    a man and a woman, else DeclensionError `gender-unknown`.
    """
    name = split_name(text, gender, morphology())
    gender = gender or name.gender
    if gender:
        return _in_gender(name, text, case, gender)
    man, woman = _in_gender(name, text, case, "m"), _in_gender(name, text, case, "f")
    if man.text != woman.text:
        raise DeclensionError("gender-unknown", text)
    return man


def _in_gender(name: Name, text: str, case: Case, gender: Gender) -> Declined:
    yo = has_yo(text)
    form = "".join(_form(piece, case, gender, yo) for piece in name.pieces)
    surnames = [piece.text for piece in name.pieces if piece.role is Role.SURNAME]
    return Declined(form, tuple(risk for word in surnames for risk in _risks(word, gender)))


def _form(piece: Piece, case: Case, gender: Gender, yo: bool) -> str:
    rule = _rule(piece.role)
    if rule is None:
        return piece.text
    return restore(rule(_lowered(piece.text), case, gender), piece.text, yo=yo)


def _rule(role: Role) -> Callable[[str, Case, Gender], str] | None:
    rules = name_rules()
    return {
        Role.SURNAME: rules.surname,
        Role.FIRST: rules.first,
        Role.PATRONYMIC: rules.patronymic,
        Role.FIXED: None,
    }[role]


def _lowered(word: str) -> str:
    """ИВАНОВ as Иванов: the endings are added in small letters."""
    capitals = word.isupper() and len(word) > 1
    return "-".join(part.capitalize() for part in word.split("-")) if capitals else word


def _risks(surname: str, gender: Gender) -> Iterator[Risk]:
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
