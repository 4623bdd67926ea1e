"""The answer of `innoreg deadline`: the meaning of a term, how its words were read, a calendar."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from innoreg import deadlines
from innoreg.deadlines import Calendar, Deadline, Period, Window, expand
from innoreg.i18n import N_, _
from innoreg.model.deadline_messages import KINDS, caution_words
from innoreg.report import display_texts

if TYPE_CHECKING:
    # Not at run time: it brings the whole language, which the help of the command does without.
    from innoreg.deadlines import Reading

_WEEKS = {
    "workweek": N_(
        "Weeks are Monday-Sunday rows of the calendar that hold a working day of the month."
    ),
    "calendar": N_("Weeks are Monday-Sunday rows of the calendar."),
    "seven-day": N_("Weeks are the days 1-7, 8-14, 15-21, 22-28 and the rest."),
}
_FREQUENCIES = {
    "daily": N_("daily"), "weekly": N_("weekly"), "monthly": N_("monthly"),
    "quarterly": N_("quarterly"), "half-yearly": N_("every half-year"), "yearly": N_("yearly"),
}  # fmt: skip
_DAYS = N_("Mo Tu We Th Fr Sa Su")
# More months than this tell a reader nothing that the windows do not.
_MOST_MONTHS = 6
# Two years of months.
_MOST_WINDOWS = 24
# Steps of the reader that repeat what another reading says.
_SILENT = frozenset({"point"})


def explain_term(deadline: Deadline, context: Period, calendar_rules: Calendar, width: int) -> str:
    """The whole answer of `innoreg deadline` for a term that was understood."""
    windows = expand(deadline, context, calendar_rules)
    parts = [_meaning_line(deadline), *_window_lines(windows)]
    if deadline.offset:
        parts.append(_("no term yet: waits for “{words}”", words=deadline.offset.words or "…"))
    if deadline.remark:
        parts.append(_("kept as a remark: {words}", words=deadline.remark))
    parts += [str(caution_words(caution)) for caution in deadline.warnings]
    readings = deadlines.explain(deadline.text)
    if rows := _reading_rows(readings):
        parts += ["", _("Read as:"), *rows]
    if any("week" in reading.words or "недел" in reading.words.lower() for reading in readings):
        parts += ["", _(_WEEKS[calendar_rules.weeks])]
    months = list(_window_months(windows))
    if 0 < len(months) <= _MOST_MONTHS:
        parts += ["", *_calendar_rows(months, windows, width)]
    return "\n".join(parts) + "\n"


def _meaning_line(deadline: Deadline) -> str:
    kind = _(KINDS[deadline.kind or "unscheduled"])
    if deadline.rrule_freq:
        kind = f"{kind}, {_(_FREQUENCIES[deadline.rrule_freq])}"
    if deadline.interval > 1:
        kind += ", " + _("every {n} such periods", n=deadline.interval)
    if deadline.count > 1:
        kind += ", " + _("{n} times in each", n=deadline.count)
    if deadline.by_days:
        kind += ", " + _("day {n}", n=", ".join(map(str, deadline.by_days)))
    names = _(_DAYS).split()
    if deadline.by_weekdays:
        kind += ", " + ", ".join(names[day] for day in deadline.by_weekdays)
    if deadline.by_month:
        kind += ", " + ", ".join(display_texts.month_name(number) for number in deadline.by_month)
    return f"«{deadline.text}» – {kind}"


def _window_lines(windows: tuple[Window, ...]) -> Iterator[str]:
    for window in windows[:_MOST_WINDOWS]:
        label = f"  {window.label}" if window.label else ""
        yield f"  {_window_days(window)}{label}"
    if len(windows) > _MOST_WINDOWS:
        yield "  " + _("… {n} in all", n=len(windows))


def _window_days(window: Window) -> str:
    if window.start is None:
        return _("by {day}", day=display_texts.day_and_weekend(window.end))
    if window.start == window.end:
        return display_texts.day_and_weekend(window.end)
    return f"{display_texts.day(window.start)} – {display_texts.day_and_weekend(window.end)}"


def _reading_rows(readings: "Iterable[Reading]") -> list[str]:
    said = {
        (reading.start, reading.end, reading.rule): reading
        for reading in readings
        if reading.rule not in _SILENT
    }
    rows = [(" ".join(reading.words.split()), _(reading.rule)) for reading in said.values()]
    left = min(40, max((len(row[0]) for row in rows), default=0))
    return [f"  {read.ljust(left)}  {rule}" for read, rule in rows]


def _window_months(windows: Iterable[Window]) -> Iterator[tuple[int, int]]:
    seen: dict[tuple[int, int], None] = {}
    for window in windows:
        day = window.start or window.end
        while day <= window.end and len(seen) <= _MOST_MONTHS:
            seen[day.year, day.month] = None
            day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    yield from sorted(seen)


def _calendar_rows(
    months: list[tuple[int, int]], windows: tuple[Window, ...], width: int
) -> Iterator[str]:
    """The lines of the calendar: as many months in a row as fit `width`, 24 columns each."""
    blocks = [_month_block(year, month, windows) for year, month in months]
    in_row = max(1, width // 24)
    for first in range(0, len(blocks), in_row):
        row = blocks[first : first + in_row]
        for lines in range(max(len(block) for block in row)):
            cells = (block[lines] if lines < len(block) else "" for block in row)
            yield "  ".join(cell.ljust(22) for cell in cells).rstrip()
        yield ""


def _month_block(year: int, month: int, windows: tuple[Window, ...]) -> list[str]:
    lines = [display_texts.month(year, month).center(22).rstrip(), " " + _(_DAYS)]
    for week in calendar.Calendar().monthdatescalendar(year, month):
        cells = [
            (
                f"{day.day:2}" if day.month == month else "  ",
                day.month == month and _is_in_window(day, windows),
            )
            for day in week
        ]
        lines.append(_week_row(cells))
    return lines


def _week_row(cells: list[tuple[str, bool]]) -> str:
    """One row of days, brackets around each run of days that lie in a window."""
    text = ""
    before = False
    for number, inside in cells:
        text += ("[" if inside and not before else "]" if before and not inside else " ") + number
        before = inside
    return text + ("]" if before else "")


def _is_in_window(day: date, windows: Iterable[Window]) -> bool:
    return any((w.start or w.end) <= day <= w.end for w in windows)
