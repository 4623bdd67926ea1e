"""What words name before they get dates: Unit, Year, Length, Term, Recurrence, MonthDay."""

from typing import Final, Literal, NamedTuple

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
    "trimester",
    "semester",
    "holidays",
    "year",
]
Form = Literal[
    "point",
    "range",
    "by",
    "through",
    "by-start",
    "from",
    "after",
    "before",
    "vague",
    "first-days",
    "last-days",
]


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


# Values of tokens that are read by later steps: a number of times with no word of how often
# («2 раза»), a term counted from what has no date («в течение 10 дней после …»), one that waits for
# the outcome of something («по итогам …»), the words of a bracket.
BARE_COUNT: Final = "times"
RELATIVE: Final = "relative"
OUTCOME: Final = "outcome"
# «недельный», «трехдневный»: of a term that is counted from something.
COUNTED: Final = "counted"
# «каждый второй вторник» has two readings.
EITHER: Final = "either"
# «конец марта – мая»: of each month, or up to the last one?
EACH_OR_RANGE: Final = "each or range"
IN_BRACKETS: Final = "in brackets"


# In place of a month: each of the school periods that the context runs over.
EACH: Final = -2


class Unit(NamedTuple):
    """One stretch of time as it is named.

    n: the day of the month, the N-th week, decade, half, third, quarter …; -1 is the last. Of
    holidays their season: 1 is winter, 5 the extra ones, 0 any.
    month: 1-12, 0 when the words leave it out. weekday: Monday is 0, -1 when none is named.
    """

    kind: UnitKind
    n: int = 0
    month: int = 0
    year: Year | None = None
    weekday: int = -1


def in_year(unit: Unit, year: Year | None) -> Unit:
    """A copy of the unit with its year."""
    # Built anew: `_replace` is three times slower, and most units need a year.
    return Unit(unit.kind, unit.n, unit.month, year, unit.weekday)


class Length(NamedTuple):
    """So many days, weeks, months, years or hours: «5 дней», «2 недели».

    working: working days are meant, which need a calendar of their own. named: a word says that it
    is a length («продолжительность 5 дней»), and is kept as a remark.
    """

    number: int
    unit: str
    working: bool = False
    named: bool = False


class Term(NamedTuple):
    """A dated statement: a point, a range, «до …» (by), «с …» (from), «после …» (after).

    back: how long before the unit a counted term lies («за 3 дня до 1 марта»).
    """

    form: Form
    units: tuple[Unit, ...]
    back: Length | None = None


class Recurrence(NamedTuple):
    """How often, with the weekdays and the position where the phrase itself states them.

    weekdays: Monday is 0. positions: the N-th of the month. interval: every so many
    periods («раз в 2 недели»). times: so many times in each («3 раза в год»).
    working: the position is of a working day («последний рабочий день месяца»). implied: «третья
    неделя месяца», which beside a day is of its month.
    """

    freq: Frequency
    weekdays: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    interval: int = 1
    times: int = 1
    working: bool = False
    implied: bool = False


class MonthDay(NamedTuple):
    """Days of a month that is not named: «до 5 числа» (until), «5 и 20 числа»; -1 is the last.

    each: «последний день месяца» is said of every month where none is named. weekday: of a day of
    one month only («3 (понедельник)»), -1 when none is named.
    """

    days: tuple[int, ...]
    until: bool
    each: bool = False
    weekday: int = -1


class Following(NamedTuple):
    """What has to end before a recurrence is due: «… месяца, следующего за отчётным».

    position: of a month inside its quarter («последнего месяца квартала»: -1), 0 when none.
    """

    freq: Frequency
    position: int = 0
