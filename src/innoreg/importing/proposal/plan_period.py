"""Finds the period a plan is for in its heading, read by the language of terms."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from innoreg.deadlines import Calendar, Period, parse

# The term reader wants a period: one that no document of the register falls outside of.
ANY_DAY = Period(date(1990, 1, 1), date(2099, 12, 31))
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# Words of a heading between marks that no period goes over: quotes, brackets, ends of sentences.
_PIECE = re.compile(r"[^«»„“”\"()\[\];:]+")
_WORD = re.compile(r"\S+")
# A period longer than this many words is a sentence.
_LONGEST = 12
# «на 2027 год», «в 2027 году», «с 2025 по 2027 год»: the plan is for it.
_NAMED = re.compile(r"(?:на|в|с|со)\s", re.IGNORECASE)
# «по итогам 2026 года», «2026 года»: a genitive without a preposition belongs to another word.
_GENITIVE = re.compile(r"(?:года|годов|уч\w*\s+года)\W*$", re.IGNORECASE)
# «2026/27» and «2026/2027» without «учебный год» are school years: calendar years have a dash.
_SLASHED = re.compile(r"20(\d\d)\s*/\s*(?:20)?(\d\d)(?!\d)(?!\s*(?:учеб|уч\b|уч\.))")
_SCHOOL_YEAR = re.compile(
    r"учебн\w+\s+год(?:а|у)?(?!\w)|уч\.?\s*г(?:од\w?)?(?![\wг])", re.IGNORECASE
)
_PLURAL = re.compile(r"годы|годов|годах|гг|г\.\s?г", re.IGNORECASE)
_PAIR = re.compile(r"20\d\d\s*[-–—]\s*(?:20)?\d\d(?!\d)")


def find_period(texts: Iterable[str], rules: Calendar) -> Period | None:
    """The period in the first text that names one; None where none does, or one names several.

    Only what is sure: «до 2030 года» has no beginning, «2026-2027 год» may be two years or a
    school year. `rules` say when a school year ends.
    """
    for text in texts:
        named = set(_named_periods(text, rules))
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _named_periods(text: str, rules: Calendar) -> Iterator[Period]:
    """The periods that a heading says it plans; those of other things are left out."""
    found = [pair for piece in _PIECE.findall(text) for pair in _periods_of_piece(piece, rules)]
    asked = [period for words, period in found if _NAMED.match(words)]
    yield from asked or (period for words, period in found if not _GENITIVE.search(words))


def _periods_of_piece(piece: str, rules: Calendar) -> Iterator[tuple[str, Period]]:
    words = list(_WORD.finditer(_SLASHED.sub(r"20\1/20\2 учебный год ", piece)))
    text = words[0].string if words else ""
    first = 0
    while first < len(words):
        last = _end_of_period(text, words, first, rules)
        if last is None:
            first += 1
            continue
        phrase = text[words[first].start() : words[last].end()]
        before = words[first - 1][0].lower() if first else ""
        period = _read_period(phrase, rules)
        if period and before not in ("за", "от", "до"):
            yield phrase, period
        first = last + 1


def _end_of_period(
    text: str, words: list[re.Match[str]], first: int, rules: Calendar
) -> int | None:
    """The last word of the longest term with a year that begins with the word `first`."""
    for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
        phrase = text[words[first].start() : words[last].end()]
        # A second «на» begins another term: «по итогам 2026 года на 2027 год».
        inner = {word[0].lower() for word in words[first + 1 : last + 1]}
        if _YEAR.search(phrase) and not inner & {"на", "за"} and _is_term(phrase, rules):
            return last
    return None


def _is_term(phrase: str, rules: Calendar) -> bool:
    read = parse(phrase, ANY_DAY, rules)
    return bool(read.windows) and not read.warnings and not read.remark


def _read_period(phrase: str, rules: Calendar) -> Period | None:
    """The one stretch of days these words name; None where they name a last day, or may mean two."""
    if not re.search(r"[^\W\d]", phrase) or _is_doubtful(phrase):
        return None
    read = parse(phrase, ANY_DAY, rules)
    if read.kind != "during" or len(read.windows) != 1 or read.windows[0].start is None:
        return None
    return Period(read.windows[0].start, read.windows[0].end)


def _is_doubtful(phrase: str) -> bool:
    """Whether two years stand beside a year in the singular: a misprint, or a school year."""
    if not (pair := _PAIR.search(phrase)):
        return False
    first, last = int(pair[0][2:4]), int(pair[0][-2:])
    if _SCHOOL_YEAR.search(phrase):
        return last != first + 1
    return not _PLURAL.search(phrase) and "уч" not in phrase.lower()
