"""The sections of the papers of a council, in the words of documents: plain data for render."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from innoreg.ledger import State
from innoreg.ledger.expert_scores import Scores, score
from innoreg.model.application import Application
from innoreg.model.indicator import Indicator
from innoreg.model.person import Person
from innoreg.model.protocol import Decision, Protocol
from innoreg.model.registry import Registry
from innoreg.model.site import Site
from innoreg.model.site_rules import SiteRules
from innoreg.queries.computed_indicators import answer_on
from innoreg.queries.council_agenda import applications
from innoreg.queries.indicator_values import Cell, IndicatorAnswer
from innoreg.queries.record_names import title_of
from innoreg.queries.site_lives import SiteLife, site_lives
from innoreg.render.council_context import Section
from innoreg.render.document_text import date_range, short_date
from innoreg.report import application_life, indicator_values
from innoreg.report import site_lives as site_texts
from innoreg.report.council_agenda import vote_text
from innoreg.report.display_texts import report_text
from innoreg.report.fractions_text import number_text

DECIDED = {
    "recommend": "рекомендовать присвоить статус",
    "revise": "вернуть на доработку",
    "reject": "отклонить",
    "accept": "принять отчёт",
    "prolong": "рекомендовать продлить статус",
    "complete": "рекомендовать считать деятельность площадки завершённой",
    "end_early": "рекомендовать прекратить действие статуса досрочно",
    "approve": "одобрить проект распоряжения",
}
"""Decisions of a council as its papers say them."""
_LENGTH = 20
"""Signs of a whole bar of a chart."""


def _name(registry: Registry, ref: str) -> str:
    target = registry.find(ref)
    return title_of(target.record) if target else ref


def protocol_title(registry: Registry, protocol: Protocol) -> str:
    """«Протокол № 3 от 25.02.2026. Координационный совет»."""
    number = f" № {protocol.number}" if protocol.number else ""
    council = _name(registry, protocol.council)
    return f"Протокол{number} от {short_date(protocol.on)}. {council}"


def protocol_sections(registry: Registry, protocol: Protocol) -> list[Section]:
    """Who was there, the agenda, and each decision with its vote."""
    said = []
    if protocol.place:
        said.append(f"Место проведения: {protocol.place}.")
    if protocol.present:
        of = f" из {protocol.members}" if protocol.members else ""
        said.append(f"Присутствовали: {protocol.present}{of} членов совета.")
    if protocol.participants:
        # A name or post may hold a comma.
        said.append(f"Участники: {'; '.join(protocol.participants).removesuffix('.')}.")
    agenda = tuple(
        f"{n}. {_subject_text(registry, each)}" for n, each in enumerate(protocol.decisions, 1)
    )
    decided = [line for n, each in enumerate(protocol.decisions, 1)
               for line in _decision_lines(registry, each, n)]  # fmt: skip
    return [
        Section("", tuple(said)),
        Section("Повестка дня", agenda),
        Section("Решили", tuple(decided)),
    ]


def extract_sections(registry: Registry, protocol: Protocol, subject: str) -> list[Section]:
    """The decisions on one thing; nothing where there is none."""
    target = registry.find(subject.partition("/")[0])
    wanted = target.ref if target else subject
    lines: list[str] = []
    for number, each in enumerate(protocol.decisions, 1):
        found = registry.find(each.subject)
        own = found.ref if found else each.subject
        if own == wanted and subject in (own, each.subject, f"{own}/{each.report}"):
            lines += _decision_lines(registry, each, number)
    return [Section("Решили", tuple(lines))] if lines else []


def _subject_text(registry: Registry, decision: Decision) -> str:
    """What a decision is on, as an agenda says it."""
    target = registry.find(decision.subject, ("application", "site", "order"))
    record = target.record if target else None
    if isinstance(record, Application):
        return f"О заявке «{record.theme}» ({_holders(registry, record.organisations)})"
    if isinstance(record, Site):
        what = (
            f"Об отчёте ({report_text(decision.report)}) площадки"
            if decision.report
            else "О площадке"
        )
        return f"{what} «{record.theme}» ({_holders(registry, record.organisations)})"
    return f"О проекте распоряжения «{title_of(record)}»" if record else decision.subject


def _holders(registry: Registry, refs: Sequence[str]) -> str:
    return "; ".join(_name(registry, ref) for ref in refs)


def _decision_lines(registry: Registry, decision: Decision, number: int) -> Iterator[str]:
    said = f"{number}. {_subject_text(registry, decision)}: {DECIDED[decision.decision]}"
    if decision.reason:
        said += f" ({site_texts.end_text(decision.reason)})"
    if decision.to:
        said += f" до {short_date(decision.to)}"
    if decision.until:
        said += f" в срок до {short_date(decision.until)}"
    yield f"{said}."
    if decision.words:
        yield f"Отмечено: {decision.words}."
    if decision.vote:
        yield f"Голосовали: {vote_text(decision.vote)}."


def opinion_sections(
    registry: Registry, application: Application, expert: Person, day: date
) -> list[Section]:
    """The points by criterion and the opinion of one expert; nothing where none was given."""
    rules = registry.get(SiteRules, application.rules)
    found = score(registry, rules, application, day) if rules else None
    own = (
        next((e for e in found.experts if e.expert == expert.id and e.review.on), None)
        if found
        else None
    )
    if own is None or rules is None:
        return []
    review = own.review
    points = review.by_criterion
    rows = tuple(
        (each.title or each.id, str(each.max), str(points.get(each.id, "–")))
        for each in rules.criteria
    )
    total = number_text(own.total, whole=True) if own.total is not None else "–"
    conflict = "есть" if review.conflict else "нет"
    opinion = review.opinion
    after = [
        f"Итог: {total}.",
        *([f"Мнение: {application_life.opinion_text(opinion)}."] if opinion else []),
        *([f"Обоснование: {review.words}"] if review.words else []),
        f"Конфликт интересов: {conflict}.",
        f"Эксперт: {expert.full_name or expert.name}, {short_date(review.on) if review.on else ''}.",
    ]
    head = (
        f"Заявка: «{application.theme}».",
        f"Заявитель: {_holders(registry, application.organisations)}.",
    )
    heads = (("Критерий", 60.0), ("Наибольший балл", 20.0), ("Балл", 20.0))
    return [Section("", head, heads, rows), Section("", tuple(after))]


def score_sections(state: State) -> list[Section]:
    """The totals of all experts and the result, an application a row."""
    rows: list[Sequence[str]] = []
    for life in applications(state):
        if life.scores is None or not life.scores.experts:
            continue
        result = life.scores.result
        rows.append(
            (
                str(len(rows) + 1),
                _holders(state.registry, life.application.organisations),
                life.application.theme,
                _totals(state.registry, life.scores),
                number_text(result.mean) if result.mean is not None else "–",
                application_life.state_text(life),
            )
        )
    heads = (
        ("№ п/п", 6.0), ("Заявитель", 20.0), ("Тема", 24.0), ("Эксперты", 24.0), ("Результат", 10.0),
        ("Состояние", 16.0),
    )  # fmt: skip
    return [Section("", (), heads, tuple(rows))] if rows else []


def _totals(registry: Registry, scores: Scores) -> str:
    return "; ".join(
        f"{_name(registry, each.expert)} – {application_life.expert_text(each)}"
        for each in scores.experts
    )


def year_sections(state: State, year: int) -> list[Section]:
    """The year for the council: sites and their reports, what to decide, indicators with charts."""
    lives = list(site_lives(state).values())
    return [
        Section("Площадки", (_sites_summary(lives),), *_site_table(state, lives, year)),
        *_proposals(state, lives),
        *(
            _indicator_section(state, answer_on(state.registry, each, state.day, (year,)), year)
            for each in state.registry.all(Indicator)
        ),
    ]


def _sites_summary(lives: Sequence[SiteLife]) -> str:
    counts = Counter(site_texts.state_text(life) for life in lives)
    said = "; ".join(f"{name} – {n}" for name, n in sorted(counts.items()))
    return f"Всего площадок: {len(lives)}{'; ' if said else ''}{said}."


def _site_table(
    state: State, lives: Sequence[SiteLife], year: int
) -> tuple[tuple[tuple[str, float], ...], tuple[Sequence[str], ...]]:
    heads = (
        ("№ п/п", 6.0), ("Организация", 22.0), ("Тема", 26.0), ("Срок", 14.0), ("Состояние", 16.0),
        ("Отчёты года", 16.0),
    )  # fmt: skip
    rows = tuple(
        (
            str(n),
            site_texts.organisations_text(state, life),
            life.site.theme,
            date_range(life.standing.start, life.standing.end),
            site_texts.state_text(life),
            "; ".join(
                f"{report_text(each.report)}: {site_texts.report_state_text(each)}"
                for each in life.reports
                if each.due and each.due.year == year
            )
            or "–",
        )
        for n, life in enumerate(lives, 1)
    )
    return heads, rows


def _proposals(state: State, lives: Sequence[SiteLife]) -> Iterator[Section]:
    lines = tuple(
        f"{site_texts.organisations_text(state, life)}, «{life.site.theme}»: "
        f"{'; '.join(site_texts.proposal_text(each) for each in life.proposals)}."
        for life in lives
        if life.proposals
    )
    if lines:
        yield Section("Предлагается решить", lines)


def _indicator_section(state: State, answer: IndicatorAnswer, year: int) -> Section:
    places = indicator_values.places_with_data(answer)
    rows = [
        (
            indicator_values.place_text(state.registry, place),
            short_date(point),
            indicator_values.cell_text(answer, cell),
            bar_text(cell),
        )
        for place in places
        for point, cell in zip(answer.checkpoints, answer.rows[place], strict=True)
        if point.year == year
    ]
    heads = (("Район", 22.0), ("Срок", 14.0), ("Значение", 34.0), ("График", 30.0))
    basis = f" Цели: {answer.indicator.basis}." if answer.indicator.basis else ""
    said = f"По данным на {short_date(state.day)}.{basis}"
    if not rows:
        return Section(answer.indicator.title, (f"{said} На {year} год целей и значений нет.",))
    return Section(answer.indicator.title, (said,), heads, tuple(rows))


def bar_text(cell: Cell) -> str:
    """A bar of signs: as long as the value is of the larger of value and target; the target is «│».

    Empty where there is no value; the scale begins at 0.
    """
    if cell.value is None:
        return ""
    largest = max(cell.value, cell.target or cell.value)
    if largest <= 0:
        return ""
    # Never rounded up: only what reaches the target fills the bar to its mark.
    filled = int(cell.value * _LENGTH / largest)
    bar = "█" * filled + "░" * (_LENGTH - filled)
    if cell.target is None:
        return bar
    mark = int(cell.target * _LENGTH / largest)
    return f"{bar[:mark]}│{bar[mark:]}"
