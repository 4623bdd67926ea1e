"""The days of one thing, each with its state, and what its words leave open."""

from collections.abc import Iterable, Iterator

from innoreg.i18n import _, ngettext
from innoreg.ledger import Occurrence
from innoreg.queries.due import Row, row
from innoreg.queries.obligation import Obligation
from innoreg.queries.occurrence import occurrences
from innoreg.report import words
from innoreg.report.cited import called
from innoreg.report.due import state


def term_rows(obligations: Iterable[Obligation]) -> list[Row]:
    """Every dated window, as it stands on the day."""
    return [each for obligation in obligations for each in _rows(obligation)]


def _rows(obligation: Obligation) -> Iterator[Row]:
    state = obligation.state
    line = state.registry.place(obligation.record, *obligation.path).line
    for window in occurrences(obligation):
        waiting = window.due >= state.day or window.status(state.day) == "overdue"
        yield row(window._replace(line=line), state.day, "due" if waiting else "running")


def terms(obligation: Obligation) -> Iterator[str]:
    """The dated windows in lines; before them words that give no date, after them who is missing."""
    for occurrence in obligation.duty.occurrences:
        if text := _not_dated(occurrence):
            yield text
    for each in term_rows([obligation]):
        o = each.window
        start = words.day(o.start) if o.start else _("by")
        span = words.day(o.due) if o.start == o.due else f"{start} – {words.day_and_weekend(o.due)}"
        yield f"  {o.occurrence}/{o.occurrences}  {span}  {state(each)}"
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
