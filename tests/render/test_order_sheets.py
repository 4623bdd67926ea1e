"""What goes with an order: who agrees to it, who receives it, who certifies an extract."""

from datetime import date
from typing import Any

import pytest

from innoreg.model.order import Order, Signatory
from innoreg.model.party import Party
from innoreg.render.document_kinds import KINDS
from innoreg.render.extract_context import Certification, addressees
from innoreg.render.order_sheets import OrderSheetContext, agreement_context, distribution_context
from innoreg.render.output_file import draft_text
from innoreg.render.paper_context import Sender
from innoreg.render.renderer import RenderedDocument, Renderer, render_extract, render_paper
from render.registers import made, order, register
from support import DATA

DAY = date(2022, 1, 20)
PRESS = Renderer(DATA / "templates")
ORLOVA = made("person", "orlova", name="Орлова А.П.", gender="f")
VISAS = [
    {"person": "orlova", "post": "главный бухгалтер", "date": "2022-01-18", "remark": "без замечаний"},
    {"person": "rector", "post": "И.о. начальника отдела"},
]  # fmt: skip


def lines(document: RenderedDocument) -> list[str]:
    return draft_text(document.data).replace("\u00a0", " ").splitlines()


def sheet(kind: str, context: OrderSheetContext) -> list[str]:
    document = render_paper(PRESS, context, KINDS[kind].template, DAY)
    assert [each for each in document.findings if each.severity == "error"] == []
    return lines(document)


def the_order(**fields: Any) -> Order:
    return order({"kind": "instruct", "text": "Сдать отчёт."}, visas=VISAS, **fields)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "Лист согласования распоряжения от 01.02.2022 № 18 «О школах»"),
        ({"draft": True}, "Лист согласования проекта распоряжения «О школах»"),
        ({"order_kind": "Приказ", "number": None},
         "Лист согласования проекта приказа «О школах»"),
    ],
)  # fmt: skip
def test_who_agrees_with_the_day_and_the_remark(fields: dict[str, Any], title: str) -> None:
    record = the_order(**fields)
    sender = Sender(register(record, ORLOVA))
    said = sheet("agreement", agreement_context(sender, record, DAY, ("Орлова А.П.", "тел. 1")))
    assert said == [
        title,
        "№ п/п | Должность | Инициалы, фамилия | Дата | Подпись | Замечания",
        "1. | Главный бухгалтер | А.П. Орлова | 18.01.2022 |  | без замечаний",
        "2. | И.о. начальника отдела | В.Г. Образцов |  |  | ",
        "Исполнитель: Орлова А.П., тел. 1",
    ]


def test_who_receives_it_stands_in_the_dative() -> None:
    record = the_order()
    parties = [
        Party(text="Руководителям кафедр"), Party(person="zhukovitskaya"), Party(person="unknown"),
        Party(text="Орлова А.П., заведующий сектором", person="orlova"), Party(organisation="college"),
    ]  # fmt: skip
    sender = Sender(register(record, ORLOVA))
    said = sheet("distribution", distribution_context(sender, record, parties, DAY))
    assert said[0] == "Указатель рассылки распоряжения от 01.02.2022 № 18 «О школах»"
    assert [line.split(" | ")[1] for line in said[2:]] == [
        "Руководителям кафедр",
        "Жуковицкой Н.Н.",
        # Whose gender nobody knows is not declined.
        "Ковальчук О.В.",
        "Орловой А.П., заведующему сектором",
        "Государственному учреждению «Всеволожский агропромышленный техникум»",
    ]


def test_an_extract_is_certified_by_post_name_and_day() -> None:
    record = order({"kind": "instruct", "text": "Сдать.", "addressees": [{"person": "unknown"}]})
    registry = register(record, ORLOVA)
    whom = addressees(registry, record)[0]
    certified = Certification(Signatory(person="orlova", post="Секретарь"), DAY)
    extract = render_extract(PRESS, registry, record, whom, certified=certified)
    assert lines(extract.made)[-5:] == [
        "Ректор    В.Г. Образцов",
        "Адресат выписки: Ковальчук О.В.",
        "Верно",
        "Секретарь    А.П. Орлова",
        "20.01.2022",
    ]
    assert (extract.addressee, extract.clauses, extract.rows) == ("Ковальчук О.В.", 1, 0)
    assert extract.made.findings == ()
    bare = render_extract(PRESS, registry, record, whom)
    assert lines(bare.made)[-1] == "Верно: ____________________"
    assert bare.made.findings == ()
