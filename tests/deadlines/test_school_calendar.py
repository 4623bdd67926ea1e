"""Terms counted by the school calendar of a registry, and what is missing without one."""

from datetime import date

import pytest

from deadlines.periods import SCHOOL, period, result
from innoreg.deadlines import Calendar, Period, SchoolHolidays, parse


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


QUARTERS = (
    days("2021-09-01", "2021-10-30"),
    days("2021-11-08", "2021-12-28"),
    days("2022-01-10", "2022-03-25"),
    days("2022-04-04", "2022-05-31"),
    days("2022-09-01", "2022-10-28"),
)
RULES = Calendar(
    school_quarters=QUARTERS,
    school_trimesters=(
        days("2021-09-01", "2021-11-20"),
        days("2021-11-29", "2022-02-20"),
        days("2022-02-28", "2022-05-31"),
    ),
    school_semesters=(days("2021-09-01", "2021-12-28"), days("2022-01-10", "2022-05-31")),
    school_holidays=(
        SchoolHolidays("autumn", days("2021-10-31", "2021-11-07")),
        SchoolHolidays("winter", days("2021-12-29", "2022-01-09")),
        SchoolHolidays("extra", days("2022-02-14", "2022-02-20")),
        SchoolHolidays("spring", days("2022-03-26", "2022-04-03")),
        SchoolHolidays("summer", days("2022-06-01", "2022-08-31")),
    ),
)


@pytest.mark.parametrize(
    ("text", "context", "kind", "windows"),
    [
        ("осенние каникулы", "2021-2022", "during", "2021-10-31..2021-11-07"),
        ("в период зимних каникул", "2021-2022", "during", "2021-12-29..2022-01-09"),
        ("в весенние каникулы", "2022", "during", "2022-03-26..2022-04-03"),
        ("летние каникулы", "2021-2022", "during", "2022-06-01..2022-08-31"),
        ("дополнительные каникулы", "2021-2022", "during", "2022-02-14..2022-02-20"),
        ("до осенних каникул", "2021-2022", "by", "..2021-10-30"),
        ("перед весенними каникулами", "2021-2022", "by", "..2022-03-25"),
        ("после зимних каникул", "2021-2022", "during", "2022-01-10..2022-08-31"),
        ("осенние и весенние каникулы", "2021-2022", "during",
         "2021-10-31..2021-11-07;2022-03-26..2022-04-03"),
        ("каникулы", "2021-2022", "refused", "ambiguous"),
        ("осенние каникулы (01.11-08.11)", "2021-2022", "during", "2021-11-01..2021-11-08"),
        ("осенние каникулы", "2019-2020", "refused", "undefined-holidays"),
        ("1 четверть", "2021-2022", "during", "2021-09-01..2021-10-30"),
        ("III четверть", "2022", "during", "2022-01-10..2022-03-25"),
        ("1 четверть", "2022", "during", "2022-09-01..2022-10-28"),
        ("в конце первой четверти", "2021-2022", "during", "2021-10-21..2021-10-30"),
        ("в начале второй четверти", "2021-2022", "during", "2021-11-08..2021-11-17"),
        ("до конца третьей четверти", "2021-2022", "by", "..2022-03-25"),
        ("2 триместр", "2021-2022", "during", "2021-11-29..2022-02-20"),
        ("в конце первого семестра", "2021-2022", "during", "2021-12-19..2021-12-28"),
        ("в конце семестра", "2021-2022", "during",
         "2021-12-19..2021-12-28;2022-05-22..2022-05-31"),
        ("в конце семестра", "2022", "during", "2022-05-22..2022-05-31"),
        ("второй семестр", "2021-2022", "during", "2022-01-10..2022-05-31"),
        ("5 четверть", "2021-2022", "refused", "no-such-school-quarter"),
    ],
)  # fmt: skip
def test_with_a_school_calendar(text: str, context: str, kind: str, windows: str) -> None:
    read = parse(text, period(context), RULES)
    assert (read.kind or "refused", result(read)) == (kind, windows)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("осенние каникулы", "undefined-holidays"),
        ("1 четверть", "undefined-school-quarter"),
        ("в конце первой четверти", "undefined-school-quarter"),
        ("2 триместр", "undefined-school-trimester"),
        ("в конце семестра", "undefined-school-semester"),
        ("до конца второго семестра", "undefined-school-semester"),
    ],
)
def test_without_one_the_setting_is_named(text: str, code: str) -> None:
    read = parse(text, SCHOOL)
    assert read.refusal is not None
    assert read.refusal.code == code


@pytest.mark.parametrize(
    ("august", "day"), [("opens", date(2021, 8, 25)), ("closes", date(2022, 8, 25))]
)
def test_a_setting_says_where_august_stands(august: str, day: date) -> None:
    (window,) = parse("до 25 августа", SCHOOL, Calendar(august=august)).windows  # type: ignore[arg-type]
    assert window.end == day
