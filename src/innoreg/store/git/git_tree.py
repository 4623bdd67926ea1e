"""The tree of files at a revision, read from git's objects without checking anything out."""

import errno
import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from innoreg.errors import CannotGoOn, WrongUsage
from innoreg.i18n import T
from innoreg.store.git.commit_lookup import Commit
from innoreg.store.git.runner import Git
from innoreg.store.tree import MARK, MAX_BYTES, TreeFile

_LINK, _SUBMODULE = b"120000", b"160000"
# As many links behind one another as Linux follows.
_HOPS = 40


class _Entry(NamedTuple):
    mode: bytes
    name: str
    size: int


class GitTree:
    """The files of a folder of the repository as a commit has them.

    A link inside the registry is followed, as on disk. A submodule leaves the registry, for its
    files are in another repository.
    """

    # Another repository, whose revision of that time nobody knows.
    private: str | None = None

    def __init__(self, git: Git, commit: Commit, folder: str = "") -> None:
        self.git, self.commit, self.folder = git, commit, folder
        self._entries = dict(_list_tree(git, f"{commit.id}:{folder}"))
        self._contents: dict[str, bytes] = {}
        links = [e.name for e in self._entries.values() if e.mode == _LINK]
        self._links = bool(links)
        self._fetch(links)

    def files(self, folder: str) -> Iterator[TreeFile]:
        """Every file below `folder`, sorted by path; hidden ones are left out."""
        top = PurePosixPath(folder).as_posix()
        real = self._real(top)
        if real is None:
            yield TreeFile(top, leaves_tree=True)
            return
        start = f"{real}/" if real else ""
        below = [name.removeprefix(start) for name in self._entries if name.startswith(start)]
        shown = sorted(n for n in below if not any(p.startswith(".") for p in n.split("/")))
        paths = [f"{top}/{name}" if top != "." else name for name in shown]
        records = (self._entries.get(self._real(p) or "") for p in paths if p.endswith(".yaml"))
        small = (e for e in records if e and e.mode != _SUBMODULE and e.size <= MAX_BYTES)
        # All in one answer of git, before they are asked for one by one.
        self._fetch(entry.name for entry in small)
        for path in paths:
            yield self.file(path)

    def file(self, path: str) -> TreeFile:
        """One file by its path, whether it is there or not."""
        real = self._real(path)
        entry = self._entries.get(real or "")
        return TreeFile(path, real is None or (entry is not None and entry.mode == _SUBMODULE))

    def read(self, path: str) -> bytes:
        """The bytes of one file; OSError where it is not there."""
        entry = self._entry(path)
        if entry.name not in self._contents:
            self._fetch([entry.name])
        try:
            return self._contents[entry.name]
        except KeyError:
            raise OSError(errno.EIO, "missing from git's objects", path) from None

    def size(self, path: str) -> int:
        """Its size in bytes."""
        return self._entry(path).size

    def _entry(self, path: str) -> _Entry:
        real = self._real(path)
        entry = self._entries.get(real) if real is not None else None
        if entry is None or entry.mode == _SUBMODULE:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        return entry

    def _real(self, path: str) -> str | None:
        """The path that the links on the way lead to; None where they leave the registry."""
        if not self._links:
            return "" if path == "." else path
        steps, done, hops = deque(path.split("/")), list[str](), 0
        while steps:
            step = steps.popleft()
            if step == ".." and not done:
                return None
            if step == "..":
                done.pop()
            elif step not in ("", "."):
                done.append(step)
            entry = self._entries.get("/".join(done))
            if entry and entry.mode == _LINK:
                target = os.fsdecode(self._contents.get(entry.name, b""))
                hops += 1
                # Round in a circle, or out of the repository.
                if target.startswith("/") or hops > _HOPS:
                    return None
                done.pop()
                steps.extendleft(reversed(target.split("/")))
        return "/".join(done)

    def _fetch(self, names: Iterable[str]) -> None:
        wanted = dict.fromkeys(name for name in names if name not in self._contents)
        self._contents.update(read_blobs(self.git, wanted))


def read_blobs(git: Git, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each blob, read through one process; missing ones are left out."""
    wanted = list(names)
    if not wanted:
        return
    # One process for all: one for each file would take seconds for hundreds of records.
    answer = git("cat-file", "--batch", stdin="\n".join([*wanted, ""]).encode(), timeout=600)
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        words = answer[at:end].split()
        at = end + 1
        # A missing object has two words: its name and `missing`.
        if len(words) == 3:
            size = int(words[2])
            yield name, answer[at : at + size]
            at += size + 1


def _list_tree(git: Git, tree: str) -> Iterator[tuple[str, _Entry]]:
    for line in git("ls-tree", "-r", "-z", "-l", "--full-tree", tree).split(b"\0"):
        if line:
            head, _tab, path = line.partition(b"\t")
            mode, _kind, name, size = head.split()
            # A folder has none (-), nor has what is missing from git's objects (BAD).
            known = int(size) if size.isdigit() else 0
            yield os.fsdecode(path), _Entry(mode, name.decode(), known)


def tree_in_folder(git: Git, commit: Commit, folder: str) -> GitTree:
    """The registry in this folder of the commit and in no other; WrongUsage where there is none."""
    if _has_registry(git, commit, folder):
        return GitTree(git, commit, folder)
    raise WrongUsage(
        T(
            "there is no registry in the folder “{folder}” of {commit}",
            folder=folder,
            commit=commit.short,
        ),
        T("name a folder that has {mark}, from the repository's top", mark=MARK),
    )


def tree_at(git: Git, commit: Commit, folder: str | None = None) -> GitTree:
    """The registry as the commit has it.

    folder: of the registry in the repository, without a final slash. Where the commit has no
    registry there (it was moved, or the repository is bare), the commit's only one is taken;
    CannotGoOn where it has none, WrongUsage where it has several.
    """
    if folder is not None and _has_registry(git, commit, folder):
        return GitTree(git, commit, folder)
    everything = git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.id)
    paths = [PurePosixPath(os.fsdecode(name)) for name in everything.split(b"\0") if name]
    found = sorted(
        (p.parent.as_posix() for p in paths if p.name == MARK), key=lambda f: f.count("/")
    )
    if "." in found or len(found) == 1:
        return GitTree(git, commit, "" if "." in found else found[0])
    if not found:
        raise CannotGoOn(
            T("there is no registry in {commit}: no file {mark}", commit=commit.short, mark=MARK),
            T("name a later revision or another folder with -C DIR"),
        )
    raise WrongUsage(
        T(
            "several registries in {commit}: {folders}",
            commit=commit.short,
            folders=", ".join(found),
        ),
        T("name the folder behind the revision: --rev {rev}:{folder}", rev="HEAD", folder=found[0]),
    )


def _has_registry(git: Git, commit: Commit, folder: str) -> bool:
    path = f"{folder}/{MARK}" if folder else MARK
    return git.attempt("cat-file", "-e", f"{commit.id}:{path}") is not None


def folder_in_repository(git: Git) -> str | None:
    """The path from the repository's top to git's folder; None in a bare repository."""
    if git.attempt("rev-parse", "--is-inside-work-tree") != "true":
        return None
    return os.fsdecode(git("rev-parse", "--show-prefix")).rstrip("\n").rstrip("/")
