"""Plans written as paragraphs: numbered decisions with «Срок:» and «Ответственные:»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from innoreg.importing.document import Paragraph
from innoreg.importing.drafts import DraftTable, Extra, Row
from innoreg.importing.messages import NOWHERE, Note, Spot, note
from innoreg.importing.text_cleaning import (
    fold_spaces,
    join_lines,
    number_parts,
    split_number,
    without_dot,
)

# At the start of a paragraph or after a sentence: «сроки:» inside one is a word like others.
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[.;)»]\s))"
    r"((?P<deadline>Срок(?:и)?(?:\s(?:исполнения|реализации|выполнения|проведения))?)|"
    r"(?P<responsible>Ответственн\w+(?:\s(?:исполнител\w+|лиц\w+|за\s\w+))?)|"
    r"(?P<performers>Исполнител\w+|Соисполнител\w+)|"
    r"(?P<result>(?:Ожидаемы[йе]\s)?[Рр]езультат\w*))\s?:\s*"
)
_SECTION = re.compile(
    r"(?:по\s+(?:всем\b|направлени)|раздел\b|направление\b|[IVX]+\.\s).*", re.IGNORECASE
)
_FIELDS = ("deadline", "responsible", "performers", "result")


@dataclass(slots=True)
class _Item:
    number: str
    spot: Spot
    title: list[str]
    fields: dict[str, list[str]] = field(default_factory=dict)

    def field_text(self, name: str) -> str:
        return join_lines(self.fields.get(name, ()))


@dataclass(slots=True)
class _Section:
    title: str
    spot: Spot
    lines: list[int] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolutions:
    """The list of decisions, the indices of its paragraphs, and notes."""

    table: DraftTable
    used: frozenset[int]
    notes: tuple[Note, ...]


def read_resolutions(lines: Sequence[tuple[int, Paragraph]]) -> Resolutions | None:
    """The decisions in these paragraphs; None if none of them has a term."""
    # Sections without terms are minutes and reports, not a plan.
    sections = _SectionReader().read_sections(lines)
    kept = [section for section in sections if _has_terms(section)]
    if not any(section.items for section in kept):
        return None
    used = {index for section in kept for index in section.lines}
    heading, above = _find_heading(lines, min(used))
    rows: list[Row] = []
    notes: list[Note] = []
    for section in kept:
        # Before the rows are made: it changes the items.
        notes.extend(_share_terms(section))
        notes.extend(section.notes)
        notes.extend(_several_terms_notes(section))
        rows.extend(_section_rows(section))
    spot = next((section.spot for section in kept if section.spot != NOWHERE), rows[0].spot)
    table = DraftTable("resolutions", heading, tuple(rows), spot=spot)
    return Resolutions(table, frozenset(used | above), tuple(notes))


def _has_terms(section: _Section) -> bool:
    return any(item.fields.get("deadline") for item in section.items)


class _SectionReader:
    """Reads paragraphs in order and keeps the field that the next one may continue."""

    def __init__(self) -> None:
        self._sections = [_Section("", NOWHERE)]
        self._field = ""

    def read_sections(self, lines: Sequence[tuple[int, Paragraph]]) -> list[_Section]:
        """All sections, including those without terms."""
        for index, line in lines:
            if _SECTION.fullmatch(line.text) and not line.number and _is_short(line):
                self._sections.append(_Section(line.text.rstrip(" :"), line.spot, [index]))
                self._field = ""
            elif self._take_labelled(line):
                self._sections[-1].lines.append(index)
            elif number := line.number or split_number(line.text)[0]:
                self._start_item(number, line)
                self._sections[-1].lines.append(index)
            elif self._take_continuation(line):
                self._sections[-1].lines.append(index)
        return self._sections

    def _start_item(self, number: str, line: Paragraph) -> None:
        """Start an item; labelled fields may follow in the same paragraph."""
        text = line.text if line.number else split_number(line.text)[1]
        label = _LABEL.search(text)
        title = text[: label.start()] if label else text
        self._sections[-1].items.append(_Item(number, line.spot, [fold_spaces(title)]))
        self._field = "title"
        if label:
            self._take_fields(text[label.start() :])

    def _take_labelled(self, line: Paragraph) -> bool:
        if not self._sections[-1].items or not _LABEL.match(line.text):
            return False
        self._take_fields(line.text)
        return True

    def _take_fields(self, text: str) -> None:
        item = self._sections[-1].items[-1]
        labels = list(_LABEL.finditer(text))
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            name = next(name for name in _FIELDS if label[name])
            end = following.start() if following else len(text)
            item.fields.setdefault(name, []).append(fold_spaces(text[label.end() : end]))
            self._field = name

    def _take_continuation(self, line: Paragraph) -> bool:
        """Add a paragraph without number or label to the current field; False if there is none."""
        if not self._field:
            return False
        section = self._sections[-1]
        item = section.items[-1]
        if self._field == "title":
            item.title.append(line.text)
        # Terms are often cut into lines; a text after a full list of people is something else.
        elif self._field == "deadline" or not item.field_text(self._field):
            texts = item.fields[self._field]
            texts[-1] = join_lines((texts[-1], line.text))
        else:
            section.notes.append(note("leftover", line.spot, text=line.text))
        return True


def _is_short(line: Paragraph) -> bool:
    # A longer line is neither a title nor a field of an item. Chosen round, not measured.
    return len(line.text) < 400


def _share_terms(section: _Section) -> Iterator[Note]:
    """Copy a term that follows only the last of several items to all of them; note it."""
    *others, last = section.items
    alone = last.fields.get("deadline") and not any(item.fields for item in others)
    if others and alone:
        for item in others:
            item.fields = {name: list(texts) for name, texts in last.fields.items()}
        yield note("shared-term", section.spot, count=len(section.items), section=section.title)


def _several_terms_notes(section: _Section) -> Iterator[Note]:
    for item in section.items:
        terms = item.fields.get("deadline", [])
        if len(terms) > 1:
            yield note("several-terms", item.spot, count=len(terms))


def _section_rows(section: _Section) -> Iterator[Row]:
    if section.title:
        yield Row("section", title=section.title, spot=section.spot)
    for item in section.items:
        performers, responsible = item.field_text("performers"), item.field_text("responsible")
        extra = (Extra("performers", "Исполнители", performers),) if performers else ()
        yield Row(
            "item",
            number=without_dot(item.number),
            printed=item.number,
            level=max(len(number_parts(item.number)), 1),
            title=join_lines(item.title),
            deadline=item.field_text("deadline"),
            responsible=responsible or performers,
            result=item.field_text("result"),
            section=section.title,
            extra=extra if responsible else (),
            spot=item.spot,
        )


def _find_heading(lines: Sequence[tuple[int, Paragraph]], first: int) -> tuple[str, set[int]]:
    """The lines at the top before the first sentence, and their indices."""
    taken: list[tuple[int, str]] = []
    for index, line in lines:
        if index >= first or line.text.endswith((".", ":", ";")) or len(taken) > 7:
            break
        taken.append((index, line.full))
    return join_lines(text for _index, text in taken), {index for index, _text in taken}
