"""`innoreg merge-check`: what a merge would let stand twice, before it is made."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_whole_records, report_failed_files, show, unread
from innoreg.cli.output import show_json
from innoreg.cli.source_tree import find_commit, load_commit, open_repository
from innoreg.i18n import N_, _
from innoreg.queries.collisions import collisions
from innoreg.report import collisions as report
from innoreg.store.git.commit_lookup import merge_base


def merge_check(
    call: Call,
    base: Annotated[
        str, typer.Argument(metavar="BASE", help=N_("the branch to merge into: main, origin/main"))
    ],
    theirs: Annotated[
        str | None,
        typer.Argument(
            metavar="THEIRS",
            help=N_("the branch that gives way; absent: the files as they are now"),
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    git = open_repository(call.options)
    words = theirs or call.options.rev
    one, other = find_commit(git, base), find_commit(git, words or "HEAD")
    parted = merge_base(git, one, other)
    mine, old = load_commit(git, one), load_commit(git, parted)
    their = load_commit(git, other) if words else load_whole_records(call, every=True)
    # Of the base; `load_whole_records` counts those of the files on disk itself.
    report_failed_files(call, unread(mine.failed_files))
    found = collisions(old.registry, mine.registry, their.registry)
    if format == "json":
        show_json(call, report.as_document(found))
    else:
        show(report.as_text(found, base, words or _("the files now")))
    if found:
        raise typer.Exit(1)
