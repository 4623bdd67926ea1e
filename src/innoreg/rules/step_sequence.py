"""The course of programmes, sites and pairs: steps of orders that cannot follow one another."""

from collections.abc import Iterator

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.ledger import Problem, Step
from innoreg.ledger.life_cycle import STARTING
from innoreg.rules.message_quotes import day
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, problem_findings, warning, with_facts

_UNBEGUN = {
    "completed": T("“{subject}” is completed, but nothing in the register began it"),
    "terminated": T("“{subject}” is terminated, but nothing in the register began it"),
    "extended": T("“{subject}” is extended, but nothing in the register began it"),
    "replaced": T("“{subject}” is replaced, but nothing in the register began it"),
}


@warning
def step_before_start(view: View) -> Iterator[Finding]:
    """A clause completes, extends or terminates what no order approved, granted or assigned.

    Add the order that began it; if it began before the register, give the record an `opening`.
    """
    for found in view.problems("step-before-start"):
        yield Finding(
            view.place_of(found),
            with_facts(_UNBEGUN[dict(found.params)["step"]], found),
            T("add the order that began it, or an `opening` with its basis"),
        )


@warning
def step_after_end(view: View) -> Iterator[Finding]:
    """An order goes on with what an earlier order completed, terminated or replaced.

    Check the subject and the dates of both orders; the later step is left out of the state.
    """
    message = T("“{subject}” had ended before")
    hint = T("check the subject and the dates of both orders")
    for found in view.problems("step-after-end"):
        related = _decisive_step(view, found, T("it ended here"))
        yield Finding(view.place_of(found), with_facts(message, found), hint, related=related)


@warning
def already_started(view: View) -> Iterator[Finding]:
    """A programme is approved, a status granted or a pair assigned a second time.

    Correct the subject; a longer term is a clause of the kind `extend`.
    """
    message = T("“{subject}” was begun before and has not ended")
    hint = T("correct the subject; a longer term is a clause of the kind `extend`")
    for found in view.problems("already-started"):
        related = _decisive_step(view, found, T("it began here"))
        yield Finding(view.place_of(found), with_facts(message, found), hint, related=related)


def _decisive_step(view: View, found: Problem, why: T) -> tuple[Related, ...]:
    """The step that ended it, or the first that began it."""
    standing = view.outcome.standing(dict(found.params)["subject"])
    if standing is None:
        return ()
    began = (step for step in standing.steps if step.kind in STARTING)
    step: Step | None = standing.by if standing.has_ended else next(began, None)
    return (Related(view.place_of(step), why),) if step else ()


@warning
def assigned_without_consent(view: View) -> Iterator[Finding]:
    """An order assigns a pair in which somebody has refused consent.

    Ask again and record the answer in the pair's `consents`, or name another pair.
    """
    message = T("“{subject}” is assigned though consent was refused")
    return problem_findings(
        view,
        "assigned-without-consent",
        message,
        T("record a new answer in `consents`, or name another pair"),
    )


@warning
def extend_without_date(view: View) -> Iterator[Finding]:
    """A clause extends something, but its new last day cannot be found out.

    Give `to:`, or a `deadline:` that can be dated.
    """
    message = T("the clause extends to no day")
    return problem_findings(
        view, "extend-without-date", message, T("give `to:`, or a `deadline:` that can be dated")
    )


@warning
def extend_backwards(view: View) -> Iterator[Finding]:
    """A term is extended to a day that is not later than the one it had.

    Check the new day and the term of the record.
    """
    message = T("“{subject}”: the new last day is not later")
    return problem_findings(
        view, "extend-backwards", message, T("check the new day and the term it had")
    )


@warning
def extended_after_end(view: View) -> Iterator[Finding]:
    """A term is extended when it was over already: in between nothing was in force.

    Check the dates; if the order came late, leave it, the gap is what happened.
    """
    for standing in (*view.outcome.sites.values(), *view.outcome.programs.values()):
        end = None
        for step in standing.steps:
            if step.kind == "extended" and end and step.day and step.day > end:
                yield Finding(
                    view.place_of(step),
                    T(
                        "the term of “{subject}” was over on {end}",
                        subject=step.subject,
                        end=day(end),
                    ),
                    T("check the dates; leave it if the order came late"),
                )
            # Only these steps set a last day; the others leave the one in force.
            begins = step.kind in STARTING or step.kind in ("extended", "amended")
            end = (step.end or end) if begins else end


@error
def wrong_subject(view: View) -> Iterator[Finding]:
    """A clause names a record of a kind it cannot act on: a status granted to a pair.

    Correct the reference or the kind of the clause.
    """
    message = T("a clause of the kind `{clause}` cannot concern a record `{kind}`: “{subject}”")
    return problem_findings(
        view, "wrong-subject", message, T("correct the reference or the kind of the clause")
    )
