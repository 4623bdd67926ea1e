"""Criteria and years as a person types them: found, or refused with what there is."""

import difflib

from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T
from innoreg.model.criteria import Criteria
from innoreg.model.record_models import FOLDERS
from innoreg.model.registry import Registry
from innoreg.model.results_book import ResultsBook
from innoreg.queries.lacking_records import refuse_if_lacking


def find_criteria(registry: Registry, name: str) -> Criteria:
    """The criteria with this id; WrongUsage with what there is where there are none."""
    found = registry.get(Criteria, name)
    if found:
        return found
    known = [each.id for each in registry.all(Criteria)]
    close = difflib.get_close_matches(name, [*FOLDERS.values(), *known], 3, 0.5)
    expected = ", ".join(close or [*FOLDERS.values(), *known])
    raise WrongUsage(
        T("neither a kind of record nor criteria: “{word}”", word=name),
        T("one of: {expected}", expected=expected),
    )


def find_year(registry: Registry, year: int | None) -> int:
    """The year asked for, else the last one with results; Refused where there are none at all."""
    years = list(ResultsBook(registry).heads)
    if not years:
        refuse_if_lacking(registry)
        raise Refused(
            T("the results of schools are not available: the register has none"),
            T("`innoreg results import FILE --year YEAR` takes them in"),
        )
    return years[-1] if year is None else year
