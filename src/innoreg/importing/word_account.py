"""The account of all words of a document: those in fields, those in remarks, those in neither."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from innoreg.importing.document import Document, Paragraph
from innoreg.importing.drafts import DraftTable, Imported
from innoreg.importing.messages import Note, note

# Labels before fields in plans of paragraphs, and words of a signing line: they say nothing.
_LABELS = re.compile(
    r"срок\w*|исполнени\w|реализации|выполнения|проведения|ответственн\w+|исполнител\w+|"
    r"соисполнител\w+|лиц\w*|за|ожидаемы[йе]|результат\w*|подпись|расшифровка|подписи|фио|от",
    re.IGNORECASE,
)
# Keys of a raw plan that hold words of the document as they are printed.
_VERBATIM = frozenset({
    "number", "title", "deadline", "responsible_text", "result", "cells", "head", "text", "items",
    "sections",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordAccount:
    """How many words a document has, and how many of them are only in remarks."""

    total: int
    noted: int

    @property
    def placed(self) -> int:
        """The words in fields."""
        return self.total - self.noted


def split_words(texts: Iterable[str]) -> Counter[str]:
    """The words of the texts with their counts; signs between them are none."""
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


def lost_word_notes(document: Document, found: Imported) -> Iterator[Note]:
    """A note with the words that are in no field and no other note; none where all have a place.

    Heads, titles and numbers of columns that a document repeats are words once.
    """
    printed = split_words(
        piece.text if not isinstance(piece, Paragraph) else piece.full
        for block in document.blocks
        for piece in ([block] if isinstance(block, Paragraph) else block.cells())
    )
    heads = [head for table in found.tables for head in (*table.heads, table.heading)]
    kept = split_words([*_texts(found.as_json()), *heads, *_note_texts(found.notes)])
    repeated = set(split_words(heads)) | {
        str(n) for table in found.tables for n in range(1, len(table.heads) + 1)
    }
    glued = "".join(kept)
    lost = [
        word
        for word in (printed - kept).elements()
        if word not in repeated and not _LABELS.fullmatch(word) and word not in glued
    ]
    if lost:
        yield note("words-unplaced", text=" ".join(lost))


def count_words(document: Document, found: Imported) -> WordAccount:
    """The account; `found.notes` include what `lost_word_notes` found."""
    inside = split_words(
        piece.text if not isinstance(piece, Paragraph) else piece.full
        for block in document.blocks
        for piece in ([block] if isinstance(block, Paragraph) else block.cells())
    ).total()
    aside = split_words(_note_texts(document.notes)).total()
    unplaced = [n for n in found.notes if n.code in ("unplaced-text", "words-unplaced", "leftover")]
    return WordAccount(inside + aside, aside + split_words(_note_texts(unplaced)).total())


def words_not_written(table: DraftTable, plan: dict[str, Any]) -> list[str]:
    """Words of the rows of a table that stand in no field of the raw plan made of it."""
    rows = split_words(
        text
        for row in table.rows
        for text in (
            row.printed, row.title, row.deadline, row.responsible, row.result,
            *(part for cell in row.extra for part in (cell.head, cell.text)),
        )
    )  # fmt: skip
    return list((rows - split_words(_verbatim_texts(plan))).elements())


def _verbatim_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in _VERBATIM:
                yield from _verbatim_texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _verbatim_texts(part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _note_texts(notes: Iterable[Note]) -> Iterator[str]:
    for one in notes:
        yield from (value for name, value in one.params if name == "text")
