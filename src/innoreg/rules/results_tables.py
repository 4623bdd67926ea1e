"""Results of schools by year: the record of the year, and each row of the table beside it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from innoreg.diagnostics import Place, Related
from innoreg.i18n import TN, T
from innoreg.model.merge_marks import MERGE_STEP
from innoreg.model.profile import Profile
from innoreg.model.results import Results
from innoreg.model.results_table import COLUMNS, Defect, ResultRow
from innoreg.record_kinds import kind_of_path
from innoreg.rules.registry_view import View
from innoreg.rules.results_rows import (
    cell_place,
    known_rows,
    row_place,
    told_shortly,
    years_of_results,
)
from innoreg.rules.rule import Finding, error, first_one, warning

_TOP = {"mark": (20, 50), "points": (0, 1000)}
"""The least and the greatest mean of a scale, in tenths."""
_JUMP = 2
"""So many times the participants of the year before are looked at twice."""


@error
def results_without_table(view: View) -> Iterator[Finding]:
    """The record of a year's results has no table with rows beside it.

    Put the rows into the file of the same name that ends in `.csv`; `innoreg results import` writes
    both.
    """
    for year in years_of_results(view):
        if year.table is None:
            yield Finding(
                view.place(year.head),
                T("the rows are not there: {file}", file=year.file),
                T("`innoreg results import FILE --year {year}` writes them", year=year.year),
            )


@warning
def table_without_record(view: View) -> Iterator[Finding]:
    """A table of results has no record of its name beside it, so its rows count nowhere.

    Write the record of the year (`innoreg new results 2026 year=2026`, then its procedures), or delete
    the table. Its name ends in `.csv`, in small letters.
    """
    registry = view.registry
    known = {year.file for year in years_of_results(view)}
    for file in sorted(registry.tables.keys() - known):
        if kind_of_path(file) != Results.kind_name:
            continue
        stem, _dot, end = PurePosixPath(file).name.rpartition(".")
        if end != "csv":
            yield Finding(
                Place(file),
                T("no rows are read from this file"),
                T("call the file {name}", name=f"{stem}.csv"),
            )
        elif stem not in registry.broken:
            yield Finding(
                Place(file),
                T("no record has this table: there is no {file}", file=f"{stem}.yaml"),
                T(
                    "write the record: `innoreg new results {year} year={year}`, or delete the table",
                    year=stem,
                ),
            )


@error
def results_wrong_year(view: View) -> Iterator[Finding]:
    """The record of a year's results is called otherwise than its year, or two are of one year.

    The file is called as its year: `results/2026.yaml`.
    """
    seen: dict[int, Results] = {}
    for head in view.all(Results):
        if head.id != str(head.year):
            yield Finding(
                view.place(head, "year"),
                T("the file is called {id}, the year is {year}", id=head.id, year=head.year),
                T("call the file {name}", name=f"{head.year}.yaml"),
            )
        if (first := seen.setdefault(head.year, head)) is not head:
            yield Finding(
                view.place(head, "year"),
                T("the results of {year} stand in two records", year=head.year),
                T("keep one of the two"),
                related=first_one(view, first, "year"),
            )


@error
def results_row_unreadable(view: View) -> Iterator[Finding]:
    """The table has a head or a row that is not understood.

    The columns are school;procedure;participants;below;high;mean;note, parted by `;`; the first four
    must be there, and no others may: names of pupils have no place here. Numbers of people are whole,
    a mean has a comma or a dot.
    """
    hints = {
        "not-text": T("save it as UTF-8 (in Excel: CSV UTF-8)"),
        "merge-marks": T(MERGE_STEP),
        "unknown-column": T("the columns are {columns}", columns=";".join(COLUMNS)),
        "no-head": T("the columns are {columns}", columns=";".join(COLUMNS)),
    }
    for year in years_of_results(view):
        for defect in year.table.defects if year.table else ():
            place = row_place(year, defect.line, defect.at, defect.words if defect.column else "")
            yield Finding(place, defect_text(defect), hints.get(defect.kind))


def defect_text(defect: Defect) -> T:
    """What is wrong with a line of a table."""
    column, words = defect.column, defect.words
    match defect.kind:
        case "not-text":
            return T("the table is not in UTF-8")
        case "merge-marks":
            return T("git left a merge unfinished here")
        case "no-head":
            return T("the table has no head")
        case "unknown-column":
            return T("a table of results knows no column “{column}”", column=column)
        case "missing-column":
            return T("the column “{column}” is missing", column=column)
        case "double-column":
            return T("the column “{column}” stands twice", column=column)
        case "cells":
            return T("the row has {n} cells, not as many as the head", n=words)
        case "empty":
            return T("`{column}` is empty", column=column)
        case "quotes":
            return T("a part in quotes has a line end in it, or more than 131,072 letters")
        case "unreadable":
            return T("cannot be read: {reason}", reason=defect.reason)
        case "too-many":
            return T("the table has more than {n} rows", n=words)
        case "more":
            return TN("{n} more mistake like these", "{n} more mistakes like these", int(words))
        case "not-whole":
            return T("`{column}` is no whole number: “{words}”", column=column, words=words)
        case "not-number":
            return T("`{column}` is no number: “{words}”", column=column, words=words)


@error
@told_shortly
def results_more_than_all(view: View) -> Iterator[Finding]:
    """In a row more people are below the minimum and high together than took part.

    Correct the numbers by the source of the results.
    """
    for year in years_of_results(view):
        for row in year.rows:
            high = row.high or 0
            if row.below + high > row.participants:
                yield Finding(
                    cell_place(year, row, "participants"),
                    T(
                        "{below} + {high} = {sum} > {participants} participants",
                        below=row.below,
                        high=high,
                        sum=row.below + high,
                        participants=row.participants,
                    ),
                    T("correct the numbers by their source"),
                )


@error
@told_shortly
def results_mean_off_scale(view: View) -> Iterator[Finding]:
    """The mean of a row lies outside the scale of its procedure: 2 to 5 of marks, 0 to 100 of points.

    Correct the number, or `scale` of the procedure.
    """
    for year, row, procedure, _school in known_rows(view):
        if row.mean is None:
            continue
        whole, _comma, rest = row.mean.partition(",")
        tenths = int(whole) * 10 + int((rest or "0")[0])
        least, most = _TOP[procedure.scale]
        # What stands behind the first decimal takes a mean beyond the end of the scale, too.
        beyond = tenths == most and any(figure != "0" for figure in rest[1:])
        if tenths < least or tenths > most or beyond:
            yield Finding(
                cell_place(year, row, "mean"),
                T(
                    "the mean {mean} is not from {least} to {most}",
                    mean=row.mean,
                    least=least // 10,
                    most=most // 10,
                ),
                T("correct it by its source"),
            )


@error
@told_shortly
def results_unknown_name(view: View) -> Iterator[Finding]:
    """A row names a school that is not in the register, or a procedure that the year does not have.

    Correct the id, add the school, or add the procedure to `procedures` of the year.
    """
    for year in years_of_results(view):
        known = ", ".join(year.procedures)
        for row in year.rows:
            if row.school not in year.schools:
                yield Finding(
                    cell_place(year, row, "school"),
                    T("no school “{id}” in the register", id=row.school),
                    T("correct the id, or add the school"),
                )
            if row.procedure not in year.procedures:
                yield Finding(
                    cell_place(year, row, "procedure"),
                    T("{year} has no procedure “{id}”", year=year.year, id=row.procedure),
                    T("one of: {expected}", expected=known),
                )


@error
@told_shortly
def results_twice(view: View) -> Iterator[Finding]:
    """A school has two rows of one procedure in a year, or a year has a procedure twice.

    Keep the right one.
    """
    for year in years_of_results(view):
        seen: dict[str, int] = {}
        for index, procedure in enumerate(year.head.procedures):
            if seen.setdefault(procedure.id, index) != index:
                yield Finding(
                    view.place(year.head, "procedures", index, "id"),
                    T("the procedure “{id}” stands twice", id=procedure.id),
                    T("keep one of the two"),
                )
        first: dict[tuple[str, str], ResultRow] = {}
        for row in year.rows:
            key = (year.schools.get(row.school, row.school), row.procedure)
            if (one := first.setdefault(key, row)) is not row:
                yield Finding(
                    row_place(year, row.line),
                    T(
                        "“{school}” has a second row of {procedure}",
                        school=key[0],
                        procedure=key[1],
                    ),
                    T("keep one of the two"),
                    related=(Related(row_place(year, one.line), T("the first one")),),
                )


@warning
@told_shortly
def results_other_level(view: View) -> Iterator[Finding]:
    """A school has results of a level that it does not teach.

    Correct the row, or `levels` of the school.
    """
    for year, row, procedure, school in known_rows(view):
        if school.levels and procedure.level not in school.levels:
            yield Finding(
                cell_place(year, row, "procedure"),
                T(
                    "“{school}” has no level {level}, which {procedure} is of",
                    school=school.id,
                    level=procedure.level,
                    procedure=row.procedure,
                ),
                T("correct the row, or `levels` of the school"),
            )


@warning
def results_out_of_order(view: View) -> Iterator[Finding]:
    """The rows are not sorted by school and procedure, so that changes are hard to read.

    `innoreg results import` of the table itself sorts them.
    """
    for year in years_of_results(view):
        before = ("", "")
        for row in year.rows:
            key = (row.school, row.procedure)
            if key < before:
                yield Finding(
                    row_place(year, row.line),
                    T(
                        "the row stands behind {school};{procedure}",
                        school=before[0],
                        procedure=before[1],
                    ),
                    T(
                        "`innoreg results import {file} --year {year}` sorts the rows",
                        file=year.file,
                        year=year.year,
                    ),
                )
                break
            before = key


@warning
@told_shortly
def results_jump(view: View) -> Iterator[Finding]:
    """A school has more than twice the participants of the year before in the same procedure.

    Check the number by its source; leave it if the school has grown so.
    """
    rows: dict[tuple[int, str, str], ResultRow] = {}
    for year, row, _procedure, school in known_rows(view):
        rows[year.year, school.id, row.procedure] = row
    for year, row, _procedure, school in known_rows(view):
        last = rows.get((year.year - 1, school.id, row.procedure))
        if last and last.participants and row.participants > _JUMP * last.participants:
            yield Finding(
                cell_place(year, row, "participants"),
                T(
                    "{now} participants, {was} in the year before",
                    now=row.participants,
                    was=last.participants,
                ),
                T("check the number by its source"),
            )


@error
def profile_misnamed(view: View) -> Iterator[Finding]:
    """The file of a profile is not called by its school and year, so that a school could have two of one year.

    Call it SCHOOL-YEAR: `profiles/luga-low-2026.yaml`.
    """
    for profile in view.all(Profile):
        target = view.registry.find(profile.school, ("school",))
        name = f"{target.ref if target else profile.school}-{profile.year}"
        if target and profile.id != name:
            yield Finding(
                view.place(profile, "school"),
                T("the file is called {id}, not {name}", id=profile.id, name=name),
                T("call the file {name}", name=f"{name}.yaml"),
            )
