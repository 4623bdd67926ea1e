"""Discipline of execution (done in time to due) as a table and JSON."""

from typing import Any

from innoreg.i18n import _
from innoreg.queries.execution_scores import Discipline, Score
from innoreg.report import display_texts
from innoreg.report.nothing_found import asked_line, nearest_days, nothing_fields
from innoreg.report.sheets import Sheet, typed_rows
from innoreg.report.tables import Column

_COUNTS = ("due", "in_time", "late", "overdue", "extended")


def heading(found: Discipline) -> str:
    """The period and the day, and how the ratio is counted."""
    said = _(
        "Discipline of execution: {period} · today is {day}",
        period=display_texts.period(found.period) if found.period.start.year > 1 else _("all time"),
        day=display_texts.day(found.today),
    )
    if not found.total.due:
        said += "\n" + (
            _("Nothing has fallen due but what is cancelled.")
            if found.nothing and found.nothing.cancelled
            else _("Nothing has fallen due.")
        )
        if found.nothing:
            said += f"\n{nearest_days(found.nothing)}\n{asked_line(found.nothing)}"
        return said
    return said + "\n" + _("Ratio: done in time ÷ due. Extended terms count by their new day.")


def columns(found: Discipline) -> list[Column]:
    """Heads of the table; how many have reported only where somebody must report one by one."""
    heads = [_("Due"), _("In time"), _("Late"), _("Overdue"), _("Extended")]
    counts = [Column(head, kind="number") for head in heads]
    reported = [Column(_("Reported"))] if found.total.addressees else []
    ratio = Column(_("Ratio"), kind="percent")
    return [Column(_("Who"), lines=2, wide=True), *counts, ratio, *reported]


def sheet(found: Discipline) -> Sheet:
    """What a workbook says of the table besides: all together is the last line, and no sum."""
    every = rows(found)
    states = ["overdue" if row.overdue else "" for row in found.rows]
    total = typed_rows(columns(found), every[-1:])
    return Sheet(_("Discipline"), (), (), states=states, total=total[0] if total else None)


def rows(found: Discipline) -> list[list[str]]:
    """Each score, and all together at the end."""
    if not found.total.due:
        return []
    every = [*found.rows, found.total]
    carriers = (row.carrier for row in found.rows)
    names = display_texts.names_apart((c.id, c.text or _("nobody is named")) for c in carriers)
    return [[n, *_score_cells(found, s)] for n, s in zip([*names, _("All")], every, strict=True)]


def _score_cells(found: Discipline, score: Score) -> list[str]:
    cells = [*(str(getattr(score, name)) for name in _COUNTS), ratio_text(score)]
    several = f"{score.reported}/{score.addressees}" if score.addressees else ""
    return [*cells, several] if found.total.addressees else cells


def ratio_text(score: Score) -> str:
    """The ratio in percent."""
    return "" if score.ratio is None else f"{score.ratio:.0%}"


def row_styles(found: Discipline) -> list[str]:
    """Red for those with something overdue, bold for the last line."""
    return [*("red" if row.overdue else "" for row in found.rows), "bold"]


def as_document(found: Discipline) -> dict[str, Any]:
    """The scores as one document."""
    return {
        "format": 1,
        "today": found.today,
        "period": {"start": found.period.start, "end": found.period.end},
        "rows": [
            {"id": r.carrier.id, "text": r.carrier.text, **_score_fields(r)} for r in found.rows
        ],
        "total": _score_fields(found.total),
        **nothing_fields(found.nothing),
    }


def _score_fields(score: Score) -> dict[str, object]:
    ratio = None if score.ratio is None else round(score.ratio, 4)
    names = (*_COUNTS, "reported", "addressees")
    return {**{name: getattr(score, name) for name in names}, "ratio": ratio}
