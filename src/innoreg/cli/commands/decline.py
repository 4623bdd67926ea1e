"""`innoreg decline`: a phrase in a case, or in all of them for sign-off."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import print_remark, show
from innoreg.cli.declension_texts import case_name, refusal_texts
from innoreg.cli.output import answer_json_lines
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.language import DeclensionError, PhraseKind, answer_request, likely_kind, paradigm
from innoreg.language import decline as in_case
from innoreg.render.declension_risks import risk_text

CaseWord = Literal["nom", "gen", "dat", "acc", "ins", "loc"]


def decline(
    text: Annotated[
        str | None,
        typer.Argument(metavar=N_("TEXT"), help=N_("a name, post, organisation or district")),
    ] = None,
    case: Annotated[
        CaseWord | None, typer.Option("--case", help=N_("the case; without it all five are shown"))
    ] = None,
    kind: Annotated[
        Literal["person", "position", "org", "district"] | None,
        typer.Option("--kind", help=N_("what the phrase is; guessed by its form when absent")),
    ] = None,
    gender: Annotated[
        Literal["m", "f"] | None, typer.Option("--gender", help=N_("of a person known by initials"))
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help=N_("read requests from stdin, one JSON object a line"))
    ] = False,
) -> None:
    if jsonl:
        answer_json_lines(answer_request)
        return
    if not text:
        raise WrongUsage(T("nothing to decline"), T("give a phrase, or --jsonl"))
    meant: PhraseKind = kind or likely_kind(text)
    try:
        if case:
            declined = in_case(text, case, meant, gender=gender)
            show(declined.text)
            for risk in declined.risks:
                print_remark(str(risk_text(risk)))
            return
        forms = paradigm(text, meant, gender=gender)
    except DeclensionError as error:
        raise Refused(*refusal_texts(error)) from None
    # Standard output holds forms alone, so that scripts can read it; what to look at goes to stderr.
    for name, form in forms.items():
        show(f"{case_name(name)}: {form.text}")
    for remark in dict.fromkeys(
        str(risk_text(risk)) for form in forms.values() for risk in form.risks
    ):
        print_remark(remark)
    if not kind:
        print_remark(_("taken as: {kind}", kind=meant))
