"""Actions for wordings without dates: «постоянно», «по плану», «в течение 10 дней после …»."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.spelling import is_suspicious
from innoreg.deadlines.time_expressions import (
    BARE_COUNT,
    COUNTED,
    EITHER,
    OUTCOME,
    RELATIVE,
    Length,
    Term,
    Unit,
)
from innoreg.deadlines.tokens import Token, TokenClass, class_set, make_token

_COUNTS: Final = class_set("NUM ORD")
_SEASONS: Final = class_set("SEASON SEASONAL EXTRA")
_BRACKETS: Final = class_set("OPEN CLOSE")
_HOLIDAYS: Final = class_set("EVENT TERMWORD")
_HOLIDAY_WORDS: Final = class_set("SEASONAL EXTRA EVENT")
# What a plan or a programme calls itself, and the words beside. Stems.
_DOCUMENTS: Final = (
    "программ", "подпрограмм", "проект", "план", "стратеги", "концепци", "мероприяти", "дорожн", "карт", "настоящ",
    "муниципальн", "государственн", "региональн", "национальн", "федеральн", "комплекс", "инновационн", "данн",
)  # fmt: skip
_UNTIL: Final = class_set("BY TOWARDS TO")
# «рабочих», «учебных» days are not all days.
_SOME_DAYS: Final = class_set("WORKING SCHOOL")
_AND_SO_ON: Final = ("д", "п")
_AND_OTHERS: Final = ("др", "пр", "другие", "прочие")
_TIMES_OF_DAY: Final = ("уроков", "занятий", "обеда", "школы")
# What is given for a period. Stems.
_REPORTS: Final = (
    "отчет", "сведени", "информац", "данны", "справк", "итог", "свод", "анализ", "мониторинг", "баланс",
    "деклараци", "табел", "ведомост", "показател", "результат", "статистик", "расчет", "форм",
)  # fmt: skip
# «за 9 месяцев до 15 октября», «за год до 20 января»: reported, or so long before?
_REPORTED_MONTHS: Final = (6, 9, 12)
_LASTING: Final = ("продолжительност", "длительност")
# «конец», which is no «окончанию».
_LONGEST_EDGE: Final = 6
_UNITS = {
    TokenClass.DAYWORD: "day",
    TokenClass.WORKING: "day",
    TokenClass.WEEK: "week",
    TokenClass.WEEKS: "week",
    TokenClass.MONTHWORD: "month",
    TokenClass.YEARWORD: "year",
    TokenClass.HOUR: "hour",
}


def as_word(tokens: Sequence[Token]) -> list[Token]:
    """Words that are no term: numbers of documents, times of day, reported periods."""
    return [make_token(TokenClass.UNKNOWN, None, tokens)]


def numbered_period(tokens: Sequence[Token]) -> list[Token]:
    """«1 период – 2017 год»: what the dates behind it are of."""
    return [make_token(TokenClass.UNKNOWN, "период", tokens)]


def either(tokens: Sequence[Token]) -> list[Token]:
    """«через день»: once, or every other day?"""
    return [make_token(TokenClass.CRITICAL, EITHER, tokens)]


def after_lessons(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02 после уроков»: a time of that day."""
    return as_word(tokens) if tokens[-1].value in _TIMES_OF_DAY else None


def vague_start(tokens: Sequence[Token]) -> list[Token]:
    """«начало в марте»: in its first days, or on any of them?"""
    month = Unit("month", 0, tokens[-1].value)
    return [make_token(TokenClass.STATED, Term("vague", (month,)), tokens)]


def planned_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«до 15 декабря (на 2023 год)»: of what is planned; «в 2023 году» is of the date."""
    preposition = next(token for token in tokens if token.cls == TokenClass.IN)
    if preposition.end - preposition.start != len("на"):
        return None
    return as_word([token for token in tokens if token.cls not in _BRACKETS])


def and_so_on(tokens: Sequence[Token]) -> list[Token] | None:
    """«и т.д.», «и др.»: there are more of them than are named."""
    more = tokens[-1].value in (_AND_SO_ON if len(tokens) == 3 else _AND_OTHERS)
    return either(tokens) if more else None


def reported_months(tokens: Sequence[Token]) -> list[Token] | None:
    """«отчет за 9 месяцев» before «до 15 октября»: what is reported, not how long before."""
    words = [str(token.value) for token in tokens if token.cls == TokenClass.UNKNOWN]
    if words and not any(word.startswith(_REPORTS) for word in words):
        return None
    return as_word(tokens)


def as_words(tokens: Sequence[Token]) -> list[Token]:
    """Each of the tokens is a word like any other."""
    return [Token(TokenClass.UNKNOWN, None, t.start, t.end) for t in tokens]


def bare_count(tokens: Sequence[Token]) -> list[Token] | None:
    """«2 раза», «дважды» with no word of how often: a remark, but no term by itself."""
    if len(tokens) == 1 and not tokens[0].value:
        return None
    return [make_token(TokenClass.UNKNOWN, BARE_COUNT, tokens)]


def before_event(tokens: Sequence[Token]) -> list[Token] | None:
    """«до начала занятий»; «до конца мася» is a misspelt month, so it is declined."""
    words = [token.value for token in tokens if token.cls == TokenClass.UNKNOWN]
    misspelt = any(isinstance(word, str) and is_suspicious(word) for word in words)
    return None if misspelt else relative(tokens)


def drop(_tokens: Sequence[Token]) -> list[Token]:
    """Words that change nothing."""
    return []


def whole_period(tokens: Sequence[Token]) -> list[Token] | None:
    """«в течение всего периода»; «в течение всего периода обучения» is of something else."""
    at = next(i for i, token in enumerate(tokens) if token.cls == TokenClass.TERMWORD)
    what = tokens[at + 1 :]
    if any(token.cls in _HOLIDAY_WORDS for token in what):
        return None
    return always(tokens) if is_of_document(what) else after_outcome(tokens)


def is_of_document(tokens: Sequence[Token]) -> bool:
    """Whether words behind «срок», «период» name the document itself: «реализации программы».

    True where there are none.
    """
    words = [t for t in tokens if t.cls != TokenClass.RUNNING]
    if not tokens:
        return True
    named = all(
        t.cls == TokenClass.PAPER or (isinstance(t.value, str) and t.value.startswith(_DOCUMENTS))
        for t in words
    )
    return named and len(words) < len(tokens)


def always(tokens: Sequence[Token]) -> list[Token]:
    """«постоянно», «в течение всего периода»."""
    return [make_token(TokenClass.ALWAYS, None, tokens)]


def unscheduled(tokens: Sequence[Token]) -> list[Token]:
    """«по отдельному плану», «после проведения», «в течение 10 дней»."""
    return [make_token(TokenClass.UNSCHEDULED, None, tokens)]


def when_needed(tokens: Sequence[Token]) -> list[Token]:
    """«при необходимости»; «в недельный срок» is counted from something."""
    counted = any(token.value == COUNTED for token in tokens)
    return relative(tokens) if counted else unscheduled(tokens)


def after_outcome(tokens: Sequence[Token]) -> list[Token] | None:
    """«по итогам полугодия», «по окончанию четверти»; «по конец мая» is a day."""
    edge = tokens[1] if tokens[0].cls == TokenClass.TO and len(tokens) > 1 else None
    if edge and edge.cls == TokenClass.EDGE and edge.end - edge.start <= _LONGEST_EDGE:
        return None
    return [make_token(TokenClass.UNSCHEDULED, OUTCOME, tokens)]


def relative(tokens: Sequence[Token]) -> list[Token]:
    """«в течение 10 дней после …», «через неделю»: counted from what has no date."""
    # Marked, for beside a date it would have to be counted from it.
    return [make_token(TokenClass.UNSCHEDULED, RELATIVE, tokens)]


def event(tokens: Sequence[Token]) -> list[Token]:
    """«осенние каникулы»: dates that only the registry can state."""
    named = [t for t in tokens if t.cls in _SEASONS]
    if len(named) < 2:
        season = _season(named[0]) if named else 0
        return [make_token(TokenClass.EVENT, Unit("holidays", season), tokens)]
    return [
        Token(TokenClass.EVENT, Unit("holidays", _season(token)), token.start, token.end)
        if token in named
        else token
        for token in tokens
        if token.cls not in _HOLIDAYS
    ]


def _season(token: Token) -> int:
    """The season of holidays; the extra ones of the youngest are the fifth."""
    return 5 if token.cls == TokenClass.EXTRA else int(token.value)


def length(tokens: Sequence[Token]) -> list[Token]:
    """«(5 дней)»."""
    return [make_token(TokenClass.LENGTH, _length(tokens), tokens)]


def length_in_brackets(tokens: Sequence[Token]) -> list[Token] | None:
    """«(5 дней)», «(продолжительность 5 дней)», which is a remark as well."""
    words = [str(token.value) for token in tokens if token.cls == TokenClass.UNKNOWN]
    if not words:
        return length(tokens)
    if not words[0].startswith(_LASTING):
        return None
    return [make_token(TokenClass.LENGTH, _length(tokens)._replace(named=True), tokens[1:-1])]


def length_in_weeks(tokens: Sequence[Token]) -> list[Token] | None:
    """«10.01 – 13.02 – 5 нед.»; «2 неделя» is the second one."""
    number, word = tokens
    abbreviated = word.end - word.start <= len("нед.")
    return length(tokens) if abbreviated or number.value % 10 == 1 else None


def length_before(tokens: Sequence[Token]) -> list[Token]:
    """«за 3 дня до»: counts back when a date follows, else it is relative."""
    length = _length(tokens)
    yearly = length.unit == "month" and length.number in _REPORTED_MONTHS
    if tokens[-1].cls not in _UNTIL:
        return relative(tokens)
    if yearly or (length.unit == "year" and length.number == 1):
        return either(tokens)
    return [make_token(TokenClass.BEFORE, length, tokens)]


def _length(tokens: Sequence[Token]) -> Length:
    """The length that a number and a word make: one where no number stands."""
    count = next((t.value for t in tokens if t.cls in _COUNTS), 1)
    # «10 рабочих дней»: the last word of a unit counts, «рабочих» alone means days.
    units = [
        _UNITS.get(t.cls) or (t.value if t.cls == TokenClass.LENGTHWORD else None) for t in tokens
    ]
    unit = next((str(u) for u in reversed(units) if u), "day")
    return Length(count, unit, any(t.cls in _SOME_DAYS for t in tokens))


def clock_time(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02 в 12.10»: the second pair of figures is a time, unless it carries a year."""
    unit = tokens[-1].value
    preposition = tokens[-2]
    if preposition.end - preposition.start > 1:
        return None  # «15.04 на 20.04»
    # An hour is at most 23.
    if getattr(unit, "year", None) is not None or getattr(unit, "n", 24) > 23:
        return None
    return as_word(tokens)
