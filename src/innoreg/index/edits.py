"""Two states of a plan side by side, item by item, where nothing but the usual differs.

Usual is what people edit day by day: titles, terms, who answers, remarks, events, and items put in
or taken out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
Part = Mapping[str, Any]


class NotSimple(Exception):
    """Something else differs, or what follows cannot be said for certain."""


class Placed(NamedTuple):
    """An item with the section it stands in (empty where in none)."""

    item: Part
    section: Part

    @property
    def words(self) -> tuple[str, ...]:
        """The term: the item's own, else its section's."""
        return _words(self.item) or _words(self.section)

    @property
    def events(self) -> list[Any]:
        """What happened to it."""
        return self.item.get("events") or []

    @property
    def parties(self) -> list[Any]:
        """Who answers: the item's own, else its section's."""
        return self.item.get("responsible") or self.section.get("responsible") or []

    @property
    def key(self) -> str:
        """How references name it."""
        numbers = (part["number"].rstrip(".") for part in (self.section, self.item) if part)
        return ".".join(numbers)


class Pair(NamedTuple):
    """An item as it was and as it is, and where it stood and stands; it may be new."""

    old_path: Path | None
    new_path: Path
    before: Placed | None
    after: Placed


def pairs(before: Part, after: Part) -> Iterator[Pair]:
    """Every item that is still there; NotSimple where anything unusual differs."""
    _check(before, after, _USUAL)
    yield from _items((), (), Placed(before, {}), Placed(after, {}))
    for i, old, j, new in _aligned(before, after, "sections"):
        if i is None:
            raise NotSimple
        _check(old, new, _USUAL_OF_SECTIONS)
        yield from _items(("sections", i), ("sections", j), Placed(old, old), Placed(new, new))


def _items(old_path: Path, new_path: Path, before: Placed, after: Placed) -> Iterator[Pair]:
    for i, old, j, new in _aligned(before.item, after.item, "items"):
        here, now = (*new_path, "items", j), Placed(new, after.section)
        if i is None:
            _check({}, new, _OF_NEW_ITEMS)
            if not {"number", "title"} <= new.keys():
                raise NotSimple
            yield Pair(None, here, None, now)
        else:
            _check(old, new, _USUAL_OF_ITEMS)
            there, was = (*old_path, "items", i), Placed(old, before.section)
            yield Pair(there, here, was, now)
            yield from _items(there, here, was, now)


def _aligned(before: Part, after: Part, key: str) -> Iterator[tuple[int | None, Part, int, Part]]:
    """Parts with their places; some that stand together may be new (None), or gone."""
    was, now = before.get(key, []), after.get(key, [])
    if not (isinstance(now, list) and all(isinstance(new, dict) for new in now)):
        raise NotSimple
    gone = len(was) - len(now)
    same = (old["number"] == new.get("number") for old, new in zip(was, now, strict=False))
    at = next((index for index, is_same in enumerate(same) if not is_same), min(len(was), len(now)))
    for index, new in enumerate(now):
        if at <= index < at - gone:
            yield None, {}, index, new
        else:
            place = index if index < at else index + gone
            yield place, was[place], index, new


_Usual = Callable[[Any, Any], bool]


def _check(before: Part, after: Part, usual: Mapping[str, _Usual]) -> None:
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old != new and not (key in usual and usual[key](old, new)):
            raise NotSimple


def is_text(value: object) -> bool:
    """Whether it is words, as the models want them."""
    return isinstance(value, str) and bool(value.strip())


def _words(part: Part) -> tuple[str, ...]:
    words = part.get("deadline", ())
    return (words,) if isinstance(words, str) else tuple(words)


def _as_parts(_old: object, _new: object) -> bool:
    """What is compared part by part."""
    return True


def _a_text(_old: object, new: object) -> bool:
    return is_text(new)


def _a_remark(_old: object, new: object) -> bool:
    return new is None or is_text(new)


def _a_term(_old: object, new: object) -> bool:
    return _a_remark(None, new) or (isinstance(new, list) and all(map(is_text, new)))


def _a_list(_old: object, new: object) -> bool:
    return new is None or isinstance(new, list)


def _heads(old: object, new: object) -> bool:
    same = isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys()
    return same and all(map(is_text, new.values()))  # type: ignore[attr-defined]


_USUAL: Mapping[str, _Usual] = {"items": _as_parts, "sections": _as_parts, "columns": _heads}
_USUAL_OF_SECTIONS: Mapping[str, _Usual] = {
    "items": _as_parts,
    "title": _a_text,
    "deadline": _a_term,
    "note": _a_remark,
    "responsible_text": _a_remark,
}
_USUAL_OF_ITEMS: Mapping[str, _Usual] = {
    **_USUAL_OF_SECTIONS,
    "result": _a_remark,
    "responsible": _a_list,
    "events": _a_list,
}
_OF_NEW_ITEMS: Mapping[str, _Usual] = {
    **{key: usual for key, usual in _USUAL_OF_ITEMS.items() if key != "items"},
    "number": _a_text,
}
