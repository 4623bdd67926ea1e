"""Where days, weeks and holidays belong whose month, year or dates are said apart from them."""

from typing import Final

from innoreg.deadlines.parse_state import ParseState, has_any
from innoreg.deadlines.time_expressions import Following, Form, Length, MonthDay, Term, Unit, Year
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token

_STATED: Final = TokenClass.STATED
_ONLY_STATED: Final = class_set("STATED")
_NEXT_YEAR: Final = Year((), "context", 1)
_EVENTS: Final = class_set("EVENT")
# «до осенних каникул» is by the day before they begin.
_BESIDE_EVENTS: Final[dict[str, tuple[Form, Length | None]]] = {
    TokenClass.BY: ("before", Length(1, "day")),
    TokenClass.TOWARDS: ("before", Length(1, "day")),
    TokenClass.EVE: ("before", Length(1, "day")),
    TokenClass.AFTER: ("after", None),
    TokenClass.FROM: ("from", None),
}
_DATED_OR_REPEATED: Final = class_set("STATED RECUR FOLLOWING")
_REPEATED: Final = class_set("RECUR FOLLOWING")
_REPEATED_DAY: Final = class_set("RECUR MONTHDAY")


def join_days_to_months(tokens: list[Token]) -> list[Token]:
    """The tokens with «март, до 15 числа» made the day of that month."""
    days = [t.value for t in tokens if isinstance(t.value, MonthDay)]
    recurs = has_any(tokens, _REPEATED)
    terms = [t.value for t in tokens if isinstance(t.value, Term)]
    # A recurrence takes its day itself; two days could belong to either month.
    if len(days) != 1 or recurs or not terms:
        return tokens
    if any(term.form != "point" or term.units[0].kind != "month" for term in terms):
        return tokens
    form: Form = "by" if days[0].until else "point"
    return [
        token._replace(value=Term(form, (token.value.units[0]._replace(kind="day", n=day),)))
        if isinstance(token.value, Term)
        else token
        for token in tokens
        if not isinstance(token.value, MonthDay)
        for day in (days[0].days if isinstance(token.value, Term) else (0,))
    ]


def date_holidays(state: ParseState) -> tuple[Token, ...]:
    """The tokens with holidays made a dated term, where the registry states their days."""
    tokens = state.tokens
    # Days written beside them win: «осенние каникулы (28.10-05.11)».
    if has_any(tokens, _ONLY_STATED) or not has_any(tokens, _EVENTS):
        return tokens
    out: list[Token] = []
    for token in tokens:
        before = out[-1] if out else None
        if token.cls != TokenClass.EVENT or not isinstance(token.value, Unit):
            out.append(token)
        elif before and before.cls in _BESIDE_EVENTS:
            form, back = _BESIDE_EVENTS[before.cls]
            out[-1] = make_token(_STATED, Term(form, (token.value,), back), [before, token])
        else:
            out.append(token._replace(cls=_STATED, value=Term("point", (token.value,))))
    return tuple(out)


def apply_only_month(tokens: list[Token], state: ParseState) -> list[Token]:
    """The tokens with weeks and days put into the month of a plan of one month: «первая неделя»."""
    start, end = state.context.start, state.context.end
    if (start.year, start.month) != (end.year, end.month) or has_any(tokens, _DATED_OR_REPEATED):
        return tokens
    out: list[Token] = []
    for token in tokens:
        if token.cls == TokenClass.PART:
            unit = token.value._replace(month=start.month)
            # «2-3 неделя» is a stretch.
            if len(out) > 1 and out[-1].cls == TokenClass.DASH and out[-2].cls == _STATED:
                out.pop()
                first = out.pop()
                term = Term("range", (first.value.units[0], unit))
                out.append(make_token(_STATED, term, [first, token]))
            else:
                out.append(token._replace(cls=_STATED, value=Term("point", (unit,))))
        elif isinstance(token.value, MonthDay):
            form: Form = "by" if token.value.until else "point"
            weekday = token.value.weekday
            units = [Unit("day", day, start.month, None, weekday) for day in token.value.days]
            out += [token._replace(cls=_STATED, value=Term(form, (unit,))) for unit in units]
        else:
            out.append(token)
    return out


def apply_next_year(tokens: list[Token]) -> list[Token]:
    """The tokens with «до 1 марта года, следующего за отчётным» put into the next year."""
    following = [t for t in tokens if isinstance(t.value, Following) and t.value.freq == "yearly"]
    if not following or has_any(tokens, _REPEATED_DAY):
        return tokens
    return [
        token._replace(value=_in_next_year(token.value)) if isinstance(token.value, Term) else token
        for token in tokens
        if token not in following
    ]


def _in_next_year(term: Term) -> Term:
    return term._replace(
        units=tuple(unit if unit.year else unit._replace(year=_NEXT_YEAR) for unit in term.units)
    )
