"""Matches printed names with the people of a registry."""

import difflib
import re
from collections.abc import Iterable

from innoreg.model.person import Person
from innoreg.model.registry import Registry

# Similarity (difflib) that takes «Жуковитская» for «Жуковицкая», one slip apart, and the least
# length of a surname for that: shorter ones differ in a letter too easily. Not measured further.
_ALIKE = 0.85
_LONG = 6


def name_key(name: str) -> str:
    """A key for comparing names: small letters without dots and spaces, initials last."""
    name = name.casefold().replace("ё", "е")
    words = re.findall(r"[а-яa-z-]+", name)
    surnames = [word for word in words if len(word) > 1]
    initials = [word[0] for word in words if len(word) == 1]
    if len(surnames) == 3:  # a full name: the first two letters of given name and patronymic
        surnames, initials = surnames[:1], [surnames[1][0], surnames[2][0]]
    return "".join(surnames) + " " + "".join(initials)


def split_name(printed: str) -> tuple[str, str, bool]:
    """Surname, initials with dots («Н.Н.», "" where there are none), whether it is a full name.

    In either order: «Жуковицкая Н.Н», «Н.Н. Жуковицкая», «Орлов Пётр Ильич».
    """
    words = re.findall(r"[А-ЯЁA-Z][А-ЯЁа-яёA-Za-z-]*", printed)
    long = [word for word in words if len(word) > 1]
    if len(long) == 3:
        # «Пётр Ильич Орлов»: the patronymic is the second word only there.
        first = re.search(r"(?:вич|вна|чна|ьич)$", long[1])
        surname = long[2] if first else long[0]
        given = [word for word in long if word is not surname]
        return surname, "".join(f"{word[0]}." for word in given), True
    initials = "".join(f"{word}." for word in words if len(word) == 1)
    return " ".join(long), initials, False


class People:
    """The people of a registry by their names as documents print them."""

    def __init__(self, registry: Registry) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._name_by_id: dict[str, str] = {}
        for person in registry.all(Person):
            self.add(person.id, person.name, *_names_of(person))

    def add(self, person: str, name: str, *spellings: str) -> None:
        """Know one more person, by the name of a new record and other spellings."""
        self._name_by_id[person] = name
        for words in (name, *spellings):
            known = self._by_name.setdefault(name_key(words), [])
            if person not in known:
                known.append(person)

    def is_known(self, name: str) -> bool:
        """Whether somebody is called so; several may be."""
        return name_key(name) in self._by_name

    def find(self, name: str) -> str | None:
        """The id of the person of that name; None if there is none, or several."""
        found = self._by_name.get(name_key(name))
        if found is None:
            found = self._find_near(name_key(name))
        return found[0] if found and len(found) == 1 else None

    def find_declined(self, name: str) -> str | None:
        """The id of the person whose name this is in some case: «Шеховцеву Е.В.»; None if unclear."""
        # Compared without the last three letters, the longest ending (-ого, -ыми), but with four
        # at least; the initials must be the same.
        surname, _space, initials = name_key(name).partition(" ")
        stem = surname[: max(4, len(surname) - 3)]
        found = {
            person
            for known, people in self._by_name.items()
            if known.endswith(f" {initials}") and known.startswith(stem)
            for person in people
        }
        return found.pop() if len(found) == 1 else None

    def has_name(self, person: str, text: str) -> bool:
        """Whether the text is exactly the name of the person in the register."""
        return self._name_by_id.get(person) == text

    def _find_near(self, name: str) -> list[str] | None:
        """The people of the one similar name with the same initials; None if none or several."""
        surname, _space, initials = name.partition(" ")
        if len(surname) < _LONG or not initials:
            return None
        same = [n for n in self._by_name if n.endswith(f" {initials}")]
        close = difflib.get_close_matches(name, same, 2, _ALIKE)
        return self._by_name[close[0]] if len(close) == 1 else None


def _names_of(person: Person) -> Iterable[str]:
    return (person.name, *person.aliases, *((person.full_name,) if person.full_name else ()))
