"""Terms counted from something: «в течение 10 рабочих дней после …», «за 3 дня до начала …».

How many days or months, in which direction, and from what; once that day is known, the date.
"""

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from innoreg.deadlines.calendar_dates import months_earlier
from innoreg.deadlines.deadline import Anchor, Offset, OffsetUnit, WorkingDays

_USUAL: Final = WorkingDays()
_NUMBERS: Final = {
    word: number
    for number, words in {
        1: "один одного одной",
        2: "два двух две",
        3: "три трех",
        4: "четыре четырех",
        5: "пять пяти",
        6: "шесть шести",
        7: "семь семи",
        10: "десять десяти",
        14: "четырнадцать четырнадцати",
        15: "пятнадцать пятнадцати",
        20: "двадцать двадцати",
        30: "тридцать тридцати",
    }.items()
    for word in words.split()
}
# «двухнедельный»: the number as the first half of a word.
_HALVES: Final = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "десяти": 10,
    "четырнадцати": 14, "пятнадцати": 15, "двадцати": 20, "тридцати": 30,
}  # fmt: skip
_UNIT_STEMS: Final[dict[str, OffsetUnit]] = {
    "дн": "day", "ден": "day", "сут": "day", "недел": "week", "месяц": "month", "месячн": "month",
    "год": "year", "лет": "year",
}  # fmt: skip
_NUMBER: Final = r"(?:\d{1,3} ?- ?(?=\d))?(?P<number>\d{1,3}|[а-я]+)(?:(?: ?- ?)?(?:го|х|ти|и))?(?: ?\((?P<again>[^()]{1,30})\))?"
_KIND: Final = r"(?P<working>рабоч[а-я]+ |календарн[а-я]+ )?"
_UNIT: Final = r"(?P<unit>дн[а-я]+|день|сут[а-я]+|недел[а-я]+|месяц[а-я]*|год[а-я]*|лет)"
_LENGTH: Final = rf"(?:{_NUMBER} )?{_KIND}{_UNIT}"
_COMPOUND: Final = (
    r"(?P<half>\d{1,3}[ -]{0,3}(?:(?:ти|и|х)[ -]{1,3})?|[а-я]*?)"
    r"(?P<stem>дневн|недельн|месячн)(?:ый|ого|ом) срок[а-я]*"
)
_WITHIN: Final = r"(?:в срок )?(?:в течени[еи]|не более(?: чем)?|не позднее(?: чем)?|в срок,? не (?:более|позднее|превышающ[а-я]+)|до)"
_FROM: Final = r"(?:(?:со|с) (?:дня|даты|момента)|после|от|с|от даты)"
# What the tail may hold: words, no figures and no second term.
_TAIL: Final = r"(?P<tail>[а-я«»\"() -]*)"
_PATTERNS: Final = (
    (rf"(?:{_WITHIN} )?{_LENGTH} {_FROM} {_TAIL}", 1),
    (rf"(?P<on>на) следующий {_KIND}(?P<unit>день) {_FROM} {_TAIL}", 1),
    (rf"(?:не позднее )?в {_COMPOUND}(?: {_FROM} {_TAIL})?", 1),
    (rf"не позднее(?:,? чем)? через {_LENGTH}(?: {_FROM})? {_TAIL}", 1),
    (rf"(?P<on>через) {_LENGTH}(?: {_FROM})? {_TAIL}", 1),
    (rf"(?:не позднее(?:,? чем)? )?за {_LENGTH} до {_TAIL}", -1),
    (rf"не позднее(?: чем)? {_LENGTH} до {_TAIL}", -1),
    (rf"{_WITHIN} {_LENGTH}(?P<tail>)", 1),
)
# The same, counted from a date that stands behind them.
_DATED: Final = (
    rf"(?P<course>(?:в срок )?в течени[еи]) {_LENGTH} {_FROM} (?P<rest>\D{{0,3}}\d.*)",
    rf"{_WITHIN} {_LENGTH} {_FROM} (?P<rest>\D{{0,3}}\d.*)",
    rf"(?P<on>через) {_LENGTH} {_FROM} (?P<rest>\D{{0,3}}\d.*)",
)
# Few terms ask for them, and they take as long to compile as a third of the language.
_compiled = cache(re.compile)
# The event named by the first words of the tail, by their stems.
_ANCHORS: Final[tuple[tuple[str, Anchor], ...]] = (
    ("подписани", "signing"),
    ("издани", "signing"),
    ("принятия", "signing"),
    ("утвержден", "signing"),
    ("вступлени", "entry"),
    ("официальн", "publication"),
    ("опубликовани", "publication"),
    ("получени", "receipt"),
    ("поступлени", "receipt"),
    ("окончани", "end"),
    ("завершени", "end"),
    ("проведени", "end"),
    ("начал", "start"),
)
# The document that holds the term, named as a whole: «настоящего приказа».
_OF_DOCUMENT: Final = re.compile(
    r"(?:опубликования ?)?(?:в силу ?)?(?:(?:настоящего|данного|этого|его) ?)?"
    r"(?:приказа|распоряжения|постановления|документа|решения|плана)?"
)
_DOCUMENT_ANCHORS: Final = frozenset({"signing", "entry", "publication", "receipt"})


def read_offset(text: str) -> Offset | None:
    """What the normalised text counts from what; None when it is no such term as a whole."""
    words = " ".join(text.replace(",", " , ").split()).replace(" , ", ", ").strip(" .;,")
    for pattern, direction in _PATTERNS:
        match = _compiled(pattern).fullmatch(words)
        offset = match and _offset_of(match, direction)
        if offset:
            return offset
    return None


def split_dated_offset(text: str) -> tuple[Offset, bool, str] | None:
    """The offset of a term counted from a date, whether it is a stretch, and the words of the date.

    «в течение 10 дней после 1 марта»; None when the normalised text is no such term.
    """
    words = " ".join(text.split()).strip(" .;,")
    for pattern in _DATED:
        match = _compiled(pattern).fullmatch(words)
        offset = match and _offset_of(match, 1)
        if match and offset:
            return offset, bool(match.groupdict().get("course")), match["rest"]
    return None


def _offset_of(match: re.Match[str], direction: int) -> Offset | None:
    said = match.groupdict()
    number = _number_of(said)
    stem = said.get("unit") or said.get("stem") or ""
    unit = next((unit for start, unit in _UNIT_STEMS.items() if stem.startswith(start)), None)
    if not number or not unit:
        return None
    if (said.get("working") or "").startswith("рабоч"):
        if unit != "day":
            return None
        unit = "working-day"
    tail = (said.get("tail") or "").strip(" .")
    anchor = next((name for start, name in _ANCHORS if tail.startswith(start)), "event")
    if not tail:
        anchor = ""
    rest = re.sub(r"^[а-я]+ ?", "", tail)
    own = anchor in _DOCUMENT_ANCHORS and bool(_OF_DOCUMENT.fullmatch(rest))
    return Offset(number, unit, direction, anchor, tail, own, bool(said.get("on")))  # type: ignore[arg-type]


def _number_of(said: dict[str, str | None]) -> int:
    """The number of a length; one where none stands; 0 for a word that is no number."""
    half = said.get("half")
    if half is not None:
        figures = re.match(r"\d+", half)
        return int(figures[0]) if figures else _HALVES.get(half, 1 if not half else 0)
    number = said.get("number")
    if number is None:
        return 1
    found = int(number) if number.isdecimal() else _NUMBERS.get(number, 0)
    # «10 (пяти)» contradicts itself, «10 (десяти рабочих)» says more; an unknown word is believed.
    again = (said.get("again") or "").split()
    known = [_NUMBERS[word] for word in again if word in _NUMBERS]
    agrees = len(known) < len(again) or not again or sum(known) == found
    return found if agrees and not any(word.startswith("рабоч") for word in again) else 0


def day_of_offset(offset: Offset, day: date, days: WorkingDays = _USUAL) -> date:
    """The day so far from another; that one is day zero.

    A month from the 31st ends on the last day of a shorter month.
    """
    number = offset.number * offset.direction
    if offset.unit == "working-day":
        # The calendar of holidays takes long to load, and few terms ask for it.
        from innoreg.deadlines.workdays import working_day_from

        return working_day_from(day, number, days)
    if offset.unit in ("month", "year"):
        return months_earlier(day, -number * (12 if offset.unit == "year" else 1))
    return day + timedelta(days=number * (7 if offset.unit == "week" else 1))
