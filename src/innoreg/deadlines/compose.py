"""From the statements found in a text to one deadline: what binds and what is remark."""

import re
from collections.abc import Sequence
from typing import Final

from innoreg.deadlines import aside, dated, repeated, unread
from innoreg.deadlines.cell import (
    SIGNS,
    TEMPORAL,
    UNDATED,
    WORDS_ASIDE,
    Cell,
    Often,
    Unreadable,
    has,
    runs,
)
from innoreg.deadlines.classes import CLASSES, classes
from innoreg.deadlines.dated import Dated
from innoreg.deadlines.tokens import Token, make
from innoreg.deadlines.units import Following, Form, Length, MonthDay, Term, Unit, Year
from innoreg.deadlines.values import Caution, CautionCode, Deadline, Kind, RefusalCode

_STATED: Final = CLASSES["STATED"]
_PLAIN: Final = re.compile("t(?:[,;&]{1,2}t)*[,;]?")  # nothing but statements: most cells
_NEXT_YEAR: Final = Year((), "context", 1)
_WEEKDAY: Final = CLASSES["WEEKDAY"]
_ONLY_STATED: Final = classes("STATED")
_ALWAYS: Final = classes("ALWAYS")
_ASIDE_WHEN_DATED: Final = classes("ALWAYS UNSCHEDULED EVENT")
_OUTSIDE: Final[tuple[CautionCode, ...]] = ("outside-context",)
_FAULTS: Final[dict[str, RefusalCode]] = {
    CLASSES["EVENT"]: "undefined-holidays",
    CLASSES["PART"]: "no-month",
    CLASSES["MONTHDAY"]: "no-month",
    CLASSES["WEEKDAY"]: "ambiguous",
}
_WITHOUT_DATE: Final = classes("UNSCHEDULED LENGTH")
_REPEATED: Final = classes("RECUR FOLLOWING")
_REPEATED_DAY: Final = classes("RECUR MONTHDAY")


def compose(cell: Cell) -> Deadline:
    """The deadline of a cell; raises Unreadable."""
    if _PLAIN.fullmatch("".join([token.cls for token in cell.tokens])):
        return _all_dated(cell, [dated.resolve(t, cell.resolver) for t in cell.tokens if t.value])
    aside.check_critical(cell)
    tokens = aside.cut_afterthought(cell, list(cell.tokens))
    tokens = aside.open_brackets(cell, tokens)
    tokens = _next_years(_days_of_months(tokens))
    often = repeated.read(tokens)
    if often:
        return _recurring(cell, often, tokens)
    if has(tokens, _ONLY_STATED):
        return _dated(cell, tokens)
    return _undated(cell, tokens)


def _recurring(cell: Cell, often: Often, tokens: list[Token]) -> Deadline:
    terms = [token.value for token in tokens if isinstance(token.value, Term)]
    if repeated.dates_win(often, terms):
        for token in tokens:
            if token.cls == CLASSES["RECUR"]:
                cell.remark([token])
        return _dated(cell, [t for t in tokens if t.cls != CLASSES["RECUR"]])
    if often.by_weekday is not None:
        tokens = [token for token in tokens if token.cls != _WEEKDAY]
    unread.check_unread(cell, tokens)
    _remark_words(cell, tokens)
    return repeated.deadline(cell, often, tokens)


def _dated(cell: Cell, tokens: list[Token]) -> Deadline:
    unread.check_unread(cell, tokens)
    unread.check_relative(tokens)
    for token in tokens:
        if token.cls in TEMPORAL and token.cls != _STATED:
            raise Unreadable("ambiguous", token)
    found = {t: dated.resolve(t, cell.resolver) for t in tokens if t.cls == _STATED}
    stated = list(found.values())
    _label(cell, tokens, found)
    if has(tokens, _ALWAYS) and _covers(stated, cell):
        return cell.deadline("continuous", (dated.whole(cell.context),))
    _check_lengths(cell, tokens, found)
    return _all_dated(cell, stated)


def _all_dated(cell: Cell, stated: Sequence[Dated]) -> Deadline:
    _caution(cell, stated)
    return cell.deadline(_kind(cell, stated), dated.windows(stated))


def _caution(cell: Cell, stated: Sequence[Dated]) -> None:
    for one in stated:
        outside = dated.outside(one, cell.context)
        if not (outside or one.cautions):
            continue
        codes: list[CautionCode] = [*one.cautions, *(_OUTSIDE if outside else ())]
        cell.cautions += [Caution(code, cell.words(one.token)) for code in dict.fromkeys(codes)]


def _covers(stated: Sequence[Dated], cell: Cell) -> bool:
    """«постоянно, в течение года»: the term adds nothing to the context."""
    whole = (cell.context.start, cell.context.end)
    return all(one.windows == [whole] for one in stated)


def _kind(cell: Cell, stated: Sequence[Dated]) -> Kind:
    """The kind they share; days among stretches are stretches; else the first one's."""
    if len(stated) == 1:
        return stated[0].kind
    kinds = {one.kind for one in stated}
    if kinds == {"on", "during"}:
        return "during"
    first = stated[0].kind
    other = next((one for one in stated if one.kind != first), None)
    if other:
        cell.cautions.append(Caution("mixed-kinds", cell.words(other.token)))
    return first


def _label(cell: Cell, tokens: Sequence[Token], found: dict[Token, Dated]) -> None:
    """Words beside one of several terms are its label; all other words are a remark."""
    if len(found) < 2:
        _remark_words(cell, tokens)
        return
    owner: Token | None = None
    words: list[Token] = []
    leading = _wordy_start(tokens, found)
    for token in (*tokens, None):
        if token is not None and token not in found:
            words.append(token)
            continue
        if token is None:  # with what was passed over at the end: «этап в»
            size = len(cell.folded.text)
            words.append(Token(CLASSES["SEMI"], None, size, size))
        _give(cell, found.get(token if leading else owner), words)  # type: ignore[arg-type]
        owner, words = token, []


def _wordy_start(tokens: Sequence[Token], found: dict[Token, Dated]) -> bool:
    """«заявки – до 1 марта, итоги – до 15 апреля»: the labels come first."""
    first = next(i for i, token in enumerate(tokens) if token in found)
    return has(tokens[:first], WORDS_ASIDE | UNDATED)


def _give(cell: Cell, owner: Dated | None, words: Sequence[Token]) -> None:
    if not has(words, WORDS_ASIDE) and not has(words, UNDATED):
        return
    if owner and has(words, WORDS_ASIDE):
        owner.label = cell.words(words[0], words[-1])
    else:
        cell.remark(words)


def _remark_words(cell: Cell, tokens: Sequence[Token]) -> None:
    """Keep what stands between the dates: words, and phrases without a date."""
    words: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.cls not in TEMPORAL:
            words.append(token)
            continue
        if has(words, WORDS_ASIDE) or has(words, _ASIDE_WHEN_DATED):
            cell.remark(words)
        words = []


def _check_lengths(cell: Cell, tokens: Sequence[Token], found: dict[Token, Dated]) -> None:
    """«с 10 по 15 марта (5 дней)»: the dates stand, the reader is told."""
    last: Dated | None = None
    for token in tokens:
        last = found.get(token, last)
        length = token.value
        if not isinstance(length, Length) or last is None or length.working:
            continue
        start, end = last.windows[-1]
        days = (end - start).days + 1 if start else 0
        expected = {"day": length.number, "week": 7 * length.number}.get(length.unit, days)
        if start and days != expected:
            cell.cautions.append(Caution("length-contradicts", cell.words(token)))


def _undated(cell: Cell, tokens: Sequence[Token]) -> Deadline:
    said = has(tokens, _ALWAYS) or has(tokens, _WITHOUT_DATE)
    if said:
        unread.check_undated(cell, tokens)
    for _, run, _after in runs(tokens):
        if has(run, WORDS_ASIDE):
            cell.remark(run)
    if has(tokens, _ALWAYS):
        return cell.deadline("continuous", (dated.whole(cell.context),))
    if said:
        return cell.deadline("unscheduled")
    raise _fault(cell, tokens)


def _fault(cell: Cell, tokens: Sequence[Token]) -> Unreadable:
    """Why a text without a date, and without a word for having none, is no deadline."""
    for token in tokens:
        if token.cls in _FAULTS:
            return Unreadable(_FAULTS[token.cls], token)
    whole = Token("", None, 0, max(len(cell.folded.text), 1))
    if all(token.cls in SIGNS for token in cell.tokens):
        worded = any(map(str.isalnum, cell.text))
        return Unreadable("not-understood" if worded else "empty", whole)
    return Unreadable("not-understood", make("", None, cell.tokens))


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
