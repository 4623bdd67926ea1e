"""Terms counted from something: from what, how far, and the day once that is known."""

from datetime import date

import pytest

from deadlines.periods import CALENDAR
from innoreg.deadlines import parse
from innoreg.deadlines.deadline import Offset
from innoreg.deadlines.offsets import day_of_offset


@pytest.mark.parametrize(
    ("text", "number", "unit", "direction", "anchor", "own"),
    [
        ("в двухнедельный срок со дня подписания", 2, "week", 1, "signing", True),
        ("в течение 10 рабочих дней после завершения", 10, "working-day", 1, "end", False),
        ("за 3 дня до начала мероприятия", 3, "day", -1, "start", False),
        ("не позднее 5-го рабочего дня со дня получения", 5, "working-day", 1, "receipt", True),
        ("в течение месяца со дня вступления в силу настоящего приказа", 1, "month", 1, "entry", True),
        ("в 10-дневный срок со дня издания приказа", 10, "day", 1, "signing", True),
        ("в 3 - х дневный срок со дня подписания", 3, "day", 1, "signing", True),
        ("в течение 5 - ти рабочих дней после получения", 5, "working-day", 1, "receipt", True),
        ("в течение 25 (двадцати пяти) дней после завершения", 25, "day", 1, "end", False),
        ("в течение 30 календарных дней со дня опубликования", 30, "day", 1, "publication", True),
        ("не позднее чем за 14 дней до начала аттестации", 14, "day", -1, "start", False),
        ("через неделю после семинара", 1, "week", 1, "event", False),
        ("в трехдневный срок", 3, "day", 1, "", False),
        ("в течение 3 (трех) рабочих дней со дня подписания договора", 3, "working-day", 1,
         "signing", False),
        ("за месяц до мероприятия", 1, "month", -1, "event", False),
        ("в течение двух недель после проведения", 2, "week", 1, "end", False),
        ("В течение суток после его подачи", 1, "day", 1, "event", False),
        ("в месячный срок со дня подписания распоряжения", 1, "month", 1, "signing", True),
    ],
)  # fmt: skip
def test_what_is_counted_from_what(
    text: str, number: int, unit: str, direction: int, anchor: str, own: bool
) -> None:
    read = parse(text, CALENDAR)
    assert read.kind == "unscheduled"
    assert read.windows == ()
    assert read.offset is not None
    assert read.offset[:4] == (number, unit, direction, anchor)
    assert read.offset.own is own


@pytest.mark.parametrize(
    "text", ["по отдельному графику", "по мере необходимости", "постоянно", "март", "31 февраля"]
)
def test_other_terms_are_counted_from_nothing(text: str) -> None:
    assert parse(text, CALENDAR).offset is None


@pytest.mark.parametrize(
    ("number", "unit", "direction", "day", "due"),
    [
        (10, "day", 1, "2023-03-01", "2023-03-11"),
        (3, "day", -1, "2023-03-01", "2023-02-26"),
        (1, "month", 1, "2023-01-31", "2023-02-28"),
        (1, "month", 1, "2024-01-31", "2024-02-29"),
        (1, "month", -1, "2023-03-31", "2023-02-28"),
        (1, "year", 1, "2024-02-29", "2025-02-28"),
        (2, "week", 1, "2023-03-01", "2023-03-15"),
        # 23 and 24 February 2023 are days off, 24 February by transfer.
        (1, "working-day", 1, "2023-02-22", "2023-02-27"),
        (5, "working-day", 1, "2023-04-28", "2023-05-10"),
        (3, "working-day", -1, "2023-05-10", "2023-05-03"),
        (1, "working-day", 1, "2023-12-29", "2024-01-09"),
        # A Saturday that was worked: 27 April 2024.
        (1, "working-day", 1, "2024-04-26", "2024-04-27"),
    ],
)
def test_the_day_that_is_so_far_from_another(
    number: int, unit: str, direction: int, day: str, due: str
) -> None:
    offset = Offset(number, unit, direction, "event", "")  # type: ignore[arg-type]
    assert day_of_offset(offset, date.fromisoformat(day)) == date.fromisoformat(due)
