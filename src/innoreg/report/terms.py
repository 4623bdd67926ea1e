"""The days of one thing, each with its state, and what its words leave open."""

from collections.abc import Iterable, Iterator

from innoreg.i18n import _, ngettext
from innoreg.ledger import Occurrence
from innoreg.queries.due import Row, row
from innoreg.queries.filters import Filters
from innoreg.queries.obligation import Obligation
from innoreg.queries.occurrence import occurrences
from innoreg.report import words
from innoreg.report.cited import called
from innoreg.report.due import state


def term_rows(obligations: Iterable[Obligation]) -> list[Row]:
    """Every dated window, as it stands on the day."""
    return [
        row(o, day, Filters(), "due" if o.due >= day or o.status == "overdue" else "running")
        for obligation in obligations
        for day in [obligation.state.day]
        for o in occurrences(obligation)
    ]


def terms(obligation: Obligation) -> Iterator[str]:
    """The dated windows in lines; before them words that give no date, after them who is missing."""
    for occurrence in obligation.duty.occurrences:
        if text := _not_dated(occurrence):
            yield text
    for each in term_rows([obligation]):
        o = each.occurrence
        start = words.day(o.start) if o.start else _("by")
        span = words.day(o.due) if o.start == o.due else f"{start} – {words.day_and_weekend(o.due)}"
        yield f"  {o.number}/{o.of}  {span}  {state(each)}"
        if o.missing and o.reported:
            names = ", ".join(called(obligation.state.registry, ref) for ref in o.missing)
            count = ngettext("{n} has not reported", "{n} have not reported", len(o.missing))
            yield f"       {count}: {names}"


def _not_dated(occurrence: Occurrence) -> str:
    if occurrence.window or not occurrence.words:
        return ""
    if occurrence.kind is None:
        return _("The term “{words}” is not understood.", words=occurrence.words)
    return _("The term “{words}” gives no date.", words=occurrence.words)
