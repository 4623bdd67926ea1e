"""What matters first of a site, an application or an indicator: the lines above its record or chain."""

from typing import Any

from innoreg.ledger import State
from innoreg.model.application import Application
from innoreg.model.indicator import Indicator
from innoreg.model.registry import Target
from innoreg.model.site import Site
from innoreg.queries.computed_indicators import answer_on
from innoreg.queries.council_agenda import application_of
from innoreg.queries.indicator_values import REGION
from innoreg.queries.site_lives import site_life
from innoreg.report import application_life, display_texts, indicator_values, site_lives
from innoreg.report.tables import Line


def life_lines(state: State, target: Target) -> list[str]:
    """The state, what is due and what there is to decide; nothing for other kinds of record.

    Of a site only where rules of its kind say what it owes.
    """
    if target.path:
        return []
    return [line.text.strip() for line in _lines(state, target)]


def _lines(state: State, target: Target) -> list[Line]:
    record = target.record
    if isinstance(record, Application):
        life = application_of(state, record)
        text = Line(application_life.state_text(life))
        return [text, *application_life.expert_lines(state.registry, life)]
    standing = state.standing(target.ref) if isinstance(record, Site) else None
    if standing:
        site = site_life(state, standing)
        if site.rules is None:
            return []
        proposals = [Line(site_lives.proposal_text(each)) for each in site.proposals]
        return [Line(site_lives.state_text(site)), *site_lives.report_lines(site), *proposals]
    if isinstance(record, Indicator):
        answer = answer_on(state.registry, record, state.day)
        cells = zip(answer.checkpoints, answer.rows[REGION], strict=True)
        return [
            Line(f"{display_texts.day(day)}: {indicator_values.cell_text(answer, cell)}")
            for day, cell in cells
        ]
    return []


def life_fields(state: State, target: Target) -> dict[str, Any]:
    """The same as JSON has it, under `life`; nothing for other kinds of record."""
    record = target.record
    if target.path:
        return {}
    if isinstance(record, Application):
        life = application_of(state, record)
        return {"life": application_life.life_fields(state.registry, life)}
    standing = state.standing(target.ref) if isinstance(record, Site) else None
    if standing and (site := site_life(state, standing)).rules:
        return {"life": site_lives.life_fields(state, site)}
    return {}
