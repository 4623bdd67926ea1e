"""Actions that make days, weeks, parts of a month, quarters, seasons.

An action takes the tokens its rule matched and gives what takes their place, or None to decline.
It is named after what it makes.
"""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.time_expressions import EACH, EACH_OR_RANGE, Unit, UnitKind
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set, make_token, with_end

_MONTHS = (TokenClass.MONTH, TokenClass.MONTHGEN)
DAY, PART = TokenClass.DAY, TokenClass.PART
# Words behind a number: the class and the kind of the unit they make together.
_NUMBERED_WORDS: Final[dict[str, tuple[str, UnitKind]]] = {
    TokenClass.WEEK: (PART, "week"),
    TokenClass.WEEKS: (PART, "week"),
    TokenClass.DECADE: (PART, "decade"),
    TokenClass.HALF: (PART, "half"),
    TokenClass.HALFYEAR: (DAY, "half-year"),
    TokenClass.QUARTER: (DAY, "quarter"),
    TokenClass.TERM: (DAY, "school-quarter"),
    TokenClass.WEEKDAY: (PART, "weekday"),
}
_TERM_KINDS: Final[dict[object, UnitKind]] = {
    "quarter": "school-quarter",
    "trimester": "trimester",
    "semester": "semester",
}
_MARKS: Final = class_set("DASH COMMA SEMI SLASH AND")
_LINKS: Final = _MARKS | class_set("TO BY FROM TOWARDS")
_AROUND_DAYS: Final = class_set("OPEN COLON CLOSE DATEWORD")
_UNTIL: Final = class_set("BY TOWARDS")
_LONGEST_MONTH: Final = 31
_STRETCH_WORDS: Final = class_set("TERMWORD MONTHWORD")
_EDGES = {"start": 1, "middle": 2, "end": 3}


def days_of_month(tokens: Sequence[Token]) -> list[Token]:
    """«16, 17 и 20 февраля»; «1-5 апреля, июля, октября» are these days of each."""
    first = next(i for i, token in enumerate(tokens) if token.cls in _MONTHS)
    days = [token for token in tokens[:first] if token.cls != TokenClass.DATEWORD]
    made = [_day_in(token, tokens[first], token) for token in days]
    # The last day takes in the month, so that what is shown of it is «20 февраля».
    made[-1] = with_end(made[-1], tokens[first].end)
    for token in tokens[first + 1 :]:
        if token.cls in _MONTHS:
            made += [_day_in(each, token, token) for each in days]
        else:
            made.append(token)
    return made


def _day_in(token: Token, month: Token, place: Token) -> Token:
    """The day of a number in a month, shown as `place`; «до» between two days of a copy is «по»."""
    if token.cls in NUMBERS:
        return Token(DAY, Unit("day", token.value, month.value), place.start, place.end)
    if place is month and token.cls in (TokenClass.BY, TokenClass.TOWARDS):
        return token._replace(cls=TokenClass.TO)
    return token


def two_word_ordinal(tokens: Sequence[Token]) -> list[Token] | None:
    """«двадцать пятое»."""
    tens, ones = tokens
    # «20 5-й» is not one number; in figures it is shorter than any word for twenty.
    if tens.value not in (20, 30) or not 0 < ones.value < 10 or tens.end - tens.start < 3:
        return None
    return [make_token(TokenClass.ORD, tens.value + ones.value, tokens)]


def repeated_number(tokens: Sequence[Token]) -> list[Token] | None:
    """«3 (третьего)», «25 (двадцать пятого)»; «10 (двенадцатого)» is a contradiction."""
    figures, *words = [token for token in tokens if token.cls in NUMBERS]
    # «5 (5)» may be a footnote; in figures a number is shorter than any word for it.
    if any(t.end - t.start <= len(str(t.value)) + 1 for t in words):
        return None
    if len(words) > 1 and (words[0].value not in (20, 30) or not 0 < words[1].value < 10):
        return None
    same = sum(token.value for token in words) == figures.value
    return [make_token(figures.cls, figures.value, tokens)] if same else None


def last_day_of_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«последний день марта», «15-го числа марта», «последний день марта и мая»."""
    day, month = tokens[0].value, tokens[2]
    if day == -1 or (day > 0 and tokens[1].cls == TokenClass.DATEWORD):
        made = [make_token(DAY, Unit("day", day, month.value), tokens[:3])]
        for token in tokens[3:]:
            made.append(_day_in(tokens[0], token, token) if token.cls in _MONTHS else token)
        return made
    return None


def first_or_last_parts(tokens: Sequence[Token]) -> list[Token] | None:
    """«последние две недели мая», «первые две декады июня»."""
    end, count = tokens[0].value, tokens[1].value
    if end not in (1, -1):
        return None
    kind: UnitKind = "decade" if tokens[2].cls == TokenClass.DECADE else "week"
    # Counted from the end of the month: -2 to -1 are its last two.
    first, last = (1, count) if end == 1 else (-count, -1)
    return [
        Token(PART, Unit(kind, first), tokens[0].start, tokens[0].end),
        Token(TokenClass.DASH, None, tokens[1].start, tokens[1].end),
        Token(PART, Unit(kind, last), tokens[2].start, tokens[2].end),
    ]


def days_before_date(tokens: Sequence[Token]) -> list[Token] | None:
    """«16, 17 и 20.02»: the numbers share the month and the year of the date."""
    last = tokens[-1].value
    # «1 и 03.2022»: a month has no day that could be replaced.
    if last.kind != "day":
        return None
    return [
        Token(DAY, last._replace(n=t.value), t.start, t.end) if t.cls in NUMBERS else t
        for t in tokens
    ]


def days_after_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«март: 10, 17, 24», «в марте (10, 17 числа)»."""
    month = tokens[0].value
    # «март (2)» may be a footnote.
    lone = sum(token.cls in NUMBERS for token in tokens) == 1
    if lone and not any(token.cls == TokenClass.DATEWORD for token in tokens):
        return None
    inner = [t for t in tokens[1:] if t.cls not in _AROUND_DAYS]
    return [
        Token(DAY, Unit("day", t.value, month), t.start, t.end) if t.cls in NUMBERS else t
        for t in inner
    ]


def until_day_of_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«март (до 15)», «март, не позднее 25»."""
    until = next(token for token in tokens if token.cls in _UNTIL)
    number = next(token for token in tokens if token.cls in NUMBERS)
    if not 0 < number.value <= _LONGEST_MONTH:
        return None
    day = Unit("day", number.value, tokens[0].value)
    return [until, Token(DAY, day, tokens[0].start, tokens[-1].end)]


def numbered_parts(tokens: Sequence[Token]) -> list[Token] | None:
    """«1-3 кварталы», «вторая и третья недели», «последний четверг»; «три декады» are so many."""
    if any(t.cls == TokenClass.NUM and t.end - t.start > len(str(t.value)) + 1 for t in tokens):
        return None
    word = tokens[-1]
    cls, kind = _NUMBERED_WORDS[word.cls]
    weekday = word.value % 10 if kind == "weekday" else -1
    made = [
        Token(cls, Unit(kind, t.value, weekday=weekday), t.start, t.end) if t.cls in NUMBERS else t
        for t in tokens[:-1]
    ]
    if word.cls == TokenClass.TERM and word.value in _TERM_KINDS:
        term = _TERM_KINDS[word.value]
        made = [t._replace(value=t.value._replace(kind=term)) if t.cls == cls else t for t in made]
    elif kind == "school-quarter" and word.value != "quarter":
        # «модуль»: month -1 marks what no setting gives dates to.
        made = [t._replace(value=t.value._replace(month=-1)) if t.cls == cls else t for t in made]
    made[-1] = with_end(made[-1], word.end)
    return made


def each_term(tokens: Sequence[Token]) -> list[Token] | None:
    """«в конце семестра»: of each that the document runs over."""
    kind = _TERM_KINDS.get(tokens[0].value)
    return [make_token(DAY, Unit(kind, 0, EACH), tokens)] if kind else None


def half_years(tokens: Sequence[Token]) -> list[Token]:
    """«первая половина 2023 года»: a half-year."""
    return [
        Token(DAY, Unit("half-year", t.value), t.start, t.end) if t.cls in NUMBERS else t
        for t in tokens
        if t.cls in NUMBERS or t.cls in _LINKS
    ]


def edges_of_month(tokens: Sequence[Token]) -> list[Token]:
    """«начало - середина»: thirds of the month that follows."""
    return [
        Token(PART, Unit("third", _EDGES[str(t.value)]), t.start, t.end)
        if t.cls == TokenClass.EDGE
        else t
        for t in tokens
    ]


def round_dates(tokens: Sequence[Token]) -> list[Token] | None:
    """«в последних числах мая», «в 20-х числах»."""
    number = tokens[0].value
    third = {1: 1, 10: 2, 20: 3, -1: 3}.get(number)
    return [make_token(PART, Unit("third", third), tokens)] if third else None


def seasons(tokens: Sequence[Token]) -> list[Token]:
    """«весна-лето», «осенне-зимний период»."""
    named = (TokenClass.SEASON, TokenClass.SEASONAL)
    return [
        Token(DAY, Unit("season", t.value), t.start, t.end) if t.cls in named else t
        for t in tokens
        if t.cls not in _STRETCH_WORDS
    ]


def parts_then_month(tokens: Sequence[Token]) -> list[Token]:
    """«вторая и третья недели апреля», «3 неделя марта, апреля»."""
    first = next(i for i, token in enumerate(tokens) if token.cls in _MONTHS)
    head = [token for token in tokens[:first] if token.cls != TokenClass.MONTHWORD]
    made = _in_month(head, tokens[first])
    made[-1] = with_end(made[-1], tokens[first].end)
    for token in tokens[first + 1 :]:
        made += _in_month(head, token) if token.cls in _MONTHS else [token]
    return made


def parts_of_several(tokens: Sequence[Token]) -> list[Token]:
    """«конец марта – мая»: of each of them, or to the end of the last?"""
    return [make_token(TokenClass.CRITICAL, EACH_OR_RANGE, tokens)]


def month_then_parts(tokens: Sequence[Token]) -> list[Token]:
    """«апрель, вторая и третья недели», «октябрь, до конца месяца»."""
    inner = [t for t in tokens[1:] if t.cls == PART or t.cls in _LINKS]
    # The comma belongs to the month that is gone now.
    while inner and inner[0].cls in _MARKS:
        inner = inner[1:]
    return _in_month(inner, tokens[0])


def _in_month(tokens: Sequence[Token], month: Token) -> list[Token]:
    """The tokens with each part of a month put into this month."""
    return [
        token._replace(cls=DAY, value=token.value._replace(month=month.value))
        if token.cls == PART
        else token
        for token in tokens
    ]


def month_name(tokens: Sequence[Token]) -> list[Token]:
    """«в сентябре месяце»."""
    return [make_token(tokens[0].cls, tokens[0].value, tokens)]


def month_with_year(tokens: Sequence[Token]) -> list[Token] | None:
    """«Август 31.08.2023»: the month is of the year of its date."""
    first, last = tokens[0], tokens[-1].value
    if last.kind != "day" or last.month != first.value or last.year is None:
        return None
    return [
        Token(DAY, Unit("month", 0, last.month, last.year), first.start, first.end),
        *tokens[1:],
    ]


def month(tokens: Sequence[Token]) -> list[Token]:
    """«март»."""
    return [make_token(DAY, Unit("month", 0, tokens[0].value), tokens)]
