"""Terms inside other terms: the narrower one binds, and none is swallowed without a word."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from innoreg.deadlines.parse_state import ParseState, Unreadable, term_form
from innoreg.deadlines.time_expressions import Term
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token
from innoreg.deadlines.windows import DatedStatement, resolve_statement

_DAY: Final = timedelta(days=1)
# What joins a term to the one it explains: «октябрь, 5 октября», «октябрь: 5, 12 октября».
_JOINTS: Final = class_set("COMMA COLON SEMI DASH")
_LISTED: Final = class_set("COMMA AND")
# Forms that run to the end of the context, which their words do not say.
_OPEN: Final = ("from", "after")
# Units that name days; two of them side by side are a list, as two numbers would be.
_EXACT: Final = ("day", "weekday")


def keep_narrower(
    state: ParseState, tokens: Sequence[Token], stated: Sequence[DatedStatement]
) -> Sequence[DatedStatement]:
    """The statements without those that hold a narrower one beside them.

    «октябрь, 5 октября» is the day; what gives way becomes a remark. Raises Unreadable where a
    window would vanish in another one («в течение года консультации, 5 октября семинар»), and
    where two stretches stand side by side («февраль апрель»: a list, or a range?).
    """
    if len(stated) < 2:
        return stated
    kept: list[DatedStatement] = []
    for one, between in _with_gaps(tokens, stated):
        last = kept[-1] if kept else None
        joined = all(token.cls in _JOINTS for token in between)
        if last and _is_contradicted(last, between, one):
            # «вторая неделя марта: 11-17.03», though that is the third
            raise Unreadable("contradiction", one.token)
        if last and joined and last.term.form not in _OPEN and _is_inside(one, last):
            state.add_remark([last.token])
            kept[-1] = one
        elif last and joined and _is_inside(last, one) and last.windows[0][0]:
            state.add_remark([one.token])
        else:
            if last and joined and _is_start_inside(last, one):
                # «октябрь, с 5 октября»: to the end of October, or of the year?
                raise Unreadable(
                    "ambiguous", make_token("", None, [last.token, one.token]), "nested"
                )
            if last and _is_end_alone(state, last, between, one):
                # «5 апреля до 7 апреля», «5 апреля и до 7 апреля»: from the one to the other?
                raise Unreadable("ambiguous", make_token("", None, [last.token, one.token]), "list")
            if last and _is_preposition_shared(last, between, one):
                raise Unreadable("ambiguous", make_token("", None, [last.token, one.token]), "list")
            if last and not between and _is_list_or_range(state, last, one, len(stated) == 2):
                raise Unreadable("ambiguous", make_token("", None, [last.token, one.token]), "list")
            kept.append(one)
    _refuse_swallowed(kept)
    return kept


def _is_contradicted(around: DatedStatement, between: Sequence[Token], one: DatedStatement) -> bool:
    """Whether days behind the colon of a stretch lie outside it."""
    if not between or not all(token.cls == TokenClass.COLON for token in between):
        return False
    named = _is_stretch(around.term) and around.term.units[0].kind != "year"
    return named and one.windows != around.windows and not _is_inside(one, around)


def _with_gaps(
    tokens: Sequence[Token], stated: Sequence[DatedStatement]
) -> Iterator[tuple[DatedStatement, list[Token]]]:
    """Each statement, and the tokens between it and the one before."""
    waiting = list(stated)
    between: list[Token] = []
    for token in tokens:
        if waiting and token is waiting[0].token:
            yield waiting.pop(0), between
            between = []
        else:
            between.append(token)


def _is_inside(one: DatedStatement, around: DatedStatement) -> bool:
    """Whether each window of one statement lies in a closed window of the other, and is less."""
    if one.windows == around.windows:
        return False
    # Loops: every pair of a long list comes here.
    for start, end in one.windows:
        for s, e in around.windows:
            if s and s <= (start or end) and end <= e:
                break
        else:
            return False
    return True


def _is_start_inside(around: DatedStatement, one: DatedStatement) -> bool:
    """Whether an open term starts inside the other one."""
    if one.term.form not in _OPEN:
        return False
    start = one.windows[0][0]
    return any(s and start and s < start <= e for s, e in around.windows)


def _is_list_or_range(
    state: ParseState, first: DatedStatement, second: DatedStatement, alone: bool
) -> bool:
    """Whether two terms on one line with nothing between them are a list as well as a range.

    «апрель май» is the same days either way. alone: there are no others; of more days side by side
    nobody would make a range.
    """
    spaced = first.token.end < second.token.start  # «16.0220.04» is a list that lost its space
    days = spaced and _is_day(first.term) and _is_day(second.term)
    if not (_is_stretch(first.term) or _is_stretch(second.term) or (alone and days)):
        return False
    if state.is_line_broken(first.token, second.token) or first.windows == second.windows:
        return False
    start = second.windows[0][0]
    return start is None or start != first.windows[-1][1] + _DAY


def _is_end_alone(
    state: ParseState, first: DatedStatement, between: Sequence[Token], second: DatedStatement
) -> bool:
    """Whether a point is followed by one end of a range, with no sign or word to keep them apart."""
    if first.term.form not in ("point", "range") or second.term.form in ("point", "range"):
        return False
    # «март и до 10 апреля» are two.
    joined = not between or (
        _is_day(first.term) and all(token.cls == TokenClass.AND for token in between)
    )
    return joined and not state.is_line_broken(first.token, second.token)


def _is_preposition_shared(
    first: DatedStatement, between: Sequence[Token], second: DatedStatement
) -> bool:
    """Whether «до», «по», «за … до» may hold for the unit behind it as well: «по 1 марта и 1 мая»."""
    kinds = (first.term.units[0].kind, second.term.units[0].kind)
    listed = bool(between) and all(token.cls in _LISTED for token in between)
    ended = first.windows[0][0] is None
    return listed and ended and second.term.form == "point" and kinds[0] == kinds[1]


def _is_day(term: Term) -> bool:
    return term.form == "point" and term.units[0].kind == "day"


def _is_stretch(term: Term) -> bool:
    return term.form == "point" and term.units[0].kind not in _EXACT


def _refuse_swallowed(kept: Sequence[DatedStatement]) -> None:
    """Refuse a statement whose windows would vanish in those of another; raises Unreadable."""
    for one in kept:
        if one.windows[0][0] is None:
            continue
        for other in kept:
            if other is not one and _is_inside(one, other):
                raise Unreadable("ambiguous", one.token, "nested")


def is_said_twice(state: ParseState, before: Token, after: Token) -> bool:
    """Whether two points are the same days: «вторая среда февраля – 8 февраля»."""
    if term_form(before) != "point" or term_form(after) != "point":
        return False
    first, second = (resolve_statement(token, state.resolver) for token in (before, after))
    return first.windows == second.windows
