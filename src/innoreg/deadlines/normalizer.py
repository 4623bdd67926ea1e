"""Step 1: one shape for each letter, dash and space, with the way back to the verbatim text."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

# The known words, each with its class and its value: `lexicon.WORDS`.
Words = Mapping[str, tuple[str, object]]

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"
)
_DASHES = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ac\u2043\u207b"
    "\u2796\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d"
)
# Figures and signs as wide as an ideograph, from U+FF01 on in the order of ASCII.
_WIDE = {ord(c) + 0xFEE0: c for c in "(),./0123456789:;"}
# Quotes stand around days («01» февраля), footnote marks behind years.
_MARKS = "«»\"„“”'‘’`´*¹²³⁴⁵⁶⁷⁸⁹⁰†‡"
# Signs without width, soft hyphens and stress marks stand inside words.
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\u0306\u0308"
_TABLE = {
    **{ord(c): " " for c in _SPACES + _MARKS},
    **{ord(c): "-" for c in _DASHES},
    **_WIDE,
    ord("ё"): "е",
    ord("Ё"): "е",
    ord("‚"): ",",
    ord("∙"): ".",
    ord("・"): ".",
    ord("\\"): "/",
    ord("["): "(",
    ord("]"): ")",
}
_TABLE_SIGNS = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_LETTER = "a-zа-яії"
# No look-behind: the search is three times as fast when the pattern begins with its letters.
_BROKEN_DIGITS = re.compile(rf"(?:[oоlзiі]+\d|\d+[oоlзiі])[\doоlзiі]*(?![{_LETTER}])")
# Dates and years in figures, some of which a scanner took for letters: «3l.l2.20ll г.», «201б год».
_D = r"\doоlзiібb"
_BROKEN_DATE = re.compile(
    rf"(?<![{_LETTER}\d.,])[{_D}]{{1,2}}[.,] ?[{_D}]{{1,2}}[.,] ?(?:[{_D}]{{4}}|[{_D}]{{2}})"
    rf"(?= ?г(?:\.|од|$|[^{_LETTER}])|(?![{_LETTER}\d]))"
)
_BROKEN_YEAR = re.compile(
    rf"(?<![{_LETTER}\d.,])(?:19|2[0oо])[{_D}]{{2}}(?= ?-? ?(?:г(?:г|од|\.)|уч))"
)
# «01.ОЗ»: a day of two signs and the number of its month, one of them a letter.
_BROKEN_MONTH = re.compile(
    rf"(?<![{_LETTER}\d.,])[\doоlзі]{{2}}\.(?:[0оo][1-9зlі]|[1lі][0-2оolі])(?![{_LETTER}\d])"
)
_AS_DIGITS = str.maketrans("oоlзiібb", "00131166")
# Latin letters that look like Cyrillic ones, small or as small capitals.
LOOK_ALIKES: Final = str.maketrans("aceopxyktmhniurb", "асеорхуктмнпиигв")
_LATIN = re.compile("[a-z]")
_MIXED = re.compile(r"[a-z][а-я]|[а-я][a-z]")
# An ending of a numeral («1-гo») is a word of its own that no dictionary has.
_LONGEST_ENDING = 3
_LETTERS = re.compile(rf"[{_LETTER}]+")
# A word cut by a hyphen and a line end, by a line end, or by the bar of a table.
_CUT_WORD = re.compile(
    rf"(?<![{_LETTER}])([{_LETTER}]+)[ ]*(?:-[ ]*[\n\r]|[\n\r|])[ \n\r|]*(?=([{_LETTER}]+))"
)
# Figures beside a letter that could be one of them.
_DATE_LETTERS = re.compile(r"\d[.,]?[oоlзiібb]|[oоlзiібb][.,]?\d")
_DIGIT = re.compile(r"\d")
_FILLED = re.compile(r"_+ ?[^\W_]+ ?_+")  # a form someone has filled in
# HTML that was copied along: a line end, a space, a dash.
_MARKUP = re.compile(
    r"<(?:br|/?p|/?div|/?li|/?td)\s?/?>|&(?:nbsp|ndash|mdash|thinsp|shy);|-(?:\s?-)+"
)
_DOUBLE_DASH = re.compile(r"-\s?-")
# «1) до 15 марта; 2) до 20 апреля»: numbers of a list, where no bracket is open.
_NUMBERING = re.compile(r"(?:^|(?<=[\s;,.]))(?:\d{1,2}|[а-я])\)(?=\s)")
_HARD_SIGNS = re.compile(rf"[{_DROPPED}\n\r|]")


# «   » марта: a form that nobody has filled in.
_EMPTY_QUOTES: Final = re.compile(
    r"[«\"„“][ \u00a0\u202f]*[»\"”][ \u00a0\u202f]*(?=(?i:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))"
)
# Most cells: nothing in them needs another shape but capitals and dashes.
_CLEAN: Final = re.compile(r"[а-я0-9 .,:;]*(?:-(?! ?-)[а-я0-9 .,:;]*)*")


class NormalizedText(NamedTuple):
    """A text in plain lower-case letters, and where each of its characters stood.

    places: the offset of each character in the verbatim text; None where none was moved.
    mixed: some Latin letters were taken for Cyrillic ones.
    """

    text: str
    places: tuple[int, ...] | None
    mixed: bool = False

    def place(self, offset: int) -> int:
        """The offset in the verbatim text of an offset in `text`."""
        return offset if self.places is None else self.places[offset]


def normalize(text: str, known: Words) -> NormalizedText:
    """The text in plain lower-case letters, one for each character that matters.

    known: the words of the language; a word cut by a line end or a table bar is mended only when
    its halves make one of them.
    """
    if _EMPTY_QUOTES.search(text):
        text = _EMPTY_QUOTES.sub(lambda form: "_" * len(form[0]), text)
    lower = text.lower()
    if "\u2013" in lower:
        lower = lower.replace("\u2013", "-")
    if _CLEAN.fullmatch(lower) and not _DATE_LETTERS.search(lower):
        return NormalizedText(lower, None)
    plain = text.translate(_TABLE) if _TABLE_SIGNS.search(text) else text
    lower = plain.lower()
    if len(lower) != len(text):
        # «İ» becomes two characters, and offsets must stay what they were.
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    if "\u0306" in lower:  # a «й» in two parts, as PDF has it
        lower = lower.replace("и\u0306", "й\u0306")
    if "<" in lower or "&" in lower or ("-" in lower and _DOUBLE_DASH.search(lower)):
        lower = _MARKUP.sub(_without_markup, lower)
    if ")" in lower:
        lower = _without_outer_brackets(lower)
        lower = _NUMBERING.sub(_without_number, lower)
    places: list[int] | None = None
    if _HARD_SIGNS.search(lower):
        lower, places = _join_cut_words(lower, known)
    mixed = False
    if _LATIN.search(lower):
        cyrillic = _LETTERS.sub(lambda word: _in_one_script(word[0], known), lower)
        mixed, lower = cyrillic != lower, cyrillic
    if "_" in lower:
        lower = _FILLED.sub(lambda form: form[0].replace("_", " "), lower)
    if _DATE_LETTERS.search(lower):
        lower = _BROKEN_YEAR.sub(_all_to_digits, _BROKEN_DATE.sub(_all_to_digits, lower))
        lower = _BROKEN_MONTH.sub(_all_to_digits, lower)
        lower = _BROKEN_DIGITS.sub(_letters_to_digits, lower)
    return NormalizedText(lower, None if places is None else tuple(places), mixed)


def _in_one_script(word: str, known: Words) -> str:
    """The word in Cyrillic letters where Latin ones stand among them: «mapт», «1-гo».

    «IУ» and «IVквартал» stay as they are: no known word would come of them.
    """
    meant = word.translate(LOOK_ALIKES)
    mixed = word not in known and _MIXED.search(word)
    return meant if mixed and (meant in known or len(word) <= _LONGEST_ENDING) else word


def _letters_to_digits(match: re.Match[str]) -> str:
    """The digits meant by «О1.09», «З1.03», «l5»; the end of a word stays as it is."""
    if match.start() and match.string[match.start() - 1].isalnum():
        return match[0]
    return match[0].translate(_AS_DIGITS)


def _without_markup(match: re.Match[str]) -> str:
    """As many signs that say the same: a line end for «<br>», a dash for «--»."""
    sign = match[0]
    if sign[0] == "-":
        plain = "-"
    elif sign[0] == "<":
        plain = "\n"
    else:
        plain = "-" if sign[2:5] == "das" else " "
    return plain + " " * (len(sign) - 1)


def _without_number(match: re.Match[str]) -> str:
    """A sign that separates, in place of the number of a point of a list."""
    before = match.string[: match.start()]
    if before.count("(") > before.count(")"):
        return match[0]
    return (";" if before.strip(" \n;,.") else " ") + " " * (len(match[0]) - 1)


def _without_outer_brackets(text: str) -> str:
    """The text with spaces in place of brackets around all of it, which say nothing: «(май (2 дня))»."""
    start, end = 0, len(text) - 1
    while text[start].isspace():
        start += 1
    while text[end] in " .;,\n\r":
        end -= 1
    if text[start] != "(" or text[end] != ")":
        return text
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return text
    return f"{text[:start]} {text[start + 1 : end]} {text[end + 1 :]}" if depth == 1 else text


def _all_to_digits(match: re.Match[str]) -> str:
    """The figures meant by «3l.l2.20ll»; letters alone are a word."""
    return match[0].translate(_AS_DIGITS) if _DIGIT.search(match[0]) else match[0]


def _join_cut_words(text: str, known: Words) -> tuple[str, list[int]]:
    """The text on one line with cut words joined, and the places of its characters."""
    kept = [i for i, c in enumerate(text) if c not in _DROPPED]
    text = "".join(text[i] for i in kept)
    gone: set[int] = set()
    for cut in _CUT_WORD.finditer(text):
        left, right = cut[1], cut[2]
        # «май\nиюнь» are two words, though nobody wrote a comma.
        if left + right in known and not (left in known and right in known):
            gone.update(range(cut.end(1), cut.end()))
    if gone:
        kept = [place for i, place in enumerate(kept) if i not in gone]
        text = "".join(c for i, c in enumerate(text) if i not in gone)
    return re.sub(r"[\n\r|]", " ", text), [*kept, kept[-1] + 1 if kept else 0]
