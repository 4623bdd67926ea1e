"""Makes the raw record of a plan from a table."""

from typing import Any

from innoreg.deadlines import Period
from innoreg.importing.column_matching import FIELDS, assign_fields, guess_fields
from innoreg.importing.drafts import DraftTable, Row
from innoreg.importing.proposal.party_matching import People, UnknownNames, build_parties

Raw = dict[str, Any]
# The kinds of tables that become plans.
PLANS = ("roadmap", "schedule", "resolutions")


def build_plan_record(
    table: DraftTable, period: Period, people: People, unknown: UnknownNames, program: str | None
) -> Raw:
    """The raw record of the plan, keys in the order of the format, texts word for word.

    Adds the names that are not in the register to `unknown`.
    """
    raw: Raw = {"schema": 1, "type": table.kind, "title": table.heading}
    if program:
        raw["program"] = program
    raw["period"] = {"from": period.start.isoformat(), "to": period.end.isoformat()}
    if columns := _printed_heads(table):
        raw["columns"] = columns
    if any(row.kind == "section" for row in table.rows):
        raw["sections"] = _build_sections(table.rows, people, unknown)
    else:
        raw["items"] = _build_items(table.rows, people, unknown)
    return raw


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
    wanted = ("number", "title", "deadline", "responsible", "result")
    return {name: heads[name] for name in wanted if name in heads} if "title" in heads else {}


def _build_sections(rows: tuple[Row, ...], people: People, unknown: UnknownNames) -> list[Raw]:
    sections: list[tuple[Row | None, list[Row]]] = []
    for row in rows:
        if row.kind == "section":
            sections.append((row, []))
        elif not sections:
            sections.append((None, [row]))
        else:
            sections[-1][1].append(row)
    # Sections are counted as they are referred to: `plan/2.1`.
    first = 0 if _is_about_all(sections[0][0]) else 1
    return [
        _build_section(head, items, number, people, unknown)
        for number, (head, items) in enumerate(sections, first)
    ]


def _is_about_all(head: Row | None) -> bool:
    """Whether the section is about all directions: it is numbered 0, before the numbered ones."""
    return head is not None and head.title.casefold().startswith("по всем")


def _build_section(
    head: Row | None, rows: list[Row], number: int, people: People, unknown: UnknownNames
) -> Raw:
    raw: Raw = {"number": (head.printed if head else "") or str(number)}
    raw["title"] = (head.title if head else "") or "?"
    raw["items"] = _build_items(tuple(rows), people, unknown)
    return raw


def _build_items(rows: tuple[Row, ...], people: People, unknown: UnknownNames) -> list[Raw]:
    """The rows as nested items, each below the row of its parent number."""
    # setdefault: of a repeated number the first row keeps what is below it.
    top: list[Raw] = []
    by_number: dict[str, Raw] = {}
    for place, row in enumerate(rows, 1):
        item = _build_item(row, place, people, unknown)
        holder = by_number.get(row.parent) if row.parent else None
        (holder.setdefault("items", []) if holder is not None else top).append(item)
        by_number.setdefault(row.number, item)
    return top


def _build_item(row: Row, place: int, people: People, unknown: UnknownNames) -> Raw:
    item: Raw = {"number": row.printed or row.number or str(place), "title": row.title or "?"}
    if row.deadline:
        item["deadline"] = row.deadline
    if row.responsible:
        item["responsible_text"] = row.responsible
        item["responsible"] = build_parties(row.responsible, people, unknown)
    if row.result:
        item["result"] = row.result
    if row.extra:
        item["note"] = "; ".join(
            f"{cell.head}: {cell.text}" if cell.head else cell.text for cell in row.extra
        )
    return item
