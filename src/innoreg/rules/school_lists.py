"""Lists of schools against their criteria: what the order says and what the results say."""

from collections.abc import Iterator
from datetime import timedelta

from innoreg.criteria.evaluation import Evaluation, conditions_of
from innoreg.criteria.reasons import Truth
from innoreg.i18n import T
from innoreg.ledger.affiliation import canonical_ref
from innoreg.model.criteria import Criteria
from innoreg.model.order import Appendix, Order
from innoreg.model.order import Evaluation as Computed
from innoreg.model.registry import Path
from innoreg.model.results import Results
from innoreg.model.results_book import ResultsBook
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, warning


@gathered_once
def _evaluated(view: View) -> Iterator[tuple[Order, Path, Appendix, Evaluation, Computed]]:
    """The appendices that rest on a computation, with the same computation made anew."""
    book = ResultsBook(view.registry)
    for order in view.orders:
        for at, appendix in enumerate(order.appendices):
            computed = appendix.evaluated
            criteria = view.registry.get(Criteria, computed.criteria) if computed else None
            # Without any results of the year there is nothing to compare with.
            if computed and criteria and book.year(computed.year):
                # As the lists were known then: the order's own list is none of them.
                day = computed.on or (order.exists_from - timedelta(days=1))
                lists = view.outcome.groups.lists.as_known(day)
                found = Evaluation(view.registry, lists, criteria, computed.year, book)
                yield order, ("appendices", at), appendix, found, computed


@warning
def list_differs(view: View) -> Iterator[Finding]:
    """A school is on the list of an order and not by the criteria, or the other way round, without a reason.

    Correct the list, or say why: `reason` beside the school in `rows`, or beside it in `left_out` of
    `evaluated` where the order leaves it out.
    """
    for order, path, appendix, evaluation, computed in _evaluated(view):
        registry = view.registry
        truths = {each.school: each.truth for each in evaluation.verdicts()}
        listed = {canonical_ref(registry, row.school): i for i, row in enumerate(appendix.rows)}
        excused = {canonical_ref(registry, row.school) for row in computed.left_out if row.reason}
        for school, truth in truths.items():
            if truth and school not in listed and school not in excused:
                yield Finding(
                    view.place(order, *path, "rows", key=True),
                    T("{school}: on the list by the computation, not in the order", school=school),
                    T("add it, or name it in `left_out` of `evaluated` with the reason"),
                )
        for school, index in listed.items():
            if truths.get(school) or appendix.rows[index].reason:
                continue
            yield Finding(
                view.place(order, *path, "rows", index),
                _message(school, truths.get(school, False)),
                T("take it out, or give the `reason`"),
            )


def _message(school: str, truth: Truth) -> T:
    if truth is None:
        return T("{school}: in the order, by the computation it is not known", school=school)
    return T("{school}: in the order, not on the list by the computation", school=school)


@warning
def list_outdated(view: View) -> Iterator[Finding]:
    """The results, the rule or the schools changed after the list of an order was computed.

    Look at the list once more: `innoreg list CRITERIA --year YEAR`. Where the order is signed, only
    another order changes it; take the new `digest` over once you have looked.
    """
    for order, path, _appendix, evaluation, computed in _evaluated(view):
        if computed.digest and computed.digest != evaluation.digest:
            yield Finding(
                view.place(order, *path, "evaluated", "digest"),
                T("what the list was computed from has changed"),
                T(
                    "`innoreg list {criteria} --year {year}` shows it anew; the digest is now {digest}",
                    criteria=evaluation.criteria.id,
                    year=computed.year,
                    digest=evaluation.digest,
                ),
            )


@warning
def criteria_unknown_procedure(view: View) -> Iterator[Finding]:
    """A condition names a procedure that no year's results have, so it never holds.

    Correct the id; it is that of `procedures` in the results.
    """
    known = {each.id for head in view.all(Results) for each in head.procedures}
    known |= {
        each.continues for head in view.all(Results) for each in head.procedures if each.continues
    }
    for criteria in view.all(Criteria) if known else ():
        for path, rule in conditions_of(criteria):
            for name in ("count", "same", "rank"):
                choice = getattr(rule, name)
                for index, id in enumerate(choice.procedures if choice else ()):
                    if id not in known:
                        yield Finding(
                            view.place(criteria, *path, name, "procedures", index),
                            T("no results have the procedure “{id}”", id=id),
                            T("one of: {expected}", expected=", ".join(sorted(known))),
                        )
