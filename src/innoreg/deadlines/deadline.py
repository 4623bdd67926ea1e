"""The values of the deadline language: Period, Calendar, Window, Caution, Refusal, Deadline."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

# The kinds of term that somebody can be late with.
BINDING_KINDS: Final = frozenset({"by", "on", "during", "recurring"})


@dataclass(frozen=True, slots=True)
class Period:
    """From day to day, both included; raises ValueError when the end precedes the start."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


Kind = Literal["by", "on", "during", "continuous", "recurring", "unscheduled"]
Frequency = Literal["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]
# August of the year before or after; every other one or the N-th of the month; a list or a range;
# one term or two.
Readings = Literal["", "august", "turns", "list", "nested"]
August = Literal["", "opens", "closes"]
OffsetUnit = Literal["day", "working-day", "week", "month", "year"]
Anchor = Literal["", "signing", "entry", "publication", "receipt", "start", "end", "event"]
Season = Literal["winter", "spring", "summer", "autumn", "extra"]
Weeks = Literal["workweek", "calendar", "seven-day"]
RefusalCode = Literal[
    "empty",
    "unfilled",
    "too-long",
    "not-understood",
    "ambiguous",
    "contradiction",
    "vague",
    "no-month",
    "no-such-month",
    "no-such-day",
    "no-such-weekday",
    "no-such-week",
    "no-such-part",
    "no-such-quarter",
    "no-such-half-year",
    "no-such-school-quarter",
    "undefined-school-quarter",
    "undefined-school-trimester",
    "undefined-school-semester",
    "undefined-holidays",
    "end-before-start",
    "outside-context",
    "relative-to-date",
    "working-days",
]
CautionCode = Literal[
    "outside-context",
    "partly-outside-context",
    "weekday-contradicts",
    "length-contradicts",
    "mixed-kinds",
]


# Not frozen, though nobody changes one: plans have thousands, and the __setattr__ of a frozen
# dataclass takes as long as the rest of making them.
@dataclass(slots=True, unsafe_hash=True)
class Window:
    """Days in which a term is to be met, both included; `end` is the due date.

    start: None means any day up to `end`. label: the words beside this one of several windows.
    """

    start: date | None
    end: date
    label: str | None = None


class SchoolHolidays(NamedTuple):
    """Days without lessons; the season is «extra» for those of the youngest in February."""

    season: Season
    period: Period


class WorkingDays(NamedTuple):
    """What a registry adds to the production calendar of Russia.

    six_day_week: Saturdays are worked. off: stretches of further days off, each first and last day;
    worked: days that are worked though the calendar has them off, both as decrees set them.
    """

    six_day_week: bool = False
    off: tuple[tuple[date, date], ...] = ()
    worked: tuple[date, ...] = ()


class Calendar(NamedTuple):
    """What a registry settles about time.

    weeks: how the N-th week of a month is counted: «workweek» takes the Monday-Sunday rows that
    hold a working day of the month, «calendar» every row, «seven-day» blocks 1-7, 8-14, ….
    school_year_end: (month, day) of the last day of a school year.
    school_quarters: the dates of the school quarters, in order; empty when nobody has stated them.
    august: whether an August without a year opens or closes a plan of a school year; empty where
    only the order of the words may say so. school_trimesters, school_semesters, school_holidays: as
    the school quarters. working_days: which days are worked.
    """

    weeks: Weeks = "workweek"
    school_year_end: tuple[int, int] = (8, 31)
    school_quarters: tuple[Period, ...] = ()
    august: August = ""
    school_trimesters: tuple[Period, ...] = ()
    school_semesters: tuple[Period, ...] = ()
    school_holidays: tuple[SchoolHolidays, ...] = ()
    working_days: WorkingDays = WorkingDays()


class Caution(NamedTuple):
    """The deadline stands, but the reader should look at these words."""

    code: CautionCode
    words: str


class Refusal(NamedTuple):
    """Why the text gives no deadline, and the very words at fault, at [start, end) of the text.

    readings: of an ambiguous text, which two readings it has, where they have a name.
    """

    code: RefusalCode
    words: str
    start: int
    end: int
    readings: Readings = ""


class Offset(NamedTuple):
    """How far from what a term lies: «в течение 10 рабочих дней со дня подписания».

    direction: 1 after it, -1 before it. anchor: the kind of event, "" when none is named. words: the
    event as it is named. own: it is one of the document itself, as its signing. exact: on that day
    («через неделю после …») rather than by it.
    """

    number: int
    unit: OffsetUnit
    direction: Literal[1, -1]
    anchor: Anchor
    words: str
    own: bool = False
    exact: bool = False


@dataclass(slots=True, unsafe_hash=True)  # as `Window`
class Deadline:
    """A text and what it means in its context.

    kind: None when refused. windows: sorted; none when recurring, unscheduled or refused.
    rrule_freq and the by_* fields: set for a recurrence. by_days: days of the month, -1 the last.
    by_month: months 1-12, sorted. interval: every so many periods. count: so many times in each.
    working: the position is of a working day.
    by_weekdays: Monday is 0. by_positions: the N-th such weekday of the month, without a weekday its
    N-th week, of a quarter its N-th month; -1 is the last. until: a recurrence is due by its day
    rather than on it.
    within: a recurrence happens only inside these windows.
    remark: the words kept but not dated. offset: of a term without a date, from what it is counted.
    """

    text: str
    kind: Kind | None
    windows: tuple[Window, ...] = ()
    rrule_freq: Frequency | None = None
    by_days: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_weekdays: tuple[int, ...] = ()
    by_positions: tuple[int, ...] = ()
    until: bool = False
    within: tuple[Window, ...] = ()
    remark: str | None = None
    warnings: tuple[Caution, ...] = ()
    refusal: Refusal | None = None
    interval: int = 1
    count: int = 1
    working: bool = False
    offset: Offset | None = None

    @property
    def by_day(self) -> int | None:
        """The day of the month where there is just one."""
        return self.by_days[0] if len(self.by_days) == 1 else None

    @property
    def by_position(self) -> int | None:
        """The position where there is just one."""
        return self.by_positions[0] if len(self.by_positions) == 1 else None

    @property
    def by_weekday(self) -> int | None:
        """The weekday where there is just one."""
        return self.by_weekdays[0] if len(self.by_weekdays) == 1 else None
