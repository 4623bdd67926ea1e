"""Small registers in memory for documents."""

from typing import Any

from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.model.settings import Settings
from ledger.registers import MadeSource


def made(kind: str, ref: str, /, **fields: Any) -> Record:
    return MODELS[kind].model_validate({"id": ref, "schema": 1, **fields})


INSTITUTE = "Институт развития образования"
COLLEGE = "Всеволожский агропромышленный техникум"
BASE: tuple[Record, ...] = (
    made("authority", "iro", name=INSTITUTE, type="institute",
         letterhead={"lines": [INSTITUTE], "order_word": "ОБЯЗЫВАЮ:", "place": "Образцовск"}),
    made("person", "rector", name="Образцов В.Г.", gender="m"),
    made("person", "zhukovitskaya", name="Жуковицкая Н.Н.", gender="f"),
    made("person", "unknown", name="Ковальчук О.В."),
    made("district", "tikhvin", name="Тихвинский муниципальный район", short_name="Тихвинский",
         type="municipal_district"),
    made("school", "college", name=f"государственное учреждение «{COLLEGE}»", type="college"),
    made("school", "leader", name="средняя школа «Лидер»", short_name="СШ «Лидер»", type="school"),
    made("program", "nearby", title="Школа рядом"),
    made("program", "old", title="Инженеры будущего", projects=[{"id": "lab", "title": "3D"}]),
    made("site", "site", type="regional", organisations=["college"], theme="Форсайт",
         program="nearby"),
    made("pair", "pair", level="school", mentors=[{"school": "leader"}],
         mentees=[{"school": "college"}], **{"from": "2022-04-01", "to": "2022-06-30"}),
    made("roadmap", "plan", type="roadmap", title="Дорожная карта программы",
         period={"from": "2022-01-01", "to": "2022-12-31"},
         items=[{"number": "1.", "title": "Семинар", "deadline": "март",
                 "responsible": [{"person": "zhukovitskaya"}], "result": "Программа"}]),
    made("order", "earlier", issuer="iro", order_kind="Приказ", number="7", date="2021-03-01",
         title="О школах", clauses=[{"kind": "instruct", "number": "1.", "text": "Сдать."}]),
)  # fmt: skip

CONTROL = {"kind": "control", "number": None, "person": "rector", "post": "начальник отдела"}


def order(*clauses: dict[str, Any], **fields: Any) -> Order:
    """An order of the institute with these clauses, numbered, and the control clause."""
    numbered = [{**clause, "number": f"{n}."} for n, clause in enumerate((*clauses, CONTROL), 1)]
    given: dict[str, Any] = {
        "issuer": "iro", "order_kind": "Распоряжение", "number": "18", "date": "2022-02-01",
        "title": "О школах", "preamble": "В целях развития",
        "signatory": {"person": "rector", "post": "Ректор"}, "clauses": numbered,
    }  # fmt: skip
    record = made("order", "made", **{**given, **fields})
    assert isinstance(record, Order)
    return record


def register(*records: Record) -> Registry:
    """A register of the base records and these."""
    settings = Settings.model_validate({"schema": 1, "title": "Проба"})
    return Registry(settings, ((record, MadeSource("data/x.yaml")) for record in (*BASE, *records)))
