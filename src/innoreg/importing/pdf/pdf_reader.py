"""Reads a PDF as a neutral document; its tables are marked as of low confidence later."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import Any

from innoreg.importing.document import Block, Document, Paragraph, Table
from innoreg.importing.messages import ImportRefused, Note, Spot, missing_package, note
from innoreg.importing.pdf.page_layout import Margins, is_inside, read_grid
from innoreg.importing.pdf.text_lines import TextLine, extract_words, group_lines
from innoreg.importing.text_cleaning import join_pieces

# Bounds the time of reading; not measured. Plans and orders have some dozens of pages.
MAX_PAGES = 300
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*")


def parse_pdf(path: Path) -> Document:
    """The document of a PDF with a text layer. Raises `ImportRefused`."""
    # Not closed by the library, which would count the pages of a damaged book once more.
    with path.open("rb") as file:
        book = _open_book(file)
        pages = _ask_library(lambda: book.pages)
        if len(pages) > MAX_PAGES:
            raise ImportRefused("too-many-pages", count=len(pages), limit=MAX_PAGES)
        blocks: list[Block] = []
        notes: list[Note] = []
        tables = 0
        for number, page in enumerate(pages, 1):
            found, empty = _read_page(page, number, tables)
            tables += sum(isinstance(block, Table) for block in found)
            _append_page(blocks, found)
            if empty:
                notes.append(note("page-without-text", Spot(page=number)))
            # pdfplumber keeps every page it has parsed: without this the memory grows with them.
            page.close()
    if not blocks:
        raise ImportRefused("pdf-without-text")
    return Document("pdf", tuple(blocks), tuple(notes))


def _open_book(file: BufferedReader) -> Any:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise missing_package(".pdf", "pdfplumber") from error
    return _ask_library(lambda: pdfplumber.open(file), locked=PDFPasswordIncorrect)


def _ask_library(ask: Callable[[], Any], locked: type[Exception] | None = None) -> Any:
    """What the parser answers; `locked` is what it raises for a password. Raises `ImportRefused`."""
    try:
        return ask()
    # pdfplumber wraps whatever its parser raises, in different ways in different releases.
    except Exception as error:
        causes = (error, error.__cause__, error.__context__, *error.args)
        if locked and any(isinstance(cause, locked) for cause in causes):
            raise ImportRefused("encrypted") from error
        # Where memory ends, Python's own parts fail with a SystemError, too.
        if any(isinstance(cause, MemoryError | SystemError) for cause in causes):
            raise MemoryError from error
        raise ImportRefused("damaged", detail=type(error).__name__) from error


def _append_page(blocks: list[Block], found: list[Block]) -> None:
    """Add the blocks of a page to `blocks`; joins a sentence that the end of a page split."""
    if blocks and found:
        last, first = blocks[-1], found[0]
        if isinstance(last, Paragraph) and isinstance(first, Paragraph):
            unfinished = last.text[-1:].isalnum() or last.text.endswith((",", "-"))
            if unfinished and first.text[:1].islower():
                blocks[-1] = replace(last, text=join_pieces(last.text, first.text))
                found = found[1:]
    blocks.extend(found)


def _read_page(page: Any, number: int, tables: int) -> tuple[list[Block], bool]:
    """The blocks of a page from the top, and whether it has no words; `tables` come before it."""
    words = _ask_library(lambda: extract_words(page))
    # A frame around one text is no table.
    ruled = [found for found in _ask_library(page.find_tables) if len(found.cells) > 1]
    ruled.sort(key=lambda found: found.bbox[1])
    outside = [word for word in words if not any(is_inside(found.bbox, word) for found in ruled)]
    lines = _drop_page_number(group_lines(outside))
    placed: list[tuple[float, Block]] = []
    for order, found in enumerate(ruled, tables + 1):
        spot = Spot(page=number, table=order)
        placed.append((found.bbox[1], read_grid(found, words, spot)))
    placed.extend(_join_paragraphs(lines, [found.bbox for found in ruled], number))
    return [block for _top, block in sorted(placed, key=lambda pair: pair[0])], not words


def _drop_page_number(lines: list[TextLine]) -> list[TextLine]:
    for index in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[index].text):
            del lines[index]
    return lines


def _join_paragraphs(
    lines: Sequence[TextLine], tables: Sequence[Sequence[float]], number: int
) -> Iterator[tuple[float, Paragraph]]:
    """Lines joined into paragraphs, each with its upper edge."""
    if not lines:
        return
    margins = Margins.measure(lines, tables)
    tops = [box[1] for box in tables]
    run: list[TextLine] = []
    count = 0
    for line in lines:
        if run and margins.begins_paragraph(run[-1], line, tops):
            count += 1
            yield run[0].top, margins.join_paragraph(run, Spot(page=number, paragraph=count))
            run = []
        run.append(line)
    yield run[0].top, margins.join_paragraph(run, Spot(page=number, paragraph=count + 1))
