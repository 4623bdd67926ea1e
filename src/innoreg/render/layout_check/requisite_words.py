"""The words by which the requisites of an order are known: of documents that are read and of our own."""

import re

ORDERS = frozenset({"распоряжение", "приказ", "постановление"})
RESOLUTIONS = frozenset({"решение", "решения", "протокол"})
ORDER_WORDS = frozenset(
    {"обязываю", "приказываю", "распоряжаюсь", "предлагаю", "постановляю", "постановляет",
     "рекомендую", "решил", "решила", "решили"}
)  # fmt: skip
HEADING = re.compile(r"О(?:б|бо)?\s")
PLACE = re.compile(r"(?:(?:г|с|п|пос|дер|д|ст)\.\s?)?[А-ЯЁ][а-яё]+(?:[-\s][А-ЯЁа-яё]+){0,3}$")
FEDERAL_CITY = re.compile(r"г\.\s?(?:Санкт-Петербург|Москва|Севастополь)")
"""These are named without «г.»."""
TERRITORY = re.compile(r"област|район|округ|город|кра[йя]|республик|петербург", re.IGNORECASE)
"""In the author's name: it says where the document was issued."""
CONTROL = re.compile(r"Контроль за (?:исполнением|выполнением)")
CONTROL_WITHIN = 60
"""Among so many first letters the last clause says who controls."""
MENTION = re.compile(
    r"приложени(?:ю|ем|и|е|я)(?![а-яё])(?:[\s\xa0]*№?[\s\xa0]*(\d+))?", re.IGNORECASE
)
NAME = re.compile(r"(?:[А-ЯЁ]\.[\s\xa0]?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?")
"""Initials and a surname, as they stand under an order."""


def compact_text(text: str) -> str:
    """Letters and digits only: «Р А С П О Р Я Ж Е Н И Е» is the word."""
    return re.sub(r"[\W_]+", "", text).casefold()
