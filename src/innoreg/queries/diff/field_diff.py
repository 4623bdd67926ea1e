"""A change of the register as a value, and two sets of fields compared to the single value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

What = Literal[
    "added", "removed", "renamed", "renumbered", "changed", "happened", "undone", "unreadable"
]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing.

    what: `added`, `removed`; `renamed` (a record; `was` and `now` are ids); `renumbered` (an item,
    section or clause; `was` and `now` are numbers); `changed` (`field` is the keys down to the
    value; `was` or `now` None where it appeared or went); `happened` and `undone` (an event of the
    thing was written or taken out; `now` or `was` is the event, `field` is "events"; beside a
    moved term the other one holds its words before); `unreadable` (the file of the record cannot
    be read on one side, so nothing more can be said).
    subject: a kind of record, or `section`, `item`, `clause`, `project`, `settings`.
    ref: as it is called now; of something removed, as it was called.
    was, now: texts, lists and mappings as in the files.
    """

    what: What
    subject: str
    ref: str
    title: str
    file: str
    field: str = ""
    was: Any = None
    now: Any = None


# The order of these is a statement: the first one answers. They are shown whole.
_ORDERED = {"responsible", "addressees", "distribution", "deadline"}


class Difference(NamedTuple):
    """One value that differs; None is absent."""

    what: What
    field: str
    was: Any
    now: Any


def field_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    """Every difference of the fields of one thing, events last."""
    for key in dict.fromkeys([*new, *old]):
        if key != "events":
            yield from _value_differences(key, old.get(key), new.get(key))
    yield from _event_differences(old, new)


def _value_differences(path: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*new, *old]):
            yield from _value_differences(f"{path}.{key}", old.get(key), new.get(key))
    elif path not in _ORDERED and _are_lists_of_parts(old, new):
        yield from _parts(path, old or [], new or [])
    else:
        yield Difference("changed", path, old, new)


def _are_lists_of_parts(*values: Any) -> bool:
    given = [value for value in values if value is not None]
    return all(isinstance(v, list) and all(isinstance(e, dict) for e in v) for v in given)


def _parts(path: str, old: list[Any], new: list[Any]) -> Iterator[Difference]:
    """A list of mappings: equal ones are passed over, the others paired by what names them."""
    gone = _without(old, new)
    come = _without(new, old)
    if not gone and not come:
        yield Difference("changed", path, [label(e) for e in old], [label(e) for e in new])
        return
    left = list(come)
    for element in gone:
        partner = next((e for e in left if label(e) == label(element)), None)
        if partner is None:
            yield Difference("changed", path, element, None)
        else:
            left.remove(partner)
            yield from _value_differences(f"{path}.{label(element)}", element, partner)
    for element in left:
        yield Difference("changed", path, None, element)


def _without(one: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    rest = list(other)
    found = []
    for element in one:
        if element in rest:
            rest.remove(element)
        else:
            found.append(element)
    return found


def label(element: dict[str, Any]) -> str:
    """What names an element of a list: its number, id, person, or its first word."""
    for key in ("number", "id", "person", "school", "flag", "stage", "report", "subject", "title"):
        if key in element:
            return str(element[key])
    return str(next(iter(element.values()), ""))


def _event_differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    before, after = old.get("events") or [], new.get("events") or []
    gone, come = _without(before, after), _without(after, before)
    for event in list(gone):
        partner = next((e for e in come if _event_identity(e) == _event_identity(event)), None)
        if partner is not None:
            gone.remove(event)
            come.remove(partner)
            yield from _value_differences("events", event, partner)
    for event in gone:
        yield Difference("undone", "events", event, _term_before(event, before, old))
    for event in come:
        yield Difference("happened", "events", _term_before(event, after, new), event)


def _event_identity(event: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(event.get(key) for key in ("event", "on", "occurrence", "for", "report"))


def _term_before(event: dict[str, Any], events: list[Any], fields: dict[str, Any]) -> Any:
    """The words of the term that an extension moved."""
    if event["event"] != "extended":
        return None
    same = [e for e in events[: events.index(event)] if e["event"] == "extended"]
    same = [e for e in same if e.get("occurrence") == event.get("occurrence")]
    return same[-1]["to"] if same else "; ".join(fields.get("deadline", ())) or None
