"""Registers made in memory from plain records, as the files would give them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from innoreg.diagnostics import Place
from innoreg.model.record_models import FOLDERS, MODELS, kind_of
from innoreg.model.registry import Path, Registry
from innoreg.model.settings import Settings

Records = Mapping[str, Mapping[str, Mapping[str, Any]]]
SETTINGS = Settings.model_validate({"schema": 1, "title": "Реестр"})


@dataclass(frozen=True)
class MadeSource:
    """A record that no file holds: every place is the first line of where the file would be."""

    file: str

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        return Place(self.file)

    def marked_words(self, place: Place) -> str:
        return ""


def register(records: Records, prefixes: Iterable[str] = ()) -> Registry:
    """`{"orders": {"id": {...}}}` as a register; prefixes rename the files to shuffle them."""
    names = iter(prefixes)
    made = []
    for folder, by_id in records.items():
        kind = kind_of(folder)
        assert kind, folder
        for name, fields in by_id.items():
            record = MODELS[kind].model_validate({"id": name, "schema": 1, **fields})
            file = f"data/{next(names, '')}{FOLDERS[kind]}/{name}.yaml"
            made.append((record, MadeSource(file)))
    return Registry(SETTINGS, made)


def order(day: str, *clauses: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """An order of the committee signed on `day`."""
    return {
        "issuer": "kopo",
        "order_kind": "Распоряжение",
        "number": "1-р",
        "date": day,
        "title": "Об инновационной деятельности",
        "clauses": clauses,
        **fields,
    }


def on(text: str) -> date:
    """A day like 2021-06-01."""
    return date.fromisoformat(text)
