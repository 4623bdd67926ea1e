"""The options of letters and reports: whose paper, who signs, number, executor, to whom."""

from dataclasses import dataclass
from typing import Annotated

import typer

from innoreg.cli.common_options import OptionGroup
from innoreg.i18n import N_
from innoreg.render.paper_context import Requisites

IssuerOption = Annotated[
    str | None,
    typer.Option("--issuer", metavar="ID", help=N_("the authority whose letterhead it bears")),
]
SignedOption = Annotated[
    str | None, typer.Option("--signed", metavar="ID", help=N_("the person who signs"))
]
AddresseeOption = Annotated[
    str, typer.Option("--for", metavar="ID", help=N_("the person it is for"))
]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is and who signs."""

    issuer: str | None
    signed: str | None


def _make_letterhead(issuer: IssuerOption = None, signed: SignedOption = None) -> Letterhead:
    return Letterhead(issuer, signed)


LetterheadOptions = Annotated[Letterhead, OptionGroup(_make_letterhead)]


NumberOption = Annotated[
    str | None, typer.Option("--number", metavar=N_("NUMBER"), help=N_("its outgoing number"))
]


ExecutorOption = Annotated[
    str | None,
    typer.Option("--executor", metavar=N_("WHO"), help=N_("who prepared it: an id, or a name")),
]
ContactsOption = Annotated[
    str | None,
    typer.Option("--contacts", metavar=N_("TEXT"), help=N_("telephone and mail of the executor")),
]


def _make_requisites(
    number: NumberOption = None,
    reply: Annotated[
        str | None,
        typer.Option(
            "--reply", metavar=N_("TEXT"), help=N_("what it answers: «На № 12 от 01.02.2026»")
        ),
    ] = None,
    executor: ExecutorOption = None,
    contacts: ContactsOption = None,
) -> Requisites:
    return Requisites(number or "", reply or "", tuple(filter(None, (executor, contacts))))


RequisiteOptions = Annotated[Requisites, OptionGroup(_make_requisites)]
GroupOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar=N_("GROUP"),
        help=N_(
            "a letter each: districts, sites, overdue, or a file with an id a line; -o: a folder"
        ),
    ),
]
PicturesOption = Annotated[
    bool,
    typer.Option("--pictures", help=N_("with the terms on a time line, and a chart of discipline")),
]
PdfOption = Annotated[
    bool, typer.Option("--pdf", help=N_("a PDF instead of a Word file, through LibreOffice"))
]
