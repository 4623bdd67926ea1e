"""Periods that only say of what the dates beside them are: «I четверть: 01.09 – 28.10»."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from innoreg.deadlines.parse_state import ParseState, Unreadable, has_any, is_point, term_form
from innoreg.deadlines.time_expressions import UnitKind
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token
from innoreg.deadlines.unit_places import SCHOOL_PERIODS
from innoreg.deadlines.windows import resolve_statement

_STATED: Final = TokenClass.STATED
_UNKNOWN: Final = class_set("UNKNOWN")
_REPORTED: Final[tuple[UnitKind, ...]] = ("quarter", "half-year")
# Signs between a label and what it is of.
_LABEL_ENDS: Final = class_set("COLON DASH OPEN")


def label_periods(state: ParseState, tokens: list[Token]) -> list[Token]:
    """The tokens with school periods that stand beside their own days made words.

    «I четверть: 01.09 – 28.10», «Окончание учебного года: 24 мая»: the days written win.
    """
    dated = [i for i, token in enumerate(tokens) if token.cls == _STATED]
    if len(dated) < 2:
        return tokens
    labels = {
        here
        for here, other in (*pairwise(dated), *((b, a) for a, b in pairwise(dated)))
        if (
            _is_period(tokens[here])
            or _is_reported(tokens, here, other)
            or _is_subject(state, tokens, here)
        )
        and not _is_period(tokens[other])
        and (_is_label(tokens, here, other) or _is_subject(state, tokens, here))
    }
    for i in labels:
        state.add_remark([tokens[i]])
    for here, other in pairwise(dated):
        if here in labels and _is_reported(tokens, here, other):
            _refuse_due_before(state, tokens[here], tokens[other])
    return [
        make_token(TokenClass.UNKNOWN, None, [token]) if i in labels else token
        for i, token in enumerate(tokens)
    ]


def _is_period(token: Token) -> bool:
    """Whether a statement is a school period or a part of a year without days of its own."""
    term = token.value
    return term.form == "vague" or all(unit.kind in SCHOOL_PERIODS for unit in term.units)


def _is_reported(tokens: Sequence[Token], here: int, other: int) -> bool:
    """Whether a quarter or half-year stands before the day by which something is due of it.

    «I квартал – до 10 апреля»; «март – до 10 апреля» may be a range.
    """
    due = term_form(tokens[other]) == "by" and tokens[other].value.units[0].kind == "day"
    return here < other and due and any(is_point(tokens[here], kind) for kind in _REPORTED)


def _refuse_due_before(state: ParseState, period: Token, due: Token) -> None:
    """Refuse what would be due before its period begins; raises Unreadable.

    «II полугодие – до 15 января»: of which year?
    """
    start = resolve_statement(period, state.resolver).windows[0][0]
    if start and resolve_statement(due, state.resolver).windows[-1][1] < start:
        raise Unreadable("ambiguous", make_token("", None, [period, due]))


def _is_subject(state: ParseState, tokens: Sequence[Token], at: int) -> bool:
    """Whether the text begins with the school year, of which something is said.

    «Учебный год начинается не позднее 15 сентября».
    """
    said = at == 0 and is_point(tokens[0], "year") and has_any(tokens[1:2], _UNKNOWN)
    words = state.normalized.text[tokens[0].start : tokens[0].end].split()
    return said and words == ["учебный", "год"]


def _is_label(tokens: Sequence[Token], period: int, dates: int) -> bool:
    """Whether a period is set before its dates with a colon or dash, or behind them with a dash."""
    between = tokens[min(period, dates) + 1 : max(period, dates)]
    if period < dates:
        return has_any(between[-1:], _LABEL_ENDS)
    return bool(between) and all(token.cls in _LABEL_ENDS for token in between)
