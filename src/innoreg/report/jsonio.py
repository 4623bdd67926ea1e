"""JSON as innoreg prints it: dates as ISO text, Cyrillic as itself, one document."""

import json
from datetime import date
from typing import Any


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def dumps(document: Any) -> str:
    """The document as text with a final newline."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n"
