"""The whole tree -> the registry and every problem of its files; no problem hides another."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from innoreg.diagnostics import Diagnostic, Place
from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.record_models import FOLDERS, KINDS
from innoreg.model.registry import Registry
from innoreg.model.settings import Settings
from innoreg.process import gc_paused
from innoreg.store.file_diagnostics import validation_diagnostics
from innoreg.store.file_source import FileSource, PlaceFinder
from innoreg.store.prefetch import ParsedFile
from innoreg.store.record_ids import stem, to_latin
from innoreg.store.record_reader import ReadFile, read_mapping, read_record
from innoreg.store.text_decoding import finding
from innoreg.store.tree import MARK, DiskTree, Tree, TreeFile

Known = Callable[[str], ParsedFile | None]
"""What is known of a file already, by its path."""
# .yml, .YAML, and the .yaml.txt that Notepad makes; none may pass for a file that is no record.
_ALMOST = re.compile(r"(.+?)(?:\.(?!(?-i:yaml)$)ya?ml|\.ya?ml\.txt)", re.IGNORECASE | re.DOTALL)


def _know_nothing(_path: str) -> None:
    """Nothing is known of any file: all are read."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The registry, what is wrong with its files, and how many files became what."""

    registry: Registry
    diagnostics: tuple[Diagnostic, ...]
    records: int
    ignored: int
    failed: int

    @property
    def files(self) -> int:
        """Every file looked at is one of the three."""
        return self.records + self.ignored + self.failed


def load(root: Path, *, salvage: bool = False) -> LoadResult:
    """Read the working tree at `root`.

    With `salvage` the registry also holds what is left of broken records, so that rules can
    check it; without, only whole ones.
    """
    return load_tree(DiskTree(root), salvage=salvage)


def load_tree(tree: Tree, *, salvage: bool = False) -> LoadResult:
    """Read a tree, on disk or in git."""
    settings, found = read_settings_file(tree)
    with gc_paused():
        return build_registry(settings, read_files(tree, settings, salvage=salvage), found=found)


def read_files(
    tree: Tree, settings: Settings, *, salvage: bool = False, known: Known = _know_nothing
) -> Iterator[tuple[str, ReadFile | None]]:
    """What becomes of each file below the data folder, one after another; None: it is ignored."""
    files = iter(tree.files(settings.data))
    first = next(files, None)
    if first is None and settings.data != Settings.model_fields["data"].default:
        raise CannotGoOn(
            T("{mark}: the folder {name} is not there or is empty", mark=MARK, name=settings.data),
            T("correct `data`, or put the records there"),
        )
    return _read_each(tree, settings, chain([first] if first else [], files), salvage, known)


def _read_each(
    tree: Tree, settings: Settings, files: Iterable[TreeFile], salvage: bool, known: Known
) -> Iterator[tuple[str, ReadFile | None]]:
    places = PlaceFinder(tree)
    for file in files:
        yield file.path, _read_file(tree, file, settings.data, salvage, places, known)


def read_settings(tree: Tree) -> Settings:
    """The settings; without them nothing can be understood, so a mistake there stops the tool."""
    return read_settings_file(tree)[0]


def read_settings_file(tree: Tree) -> tuple[Settings, list[Diagnostic]]:
    """The settings, and the warnings about their file."""
    data, source, found = read_mapping(tree, MARK)
    errors = [d for d in found if d.severity == "error"]
    if data is None or source is None or errors:
        first = (errors or found)[0]
        raise CannotGoOn(
            T("{place}: {message}", place=first.place, message=first.message), first.hint
        )
    try:
        return Settings.model_validate(data), found
    except ValidationError as error:
        first = next(validation_diagnostics(Settings, error, source))
        raise CannotGoOn(
            T("{place}: {message}", place=first.place, message=first.message), first.hint
        ) from None


def build_registry(
    settings: Settings,
    outcomes: Iterable[tuple[str, ReadFile | None]],
    *,
    found: Iterable[Diagnostic] = (),
) -> LoadResult:
    """The registry of what was read, and how much became what; found: what is wrong elsewhere."""
    records: list[tuple[Record, FileSource]] = []
    diagnostics = list(found)
    whole = ignored = failed = 0
    unread: set[str] = set()
    for path, read in outcomes:
        if read is None:
            ignored += 1
            continue
        diagnostics += read.diagnostics
        if read.record is not None and read.source is not None:
            records.append((read.record, read.source))
        if read.is_whole:
            whole += 1
        else:
            failed += 1
            unread.add(stem(path))
    registry = Registry(settings, records, frozenset(unread))
    return LoadResult(registry, tuple(diagnostics), whole, ignored, failed)


def _read_file(
    tree: Tree, file: TreeFile, data: str, salvage: bool, places: PlaceFinder, known: Known
) -> ReadFile | None:
    """What became of a file; None where it is no record and does not claim to be one."""
    path = file.path
    name = path.rpartition("/")[2]
    if file.leaves:
        message, hint = T("a link out of the registry"), T("put the file itself here")
        return ReadFile(None, None, (finding("symlink-outside", Place(path), message, hint),))
    if not name.endswith(".yaml"):
        return _check_suffix(path, name)
    folder, below, _name = (path if data == "." else path[len(data) + 1 :]).partition("/")
    if not below:
        return ReadFile(None, None, (_no_folder(path),))
    if folder not in KINDS:
        return ReadFile(None, None, (_unknown_folder(path, folder, data),))
    kind, parsed = KINDS[folder], known(path)
    return read_record(tree, path, kind, salvage=salvage, places=places, parsed=parsed)


def _check_suffix(path: str, name: str) -> ReadFile | None:
    almost = _ALMOST.fullmatch(name)
    if almost is None:
        return None
    new = f"{almost[1]}.yaml"
    message, hint = T("records end in .yaml"), T("rename the file to {name}", name=new)
    return ReadFile(None, None, (finding("yml-suffix", Place(path), message, hint, new),))


def _no_folder(path: str) -> Diagnostic:
    return finding(
        "unknown-folder",
        Place(path),
        T("the record lies in no folder of a kind"),
        T("folders are: {names}", names=", ".join(FOLDERS.values())),
    )


def _unknown_folder(path: str, folder: str, data: str) -> Diagnostic:
    words = difflib.get_close_matches(to_latin(folder), [*FOLDERS, *FOLDERS.values()], 1)
    close = [FOLDERS.get(word, word) for word in words]
    message = T("no kind of record lies in the folder “{folder}”", folder=folder)
    hint = (
        T("perhaps {folder}/", folder=f"{data}/{close[0]}")
        if close
        else T("folders are: {names}", names=", ".join(FOLDERS.values()))
    )
    return finding("unknown-folder", Place(path), message, hint, close[0] if close else None)
