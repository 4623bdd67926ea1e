"""Makers of wordings without dates: «постоянно», «по плану», «в течение 10 дней после …»."""

from collections.abc import Sequence

from innoreg.deadlines.classes import CLASSES
from innoreg.deadlines.spelling import suspicious
from innoreg.deadlines.tokens import Token, make
from innoreg.deadlines.units import Length

TIMES = "times"
_NUMBERS = (CLASSES["NUM"], CLASSES["ORD"])
_UNITS = {
    CLASSES["DAYWORD"]: "day",
    CLASSES["WORKING"]: "day",
    CLASSES["WEEK"]: "week",
    CLASSES["WEEKS"]: "week",
    CLASSES["MONTHWORD"]: "month",
    CLASSES["YEARWORD"]: "year",
    CLASSES["HOUR"]: "hour",
}


def unknown(tokens: Sequence[Token]) -> list[Token]:
    """Words that are no term: numbers of documents, times of day, reported periods."""
    return [make(CLASSES["UNKNOWN"], None, tokens)]


def as_word(tokens: Sequence[Token]) -> list[Token]:
    """Each of the tokens is a word like any other."""
    return [Token(CLASSES["UNKNOWN"], None, t.start, t.end) for t in tokens]


def times(tokens: Sequence[Token]) -> list[Token]:
    """«2 раза» with no word of how often: a remark, but no term by itself."""
    return [make(CLASSES["UNKNOWN"], TIMES, tokens)]


def before_event(tokens: Sequence[Token]) -> list[Token] | None:
    """«до начала занятий»; «до конца мася» is a misspelt month."""
    words = [token.value for token in tokens if token.cls == CLASSES["UNKNOWN"]]
    misspelt = any(isinstance(word, str) and suspicious(word) for word in words)
    return None if misspelt else relative(tokens)


def dropped(_tokens: Sequence[Token]) -> list[Token]:
    """Words that change nothing."""
    return []


def always(tokens: Sequence[Token]) -> list[Token]:
    """«постоянно», «в течение всего периода»."""
    return [make(CLASSES["ALWAYS"], None, tokens)]


def unscheduled(tokens: Sequence[Token]) -> list[Token]:
    """«по отдельному плану», «после проведения», «в течение 10 дней»."""
    return [make(CLASSES["UNSCHEDULED"], None, tokens)]


def relative(tokens: Sequence[Token]) -> list[Token]:
    """«в течение 10 дней после …», «через неделю»: counted from what has no date."""
    return [make(CLASSES["UNSCHEDULED"], "relative", tokens)]


def event(tokens: Sequence[Token]) -> list[Token]:
    """«осенние каникулы»: dates nobody has stated."""
    return [make(CLASSES["EVENT"], None, tokens)]


def length(tokens: Sequence[Token]) -> list[Token]:
    """«(5 дней)»."""
    return [make(CLASSES["LENGTH"], _length(tokens), tokens)]


def before(tokens: Sequence[Token]) -> list[Token]:
    """«за 3 дня до»: counts back when a date follows, else it is relative."""
    return [make(CLASSES["BEFORE"], _length(tokens), tokens)]


def _length(tokens: Sequence[Token]) -> Length:
    count = next((t.value for t in tokens if t.cls in _NUMBERS), 1)
    units = [
        _UNITS.get(t.cls) or (t.value if t.cls == CLASSES["WEEKSLONG"] else None) for t in tokens
    ]
    unit = next((str(u) for u in reversed(units) if u), "day")
    return Length(count, unit, any(t.cls == CLASSES["WORKING"] for t in tokens))


def clock(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02 в 12.10»: the second pair of figures is a time, unless it carries a year."""
    unit = tokens[-1].value
    if getattr(unit, "year", None) is not None or getattr(unit, "n", 24) > 23:
        return None
    return unknown(tokens)
