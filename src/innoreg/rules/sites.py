"""Rules of sites: their programme, their reports, and the steps of duties."""

from collections.abc import Iterator
from datetime import date

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.ledger import Standing
from innoreg.ledger.site_reports import REPORTS
from innoreg.model.clause import SetTerms
from innoreg.model.site import Site
from innoreg.rules.message_quotes import day
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, problem_findings, warning


@warning
def site_outlives_program(view: View) -> Iterator[Finding]:
    """A site goes on after its programme was completed, or its term ends after the programme's.

    Complete or extend it by an order, or correct one of the terms.
    """
    for site in view.outcome.sites.values():
        record = site.record
        if not (site.has_started and isinstance(record, Site) and record.program):
            continue
        program = view.outcome.standing(record.program)
        if program is None:
            continue
        # The clause that ended the programme is the place to mend, not the site.
        if program.has_ended and program.by:
            yield Finding(
                view.place_of(program.by),
                T(
                    "“{program}” ends, and its site “{site}” goes on",
                    program=program.ref,
                    site=site.ref,
                ),
                T("complete the site by a clause too, or say in which programme it goes on"),
                related=(Related(view.place(record, "program"), T("the site")),),
            )
        elif _ends_later(site.end, program):
            yield Finding(
                view.place(record, "program"),
                T(
                    "“{site}” lasts until {end}, its programme until {last}",
                    site=site.ref,
                    end=day(site.end),
                    last=day(program.end),
                ),
                T("check both terms"),
                related=(Related(view.place(program.record), T("the programme")),),
            )


def _ends_later(end: date | None, program: Standing) -> bool:
    return end is not None and program.end is not None and end > program.end


@warning
def terms_for_nobody(view: View) -> Iterator[Finding]:
    """Terms of reports are set, but the appendix that should list the sites lists none.

    Add `sites:` to the appendix, or `subjects:` to the clause.
    """
    for found in view.problems("terms-for-nobody"):
        # Without an appendix and without subjects the clause itself is incomplete, and another rule
        # tells that.
        placed = next(p for o, p in view.clauses if o is found.record and p.path == found.path)
        clause = placed.clause
        if isinstance(clause, SetTerms) and (clause.appendix or clause.subjects):
            yield Finding(
                view.place_of(found),
                T("terms of reports are set for no site of the register"),
                T("add `sites:` to the appendix, or `subjects:` to the clause"),
            )


@warning
def no_such_report(view: View) -> Iterator[Finding]:
    """A report is handed in, accepted or moved that no order asks for.

    Correct `report:`, or add the clause of the kind `set_terms` that sets its term.
    """
    message = T("no order asks “{subject}” for this report")
    return problem_findings(
        view,
        "no-such-report",
        message,
        T("correct `report:`, or add the clause that sets its term"),
    )


@warning
def already_accepted(view: View) -> Iterator[Finding]:
    """A report is accepted a second time.

    Correct the subject or `report:`; a returned report is accepted after it was returned.
    """
    message = T("“{duty}” was accepted before")
    return problem_findings(
        view, "already-accepted", message, T("correct the subject or `report:`")
    )


@error
def no_such_occurrence(view: View) -> Iterator[Finding]:
    """An event of a clause or report speaks of a day that its term does not have.

    Correct `occurrence`: the days of the term are counted from 1.
    """
    message = T("“{duty}” has not so many days")
    return problem_findings(
        view,
        "no-such-occurrence",
        message,
        T("the days of the term are counted from 1"),
        "occurrence",
    )


@warning
def completed_without_report(view: View) -> Iterator[Finding]:
    """A site is completed, though a report that an order asked for was never handed in or accepted.

    Record the report in the site's `events`, or the order that accepted it.
    """
    for site in view.outcome.sites.values():
        if site.status != "completed" or site.by is None:
            continue
        for duty in view.outcome.reports_of(site.ref):
            # A yearly report that falls due later is not asked of a site that has ended.
            ended_first = site.since and all(o.due and o.due > site.since for o in duty.occurrences)
            handed_in = {"submitted", "accepted"} & {step.kind for step in duty.steps}
            if not handed_in and not (duty.report not in REPORTS and ended_first):
                yield Finding(
                    view.place_of(site.by),
                    T("“{subject}” is completed without “{duty}”", subject=site.ref, duty=duty.ref),
                    T("record the report in the site's `events`, or the order that accepted it"),
                    related=(
                        Related(view.place(duty.record, *duty.path), T("it was asked for here")),
                    ),
                )
