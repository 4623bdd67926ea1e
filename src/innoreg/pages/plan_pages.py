"""A page for each plan: its timeline, and its rows by sections as the document has them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from innoreg.deadlines import Period
from innoreg.i18n import _, ngettext
from innoreg.model.roadmap import PlacedItem, Roadmap, placed_items
from innoreg.pages.addresses import record_path
from innoreg.pages.page import LONGEST_TITLE, Bar, DutyView, Line, Link, Page, Section, Timeline
from innoreg.pages.site_context import SiteContext
from innoreg.queries.due_row import DueRow
from innoreg.report.citations import order_citation, term_days
from innoreg.report.known_days import day_notes
from innoreg.report.short_titles import cut_title, short_title


def plan_page(context: SiteContext, plan: Roadmap) -> Page:
    """The page of one plan."""
    path = record_path("roadmap", plan.id)
    sections = [
        Section("about", _("About"), "facts", list(_facts(context, plan))),
        timeline_section(context, plan),
        *_tables(context, plan),
    ]
    title = " ".join(plan.title.split())
    cut = cut_title(title, LONGEST_TITLE)
    return Page(path, cut, sections, _("plan"), title if cut != title else "", wide=True)


def _facts(context: SiteContext, plan: Roadmap) -> Iterator[tuple[str, tuple[Link, ...]]]:
    registry = context.registry
    if order := registry.order_of(plan):
        citation = order_citation(registry, order)
        yield _("Order"), (context.addresses.link(order.id, citation),)
    if plan.program:
        yield _("Programme"), (context.addresses.link(plan.program),)
    yield _("Period"), (Link(term_days(plan.period.from_, plan.period.to)),)
    yield _("Reference"), (Link(plan.id),)
    for note in day_notes(context.state, plan.id):
        yield _("Note"), (Link(note),)


def timeline_section(context: SiteContext, plan: Roadmap, *, short: bool = False) -> Section:
    """The drawing and its twin by months; `short`: without rows that are closed."""
    lines = list(_lines(context, plan, _rows_by_ref(context, plan), short))
    period = Period(plan.period.from_, plan.period.to)
    title = short_title(context.registry, plan.id) if short else _("Timeline")
    whole = context.addresses.link(plan.id, _("the whole plan")) if short else Link("")
    content = Timeline(lines, period, context.state.day, whole)
    return Section(f"timeline-{plan.id}", title, "timeline", content, printed=not short)


def _rows_by_ref(context: SiteContext, plan: Roadmap) -> Mapping[str, list[DueRow]]:
    found: dict[str, list[DueRow]] = {}
    for each in context.rows_of.get(plan.id, ()):
        if each.roadmap == plan.id:
            found.setdefault(each.ref, []).append(each)
    return found


_MOST_BARS = 60
"""Of one row: a duty of every week of a year has 53. Of more those in one state are one bar."""


def _lines(
    context: SiteContext, plan: Roadmap, rows: Mapping[str, list[DueRow]], short: bool
) -> Iterator[Line]:
    section = None
    for placed in placed_items(plan):
        ref = f"{plan.id}/{placed.key}"
        found = [each for each in rows.get(ref, ()) if not (short and each.closed)]
        if short and not found:
            continue
        if placed.section is not section:
            section = placed.section
            if section:
                yield Line(f"{section.number} {section.title}", "", is_head=True)
        yield Line(
            f"{placed.item.number} {placed.item.short or cut_title(placed.item.title)}",
            # Of what is not there on the day the page has no row to lead to.
            context.addresses.find(ref) if found else "",
            tuple(_bars(context, plan, found)),
            tuple(
                (each.due, context.shown(each))
                for each in found
                if each.is_dated and not each.is_continuous
            ),
            level=placed.level - 1,
        )


def _bars(context: SiteContext, plan: Roadmap, rows: Sequence[DueRow]) -> Iterator[Bar]:
    dated = [each for each in rows if each.is_dated]
    bars = [_bar(context.shown(each), each, plan) for each in dated]
    if len(bars) <= _MOST_BARS:
        yield from bars
        return
    for _state, found in groupby(bars, key=lambda bar: bar.state):
        run = list(found)
        first, last = run[0], run[-1]
        title = ngettext("{n} term, the last: {last}", "{n} terms, the last: {last}", len(run),
                         last=last.title)  # fmt: skip
        yield first._replace(title=title, end=max(bar.end for bar in run), is_open=False)


def _bar(view: DutyView, row: DueRow, plan: Roadmap) -> Bar:
    title = f"{view.ref.text} {view.short}: {view.due}, {view.state_text}"
    start = min(max(row.begins, plan.period.from_), row.due)
    return Bar(title, view.state, view.sign, start, row.due, row.start is None)


def _tables(context: SiteContext, plan: Roadmap) -> Iterator[Section]:
    """The rows of each section of the plan, in reading order."""
    rows = _rows_by_ref(context, plan)
    groups: dict[str, tuple[str, list[DutyView]]] = {}
    for placed in placed_items(plan):
        section = placed.section
        key = section.key if section else ""
        title = " ".join(f"{section.number} {section.title}".split()) if section else _("Rows")
        views = groups.setdefault(key, (title, []))[1]
        found = rows.get(f"{plan.id}/{placed.key}", [])
        views += [_in_plan(context.shown(each), placed) for each in found]
    for key, (title, views) in groups.items():
        # The order itself has the table on paper; here the timeline is one sheet.
        id_ = f"section-{key or 'rows'}"
        yield Section(id_, title, "duties", views, len(views), printed=False)


def _in_plan(view: DutyView, placed: PlacedItem) -> DutyView:
    """A row on the page of its own plan: with its number and level, and no link to the plan."""
    occurrence = view.ref.text.partition(" ")[2]
    name = " ".join(filter(None, [placed.item.number, occurrence]))
    return view._replace(ref=Link(name, ""), document=Link(""), level=placed.level)
