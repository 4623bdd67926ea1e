"""Who carries how much: a matrix of months or a list of weeks, as JSON and CSV."""

from collections.abc import Sequence
from typing import Any

from innoreg.i18n import _, current_language
from innoreg.queries.due_row import DueRow
from innoreg.queries.workload import Carried, Load
from innoreg.report import display_texts
from innoreg.report.nothing_found import asked_line, nearest_days, nothing_fields
from innoreg.report.tables import Column

# A year of months; more columns do not fit a terminal.
_MATRIX = 12
FIELDS = ("id", "text", "start", "end", "due", "refs")


def heading(found: Load) -> str:
    """The period, and what is counted."""
    name = display_texts.period(found.chosen.period)
    said = [_("Load: {period} · what falls due, by who carries it", period=name)]
    if not found.rows:
        said.append(_("Nothing then."))
        said += [nearest_days(found.nothing), asked_line(found.nothing)] if found.nothing else []
    return "\n".join(said)


def year_note(found: Load) -> list[str]:
    """That the year was not typed and is not the one of today."""
    if not found.chosen.nearest_year:
        return []
    year = found.chosen.period.start.year
    return [
        _(
            "{this} has nothing: this is {year}, the nearest year that has.",
            this=found.today.year,
            year=year,
        )
    ]


def fits_matrix(found: Load) -> bool:
    """Whether the periods are few enough to be columns."""
    return len(found.periods) <= _MATRIX and all(p.start.day == 1 for p in found.periods)


def matrix_columns(found: Load) -> list[Column]:
    """A column for each month."""
    months = [Column(f"{p.start.month:02}", kind="number") for p in found.periods]
    total = Column("Σ", kind="number")
    return [Column(_("Who"), lines=2, wide=True), *months, total, Column(_("At once"))]


def matrix_rows(found: Load) -> list[list[str]]:
    """How much of each in each month, in all, and at once at most."""
    return [
        [
            name,
            *(str(len(cell)) if cell else "·" for cell in row.cells),
            str(row.total),
            peak_text(row),
        ]
        for name, row in zip(_names(found), found.rows, strict=True)
    ]


def _names(found: Load) -> list[str]:
    carriers = (row.carrier for row in found.rows)
    return display_texts.names_apart((c.id, c.text or _("nobody is named")) for c in carriers)


def peak_text(row: Carried) -> str:
    """«5 · 14.03»: so many at once, first on that day."""
    if row.peak < 2 or row.peak_days is None:
        return ""
    day = row.peak_days.start
    short = f"{day:%d.%m}" if current_language() == "ru" else f"{day:%m-%d}"
    return f"{row.peak} · {short}"


def long_columns() -> list[Column]:
    """A line for each period in which somebody carries something."""
    return [
        Column(_("Period")),
        Column(_("Who"), lines=2),
        Column(_("Due"), kind="number"),
        Column(_("What"), lines=3, wide=True),
    ]


def long_rows(found: Load) -> list[list[str]]:
    """By period, the most loaded first."""
    rows = [
        (period, -len(cell), name, [o.ref for o in cell])
        for name, row in zip(_names(found), found.rows, strict=True)
        for period, cell in zip(found.periods, row.cells, strict=True)
        if cell
    ]
    rows.sort(key=lambda each: (each[0].start, each[1], each[2]))
    return [
        [display_texts.period(p), text, str(-n), ", ".join(dict.fromkeys(refs))]
        for p, n, text, refs in rows
    ]


def as_document(found: Load) -> dict[str, Any]:
    """Everybody with every period in which something is due."""
    return {
        "format": 1,
        "today": found.today,
        "period": {"start": found.chosen.period.start, "end": found.chosen.period.end},
        "rows": [_row_fields(found, row) for row in found.rows],
        **nothing_fields(found.nothing),
    }


def _row_fields(found: Load, row: Carried) -> dict[str, Any]:
    days = row.peak_days
    return {
        "id": row.carrier.id,
        "text": row.carrier.text,
        "total": row.total,
        "first": row.leads,
        "at_once": row.peak,
        "at_once_days": {"start": days.start, "end": days.end} if days else None,
        "periods": [
            {
                "start": p.start,
                "end": p.end,
                "due": len(cell),
                "refs": [_reference(o) for o in cell],
            }
            for p, cell in zip(found.periods, row.cells, strict=True)
            if cell
        ],
    }


def _reference(row: DueRow) -> dict[str, Any]:
    return {"ref": row.ref, "occurrence": row.occurrence, "due": row.due}


def csv_rows(found: Load) -> Sequence[list[str]]:
    """Rows of CSV, by `FIELDS`."""
    return [
        [
            row.carrier.id or "",
            row.carrier.text,
            period.start.isoformat(),
            period.end.isoformat(),
            str(len(cell)),
            " ".join(o.ref for o in cell),
        ]
        for row in found.rows
        for period, cell in zip(found.periods, row.cells, strict=True)
        if cell
    ]
