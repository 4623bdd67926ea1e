"""Makes the raw record of a plan from a table."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from innoreg.deadlines import Period
from innoreg.importing.column_matching import FIELDS, assign_fields, guess_fields
from innoreg.importing.drafts import DraftTable, Extra, Row
from innoreg.importing.proposal.imported_words import imported_words
from innoreg.importing.proposal.new_records import NewRecords
from innoreg.importing.proposal.responsible_splitter import Party, split_responsible
from innoreg.model.roadmap import section_prefix

Raw = dict[str, Any]
# The keys of a plan's columns in their usual order, and fields of a table that are one term.
_KEYS = ("number", "title", "deadline", "responsible", "result")
_TIMES = ("deadline", "start", "end", "period")


def build_plan_record(
    table: DraftTable, period: Period, records: NewRecords, program: str | None
) -> Raw:
    """The raw record of the plan, keys in the order of the format, texts word for word."""
    raw: Raw = {"schema": 1, "type": table.kind, "title": table.heading}
    if program:
        raw["program"] = program
    raw["period"] = {"from": period.start.isoformat(), "to": period.end.isoformat()}
    if columns := _printed_heads(table):
        raw["columns"] = columns
    builder, sections = _PlanBuilder(table, records), _split_sections(table)
    if sections and sections[0][0] is None:
        raw["items"] = builder.build_items(sections.pop(0)[1])
    if sections:
        raw["sections"] = builder.build_sections(sections)
    return raw


def build_rows(rows: Iterable[Row], records: NewRecords) -> list[Raw]:
    """The raw rows of a plan without sections."""
    every = tuple(rows)
    return _PlanBuilder(DraftTable("roadmap", "", every), records).build_items(every)


def _printed_heads(table: DraftTable) -> Raw:
    """The printed heads by field; {} where no column is certain to be the title."""
    guesses = tuple(guess_fields((head.rpartition(" / ")[2],)) for head in table.heads)
    read = assign_fields(guesses) if guesses else None
    if read is None:
        return {}
    heads = {
        name: head.rpartition(" / ")[2]
        for name, head in zip(read.fields, table.heads, strict=True)
        if name in FIELDS
    }
    if "title" not in heads:
        return {}
    printed: Raw = {name: heads[name] for name in _KEYS if name in heads}
    order = _printed_order(table, read.fields)
    usual = [name for name in _KEYS if name in order]
    return printed if order == usual else {**printed, "sequence": order}


def _printed_order(table: DraftTable, fields: Sequence[str]) -> list[str]:
    """The columns from the left: those with a key by it, the others by their heads."""
    staged = _has_stage_rows(table)
    order: list[str] = []
    for field, head in zip(fields, table.heads, strict=True):
        if field in _TIMES:
            order.append("deadline")
        elif field in _KEYS:
            order.append(field)
        elif field == "section":
            order.extend([] if staged else [head.rpartition(" / ")[2]])
        elif head:
            order.append(head)
    return list(dict.fromkeys(order))


def _split_sections(table: DraftTable) -> list[tuple[Row | None, list[Row]]]:
    """The rows by the section rows above them; None heads those before the first."""
    sections: list[tuple[Row | None, list[Row]]] = [(None, [])]
    for row in _rows_with_stages(table):
        if row.kind == "section":
            sections.append((row, []))
        else:
            sections[-1][1].append(row)
    return [found for found in sections if found[0] or found[1]]


def _rows_with_stages(table: DraftTable) -> tuple[Row, ...]:
    """The rows, a section row put above the rows that share one text in a column of stages.

    Only where the column divides the plan: each row has its text, none comes again further down.
    """
    rows = table.rows
    stages = [stage for stage, _same in groupby(row.section for row in rows)]
    divided = len(set(stages)) == len(stages) and all(stages)
    if not divided or len(stages) * 2 > len(rows) or any(row.kind == "section" for row in rows):
        return rows
    return tuple(
        row
        for stage, same in groupby(rows, lambda row: row.section)
        for row in (Row("section", title=stage), *same)
    )


def _has_stage_rows(table: DraftTable) -> bool:
    return len(_rows_with_stages(table)) > len(table.rows)


def _stage_head(table: DraftTable) -> str:
    """The head of the column of stages; "" where the table has none."""
    guesses = tuple(guess_fields((head.rpartition(" / ")[2],)) for head in table.heads)
    read = assign_fields(guesses) if guesses else None
    place = read.index_of("section") if read else None
    return table.heads[place].rpartition(" / ")[2] if place is not None else ""


class _PlanBuilder:
    """Builds the sections and rows of one plan, and gives numbers to those that print none."""

    def __init__(self, table: DraftTable, records: NewRecords) -> None:
        self._records = records
        self._stage_head = _stage_head(table)
        self._staged = _has_stage_rows(table)

    def build_sections(self, sections: list[tuple[Row | None, list[Row]]]) -> list[Raw]:
        """The raw sections, each with its rows."""
        # Sections are counted as they are referred to: `plan/2.1`.
        first = 0 if _is_about_all(sections[0][0]) else 1
        taken = {head.printed.rstrip(".") for head, _rows in sections if head and head.printed}
        made: list[Raw] = []
        for place, (head, rows) in enumerate(sections, first):
            assert head is not None
            number = head.printed or free_number(taken, place)
            taken.add(number.rstrip("."))
            raw: Raw = {"number": number}
            if not head.printed and number != "0":
                raw["unnumbered"] = True
            raw |= {"title": head.title or "?", "items": self.build_items(rows, head.title)}
            made.append(raw)
        return made

    def build_items(self, rows: Iterable[Row], section: str = "") -> list[Raw]:
        """The rows as nested items, each below the row of its parent number."""
        rows = list(rows)
        # setdefault: of a repeated number the first row keeps what is below it.
        top: list[Raw] = []
        by_number: dict[str, Raw] = {}
        taken = {row.number for row in rows if row.number}
        for place, row in enumerate(rows, 1):
            number = row.printed or row.number or free_number(taken, place)
            taken.add(number)
            item = self._build_item(row, number, section)
            holder = by_number.get(row.parent) if row.parent else None
            (holder.setdefault("items", []) if holder is not None else top).append(item)
            by_number.setdefault(row.number or number, item)
        return top

    def _build_item(self, row: Row, number: str, section: str) -> Raw:
        item: Raw = {"number": number}
        if not (row.printed or row.number):
            item["unnumbered"] = True
        item["title"] = row.title or "?"
        if row.deadline:
            item["deadline"] = row.deadline
        if row.responsible:
            item["responsible_text"] = row.responsible
            item["responsible"] = build_parties(row.responsible, self._records)
        if row.result:
            item["result"] = row.result
        if cells := self._further_cells(row, section):
            item["cells"] = cells
        item["imported"] = imported_words(item)
        return item

    def _further_cells(self, row: Row, section: str) -> list[Raw]:
        stage = row.section if row.section != section and not self._staged else ""
        own = (Extra("section", self._stage_head, stage),) if stage else ()
        return [
            {"head": cell.head, "text": cell.text} if cell.head else {"text": cell.text}
            for cell in (*own, *row.extra)
        ]


def build_parties(cell: str, records: NewRecords) -> list[Any]:
    """The value of `responsible`: people as references, of new records as needed, others as text."""
    return [_build_party(party, records) for party in split_responsible(cell)]


def _build_party(party: Party, records: NewRecords) -> Any:
    words: dict[str, Any] = {}
    text = party.name.strip()
    if party.person and (person := records.person(party.person, party.position)):
        words["person"] = person
        if text == party.person.strip() and records.people.has_name(person, text):
            text = ""
    if text:
        words["text"] = text
    if party.part:
        words["part"] = party.part
    return words["text"] if set(words) == {"text"} else words


def free_number(taken: Iterable[str], wish: int) -> str:
    """The number `wish`, or the next one that no other row has."""
    taken = set(taken)
    while str(wish) in taken:
        wish += 1
    return str(wish)


def _is_about_all(head: Row | None) -> bool:
    """Whether the section is about all directions: it is numbered 0, before the numbered ones."""
    return head is not None and head.title.casefold().startswith("по всем")


def item_keys(plan: Raw) -> list[tuple[str, Raw]]:
    """Every raw item of the plan with its reference key, in reading order."""
    found = list(_keys_below(plan.get("items") or (), ""))
    for section in plan.get("sections") or ():
        items = section.get("items") or ()
        keys = [str(item["number"]).rstrip(".") for item in items]
        prefix = section_prefix(str(section["number"]).rstrip("."), keys)
        found.extend(_keys_below(items, prefix))
    return found


def _keys_below(items: Iterable[Raw], prefix: str) -> Iterable[tuple[str, Raw]]:
    for item in items:
        yield f"{prefix}{str(item['number']).rstrip('.')}", item
        yield from _keys_below(item.get("items") or (), prefix)
