"""Two states of a plan side by side, item by item, where nothing but the usual differs.

Usual is what people edit day by day: titles, terms, remarks, events, and items taken out.
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
    def by_role(self) -> bool:
        """Whether those who answer are known by the days of the term."""
        parties = self.item.get("responsible") or self.section.get("responsible") or ()
        return any(isinstance(party, dict) and "role" in party for party in parties)


class Pair(NamedTuple):
    """An item as it was and as it is, and where it stood and stands."""

    old_path: Path
    new_path: Path
    before: Placed
    after: Placed


def pairs(before: Part, after: Part) -> Iterator[Pair]:
    """Every item that is still there; NotSimple where anything unusual differs."""
    _check(before, after, _USUAL)
    yield from _items(Pair((), (), Placed(before, {}), Placed(after, {})))
    for i, old, j, new in _aligned(before, after, "sections"):
        _check(old, new, _USUAL_OF_SECTIONS)
        at = ("sections", i), ("sections", j)
        yield from _items(Pair(*at, Placed(old, old), Placed(new, new)))


def _items(above: Pair) -> Iterator[Pair]:
    old_section, new_section = above.before.section, above.after.section
    for i, old, j, new in _aligned(above.before.item, above.after.item, "items"):
        _check(old, new, _USUAL_OF_ITEMS)
        at = (*above.old_path, "items", i), (*above.new_path, "items", j)
        pair = Pair(*at, Placed(old, old_section), Placed(new, new_section))
        yield pair
        yield from _items(pair)


def _aligned(before: Part, after: Part, key: str) -> Iterator[tuple[int, Part, int, Part]]:
    """Parts of the same number, with their places; some that stood together may be gone."""
    was, now = before.get(key, []), after.get(key, [])
    if not (isinstance(now, list) and all(isinstance(new, dict) for new in now)):
        raise NotSimple
    gone = len(was) - len(now)
    if gone < 0:
        raise NotSimple
    same = (old["number"] == new.get("number") for old, new in zip(was, now, strict=False))
    at = next((index for index, is_same in enumerate(same) if not is_same), len(now))
    for index, new in enumerate(now):
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
    "events": _a_list,
}
