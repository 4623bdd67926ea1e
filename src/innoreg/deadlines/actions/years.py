"""Actions that make years: calendar and school years, ranges and lists of them, «текущий год»."""

from collections.abc import Sequence

from innoreg.deadlines.time_expressions import Unit, Year, YearKind
from innoreg.deadlines.tokens import Token, TokenClass, make_token

ANNO, DAY = TokenClass.ANNO, TokenClass.DAY
_THIS_OR_NEW = (TokenClass.THIS, TokenClass.NEW)
_FIGURES = (TokenClass.YYYY, TokenClass.NUM, TokenClass.ORD)
# «октябрь 2 года» names no year. Wide enough for old documents and for long programmes.
_EARLIEST, _LATEST = 1990, 2060
# «2019-24»: programmes run over up to so many years.
_LONGEST_SHORT_RANGE = 15


def _full_years(tokens: Sequence[Token]) -> list[int]:
    """The years in figures; the second of «2022/23» and «22-23» made whole."""
    figures = [token.value for token in tokens if token.cls in _FIGURES]
    # Two figures by themselves are of this century.
    century = figures[0] // 100 * 100 if figures[0] > 99 else 2000
    return [figure if figure > 99 else century + figure for figure in figures]


def school_years(tokens: Sequence[Token]) -> list[Token] | None:
    """«2022-2023 учебный год»; several of them when the years are further apart."""
    figures = _full_years(tokens)
    pairs = list(zip(figures[::2], figures[1::2], strict=True))
    if any(last <= first for first, last in pairs):
        return None
    # «2021-2024 учебные годы» are three of them.
    worded = any(token.cls in (TokenClass.YEARWORD, TokenClass.SCHOOL) for token in tokens)
    short = tokens[-1].cls == TokenClass.NUM
    # «2024 / 85 %» is no pair of years.
    if short and not worded and any(last != first + 1 for first, last in pairs):
        return None
    firsts = sorted({year for first, last in pairs for year in range(first, last)})
    # One pair is a stretch, a list of pairs is not, though its years may lie apart.
    spread = len(pairs) == 1
    return [make_token(ANNO, Year(tuple(firsts), "school", spread=spread), tokens)]


def date_with_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«16.02.2022 г.»: the word after a date that has its year."""
    unit = tokens[0].value
    return [make_token(tokens[0].cls, unit, tokens)] if getattr(unit, "year", None) else None


def year_range(tokens: Sequence[Token]) -> list[Token] | None:
    """«2021-2024 гг.»; a bare pair or «2019-2020 год» may turn out to be a school year."""
    first, last = _full_years(tokens)
    if last <= first:
        return None
    words = [token.value for token in tokens if token.cls == TokenClass.YEARWORD]
    # «2024 – 25» may be a year and a number; «2024-25» hardly.
    if tokens[-1].cls == TokenClass.NUM:
        tight = tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start
        if not tight or last > first + _LONGEST_SHORT_RANGE:
            return None
    # «гг.», «годы»: calendar years; a single «год» behind two may be a school year.
    plural = len(words) > 1 or "plural" in words
    kind: YearKind = "calendar" if plural or last != first + 1 else "either"
    return [make_token(ANNO, Year(tuple(range(first, last + 1)), kind, spread=True), tokens)]


def year_list(tokens: Sequence[Token]) -> list[Token]:
    """«2022, 2024 годы»: each of them."""
    return [make_token(ANNO, Year(tuple(sorted(set(_full_years(tokens))))), tokens)]


def years_side_by_side(tokens: Sequence[Token]) -> list[Token] | None:
    """«2022 г. 2023 г.»; two that are further apart may be a range."""
    years = _full_years(tokens)
    plural = any(token.value == "plural" for token in tokens)
    if plural or (len(years) == 2 and years[1] != years[0] + 1):
        return None
    return year_list(tokens)


def single_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«2022 г.», «май 23 г.»."""
    (year,) = _full_years(tokens)
    # «май 98 г.» is of the last century.
    year -= 100 if year > _LATEST and tokens[0].value < 100 else 0
    if not _EARLIEST <= year <= _LATEST:
        return None
    return [make_token(ANNO, Year((year,)), tokens)]


def this_school_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«учебный год» of the context, the next one with «следующего»."""
    shift = _years_ahead(tokens)
    return None if shift < 0 else [make_token(ANNO, Year((), "school", shift), tokens)]


def civil_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«календарный год», «очередной финансовый год»."""
    shift = _years_ahead(tokens)
    year = Year((), "context", shift) if shift else Year()
    return [make_token(ANNO, year, tokens)]


def preceding_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«года, предшествующего планируемому»: the year before the one of the document."""
    if _years_ahead(tokens) != -1:
        return None
    return [make_token(ANNO, Year((), "context", -1), tokens)]


def this_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«в течение года», «текущего года», «следующего года»."""
    return [make_token(ANNO, Year((), "context", _years_ahead(tokens)), tokens)]


def _years_ahead(tokens: Sequence[Token]) -> int:
    """How many years from the one of the document: «текущего» 0, «следующего» 1."""
    return sum(token.value for token in tokens if token.cls in _THIS_OR_NEW)


def new_year(tokens: Sequence[Token]) -> list[Token]:
    """«до Нового года», «к Новому году»: by the last day of the year."""
    by = make_token(TokenClass.BY, None, tokens[:1])
    return [by, make_token(DAY, Unit("day", 31, 12), tokens[1:])]
