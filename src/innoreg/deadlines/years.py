"""Makers of years: «2022 г.», «2019-2020 уч. год», «текущего года»."""

from collections.abc import Sequence

from innoreg.deadlines.classes import CLASSES
from innoreg.deadlines.tokens import Token, make
from innoreg.deadlines.units import Year, YearKind

_FIGURES = (CLASSES["YYYY"], CLASSES["NUM"], CLASSES["ORD"])
ANNO = CLASSES["ANNO"]
# «октябрь 2 года» names no year.
_EARLIEST, _LATEST = 1990, 2060


def _figures(tokens: Sequence[Token]) -> list[int]:
    """The years in figures; the second of «2022/23» and «22-23» made whole."""
    figures = [token.value for token in tokens if token.cls in _FIGURES]
    century = figures[0] // 100 * 100 if figures[0] > 99 else 2000
    return [figure if figure > 99 else century + figure for figure in figures]


def school_years(tokens: Sequence[Token]) -> list[Token] | None:
    """«2022-2023 учебный год»; several of them when the years are further apart."""
    figures = _figures(tokens)
    pairs = list(zip(figures[::2], figures[1::2], strict=True))
    if any(last <= first for first, last in pairs):
        return None
    firsts = sorted({year for first, last in pairs for year in range(first, last)})
    spread = len(pairs) == 1
    return [make(ANNO, Year(tuple(firsts), "school", spread=spread), tokens)]


def of_date(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02.2022 г.»: the word after a date that has its year."""
    unit = tokens[0].value
    return [make(tokens[0].cls, unit, tokens)] if getattr(unit, "year", None) else None


def span(tokens: Sequence[Token]) -> list[Token] | None:
    """«2021-2024 гг.»; a bare pair or «2019-2020 год» may turn out to be a school year."""
    first, last = _figures(tokens)
    if last <= first:
        return None
    words = [token.value for token in tokens if token.cls == CLASSES["YEARWORD"]]
    plural = len(words) > 1 or "plural" in words
    kind: YearKind = "calendar" if plural or last != first + 1 else "either"
    return [make(ANNO, Year(tuple(range(first, last + 1)), kind, spread=True), tokens)]


def several(tokens: Sequence[Token]) -> list[Token]:
    """«2022, 2024 годы»: each of them."""
    return [make(ANNO, Year(tuple(sorted(set(_figures(tokens))))), tokens)]


def one(tokens: Sequence[Token]) -> list[Token] | None:
    """«2022 г.», «май 23 г.»."""
    (year,) = _figures(tokens)
    if not _EARLIEST <= year <= _LATEST:
        return None
    return [make(ANNO, Year((year,)), tokens)]


def this_school_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«учебный год» of the context, the next one with «следующего»."""
    shift = _shift(tokens)
    return None if shift < 0 else [make(ANNO, Year((), "school", shift), tokens)]


def civil(tokens: Sequence[Token]) -> list[Token] | None:
    """«календарный год»."""
    return None if _shift(tokens) else [make(ANNO, Year(), tokens)]


def this_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«в течение года», «текущего года», «следующего года»."""
    shift = _shift(tokens)
    return None if shift < 0 else [make(ANNO, Year((), "context", shift), tokens)]


def _shift(tokens: Sequence[Token]) -> int:
    return sum(token.value for token in tokens if token.cls == CLASSES["THIS"])
