"""The printed column «Ответственный» -> the ordered list of those who answer."""

from dataclasses import dataclass, field
from typing import Any

from innoreg.importing.proposal.people import People
from innoreg.importing.responsible import Party, split_responsible


@dataclass
class Met:
    """Names that the register does not know yet, each with the post printed beside it."""

    unknown: dict[str, str] = field(default_factory=dict)


def parties(cell: str, people: People, met: Met) -> list[Any]:
    """The list for `responsible`; words that are a person of the register become references."""
    return [_party(party, people, met) for party in split_responsible(cell)]


def _party(party: Party, people: People, met: Met) -> Any:
    words: dict[str, Any] = {}
    text = party.name.strip()
    if party.person:
        person = people.find(party.person)
        if person:
            words["person"] = person
            if text == party.person.strip() and people.is_called(person, text):
                text = ""
        else:
            met.unknown.setdefault(party.person, party.position)
    if text:
        words["text"] = text
    if party.part:
        words["part"] = party.part
    return words["text"] if set(words) == {"text"} else words
