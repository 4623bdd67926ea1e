"""A page for each month in which something ends, laid out as a calendar, and the list of months."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from innoreg.deadlines import Period
from innoreg.i18n import _
from innoreg.pages.page import Day, Link, Page, Section
from innoreg.pages.site_context import SiteContext
from innoreg.queries.due_row import DueRow
from innoreg.queries.period_choice import month_of
from innoreg.report import display_texts


def month_pages(context: SiteContext) -> Iterator[Page]:
    """The list of months, then a page for each."""
    months: dict[date, list[DueRow]] = defaultdict(list)
    for each in context.rows:
        if each.is_dated and not each.is_continuous:
            months[month_of(each.due).start].append(each)
    yield _list_of_months(months)
    starts = sorted(months)
    for index, start in enumerate(starts):
        near = [*starts[max(index - 1, 0) : index], *starts[index + 1 : index + 2]]
        yield _month_page(context, month_of(start), months[start], near)


def _address(month: date) -> str:
    return f"calendar/{month:%Y-%m}.html"


def _list_of_months(months: dict[date, list[DueRow]]) -> Page:
    years: dict[int, list[Link]] = defaultdict(list)
    for start in sorted(months):
        name = display_texts.month_name(start.month)
        years[start.year].append(Link(f"{name} ({len(months[start])})", _address(start)))
    sections = [
        Section(f"y{year}", str(year), "links", links) for year, links in sorted(years.items())
    ]
    return Page("calendar/index.html", _("Calendar"), sections)


def _month_page(context: SiteContext, month: Period, rows: list[DueRow], near: list[date]) -> Page:
    day = month.start - timedelta(days=month.start.weekday())
    days = []
    while day <= month.end:
        for each in (day + timedelta(days=n) for n in range(7)):
            own = [row for row in rows if row.due == each]
            days.append(
                Day(
                    display_texts.day(each) if own else str(each.day),
                    tuple(map(context.shown, own)),
                    each == context.state.day,
                    each not in month,
                )
            )
        day += timedelta(weeks=1)
    others = [Link(display_texts.month(start.year, start.month), _address(start)) for start in near]
    name = display_texts.period(month)
    return Page(
        _address(month.start),
        name[:1].upper() + name[1:],
        [
            Section("days", _("Days"), "days", days, len(rows)),
            Section("near", _("Other months"), "links", others, printed=False),
        ],
        _("calendar"),
        wide=True,
    )
