"""Every spelling of an organisation or district that the register knows."""

from collections.abc import Iterator

from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.school import School


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
