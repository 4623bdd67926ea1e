"""A month as a person types it: in Russian, in English, as a number, or with its year."""

import re
from typing import Final

MONTHS: Final = (
    ("январь", "января", "январе", "январю", "янв"),
    ("февраль", "февраля", "феврале", "февралю", "фев", "февр"),
    ("март", "марта", "марте", "марту", "мар"),
    ("апрель", "апреля", "апреле", "апрелю", "апр"),
    ("май", "мая", "мае", "маю"),
    ("июнь", "июня", "июне", "июню", "июн"),
    ("июль", "июля", "июле", "июлю", "июл"),
    ("август", "августа", "августе", "августу", "авг"),
    ("сентябрь", "сентября", "сентябре", "сентябрю", "сен", "сент"),
    ("октябрь", "октября", "октябре", "октябрю", "окт"),
    ("ноябрь", "ноября", "ноябре", "ноябрю", "ноя", "нояб"),
    ("декабрь", "декабря", "декабре", "декабрю", "дек"),
)
_ENGLISH: Final = (
    "january february march april may june july august september october november december"
)
# «2022-03»; the other order is «03.2022», «март 2022».
_YEAR_MONTH: Final = r"(?a:((?:19|20)\d\d)-(\d{1,2}))"
_MONTH_YEAR: Final = r"(\d{1,2}|[^\W\d]+\.?)[ .]((?:19|20)\d\d)"
# «jan», «мар»; two letters could be two months.
_SHORTEST: Final = 3


def parse_month(text: str) -> tuple[int | None, int] | None:
    """(year or None, month 1-12); None when these words name no month.

    Understands «march», «mar», «март», «марта», «3», «03», «2022-03», «03.2022», «март 2022».
    """
    words = " ".join(text.lower().replace("ё", "е").split())
    dated = re.fullmatch(_YEAR_MONTH, words)
    if dated:
        return _with_year(dated[1], _number(dated[2]))
    dated = re.fullmatch(_MONTH_YEAR, words)
    if dated:
        return _with_year(dated[2], _number(dated[1]))
    month = _number(words)
    return (None, month) if month else None


def _with_year(year: str, month: int | None) -> tuple[int, int] | None:
    return (int(year), month) if month else None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else None
    name = word.rstrip(".")
    for month, forms in enumerate(MONTHS, 1):
        # «мартом», «январем»: people type it, terms do not have it.
        if name in forms or name == forms[1][:-1] + ("ом" if forms[1][-1] == "а" else "ем"):
            return month
    if len(name) < _SHORTEST:
        return None
    found = [month for month, full in enumerate(_ENGLISH.split(), 1) if full.startswith(name)]
    return found[0] if len(found) == 1 else None
