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
from innoreg.queries.printed_reference import split_reference
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
    private = registry.settings.private
    if private and _file_of(registry, ref).startswith(f"{private}/"):
        # Its commits are in the other repository.
        git = Git(call.working_folder / private)
    else:
        git, private = open_repository(call.options), None
    start = find_commit(git, call.options.rev or "HEAD")
    path, key = _find_file(registry, git, start, ref, private)
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


def _file_of(registry: Registry, ref: str) -> str:
    target = registry.find(split_reference(ref)[0])
    return registry.source(target.record).file if target else ""


def _find_file(
    registry: Registry, git: Git, start: Commit, ref: str, private: str | None
) -> tuple[str, str | None]:
    """The record's path from the repository's top, and the key of the part asked about or None.

    A record that is gone is looked for in the commits. private: the folder of protected records,
    where the record is one of these.
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
    below = registry.source(target.record).file.removeprefix(f"{private}/")
    file = PurePosixPath(folder, below).as_posix()
    key = target.ref.partition("/")[2]
    return file, key or None


def _uncommitted_version(
    registry: Registry, found: list[Version[Commit | None]], path: str
) -> Version[Commit | None] | None:
    """The record on disk as a version of its own, where it differs from the last commit."""
    name = PurePosixPath(path).stem
    before = found[0].now if found else None
    start = f"{registry.settings.private}/"
    files = {r: registry.source(r).file.removeprefix(start) for r in registry.by_id.get(name, ())}
    now = next((r for r, file in files.items() if path.endswith(file)), None)
    if now == before or name in registry.broken:
        return None
    return Version(None, path, (before,), now)
