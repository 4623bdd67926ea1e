"""The plan of a later year from this one's: words stay, and only years that they name themselves move."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from innoreg.deadlines import Deadline, Period, parse_once
from innoreg.i18n import T
from innoreg.model.roadmap import Roadmap
from innoreg.model.settings import Settings
from innoreg.model.term_reading import calendar_for, document_period

Raw = dict[str, Any]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EVENTS = ("events", "imported")
"""What happened to the old plan and how it came here."""
_WORDS = ("title", "short", "result", "responsible_text", "note", "text", "part")


class Remark(NamedTuple):
    """What to look at: the number of the row, or "", and why."""

    number: str
    said: T


class NextPlan(NamedTuple):
    """The new plan, the words in which a year was moved (row, before, after), what to look at.

    people: the ids of those who answer, for they may have gone.
    """

    raw: Raw
    moved: list[tuple[str, str, str]]
    remarks: list[Remark]
    people: list[str]


def move_years(words: str, years: int) -> str:
    """The words with every year that they name moved: «до 20 мая 2026 года» by 1."""
    return _YEAR.sub(lambda found: str(int(found[0]) + years), words)


def next_plan(raw: Raw, plan: Roadmap, name: str, years: int, settings: Settings) -> NextPlan:
    """The plan `name` that goes on from `plan`, whose mapping is `raw`, so many years later.

    A term moves where it names years and, read with them moved, means the same days of the later
    year. Everything else stays word for word; what may need a person's eye is told.
    """
    return _Mover(plan, name, years, settings).move(raw)


class _Mover:
    def __init__(self, plan: Roadmap, name: str, years: int, settings: Settings) -> None:
        self.plan, self.name, self.years, self.settings = plan, name, years, settings
        self.old = document_period(plan)
        self.new = Period(_later(self.old.start, years), _later(self.old.end, years))
        self.moved: list[tuple[str, str, str]] = []
        self.remarks: list[Remark] = []
        self.people: dict[str, None] = {}
        terms = [words for part in _all_duties(plan) for words in part.deadline]
        self.calendar = calendar_for(terms, plan, settings)

    def move(self, raw: Raw) -> NextPlan:
        new = {
            k: v for k, v in deepcopy(raw).items() if k not in ("accepted", "sample", "continues")
        }
        new["period"] = {"from": self.new.start.isoformat(), "to": self.new.end.isoformat()}
        own_years = {str(year) for year in range(self.old.start.year, self.old.end.year + 1)}
        for holder in (new, new.get("columns") or {}):
            for key, words in holder.items():
                named = set(_YEAR.findall(words)) if isinstance(words, str) else set()
                # Of no other year than its own a title speaks of the plan itself.
                if named and named <= own_years and key != "note":
                    holder[key] = move_years(words, self.years)
                    self.moved.append(("", words, holder[key]))
                elif named:
                    self._remark("", T("a year in the words: “{words}”", words=words))
        for key in ("sections", "items"):
            for part in new.get(key, ()):
                self._move_part(part)
        at = list(new).index("period")
        pairs = list(new.items())
        linked = dict([*pairs[:at], ("continues", self.plan.id), *pairs[at:]])
        return NextPlan(linked, self.moved, self.remarks, list(self.people))

    def _move_part(self, part: Raw) -> None:
        number = str(part.get("number", "")).rstrip(".")
        for key in _EVENTS:
            part.pop(key, None)
        if part.pop("windows", None):
            self._remark(number, T("days given by hand are left out: give those of the new year"))
        if term := part.get("deadline"):
            several = [term] if isinstance(term, str) else list(term)
            read = [self._moved_term(number, words) for words in several]
            part["deadline"] = read[0] if isinstance(term, str) else read
        if anchor := part.get("counted_from"):
            part["counted_from"] = self._moved_anchor(number, str(anchor))
            if not part["counted_from"]:
                del part["counted_from"]
        for words in _texts(part):
            if _YEAR.search(words):
                self._remark(number, T("a year in the words: “{words}”", words=words))
        for party in part.get("responsible", ()):
            if isinstance(party, Mapping) and party.get("person"):
                self.people.setdefault(str(party["person"]))
        for below in part.get("items", ()):
            self._move_part(below)

    def _moved_term(self, number: str, words: str) -> str:
        moved = move_years(words, self.years)
        before, after = self._read(words, self.old), self._read(moved, self.new)
        if moved != words and not self._is_same_later(before, after):
            self._remark(
                number, T("the term “{words}” names a year and was left as it is", words=words)
            )
            return words
        if moved == words and any(w.end < self.new.start or (w.start or w.end) > self.new.end
                                  for w in after.windows):  # fmt: skip
            self._remark(number, T("the term “{words}” lies outside the new period", words=words))
        elif before.windows and not after.windows:
            self._remark(number, T("the term “{words}” has no days in the new period", words=words))
        if moved != words:
            self.moved.append((number, words, moved))
        return moved

    def _read(self, words: str, period: Period) -> Deadline:
        return parse_once(words, period, self.calendar)

    def _is_same_later(self, before: Deadline, after: Deadline) -> bool:
        """Whether each window of the later reading is the earlier one's, so many years on."""
        expected = [
            (w.start and _later(w.start, self.years), _later(w.end, self.years))
            for w in before.windows
        ]
        return bool(expected) and [(w.start, w.end) for w in after.windows] == expected

    def _moved_anchor(self, number: str, anchor: str) -> str:
        head, slash, key = anchor.rpartition("/")
        if slash and head.rpartition("/")[2] == self.plan.id:
            return f"{self.name}/{key}"
        if re.fullmatch(r"\d{4}-\d\d-\d\d", anchor):
            self._remark(
                number, T("the day its term is counted from is left out: {day}", day=anchor)
            )
            return ""
        self._remark(number, T("its term is counted from {ref}", ref=anchor))
        return anchor

    def _remark(self, number: str, said: T) -> None:
        self.remarks.append(Remark(number, said))


def _texts(part: Raw) -> Iterator[str]:
    """The words of a row besides its term, without those of the rows below it."""
    for key, value in part.items():
        if key in _WORDS and isinstance(value, str):
            yield value
        elif key in ("responsible", "cells", "recipient"):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Mapping):
                    yield from (str(words) for word, words in each.items() if word in _WORDS)


def _all_duties(plan: Roadmap) -> Iterator[Any]:
    waiting: list[Any] = [*plan.sections, *plan.items]
    while waiting:
        part = waiting.pop()
        yield part
        waiting += part.items


def _later(day: date, years: int) -> date:
    """The same day so many years later; of a leap day the one before it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
