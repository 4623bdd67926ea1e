"""JSON Schema of the records, with descriptions in the reader's language."""

from typing import Any

from innoreg.i18n import _
from innoreg.model.record_models import FOLDERS, MODELS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind, as an editor wants it: without `id`, which is the file's name."""
    document = MODELS[kind].model_json_schema(by_alias=True)
    document.get("properties", {}).pop("id", None)
    document["required"] = [name for name in document.get("required", []) if name != "id"]
    _localise(document)
    return {
        "$schema": DIALECT,
        "title": FOLDERS[kind],
        **{k: v for k, v in document.items() if k != "title"},
    }


def summary_line(docstring: str) -> str:
    """The first paragraph of a docstring on one line, as it stands in the catalog."""
    return " ".join(docstring.split("\n\n")[0].split())


def _localise(part: Any, *, is_key: bool = False) -> None:
    """Translate descriptions and the labels of keys in place; let a party be a bare text.

    is_key: it is what a key may hold, whose title is its label. Other titles are pydantic's names
    of classes and are dropped.
    """
    if isinstance(part, list):
        for element in part:
            _localise(element)
        return
    if not isinstance(part, dict):
        return
    if isinstance(part.get("title"), str):
        if is_key:
            part["title"] = _(part["title"])
        else:
            del part["title"]
    if isinstance(part.get("description"), str):
        part["description"] = _(summary_line(part["description"]))
    for name, value in part.items():
        if name == "Party":
            part[name] = {"anyOf": [{"type": "string"}, value]}
        if name == "properties":
            for field in value.values():
                _localise(field, is_key=True)
        else:
            _localise(value)


def record_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of all kinds, by kind."""
    return {kind: record_schema(kind) for kind in MODELS}
