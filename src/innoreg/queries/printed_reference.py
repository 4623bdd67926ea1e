"""References as screens print them: `loiro-2022/2.2 (1/4)` names one day of several."""

import re

from innoreg.model.registry import Registry, Target
from innoreg.model.roadmap import Roadmap

_PRINTED = re.compile(r"(\S(?:.*\S)?)\s*(?:\((\d{1,4})/\d{1,4}\)|\[(\d{1,4})\])", re.DOTALL)


def split_reference(words: str) -> tuple[str, int | None]:
    """The reference itself, and which of its days is meant, where one stands behind it."""
    found = _PRINTED.fullmatch(words.strip())
    if found is None:
        return words.strip(), None
    return found[1], int(found[2] or found[3])


def find_bare_numbers(registry: Registry, number: str) -> list[Target]:
    """The items of plans that have this number, typed without the plan."""
    key = number.rstrip(".")
    parts = (registry.parts(plan).get(key) for plan in registry.without_samples().all(Roadmap))
    return [target for target in parts if target]
