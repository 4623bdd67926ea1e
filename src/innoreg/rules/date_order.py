"""Rules of days: what must follow what, and items inside their plan, order, programme."""

import re
from collections.abc import Iterator
from datetime import date

from innoreg.deadlines import Window
from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.rules.message_quotes import day
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error, warning


@error
def dates_reversed(view: View) -> Iterator[Finding]:
    """A period ends before it begins.

    Correct one of the two days.
    """
    for record in view.record_texts.reversed:
        for path, start, end in view.places(record).stretches:
            if start > end:
                yield Finding(
                    view.place(record, *path, "to"),
                    T("ends on {to}, before it begins on {start}", to=day(end), start=day(start)),
                    T("correct one of the two days"),
                )


@warning
def flag_without_period(view: View) -> Iterator[Finding]:
    """A school stands on a yearly list, but no year is given: a flag is no property for ever.

    Give `from` and `to` of the list.
    """
    for school in view.all(School):
        for index, flag in enumerate(school.flags):
            if flag.from_ is None and flag.to is None:
                yield Finding(
                    view.place(school, "flags", index),
                    T("the flag {flag} has no period", flag=flag.flag),
                    T("give `from` and `to`: the lists are made anew every year"),
                )


_EACH_QUARTER = re.compile(r"в квартал\b|ежеквартальн|каждый квартал", re.IGNORECASE)


def _related_term(view: View, row: Row) -> Related:
    message = T("the term of item {number}", number=row.number)
    return Related(view.place(row.plan, *row.term_path), message)


@warning
def child_outside_parent(view: View) -> Iterator[Finding]:
    """A row runs past the term of the row it stands under.

    Leave both if the document is printed so: each keeps its own term.
    """
    # By identity: the rows of two plans may be equal.
    rows = {id(row.placed): row for row in view.rows}
    for row in view.rows:
        if row.placed.parent is None:
            continue
        parent = rows[id(row.placed.parent)]
        if row.hull is None or parent.hull is None:
            continue
        (start, end), (first, last) = row.hull, parent.hull
        if end > last or (start and first and start < first):
            yield Finding(
                view.place(row.plan, *row.term_path),
                _outside_message(row, parent, start, end, first, last),
                T("leave it if the document is printed so: each keeps its own term"),
                related=(_related_term(view, parent),),
            )


def _outside_message(
    row: Row, parent: Row, start: date | None, end: date, first: date | None, last: date
) -> T:
    names = {"child": row.key, "parent": parent.key}
    if end > last:
        return T(
            "{child} ends on {end}, after {parent} ({last})", end=day(end), last=day(last), **names
        )
    return T(
        "{child} begins on {start}, before {parent} ({first})",
        start=day(start),
        first=day(first),
        **names,
    )


@warning
def order_of_terms(view: View) -> Iterator[Finding]:
    """A step of an activity is over before the step that stands above it begins.

    Check the document: two rows or two terms may have been exchanged. Only nested rows are
    compared, because the activities of a plan need not follow one another.
    """
    before: Row | None = None
    for row in view.rows:
        if row.placed.parent is None or row.hull is None:
            continue
        if before and before.hull and before.placed.parent is row.placed.parent:
            earliest, end = before.hull[0], row.hull[1]
            if earliest and end < earliest:
                yield Finding(
                    view.place(row.plan, *row.term_path),
                    T(
                        "{number} is over on {end}, before {above} begins ({start})",
                        number=row.number,
                        end=day(end),
                        above=before.number,
                        start=day(earliest),
                    ),
                    T("check whether two rows or terms have been exchanged"),
                    related=(_related_term(view, before),),
                )
        # Also where the parents differ: then the next row is the first of its own group.
        before = row


@warning
def start_before_order(view: View) -> Iterator[Finding]:
    """An item begins in a month before the order that carries the plan was signed.

    It may be right: work often begins before the paper. Check the term and the order's date.
    """
    for plan in view.plans:
        signed = view.signed(plan)
        if signed is None:
            continue
        for row in view.rows_of(plan):
            hull = row.hull
            # Begun after the signing: the common case, told from the hull without its windows.
            if hull is None or (hull[0] and hull[0] >= signed):
                continue
            early = next((w for w in row.windows if _is_early(w, signed, plan)), None)
            if early is None:
                continue
            order = view.registry.order_of(plan)
            assert order is not None
            yield Finding(
                view.place(plan, *row.term_path),
                T(
                    "item {number} begins on {start}, the order was signed on {signed}",
                    number=row.number,
                    start=day(early.start or early.end),
                    signed=day(signed),
                ),
                T("check the term and the date of the order"),
                related=(Related(view.place(order, "date"), T("the order")),),
            )


def _is_early(window: Window, signed: date, plan: Roadmap) -> bool:
    """The month of signing itself is no early start, nor is a term that is the whole period."""
    if (window.start, window.end) == (plan.period.from_, plan.period.to):
        return False
    return window.end < signed or bool(window.start and window.start < signed.replace(day=1))


@warning
def item_outside_program(view: View) -> Iterator[Finding]:
    """An item falls outside the term of the programme its plan belongs to.

    Correct the term of the programme, or ask whether the item belongs to this plan.
    """
    for plan in view.plans:
        program = view.registry.get(Program, plan.program)
        if program is None or program.period is None:
            continue
        first, last = program.period.from_, program.period.to
        for row in view.rows_of(plan):
            hull = row.hull
            if hull is None:
                continue
            start, end = hull
            if (last and end > last) or (first and (start or end) < first):
                term = Related(view.place(program, "period"), T("the term of the programme"))
                yield Finding(
                    view.place(plan, *row.term_path),
                    T(
                        "item {number} falls outside the programme “{id}”",
                        number=row.number,
                        id=program.id,
                    ),
                    T("check the term of the item and of the programme"),
                    related=(term,),
                )


@warning
def quarter_without_day(view: View) -> Iterator[Finding]:
    """The title promises something every quarter, but the days listed leave a quarter out.

    Ask the author of the plan; leave the words as printed.
    """
    for row in view.rows:
        if len(row.windows) < 2 or not (row.hull and _EACH_QUARTER.search(row.item.title)):
            continue
        # Counted by last days: «до 31 марта» is the first quarter.
        held = {(w.end.year, (w.end.month + 2) // 3) for w in row.windows}
        year = row.windows[0].end.year
        missing = [q for q in range(1, 5) if (year, q) not in held]
        # A plan over several years may hold some quarters in one year and some in another.
        if missing and len({y for y, _q in held}) == 1:
            yield Finding(
                view.place(row.plan, *row.term_path),
                T(
                    "item {number} is to be held every quarter, but has no day in quarter {missing}",
                    number=row.number,
                    missing=", ".join(map(str, missing)),
                ),
                T("ask the author of the plan"),
                related=(
                    Related(view.place(row.plan, *row.path, "title"), T("every quarter, it says")),
                ),
            )


@warning
def basis_later(view: View) -> Iterator[Finding]:
    """An order rests on an act that is younger than the order itself.

    Compare both days with the documents; name another act if the wrong one stands in `basis`.
    """
    for order in view.orders:
        for index, act in enumerate(order.basis):
            other = view.registry.get(Order, act) if isinstance(act, str) else None
            signed = other.date if other else None if isinstance(act, str) else act.date
            if order.date and signed and signed > order.date:
                yield Finding(
                    view.place(order, "basis", index),
                    T("the order is of {day}, what it rests on of {later}",
                      day=day(order.date), later=day(signed)),
                    T("compare both days with the documents"),
                )  # fmt: skip
