"""The table of results summed up by district; for the public without small numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from innoreg.export.table_schema import PLACE, Row, Table, key
from innoreg.model.district import District
from innoreg.model.registry import Registry
from innoreg.model.results import Results
from innoreg.model.results_book import read_year
from innoreg.queries.results_sums import Sum, sum_results

FEWEST_SCHOOLS, FEWEST_PEOPLE = 3, 10
"""Fewer stand behind no number that anybody may see."""
_COLUMNS = (
    key("year", "integer", "The year of the results."),
    key("district", "text", "The district's id; empty where it is unknown."),
    key("procedure", "text", "Id of the procedure."),
    key("title", "text", "What people call the procedure."),
    key("schools", "integer", "How many schools have a row."),
    key("participants", "integer", "How many people took part."),
    key("below", "integer", "How many are below the minimum."),
    key("high", "integer", "How many are high; empty where not every row gives it."),
    key("hidden", "boolean", "True where the numbers are left out, for too few stand behind them."),
    *PLACE,
)
_NUMBERS = ("schools", "participants", "below", "high")


def _rows(registry: Registry, _today: date) -> Iterator[Row]:
    for head in registry.all(Results):
        year = read_year(registry, head)
        if not year.is_whole:
            continue
        for each in sum_results(registry, year, "district"):
            keys = {
                "year": year.year,
                "district": each.district,
                "procedure": each.procedure,
                "title": year.procedures[each.procedure].full_name,
                **{name: getattr(each, name) for name in _NUMBERS},
                "hidden": False,
            }
            record = registry.get(District, each.district) or head
            yield Row(record, each, year.file, 1, keys)


def public_sums(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows as anybody may see them: numbers that few stand behind are left out.

    Where one row alone of a procedure would be hidden it could be worked out from a sum of all, so the
    smallest of the others is hidden with it.
    """
    groups: dict[tuple[object, object], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.keys["year"], row.keys["procedure"]), []).append(row)
    for several in groups.values():
        hidden = hidden_sums([row.part for row in several])
        for index, row in enumerate(several):
            if index in hidden:
                keys = {**row.keys, **dict.fromkeys(_NUMBERS), "hidden": True}
                yield replace(row, keys=keys)
            else:
                yield row


def hidden_sums(sums: Sequence[Sum]) -> set[int]:
    """Which of the sums of one procedure and year must not be shown."""
    hidden = {
        index
        for index, each in enumerate(sums)
        if each.schools < FEWEST_SCHOOLS or each.participants < FEWEST_PEOPLE
    }
    shown = sorted(set(range(len(sums))) - hidden, key=lambda at: (sums[at].participants, at))
    while hidden and shown and not _is_safe([sums[at] for at in hidden]):
        hidden.add(shown.pop(0))
    return hidden


def _is_safe(hidden: Sequence[Sum]) -> bool:
    """Whether the hidden sums tell nothing, taken together: they are several, of enough people."""
    return len(hidden) > 1 and sum(each.participants for each in hidden) >= FEWEST_PEOPLE


RESULTS = Table(
    "results_by_district",
    "Results of schools by year, district and procedure, summed up.",
    _COLUMNS,
    _rows,
)
