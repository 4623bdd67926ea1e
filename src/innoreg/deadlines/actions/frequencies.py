"""Actions that make recurrences: «ежеквартально», «2 раза в год», «до 5 числа»."""

from collections.abc import Sequence
from math import log
from typing import Final

from innoreg.deadlines.deadline import Frequency
from innoreg.deadlines.time_expressions import Following, MonthDay, Recurrence, Unit
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token

# Days between two times, on average: by these the nearest frequency is found.
_DAYS: Final[dict[Frequency, float]] = {
    "daily": 1,
    "weekly": 7,
    "monthly": 365 / 12,
    "quarterly": 365 / 4,
    "half-yearly": 365 / 2,
    "yearly": 365,
}
# A period in words: its frequency and its days.
_UNITS: Final[dict[str, tuple[Frequency, float]]] = {
    TokenClass.DAYWORD: ("daily", 1),
    TokenClass.WEEKDAY: ("weekly", 7),
    TokenClass.WEEK: ("weekly", 7),
    TokenClass.WEEKS: ("weekly", 7),
    TokenClass.DECADE: ("weekly", 10),
    TokenClass.MONTHWORD: ("monthly", 365 / 12),
    TokenClass.QUARTER: ("quarterly", 365 / 4),
    TokenClass.TERM: ("quarterly", 365 / 4),
    TokenClass.HALFYEAR: ("half-yearly", 365 / 2),
    TokenClass.YEARWORD: ("yearly", 365),
    TokenClass.ANNO: ("yearly", 365),
}
_LENGTHS: Final[dict[object, tuple[Frequency, float]]] = {
    "day": ("daily", 1),
    "week": ("weekly", 7),
    "year": ("yearly", 365),
}
_FREQ: Final[dict[str, Frequency]] = {
    TokenClass.MONTHWORD: "monthly",
    TokenClass.QUARTER: "quarterly",
    TokenClass.HALFYEAR: "half-yearly",
    TokenClass.YEARWORD: "yearly",
}
_UNTIL: Final = class_set("BY TOWARDS")
_LIST_MARKS: Final = class_set("COMMA SEMI AND SLASH")
RECUR = TokenClass.RECUR


def nearest_frequency(days: float, named: Frequency) -> Frequency:
    """The frequency whose period is nearest in proportion; the named one when two are equal."""
    # Rounded, so that twice and half of a period are equally far though floats differ.
    return min(_DAYS, key=lambda freq: (round(abs(log(_DAYS[freq] / days)), 3), freq != named))


def adverb_of_frequency(tokens: Sequence[Token]) -> list[Token]:
    """«ежеквартально»."""
    freq: Frequency = tokens[0].value
    return [make_token(RECUR, Recurrence(freq), tokens)]


def every_unit(tokens: Sequence[Token]) -> list[Token]:
    """«каждый месяц», «каждые 2 недели», «каждый вторник»."""
    # «по средам» is 12, «среда» 2: the plural is told apart by ten.
    weekdays = [t.value % 10 for t in tokens if t.cls == TokenClass.WEEKDAY]
    named, days = _UNITS[TokenClass.WEEKDAY] if weekdays else _unit(tokens)
    number = next((t.value for t in tokens if t.cls in NUMBERS), 1)
    freq = nearest_frequency(days * max(number, 1), named)
    # A deadline holds one weekday; of several only how often is kept.
    weekday = weekdays[0] if len(weekdays) == 1 else -1
    return [make_token(RECUR, Recurrence(freq, weekday), tokens)]


def times_per_period(tokens: Sequence[Token]) -> list[Token] | None:
    """«2 раза в год», «1 раз в 2 месяца», «дважды в год»."""
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.TIMES)
    count, size = tokens[at].value or _number(tokens[:at]), _number(tokens[at:])
    # «0 раз в год», «раз в 0 дней», «раз в последний месяц» (-1) are no recurrence.
    if count < 1 or size < 1:
        return None
    named, days = _unit(tokens)
    freq = nearest_frequency(days * size / count, named)
    return [make_token(RECUR, Recurrence(freq), tokens)]


def position_of_each_month(tokens: Sequence[Token]) -> list[Token]:
    """«каждый первый вторник месяца»."""
    named = tokens[2]
    weekday = named.value % 10 if named.cls == TokenClass.WEEKDAY else -1
    return [make_token(RECUR, Recurrence("monthly", weekday, tokens[1].value), tokens)]


def part_of_each_month(tokens: Sequence[Token]) -> list[Token]:
    """«3 неделя каждого месяца», «последний четверг месяца»; other parts stay words."""
    said = next((t.value for t in tokens if isinstance(t.value, Recurrence)), None)
    units = [t.value for t in tokens if isinstance(t.value, Unit)]
    found = said or Recurrence("monthly")
    if found.freq == "monthly" and len(units) == 1 and units[0].kind in ("week", "weekday"):
        return [make_token(RECUR, Recurrence("monthly", units[0].weekday, units[0].n), tokens)]
    # As a word it stays in the remark.
    return [make_token(RECUR, found, tokens), make_token(TokenClass.UNKNOWN, None, tokens)]


def weekdays(tokens: Sequence[Token]) -> list[Token] | None:
    """«по вторникам», «по вторникам и четвергам»."""
    named = [t.value for t in tokens if t.cls == TokenClass.WEEKDAY]
    # «по вторник» ends a range.
    if named[0] < 10:
        return None
    weekday = named[0] % 10 if len(named) == 1 else -1
    return [make_token(RECUR, Recurrence("weekly", weekday), tokens)]


def _unit(tokens: Sequence[Token]) -> tuple[Frequency, float]:
    """The frequency and the days of the last period among the tokens."""
    last = next(t for t in reversed(tokens) if t.cls in _UNITS or t.cls == TokenClass.LENGTHWORD)
    return _UNITS.get(last.cls) or _LENGTHS[last.value]


def _number(tokens: Sequence[Token]) -> int:
    """The last number among them, 1 when there is none: «1-2 раза» counts as two."""
    return next((t.value for t in reversed(tokens) if t.cls in NUMBERS), 1)


def month_day(tokens: Sequence[Token]) -> list[Token] | None:
    """«до 5 числа», «15 числа», «с 1 по 5 число», «до последнего дня месяца»."""
    day = _number(tokens)
    until = any(token.cls in _UNTIL or token.cls == TokenClass.TO for token in tokens)
    # «1 и 15 числа»: a deadline holds one day of the month.
    if any(token.cls in _LIST_MARKS for token in tokens):
        return None
    if day == 0 or not -1 <= day <= 31:
        return None
    return [make_token(TokenClass.MONTHDAY, MonthDay(day, until), tokens)]


def last_day_of_each_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«последний день месяца», «до конца каждого месяца»."""
    if any(token.cls in NUMBERS and token.value != -1 for token in tokens):
        return None
    if any(token.cls == TokenClass.EDGE and token.value != "end" for token in tokens):
        return None
    until = any(token.cls in _UNTIL for token in tokens)
    each = tokens[-1].cls == TokenClass.MONTHWORD
    # The last working day is another one each month: only how often is kept.
    if any(token.cls == TokenClass.WORKING for token in tokens):
        made = make_token(RECUR, Recurrence("monthly"), tokens)
        return [made, make_token(TokenClass.UNKNOWN, None, tokens)] if each else None
    day = make_token(TokenClass.MONTHDAY, MonthDay(-1, until, each), tokens)
    repeated = any(token.cls == TokenClass.EVERY for token in tokens)
    return [day, make_token(RECUR, Recurrence("monthly"), tokens)] if repeated else [day]


def following_reported(tokens: Sequence[Token]) -> list[Token]:
    """«месяца, следующего за отчетным кварталом», «года, следующего за отчетным»."""
    named = [token.cls for token in tokens if token.cls in _FREQ]
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.REPORTED)
    reported = [token.cls for token in tokens[at + 1 :][:1] if token.cls in _FREQ]
    # «года, следующего за отчетным кварталом» is due once a year all the same.
    if TokenClass.YEARWORD in named:
        freq: Frequency = "yearly"
    else:
        freq = _FREQ[(reported or named or [TokenClass.MONTHWORD])[0]]
    return [make_token(TokenClass.FOLLOWING, Following(freq), tokens)]


def working_days(tokens: Sequence[Token]) -> list[Token]:
    """«по рабочим дням»."""
    return [make_token(RECUR, Recurrence("daily"), tokens)]


def last_day_of_quarter(tokens: Sequence[Token]) -> list[Token] | None:
    """«в последний день квартала»."""
    if _number(tokens) != -1:
        return None
    until = any(token.cls in _UNTIL for token in tokens)
    months = make_token(TokenClass.FOLLOWING, Following("quarterly", -1), tokens)
    return [make_token(TokenClass.MONTHDAY, MonthDay(-1, until), tokens), months]


def month_of_quarter(tokens: Sequence[Token]) -> list[Token] | None:
    """«последнего месяца квартала»: which month of each quarter this is."""
    position = _number(tokens)
    if position not in (1, 2, 3, -1):
        return None
    return [make_token(TokenClass.FOLLOWING, Following("quarterly", position), tokens)]


def next_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«до 5 числа следующего месяца»."""
    if tokens[0].value != 1:
        return None
    return [make_token(TokenClass.FOLLOWING, Following("monthly"), tokens)]
