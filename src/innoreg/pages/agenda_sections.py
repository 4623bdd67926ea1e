"""The parts of a page that list duties: late, this week, running, the next weeks, undated, closed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from innoreg.i18n import _
from innoreg.pages.page import Day, DutyView, Section
from innoreg.pages.site_context import SiteContext
from innoreg.queries.agenda import Agenda
from innoreg.queries.due import Row
from innoreg.queries.due_row import DueRow
from innoreg.report import display_texts
from innoreg.report.day_overview import weekday
from innoreg.report.due_columns import responsible_text


def agenda_sections(
    context: SiteContext, agenda: Agenda, *, every: bool = False
) -> Iterator[Section]:
    """The open duties of an agenda; parts without any are left out, but `every`: not late and week."""
    if every or agenda.late_this_year:
        yield duty_section(context, "late", _("Needs a decision"), _by_first(agenda.late_this_year))
    if agenda.long_late:
        yield duty_section(
            context, "long-late", _("Overdue for over a year"), agenda.long_late, folded=True
        )
    if every or agenda.this_week:
        yield week_section(context, agenda)
    # On paper the first page is one sheet: what is late, the week and what comes next.
    parts = (
        ("running", _("Running"), agenda.running),
        ("ahead", _("The next four weeks"), agenda.ahead),
        ("later", _("Later"), agenda.later),
        ("undated", _("Without a date"), agenda.undated),
    )
    for id_, title, rows in parts:
        if rows:
            printed = id_ == "ahead"
            yield duty_section(context, id_, title, rows, folded=id_ == "later", printed=printed)


def duty_section(
    context: SiteContext, id_: str, title: str, rows: Sequence[Row], *, folded: bool = False,
    printed: bool = True,
) -> Section:  # fmt: skip
    """A list of duties under a heading; where there are none it says so."""
    views = context.views(rows)
    note = "" if rows else _("Nothing")
    return Section(id_, title, "duties", views, len(rows), note, folded, printed and not folded)


def _by_first(rows: Sequence[Row]) -> Sequence[Row]:
    """By who answers first, the longest late first; those who have the longest late come first."""
    order = {who: place for place, who in enumerate(dict.fromkeys(map(responsible_text, rows)))}
    return sorted(rows, key=lambda each: order[responsible_text(each)])


def week_section(context: SiteContext, agenda: Agenda) -> Section:
    """The seven days of the week with what ends on each."""
    days = [agenda.week.start + timedelta(days=n) for n in range(7)]
    content = [
        Day(
            f"{weekday(day)}, {display_texts.day(day)}",
            context.views(row for row in agenda.this_week if row.window.due == day),
            day == agenda.day,
        )
        for day in days
    ]
    return Section("week", _("This week"), "days", content, len(agenda.this_week))


def closed_section(context: SiteContext, rows: Iterable[DueRow]) -> Iterator[Section]:
    """What was done or taken off control, the latest first; nothing where there is none."""
    closed = sorted(
        (each for each in rows if each.closed),
        key=lambda each: each.done_on or each.due if each.is_dated else date.min,
        reverse=True,
    )
    if closed:
        views: tuple[DutyView, ...] = tuple(map(context.shown, closed))
        yield Section(
            "closed", _("Closed"), "duties", views, len(closed), folded=True, printed=False
        )
