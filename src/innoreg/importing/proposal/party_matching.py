"""Printed names -> people and parties."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from innoreg.importing.proposal.responsible_splitter import Party, split_responsible
from innoreg.model.person import Person
from innoreg.model.registry import Registry

# «Жуковицкая» and «Жуковитская» are one slip apart; shorter surnames differ too easily.
_ALIKE = 0.85
_LONG = 6


def name_key(name: str) -> str:
    """The name for comparing: small letters without dots and spaces, initials last."""
    name = name.casefold().replace("ё", "е")
    words = re.findall(r"[а-яa-z-]+", name)
    surnames = [word for word in words if len(word) > 1]
    initials = [word[0] for word in words if len(word) == 1]
    if len(surnames) == 3:  # a full name: the first two letters of given name and patronymic
        surnames, initials = surnames[:1], [surnames[1][0], surnames[2][0]]
    return "".join(surnames) + " " + "".join(initials)


class People:
    """The people of a registry, found by their names as documents print them."""

    def __init__(self, registry: Registry) -> None:
        self._by_name: dict[str, list[str]] = {}
        self._name_by_id = {person.id: person.name for person in registry.all(Person)}
        for person in registry.all(Person):
            for name in _names_of(person):
                known = self._by_name.setdefault(name_key(name), [])
                if person.id not in known:
                    known.append(person.id)

    def find(self, name: str) -> str | None:
        """The one person so called; None where there is none, or several."""
        found = self._by_name.get(name_key(name))
        if found is None:
            found = self._find_near(name_key(name))
        return found[0] if found and len(found) == 1 else None

    def find_declined(self, name: str) -> str | None:
        """The one person whose name this is in some case: «Шеховцеву Е.В.», «М.В.Винокурова»."""
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
        """Whether these very words are the person's name in the register."""
        return self._name_by_id.get(person) == text

    def _find_near(self, name: str) -> list[str] | None:
        """Same initials, a long surname with one slip of the pen."""
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
    """Names that the register does not know yet, each with the post printed beside it."""

    posts: dict[str, str] = field(default_factory=dict)


def build_parties(cell: str, people: People, unknown: UnknownNames) -> list[Any]:
    """The list for `responsible`; words that are a person of the register become references."""
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
