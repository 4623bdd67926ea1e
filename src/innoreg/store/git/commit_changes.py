"""One commit of exactly the files that were changed, with the user's own hooks and signature."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from innoreg.errors import CannotGoOn, Refused
from innoreg.i18n import T
from innoreg.store.git.runner import safe_environment


def check_can_commit(root: Path, files: Sequence[str]) -> None:
    """Whether a commit of these files alone is possible, asked before anything is written.

    Raises CannotGoOn when git is missing, Refused when `root` is no repository, when git does
    not know who commits, or when a file already has changes that nobody committed.
    """
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if "dubious ownership" in inside.stderr:
        raise CannotGoOn(
            T("git does not trust {path}: it belongs to another user", path=root),
            T("`git config --global --add safe.directory FOLDER` if you do"),
        )
    if inside.returncode or inside.stdout.strip() != "true":
        raise Refused(
            T("{path} is no git repository, so nothing can be committed", path=root),
            T("leave out --commit, or begin one with `git init`; nothing was written"),
        )
    if _git(root, "var", "GIT_AUTHOR_IDENT").returncode:
        raise Refused(
            T("git does not know who you are"),
            T(
                'run `git config --global user.name "…"` and `git config --global user.email "…"`; '
                "nothing was written"
            ),
        )
    if dirty := uncommitted(root, files):
        raise Refused(
            T("not committed before: {files}", files=", ".join(dirty)),
            T("commit these changes first, or leave out --commit; nothing was written"),
        )


def uncommitted(root: Path, files: Sequence[str]) -> list[str]:
    """Those of the files, or below the folders, that are not as the last commit has them."""
    lines = _git(root, "status", "--porcelain", "--", *files).stdout.splitlines()
    return [line[3:] for line in lines]


def commit(root: Path, files: Sequence[str], message: str) -> str:
    """Commit these files and nothing else; the commit's short name.

    Raises Refused with git's own words when it will not, for example because of a hook; then the
    index is as it was.
    """
    # `commit --only` refuses files that git does not know yet.
    _run_or_unstage(root, files, "add", "--", *files)
    _run_or_unstage(root, files, "commit", "--quiet", "--only", "-m", message, "--", *files)
    return _git(root, "rev-parse", "--short", "HEAD").stdout.strip()


def _run_or_unstage(root: Path, files: Sequence[str], *words: str) -> None:
    answer = _git(root, *words)
    if answer.returncode:
        _git(root, "reset", "--quiet", "--", *files)
        said = (answer.stderr or answer.stdout).strip() or "?"
        raise Refused(
            T("git would not commit: {said}", said=said),
            T("the files are as they were; repeat without --commit and commit by hand"),
        )


# Whatever the user's editor writes messages in: innoreg's are UTF-8, and so are the answers.
_IN_UTF8 = (
    "-c", "core.quotePath=false",
    "-c", "i18n.commitEncoding=UTF-8",
    "-c", "i18n.logOutputEncoding=UTF-8",
)  # fmt: skip


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            # Not by `runner.Git`, which switches hooks off: a commit is the user's own, with hooks
            # and signature.
            ["git", *_IN_UTF8, *words],
            cwd=root,
            env={**safe_environment(os.environ), "GIT_LITERAL_PATHSPECS": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise CannotGoOn(
            T("git is missing on this computer, so nothing can be committed"),
            T("leave out --commit, or install git; nothing was written"),
        ) from None
