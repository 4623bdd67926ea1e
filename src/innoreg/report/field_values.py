"""Fields and values of records in words: keys, days, names behind ids, long texts cut to a change."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from innoreg.folding import comparison_key
from innoreg.i18n import _
from innoreg.model.record_models import field_labels
from innoreg.model.registry import Registry
from innoreg.queries.record_names import title_of
from innoreg.report import display_texts

Name = Callable[[str], str]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# So many words on either side show where in a text a change is.
_AROUND = 3
# Up to this length both texts of a change are shown in full, 120 characters together.
_LONG = 60


def key_text(path: str) -> str:
    """The keys down to a value, each in words where there are any: «период: по»."""
    labels = field_labels()
    return ": ".join(_(labels[key]) if key in labels else key for key in path.split("."))


def title_finder(*registries: Registry) -> Name:
    """A function from an id to the title or name of its record, in the first registry that has it.

    An id that none has comes back as it is.
    """

    def name(ref: str) -> str:
        for registry in registries:
            target = registry.find(ref)
            if target and not target.path:
                return title_of(target.record)
        return ref

    return name


def value_text(given: Any, name: Name) -> str:
    """A text, number, list or mapping on one line."""
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if isinstance(given, list):
        return "; ".join(value_text(one, name) for one in given)
    if isinstance(given, dict):
        return _mapping_text(given, name)
    text = " ".join(str(given).split())
    return display_texts.day(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


_WHO = ("person", "organisation", "district", "role", "text")


def _mapping_text(given: dict[str, Any], name: Name) -> str:
    if given.keys() <= {*_WHO, "part"}:
        return _party_text(given, name)
    return ", ".join(
        f"{key_text(key)} {name(one) if key in _WHO and isinstance(one, str) else value_text(one, name)}"
        for key, one in given.items()
    )


def _party_text(given: dict[str, Any], name: Name) -> str:
    who = next((given[key] for key in ("text", *_WHO) if key in given), "")
    if "person" in given:
        who = name(given["person"])
    part = f" ({value_text(given['part'], name)})" if "part" in given else ""
    return f"{name(str(who))}{part}"


def change_text(was: str, now: str) -> str:
    """«was → now»; of long texts that share much, only the words around the difference."""
    if comparison_key(was) == comparison_key(now):
        return _("{now} (only case, spaces, quotes or dashes)", now=_cut_long(now))
    if max(len(was), len(now)) <= _LONG:
        return f"{was} → {now}"
    old, new = was.split(), now.split()
    start = _common_length(old, new)
    end = _common_length(old[start:][::-1], new[start:][::-1])
    first, last = max(0, start - _AROUND), max(0, end - _AROUND)
    return f"{_excerpt_text(old, first, last)} → {_excerpt_text(new, first, last)}"


def _common_length(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _excerpt_text(text: list[str], first: int, last: int) -> str:
    kept = text[first : len(text) - last]
    return " ".join([*(["…"] if first else []), *kept, *(["…"] if last else [])])


def _cut_long(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rsplit(" ", 1)[0] + "…"


def short_title(text: str) -> str:
    """A title on one line, cut at a word where it is longer than `_LONG`."""
    return _cut_long(" ".join(text.split()))
