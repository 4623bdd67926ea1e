"""What every command begins with: the registry, the day, the form of the answer."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from innoreg.cli.common_options import parse_day, said
from innoreg.cli.error_handler import complain
from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.i18n import T, _, ngettext

if TYPE_CHECKING:
    import sqlite3

    from innoreg.index.product import Product
    from innoreg.store.loader import Loaded
    from innoreg.store.tree import Tree

Answer = TypeVar("Answer")

# The store and all models come in only where a registry is read: half of a short answer's time.


def root(ctx: Any) -> Path:
    """The registry's folder on disk, for what is written there or compared with it."""
    if said(ctx).rev is not None:
        raise WrongUsage(
            T("--rev does not fit here: this command works on the files as they are now"),
            T("leave --rev out; `git checkout` brings older files back"),
        )
    return _on_disk(ctx)


def _on_disk(ctx: Any) -> Path:
    from innoreg.store.tree import find_root

    return find_root(Path.cwd(), said(ctx).registry, os.environ)


def tree(ctx: Any) -> "Tree":
    """The files asked about: of the revision, of a bare repository's HEAD, else on disk."""
    from innoreg.store.tree import DiskTree

    rev = said(ctx).rev
    if rev is None:
        try:
            return DiskTree(_on_disk(ctx))
        except CannotGoOn:
            from innoreg.cli.source_tree import bare_tree

            if bare := bare_tree(ctx):
                return bare
            raise
    from innoreg.cli.source_tree import git_tree

    return git_tree(ctx, rev)


def today(ctx: Any) -> date:
    """The day asked about: --today, else INNOREG_TODAY, else the clock's."""
    if chosen := said(ctx).today:
        return chosen
    if words := os.environ.get("INNOREG_TODAY"):
        return parse_day(words)
    return date.today()


def loaded(ctx: Any) -> "Loaded":
    """The registry for a question; what could not be read is counted on stderr."""
    from innoreg.store.loader import load_tree

    read = load_tree(tree(ctx))
    count_failed(read.failed)
    return read


def from_index(
    ctx: Any,
    product: "Product",
    question: "Callable[[sqlite3.Connection], Answer]",
    *,
    named: Callable[[Answer], Iterable[str]] | None = None,
) -> Answer | None:
    """What `question` reads out of the index; None where the command must work it out itself.

    Revisions are never in the index. For `named` see `innoreg.index.refresh.ask`.
    """
    # Said first: a wrong day is told whether or not the index is used.
    day, now = today(ctx), time.time_ns()
    if said(ctx).rev is not None or said(ctx).no_cache or os.environ.get("INNOREG_NO_CACHE"):
        return None
    try:
        registry = _on_disk(ctx)
    except CannotGoOn:
        # A bare repository, or none: `tree` knows.
        return None
    from innoreg.cli.progress import progress
    from innoreg.index.refresh import ask

    with progress() as told:
        return ask(
            registry,
            product,
            question,
            today=day,
            now_ns=now,
            environ=os.environ,
            named=named,
            told=told,
        )


def count_failed(failed: int) -> None:
    """Say on stderr how many files an answer does without."""
    if failed:
        complain(
            ngettext(
                "{n} file could not be read and is not in this answer",
                "{n} files could not be read and are not in this answer",
                failed,
            ),
            _("`innoreg validate` says why"),
        )


def on_terminal() -> bool:
    """Whether a person looks at stdout; in a pipe the output is plain."""
    return bool(sys.stdout is not None and sys.stdout.isatty())


def width() -> int:
    """Columns of the terminal."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def show(part: Any) -> None:
    """Print what a report returned: a text, or something that rich draws."""
    if isinstance(part, str):
        sys.stdout.write(part if part.endswith("\n") or not part else part + "\n")
        return
    from rich.console import Console

    Console(highlight=False, width=width()).print(part)


def complain_lightly(remark: str) -> None:
    """A remark on stderr that is no failure."""
    print(f"innoreg: {remark}", file=sys.stderr)
