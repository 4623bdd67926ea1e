"""The files of a registry: finds its root, lists and reads its files, hashes their content."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import Any, Protocol

from innoreg.errors import CannotGoOn, InnoregError, os_error_text
from innoreg.file_kinds import PICTURES, FileKind, picture_size
from innoreg.i18n import N_, T
from innoreg.regular_file import outside_error, too_large_error

# For thousands of files pathlib takes half as long as reading them.
# ruff: noqa: PTH114, PTH116, PTH118


TABLE = ".csv"
"""How files end that hold the rows of a record of the same name."""
# Not blocking: opening a pipe would wait for somebody who writes into it.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# Bounds the time and memory of parsing; records of real plans have some tens of KiB.
MAX_BYTES = 8 * 1024 * 1024
"""The size in bytes up to which a file is read as a record."""


def file_kind(tree: "Tree", path: str) -> FileKind:
    """What lies at a path of the tree: no file, a picture that can be printed, or another file.

    Nothing outside of the tree counts.
    """
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or ":" in path:
        return "none"
    try:
        if tree.file(path).leaves_tree or tree.size(path) < 0:
            return "none"
    except (OSError, KeyError, ValueError, InnoregError):
        return "none"
    if not path.lower().endswith(PICTURES):
        return "file"
    try:
        return "picture" if picture_size(contents_of(tree, path) or b"") else "file"
    except OSError:
        return "file"


def contents_of(tree: "Tree", path: str) -> bytes | None:
    """The bytes of a file beside the records; None where there is none.

    OSError where it cannot be read, is larger than MAX_BYTES, or a link leads out of the tree.
    """
    if tree.file(path).leaves_tree:
        raise outside_error(path)
    try:
        if tree.size(path) > MAX_BYTES:
            raise too_large_error(path)
        return tree.read(path)
    except FileNotFoundError:
        return None


def read_tables(tree: "Tree", paths: Iterable[str]) -> Iterator[tuple[str, bytes | T]]:
    """The bytes of each table that is there, or why it cannot be read."""
    for path in paths:
        try:
            raw = contents_of(tree, path)
        except OSError as error:
            yield path, os_error_text(error)
            continue
        if raw is not None:
            yield path, raw


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file by its path relative to the root, with `/`; `leaves_tree`: a link out of the tree."""

    path: str
    leaves_tree: bool = False


class Tree(Protocol):
    """A source of files: the disk, a revision in git, or the memory."""

    @property
    def private(self) -> str | None:
        """The folder of protected records at hand, as the paths in it begin; None where there is none."""

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; hidden ones are left out."""

    def file(self, path: str) -> "TreeFile":
        """One file by its path, whether it is there or not."""

    def read(self, path: str) -> bytes:
        """The bytes of one file; OSError where it cannot be read."""

    def size(self, path: str) -> int:
        """Its size in bytes, known without reading it."""


class DiskTree:
    """The working tree."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._start = os.path.join(root, "")

    @cached_property
    def private(self) -> str | None:
        """See `Tree`; asked of the disk once."""
        from innoreg.store.private_folder import folder_at_hand

        return folder_at_hand(self.root, MARK, os.environ)

    def top(self, path: str) -> str:
        """The real path of the folder that no link at this path may lead out of."""
        # Only the folder of protected records has paths that begin so.
        if (
            path.startswith("../")
            and (private := self.private)
            and f"{path}/".startswith(f"{private}/")
        ):
            return os.path.realpath(self._start + private)
        return os.path.realpath(self.root)

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; links to folders are not followed."""
        top, inside = PurePosixPath(folder).as_posix(), self.top(folder)
        if not is_inside(self._start + top, inside):
            return iter([TreeFile(top, leaves_tree=True)])
        return self._below("" if top == "." else f"{top}/", inside)

    def _below(self, folder: str, inside: str) -> Iterator[TreeFile]:
        """The files of a folder (a path that ends with `/`), then those of its folders."""
        try:
            with os.scandir(self._start + folder) as entries:
                shown = sorted(
                    (e for e in entries if not e.name.startswith(".")), key=attrgetter("name")
                )
        except OSError as error:
            _refuse_unreadable_folder(error)
            return
        folders = []
        for entry in shown:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                # Links to folders are reported as files: following them could go round in circles.
                leaves = entry.is_symlink() and not is_inside(entry.path, inside)
                yield TreeFile(folder + entry.name, leaves)
        for name in folders:
            yield from self._below(f"{folder}{name}/", inside)

    def file(self, path: str) -> TreeFile:
        """One file by its path, whether it is there or not."""
        # Also where a folder on the way is a link: this path was not found by looking into folders.
        return TreeFile(path, not is_inside(self._start + path, self.top(path)))

    def read(self, path: str) -> bytes:
        """The bytes of one file; OSError where it cannot be read or a link leads out of the tree.

        A pipe or a device is refused, for it may never end.
        """
        handle = self._open(path)
        try:
            # Asked of the open file: the path may mean another one by now.
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(errno.EINVAL, N_("it is not a regular file"))
            raw = os.read(handle, found.st_size + 1)
            if len(raw) != found.st_size:
                # It grew or shrank meanwhile, or its system gives less at once.
                while more := os.read(handle, MAX_BYTES):
                    raw += more
            return raw
        finally:
            os.close(handle)

    def _open(self, path: str) -> int:
        full = self._start + path
        # Of what is no link nothing need be asked before it is opened, where the system says so.
        if _NO_LINK or not os.path.islink(full):
            try:
                return os.open(full, _READING | _NO_LINK)
            except OSError:
                if not os.path.islink(full):
                    raise
        if not is_inside(full, self.top(path)):
            raise outside_error(full)
        return os.open(full, _READING)

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return os.stat(self._start + path).st_size


def is_inside(link: str, inside: str) -> bool:
    """Whether a link leads to a place inside a folder whose real path is given; one to itself does."""
    return Path(os.path.realpath(link)).is_relative_to(inside)


def _refuse_unreadable_folder(error: OSError) -> None:
    """Raise CannotGoOn for a folder that may not be read; a missing folder holds no files."""
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise CannotGoOn(
            T(
                "cannot look into {path}: {reason}",
                path=error.filename,
                reason=os_error_text(error),
            ),
            T("check the rights on the folder"),
        )


class MemoryTree:
    """A tree of a few files in memory, by their paths."""

    private: str | None = None

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Those below `folder`, sorted by path."""
        for path in sorted(self._contents):
            if PurePosixPath(path).is_relative_to(folder):
                yield TreeFile(path)

    def file(self, path: str) -> TreeFile:
        """One file by its path, whether it is there or not."""
        return TreeFile(path)

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return self._contents[path]

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return len(self._contents[path])


MARK = "innoreg.yaml"
JOURNAL = ".innoreg-change"
"""Lies beside it while a change is made."""


def working_folder() -> Path:
    """The folder the program was called in; CannotGoOn where it is gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise CannotGoOn(
            T("the folder you are in is not there any more: {reason}", reason=os_error_text(error)),
            T("go into another folder, and name the registry by its whole path: -C DIR"),
        ) from None


def find_root(start: Path | None, chosen: Path | None, environ: Mapping[str, str]) -> Path:
    """The registry's root: `chosen` (-C), else `INNOREG_REGISTRY`, else upwards from `start`.

    Where there is none upwards, the only one that git knows in the repository is meant: hooks and
    CI begin at the repository's top.
    """
    named = chosen or (
        Path(environ["INNOREG_REGISTRY"]) if environ.get("INNOREG_REGISTRY") else None
    )
    if named is not None:
        if not (named / MARK).is_file():
            raise no_registry_error(named)
        return named
    start = start or working_folder()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    known = _registries_in_git(start)
    if len(known) == 1:
        return known[0]
    if known:
        raise CannotGoOn(
            T("several registries here: {folders}", folders=", ".join(map(str, known))),
            T("name one with -C DIR"),
        )
    raise CannotGoOn(
        T("no registry here: no {mark} in {path} or above it", mark=MARK, path=start),
        T("go into a registry, name one with -C DIR, or make one with `innoreg init DIR`"),
    )


def top_of_repository(folder: Path) -> Path | None:
    """The top of the git working tree that the folder lies in; None outside of any."""
    # A link to a folder lies in another place than what it leads to.
    folder = folder.resolve()
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def _registries_in_git(start: Path) -> list[Path]:
    """The registries among the files that git has in the working tree around `start`."""
    top = top_of_repository(start)
    if top is None:
        return []
    from innoreg.store.git.runner import Git

    # While a merge is unfinished git lists a conflicting file several times.
    names = set(Git(top)("ls-files", "-z", "--", f":(glob)**/{MARK}").split(b"\0"))
    marks = sorted(top / os.fsdecode(name) for name in names if name)
    return [mark.parent for mark in marks if mark.is_file()]


def no_registry_error(folder: Path) -> CannotGoOn:
    """The error for a named folder that is no registry; the hint may name one above it."""
    message = T("there is no registry in {path}: no file {mark}", path=folder, mark=MARK)
    above = next((f for f in (working_folder() / folder).parents if (f / MARK).is_file()), None)
    if above and folder.is_dir():
        return CannotGoOn(message, T("perhaps {close}", close=above))
    return CannotGoOn(message, T("make one with `innoreg init {path}`", path=quote(str(folder))))


def digest(raw: bytes) -> bytes:
    """The hash of a file's bytes, 16 bytes long."""
    found: bytes = _blake2b()(raw, digest_size=16).digest()
    return found


def _blake2b() -> Callable[..., Any]:
    # hashlib loads OpenSSL for its other hashes: two milliseconds of a short call.
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b


SCHEMAS = "schemas"
"""The folder of the schemas that editors read."""
EDITOR = ".vscode"
"""The folder of an editor's settings, which name the schemas."""
REMINDERS = "reminders"
"""The folder of the log of reminders, in the registry's own."""
