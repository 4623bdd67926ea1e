"""Step 2: normalised text into tokens: numbers, dates, words and signs with class and place."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from innoreg.deadlines.lexicon import WORDS
from innoreg.deadlines.normalizer import NormalizedText
from innoreg.deadlines.ordinals import AFTER_ORDINAL, mend_ordinal
from innoreg.deadlines.remark_words import FILLERS, PLACES, SLIP_OR_NAME
from innoreg.deadlines.spelling import (
    COUNTED,
    Spelled,
    mend_after_number,
    mend_before_counted,
    mend_preposition,
    respell,
)
from innoreg.deadlines.time_expressions import Unit, Year
from innoreg.deadlines.titles import join_titles
from innoreg.deadlines.tokens import NUMBERS, Token, TokenClass, class_set

# Endings of figures: «1-го», «3я», «2-ой».
_SUFFIX = (
    r"(?:\s{0,3}-\s{0,3}(?:[а-я]?(?:го|му)|[оеаы][ейя]|[ыио]й|ья|ую|ью|ы[хм]|и[хм]|ми|ти|я|й|е|ю|х|м|о)"
    r"|(?:[ое]?го|[ое]му|[ое]е|ая|[ыо]й|ий|ую|ых)(?![а-яa-z])|\s{0,3}(?:го|я|й))(?![а-яa-z])"
)
# One alternative a kind of token, tried in this order; the name of the group is the kind.
_LEXER = re.compile(
    r"(?P<word>п/г|\d{1,3}\s?-?\s?лети[а-я]{1,3}(?![а-я])|[а-яіa-zⅰ-ⅿ]+(?:-[а-яіa-z]+)*\.?)"  # first, as most tokens are words
    r"|(?P<iso>(?:19|20)\d\d(?:-[01]\d-[0-3]\d|\.[01]\d\.[0-3]\d)(?!\d|\.\d))"
    r"|(?P<time>\d{1,2}:\d\d(?!\d)|\d{1,2}-00(?!\d|\.\d))"
    r"|(?P<date>"
    # with a year of four figures, perhaps run together with the next date
    r"\d{1,2}\s{0,3}[.,]{1,2}\s{0,3}(?:\d{1,2}\s{0,3}[.,]{1,2}\s{0,3}|(?:0?[1-9]|1[0-2])\s{1,3})"
    r"(?:19|20)\d\s{0,3}\d(?!\d(?!\d?\.))"
    r"|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?!\d)"
    # a comma in place of its dot, where the other end of the range is a date
    r"|\d{1,2},(?:0\d|1[0-2])(?=\s{0,3}-\s{0,3}\d{1,2}[.,]\d{1,2}[.,]\s{0,3}(?:19|20)?\d\d)"
    # with a year of two
    r"|\d{1,2}\.{1,2}\d{1,2}\.{1,2}(?:\s{0,3}\d\d(?=\s{0,3}г)|\d\d(?!\d|\.\s{0,3}\d))"
    # without
    r"|\d{1,2}\s{0,3}\.{1,2}\s{0,3}\d\d(?=\d?\d\.\d)"
    r"|(?:\d{1,2}\s{0,3}\.{1,2}\s{0,3}\d\d|\d\d\.\d(?!\s{1,3}\d))(?!\d))\.?"
    r"|(?P<month>(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?!\d))"
    rf"|(?P<year>(?:19|20)\d\d(?:\d(?!\d)(?=\s{{0,3}}\(?\s{{0,3}}г)|(?!\d))(?:{_SUFFIX})?)"
    r"|(?P<split>20\s{0,3}\d\s{0,3}\d(?=\s{0,3}г))"
    rf"|(?P<ord>\d{{1,2}}{_SUFFIX})"
    r"|(?P<num>\d+(?:\.(?!\d))?)"
    r"|(?P<blank>__+|(?<![\w.…])(?:\.{3,}|…+)(?=[\s\d]))"
    r"|(?P<sign>[-,;:()/&+№%])"
    # nothing is passed over unseen but full stops and the like
    r"|(?P<dots>(?<=[\w.])(?:\.{2,}|…)(?=\s{0,3}\w))"
    r"|(?P<other>[^\s.!_…])",
    re.ASCII,
)
_SIGNS = {
    ",": TokenClass.COMMA,
    ";": TokenClass.SEMI,
    ":": TokenClass.COLON,
    "-": TokenClass.DASH,
    "/": TokenClass.SLASH,
    "&": TokenClass.AND,
    "+": TokenClass.AND,
    "(": TokenClass.OPEN,
    ")": TokenClass.CLOSE,
    "№": TokenClass.NUMERO,
    "%": TokenClass.UNKNOWN,
}
# «октябрь-декабрь»: where one of the parts is such a word, the hyphen is a dash.
_SPLIT_AT_HYPHEN = class_set(
    "MONTH MONTHGEN ROMAN ORD NUM WEEKDAY SEASON SEASONAL EDGE WEEK QUARTER HALFYEAR"
)
# «16.02.60» is 2060, «16.02.61» is 1961.
_LATEST_SHORT = 60
# Prepositions typed twice.
_NEVER_TWICE = class_set("FROM TO BY TOWARDS IN OF FOR")
_LATIN = re.compile("[A-Za-z]")
_FIGURES = re.compile(r"\d+", re.ASCII)
# «2-х», «5-ти», «7 - ми»: so many, not the so-manieth.
_COUNT_ENDING = re.compile(r"-\s{0,3}(?:х|ти|ми)$")
# Days of a year; a larger number counts nothing that a term is made of.
_LONGEST_NUMBER = 366
# «дл», «пло»: one letter more than the longest preposition that is mended.
_LONGEST_PREPOSITION = 3
_new = tuple.__new__
_COUNTED_OR_MONTH = COUNTED | class_set("MONTH MONTHGEN")


class Note(NamedTuple):
    """A word that was not read as it is written: the reason, [start, end), what was read."""

    rule: str
    start: int
    end: int
    value: object


# What most matches are: words, signs, one or two figures, a year, each with its class and value.
_KNOWN: Final[dict[str, tuple[str, object]]] = {
    **WORDS,
    **{sign: (cls, None) for sign, cls in _SIGNS.items()},
    **{str(number): (TokenClass.NUM, number) for number in range(100)},
    **{f"0{number}": (TokenClass.NUM, number) for number in range(10)},
    **{str(year): (TokenClass.YYYY, year) for year in range(1900, 2100)},
}


def tokenize(text: str, normalized: NormalizedText) -> tuple[list[Token], list[Note]]:
    """The tokens of a text, and a note on each word that had to be mended."""
    tokens: list[Token] = []
    notes: list[Note] = []
    unknown = False
    last = ""
    for match in _LEXER.finditer(normalized.text):
        known = _KNOWN.get(match[0])
        if known is None:
            size = len(tokens)
            _add_rare(match, tokens, notes)
            if size < len(tokens):
                last = tokens[-1].cls
                unknown = unknown or TokenClass.UNKNOWN in [token.cls for token in tokens[size:]]
            continue
        cls, value = known
        if cls == last and cls in _NEVER_TWICE:
            continue  # «с 5 по по 25 марта»
        if last == TokenClass.ORD and cls in AFTER_ORDINAL:
            cls = mend_ordinal(cls, tokens, normalized.text)
        if cls == TokenClass.CLOSE and last == TokenClass.OPEN and tokens[-1].end < match.start():
            # «с 1 по 10 (включительно) число»: the word was passed over, its bracket is too.
            tokens.pop()
            last = tokens[-1].cls if tokens else ""
            continue
        # Not through `Token(…)`, which is twice as slow: this runs for every word of every plan.
        tokens.append(_new(Token, (cls, value, *match.span())))
        last = cls
    # Nothing to mend in most texts: they are known to the last word.
    if unknown:
        tokens = join_titles(tokens, text, normalized)
        tokens = _join_halves(_join_named_numbers(tokens), normalized.text, notes)
        tokens = _respell_unknown(tokens, notes)
    if normalized.mixed:
        notes += _look_alike_notes(tokens, text, normalized)
    return tokens, notes


def _add_rare(match: re.Match[str], tokens: list[Token], notes: list[Note]) -> None:
    """Add what a match is that is no plain word, sign or number; nothing for a word passed over."""
    name, word = match.lastgroup, match[0]
    start, end = match.span()
    if name == "word":
        bare = word.rstrip(".")
        # «п. Токсово» is a place, though «п квартал» is the second one.
        place = word == "п." and match.string[end:].lstrip()[:1].isalpha()
        known = None if place else WORDS.get(bare)
        if known:
            cls, value = known
            last = tokens[-1].cls if tokens else ""
            if last == TokenClass.ORD and cls in AFTER_ORDINAL:
                cls = mend_ordinal(cls, tokens, match.string)
            if last != cls or cls not in _NEVER_TWICE:
                tokens.append(Token(cls, value, start, end))
        elif word != bare and bare in PLACES:
            tokens.append(Token(TokenClass.UNKNOWN, bare, start, end))
        elif bare not in FILLERS or (bare == "а" and tokens and tokens[-1].cls == TokenClass.NUM):
            # «1 А – 15 марта»: a class
            _add_hyphenated(bare, start, tokens)
    elif name in ("other", "dots"):
        # «10…15 марта»: a list, or a range?
        tokens.append(Token(TokenClass.UNKNOWN, "…" if name == "dots" else word, start, end))
    elif name == "blank":
        tokens.append(Token(TokenClass.BLANK, None, start, end))
    elif name == "num":
        number = int(word.rstrip("."))
        cls = TokenClass.NUM if number <= _LONGEST_NUMBER else TokenClass.UNKNOWN
        tokens.append(Token(cls, number, start, end))
    else:
        tokens.append(_figure_token(str(name), match, notes))


def _look_alike_notes(
    tokens: Sequence[Token], text: str, normalized: NormalizedText
) -> Iterator[Note]:
    """A note on each known word that was written with Latin letters."""
    for cls, value, start, end in tokens:
        written = text[normalized.place(start) : normalized.place(end - 1) + 1]
        if (
            cls != TokenClass.UNKNOWN
            and _LATIN.search(written)
            and not _LATIN.search(normalized.text, start, end)
        ):
            yield Note("look-alike letters", start, end, value)


def _add_hyphenated(word: str, start: int, tokens: list[Token]) -> None:
    """Add the tokens of an unknown word, which a hyphen may divide.

    «октябрь-декабрь» is a range, «педагог-психолог» one word, «II-ой» an ordinal.
    """
    parts = word.split("-")
    heads = [WORDS.get(part) for part in parts]
    if len(parts) == 2 and heads[0] and heads[0][0] == TokenClass.ROMAN and not heads[1]:
        tokens.append(Token(TokenClass.ORD, heads[0][1], start, start + len(word)))
    elif any(head and head[0] in _SPLIT_AT_HYPHEN for head in heads):
        for i, part in enumerate(parts):
            if i:
                tokens.append(Token(TokenClass.DASH, None, start - 1, start))
            head = heads[i] or (TokenClass.UNKNOWN, part)
            tokens.append(Token(head[0], head[1], start, start + len(part)))
            start += len(part) + 1
    else:
        tokens.append(Token(TokenClass.UNKNOWN, word, start, start + len(word)))


def _figure_token(name: str, match: re.Match[str], notes: list[Note]) -> Token:
    """The token of a match that begins with figures; `name` is the group of the lexer."""
    figures = [int(figure) for figure in _FIGURES.findall(match[0])]
    start, end = match.span()
    if name == "ord":
        counts = _COUNT_ENDING.search(match[0])
        return Token(TokenClass.NUM if counts else TokenClass.ORD, figures[0], start, end)
    if name == "time":
        return Token(TokenClass.TIME, tuple(figures), start, end)
    if name == "iso":
        return Token(
            TokenClass.DAY, Unit("day", figures[2], figures[1], Year((figures[0],))), start, end
        )
    if name == "date":
        return _date_token(figures, start, end)
    if name == "month":
        return Token(TokenClass.DAY, Unit("month", 0, figures[0], Year((figures[1],))), start, end)
    digits = "".join(_FIGURES.findall(match[0]))
    if len(digits) > 4:
        # «20221 года»: the last digit is a footnote mark that lost its place.
        notes.append(Note("footnote mark", start, end, int(digits[:4])))
    return Token(TokenClass.YYYY, int(digits[:4]), start, end)


def _date_token(figures: list[int], start: int, end: int) -> Token:
    """The token of «16.02», «16.02.22»: a day, or a time where it can be no day."""
    day, month, *rest = figures
    # «15.00», «12.45»: no month has such a number, and an hour and its minutes do.
    if not rest and (month == 0 or month > 12) and day < 24 and month < 60:
        return Token(TokenClass.TIME, (day, month), start, end)
    if len(rest) > 1:  # «16.02.20 22»: the year came apart
        rest = [rest[0] * 10 ** len(str(rest[1])) + rest[1]]
    year = Year((_full_year(rest[0]),)) if rest else None
    return Token(TokenClass.DAY, Unit("day", day, month, year), start, end)


def _full_year(figures: int) -> int:
    """The year in four figures; «98» is of the last century."""
    if figures > 99:
        return figures
    return 2000 + figures if figures <= _LATEST_SHORT else 1900 + figures


def _join_named_numbers(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with «ГИА-9» as one word: its number is none of a date."""
    joined: list[Token] = []
    for token in tokens:
        word = joined[-2] if len(joined) > 1 else None
        named = word and word.cls == TokenClass.UNKNOWN and isinstance(word.value, str)
        glued = named and word and word.end == joined[-1].start and joined[-1].end == token.start
        if glued and word and joined[-1].cls == TokenClass.DASH and token.cls == TokenClass.NUM:
            del joined[-2:]
            token = Token(TokenClass.UNKNOWN, word.value, word.start, token.end)
        joined.append(token)
    return joined


def _join_halves(tokens: list[Token], text: str, notes: list[Note]) -> list[Token]:
    """The tokens with halves of one word put together: «сен тябрь», «дека-брь», «на чало»."""
    joined: list[Token] = []
    unknown = [token.cls == TokenClass.UNKNOWN for token in tokens]
    i = 0
    while i < len(tokens):
        size, known = (
            (1, None) if True not in unknown[i : i + 3] else _known_join_at(tokens, i, text)
        )
        if known:
            start, end = tokens[i].start, tokens[i + size - 1].end
            joined.append(Token(known[0], known[1], start, end))
            notes.append(Note("broken word", start, end, known[1]))
        else:
            joined.append(tokens[i])
        i += size
    return joined


def _known_join_at(
    tokens: list[Token], at: int, text: str
) -> tuple[int, tuple[str, object] | None]:
    """How many tokens from `at` on make one known word, and that word; (1, None) if none."""
    part = tokens[at : at + 3]
    while part and TokenClass.UNKNOWN in [token.cls for token in part]:
        written = "".join([text[token.start : token.end].rstrip(".") for token in part])
        known = WORDS.get(written.replace("-", ""))
        if known and len(written) >= 3:
            return len(part), known
        part.pop()
    return 1, None


def _respell_unknown(tokens: list[Token], notes: list[Note]) -> list[Token]:
    """The tokens with misspelt words replaced by what they stand for."""
    meant: list[Token] = []
    for i, token in enumerate(tokens):
        spelled: tuple[Spelled, ...] = ()
        if token.cls == TokenClass.UNKNOWN and isinstance(token.value, str):
            spelled = respell(token.value) or _mend_by_neighbours(tokens, i)
        if not spelled:
            meant.append(token)
        for part in spelled:
            start, end = token.start + part.start, token.start + part.end
            meant.append(Token(part.cls, part.value, start, end))
            notes.append(Note(part.rule, start, end, part.value))
    return meant


def _mend_by_neighbours(tokens: Sequence[Token], at: int) -> tuple[Spelled, ...]:
    """What a short or rare word must be by the number beside it; empty when that is unsure."""
    word, found = tokens[at].value, None
    if word in PLACES and tokens[at].end - tokens[at].start > len(word):
        return ()  # «д. 5», with its full stop
    if word == "з" and at + 1 < len(tokens) and tokens[at + 1].cls in _COUNTED_OR_MONTH:
        return (Spelled(0, 1, TokenClass.ORD, 3, "look-alike letters"),)
    if at and tokens[at - 1].cls in NUMBERS:
        found = mend_after_number(word)
    elif at + 1 < len(tokens) and tokens[at + 1].cls in COUNTED:
        found = mend_before_counted(word)
    if not found and len(word) <= _LONGEST_PREPOSITION and _is_before_number(tokens, at):
        # «оп» is an abbreviation as often as a slip, but not where a range has begun.
        begun = at > 1 and tokens[at - 1].cls in NUMBERS and tokens[at - 2].cls == TokenClass.FROM
        found = mend_preposition(word) if begun or word not in SLIP_OR_NAME else None
    return (found,) if found else ()


def _is_before_number(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].cls in (
        TokenClass.NUM,
        TokenClass.ORD,
        TokenClass.DAY,
    )
