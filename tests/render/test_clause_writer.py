"""Clauses without a text, by the formula of their kind."""

from typing import Any

import pytest

from innoreg.errors import Refused
from innoreg.render.clause_writer import ClauseWriter
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_names import Namer
from innoreg.render.document_text import split_enumerations
from render.registers import COLLEGE, order, register

HOLDER = f"«{COLLEGE}»"
NEARBY = "«Школа рядом»"

FORMULAS: list[tuple[dict[str, Any], str]] = [
    (
        {"kind": "approve", "subjects": ["nearby"]},
        f"Утвердить региональную инновационную программу {NEARBY}.",
    ),
    (
        {"kind": "approve", "subjects": ["plan"]},
        "Утвердить дорожную карту программы (приложение).",
    ),
    (
        {"kind": "grant", "subjects": ["site"], "to": "2023-12-31"},
        f"Присвоить статус «Региональная инновационная площадка» государственному учреждению {HOLDER} "
        f"по теме «Форсайт» в рамках региональной инновационной программы {NEARBY} по 31.12.2023.",
    ),
    (
        {
            "kind": "set_terms",
            "subjects": ["site"],
            "terms": [
                {"report": "interim", "deadline": "ноябрь 2021 г."},
                {"report": "final", "deadline": "декабрь 2022 г."},
            ],
        },
        "Установить сроки представления результатов деятельности региональной инновационной "
        f"площадки государственного учреждения {HOLDER}: промежуточные: ноябрь 2021 г.; "
        "итоговые: декабрь 2022 г.",
    ),
    (
        {"kind": "complete", "subjects": ["old"]},
        "Считать завершенной региональную инновационную программу «Инженеры будущего».",
    ),
    (
        {"kind": "complete", "subjects": ["old", "old/lab"]},
        "Считать завершенными:\n– региональную инновационную программу «Инженеры будущего»;\n"
        "– инновационный проект «3D».",
    ),
    (
        {"kind": "extend", "subjects": ["site"], "to": "2023-06-01"},
        f"Продлить срок действия статуса «Региональная инновационная площадка», присвоенного "
        f"государственному учреждению {HOLDER} по теме «Форсайт» до 01.06.2023.",
    ),
    (
        {"kind": "terminate", "subjects": ["nearby"]},
        f"Прекратить реализацию региональной инновационной программы {NEARBY}.",
    ),
    (
        {"kind": "terminate", "subjects": ["site"], "reason": "no_report"},
        f"Прекратить действие статуса «Региональная инновационная площадка», присвоенного "
        f"государственному учреждению {HOLDER} по теме «Форсайт» "
        "в связи с непредставлением отчёта.",
    ),
    (
        {"kind": "terminate", "subjects": ["pair"], "reason": "mentor_refused"},
        f"Прекратить работу наставнической пары: СШ «Лидер» – государственного учреждения {HOLDER} "
        "в связи с отказом наставника.",
    ),
    (
        {
            "kind": "terminate",
            "subjects": ["nearby", "old/lab"],
            "reason": "other",
            "words": "по решению Совета",
        },
        f"Прекратить по решению Совета:\n– реализацию региональной инновационной программы {NEARBY};"
        "\n– реализацию инновационного проекта «3D».",
    ),
    (
        {"kind": "accept_results", "subjects": ["nearby"], "report": "interim"},
        f"Одобрить промежуточные итоги реализации региональной инновационной программы {NEARBY}.",
    ),
    (
        {
            "kind": "return_for_revision",
            "subjects": ["nearby"],
            "deadline": "в срок до 15 мая",
            "addressees": [{"organisation": "leader"}],
        },
        "Средней школе «Лидер» представить в срок до 15 мая скорректированные материалы: "
        f"региональную инновационную программу {NEARBY}.",
    ),
    (
        {
            "kind": "appoint",
            "assignments": [
                {"person": "zhukovitskaya", "role": "consultant", "scope": ["tikhvin"]}
            ],
        },
        "Назначить Жуковицкую Н.Н. научным консультантом Тихвинского муниципального района.",
    ),
    (
        {"kind": "assign_pairs", "subjects": ["pair"]},
        f"Закрепить наставнические пары: СШ «Лидер» – государственное учреждение {HOLDER}.",
    ),
    (
        {"kind": "repeal", "subjects": ["earlier"]},
        "Признать утратившим силу приказ института развития образования от 01.03.2021 № 7.",
    ),
    (
        {"kind": "repeal", "subjects": ["earlier/1"]},
        "Признать утратившим силу пункт 1 приказа института развития образования "
        "от 01.03.2021 № 7.",
    ),
    (
        {
            "kind": "amend",
            "order": "earlier",
            "changes": [
                {"subject": "plan/1", "field": "deadline", "was": "март", "now": "апрель"}
            ],
        },
        "Внести в приказ института развития образования от 01.03.2021 № 7 следующее изменение: "
        "в графе «Срок» пункта 1 дорожной карты программы слово «март» заменить словом «апрель».",
    ),
    ({"kind": "entry_into_force"}, "Настоящее распоряжение вступает в силу с момента подписания."),
    (
        {"kind": "entry_into_force", "on": "2022-03-01"},
        "Настоящее распоряжение вступает в силу с 01.03.2022.",
    ),
    (
        {"kind": "control", "by_signatory": True},
        "Контроль за исполнением настоящего распоряжения оставляю за собой.",
    ),
    (
        {"kind": "control", "person": "zhukovitskaya", "post": "проректор по развитию"},
        "Контроль за исполнением настоящего распоряжения возложить на проректора по развитию "
        "Жуковицкую Н.Н.",
    ),
]  # fmt: skip

APPENDIX = ({"kind": "roadmap", "roadmap": "plan", "title": "Дорожная карта программы"},)


def written(clause: dict[str, Any], **fields: Any) -> str:
    record = order(clause, appendices=APPENDIX, **fields)
    writer = ClauseWriter(record, Namer(register(record), Remarks()))
    return writer.text(next(record.placed_clauses()))


@pytest.mark.parametrize(("clause", "said"), FORMULAS, ids=[c["kind"] for c, _said in FORMULAS])
def test_a_clause_is_written_from_its_fields(clause: dict[str, Any], said: str) -> None:
    assert written(clause) == said


def test_a_text_is_printed_word_for_word() -> None:
    assert written({"kind": "approve", "text": "Утвердить план - график.."}) == (
        "Утвердить план - график.."
    )


def test_the_document_is_named_by_its_kind() -> None:
    said = written({"kind": "control", "by_signatory": True}, order_kind="Приказ")
    assert said == "Контроль за исполнением настоящего приказа оставляю за собой."


@pytest.mark.parametrize(
    "clause", [{"kind": "instruct"}, {"kind": "inform"}, {"kind": "take_note"}, {"kind": "appoint"}]
)
def test_what_cannot_be_written_is_refused_with_the_clause(clause: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="clause 1"):
        written(clause)


def test_a_gender_is_never_guessed() -> None:
    clause = {"kind": "appoint", "assignments": [{"person": "unknown", "role": "consultant"}]}
    with pytest.raises(Refused, match="Ковальчук") as refused:
        written(clause)
    assert "person/unknown" in str(refused.value.hint)


def test_an_enumeration_kept_in_one_line_is_set_out() -> None:
    text = "Обсудили: 1. Первое. 2. Второе: - это; - то. Срок: 2019 г."
    assert split_enumerations(text) == [
        "Обсудили:",
        "1. Первое.",
        "2. Второе:",
        "– это;",
        "– то. Срок: 2019 г.",
    ]


@pytest.mark.parametrize("text", ["п. 1 настоящего", "от 2 до 5. Затем", "в 2022 г. 1. Раз"])
def test_what_is_no_enumeration_stays_whole(text: str) -> None:
    assert split_enumerations(text) == [text]
