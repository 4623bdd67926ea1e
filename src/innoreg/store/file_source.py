"""The file a record came from; the places of its values are looked up when they are asked for."""

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
# Findings come file by file, and those that compare records name a few files in turn.
_REMEMBERED = 4


class PlaceFinder:
    """Finds places in the files of a tree and keeps those of the last few files."""

    # Not of all: nodes take twice the memory of the records, and few places are ever asked for.

    def __init__(self, tree: Tree) -> None:
        self.of_file = lru_cache(_REMEMBERED)(partial(_find_places, tree))
        self.lines_of = lru_cache(_REMEMBERED)(partial(_read_lines, tree))


def _find_places(
    tree: Tree, file: str, plain_hash: int | None, cuts: tuple[Path, ...]
) -> "PlainPlaces | NodePlaces | None":
    """The places of a file as it is now; None where it cannot be read any more."""
    raw, _found = read_contents(tree, file)
    if raw is None:
        return None
    if (
        not cuts
        and (hash(raw) == plain_hash or parse_plain_bytes(raw))
        and (marks := PlainPlaces.from_text(file, raw.decode()))
    ):
        return marks
    # Imported here: libyaml takes long to import, and files in the plain subset do without it.
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
    """A file by its path relative to the root, with what finds places in it.

    plain_hash: the hash of the bytes, if the file is written in the plain subset of YAML.
    cuts: the parts taken out of a broken record, one after another; behind an element that is
    gone the others have moved up.
    """

    file: str
    places: PlaceFinder
    plain_hash: int | None = None
    cuts: tuple[Path, ...] = ()

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does.

        Words in the path that the file does not hold (the name of a clause's kind, which
        pydantic puts there) are stepped over. Of a file that has changed since, its first line
        or whatever stands there now.
        """
        places = self.places.of_file(self.file, self.plain_hash, self.cuts)
        return places.place(path, key=key) if places else Place(self.file)

    def marked_words(self, place: Place) -> str:
        """The words of the file that a place marks; empty where it is not there any more."""
        lines = self.places.lines_of(self.file)
        if place.end_column is None or place.line > len(lines):
            return ""
        return lines[place.line - 1][place.column - 1 : place.end_column - 1]
