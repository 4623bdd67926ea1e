"""What a rule is: a small function that yields findings, with its severity and its advice."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from innoreg.diagnostics import Diagnostic, Place, Related, Severity
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.rules.registry_view import View


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; the runner adds the rule's code and severity.

    driver: the record it follows from, where that is not the one it stands in.
    """

    place: Place
    message: T
    hint: T | None = None
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    driver: Record | None = None


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

    def __call__(self, view: View) -> Iterator[tuple[str, Diagnostic]]:
        """Every finding of the rule under its code, behind the file that drives it."""
        for found in self.check(view):
            driver = view.registry.source(found.driver).file if found.driver else found.place.file
            yield (
                driver,
                Diagnostic(
                    self.code,
                    self.severity,
                    found.place,
                    found.message,
                    found.hint,
                    found.suggestion,
                    found.related,
                ),
            )


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function; its name is the code: `unknown_reference` -> unknown-reference."""

    def make(check: Check) -> Rule:
        return Rule(check.__name__.replace("_", "-"), severity, check)

    return make


error, warning, info = rule("error"), rule("warning"), rule("info")
