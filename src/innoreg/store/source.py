"""A file that was read: it knows where every value of its record stands."""

from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Place
from innoreg.store.compose import place_of


@dataclass(frozen=True, slots=True, eq=False)
class FileSource:
    """Path relative to the root, and the YAML nodes of its record."""

    file: str
    node: Node

    def place(self, path: tuple[str | int, ...] = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does.

        Words in the path that the file does not hold (the name of a clause's kind, which
        pydantic puts there) are stepped over.
        """
        node, named = self.node, self.node
        for step in path:
            below = _below(node, step)
            if below is not None:
                named, node = below
        shown = named if key or not isinstance(node, ScalarNode) else node
        return place_of(self.file, shown) if shown is not self.node else Place(self.file)


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
