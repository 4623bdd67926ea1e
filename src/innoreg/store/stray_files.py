"""Files that an interrupted innoreg left: temporary ones, journals, half of an export."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from innoreg.diagnostics import Diagnostic, Place
from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.store.text_decoding import finding
from innoreg.store.tree import JOURNAL, REMINDERS, is_inside

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
    """Their paths from the root: those in the root, among the reminders, below the folder of records."""
    with os.scandir(root) as entries:
        yield from (each.name for each in entries if _STRAY.fullmatch(each.name))
    with suppress(OSError), os.scandir(root / REMINDERS) as entries:
        own = (each.name for each in entries if _STRAY.fullmatch(each.name))
        yield from (f"{REMINDERS}/{name}" for name in own)
    if data == "." or not is_inside(str(root / data), os.path.realpath(root)):
        return
    # Thousands of files: pathlib would take as long as reading them.
    for folder, folders, files in os.walk(root / data):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith(".") and _STRAY.fullmatch(name):
                yield (Path(folder) / name).relative_to(root).as_posix()
