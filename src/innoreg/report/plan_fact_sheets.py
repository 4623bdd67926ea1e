"""Plan and fact of a period as sheets: what was due and what became of it, by months, by who answers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from innoreg.deadlines import BINDING_KINDS, Period
from innoreg.i18n import _
from innoreg.queries.due import row
from innoreg.queries.due_row import DueRow
from innoreg.queries.execution_scores import Discipline
from innoreg.report import discipline as discipline_report
from innoreg.report import display_texts
from innoreg.report.due_columns import controller_text, state_text
from innoreg.report.due_sheets import row_state
from innoreg.report.sheets import Chart, Sheet, Value, typed_rows, without_empty_columns
from innoreg.report.tables import Column

_COLOURS = ("#70AD47", "#FFC000", "#C00000", "#BFBFBF")


def plan_fact_sheets(
    found: Sequence[DueRow], period: Period, day: date, discipline: Discipline
) -> list[Sheet]:
    """Three sheets: every term with its fact, months with a chart, and who kept the terms."""
    title = _("Plan and fact: {period}", period=display_texts.period(period))
    head = [title, _("today is {day}", day=display_texts.day(day))]
    rows = [row(window, day, "due") for window in found]
    columns = [
        Column(_("Reference")),
        Column(_("What"), wide=True),
        Column(_("Term in words")),
        Column(_("Planned")),
        Column(_("Moved to")),
        Column(_("Done")),
        Column(_("State")),
        Column(_("Days late"), kind="number"),
        Column(_("Who answers")),
        Column(_("Controls")),
    ]
    cells: list[list[Value]] = []
    for each in rows:
        window = each.window
        planned = None if window.is_continuous else window.first_due
        moved = window.due if window.due != window.first_due else None
        finished = window.done_on if each.status == "done-late" else day
        late = (finished - window.due).days if finished and each.status in _LATE else None
        which = f" ({window.occurrence}/{window.occurrences})" if window.occurrences > 1 else ""
        cells.append(
            [window.ref + which, " ".join(window.title.split()), window.words, planned, moved,
             window.done_on, state_text(each), late, "; ".join(p.text for p in window.responsible),
             controller_text(each)]
        )  # fmt: skip
    first = Sheet(_("Plan and fact"), columns, cells, head, [row_state(each) for each in rows])
    scores = discipline_report.rows(discipline)[:-1]
    by_who = discipline_report.sheet(discipline)._replace(
        columns=discipline_report.columns(discipline),
        rows=typed_rows(discipline_report.columns(discipline), scores),
        heading=discipline_report.heading(discipline).splitlines(),
    )
    return [without_empty_columns(first), _months(found, period, day, head), by_who]


_LATE = ("overdue", "done-late")


def _months(found: Iterable[DueRow], period: Period, day: date, head: Sequence[str]) -> Sheet:
    """How the terms of each month were kept, with a chart of them."""
    counts: dict[tuple[int, int], Counter[str]] = {}
    for window in found:
        if window.kind in BINDING_KINDS and window.due in period:
            by_state = counts.setdefault((window.due.year, window.due.month), Counter())
            by_state[window.status(day)] += 1
    columns = [
        Column(_("Month")),
        Column(_("Due"), kind="number"),
        Column(_("In time"), kind="number"),
        Column(_("Late"), kind="number"),
        Column(_("Overdue"), kind="number"),
        Column(_("To come"), kind="number"),
        Column(_("Cancelled"), kind="number"),
    ]
    rows: list[list[Value]] = []
    for (year, month), n in sorted(counts.items()):
        told = [n["done"], n["done-late"], n["overdue"], n["planned"] + n["extended"]]
        rows.append([display_texts.month(year, month), sum(n.values()), *told, n["cancelled"]])
    chart = Chart(head[0], 0, (2, 3, 4, 5), _COLOURS)
    return Sheet(_("By months"), columns, rows, head, sums=True, chart=chart)
