"""The overview of a day: one sentence and its figures, sections for a terminal, JSON for pages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import Step
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.queries.day_overview import DayOverview
from innoreg.queries.due import Row
from innoreg.report import display_texts
from innoreg.report.citations import basis, order_citation, reference_title
from innoreg.report.display_texts import ROLE_WORDS, word_for
from innoreg.report.due_columns import due_text, responsible_text, row_fields, state_text
from innoreg.report.short_titles import cut_title, short_title
from innoreg.report.standings import entry_fields, standing_text, step_fields, title_in_force

_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


class Check(NamedTuple):
    """How many findings `validate` has."""

    errors: int
    warnings: int
    accepted: int


class Revision(NamedTuple):
    """The commit that the files come from, and its day."""

    commit: str
    day: date


class Section(NamedTuple):
    """A part of the overview that is a table of duties."""

    key: str
    title: str
    rows: tuple[Row, ...]


def weekday(day: date) -> str:
    """«понедельник», “Monday”."""
    return _(_WEEKDAYS[day.weekday()])


def sentence(found: DayOverview) -> str:
    """What is due this week, what is late, what of it is new."""
    agenda = found.agenda
    open_now = sum(not each.window.closed for each in agenda.this_week)
    parts = [ngettext("{n} due this week", "{n} due this week", open_now)]
    late = ngettext("{n} overdue", "{n} overdue", len(agenda.late_this_year))
    if new := len(found.newly_late):
        since = display_texts.day(found.since)
        late += " " + ngettext("({n} new since {day})", "({n} new since {day})", new, day=since)
    parts.append(late)
    if older := len(agenda.long_late):
        parts.append(ngettext("{n} more for over a year", "{n} more for over a year", older))
    said = ", ".join(parts)
    # Of days before the first document nobody knows what was late.
    return f"{said}. " + _("The register has no duties of that day.") if found.is_empty else said


def sections(found: DayOverview) -> list[Section]:
    """The tables of duties, in the order in which they are read; every open duty is in one of them."""
    agenda = found.agenda
    return [
        Section("late", _("Needs a decision"), agenda.late_this_year),
        Section("long_late", _("Overdue for over a year"), agenda.long_late),
        Section("this_week", _("This week"), agenda.this_week),
        Section("running", _("Running"), agenda.running),
        Section("ahead", _("The next four weeks"), agenda.ahead),
        Section("undated", _("Without a date"), agenda.undated),
    ]


def counts(found: DayOverview) -> dict[str, int]:
    """The figures of the day, each the number of rows behind it."""
    agenda = found.agenda
    return {
        "late": len(agenda.late),
        "newly_late": len(found.newly_late),
        "long_late": len(agenda.long_late),
        "this_week": len(agenda.this_week),
        "today": sum(each.window.due == agenda.day for each in agenda.this_week),
        "ahead": len(agenda.ahead),
        "running": len(agenda.running),
        "later": len(agenda.later),
        "undated": len(agenda.undated),
        "reports": len(found.reports),
        "lapsed": len(found.lapsed),
        "due_this_year": found.year.due,
        "in_time": found.year.in_time,
    }


def as_document(found: DayOverview, check: Check, revision: Revision | None) -> dict[str, Any]:
    """The JSON document of `today`, see docs/json.md."""
    agenda, state = found.agenda, found.state
    registry = state.registry
    parts = {
        "late": agenda.late, "this_week": agenda.this_week, "ahead": agenda.ahead,
        "running": agenda.running, "undated": agenda.undated, "reports": found.reports,
    }  # fmt: skip
    rows = [row for part in parts.values() for row in part]
    return {
        "format": 1,
        "today": state.day,
        "since": found.since,
        "title": registry.settings.title,
        "sentence": sentence(found),
        "week": {"start": agenda.week.start, "end": agenda.week.end},
        "counts": counts(found),
        **{
            name: [_row_fields(registry, each, found) for each in part]
            for name, part in parts.items()
        },
        "lapsed": [entry_fields(state, entry) for entry in found.lapsed],
        "news": [{"ref": step.subject, **(step_fields(state, step) or {})} for step in found.news],
        "check": check._asdict(),
        "revision": revision and revision._asdict(),
        "names": names_of(registry, [*_ids(rows), *(step.subject for step in found.news)]),
    }


def _row_fields(registry: Registry, each: Row, found: DayOverview) -> dict[str, Any]:
    target = registry.find(each.window.ref, ("item",))
    item = target.item if target else None
    own = {
        "short": short_title(registry, each.window.ref) if item else cut_title(each.window.title),
        "level": item.level if item else None,
        "parent": f"{each.window.roadmap}/{item.parent.key}" if item and item.parent else None,
        "newly_late": each.status == "overdue" and each.window.due >= found.since,
        "texts": {
            "due": due_text(each),
            "state": state_text(each),
            "responsible": responsible_text(each),
        },
    }
    return {**row_fields(each), **own}


def _ids(rows: Iterable[Row]) -> Iterator[str]:
    """Every id that a row names."""
    for each in rows:
        window = each.window
        own = (window.program, window.named_program, window.roadmap, window.order, window.site)
        yield from filter(None, own)
        yield from (*window.districts, *window.schools, *window.people, *window.organisations)
        yield from (*window.addressees, *window.missing)
        for party in (*window.responsible, *window.controllers):
            if party.id:
                yield party.id


def names_of(registry: Registry, ids: Iterable[str]) -> Mapping[str, str]:
    """The name of each id, in the order of the ids: of an order its citation, else name or title."""
    found = {}
    for ref in sorted(set(ids)):
        order = registry.get(Order, ref)
        found[ref] = order_citation(registry, order) if order else reference_title(registry, ref)
    return found


def line_sections(found: DayOverview) -> list[tuple[str, list[str]]]:
    """The parts that are lines and not duties, with their headings; only those that have some."""
    since = display_texts.day(found.since)
    parts = [
        (_("Term over, no order ended it"), list(_lapsed_lines(found))),
        (_("New since {day}", day=since), list(_news_lines(found))),
    ]
    return [(title, lines) for title, lines in parts if lines]


def _lapsed_lines(found: DayOverview) -> Iterator[str]:
    for entry in found.lapsed:
        title = cut_title(title_in_force(found.state, entry))
        yield f"{entry.standing.ref}  {title}: {standing_text(found.state, entry)}"


def _news_lines(found: DayOverview) -> Iterator[str]:
    for item in news_items(found):
        about = item.subjects[0] if len(item.subjects) == 1 else None
        name = cut_title(reference_title(found.state.registry, about)) if about else ""
        what = f"{item.what}: {about}" if about else f"{item.what}: {len(item.subjects)}"
        own = [f"{display_texts.day(item.day)}  {what}", name if name != about else ""]
        yield "  ".join(filter(None, [*own, item.basis]))


class NewsItem(NamedTuple):
    """What one clause or event did on a day, and to whom."""

    day: date
    what: str
    subjects: tuple[str, ...]
    basis: str


def news_items(found: DayOverview) -> list[NewsItem]:
    """The news, the latest first; what one clause did to many in the same words is one item."""
    items: dict[tuple[date, str, str], dict[str, None]] = {}
    for step in found.news:
        key = (step.day or found.since, _what(step), basis(found.state.registry, step))
        items.setdefault(key, {})[step.subject] = None
    return [
        NewsItem(day, what, tuple(subjects), source)
        for (day, what, source), subjects in items.items()
    ]


def _what(step: Step) -> str:
    if step.kind == "appointed" and step.other in ROLE_WORDS:
        return _("appointed: {other}", other=word_for(ROLE_WORDS, step.other))
    return str(step.what)


def foot(check: Check, revision: Revision | None) -> str:
    """The state of the check and the commit, in one line."""
    parts = [
        ngettext("check: {n} error", "check: {n} errors", check.errors),
        ngettext("{n} warning", "{n} warnings", check.warnings),
    ]
    if check.accepted:
        parts.append(ngettext("{n} accepted", "{n} accepted", check.accepted))
    if revision:
        parts.append(
            _("last commit {commit} of {day}", commit=revision.commit,
              day=display_texts.day(revision.day))
        )  # fmt: skip
    return " · ".join(parts)
