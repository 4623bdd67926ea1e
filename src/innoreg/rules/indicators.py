"""Rules of indicators: their targets, and the table of values beside each record."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from innoreg.diagnostics import Place
from innoreg.i18n import T
from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.indicator import Indicator
from innoreg.model.indicator_table import (
    COLUMNS,
    IndicatorTable,
    TableDefect,
    read_values,
    values_file,
)
from innoreg.model.merge_marks import MERGE_STEP
from innoreg.record_kinds import kind_of_path
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, error, first_one, warning


@gathered_once
def _tables(view: View) -> Iterator[tuple[Indicator, str, IndicatorTable]]:
    for indicator in view.all(Indicator):
        file = values_file(view.registry, indicator)
        yield indicator, file, read_values(view.registry, indicator)


@error
def indicator_row_unreadable(view: View) -> Iterator[Finding]:
    """A line of the values of an indicator cannot be read.

    Columns are district, on, numerator, denominator, source; numbers have a comma, days are 2026-06-30.
    An empty district means the region as a whole.
    """
    for _indicator, file, table in _tables(view):
        for defect in table.defects:
            yield Finding(
                Place(file, defect.line, 1),
                _defect_text(defect),
                T(MERGE_STEP)
                if defect.kind == "merge-marks"
                else T("the columns are {columns}", columns=";".join(COLUMNS)),
            )


def _defect_text(defect: TableDefect) -> T:
    column, words = defect.column, defect.words
    found = {
        "unreadable": lambda: T("cannot be read: {reason}", reason=defect.reason or ""),
        "not-text": lambda: T("the table is not in UTF-8"),
        "merge-marks": lambda: T("git left a merge unfinished here"),
        "unknown-column": lambda: T("a table of values knows no column “{column}”", column=column),
        "missing-column": lambda: T("the column “{column}” is missing", column=column),
        "double-column": lambda: T("the column “{column}” stands twice", column=column),
        "cells": lambda: T("the row has {n} cells, not as many as the head", n=words),
        "not-number": lambda: T("`{column}` is no number: “{words}”", column=column, words=words),
        "not-day": lambda: T(
            "`{column}` is no day like 2026-06-30: “{words}”", column=column, words=words
        ),
        "empty": lambda: T("`{column}` is empty", column=column),
        "no-denominator": lambda: T("percent need a denominator that is not 0"),
        "more-than-all": lambda: T("more than all: {words}", words=words),
    }
    return found[defect.kind]()


@warning
def values_without_indicator(view: View) -> Iterator[Finding]:
    """A table of values has no indicator of its name beside it, so its values count nowhere.

    Write the record of the indicator, or delete the table. Its name ends in `.csv`, in small letters.
    """
    known = {file for _indicator, file, _table in _tables(view)}
    for file in sorted(view.registry.tables.keys() - known):
        stem, _dot, end = PurePosixPath(file).name.rpartition(".")
        if kind_of_path(file) != Indicator.kind_name or stem in view.registry.broken:
            continue
        yield Finding(
            Place(file),
            T("no rows are read from this file")
            if end != "csv"
            else T("no record has this table: there is no {file}", file=f"{stem}.yaml"),
            T("call it as its indicator, with .csv in small letters, or delete it"),
        )


@error
def indicator_unknown_district(view: View) -> Iterator[Finding]:
    """A value of an indicator is of a district that the register does not hold.

    Write the id of the district.
    """
    for _indicator, file, table in _tables(view):
        for value in table.values:
            if value.district and view.registry.find(value.district, ("district",)) is None:
                yield Finding(
                    Place(file, value.line, 1),
                    T("no district “{id}” in the register", id=value.district),
                    T("`innoreg list districts` shows the ids"),
                )


@warning
def indicator_reported_twice(view: View) -> Iterator[Finding]:
    """A district reports two values of one day: the lower line counts.

    Take the wrong one out.
    """
    for _indicator, file, table in _tables(view):
        seen: dict[tuple[str, date], int] = {}
        for value in table.values:
            district = canonical_ref(view.registry, value.district)
            first = seen.setdefault((district, value.on), value.line)
            if first != value.line:
                yield Finding(
                    Place(file, value.line, 1),
                    T("a second value of this day; the first one is in line {line}", line=first),
                    T("take the wrong one out"),
                )


@error
def target_twice(view: View) -> Iterator[Finding]:
    """An indicator has two targets for one day and place.

    Leave one of them.
    """
    for indicator in view.all(Indicator):
        seen: dict[tuple[str | None, date], int] = {}
        for index, each in enumerate(indicator.targets):
            key = (canonical_ref(view.registry, each.district), each.on)
            if key in seen:
                yield Finding(
                    view.place(indicator, "targets", index, "on"),
                    T("a second target for this day"),
                    T("leave one of them"),
                    related=first_one(view, indicator, "targets", seen[key]),
                )
            seen.setdefault(key, index)
