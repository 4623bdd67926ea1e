"""The rows of letters, memos and reports: answers of queries and ledger as plain data for render."""

from collections.abc import Iterable
from datetime import date

from innoreg.ledger import State, Step, replay
from innoreg.model.authority import Authority
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.queries.due_row import DueRow
from innoreg.queries.filters import Filters
from innoreg.queries.site_lives import site_life
from innoreg.queries.standings import Entry, register_entries
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_names import Namer
from innoreg.render.document_text import short_date
from innoreg.render.paper_rows import DutyRow, HistoryRow, SiteRow
from innoreg.report.site_lives import report_lines
from innoreg.report.standings import standing_text

ON_CONTROL = ("planned", "extended", "overdue")
_RESULTS = {"interim": "промежуточные результаты", "final": "итоговые результаты"}


def duty_rows(registry: Registry, found: Iterable[DueRow], day: date) -> list[DutyRow]:
    """A row for each window that was found, as it stands on the day."""
    state = replay(registry, day)
    return [_duty_row(state, row) for row in found]


def _duty_row(state: State, row: DueRow) -> DutyRow:
    status = row.status(state.day)
    finished = row.done_on if status == "done-late" else state.day
    # Of what has no date this is no number of days, and nothing below asks for it.
    late = (finished or state.day) - row.due
    order = state.registry.get(Order, row.order)
    return DutyRow(
        plan=_plan_title(state.registry, row, order),
        number=_cited_number(row),
        title=row.title,
        deadline=row.words,
        due=None if row.is_continuous or not row.is_dated else row.due,
        responsible=", ".join(party.text for party in row.responsible),
        status=status,
        days_late=max(0, late.days) if status in ("overdue", "done-late") else 0,
        done=row.done_on,
        controller=", ".join(party.text for party in row.controllers),
        extended=row.first_due != row.due,
    )


def _cited_number(row: DueRow) -> str:
    """«п. 6 раздела 1» of an item in a section, else its number or a clause's; of a report what it is."""
    number, section, title = row.printed
    if row.document == row.site and number in _RESULTS:
        return _RESULTS[number]
    if not number:
        return "без номера"
    if section is None:
        return number
    return f"п. {number} раздела «{title}»" if title else f"п. {number} раздела {section}"


def _plan_title(registry: Registry, row: DueRow, order: Order | None) -> str:
    """The document a row stands in, with the order that carries it and what is not known of them."""
    title = row.document_title if row.roadmap or row.document == row.site else ""
    known = order is not None and (order.date or order.number)
    name = _order_title(order) if order and known else ""
    doubt = _basis_doubt(registry, row)
    if name and not title:
        title, name = name[:1].upper() + name[1:], ""
    behind = "; ".join(filter(None, (name, doubt)))
    title = title or row.document_title
    return f"{title} ({behind})" if behind else title


def _basis_doubt(registry: Registry, row: DueRow) -> str:
    """As `basis_doubt` of report.citations, in the language of papers."""
    if row.day_unknown:
        return "день документа неизвестен"
    plan = registry.get(Roadmap, row.roadmap)
    unapproved = plan is not None and registry.is_unapproved(plan)
    return "распоряжения об утверждении в реестре нет" if unapproved else ""


def _order_title(order: Order) -> str:
    """An order in a sentence: «распоряжение от 01.02.2022 № 18»."""
    words = [order.order_kind.lower()]
    words += [f"от {short_date(order.date)}"] if order.date else []
    words += [f"№ {order.number}"] if order.number else []
    return " ".join(words)


def post_of(who: Person | School | Authority, day: date) -> str:
    """The post a person holds on the day, in the nominative; "" where the register has none."""
    if not isinstance(who, Person):
        return ""
    held = [position for position in who.positions if position.covers(day)]
    return held[-1].title if held else ""


def site_rows(state: State, wanted: Filters, *, reports: bool = False) -> list[SiteRow]:
    """The sites whose term runs or ran out without a decision, as they stand on the day."""
    return [
        site_row(state, found, reports=reports)
        for found in register_entries(state, wanted)
        if isinstance(found.standing.record, Site) and found.phase in ("running", "lapsed")
    ]


def site_row(state: State, found: Entry, *, reports: bool = False) -> SiteRow:
    """One site as it stands on the day."""
    site = found.standing.record
    assert isinstance(site, Site)
    naming = Namer(state.registry, Remarks())
    program = state.registry.get(Program, site.program)
    return SiteRow(
        holders=", ".join(naming.organisation(ref).text for ref in site.organisations),
        kind=naming.site_kind(site).text,
        theme=site.theme,
        program=program.title if program else "",
        since=found.standing.start,
        until=found.standing.end,
        status=standing_text(state, found),
        basis=_basis_text(state, found.began) if found.began else "",
        reports=_reports_text(state, found) if reports else "",
    )


def _reports_text(state: State, found: Entry) -> str:
    """Each report that something happened to, and the next one."""
    life = site_life(state, found.standing)
    return "; ".join(line.text for line in report_lines(life))


def history_rows(state: State, site: Site) -> list[HistoryRow]:
    """What happened to a site up to the day, oldest first."""
    return [
        HistoryRow(step.day, str(step.what), _basis_text(state, step))
        for step in state.why(site.id)
    ]


def _basis_text(state: State, step: Step) -> str:
    """The document behind a step: «распоряжение от 20.11.2020 № 1925-р, п. 2»."""
    order = state.registry.get(Order, step.order)
    if order is None:
        return "; ".join(step.words)
    return _order_title(order) + _clause_words(state, order, step.clause)


def _clause_words(state: State, order: Order, key: str | None) -> str:
    """«, п. 2»; a clause that the document does not number is told by its place in it."""
    found = state.registry.parts(order).get(key) if key else None
    if found and found.clause and found.clause.clause.number is None:
        return f", пункт без номера ({key})"
    return f", п. {key}" if key else ""
