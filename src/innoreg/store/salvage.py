"""What is left of a broken record, so that one mistake does not hide the others.

The broken values are taken out of the data and out of the nodes alike, so that every place behind
them stays true. Such a record is only good for being checked; no query ever sees it.
"""

from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node

from innoreg.model.base import Record

_ROUNDS = 4
Path = tuple[str | int, ...]


def salvaged(
    model: type[Record], data: dict[str, Any], node: Node, error: ValidationError
) -> Record | None:
    """The record without its broken parts, or None where nothing is left to stand on."""
    for _round in range(_ROUNDS):
        targets = {_target(data, d["loc"], d["type"]) for d in error.errors(include_url=False)}
        for name in (t[0] for t in targets if len(t) == 1 and t[0] not in data):
            data[str(name)] = "?"
        for target in sorted((t for t in targets if t), key=_deepest_last_first):
            _cut(data, node, target)
        try:
            return model.model_validate(data)
        except ValidationError as again:
            error = again
    return None


def _deepest_last_first(path: Path) -> tuple[int, ...]:
    """Later elements before earlier ones, and what lies inside an element before itself."""
    return (*(-step if isinstance(step, int) else 0 for step in path), 1)


def _target(data: Any, path: Path, kind: str) -> Path:
    """The path to cut: of the bad value, or of the list element that lacks a key."""
    missing = kind in ("missing", "union_tag_not_found")
    trail: list[str | int] = []
    here = data
    for step in path:
        if _has(here, step):
            trail.append(step)
            here = here[step]
    if missing:
        while trail and not isinstance(trail[-1], int):
            trail.pop()
        return tuple(trail) or (path[-1],)
    return tuple(trail)


def _cut(data: Any, node: Node, path: Path) -> None:
    *steps, last = path
    for step in steps:
        if not _has(data, step):
            return
        data, node = data[step], _child(node, step)
    if not _has(data, last):
        return
    del data[last]
    if isinstance(node, MappingNode):
        node.value = [(key, value) for key, value in node.value if key.value != last]
    else:
        del node.value[last]


def _has(data: Any, step: str | int) -> bool:
    return (
        step in data
        if isinstance(data, dict)
        else isinstance(data, list) and isinstance(step, int) and step < len(data)
    )


def _child(node: Node, step: str | int) -> Node:
    if isinstance(node, MappingNode):
        child: Node = next(value for key, value in node.value if key.value == step)
        return child
    elements: list[Node] = node.value
    assert isinstance(step, int)
    return elements[step]
