"""Orders that amend and repeal others: what they change must be there, and be said clearly."""

import re
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.clause import Amend, Clause, Repeal
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.rules.message_quotes import subplace
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, problem_findings, warning

# «пункт 2.1», «подпунктами 3, 4 и 5», but not «пункт 2 настоящего распоряжения»: that is one's own.
_NUMBERS = re.compile(
    r"\b(?:под)?пункт(?:а|е|у|ом|ы|ов|ах|ам)?\s+(\d+(?:\.\d+)*)((?:\s*(?:,|и)\s*\d+(?:\.\d+)*)*)"
    r"(?!\s*настоящ)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


@error
def repeals_itself(view: View) -> Iterator[Finding]:
    """An order repeals itself or one of its own clauses.

    Correct the reference.
    """
    message = T("the order repeals itself: “{subject}”")
    return problem_findings(view, "repeals-itself", message, T("correct the reference"))


@error
def repeals_later_order(view: View) -> Iterator[Finding]:
    """An order repeals an order that was signed after it.

    Correct the reference or one of the dates.
    """
    message = T("“{subject}” was signed later than the order that repeals it")
    return problem_findings(
        view, "repeals-later-order", message, T("correct the reference or one of the dates")
    )


@warning
def already_repealed(view: View) -> Iterator[Finding]:
    """An order or clause is repealed that an earlier order repealed already.

    Check the reference; leave it if the document is printed so.
    """
    message = T("“{subject}” was repealed before")
    return problem_findings(
        view,
        "already-repealed",
        message,
        T("check the reference; leave it if the document is printed so"),
    )


@warning
def amend_was_differs(view: View) -> Iterator[Finding]:
    """An amendment quotes old words that are not the words in force before it.

    Correct the copy, or `was:`; if the document is printed so, leave it.
    """
    message = T("the words in force were: “{held}”")
    return problem_findings(
        view,
        "amend-was-differs",
        message,
        T("correct `was:`, or the words it speaks of; leave it if the document is printed so"),
    )


@error
def amend_unreadable_date(view: View) -> Iterator[Finding]:
    """The last day of something is amended to words that are no day.

    Write `now:` as 2022-12-31, or in words that can be dated.
    """
    message = T("“{words}” is no day")
    return problem_findings(
        view,
        "amend-unreadable-date",
        message,
        T("write it as 2022-12-31, or in words that can be dated"),
    )


@error
def amend_ambiguous(view: View) -> Iterator[Finding]:
    """The term of a clause is amended, but the clause sets terms of several reports.

    Name the report's own clause, or write the new terms as a clause of the kind `set_terms`.
    """
    message = T("“{subject}” sets several terms: which one is amended?")
    return problem_findings(
        view,
        "amend-ambiguous",
        message,
        T("write the new terms as a clause of the kind `set_terms`"),
    )


@warning
def amended_clause_unknown(view: View) -> Iterator[Finding]:
    """The words of an amendment or repeal name a clause number that the other order does not have.

    Check the number; if the document is printed so, leave it and ask the issuer.
    """
    for order, placed in view.clauses:
        text, other = placed.clause.text, _other_order(view.registry, placed.clause)
        # Of an order that could not be read whole not all clauses are known.
        if text is None or other is None or other is order or other.id in view.registry.broken:
            continue
        known = _known_numbers(view.registry, other)
        for start, number in _clause_numbers(text):
            if number not in known:
                place = view.place(order, *placed.path, "text")
                yield Finding(
                    subplace(place, text, start, start + len(number)),
                    T("“{id}” has no clause {number}", id=other.id, number=number),
                    T("check the number; leave it if the document is printed so"),
                )


def _clause_numbers(text: str) -> Iterator[tuple[int, str]]:
    for match in _NUMBERS.finditer(text):
        for number in _NUMBER.finditer(text, match.start(1), match.end(2)):
            yield number.start(), number[0]


def _other_order(registry: Registry, clause: Clause) -> Order | None:
    """The one other order that the clause amends or repeals in part."""
    if isinstance(clause, Amend) and clause.order:
        return registry.get(Order, clause.order)
    named = [c.subject for c in clause.changes] if isinstance(clause, Amend) else []
    named += clause.subjects if isinstance(clause, Repeal) else ()
    found = {t.record.id: t.record for ref in named if (t := registry.find(ref, ("clause",)))}
    record = next(iter(found.values())) if len(found) == 1 else None
    return record if isinstance(record, Order) else None


def _known_numbers(registry: Registry, order: Order) -> set[str]:
    """Numbers of its clauses and of the items of its plans."""
    plans = (registry.get(Roadmap, appendix.roadmap) for appendix in order.appendices)
    records = [order, *(plan for plan in plans if plan)]
    return {key for record in records for key in registry.parts(record)}
