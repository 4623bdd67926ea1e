"""Which rows are wanted: by responsible, programme, plan, district, school, site, status."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from innoreg.errors import WrongUsage
from innoreg.folding import folded
from innoreg.i18n import T
from innoreg.ledger import people
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.kinds import MODELS
from innoreg.model.party import Party
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.obligation import Obligation, districts_of
from innoreg.queries.occurrence import STATUSES, Occurrence

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person typed; None is no filter. `status` may name several, with commas."""

    responsible: str | None = None
    program: str | None = None
    roadmap: str | None = None
    district: str | None = None
    school: str | None = None
    site: str | None = None
    status: str | None = None


class Filter:
    """The filters, with the records they name found once."""

    def __init__(self, registry: Registry, wanted: Filters) -> None:
        self.registry = registry
        self.program = named(registry, Program, wanted.program)
        self.roadmap = named(registry, Roadmap, wanted.roadmap)
        self.district = named(registry, District, wanted.district)
        self.school = named(registry, School, wanted.school)
        self.site = named(registry, Site, wanted.site)
        self.responsible = wanted.responsible
        self.statuses = _statuses(wanted.status)

    def wants(self, obligation: Obligation) -> bool:
        """Whether the thing passes all that does not depend on its windows."""
        return (
            (self.program is None or obligation.program == self.program.id)
            and (self.roadmap is None or obligation.roadmap is self.roadmap)
            and (self.site is None or self._concerns_site(obligation))
            and (self.district is None or self.district.id in districts_of(obligation))
            and (self.school is None or self._concerns_school(obligation))
        )

    def wants_occurrence(self, occurrence: Occurrence) -> bool:
        """Whether its status and those who answer in its days are wanted."""
        if self.statuses and occurrence.status not in self.statuses:
            return False
        words = self.responsible
        return (
            words is None
            or answers(occurrence.obligation, words)
            or bool(behind_groups(occurrence, words))
        )

    def owed_by_those_asked(self, occurrence: Occurrence) -> bool:
        """Whether the district, school or site asked about has yet to report, if it must."""
        asked = {r.id for r in (self.district, self.school, self.site) if r is not None}
        addressed = asked & set(occurrence.obligation.addressees)
        return not addressed or bool(addressed & set(occurrence.missing))

    def _concerns_site(self, obligation: Obligation) -> bool:
        assert self.site is not None
        return obligation.site is self.site or self.site.id in obligation.addressees

    def _concerns_school(self, obligation: Obligation) -> bool:
        assert self.school is not None
        parties = {_last(party.organisation) for party in obligation.responsible}
        return self.school.id in parties or self.school.id in obligation.addressees


def answers(obligation: Obligation, words: str) -> bool:
    """Whether a person of that id, or somebody of those words, is named among those who answer."""
    registry = obligation.state.registry
    person = registry.get(Person, words)
    return any(
        _last(party.person) == person.id
        if person
        else folded(words) in folded(party_words(registry, party))
        for party in obligation.responsible
    )


def behind_groups(occurrence: Occurrence, words: str) -> tuple[str, ...]:
    """The people of that id or name who hold the roles that answer, in the days of the window."""
    return held_by(occurrence.obligation, words, occurrence.begins, occurrence.due)


def held_by(obligation: Obligation, words: str, start: date, end: date) -> tuple[str, ...]:
    """The same on some day from `start` to `end`."""
    state = obligation.state
    person = state.registry.get(Person, words)
    roles = (p for p in obligation.responsible if p.role and not p.person)
    holders = (people(state, party, obligation.program, start, end) for party in roles)
    found = dict.fromkeys(ref for several in holders for ref in several)
    return tuple(
        ref
        for ref in found
        if (ref == person.id if person else _is_called(state.registry, ref, words))
    )


def _is_called(registry: Registry, ref: str, words: str) -> bool:
    person = registry.get(Person, ref)
    return person is not None and folded(words) in folded(person.name)


def _last(ref: str | None) -> str | None:
    return ref.rpartition("/")[2] if ref else None


def party_words(registry: Registry, party: Party) -> str:
    """Who is meant, in words: the person's name, the document's words, or the organisation's name."""
    person = registry.get(Person, party.person)
    if person:
        return person.name
    if party.text:
        return party.text
    for ref in (party.organisation, party.district, party.person):
        if ref and (target := registry.find(ref)):
            return title_of(target.record)
    return party.role or party.organisation or party.district or party.person or ""


def title_of(record: Record) -> str:
    """The shortest official name or title of a record."""
    for field in ("short_name", "name", "title", "theme"):
        if words := getattr(record, field, None):
            return str(words)
    return record.id


def named(registry: Registry, model: type[R], words: str | None) -> R | None:
    """The one record of that kind that `words` name: a reference, or a part of its name."""
    if words is None:
        return None
    if found := registry.get(model, words):
        return found
    close = [r for r in registry.all(model) if folded(words) in folded(_names(r))]
    if len(close) == 1:
        return close[0]
    kind = model.kind_name
    if close:
        hint = T("say which: {ids}", ids=", ".join(r.id for r in close[:6]))
        raise WrongUsage(T("several records fit “{words}”", words=words), hint)
    raise _nothing(registry, kind, words)


def _names(record: Record) -> str:
    fields = ("id", "name", "short_name", "full_name", "title", "theme")
    return " ".join(str(value) for field in fields if (value := getattr(record, field, None)))


def _nothing(registry: Registry, kind: str, words: str) -> WrongUsage:
    import difflib

    ids = [r.id for r in registry.all(MODELS[kind])]
    close = difflib.get_close_matches(words, ids, 3, 0.5)
    hint = (
        T("perhaps {close}", close=", ".join(close))
        if close
        else T("see `innoreg list {kind}`", kind=kind)
    )
    return WrongUsage(T("no record fits “{words}”", words=words), hint)


def _statuses(words: str | None) -> frozenset[str]:
    if words is None:
        return frozenset()
    said = [word.strip() for word in words.split(",")]
    for word in said:
        if word not in STATUSES:
            raise WrongUsage(
                T("unknown status “{word}”", word=word),
                T("one of: {expected}", expected=", ".join(STATUSES)),
            )
    return frozenset(said)
