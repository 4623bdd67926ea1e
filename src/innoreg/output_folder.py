"""A folder of files that a command writes as a whole: it appears complete, or stays as it was.

A manifest in the folder lists the files of the last time. Only a folder that holds these and nothing
else is replaced, for it may be somebody's own that has just the same name.
"""

import glob
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from innoreg.errors import Refused
from innoreg.file_lock import try_to_lock
from innoreg.i18n import T
from innoreg.regular_file import read_regular_file

_WORKSPACE = "{name}-innoreg-"
"""Hidden, beside the target: so that both renames stay on one disk, and .gitignore passes it over."""
_HELD = "held"
_LARGEST_MANIFEST = 8 * 1024 * 1024
"""Bytes; a site of ten thousand pages has half a million."""


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """A folder and how its own files are told from others.

    manifest: the name of the file that lists them. own: matches the paths that the command writes;
    a manifest that names other files was made by somebody else.
    """

    path: Path
    manifest: str
    own: re.Pattern[str]

    def check_free(self) -> None:
        """Raise Refused unless the folder is absent, empty, or holds what was written before and nothing else."""
        folder = self.path
        if folder.is_symlink() and not folder.exists():
            # It may have come with the registry: what it names would be made by writing.
            raise Refused(
                T("{path} is a link that leads nowhere", path=folder),
                T("name a new or empty folder"),
            )
        if not folder.exists():
            return
        if not folder.is_dir():
            raise Refused(
                T("{path} is a file and is left as it is", path=folder),
                T("name a new or empty folder"),
            )
        files = _list_files(folder)
        known = self._known_files()
        if known is None and any(folder.iterdir()):
            raise Refused(
                T("{path} was not written by this command and is left as it is", path=folder),
                T("name a new or empty folder"),
            )
        if known is not None and (strange := sorted(files - known)):
            raise Refused(
                T("{path} also holds what this command did not write: {files}",
                  path=folder, files=strange[0]),
                T("move it elsewhere, or name a new folder"),
            )  # fmt: skip

    def _known_files(self) -> set[str] | None:
        """The files of the last time, by the manifest; None where there is none."""
        # A manifest that cannot be read is none of ours: the folder is left as it is.
        try:
            files = json.loads(read_regular_file(self.path / self.manifest, _LARGEST_MANIFEST))[
                "files"
            ]
            return {self.manifest, *(file for file in map(str, files) if self.own.fullmatch(file))}
        except (OSError, ValueError, TypeError, KeyError):
            return None

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """A new empty folder to write in, which replaces this one when the block ends without error.

        Raises Refused if something else was put into this one meanwhile.
        """
        # A link stays a link: the folder it leads to is the one replaced.
        folder = self.path.resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        workspace = Path(
            tempfile.mkdtemp(prefix=f".{_WORKSPACE.format(name=folder.name)}", dir=folder.parent)
        )
        try:
            with (workspace / _HELD).open("wb") as held:
                # Where the disk knows no locks a folder that is left stays, and `validate` names it.
                with suppress(OSError):
                    try_to_lock(held.fileno())
                new = workspace / "new"
                new.mkdir()
                yield new
                # Asked again: the work may have taken minutes.
                self.check_free()
                _exchange_folders(folder, new, workspace / "old")
        finally:
            _remove_workspace(workspace)

    def clear_interrupted(self) -> bool:
        """Undo what a process left that was ended while it wrote; whether there was any."""
        folder = self.path.resolve()
        cleared = False
        for workspace in folder.parent.glob(
            f".{glob.escape(_WORKSPACE.format(name=folder.name))}*"
        ):
            # Only what innoreg made, and nobody holds any more.
            if workspace.is_symlink() or not _is_abandoned(workspace):
                continue
            old = workspace / "old"
            if old.is_dir() and not folder.exists():
                old.rename(folder)
            _remove_workspace(workspace)
            cleared = True
        return cleared

    def write_manifest(self, new: Path, about: Mapping[str, object]) -> None:
        """Write the manifest into `new`: `about` and all files, sorted so that bytes come out alike."""
        content = {"format": 1, **about, "files": sorted(_list_files(new))}
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        # A file's name may hold bytes that are no text.
        raw = text.encode("utf-8", "backslashreplace")
        (new / self.manifest).write_bytes(raw)


def _list_files(folder: Path) -> set[str]:
    # A link counts as a file, even one to a folder: it is not followed.
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in found}


def _remove_workspace(workspace: Path) -> None:
    """Remove it, the file that shows whose it is last: else what is left would be nobody's."""
    for part in ("old", "new"):
        shutil.rmtree(workspace / part, ignore_errors=True)
    with suppress(OSError):
        (workspace / _HELD).unlink()
    with suppress(OSError):
        workspace.rmdir()


def _is_abandoned(workspace: Path) -> bool:
    """Whether its process is no more; an empty folder was left by one, too."""
    try:
        with (workspace / _HELD).open("rb") as stream:
            return try_to_lock(stream.fileno())
    except FileNotFoundError:
        return not any(workspace.iterdir())
    except OSError:
        return False


def _exchange_folders(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        # Windows refuses while another program has the folder open: the earlier export returns.
        if old.exists():
            old.rename(folder)
        raise
