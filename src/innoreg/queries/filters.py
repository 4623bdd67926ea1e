"""Which rows are wanted: by responsible, programme, plan, district, school, site, status."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.queries.due_row import (
    STATUSES,
    AnsweringParty,
    DueRow,
    KnownPerson,
    Name,
    Names,
    last_part,
)
from innoreg.queries.name_lookup import find_by_reference, find_named


class Filters(NamedTuple):
    """What a person typed; None is no filter. `status` may name several, with commas."""

    responsible: str | None = None
    program: str | None = None
    roadmap: str | None = None
    district: str | None = None
    school: str | None = None
    site: str | None = None
    status: str | None = None


class Responsible:
    """A person by reference, or somebody by words of the name."""

    def __init__(self, names: Names, words: str) -> None:
        # Only here: most questions name nobody, and every module costs a start of a command.
        from innoreg.folding import comparison_key

        self._folded = comparison_key
        person = find_by_reference(names, "person", words)
        self.person = person.id if person else None
        self._words = comparison_key(words)

    def answers(self, parties: Iterable[AnsweringParty]) -> bool:
        """Whether they are named among those who answer."""
        if self.person is not None:
            return any(last_part(party.person) == self.person for party in parties)
        return any(self._words in self._folded(party.text) for party in parties)

    def behind(self, parties: Iterable[AnsweringParty]) -> tuple[KnownPerson, ...]:
        """The people meant who hold the roles that answer, in the days of the window."""
        # Whoever is named by the document needs no looking up, and a set would lose the order.
        held = dict.fromkeys(p for party in parties if not party.person for p in party.people)
        return tuple(person for person in held if self._is(person))

    def _is(self, person: KnownPerson) -> bool:
        if self.person is not None:
            return person.id == self.person
        return bool(self._words and person.name and self._words in self._folded(person.name))


class Filter:
    """The filters on one day, with the records they name found once."""

    def __init__(self, names: Names, wanted: Filters, day: date) -> None:
        self._day = day
        self._program = _find_named(names, "program", wanted.program)
        self._roadmap = _find_named(names, "roadmap", wanted.roadmap)
        self._district = _find_named(names, "district", wanted.district)
        self._school = _find_named(names, "school", wanted.school)
        self._site = _find_named(names, "site", wanted.site)
        self._statuses = read_statuses(wanted.status, STATUSES)
        words = wanted.responsible
        self._responsible = None if words is None else Responsible(names, words)

    @property
    def ids(self) -> tuple[str, ...]:
        """What every row wanted mentions."""
        named = (self._program, self._roadmap, self._district, self._school, self._site)
        person = self._responsible.person if self._responsible else None
        return (*(name.id for name in named if name), *([person] if person else []))

    def passing(self, rows: Iterable[DueRow]) -> Iterator[DueRow]:
        """Those that are wanted."""
        return (row for row in rows if self.wants(row))

    def wants(self, row: DueRow) -> bool:
        """Whether the row passes."""
        return (
            (self._program is None or row.program == self._program.id)
            and (
                self._roadmap is None
                or (row.roadmap is not None and row.file == self._roadmap.file)
            )
            and (self._site is None or self._site.id in (row.site, *row.addressees))
            and (self._district is None or self._district.id in row.districts)
            and (self._school is None or self._school.id in (*row.schools, *_concerned_refs(row)))
            and (not self._statuses or row.status(self._day) in self._statuses)
            and (
                self._responsible is None
                or self._responsible.answers(row.responsible)
                or bool(self._responsible.behind(row.responsible))
            )
        )

    def people(self, row: DueRow) -> tuple[KnownPerson, ...]:
        """Whom the filter found behind a group that answers."""
        return self._responsible.behind(row.responsible) if self._responsible else ()

    def owed_by_those_asked(self, row: DueRow) -> bool:
        """Whether the district, school or site asked about has yet to report, if it must."""
        asked = {r.id for r in (self._district, self._school, self._site) if r is not None}
        # Nobody of those asked must report apart: then the row is theirs like anybody's.
        addressed = asked & set(row.addressees)
        return not addressed or bool(addressed & set(row.missing))


def _concerned_refs(row: DueRow) -> tuple[str | None, ...]:
    """Organisations that answer for it, and whoever must report on it."""
    return (*(last_part(party.organisation) for party in row.responsible), *row.addressees)


def _find_named(names: Names, kind: str, words: str | None) -> Name | None:
    return None if words is None else find_named(names, kind, words)


def read_statuses(words: str | None, known: Sequence[str]) -> frozenset[str]:
    """The statuses named with commas, none for None; WrongUsage where one is not known."""
    if words is None:
        return frozenset()
    # «done, overdue» with a space after the comma is how people write lists.
    named = [word.strip() for word in words.split(",")]
    for word in named:
        if word not in known:
            raise WrongUsage(
                T("unknown status “{word}”", word=word),
                T("one of: {expected}", expected=", ".join(known)),
            )
    return frozenset(named)
