"""What may not be passed over beside a date: numbers, cut words, signs that turn its meaning.

A wrong date does more harm than a refusal, so whatever could be a part of one is refused.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from innoreg.deadlines.deadline import RefusalCode
from innoreg.deadlines.nesting import is_said_twice
from innoreg.deadlines.parse_state import (
    SIGNS,
    TEMPORAL,
    WORDS_ASIDE,
    ParseState,
    Unreadable,
    has_any,
    is_point,
    phrases_and_gaps,
    term_form,
)
from innoreg.deadlines.remark_words import (
    ABBREVIATIONS,
    CHANGING_DAYS,
    COUNTED_THINGS,
    DOUBTS,
    PLACES,
    SETTLED_APART,
    SLIP_OR_NAME,
    UNSETTLED,
    is_changing,
    is_happening,
    is_piece_of_month,
)
from innoreg.deadlines.spelling import is_suspicious
from innoreg.deadlines.time_expressions import BARE_COUNT, IN_BRACKETS, OUTCOME, RELATIVE
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token
from innoreg.deadlines.words_ahead import (
    attached_words,
    check_limit,
    is_apart,
    is_throughout,
    refuse_event_dated,
)

_STATED: Final = TokenClass.STATED
_UNKNOWN: Final = TokenClass.UNKNOWN
# Words that name the reason themselves.
_TELLING: Final[dict[str, RefusalCode]] = {
    TokenClass.PART: "no-month",
    TokenClass.EVERY: "not-understood",
}
_FROM: Final = class_set("FROM SINCE OF")
_UNTIL: Final = class_set("BY TOWARDS")
# Words for stretches of time: right beside a date they belong to it and were not understood.
_STRETCHES: Final = class_set(
    "WEEK WEEKS LENGTHWORD DECADE HALF HALFYEAR QUARTER TERM EDGE YEARWORD SCHOOL SEASON WEEKDAY"
    " EVE NEW DATESWORD"
)
_YEARS: Final = class_set("YEARWORD SCHOOL")
# «резервный день 12»: a number behind it is a day.
_RESERVED: Final = "резерв"
_CHANGING_CLASSES: Final = class_set("WEEKDAY EVE NEW")
_DAYS: Final = class_set("DAYWORD WEEKDAY WEEK WEEKS")
# Halves of «не позднее», «не реже», «за 3 дня до».
_LIMITED: Final = class_set("BY AFTER EVE")
_HALF_SAID: Final = class_set("LATER SELDOM EARLIER LENGTH EVERY")
_UNKNOWN_ONLY: Final = class_set("UNKNOWN")
_DASH: Final = class_set("DASH")
_APART: Final = SIGNS | WORDS_ASIDE
_SAID: Final = TEMPORAL | class_set("ALWAYS")
_BREAKS: Final = class_set("COMMA SEMI COLON")
# Forms of which two in a row need a word between them.
_ONE_WAY: Final = ("from", "by", "through")
# «ло 15 марта», «июн 2022»: the length of a mistyped preposition or a stump of a month; longer
# unknown words are compared with those of the lexicon.
_LONGEST_STUMP = 3
# The last year that `date` can hold.
_LONGEST_YEAR = 9999
_HYPHEN: Final = re.compile("[-\u2010-\u2015]")
# Between a date and a word of the same clause: at most three other words, no sign.
_SAME_CLAUSE: Final = re.compile(r"(?:[^\w,;:()\[\]/-]*[\w-]+){0,3}[^\w,;:()\[\]/-]*")
# Between a date and a word of doubt: anything near, but no bracket that is closed before it.
_OF_DATE: Final = re.compile(r"[^()]{0,40}|[^\w()]{0,3}\([^()]{0,100}|[^()]{0,100}\)[^\w()]{0,3}")
# Between a date and the first word of the next clause, a preposition set aside.
_NEXT_CLAUSE: Final = re.compile(r"[\W_]*(?:\b[а-я]{1,2}\b[\W_]*)?")


def is_doubtful(token: Token, text: str) -> bool:
    """Whether a word of this normalised text may change a date it touches.

    «уточняется» may, but not where something else is («время уточняется»).
    """
    if token.cls == TokenClass.ONDEMAND:
        word = text[token.start : token.end]
        return word.startswith(UNSETTLED) and not text[: token.start].rstrip().endswith(
            SETTLED_APART
        )
    return token.cls == _UNKNOWN and isinstance(token.value, str) and is_changing(token.value)


def check_doubtful(state: ParseState, words: Sequence[Token]) -> None:
    """Refuse words that may change the date they touch, whatever became of them; raises Unreadable.

    «15 марта переносится», «март (под вопросом)», «не проводится в марте», «15 марта?».
    """
    if not words:
        return
    text = state.normalized.text
    for word in words:
        if isinstance(word.value, str) and is_piece_of_month(word.value):
            raise Unreadable("not-understood", word)
    # «(продолжительность 9 дней)»: the word is of that length, which is held against the dates.
    lengths = [token for token in state.tokens if token.cls == TokenClass.LENGTH]
    told = {word for word in words for one in lengths if one.start <= word.start < one.end}
    said = [token for token in state.tokens if token.cls in _SAID]
    # «с 10 по 15 марта (6 дней) переносится»: a word behind the length is as near to the date.
    how_long = [token for token in state.tokens if token in lengths or token.value == RELATIVE]
    for date in (*said, *(how_long if said else ())):
        for word in words:
            if word in told or (date in how_long and word.start < date.start):
                continue
            first, last = (date, word) if date.start < word.start else (word, date)
            gap = text[first.end : last.start]
            if _is_doubt(text, word) and _OF_DATE.fullmatch(gap):
                raise Unreadable("not-understood", make_token("", None, [first, last]))
            if _SAME_CLAUSE.fullmatch(gap) or _NEXT_CLAUSE.fullmatch(gap):
                raise Unreadable("not-understood", make_token("", None, [first, last]))


def _is_doubt(text: str, word: Token) -> bool:
    """Whether a word puts a date in doubt from wherever it stands near, or in the bracket beside."""
    return text[word.start : word.end].startswith(DOUBTS)


def check_unread(state: ParseState, tokens: Sequence[Token]) -> None:
    """Refuse leftovers that could change what the dates beside them mean; raises Unreadable."""
    for before, run, after in phrases_and_gaps(tokens):
        if run:
            _check_run(state, before, run, after)
        if before and after:
            _check_between(state, before, run, after)


def check_undated(state: ParseState, tokens: Sequence[Token]) -> None:
    """Refuse what may be a misspelt date in a text without dates; raises Unreadable."""
    for before, run, after in phrases_and_gaps(tokens):
        solid = [token for token in run if token.cls not in SIGNS]
        if solid and (before or after) and not has_any(run, WORDS_ASIDE):
            raise Unreadable("not-understood", make_token("", None, solid))
        for token in run:
            if token.value == BARE_COUNT or token.cls == TokenClass.NOT or _is_slip(state, token):
                raise Unreadable("not-understood", token)


def _check_run(
    state: ParseState, before: Token | None, run: list[Token], after: Token | None
) -> None:
    """Refuse the tokens between two phrases if they could belong to one of them."""
    solid = [token for token in run if token.cls not in SIGNS]
    if not solid:
        return
    wordy = has_any(run, WORDS_ASIDE)
    for token in solid:
        if token.cls in _TELLING and not (wordy and token.cls == TokenClass.EVERY):
            raise Unreadable(_TELLING[token.cls], token)
    if not wordy:
        raise Unreadable("not-understood", make_token("", None, solid))
    if before and before.cls in TEMPORAL:
        _check_behind(state, before, run)
    if after and after.cls in TEMPORAL:
        _check_ahead(state, run, after)
    for neighbour, token in ((before, solid[0]), (after, solid[-1])):
        if neighbour and (
            _is_slip(state, token) or (len(solid) == 1 and _is_stump(state, token, 1))
        ):
            raise Unreadable("not-understood", token)
    reserved = [t for t in run if isinstance(t.value, str) and t.value.startswith(_RESERVED)]
    if reserved and has_any(run[run.index(reserved[0]) :], NUMBERS):
        raise Unreadable("not-understood", make_token("", None, run[run.index(reserved[0]) :]))
    for first, second in pairwise(run):
        if first.cls in _UNTIL and second.cls in NUMBERS:
            raise Unreadable("not-understood", make_token("", None, [first, second]))
        if first.cls in NUMBERS | _STRETCHES and _is_slip(state, second):
            raise Unreadable("not-understood", make_token("", None, [first, second]))


def _check_behind(state: ParseState, before: Token, run: Sequence[Token]) -> None:
    """Refuse what right behind a date looks like a part of it."""
    first = run[0]
    town = first.cls == TokenClass.YEARWORD and has_any(run[1:2], _UNKNOWN_ONLY)
    if (first.cls in _STRETCHES and not town) or _is_stump(state, first, _LONGEST_STUMP - 1):
        raise Unreadable("not-understood", first)
    if first.cls == TokenClass.THIS:
        # «до 1 марта очередного …»: of which year?
        raise Unreadable("not-understood", first)
    if first.cls not in SIGNS and has_any(run[:2], _YEARS) and not town:
        raise Unreadable("not-understood", make_token("", None, run[:2]))
    # «15.03.20223», «1 марта202З»: the year was not read.
    glued = len(run) > 1 and first.end == run[1].start and isinstance(run[1].value, str)
    long = isinstance(first.value, int) and first.value > _LONGEST_YEAR
    if long or (first.cls in NUMBERS | {_UNKNOWN} and isinstance(first.value, int) and glued):
        raise Unreadable("not-understood", first)
    if first.cls in NUMBERS and is_point(before, "month") and not _are_counted(run):
        raise Unreadable("not-understood", first)


def _are_counted(run: Sequence[Token]) -> bool:
    """Whether numbers are of forms, groups or people: «март 1-4 классы»."""
    behind = next((t for t in run if t.cls not in NUMBERS and t.cls not in SIGNS), None)
    return behind is not None and str(behind.value).startswith(COUNTED_THINGS)


def _check_ahead(state: ParseState, run: Sequence[Token], after: Token) -> None:
    """Refuse what right before a date looks like a part of it."""
    last = run[-1]
    words = [token for token in run if token.cls not in SIGNS]
    if words and words[-1].cls == TokenClass.YEARWORD and last.cls == TokenClass.COMMA:
        # «такой-то год, март»
        raise Unreadable("not-understood", words[-1])
    for first, second in pairwise(run):
        # «с 1б-28 ноября»: the other end of the range was not read.
        if first.cls in _FROM and second.cls in NUMBERS:
            raise Unreadable("not-understood", make_token("", None, [first, second]))
    attached = attached_words(state, run, after)
    if after.cls == _STATED:
        check_limit(state, attached, after)
        if has_any(words, _LIMITED) and "(" in state.normalized.text[last.end : after.start]:
            # «до конкурса (март)»: the month of the contest?
            refuse_event_dated(words, after)
    for i, token in enumerate(attached if after.cls == _STATED else ()):
        nearest = i + 1 == len(attached) or attached[i + 1].cls in _DAYS
        if nearest and isinstance(token.value, str) and token.value.startswith(CHANGING_DAYS):
            raise Unreadable("not-understood", make_token("", None, [token, after]))
        if token.cls in _CHANGING_CLASSES:
            raise Unreadable("not-understood", make_token("", None, [token, after]))
    if attached and after.cls == _STATED and not is_apart(state, run, after):
        word = attached[-1]
        # A time of day changes nothing, but «15.13 2022» has no day.
        timed = word.value is None and not is_point(after, "year")
        if word.cls == _UNKNOWN and not timed and not _is_happening(word):
            raise Unreadable("not-understood", make_token("", None, [word, after]))
    slip = last.value in SLIP_OR_NAME or last.value in PLACES
    if (
        last.cls in _STRETCHES | NUMBERS | _HALF_SAID
        or slip
        or _is_stump(state, last, _LONGEST_STUMP)
    ):
        raise Unreadable("not-understood", last)
    # «15 мрта 2022», but not «2 этап (2018-2020 годы)».
    cut_day = is_point(after, "year") and last.cls == _UNKNOWN and has_any(run, NUMBERS)
    cut_day = cut_day and not _is_numbered_happening(state, run, after)
    if cut_day or (term_form(after) == "through" and has_any(run, _FROM)):
        raise Unreadable("not-understood", make_token("", None, run))


def _is_numbered_happening(state: ParseState, run: Sequence[Token], after: Token) -> bool:
    """Whether what is numbered before a year in brackets is known: «2 этап (2018-2020 годы)»."""
    between = state.normalized.text[run[-1].end : after.start]
    if (
        run[0].cls not in NUMBERS
        or any(is_doubtful(t, state.normalized.text) for t in run)
        or between.strip() != "("
    ):
        return False
    named = [second for first, second in pairwise(run) if first.cls in NUMBERS]
    return all(token.cls == _UNKNOWN and _is_happening(token) for token in named)


def _is_happening(token: Token) -> bool:
    """Whether a word says what happens on the date behind it."""
    return any(is_happening(part) for part in str(token.value).split("-"))


def _check_between(state: ParseState, before: Token, run: list[Token], after: Token) -> None:
    """Refuse two statements with a bare dash between them, or with nothing where a word lacks."""
    only_dash = bool(run) and all(token.cls == TokenClass.DASH for token in run)
    if after.cls == TokenClass.ALWAYS and term_form(before) == "point" and only_dash:
        # «март – постоянно»: from March on, or in March?
        raise Unreadable("ambiguous", make_token("", None, [before, after]))
    if after.cls != _STATED:
        return
    bracket = "(" in state.normalized.text[before.end : after.start]
    if not run and before.cls == TokenClass.LENGTH and not bracket and term_form(after) != "range":
        raise Unreadable("not-understood", before)
    if before.cls != _STATED:
        apart = bracket or state.is_line_broken(before, after)
        apart = apart or is_throughout(state, before, after) or has_any(run, _APART)
        if before.value == OUTCOME and not apart and term_form(after) == "point":
            # «по окончании конкурса в марте»
            raise Unreadable("ambiguous", make_token("", None, [before, after]))
        return
    if (
        has_any(run, _DASH)
        and not is_said_twice(state, before, after)
        and all(t.cls in SIGNS or t.value == IN_BRACKETS for t in run)
    ):
        raise Unreadable("ambiguous", run[-1])
    if not run and (is_point(after, "year") or _both_one_way(before, after)):
        raise Unreadable("not-understood", after)
    # «с 1 сентября (9 классы) по 25 мая»: the two are one range.
    ends = term_form(before) == "from" and term_form(after) in ("by", "through")
    # «7 апреля и продлится до 1 июня»
    lasting = bool(run) and run[0].cls == TokenClass.AND and has_any(run, WORDS_ASIDE)
    if lasting and is_point(before, "day") and term_form(after) in ("by", "through"):
        raise Unreadable("ambiguous", after)
    apart = has_any(run, _BREAKS) or state.is_line_broken(before, after)
    if ends and not (apart and has_any(run, WORDS_ASIDE)):
        raise Unreadable("ambiguous", after)


def _both_one_way(before: Token, after: Token) -> bool:
    """Whether one of two prepositions must be wrong: «с 23 со 30 ноября», «к 25.01 по 28.02»."""
    forms = (term_form(before), term_form(after))
    if forms == ("from", "point") and is_point(after, "day"):
        return True
    return forms != ("by", "by") and all(form in _ONE_WAY for form in forms)


def _is_slip(state: ParseState, token: Token) -> bool:
    """Whether an unknown word may be a misspelt word of dates; abbreviations are not."""
    if token.cls != _UNKNOWN or not isinstance(token.value, str) or token.value == IN_BRACKETS:
        return False
    if not is_suspicious(token.value) or token.value in ABBREVIATIONS:
        return False
    if token.value in PLACES and token.end - token.start > len(token.value):
        return False
    # «Бай-Хаакская» is a name.
    parts = _HYPHEN.split(state.verbatim(token))
    return len(parts) < 2 or not all(part.istitle() or part.isupper() for part in parts)


def _is_stump(state: ParseState, token: Token, longest: int) -> bool:
    """Whether a short unknown word could be part of the date beside it: «ло 15 марта», «июн ль»."""
    if token.cls != _UNKNOWN:
        return False
    start, end = state.place(token)
    word = state.text[start:end]
    return end - start <= longest and word.isalpha() and word.lower() not in ABBREVIATIONS
