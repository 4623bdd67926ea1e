"""Tokens: a word or a phrase with its class; the classes have names here, and a letter each.

A text becomes a string of letters, one for each token, and the rules of the grammar are regular
expressions over such strings. Everybody but this module speaks of classes by their names.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

# Letters only, so that none is a sign of regular expressions, and all below U+0100: there Python
# makes a bitmap of a set: all stages of the grammar compiled in 14 ms, and in 25 with letters from
# further up. Matching is as fast with either.
_LETTERS = iter(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
    "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
)


class TokenClass:
    """The class of a token: what kind of word or phrase it is.

    Plain texts and no Enum: they are hashed and joined for every token of every term, and the
    hash of an Enum is worked out in Python.
    """

    # numbers
    NUM: Final = next(_LETTERS)  # 5, пять
    ORD: Final = next(_LETTERS)  # 3-я, третья; -1 is «последний»
    ROMAN: Final = next(_LETTERS)  # III
    YYYY: Final = next(_LETTERS)  # 2022
    DAY: Final = next(_LETTERS)  # a unit with its place in a year: 16.02, «16 февраля» once read
    TIME: Final = next(_LETTERS)  # 15:00
    # names of stretches of time
    MONTH: Final = next(_LETTERS)  # март
    MONTHGEN: Final = next(_LETTERS)  # марта: what stands before it belongs to it
    YEARWORD: Final = next(_LETTERS)  # год
    SCHOOL: Final = next(_LETTERS)  # учебный
    CIVIL: Final = next(_LETTERS)  # календарный
    MONTHWORD: Final = next(_LETTERS)  # месяц
    WEEK: Final = next(_LETTERS)  # неделя
    WEEKS: Final = next(_LETTERS)  # недели: «вторая и третья недели», but also «2 недели»
    LENGTHWORD: Final = next(_LETTERS)  # недель, суток, лет: only ever a length
    DECADE: Final = next(_LETTERS)  # декада
    HALF: Final = next(_LETTERS)  # половина
    HALFYEAR: Final = next(_LETTERS)  # полугодие
    QUARTER: Final = next(_LETTERS)  # квартал
    TERM: Final = next(_LETTERS)  # четверть, триместр
    SEASON: Final = next(_LETTERS)  # осень
    SEASONAL: Final = next(_LETTERS)  # осенний: a season only with «период», else any word
    WEEKDAY: Final = next(_LETTERS)  # среда is 2, «по средам» 12
    DAYWORD: Final = next(_LETTERS)  # день
    WORKING: Final = next(_LETTERS)  # рабочих
    WORKDAYS: Final = next(_LETTERS)  # по будням
    EDGE: Final = next(_LETTERS)  # начало, середина, конец
    DATEWORD: Final = next(_LETTERS)  # числа
    DATESWORD: Final = next(_LETTERS)  # числах
    # small words
    FROM: Final = next(_LETTERS)  # с
    SINCE: Final = next(_LETTERS)  # начиная
    OF: Final = next(_LETTERS)  # от
    TO: Final = next(_LETTERS)  # по
    BY: Final = next(_LETTERS)  # до
    BETWEEN: Final = next(_LETTERS)  # между
    TOWARDS: Final = next(_LETTERS)  # к
    LATER: Final = next(_LETTERS)  # позднее
    NOT: Final = next(_LETTERS)  # не
    SELDOM: Final = next(_LETTERS)  # реже
    EARLIER: Final = next(_LETTERS)  # ранее
    FOR: Final = next(_LETTERS)  # за
    AFTER: Final = next(_LETTERS)  # после, через
    EVE: Final = next(_LETTERS)  # накануне, перед
    IN: Final = next(_LETTERS)  # в
    COURSE: Final = next(_LETTERS)  # течение
    TERMWORD: Final = next(_LETTERS)  # срок, период
    LEAD: Final = next(_LETTERS)  # исполнения: what a срок is of
    WHOLE: Final = next(_LETTERS)  # весь
    RUNNING: Final = next(_LETTERS)  # реализации: what a period is of
    THIS: Final = next(_LETTERS)  # текущий, следующий
    NEW: Final = next(_LETTERS)  # новый: «Новый год» is a day, «новый учебный год» the next one
    REPORTED: Final = next(_LETTERS)  # отчетный
    TIMES: Final = next(_LETTERS)  # раз
    EVERY: Final = next(_LETTERS)  # каждый
    OFTEN: Final = next(_LETTERS)  # ежемесячно
    HOUR: Final = next(_LETTERS)  # часов
    # wordings without a date
    ALWAYS: Final = next(_LETTERS)  # постоянно
    PAPER: Final = next(_LETTERS)  # план, запрос
    ACCORDING: Final = next(_LETTERS)  # согласно
    ASOF: Final = next(_LETTERS)  # состоянию
    OUTCOME: Final = next(_LETTERS)  # итоги, окончание
    ONDEMAND: Final = next(_LETTERS)  # needs nothing beside it: незамедлительно
    EVENT: Final = next(_LETTERS)  # каникулы
    EXTRA: Final = next(_LETTERS)  # дополнительные: of holidays
    CRITICAL: Final = next(_LETTERS)  # кроме, или: turns the meaning round
    THEN: Final = next(_LETTERS)  # далее
    BLANK: Final = next(_LETTERS)  # a form nobody has filled in
    UNKNOWN: Final = next(_LETTERS)  # any other word
    # phrases, once they are read
    ANNO: Final = next(_LETTERS)  # a year
    PART: Final = next(_LETTERS)  # a week or decade whose month is not yet known
    STATED: Final = next(_LETTERS)  # a dated statement
    RECUR: Final = next(_LETTERS)  # how often
    MONTHDAY: Final = next(_LETTERS)  # до 5 числа
    FOLLOWING: Final = next(_LETTERS)  # месяца, следующего за отчетным
    UNSCHEDULED: Final = next(_LETTERS)  # по плану
    LENGTH: Final = next(_LETTERS)  # 5 дней
    BEFORE: Final = next(_LETTERS)  # за 3 дня до
    # signs: all but № stand for themselves
    NUMERO: Final = next(_LETTERS)  # №
    COMMA: Final = ","
    SEMI: Final = ";"
    COLON: Final = ":"
    DASH: Final = "-"
    SLASH: Final = "/"
    AND: Final = "&"
    OPEN: Final = "("
    CLOSE: Final = ")"


_LETTER_OF: Final[dict[str, str]] = {
    name: letter for name, letter in vars(TokenClass).items() if name.isupper()
}
_NAME: Final = re.compile("[A-Za-z_]+")


def class_set(names: str) -> frozenset[str]:
    """The classes of these names, separated by spaces; raises KeyError for a name there is not."""
    return frozenset(_LETTER_OF[name] for name in names.split())


def letter_pattern(pattern: str, groups: Mapping[str, str] | None = None) -> str:
    """The regular expression over letters that a pattern over names stands for.

    pattern: names of classes, names of groups in lower case, signs of regular expressions; spaces
    separate and mean nothing. groups: the pattern behind each lower-case name.
    Raises KeyError for a name that is neither, so no bare letter gets through.
    """

    def as_letters(match: re.Match[str]) -> str:
        name = match[0]
        if groups and name in groups:
            return f"(?:{letter_pattern(groups[name], groups)})"
        return re.escape(_LETTER_OF[name])

    return _NAME.sub(as_letters, pattern).replace(" ", "")


NUMBERS: Final = class_set("NUM ORD ROMAN")


class Token(NamedTuple):
    """A word or a phrase: its class, what it says, and [start, end) in the normalised text.

    value: what the class asks for: a number, a Unit, a Year, a Term …, or None.
    """

    cls: str
    value: Any
    start: int
    end: int


def make_token(cls: str, value: Any, tokens: Sequence[Token]) -> Token:
    """One token in the place of several."""
    return Token(cls, value, tokens[0].start, tokens[-1].end)


def with_end(token: Token, end: int) -> Token:
    """A copy of the token that ends at `end`."""
    # Built anew: `_replace` is three times slower, and this runs for every list of days.
    return Token(token.cls, token.value, token.start, end)
