"""Actions that make recurrences: «ежеквартально», «2 раза в год», «до 5 числа»."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.deadline import Frequency
from innoreg.deadlines.time_expressions import EITHER, Following, MonthDay, Recurrence, Unit, Year
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token

# A period in words: its frequency, and how many of these it is.
_UNITS: Final[dict[str, tuple[Frequency, int]]] = {
    TokenClass.DAYWORD: ("daily", 1),
    TokenClass.WEEKDAY: ("weekly", 1),
    TokenClass.WEEK: ("weekly", 1),
    TokenClass.WEEKS: ("weekly", 1),
    TokenClass.MONTHWORD: ("monthly", 1),
    TokenClass.QUARTER: ("quarterly", 1),
    TokenClass.HALFYEAR: ("half-yearly", 1),
    TokenClass.YEARWORD: ("yearly", 1),
    TokenClass.ANNO: ("yearly", 1),
}
# Words whose value says which period they are.
_NAMED_UNITS: Final[dict[tuple[str, object], tuple[Frequency, int]]] = {
    (TokenClass.LENGTHWORD, "day"): ("daily", 1),
    (TokenClass.LENGTHWORD, "week"): ("weekly", 1),
    (TokenClass.LENGTHWORD, "year"): ("yearly", 1),
    (TokenClass.TERM, "quarter"): ("quarterly", 1),
    (TokenClass.TERM, "semester"): ("half-yearly", 1),
}
# Periods that are a part of another one: three decades in a month, three trimesters in a year.
_PARTS: Final[dict[tuple[str, object], tuple[Frequency, int]]] = {
    (TokenClass.DECADE, None): ("monthly", 3),
    (TokenClass.TERM, "trimester"): ("yearly", 3),
}
_MONTHS: Final[dict[Frequency, int]] = {
    "monthly": 1,
    "quarterly": 3,
    "half-yearly": 6,
    "yearly": 12,
}
# The day on which a part of a month is over; -1 is the last.
_LAST_DAYS: Final[dict[str, dict[int, int]]] = {
    "decade": {1: 10, 2: 20, 3: -1, -1: -1},
    "half": {1: 15, 2: -1, -1: -1},
    "third": {1: 10, 2: 20, 3: -1},
}
# A month has 23 working days at most.
_MOST_WORKING_DAYS: Final = 23
_WORKDAYS: Final = (0, 1, 2, 3, 4)
# Where the beginning and the middle of a month end.
_EDGE_DAYS: Final = {"start": 10, "middle": 20}
_FREQ: Final[dict[str, Frequency]] = {
    TokenClass.MONTHWORD: "monthly",
    TokenClass.QUARTER: "quarterly",
    TokenClass.HALFYEAR: "half-yearly",
    TokenClass.YEARWORD: "yearly",
}
_UNTIL: Final = class_set("BY TOWARDS")
_ORDINALS: Final = class_set("ORD ROMAN")
_RANGE_MARKS: Final = class_set("DASH TO FROM BY TOWARDS")
_POSITIONED: Final = ("week", "weekday")
_WEEKS: Final = class_set("WEEK WEEKS")
RECUR = TokenClass.RECUR


def make_recurrence(freq: Frequency, interval: int = 1, count: int = 1) -> Recurrence:
    """The recurrence under its own name where it has one: 2 times a year is half-yearly."""
    if freq == "daily":
        weeks, rest = divmod(interval, 7)
        return Recurrence("daily" if rest else "weekly", (), (), interval if rest else weeks, count)
    if freq in _MONTHS:
        months, rest = divmod(_MONTHS[freq] * interval, count)
        if not rest:
            named = next((name for name, size in _MONTHS.items() if size == months), None)
            if named:
                return Recurrence(named)
            if months % 12 == 0:
                return Recurrence("yearly", (), (), months // 12)
    return Recurrence(freq, (), (), interval, count)


def adverb_of_frequency(tokens: Sequence[Token]) -> list[Token]:
    """«ежеквартально»."""
    freq: Frequency = tokens[-1].value
    return [make_token(RECUR, Recurrence(freq), tokens)]


def counted_adverb(tokens: Sequence[Token]) -> list[Token] | None:
    """«ежемесячно, 2 раза», «2 раза ежемесячно»."""
    freq: Frequency = next(token.value for token in tokens if token.cls == TokenClass.OFTEN)
    count = next(token.value for token in tokens if token.cls == TokenClass.TIMES) or _number(
        tokens
    )
    return [make_token(RECUR, make_recurrence(freq, 1, count), tokens)] if count > 0 else None


def every_unit(tokens: Sequence[Token]) -> list[Token] | None:
    """«каждый месяц», «каждые 2 недели», «каждый вторник»."""
    if tokens[0].cls == TokenClass.AFTER:
        return every_unit(tokens[1:]) if tokens[0].value == "in" else None
    number = next((t.value for t in tokens if t.cls in NUMBERS), 0)
    ordinal = any(t.cls in _ORDINALS for t in tokens)
    # «по средам» is 12, «среда» 2: the plural is told apart by ten.
    weekdays = tuple(sorted({t.value % 10 for t in tokens if t.cls == TokenClass.WEEKDAY}))
    each_week = any(t.cls in _WEEKS for t in tokens)
    if (weekdays or each_week) and number and (weekdays or ordinal):
        # «каждый второй вторник»: every other one, or the second of each month?
        if number > 1 and tokens[-1].cls != TokenClass.MONTHWORD:
            return [make_token(TokenClass.CRITICAL, EITHER, tokens)]
        return [make_token(RECUR, Recurrence("monthly", weekdays, (number,)), tokens)]
    if any(t.cls == TokenClass.WORKING for t in tokens):
        if number > 1 or not any(t.cls == TokenClass.DAYWORD for t in tokens):
            return None
        return [make_token(RECUR, Recurrence("daily", _WORKDAYS), tokens)]
    if weekdays:
        return [make_token(RECUR, Recurrence("weekly", weekdays), tokens)]
    if number < 0:
        return None
    found = _recurrence_of(tokens, max(number, 1), 1)
    edge = tokens[0].value if tokens[0].cls == TokenClass.EDGE else "end"
    if not found or edge == "end":
        return [make_token(RECUR, found, tokens)] if found else None
    # «в начале каждого месяца»: its first ten days; of longer periods it is too vague.
    if found != Recurrence("monthly"):
        return None
    day = MonthDay((_EDGE_DAYS[str(edge)],), True)
    return [make_token(RECUR, found, tokens), make_token(TokenClass.MONTHDAY, day, tokens)]


def times_per_period(tokens: Sequence[Token]) -> list[Token] | None:
    """«2 раза в год», «1 раз в 2 месяца», «дважды в год»."""
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.TIMES)
    count, size = tokens[at].value or _number(tokens[:at]), _number(tokens[at:])
    # «раз в первый квартал», «первый раз в год»; «не реже 1-го раза» is one in figures.
    if any(
        t.cls == TokenClass.ORD and (i > at or t.end - t.start > 4) for i, t in enumerate(tokens)
    ):
        return None
    # «0 раз в год», «раз в 0 дней», «раз в последний месяц» (-1) are no recurrence.
    if count < 1 or size < 1:
        return None
    found = _recurrence_of(tokens[at:], size, count)
    last = tokens[-1]
    if found and isinstance(last.value, Year) and (last.value.years or last.value.shift):
        # «2 раза в 2022 году»: only in that year.
        return [make_token(RECUR, found, tokens[:-1]), last]
    return [make_token(RECUR, found, tokens)] if found else None


def _recurrence_of(tokens: Sequence[Token], size: int, count: int) -> Recurrence | None:
    """So many times in so many of the last period among the tokens; None for one without dates."""
    for token in reversed(tokens):
        key = (token.cls, token.value)
        found = _UNITS.get(token.cls) or _NAMED_UNITS.get(key)
        if found:
            return make_recurrence(found[0], size, count)
        if key in _PARTS:
            freq, parts = _PARTS[key]
            return make_recurrence(freq, 1, parts * count) if size == 1 else None
    return None


def position_of_each_month(tokens: Sequence[Token]) -> list[Token]:
    """«каждый первый вторник месяца»."""
    named = tokens[2]
    weekdays = (named.value % 10,) if named.cls == TokenClass.WEEKDAY else ()
    return [make_token(RECUR, Recurrence("monthly", weekdays, (tokens[1].value,)), tokens)]


def part_of_each_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«3 неделя каждого месяца», «последний четверг месяца», «вторая декада месяца»."""
    said = next((t.value for t in tokens if isinstance(t.value, Recurrence)), None)
    units = [t.value for t in tokens if isinstance(t.value, Unit)]
    found = said or Recurrence("monthly", implied=True)
    if found.interval > 1 or found.times > 1:
        # «первая неделя каждого второго месяца»
        return None
    kinds = {(unit.kind, unit.weekday) for unit in units}
    # «первая и третья среда», not «с первой по третью».
    listed = not any(token.cls in _RANGE_MARKS for token in tokens)
    if found.freq == "monthly" and listed and len(kinds) == 1 and units[0].kind in _POSITIONED:
        weekdays = (units[0].weekday,) if units[0].weekday >= 0 else ()
        positions = tuple(unit.n for unit in units)
        made = Recurrence("monthly", weekdays, positions, implied=not said)
        return [make_token(RECUR, made, tokens)]
    if found.freq != "monthly" and [unit.n for unit in units] == [-1]:
        # «последняя неделя каждой четверти» is due with the end of the quarter.
        return [make_token(RECUR, found, tokens), make_token(TokenClass.UNKNOWN, None, tokens)]
    if found.freq != "monthly" or len(units) != 1:
        return None
    if units[0].n not in _LAST_DAYS.get(units[0].kind, {}):
        return None
    # «вторая декада каждого месяца» is over with its last day.
    day = MonthDay((_LAST_DAYS[units[0].kind][units[0].n],), True)
    return [make_token(RECUR, found, tokens), make_token(TokenClass.MONTHDAY, day, tokens)]


def weekdays(tokens: Sequence[Token]) -> list[Token] | None:
    """«по вторникам», «по вторникам и четвергам»."""
    named = [t.value for t in tokens if t.cls == TokenClass.WEEKDAY]
    # «по вторник» ends a range.
    if named[0] < 10:
        return None
    days = tuple(sorted({value % 10 for value in named}))
    return [make_token(RECUR, Recurrence("weekly", days), tokens)]


def _number(tokens: Sequence[Token]) -> int:
    """The last number among them, 1 when there is none: «1-2 раза» counts as two."""
    return next((t.value for t in reversed(tokens) if t.cls in NUMBERS), 1)


def month_day(tokens: Sequence[Token]) -> list[Token] | None:
    """«до 5 числа», «15 числа», «с 1 по 5 число», «до последнего дня месяца»."""
    day = _number(tokens)
    until = any(token.cls in _UNTIL or token.cls == TokenClass.TO for token in tokens)
    if day == 0 or not -1 <= day <= 31:
        return None
    return [make_token(TokenClass.MONTHDAY, MonthDay((day,), until), tokens)]


def day_of_this_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«ежемесячно до 20 числа текущего месяца»; of a quarter it would say nothing."""
    if tokens[0].value != "monthly" or tokens[-2].value:
        return None
    day = month_day(tokens[1:])
    return [*adverb_of_frequency(tokens[:1]), *day] if day else None


def month_days(tokens: Sequence[Token]) -> list[Token] | None:
    """«1 и 15 числа»: of each month where none is named."""
    days = sorted({token.value for token in tokens if token.cls in NUMBERS})
    until = any(token.cls in _UNTIL for token in tokens)
    if len(days) < 2 or days[0] < -1 or 0 in days or days[-1] > 31:
        return None
    # The last day of a month stands behind all others.
    ordered = tuple(day for day in days if day > 0) + tuple(day for day in days if day < 0)
    return [make_token(TokenClass.MONTHDAY, MonthDay(ordered, until, True), tokens)]


def days_with_weekdays(tokens: Sequence[Token]) -> list[Token] | None:
    """«3 (понедельник)» in a plan of one month."""
    numbers = [i for i, token in enumerate(tokens) if token.cls in NUMBERS]
    made: list[Token] = []
    for at, until in zip(numbers, [*numbers[1:], len(tokens)], strict=True):
        weekday = next(t.value for t in tokens[at:until] if t.cls == TokenClass.WEEKDAY)
        day = MonthDay((tokens[at].value,), False, weekday=weekday % 10)
        if not 0 < day.days[0] <= 31:
            return None
        if made:
            made.append(tokens[at - 1])
        made.append(make_token(TokenClass.MONTHDAY, day, tokens[at:until][:4]))
    return made


def last_day_of_each_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«последний день месяца», «до конца каждого месяца», «до 5-го рабочего дня месяца»."""
    each = tokens[-1].cls == TokenClass.MONTHWORD
    if any(token.cls == TokenClass.WORKING for token in tokens):
        position = _number(tokens)
        if not each or not (position == -1 or 0 < position <= _MOST_WORKING_DAYS):
            return None
        return [make_token(RECUR, Recurrence("monthly", (), (position,), 1, 1, True), tokens)]
    if any(token.cls in NUMBERS and token.value != -1 for token in tokens):
        return None
    if any(token.cls == TokenClass.EDGE and token.value != "end" for token in tokens):
        return None
    until = any(token.cls in _UNTIL for token in tokens)
    day = make_token(TokenClass.MONTHDAY, MonthDay((-1,), until, each), tokens)
    repeated = any(token.cls == TokenClass.EVERY for token in tokens)
    return [day, make_token(RECUR, Recurrence("monthly"), tokens)] if repeated else [day]


def following_reported(tokens: Sequence[Token]) -> list[Token] | None:
    """«месяца, следующего за отчетным кварталом», «года, следующего за отчетным»."""
    named = [token.cls for token in tokens if token.cls in _FREQ]
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.FOR)
    if tokens[at - 1].value != 1:
        return None
    # «следующего за кварталом месяца» leaves out the word «отчетным».
    behind = [token.cls for token in tokens[at + 1 :] if token.cls != TokenClass.REPORTED]
    reported = [cls for cls in behind[:1] if cls in _FREQ]
    # «года, следующего за отчетным кварталом» is due once a year all the same.
    if TokenClass.YEARWORD in named:
        freq: Frequency = "yearly"
    else:
        freq = _FREQ[(reported or named or [TokenClass.MONTHWORD])[0]]
    # «второго месяца, следующего за отчетным кварталом».
    position = next((token.value for token in tokens if token.cls == TokenClass.ORD), 0)
    if position and (freq != "quarterly" or position not in (1, 2, 3, -1)):
        return None
    return [make_token(TokenClass.FOLLOWING, Following(freq, position), tokens)]


def day_of_every_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«каждого 5 числа», «по 1 и 15 числам»."""
    days = tuple(sorted({token.value for token in tokens if token.cls in NUMBERS}))
    if not 1 <= days[0] <= days[-1] <= 31:
        return None
    day = make_token(TokenClass.MONTHDAY, MonthDay(days, False), tokens)
    return [make_token(RECUR, Recurrence("monthly"), tokens[:1]), day]


def working_days(tokens: Sequence[Token]) -> list[Token]:
    """«по рабочим дням»."""
    return [make_token(RECUR, Recurrence("daily", _WORKDAYS), tokens)]


def last_day_of_quarter(tokens: Sequence[Token]) -> list[Token] | None:
    """«в последний день квартала»."""
    if _number(tokens) != -1:
        return None
    until = any(token.cls in _UNTIL for token in tokens)
    months = make_token(TokenClass.FOLLOWING, Following("quarterly", -1), tokens)
    return [make_token(TokenClass.MONTHDAY, MonthDay((-1,), until), tokens), months]


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
