"""What may stand beside a term: brackets, afterthoughts, words; and what may not go unread."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from innoreg.deadlines import dated
from innoreg.deadlines.cell import (
    SIGNS,
    TEMPORAL,
    UNDATED,
    WORDS_ASIDE,
    Cell,
    Unreadable,
    has,
    runs,
)
from innoreg.deadlines.classes import CLASSES, classes
from innoreg.deadlines.dated import Dated
from innoreg.deadlines.spelling import like_a_month
from innoreg.deadlines.tokens import Token, make
from innoreg.deadlines.units import Term
from innoreg.deadlines.values import RefusalCode

_STATED: Final = CLASSES["STATED"]
_SAID: Final = TEMPORAL | UNDATED
_NUMBERS: Final = classes("NUM ORD ROMAN")
_TELLING: Final[dict[str, RefusalCode]] = {
    CLASSES["PART"]: "no-month",
    CLASSES["EVERY"]: "not-understood",
}
_ONLY_STATED: Final = classes("STATED")
_RECUR: Final = classes("RECUR")
_FROM: Final = classes("FROM SINCE OF")
_UNTIL: Final = classes("BY TOWARDS")
_UNKNOWN: Final = CLASSES["UNKNOWN"]
# Words for stretches of time: right beside a date they belong to it and were not understood.
_STRETCHES: Final = classes(
    "WEEK WEEKS WEEKSLONG DECADE HALF HALFYEAR QUARTER TERM EDGE YEARWORD SCHOOL SEASON"
)
_LONGEST_STUMP = 3
_RELATIVE: Final = "relative"


def check_critical(cell: Cell) -> None:
    """«кроме июля», «март или апрель», «не в марте», «до ____»: refused, for they turn it round."""
    solid = [token for token in cell.tokens if token.cls not in SIGNS]
    for i, token in enumerate(solid):
        if token.cls == CLASSES["BLANK"]:
            raise Unreadable("unfilled", token)
        before = i > 0 and solid[i - 1].cls in _SAID
        after = i + 1 < len(solid) and (solid[i + 1].cls in _SAID or solid[i + 1].cls in "nwor")
        if token.cls == CLASSES["NOT"] and (after or _said_soon(solid[i + 1 : i + 4])):
            raise Unreadable("ambiguous", token)
        if token.cls == CLASSES["CRITICAL"] and (
            after if token.value != "undone" else before or after
        ):
            raise Unreadable("ambiguous", token)


def _said_soon(tokens: Sequence[Token]) -> bool:
    """«не поздн 15 марта»: a word or two that nobody knows, then a date."""
    known = [token.cls in _SAID for token in tokens]
    return any(known) and all(token.cls in WORDS_ASIDE for token in tokens[: known.index(True)])


def cut_afterthought(cell: Cell, tokens: list[Token]) -> list[Token]:
    """«февраль, далее ежеквартально»: what comes later is kept as a remark."""
    at = next((i for i, token in enumerate(tokens) if token.cls == CLASSES["THEN"]), None)
    if at is None:
        return tokens
    if not has(tokens[:at], _SAID):
        return [*tokens[:at], *tokens[at + 1 :]]
    cell.remark(tokens[at:])
    return tokens[:at]


def open_brackets(cell: Cell, tokens: list[Token]) -> list[Token]:
    """The tokens without brackets; what stood in them is spliced in, wins, or is a remark."""
    out: list[Token] = []
    rest = list(tokens)
    while rest:
        token = rest.pop(0)
        if token.cls == CLASSES["OPEN"]:
            inner = _until_closed(rest)
            del rest[: len(inner) + 1]
            out = _with_inner(cell, out, inner, rest)
        elif token.cls != CLASSES["CLOSE"]:
            out.append(token)
    return out


def _until_closed(tokens: Sequence[Token]) -> list[Token]:
    for i, token in enumerate(tokens):
        if token.cls == CLASSES["CLOSE"]:
            return [t for t in tokens[:i] if t.cls != CLASSES["OPEN"]]
    return [t for t in tokens if t.cls != CLASSES["OPEN"]]


def _with_inner(
    cell: Cell, outer: list[Token], inner: list[Token], rest: Sequence[Token]
) -> list[Token]:
    if not inner:
        return outer
    if all(token.cls == CLASSES["WEEKDAY"] or token.cls in SIGNS for token in inner):
        named = _weekdays_checked(outer, inner)
        if named:
            return named
    wordy = has(inner, WORDS_ASIDE)
    if has(outer, _RECUR) and [token.cls for token in inner] == [CLASSES["WEEKDAY"]]:
        return [*outer, *inner]
    said = has(outer, TEMPORAL) or has(rest, TEMPORAL)
    if said and (wordy or not has(inner, TEMPORAL)):
        if not wordy and _only_number(inner):
            raise Unreadable("not-understood", inner[0])
        return [*outer, make(CLASSES["UNKNOWN"], None, inner)]
    if has(outer, _ONLY_STATED) and has(inner, _ONLY_STATED):
        return _finer(cell, outer, inner)
    return [*outer, *inner]


def _weekdays_checked(outer: list[Token], inner: list[Token]) -> list[Token]:
    """«12, 13 января (среда, четверг)»: each weekday goes to its day, to be held against it."""
    weekdays = [token.value % 10 for token in inner if token.cls == CLASSES["WEEKDAY"]]
    days = [i for i, t in enumerate(outer) if isinstance(t.value, Term) and _is_point(t, "day")]
    if len(days) != len(weekdays):
        return []
    named = list(outer)
    for i, weekday in zip(days, weekdays, strict=True):
        term = named[i].value
        assert isinstance(term, Term)
        unit = term.units[0]._replace(weekday=weekday)
        named[i] = named[i]._replace(value=term._replace(units=(unit,)))
    return named


def _only_number(tokens: Sequence[Token]) -> bool:
    return all(token.cls in _NUMBERS or token.cls in SIGNS for token in tokens)


def _finer(cell: Cell, outer: list[Token], inner: list[Token]) -> list[Token]:
    """Dates in brackets win over the stretch they lie in."""
    inside = [dated.resolve(t, cell.resolver) for t in inner if t.cls == _STATED]
    around = [dated.resolve(t, cell.resolver) for t in outer if t.cls == _STATED]
    for replaced in (around[-1:], around):
        if all(_within(one, replaced) for one in inside):
            gone = {id(one.token) for one in replaced}
            for one in replaced:
                cell.remark([one.token])
            return [*(t for t in outer if id(t) not in gone), *inner]
    if all(_within(one, inside) for one in around[-1:]):
        return [*outer, make(CLASSES["UNKNOWN"], None, inner)]
    raise Unreadable("contradiction", inner[0])


def _within(one: Dated, around: Sequence[Dated]) -> bool:
    return all(
        any((s or e) <= (start or end) and end <= e for other in around for s, e in other.windows)
        for start, end in one.windows
    )


def check_unread(cell: Cell, tokens: Sequence[Token]) -> None:
    """Leftovers that could change the meaning: a number, a week without a month, a lone sign."""
    for before, run, after in runs(tokens):
        if run:
            _check_run(cell, before, run, after)
        if before and after and before.cls == after.cls == _STATED:
            _check_between(run, after)


def _check_run(cell: Cell, before: Token | None, run: list[Token], after: Token | None) -> None:
    wordy = has(run, WORDS_ASIDE)
    for token in run:
        if token.cls in _TELLING and not (wordy and token.cls == CLASSES["EVERY"]):
            raise Unreadable(_TELLING[token.cls], token)
        if not wordy and token.cls not in SIGNS:
            raise Unreadable("not-understood", _unread(run))
    if not wordy:
        return
    if before and before.cls == _STATED and run[0].cls in _STRETCHES:
        raise Unreadable("not-understood", run[0])
    if before and before.cls == _STATED and _is_stump(cell, run[0], _LONGEST_STUMP - 1):
        raise Unreadable("not-understood", run[0])
    if before and run[0].cls in _NUMBERS and _is_point(before, "month"):
        raise Unreadable("not-understood", run[0])
    dated_next = after is not None and after.cls in TEMPORAL
    if dated_next and (
        run[-1].cls in _STRETCHES | _NUMBERS or _is_stump(cell, run[-1], _LONGEST_STUMP)
    ):
        raise Unreadable("not-understood", run[-1])
    if after and _form(after) == "through" and has(run, _FROM):
        raise Unreadable("not-understood", _unread(run))
    for first, second in pairwise(run):
        if first.cls in _UNTIL and second.cls in _NUMBERS:
            raise Unreadable("not-understood", make("", None, [first, second]))
        if first.cls in _NUMBERS and second.cls == _UNKNOWN and like_a_month(str(second.value)):
            raise Unreadable("not-understood", make("", None, [first, second]))


def _is_stump(cell: Cell, token: Token, longest: int) -> bool:
    """A short unknown word right beside a date could be part of it: «ло 15 марта», «июн ль»."""
    start, end = cell.place(token)
    word = cell.text[start:end]
    return token.cls == _UNKNOWN and end - start <= longest and word.islower()


def _check_between(run: list[Token], after: Token) -> None:
    if run and all(token.cls == CLASSES["DASH"] for token in run):
        raise Unreadable("ambiguous", run[0])
    if not run and _is_point(after, "year"):
        raise Unreadable("not-understood", after)


def check_relative(tokens: Sequence[Token]) -> None:
    """«в течение 10 дней после 1 марта»: what it counts from is a date, which is not supported."""
    for before, run, after in runs(tokens):
        if before and not run and after and before.value == _RELATIVE and after.cls == _STATED:
            raise Unreadable("relative-to-date", after)


def _unread(run: Sequence[Token]) -> Token:
    solid = [token for token in run if token.cls not in SIGNS]
    return make("", None, solid)


def _form(token: Token) -> str:
    return token.value.form if isinstance(token.value, Term) else ""


def _is_point(token: Token, kind: str) -> bool:
    term = token.value
    return isinstance(term, Term) and term.form == "point" and term.units[0].kind == kind
