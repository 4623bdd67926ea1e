"""Git behind a question: the repository of the registry, its commits, its tree at a revision."""

import os
import re
from pathlib import Path

from innoreg.cli.common_options import CommonOptions, parse_day
from innoreg.errors import CannotGoOn, InnoregError, WrongUsage
from innoreg.store.git.commit_lookup import Commit, commit_by_name, last_commit_on
from innoreg.store.git.git_tree import GitTree, folder_in_repository, tree_at, tree_in_folder
from innoreg.store.git.runner import Git
from innoreg.store.loader import LoadResult, load_tree
from innoreg.store.tree import find_root, working_folder

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")


def open_repository(options: CommonOptions) -> Git:
    """The repository of the registry; else of the folder named, in which git may know a registry."""
    chosen, environ = options.registry, os.environ
    try:
        return Git(find_root(None, chosen, environ))
    except CannotGoOn:
        folder = chosen or Path(environ.get("INNOREG_REGISTRY") or working_folder())
        if not folder.is_dir():
            raise
        return Git(folder)


def find_commit(git: Git, words: str) -> Commit:
    """The commit of a REV or a DATE, as a person types it."""
    # A day first: `git rev-parse` finds no commit by its day.
    if _DAY.fullmatch(words.strip()):
        return last_commit_on(git, parse_day(words))
    return commit_by_name(git, words)


def load_commit(git: Git, commit: Commit) -> LoadResult:
    """The registry as it was in the commit."""
    return load_tree(tree_at(git, commit, folder_in_repository(git)))


def open_git_tree(options: CommonOptions, words: str) -> GitTree:
    """The registry at a REV, a DATE, or REV:FOLDER where a repository holds several."""
    git = open_repository(options)
    rev, colon, folder = words.partition(":")
    try:
        commit = find_commit(git, words)
    except WrongUsage:
        # Tried last: a revision may hold a colon of its own, as `:/words of a message` does.
        if not (colon and rev):
            raise
        return tree_in_folder(git, find_commit(git, rev), folder.strip("/"))
    return tree_at(git, commit, folder_in_repository(git))


def open_bare_tree(options: CommonOptions) -> GitTree | None:
    """The registry at HEAD of a bare repository; None where the named folder is none."""
    try:
        if open_repository(options).attempt("rev-parse", "--is-bare-repository") != "true":
            return None
    except InnoregError:
        return None
    return open_git_tree(options, "HEAD")
