"""What a rule is: a small function that yields findings, with its severity and its advice."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from innoreg.diagnostics import Diagnostic, Place, Related, Severity
from innoreg.i18n import T
from innoreg.ledger import Problem, ProblemCode
from innoreg.model.base import Record
from innoreg.model.clause import PlacedClause
from innoreg.rules.registry_view import View


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; the runner adds the rule's code and severity."""

    place: Place
    message: T
    hint: T | None = None
    suggestion: str | None = None
    related: tuple[Related, ...] = ()


Check = Callable[[View], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code and severity; `advice` tells the curator what to do."""

    code: str
    severity: Severity
    check: Check

    @property
    def advice(self) -> str:
        """The docstring of the check."""
        return inspect.getdoc(self.check) or ""

    def __call__(self, view: View) -> Iterator[Diagnostic]:
        """Every finding of the rule under its code."""
        for found in self.check(view):
            yield Diagnostic(
                self.code,
                self.severity,
                found.place,
                found.message,
                found.hint,
                found.suggestion,
                found.related,
            )


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function; its name is the code: `unknown_reference` -> unknown-reference."""

    def make(check: Check) -> Rule:
        return Rule(check.__name__.replace("_", "-"), severity, check)

    return make


def clause_number(placed: PlacedClause) -> str | T:
    """The number as a message says it; of a clause that the document does not number its place."""
    if placed.clause.number is None:
        return T("{key} (by its place, without a number in the document)", key=placed.key)
    return placed.key


def problem_findings(
    view: View, code: ProblemCode, message: T, hint: T, *below: str | int
) -> Iterator[Finding]:
    """A finding for every step that the replay could not take for this reason.

    message: its `{names}` are filled in from what the ledger says of the step. below: the rest of
    the path, where a part of the step is to blame.
    """
    for found in view.problems(code):
        place = view.place(found.record, *found.path, *below)
        yield Finding(place, with_facts(message, found), hint)


def with_facts(message: T, found: Problem) -> T:
    """The message with what the ledger says of the problem; nothing that it does not ask for."""
    asked = {name: value for name, value in found.params if f"{{{name}}}" in message.message}
    # Not more than it names: what is kept of findings stays small.
    return T(message.message, **asked)


def first_one(view: View, record: Record, *path: str | int) -> tuple[Related, ...]:
    """Beside the second of two things: where the first one stands."""
    return (Related(view.place(record, *path), T("the first one")),)


error, warning, info = rule("error"), rule("warning"), rule("info")
