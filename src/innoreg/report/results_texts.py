"""Results of a year as a table with shares, as JSON, and what an import would change."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from innoreg.i18n import N_, _, current_language, ngettext
from innoreg.model.exact_numbers import percent_tenths
from innoreg.model.registry import Registry
from innoreg.model.results_book import YearResults
from innoreg.model.results_table import ResultRow
from innoreg.queries.results_import import Problem, ResultsChange, differing_columns
from innoreg.queries.results_sums import Grouping, Sum
from innoreg.report import display_texts
from innoreg.report.citations import reference_title
from innoreg.report.tables import Column, Line

_SHOWN = 20
"""So many rows of an import are told one by one."""


_COLUMN_WORDS = {
    "participants": N_("participants"), "below": N_("below the minimum"), "high": N_("high ones"),
    "mean": N_("mean"), "note": N_("remark"),
}  # fmt: skip


def decimal(text: str) -> str:
    """A number that stands with a comma, in the reader's language."""
    return text if current_language() == "ru" else text.replace(",", ".")


def share_text(part: int, whole: int) -> str:
    """The share in percent with one decimal, half up; «–» of nobody."""
    if not whole:
        return "–"
    tenths = percent_tenths(part, whole)
    return f"{decimal(f'{tenths // 10},{tenths % 10}')} %"


def heading(year: YearResults, sums: Sequence[Sum]) -> str:
    """The year, whose state it is, how many rows there are and how many are missing."""
    head = year.head
    parts = [_("Results of {year}", year=year.year)]
    if head.as_of:
        parts.append(_("as of {day}", day=display_texts.day(head.as_of)))
    parts.append(ngettext("{n} school", "{n} schools", len(year.named_schools)))
    missing = sum(each.missing for each in sums)
    if missing:
        parts.append(ngettext("{n} row is missing", "{n} rows are missing", missing))
    return " · ".join(parts)


def columns(by: Grouping) -> list[Column]:
    """Heads of the table."""
    district = [Column(_("District"), lines=2)] if by != "procedure" else []
    school = [Column(_("School"), lines=2, wide=True)] if by == "school" else []
    counts = [Column(_("Schools"), kind="number")] if by != "school" else []
    share = Column(_("Share"), kind="percent")
    counts += [Column(_("Took part"), kind="number"), Column(_("Below min."), kind="number"), share]
    counts += [Column(_("High"), kind="number"), share]
    # A mean is no number to add up.
    counts += [Column(_("Mean"))] if by == "school" else []
    counts += [Column(_("No rows"), kind="number")]
    last = Column(_("Procedure"), lines=2, wide=by != "school")
    return [*district, *school, last, *counts]


def without_empty(
    heads: Sequence[Column], rows: Sequence[Sequence[str]]
) -> tuple[list[Column], list[list[str]]]:
    """The columns in which some row says something: a narrow screen has no room for others.

    A percent sign stays beside its number where a cell is broken into lines.
    """
    told = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    cells = [[row[at].replace(" %", "\u00a0%") for at in told] for row in rows]
    return [heads[at] for at in told], cells


def table_rows(
    registry: Registry, year: YearResults, sums: Sequence[Sum], by: Grouping
) -> list[list[str]]:
    """The cells of the table."""
    return [list(_cells(registry, year, each, by)) for each in sums]


def _cells(registry: Registry, year: YearResults, each: Sum, by: Grouping) -> Iterator[str]:
    if by != "procedure":
        yield _district(registry, each)
    if by == "school":
        yield reference_title(registry, each.school) if each.school else ""
    yield year.procedures[each.procedure].full_name
    if by != "school":
        yield str(each.schools)
    if each.schools:
        yield from (str(each.participants), str(each.below))
        yield share_text(each.below, each.participants)
        yield "" if each.high is None else str(each.high)
        yield "" if each.high is None else share_text(each.high, each.participants)
    else:
        yield from ("", "", "", "", "")
    if by == "school":
        yield decimal(each.mean or "")
    yield str(each.missing or "")


def school_lines(registry: Registry, year: YearResults, sums: Sequence[Sum]) -> Iterator[Line]:
    """The sums by school for a terminal, which has no room for ten columns: a line for each procedure."""
    for _place, of_district in groupby(sums, key=lambda each: each.district):
        several = list(of_district)
        yield Line("")
        yield Line(_district(registry, several[0]), style="bold")
        for school, rows in groupby(several, key=lambda each: each.school):
            yield Line(f"{reference_title(registry, school)}  {school}" if school else "", indent=2)
            for each in rows:
                said = ", ".join(_said(each))
                yield Line(f"{year.procedures[each.procedure].full_name}: {said}", indent=4)


def _said(each: Sum) -> Iterator[str]:
    if not each.schools:
        yield _("no rows")
        return
    low = share_text(each.below, each.participants)
    yield _("{n} of {of} below min. ({share})", n=each.below, of=each.participants, share=low)
    if each.high is not None:
        share = share_text(each.high, each.participants)
        yield _("high {n} ({share})", n=each.high, share=share)
    if each.mean:
        yield _("mean {mean}", mean=decimal(each.mean))


def _district(registry: Registry, each: Sum) -> str:
    return reference_title(registry, each.district) if each.district else _("District unknown")


def as_document(year: YearResults, sums: Sequence[Sum], by: Grouping) -> dict[str, Any]:
    """The sums, as docs/json.md has them; shares in tenths of a percent, whole."""
    head = year.head
    return {
        "format": 1,
        "year": year.year,
        "by": by,
        "source": head.source,
        "as_of": head.as_of,
        "file": year.file,
        "rows": [
            {
                **each._asdict(),
                "below_tenths": percent_tenths(each.below, each.participants)
                if each.participants
                else None,
            }
            for each in sums
        ],
    }


def import_summary(year: int, change: ResultsChange) -> str:
    """How many rows are new, changed, as they were, kept or dropped."""
    parts = [
        _("new: {n}", n=len(change.new)),
        _("changed: {n}", n=len(change.changed)),
        _("as they were: {n}", n=change.same),
    ]
    if change.kept:
        parts.append(_("not in the document and kept: {n}", n=change.kept))
    if change.dropped:
        parts.append(_("not in the document and dropped: {n}", n=len(change.dropped)))
    return _("results of {year}: {counts}", year=year, counts=", ".join(parts))


def import_lines(change: ResultsChange) -> Iterator[str]:
    """The rows that differ, the first of them; at the end how many more there are."""
    told = [
        *(
            _("  changed  {row}: {how}", row=_row_name(now), how=_differences(was, now))
            for was, now in change.changed
        ),
        *(_("  new  {row}: {what}", row=_row_name(row), what=_values(row)) for row in change.new),
        *(
            _("  dropped  {row}: {what}", row=_row_name(row), what=_values(row))
            for row in change.dropped
        ),
    ]
    yield from told[:_SHOWN]
    if len(told) > _SHOWN:
        yield ngettext("  and {n} row more", "  and {n} rows more", len(told) - _SHOWN)


def _row_name(row: ResultRow) -> str:
    return f"{row.school} {row.procedure}"


def _values(row: ResultRow) -> str:
    shown = f"{row.below}/{row.participants} ({share_text(row.below, row.participants)})"
    return _("{shown} below the minimum", shown=shown)


def _differences(was: ResultRow, now: ResultRow) -> str:
    return ", ".join(
        f"{_(_COLUMN_WORDS[name])} {decimal(before) or '–'} → {decimal(after) or '–'}"
        for name, before, after in differing_columns(was, now)
    )


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Rows that cannot be taken, the first of them."""
    for problem in problems[:_SHOWN]:
        yield f"  {problem.spot}: {problem.message}"
    if len(problems) > _SHOWN:
        yield ngettext("  and {n} row more", "  and {n} rows more", len(problems) - _SHOWN)


def change_fields(year: int, change: ResultsChange, problems: Sequence[Problem]) -> dict[str, Any]:
    """What an import would change, as JSON has it."""
    return {
        "format": 1,
        "year": year,
        "new": [_fields(row) for row in change.new],
        "changed": [{"before": _fields(was), "after": _fields(now)} for was, now in change.changed],
        "same": change.same,
        "kept": change.kept,
        "dropped": [_fields(row) for row in change.dropped],
        "problems": [
            {"place": str(problem.spot), "message": str(problem.message)} for problem in problems
        ],
    }


def _fields(row: ResultRow) -> dict[str, Any]:
    fields = row._asdict()
    del fields["line"]
    return fields
