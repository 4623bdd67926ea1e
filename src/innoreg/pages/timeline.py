"""The timeline of a plan as SVG: bars of the windows by months, today's line, every row a link."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup, escape

from innoreg.deadlines import Period
from innoreg.hidden_signs import show_hidden_signs
from innoreg.pages.page import Bar, DutyView, Line, Timeline
from innoreg.queries.period_choice import month_of
from innoreg.report import display_texts

_HEAD = 40
"""Pixels of the months above."""
_MANY = 40
"""Lines from which a drawing is dense and wide, so that a sheet of paper holds a plan of sixty rows."""


class _Size(NamedTuple):
    """Pixels: of the whole width, of the column of titles, of a row; letters of a title in it."""

    width: int
    label: int
    row: int
    letters: int


_USUAL, _LARGE = _Size(1120, 400, 20, 50), _Size(1480, 560, 15, 70)


Place = Callable[[date], float]
"""Where a day lies, in pixels from the left."""


def draw_timeline(timeline: Timeline, address: Callable[[str], str]) -> Markup:
    """The drawing of the lines over the months of the period; `address` leads to a place of the site."""
    first, last = _whole_months(timeline.period)
    days = (last - first).days + 1
    size = _USUAL if len(timeline.lines) <= _MANY else _LARGE
    # On the right there is room for the sign of a bar that ends with the period.
    scale = (size.width - size.label - 20) / days

    def x(day: date) -> float:
        return round(size.label + min(max((day - first).days, 0), days) * scale, 1)

    height = _HEAD + size.row * len(timeline.lines) + 8
    # A group and no picture: there are links in it.
    parts: list[str] = [
        f'<svg class="timeline" viewBox="0 0 {size.width} {height}" role="group" '
        f'aria-label="{escape(display_texts.period(timeline.period))}">'
    ]
    parts += _months(first, last, x, height)
    for index, line in enumerate(timeline.lines):
        top = _HEAD + size.row * index + (size.row - 15) / 2
        parts += _line(line, top, x, address, size.letters)
    today = timeline.today
    if first <= today <= last:
        at = x(today)
        parts.append(f'<line class="today" x1="{at}" x2="{at}" y1="14" y2="{height - 4}"/>')
        parts.append(
            f'<text class="today" x="{at}" y="10" text-anchor="middle">'
            f"{escape(display_texts.day(today))}</text>"
        )
    parts.append("</svg>")
    return Markup("\n".join(parts))


def _whole_months(period: Period) -> tuple[date, date]:
    return month_of(period.start).start, month_of(period.end).end


def _months(first: date, last: date, place: Place, height: int) -> Iterator[str]:
    months = list(_month_starts(first, last))
    every = 1 if len(months) <= 14 else 3
    # Of several years only these have room.
    years = len(months) > 24
    for index, month in enumerate(months):
        at = place(month)
        yield f'<line class="month" x1="{at}" x2="{at}" y1="{_HEAD - 16}" y2="{height - 4}"/>'
        text = ""
        if years:
            text = str(month.year) if month.month == 1 else ""
        elif index % every == 0:
            text = display_texts.month_name(month.month)[:3]
            text += f" {month.year}" if month.month == 1 or index == 0 else ""
        if text:
            yield f'<text class="month" x="{at + 3}" y="{_HEAD - 6}">{escape(text)}</text>'


def _month_starts(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        end = month_of(day).end
        if end == date.max:
            return
        day = end + timedelta(days=1)


def _line(
    line: Line, top: float, place: Place, address: Callable[[str], str], letters: int
) -> Iterator[str]:
    label = show_hidden_signs(line.label)
    room = letters - line.level * 2
    if len(label) > room:
        label = label[: room - 1].rstrip() + "…"
    kind = "head" if line.is_head else "label"
    text = f'<text class="{kind}" x="{4 + line.level * 12}" y="{top + 12}">{escape(label)}</text>'
    href = escape(address(line.href))
    yield f'<a href="{href}">{text}</a>' if href else text
    bars = "".join(_bar(bar, top, place) for bar in line.bars)
    # With the keyboard one stop for a row is enough: its words lead to the same place.
    yield f'<a href="{href}" tabindex="-1">{bars}</a>' if href and bars else bars


def _bar(bar: Bar, top: float, place: Place) -> str:
    left, right = place(bar.start), place(bar.end + timedelta(days=1))
    width = max(round(right - left, 1), 4)
    return (
        f'<g class="bar {bar.state}{" open" if bar.is_open else ""}">'
        f"<title>{escape(show_hidden_signs(bar.title))}</title>"
        f'<rect x="{left}" y="{top + 2}" width="{width}" height="11" rx="3"/>'
        f'<text x="{right + 2}" y="{top + 12}">{bar.sign}</text></g>'
    )


def months_with_duties(timeline: Timeline) -> list[tuple[str, list[DutyView]]]:
    """The twin of the drawing for narrow screens: what ends in each month, months in order."""
    ends = [each for line in timeline.lines for each in line.ends]
    months: dict[tuple[int, int], list[DutyView]] = {}
    for due, view in sorted(ends, key=lambda pair: pair[0]):
        months.setdefault((due.year, due.month), []).append(view)
    return [(display_texts.month(year, month), found) for (year, month), found in months.items()]
