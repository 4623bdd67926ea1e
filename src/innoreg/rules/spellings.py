"""Every spelling of an organisation or district that the register knows; names that decline."""

import re
from collections.abc import Iterator

from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.school import School

_PATRONYMIC = re.compile(r"(?:вич|вна|ична|ьич|оглы|кызы)\b", re.IGNORECASE)


def names_of_organisation(record: Record) -> Iterator[str]:
    """Full, short, other and earlier names of an authority or school."""
    if isinstance(record, Authority | School):
        yield record.name
        if record.short_name:
            yield record.short_name
        yield from record.aliases
    if isinstance(record, School):
        yield from (former.name for former in record.former)


def spellings_of_district(record: Record) -> Iterator[str]:
    """Full, short, other and earlier names of a district."""
    if isinstance(record, District):
        yield from (record.name, record.short_name, *record.aliases)
        yield from (former.name for former in record.former)


def declines(person: Person) -> bool:
    """Whether the record says enough to put the name into a case."""
    return bool(
        person.gender
        or person.indeclinable
        or person.forms
        or _PATRONYMIC.search(person.full_name or person.name)
    )
