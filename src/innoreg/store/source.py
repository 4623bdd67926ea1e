"""A file that was read: where the values of its record stand is looked up when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Place
from innoreg.store.compose import compose, place_of
from innoreg.store.contents import text
from innoreg.store.tree import Tree

Path = tuple[str | int, ...]
_REMEMBERED = 4


class Places:
    """Finds places in the files of a tree; only the last few files asked about are remembered.

    Nodes take twice the memory of the records themselves, and few places are ever asked for.
    """

    def __init__(self, tree: Tree) -> None:
        self.nodes = lru_cache(_REMEMBERED)(partial(_nodes, tree))


def _nodes(tree: Tree, file: str, cuts: tuple[Path, ...]) -> Node | None:
    """The nodes of a file as it is now; None where nothing can be read any more."""
    words, _found = text(tree, file)
    node, _found = compose(file, words) if words is not None else (None, [])
    if node is not None:
        for path in cuts:
            _cut(node, path)
    return node


@dataclass(frozen=True, slots=True, eq=False)
class FileSource:
    """Path relative to the root, and what finds places in it.

    cuts: the parts taken out of a broken record, one after another; behind an element that is
    gone the others have moved up.
    """

    file: str
    places: Places
    cuts: tuple[Path, ...] = ()

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does.

        Words in the path that the file does not hold (the name of a clause's kind, which
        pydantic puts there) are stepped over.
        """
        root = self.places.nodes(self.file, self.cuts)
        if root is None:
            return Place(self.file)
        node, named = root, root
        for step in path:
            below = _below(node, step)
            if below is not None:
                named, node = below
        shown = named if key or not isinstance(node, ScalarNode) else node
        return place_of(self.file, shown) if shown is not root else Place(self.file)


def _below(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """The key (or the element itself) and the value one step down."""
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        element = node.value[step]
        return _first_key(element), element
    return None


def _first_key(node: Node) -> Node:
    if isinstance(node, MappingNode) and node.value:
        first: Node = node.value[0][0]
        return first
    return node


def _cut(node: Node, path: Sequence[str | int]) -> None:
    *steps, last = path
    for step in steps:
        below = _below(node, step)
        if below is None:
            return
        node = below[1]
    if isinstance(node, MappingNode):
        node.value = [(key, value) for key, value in node.value if key.value != last]
    elif isinstance(node, SequenceNode) and isinstance(last, int):
        del node.value[last : last + 1]
