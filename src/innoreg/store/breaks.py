"""Characters at which libyaml ends a line, as YAML 1.1 did, and editors, git and YAML 1.2 do not.

They come with texts pasted from Word or a web page. Left to libyaml, they would put every finding
below them on the wrong line and change the words they stand in.
"""

from collections.abc import Mapping

from yaml.nodes import MappingNode, Node, ScalarNode

_ODD_BREAKS = "\x85\u2028\u2029"


def without_odd_breaks(text: str) -> tuple[str, Mapping[str, str]]:
    """The text with unused letters in their stead, and what each of these stands for."""
    present = [letter for letter in _ODD_BREAKS if letter in text]
    if not present:
        return text, {}
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    meant = {stand_in: letter for letter, stand_in in zip(present, free, strict=False)}
    for stand_in, letter in meant.items():
        text = text.replace(letter, stand_in)
    return text, meant


def restore(node: Node, meant: Mapping[str, str]) -> None:
    """Put the characters back into every word below the node."""
    if isinstance(node, ScalarNode):
        for stand_in, letter in meant.items():
            node.value = node.value.replace(stand_in, letter)
        return
    for part in node.value:
        for child in part if isinstance(node, MappingNode) else (part,):
            restore(child, meant)
