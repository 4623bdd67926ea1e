"""`innoreg history`."""

from pathlib import PurePosixPath
from typing import Annotated, Literal

import typer

from innoreg.cli.command_context import Call, load_whole_records, print_remark, show
from innoreg.cli.output import show_json
from innoreg.cli.reference_lookup import AnyRefArgument, find_target
from innoreg.cli.source_tree import find_commit, open_repository
from innoreg.errors import WrongUsage
from innoreg.i18n import N_, _
from innoreg.model.registry import Registry
from innoreg.queries.record_history import Version
from innoreg.queries.record_history import history as ask
from innoreg.report import history as report
from innoreg.report.field_values import title_finder
from innoreg.store.git.commit_lookup import Commit, is_shallow
from innoreg.store.git.git_tree import folder_in_repository, tree_at
from innoreg.store.git.history_log import file_versions, last_path_of
from innoreg.store.git.runner import Git


def history(
    call: Call,
    ref: AnyRefArgument,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help=N_("form of the answer"))
    ] = "text",
) -> None:
    registry = load_whole_records(call, every=True).registry
    git = open_repository(call.options)
    start = find_commit(git, call.options.rev or "HEAD")
    path, key = _find_file(registry, git, start, ref)
    found: list[Version[Commit | None]] = [Version(*v) for v in file_versions(git, start, path)]
    if call.options.rev is None and (unsaved := _uncommitted_version(registry, found, path)):
        found.insert(0, unsaved)
    steps = ask(found, key)
    if is_shallow(git):
        print_remark(_("this clone is shallow: `git fetch --unshallow` brings the older commits"))
    if format == "json":
        show_json(call, report.as_document(ref, steps))
    else:
        show(report.as_text(ref, steps, title_finder(registry)))


def _find_file(registry: Registry, git: Git, start: Commit, ref: str) -> tuple[str, str | None]:
    """The record's path from the repository's top, and the key of the part asked about or None.

    A record that is gone is looked for in the commits.
    """
    try:
        target = find_target(registry, ref)
    except WrongUsage:
        name, _slash, key = ref.removesuffix(".").partition("/")
        # Its file is in no tree any more, but its commits are.
        if path := last_path_of(git, start, name):
            return path, key or None
        raise
    folder = folder_in_repository(git)
    if folder is None:
        # A bare repository has no folder on disk.
        folder = tree_at(git, start).folder
    file = PurePosixPath(folder, registry.source(target.record).file).as_posix()
    key = target.ref.partition("/")[2]
    return file, key or None


def _uncommitted_version(
    registry: Registry, found: list[Version[Commit | None]], path: str
) -> Version[Commit | None] | None:
    """The record on disk as a version of its own, where it differs from the last commit."""
    name = PurePosixPath(path).stem
    before = found[0].now if found else None
    now = next(
        (r for r in registry.by_id.get(name, ()) if path.endswith(registry.source(r).file)), None
    )
    if now == before or name in registry.broken:
        return None
    return Version(None, path, (before,), now)
