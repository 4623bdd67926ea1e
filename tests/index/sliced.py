"""What is said of every file from its own slice alone, to compare with what the whole tree says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from innoreg.diagnostics import Diagnostic, by_place
from innoreg.index.keys import HeldKeys
from innoreg.index.links import links_of
from innoreg.index.slices import affected_by, names_of
from innoreg.model.base import Record
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.occurrence_rows import rows_of
from innoreg.rules import check, check_by_file
from innoreg.store.loader import load


class Tree:
    """A tree read whole, from which registries of some of its files are cut."""

    def __init__(self, root: Path) -> None:
        whole = self.registry = load(root, salvage=True).registry
        self.files = [whole.source(record).file for record in whole.records]
        self.bytes = {file: (root / file).read_bytes() for file in self.files}
        self.number = {file: number for number, file in enumerate(self.files)}
        links = {n: (r.kind_name, links_of(r)) for n, r in enumerate(whole.records)}
        self.keys = HeldKeys(links)
        self.links = {self.files[n]: each for n, (_kind, each) in links.items()}

    def part(self, files: Iterable[int], *, salvaged: bool = True) -> Registry:
        """A registry of these files alone, that knows the ids of the others."""
        whole = self.registry
        records = (whole.records[n] for n in files)
        kept = [r for r in records if salvaged or r.id not in whole.broken]
        pairs = [(record, whole.source(record)) for record in kept]
        return Registry(whole.settings, pairs, whole.broken, self)

    @property
    def named(self) -> set[tuple[str, str]]:
        """All that a hint may name: ids by their kind, and what has parts with their numbers."""
        return {each for n in range(len(self.files)) for each in names_of(self.keys, n)}

    def ids(self, kinds: Collection[str]) -> Sequence[str]:
        """See `Elsewhere`."""
        return self.registry.ids(kinds)

    def record(self, name: str) -> Record | None:
        """See `Elsewhere`."""
        return self.registry.called(name)


Said = Mapping[str, tuple[list[Diagnostic], list[DueRow]]]


def said(tree: Tree, files: Collection[int], targets: Collection[int], day: date) -> Said:
    """The findings that each target drives and the rows it carries, known from `files` alone."""
    names = {tree.files[n] for n in targets}
    found = check_by_file(tree.part(files), names)
    rows: dict[str, list[DueRow]] = {name: [] for name in names}
    for row in rows_of(tree.part(files, salvaged=False), day):
        if row.file in names:
            rows[row.file].append(row)
    return {name: (by_place(found.get(name, ())), rows[name]) for name in names}


def affected(before: Tree, after: Tree, changed: Collection[str]) -> set[str]:
    """The files of which something else may be said now that these have changed."""
    found = set(changed)
    for tree in (before, after):
        numbers = [tree.number[file] for file in changed if file in tree.number]
        found |= {tree.files[n] for n in affected_by(tree.keys, numbers)}
    if before.named != after.named:
        found |= {d.place.file for d in check(before.registry) if d.code == "unknown-reference"}
    return found
