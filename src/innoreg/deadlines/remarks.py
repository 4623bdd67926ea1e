"""What stands beside the dates: brackets, afterthoughts, words that turn the meaning round."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines import ends, unread_tokens, windows
from innoreg.deadlines.deadline import Readings
from innoreg.deadlines.parse_state import (
    SIGNS,
    TEMPORAL,
    UNDATED,
    WORDS_ASIDE,
    ParseState,
    Unreadable,
    has_any,
    is_point,
    term_form,
)
from innoreg.deadlines.time_expressions import (
    EACH_OR_RANGE,
    EITHER,
    IN_BRACKETS,
    RELATIVE,
    Recurrence,
    Term,
)
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token
from innoreg.deadlines.windows import DatedStatement

_STATED: Final = TokenClass.STATED
_PHRASES: Final = TEMPORAL | UNDATED
# Phrases, and words that would have become one: «кроме марта», «не во вторник».
_ABOUT_TIME: Final = _PHRASES | class_set("NUM ORD ROMAN WEEKDAY MONTHWORD")
_DAYS_OFF: Final = ("выходн", "праздн", "нерабоч", "неучебн", "дней", "период")
_ONLY_STATED: Final = class_set("STATED")
_RECUR: Final = class_set("RECUR")
# What may stand in a bracket beside a date without a word of its own.
_ASIDE: Final = SIGNS | NUMBERS | UNDATED | class_set("PART WEEKDAY THEN TO IN FOR")
_BRACKETS: Final = class_set("OPEN CLOSE")
_TWO_READINGS: Final[dict[object, Readings]] = {EITHER: "turns", EACH_OR_RANGE: "list"}
_INCLUDED: Final = "включа"
_LIMITS: Final = class_set("BY TOWARDS FROM")
_UNKNOWN: Final = class_set("UNKNOWN")
# Forms of a date that can only be that of the term, not that of what it is counted from.
_DATING: Final = ("range", "by", "through")


def check_critical(state: ParseState) -> None:
    """Refuse words that turn a date round; raises Unreadable.

    «кроме июля», «март или апрель», «не в марте», «до ____».
    """
    solid = [token for token in state.tokens if token.cls not in SIGNS]
    negations = []
    for i, token in enumerate(solid):
        if token.cls == TokenClass.BLANK:
            raise Unreadable("unfilled", token)
        if token.cls == TokenClass.CRITICAL and token.value in _TWO_READINGS:
            raise Unreadable("ambiguous", token, _TWO_READINGS[token.value])
        if token.cls == TokenClass.NOT and (
            has_any(solid[i + 1 : i + 2], _ABOUT_TIME) or _is_date_near(solid[i + 1 : i + 4])
        ):
            raise Unreadable("ambiguous", token)
        if token.cls == TokenClass.NOT:
            negations.append(token)
        # Only beside a date: «отменено» of something else turns nothing.
        if token.cls == TokenClass.CRITICAL and _turns_a_date(token, solid[:i], solid[i + 1 :]):
            raise Unreadable("ambiguous", token)
    unread_tokens.check_doubtful(state, negations)


def _turns_a_date(token: Token, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether «или», «кроме», «отменено» are said of a date."""
    if token.value == "or":
        return has_any(after[:1], _ABOUT_TIME)
    if token.value == "except":
        return has_any(after[:2], _ABOUT_TIME) or any(map(_is_day_off, after[:2]))
    return has_any(before[-1:], _ABOUT_TIME) or has_any(after[:1], _ABOUT_TIME)


def _is_day_off(token: Token) -> bool:
    """«выходных», «праздничных дней», «каникул»: «ежедневно, кроме выходных» is not every day."""
    word = token.value
    return token.cls == TokenClass.EVENT or (isinstance(word, str) and word.startswith(_DAYS_OFF))


def _is_date_near(tokens: Sequence[Token]) -> bool:
    """Whether a date follows a word or two that nobody knows: «не поздн 15 марта»."""
    known = [token.cls in _PHRASES for token in tokens]
    return any(known) and all(token.cls in WORDS_ASIDE for token in tokens[: known.index(True)])


def cut_afterthought(state: ParseState, tokens: list[Token]) -> list[Token]:
    """The tokens before «далее», which is kept as a remark: «февраль, далее ежеквартально».

    Where dates follow it is a comma: «декабрь, затем апрель».
    """
    at = next((i for i, token in enumerate(tokens) if token.cls == TokenClass.THEN), None)
    if at is None:
        return tokens
    # With nothing before it «далее» is a word like any other.
    if not has_any(tokens[:at], _PHRASES):
        return [*tokens[:at], *tokens[at + 1 :]]
    later = tokens[at + 1 :]
    if term_form(later[0] if later else tokens[at]) in ("by", "through"):
        # «10 марта и далее до 25 марта» is a range, «далее» a part of it.
        raise Unreadable("ambiguous", make_token("", None, tokens[at : at + 2]))
    if all(token.cls in SIGNS for token in later) and tokens[at - 1].cls == TokenClass.AND:
        # «март и далее»
        raise Unreadable("not-understood", make_token("", None, tokens[at - 1 :]))
    if has_any(later, _ONLY_STATED) and not has_any(later, _RECUR):
        return cut_afterthought(
            state, [*tokens[:at], tokens[at]._replace(cls=TokenClass.COMMA), *later]
        )
    words = state.normalized.text[tokens[at].start : tokens[-1].end].split()
    recurs = has_any(later, _RECUR)
    if (("до" in words or has_any(later, NUMBERS)) and not recurs) or (
        recurs and has_any(tokens[:at], _RECUR)
    ):
        # «далее до особого распоряжения» moves the end; «ежемесячно, затем ежедневно» are two.
        raise Unreadable("not-understood", make_token("", None, tokens[at:]))
    state.add_remark(tokens[at:])
    return tokens[:at]


def open_brackets(state: ParseState, tokens: list[Token]) -> list[Token]:
    """The tokens without brackets: what stood in them is spliced in, wins, or is a remark."""
    if not has_any(tokens, _BRACKETS):
        return tokens
    out: list[Token] = []
    rest = list(tokens)
    of_forms: list[Token] = []
    while rest:
        token = rest.pop(0)
        if token.cls == TokenClass.OPEN:
            size = _bracket_size(rest)
            inner = [each for each in rest[:size] if each.cls not in _BRACKETS]
            if any(map(_is_of_forms, inner)):
                of_forms += [each for each in out[-1:] if each.cls == _STATED]
                _check_ends_of_forms(of_forms)
            del rest[: size + 1]
            out = _merge_bracket(state, out, inner, rest)
        elif token.cls != TokenClass.CLOSE:
            out.append(token)
    return out


def _is_of_forms(token: Token) -> bool:
    """«кл.», «классы», «остальные»: a date is that of some forms of a school."""
    word = token.value
    return token.cls in WORDS_ASIDE and isinstance(word, str) and word.startswith(("кл", "остальн"))


def _check_ends_of_forms(dates: Sequence[Token]) -> None:
    """Refuse a bare day of some forms behind a stretch of others; raises Unreadable.

    «1 сентября – 25 мая (1-9 кл.), 31 мая (10 кл.)»: the second day ends the stretch too.
    """
    forms = [term_form(token) for token in dates]
    if forms[-1:] == ["point"] and not set(_DATING).isdisjoint(forms):
        raise Unreadable("ambiguous", dates[-1])


def _bracket_size(tokens: Sequence[Token]) -> int:
    """How many tokens stand before the bracket that closes.

    Where one is missing, before the first that closes any; where there is none, all of them.
    """
    depth = 1
    for i, token in enumerate(tokens):
        depth += (token.cls == TokenClass.OPEN) - (token.cls == TokenClass.CLOSE)
        if not depth:
            return i
    return next((i for i, t in enumerate(tokens) if t.cls == TokenClass.CLOSE), len(tokens))


def _merge_bracket(
    state: ParseState, outer: list[Token], inner: list[Token], rest: Sequence[Token]
) -> list[Token]:
    """The tokens before a bracket and those in it made one list; raises Unreadable.

    rest: the tokens behind the bracket.
    """
    if not inner:
        return outer
    if inner[0].value == RELATIVE and has_any(outer, _RECUR):
        # «ежемесячно (через месяц)»
        raise Unreadable("ambiguous", inner[0])
    if all(token.cls == TokenClass.WEEKDAY or token.cls in SIGNS for token in inner):
        named = _assign_weekdays(outer, inner)
        if named:
            return named
    if _is_counted(outer) and all(
        term_form(token) in _DATING or token.cls in SIGNS for token in inner
    ):
        # «не позднее чем за 10 дней до начала (до 15 марта)»
        counted = make_token(TokenClass.UNKNOWN, IN_BRACKETS, outer)
        return [counted, *inner]
    wordy = has_any(inner, WORDS_ASIDE)
    for token, following in zip(inner, (*inner[1:], None), strict=True):
        # «до 15 марта (4 классы – до 20)»
        bare = token.cls in NUMBERS and (following is None or following.cls in SIGNS)
        if bare and has_any(inner[: inner.index(token)][-1:], _LIMITS):
            raise Unreadable("not-understood", token)
    ends.check_bracket(state, outer, inner)
    _check_rates(outer, inner)
    _check_included(state, outer, inner)
    unsigned = {token.cls for token in inner} - SIGNS
    if has_any(outer, _RECUR) and unsigned == {TokenClass.WEEKDAY}:
        return [*outer, *inner]
    is_dated = has_any(outer, TEMPORAL) or has_any(rest, TEMPORAL)
    if wordy and _is_nested(state, outer, inner):
        # «март (семинар 15 марта)»: all of March, or the day?
        raise Unreadable("ambiguous", inner[0], "nested")
    if is_dated and (wordy or not has_any(inner, TEMPORAL)):
        # «до 1 марта (5)» may be a day, a length or a footnote.
        if not wordy and (_is_only_numbers(inner) or not _is_aside(inner)):
            raise Unreadable("not-understood", inner[0])
        return [*outer, make_token(TokenClass.UNKNOWN, IN_BRACKETS, inner)]
    if has_any(outer, _ONLY_STATED) and has_any(inner, _ONLY_STATED):
        return _replace_by_finer(state, outer, inner)
    return [*outer, *inner]


def _check_rates(outer: Sequence[Token], inner: Sequence[Token]) -> None:
    """Refuse «раз в год (для новых – раз в полугодие)», which is of two rates; raises Unreadable."""
    rates, others = (
        [(t.value.freq, t.value.interval) for t in tokens if isinstance(t.value, Recurrence)]
        for tokens in (outer, inner)
    )
    if rates and any(rate not in rates for rate in others):
        raise Unreadable("ambiguous", inner[0], "list")
    days, more = (
        [t for t in tokens if t.cls == TokenClass.MONTHDAY or term_form(t) == "by"]
        for tokens in (outer, inner)
    )
    if rates and days and any(token.value != days[-1].value for token in more):
        # «ежегодно до 1 марта (для новых – до 1 мая)»
        raise Unreadable("ambiguous", more[0], "list")


def _check_included(state: ParseState, outer: Sequence[Token], inner: Sequence[Token]) -> None:
    """Refuse days that are said to be included in a stretch and lie outside; raises Unreadable."""
    if not any(str(token.value).startswith(_INCLUDED) for token in inner):
        return
    inside, around = (
        [windows.resolve_statement(t, state.resolver) for t in tokens if t.cls == _STATED]
        for tokens in (inner, outer)
    )
    if around and not all(_lies_within(one, around) for one in inside):
        raise Unreadable("contradiction", inner[0])


def _is_counted(tokens: Sequence[Token]) -> bool:
    """Whether the tokens are a term counted from something, and nothing else."""
    solid = [token for token in tokens if token.cls not in SIGNS]
    return len(solid) == 1 and solid[0].value == RELATIVE


def _is_nested(state: ParseState, outer: Sequence[Token], inner: Sequence[Token]) -> bool:
    """Whether dates in a bracket are narrower than the closed stretch before it."""
    if not (has_any(outer, _ONLY_STATED) and has_any(inner, _ONLY_STATED)):
        return False
    inside = [windows.resolve_statement(t, state.resolver) for t in inner if t.cls == _STATED]
    around = [windows.resolve_statement(t, state.resolver) for t in outer if t.cls == _STATED][-1]
    if (
        around.term.form != "point"
        or around.kind != "during"
        or any(one.windows == around.windows for one in inside)
    ):
        return False
    return all(_lies_within(one, [around]) for one in inside)


def _assign_weekdays(outer: list[Token], inner: list[Token]) -> list[Token]:
    """The tokens with each weekday of the bracket given to its day, to be checked against it.

    «12, 13 января (среда, четверг)»; empty where days and weekdays differ in number.
    """
    weekdays = [token.value % 10 for token in inner if token.cls == TokenClass.WEEKDAY]
    days = [i for i, token in enumerate(outer) if is_point(token, "day")]
    if len(days) != len(weekdays):
        return []
    named = list(outer)
    for i, weekday in zip(days, weekdays, strict=True):
        term = named[i].value
        assert isinstance(term, Term)
        unit = term.units[0]._replace(weekday=weekday)
        named[i] = named[i]._replace(value=term._replace(units=(unit,)))
    return named


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Whether phrases that state no date are all there is: «(5 дней)», «(по графику)», «(ср)»."""
    return all(token.cls in _ASIDE for token in tokens)


def _is_only_numbers(tokens: Sequence[Token]) -> bool:
    return all(token.cls in NUMBERS or token.cls in SIGNS for token in tokens)


def _replace_by_finer(state: ParseState, outer: list[Token], inner: list[Token]) -> list[Token]:
    """The tokens with dates in brackets in place of the stretch they lie in.

    Raises Unreadable where the two contradict each other.
    """
    inside = [windows.resolve_statement(t, state.resolver) for t in inner if t.cls == _STATED]
    around = [windows.resolve_statement(t, state.resolver) for t in outer if t.cls == _STATED]
    # The bracket explains the statement before it, or all of them.
    for replaced in (around[-1:], around):
        if all(_lies_within(one, replaced) for one in inside):
            gone = {id(one.token) for one in replaced}
            for one in replaced:
                state.add_remark([one.token])
            return [*(t for t in outer if id(t) not in gone), *inner]
    # «16.02 (февраль)» says less than stands before it.
    if all(_lies_within(one, inside) for one in around[-1:]):
        return [*outer, make_token(TokenClass.UNKNOWN, IN_BRACKETS, inner)]
    raise Unreadable("contradiction", inner[0])


def _lies_within(one: DatedStatement, around: Sequence[DatedStatement]) -> bool:
    """Whether each window of one statement lies in a window of the others."""
    return all(
        any((s or e) <= (start or end) and end <= e for other in around for s, e in other.windows)
        for start, end in one.windows
    )
