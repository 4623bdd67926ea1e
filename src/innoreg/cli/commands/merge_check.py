"""`innoreg merge-check`: what a merge would let stand twice, before it is made."""

from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import count_failed, loaded, show
from innoreg.cli.common_options import said
from innoreg.cli.source_tree import asked_folder, revision
from innoreg.i18n import N_, _
from innoreg.queries.collisions import collisions
from innoreg.report import collisions as report
from innoreg.store.git.commit_lookup import Commit, merge_base
from innoreg.store.git.git_tree import folder_in_repository, tree_at
from innoreg.store.git.runner import Git
from innoreg.store.loader import Loaded, load_tree


def merge_check(
    ctx: typer.Context,
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
    git = Git(asked_folder(ctx))
    words = theirs or said(ctx).rev
    one, other = revision(git, base), revision(git, words or "HEAD")
    parted = merge_base(git, one, other)
    mine, old = _at(git, one), _at(git, parted)
    their = _at(git, other) if words else loaded(ctx)
    count_failed(mine.failed)
    found = collisions(old.registry, mine.registry, their.registry)
    if format == "json":
        show(report.as_json(found))
    else:
        show(report.as_text(found, base, words or _("the files now")))
    if found:
        raise typer.Exit(1)


def _at(git: Git, commit: Commit) -> Loaded:
    return load_tree(tree_at(git, commit, folder_in_repository(git)))
