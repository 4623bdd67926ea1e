"""`innoreg diff`."""

from typing import Annotated, Any, Literal

import typer

from innoreg.cli.command_context import (
    Call,
    load_whole_records,
    report_failed_files,
    show,
    show_as_it_is,
    unread,
)
from innoreg.cli.output import show_json
from innoreg.cli.source_tree import find_commit, load_commit, open_repository
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, T, _
from innoreg.queries.diff import differences
from innoreg.report import diff_text as report
from innoreg.report import display_texts
from innoreg.report.field_values import title_finder
from innoreg.report.history import commit_fields
from innoreg.store.git.commit_lookup import Commit, merge_base
from innoreg.store.git.runner import Git


def diff(
    call: Call,
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
    git = open_repository(call.options)
    start, end = _find_ends(git, old, new or call.options.rev)
    before = load_commit(git, start)
    after = load_commit(git, end) if end else load_whole_records(call, every=True)
    report_failed_files(call, unread(before.failed_files))
    found = differences(before.registry, after.registry)
    name = title_finder(after.registry, before.registry)
    if format == "json":
        sides = {"from": commit_fields(start), "to": commit_fields(end)}
        show_json(call, report.as_document(found, sides))
    elif format == "md":
        show_as_it_is(report.as_markdown(found, name, _heading(start, end)))
    else:
        show(report.as_text(found, name))


def _find_ends(git: Git, old: str, new: str | None) -> tuple[Commit, Commit | None]:
    """The two commits; the second is None for the files on disk."""
    # As in git: `A..B` compares two commits, `A...B` begins where B left A. A relative path such
    # as `../x` is no range.
    one, dots, other = old.partition("...") if "..." in old else old.partition("..")
    if not dots or old.startswith("."):
        return find_commit(git, old), find_commit(git, new) if new else None
    if new:
        raise WrongUsage(
            T("“{words}” names both revisions already", words=old), T("leave the last word out")
        )
    start, end = find_commit(git, one or "HEAD"), find_commit(git, other or "HEAD")
    return (merge_base(git, start, end) if dots == "..." else start), end


def _heading(start: Commit, end: Commit | None) -> str:
    def commit_title(commit: Commit) -> str:
        return f"{display_texts.day(commit.taken.date())} ({commit.short})"

    now: Any = commit_title(end) if end else _("the files now")
    return _("Changes of the register: {start} → {end}", start=commit_title(start), end=now)
