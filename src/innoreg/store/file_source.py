"""A file that was read: where the values of its record stand is looked up when somebody asks."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from innoreg.diagnostics import Place
from innoreg.store.text_decoding import decode, read_contents
from innoreg.store.tree import Tree
from innoreg.store.yaml_text.plain_places import PlainPlaces
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes

if TYPE_CHECKING:
    from innoreg.store.yaml_text.node_places import NodePlaces

Path = tuple[str | int, ...]
_REMEMBERED = 4


class PlaceFinder:
    """Finds places in the files of a tree; only the last few files asked about are remembered.

    Nodes take twice the memory of the records themselves, and few places are ever asked for.
    """

    def __init__(self, tree: Tree) -> None:
        self.of = lru_cache(_REMEMBERED)(partial(_find_places, tree))
        self.lines = lru_cache(_REMEMBERED)(partial(_read_lines, tree))


def _find_places(
    tree: Tree, file: str, usual: int | None, cuts: tuple[Path, ...]
) -> "PlainPlaces | NodePlaces | None":
    """The places of a file as it is now; None where it cannot be read any more."""
    raw, _found = read_contents(tree, file)
    if raw is None:
        return None
    if (
        not cuts
        and (hash(raw) == usual or parse_plain_bytes(raw))
        and (marks := PlainPlaces.of(file, raw.decode()))
    ):
        return marks
    # Of the usual form it is not needed, and it takes long to import.
    from innoreg.store.yaml_text.composer import compose
    from innoreg.store.yaml_text.node_places import NodePlaces

    words, _found = decode(file, raw)
    node, _found = compose(file, words) if words is not None else (None, [])
    if node is None:
        return None
    places = NodePlaces(file, node)
    for path in cuts:
        places.remove_part(path)
    return places


def _read_lines(tree: Tree, file: str) -> list[str]:
    """The lines of a file as it is now; none where it cannot be read any more."""
    raw, _found = read_contents(tree, file)
    words, _found = decode(file, raw) if raw is not None else (None, [])
    return words.split("\n") if words is not None else []


@dataclass(frozen=True, slots=True, eq=False)
class FileSource:
    """Path relative to the root, and what finds places in it.

    usual: the hash of the bytes, if the file is written in the usual form.
    cuts: the parts taken out of a broken record, one after another; behind an element that is
    gone the others have moved up.
    """

    file: str
    places: PlaceFinder
    usual: int | None = None
    cuts: tuple[Path, ...] = ()

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does.

        Words in the path that the file does not hold (the name of a clause's kind, which
        pydantic puts there) are stepped over. Of a file that has changed since, its first line
        or whatever stands there now.
        """
        places = self.places.of(self.file, self.usual, self.cuts)
        return places.place(path, key=key) if places else Place(self.file)

    def marked_words(self, place: Place) -> str:
        """The words of the file that a place marks; empty where it is not there any more."""
        lines = self.places.lines(self.file)
        if place.end_column is None or place.line > len(lines):
            return ""
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
