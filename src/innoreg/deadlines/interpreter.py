"""From the statements found in a text to one deadline: what binds and what is remark."""

import re
from collections.abc import Sequence
from typing import Final

from innoreg.deadlines import recurrences, remarks, unread_tokens, windows
from innoreg.deadlines.deadline import Caution, CautionCode, Deadline, Kind, RefusalCode
from innoreg.deadlines.parse_state import (
    SIGNS,
    TEMPORAL,
    UNDATED,
    WORDS_ASIDE,
    ParseState,
    RecurrenceFields,
    Unreadable,
    has,
    runs,
)
from innoreg.deadlines.time_expressions import Following, Form, Length, MonthDay, Term, Unit, Year
from innoreg.deadlines.tokens import Token, TokenClass, class_set, letter_pattern, make_token
from innoreg.deadlines.windows import DatedStatement

_STATED: Final = TokenClass.STATED
_PLAIN: Final = re.compile(
    letter_pattern("STATED (?:[COMMA SEMI AND]{1,2} STATED)* [COMMA SEMI]?")
)  # nothing but statements: most cells
_NEXT_YEAR: Final = Year((), "context", 1)
_WEEKDAY: Final = TokenClass.WEEKDAY
_ONLY_STATED: Final = class_set("STATED")
_ALWAYS: Final = class_set("ALWAYS")
_ASIDE_WHEN_DATED: Final = class_set("ALWAYS UNSCHEDULED EVENT")
_OUTSIDE: Final[tuple[CautionCode, ...]] = ("outside-context",)
_FAULTS: Final[dict[str, RefusalCode]] = {
    TokenClass.EVENT: "undefined-holidays",
    TokenClass.PART: "no-month",
    TokenClass.MONTHDAY: "no-month",
    TokenClass.WEEKDAY: "ambiguous",
}
_WITHOUT_DATE: Final = class_set("UNSCHEDULED LENGTH")
_REPEATED: Final = class_set("RECUR FOLLOWING")
_REPEATED_DAY: Final = class_set("RECUR MONTHDAY")


def interpret(state: ParseState) -> Deadline:
    """The deadline of a cell; raises Unreadable."""
    if _PLAIN.fullmatch("".join([token.cls for token in state.tokens])):
        return _all_dated(
            state, [windows.resolve_statement(t, state.resolver) for t in state.tokens if t.value]
        )
    remarks.check_critical(state)
    tokens = remarks.cut_afterthought(state, list(state.tokens))
    tokens = remarks.open_brackets(state, tokens)
    tokens = _next_years(_days_of_months(tokens))
    often = recurrences.find_recurrence(tokens)
    if often:
        return _recurring(state, often, tokens)
    if has(tokens, _ONLY_STATED):
        return _dated(state, tokens)
    return _undated(state, tokens)


def _recurring(state: ParseState, often: RecurrenceFields, tokens: list[Token]) -> Deadline:
    terms = [token.value for token in tokens if isinstance(token.value, Term)]
    if recurrences.are_dates_named(often, terms):
        for token in tokens:
            if token.cls == TokenClass.RECUR:
                state.remark([token])
        return _dated(state, [t for t in tokens if t.cls != TokenClass.RECUR])
    if often.by_weekday is not None:
        tokens = [token for token in tokens if token.cls != _WEEKDAY]
    unread_tokens.check_unread(state, tokens)
    _remark_words(state, tokens)
    return recurrences.recurring_deadline(state, often, tokens)


def _dated(state: ParseState, tokens: list[Token]) -> Deadline:
    unread_tokens.check_unread(state, tokens)
    unread_tokens.check_relative(tokens)
    for token in tokens:
        if token.cls in TEMPORAL and token.cls != _STATED:
            raise Unreadable("ambiguous", token)
    found = {t: windows.resolve_statement(t, state.resolver) for t in tokens if t.cls == _STATED}
    stated = list(found.values())
    _label(state, tokens, found)
    if has(tokens, _ALWAYS) and _covers(stated, state):
        return state.deadline("continuous", (windows.context_window(state.context),))
    _check_lengths(state, tokens, found)
    return _all_dated(state, stated)


def _all_dated(state: ParseState, stated: Sequence[DatedStatement]) -> Deadline:
    _caution(state, stated)
    return state.deadline(_kind(state, stated), windows.merge_windows(stated))


def _caution(state: ParseState, stated: Sequence[DatedStatement]) -> None:
    for one in stated:
        outside = windows.is_outside(one, state.context)
        if not (outside or one.cautions):
            continue
        codes: list[CautionCode] = [*one.cautions, *(_OUTSIDE if outside else ())]
        state.cautions += [Caution(code, state.words(one.token)) for code in dict.fromkeys(codes)]


def _covers(stated: Sequence[DatedStatement], state: ParseState) -> bool:
    """«постоянно, в течение года»: the term adds nothing to the context."""
    whole = (state.context.start, state.context.end)
    return all(one.windows == [whole] for one in stated)


def _kind(state: ParseState, stated: Sequence[DatedStatement]) -> Kind:
    """The kind they share; days among stretches are stretches; else the first one's."""
    if len(stated) == 1:
        return stated[0].kind
    kinds = {one.kind for one in stated}
    if kinds == {"on", "during"}:
        return "during"
    first = stated[0].kind
    other = next((one for one in stated if one.kind != first), None)
    if other:
        state.cautions.append(Caution("mixed-kinds", state.words(other.token)))
    return first


def _label(state: ParseState, tokens: Sequence[Token], found: dict[Token, DatedStatement]) -> None:
    """Words beside one of several terms are its label; all other words are a remark."""
    if len(found) < 2:
        _remark_words(state, tokens)
        return
    owner: Token | None = None
    words: list[Token] = []
    leading = _wordy_start(tokens, found)
    for token in (*tokens, None):
        if token is not None and token not in found:
            words.append(token)
            continue
        if token is None:  # with what was passed over at the end: «этап в»
            size = len(state.normalized.text)
            words.append(Token(TokenClass.SEMI, None, size, size))
        _give(state, found.get(token if leading else owner), words)  # type: ignore[arg-type]
        owner, words = token, []


def _wordy_start(tokens: Sequence[Token], found: dict[Token, DatedStatement]) -> bool:
    """«заявки – до 1 марта, итоги – до 15 апреля»: the labels come first."""
    first = next(i for i, token in enumerate(tokens) if token in found)
    return has(tokens[:first], WORDS_ASIDE | UNDATED)


def _give(state: ParseState, owner: DatedStatement | None, words: Sequence[Token]) -> None:
    if not has(words, WORDS_ASIDE) and not has(words, UNDATED):
        return
    if owner and has(words, WORDS_ASIDE):
        owner.label = state.words(words[0], words[-1])
    else:
        state.remark(words)


def _remark_words(state: ParseState, tokens: Sequence[Token]) -> None:
    """Keep what stands between the dates: words, and phrases without a date."""
    words: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.cls not in TEMPORAL:
            words.append(token)
            continue
        if has(words, WORDS_ASIDE) or has(words, _ASIDE_WHEN_DATED):
            state.remark(words)
        words = []


def _check_lengths(
    state: ParseState, tokens: Sequence[Token], found: dict[Token, DatedStatement]
) -> None:
    """«с 10 по 15 марта (5 дней)»: the dates stand, the reader is told."""
    last: DatedStatement | None = None
    for token in tokens:
        last = found.get(token, last)
        length = token.value
        if not isinstance(length, Length) or last is None or length.working:
            continue
        start, end = last.windows[-1]
        days = (end - start).days + 1 if start else 0
        expected = {"day": length.number, "week": 7 * length.number}.get(length.unit, days)
        if start and days != expected:
            state.cautions.append(Caution("length-contradicts", state.words(token)))


def _undated(state: ParseState, tokens: Sequence[Token]) -> Deadline:
    said = has(tokens, _ALWAYS) or has(tokens, _WITHOUT_DATE)
    if said:
        unread_tokens.check_undated(state, tokens)
    for _, run, _after in runs(tokens):
        if has(run, WORDS_ASIDE):
            state.remark(run)
    if has(tokens, _ALWAYS):
        return state.deadline("continuous", (windows.context_window(state.context),))
    if said:
        return state.deadline("unscheduled")
    raise _fault(state, tokens)


def _fault(state: ParseState, tokens: Sequence[Token]) -> Unreadable:
    """Why a text without a date, and without a word for having none, is no deadline."""
    for token in tokens:
        if token.cls in _FAULTS:
            return Unreadable(_FAULTS[token.cls], token)
    whole = Token("", None, 0, max(len(state.normalized.text), 1))
    if all(token.cls in SIGNS for token in state.tokens):
        worded = any(map(str.isalnum, state.text))
        return Unreadable("not-understood" if worded else "empty", whole)
    return Unreadable("not-understood", make_token("", None, state.tokens))


def _days_of_months(tokens: list[Token]) -> list[Token]:
    """«март, до 15 числа»: the day of that month."""
    days = [t.value for t in tokens if isinstance(t.value, MonthDay)]
    recurs = has(tokens, _REPEATED)
    terms = [t.value for t in tokens if isinstance(t.value, Term)]
    if len(days) != 1 or recurs or not terms:
        return tokens
    if any(term.form != "point" or term.units[0].kind != "month" for term in terms):
        return tokens
    form: Form = "by" if days[0].until else "point"
    return [
        token._replace(value=Term(form, (_day(token.value.units[0], days[0].day),)))
        if isinstance(token.value, Term)
        else token
        for token in tokens
        if not isinstance(token.value, MonthDay)
    ]


def _day(unit: Unit, day: int) -> Unit:
    return unit._replace(kind="day", n=day)


def _next_years(tokens: list[Token]) -> list[Token]:
    """«до 1 марта года, следующего за отчётным»: of the year after the document's."""
    following = [t for t in tokens if isinstance(t.value, Following) and t.value.freq == "yearly"]
    if not following or has(tokens, _REPEATED_DAY):
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
