"""Records in the words of people: titles, who is meant, the one that some words name."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from innoreg.folding import comparison_key
from innoreg.model.base import Part, Record
from innoreg.model.clause import Control
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.queries.due_row import PARTS, PARTY, Name
from innoreg.queries.name_lookup import find_named

R = TypeVar("R", bound=Record)


def party_words(registry: Registry, party: Party) -> str:
    """Who is meant, in words: the person's name, the document's words, or the organisation's name."""
    person = registry.get(Person, party.person)
    if person:
        return person.name
    if party.text:
        return party.text
    # The document's own words win over the register's names, except for people, whose names are
    # printed in every case.
    for ref in (party.organisation, party.district, party.person):
        if ref and (target := registry.find(ref)):
            return title_of(target.record)
    return party.role or party.organisation or party.district or party.person or ""


def title_of(record: Record) -> str:
    """The shortest official name or title of a record."""
    # Short before long: the answer stands in columns of tables.
    for field in ("short_name", "name", "title", "theme"):
        if words := getattr(record, field, None):
            return str(words)
    return record.id


def part_title(part: Part) -> str:
    """The title of a part of a record; of a clause, which has none, its text."""
    words = getattr(part, "title", None) or getattr(part, "text", None)
    return str(words or "")


def find_by_words(registry: Registry, model: type[R], words: str | None) -> R | None:
    """The one record of that kind that `words` name: a reference, or a part of its name."""
    if words is None:
        return None
    found = find_named(RegistryNames(registry), model.kind_name, words)
    # By its file: two records may share an id, and the name found belongs to one of them.
    return next(r for r in registry.all(model) if registry.source(r).file == found.file)


class RegistryNames:
    """What the records of a registry are called."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def names(self, kind: str) -> Sequence[Name]:
        """See `innoreg.queries.due_row.Names`."""
        registry = self._registry
        if kind.startswith(PARTS):
            record = registry.by_id.get(kind.removeprefix(PARTS), ())
            return [name for each in record for name in part_names(registry, each)]
        if kind == PARTY:
            return [name for record in registry.records for name in party_names(registry, record)]
        return [name_of(registry, record) for record in registry.all(MODELS[kind])]

    def record_name(self, kind: str, id: str) -> Name | None:
        """See `innoreg.queries.due_row.Names`."""
        records = self._registry.by_id.get(id, ())
        return next((name_of(self._registry, r) for r in records if r.kind_name == kind), None)


_NAMING = ("name", "short_name", "full_name", "title", "theme")


def name_of(registry: Registry, record: Record) -> Name:
    """The record as filters look for it."""
    words = [str(value) for field in _NAMING if (value := getattr(record, field, None))]
    words += getattr(record, "aliases", ())
    folded, file = comparison_key(" ".join(words)), registry.source(record).file
    return Name(record.id, folded, title_of(record), file)


def part_names(registry: Registry, record: Record) -> Iterator[Name]:
    """The numbered parts of a record, by their references."""
    file = registry.source(record).file
    for target in registry.parts(record).values():
        yield Name(target.ref, "", part_title(target.part), file)


def party_names(registry: Registry, record: Record) -> Iterator[Name]:
    """The words by which a plan or an order names who answers or controls."""
    file = registry.source(record).file
    texts = dict.fromkeys(_party_texts(registry, record))
    yield from (Name("", comparison_key(text), text, file) for text in texts if text)


def _party_texts(registry: Registry, record: Record) -> Iterator[str | None]:
    parties: list[Party] = []
    for target in registry.parts(record).values():
        if target.item:
            parties += target.item.item.responsible
            parties += target.item.section.responsible if target.item.section else ()
        elif target.clause:
            parties += target.clause.clause.addressees
            if isinstance(target.clause.clause, Control):
                yield target.clause.clause.post
    yield from (text for party in parties for text in (party.text, party.role))
