"""The sections of the note for a meeting of a council: what it has to decide on a day."""

from collections.abc import Iterable, Iterator, Sequence

from innoreg.cli.council_paper_data import DECIDED
from innoreg.ledger import State
from innoreg.ledger.application_life import ApplicationLife
from innoreg.queries.council_agenda import Agenda, ReportToAssess, WaitingRuling, council_agenda
from innoreg.queries.site_lives import SiteLife
from innoreg.render.council_context import Section
from innoreg.render.document_text import date_range, short_date
from innoreg.report import application_life, site_lives
from innoreg.report.citations import protocol_citation, reference_title
from innoreg.report.display_texts import report_text

_HOLDER = ("Организация", 28.0)


def brief_sections(state: State) -> list[Section]:
    """A section for each kind of question that there is; nothing where there is no question.

    What an order has yet to carry out, and what is not ready, stand last.
    """
    agenda = council_agenda(state)
    found = (
        _applications(state, "Заявки на присвоение статуса", agenda.ready),
        _reports(state, agenda.reports),
        _sites(state, agenda.proposals),
        _lists(agenda),
        _unordered(state, agenda.unordered),
        _applications(state, "Заявки, которые ещё не готовы к рассмотрению", agenda.waiting),
    )
    return [section for section in found if section.rows or section.paragraphs]


def _table(
    title: str, heads: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]
) -> Section:
    numbered = tuple((f"{n}.", *row) for n, row in enumerate(rows, 1))
    return Section(title, (), (("№ п/п", 7.0), *heads), numbered)


def _applications(state: State, title: str, lives: Iterable[ApplicationLife]) -> Section:
    heads = (_HOLDER, ("Тема", 25.0), ("Эксперты", 20.0), ("Состояние", 20.0))
    return _table(title, heads, (_application_cells(state, life) for life in lives))


def _application_cells(state: State, life: ApplicationLife) -> Sequence[str]:
    one = life.application
    experts = life.scores.experts if life.scores else ()
    said = [
        f"{reference_title(state.registry, each.expert)}: {application_life.expert_text(each)}"
        for each in experts
    ]
    return (
        "; ".join(reference_title(state.registry, ref) for ref in one.organisations),
        f"{one.theme} (поступила {short_date(one.received)})",
        "; ".join(said) or "–",
        application_life.state_text(life),
    )


def _reports(state: State, found: Iterable[ReportToAssess]) -> Section:
    heads = (_HOLDER, ("Тема", 30.0), ("Отчёт", 35.0))
    rows = (
        (
            site_lives.organisations_text(state, each.site),
            each.site.site.theme,
            f"{report_text(each.report.report)}: {site_lives.report_state_text(each.report)}",
        )
        for each in found
    )
    return _table("Отчёты площадок", heads, rows)


def _sites(state: State, lives: Iterable[SiteLife]) -> Section:
    heads = (_HOLDER, ("Тема", 25.0), ("Срок", 15.0), ("Предлагается", 25.0))
    rows = (
        (
            site_lives.organisations_text(state, life),
            life.site.theme,
            date_range(life.standing.start, life.standing.end),
            "; ".join(site_lives.proposal_text(each) for each in life.proposals),
        )
        for life in lives
    )
    return _table("Площадки, по которым нужно решение", heads, rows)


def _lists(agenda: Agenda) -> Section:
    said = (f"{n}. Проект: «{order.title}»." for n, order in enumerate(agenda.lists, 1))
    return Section("Перечни к утверждению", tuple(said))


def _unordered(state: State, found: Iterable[WaitingRuling]) -> Section:
    return Section("Решено советом, распоряжения ещё нет", tuple(_ruling_lines(state, found)))


def _ruling_lines(state: State, found: Iterable[WaitingRuling]) -> Iterator[str]:
    for number, each in enumerate(found, 1):
        decision = each.ruling.decision
        until = f" до {short_date(decision.to)}" if decision.to else ""
        name = reference_title(state.registry, each.subject)
        source = protocol_citation(state.registry, each.ruling.protocol)
        yield f"{number}. {name}: {DECIDED[decision.decision]}{until} ({source})."
