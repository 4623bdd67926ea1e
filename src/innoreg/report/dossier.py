"""The dossier of a district, person or school: cards with sources for people, fields for JSON."""

from collections.abc import Iterator
from typing import Any, cast

from innoreg.i18n import _, ngettext
from innoreg.ledger import HeldRole, State, controllers
from innoreg.model.district import District
from innoreg.model.pair import Pair
from innoreg.queries.dossier import Dossier, Owed
from innoreg.queries.due import row
from innoreg.queries.record_names import party_words
from innoreg.queries.standings import build_entry
from innoreg.report import display_texts
from innoreg.report.citations import (
    basis,
    citation,
    pair_title,
    plan_citation,
    reference_title,
    source_fields,
    term_days,
)
from innoreg.report.display_texts import ROLE_WORDS, report_text, word_for
from innoreg.report.due_columns import due_text, row_fields, state_text
from innoreg.report.standings import card, entry_fields, standing_text
from innoreg.report.tables import Line

# Two to three lines of a card; some titles of plans have 600 characters.
_TITLE = 240


def cards(found: Dossier) -> Iterator[Line]:
    """Sections: who it is for others and who helps, what is owed, sites, pairs."""
    state_ = found.state
    yield from _role_cards(found, state_)
    yield from _consultant_cards(found, state_)
    yield from _duty_cards(found, state_)
    yield from _site_cards(found, state_)
    yield from _pair_cards(found, state_)
    if schools := found.about.schools:
        yield from _section_head(ngettext("{n} organisation", "{n} organisations", len(schools)))
        yield Line("; ".join(reference_title(state_.registry, ref) for ref in schools), 2)


def _section_head(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, style="bold")


def _duty_cards(found: Dossier, state_: State) -> Iterator[Line]:
    open_ = [owed for owed in found.owed if owed.is_open]
    day = display_texts.day(state_.day)
    yield from _section_head(
        _(
            "Duties on {day}: {n} open, {closed} closed",
            day=day,
            n=len(open_),
            closed=len(found.owed) - len(open_),
        )
    )
    for owed in open_:
        yield from _duty_card(owed)


def _duty_card(owed: Owed) -> Iterator[Line]:
    obligation = owed.obligation
    each = owed.next
    shown = row(each, obligation.state.day, "due") if each else None
    when = (due_text(shown), state_text(shown)) if shown else (_("no day"),)
    yield Line(
        f"{obligation.ref}  {'  '.join(when)}",
        2,
        "red" if each and each.status(obligation.state.day) == "overdue" else "cyan",
    )
    yield Line(_shorten_title(duty_title(owed)), 4)
    if parts := list(_duty_sources(owed)):
        yield Line(" · ".join(parts), 4, "dim")


def duty_title(owed: Owed) -> str:
    """What is to be done; of a report its kind and the theme."""
    duty = owed.obligation.duty
    if duty.report:
        return f"{report_text(duty.report)}: {owed.obligation.title}"
    return owed.obligation.title


def _shorten_title(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _duty_sources(owed: Owed) -> Iterator[str]:
    """Whose order and which clause, who controls, which term in its own words."""
    obligation = owed.obligation
    registry = obligation.state.registry
    if obligation.duty.words != ("",) and (said := "; ".join(filter(None, obligation.duty.words))):
        yield _("term: {words}", words=said)
    if whom := obligation.duty.recipient:
        yield _("to whom: {name}", name=party_words(registry, whom))
    clause = obligation.duty.clause
    if obligation.order:
        yield citation(registry, obligation.order.id, clause)
    if obligation.roadmap:
        yield plan_citation(registry, obligation)
    if obligation.order and not obligation.order.date:
        yield _("day of the document not known")
    for who in controllers(obligation.state, obligation.duty.order):
        name = reference_title(registry, who.person) if who.person else who.post or ""
        yield _("control: {name}", name=name)


def _site_cards(found: Dossier, state_: State) -> Iterator[Line]:
    if found.about.sites:
        yield from _section_head(_("Sites"))
    for standing in found.about.sites:
        yield from card(state_, build_entry(state_, standing), 2)


def _pair_cards(found: Dossier, state_: State) -> Iterator[Line]:
    if found.about.pairs:
        yield from _section_head(_("Mentoring"))
    for standing in found.about.pairs:
        each = build_entry(state_, standing)
        days = term_days(standing.start, standing.end)
        parts = (
            standing.ref,
            standing_text(state_, each),
            days,
            basis(state_.registry, each.began),
        )
        yield Line(" · ".join(filter(None, parts)), 2)
        yield Line(pair_title(state_.registry, cast(Pair, standing.record)), 4)


def _role_cards(found: Dossier, state_: State) -> Iterator[Line]:
    others = [held for held in found.about.assignments if held not in found.about.consultants]
    if others:
        yield from _section_head(_("Roles"))
    for held in others:
        yield Line(role_line(state_, held), 2, "" if held.covers(state_.day) else "dim")


def _consultant_cards(found: Dossier, state_: State) -> Iterator[Line]:
    about = found.about
    if about.consultants:
        yield from _section_head(_("Consultants on {day}", day=display_texts.day(about.day)))
        for held in about.consultants:
            yield Line(role_line(state_, held), 2)
    elif state_.registry.get(District, about.ref):
        yield from _section_head(
            _("No consultant of the district on {day}", day=display_texts.day(about.day))
        )


def role_line(state_: State, held: HeldRole) -> str:
    """Who, in which role, for what, when, on what basis."""
    registry = state_.registry
    parts = [
        reference_title(registry, held.person),
        word_for(ROLE_WORDS, held.role),
        ", ".join(reference_title(registry, ref) for ref in held.scope),
        term_days(held.start, held.end),
        citation(registry, held.order, held.clause) or held.basis or "",
    ]
    return " · ".join(filter(None, parts))


def dossier_fields(found: Dossier) -> dict[str, Any]:
    """The sections as keys of JSON."""
    about, state_ = found.about, found.state
    return {
        "today": about.day,
        "duties": [_duty_fields(owed) for owed in found.owed],
        "sites": [entry_fields(state_, build_entry(state_, s)) for s in about.sites],
        "pairs": [entry_fields(state_, build_entry(state_, p)) for p in about.pairs],
        "assignments": [assignment_fields(state_, held) for held in about.assignments],
        "consultants": [assignment_fields(state_, held) for held in about.consultants],
        "schools": list(about.schools),
    }


def _duty_fields(owed: Owed) -> dict[str, Any]:
    obligation = owed.obligation
    registry, duty = obligation.state.registry, obligation.duty
    place = registry.place(obligation.record, *obligation.path)
    return {
        "ref": obligation.ref,
        "kind": duty.kind,
        "title": obligation.title,
        "deadline": [text for text in duty.words if text],
        "open": owed.is_open,
        "responsible": [party_words(registry, party) for party in obligation.responsible],
        "order": duty.order,
        "clause": duty.clause,
        "issuer": obligation.order.issuer if obligation.order else None,
        "control": [who.person or who.post for who in controllers(obligation.state, duty.order)],
        "terms": [
            row_fields(row(each._replace(line=place.line), obligation.state.day, "due"))
            for each in owed.occurrences
        ],
        "source": {"file": place.file, "line": place.line},
    }


def assignment_fields(state_: State, held: HeldRole) -> dict[str, Any]:
    """An assignment as JSON."""
    return {
        "person": held.person,
        "role": held.role,
        "scope": list(held.scope),
        "program": held.program,
        "from": held.start,
        "to": held.end,
        "order": held.order,
        "clause": held.clause,
        "basis": held.basis,
        "source": source_fields(state_.registry, held.record, *held.path),
    }
