"""`innoreg init`."""

import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from innoreg.cli import requirement
from innoreg.cli.command_context import show
from innoreg.cli.editor_files import schema_files, settings_file
from innoreg.errors import WrongUsage, writing_to
from innoreg.i18n import N_, T, _, ngettext
from innoreg.installation import origin
from innoreg.store.loader import read_settings
from innoreg.store.registry_setup import AT_THE_TOP, create_registry, set_up_git
from innoreg.store.tree import MARK, DiskTree, top_of_repository


def init(
    folder: Annotated[Path, typer.Argument(metavar=N_("DIR"), help=N_("where; made if absent"))],
    empty: Annotated[
        bool, typer.Option("--empty", help=N_("without the sample records that show each kind"))
    ] = False,
    example: Annotated[
        Literal["mentoring"] | None,
        typer.Option(
            "--example",
            metavar=N_("NAME"),
            help=N_(
                "with an invented region instead: mentoring runs the programme of docs/mentoring.md"
            ),
        ),
    ] = None,
    git: Annotated[
        bool,
        typer.Option(
            "--git",
            help=N_("put it under git and let git merge records by field; also an existing one"),
        ),
    ] = False,
) -> None:
    if example and empty:
        raise WrongUsage(
            T("{names} do not go together", names="--example, --empty"), T("keep one of them")
        )
    # An existing registry, as after `git clone`: only the driver is missing.
    if git and (folder / MARK).is_file():
        _set_up_git(folder)
        return
    with writing_to(folder):
        came_from = origin()
        generated = {**schema_files(), **settings_file("data")}
        line = requirement.requirement_line(came_from)
        places = create_registry(folder, generated, line, samples=not empty, example=example)
    show(
        ngettext(
            "A registry of {n} file in {path}",
            "A registry of {n} files in {path}",
            len(places),
            path=folder,
        )
    )
    for line in _notes_on_top_files(folder, places):
        show(line)
    show(requirement.requirement_advice(came_from))
    # Not done here: what a shell reads at its start is changed by its owner only.
    show(_("Tab completes commands and ids after `innoreg --install-completion` (once)."))
    path = shlex.quote(str(folder))
    if example:
        show(_("Next: `innoreg -C {path} mentoring --today 2026-11-20`", path=path))
    elif empty:
        show(_("Next: `innoreg -C {path} new district ID`, or any other kind.", path=path))
    else:
        show(
            _(
                "Next: `innoreg -C {path} validate`, then replace the examples by your records.",
                path=path,
            )
        )
    if git:
        _set_up_git(folder)


def _notes_on_top_files(folder: Path, places: Mapping[str, Path]) -> Iterator[str]:
    """Lines that say where the files lie that only count at the top of the repository."""
    if top_of_repository(folder) in (None, folder.resolve()):
        return
    for name in AT_THE_TOP:
        if places[name] == folder / name:
            yield _(
                "The repository has its own {name}: add to it what stands in {path}",
                name=name,
                path=places[name],
            )
        else:
            yield _("At the top of the repository: {path}", path=places[name])


def _set_up_git(folder: Path) -> None:
    """Make the repository where there is none, and install the merge driver in it."""
    data = read_settings(DiskTree(folder)).data
    done = set_up_git(folder, data, _program_for_git())
    if done:
        show(_("Under git: {what}", what=", ".join(done)))
    else:
        show(_("git knows how to merge the records of {path} already", path=folder))


def _program_for_git() -> str:
    """The shell command that runs this innoreg: by its name if PATH finds it, else through Python."""
    found = shutil.which("innoreg")
    if found and Path(found).resolve().parent == Path(sys.executable).parent.resolve():
        return "innoreg"
    # -P: else Python would look for modules in the folder that is merged, where others put files.
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m innoreg"
