"""Recurrences: how often, on which day and in which months, and inside which windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from innoreg.deadlines import dated
from innoreg.deadlines.cell import Cell, Unreadable
from innoreg.deadlines.dated import Dated
from innoreg.deadlines.tokens import Token
from innoreg.deadlines.units import Following, MonthDay, Recurrence, Term, Unit
from innoreg.deadlines.values import Deadline, Frequency
from innoreg.deadlines.words import CLASSES

_STATED: Final = CLASSES["STATED"]
_WEEKDAY: Final = CLASSES["WEEKDAY"]


@dataclass
class Often:
    """What the words of a cell say of its recurrence."""

    freq: Frequency
    by_day: int | None = None
    by_month: tuple[int, ...] = ()
    by_weekday: int | None = None
    by_position: int | None = None
    until: bool = False


def read(tokens: Sequence[Token]) -> Often | None:
    """The recurrence among these tokens; None when there is none, raises Unreadable."""
    often: Often | None = None
    for token in tokens:
        if isinstance(token.value, Recurrence):
            often = _joined(often, token.value, token)
    days = [token.value for token in tokens if isinstance(token.value, MonthDay)]
    follows = [token.value for token in tokens if isinstance(token.value, Following)]
    if often is None and days and follows:
        often = Often(follows[0].freq)
    if often is None:
        return None
    if days:
        often.by_day, often.until = days[0].day, days[0].until
    if follows:
        often.by_month = follows[0].months
    weekdays = [token for token in tokens if token.cls == _WEEKDAY]
    if len(weekdays) == 1 and often.freq == "weekly" and often.by_weekday is None:
        often.by_weekday = int(str(weekdays[0].value)) % 10
    return often


def _joined(often: Often | None, found: Recurrence, token: Token) -> Often:
    """«еженедельно, по пятницам» is one recurrence; «ежемесячно, ежеквартально» is none."""
    freq: Frequency = found.freq
    if often and often.freq != freq:
        raise Unreadable("ambiguous", token)
    often = often or Often(freq)
    if found.weekday >= 0:
        often.by_weekday = found.weekday
    if found.position:
        often.by_position = found.position
    return often


def dates_win(often: Often, stated: Sequence[Dated]) -> bool:
    """Whether the cell names the days themselves: «ежеквартально (16.02; 20.04)»."""
    many = sum(len(one.windows) for one in stated) > 1
    return often.freq != "yearly" and many and all(one.days_only for one in stated)


def deadline(cell: Cell, often: Often, tokens: Sequence[Token]) -> Deadline:
    """The recurrence with its months and days, or the window it happens in."""
    stated = [token for token in tokens if token.cls == _STATED]
    terms = [token.value for token in stated if isinstance(token.value, Term)]
    within: list[Dated] = []
    if terms and _named(often, terms):
        for token in stated:
            if any(unit.year and unit.year.years for unit in token.value.units):  # type: ignore[attr-defined]
                cell.remark([token])
    else:
        within = [dated.resolve(token, cell.resolver) for token in stated]
        for token in stated:
            cell.remark([token])
    return Deadline(
        cell.text,
        "recurring",
        rrule_freq=often.freq,
        by_day=often.by_day,
        by_month=often.by_month,
        by_weekday=often.by_weekday,
        by_position=often.by_position,
        until=often.until,
        within=dated.windows(within),
    )


def _named(often: Often, terms: Sequence[Term]) -> bool:
    """Take months and days from the terms, if these are what they name."""
    units = [unit for term in terms for unit in term.units]
    if often.freq == "yearly":
        return _yearly(often, terms, units)
    listed = all(term.form == "point" for term in terms)
    if often.freq in ("quarterly", "half-yearly") and listed and len(units) <= 4:
        if all(unit.kind == "month" for unit in units):
            often.by_month = tuple(sorted({unit.month for unit in units}))
            return True
    return False


def _yearly(often: Often, terms: Sequence[Term], units: Sequence[Unit]) -> bool:
    ranges = [term for term in terms if term.form == "range"]
    if any(term.form not in ("point", "range", "by") for term in terms):
        return False
    if ranges:
        if len(terms) > 1 or any(unit.kind != "month" for unit in units):
            return False
        first, last = units[0].month, units[1].month
        months = [*range(first, last + 1)] or [*range(first, 13), *range(1, last + 1)]
        often.by_month = tuple(sorted(months))
        return True
    if any(unit.kind not in ("month", "day") for unit in units):
        return False
    often.by_month = tuple(sorted({unit.month for unit in units}))
    days = {unit.n for unit in units if unit.kind == "day"}
    if len(days) == 1:
        often.by_day = days.pop()
    often.until = any(term.form == "by" for term in terms)
    return True
