"""The rows of one item of a plan, worked out anew from its words and events alone.

What rows say of the document, of who answers and of who must report is taken from the rows there
were. Where that is not enough, or an event is not for certain one that the models accept, it is
left to the records.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Self, cast

from innoreg.deadlines import Calendar, Period, Window
from innoreg.index.edits import NotSimple, Pair, Placed, is_text
from innoreg.ledger.occurrences import UNDATED, Course, DatedTerm, TermKind, dated
from innoreg.model.counting import plain_calendar
from innoreg.queries.due_row import Answering, DueRow, shown_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_FACTS = frozenset({"event", "on", "occurrence", "for", "note"})
_EVENTS = {
    "done": _FACTS | {"evidence"},
    "extended": _FACTS | {"to", "basis"},
    "cancelled": _FACTS | {"basis", "reason"},
    "reopened": _FACTS | {"reason"},
}


class Setting(NamedTuple):
    """What the terms of a plan are read with."""

    period: Period
    calendar: Calendar
    today: date


def setting(plan: Mapping[str, Any], settings: Mapping[str, Any] | None, today: date) -> Setting:
    """By the plan's own words and those of the registry's settings."""
    calendar = plain_calendar(settings)
    if calendar is None:
        raise NotSimple
    first, last_day = sorted(_day(plan["period"].get(key)) for key in ("from", "to"))
    return Setting(Period(first, last_day), calendar, today)


class Neighbours(NamedTuple):
    """What other items of the plan tell: a row without those who must report, and who answers.

    people: those who answer by their words in the file; only persons and words, nobody's district.
    """

    row: DueRow | None
    people: Mapping[str, Answering]

    @classmethod
    def of(cls, told: Iterable[tuple[Sequence[DueRow], Placed]]) -> Self:
        """By the rows of items on which nothing else acts."""
        found: DueRow | None = None
        people: dict[str, Answering] = {}
        for rows, placed in told:
            if rows and len(rows[0].responsible) == len(placed.parties) and _plain(placed.parties):
                people |= zip(map(repr, placed.parties), rows[0].responsible, strict=True)
                if not rows[0].addressees:
                    found = rows[0]
        return cls(found, people)

    def answering(self, parties: Sequence[Any]) -> tuple[Answering, ...]:
        """Those who answer, as rows show them."""
        if not _plain(parties):
            raise NotSimple
        return tuple(self._known(party) for party in parties)

    def _known(self, party: Any) -> Answering:
        text = party if isinstance(party, str) else party.get("text")
        if text and (isinstance(party, str) or "person" not in party):
            return Answering(None, None, None, text, ())
        if repr(party) not in self.people:
            raise NotSimple
        return self.people[repr(party)]


def _plain(parties: Sequence[Any]) -> bool:
    return all(
        is_text(party)
        or (
            isinstance(party, dict)
            and party.keys() <= {"person", "text", "part"}
            and all(map(is_text, party.values()))
        )
        for party in parties
    )


def reworked(
    rows: Sequence[DueRow], pair: Pair, given: Setting, neighbours: Callable[[], Neighbours]
) -> Iterator[DueRow]:
    """The rows of the item as it is now; rows: those it had."""
    was = _events(pair.before.events) if pair.before else []
    now = _events(pair.after.events)
    expected = rows[0].addressees if rows else ()
    if any(event.addressee not in (None, *expected) for event in now):
        raise NotSimple
    moved = any(event.words for event in (*was, *now))
    first = _first(pair, given) if moved or _reworded(pair) else [_as_told(row) for row in rows]
    course = Course(expected, given.calendar, given.period).started(first)
    for event in sorted(now, key=lambda event: event.day):
        if event.day <= given.today:
            course = course.after(event)
    windows = [(each, each.window) for each in course.occurrences if each.window]
    if not windows:
        return
    row = _basis(rows, pair, neighbours)
    by_role = any(isinstance(party, dict) and "role" in party for party in pair.after.parties)
    answering = {(each.start, each.due): each.responsible for each in rows if by_role}
    for each, window in windows:
        days = window.start, window.end
        if by_role and days not in answering:
            raise NotSimple
        yield row._replace(
            title=pair.after.item["title"],
            path=pair.new_path,
            responsible=answering.get(days, row.responsible),
            **shown_of(each, max(other.number for other, _window in windows), expected),
        )


def _basis(rows: Sequence[DueRow], pair: Pair, neighbours: Callable[[], Neighbours]) -> DueRow:
    """A row with all that does not follow from the term."""
    was, now = pair.before, pair.after
    if rows and was and was.parties == now.parties:
        return rows[0]
    if rows and was and _plain(was.parties):
        return rows[0]._replace(responsible=neighbours().answering(now.parties))
    like = neighbours().row
    if rows or not like or "addressees" in now.item:
        raise NotSimple
    answering = neighbours().answering(now.parties)
    ref = f"{like.roadmap}/{now.key}"
    return like._replace(ref=ref, number=now.key, responsible=answering, line=None)


def _reworded(pair: Pair) -> bool:
    return pair.before is None or pair.before.words != pair.after.words


def _as_told(row: DueRow) -> DatedTerm:
    """The window of a row, where no event has moved it."""
    return DatedTerm(row.words, cast(TermKind, row.kind), Window(row.start, row.due, row.label))


def _first(pair: Pair, given: Setting) -> list[DatedTerm]:
    """The windows that the words give."""
    if "windows" in pair.after.item:
        raise NotSimple
    return dated(pair.after.words, given.period, given.calendar) or [UNDATED]


class _Event:
    """One event, as a course takes it."""

    end: date | None = None
    period: Period | None = None
    other: str | None = None

    def __init__(self, event: Mapping[str, str]) -> None:
        number = event.get("occurrence")
        self.kind = event["event"]
        self.day: Any = _day(event["on"])
        self.occurrence = int(number) if number else None
        self.addressee = event.get("for")
        self.words: tuple[str, ...] = (event["to"],) if self.kind == "extended" else ()


def _events(events: Sequence[Any]) -> list[_Event]:
    if not all(map(_is_event, events)):
        raise NotSimple
    return [_Event(event) for event in events]


def _is_event(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and all(map(is_text, event.values()))
        and {"event", "on"} <= event.keys() <= _EVENTS.get(event.get("event", ""), frozenset())
        and ("to" in event) == (event["event"] == "extended")
        and _NUMBER.fullmatch(event.get("occurrence", "1")) is not None
    )


def _day(words: str) -> date:
    """A day as the models read it."""
    try:
        if _DAY.fullmatch(words) and "1900" <= words < "2200":
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise NotSimple
