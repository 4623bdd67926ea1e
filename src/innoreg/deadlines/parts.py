"""Makers of days, weeks, parts of a month, quarters: numbers share the word behind them."""

from collections.abc import Sequence
from typing import Final

from innoreg.deadlines.classes import CLASSES
from innoreg.deadlines.tokens import Token, ended, make
from innoreg.deadlines.units import Unit, UnitKind

_NUMBERS = (CLASSES["NUM"], CLASSES["ORD"], CLASSES["ROMAN"])
_MONTHS = (CLASSES["MONTH"], CLASSES["MONTHGEN"])
DAY, PART = CLASSES["DAY"], CLASSES["PART"]
_INDEXED: Final[dict[str, tuple[str, UnitKind]]] = {
    CLASSES["WEEK"]: (PART, "week"),
    CLASSES["WEEKS"]: (PART, "week"),
    CLASSES["DECADE"]: (PART, "decade"),
    CLASSES["HALF"]: (PART, "half"),
    CLASSES["HALFYEAR"]: (DAY, "half-year"),
    CLASSES["QUARTER"]: (DAY, "quarter"),
    CLASSES["TERM"]: (DAY, "school-quarter"),
    CLASSES["WEEKDAY"]: (PART, "weekday"),
}
_EDGES = {"start": 1, "middle": 2, "end": 3}


def days_of_month(tokens: Sequence[Token]) -> list[Token]:
    """«16, 17 и 20 февраля»; «5 апреля, июля, октября» is the 5th of each."""
    first = next(i for i, token in enumerate(tokens) if token.cls in _MONTHS)
    made: list[Token] = []
    day = 0
    for token in tokens[:first]:
        if token.cls in _NUMBERS:
            day = token.value
            made.append(Token(DAY, Unit("day", day, tokens[first].value), token.start, token.end))
        elif token.cls != CLASSES["DATEWORD"]:
            made.append(token)
    made[-1] = ended(made[-1], tokens[first].end)
    for token in tokens[first + 1 :]:
        if token.cls in _MONTHS:
            made.append(Token(DAY, Unit("day", day, token.value), token.start, token.end))
        else:
            made.append(token)
    return made


def in_two_words(tokens: Sequence[Token]) -> list[Token] | None:
    """«двадцать пятое»; «20 5-й» is not one number."""
    tens, ones = tokens
    if tens.value not in (20, 30) or not 0 < ones.value < 10 or tens.end - tens.start < 3:
        return None
    return [make(CLASSES["ORD"], tens.value + ones.value, tokens)]


def last_day(tokens: Sequence[Token]) -> list[Token] | None:
    """«последний день марта», «15-го числа марта»."""
    day = tokens[0].value
    if day == -1 or (day > 0 and tokens[1].cls == CLASSES["DATEWORD"]):
        return [make(DAY, Unit("day", day, tokens[2].value), tokens)]
    return None


def several_at_an_end(tokens: Sequence[Token]) -> list[Token] | None:
    """«последние две недели мая», «первые две декады июня»."""
    end, count = tokens[0].value, tokens[1].value
    if end not in (1, -1):
        return None
    kind: UnitKind = "decade" if tokens[2].cls == CLASSES["DECADE"] else "week"
    first, last = (1, count) if end == 1 else (-count, -1)
    return [
        Token(PART, Unit(kind, first), tokens[0].start, tokens[0].end),
        Token(CLASSES["DASH"], None, tokens[1].start, tokens[1].end),
        Token(PART, Unit(kind, last), tokens[2].start, tokens[2].end),
    ]


def days_before_date(tokens: Sequence[Token]) -> list[Token] | None:
    """«16, 17 и 20.02»: the numbers share the month and the year of the date."""
    last = tokens[-1].value
    if last.kind != "day":
        return None
    return [
        Token(DAY, last._replace(n=t.value), t.start, t.end) if t.cls in _NUMBERS else t
        for t in tokens
    ]


def days_after_month(tokens: Sequence[Token]) -> list[Token] | None:
    """«март: 10, 17, 24», «в марте (10, 17 числа)»; «март (2)» may be a footnote."""
    month = tokens[0].value
    lone = sum(token.cls in _NUMBERS for token in tokens) == 1
    if lone and not any(token.cls == CLASSES["DATEWORD"] for token in tokens):
        return None
    inner = [t for t in tokens[1:] if t.cls not in (*"(:)", CLASSES["DATEWORD"])]
    return [
        Token(DAY, Unit("day", t.value, month), t.start, t.end) if t.cls in _NUMBERS else t
        for t in inner
    ]


def indexed(tokens: Sequence[Token]) -> list[Token]:
    """«1-3 кварталы», «вторая и третья недели», «последний четверг»."""
    word = tokens[-1]
    cls, kind = _INDEXED[word.cls]
    weekday = word.value % 10 if kind == "weekday" else -1
    made = [
        Token(cls, Unit(kind, t.value, weekday=weekday), t.start, t.end) if t.cls in _NUMBERS else t
        for t in tokens[:-1]
    ]
    if kind == "school-quarter" and word.value == "other":
        made = [t._replace(value=t.value._replace(month=-1)) if t.cls == cls else t for t in made]
    made[-1] = ended(made[-1], word.end)
    return made


def halves_of_year(tokens: Sequence[Token]) -> list[Token]:
    """«первая половина 2023 года»: a half-year."""
    return [
        Token(DAY, Unit("half-year", t.value), t.start, t.end) if t.cls in _NUMBERS else t
        for t in tokens
        if t.cls in _NUMBERS or t.cls in "-,;&/pbck"
    ]


def edges(tokens: Sequence[Token]) -> list[Token]:
    """«начало - середина»: thirds of the month that follows."""
    return [
        Token(PART, Unit("third", _EDGES[str(t.value)]), t.start, t.end)
        if t.cls == CLASSES["EDGE"]
        else t
        for t in tokens
    ]


def round_dates(tokens: Sequence[Token]) -> list[Token] | None:
    """«в последних числах мая», «в 20-х числах»."""
    number = tokens[0].value
    third = {1: 1, 10: 2, 20: 3, -1: 3}.get(number)
    return [make(PART, Unit("third", third), tokens)] if third else None


def seasons(tokens: Sequence[Token]) -> list[Token]:
    """«весна-лето», «осенне-зимний период»."""
    named = (CLASSES["SEASON"], CLASSES["SEASONAL"])
    return [
        Token(DAY, Unit("season", t.value), t.start, t.end) if t.cls in named else t
        for t in tokens
        if t.cls != CLASSES["TERMWORD"]
    ]


def parts_then_month(tokens: Sequence[Token]) -> list[Token]:
    """«вторая и третья недели апреля», «3 неделя марта, апреля»."""
    first = next(i for i, token in enumerate(tokens) if token.cls in _MONTHS)
    head = [token for token in tokens[:first] if token.cls != CLASSES["MONTHWORD"]]
    made = _placed(head, tokens[first])
    for token in tokens[first + 1 :]:
        made += _placed(head, token) if token.cls in _MONTHS else [token]
    return made


def month_then_parts(tokens: Sequence[Token]) -> list[Token]:
    """«апрель, вторая и третья недели», «октябрь, до конца месяца»."""
    kept = (PART, *"-,;&/pbck")
    inner = [token for token in tokens[1:] if token.cls in kept]
    while inner and inner[0].cls in "-,;/&":
        inner = inner[1:]
    return _placed(inner, tokens[0])


def _placed(tokens: Sequence[Token], month: Token) -> list[Token]:
    return [
        token._replace(cls=DAY, value=token.value._replace(month=month.value))
        if token.cls == PART
        else token
        for token in tokens
    ]


def month_name(tokens: Sequence[Token]) -> list[Token]:
    """«в сентябре месяце»."""
    return [make(tokens[0].cls, tokens[0].value, tokens)]


def month(tokens: Sequence[Token]) -> list[Token]:
    """«март»."""
    return [make(DAY, Unit("month", 0, tokens[0].value), tokens)]
