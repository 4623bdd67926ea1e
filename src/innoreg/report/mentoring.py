"""Mentoring: pairs as a table, low-results schools and loaded mentors by district, JSON."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.ledger import State
from innoreg.ledger.district_mentoring import DistrictMentoring
from innoreg.queries.mentoring_pairs import Bond, Mentoring
from innoreg.report import display_texts
from innoreg.report.citations import basis, pair_title, reference_title, term_days
from innoreg.report.display_texts import LEVEL_WORDS, word_for
from innoreg.report.pair_life import life_fields, mark_texts, meetings_text, plan_text, state_text
from innoreg.report.programme_indicators import indicator_fields, indicator_lines
from innoreg.report.standings import entry_fields, standing_text
from innoreg.report.tables import Column, Line


def heading(state: State, found: Mentoring) -> str:
    """The day, and how many pairs go on at each level."""
    running = [bond for bond in found.bonds if bond.entry.standing.running]
    counts = [
        f"{word_for(LEVEL_WORDS, level)}: {n}"
        for level in LEVEL_WORDS
        if (n := sum(bond.pair.level == level for bond in running))
    ]
    count = ngettext("{n} pair", "{n} pairs", len(found.bonds))
    active = _("active: {n}", n=len(running))
    day = _("Mentoring on {day}", day=display_texts.day(state.day))
    return " · ".join([day, count, active, *counts])


def cards(state: State, found: Mentoring) -> Iterator[Line]:
    """Every pair, then the districts."""
    for bond in found.bonds:
        yield Line("")
        yield from _pair_card(state, bond)
    yield from indicator_lines(state, found.indicators, len(found.bonds))
    yield from district_lines(state, found)


def _pair_card(state: State, bond: Bond) -> Iterator[Line]:
    standing, pair = bond.entry.standing, bond.pair
    level = word_for(LEVEL_WORDS, pair.level)
    own = (
        standing.ref,
        level,
        pair.form or "",
        state_text(bond.life),
        standing_text(state, bond.entry),
    )
    yield Line(" · ".join(filter(None, own)), style="cyan" if standing.running else "dim")
    yield Line(pair_title(state.registry, pair), 2)
    days = term_days(standing.start or pair.from_, standing.end or pair.to)
    source = basis(state.registry, bond.entry.began)
    curator = (
        _("curator {name}", name=reference_title(state.registry, pair.curator))
        if pair.curator
        else ""
    )
    program = _("in the programme {ref}", ref=bond.entry.program) if bond.entry.program else ""
    yield Line(" · ".join(filter(None, (days, source, program, curator))), 2)
    yield Line(
        " · ".join(
            filter(None, (consent_text(state, bond), reports_text(bond), replacement_text(bond)))
        ),
        2,
    )
    if standing.running:
        yield Line(" · ".join((plan_text(bond.life), meetings_text(bond.life))), 2)
    if bond.life.marks:
        yield Line("; ".join(mark_texts(state, bond.life)), 2, "yellow")


def consent_text(state: State, bond: Bond) -> str:
    """Who gave consent, who refused, who has not answered; never the paper."""
    if not bond.asked:
        return ""
    said = [
        _("consent {n} of {of}", n=sum(ref in bond.given for ref in bond.asked), of=len(bond.asked))
    ]
    for ref, day in bond.refused.items():
        name = reference_title(state.registry, ref)
        said.append(_("refused: {name} {day}", name=name, day=display_texts.day(day)))
    if bond.pending:
        names = ", ".join(reference_title(state.registry, ref) for ref in bond.pending)
        said.append(_("no answer: {names}", names=names))
    return ", ".join(said)


def reports_text(bond: Bond) -> str:
    """How many reports, and the last one."""
    if not bond.reports:
        return _("no reports")
    count = ngettext("{n} report", "{n} reports", len(bond.reports))
    return _("{count}, the last {day}", count=count, day=display_texts.day(bond.reports[-1]))


def replacement_text(bond: Bond) -> str:
    """Which pair it replaced, and which replaced it."""
    before = _("replaces {ref}", ref=bond.pair.replaces) if bond.pair.replaces else ""
    after = _("replaced by {ref}", ref=bond.replaced_by) if bond.replaced_by else ""
    return ", ".join(filter(None, (before, after)))


def district_lines(state: State, found: Mentoring) -> Iterator[Line]:
    """Low-results schools without a mentor, and mentors who carry several pairs."""
    for district in found.districts:
        name = (
            reference_title(state.registry, district.district)
            if district.district
            else _("District unknown")
        )
        low, alone = len(district.low_results), len(district.unmentored)
        yield Line("")
        counts = _("low-results schools: {n}, without a mentor: {alone}", n=low, alone=alone)
        yield Line(f"{name} · {counts}", style="bold")
        if alone:
            names = "; ".join(reference_title(state.registry, ref) for ref in district.unmentored)
            yield Line(_("without a mentor: {names}", names=names), 2, "yellow")
        for load in district.several:
            who = reference_title(state.registry, load.mentor)
            pairs = ", ".join(load.pairs)
            yield Line(_("{who} carries {n}: {pairs}", who=who, n=len(load.pairs), pairs=pairs), 2)


def columns() -> list[Column]:
    """Heads of the plain table."""
    heads = (
        _("Reference"),
        _("Level"),
        _("Form"),
        _("State"),
        _("Term"),
        _("Consent"),
        _("Reports"),
    )
    return [*(Column(head) for head in heads), Column(_("Mentor → mentee"), wide=True)]


def pair_row(state: State, bond: Bond) -> list[str]:
    """One pair in the plain table."""
    standing, pair = bond.entry.standing, bond.pair
    return [
        standing.ref,
        word_for(LEVEL_WORDS, pair.level),
        pair.form or "",
        standing_text(state, bond.entry),
        term_days(standing.start or pair.from_, standing.end or pair.to),
        consent_text(state, bond),
        reports_text(bond),
        pair_title(state.registry, pair),
    ]


def as_document(state: State, found: Mentoring) -> dict[str, Any]:
    """Pairs and districts as one document."""
    return {
        "format": 1,
        "today": state.day,
        "rows": [_pair_fields(state, bond) for bond in found.bonds],
        "indicators": indicator_fields(found.indicators),
        "districts": [_district_fields(district) for district in found.districts],
    }


def _pair_fields(state: State, bond: Bond) -> dict[str, Any]:
    pair = bond.pair
    kept = entry_fields(state, bond.entry)
    for key in ("type", "organisations", "within", "stage", "reports"):
        del kept[key]
    return {
        **kept,
        "level": pair.level,
        "form": pair.form,
        "theme": pair.theme,
        "mentors": [_member_fields(member) for member in pair.mentors],
        "mentees": [_member_fields(member) for member in pair.mentees],
        "schools": sorted(bond.schools),
        "districts": sorted(bond.districts),
        "curator": pair.curator,
        "consents": {
            "asked": list(bond.asked),
            "given": bond.given,
            "refused": bond.refused,
            "pending": list(bond.pending),
        },
        "reports": list(bond.reports),
        **life_fields(bond.life),
        "replaces": pair.replaces,
        "replaced_by": bond.replaced_by,
    }


def _member_fields(member: Any) -> dict[str, str | None]:
    return {"person": member.person, "school": member.school}


def _district_fields(district: DistrictMentoring) -> dict[str, Any]:
    return {
        "district": district.district,
        "low_results": list(district.low_results),
        "unmentored": list(district.unmentored),
        "mentors": [{"mentor": load.mentor, "pairs": list(load.pairs)} for load in district.loads],
    }
