"""Step 6: recurring statements into how often, on which day, in which months, within what."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines import windows
from innoreg.deadlines.calendar_dates import Refused, unit_dates
from innoreg.deadlines.deadline import Deadline, Frequency
from innoreg.deadlines.parse_state import SIGNS, ParseState, RecurrenceFields, Unreadable, is_point
from innoreg.deadlines.time_expressions import Following, MonthDay, Recurrence, Term, Unit
from innoreg.deadlines.tokens import Token, TokenClass

_STATED: Final = TokenClass.STATED
_WEEKDAY: Final = TokenClass.WEEKDAY
# A leap year: «ежегодно 29 февраля» names a day that some years have.
_LEAP: Final = 2024


def find_recurrence(tokens: Sequence[Token]) -> RecurrenceFields | None:
    """The recurrence that these tokens state; None when they state none.

    Raises Unreadable where they state several that do not agree.
    """
    recurrence: RecurrenceFields | None = None
    for token in tokens:
        if isinstance(token.value, Recurrence):
            if token.value.implied and any(is_point(other, "day") for other in tokens):
                raise Unreadable("ambiguous", token)
            recurrence = _combine(recurrence, token.value, token)
    days = [token.value for token in tokens if isinstance(token.value, MonthDay)]
    follows = [token.value for token in tokens if isinstance(token.value, Following)]
    if recurrence is None and days and follows:
        # «до 5 числа месяца, следующего за отчетным» recurs without a word for how often.
        recurrence = RecurrenceFields(follows[0].freq)
    # «последний день месяца» by itself; beside a date it is a part of that date.
    if recurrence is None and days and days[0].each and not any(t.cls == _STATED for t in tokens):
        recurrence = RecurrenceFields("monthly")
    # «последний месяц квартала»
    if recurrence is None and follows and follows[0].position and _is_alone(tokens):
        recurrence = RecurrenceFields("quarterly")
    if recurrence is None:
        return None
    _refuse_several(tokens)
    if days and days[0].weekday >= 0:
        # «3 (понедельник), ежемесячно»: no day of each month is a Monday.
        raise Unreadable("ambiguous", next(t for t in tokens if isinstance(t.value, MonthDay)))
    if days:
        at = next(t for t in tokens if isinstance(t.value, MonthDay))
        if recurrence.freq in ("weekly", "daily") or recurrence.by_positions:
            # «по вторникам до 10 числа», «первый понедельник ежемесячно до 5 числа»
            raise Unreadable("ambiguous", at)
        recurrence.by_days, recurrence.until = days[0].days, days[0].until
    if follows:
        recurrence.by_positions = (follows[0].position,) if follows[0].position else ()
    # «еженедельно, пятница», «2 раза в неделю (вторник, четверг)».
    weekdays = {token.value % 10 for token in tokens if token.cls == _WEEKDAY}
    if weekdays and recurrence.freq == "weekly" and not recurrence.by_weekdays:
        recurrence.by_weekdays = tuple(sorted(weekdays))
    if recurrence.by_weekdays or recurrence.by_days:
        # The days say it themselves: «2 раза в месяц (5 и 20 числа)».
        named = recurrence.by_weekdays or recurrence.by_days
        if recurrence.freq == "daily":
            return recurrence  # «2 раза в день по будням»
        if recurrence.times > 1 and recurrence.times != len(named):
            at = next(token for token in tokens if isinstance(token.value, Recurrence))
            raise Unreadable("contradiction", at)
        recurrence.times = 1
    return recurrence


def _is_alone(tokens: Sequence[Token]) -> bool:
    return sum(token.cls not in SIGNS for token in tokens) == 1


def _refuse_several(tokens: Sequence[Token]) -> None:
    """Refuse two days or two months of a quarter: «ежемесячно план до 1, отчёт до 5 числа»."""
    for kind in (MonthDay, Following):
        said = [token for token in tokens if isinstance(token.value, kind)]
        other = next((token for token in said if token.value != said[0].value), None)
        if other:
            raise Unreadable("ambiguous", other, "list")


def _combine(
    recurrence: RecurrenceFields | None, found: Recurrence, token: Token
) -> RecurrenceFields:
    """The recurrence with what one more phrase says of it; raises Unreadable.

    «еженедельно, по пятницам» is one recurrence; «ежемесячно, ежеквартально» is none.
    """
    freq: Frequency = found.freq
    if recurrence and recurrence.freq != freq:
        raise Unreadable("ambiguous", token)
    recurrence = recurrence or RecurrenceFields(freq)
    for field in ("interval", "times"):
        said, more = getattr(recurrence, field), getattr(found, field)
        if 1 < said != more > 1:
            raise Unreadable("ambiguous", token)
        setattr(recurrence, field, max(said, more))
    if found.weekdays:
        recurrence.by_weekdays = tuple(sorted({*recurrence.by_weekdays, *found.weekdays}))
    recurrence.working = recurrence.working or found.working
    if found.positions:
        if recurrence.by_positions not in ((), found.positions):
            raise Unreadable("ambiguous", token)
        recurrence.by_positions = found.positions
    return recurrence


def are_dates_named(recurrence: RecurrenceFields, terms: Sequence[Term]) -> bool:
    """Whether the text lists the days themselves: «ежеквартально (16.02; 20.04)»."""
    days = all(unit.kind == "day" for term in terms for unit in term.units)
    # Of a yearly recurrence they are the days of every year: see `_take_yearly`.
    return recurrence.freq != "yearly" and len(terms) > 1 and days


def recurring_deadline(
    state: ParseState, recurrence: RecurrenceFields, tokens: Sequence[Token]
) -> Deadline:
    """The deadline that recurs: on the months and days named, or within the windows stated.

    Words of which `by_month` and `by_day` hold only a part are kept as a remark.
    """
    stated = [token for token in tokens if token.cls == _STATED]
    days = [token for token in stated if is_point(token, "day")]
    if days and recurrence.freq != "yearly":
        # «15 марта ежемесячно»: on that day, or every month?
        raise Unreadable("ambiguous", days[0])
    named = [token for token in stated if not _is_year(token.value)]
    if (
        len(named) == 1
        and recurrence.freq in ("quarterly", "half-yearly")
        and is_point(named[0], "month")
    ):
        # «ежеквартально, март»: one month of the four?
        raise Unreadable("ambiguous", named[0])
    if named and _take_named(recurrence, [_term_of(token) for token in named]):
        _check_days(named, state)
        spans = [t for t in stated if t not in named or _is_part_of_months(t.value, recurrence)]
        if not set(spans).isdisjoint(named):
            # «ежегодно 25 мая и в июне»: what is no part of a month would be lost beside one.
            spans = stated
        _refuse_several_ends(named, spans)
        aside = [*spans, *(token for token in named if _says_more(token.value))]
    else:
        spans = aside = stated
    for token in spans:
        if recurrence.by_days and token.value.form == "by" and token.value.units[0].kind == "day":
            # «ежемесячно до 5 числа, за декабрь – до 25 декабря»
            raise Unreadable("ambiguous", token, "list")
    within = [windows.resolve_statement(token, state.resolver, every=True) for token in spans]
    for token in dict.fromkeys(aside):
        state.add_remark([token])
    return state.make_deadline("recurring", (), recurrence, windows.merge_windows(within))


def _is_part_of_months(term: Term, recurrence: RecurrenceFields) -> bool:
    """Whether a term is less than whole months, and the recurrence itself has not its day or week.

    «ежегодно с 1 по 15 сентября», «ежегодно в начале мая».
    """
    taken = term.form != "range" and (recurrence.by_days or recurrence.by_positions)
    return not taken and any(unit.kind != "month" for unit in term.units)


def _refuse_several_ends(named: Sequence[Token], spans: Sequence[Token]) -> None:
    """Refuse «ежегодно до 15 января и до 20 июля», which no one rule can say; raises Unreadable."""
    for token in named:
        mixed = (token.value.form == "by") != (named[0].value.form == "by")
        if mixed or (token in spans and token.value.form == "by"):
            raise Unreadable("ambiguous", token, "list")


def _term_of(token: Token) -> Term:
    assert isinstance(token.value, Term)
    return token.value


def _is_year(term: object) -> bool:
    return isinstance(term, Term) and any(unit.kind == "year" for unit in term.units)


def _says_more(term: object) -> bool:
    """Whether the words say more than by_month and by_day can hold."""
    assert isinstance(term, Term)
    simple = all(unit.kind in ("day", "month") for unit in term.units) and term.form != "range"
    months = all(unit.kind == "month" for unit in term.units)
    years = any(unit.year and unit.year.years for unit in term.units)
    return years or not (simple or months)


def _check_days(stated: Sequence[Token], state: ParseState) -> None:
    """Refuse a day that no year has: «ежегодно до 31 июня»; raises Unreadable."""
    for token in stated:
        for unit in token.value.units:
            if unit.kind == "day":
                try:
                    unit_dates(unit._replace(year=None), _LEAP, state.resolver.calendar)
                except Refused as refused:
                    raise Unreadable(refused.code, token) from None


def _take_named(recurrence: RecurrenceFields, terms: Sequence[Term]) -> bool:
    """Put the months and days that the terms name into the recurrence, if that is all they name.

    False where they are windows for it instead.
    """
    units = [unit for term in terms for unit in term.units]
    if recurrence.freq == "yearly" and recurrence.times == 1:
        return _take_yearly(recurrence, terms, units)
    listed = all(term.form == "point" for term in terms)
    months = all(unit.kind == "month" for unit in units)
    # Up to four months: one for each quarter. More of them are a list of windows.
    counted = recurrence.freq in ("quarterly", "half-yearly", "yearly")
    if counted and listed and months and (len(units) <= 4 or len(units) == recurrence.times):
        recurrence.times = 1
        recurrence.by_month = tuple(sorted({unit.month for unit in units}))
        return True
    return False


def _take_yearly(
    recurrence: RecurrenceFields, terms: Sequence[Term], units: Sequence[Unit]
) -> bool:
    """The same for a yearly recurrence: its months, and the day or week if there is one."""
    if any(term.form not in ("point", "range", "by") for term in terms):
        return False
    months: set[int] = set()
    for term in terms:
        named = [_months_of(unit) for unit in term.units]
        if not all(named):
            return False
        first, last = named[0][0], named[-1][-1]
        # «с ноября по февраль» runs over the New Year.
        months.update(
            range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1))
        )
    recurrence.by_month = tuple(sorted(months))
    points = all(term.form != "range" for term in terms)
    days = {unit.n for unit in units if unit.kind == "day"}
    if points and len(days) == 1 and all(unit.kind == "day" for unit in units):
        recurrence.by_days = (days.pop(),)
    if points and len(units) == 1 and units[0].kind in ("week", "weekday"):
        recurrence.by_positions = (units[0].n,)
        recurrence.by_weekdays = (units[0].weekday,) if units[0].kind == "weekday" else ()
    recurrence.until = any(term.form == "by" for term in terms)
    return True


def _months_of(unit: Unit) -> tuple[int, ...]:
    """The month a unit names; none for a quarter, which is a window of the recurrence."""
    return (unit.month,) if unit.month > 0 else ()
