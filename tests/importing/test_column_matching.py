"""What the heads of columns mean, and what kind of table they make."""

from pathlib import Path

import pytest

from importing.word import cell, plain, save
from innoreg.importing.column_matching import assign_fields, guess_fields
from innoreg.importing.drafts import DraftTable, Imported
from innoreg.importing.reader import import_document


def fields(*heads: str) -> tuple[str, ...]:
    found = assign_fields(tuple(guess_fields(tuple(head.split(" / "))) for head in heads))
    assert found is not None, heads
    return (*found.fields, found.kind)


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("№ п/п|Мероприятие|Срок проведения|Ответственный|Планируемый результат",
         "number title deadline responsible result roadmap"),
        ("№|Содержание деятельности|Сроки реализации|Исполнители|Вид документа",
         "number title deadline responsible result roadmap"),
        ("Дата|Наименование мероприятия|Место|Целевая аудитория|Ответствен-ные",
         "deadline title place audience responsible roadmap"),
        ("N п/п|Содержание|Сроки", "number title deadline schedule"),
        ("Направление|Мероприятие|Сроки|Ответственные",
         "section title deadline responsible roadmap"),
        ("№ п/п|Направления деятельности|Сроки 2022 г.|Ответственный|Ожидаемые результаты",
         "number title deadline responsible result roadmap"),
        ("Задачи|Мероприятия|Сроки|Ответственные|Показатели",
         "section title deadline responsible result roadmap"),
        ("Этап|Содержание работы|Сроки|Результат", "section title deadline result schedule"),
        ("№|Тема|Форма проведения|Сроки|Ответственные", "number title form deadline responsible roadmap"),
        ("№|Мероприятие|Дата|Время|Ответственный", "number title deadline time responsible roadmap"),
        ("№|Мероприятие|Срок / начало|Срок / окончание|Исполнитель",
         "number title start end responsible roadmap"),
        ("№|Мероприятие|Срок / с|Срок / по|Исполнитель", "number title start end responsible roadmap"),
        ("№|Мероприятие|Срок / план|Срок / факт|Исполнитель",
         "number title deadline mark responsible roadmap"),
        ("№|Мероприятие|I кв.|II кв.|III кв.|IV кв.|Исполнитель",
         "number title period period period period responsible roadmap"),
        ("№|Мероприятие|Месяц / IX|Месяц / X|Месяц / XI|Отв. лица",
         "number title period period period responsible roadmap"),
        ("№|Мероприятие|1 полугодие|2 полугодие", "number title period period schedule"),
        ("Что|Когда|Кто", "title deadline responsible roadmap"),
        ("№|Мероприятие|Срок|Ответственный|Отметка о выполнении|Примечание",
         "number title deadline responsible mark note roadmap"),
        ("№ п/п|Районы|Научный консультант", "number title responsible consultants"),
        ("Муниципальное образование|Научный консультант|Должность",
         "title responsible post consultants"),
        ("№|ФИО наставника|ФИО наставляемого|Предмет", "number responsible title other pairs"),
        ("Школа-лидер|Школа с низкими результатами|Район", "responsible title district pairs"),
        ("№|Наименование ОО|Тема инновационного проекта|Сроки реализации|Научный руководитель",
         "number title theme deadline responsible sites"),
    ],
)  # fmt: skip
def test_fields_and_kind(heads: str, wanted: str) -> None:
    assert " ".join(fields(*heads.split("|"))) == wanted


@pytest.mark.parametrize(
    "heads", ["№|Фамилия|Подпись", "Показатель|Единица|2022|2023", "Директор|Иванов"]
)
def test_heads_that_make_no_plan(heads: str) -> None:
    assert assign_fields(tuple(guess_fields((head,)) for head in heads.split("|"))) is None


def imported(tmp_path: Path, *rows: str, before: str = "") -> Imported:
    drawn = "".join(
        f"<w:tr>{''.join(cell(plain(text)) for text in row.split('|'))}</w:tr>" for row in rows
    )
    return import_document(save(tmp_path / "a.docx", f"{before}<w:tbl>{drawn}</w:tbl>"))


def only(tmp_path: Path, *rows: str, before: str = "") -> DraftTable:
    (table,) = imported(tmp_path, *rows, before=before).tables
    return table


def test_ticks_words_and_dates_in_columns_of_quarters(tmp_path: Path) -> None:
    table = only(
        tmp_path,
        "№|Мероприятие|I квартал|II квартал|Ответственный",
        "1|Семинар|+||Иванова М.П.",
        "2|Вебинар|х|✓|Иванова М.П.",
        "3|Форум|до 15.03|еженедельно|Иванова М.П.",
    )
    assert [row.deadline for row in table.rows] == [
        "I квартал",
        "I квартал, II квартал",
        "до 15.03, II квартал: еженедельно",
    ]


def test_start_and_end(tmp_path: Path) -> None:
    table = only(
        tmp_path,
        "№|Мероприятие|Дата начала|Дата окончания",
        "1|Семинар|01.09.2023|30.09.2023",
        "2|Вебинар|15.09.2023|15.09.2023",
        "3|Форум||до 1 декабря",
        "4|Курсы|с 1 мая|по 10 мая",
    )
    assert [row.deadline for row in table.rows] == [
        "01.09.2023 – 30.09.2023",
        "15.09.2023",
        "до 1 декабря",
        "с 1 мая по 10 мая",
    ]


def test_a_column_without_a_field_is_kept_with_its_head(tmp_path: Path) -> None:
    table = only(tmp_path, "№|Мероприятие|Срок|Класс", "1|Семинар|май|5-9")
    assert table.rows[0].as_json()["extra"] == [{"head": "Класс", "text": "5-9"}]


def test_typed_numbers_in_front_of_titles(tmp_path: Path) -> None:
    table = only(tmp_path, "Мероприятие|Срок", "1. Семинар|май", "1.1. Вебинар|июнь")
    assert [(row.number, row.title, row.parent) for row in table.rows] == [
        ("1", "Семинар", ""),
        ("1.1", "Вебинар", "1"),
    ]


def test_districts_merged_down_are_spread(tmp_path: Path) -> None:
    down = cell(plain("Волховский"), merge='<w:vMerge w:val="restart"/>')
    below = cell("<w:p/>", merge="<w:vMerge/>")
    rows = [
        f"<w:tr>{cell(plain('Район'))}{cell(plain('Научный консультант'))}</w:tr>",
        f"<w:tr>{down}{cell(plain('Шеховцева Е.В.'))}</w:tr>",
        f"<w:tr>{below}{cell(plain('Князева Т.Б.'))}</w:tr>",
    ]
    (table,) = import_document(save(tmp_path / "a.docx", f"<w:tbl>{''.join(rows)}</w:tbl>")).tables
    assert [(row.title, row.responsible) for row in table.rows] == [
        ("Волховский", "Шеховцева Е.В."),
        ("Волховский", "Князева Т.Б."),
    ]


def test_a_table_without_a_known_head_is_kept_as_a_note(tmp_path: Path) -> None:
    found = imported(tmp_path, "Согласовано|Утверждаю", "Председатель|Директор")
    assert found.tables == ()
    assert [dict(n.params)["text"] for n in found.notes] == [
        "Согласовано Утверждаю Председатель Директор"
    ]


def test_the_heading_is_taken_from_above_and_not_from_the_stamp(tmp_path: Path) -> None:
    before = "".join(
        plain(text)
        for text in (
            "УТВЕРЖДАЮ",
            "Директор школы",
            "План мероприятий",
            "по реализации проекта на 2023 год",
            "",
        )
    )
    found = imported(tmp_path, "№|Мероприятие|Срок", "1|Семинар|май", before=before)
    assert found.tables[0].heading == "План мероприятий по реализации проекта на 2023 год"
    assert [dict(n.params)["text"] for n in found.notes] == ["УТВЕРЖДАЮ Директор школы"]
