"""The table of sites in an appendix: who, which theme, who leads and advises, until when."""

from collections.abc import Iterator

from innoreg.model.assignment import Assignment
from innoreg.model.clause import Appoint, Grant
from innoreg.model.order import Appendix, Order
from innoreg.model.site import Site
from innoreg.render.declinable_words import upper_first
from innoreg.render.document_names import Namer
from innoreg.render.document_text import date_range

# Column, head and width in parts of the whole; all but the first three only where some row has it.
_COLUMNS = (
    ("number", "№ п/п", 6), ("holders", "Образовательная организация", 27), ("theme", "Тема", 29),
    ("kind", "Статус", 14), ("leader", "Научный руководитель", 14),
    ("adviser", "Научный консультант", 14), ("term", "Срок", 14),
)  # fmt: skip
_ALWAYS = ("number", "holders", "theme")


def site_cells(
    order: Order, appendix: Appendix, naming: Namer
) -> tuple[list[str], list[float], list[list[str]]]:
    """Heads, widths and rows of the table.

    A column that no row has words for is left out, unless the record gives heads for all of them.
    The kind of site is told where the sites are not all of one kind.
    """
    rows = list(_rows(order, appendix, naming))
    several = len({row["kind"] for row in rows}) > 1
    every = len(appendix.columns) == len(_COLUMNS) - (not several)
    shown = [
        (name, head, width)
        for name, head, width in _COLUMNS
        if name in _ALWAYS
        or (name == "kind" and several)
        or (name != "kind" and (every or any(row[name] for row in rows)))
    ]
    cells = [[row[name] for name, _head, _width in shown] for row in rows]
    return [head for _n, head, _w in shown], [float(width) for _n, _h, width in shown], cells


def _rows(order: Order, appendix: Appendix, naming: Namer) -> Iterator[dict[str, str]]:
    held = list(_assignments(order))
    for index, ref in enumerate(appendix.sites, 1):
        site = naming.site(ref)
        yield {
            "number": f"{index}.",
            "holders": ", ".join(naming.organisation(org).text for org in site.organisations),
            "theme": site.theme,
            "kind": upper_first(naming.site_kind(site).text),
            "leader": _names_of(held, site, "supervisor", naming),
            "adviser": _names_of(held, site, "consultant", naming),
            "term": _term_text(order, site),
        }


def _assignments(order: Order) -> Iterator[Assignment]:
    """Whom the order appoints, in its clauses and its lists."""
    for placed in order.placed_clauses():
        if isinstance(placed.clause, Appoint):
            yield from placed.clause.assignments
    for appendix in order.appendices:
        yield from appendix.complete_assignments


def _names_of(held: list[Assignment], site: Site, role: str, naming: Namer) -> str:
    about = {site.id, *site.organisations}
    found = (row for row in held if row.role == role and about & set(row.scope))
    return ", ".join(dict.fromkeys(naming.person(row.person).text for row in found))


def _term_text(order: Order, site: Site) -> str:
    """The term of the clause that grants the status, else the one of the site's own record."""
    for placed in order.placed_clauses():
        clause = placed.clause
        if not isinstance(clause, Grant) or site.id not in clause.subjects:
            continue
        if clause.from_ or clause.to:
            return date_range(clause.from_ or order.date, clause.to)
    return date_range(site.period.from_, site.period.to) if site.period else ""
