"""The register on a day: where each programme, project, site, pair and plan stands, and on what basis."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from innoreg.ledger import Standing, State, Status, Step
from innoreg.ledger.affiliation import canonical_ref, district_of, with_parents, workplaces
from innoreg.ledger.life_cycle import STARTING
from innoreg.ledger.participants import districts_of_participants
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.filters import Filters, WantedParty, read_statuses, wanted_party
from innoreg.queries.obligation import Obligation, obligation_of_duty
from innoreg.queries.record_names import RegistryNames, find_by_words

Phase = Literal["running", "lapsed", "coming", "ended", "not-begun", "absent", "unknown"]
"""Goes on; its term is over and no order ended it; will begin; was ended; nothing began it yet;
no document makes it yet; it was there before the register, which knows nothing of the day."""
PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the register. `began`: the step that put it in force, None where none did.

    organisations, districts: canonical references. reports: what orders ask a site for.
    """

    standing: Standing
    began: Step | None
    program: str | None
    within: str | None
    organisations: tuple[str, ...]
    districts: frozenset[str]
    reports: tuple[Obligation, ...]

    @property
    def phase(self) -> Phase:
        """Under which heading of the register it belongs."""
        standing = self.standing
        if standing.running:
            return "running"
        if standing.lapsed:
            return "lapsed"
        # Begun, not running and not over: its first day has yet to come.
        if standing.has_started:
            return "coming"
        if standing.status == "absent" or standing.status == "unknown":
            return standing.status
        return "ended" if standing.has_ended or standing.status == "repealed" else "not-begun"


def register_entries(state: State, wanted: Filters) -> tuple[Entry, ...]:
    """Programmes, each with its projects, and sites; as they stand on the state's day."""
    chosen = _EntryFilter(state, wanted)
    return tuple(each for each in _all_entries(state) if chosen.wants(each))


def entries_around(state: State, standing: Standing) -> tuple[Entry, ...]:
    """One subject, and of a programme or site what belongs to it."""
    above = {"program": "program", "site": "within"}.get(standing.kind)
    below = (e for e in _all_entries(state) if getattr(e, above) == standing.ref) if above else ()
    return build_entry(state, standing), *below


def _all_entries(state: State) -> Iterator[Entry]:
    for program in state.programs.values():
        yield build_entry(state, program)
        for ref, project in state.projects.items():
            if ref.startswith(f"{program.ref}/"):
                yield build_entry(state, project)
    for site in state.sites.values():
        yield build_entry(state, site)


def build_entry(state: State, standing: Standing) -> Entry:
    """A standing with what the register says beside it."""
    registry, record, project = state.registry, standing.record, standing.project
    site = record if isinstance(record, Site) else None
    program = record.id if project else canonical_ref(registry, getattr(record, "program", None))
    own = project.organisations if project else site.organisations if site else ()
    organisations = tuple(canonical_ref(registry, ref) for ref in own)
    districts = (district_of(registry, ref) for ref in organisations)
    taking_part = (
        districts_of_participants(state, record)
        if isinstance(record, Program) and project is None
        else frozenset()
    )
    due = state.reports_of(site.id) if site else ()
    return Entry(
        standing,
        # The chain may hold several starts; the last one put it in force as it is now.
        next((step for step in reversed(standing.steps) if step.kind in STARTING), None),
        program,
        canonical_ref(registry, site.within) if site else None,
        organisations,
        frozenset(ref for ref in districts if ref) | taking_part,
        tuple(obligation_of_duty(state, duty) for duty in due),
    )


class _EntryFilter:
    """The filters, with the records they name found once."""

    def __init__(self, state: State, wanted: Filters) -> None:
        registry = state.registry
        self.state = state
        self.program = find_by_words(registry, Program, wanted.program)
        self.district = find_by_words(registry, District, wanted.district)
        self.school = find_by_words(registry, School, wanted.school)
        self.site = find_by_words(registry, Site, wanted.site)
        self.party = wanted_party(RegistryNames(registry), wanted.responsible)
        if self.party:
            self.party.check(())
        plan = find_by_words(registry, Roadmap, wanted.roadmap)
        self.plan_program = (canonical_ref(registry, plan.program), plan) if plan else None
        self.statuses = standing_statuses(wanted.status)

    def wants(self, found: Entry) -> bool:
        """Whether the line passes."""
        ref = found.standing.ref
        return (
            (self.program is None or self.program.id in (ref, found.program))
            and (self.site is None or self.site.id in (ref, found.within))
            and (self.district is None or self.district.id in found.districts)
            and (self.school is None or self.school.id in found.organisations)
            and (self.plan_program is None or self.plan_program[0] in (ref, found.program))
            and (self.party is None or self._is_theirs(self.party, found))
            and (not self.statuses or bool(self.statuses & {found.standing.status, found.phase}))
        )

    def _is_theirs(self, party: WantedParty, found: Entry) -> bool:
        """Whether they, or units of theirs, carry it out, or hold a role in it on the day."""
        state, registry = self.state, self.state.registry
        own = {up for ref in found.organisations for up in with_parents(registry, ref)}
        if party.means(None, "", own) or any(party.means(ref, "", ()) for ref in found.districts):
            return True
        refs = {found.standing.ref, *found.organisations}
        for row in state.assignments:
            # A role without a scope is one in the whole programme.
            here = refs & set(row.scope) or (not row.scope and row.program == found.standing.ref)
            if here and row.covers(state.day) and is_meant(state, party, row.person):
                return True
        return False


def is_meant(state: State, party: WantedParty, person: str) -> bool:
    """Whether a person is meant: by name, or by an organisation where they hold a post on the day."""
    registry = state.registry
    record = registry.get(Person, person)
    places = (
        up for ref in workplaces(registry, person, state.day) for up in with_parents(registry, ref)
    )
    return party.means(person, record.name if record else "", places)


def standing_statuses(words: str | None) -> frozenset[str]:
    """Phases and statuses of the ledger named with commas; all of them for None or no words."""
    return read_statuses(words or None, (*PHASES, *get_args(Status)))
