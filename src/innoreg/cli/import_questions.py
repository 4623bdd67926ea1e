"""What an update of a plan asks the person at the terminal."""

import sys

import typer

from innoreg.errors import Refused
from innoreg.i18n import T, _
from innoreg.importing.proposal.plan_update import Question


def ask_person(question: Question, before: str, after: str) -> bool:
    """The answer of the person at the terminal; Refused where nobody can be asked."""
    asked = {
        "same-row": _("Is this one row?\n  here:     {before}\n  document: {after}\nOne row",
                      before=before, after=after),
        "edited-twice": _("These words were changed here and in the document.\n"
                          "  here:     {before}\n  document: {after}\nTake those of the document",
                          before=before, after=after),
    }[question]  # fmt: skip
    if sys.stdin is not None and sys.stdin.isatty():
        return typer.confirm(asked, default=False, err=True)
    reason = {
        "same-row": T(
            "it is not sure that “{before}” is now “{after}”", before=before, after=after
        ),
        "edited-twice": T(
            "“{before}” was edited here and is “{after}” in the document",
            before=before,
            after=after,
        ),
    }[question]
    raise Refused(
        reason, T("nothing was written; run it on a terminal, where it asks, or change it by hand")
    )
