"""The words of a deadline where they are spread over columns: periods ticked, start and end."""

import re

from innoreg.importing.columns import Head
from innoreg.importing.heads import is_period
from innoreg.importing.lines import Line
from innoreg.importing.text import fold

_TICK = re.compile(r"[+✓✔☑☒√●•■▪*хxvхХXV]{1,2}|да", re.IGNORECASE)
_DATED = re.compile(
    r"\d[./]\d|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр",
    re.IGNORECASE,
)


def deadline_of(head: Head, line: Line, texts: tuple[str, ...]) -> str:
    """The deadline out of period columns or of a start and an end, "" if there are none."""
    fields = head.columns.fields
    pieces = [texts[column] for column, name in enumerate(fields) if name == "deadline"]
    start = "".join(texts[c] for c, name in enumerate(fields) if name == "start")
    end = "".join(texts[c] for c, name in enumerate(fields) if name == "end")
    pieces.extend([_between(start, end), _ticked(head, line, texts)])
    return fold("; ".join(dict.fromkeys(filter(None, pieces))))


def _between(start: str, end: str) -> str:
    if not start or not end or start == end:
        return start or end
    return f"{start} {end}" if end.startswith(("по ", "до ")) else f"{start} – {end}"


def _ticked(head: Head, line: Line, texts: tuple[str, ...]) -> str:
    said: list[str] = []
    spans = {span[0]: span for span in line.spans}
    for column, name in enumerate(head.columns.fields):
        text = texts[column]
        if name == "period" and text:
            covered = spans.get(column, (column,))
            labels = [_label(head, index) for index in covered]
            said.append(_said(text, labels))
    return ", ".join(said)


def _said(text: str, labels: list[str]) -> str:
    if _TICK.fullmatch(text):
        return ", ".join(labels)
    if len(labels) > 1 or _DATED.search(text):
        return text
    return f"{labels[0]}: {text}"


def _label(head: Head, column: int) -> str:
    """The name of a period; a year standing over it goes after it."""
    *above, name = head.leaves[column].chain
    years = [text for text in above if is_period(text)]
    return " ".join([name, *years])
