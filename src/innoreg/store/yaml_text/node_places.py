"""Places of values among the nodes that libyaml composed of a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Place
from innoreg.store.yaml_text.composer import node_place

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class NodePlaces:
    """The places of one file."""

    file: str
    root: Node

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does."""
        node, named = self.root, self.root
        for step in path:
            below = _step_down(node, step)
            if below is not None:
                named, node = below
        shown = named if key or not isinstance(node, ScalarNode) else node
        return node_place(self.file, shown) if shown is not self.root else Place(self.file)

    def remove_part(self, path: Path) -> None:
        """Remove a part; the elements behind it in its list move up."""
        *steps, last = path
        node = _node_at(self.root, steps)
        if isinstance(node, MappingNode):
            node.value = [(key, value) for key, value in node.value if key.value != last]
        elif isinstance(node, SequenceNode) and isinstance(last, int):
            del node.value[last : last + 1]


def _node_at(node: Node, steps: Sequence[str | int]) -> Node | None:
    for step in steps:
        below = _step_down(node, step)
        if below is None:
            return None
        node = below[1]
    return node


def _step_down(node: Node, step: str | int) -> tuple[Node, Node] | None:
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
