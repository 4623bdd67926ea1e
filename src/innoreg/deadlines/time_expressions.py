"""What a phrase names before it is given dates: days, weeks, months, quarters and their years."""

from typing import Literal, NamedTuple

from innoreg.deadlines.deadline import Frequency

UnitKind = Literal[
    "day",
    "weekday",
    "week",
    "decade",
    "half",
    "third",
    "month",
    "quarter",
    "half-year",
    "season",
    "school-quarter",
    "year",
]
Form = Literal["point", "range", "by", "through", "by-start", "from", "after", "before", "vague"]


YearKind = Literal["calendar", "school", "context", "either"]


class Year(NamedTuple):
    """Which year or years some words name.

    years: calendar years, or the first years of school years; empty when the words name none.
    kind: «context» is the year of the document («в течение года»); «either» a pair of years that
    is a school year where the document is of that school year, else two calendar years.
    shift: 1 is the next one, seen from the context. spread: a range («2021-2024 гг.») is one
    stretch, a list is not. wraps: for a unit before the one the year stands at, how often the
    months begin again on the way («октябрь - март 2023»: once).
    """

    years: tuple[int, ...] = ()
    kind: YearKind = "calendar"
    shift: int = 0
    spread: bool = False
    wraps: int = 0


class Unit(NamedTuple):
    """One stretch of time as it is named.

    n: the day of the month, the N-th week, decade, half, third, quarter …; -1 is the last.
    month: 1-12, 0 when the words leave it out. weekday: Monday is 0, -1 when none is named.
    """

    kind: UnitKind
    n: int = 0
    month: int = 0
    year: Year | None = None
    weekday: int = -1


def in_year(unit: Unit, year: Year | None) -> Unit:
    """The unit with its year: `_replace` takes three times as long, and most units need it."""
    return Unit(unit.kind, unit.n, unit.month, year, unit.weekday)


class Length(NamedTuple):
    """«5 дней», «2 недели»."""

    number: int
    unit: str
    working: bool = False


class Term(NamedTuple):
    """A dated statement: a point, a range, «до …» (by), «с …» (from), «после …» (after).

    back: how long before the unit a counted term lies («за 3 дня до 1 марта»).
    """

    form: Form
    units: tuple[Unit, ...]
    back: Length | None = None


class Recurrence(NamedTuple):
    """How often; the day, weekday and position where the phrase itself states them."""

    freq: Frequency
    weekday: int = -1
    position: int = 0


class MonthDay(NamedTuple):
    """«до 5 числа» (until), «5 числа»; -1 is the last day of the month.

    each: «последний день месяца» is said of every month where none is named.
    """

    day: int
    until: bool
    each: bool = False


class Following(NamedTuple):
    """«… месяца, следующего за отчётным»: what has to end first.

    position: of a month inside its quarter («последнего месяца квартала»: -1), 0 when none.
    """

    freq: Frequency
    position: int = 0
