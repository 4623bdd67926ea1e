"""`innoreg merge-driver`: git calls it for each record that both sides of a merge changed."""

from pathlib import Path
from typing import Annotated

import typer

from innoreg.cli.command_context import print_remark
from innoreg.errors import CannotGoOn, os_error_text
from innoreg.i18n import N_, T, ngettext
from innoreg.store.git.runner import Git
from innoreg.store.merging.three_way_merge import MergeResult, merge_texts
from innoreg.store.tree import working_folder


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="%O", help=N_("the state both sides began from"))],
    ours: Annotated[Path, typer.Argument(metavar="%A", help=N_("ours; the result is put here"))],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help=N_("theirs"))],
    path: Annotated[str, typer.Argument(metavar="%P", help=N_("the path of the record"))],
) -> None:
    try:
        old, mine, their = (file.read_bytes() for file in (base, ours, theirs))
        result = merge_texts(old, mine, their, path, with_base=_shows_base()) or _by_lines(
            base, ours, theirs
        )
        # git takes the merged text from the file of our side.
        ours.write_bytes(result.content)
    except OSError as error:
        why = T("{path} cannot be merged: {reason}", path=path, reason=os_error_text(error))
        raise CannotGoOn(why) from None
    if result.conflicts:
        n = result.conflicts
        print_remark(
            ngettext("{path}: {n} place to decide", "{path}: {n} places to decide", n, path=path)
        )
        raise typer.Exit(1)


def _shows_base() -> bool:
    """Whether the user wants to see in a conflict what both sides began from."""
    try:
        style = Git(working_folder()).attempt("config", "--get", "merge.conflictStyle")
    except CannotGoOn:
        # Called by hand, outside of a repository.
        return False
    return style in ("diff3", "zdiff3")


def _by_lines(base: Path, ours: Path, theirs: Path) -> MergeResult:
    """The merge of git itself, for texts of which one is no readable record."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = (str(ours), str(base), str(theirs))
    code, content = Git(working_folder()).status("merge-file", "-p", *labels, "--", *files)
    # Up to 127 the exit code is the number of conflicts; above it git failed.
    if code > 127:
        raise CannotGoOn(T("git cannot merge these files by lines"))
    return MergeResult(content, code)
