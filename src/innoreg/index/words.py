"""Keys of names and words: records that share a name, and texts that may mean a name."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from innoreg.folding import folded
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.school import School
from innoreg.rules.message_quotes import FORM, HEAD, SHORTEST, figures, names_in, quoted
from innoreg.rules.spellings import names_of_organisation

_CODES = ("inn", "ogrn", "oktmo")
_SURNAME = 3
"""Spellings of one surname have at least these first letters in common."""


def names_given(record: Record) -> Iterator[str]:
    """What makes the record another's double, and what words may mean it."""
    for code in _CODES:
        if value := record.__dict__.get(code):
            yield f"same:{code}/{value}"
    match record:
        case Person():
            yield from (f"same:person/{folded(n)}" for n in (record.name, *record.aliases))
            yield from (f"says:{said}" for said in _said(record.name))
        case District():
            names = (record.name, record.short_name, *record.aliases)
            yield from (f"same:district/{folded(name)}" for name in names)
            yield "kind:district"
        case School():
            names = (record.name, record.short_name or record.name, *record.aliases)
            yield from (f"same:school/{record.district}/{folded(name)}" for name in names)
        case Authority():
            yield f"same:authority/{record.district}/{folded(record.name)}"
            yield from _given_in_quotes(record)
        case Program():
            for title in titles(record):
                yield f"same:title/{folded(title)}"
                yield f"quoted:{_beginning(folded(title))}"
        case Order():
            year = record.date.year if record.date else record.year
            if record.number is not None and year is not None:
                yield f"same:order/{record.issuer}/{year}/{folded(record.number)}"


def titles(program: Program) -> Iterator[str]:
    """Every wording of the titles of a programme and its projects."""
    yield from (program.title, *(variant.text for variant in program.titles))
    yield from (project.title for project in program.projects)


def _given_in_quotes(authority: Authority) -> Iterator[str]:
    for name in names_of_organisation(authority):
        for start, end in quoted(name):
            yield f"quoted:{_beginning(folded(name[start:end]))}"
        for match in FORM.finditer(name):
            yield f"form:{folded(match[2])}"


def asked_by_text(texts: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """What the quoted words of a document and the names of those who answer may mean."""
    for text in set(texts):
        for start, end in quoted(text):
            if key := _asked_in_quotes(text[start:end]):
                yield key
        for match in FORM.finditer(text):
            yield f"form:{folded(match[2])}"
    for name in set(names):
        yield from (f"says:{said}" for said in _said(name))


@lru_cache(maxsize=4096)
def _asked_in_quotes(phrase: str) -> str | None:
    """Documents of one register quote the same titles again and again."""
    plain = folded(phrase)
    return f"quoted:{_beginning(plain)}" if len(plain) >= SHORTEST else None


def _said(text: str) -> Iterator[str]:
    for surname, initials, _start, _end in names_in(text):
        yield f"{initials}/{folded(surname)[:_SURNAME]}"


def _beginning(plain: str) -> str:
    """What two spellings have in common if one is almost the other: figures, the first letters."""
    return f"{'.'.join(figures(plain))}/{plain[:HEAD]}"
