"""Days, months, periods and statuses in the reader's language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from innoreg.deadlines import Period
from innoreg.i18n import N_, _, current_language, ngettext
from innoreg.queries.due_row import PrintedNumber
from innoreg.record_kinds import NAMES
from innoreg.value_words import words_of

_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
# Only days on which a term cannot be met in an office are named.
_WEEKEND = {5: N_("Sat"), 6: N_("Sun")}
STATUS_WORDS = words_of(
    "status", "planned", "done", "extended", "cancelled", "overdue", "done-late"
)


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
    if start.day == 1 and _is_month_end(end):
        if (start.year, start.month) == (end.year, end.month):
            return month(start.year, start.month)
        if (start.month, end.month) == (1, 12) and start.year == end.year:
            return str(start.year)
    # `Period` has no open end: the last day there is stands for none.
    if end.year == 9999:
        return _("from {day} on", day=day(start))
    return f"{day(start)}–{day(end)}" if start != end else day(start)


def _is_month_end(value: date) -> bool:
    return value == date.max or (value + timedelta(days=1)).day == 1


def status(name: str) -> str:
    """The status of a dated window in words."""
    return _(STATUS_WORDS[name])


def days_late(days: int) -> str:
    """«просрочено на 5 дней»."""
    return ngettext("{n} day overdue", "{n} days overdue", days)


def days_left(days: int) -> str:
    """«осталось 5 дней», «сегодня»."""
    return ngettext("{n} day left", "{n} days left", days) if days else _("today")


def unapproved_plan(plan: str) -> str:
    """That nothing in the register shows that anybody owes what a plan lists."""
    return _(
        "{plan}: no order of the register approves it; what it lists counts as owed all the same.",
        plan=plan,
    )


def unknown_day(document: str, since: date) -> str:
    """That the document bears no day, and from which one what it demands is counted."""
    return _(
        "{document}: the day of the document is not known; its duties count from {day}, the first day of its period.",
        document=document,
        day=day(since),
    )


STANDING_WORDS = {
    "proposed": N_("proposed"), "applied": N_("applied for"), "draft": N_("not approved"),
    "signed": N_("signed, not in force"), "recommended": N_("recommended"),
    "consented": N_("consent given"), "refused": N_("consent refused"), "approved": N_("active"),
    "active": N_("active"), "assigned": N_("active"), "reported": N_("active, reported"),
    "in_force": N_("in force"), "completed": N_("completed"), "terminated": N_("terminated"),
    "replaced": N_("replaced"), "repealed": N_("repealed"), "absent": N_("not there yet"),
    "unknown": N_("nothing known"),
}  # fmt: skip
PHASE_WORDS = {
    "running": N_("Active"), "lapsed": N_("Term over, no order ended it"), "coming": N_("To begin"),
    "ended": N_("Ended"), "not-begun": N_("Nothing began it yet"),
    "absent": N_("Not there yet"), "unknown": N_("Nothing known"),
}  # fmt: skip
ROLE_WORDS = words_of("role", "supervisor", "consultant", "school_curator", "mentoring_curator")
REPORT_WORDS = words_of("report", "interim", "final")
SUBJECT_WORDS = {**NAMES, "project": N_("project")}
# The types of programmes and sites that have words of their own.
TYPE_WORDS = {
    **words_of("site_type", "regional", "federal", "municipal", "internship"),
    **words_of("type", "innovation_program", "regional_project"),
}
STAGE_WORDS = words_of("stage", "preparatory", "main", "final")
LEVEL_WORDS = words_of("level", "school", "teacher", "head")


def report_text(report: str | None) -> str:
    """What a report of a site is called: by its name, a yearly one by its year."""
    if report and report.isdecimal():
        return _("yearly report of {year}", year=report)
    return word_for(REPORT_WORDS, report)


def names_apart(named: Iterable[tuple[str | None, str]]) -> list[str]:
    """The names of ids; the id behind those that several bear, as schools do: «СОШ № 1 (luga-1)»."""
    named = list(named)
    times = Counter(name for _id, name in named)
    return [f"{name} ({id})" if id and times[name] > 1 else name for id, name in named]


def word_for(known: Mapping[str, str], name: str | None) -> str:
    """The word `known` has for an identifier, else the identifier; empty for None."""
    return _(known[name]) if name and name in known else name or ""


def cited_number(printed: PrintedNumber) -> str:
    """«п. 6 раздела 1» of an item in a section, which counts its own; else the number alone."""
    number, section, title = printed
    if not number:
        return _("without a number")
    if title:
        return _("item {number} of the section “{title}”", number=number, title=title)
    if section:
        return _("item {number} of section {section}", number=number, section=section)
    return number
