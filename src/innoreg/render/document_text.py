"""Dates, ranges of dates and long texts as Russian documents write them."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from innoreg.model.clause import Clause, SetTerms

EARLY_ENDS = {
    "own_request": "по заявлению организации",
    "no_report": "в связи с непредставлением отчёта",
    "negative_report": "в связи с отрицательной оценкой отчёта",
    "reorganised": "в связи с реорганизацией",
    "breach": "в связи с нарушением порядка",
    "mentor_refused": "в связи с отказом наставника",
    "mentee_refused": "в связи с отказом наставляемого",
    "left_list": "в связи с исключением школы из перечня",
    "no_activity": "в связи с отсутствием совместной работы",
    "goal_reached": "в связи с достижением цели",
}
"""Why something ends before its time, as a clause says it behind what ends."""
REPORTS = {"interim": "промежуточные", "final": "итоговые"}
# Up to 99: «2022. » ends a sentence. A capital follows, or it is «ст. 5. и …».
_NUMBER = re.compile(r"(?<=\s)(\d{1,2})\.\s(?=[А-ЯЁ«])")
# Not behind a word cut short: «в 2020 г. - не менее 20%, в 2021 г. - не менее 25%».
_DASH = re.compile(
    r"(?<=[:;.?!])(?<!\bг\.)(?<!\bгг\.)(?<!\bруб\.)(?<!\bтыс\.)(?<!\bчел\.)(?<!\bдр\.)"
    r"(?<!\bд\.)(?<!\bп\.)(?<!\bкв\.)(?<!\bмин\.)(?<!\bчас\.)\s[-–—]\s(?=[а-яё])"
)
# The bound keeps a quote that never closes from being searched to the end of the text.
_DIRECTION = re.compile(r"(?<=\S)\s(?=по направлению «.{3,400}?»:\s)")


def split_enumerations(text: str) -> list[str]:
    """The lines of a text whose enumerations stand in one line of the YAML.

    A line begins before «1. », «2. » … that run on from 1, before «- » after a colon, semicolon or
    full stop, and before «по направлению «…»:».
    """
    lines = [line for part in _DIRECTION.split(text) for line in _split_at_numbers(part)]
    return [line for part in lines for line in _split_at_dashes(part)]


def _split_at_dashes(text: str) -> list[str]:
    first, *items = _DASH.split(text)
    return [first, *(f"– {item}" for item in items)]


def _split_at_numbers(text: str) -> Iterator[str]:
    """Split before the numbers of an enumeration that begins with 1 and has at least two."""
    starts: list[int] = []
    for found in _NUMBER.finditer(text):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    if len(starts) < 2:
        starts = []
    edges = [0, *starts, len(text)]
    for left, right in pairwise(edges):
        if line := text[left:right].strip():
            yield line


def split_at_terms(text: str, clause: Clause) -> list[str]:
    """The text of a clause in lines: of one that sets terms, each term on its own line."""
    if not isinstance(clause, SetTerms):
        return text.split("\n") if clause.text is None else [text]
    starts = []
    for term in clause.terms:
        at = text.find(f"{REPORTS[term.report]}: {'; '.join(term.deadline)}")
        if at > 0:
            starts.append(at)
    edges = [0, *sorted(starts), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


def short_date(day: dt.date) -> str:
    """`01.02.2022`."""
    return f"{day:%d.%m}.{day.year:04}"


# Terms that say by themselves how they stand in a sentence.
_STANDING_TERM = re.compile(
    r"(?:во|в|не|к|ко|с|со|по|от|раз|один раз|еже[а-яё]+|постоянно|немедленно|незамедлительно)\b",
    re.IGNORECASE,
)


def term_words(deadlines: Sequence[str]) -> str:
    """A term inside a sentence: «в срок до 1 марта», «не позднее 1 марта», «(срок – март)»."""
    said = "; ".join(deadlines)
    said = said[:1].lower() + said[1:] if said[1:2].islower() else said
    if said.startswith("до "):
        return f"в срок {said}"
    return said if _STANDING_TERM.match(said) else f"(срок – {said})"


def list_text(head: str, items: Sequence[str]) -> str:
    """«head item», or head and a line for each of several."""
    if len(items) == 1:
        return f"{head} {items[0]}"
    return f"{head}:\n" + ";\n".join(f"– {item}" for item in items)


def date_range(start: dt.date | None, end: dt.date | None) -> str:
    """`с 01.02.2022 по 31.12.2022`; an end that is not known is left out."""
    first = f"с {short_date(start)}" if start else ""
    last = f"по {short_date(end)}" if end else ""
    return f"{first} {last}".strip()


def long_date(day: dt.date) -> str:
    """`1 февраля 2022 г.`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."
