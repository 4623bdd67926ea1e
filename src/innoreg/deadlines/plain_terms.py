"""Terms that are nothing but a day, a month, a year, or a range of them, read at a glance.

Most cells of most plans are. The grammar reads them too, in four times as long, and says the same:
`test_plain_terms.py` holds the two against each other on every cell there is. What is not exactly
of these shapes is left to it.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from innoreg.deadlines.month_names import MONTHS
from innoreg.deadlines.time_expressions import Term, Unit, UnitKind, Year
from innoreg.deadlines.tokens import Token, TokenClass

_Reader = Callable[[re.Match[str]], Term | None]
_NAMES: Final = {names[0]: number for number, names in enumerate(MONTHS, 1)}
_GENITIVES: Final = {names[1]: number for number, names in enumerate(MONTHS, 1)}
_ROMANS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS: Final = {
    **{str(number): number for number in range(1, 6)},
    **{f"{number}-я": number for number in range(1, 6)},
    **dict(zip(("первая", "вторая", "третья", "четвертая", "пятая"), range(1, 6), strict=True)),
    "последняя": -1,
}
_EDGES: Final = {"начало": 1, "середина": 2, "конец": 3}
# Any word: which one is looked up, for lists of words in a pattern take long to compile.
_WORD: Final = "[а-я]{3,8}"
_DAY: Final = r"0?[1-9]|[12]\d|3[01]"
_FIGURES: Final = r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])"
_CENTURY: Final = r"(?:199\d|20[0-5]\d)"
_ORDINAL: Final = "[1-5](?:-я)?|[а-я]{5,9}"
_YEAR: Final = rf"(?:\.| (?P<year>{_CENTURY})(?: ?(?:года|год|г)\.?)?)?"
# What may stand before a term and is passed over, and how it begins.
_LEAD: Final = r" *(?:срок(?: исполнения)?:? )?"
_UNTIL: Final = r"(?P<until>до |не позднее )?"
_PATTERNS: Final = (
    # «15 марта 2022 года», «до 15 марта», «с 10 по 15 марта 2022 г.», «10 марта - 15 апреля»
    rf"(?P<said>(?:(?P<since>с )?(?P<first>{_DAY})(?: (?P<first_month>{_WORD}))?(?P<to> по | ?- ?)"
    rf"|{_UNTIL})(?P<day>{_DAY}) (?P<month>{_WORD}){_YEAR})",
    # «15.03.2022», «до 15.03», «с 10.03 по 15.03», «10.03 - 15.03.2022»
    rf"(?P<said>(?:(?P<since>с )?(?P<first>{_FIGURES})(?P<to> по | ?- ?)|{_UNTIL})"
    rf"(?P<date>{_FIGURES}(?P<dated>\.{_CENTURY})?)\.?)",
    # «март», «март 2022 года», «март - май»
    rf"(?P<said>(?:(?P<first_name>{_WORD}) ?- ?)?(?P<name>{_WORD}){_YEAR})",
    # «II квартал 2022 года», «1 полугодие»
    rf"(?P<said>(?P<number>[1-4]|i|ii|iii|iv) (?P<part>квартал|полугодие){_YEAR})",
    # «вторая неделя марта», «3 декада марта 2022 г.», «март, вторая неделя»
    rf"(?P<said>(?P<nth>{_ORDINAL}) (?P<piece>неделя|декада) (?P<whose>{_WORD}){_YEAR})",
    rf"(?P<within>{_WORD}), (?P<said>(?P<of_it>{_ORDINAL}) неделя\.?)",
    # «2021 - 2024 годы», «в течение 2021-2022 учебного года»
    rf"(?:в течение )?(?P<said>(?P<from_year>{_CENTURY})(?: ?- ?|(?P<slash>/))(?P<to_year>{_CENTURY}) ?"
    r"(?:(?P<years>(?:годы|гг)\.?)|(?:учебный|учебного|уч\.?) ?(?:года|год|г)\.?))",
    # «начало мая», «до конца мая 2022 г.»
    rf"(?P<said>(?P<by_end>до конца )?(?(by_end)|(?P<edge>[а-я]{{5,8}}) )(?P<of>{_WORD}){_YEAR})",
)


def read_plain(text: str) -> tuple[Token, ...] | None:
    """The statements of a normalised text of one of these shapes; None for any other."""
    for match_all, read in _shapes():
        match = match_all(text)
        if match and (term := read(match)):
            return (Token(TokenClass.STATED, term, *match.span("said")),)
    return None


# Compiled when first needed, as the stages of the grammar are.
@cache
def _shapes() -> tuple[tuple[Callable[[str], re.Match[str] | None], _Reader], ...]:
    """What matches the whole of a text of each shape, and what reads it."""
    whole = (re.compile(rf"{_LEAD}{pattern}\.? *").fullmatch for pattern in _PATTERNS)
    return tuple(zip(whole, _READERS, strict=True))


def _year(match: re.Match[str]) -> Year | None:
    figures = match["year"]
    return Year((int(figures),)) if figures else None


def _days(match: re.Match[str]) -> Term | None:
    year, month = _year(match), _GENITIVES.get(match["month"])
    if not month:
        return None
    last = Unit("day", int(match["day"]), month, year)
    if not match["first"]:
        return Term("by" if match["until"] else "point", (last,))
    named = match["first_month"]
    number = _GENITIVES.get(named) if named else month
    # Over the New Year the first is of the year before, which the grammar knows.
    if not number or number > month or _is_half_a_range(match):
        return None
    return Term("range", (Unit("day", int(match["first"]), number, year), last))


def _dates(match: re.Match[str]) -> Term | None:
    dated = match["dated"]
    last = _day_of(match["date"], Year((int(dated[1:]),)) if dated else None)
    if not match["first"]:
        return Term("by" if match["until"] else "point", (last,))
    return None if _is_half_a_range(match) else Term("range", (_day_of(match["first"]), last))


def _is_half_a_range(match: re.Match[str]) -> bool:
    """«с 10 - 15 марта» and «10 по 15 марта» are for the grammar."""
    return bool(match["since"]) != (match["to"] == " по ")


def _day_of(figures: str, year: Year | None = None) -> Unit:
    return Unit("day", int(figures[:2]), int(figures[3:5]), year)


def _months(match: re.Match[str]) -> Term | None:
    year, last = _year(match), _NAMES.get(match["name"])
    first = match["first_name"]
    if not last:
        return None
    if not first:
        return Term("point", (Unit("month", 0, last, year),))
    number = _NAMES.get(first)
    # «март-май.» is one word to the tokenizer.
    if not number or number > last or (year is None and match["said"].endswith(".")):
        return None
    return Term("range", (Unit("month", 0, number, year), Unit("month", 0, last, year)))


def _parts(match: re.Match[str]) -> Term:
    number, kind = match["number"], match["part"]
    unit: UnitKind = "quarter" if kind == "квартал" else "half-year"
    n = _ROMANS.get(number) or int(number)
    return Term("point", (Unit(unit, n, 0, _year(match)),))


def _pieces(match: re.Match[str]) -> Term | None:
    unit: UnitKind = "week" if match["piece"] == "неделя" else "decade"
    number, month = _ORDINALS.get(match["nth"]), _GENITIVES.get(match["whose"])
    if not (number and month):
        return None
    return Term("point", (Unit(unit, number, month, _year(match)),))


def _week(match: re.Match[str]) -> Term | None:
    number, month = _ORDINALS.get(match["of_it"]), _NAMES.get(match["within"])
    return Term("point", (Unit("week", number, month),)) if number and month else None


def _years(match: re.Match[str]) -> Term | None:
    first, last = int(match["from_year"]), int(match["to_year"])
    if last <= first or (match["years"] and match["slash"]):
        return None
    if match["years"]:
        year = Year(tuple(range(first, last + 1)), "calendar", spread=True)
    else:
        year = Year(tuple(range(first, last)), "school", spread=True)
    return Term("point", (Unit("year", year=year),))


def _edges(match: re.Match[str]) -> Term | None:
    month, third = _GENITIVES.get(match["of"]), 3 if match["by_end"] else _EDGES.get(match["edge"])
    if not (month and third):
        return None
    return Term("by" if match["by_end"] else "point", (Unit("third", third, month, _year(match)),))


_READERS: Final[tuple[_Reader, ...]] = (
    _days,
    _dates,
    _months,
    _parts,
    _pieces,
    _week,
    _years,
    _edges,
)
