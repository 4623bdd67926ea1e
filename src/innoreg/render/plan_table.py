"""A plan as the table that an order prints: the columns of its document, in their order."""

from collections.abc import Iterable, Iterator

from innoreg.model.roadmap import Item, Roadmap, further_heads
from innoreg.render.decision_context import responsible_text
from innoreg.render.document_names import Namer
from innoreg.render.plan_heads import HEADS, PlanField, column_head
from innoreg.render.table_context import ColumnContext, RowContext, table_row

# In parts of the whole; what absent columns leave is shared in proportion.
_FURTHER_WIDTH = 15
_PLAN_WIDTHS: dict[str, int] = {
    "number": 6,
    "title": 30,
    "deadline": 14,
    "responsible": 25,
    "result": 25,
}


def plan_table(plan: Roadmap, naming: Namer) -> tuple[list[ColumnContext], list[RowContext]]:
    """The columns a plan prints and its rows, sections over the whole width."""
    rows = list(_plan_rows(plan, naming))
    given = plan.columns.model_dump() if plan.columns else {}
    kept = {
        name
        for name in HEADS
        if name == "title"
        or (given.get(name) and name != "number")
        or any(row[name] for row, _further in rows)
    }
    columns = _plan_columns(plan, kept)
    # Without «Ответственный» and «Результат» the text may take what they leave.
    narrow = {"number": 7, "title": 68, "deadline": 25}
    if [name for name, _head in columns] == [*narrow]:
        widths = [float(width) for width in narrow.values()]
    else:
        widths = [_PLAN_WIDTHS.get(name, _FURTHER_WIDTH) for name, _head in columns]
    for row, further in rows:
        if not row["whole"]:
            texts: dict[str, str] = {**further, **{name: row[name] for name in HEADS}}
            row["cells"] = [texts.get(name, "") for name, _head in columns]
    contexts: list[ColumnContext] = [
        {"head": head, "width": width} for (_name, head), width in zip(columns, widths, strict=True)
    ]
    return contexts, [row for row, _further in rows]


def _plan_columns(plan: Roadmap, kept: set[PlanField]) -> list[tuple[str, str]]:
    """Each column from the left: its key, or the head it has for lack of one, and what it prints."""
    heads: dict[str, str] = {name: column_head(plan, name) for name in HEADS if name in kept}
    heads |= {head: head for head in further_heads(plan)}
    order = [name for name in (plan.columns.sequence if plan.columns else ()) if name in heads]
    # A key that the order lacks stays where it usually is, before further columns.
    return [(name, heads[name]) for name in dict.fromkeys((*order, *heads))]


# A row, and its cells in further columns by their heads.
_PlanRow = tuple[RowContext, dict[str, str]]


def _plan_rows(plan: Roadmap, naming: Namer) -> Iterator[_PlanRow]:
    yield from _item_rows(plan.items, naming)
    for section in plan.sections:
        yield table_row(title=section.title, cells=[section.title], whole=True), {}
        yield from _item_rows(section.items, naming)


def _item_rows(items: Iterable[Item], naming: Namer) -> Iterator[_PlanRow]:
    for item in items:
        further: dict[str, str] = {}
        for cell in item.cells:
            head = cell.head or ""
            further[head] = f"{further[head]}; {cell.text}" if head in further else cell.text
        row = table_row(
            number="" if item.unnumbered else item.number,
            title=item.title,
            deadline="; ".join(item.deadline),
            responsible=responsible_text(item, naming),
            result=item.result or "",
        )
        yield row, further
        yield from _item_rows(item.items, naming)
