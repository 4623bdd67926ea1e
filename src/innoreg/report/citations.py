"""Citations of orders («КОиПО ЛО, распоряжение от 20.11.2020 № 1925-р, п. 2»), titles of ids."""

from datetime import date
from typing import Any

from innoreg.i18n import _
from innoreg.ledger import Step
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.pair import Member, Pair
from innoreg.model.protocol import Protocol
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.queries.due_row import DueRow, PrintedNumber
from innoreg.queries.obligation import Obligation
from innoreg.queries.occurrence_rows import printed_number
from innoreg.queries.record_names import title_of
from innoreg.report import display_texts


def reference_title(registry: Registry, ref: str | None) -> str:
    """The name or title behind a reference, the word for a role; else the reference itself."""
    target = registry.find(ref) if ref else None
    if target is None:
        return display_texts.word_for(display_texts.ROLE_WORDS, ref or "")
    if isinstance(target.record, District):
        return target.record.short_name
    if isinstance(target.record, Pair):
        return pair_title(registry, target.record)
    part = target.project or (target.item.item if target.item else None)
    title = " ".join((part.title if part else title_of(target.record)).split())
    if target.item and target.item.section:
        return f"{display_texts.cited_number(PrintedNumber(*target.item.printed))}. {title}"
    return title


def pair_title(registry: Registry, pair: Pair) -> str:
    """Mentors → mentees, with the schools of people."""

    def side(members: tuple[Member, ...]) -> str:
        return ", ".join(_member_title(registry, member) for member in members)

    return f"{side(pair.mentors)} → {side(pair.mentees)}"


def _member_title(registry: Registry, member: Member) -> str:
    names = [reference_title(registry, ref) for ref in (member.person, member.school) if ref]
    return f"{names[0]} ({names[1]})" if len(names) > 1 else names[0]


def order_citation(registry: Registry, order: Order) -> str:
    """Issuer, kind, date and number of an order; what it lacks is left out.

    The issuer stands first, so that its name need not be declined.
    """
    issuer = registry.get(Authority, order.issuer)
    name = (issuer.short_name or issuer.name) if issuer else order.issuer
    said = [f"{name},", order.order_kind[:1].lower() + order.order_kind[1:]]
    if order.date:
        said.append(_("of {day}", day=display_texts.day(order.date)))
    elif order.year:
        said.append(_("of the year {year}, day not known", year=order.year))
    if order.number:
        said.append(f"№ {order.number}")
    return " ".join(said)


def citation(registry: Registry, order: str | None, clause: str | None) -> str:
    """An order and its clause, in words; empty where there is none."""
    record = registry.get(Order, order)
    if record is None:
        return order or ""
    said = order_citation(registry, record)
    found = registry.parts(record).get(clause) if clause else None
    if found and found.clause and found.clause.clause.number is None:
        return _("{order}, unnumbered clause ({clause})", order=said, clause=clause)
    return _("{order}, cl. {clause}", order=said, clause=clause) if clause else said


def duty_basis(registry: Registry, row: DueRow) -> str:
    """The basis of a row in words: the order, the plan, and the number in it."""
    order, plan = registry.get(Order, row.order), registry.get(Roadmap, row.roadmap)
    doubt = basis_doubt(registry, row)
    if plan is None:
        clause = row.ref.partition("/")[2] if order and row.document == order.id else None
        return ", ".join(filter(None, (citation(registry, row.order, clause), doubt)))
    number = display_texts.cited_number(row.printed)
    place = number if row.printed.section else _("item {number}", number=number)
    parts = (order_citation(registry, order) if order else "", f"«{plan.title}»", place, doubt)
    return ", ".join(part for part in parts if part)


def basis_doubt(registry: Registry, row: DueRow) -> str:
    """What is not known of the document a row stands in: who approved it, or its day; else empty."""
    if row.day_unknown:
        return _("the day of the document is not known")
    plan = registry.get(Roadmap, row.roadmap)
    unapproved = plan is not None and registry.is_unapproved(plan)
    return _("no order that approves it is in the register") if unapproved else ""


def protocol_citation(registry: Registry, protocol: Protocol) -> str:
    """A meeting in words: «Координационный совет: протокол № 3 от 25.02.2026»."""
    day = display_texts.day(protocol.on)
    council = reference_title(registry, protocol.council)
    if protocol.number is None:
        return _("{council}: protocol of {day}", council=council, day=day)
    return _(
        "{council}: protocol № {number} of {day}", council=council, number=protocol.number, day=day
    )


def source_fields(registry: Registry, record: Record, *path: str | int) -> dict[str, Any]:
    """File and line of a record, or of the value at `path` in it, as JSON has them."""
    place = registry.place(record, *path)
    return {"file": place.file, "line": place.line}


def plan_citation(registry: Registry, duty: Obligation) -> str:
    """The plan of a duty and its item as the plan prints it: «план meetings-2019, п. 6 раздела 1»."""
    plan, printed = duty.record.id, printed_number(registry, duty.ref)
    if printed and printed.section:
        return _("plan {ref}, {cited}", ref=plan, cited=display_texts.cited_number(printed))
    return _("plan {ref}, item {number}", ref=plan, number=duty.number)


def basis(registry: Registry, step: Step | None) -> str:
    """On what a step rests: its order and clause, or words where no order of the register made it."""
    if step is None:
        return ""
    if step.order:
        return citation(registry, step.order, step.clause)
    return _("before the register") if step.kind == "opening" else ""


def term_days(start: date | None, end: date | None) -> str:
    """The days of a term, each end only where it is known."""
    if start and end:
        return f"{display_texts.day(start)}–{display_texts.day(end)}"
    if start:
        return _("from {day}", day=display_texts.day(start))
    return _("until {day}", day=display_texts.day(end)) if end else ""
