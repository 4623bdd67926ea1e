"""How often each duty was changed so far: the number by which calendars know the newer entry."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from innoreg.cli.command_context import CallContext, print_remark
from innoreg.errors import InnoregError
from innoreg.i18n import _
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.obligation import obligations
from innoreg.store.git.commit_lookup import Commit, commit_by_name, is_shallow
from innoreg.store.git.git_tree import GitTree, folder_in_repository, tree_at
from innoreg.store.git.part_changes import count_part_changes, part_mark, parts_of, read_raw
from innoreg.store.git.runner import Git
from innoreg.store.tree import Tree, contents_of


def count_changes(
    call: CallContext, registry: Registry, rows: Sequence[DueRow]
) -> Mapping[str, int]:
    """By reference: commits that changed its own words, and what orders and marks did to it.

    What stands in the files and is not committed yet counts as one, as it will once it is.
    """
    found = {thing.ref: len(thing.duty.steps) for thing in obligations(registry, call.day)}
    try:
        before = _last_commit(call)
    except InnoregError:
        print_remark(_("no history of git: the calendar counts only orders and marks as changes"))
        return found
    if is_shallow(before.git):
        print_remark(_("this clone is shallow: `git fetch --unshallow` brings the older commits"))
    by_file: dict[str, list[DueRow]] = {}
    for row in rows:
        by_file.setdefault(row.source_file, []).append(row)
    paths = {file: PurePosixPath(before.folder, file).as_posix() for file in by_file}
    counts = count_part_changes(before.git, before.commit, list(paths.values()))
    for file, own in by_file.items():
        data = _raw_record(call.tree, file)
        now, committed = parts_of(data), parts_of(_raw_record(before, file))
        for ref, path in {row.ref: row.path for row in own}.items():
            mark = part_mark(data, path)
            if mark is not None:
                is_unsaved = mark in committed and committed[mark] != now[mark]
                found[ref] = found.get(ref, 0) + counts[paths[file]][mark] + is_unsaved
    return found


def _last_commit(call: CallContext) -> GitTree:
    """The tree of the revision asked about, of files on disk that of the last commit."""
    tree = call.tree
    if isinstance(tree, GitTree):
        return tree
    git = Git(call.folder)
    commit: Commit = commit_by_name(git, "HEAD")
    return tree_at(git, commit, folder_in_repository(git))


def _raw_record(tree: Tree, file: str) -> dict[str, object] | None:
    raw = contents_of(tree, file)
    return read_raw(raw, file) if raw is not None else None
