"""Fields and values of records in words: keys, days, names behind ids, long texts cut to a change."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from innoreg.folding import comparison_key
from innoreg.i18n import _
from innoreg.model.record_models import field_choices, field_labels
from innoreg.model.registry import Registry
from innoreg.queries.record_names import title_of
from innoreg.report import display_texts
from innoreg.value_words import value_word

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


def value_text(given: Any, name: Name, key: str = "") -> str:
    """A text, number, list or mapping on one line; key: the key whose value it is."""
    if isinstance(given, list):
        return "; ".join(value_text(one, name, key) for one in given)
    if isinstance(given, dict):
        return _mapping_text(given, name)
    return plain_text(key, given)


# Their values are chosen by a registry, and the common ones have words.
_OPEN_CHOICES = frozenset({"role", "type", "site_type", "site", "report"})


def plain_text(key: str, given: Any) -> str:
    """A single value in words: yes and no, days, what a key has a list of."""
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    text = " ".join(str(given).split())
    if _DAY.fullmatch(text):
        return display_texts.day(date.fromisoformat(text))
    if key == "field":
        return key_text(text)
    if key in _OPEN_CHOICES or text in field_choices().get(key, ()):
        return value_word(key, text)
    return text


_IDS = ("person", "organisation", "district")
_WHO = (*_IDS, "role", "text")


def _mapping_text(given: dict[str, Any], name: Name) -> str:
    if given.keys() <= {*_WHO, "part"}:
        return _party_text(given, name)
    return ", ".join(
        f"{key_text(key)} {name(one) if key in _IDS and isinstance(one, str) else value_text(one, name, key)}"
        for key, one in given.items()
    )


def _party_text(given: dict[str, Any], name: Name) -> str:
    key = next((key for key in ("text", *_WHO) if key in given), "")
    who = name(given["person"] if "person" in given else given.get(key, ""))
    part = f" ({value_text(given['part'], name)})" if "part" in given else ""
    return f"{plain_text(key, who)}{part}"


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
