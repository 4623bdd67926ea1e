"""Recurrences in the words of RFC 5545, and the times they fall due by dateutil."""

import random
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr

from deadlines.periods import CALENDAR, SCHOOL
from innoreg.deadlines import Calendar, Deadline, Period, expand, parse
from innoreg.deadlines.deadline import Frequency
from innoreg.deadlines.rrule_text import rrule_text

MONTHLY: tuple[Frequency, ...] = ("monthly", "quarterly", "half-yearly", "yearly")
RULES = 2000


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("раз в две недели", "FREQ=WEEKLY;INTERVAL=2"),
        ("по вторникам и четвергам", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("ежемесячно 1 и 15 числа", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("каждый третий четверг месяца", "FREQ=MONTHLY;BYDAY=3TH"),
        ("ежеквартально до 10 числа", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("раз в 2 месяца", "FREQ=MONTHLY;INTERVAL=2"),
        ("ежегодно 1 марта", "FREQ=MONTHLY;BYMONTH=3;BYMONTHDAY=1"),
        ("по рабочим дням", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
        ("3 раза в год", None),
        ("третья неделя каждого месяца", None),
        ("март", None),
    ],
)
def test_the_rule_of_some_words(text: str, rule: str | None) -> None:
    assert rrule_text(parse(text, CALENDAR)) == rule


def random_recurrence(chance: random.Random) -> tuple[Deadline, Period]:
    start = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
    context = Period(start, start + timedelta(days=chance.randrange(1, 1100)))
    kind = chance.randrange(4)
    if kind == 0:
        freq: Frequency = chance.choice(("daily", "weekly"))
        days = tuple(sorted(chance.sample(range(7), chance.randrange(1, 8))))
        recurrence = Deadline(
            "", "recurring", (), freq, by_weekdays=days, interval=chance.randrange(1, 9)
        )
    elif kind == 1:
        days = tuple(sorted(chance.sample(range(1, 29), chance.randrange(1, 5))))
        days += chance.choice(((), (), (-1,)))
        months = tuple(sorted(chance.sample(range(1, 13), chance.randrange(0, 5))))
        freq = chance.choice(MONTHLY if months else ("monthly", "quarterly", "half-yearly"))
        interval = chance.randrange(1, 6) if freq == "monthly" and not months else 1
        recurrence = Deadline(
            "", "recurring", (), freq, by_days=days, by_month=months, interval=interval
        )
    elif kind == 2:
        recurrence = Deadline("", "recurring", (), "monthly", by_days=(chance.randrange(1, 32),))
    else:
        positions = tuple(sorted(chance.sample((1, 2, 3, 4, 5, -1, -2), chance.randrange(1, 3))))
        weekdays = tuple(sorted(chance.sample(range(7), chance.randrange(1, 3))))
        recurrence = Deadline(
            "", "recurring", (), "monthly", by_weekdays=weekdays, by_positions=positions
        )
    return recurrence, context


def due_days(recurrence: Deadline, context: Period) -> list[date]:
    return [window.end for window in expand(recurrence, context, Calendar())]


def days_by_dateutil(recurrence: Deadline, context: Period) -> list[date]:
    start = context.start
    if recurrence.by_days and recurrence.interval > 1:
        # Turns are counted from the first month of the context, whatever day it begins on.
        start = start.replace(day=1)
    begin, end = (datetime.combine(day, datetime.min.time()) for day in (start, context.end))
    found = rrulestr(str(rrule_text(recurrence)), dtstart=begin).between(begin, end, inc=True)
    return [moment.date() for moment in found if moment.date() in context]


def test_random_recurrences_fall_due_as_dateutil_says() -> None:
    chance = random.Random(5545)
    for _ in range(RULES):
        recurrence, context = random_recurrence(chance)
        assert due_days(recurrence, context) == days_by_dateutil(recurrence, context), (
            recurrence,
            context,
        )


@pytest.mark.parametrize(
    ("text", "context", "times"),
    [
        ("раз в две недели", CALENDAR, 26),
        ("раз в две недели", SCHOOL, 26),
        ("раз в 3 недели", CALENDAR, 17),
        ("раз в два месяца", CALENDAR, 6),
        ("раз в два месяца", SCHOOL, 6),
        ("3 раза в год", SCHOOL, 3),
        ("5 раз в год", CALENDAR, 5),
        ("2 раза в полугодие", CALENDAR, 4),
        ("2 раза в квартал", CALENDAR, 8),
        ("3 раза в месяц", CALENDAR, 36),
        ("раз в 10 дней", CALENDAR, 37),
        ("2 раза в месяц", SCHOOL, 24),
        ("раз в три года", Period(date(2021, 1, 1), date(2026, 12, 31)), 2),
        ("раз в три года", Period(date(2021, 1, 1), date(2024, 12, 31)), 1),
        ("1 раз в триместр", SCHOOL, 3),
        ("2 раза в неделю (вторник, четверг)", CALENDAR, 104),
    ],
)
def test_as_many_times_as_the_words_say(text: str, context: Period, times: int) -> None:
    windows = expand(parse(text, context), context, Calendar())
    assert len(windows) == times
    assert all(a.end < (b.start or b.end) for a, b in pairwise(windows))


def test_a_turn_longer_than_its_context_is_due_when_it_is_over() -> None:
    (window,) = expand(parse("раз в три года", CALENDAR), CALENDAR, Calendar())
    assert (window.start, window.end) == (date(2022, 1, 1), date(2024, 12, 31))
