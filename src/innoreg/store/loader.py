"""Loads a tree: its settings and records as a registry, and every problem of its files."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from innoreg.diagnostics import Diagnostic, FailedFile, Place
from innoreg.errors import CannotGoOn
from innoreg.file_kinds import FileKind
from innoreg.i18n import T
from innoreg.model.base import Record
from innoreg.model.indicator import Indicator
from innoreg.model.record_models import FOLDERS, KINDS
from innoreg.model.registry import Registry
from innoreg.model.results import Results
from innoreg.model.settings import Settings
from innoreg.process import gc_paused
from innoreg.store.file_diagnostics import validation_diagnostics
from innoreg.store.file_source import FileSource, PlaceFinder
from innoreg.store.prefetch import ParsedFile
from innoreg.store.private_folder import path_below, records_of
from innoreg.store.record_ids import stem, to_latin
from innoreg.store.record_reader import (
    SETTINGS,
    ReadFile,
    read_mapping,
    read_record,
    take_retired_keys,
)
from innoreg.store.text_decoding import finding
from innoreg.store.tree import MARK, TABLE, DiskTree, Tree, TreeFile, file_kind, read_tables

Known = Callable[[str], ParsedFile | None]
"""Path of a file -> what was parsed of it before; None where it must be read."""
# .yml, .YAML, and the .yaml.txt that Notepad makes; none may pass for a file that is no record.
_ALMOST = re.compile(r"(.+?)(?:\.(?!(?-i:yaml)$)ya?ml|\.ya?ml\.txt)", re.IGNORECASE | re.DOTALL)
# Where tables lie beside the records.
_WITH_TABLES = (FOLDERS[Results.kind_name], FOLDERS[Indicator.kind_name])


def _know_nothing(_path: str) -> None:
    """Nothing was parsed before: all files are read."""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The registry, the diagnostics of its files, and how many files were which."""

    registry: Registry
    diagnostics: tuple[Diagnostic, ...]
    records: int
    ignored: int
    failed_files: tuple[FailedFile, ...]
    guessed: frozenset[int] = frozenset()
    """By identity the salvaged records whose days were made up: they can only be checked."""

    @property
    def readable(self) -> Registry:
        """The registry for questions, without the records whose days were made up."""
        every = self.registry
        if not self.guessed:
            return every
        kept = [(r, every.source(r)) for r in every.records if id(r) not in self.guessed]
        more = (every.broken, every.file_kind, every.doubts, every.tables)
        return Registry(every.settings, kept, *more)

    @property
    def failed(self) -> int:
        """How many have errors."""
        return len(self.failed_files)

    @property
    def files(self) -> int:
        """How many were looked at: each is a record, ignored, or failed."""
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
    # Thousands of frozen records are made here, and none of them is garbage.
    with gc_paused():
        outcomes = read_files(tree, settings, salvage=salvage)
        return build_registry(
            settings,
            outcomes,
            found=found,
            file_kind=partial(file_kind, tree),
            tables=tree,
        )


def read_files(
    tree: Tree, settings: Settings, *, salvage: bool = False, known: Known = _know_nothing
) -> Iterator[tuple[str, ReadFile | None]]:
    """Each file below the data folder by its path, with what was read; None: it is ignored.

    Raises CannotGoOn at once where the folder that the settings name holds nothing.
    """
    files = iter(tree.files(settings.data))
    first = next(files, None)
    # Only a folder that somebody named: a registry without any record yet is a good beginning.
    if first is None and settings.data != Settings.model_fields["data"].default:
        raise CannotGoOn(
            T("{mark}: the folder {name} is not there or is empty", mark=MARK, name=settings.data),
            T("correct `data`, or put the records there"),
        )
    places = PlaceFinder(tree)
    every = chain([first] if first else [], files, _private_files(tree, settings))
    return ((f.path, _read_file(tree, f, settings, salvage, places, known)) for f in every)


def _private_files(tree: Tree, settings: Settings) -> Iterator[TreeFile]:
    if settings.private:
        yield from tree.files(records_of(settings.private))


def read_settings(tree: Tree) -> Settings:
    """The settings. Nothing can be read without them, so a mistake there raises CannotGoOn."""
    return read_settings_file(tree)[0]


def read_settings_file(tree: Tree) -> tuple[Settings, list[Diagnostic]]:
    """The settings, and the warnings about their file; CannotGoOn where there is an error."""
    data, source, found = read_mapping(tree, MARK)
    if data is not None and source is not None:
        found += take_retired_keys(SETTINGS, data, source)
    wrong = [d for d in found if d.severity == "error"]
    if data is not None and source is not None and not wrong:
        try:
            return Settings.model_validate(data).with_private(tree.private), found
        except ValidationError as error:
            wrong = list(validation_diagnostics(Settings, error, source))
    first = (wrong or found)[0]
    raise CannotGoOn(T("{place}: {message}", place=first.place, message=first.message), first.hint)


def build_registry(
    settings: Settings,
    outcomes: Iterable[tuple[str, ReadFile | None]],
    *,
    file_kind: Callable[[str], FileKind],
    tables: Tree,
    found: Iterable[Diagnostic] = (),
) -> LoadResult:
    """The registry of the files read, with their diagnostics after those in `found`.

    tables: the tree in which the tables beside the records are read, at once.
    """
    records: list[tuple[Record, FileSource]] = []
    diagnostics = list(found)
    whole = ignored = 0
    failed: list[FailedFile] = []
    unread: set[str] = set()
    guessed: set[int] = set()
    doubts: dict[str, frozenset[int]] = {}
    beside: list[str] = []
    for path, read in outcomes:
        if path.lower().endswith(TABLE) and _folder_of(path, settings) in _WITH_TABLES:
            beside.append(path)
        if read is None:
            ignored += 1
            continue
        diagnostics += read.diagnostics
        # Also a cut-down record, where salvaging was wanted.
        if read.record is not None and read.source is not None:
            records.append((read.record, read.source))
        if read.is_whole:
            whole += 1
        else:
            failed.append(_failed_file(path, read))
            unread.add(stem(path))
            if read.guessed:
                guessed.add(id(read.record))
            elif read.record is not None:
                doubts[path] = read.doubts
    held = dict(read_tables(tables, beside))
    registry = Registry(settings, records, frozenset(unread), file_kind, doubts, held)
    found_all = tuple(diagnostics)
    return LoadResult(registry, found_all, whole, ignored, tuple(failed), frozenset(guessed))


def _failed_file(path: str, read: ReadFile) -> FailedFile:
    wrong = [each for each in read.diagnostics if each.severity == "error"]
    first = min(wrong, key=_by_use, default=None)
    place = first.place if first else Place(path)
    message = first.message if first else T("the file cannot be read")
    return FailedFile(place, message, read.record is not None and not read.guessed)


def _by_use(found: Diagnostic) -> tuple[bool, int, int]:
    """The first in the file; a misspelt key before the one that is missing for it."""
    return found.code == "missing-key", found.place.line, found.place.column


def read_failed_files(tree: Tree, paths: Collection[str]) -> tuple[FailedFile, ...]:
    """What is wrong with the files of these paths; of those that are right by now nothing is told."""
    settings = read_settings(tree)
    files = chain(tree.files(settings.data), _private_files(tree, settings))
    there = (f for f in files if f.path in paths)
    places = PlaceFinder(tree)
    every = ((f.path, _read_file(tree, f, settings, True, places, _know_nothing)) for f in there)
    return tuple(_failed_file(path, read) for path, read in every if read and not read.is_whole)


def _read_file(
    tree: Tree, file: TreeFile, settings: Settings, salvage: bool, places: PlaceFinder, known: Known
) -> ReadFile | None:
    """What was read of a file; None where it is no record and does not claim to be one."""
    path = file.path
    name = path.rpartition("/")[2]
    if file.leaves_tree:
        message, hint = T("a link out of the registry"), T("put the file itself here")
        return _refuse("symlink-outside", path, message, hint)
    # After the check of links: a link out of the tree is reported whatever its name is.
    if not name.endswith(".yaml"):
        almost = _ALMOST.fullmatch(name)
        if almost is None:
            return None
        new = f"{almost[1]}.yaml"
        message, hint = T("records end in .yaml"), T("rename the file to {name}", name=new)
        return _refuse("yml-suffix", path, message, hint, new)
    folder = _folder_of(path, settings)
    if folder not in KINDS:
        return _refuse("unknown-folder", path, *_unknown_folder(folder, settings.data))
    kind, parsed = KINDS[folder], known(path)
    return read_record(tree, path, kind, salvage=salvage, places=places, parsed=parsed)


def _folder_of(path: str, settings: Settings) -> str:
    """The folder that says the kind of what lies in it; empty where a file lies in none."""
    folder, below, _name = path_below(path, settings.data, settings.private).partition("/")
    return folder if below else ""


def _refuse(code: str, path: str, message: T, hint: T, suggestion: str | None = None) -> ReadFile:
    return ReadFile(None, None, (finding(code, Place(path), message, hint, suggestion),))


def _unknown_folder(folder: str, data: str) -> tuple[T, T, str | None]:
    """Message, hint and suggestion for a record in a folder of no kind, or in none at all ("")."""
    every = T("folders are: {names}", names=", ".join(FOLDERS.values()))
    if not folder:
        return T("the record lies in no folder of a kind"), every, None
    message = T("no kind of record lies in the folder “{folder}”", folder=folder)
    words = difflib.get_close_matches(to_latin(folder), [*FOLDERS, *FOLDERS.values()], 1)
    if not words:
        return message, every, None
    close = FOLDERS.get(words[0], words[0])
    return message, T("perhaps {folder}/", folder=f"{data}/{close}"), close
