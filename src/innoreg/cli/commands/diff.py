"""`innoreg diff`."""

from typing import Annotated, Any, Literal

import typer

from innoreg.cli.command_context import count_failed, loaded, show
from innoreg.cli.common_options import said
from innoreg.cli.source_tree import asked_folder, revision
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.queries.diff import differences
from innoreg.report import diff_text as report
from innoreg.report import display_texts
from innoreg.report.field_values import title_finder
from innoreg.report.history import commit_fields
from innoreg.store.git.commit_lookup import Commit, merge_base
from innoreg.store.git.git_tree import folder_in_repository, tree_at
from innoreg.store.git.runner import Git
from innoreg.store.loader import Loaded, load_tree


def diff(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="REV|REV..REV",
            help=N_("from this revision or day; A...B: from where B left A, up to B"),
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="REV", help=N_("to this one; absent: to the files as they are now")),
    ] = None,
    format: Annotated[
        Literal["text", "md", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    git = Git(asked_folder(ctx))
    start, end = _ends(git, old, new or said(ctx).rev)
    before = _at(git, start)
    after = _at(git, end) if end else loaded(ctx)
    count_failed(before.failed)
    found = differences(before.registry, after.registry)
    name = title_finder(after.registry, before.registry)
    if format == "json":
        sides = {"from": commit_fields(start), "to": commit_fields(end)}
        show(report.as_json(found, sides))
    elif format == "md":
        show(report.as_markdown(found, name, _heading(start, end)))
    else:
        show(report.as_text(found, name))


def _ends(git: Git, old: str, new: str | None) -> tuple[Commit, Commit | None]:
    """The two commits; the second is None for the files on disk."""
    one, dots, other = old.partition("...") if "..." in old else old.partition("..")
    if not dots or old.startswith("."):
        return revision(git, old), revision(git, new) if new else None
    if new:
        raise WrongUsage(
            T("“{words}” names both revisions already", words=old), T("leave the last word out")
        )
    start, end = revision(git, one or "HEAD"), revision(git, other or "HEAD")
    return (merge_base(git, start, end) if dots == "..." else start), end


def _at(git: Git, commit: Commit) -> Loaded:
    return load_tree(tree_at(git, commit, folder_in_repository(git)))


def _heading(start: Commit, end: Commit | None) -> str:
    def shown(commit: Commit) -> str:
        return f"{display_texts.day(commit.taken.date())} ({commit.short})"

    now: Any = shown(end) if end else _("the files now")
    return _("Changes of the register: {start} → {end}", start=shown(start), end=now)
