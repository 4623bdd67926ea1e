"""What looks odd in the rows that were read: commas at the end, cells that were cut off."""

import re
from collections.abc import Iterator

from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.notes import Note, note

_UNFINISHED = re.compile(
    r"(?:\w{3,}(?:[ыи]х|[ое]го|ской|ческой)|(?<=\s)(?:и|или|по|на|в|с|для|из|от|при|за)|"
    r"\w-|\w\s?:)$"
)
_LOOSE_INITIALS = re.compile(r"[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ](?=[,;]|$|\s[А-ЯЁ][а-яё])")


def suspicions(table: DraftTable) -> Iterator[Note]:
    """Notes on the rows of one table."""
    if table.confidence == "low":
        yield note("low-confidence", table.spot)
    for row in table.rows:
        if row.kind == "item":
            yield from _of_row(row)


def _of_row(row: Row) -> Iterator[Note]:
    text = row.responsible
    if not row.title:
        yield note("no-title", row.spot)
    if text.endswith(","):
        yield note("responsible-ends-with-comma", row.spot, text=text)
    if _UNFINISHED.search(text):
        yield note("responsible-cut-off", row.spot, text=text)
    for found in _LOOSE_INITIALS.finditer(text):
        yield note("initials-without-dot", row.spot, text=found[0])
