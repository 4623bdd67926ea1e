"""JSON Schema of a kind in yamale's own language, for a comparison on the same rules of form."""

import json
from typing import Any

Schema = dict[str, Any]
_PLAIN = {"integer": "int()", "number": "num()", "boolean": "bool()", "null": "null()"}


def as_yamale(schema: Schema) -> str:
    """The record itself, then each of its parts as an include."""
    parts = schema.get("$defs", {})
    pages = [_keys(schema, parts)]
    pages += [
        f"{name}:\n" + "\n".join(f"  {line}" for line in _keys(_mapping(part), parts).splitlines())
        for name, part in parts.items()
    ]
    return "\n---\n".join(pages) + "\n"


def _mapping(part: Schema) -> Schema:
    """The mapping among the forms a part may have."""
    forms = [form for form in part.get("anyOf", ()) if "properties" in form]
    return forms[0] if forms else part


def _keys(schema: Schema, parts: Schema) -> str:
    needed = schema.get("required", ())
    lines = []
    for key, value in schema["properties"].items():
        words = _form(value, parts)
        if key not in needed:
            words = words[:-1] + (", " if words[-2] != "(" else "") + "required=False)"
        lines.append(f"{json.dumps(key)}: {words}")
    return "\n".join(lines)


def _form(value: Schema, parts: Schema) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        included = f"include('{name}')"
        return f"any(str(), {included})" if "anyOf" in parts[name] else included
    if forms := value.get("anyOf") or value.get("oneOf"):
        words = [_form(form, parts) for form in forms if form.get("type") != "null"]
        return words[0] if len(words) == 1 else f"any({', '.join(words)})"
    if choices := value.get("enum") or ([value["const"]] if "const" in value else None):
        return f"enum({', '.join(repr(choice) for choice in choices)})"
    if value.get("type") == "array":
        return f"list({_form(value['items'], parts)})" if "items" in value else "list()"
    return _PLAIN.get(value.get("type", ""), "str()")
