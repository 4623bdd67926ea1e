"""Schemas for an editor: ids are offered with names, and enumerations explain their values.

What an editor offers is no check: every text stays valid where a reference may stand, so that no
schema that is older than the records marks a good one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from innoreg.i18n import _
from innoreg.model.base import REFERENCE_COMMENT
from innoreg.model.registry import Registry
from innoreg.queries.due_row import PARTS
from innoreg.queries.record_names import RegistryNames
from innoreg.record_kinds import FOLDERS, NAMES
from innoreg.report.json_schema import record_schema
from innoreg.report.short_titles import cut_title
from innoreg.value_words import value_word

_OWNERS = {"item": "roadmap", "clause": "order", "project": "program", "step": "pair"}
"""The kinds of record that the numbered parts stand in."""
_ROOM = 56
"""Characters of a reference and its title: the language server cuts longer ones anywhere."""
_LEAST = 24
"""Of them for the title, however long the reference is."""


def editor_schemas(registry: Registry | None = None) -> dict[str, dict[str, Any]]:
    """The schemas of all kinds, by kind; of a registry with its ids and what they are called."""
    return {kind: _editor_schema(kind, registry) for kind in FOLDERS}


def _editor_schema(kind: str, registry: Registry | None) -> dict[str, Any]:
    document = record_schema(kind)
    document["title"] = _(NAMES[kind])
    shared: dict[str, Any] = document.setdefault("$defs", {})
    offered: dict[str, Any] = {}
    for key, part in _parts_of(document, ""):
        _explain_values(key, part)
        comment = str(part.get("$comment", ""))
        if registry and comment.startswith(REFERENCE_COMMENT):
            # Each list once: plans refer to people at every item.
            offered.setdefault(comment, _offer(registry, comment))
            del part["$comment"], part["type"]
            part["$ref"] = f"#/$defs/{comment.replace(' ', '-')}"
    shared |= {comment.replace(" ", "-"): offer for comment, offer in offered.items()}
    return document


def _parts_of(part: Any, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in a schema, with the key whose value it is about."""
    if isinstance(part, list):
        for element in part:
            yield from _parts_of(element, key)
    elif isinstance(part, dict):
        yield key, part
        for name, value in list(part.items()):
            if name == "properties":
                for field, one in value.items():
                    yield from _parts_of(one, field)
            elif name == "$defs":
                for one in value.values():
                    yield from _parts_of(one, "")
            elif name not in ("discriminator", "default"):
                yield from _parts_of(value, key)


def _explain_values(key: str, part: dict[str, Any]) -> None:
    """Give each value that a key may hold the words that people have for it."""
    values = part.get("enum", [part["const"]] if "const" in part else [])
    words = [value_word(key, value) if isinstance(value, str) else "" for value in values]
    if any(word != value for word, value in zip(words, values, strict=True) if word):
        # An enumeration of one, since editors show no explanation of a constant.
        part.pop("const", None)
        part["enum"], part["enumDescriptions"] = values, words


def _offer(registry: Registry, comment: str) -> dict[str, Any]:
    """A text, for which an editor offers every reference to these kinds."""
    kinds = comment.removeprefix(REFERENCE_COMMENT).split(" or ")
    snippets = [_snippet(ref, title) for ref, title in _references(registry, kinds)]
    return {"type": "string", "$comment": comment, "defaultSnippets": snippets}


def _snippet(ref: str, title: str) -> dict[str, str]:
    """A reference to be written, shown with its title: whole in the explanation beside the list."""
    title = " ".join(title.split())
    if not title or title == ref:
        return {"label": ref, "body": ref}
    short = cut_title(title, max(_LEAST, _ROOM - len(ref)))
    return {"label": f"{ref} – {short}", "body": ref, "description": title}


def _references(registry: Registry, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    names = RegistryNames(registry)
    for kind in kinds:
        if kind in FOLDERS:
            yield from ((name.id, name.title) for name in names.names(kind))
        elif kind in _OWNERS:
            for owner in names.names(_OWNERS[kind]):
                yield from ((name.id, name.title) for name in names.names(PARTS + owner.id))
