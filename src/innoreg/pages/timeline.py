"""The timeline of a plan as SVG: bars of the windows by months, today's line, every row a link."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from markupsafe import Markup, escape

from innoreg.deadlines import Period
from innoreg.hidden_signs import show_hidden_signs
from innoreg.pages.page import Bar, DutyView, Line, Timeline
from innoreg.queries.period_choice import month_of
from innoreg.report import display_texts

_WIDTH, _LABEL, _ROW, _HEAD = 1120, 400, 22, 40
"""Pixels of the drawing: whole width, column of titles, height of a row, of the months above."""
_LETTERS = 58
"""Of a title that fit into its column at 12 pixels."""


Place = Callable[[date], float]
"""Where a day lies, in pixels from the left."""


def draw_timeline(timeline: Timeline, address: Callable[[str], str]) -> Markup:
    """The drawing of the lines over the months of the period; `address` leads to a place of the site."""
    first, last = _whole_months(timeline.period)
    days = (last - first).days + 1
    # On the right there is room for the sign of a bar that ends with the period.
    scale = (_WIDTH - _LABEL - 20) / days

    def x(day: date) -> float:
        return round(_LABEL + min(max((day - first).days, 0), days) * scale, 1)

    height = _HEAD + _ROW * len(timeline.lines) + 8
    # A group and no picture: there are links in it.
    parts: list[str] = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-label="{escape(display_texts.period(timeline.period))}">'
    ]
    parts += _months(first, last, x, height)
    for index, line in enumerate(timeline.lines):
        parts += _line(line, _HEAD + _ROW * index, x, address)
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
    for index, month in enumerate(months):
        at = place(month)
        yield f'<line class="month" x1="{at}" x2="{at}" y1="{_HEAD - 16}" y2="{height - 4}"/>'
        if index % every == 0:
            name = display_texts.month_name(month.month)[:3]
            year = f" {month.year}" if month.month == 1 or index == 0 else ""
            yield f'<text class="month" x="{at + 3}" y="{_HEAD - 6}">{escape(name + year)}</text>'


def _month_starts(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        end = month_of(day).end
        if end == date.max:
            return
        day = end + timedelta(days=1)


def _line(line: Line, top: int, place: Place, address: Callable[[str], str]) -> Iterator[str]:
    label = show_hidden_signs(line.label)
    if len(label) > _LETTERS - line.level * 2:
        label = label[: _LETTERS - line.level * 2 - 1].rstrip() + "…"
    kind = "head" if line.is_head else "label"
    text = f'<text class="{kind}" x="{4 + line.level * 12}" y="{top + 15}">{escape(label)}</text>'
    href = escape(address(line.href))
    yield f'<a href="{href}">{text}</a>' if href else text
    bars = "".join(_bar(bar, top, place) for bar in line.bars)
    # With the keyboard one stop for a row is enough: its words lead to the same place.
    yield f'<a href="{href}" tabindex="-1">{bars}</a>' if href and bars else bars


def _bar(bar: Bar, top: int, place: Place) -> str:
    left, right = place(bar.start), place(bar.end + timedelta(days=1))
    width = max(round(right - left, 1), 4)
    return (
        f'<g class="bar {bar.state}{" open" if bar.is_open else ""}">'
        f"<title>{escape(show_hidden_signs(bar.title))}</title>"
        f'<rect x="{left}" y="{top + 4}" width="{width}" height="14" rx="3"/>'
        f'<text x="{right + 2}" y="{top + 15}">{bar.sign}</text></g>'
    )


def months_with_duties(timeline: Timeline) -> list[tuple[str, list[DutyView]]]:
    """The twin of the drawing for narrow screens: what ends in each month, months in order."""
    ends = [each for line in timeline.lines for each in line.ends]
    months: dict[tuple[int, int], list[DutyView]] = {}
    for due, view in sorted(ends, key=lambda pair: pair[0]):
        months.setdefault((due.year, due.month), []).append(view)
    return [(display_texts.month(year, month), found) for (year, month), found in months.items()]
