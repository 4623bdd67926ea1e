"""The conditions `count` and `same`: rows, or procedures through the years, that reach a threshold."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from innoreg.criteria.reasons import RowFact, ShareReason, Truth
from innoreg.criteria.school_rows import SchoolRows, Threshold, join_gaps
from innoreg.model.criteria import LowShares
from innoreg.model.registry import Path
from innoreg.model.results import Procedure
from innoreg.model.results_book import YearResults


class _Seen(NamedTuple):
    """What one row says: it reaches the threshold, does not, is left out, or is missing (None)."""

    truth: Truth
    fact: RowFact | None
    left_out: bool = False


def count_rows(
    rows: SchoolRows, condition: LowShares, year: int, path: Path, text: str | None
) -> ShareReason:
    """So many rows of the years reach the threshold: c known, m missing, true from c on."""
    threshold = Threshold.of(condition)
    seen: list[_Seen] = []
    gaps: list[tuple[int, str | None]] = []
    unbounded = False
    for offset in dict.fromkeys(condition.years):
        found = rows.year(year + offset)
        if found is None:
            gaps.append((year + offset, None))
            unbounded = True
            continue
        for procedure in rows.chosen(found, condition):
            if one := _look(rows, found, procedure, threshold):
                seen.append(one)
                if one.truth is None:
                    gaps.append((found.year, procedure.id))
    known = sum(one.truth is True for one in seen)
    missing = sum(one.truth is None for one in seen)
    truth: Truth = None
    if known >= condition.min:
        truth = True
    elif not unbounded and known + missing < condition.min:
        truth = False
    return _reason("count", rows, condition, path, text, truth, known, seen, gaps)


def same_procedures(
    rows: SchoolRows, condition: LowShares, year: int, path: Path, text: str | None
) -> ShareReason:
    """So many procedures reach the threshold in every one of the years."""
    threshold = Threshold.of(condition)
    years = [year + offset for offset in dict.fromkeys(condition.years)]
    books = {each: rows.year(each) for each in years}
    lines = dict.fromkeys(
        rows.line_of(procedure.id)
        for found in books.values()
        if found
        for procedure in rows.chosen(found, condition)
    )
    seen: list[_Seen] = []
    gaps: list[tuple[int, str | None]] = []
    known = missing = 0
    for line in lines:
        of_years = {each: _look_at_line(rows, books[each], line, threshold) for each in years}
        seen += [one for one in of_years.values() if one.fact]
        truths = [one.truth for one in of_years.values()]
        if all(truths):
            known += 1
        elif False not in truths:
            missing += 1
            for each, one in of_years.items():
                if one.truth is None:
                    gaps.append((each, _id_in(rows, books[each], line) if books[each] else line))
    if not any(books.values()):
        gaps = [(each, None) for each in years]
        missing = condition.min
    truth: Truth = None
    if known >= condition.min:
        truth = True
    elif known + missing < condition.min:
        truth = False
    full = _reached_in_all(rows, lines, books.values(), threshold)
    told = [one for one in seen if one.truth is not True or one.fact in full]
    return _reason("same", rows, condition, path, text, truth, known, told, gaps)


def _reached_in_all(
    rows: SchoolRows,
    lines: Iterable[str],
    books: Iterable[YearResults | None],
    threshold: Threshold,
) -> set[RowFact]:
    """The rows of the procedures that reach it in every year."""
    every = list(books)
    found: set[RowFact] = set()
    for line in lines:
        seen = [_look_at_line(rows, book, line, threshold) for book in every]
        if all(one.truth for one in seen):
            found |= {one.fact for one in seen if one.fact}
    return found


def _look_at_line(
    rows: SchoolRows, book: YearResults | None, line: str, threshold: Threshold
) -> _Seen:
    """A procedure, by its oldest id, in one year; not held then or not of the school: no."""
    if book is None:
        return _Seen(None, None)
    id = _id_in(rows, book, line)
    if id is None:
        return _Seen(False, None)
    return _look(rows, book, book.procedures[id], threshold) or _Seen(False, None)


def _id_in(rows: SchoolRows, book: YearResults | None, line: str) -> str | None:
    ids = book.procedures if book else ()
    return next((each for each in ids if rows.line_of(each) == line), None)


def _look(
    rows: SchoolRows, book: YearResults, procedure: Procedure, threshold: Threshold
) -> _Seen | None:
    """What the row says; None where there is none and none is expected."""
    row = rows.row(book, procedure.id)
    if row is None:
        # Of a table with lines that could not be read one may be this school's.
        expected = rows.is_expected(procedure) or not book.is_whole
        return _Seen(None, None) if expected else None
    part = threshold.part(row)
    if rows.is_left_out(row):
        return _Seen(False, rows.fact(book, row, part or 0), left_out=True)
    if part is None:
        return _Seen(None, None)
    lacking = threshold.lacking(part, row.participants)
    fact = rows.fact(book, row, part, lacking)
    return _Seen(threshold.is_reached(part, row.participants), fact)


def _reason(
    kind: str,
    rows: SchoolRows,
    condition: LowShares,
    path: Path,
    text: str | None,
    truth: Truth,
    known: int,
    seen: list[_Seen],
    gaps: Iterable[tuple[int, str | None]],
) -> ShareReason:
    return ShareReason(
        kind,
        path,
        truth,
        condition,
        text,
        known,
        tuple(one.fact for one in seen if one.truth and one.fact),
        min(_not_reached(seen), key=lambda fact: fact.lacking, default=None),
        join_gaps(iter(gaps)),
        tuple(one.fact for one in seen if one.left_out and one.fact),
        bool(rows.school.levels),
    )


def _not_reached(seen: Iterable[_Seen]) -> Iterator[RowFact]:
    return (one.fact for one in seen if one.fact and one.truth is False and not one.left_out)
