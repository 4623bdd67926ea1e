"""Pictures of documents: terms on a time line, and how they were kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from innoreg.cli.paper_delivery import in_russian
from innoreg.deadlines import Period
from innoreg.i18n import _, ngettext
from innoreg.pages.discipline_chart import draw_discipline
from innoreg.pages.page import Bar, Line, Timeline
from innoreg.pages.site_context import SIGNS, state_class
from innoreg.pages.timeline import draw_timeline
from innoreg.queries.due import row
from innoreg.queries.due_row import DueRow
from innoreg.queries.execution_scores import Discipline
from innoreg.render.svg_picture import Picture, svg_as_png
from innoreg.report.display_texts import REPORT_WORDS, word_for
from innoreg.report.due_columns import due_text, state_text
from innoreg.report.short_titles import cut_title

_LINES = 44
"""Of one picture, headings counted: more are hard to read on a sheet of paper."""
_MOST_SCORED = 20
_STYLE = """
text { font-family: "Liberation Sans", "Arial", "DejaVu Sans", sans-serif; font-size: 12px; fill: #000 }
.head { font-weight: bold }
line.month { stroke: #bbb; stroke-width: 1 }
text.month, text.today { font-size: 11px }
text.month { fill: #444 }
line.today { stroke: #900; stroke-width: 1.5 }
text.today { fill: #900 }
rect { fill: #777 }
.late rect, .late text { fill: #b3261e }
.done rect, .done text { fill: #1b6e3c }
.done-late rect { fill: #7fb894 }
.done-late text { fill: #1b6e3c }
.running rect, .running text { fill: #0b4f9e }
.open rect { opacity: .45 }
"""
_XMLNS = '<svg xmlns="http://www.w3.org/2000/svg"'


def term_pictures(rows: Sequence[DueRow], period: Period, day: date) -> list[Picture]:
    """The dated rows on a time line, document by document; several pictures where they are many."""
    return in_russian(lambda: list(_term_pictures(rows, period, day)))


def discipline_picture(found: Discipline) -> list[Picture]:
    """A chart of the scores; none where nothing has fallen due."""
    return in_russian(lambda: list(_discipline_picture(found)))


def _term_pictures(rows: Sequence[DueRow], period: Period, day: date) -> Iterator[Picture]:
    parts = list(_parts(_lines([each for each in rows if each.is_dated], day)))
    for number, part in enumerate(parts, 1):
        timeline = Timeline([line for line, _state in part], period, day)
        states = [state for _line, state in part if state]
        said = _picture_words(states)
        if len(parts) > 1:
            said += ", " + _("picture {n} of {of}", n=number, of=len(parts))
        svg = str(draw_timeline(timeline, lambda _href: "")).replace("<svg", _XMLNS, 1)
        yield Picture(f"terms-{number}", said, svg_as_png(svg, _STYLE))


def _parts(lines: Iterable[tuple[Line, str]]) -> Iterator[list[tuple[Line, str]]]:
    """The lines of each picture; one that goes on with a document begins with its heading."""
    part: list[tuple[Line, str]] = []
    head = None
    for each in lines:
        if len(part) >= _LINES:
            yield part
            part = [head] if head and not each[0].is_head else []
        if each[0].is_head:
            head = each
        part.append(each)
    if part:
        yield part


def _lines(rows: Sequence[DueRow], day: date) -> Iterator[tuple[Line, str]]:
    """Each row's line and state, those of one thing on one line; of a heading no state."""
    for title, own in groupby(rows, key=lambda each: each.document_title):
        yield Line(cut_title(title), "", is_head=True), ""
        for _ref, windows in groupby(own, key=lambda each: each.ref):
            found = list(windows)
            shown = [row(each, day, "due") for each in found]
            states = [state_class(each) for each in shown]
            bars = tuple(
                Bar(f"{due_text(each)}, {state_text(each)}", state, SIGNS[state],
                    each.window.begins, each.window.due, each.window.start is None)
                for each, state in zip(shown, states, strict=True)
            )  # fmt: skip
            number = word_for(REPORT_WORDS, found[0].number)
            name = f"{number} {' '.join(found[0].title.split())}".strip()
            yield Line(name, "", bars, level=1), states[0]


def _picture_words(states: Sequence[str]) -> str:
    """What a reader who sees no picture is told: how many lines, and how many are late or done."""
    late = states.count("late")
    done = sum(state in ("done", "done-late") for state in states)
    text = ngettext("Time line of {n} thing to do", "Time line of {n} things to do", len(states))
    return f"{text}: " + _("overdue {late}, done {done}", late=late, done=done)


def _discipline_picture(found: Discipline) -> Iterator[Picture]:
    if not found.rows:
        return
    shown = found.rows[:_MOST_SCORED]
    said = _(
        "Chart of discipline: {n} of {of} in time, {late} late, {overdue} not done",
        n=found.total.in_time,
        of=found.total.due,
        late=found.total.late,
        overdue=found.total.overdue,
    )
    if more := len(found.rows) - len(shown):
        said += "; " + _("and {n} more", n=more)
    svg = str(draw_discipline(shown)).replace("<svg", _XMLNS, 1)
    yield Picture("discipline", said, svg_as_png(svg, _STYLE))
