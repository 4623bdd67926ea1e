"""Days, months, periods and statuses in the reader's language."""

import calendar
from datetime import date

from innoreg.deadlines import Period
from innoreg.i18n import N_, _, current_language, ngettext

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_WEEKEND = {5: N_("Sat"), 6: N_("Sun")}
STATUS_WORDS = {
    "planned": N_("planned"),
    "done": N_("done"),
    "extended": N_("extended"),
    "cancelled": N_("cancelled"),
    "overdue": N_("overdue"),
    "done-late": N_("done late"),
}


def day(value: date) -> str:
    """01.03.2022 in Russian, 2022-03-01 in English."""
    return value.strftime("%d.%m.%Y") if current_language() == "ru" else value.isoformat()


def day_and_weekend(value: date) -> str:
    """The day, with its name where it is a Saturday or Sunday: «15.05.2021 (сб)»."""
    name = _WEEKEND.get(value.weekday())
    return f"{day(value)} ({_(name)})" if name else day(value)


def month(year: int, number: int) -> str:
    """«март 2022», “March 2022”."""
    return f"{_(_MONTHS[number - 1])} {year}"


def month_name(number: int) -> str:
    """«март», “March”."""
    return _(_MONTHS[number - 1])


def period(value: Period) -> str:
    """The shortest name of a period: a month, a year, or its two days."""
    start, end = value.start, value.end
    if start.day == 1 and end == _last_day(end):
        if (start.year, start.month) == (end.year, end.month):
            return month(start.year, start.month)
        if (start.month, end.month) == (1, 12) and start.year == end.year:
            return str(start.year)
    if end.year == 9999:
        return _("from {day} on", day=day(start))
    return f"{day(start)}–{day(end)}" if start != end else day(start)


def _last_day(value: date) -> date:
    return value.replace(day=calendar.monthrange(value.year, value.month)[1])


def status(name: str) -> str:
    """The status as chiefs say it."""
    return _(STATUS_WORDS[name])


def days_late(days: int) -> str:
    """«просрочено на 5 дней»."""
    return ngettext("{n} day overdue", "{n} days overdue", days)


def days_left(days: int) -> str:
    """«осталось 5 дней», «сегодня»."""
    return ngettext("{n} day left", "{n} days left", days) if days else _("today")
