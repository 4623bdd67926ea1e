"""Results of a year summed up: by district, by procedure or school by school."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from innoreg.ledger.affiliation import district_of
from innoreg.model.registry import Registry
from innoreg.model.results_book import YearResults
from innoreg.model.results_table import ResultRow
from innoreg.model.school import School

Grouping = Literal["district", "school", "procedure"]


class Sum(NamedTuple):
    """Rows together: how many schools and people; high None where not all rows give it.

    missing: rows of schools that teach the level and have none.
    """

    district: str | None
    school: str | None
    procedure: str
    schools: int
    participants: int
    below: int
    high: int | None
    mean: str | None
    missing: int


def sum_results(
    registry: Registry, year: YearResults, by: Grouping, district: str | None = None
) -> list[Sum]:
    """The sums in order: districts by id (the unknown one last), schools by id, procedures.

    The share of a sum is that of all its people, never a mean of shares.
    """
    rows: dict[tuple[str | None, str | None, str], list[ResultRow]] = {}
    places = {school: district_of(registry, school) for school in year.schools.values()}
    for school in sorted(year.named_schools, key=lambda ref: (_last(places[ref]), ref)):
        place = places[school]
        if district is not None and place != district:
            continue
        for procedure in year.procedures:
            if row := year.of_school(school).get(procedure):
                group = (
                    place if by != "procedure" else None,
                    school if by == "school" else None,
                    procedure,
                )
                rows.setdefault(group, []).append(row)
    missing = dict(_missing(registry, year, by, district))
    groups = sorted(
        {*rows, *missing},
        key=lambda key: (_last(key[0]), key[1] or "", list(year.procedures).index(key[2])),
    )
    return [_sum(key, rows.get(key, []), missing.get(key, 0)) for key in groups]


def _last(place: str | None) -> tuple[bool, str]:
    return place is None, place or ""


def _sum(key: tuple[str | None, str | None, str], rows: list[ResultRow], missing: int) -> Sum:
    district, school, procedure = key
    highs = [row.high for row in rows if row.high is not None]
    return Sum(
        district,
        school,
        procedure,
        len(rows),
        sum(row.participants for row in rows),
        sum(row.below for row in rows),
        sum(highs) if rows and len(highs) == len(rows) else None,
        rows[0].mean if school and rows else None,
        missing,
    )


def _missing(
    registry: Registry, year: YearResults, by: Grouping, district: str | None
) -> Iterator[tuple[tuple[str | None, str | None, str], int]]:
    """How many rows are missing of schools that teach the level, by group."""
    found: dict[tuple[str | None, str | None, str], int] = {}
    for school in registry.all(School):
        place = district_of(registry, school.id)
        if district is not None and place != district:
            continue
        for procedure in year.head.procedures:
            if procedure.level in school.levels and procedure.id not in year.of_school(school.id):
                group = (
                    place if by != "procedure" else None,
                    school.id if by == "school" else None,
                    procedure.id,
                )
                found[group] = found.get(group, 0) + 1
    yield from found.items()
