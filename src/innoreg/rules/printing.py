"""What `render` needs to print an order: it refuses without, so the keeper is told before."""

from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.clause import Appoint, Clause, Grant, subjects_of
from innoreg.model.order import Appendix, Order
from innoreg.model.pair import Pair
from innoreg.model.roadmap import Roadmap, further_heads, placed_items
from innoreg.model.site import Site
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, clause_number, info


@info
def not_printable(view: View) -> Iterator[Finding]:
    """`render` would refuse the order: something that it needs is not in the record.

    Give it before the order is printed. Of an order that another office signed and nobody will
    print here, accept the finding.
    """
    for order in view.orders:
        yield from _wordless_clauses(view, order)
        yield from _appendix_heads(view, order)
    yield from _emblems(view)


def _wordless_clauses(view: View, order: Order) -> Iterator[Finding]:
    for each in view.clauses_of(order):
        if not (each.clause.text or _can_be_written(order, each.clause)):
            yield Finding(
                view.place(order, *each.path, "kind"),
                T("clause {key}: there is neither a text nor fields to write it from",
                  key=clause_number(each)),
                T("give the clause a `text:`"),
            )  # fmt: skip


def _can_be_written(order: Order, clause: Clause) -> bool:
    """Whether the fields of a clause suffice for its sentence."""
    subjects = subjects_of(clause)
    named = any(a.number == clause.appendix for a in order.appendices) or len(order.appendices) == 1
    appendix = bool(clause.appendix) and named
    if clause.kind in ("take_note", "inform"):
        return False
    if clause.kind in ("approve", "complete", "extend"):
        return bool(subjects)
    if clause.kind == "set_terms":
        return bool(clause.terms or clause.appendix)
    if clause.kind == "accept_results":
        return bool(subjects or clause.appendix)
    if clause.kind == "return_for_revision":
        return bool(subjects or clause.addressees)
    if clause.kind == "appoint":
        return bool(clause.assignments) or (appendix and any(a.role for a in order.appendices))
    if clause.kind == "assign_pairs":
        return bool(subjects) or appendix
    if clause.kind == "instruct":
        return bool(clause.addressees and clause.clauses)
    if clause.kind == "amend":
        return bool(clause.order and clause.changes)
    if clause.kind == "control":
        return bool(clause.by_signatory or clause.post or clause.person)
    return True


def _appendix_heads(view: View, order: Order) -> Iterator[Finding]:
    for index, appendix in enumerate(order.appendices):
        given, wanted = len(appendix.columns), _columns_of(view, order, appendix)
        if given and given not in wanted:
            yield Finding(
                view.place(order, "appendices", index, "columns"),
                T("appendix {number}: {given} heads in `columns:`, the table has {n} columns",
                  number=appendix.number or "1", given=given, n=max(wanted)),
                T("give a head for each column, or leave `columns:` out"),
            )  # fmt: skip


def _columns_of(view: View, order: Order, appendix: Appendix) -> set[int]:
    """How many columns its table has; of sites all, or those that some row has words for."""
    if appendix.kind == "assignments":
        return {3}
    if appendix.kind == "pairs":
        pairs = [view.registry.get(Pair, ref) for ref in appendix.pairs]
        return {6 if pairs and all(pair and pair.level == "school" for pair in pairs) else 4}
    if appendix.kind == "sites":
        return _columns_of_sites(view, order, appendix)
    plan = view.registry.get(Roadmap, appendix.roadmap)
    if appendix.kind != "roadmap" or plan is None:
        return {0}
    heads, items = plan.columns, [placed.item for placed in placed_items(plan)]
    more = (
        (heads and heads.deadline) or any(item.deadline for item in items),
        (heads and heads.responsible)
        or any(item.responsible or item.responsible_text for item in items),
        (heads and heads.result) or any(item.result for item in items),
    )
    return {2 + sum(map(bool, more)) + len(further_heads(plan))}


def _columns_of_sites(view: View, order: Order, appendix: Appendix) -> set[int]:
    sites = [site for ref in appendix.sites if (site := view.registry.get(Site, ref))]
    several = len({site.type for site in sites}) > 1
    about = {ref for site in sites for ref in (site.id, *site.organisations)}
    clauses = [placed.clause for placed in view.clauses_of(order)]
    held = [row for clause in clauses if isinstance(clause, Appoint) for row in clause.assignments]
    held += [row for each in order.appendices for row in each.complete_assignments]
    roles = {row.role for row in held if about & set(row.scope)}
    grants = [clause for clause in clauses if isinstance(clause, Grant)]
    termed = any(g.from_ or g.to for g in grants if about & set(g.subjects))
    termed = termed or any(site.period for site in sites)
    found = ("supervisor" in roles) + ("consultant" in roles) + termed
    return {6 + several, 3 + several + found}


def _emblems(view: View) -> Iterator[Finding]:
    for issuer in view.all(Authority):
        emblem = issuer.letterhead.emblem if issuer.letterhead else None
        if emblem is None:
            continue
        place = view.place(issuer, "letterhead", "emblem")
        kind = view.registry.file_kind(f"{view.registry.settings.templates}/{emblem}")
        if kind == "none":
            yield Finding(
                place,
                T("there is no picture “{path}” among the templates", path=emblem),
                T("put it there, or take `emblem` out of the letterhead"),
            )
        elif kind != "picture":
            yield Finding(
                place,
                T("“{path}” is neither a PNG nor a JPEG picture", path=emblem),
                T("save the picture as PNG or JPEG"),
            )
