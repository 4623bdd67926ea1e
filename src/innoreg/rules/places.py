"""Where a record says what: the path of keys to each name, text, role and stretch of days."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from innoreg.model.base import Record, RefTo
from innoreg.model.registry import Path
from innoreg.rules.parts import fields_of, has_role, is_stretch


class Stretch(NamedTuple):
    """The days of a part, and its path: () of the record itself."""

    path: Path
    start: date
    end: date


class Places:
    """Of one record."""

    def __init__(self, record: Record) -> None:
        self.names: dict[tuple[RefTo, str], list[Path]] = defaultdict(list)
        self.texts: dict[str, list[Path]] = defaultdict(list)
        """References are texts too."""
        self.roles: dict[str, list[Path]] = defaultdict(list)
        """The parts that have the role."""
        self.stretches: list[Stretch] = []
        self._walk((), record)

    def _walk(self, path: Path, part: BaseModel) -> None:
        values = part.__dict__
        for name, key, to, own_words in fields_of(type(part)):
            value = values[name]
            several = value if isinstance(value, tuple) else (value,)
            for index, each in enumerate(several):
                here = (*path, key, index) if several is value else (*path, key)
                if isinstance(each, BaseModel):
                    self._walk(here, each)
                elif isinstance(each, str):
                    self.texts[each].append(here)
                    if to and each not in own_words:
                        self.names[to, each].append(here)
        if is_stretch(type(part)) and values["from_"] and values["to"]:
            self.stretches.append(Stretch(path, values["from_"], values["to"]))
        if has_role(type(part)) and values["role"]:
            self.roles[values["role"]].append(path)
