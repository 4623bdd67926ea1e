"""Putting a registry under git: the repository, the attribute of its records, the merge driver."""

from pathlib import Path

from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.store.git import Git

DRIVER = "innoreg"


def set_up(root: Path, data: str, program: str) -> list[str]:
    """Make git merge records by field; what was done, as the words of files and settings.

    program: how a shell calls innoreg. Done again it changes nothing.
    """
    git = Git(root)
    done = []
    if not _is_repository(git):
        git("init", "--quiet")
        done.append(".git")
    if _add_attribute(root / ".gitattributes", f"{data}/**/*.yaml merge={DRIVER}"):
        done.append(".gitattributes")
    settings = {
        "name": "records of innoreg by field and by number",
        "driver": f"{program} merge-driver %O %A %B %P",
    }
    for key, value in settings.items():
        name = f"merge.{DRIVER}.{key}"
        if git.attempt("config", "--local", "--get", name) != value:
            git("config", "--local", name, value)
            done.append(name)
    return done


def _is_repository(git: Git) -> bool:
    try:
        return git.attempt("rev-parse", "--git-dir") is not None
    except CannotGoOn as error:
        if "is not in a git repository" in error.message.message:
            return False
        raise


def _add_attribute(path: Path, line: str) -> bool:
    """Add the line to the file, at its end; its other lines stay as they are."""
    try:
        old = path.read_bytes() if path.exists() else b""
        if line in old.decode("utf-8", "replace").splitlines():
            return False
        newline = b"\r\n" if b"\r\n" in old else b"\n"
        if old and not old.endswith(b"\n"):
            old += newline
        path.write_bytes(old + line.encode() + newline)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotGoOn(T("cannot write to {path}: {reason}", path=path, reason=reason)) from None
    return True
