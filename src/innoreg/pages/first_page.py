"""The page of a Monday morning: what is late, what this week brings, how the plans stand."""

from collections.abc import Iterator
from dataclasses import replace

from innoreg.i18n import _, ngettext
from innoreg.model.roadmap import Roadmap
from innoreg.pages.agenda_sections import agenda_sections
from innoreg.pages.page import Figure, Link, Page, Section
from innoreg.pages.plan_pages import timeline_section
from innoreg.pages.site_context import SiteContext
from innoreg.pages.table_pages import Table, heads, load_section, standing_section
from innoreg.report import display_texts
from innoreg.report.day_overview import counts, news_items, sentence, weekday
from innoreg.report.short_titles import cut_title, short_title

_MOST_DRAWN = 6
"""Plans in force that the page draws; a centre has two or three."""


def first_page(context: SiteContext) -> Page:
    """The page `index.html`."""
    day = context.state.day
    title = f"{weekday(day)}, {display_texts.day(day)}"
    said = sentence(context.overview)
    return Page(
        "index.html",
        title[:1].upper() + title[1:],
        list(_sections(context)),
        lead=said[:1].upper() + said[1:],
        wide=True,
    )


def _sections(context: SiteContext) -> Iterator[Section]:
    yield Section("figures", _("At a glance"), "figures", list(_figures(context)))
    yield from agenda_sections(context, context.overview.agenda, every=True)
    if context.overview.reports:
        views = context.views(context.overview.reports)
        yield Section("reports", _("Reports of sites"), "duties", views, len(views), printed=False)
    yield from _timelines(context)
    if load := load_section(context, "load"):
        yield load
    yield replace(standing_section(context, "open"), printed=False)
    if context.overview.lapsed:
        yield replace(standing_section(context, "lapsed"), printed=False)
    if news := _news(context):
        since = display_texts.day(context.overview.since)
        yield Section("news", _("New since {day}", day=since), "table", news, len(news) - 1,
                      printed=False)  # fmt: skip


def _timelines(context: SiteContext) -> Iterator[Section]:
    """The plans in force, drawn; where they are many the first ones, and links to the others."""
    plans = [
        plan
        for plan in context.registry.all(Roadmap)
        if (standing := context.state.roadmaps.get(plan.id)) and standing.running
    ]
    for plan in plans[:_MOST_DRAWN]:
        yield timeline_section(context, plan, short=True)
    if others := plans[_MOST_DRAWN:]:
        links = [
            context.addresses.link(plan.id, short_title(context.registry, plan.id))
            for plan in others
        ]
        yield Section("plans", _("Other plans in force"), "links", links, len(links), printed=False)


def _figures(context: SiteContext) -> Iterator[Figure]:
    n = counts(context.overview)
    new = ngettext("{n} new", "{n} new", n["newly_late"]) if n["newly_late"] else ""
    today = ngettext("{n} today", "{n} today", n["today"]) if n["today"] else ""
    older = (
        ngettext("{n} for over a year", "{n} for over a year", n["long_late"])
        if n["long_late"]
        else ""
    )
    late = "late" if n["late"] else ""
    more = ", ".join(filter(None, [new, older]))
    yield Figure(str(n["late"]), _("past their term"), "#late", late, more)
    done = sum(bool(each.window.closed) for each in context.overview.agenda.this_week)
    closed = ngettext("{n} done", "{n} done", done) if done else ""
    said = ", ".join(filter(None, [today, closed]))
    yield Figure(str(n["this_week"]), _("this week"), "#week", "", said)
    in_time = _("{n} of {of}", n=n["in_time"], of=n["due_this_year"])
    yield Figure(in_time, _("done in time this year"), "discipline.html")
    # Without reports or lapsed terms there is no part to lead to.
    yield Figure(str(n["reports"]), _("reports of sites"), "#reports" if n["reports"] else "")
    yield Figure(str(n["lapsed"]), _("terms over, not completed"), "#lapsed" if n["lapsed"] else "")
    yield Figure(str(n["undated"]), _("without a date"), "#undated" if n["undated"] else "")


def _news(context: SiteContext) -> Table:
    rows: Table = [
        [
            (Link(display_texts.day(item.day)),),
            (Link(item.what[:1].upper() + item.what[1:]),),
            tuple(
                context.addresses.link(ref, cut_title(context.addresses.link(ref).text) + " ")
                for ref in item.subjects[:3]
            )
            + (
                (Link(_("and {n} more", n=len(item.subjects) - 3)),)
                if len(item.subjects) > 3
                else ()
            ),
            context.addresses.linked(item.basis),
        ]
        for item in news_items(context.overview)
    ]
    return [heads(_("Day"), _("What"), _("Of what"), _("Basis")), *rows] if rows else []
