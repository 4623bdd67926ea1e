"""The raw record of a plan, its period."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from innoreg.deadlines import Period
from innoreg.importing.column_matching import FIELDS, assign, guess
from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.proposal.party_matching import Met, People, parties

Raw = dict[str, Any]
PLANS = ("roadmap", "schedule", "resolutions")


def plan(table: DraftTable, period: Period, people: People, met: Met, program: str | None) -> Raw:
    """The mapping of the plan, keys in the order of the format; every printed text word for word."""
    raw: Raw = {"schema": 1, "type": table.kind, "title": table.heading or "?"}
    if program:
        raw["program"] = program
    raw["period"] = {"from": period.start.isoformat(), "to": period.end.isoformat()}
    if columns := _columns(table):
        raw["columns"] = columns
    if any(row.kind == "section" for row in table.rows):
        raw["sections"] = _sections(table.rows, people, met)
    else:
        raw["items"] = _items(table.rows, people, met)
    return raw


def _columns(table: DraftTable) -> Raw:
    """The printed heads by the field each was read as; nothing where that is not plain."""
    guesses = tuple(guess((head.rpartition(" / ")[2],)) for head in table.heads)
    read = assign(guesses) if guesses else None
    if read is None:
        return {}
    heads = {
        name: head.rpartition(" / ")[2]
        for name, head in zip(read.fields, table.heads, strict=True)
        if name in FIELDS
    }
    wanted = ("number", "title", "deadline", "responsible", "result")
    return {name: heads[name] for name in wanted if name in heads} if "title" in heads else {}


def _sections(rows: tuple[Row, ...], people: People, met: Met) -> list[Raw]:
    sections: list[tuple[Row | None, list[Row]]] = []
    for row in rows:
        if row.kind == "section":
            sections.append((row, []))
        elif not sections:
            sections.append((None, [row]))
        else:
            sections[-1][1].append(row)
    first = 0 if _concerns_all(sections[0][0]) else 1
    return [
        _section(head, items, number, people, met)
        for number, (head, items) in enumerate(sections, first)
    ]


def _concerns_all(head: Row | None) -> bool:
    """«По всем обсуждаемым направлениям» is counted as 0: it stands before the numbered ones."""
    return head is not None and head.title.casefold().startswith("по всем")


def _section(head: Row | None, rows: list[Row], number: int, people: People, met: Met) -> Raw:
    raw: Raw = {"number": (head.printed if head else "") or str(number)}
    raw["title"] = (head.title if head else "") or "?"
    raw["items"] = _items(tuple(rows), people, met)
    return raw


def _items(rows: tuple[Row, ...], people: People, met: Met) -> list[Raw]:
    """The rows as nested items: each under the row whose number it names as its parent."""
    top: list[Raw] = []
    by_number: dict[str, Raw] = {}
    for place, row in enumerate(rows, 1):
        item = _item(row, place, people, met)
        holder = by_number.get(row.parent) if row.parent else None
        (holder.setdefault("items", []) if holder is not None else top).append(item)
        by_number.setdefault(row.number, item)
    return top


def _item(row: Row, place: int, people: People, met: Met) -> Raw:
    item: Raw = {"number": row.printed or row.number or str(place), "title": row.title or "?"}
    if row.deadline:
        item["deadline"] = row.deadline
    if row.responsible:
        item["responsible_text"] = row.responsible
        item["responsible"] = parties(row.responsible, people, met)
    if row.result:
        item["result"] = row.result
    if row.extra:
        item["note"] = "; ".join(
            f"{cell.head}: {cell.text}" if cell.head else cell.text for cell in row.extra
        )
    return item


_SCHOOL = re.compile(r"(20\d\d)\s*[-–—/]\s*(20\d\d)\s*(?:гг?\.?\s*)?(?:учебн|уч)")
_YEARS = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)\s*(?:г|год)")
_YEAR = re.compile(r"(?<![\d.])(20\d\d)(?![\d-])\s*(?:г\b|г\.|год)")


def period_of(texts: Iterable[str]) -> Period | None:
    """The one period the first text that names any speaks of; None where none does, or several."""
    for text in texts:
        found = _school(text) or _span(text) or _single(text)
        if found:
            return found
    return None


def _school(text: str) -> Period | None:
    years = _SCHOOL.search(text)
    if not years or int(years[2]) != int(years[1]) + 1:
        return None
    return Period(date(int(years[1]), 9, 1), date(int(years[2]), 8, 31))


def _span(text: str) -> Period | None:
    years = _YEARS.search(text)
    if not years or int(years[2]) < int(years[1]):
        return None
    return Period(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))


def _single(text: str) -> Period | None:
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1:
        return None
    year = years.pop()
    return Period(date(year, 1, 1), date(year, 12, 31))
