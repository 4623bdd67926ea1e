"""Places of values among the nodes that libyaml composed of a file."""

from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innoreg.diagnostics import Place
from innoreg.store.yaml_text.composer import node_place

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class NodePlaces:
    """The places of one file."""

    file: str
    root: Node
    _known: dict[int, dict[str, tuple[Node, Node]]] = field(default_factory=dict)
    """Of a mapping, by its node's identity, the first of each key: they are asked for one by one."""

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value at `path` stands (or its key); else the nearest parent that does."""
        node, key_node = self.root, self.root
        for step in path:
            key_node, node = self._step_down(node, step) or (key_node, node)
        shown = key_node if key or not isinstance(node, ScalarNode) else node
        return node_place(self.file, shown) if shown is not self.root else Place(self.file)

    def remove_part(self, path: Path) -> None:
        """Remove a part; the elements behind it in its list move up."""
        *steps, last = path
        node = self.root
        for step in steps:
            below = self._step_down(node, step)
            if below is None:
                return
            node = below[1]
        if isinstance(node, MappingNode):
            node.value = [(key, value) for key, value in node.value if key.value != last]
            self._known.pop(id(node), None)
        elif isinstance(node, SequenceNode) and isinstance(last, int):
            del node.value[last : last + 1]

    def _step_down(self, node: Node, step: str | int) -> tuple[Node, Node] | None:
        """The key and the value one step down; for an element of a list its first key, or itself."""
        if isinstance(node, MappingNode):
            keys = self._known.get(id(node))
            if keys is None:
                pairs = [(k, v) for k, v in node.value if isinstance(k, ScalarNode)]
                keys = self._known[id(node)] = {k.value: (k, v) for k, v in reversed(pairs)}
            return keys.get(step) if isinstance(step, str) else None
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            element = node.value[step]
            has_keys = isinstance(element, MappingNode) and element.value
            return element.value[0][0] if has_keys else element, element
        return None
