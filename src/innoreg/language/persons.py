"""Persons: surname, first name and patronymic in a case, with what is risky in them."""

from collections.abc import Callable, Iterator

from innoreg.language.lettering import has_yo, restore
from innoreg.language.morphology import morphology
from innoreg.language.name_rules import name_rules
from innoreg.language.names import Name, Piece, Role, split_name
from innoreg.language.values import Case, DeclensionError, Declined, Gender, Risk

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
