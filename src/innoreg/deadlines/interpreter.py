"""Step 4: the statements of a text into one deadline: what binds and what is a remark."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from innoreg.deadlines import (
    cut_dates,
    ends,
    frames,
    nesting,
    period_labels,
    recurrences,
    relative_dates,
    remarks,
    unread_tokens,
    windows,
)
from innoreg.deadlines.deadline import Caution, CautionCode, Deadline, Kind, RefusalCode
from innoreg.deadlines.parse_state import (
    SIGNS,
    TEMPORAL,
    UNDATED,
    WORDS_ASIDE,
    ParseState,
    RecurrenceFields,
    Unreadable,
    has_any,
    phrases_and_gaps,
)
from innoreg.deadlines.time_expressions import Length, Term
from innoreg.deadlines.tokens import Token, TokenClass, class_set, letter_pattern, make_token
from innoreg.deadlines.windows import DatedStatement

_STATED: Final = TokenClass.STATED
# Nothing but statements: most texts, so they take a short way.
_ONLY_STATEMENTS: Final = re.compile(
    letter_pattern("STATED (?:[COMMA SEMI AND]{1,2} STATED)* [COMMA SEMI]?")
)
_WEEKDAY: Final = TokenClass.WEEKDAY
_ONLY_STATED: Final = class_set("STATED")
_ALWAYS: Final = class_set("ALWAYS")
# Remarks beside a date.
_ASIDE_WHEN_DATED: Final = class_set("ALWAYS UNSCHEDULED EVENT")
_OUTSIDE: Final[tuple[CautionCode, ...]] = ("outside-context",)
# What a text without a date lacks, by the phrase it has instead.
_FAULTS: Final[dict[str, RefusalCode]] = {
    TokenClass.EVENT: "undefined-holidays",
    TokenClass.PART: "no-month",
    TokenClass.MONTHDAY: "no-month",
    TokenClass.WEEKDAY: "ambiguous",
}
_WITHOUT_DATE: Final = class_set("UNSCHEDULED LENGTH")
# The statement of each token, by the identity of the token: to hash one takes longer than to read it.
_Found = dict[int, DatedStatement]


def interpret(state: ParseState) -> Deadline:
    """The deadline that the statements of the text make; raises Unreadable."""
    if state.resolver.calendar.school_holidays:
        state.tokens = frames.date_holidays(state)
    if state.resolver.in_school:
        state.resolver.note_order([t.value for t in state.tokens if isinstance(t.value, Term)])
    cut_dates.check_cut_dates(state)
    alone = len(state.tokens) == 1 and state.tokens[0].cls == _STATED
    if alone or (
        _ONLY_STATEMENTS.fullmatch("".join([token.cls for token in state.tokens]))
        and not ends.JOINED.search(state.normalized.text)
    ):
        unread_tokens.check_doubtful(state, state.doubtful)
        stated = [windows.resolve_statement(t, state.resolver) for t in state.tokens if t.value]
        return _dated_deadline(state, nesting.keep_narrower(state, state.tokens, stated))
    remarks.check_critical(state)
    unread_tokens.check_doubtful(state, state.doubtful)
    tokens = period_labels.label_periods(state, list(state.tokens))
    tokens = remarks.cut_afterthought(state, tokens)
    tokens = remarks.open_brackets(state, tokens)
    # Brackets and afterthoughts are gone; what is left is one sentence.
    tokens = frames.join_days_to_months(frames.apply_only_month(tokens, state))
    tokens = frames.apply_next_year(tokens)
    ends.check_ends(state, tokens)
    recurrence = recurrences.find_recurrence(tokens)
    if recurrence:
        return _interpret_recurring(state, recurrence, tokens)
    if has_any(tokens, _ONLY_STATED):
        return _interpret_dated(state, tokens)
    return _interpret_undated(state, tokens)


def _interpret_recurring(
    state: ParseState, recurrence: RecurrenceFields, tokens: list[Token]
) -> Deadline:
    """The deadline of a text that says how often; dates listed beside it win."""
    terms = [token.value for token in tokens if isinstance(token.value, Term)]
    if recurrences.are_dates_named(recurrence, terms):
        for token in tokens:
            if token.cls == TokenClass.RECUR:
                state.add_remark([token])
        # The days are the term; how often they come is plain from them.
        return _interpret_dated(state, [t for t in tokens if t.cls != TokenClass.RECUR])
    if recurrence.by_weekdays:
        # It is in the recurrence now, and no leftover.
        tokens = [token for token in tokens if token.cls != _WEEKDAY]
    unread_tokens.check_unread(state, tokens)
    relative_dates.check_relative(state, tokens)
    _remark_words(state, tokens)
    return recurrences.recurring_deadline(state, recurrence, tokens)


def _interpret_dated(state: ParseState, tokens: list[Token]) -> Deadline:
    """The deadline of a text with dates that does not recur; raises Unreadable."""
    unread_tokens.check_unread(state, tokens)
    relative_dates.check_relative(state, tokens)
    # «5 числа» or «следующего за отчетным» without a recurrence could be of any month.
    for token in tokens:
        if token.cls in TEMPORAL and token.cls != _STATED:
            raise Unreadable("ambiguous", token)
    stated = nesting.keep_narrower(
        state,
        tokens,
        [windows.resolve_statement(t, state.resolver) for t in tokens if t.cls == _STATED],
    )
    found = {id(one.token): one for one in stated}
    _attach_labels(state, tokens, found)
    # Continuous terms are never overdue, so the words must add nothing to the context.
    if has_any(tokens, _ALWAYS) and _cover_context(stated, state):
        return state.make_deadline("continuous", (windows.context_window(state.context),))
    _check_lengths(state, tokens, found)
    return _dated_deadline(state, stated)


def _dated_deadline(state: ParseState, stated: Sequence[DatedStatement]) -> Deadline:
    """The deadline of these statements, with what the reader should look at."""
    _add_cautions(state, stated)
    return state.make_deadline(_common_kind(state, stated), windows.merge_windows(stated))


def _add_cautions(state: ParseState, stated: Sequence[DatedStatement]) -> None:
    """A caution for each statement that is doubtful or lies outside the context."""
    for one in stated:
        outside = windows.is_outside(one, state.context)
        if not (outside or one.cautions):
            continue
        codes: list[CautionCode] = [*one.cautions, *(_OUTSIDE if outside else ())]
        state.cautions += [
            Caution(code, state.verbatim(one.token)) for code in dict.fromkeys(codes)
        ]


def _cover_context(stated: Sequence[DatedStatement], state: ParseState) -> bool:
    """Whether each statement is the whole context: «постоянно, в течение года»."""
    whole = (state.context.start, state.context.end)
    return all(one.windows == [whole] for one in stated)


def _common_kind(state: ParseState, stated: Sequence[DatedStatement]) -> Kind:
    """The kind the statements share; days among stretches are stretches; else the first kind."""
    if len(stated) == 1:
        return stated[0].kind
    kinds = {one.kind for one in stated}
    if kinds == {"on", "during"}:
        return "during"
    # Anything else is told: its windows stand under a kind that does not fit them all.
    first = stated[0].kind
    other = next((one for one in stated if one.kind != first), None)
    if other:
        state.cautions.append(Caution("mixed-kinds", state.verbatim(other.token)))
    return first


def _attach_labels(state: ParseState, tokens: Sequence[Token], found: _Found) -> None:
    """Make the words beside each of several statements its label, all other words a remark."""
    if len(found) < 2:
        _remark_words(state, tokens)
        return
    owner: Token | None = None
    words: list[Token] = []
    leading = _has_leading_labels(tokens, found)
    for token in (*tokens, None):
        if token is not None and id(token) not in found:
            words.append(token)
            continue
        if token is None:
            # To the end of the text, with what the tokenizer passed over: «этап в».
            size = len(state.normalized.text)
            words.append(Token(TokenClass.SEMI, None, size, size))
        _attach_words(state, found.get(id(token if leading else owner)), words)
        owner, words = token, []


def _has_leading_labels(tokens: Sequence[Token], found: _Found) -> bool:
    """Whether labels stand before their dates: «заявки – до 1 марта, итоги – до 15 апреля»."""
    first = next(i for i, token in enumerate(tokens) if id(token) in found)
    return has_any(tokens[:first], WORDS_ASIDE | UNDATED)


def _attach_words(state: ParseState, owner: DatedStatement | None, words: Sequence[Token]) -> None:
    """Make the words the label of their statement, or a remark where they have none."""
    if not has_any(words, WORDS_ASIDE) and not has_any(words, UNDATED):
        return
    if owner and has_any(words, WORDS_ASIDE):
        owner.label = state.verbatim(words[0], words[-1])
    else:
        state.add_remark(words)


def _remark_words(state: ParseState, tokens: Sequence[Token]) -> None:
    """Keep as remarks what stands between the dates: words, and phrases without a date."""
    words: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.cls not in TEMPORAL:
            words.append(token)
            continue
        named = any(isinstance(each.value, Length) and each.value.named for each in words)
        if named or has_any(words, WORDS_ASIDE | _ASIDE_WHEN_DATED):
            state.add_remark(words)
        words = []


def _check_lengths(state: ParseState, tokens: Sequence[Token], found: _Found) -> None:
    """Caution where a length contradicts its dates: «с 10 по 15 марта (5 дней)»."""
    # «14 дней с 1 по 14 марта»: before the first dates a length is of these.
    last: DatedStatement | None = next(iter(found.values()), None)
    for token in tokens:
        last = found.get(id(token), last)
        length = token.value
        # Working days would need the calendar of holidays, of every year.
        if not isinstance(length, Length) or last is None or length.working:
            continue
        start, end = last.windows[-1]
        if start and not _lasts(start, end, length):
            state.cautions.append(Caution("length-contradicts", state.verbatim(token)))


def _lasts(start: date, end: date, length: Length) -> bool:
    """Whether a stretch may be called so long; of weeks, begun ones may count or not."""
    days = (end - start).days + 1
    if length.unit == "week":
        return days // 7 <= length.number <= (days + start.weekday() + 6) // 7
    return length.unit != "day" or days == length.number


def _interpret_undated(state: ParseState, tokens: Sequence[Token]) -> Deadline:
    """The deadline of a text without dates; raises Unreadable with the reason."""
    said = has_any(tokens, _ALWAYS) or has_any(tokens, _WITHOUT_DATE)
    if said:
        unread_tokens.check_undated(state, tokens)
    for _, run, _after in phrases_and_gaps(tokens):
        if has_any(run, WORDS_ASIDE):
            state.add_remark(run)
    if has_any(tokens, _ALWAYS):
        return state.make_deadline("continuous", (windows.context_window(state.context),))
    if said:
        return state.make_deadline("unscheduled")
    raise _find_fault(state, tokens)


def _find_fault(state: ParseState, tokens: Sequence[Token]) -> Unreadable:
    """Why a text without a date, and without a word for having none, is no deadline."""
    for token in tokens:
        if token.cls in _FAULTS:
            return Unreadable(_FAULTS[token.cls], token)
    whole = Token("", None, 0, max(len(state.normalized.text), 1))
    if all(token.cls in SIGNS for token in state.tokens):
        worded = any(map(str.isalnum, state.text))
        return Unreadable("not-understood" if worded else "empty", whole)
    return Unreadable("not-understood", make_token("", None, state.tokens))
