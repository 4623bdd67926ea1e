"""A second reader of YAML, ruamel.yaml, must understand what is written as innoreg does."""

from typing import Any

from innoreg.diagnostics import Place
from innoreg.i18n import T
from innoreg.store.record_reader import read_mapping
from innoreg.store.text_decoding import decode
from innoreg.store.tree import MemoryTree
from innoreg.store.yaml_text.writer import double_quote, is_collection

Path = tuple[str | int, ...]


def find_disagreement(file: str, raw: bytes) -> T | None:
    """Where and how ruamel.yaml reads the bytes of a file otherwise than innoreg does.

    None where both read the same. None too where innoreg itself finds a mistake in the file:
    that is said by those who check records.
    """
    # Imported here: 25 ms, which only a command that writes has to pay.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    data, source, found = read_mapping(MemoryTree({file: raw}), file)
    text, _found = decode(file, raw)
    if data is None or source is None or text is None or found:
        return None
    try:
        # "base" leaves every scalar a text, as innoreg does: `010` and `no` are not interpreted.
        other = YAML(typ="base", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        problem = getattr(error, "problem", None) or type(error).__name__
        return T("{place}: other programs cannot read this: {reason}", place=place, reason=problem)
    path = _first_difference(data, other)
    if path is None:
        return None
    return T(
        "{place}: other programs read {other} here, not {own}",
        place=source.place(path),
        other=_quote(other, path),
        own=_quote(data, path),
    )


def _first_difference(one: Any, other: Any, path: Path = ()) -> Path | None:
    """The path of the first value that the two readers do not share; None where all are alike."""
    if one == other:
        return None
    # Where keys or lengths differ, the place of the whole collection is the nearest both share.
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        steps = list(one)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        steps = list(range(len(one)))
    else:
        return path
    deeper = (_first_difference(one[step], other[step], (*path, step)) for step in steps)
    return next(found for found in deeper if found is not None)


def _quote(data: Any, path: Path) -> str:
    """The value at the path, its invisible characters written out; {…} and […] of larger ones."""
    for step in path:
        data = data[step]
    if is_collection(data):
        return "{…}" if isinstance(data, dict) else "[…]"
    return double_quote(str(data))
