"""What generated clauses got wrong once, each with two more of its kind; texts written by hand first."""

from typing import Any

import pytest

from innoreg.render.clause_writer import ClauseWriter
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_names import Namer
from innoreg.render.order_context import order_context
from render.registers import COLLEGE, made, order, register

BESIDE = (
    made("person", "shekhovtseva", name="Шеховцева Е.В.", gender="f"),
    made("person", "knyazeva", name="Князева Т.Б.", gender="f"),
    made("person", "orlov", name="Орлов С.А.", gender="m"),
    made("district", "vyborg", name="Выборгский муниципальный район", short_name="Выборгский",
         type="municipal_district"),
    made("district", "sosnovy", name="Сосновоборский городской округ", short_name="Сосновоборский",
         type="city_okrug"),
    made("authority", "regional", name="Ленинградский областной институт развития образования",
         type="institute"),
    made("authority", "committee", name="Комитет по образованию", type="municipal"),
    *(made("school", f"s{n}", name=f"Муниципальное учреждение «Школа № {n}»", type="school")
      for n in range(1, 8)),
    *(made("site", f"site{n}", type="regional", organisations=[f"s{n}"], theme=f"Тема {n}")
      for n in range(1, 8)),
    made("roadmap", "wide", type="schedule", title="План-график семинаров",
         period={"from": "2022-01-01", "to": "2022-12-31"},
         columns={"title": "Мероприятие", "deadline": "Сроки", "responsible": "Исполнители"},
         items=[{"number": f"{n}.", "title": f"Семинар {n}", "deadline": "март"}
                for n in range(1, 6)]),
    made("order", "planned", issuer="iro", order_kind="Приказ", number="9", date="2021-03-02",
         title="О семинарах",
         clauses=[{"kind": "approve", "number": "1.", "subjects": ["wide"]}],
         appendices=[{"kind": "roadmap", "roadmap": "wide"}]),
    made("order", "second", issuer="iro", order_kind="Распоряжение", number="11",
         date="2021-03-03", title="О школах",
         clauses=[{"kind": "instruct", "number": "1.", "text": "Сдать."}]),
)  # fmt: skip


def written(clause: dict[str, Any], **fields: Any) -> str:
    record = order(clause, **fields)
    writer = ClauseWriter(record, Namer(register(record, *BESIDE), Remarks()))
    return writer.text(next(record.placed_clauses()))


def instructed(*addressees: Any, **fields: Any) -> str:
    below = [{"kind": "instruct", "text": "сдать отчёт."}]
    return written({"kind": "instruct", "addressees": addressees, "clauses": below, **fields})


@pytest.mark.parametrize(
    ("addressees", "said"),
    [
        (
            [{"person": "shekhovtseva"}, {"person": "zhukovitskaya"}, {"person": "knyazeva"}],
            "Шеховцевой Е.В., Жуковицкой Н.Н., Князевой Т.Б.:",
        ),
        (
            [{"district": "vyborg"}, {"district": "sosnovy"}],
            "Выборгскому муниципальному району, Сосновоборскому городскому округу:",
        ),
        (
            [{"organisation": "committee"}, {"organisation": "regional"}, {"organisation": "s1"}],
            "Комитету по образованию, Ленинградскому областному институту развития образования, "
            "муниципальному учреждению «Школа № 1»:",
        ),
        (
            [{"text": "Заместителю директора по УВР", "person": "orlov"}],
            "Заместителю директора по УВР Орлову С.А.:",
        ),
        (
            [{"text": "Заместитель директора по УВР Орлов С.А.", "person": "orlov"}],
            "Заместителю директора по УВР Орлову С.А.:",
        ),
        (
            [{"text": "Методист Иванова Анна Петровна"}, {"text": "директор школы № 5"}],
            "Методисту Ивановой Анне Петровне, директору школы № 5:",
        ),
        (
            [{"text": "Заместителю директора Орлову С.А.", "person": "orlov"}],
            "Заместителю директора Орлову С.А.:",
        ),
        (
            [{"text": "Ректору института (О.В.Ковальчук)", "person": "unknown"}],
            "Ректору института (О.В.Ковальчук):",
        ),
    ],
)
def test_whom_a_clause_addresses(addressees: list[dict[str, Any]], said: str) -> None:
    assert instructed(*addressees) == said


def test_a_name_whose_gender_is_unknown_stays_whole_and_is_said() -> None:
    record = order({"kind": "instruct", "addressees": [{"text": "Методист Дубровко А.А."}],
                    "clauses": [{"kind": "instruct", "text": "сдать отчёт."}]})  # fmt: skip
    remarks = Remarks()
    writer = ClauseWriter(record, Namer(register(record, *BESIDE), remarks))
    assert writer.text(next(record.placed_clauses())) == "Методисту Дубровко А.А.:"
    record = order({"kind": "instruct", "addressees": [{"text": "Методист Заяц А.А."}],
                    "clauses": [{"kind": "instruct", "text": "сдать отчёт."}]})  # fmt: skip
    writer = ClauseWriter(record, Namer(register(record, *BESIDE), remarks))
    assert writer.text(next(record.placed_clauses())) == "Методист Заяц А.А.:"
    assert [str(r) for r in remarks if "Заяц" in str(r)] != []


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("до 1 марта 2027 года", "Орлову С.А. в срок до 1 марта 2027 года:"),
        ("в срок до 15 мая", "Орлову С.А. в срок до 15 мая:"),
        ("не позднее 10 июня", "Орлову С.А. не позднее 10 июня:"),
        ("Ежеквартально", "Орлову С.А. ежеквартально:"),
        ("Март 2027 года", "Орлову С.А. (срок – март 2027 года):"),
        (["до 1 марта", "до 1 июня"], "Орлову С.А. в срок до 1 марта; до 1 июня:"),
    ],
)
def test_the_term_of_an_instruction(deadline: Any, said: str) -> None:
    assert instructed({"person": "orlov"}, deadline=deadline) == said


def rows(person: str, role: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person": person, **({"role": role} if role else {}), **more}


PEOPLE = {
    "kind": "assignments", "number": "2", "role": "муниципальный координатор",
    "assignments": [rows("orlov"), rows("knyazeva"), rows("shekhovtseva")],
}  # fmt: skip
ANOTHER = {"kind": "lost", "number": "1"}


@pytest.mark.parametrize(
    ("clause", "appendices", "said"),
    [
        (
            {"appendix": "2"},
            [ANOTHER, PEOPLE],
            "Назначить муниципальными координаторами лиц согласно приложению 2.",
        ),
        (
            {"appendix": "2"},
            [ANOTHER, {**PEOPLE, "role": "consultant"}],
            "Назначить научными консультантами лиц согласно приложению 2.",
        ),
        (
            {"appendix": "1"},
            [{**PEOPLE, "number": "1", "assignments": [rows("orlov")]}],
            "Назначить муниципальным координатором лицо согласно приложению.",
        ),
        (
            {"assignments": [rows("orlov", "муниципальный координатор", scope=["vyborg"]),
                             rows("knyazeva", "муниципальный координатор", scope=["sosnovy"])]},
            [],
            "Назначить муниципальными координаторами:\n"
            "– Орлова С.А. (Выборгский муниципальный район);\n"
            "– Князеву Т.Б. (Сосновоборский городской округ).",
        ),
        (
            {"assignments": [rows("orlov", "school_curator"), rows("knyazeva", "school_curator")]},
            [],
            "Назначить кураторами школ:\n– Орлова С.А.;\n– Князеву Т.Б.",
        ),
        (
            {"assignments": [rows("orlov", "supervisor"), rows("knyazeva", "consultant")]},
            [],
            "Назначить:\n– Орлова С.А. научным руководителем;\n– Князеву Т.Б. научным консультантом.",
        ),
    ],
)  # fmt: skip
def test_who_is_appointed(
    clause: dict[str, Any], appendices: list[dict[str, Any]], said: str
) -> None:
    assert written({"kind": "appoint", **clause}, appendices=appendices) == said


SEVEN = [f"site{n}" for n in range(1, 8)]
STATUS = "«Региональная инновационная площадка»"


def test_a_status_for_many_is_a_table_in_the_appendix() -> None:
    people = [
        rows("orlov", "supervisor", scope=["site1"]),
        rows("knyazeva", "consultant", scope=["site1", "site2"]),
    ]
    record = order(
        {"kind": "grant", "subjects": SEVEN, "to": "2024-12-31", "appendix": "1"},
        {"kind": "appoint", "assignments": people, "text": "Назначить."},
        appendices=[{"kind": "sites", "number": "1", "sites": SEVEN}, {"kind": "lost", "number": "2"}],
    )  # fmt: skip
    context = order_context(register(record, *BESIDE), record, Remarks())
    assert context["clauses"][0]["text"] == (
        f"Присвоить статус {STATUS} организациям согласно приложению 1."
    )
    table = context["appendices"][0]
    assert [column["head"] for column in table["columns"]] == [
        "№ п/п", "Образовательная организация", "Тема", "Научный руководитель",
        "Научный консультант", "Срок",
    ]  # fmt: skip
    assert [row["cells"] for row in table["rows"]][:3] == [
        ["1.", "Муниципальное учреждение «Школа № 1»", "Тема 1", "Орлов С.А.", "Князева Т.Б.",
         "с 01.02.2022 по 31.12.2024"],
        ["2.", "Муниципальное учреждение «Школа № 2»", "Тема 2", "", "Князева Т.Б.",
         "с 01.02.2022 по 31.12.2024"],
        ["3.", "Муниципальное учреждение «Школа № 3»", "Тема 3", "", "",
         "с 01.02.2022 по 31.12.2024"],
    ]  # fmt: skip


def test_a_status_for_many_without_an_appendix_is_a_list() -> None:
    said = written({"kind": "grant", "subjects": SEVEN[:3], "to": "2024-12-31"})
    assert said == (
        f"Присвоить статус {STATUS} по 31.12.2024:\n"
        "– муниципальному учреждению «Школа № 1» по теме «Тема 1»;\n"
        "– муниципальному учреждению «Школа № 2» по теме «Тема 2»;\n"
        "– муниципальному учреждению «Школа № 3» по теме «Тема 3»."
    )


def test_one_site_stays_in_the_clause() -> None:
    said = written({"kind": "grant", "subjects": ["site1"]})
    assert (
        said == f"Присвоить статус {STATUS} муниципальному учреждению «Школа № 1» по теме «Тема 1»."
    )


def change(row: int, field: str = "deadline", was: str | None = "март") -> dict[str, Any]:
    given = {"subject": f"wide/{row}", "field": field, "now": "апрель"}
    return {**given, "was": was} if was else given


NAMED = "приказу института развития образования от 02.03.2021 № 9"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [change(3)],
            f"Внести в план-график семинаров (приложение к {NAMED}) следующее изменение: "
            "в графе «Сроки» пункта 3 слово «март» заменить словом «апрель».",
        ),
        (
            [change(n) for n in (1, 2, 3)],
            f"Внести в план-график семинаров (приложение к {NAMED}) следующие изменения:\n"
            "а) в графе «Сроки» пункта 1 слово «март» заменить словом «апрель»;\n"
            "б) в графе «Сроки» пункта 2 слово «март» заменить словом «апрель»;\n"
            "в) в графе «Сроки» пункта 3 слово «март» заменить словом «апрель».",
        ),
        (
            [change(1, "responsible", None), change(2, "title", "Семинар 2")],
            f"Внести в план-график семинаров (приложение к {NAMED}) следующие изменения:\n"
            "а) графу «Исполнители» пункта 1 изложить в следующей редакции: «апрель»;\n"
            "б) в графе «Мероприятие» пункта 2 слова «Семинар 2» заменить словом «апрель».",
        ),
        (
            [{"subject": "planned/1", "field": "text", "now": "Утвердить план."}],
            "Внести в приказ института развития образования от 02.03.2021 № 9 "
            "следующее изменение: пункт 1 изложить в следующей редакции: «Утвердить план.».",
        ),
        (
            [{"subject": "planned/1", "field": "text", "was": "план", "now": "план-график"},
             change(1)],
            "Внести в приказ института развития образования от 02.03.2021 № 9 следующие изменения:\n"
            "а) в пункте 1 слово «план» заменить словом «план-график»;\n"
            "б) в графе «Сроки» пункта 1 плана-графика семинаров слово «март» заменить словом "
            "«апрель».",
        ),
    ],
)  # fmt: skip
def test_what_is_amended(changes: list[dict[str, Any]], said: str) -> None:
    assert written({"kind": "amend", "order": "planned", "changes": changes}) == said


@pytest.mark.parametrize(
    ("subjects", "said"),
    [
        (
            ["earlier", "second"],
            "Признать утратившими силу:\n"
            "– приказ института развития образования от 01.03.2021 № 7;\n"
            "– распоряжение института развития образования от 03.03.2021 № 11.",
        ),
        (["plan"], "Признать утратившей силу дорожную карту программы."),
        (["wide"], "Признать утратившим силу план-график семинаров."),
        (
            ["second"],
            "Признать утратившим силу распоряжение института развития образования "
            "от 03.03.2021 № 11.",
        ),
    ],
)
def test_what_is_repealed(subjects: list[str], said: str) -> None:
    assert written({"kind": "repeal", "subjects": subjects}) == said


def test_many_are_completed_in_a_list() -> None:
    said = written({"kind": "complete", "subjects": ["old", "nearby", "old/lab"]})
    assert said == (
        "Считать завершенными:\n"
        "– региональную инновационную программу «Инженеры будущего»;\n"
        "– региональную инновационную программу «Школа рядом»;\n"
        "– инновационный проект «3D»."
    )


def test_a_term_that_the_words_of_a_clause_do_not_say_is_told() -> None:
    record = order({"kind": "instruct", "text": "Сдать отчёт.", "deadline": "до 1 марта"})
    remarks = Remarks()
    context = order_context(register(record, *BESIDE), record, remarks)
    assert context["clauses"][0]["text"] == "Сдать отчёт."
    assert [str(r) for r in remarks] == ["clause 1: its text does not say the term “до 1 марта”"]


def test_colleges_name_stands_in_the_list_of_holders() -> None:
    said = written({"kind": "grant", "subjects": ["site", "site1"]})
    assert f"государственному учреждению «{COLLEGE}»" in said
    assert said.count("статус") == 1
