"""Pages of sites with what a council has before it, and of indicators with their charts."""

from collections.abc import Iterator, Sequence

from innoreg.i18n import _
from innoreg.ledger.application_life import ApplicationLife
from innoreg.model.indicator import Indicator
from innoreg.pages.chart import Chart, ChartBar
from innoreg.pages.page import Link, Page, Section
from innoreg.pages.site_context import SiteContext
from innoreg.queries.computed_indicators import answer_on
from innoreg.queries.council_agenda import Agenda, council_agenda
from innoreg.queries.indicator_values import Cell, IndicatorAnswer
from innoreg.queries.site_lives import SiteLife, site_lives
from innoreg.report import application_life, display_texts, indicator_values
from innoreg.report import site_lives as texts
from innoreg.report.citations import basis, term_days
from innoreg.report.council_agenda import ruling_text
from innoreg.report.display_texts import report_text
from innoreg.report.fractions_text import value_text
from innoreg.report.short_titles import cut_title

_COLOURS = {"green": "done", "yellow": "nearly", "red": "late", "grey": "open", None: "planned"}
_SIGNS = {"green": "✓", "yellow": "●", "red": "▲", "grey": "?"}
_TITLE = 160
"""Letters of a heading."""
Cards = list[list[tuple[Link, ...]]]


def innovation_pages(context: SiteContext) -> Iterator[Page]:
    """Both of them."""
    yield _sites(context)
    yield _indicators(context)


def _sites(context: SiteContext) -> Page:
    lives = list(site_lives(context.state).values())
    sections = [_register(context, lives)] if lives else []
    sections += _agenda_sections(context, council_agenda(context.state))
    lead = "" if sections else _("There are no sites on this day.")
    return Page("sites/index.html", _("Sites and the council"), sections, lead=lead)


def _register(context: SiteContext, lives: Sequence[SiteLife]) -> Section:
    heads = (_("Site"), _("Organisations"), _("State"), _("Term"), _("Reports"), _("Basis"))
    rows: list[list[tuple[Link, ...]]] = [[(Link(head),) for head in heads]]
    for life in lives:
        standing = life.standing
        reports = "; ".join(
            f"{report_text(each.report)}: {texts.report_state_text(each)}"
            for each in life.reports
            if each.state != "open" or each is life.next_report
        )
        source = standing.by.source if standing.by else None
        rows.append(
            [
                (context.addresses.link(standing.ref, cut_title(life.site.theme, 110)),),
                _several([context.addresses.link(ref) for ref in life.site.organisations]),
                (Link(texts.state_text(life)),),
                (Link(term_days(standing.start, standing.end)),),
                (Link(reports),),
                (Link(basis(context.registry, standing.by), context.addresses.find(source)),),
            ]
        )
    return Section("register", _("Sites"), "table", rows, len(lives))


def _several(links: Sequence[Link]) -> tuple[Link, ...]:
    parts = [part for link in links for part in (Link(", "), link)]
    return tuple(parts[1:])


def _agenda_sections(context: SiteContext, agenda: Agenda) -> Iterator[Section]:
    """What there is to decide; a kind of question only where there are such."""
    state = context.state

    def applied(lives: Sequence[ApplicationLife]) -> Cards:
        return [
            [(Link(each.application.theme),), (Link(application_life.state_text(each)),)]
            for each in lives
        ]

    parts: list[tuple[str, str, Cards]] = [
        ("applications", _("Applications"), applied(agenda.ready)),
        (
            "reports",
            _("Reports to assess or accept"),
            [
                [
                    (context.addresses.link(each.site.standing.ref),),
                    (Link(f"{report_text(each.report.report)}: "
                          f"{texts.report_state_text(each.report)}"),),
                ]
                for each in agenda.reports
            ],
        ),
        (
            "decide",
            _("Sites to decide on"),
            [
                [
                    (context.addresses.link(life.standing.ref),),
                    *((Link(texts.proposal_text(each)),) for each in life.proposals),
                ]
                for life in agenda.proposals
            ],
        ),
        ("lists", _("Lists to approve"), [[(Link(order.title),)] for order in agenda.lists]),
        (
            "unordered",
            _("Decided, an order has yet to follow"),
            [[(Link(ruling_text(state, each)),)] for each in agenda.unordered],
        ),
        ("waiting", _("Not ready for the council"), applied(agenda.waiting)),
    ]  # fmt: skip
    for id_, title, cards in parts:
        if cards:
            yield Section(id_, title, "cards", cards, len(cards))


def _indicators(context: SiteContext) -> Page:
    registry, day = context.registry, context.state.day
    sections: list[Section] = []
    for indicator in registry.all(Indicator):
        answer = answer_on(registry, indicator, day)
        sections += _indicator_sections(context, answer)
    lead = "" if sections else _("the register holds no indicators")
    return Page("indicators/index.html", _("Indicators"), sections, lead=lead, wide=True)


def _indicator_sections(context: SiteContext, answer: IndicatorAnswer) -> Iterator[Section]:
    one, registry = answer.indicator, context.registry
    places = indicator_values.places_with_data(answer)
    heads = [column.head for column in indicator_values.columns(answer)]
    rows: list[list[tuple[Link, ...]]] = [[(Link(head),) for head in heads]]
    for place, row in zip(places, indicator_values.rows(registry, answer, places), strict=True):
        name, *cells = row
        signs = [_SIGNS.get(cell.light or "", "") for cell in answer.rows[place]]
        shown = [f"{sign} {text}".strip() for sign, text in zip(signs, cells, strict=True)]
        link = context.addresses.link(place, name) if place else Link(name)
        rows.append([(link,), *((Link(text),) for text in shown)])
    yield Section(one.id, cut_title(one.title, _TITLE), "table", rows, None, _note(answer))
    yield Section(f"{one.id}-chart", _("Chart"), "chart", _chart(context, answer, places))


def _note(answer: IndicatorAnswer) -> str:
    title = answer.indicator.title
    whole = [title] if cut_title(title, _TITLE) != title else []
    return " · ".join([*whole, *indicator_values.notes(answer)])


def _chart(context: SiteContext, answer: IndicatorAnswer, places: Sequence[str]) -> Chart:
    bars = [
        ChartBar(
            f"{display_texts.day(point)} {indicator_values.place_text(context.registry, place)}",
            cell.value,
            cell.target,
            _COLOURS[cell.light],
            _words(answer, cell),
        )
        for place in places
        for point, cell in zip(answer.checkpoints, answer.rows[place], strict=True)
        if cell.value is not None or cell.target is not None
    ]
    return Chart(answer.indicator.title, tuple(bars))


def _words(answer: IndicatorAnswer, cell: Cell) -> str:
    """Value, target and light in words, as short as a row of a drawing."""
    unit = answer.indicator.unit
    value = value_text(cell.value, unit) if cell.value is not None else ""
    target = (
        _("target {value}", value=indicator_values.target_text(cell.target, unit))
        if cell.target is not None
        else ""
    )
    light = _(indicator_values.LIGHT_WORDS[cell.light]) if cell.light else ""
    return " · ".join(filter(None, [value, target, light]))
