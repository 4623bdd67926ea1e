"""`innoreg find`: records, items and clauses whose texts hold the words, in any of their forms."""

from typing import Annotated

import typer

from innoreg.cli.command_context import Call, load_registry, print_remark
from innoreg.cli.filter_options import FormatOption, SortOption
from innoreg.cli.output import show_json, show_table
from innoreg.cli.reference_lookup import find_kind
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _


def find(
    call: Call,
    words: Annotated[
        list[str], typer.Argument(metavar=N_("WORDS"), help=N_("all of them, in any form"))
    ],
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar=N_("KIND"), help=N_("only records of this kind")),
    ] = None,
    sort: SortOption = None,
    format: FormatOption = "table",
) -> None:
    from innoreg.language.word_forms import word_forms
    from innoreg.queries.text_search import asked_words, find_texts, nearest_words
    from innoreg.report import text_search as report

    said = " ".join(words)
    asked = asked_words(said, word_forms)
    if not asked:
        raise WrongUsage(T("“{words}” holds no word", words=said))
    wanted = find_kind(kind) if kind else None
    registry = load_registry(call)
    found = find_texts(registry, asked)
    if wanted:
        found = [each for each in found if each.target.record.kind_name == wanted]
    if format == "json":
        show_json(call, report.as_document(registry, said, found, call.day), sort)
        return
    rows = [report.table_row(registry, asked, each) for each in found]
    show_table(call, report.columns(), rows, format, report.heading(said, found), sort=sort)
    if not found and (close := nearest_words(registry, asked)):
        print_remark(_("perhaps {close}", close=", ".join(close)))
