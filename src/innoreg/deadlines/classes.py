"""The classes of words and phrases: one letter each, so that a text becomes a string of letters.

The patterns of `grammar` match such strings; here each letter has its name.
"""

from typing import Final

CLASSES: Final = {
    # numbers
    "NUM": "n",  # 5, пять
    "ORD": "o",  # 3-я, третья; -1 is «последний»
    "ROMAN": "r",  # III
    "YYYY": "Y",
    "DAY": "D",  # a day of a month: 16.02, and «16 февраля» once it is read
    "TIME": "T",
    # names of stretches of time
    "MONTH": "M",
    "MONTHGEN": "G",  # марта: what stands before it belongs to it
    "YEARWORD": "g",
    "SCHOOL": "u",  # учебный
    "CIVIL": "κ",  # календарный
    "MONTHWORD": "m",
    "WEEK": "W",
    "WEEKS": "ω",  # недели: «вторая и третья недели», but also «2 недели»
    "WEEKSLONG": "λ",  # недель: only ever a length
    "DECADE": "K",
    "HALF": "H",
    "HALFYEAR": "P",
    "QUARTER": "Q",
    "TERM": "C",  # четверть, триместр
    "SEASON": "S",
    "SEASONAL": "σ",  # осенний: a season only with «период», else any word
    "WEEKDAY": "w",
    "DAYWORD": "d",
    "WORKING": "δ",  # рабочих
    "EDGE": "B",  # начало, середина, конец
    "DATEWORD": "l",  # числа
    "DATESWORD": "y",  # числах
    # small words
    "FROM": "c",
    "SINCE": "f",  # начиная
    "OF": "a",  # от
    "TO": "p",
    "BY": "b",
    "BETWEEN": "μ",
    "TOWARDS": "k",
    "LATER": "L",
    "NOT": "!",
    "SELDOM": "~",
    "EARLIER": "^",
    "FOR": "z",
    "AFTER": "q",
    "IN": "v",
    "COURSE": "i",  # течение
    "TERMWORD": "s",  # срок, период
    "LEAD": "ℓ",  # исполнения: what a срок is of
    "WHOLE": "A",
    "RUNNING": "ρ",  # реализации: what a period is of
    "THIS": "e",  # текущий, следующий
    "REPORTED": "h",  # отчетный
    "TIMES": "j",
    "EVERY": "E",
    "OFTEN": "F",
    "HOUR": "η",
    # wordings without a date
    "ALWAYS": "N",
    "PAPER": "U",  # план, запрос
    "ACCORDING": "π",  # согласно
    "OUTCOME": "O",  # итоги, окончание
    "ONDEMAND": "I",  # needs nothing beside it: незамедлительно
    "EVENT": "ε",  # каникулы
    "CRITICAL": "X",  # кроме, или: turns the meaning round
    "THEN": "V",
    "BLANK": "_",  # a form nobody has filled in
    "UNKNOWN": "x",
    # phrases, once they are read
    "ANNO": "@",
    "PART": "Π",  # a week or decade whose month is not yet known
    "STATED": "t",
    "RECUR": "R",
    "MONTHDAY": "τ",
    "FOLLOWING": "J",
    "UNSCHEDULED": "υ",
    "LENGTH": "Λ",
    "BEFORE": "β",
    # signs
    "COMMA": ",",
    "SEMI": ";",
    "COLON": ":",
    "DASH": "-",
    "SLASH": "/",
    "AND": "&",
    "OPEN": "(",
    "CLOSE": ")",
    "NUMERO": "№",
}


def classes(names: str) -> frozenset[str]:
    """The classes of these names."""
    return frozenset(CLASSES[name] for name in names.split())
