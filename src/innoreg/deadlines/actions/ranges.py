"""Actions that make statements: «с … по …», «до …», «с …», and the year of the units beside it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from innoreg.deadlines.actions.undated import is_of_document, relative
from innoreg.deadlines.time_expressions import (
    EITHER,
    OUTCOME,
    Form,
    Length,
    Term,
    Unit,
    Year,
    in_year,
)
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token, with_end

DAY, ANNO, STATED = TokenClass.DAY, TokenClass.ANNO, TokenClass.STATED
_NO_UNITS: Final = class_set("ANNO OPEN CLOSE")
_MARKS: Final = class_set("COMMA COLON DASH SEMI SLASH AND")
_UNTIL: Final = class_set("BY TOWARDS TO")
_SINCE: Final = class_set("FROM SINCE")
_SCHOOL_PERIODS: Final = ("school-quarter", "trimester", "semester")
# «07.2023»; a month in letters is longer.
_LONGEST_FIGURES: Final = 7
_ONE_DAY: Final = Length(1, "day")
# Months to each: where in a year its N-th lies, roughly, is N times as many.
_MONTHS_OF = {"quarter": 3, "season": 3, "half-year": 6}


def as_by(tokens: Sequence[Token]) -> list[Token]:
    """«не позднее»."""
    return [make_token(TokenClass.BY, None, tokens)]


def by_end_of_day(tokens: Sequence[Token]) -> list[Token] | None:
    """«до окончания рабочего дня»; «к началу дня» is none."""
    return as_by(tokens) if tokens[1].value == "end" else None


def without_hour(tokens: Sequence[Token]) -> list[Token]:
    """«с 9.00» before a day: the preposition.

    «семинар с 9.00 1 марта» is on that day, «приём заявок с 9.00 1 марта» from that day on.
    """
    if tokens[0].cls == TokenClass.UNKNOWN:
        return [tokens[0], make_token(TokenClass.CRITICAL, "hour", tokens[1:])]
    return [make_token(tokens[0].cls, None, tokens)]


def as_from(tokens: Sequence[Token]) -> list[Token]:
    """«не ранее»."""
    return [make_token(TokenClass.FROM, None, tokens)]


def end_of_period(tokens: Sequence[Token]) -> list[Token] | None:
    """«до конца срока реализации»: of the context; «до конца срока приема заявок» is of something else."""
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.TERMWORD)
    what, year = tokens[at + 1 :], Year((), "context")
    if tokens[-1].cls == ANNO:
        what, year = what[:-1], tokens[-1].value
    if not is_of_document(what):
        return relative(tokens)
    return [*tokens[at - 2 : at], make_token(ANNO, year, tokens[at:])]


def year_after(tokens: Sequence[Token]) -> list[Token] | None:
    """«май, июнь 2023 года»: the year holds for every unit before it that has none."""
    if len(tokens) == 2:
        # Most of them: one unit and its year.
        unit, year = tokens[0].value, tokens[1].value
        return None if unit.year else [make_token(DAY, in_year(unit, year), tokens)]
    year = _joined_year([token.value for token in tokens if token.cls == ANNO])
    made: list[Token] = []
    wraps, later = 0, 0
    for token in reversed([token for token in tokens if token.cls not in _NO_UNITS]):
        unit = token.value
        if not isinstance(unit, Unit):
            made.append(token)
            continue
        if unit.year is not None:
            # «май 2021, июнь 2022»: the year goes back to the one before it and no further.
            return None if not made or len(made) < 2 else _keep_dated(tokens, made, token)
        # From the end: a unit later in the year than the one behind it is of the year before.
        place = _rank_in_year(unit)
        wraps += bool(later and place and place > later)
        later = place or later
        dated = in_year(unit, year._replace(wraps=wraps) if wraps else year)
        made.append(Token(token.cls, dated, token.start, token.end))
    # Signs between the last unit and the year say nothing any more.
    while made and made[0].cls != DAY:
        made.pop(0)
    return _ended_at(made[::-1], tokens[-1].end)


def _keep_dated(tokens: Sequence[Token], made: list[Token], dated: Token) -> list[Token]:
    """The tokens with the year put to the units behind the one that has its own."""
    head = tokens[: tokens.index(dated) + 1]
    while made and made[0].cls != DAY:
        made.pop(0)
    return [*head, *_ended_at(made[::-1], tokens[-1].end)]


def _ended_at(made: list[Token], end: int) -> list[Token]:
    """The tokens with the last one ending where the year ends."""
    made[-1] = with_end(made[-1], end)
    return made


def _joined_year(years: Sequence[object]) -> Year:
    """«2022, 2023»: several years behind one list of units hold for all of it."""
    found = [year for year in years if isinstance(year, Year)]
    if len(found) == 1:
        return found[0]
    return Year(tuple(sorted({y for year in found for y in year.years})), found[0].kind)


def year_before(tokens: Sequence[Token]) -> list[Token] | None:
    """«2023 год: март, май», «в течение года (16.02; 20.04)»."""
    year = tokens[0].value
    rest = list(tokens[1:])
    while rest and rest[0].cls in _MARKS:
        rest.pop(0)
    # Units with years of their own do not need this one; it is a statement by itself.
    if any(isinstance(token.value, Unit) and token.value.year is not None for token in rest):
        return None
    return [
        Token(token.cls, in_year(token.value, year), token.start, token.end)
        if isinstance(token.value, Unit)
        else token
        for token in rest
    ]


def _rank_in_year(unit: Unit) -> int:
    """Where in a year the unit lies, roughly in months; 0 when that is not known."""
    if unit.month > 0:
        return unit.month
    return unit.n * _MONTHS_OF.get(unit.kind, 0)


def weekday_of_day(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02 (среда)»: kept, to be held against the date."""
    named = next(token.value for token in tokens if token.cls == TokenClass.WEEKDAY)
    day = next(token for token in tokens if token.cls == DAY)
    unit = _unit(day)
    if unit.kind != "day":
        return None
    return [make_token(DAY, unit._replace(weekday=named % 10), tokens)]


def day_range(tokens: Sequence[Token]) -> list[Token] | None:
    """«с 10 по 15 марта», «октябрь - декабрь»; «сентябрь - 2023» is none."""
    first, last = (_unit(token) for token in tokens if token.cls in (DAY, ANNO))
    bare = len(tokens) == 3 and tokens[1].cls == TokenClass.DASH
    if bare and (first.kind == "year") != (last.kind == "year"):
        return None
    if (first.kind in _SCHOOL_PERIODS) != (last.kind in _SCHOOL_PERIODS):
        return None
    # «05.03-07.2023»: to the seventh of March, or to July?
    figures = tokens[-1].end - tokens[-1].start <= _LONGEST_FIGURES
    if bare and first.kind == "day" and last.kind == "month" and last.year and figures:
        return None
    return [make_token(STATED, Term("range", (first, last)), tokens)]


def range_of_period(tokens: Sequence[Token]) -> list[Token] | None:
    """«1 сентября - 27 октября - 1 четверть»: the period is what these days are called."""
    first, last, period = (_unit(token) for token in tokens if token.cls in (DAY, ANNO))
    if period.kind not in _SCHOOL_PERIODS or first.kind in _SCHOOL_PERIODS:
        return None
    word = make_token(TokenClass.UNKNOWN, None, tokens[-1:])
    return [make_token(STATED, Term("range", (first, last)), tokens[:-2]), tokens[-2], word]


def range_to_edge(tokens: Sequence[Token]) -> list[Token] | None:
    """«с 15 мая до конца года»; «до начала года» is none."""
    edge = next(token.value for token in tokens if token.cls == TokenClass.EDGE)
    first = next(_unit(token) for token in tokens if token.cls in (DAY, ANNO))
    if edge != "end":
        return None
    named = tokens[-1].cls != TokenClass.YEARWORD
    last = _unit(tokens[-1]) if named else Unit("year", year=Year((), "context"))
    return [make_token(STATED, Term("range", (first, last)), tokens)]


def range_of_limits(tokens: Sequence[Token]) -> list[Token]:
    """«не позднее 10 апреля и не ранее 1 апреля», «между 1 и 10 апреля»."""
    units = [_unit(token) for token in tokens if token.cls in (DAY, ANNO)]
    first, last = units if tokens[0].cls == TokenClass.BETWEEN else units[::-1]
    return [make_token(STATED, Term("range", (first, last)), tokens)]


def weekdays_of_range(tokens: Sequence[Token]) -> list[Token] | None:
    """«11-12 марта (пятница-суббота)»: kept, to be held against the dates."""
    days = [token for token in tokens if token.cls == DAY]
    if any(_unit(day).kind != "day" for day in days):
        return None
    named = [token.value % 10 for token in tokens if token.cls == TokenClass.WEEKDAY]
    first, last = (
        day._replace(value=_unit(day)._replace(weekday=weekday))
        for day, weekday in zip(days, named, strict=True)
    )
    return [first, tokens[1], with_end(last, tokens[-1].end)]


def day_before(tokens: Sequence[Token]) -> list[Token]:
    """«накануне 9 мая», «перед новым учебным годом»: by the day before."""
    return _each_of(tokens, "before", _ONE_DAY)


def _each_of(tokens: Sequence[Token], form: Form, back: Length | None = None) -> list[Token]:
    """A statement of this form for each unit: «накануне 23 февраля и 8 марта».

    One of another kind than the first is a point by itself: «до 1 марта, май».
    """
    head = next(i for i, token in enumerate(tokens) if token.cls in (DAY, ANNO))
    kind = _unit(tokens[head]).kind
    made = [make_token(STATED, Term(form, (_unit(tokens[head]),), back), tokens[: head + 1])]
    shared = True
    for before, token in pairwise(tokens[head:]):
        if token.cls != DAY:
            made.append(token)
            continue
        # «до марта, апрель» is none, «до марта и апреля» is.
        shared = shared and _unit(token).kind == kind
        shared = shared and (kind != "month" or before.cls == TokenClass.AND)
        term = Term(form, (_unit(token),), back) if shared else Term("point", (_unit(token),))
        made.append(make_token(STATED, term, [token]))
    return made


def outcome_by(tokens: Sequence[Token]) -> list[Token] | None:
    """«по окончании подготовки к 9 мая»: the date is of what is prepared."""
    waits = tokens[0].value == OUTCOME
    return [make_token(TokenClass.UNSCHEDULED, OUTCOME, tokens)] if waits else None


def by_each(tokens: Sequence[Token]) -> list[Token]:
    """«до 1 марта»; «до 15 января, 15 июля» is twice «до», «до 1 марта, май» is not.

    «к новому учебному году» is by its first day.
    """
    head = next(i for i, token in enumerate(tokens) if token.cls in (DAY, ANNO))
    unit = _unit(tokens[head])
    if unit.kind == "season":
        # «к лету», «до лета»: by its first day or by its last?
        return [make_token(TokenClass.CRITICAL, EITHER, tokens)]
    # «до нового учебного года», «к следующему году» are by the last day of the old one.
    coming = unit.kind == "year" and unit.year and unit.year.shift == 1
    school = coming and unit.year and unit.year.kind == "school"
    if coming and (tokens[0].cls == TokenClass.BY or not school):
        return [make_token(STATED, Term("before", (unit,), _ONE_DAY), tokens)]
    ready = tokens[0].cls == TokenClass.TOWARDS and bool(unit.year and unit.year.kind == "school")
    form: Form = "by-start" if ready and unit.kind == "year" else "by"
    return _each_of(tokens, form)


def through_date(tokens: Sequence[Token]) -> list[Token]:
    """«по 31 мая» where no «с …» stands before it."""
    return [make_token(STATED, Term("through", (_unit(tokens[-1]),)), tokens)]


def by_last(tokens: Sequence[Token]) -> list[Token] | None:
    """«до 10-15 марта»: by the last of them; «до 15 марта – 2023» is none."""
    units = [_unit(token) for token in tokens if token.cls in (DAY, ANNO)]
    unit = units[-1]
    if (unit.kind == "year") != (units[0].kind == "year"):
        return None
    return [make_token(STATED, Term("by", (unit,)), tokens)]


def from_date(tokens: Sequence[Token]) -> list[Token]:
    """«с 1 сентября», «начиная с марта»."""
    return [make_token(STATED, Term("from", (_unit(tokens[-1]),)), tokens)]


def after_date(tokens: Sequence[Token]) -> list[Token]:
    """«после 10 марта»."""
    return [make_token(STATED, Term("after", (_unit(tokens[-1]),)), tokens)]


def point_in_time(tokens: Sequence[Token]) -> list[Token]:
    """«25 марта», «I квартал 2023 года»."""
    return [make_token(STATED, Term("point", (_unit(tokens[-1]),)), tokens)]


def edge_of_year(tokens: Sequence[Token]) -> list[Token]:
    """«до конца года», «к началу учебного года», «с начала полугодия»; «в начале года» is vague."""
    named = next(token.value for token in tokens if token.cls == TokenClass.EDGE)
    if tokens[-1].cls == TokenClass.YEARWORD:
        tokens = [*tokens[:-1], make_token(ANNO, Year((), "context"), tokens[-1:])]
    unit = _unit(next(token for token in tokens if token.cls in (DAY, ANNO)))
    head = tokens[0].cls
    if named == "end" and head in _UNTIL:
        return _each_of(tokens, "by")
    if named == "start" and head == TokenClass.EVE:
        return _each_of(tokens, "before", _ONE_DAY)
    if named == "start" and head in _UNTIL:
        return _each_of(tokens, "by-start")
    if named == "start" and head in _SINCE:
        return _each_of(tokens, "from")
    if unit.kind in _SCHOOL_PERIODS and named != "middle":
        return _each_of(tokens, "first-days" if named == "start" else "last-days")
    return _each_of(tokens, "vague")


def counted_back(tokens: Sequence[Token]) -> list[Token] | None:
    """«за 3 дня до 1 марта»."""
    length = tokens[0].value
    if not isinstance(length, Length) or length.unit == "hour":
        return None
    return _each_of(tokens, "before", length)


def _unit(token: Token) -> Unit:
    """The unit of a token; a year by itself is one too."""
    if isinstance(token.value, Year):
        return Unit("year", year=token.value)
    assert isinstance(token.value, Unit)
    return token.value
