"""Recognises what a document holds: tables, an order, decisions, and notes on the rest."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from innoreg.importing.column_matching import list_kind, site_columns
from innoreg.importing.document import Document, Paragraph
from innoreg.importing.document_titles import find_heading_lines, is_document_name, is_mark
from innoreg.importing.drafts import DraftAppendix, DraftTable, Imported, Row
from innoreg.importing.messages import NOWHERE, Note, note
from innoreg.importing.order_frame import Frame, read_frame
from innoreg.importing.paragraph_plans import read_resolutions
from innoreg.importing.row_builder import read_rows
from innoreg.importing.table_finder import FoundTable, Piece, split_pieces
from innoreg.importing.text_cleaning import compact_key, join_lines, split_number, without_dot
from innoreg.importing.word_account import count_words, lost_word_notes, words_inside

# A longer line above a table is a sentence. Not measured.
_LONGEST_PART_TITLE = 200
# How far above a table the lines of its heading are looked for. Not measured.
_HEADING_LINES = 8
# Endings that need another word: an adjective in the genitive, a preposition, a hyphen.
_UNFINISHED = re.compile(
    r"(?:\w{3,}(?:[ыи]х|[ое]го|ской|ческой)|(?<=\s)(?:и|или|по|на|в|с|для|из|от|при|за)|"
    r"\w-|\w\s?:)$"
)
_LOOSE_INITIALS = re.compile(r"[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ](?=[,;]|$|\s[А-ЯЁ][а-яё])")


def find_suspicions(table: DraftTable) -> Iterator[Note]:
    """Notes on what looks wrong in the rows of one table."""
    if table.confidence == "low":
        yield note("low-confidence", table.spot)
    for row in table.rows:
        if row.kind == "item":
            yield from _row_suspicions(row)


def _row_suspicions(row: Row) -> Iterator[Note]:
    text = row.responsible
    if not row.title:
        yield note("no-title", row.spot)
    if text.endswith(","):
        yield note("responsible-ends-with-comma", row.spot, text=text)
    if _UNFINISHED.search(text):
        yield note("responsible-cut-off", row.spot, text=text)
    for found in _LOOSE_INITIALS.finditer(text):
        yield note("initials-without-dot", row.spot, text=found[0])


def recognise_document(document: Document) -> Imported:
    """The drafts of a document and notes; every word of it is in a field or in a note."""
    found = _Recogniser(document).result()
    found = replace(found, notes=(*found.notes, *lost_word_notes(document, found)))
    total, noted = count_words(document, found)
    printed = dict(words_inside(document))
    return replace(found, words=total, words_in_notes=noted, printed=printed)


class _Recogniser:
    """The pieces of one document, and the indices of those that have a place in a draft."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pieces: list[Piece] = list(split_pieces(document))
        self._used: set[int] = set()
        self._notes: list[Note] = list(document.notes)

    def result(self) -> Imported:
        """All drafts and notes. Parts claim paragraphs, and later ones see only what is free."""
        # The order matters: the frame takes its lines before tables look for headings above
        # them, and decisions are looked for in what both have left.
        frame = self._claim_frame()
        drafts = {i: self._draft_table(i, found) for i, found in self._found_tables()}
        drafts = self._join_parts(drafts)
        appendices = list(self._find_appendices(frame.end if frame else 0, drafts)) if frame else []
        tables = [draft for _index, draft in sorted(drafts.items())]
        tables.extend(self._claim_resolutions())
        appendices = list(self._with_texts(appendices))
        # A PDF has no structure of its own: cells and paragraphs are worked out from lines.
        if self._document.format == "pdf":
            tables = [replace(table, confidence="low") for table in tables]
        self._notes.extend(note for table in tables for note in find_suspicions(table))
        self._notes.extend(self._unplaced_notes())
        found = tuple(appendix for _place, appendix in appendices)
        order = replace(frame.order, appendices=found) if frame else None
        return Imported(tuple(tables), order, tuple(self._notes))

    def _found_tables(self) -> Iterator[tuple[int, FoundTable]]:
        for index, piece in enumerate(self._pieces):
            if isinstance(piece, FoundTable):
                yield index, piece

    def _claim_frame(self) -> Frame | None:
        frame = read_frame(
            [piece if isinstance(piece, Paragraph) else None for piece in self._pieces]
        )
        if frame:
            self._used |= frame.used
            self._notes.extend(frame.notes)
        return frame

    def _draft_table(self, index: int, found: FoundTable) -> DraftTable:
        heading = found.heading or self._claim_heading(index)
        form = self._document.format
        heads = tuple(leaf.head for leaf in found.head.leaves)
        head = replace(found.head, columns=site_columns(found.head.columns, heading, heads))
        rows, notes = read_rows(found.table, head, found.end, heading, form)
        self._notes.extend(notes)
        return DraftTable(
            kind=list_kind(head.columns.kind, heading, heads),
            heading=heading,
            rows=rows,
            heads=heads,
            spot=found.table.spot,
        )

    def _claim_heading(self, index: int) -> str:
        """The heading among the free paragraphs right above a table; claims them."""
        first = index
        while first and self._is_free(first - 1):
            first -= 1
        lines = [p for p in self._pieces[first:index] if isinstance(p, Paragraph)]
        found = find_heading_lines(lines)
        taken = range(first + found.start, first + found.stop)
        self._used.update(taken)
        return join_lines(self._pieces[i].full for i in taken)  # type: ignore[union-attr]

    def _is_free(self, index: int) -> bool:
        return index not in self._used and isinstance(self._pieces[index], Paragraph)

    def _join_parts(self, drafts: dict[int, DraftTable]) -> dict[int, DraftTable]:
        """The drafts, those joined to one that are one plan in several tables with titles between."""
        joined: dict[int, DraftTable] = {}
        first = last = -1
        for index, draft in sorted(drafts.items()):
            line = self._part_line(index, draft)
            # Without a title of its own the first table is no part among others.
            if first >= 0 and line is not None:
                joined[first] = self._with_part_title(first, joined[first], line)
            begun = first >= 0 and (
                (joined[first].rows[:1] and joined[first].rows[0].kind == "section")
                or self._part_line(first, joined[first]) is not None
            )
            if begun and line is not None and self._goes_on(joined[first], draft, last, line):
                if joined[first].rows[0].kind != "section":
                    joined[first] = self._as_part(
                        joined[first], self._part_line(first, joined[first])
                    )
                part = self._as_part(draft, line)
                joined[first] = replace(joined[first], rows=(*joined[first].rows, *part.rows))
            else:
                joined[index], first = draft, index
            last = index
        return joined

    def _with_part_title(self, first: int, draft: DraftTable, following: int) -> DraftTable:
        """The first table without the last line of its heading, where that is the title of a part.

        `following` is the title above the next table: a title of a part looks or begins like it,
        and not like the first line of the heading.
        """
        lines = [i for i in range(first) if isinstance(self._pieces[i], Paragraph)]
        held = [i for i in lines[-_HEADING_LINES:] if i in self._used]
        above, other = self._pieces[first - 1], self._pieces[following]
        if len(held) < 2 or held[-1] != first - 1 or not isinstance(above, Paragraph):
            return draft
        top = self._pieces[held[0]]
        if not isinstance(top, Paragraph) or not isinstance(other, Paragraph):
            return draft
        rest = draft.heading.removesuffix(above.full).rstrip()
        alike = _look(above) == _look(other) != _look(top)
        alike = alike or above.text.split(" ")[0] == other.text.split(" ")[0]
        if rest == draft.heading or not rest or not alike or above.text[:1].islower():
            return draft
        self._used.discard(first - 1)
        return replace(draft, heading=rest)

    def _part_line(self, index: int, draft: DraftTable) -> int | None:
        """The paragraph right above a table that may be the title of a part; None if there is none."""
        above = index - 1
        while above >= 0 and isinstance(line := self._pieces[above], Paragraph) and not line.full:
            above -= 1
        piece = self._pieces[above] if above >= 0 else None
        if not isinstance(piece, Paragraph) or len(piece.full) > _LONGEST_PART_TITLE:
            return None
        named = draft.heading.endswith(piece.full) and is_document_name(draft.heading)
        free = above not in self._used or draft.heading == piece.full
        ended = piece.full.endswith((".", ";", ":")) and not split_number(piece.full)[0]
        return None if named or not free or ended or is_mark_of_appendix(piece) else above

    def _goes_on(self, first: DraftTable, draft: DraftTable, last: int, line: int) -> bool:
        """Whether a table is the next part of the plan above it: the same heads, a title between."""
        between = self._pieces[last + 1 : line]
        alone = all(isinstance(piece, Paragraph) and not piece.full for piece in between)
        named = bool(draft.heading) and is_document_name(draft.heading)
        same = [*map(compact_key, first.heads)] == [*map(compact_key, draft.heads)]
        return alone and same and not named and first.kind == draft.kind and bool(first.rows)

    def _as_part(self, draft: DraftTable, line: int | None) -> DraftTable:
        """The table with its title as a section row above its rows; claims the paragraph."""
        piece = self._pieces[line] if line is not None else None
        if line is None or not isinstance(piece, Paragraph):
            return draft
        self._used.add(line)
        number, text = (piece.number, piece.text) if piece.number else split_number(piece.text)
        head = Row("section", without_dot(number), title=text, printed=number, spot=piece.spot)
        rows = (row if row.section else replace(row, section=text) for row in draft.rows)
        return replace(draft, rows=(head, *rows))

    def _find_appendices(
        self, start: int, drafts: dict[int, DraftTable]
    ) -> Iterator[tuple[range, DraftAppendix]]:
        """The marks of appendices after the signature with the headings below, and what each spans."""
        marks = [
            i
            for i in range(start, len(self._pieces))
            if isinstance(piece := self._pieces[i], Paragraph) and is_mark_of_appendix(piece)
            and self._is_free(i)
        ]  # fmt: skip
        order = sorted(drafts)
        index = start
        for at, following in zip(marks, [*marks, len(self._pieces)][1:], strict=True):
            if at < index:
                continue
            end = self._end_of_run(at + 1, is_mark)
            last = self._end_of_run(end, _is_heading_text)
            piece = self._pieces[at]
            mark, heading = self._claim_text(at, end), self._claim_text(end, last)
            held = [i for i in order if at < i < max(following, last)]
            inner = drafts[held[0]].heading if held else ""
            table = order.index(held[0]) if held else None
            spot = piece.spot if isinstance(piece, Paragraph) else NOWHERE
            lines = tuple(p.full for p in self._pieces[at:end] if isinstance(p, Paragraph))
            found = DraftAppendix(mark, heading or inner, spot, table=table, lines=lines)
            index = max(last, at + 1)
            yield range(index, max(following, index)), found

    def _with_texts(
        self, appendices: list[tuple[range, DraftAppendix]]
    ) -> Iterator[tuple[range, DraftAppendix]]:
        """The appendices without a table with their paragraphs, which are claimed."""
        for span, appendix in appendices:
            free = [i for i in span if self._is_free(i)]
            lines = [p.full for i in free if isinstance(p := self._pieces[i], Paragraph) and p.full]
            if appendix.table is None and lines:
                self._used.update(free)
                appendix = replace(appendix, text="\n".join(lines))
            yield span, appendix

    def _end_of_run(self, start: int, fits: Callable[[str], bool]) -> int:
        """One past the last of the consecutive free paragraphs from `start` that fit."""
        index = start
        while index < len(self._pieces) and self._is_free(index):
            piece = self._pieces[index]
            if not isinstance(piece, Paragraph) or not piece.full or not fits(piece.full):
                break
            index += 1
        return index

    def _claim_text(self, start: int, end: int) -> str:
        self._used.update(range(start, end))
        pieces = self._pieces[start:end]
        return join_lines(piece.full for piece in pieces if isinstance(piece, Paragraph))

    def _claim_resolutions(self) -> Iterator[DraftTable]:
        found = read_resolutions(list(self._free_paragraphs()))
        if found:
            self._used |= found.used
            self._notes.extend(found.notes)
            yield found.table

    def _free_paragraphs(self) -> Iterator[tuple[int, Paragraph]]:
        for index, piece in enumerate(self._pieces):
            if isinstance(piece, Paragraph) and piece.full and index not in self._used:
                yield index, piece

    def _unplaced_notes(self) -> Iterator[Note]:
        """One note for each run of consecutive paragraphs without a place."""
        run: list[tuple[int, Paragraph]] = []
        for index, line in self._free_paragraphs():
            if run and self._is_parted(run[-1][0], index):
                yield _unplaced_note(run)
                run = []
            run.append((index, line))
        if run:
            yield _unplaced_note(run)

    def _is_parted(self, first: int, second: int) -> bool:
        between = range(first + 1, second)
        return any(i in self._used or isinstance(self._pieces[i], FoundTable) for i in between)


def _look(line: Paragraph) -> tuple[bool, bool]:
    return line.centred, line.bold


def _is_heading_text(text: str) -> bool:
    return not text.endswith((".", ":", ";")) and not split_number(text)[0]


def is_mark_of_appendix(line: Paragraph) -> bool:
    """Whether the line is the mark of an appendix: «Приложение 1 к приказу …»."""
    return compact_key(line.text).startswith("приложени") and is_mark(line.text)


def _unplaced_note(run: Sequence[tuple[int, Paragraph]]) -> Note:
    text = " ".join(line.full for _index, line in run)
    return note("unplaced-text", run[0][1].spot, text=text)
