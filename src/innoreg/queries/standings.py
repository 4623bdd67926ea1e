"""The register on a day: where each programme, project, site, pair and plan stands, and on what basis."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from innoreg.errors import WrongUsage
from innoreg.i18n import T
from innoreg.ledger import Standing, State, Status, Step
from innoreg.ledger.affiliation import canonical_ref, district_of
from innoreg.ledger.life_cycle import STARTING
from innoreg.model.district import District
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.filters import Filters
from innoreg.queries.obligation import Obligation, of_duty
from innoreg.queries.record_names import named

Phase = Literal["running", "lapsed", "coming", "ended", "not-begun"]
"""Goes on; its term is over and no order ended it; will begin; was ended; nothing began it yet."""
PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the register. `began`: the step that put it in force, None where none did.

    organisations, districts: canonical references. reports: what orders ask a site for.
    """

    standing: Standing
    began: Step | None
    program: str | None = None
    within: str | None = None
    organisations: tuple[str, ...] = ()
    districts: frozenset[str] = frozenset()
    reports: tuple[Obligation, ...] = ()

    @property
    def phase(self) -> Phase:
        """Under which heading of the register it belongs."""
        standing = self.standing
        if standing.running:
            return "running"
        if standing.lapsed:
            return "lapsed"
        if standing.started:
            return "coming"
        return "ended" if standing.ended or standing.status == "repealed" else "not-begun"


def register(state: State, wanted: Filters) -> tuple[Entry, ...]:
    """Programmes, each with its projects, and sites; as they stand on the state's day."""
    chosen = _Wanted(state, wanted)
    return tuple(each for each in _everything(state) if chosen.wants(each))


def around(state: State, standing: Standing) -> tuple[Entry, ...]:
    """One subject, and of a programme or site what belongs to it."""
    first = entry(state, standing)
    if standing.kind == "program":
        return (first, *(e for e in _everything(state) if e.program == standing.ref))
    if standing.kind == "site":
        return (first, *(e for e in _everything(state) if e.within == standing.ref))
    return (first,)


def _everything(state: State) -> Iterator[Entry]:
    for program in state.programs.values():
        yield entry(state, program)
        for ref, project in state.projects.items():
            if ref.startswith(f"{program.ref}/"):
                yield entry(state, project)
    for site in state.sites.values():
        yield entry(state, site)


def entry(state: State, standing: Standing) -> Entry:
    """A standing with what the register says beside it."""
    registry, record = state.registry, standing.record
    began = next((s for s in reversed(standing.steps) if s.kind in STARTING), None)
    if standing.project:
        names = standing.project.organisations
        return _with_places(state, Entry(standing, began, record.id), names)
    program = canonical_ref(registry, getattr(record, "program", None))
    if not isinstance(record, Site):
        return Entry(standing, began, program)
    due = (state.duties.get(f"{record.id}/{report}") for report in ("interim", "final"))
    reports = tuple(of_duty(state, duty) for duty in due if duty)
    found = Entry(standing, began, program, canonical_ref(registry, record.within), reports=reports)
    return _with_places(state, found, record.organisations)


def _with_places(state: State, found: Entry, names: tuple[str, ...]) -> Entry:
    organisations = tuple(canonical_ref(state.registry, ref) or ref for ref in names)
    districts = (district_of(state.registry, ref) for ref in organisations)
    return Entry(
        found.standing,
        found.began,
        found.program,
        found.within,
        organisations,
        frozenset(ref for ref in districts if ref),
        found.reports,
    )


class _Wanted:
    """The filters, with the records they name found once."""

    def __init__(self, state: State, wanted: Filters) -> None:
        registry = state.registry
        self.state = state
        self.program = named(registry, Program, wanted.program)
        self.district = named(registry, District, wanted.district)
        self.school = named(registry, School, wanted.school)
        self.site = named(registry, Site, wanted.site)
        self.person = named(registry, Person, wanted.responsible)
        plan = named(registry, Roadmap, wanted.roadmap)
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
            and (self.person is None or self._acts(self.person.id, found))
            and (not self.statuses or bool(self.statuses & {found.standing.status, found.phase}))
        )

    def _acts(self, person: str, found: Entry) -> bool:
        """Whether the person has a role in it on the day."""
        refs = {found.standing.ref, *found.organisations}
        return any(
            row.person == person
            and row.covers(self.state.day)
            and (refs & set(row.scope) or (not row.scope and row.program == found.standing.ref))
            for row in self.state.assignments
        )


def standing_statuses(words: str | None) -> frozenset[str]:
    known = (*PHASES, *get_args(Status))
    said = [word.strip() for word in words.split(",")] if words else []
    for word in said:
        if word not in known:
            raise WrongUsage(
                T("unknown status “{word}”", word=word),
                T("one of: {expected}", expected=", ".join(known)),
            )
    return frozenset(said)
