"""Pages that are tables: lists of records, load, discipline, the network of pairs, findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from innoreg.i18n import _
from innoreg.ledger.affiliation import district_of
from innoreg.model.authority import Authority
from innoreg.model.district import District
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site
from innoreg.pages.page import Link, Page, Section
from innoreg.pages.site_context import SiteContext
from innoreg.queries.execution_scores import By
from innoreg.queries.filters import Filters
from innoreg.queries.mentoring_pairs import mentoring
from innoreg.queries.standings import Entry, register_entries
from innoreg.report import discipline as discipline_report
from innoreg.report import display_texts
from innoreg.report import workload as load_report
from innoreg.report.citations import basis, order_citation, pair_title, term_days
from innoreg.report.short_titles import cut_title, short_title
from innoreg.report.standings import kind_text, standing_text, title_in_force

Cell = tuple[Link, ...]
Table = list[list[Cell]]
_MOST_BODIES = 3
"""Organisations of a site in one cell."""


def cell(text: str, href: str = "") -> Cell:
    """A cell of one text."""
    return (Link(text, href),)


def heads(*texts: str) -> list[Cell]:
    """The first row of a table."""
    return [cell(text) for text in texts]


def table_pages(context: SiteContext) -> Iterator[Page]:
    """All of them."""
    yield _plans(context)
    yield _people(context)
    yield _districts(context)
    yield _organisations(context)
    yield _programs(context)
    yield _pairs(context)
    yield _orders(context)
    yield _load(context)
    yield _discipline(context)
    yield _findings(context)


def _open_and_late(context: SiteContext, ref: str) -> tuple[Cell, Cell]:
    rows = [each for each in context.rows_for(ref) if not each.closed]
    late = sum(each.status(context.state.day) == "overdue" for each in rows if each.is_dated)
    return cell(str(len(rows) or "")), cell(f"▲ {late}" if late else "")


def _plans(context: SiteContext) -> Page:
    rows: Table = [heads(_("Plan"), _("Period"), _("Order"), _("Open"), _("Overdue"))]
    for plan in context.registry.all(Roadmap):
        order = context.registry.order_of(plan)
        citation = order_citation(context.registry, order) if order else _("no order carries it")
        rows.append(
            [
                (context.addresses.link(plan.id, short_title(context.registry, plan.id)),),
                cell(term_days(plan.period.from_, plan.period.to)),
                (context.addresses.link(order.id if order else None, citation),),
                *_open_and_late(context, plan.id),
            ]
        )
    return Page("roadmaps/index.html", _("Plans"), [_section("plans", rows)])


def _section(id_: str, rows: Table, title: str = "", note: str = "") -> Section:
    return Section(id_, title, "table", rows, len(rows) - 1, note)


def _people(context: SiteContext) -> Page:
    rows: Table = [heads(_("Name"), _("Post"), _("Open"), _("Overdue"))]
    for person in sorted(context.registry.all(Person), key=lambda each: each.name):
        posts = "; ".join(dict.fromkeys(post.title for post in person.positions))
        name = (context.addresses.link(person.id),)
        rows.append([name, cell(posts), *_open_and_late(context, person.id)])
    return Page("people/index.html", _("People"), [_section("people", rows)])


def _districts(context: SiteContext) -> Page:
    rows: Table = [heads(_("District"), _("Consultants"), _("Open"), _("Overdue"))]
    for district in context.registry.all(District):
        held = [
            row.person
            for row in context.state.assignments
            if row.role == "consultant"
            and district.id in row.scope
            and row.covers(context.state.day)
        ]
        links = tuple(
            context.addresses.link(ref, context.addresses.link(ref).text + " ")
            for ref in dict.fromkeys(held)
        )
        name = (context.addresses.link(district.id, district.short_name),)
        rows.append([name, links or cell("–"), *_open_and_late(context, district.id)])
    return Page("districts/index.html", _("Districts"), [_section("districts", rows)])


def _organisations(context: SiteContext) -> Page:
    sections = []
    for id_, title, model in (
        ("schools", _("Schools and colleges"), School),
        ("authorities", _("Authorities"), Authority),
    ):
        rows: Table = [heads(_("Name"), _("District"), _("Open"), _("Overdue"))]
        for each in context.registry.all(model):
            place = district_of(context.registry, each.id)
            district = (context.addresses.link(place),) if place else cell("–")
            name = (context.addresses.link(each.id),)
            rows.append([name, district, *_open_and_late(context, each.id)])
        if len(rows) > 1:
            sections.append(_section(id_, rows, title))
    return Page("schools/index.html", _("Organisations"), sections)


def standing_section(context: SiteContext, id_: str) -> Section:
    """Programmes and sites on the day: `all` of them, those that are `open`, or `lapsed`.

    lapsed: whose term is over and no order ended it.
    """
    entries: Iterable[Entry] = register_entries(context.state, Filters())
    title = _("Programmes and sites")
    if id_ == "open":
        entries = [each for each in entries if each.phase not in ("ended", "absent")]
    elif id_ == "lapsed":
        entries, title = context.overview.lapsed, _("Term over, no order ended it")
    rows: Table = [heads(_("Title"), _("Kind"), _("State"), _("Term"), _("Basis"))]
    for entry in entries:
        standing = entry.standing
        name = cut_title(title_in_force(context.state, entry), 110)
        rows.append(
            [
                (context.addresses.link(standing.ref, name),),
                _kind_and_body(context, entry),
                cell(standing_text(context.state, entry)),
                cell(term_days(standing.start, standing.end)),
                _basis(context, entry),
            ]
        )
    return _section(id_, rows, title)


def _kind_and_body(context: SiteContext, entry: Entry) -> Cell:
    """What it is, and of whom: sites of one programme have one title."""
    bodies = entry.organisations if isinstance(entry.standing.record, Site) else ()
    links = [context.addresses.link(ref) for ref in bodies[:_MOST_BODIES]]
    parts = [part for link in links for part in (Link(", "), link)]
    more = len(bodies) - len(links)
    said = [Link(" " + _("and {n} more", n=more))] if more else []
    return (Link(kind_text(entry)), *parts, *said)


def _basis(context: SiteContext, entry: Entry) -> Cell:
    said = basis(context.registry, entry.began)
    source = entry.began.source if entry.began else None
    return (Link(said, context.addresses.find(source)),)


def _programs(context: SiteContext) -> Page:
    return Page(
        "programs/index.html",
        _("Programmes and sites"),
        [standing_section(context, "all")],
    )


def _pairs(context: SiteContext) -> Page:
    """Mentors and mentees, by the district of the mentees."""
    found = mentoring(context.state, Filters())
    by_district: dict[str, Table] = defaultdict(
        lambda: [heads(_("Pair"), _("State"), _("Term"), _("Basis"))]
    )
    for bond in found.bonds:
        standing = bond.entry.standing
        mentees = [member.school for member in bond.pair.mentees if member.school]
        places = [district_of(context.registry, ref) for ref in mentees]
        place = next(filter(None, places), None)
        by_district[place or ""].append(
            [
                (context.addresses.link(standing.ref, pair_title(context.registry, bond.pair)),),
                cell(standing_text(context.state, bond.entry)),
                cell(term_days(standing.start, standing.end)),
                _basis(context, bond.entry),
            ]
        )
    sections = []
    for district, rows in sorted(by_district.items()):
        name = context.addresses.link(district).text if district else _("District not known")
        sections.append(_section(f"in-{district or 'unknown'}", rows, name))
    note = "" if sections else _("There are no pairs on this day.")
    return Page("pairs/index.html", _("Mentors and mentees"), sections, lead=note)


def _orders(context: SiteContext) -> Page:
    rows: Table = [heads(_("Order"), _("Title"))]
    dated = sorted(
        context.registry.all(Order), key=lambda each: (each.date is not None, each.date, each.id),
        reverse=True,
    )  # fmt: skip
    for order in dated:
        citation = order_citation(context.registry, order)
        rows.append([(context.addresses.link(order.id, citation),), cell(order.title)])
    return Page("orders/index.html", _("Orders"), [_section("orders", rows)])


def load_section(context: SiteContext, id_: str) -> Section | None:
    """Who carries how much, by months; None where nothing falls due in any year."""
    found = context.load
    if not found.rows or not load_report.fits_matrix(found):
        return None
    rows: Table = [heads(*(column.head for column in load_report.matrix_columns(found)))]
    for row, (name, *numbers) in zip(found.rows, load_report.matrix_rows(found), strict=True):
        rows.append([(context.addresses.link(row.carrier.id, cut_title(name, 70)),),
                     *map(cell, numbers)])  # fmt: skip
    period = display_texts.period(found.chosen.period)
    note = "; ".join(load_report.year_note(found))
    return Section(
        id_, _("Load: {period}", period=period), "table", rows, None, note, printed=False
    )


def _load(context: SiteContext) -> Page:
    section = load_section(context, "load")
    lead = _("What falls due in each month, by who carries it; the most loaded first.")
    return Page("load.html", _("Load"), [section] if section else [], lead=lead, wide=True)


def _discipline(context: SiteContext) -> Page:
    sections = []
    parts: tuple[tuple[By, str], ...] = (
        ("responsible", _("By who answers")),
        ("district", _("By district")),
        ("roadmap", _("By plan")),
    )
    for by, title in parts:
        found = context.discipline(by)
        columns = discipline_report.columns(found)
        rows: Table = [heads(*(column.head for column in columns))]
        ids = [score.carrier.id for score in found.rows] + [None]
        for ref, (name, *numbers) in zip(ids, discipline_report.rows(found), strict=False):
            rows.append([(context.addresses.link(ref, cut_title(name, 80)),), *map(cell, numbers)])
        if len(rows) > 1:
            sections.append(_section(by, rows, title))
    lead = _("Ratio: done in time ÷ due. Extended terms count by their new day.")
    return Page("discipline.html", _("Discipline of execution"), sections, lead=lead, wide=True)


def _findings(context: SiteContext) -> Page:
    check = context.check
    rows: Table = [heads(_("Place"), _("Finding"), _("Next"))]
    for each in context.findings:
        if each.accepted:
            continue
        place = f"{each.place.file}:{each.place.line}" if each.place.line else each.place.file
        rows.append(
            [cell(place), context.addresses.linked(str(each.message)), cell(_hint(each.hint))]
        )
    lead = _(
        "Errors: {errors}, warnings: {warnings}, accepted: {accepted}.",
        errors=check.errors,
        warnings=check.warnings,
        accepted=check.accepted,
    )
    sections: Sequence[Section] = [_section("findings", rows)] if len(rows) > 1 else []
    return Page("findings.html", _("Check of the data"), sections, lead=lead)


def _hint(hint: object) -> str:
    return str(hint) if hint else ""
