"""Files that an interrupted innoreg left: temporary ones, journals, half of an export."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from innoreg.diagnostics import Diagnostic, Place
from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.store.private_folder import records_of
from innoreg.store.text_decoding import finding
from innoreg.store.tree import EDITOR, JOURNAL, REMINDERS, SCHEMAS, DiskTree, is_inside

IGNORED = (".*.new", ".innoreg-*", ".*-innoreg-*")
"""As .gitignore has them: they hold what records hold, and are not to be committed."""
_STRAY = re.compile(r"\..+\.new|\.innoreg-.+|\..+-innoreg-.+")


def find_stray_files(root: Path, data: str) -> list[Diagnostic]:
    """A warning for each; none while another innoreg is writing, for then they are its own."""
    if not next(_names(root, data), None):
        return []
    # What reads no record imports no model: a warm `validate` finds nothing here and goes on.
    from innoreg.store.file_writer import registry_lock

    try:
        with registry_lock(root, patience=0):
            found = sorted(_names(root, data))
    except (CannotGoOn, OSError):
        return []
    return [_finding(name) for name in found]


def _finding(name: str) -> Diagnostic:
    if name == JOURNAL:
        hint = T("the next command that writes finishes the change or takes it back")
        message = T("a change of several files was interrupted")
    else:
        hint = T("nothing needs it: delete it, and do not commit it")
        message = T("a file that an interrupted innoreg left")
    return finding("stray-file", Place(name), message, hint, severity="warning")


def _names(root: Path, data: str) -> Iterator[str]:
    """Their paths from the root: those in it and in its own folders, and below the folders of records."""
    for folder in ("", REMINDERS, SCHEMAS, EDITOR):
        with suppress(OSError), os.scandir(root / folder) as entries:
            own = (each.name for each in entries if _STRAY.fullmatch(each.name))
            yield from (f"{folder}/{name}" if folder else name for name in own)
    if data != "." and is_inside(str(root / data), os.path.realpath(root)):
        yield from _below(root, data)
    # It lies where it says itself that it may be read, inside the registry or beside it.
    private = DiskTree(root).private
    if private:
        yield from _below(root, records_of(private))


def _below(root: Path, data: str) -> Iterator[str]:
    # Thousands of files: pathlib would take as long as reading them.
    for folder, folders, files in os.walk(root / data):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith(".") and _STRAY.fullmatch(name):
                yield Path(os.path.relpath(Path(folder) / name, root)).as_posix()
