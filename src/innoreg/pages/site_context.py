"""What all pages are made of: the state of the day and its rows, found by whom they concern."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from innoreg.deadlines import Period
from innoreg.diagnostics import Diagnostic
from innoreg.i18n import _
from innoreg.ledger import State
from innoreg.model.registry import Registry
from innoreg.pages.addresses import Addresses
from innoreg.pages.page import DutyView, Link, PartyView
from innoreg.queries.agenda import Agenda, build_agenda
from innoreg.queries.day_overview import DayOverview
from innoreg.queries.due import Row, row
from innoreg.queries.due_row import AnsweringParty, DueRow
from innoreg.queries.execution_scores import By, Discipline, score_discipline
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.queries.record_names import title_of
from innoreg.queries.workload import Load, load
from innoreg.report.citations import basis_doubt, reference_title
from innoreg.report.day_overview import Check, Revision
from innoreg.report.display_texts import ROLE_WORDS, word_for
from innoreg.report.due_columns import controller_text, due_text, state_text
from innoreg.report.short_titles import cut_title, short_title

SIGNS = {
    "late": "▲", "done": "✓", "done-late": "✓", "cancelled": "×", "running": "●", "planned": "○",
    "undated": "?",
}  # fmt: skip
"""The sign of each state: a colour alone is not seen by everybody, nor on paper."""


@dataclass(frozen=True)
class SiteContext:
    """One registry on one day, as all its pages see it."""

    overview: DayOverview
    found: RegistryRows
    check: Check
    findings: Sequence[Diagnostic]
    revision: Revision | None
    lacks: tuple[str, ...] = ()
    """Which files the site does without, or has only in part; stands on every page."""

    @property
    def state(self) -> State:
        """Where everything stands on the day."""
        return self.overview.state

    @property
    def registry(self) -> Registry:
        """The records."""
        return self.state.registry

    @cached_property
    def rows(self) -> Sequence[DueRow]:
        """All rows of the day, dated and undated, in reading order."""
        return (*self.found.all(), *self.found.undated())

    @cached_property
    def load(self) -> Load:
        """Who carries how much in the nearest year with terms."""
        day = self.state.day
        asked = PeriodRequest(), Filters(), day
        return load(self.registry, *asked, "responsible", "month", self.found)

    def discipline(self, by: By) -> Discipline:
        """How all terms up to the day were kept."""
        day = self.state.day
        return score_discipline(
            self.registry, Period(date.min, day), Filters(), day, by, self.found
        )

    @cached_property
    def addresses(self) -> Addresses:
        """The pages of the records."""
        return Addresses(self.registry)

    @cached_property
    def rows_of(self) -> Mapping[str, Sequence[DueRow]]:
        """The rows that concern each person, body, district, school, site, programme and document."""
        found: dict[str, dict[int, DueRow]] = defaultdict(dict)
        for each in self.rows:
            for ref in _concerned(each):
                found[ref][id(each)] = each
        return {ref: tuple(rows.values()) for ref, rows in found.items()}

    def rows_for(self, ref: str) -> Sequence[DueRow]:
        """The rows that concern somebody; what they reported themselves is done, as for `overdue`."""
        return [each.as_of(ref, self.state.day) for each in self.rows_of.get(ref, ())]

    def agenda_of(self, rows: Iterable[DueRow]) -> Agenda:
        """The agenda of some of the rows."""
        every = tuple(rows)
        dated = (each for each in every if each.is_dated)
        return build_agenda(dated, (each for each in every if not each.is_dated), self.state.day)

    def shown(self, window: DueRow) -> DutyView:
        """A window as pages show it."""
        return self.view(row(window, self.state.day, "due" if window.is_dated else "undated"))

    def views(self, rows: Iterable[Row]) -> tuple[DutyView, ...]:
        """Rows of an answer as pages show them."""
        return tuple(map(self.view, rows))

    def view(self, each: Row) -> DutyView:
        """One row of an answer as pages show it."""
        # One duty stands on the pages of all whom it concerns.
        key = (each.window, each.match)
        if key not in self._views:
            self._views[key] = self._view(each)
        return self._views[key]

    @cached_property
    def _views(self) -> dict[tuple[DueRow, str], DutyView]:
        return {}

    def _view(self, each: Row) -> DutyView:
        window = each.window
        name = window.ref
        if window.occurrences > 1:
            name += f" ({window.occurrence}/{window.occurrences})"
        state = state_class(each)
        key = window.ref.partition("/")[2]
        return DutyView(
            ref=Link(name, self.addresses.find(window.ref)),
            anchor=key if window.occurrence == 1 else f"{key}-{window.occurrence}",
            title=" ".join(window.title.split()),
            short=self._short(window),
            words=window.words,
            due=due_text(each),
            state=state,
            state_text=state_text(each),
            sign=SIGNS[state],
            parties=tuple(self._parties(window)),
            document=self._document(window),
            control=controller_text(each),
        )

    def _document(self, window: DueRow) -> Link:
        name = cut_title(window.document_title, 60)
        doubt = basis_doubt(self.registry, window)
        return self.addresses.link(window.document, f"{name} ({doubt})" if doubt else name)

    def _short(self, window: DueRow) -> str:
        if window.roadmap and self.registry.find(window.ref, ("item",)):
            return short_title(self.registry, window.ref)
        return cut_title(window.title)

    def _parties(self, window: DueRow) -> Iterable[PartyView]:
        for party in window.responsible:
            behind = tuple(
                self.addresses.link(person.id, person.name or person.id)
                for person in party.people
                if person.id != party.person
            )
            name = self._party_name(party)
            if name:
                yield PartyView(self.addresses.link(party.id, name), behind)
            elif window.addressees:
                # A clause that names only the list: the schools or pairs of an appendix.
                yield PartyView(Link(_("addressees")), self._named(window.addressees))
        if window.reported and window.missing:
            yield PartyView(Link(_("have not reported")), self._named(window.missing))

    def _named(self, refs: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.addresses.link(ref, reference_title(self.registry, ref)) for ref in refs)

    def _party_name(self, party: AnsweringParty) -> str:
        """The name of a person or body; a clause of an order names them in the dative."""
        target = self.registry.find(party.id) if party.id else None
        words = title_of(target.record) if target else word_for(ROLE_WORDS, party.text)
        return cut_title(words, 70)


def _concerned(window: DueRow) -> Iterable[str]:
    yield from (*window.people, *window.organisations, *window.districts, *window.schools)
    yield from (*window.addressees,)
    for party in window.responsible:
        yield from (person.id for person in party.people)
    own = (window.site, window.program, window.named_program, window.order, window.document)
    yield from filter(None, own)


def state_class(each: Row) -> str:
    """How a row stands, in one of the words of `SIGNS`."""
    if each.status == "overdue":
        return "late"
    if each.status in ("done", "done-late", "cancelled"):
        return each.status
    if each.match == "undated":
        return "undated"
    # What goes on all the time has no days left.
    left, window = each.days_left, each.window
    has_begun = left is None or (window.due - window.begins).days >= left
    return "running" if has_begun else "planned"
