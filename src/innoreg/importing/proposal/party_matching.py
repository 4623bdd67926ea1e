"""Matches printed names with the people of a registry, and makes parties of responsibles."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from innoreg.importing.proposal.responsible_splitter import Party, split_responsible
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


class People:
    """The people of a registry by their names as documents print them."""

    def __init__(self, registry: Registry) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._name_by_id = {person.id: person.name for person in registry.all(Person)}
        for person in registry.all(Person):
            for name in _names_of(person):
                known = self._by_name.setdefault(name_key(name), [])
                if person.id not in known:
                    known.append(person.id)

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


@dataclass
class UnknownNames:
    """Names that are not in the register, each with the post printed next to it."""

    posts: dict[str, str] = field(default_factory=dict)


def build_parties(cell: str, people: People, unknown: UnknownNames) -> list[Any]:
    """The value of `responsible`: people of the register as references, others as text.

    Adds the names that are not in the register to `unknown`.
    """
    return [_build_party(party, people, unknown) for party in split_responsible(cell)]


def _build_party(party: Party, people: People, unknown: UnknownNames) -> Any:
    words: dict[str, Any] = {}
    text = party.name.strip()
    if party.person:
        person = people.find(party.person)
        if person:
            words["person"] = person
            if text == party.person.strip() and people.has_name(person, text):
                text = ""
        else:
            unknown.posts.setdefault(party.person, party.position)
    if text:
        words["text"] = text
    if party.part:
        words["part"] = party.part
    return words["text"] if set(words) == {"text"} else words
