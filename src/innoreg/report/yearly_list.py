"""The list of a year for people: by district who is on it, who is not, of whom it is not known."""

from collections.abc import Iterator
from typing import Any

from innoreg.i18n import _, ngettext
from innoreg.model.registry import Registry
from innoreg.queries.yearly_list import ListedRow, YearlyList
from innoreg.report import display_texts
from innoreg.report.citations import reference_title
from innoreg.report.tables import Column, Line
from innoreg.report.verdicts import VERDICT_WORDS, reason_lines, telling, verdict_fields


def heading(found: YearlyList) -> str:
    """The title, the year, and how many schools have which verdict."""
    counts = [f"{_(VERDICT_WORDS[truth])}: {found.count(truth)}" for truth in (True, False, None)]
    by_results = _("by the results of {year}", year=found.year)
    return " · ".join([found.criteria.title, by_results, *counts])


def notes(found: YearlyList) -> Iterator[str]:
    """What must be known of the list as a whole."""
    if found.order:
        number = f" № {found.order.number}" if found.order.number else ""
        day = display_texts.day(found.order.date) if found.order.date else found.order.id
        yield _("approved: {order}", order=f"{found.order.order_kind} {day}{number}")
    else:
        yield _("computed; it becomes a list only by an order: --draft ORDER")


def district_lines(registry: Registry, found: YearlyList) -> Iterator[Line]:
    """Every district: counts, the schools on the list and the unknown ones with reasons, the rest by name."""
    for district in found.districts:
        rows = found.of_district(district)
        name = reference_title(registry, district) if district else _("District unknown")
        counts = [
            f"{_(VERDICT_WORDS[truth])} {sum(row.verdict.truth is truth for row in rows)}"
            for truth in (True, False, None)
        ]
        yield Line("")
        yield Line(" · ".join([name, *counts]), style="bold")
        for truth, style in ((True, "cyan"), (None, "yellow")):
            for row in rows:
                if row.verdict.truth is truth:
                    yield from _row_lines(row, style)
        out = [row for row in rows if row.verdict.truth is False]
        if out:
            names = "; ".join(_bare_name(row) for row in out)
            yield Line(_("not on it: {names}", names=names), 2, "dim")


def _row_lines(row: ListedRow, style: str) -> Iterator[Line]:
    head = [_(VERDICT_WORDS[row.verdict.truth]), _name(row), years_text(row), order_text(row)]
    yield Line(" · ".join(filter(None, head)), 2, style)
    for reason in telling(row.verdict):
        for text in reason_lines(reason):
            yield Line(text, 6)


def _name(row: ListedRow) -> str:
    return f"{row.name} ({row.verdict.school})" if row.name != row.verdict.school else row.name


def _bare_name(row: ListedRow) -> str:
    more = [part for part in (years_text(row), order_text(row)) if part]
    return f"{row.name} ({', '.join(more)})" if more else row.name


def years_text(row: ListedRow) -> str:
    """New, again for the n-th year, or has left; empty for who was not and is not on it."""
    if row.years == 1:
        return _("for the first time")
    if row.years:
        return ngettext("again, year {n}", "again, year {n}", row.years)
    if row.was_on and row.verdict.truth is False:
        return _("has left")
    return _("on the list that holds") if row.was_on else ""


def order_text(row: ListedRow) -> str:
    """Where the order and the computation differ, with the reason that the order gives."""
    if row.order is None or row.order[0] == row.verdict.truth:
        return ""
    on, reason = row.order
    words = _("in the order") if on else _("not in the order")
    if row.verdict.truth is None and not on:
        return ""
    return f"{words}: {reason}" if reason else _("{words}, without a reason", words=words)


def columns() -> list[Column]:
    """Heads of the plain table."""
    heads = (_("District"), _("Id"), _("Verdict"), _("Years"), _("In the order"))
    return [*(Column(head) for head in heads), Column(_("School")), Column(_("Why"), wide=True)]


def table_row(registry: Registry, row: ListedRow) -> list[str]:
    """One school in the plain table."""
    why = "; ".join(
        line.strip() for reason in telling(row.verdict) for line in reason_lines(reason)
    )
    return [
        reference_title(registry, row.district) if row.district else "",
        row.verdict.school,
        _(VERDICT_WORDS[row.verdict.truth]),
        years_text(row),
        "" if row.order is None else (_("yes") if row.order[0] else _("no")),
        row.name,
        why,
    ]


def verdict_lines(found: YearlyList, row: ListedRow) -> Iterator[Line]:
    """One school: the verdict, and each condition with its reason."""
    by_results = _("by the results of {year}", year=found.year)
    verdict = _(VERDICT_WORDS[row.verdict.truth])
    parts = (
        _name(row),
        found.criteria.title,
        by_results,
        verdict,
        years_text(row),
        order_text(row),
    )
    yield Line(" · ".join(filter(None, parts)), style="bold")
    for reason in row.verdict.reasons:
        for text in reason_lines(reason):
            yield Line(text, 2)


def row_as_document(found: YearlyList, row: ListedRow) -> dict[str, Any]:
    """One school, as docs/json.md has it."""
    about = {"format": 1, "criteria": found.criteria.id, "year": found.year}
    return {**about, **_row_fields(row)}


def _row_fields(row: ListedRow) -> dict[str, Any]:
    return {
        **verdict_fields(row.verdict),
        "district": row.district,
        "years": row.years,
        "was_on": row.was_on,
        "in_order": None if row.order is None else row.order[0],
        "reason": None if row.order is None else row.order[1],
    }


def as_document(found: YearlyList, today: Any) -> dict[str, Any]:
    """The list, as docs/json.md has it: every school with its verdict, its years and what the order says."""
    return {
        "format": 1,
        "criteria": found.criteria.id,
        "flag": found.criteria.flag,
        "title": found.criteria.title,
        "year": found.year,
        "today": today,
        "order": found.order.id if found.order else None,
        "digest": found.digest,
        "rows": [_row_fields(row) for row in found.rows],
    }
