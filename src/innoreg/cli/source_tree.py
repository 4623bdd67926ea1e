"""The tree a question is about: on disk, or in git at the revision that --rev names."""

import os
import re
from pathlib import Path
from typing import Any

from innoreg.cli.common_options import parse_day, said
from innoreg.errors import CannotGoOn, InnoregError, WrongUsage
from innoreg.store.git.commit_lookup import Commit, named, on_day
from innoreg.store.git.git_tree import GitTree, folder_in_repository, tree_at
from innoreg.store.git.runner import Git
from innoreg.store.tree import find_root

_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")


def asked_folder(ctx: Any) -> Path:
    """The registry's folder; else the one that was named, in which git may know a registry."""
    chosen, environ = said(ctx).registry, os.environ
    try:
        return find_root(Path.cwd(), chosen, environ)
    except CannotGoOn:
        folder = chosen or Path(environ.get("INNOREG_REGISTRY") or Path.cwd())
        if not folder.is_dir():
            raise
        return folder


def revision(git: Git, words: str) -> Commit:
    """The commit of a REV or a DATE, as a person types it."""
    if _DAY.fullmatch(words.strip()):
        return on_day(git, parse_day(words))
    return named(git, words)


def git_tree(ctx: Any, words: str) -> GitTree:
    """The registry at a REV, a DATE, or REV:FOLDER where a repository holds several."""
    git = Git(asked_folder(ctx))
    try:
        return tree_at(git, revision(git, words), folder_in_repository(git))
    except WrongUsage:
        rev, colon, folder = words.partition(":")
        if not (colon and rev):
            raise
        return tree_at(git, revision(git, rev), folder.strip("/"))


def bare_tree(ctx: Any) -> GitTree | None:
    """The registry at HEAD of a bare repository, where the named folder is one."""
    try:
        folder = asked_folder(ctx)
        git = Git(folder)
        if git.attempt("rev-parse", "--is-bare-repository") != "true":
            return None
    except InnoregError:
        return None
    return git_tree(ctx, "HEAD")
