"""The folder of an export: it appears whole or not at all, and replaces only an earlier export."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from innoreg.errors import Refused
from innoreg.i18n import T

MANIFEST = "_export.json"
"""Says what was exported; programs that read tables pass over names that begin with `_`."""


def check_free(folder: Path) -> None:
    """Refuse a folder that is anything but absent, empty or an earlier export and nothing more."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(
            T("{path} is a file and is left as it is", path=folder),
            T("name a new or empty folder"),
        )
    files = _files(folder)
    known = _exported(folder)
    if known is None and any(folder.iterdir()):
        raise Refused(
            T("{path} is no earlier export and is left as it is", path=folder),
            T("name a new or empty folder"),
        )
    if known is not None and (strange := sorted(files - known)):
        raise Refused(
            T("{path} also holds what no export wrote: {files}", path=folder, files=strange[0]),
            T("move it elsewhere, or name a new folder"),
        )


def _files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in found}


def _exported(folder: Path) -> set[str] | None:
    """The files of the earlier export there; None where there was none."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {MANIFEST, *map(str, files)}
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A new folder beside it to write in, which takes its place when all went well."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = aside / "new"
        new.mkdir()
        yield new
        check_free(folder)
        _exchange(folder, new, aside / "old")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def describe(folder: Path, about: Mapping[str, object]) -> None:
    """Write the manifest: what the export is, and every file of it."""
    content = {"format": 1, **about, "files": sorted(_files(folder))}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
