"""What an order needs: date, number, signatory, numbered clauses, control, its appendices."""

import re
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.clause import PlacedClause
from innoreg.model.order import Order
from innoreg.model.roadmap import Roadmap
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, clause_number, error, warning

_MENTION = re.compile(
    r"\(\s*приложени[ея]\s*(?:№\s*)?(\d+)|согласно приложению\s*(?:№\s*)?(\d+)", re.I
)
# «приложении», «приложению», «приложение»: where the only appendix is mentioned without a number.
_ANY_MENTION = re.compile(r"приложени", re.IGNORECASE)


def _decides(view: View, order: Order) -> bool:
    """Whether the issuer decides; a council only recommends, so nobody controls its decisions."""
    # An issuer that is not in the register is reported as an unknown reference, and is taken for
    # one that decides, as nearly all do.
    issuer = view.registry.get(Authority, order.issuer)
    return issuer is None or issuer.type != "council"


@warning
def undated_order(view: View) -> Iterator[Finding]:
    """An order bears no date, so its terms count from the year or period given.

    Find out the day of signing; leave it out if the document has none.
    """
    hint = T("give `date:`, or leave it out if the document has none")
    for order in view.orders:
        if order.date is None and not order.draft:
            yield Finding(view.place(order, "year"), T("the order bears no date"), hint)


@warning
def plan_without_order(view: View) -> Iterator[Finding]:
    """No order approves a plan and no draft carries it, yet what it lists counts as owed and overdue.

    Name the plan among the appendices of the order that approves it, or in its clause `approve`; write
    a draft where the order is still to come, and nothing is owed until it is signed. Of a plan that
    something else approved, accept the finding and say what.
    """
    hint = T(
        "name it as `roadmap:` under `appendices:` of the order that approves it, or of a draft"
    )
    for plan in view.registry.all(Roadmap):
        if view.registry.is_unapproved(plan):
            message = T("no order approves this plan, and what it lists counts as owed")
            yield Finding(view.place(plan, "title", key=True), message, hint)


@warning
def order_without_number(view: View) -> Iterator[Finding]:
    """An order has no number: an order is known by issuer, year and number.

    Find out the number; leave it out if the document has none.
    """
    hint = T("give `number:`, or leave it out if the document has none")
    for order in view.orders:
        if order.number is None and not order.draft:
            yield Finding(view.place(order, "title", key=True), T("the order has no number"), hint)


@warning
def no_signatory(view: View) -> Iterator[Finding]:
    """Nobody signed the order.

    Add `signatory:` with the person and the post as printed; leave it out if the document has none.
    """
    hint = T("add `signatory:`, or leave it out if the document has none")
    for order in view.orders:
        if order.signatory is None and not order.draft:
            yield Finding(view.place(order, "title", key=True), T("nobody signed the order"), hint)


@warning
def unnumbered_clause(view: View) -> Iterator[Finding]:
    """Clauses have no number in the document, so references count them by their place.

    Leave it if the document is printed so; do not move such clauses afterwards.
    """
    for order in view.orders:
        placed = view.clauses_of(order)
        bare = [p for p in placed if p.clause.number is None]
        # A single clause needs no number: «приказываю» and one sentence.
        if bare and len(placed) > 1:
            yield Finding(
                view.place(order, *bare[0].path),
                T("clauses without a number: {keys}", keys=", ".join(p.key for p in bare)),
                T("references count them by their place; give `number:` if it is printed"),
            )


@warning
def missing_control(view: View) -> Iterator[Finding]:
    """An order has no clause of control, so nobody watches that it is carried out.

    Add the clause if the document has it. The decisions of a council need none.
    """
    for order in view.orders:
        kinds = {placed.clause.kind for placed in view.clauses_of(order)}
        # An order without any clause was only entered by its requisites; the rest is yet to come.
        if kinds and "control" not in kinds and _decides(view, order):
            yield Finding(
                view.place(order, "clauses", key=True),
                T("no clause says who controls the order"),
                T("add a clause `kind: control` if the document has it"),
            )


@warning
def control_of_nobody(view: View) -> Iterator[Finding]:
    """The clause of control names neither a person nor a post nor the signatory.

    Give `person:`, `post:` or `by_signatory: true`.
    """
    for order, placed in view.clauses:
        clause = placed.clause
        if clause.kind == "control" and not (clause.person or clause.post or clause.by_signatory):
            yield Finding(
                view.place(order, *placed.path, "kind"),
                T(
                    "clause {key} says that somebody controls, but not who",
                    key=clause_number(placed),
                ),
                T("give `person:`, `post:` or `by_signatory: true`"),
            )


@warning
def instruction_to_nobody(view: View) -> Iterator[Finding]:
    """A clause instructs, but neither it nor the clause above says whom.

    Ask the issuer; give `addressees:` if the document names them.
    """
    for order, placed in view.clauses:
        if placed.clause.kind != "instruct" or placed.clause.clauses or not _decides(view, order):
            continue
        # «Руководителям организаций: 2.1. …» addresses everything below it.
        here: PlacedClause | None = placed
        while here and not here.clause.addressees:
            here = here.parent
        if here is None:
            yield Finding(
                view.place(order, *placed.path, "text"),
                T("clause {key} does not say who is to act", key=clause_number(placed)),
                T("give `addressees:` if the document names them"),
            )


@warning
def lost_appendix(view: View) -> Iterator[Finding]:
    """The order came without its appendix.

    Ask the issuer for it; until then nobody knows whom or what its clause means.
    """
    for order in view.orders:
        for index, appendix in enumerate(order.appendices):
            if appendix.kind == "lost":
                yield Finding(
                    view.place(order, "appendices", index),
                    T("appendix {number} is lost", number=appendix.number)
                    if appendix.number
                    else T("the appendix is lost"),
                    T("ask the issuer for it"),
                )


@error
def appendix_unknown(view: View) -> Iterator[Finding]:
    """A clause refers to an appendix that the order does not have.

    Add the appendix (`kind: lost` if the document came without it), or correct the number.
    """
    for order, placed in view.clauses:
        known = {appendix.number for appendix in order.appendices}
        clause = placed.clause
        # The key and the words may name the same appendix: then it is told once, at the key.
        named = [(clause.appendix, "appendix")] if clause.appendix else []
        named += [
            (match[1] or match[2], "text")
            for match in _MENTION.finditer(clause.text or "")
            if (match[1] or match[2]) != clause.appendix
        ]
        for number, key in named:
            if number not in known:
                yield Finding(
                    view.place(order, *placed.path, key),
                    T("the order has no appendix {number}", number=number),
                    T(
                        "add it to `appendices:` (`kind: lost` if it did not come), or correct the number"
                    ),
                )


@warning
def appendix_not_mentioned(view: View) -> Iterator[Finding]:
    """No clause names this appendix.

    Give `appendix:` in the clause it belongs to, or ask whether it belongs to the order.
    """
    for order in view.orders:
        clauses = [placed.clause for placed in view.clauses_of(order)]
        texts = " ".join(clause.text or "" for clause in clauses)
        named = {clause.appendix for clause in clauses}
        named |= {match[1] or match[2] for match in _MENTION.finditer(texts)}
        for index, appendix in enumerate(order.appendices):
            # One appendix without a number is meant by any mention, or by none at all.
            if appendix.number is None and (
                len(order.appendices) == 1 or _ANY_MENTION.search(texts)
            ):
                continue
            if appendix.number not in named:
                yield Finding(
                    view.place(order, "appendices", index),
                    T("no clause names appendix {number}", number=appendix.number or index + 1),
                    T("give `appendix:` in the clause it belongs to"),
                )
