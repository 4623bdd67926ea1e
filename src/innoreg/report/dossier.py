"""Everything about a district, person or school: cards with sources for people, JSON for programs."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.ledger import Held, State, controllers
from innoreg.model.district import District
from innoreg.queries.dossier import Everything, Owed
from innoreg.queries.due import row
from innoreg.queries.record_names import party_words
from innoreg.queries.standings import entry
from innoreg.report import display_texts
from innoreg.report.citations import basis, called, cited, term
from innoreg.report.due_table import row_fields, state
from innoreg.report.standings import card, fields, stands
from innoreg.report.tables import Line

_TITLE = 240


def cards(found: Everything) -> Iterator[Line]:
    """Sections in the order a head of a school asks: what is owed, sites, pairs, who helps."""
    state_ = found.state
    yield from _duties(found, state_)
    yield from _sites(found, state_)
    yield from _pairs(found, state_)
    yield from _roles(found, state_)
    yield from _consultants(found, state_)
    if schools := found.about.schools:
        yield from _head(ngettext("{n} organisation", "{n} organisations", len(schools)))
        yield Line("; ".join(called(state_.registry, ref) for ref in schools), 2)


def _head(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, style="bold")


def _duties(found: Everything, state_: State) -> Iterator[Line]:
    open_ = [owed for owed in found.owed if owed.open]
    day = display_texts.day(state_.day)
    yield from _head(
        _(
            "Duties on {day}: {n} open, {closed} closed",
            day=day,
            n=len(open_),
            closed=len(found.owed) - len(open_),
        )
    )
    for owed in open_:
        yield from _duty(owed)


def _duty(owed: Owed) -> Iterator[Line]:
    obligation = owed.obligation
    each = owed.next
    when = (
        (display_texts.day_and_weekend(each.due), state(row(each, obligation.state.day, "due")))
        if each
        else (_("no day"),)
    )
    yield Line(
        f"{obligation.ref}  {'  '.join(when)}",
        2,
        "red" if each and each.status(obligation.state.day) == "overdue" else "cyan",
    )
    yield Line(_short(title(owed)), 4)
    if parts := list(_sources(owed)):
        yield Line(" · ".join(parts), 4, "dim")


def title(owed: Owed) -> str:
    """What is to be done; of a report its kind and the theme."""
    duty = owed.obligation.duty
    if duty.report:
        return f"{display_texts.said(display_texts.REPORT_WORDS, duty.report)}: {owed.obligation.title}"
    return owed.obligation.title


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _sources(owed: Owed) -> Iterator[str]:
    """Whose order and which clause, who controls, which term in its own words."""
    obligation = owed.obligation
    registry = obligation.state.registry
    if obligation.duty.words != ("",) and (said := "; ".join(filter(None, obligation.duty.words))):
        yield _("term: {words}", words=said)
    clause = obligation.duty.clause
    if obligation.order:
        yield cited(registry, obligation.order.id, clause)
    if obligation.roadmap:
        yield _("plan {ref}, item {number}", ref=obligation.roadmap.id, number=obligation.number)
    for who in controllers(obligation.state, obligation.duty.order):
        name = called(registry, who.person) if who.person else who.post or ""
        yield _("control: {name}", name=name)


def _sites(found: Everything, state_: State) -> Iterator[Line]:
    if found.about.sites:
        yield from _head(_("Sites"))
    for standing in found.about.sites:
        yield from card(state_, entry(state_, standing), 2)


def _pairs(found: Everything, state_: State) -> Iterator[Line]:
    if found.about.pairs:
        yield from _head(_("Mentoring"))
    for standing in found.about.pairs:
        each = entry(state_, standing)
        days = term(standing.start, standing.end)
        parts = (standing.ref, stands(each), days, basis(state_.registry, each.began))
        yield Line(" · ".join(filter(None, parts)), 2)
        yield Line(sides(state_, standing.record), 4)


def sides(state_: State, pair: Any) -> str:
    """Mentors → mentees, with the schools of people."""

    def side(members: Any) -> str:
        return ", ".join(_member(state_, member) for member in members)

    return f"{side(pair.mentors)} → {side(pair.mentees)}"


def _member(state_: State, member: Any) -> str:
    names = [called(state_.registry, ref) for ref in (member.person, member.school) if ref]
    return f"{names[0]} ({names[1]})" if len(names) > 1 else names[0]


def _roles(found: Everything, state_: State) -> Iterator[Line]:
    others = [held for held in found.about.assignments if held not in found.about.consultants]
    if others:
        yield from _head(_("Roles"))
    for held in others:
        yield Line(role(state_, held), 2, "" if held.covers(state_.day) else "dim")


def _consultants(found: Everything, state_: State) -> Iterator[Line]:
    about = found.about
    if about.consultants:
        yield from _head(_("Consultants on {day}", day=display_texts.day(about.day)))
        for held in about.consultants:
            yield Line(role(state_, held), 2)
    elif state_.registry.get(District, about.ref):
        yield from _head(
            _("No consultant of the district on {day}", day=display_texts.day(about.day))
        )


def role(state_: State, held: Held) -> str:
    """Who, in which role, for what, when, on what basis."""
    registry = state_.registry
    parts = [
        called(registry, held.person),
        display_texts.said(display_texts.ROLE_WORDS, held.role),
        ", ".join(called(registry, ref) for ref in held.scope),
        term(held.start, held.end),
        cited(registry, held.order, held.clause) or held.basis or "",
    ]
    return " · ".join(filter(None, parts))


def as_fields(found: Everything) -> dict[str, Any]:
    """The sections as keys of JSON."""
    about, state_ = found.about, found.state
    return {
        "today": about.day,
        "duties": [_duty_fields(owed) for owed in found.owed],
        "sites": [fields(state_, entry(state_, s)) for s in about.sites],
        "pairs": [fields(state_, entry(state_, p)) for p in about.pairs],
        "assignments": [held_fields(state_, held) for held in about.assignments],
        "consultants": [held_fields(state_, held) for held in about.consultants],
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
        "open": owed.open,
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


def held_fields(state_: State, held: Held) -> dict[str, Any]:
    """An assignment as JSON."""
    place = state_.registry.place(held.record, *held.path)
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
        "source": {"file": place.file, "line": place.line},
    }
