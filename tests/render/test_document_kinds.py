"""Extracts, letters, memos and reports: what each prints."""

from datetime import date
from typing import Any

import pytest

from innoreg.errors import Refused
from innoreg.model.order import Order, Signatory
from innoreg.model.registry import Registry
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_kinds import KINDS, kind_of_template
from innoreg.render.document_names import Namer
from innoreg.render.extract_context import addressees
from innoreg.render.order_context import order_context
from innoreg.render.output_file import draft_text
from innoreg.render.paper_context import (
    Sender,
    letter_context,
    memo_context,
    plan_fact_context,
    site_context,
    sites_context,
)
from innoreg.render.paper_rows import DutyRow, HistoryRow, SiteRow
from innoreg.render.renderer import Renderer, render_paper
from innoreg.store.loader import load
from render.extracts import extracts_of
from render.registers import order, register
from support import DATA

TODAY = date(2022, 3, 23)
MARCH = (date(2022, 3, 1), date(2022, 3, 31))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(DATA).registry


@pytest.fixture(scope="module")
def press() -> Renderer:
    return Renderer(DATA / "templates")


def duty(number: str, status: str, **fields: Any) -> DutyRow:
    given: dict[str, Any] = {
        "plan": "Дорожная карта", "title": f"Семинар {number}", "deadline": "март, третья неделя",
        "due": date(2022, 3, 18), "responsible": "Жуковицкая Н.Н.",
    }  # fmt: skip
    return DutyRow(number=number, status=status, **{**given, **fields})


ROWS = (
    duty("7.1.", "overdue", days_late=5, controller="Шеховцева Е.В."),
    duty("7.2.", "done", done=date(2022, 3, 17)),
    duty("7.3.", "done-late", done=date(2022, 3, 20), days_late=2),
    duty("8.", "planned", due=date(2022, 3, 31)),
    duty("9.", "cancelled", plan="План-график"),
)


def sender(registry: Registry) -> Sender:
    return Sender(registry, None, Signatory(person="shekhovtseva-ev", post="Проректор"))


def said(press: Renderer, context: Any, kind: str) -> str:
    made = render_paper(press, context, KINDS[kind].template, TODAY)
    return draft_text(made.data).replace("\u00a0", " ")


def test_a_reminder_names_its_addressee_in_the_dative_and_all_its_items(
    registry: Registry, press: Renderer
) -> None:
    whom = Namer(registry, Remarks()).person("zhukovitskaya-nn")
    post = "заведующий центром инновационного развития образования"
    text = said(press, letter_context(sender(registry), whom, ROWS, TODAY, post), "letter")
    assert "Заведующему центром инновационного развития образования\nЖуковицкой Н.Н." in text
    assert "На контроле за Вами состоит 5 пунктов, из них не исполнен в срок – 1." in text
    for row in ROWS:
        assert f"{row.number} | {row.title} | {row.deadline} (" in text
    assert "не исполнено, просрочка 5 дней" in text
    assert "Проректор    Е.В. Шеховцева" in text


def test_a_reminder_to_one_whose_gender_is_not_known_is_refused(
    registry: Registry, press: Renderer
) -> None:
    whom = Namer(registry, Remarks()).person("kovalchuk-ov")
    with pytest.raises(Refused, match="Ковальчук"):
        said(press, letter_context(sender(registry), whom, ROWS, TODAY), "letter")


def test_a_memo_shows_days_late_responsible_and_controller(
    registry: Registry, press: Renderer
) -> None:
    whom = Namer(registry, Remarks()).person("shekhovtseva-ev")
    text = said(press, memo_context(sender(registry), whom, ROWS[:1], TODAY), "memo")
    assert "По состоянию на 23.03.2022 не исполнен в срок 1 пункт." in text
    assert (
        "7.1. | Семинар 7.1. | март, третья неделя (18.03.2022) | 5 | Жуковицкая Н.Н. | "
        "Шеховцева Е.В."
    ) in text


def test_plan_and_fact_count_what_was_due_before_the_day(
    registry: Registry, press: Renderer
) -> None:
    text = said(press, plan_fact_context(sender(registry), ROWS, MARCH, TODAY), "plan-fact")
    assert "План-факт за период с 01.03.2022 по 31.03.2022" in text
    assert (
        "Всего 5; исполнено – 1; исполнено с нарушением срока – 1; не исполнено – 1; "
        "на контроле – 1; снято с контроля – 1. Исполнительская дисциплина: 33 %."
    ) in text
    assert "7.3. | Семинар 7.3. | март, третья неделя (18.03.2022) | 20.03.2022" in text


def test_sites_of_a_day_and_the_card_of_one(registry: Registry, press: Renderer) -> None:
    site = SiteRow("Школа «Лидер»", "муниципальная площадка", "Урок", "Школа рядом",
                   date(2022, 1, 1), date(2022, 12, 31), "действует", "распоряжение № 1")  # fmt: skip
    text = said(press, sites_context(sender(registry), [site], TODAY), "sites")
    assert "Реестр инновационных площадок на 23.03.2022" in text
    assert "1. | Школа «Лидер» | муниципальная площадка | Урок | с 01.01.2022 по 31.12.2022" in text
    happened = [HistoryRow(date(2022, 1, 1), "присвоен статус", "распоряжение № 1, п. 2")]
    text = said(press, site_context(sender(registry), site, happened, TODAY), "site")
    assert "Тема: Урок" in text
    assert "01.01.2022 | присвоен статус | распоряжение № 1, п. 2" in text


def test_an_extract_for_each_addressee_has_only_its_clauses_and_rows(
    registry: Registry, press: Renderer
) -> None:
    order = registry.get(Order, "loiro-2022-18")
    assert order is not None
    extracts = extracts_of(press, registry, order)
    texts = {key: draft_text(made.data).replace("\u00a0", " ") for key, made in extracts.items()}
    mine = texts["knyazeva-tb"]
    assert "ВЫПИСКА ИЗ РАСПОРЯЖЕНИЯ" in mine
    assert "4. | Всеволожский | Князева Т.Б." in mine
    assert "8. | Киришский | Князева Т.Б." in mine
    assert "Овчарова" not in mine
    assert "\n2. Научному руководителю" in mine
    assert "Руководителям кафедр института" not in mine
    assert "\n3. Руководителям кафедр института" in texts["руководителям-кафедр-института"]
    assert "\n5. Контроль" in texts["shekhovtseva-ev"]
    assert "2.1. | Разработка входной" not in texts["vanyushkin-av"]


def test_decisions_are_cut_by_who_answers(registry: Registry, press: Renderer) -> None:
    order = registry.get(Order, "meetings-2019-decisions")
    assert order is not None
    text = draft_text(extracts_of(press, registry, order)["loiro"].data)
    assert "ВЫПИСКА ИЗ РЕШЕНИЙ" in text
    answers = [line for line in text.splitlines() if line.startswith("Ответственные:")]
    assert len(answers) == 13
    assert all("«Ленинградский областной институт развития образования»" in a for a in answers)


def test_a_head_clause_stands_over_the_sub_clause_of_an_addressee(press: Renderer) -> None:
    record = order(
        {
            "kind": "instruct",
            "text": "Обеспечить:",
            "clauses": [
                {"kind": "instruct", "number": "1.1.", "text": "отчёт;", "addressees": ["школам"]},
                {"kind": "instruct", "number": "1.2.", "text": "сайт.", "addressees": ["району"]},
            ],
        }
    )
    made = extracts_of(press, register(record), record)
    text = draft_text(made["району"].data)
    assert "\n1. Обеспечить:\n1.2. сайт.\n" in text
    assert "отчёт" not in text


def test_every_addressee_is_found_once(registry: Registry) -> None:
    order = registry.get(Order, "loiro-2022-18")
    assert order is not None
    keys = [whom.key for whom in addressees(registry, order)]
    assert len(keys) == len(set(keys)) == 10
    assert order_context(registry, order, Remarks())["number"] == "18"


def test_a_template_is_of_the_kind_its_name_begins_with() -> None:
    names = ["order.md.j2", "order-my.docx", "plan-fact-2.md.j2", "site.md.j2", "sites.docx"]
    kinds = [kind_of_template(name).name for name in names]
    assert kinds == ["order", "order", "plan-fact", "site", "sites"]
    for kind in KINDS.values():
        assert (DATA / "templates" / kind.template).is_file()
