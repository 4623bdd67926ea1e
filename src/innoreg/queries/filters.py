"""Which rows are wanted: by responsible, controller, programme, plan, district, school, site, status."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.queries.due_row import (
    PARTY,
    STATUSES,
    AnsweringParty,
    Dated,
    DueRow,
    KnownPerson,
    Name,
    Names,
    last_part,
)
from innoreg.queries.name_lookup import find_by_reference, find_named, no_such_record


class Filters(NamedTuple):
    """What a person typed; None is no filter. `status` may name several, with commas."""

    responsible: str | None = None
    program: str | None = None
    roadmap: str | None = None
    district: str | None = None
    school: str | None = None
    site: str | None = None
    status: str | None = None
    controller: str | None = None


_CARRIERS = ("person", "authority", "school", "district")


def as_options(wanted: Filters) -> tuple[str, ...]:
    """The filters as they are typed: `--district tosno`."""
    return tuple(f"--{field} {words}" for field, words in wanted._asdict().items() if words)


class WantedParty:
    """Somebody by reference, or all whose name has these words, and all parties so called."""

    def __init__(self, names: Names, words: str) -> None:
        # Only here: most questions name nobody, and every module costs a start of a command.
        from innoreg.folding import comparison_key

        self.typed = words
        self._names, self._folded = names, comparison_key
        self._words = comparison_key(words)
        exact = ((kind, find_by_reference(names, kind, words)) for kind in _CARRIERS)
        found = next(((kind, name) for kind, name in exact if name), None)
        self.id = found[1].id if found else None
        """Of the record, where `words` are its reference."""
        self._people = self._ids("person", found)
        self._organisations = self._ids("authority", found) | self._ids("school", found)
        self._districts = frozenset([found[1].id] if found and found[0] == "district" else ())

    def _ids(self, kind: str, exact: tuple[str, Name] | None) -> frozenset[str]:
        if exact:
            return frozenset([exact[1].id] if exact[0] == kind else ())
        called = (name for name in self._names.names(kind) if self._words in name.words)
        return frozenset(name.id for name in called) if self._words else frozenset()

    def answers_for(self, row: DueRow) -> bool:
        """Whether they are asked for it: named, addressed, by a unit or a post, or as holders of a role."""
        return (
            self.is_among(row.responsible)
            or not self._people.isdisjoint(row.addressees)
            or not self._organisations.isdisjoint((*row.organisations, *row.schools))
            or not self._districts.isdisjoint(row.districts)
            or bool(self.behind(row.responsible))
        )

    def controls(self, row: DueRow) -> bool:
        """Whether they control the order that set it."""
        return self.is_among(row.controllers)

    def is_among(self, parties: Iterable[AnsweringParty]) -> bool:
        """Whether they are named among these."""
        if any(last_part(party.person) in self._people for party in parties):
            return True
        return self.id is None and any(self._words in self._folded(p.text) for p in parties)

    def means(self, id: str | None, text: str, organisations: Iterable[str]) -> bool:
        """Whether it is somebody of this id and name, who acts for these organisations."""
        own = self._people | self._organisations | self._districts
        if id in own or any(ref in self._organisations for ref in organisations):
            return True
        return self.id is None and self._words in self._folded(text)

    def behind(self, parties: Iterable[AnsweringParty]) -> tuple[KnownPerson, ...]:
        """The people meant who hold the roles that answer, in the days of the window."""
        # Whoever is named by the document needs no looking up, and a set would lose the order.
        held = dict.fromkeys(p for party in parties if not party.person for p in party.people)
        return tuple(person for person in held if person.id in self._people)

    def check(self, rows: Iterable[DueRow]) -> None:
        """WrongUsage where nobody in the register or in any of the rows is called so."""
        if self.id or self._people or self._organisations:
            return
        if any(self._words in name.words for name in self._names.names(PARTY)):
            return
        # An amendment may have named somebody anew.
        if any(self.is_among((*row.responsible, *row.controllers)) for row in rows):
            return
        every = [name for kind in _CARRIERS for name in self._names.names(kind)]
        message = T("nobody in the register is called “{words}”", words=self.typed)
        raise no_such_record(message, every, "people", self.typed)


class Filter:
    """The filters on one day, with the records they name found once."""

    def __init__(self, names: Names, wanted: Filters, day: date) -> None:
        self.day = day
        self._program = _find_named(names, "program", wanted.program)
        self._roadmap = _find_named(names, "roadmap", wanted.roadmap)
        self._district = _find_named(names, "district", wanted.district)
        self._school = _find_named(names, "school", wanted.school)
        self._site = _find_named(names, "site", wanted.site)
        self._statuses = read_statuses(wanted.status, STATUSES)
        self._responsible = wanted_party(names, wanted.responsible)
        self._controller = wanted_party(names, wanted.controller)
        self._typed = wanted

    @property
    def ids(self) -> tuple[str, ...]:
        """What every row wanted mentions."""
        named = (self._program, self._roadmap, self._district, self._school, self._site)
        parties = (self._responsible, self._controller)
        return (
            *(name.id for name in named if name),
            *(party.id for party in parties if party and party.id),
        )

    @property
    def asked(self) -> tuple[str, ...]:
        """The filters as options, with ids where they name records: `--district tosno`."""
        known = {"program": self._program, "roadmap": self._roadmap, "district": self._district}
        known |= {"school": self._school, "site": self._site}
        ids = {field: name.id for field, name in known.items() if name}
        return as_options(self._typed._replace(**ids))

    @property
    def wants_cancelled(self) -> bool:
        """Whether what was taken off control is asked for by its status."""
        return "cancelled" in self._statuses

    def check_words(self, rows: Dated) -> None:
        """WrongUsage where words name nobody: asked when nothing passes, since it looks at all."""
        for party in (self._responsible, self._controller):
            if party:
                party.check(rows.all())

    def passing(self, rows: Iterable[DueRow]) -> Iterator[DueRow]:
        """Those that are wanted, as they stand for whoever is asked about and reports apart."""
        return (own for row in rows if self._wants(own := self._as_of_those_asked(row)))

    def _as_of_those_asked(self, row: DueRow) -> DueRow:
        named = (self._district, self._school, self._site, self._responsible)
        asked = {each.id for each in named if each}
        # A school reports in its pairs, the holder of a site by the site.
        behind = {ref for ref, whom in row.represented if not asked.isdisjoint(whom)}
        addressed = {ref for ref in row.addressees if ref in asked or ref in behind}
        # Of several asked about, the row stays open until the last of them has reported.
        if not addressed or not addressed.isdisjoint(row.missing):
            return row
        return row.as_of(max(addressed, key=str), self.day)

    def _wants(self, row: DueRow) -> bool:
        return (
            (self._program is None or self._program.id in (row.program, row.named_program))
            and (
                self._roadmap is None
                or (row.roadmap is not None and row.file == self._roadmap.file)
            )
            and (self._site is None or self._site.id in (row.site, *row.addressees))
            and (self._district is None or self._district.id in row.districts)
            and (
                self._school is None
                or self._school.id in (*row.schools, *row.organisations, *row.addressees)
            )
            and (not self._statuses or row.status(self.day) in self._statuses)
            and (self._responsible is None or self._responsible.answers_for(row))
            and (self._controller is None or self._controller.controls(row))
        )

    def people(self, row: DueRow) -> tuple[KnownPerson, ...]:
        """Whom the filter found behind a group that answers."""
        return self._responsible.behind(row.responsible) if self._responsible else ()

    def wants_undated(self, row: DueRow) -> bool:
        """Whether a row without a date is open and demanded by a document."""
        # What no document demands yet is left to the questions of that day.
        return not row.closed and row.since <= self.day


def wanted_party(names: Names, words: str | None) -> WantedParty | None:
    """Whom a person typed; None where nobody was."""
    return None if words is None else WantedParty(names, words)


def _find_named(names: Names, kind: str, words: str | None) -> Name | None:
    return None if words is None else find_named(names, kind, words)


def read_statuses(words: str | None, known: Sequence[str]) -> frozenset[str]:
    """The statuses named with commas, none for None; WrongUsage where one is not known."""
    if words is None:
        return frozenset()
    # Only here: most questions name no status.
    from innoreg.value_words import find_value, value_texts

    # «done, overdue» with a space after the comma is how people write lists.
    found = {word.strip(): find_value("status", word.strip(), known) for word in words.split(",")}
    for word, status in found.items():
        if status is None:
            raise WrongUsage(
                T("unknown status “{word}”", word=word),
                T("one of: {expected}", expected=", ".join(value_texts("status", known))),
            )
    return frozenset(status for status in found.values() if status)
