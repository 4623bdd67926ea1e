"""Records made by chance from the schemas: every key, every kind of clause, values that almost fit."""

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from innoreg.model.record_models import FOLDERS
from innoreg.report.json_schema import record_schemas

_ROOT = Path(__file__).parents[2]
_ODD = [
    "", "-", "1", "1.", "0", "~", "null", "x" * 300, "слово " * 60, "«", "<b>", "[a](http://b.example)",
    "=1+1", "@SUM(1)", "\u202eя", "e\u0301", "ё", "1.1.1.", "№ 5", "Иванов И.И.", "Петрова Анна Сергеевна",
    "директор школы", "МОУ «Школа № 1»", "а" * 60, "2026", "\U0001f600", "line\nline", "..", "a/b",
    "true", "https://example.org/?a=1&b=2", "Приказ", "100000", "-5", "data/people/x.yaml", "\x85", "%s{x}",
]  # fmt: skip
_DAYS = [
    "2026-01-01", "2026-03-15", "2026-02-29", "2024-02-29", "2025-12-31", "2026-12-31", "2027-06-30",
    "2020-01-01", "1900-01-01", "2199-12-31", "2026-1-1", "01.02.2026", "0001-01-01", "9999-12-31",
]  # fmt: skip
_DEPTH = 5
"""Below it what need not stand is left out."""


def terms() -> list[str]:
    """Words of terms that the documentation lists."""
    page = (_ROOT / "docs" / "deadlines.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|", page, re.MULTILINE)
    return [row.strip() for row in rows if re.search("[а-я]", row)]


class RecordMaker:
    """Makes records that refer to the ids it is given."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._schemas = record_schemas()
        self._ids = [*ids, "nobody"]
        self._references = [
            *self._ids,
            *(f"{name}/{n}" for name in ids for n in ("1", "2.", "final", "lab")),
        ]
        self._terms = terms()

    @property
    def values(self) -> list[bytes]:
        """What may stand behind any key."""
        words = [*_ODD, *_DAYS, *self._references, *self._terms]
        return [json.dumps(word, ensure_ascii=False).encode() for word in words] + [b"[]", b"{}"]

    def make_record(self, chance: random.Random) -> tuple[str, bytes]:
        """The folder of its kind, and the record; JSON is YAML."""
        kind = chance.choice(list(self._schemas))
        schema = self._schemas[kind]
        record = self._value(chance, schema, schema.get("$defs", {}), "", 0)
        text = json.dumps({"schema": 1, **record}, ensure_ascii=False, indent=1)
        return FOLDERS[kind], text.encode("utf-8", "surrogatepass")

    def _value(
        self,
        chance: random.Random,
        schema: dict[str, Any],
        shared: dict[str, Any],
        key: str,
        depth: int,
    ) -> Any:
        """A value that the schema admits, mostly."""
        if "$ref" in schema:
            schema = shared[schema["$ref"].rpartition("/")[2]]
        if several := schema.get("anyOf") or schema.get("oneOf"):
            kinds = [each for each in several if each.get("type") != "null"] or several
            return self._value(chance, chance.choice(kinds), shared, key, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return chance.choice(schema["enum"])
        if schema.get("type") == "object":
            return self._mapping(chance, schema, shared, depth)
        if schema.get("type") == "array":
            length = chance.choice([0, 1, 1, 2, 3] if depth < _DEPTH else [0, 0, 1])
            inside = schema.get("items", {})
            return [self._value(chance, inside, shared, key, depth + 1) for _n in range(length)]
        if schema.get("type") in ("integer", "number"):
            return chance.choice([0, 1, 2, 7, 100, -1, 10**9])
        if schema.get("type") == "boolean":
            return chance.random() < 0.5
        return self._text(chance, schema, key)

    def _mapping(
        self, chance: random.Random, schema: dict[str, Any], shared: dict[str, Any], depth: int
    ) -> dict[str, Any]:
        needed = set(schema.get("required", ()))
        wanted = 0.35 if depth < _DEPTH else 0.05
        return {
            name: self._value(chance, each, shared, name, depth + 1)
            for name, each in schema.get("properties", {}).items()
            if (name in needed and chance.random() < 0.98) or chance.random() < wanted
        }

    def _text(self, chance: random.Random, schema: dict[str, Any], key: str) -> str:
        if chance.random() < 0.1:
            return chance.choice(_ODD)
        if schema.get("format") == "date":
            return chance.choice(_DAYS[: 8 if chance.random() < 0.8 else None])
        if "deadline" in key or key in ("to", "term", "was", "becomes"):
            return chance.choice(self._terms)
        if "reference" in schema.get("$comment", ""):
            return chance.choice(self._references if chance.random() < 0.7 else self._ids)
        return chance.choice([*_ODD[6:], "Слова", "Семинар для школ", "1.", "2.", "1.1."])
