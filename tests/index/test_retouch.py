"""A simply edited plan: the rows are right at once, and what is not simple is left to the records."""

import sqlite3
from datetime import date
from pathlib import Path
from time import time_ns

import pytest

from index.plan_edits import PlanEditor
from innoreg.index.refresh import ask
from innoreg.index.rows import ROWS, StoredRows
from innoreg.queries.due_row import DueRow
from innoreg.queries.occurrence_rows import Registered
from innoreg.store.loader import load

DAY = date(2022, 3, 10)
PLAN = """\
schema: 1
type: roadmap
title: "Дорожная карта"
period:
  from: "2022-01-01"
  to: "2022-12-31"
columns:
  title: "Мероприятия"
sections:
  - number: "1"
    title: "Раздел"
    deadline: "апрель"
    items:
      - number: "1"
        title: "Семинар"
        deadline: "март"
        responsible:
          - person: petrov
      - number: "2"
        title: "Мониторинг"
        deadline: "февраль"
        result: "Справка"
        events:
          - event: done
            on: "2022-02-20"
            evidence: "Протокол"
      - number: "3"
        title: "Отчёт"
        items:
          - number: "3.1"
            title: "Сбор данных"
            deadline: "март, июнь"
            responsible:
              - text: Все
          - number: "3.2"
            title: "Сводка"
            deadline: "май"
            responsible:
              - role: consultant
      - number: "4"
        title: "Вебинар"
        deadline: "март, июнь, сентябрь"
        events:
          - event: extended
            on: "2022-02-01"
            occurrence: "2"
            to: "до 15 июля"
            basis: order/2
          - event: done
            on: "2022-03-01"
            occurrence: "1"
      - number: "5"
        title: "Сбор сведений о школах"
        deadline: "до 1 марта"
        addressees:
          - a
          - b
        events:
          - event: done
            on: "2022-02-25"
            for: a
      - number: "6"
        title: "Экспертиза"
        deadline: "июнь"
        note: "Ждём ответа"
        events:
          - event: cancelled
            on: "2022-03-05"
            reason: "Нет экспертов"
      - number: "7"
        title: "Выставка"
        deadline: "по особому графику"
        windows:
          - from: "2022-03-01"
            to: "2022-03-20"
          - to: "2022-05-20"
      - number: "8"
        title: "Конференция"
        deadline: "апрель"
      - number: "9"
        title: "Консультации"
        deadline: "по согласованию"
"""
TWIN = """\
schema: 1
type: schedule
title: "План-график"
period:
  from: "2022-01-01"
  to: "2022-12-31"
items:
  - number: "1."
    title: "Совещание"
    deadline: "март"
  - number: "1"
    title: "Ещё совещание"
    deadline: "май"
  - number: "2."
    title: "Отчёты районов"
    deadline: "ежеквартально"
    addressees: "districts"
    responsible:
      - text: "Районы"
      - person: petrov
"""
ORDER = """\
schema: 1
issuer: centre
order_kind: "Распоряжение"
number: "7"
date: "2022-02-01"
title: "О внесении изменений"
clauses:
  - number: "1"
    kind: amend
    changes:
      - subject: plan/1.3.1
        field: title
        now: "Сбор всех данных"
  - number: "2"
    kind: extend
    subjects: [plan/1.8, plan/1.77]
    to: "2022-05-10"
"""
APPOINTING = """\
schema: 1
issuer: centre
order_kind: "Распоряжение"
number: "1"
date: "2022-01-10"
title: "О консультантах"
clauses:
  - number: "1"
    kind: appoint
    text: "Назначить консультантом."
    assignments:
      - person: petrov
        role: consultant
        scope: [a]
        from: "2022-01-10"
        to: "2022-06-15"
"""
DISTRICT = """\
schema: 1
name: "{0} район"
short_name: "{0}"
type: municipal_district
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    files = {
        "innoreg.yaml": 'schema: 1\ntitle: "Реестр"\n',
        "data/roadmaps/plan.yaml": PLAN,
        "data/roadmaps/twin.yaml": TWIN,
        "data/orders/order.yaml": ORDER,
        "data/orders/appointing.yaml": APPOINTING,
        "data/districts/a.yaml": DISTRICT.format("А"),
        "data/districts/b.yaml": DISTRICT.format("Б"),
        "data/people/petrov.yaml": 'schema: 1\nname: "Петров П.П."\n',
        "data/authorities/centre.yaml": 'schema: 1\nname: "Центр"\ntype: methodical_centre\n',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def asked(root: Path) -> tuple[list[DueRow], bool]:
    """All rows, and whether the plan was only retouched."""

    def question(index: sqlite3.Connection) -> tuple[list[DueRow], bool]:
        touched = "SELECT count(*) FROM temp.sqlite_master WHERE name = 'touched'"
        return list(StoredRows(index).all()), bool(index.execute(touched).fetchone()[0])

    answer = ask(
        root,
        ROWS,
        question,
        today=DAY,
        now_ns=time_ns(),
        environ={"INNOREG_CACHE": str(root.parent / "cache")},
    )
    assert answer is not None
    return answer


def anew(root: Path) -> list[DueRow]:
    rows = Registered(load(root).registry, DAY)
    return [rows.placed(row) for row in rows.all()]


def edited(root: Path, old: str, new: str) -> None:
    plan = root / "data/roadmaps/plan.yaml"
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new, 1), encoding="utf-8")


def by_place(rows: list[DueRow]) -> list[DueRow]:
    return sorted(rows, key=lambda row: row.place)


SIMPLE = {
    "a title": ('"Семинар"', '"Большой семинар"'),
    "a term": ('"март"', '"вторая неделя мая"'),
    "a term of several days": ('"март"', '"15 апреля, 15 мая"'),
    "fewer days": ('"март, июнь, сентябрь"', '"сентябрь"'),
    "no days": ('"март"', '"по мере необходимости"'),
    "a term taken away, so that the section's holds": ('        deadline: "март"\n', ""),
    "the term of a section": ('"апрель"', '"июль"'),
    "a term of those who hold a role, of the same days": ('"май"', '"май 2022 г."'),
    "a term of something extended": ('"март, июнь, сентябрь"', '"1 марта, 1 июня, 1 октября"'),
    "a term of something extended, now of one day": ('"март, июнь, сентябрь"', '"до 1 октября"'),
    "a term of something cancelled": ('"июнь"', '"июль"'),
    "a term of what several must report": ('"до 1 марта"', '"февраль"'),
    "done": (
        '"март"\n',
        '"март"\n        events:\n          - event: done\n            on: "2022-03-09"\n',
    ),
    "done later than today": (
        '"март"\n',
        '"март"\n        events:\n          - event: done\n            on: "2022-03-11"\n',
    ),
    "the last of several reports": (
        "            for: a\n",
        '            for: a\n          - event: done\n            on: "2022-03-02"\n            for: b\n',
    ),
    "a report that was none": (
        '          - event: done\n            on: "2022-02-25"\n            for: a\n',
        '          - event: reopened\n            on: "2022-02-25"\n',
    ),
    "done after it was extended": (
        '            occurrence: "1"\n',
        '            occurrence: "1"\n          - event: done\n            on: "2022-03-02"\n'
        '            occurrence: "2"\n',
    ),
    "extended": (
        '"март"\n',
        '"март"\n        events:\n          - event: extended\n            on: "2022-03-01"\n'
        '            to: "до 1 мая"\n            basis: order/2\n',
    ),
    "extended by words without a day": ('"до 15 июля"', '"по согласованию"'),
    "extended by words of several days": ('"до 15 июля"', '"1 июля, 1 августа"'),
    "on another day": ("2022-02-20", "2022-02-21"),
    "an event removed": (
        '          - event: done\n            on: "2022-03-01"\n            occurrence: "1"\n',
        "",
    ),
    "all events removed": (
        '        events:\n          - event: cancelled\n            on: "2022-03-05"\n            reason: "Нет экспертов"\n',
        "",
    ),
    "done, though it has no day": (
        '"по согласованию"\n',
        '"по согласованию"\n        events:\n          - event: done\n            on: "2022-03-09"\n',
    ),
    "why it was cancelled": ("Нет экспертов", "Нет денег"),
    "done, by the windows a keeper gave": (
        '          - to: "2022-05-20"\n',
        '          - to: "2022-05-20"\n        events:\n          - event: done\n            on: "2022-03-04"\n            occurrence: "1"\n',
    ),
    "an item taken out": (
        '      - number: "1"\n        title: "Семинар"\n        deadline: "март"\n        responsible:\n          - person: petrov\n',
        "",
    ),
    "a remark added": ('"Семинар"', '"Семинар"\n        note: "Перенести?"'),
    "a result changed": ("Справка", "Аналитическая справка"),
    "a result removed": ('        result: "Справка"\n', ""),
    "what shows that it was done": ("Протокол", "Протокол № 2"),
    "the title of something done": ("Мониторинг", "Мониторинг качества"),
    "a term of something done": ('"февраль"', '"апрель"'),
    "a term of something done, now late": ('"февраль"', '"15 января, 20 февраля"'),
    "a head of a column": ("Мероприятия", "Направления"),
    "a heading": ('"Раздел"', '"Первый раздел"'),
    "a comment, so that lines move": ("sections:", "# Приложение 1\n\nsections:"),
    "the first term that can be dated": ('"по согласованию"', '"апрель"'),
    "who answers": ("person: petrov", "text: Все"),
    "one more who answers": (
        "          - person: petrov\n",
        '          - person: petrov\n          - "Все"\n',
    ),
    "a person who answers elsewhere too": (
        '        deadline: "март, июнь, сентябрь"\n',
        '        deadline: "март, июнь, сентябрь"\n        responsible:\n          - person: petrov\n',
    ),
    "nobody answers": ("        responsible:\n          - person: petrov\n", ""),
    "an item put in": (
        '      - number: "3"\n',
        '      - number: "2а"\n        title: "Круглый стол"\n        deadline: "до 20 марта"\n'
        "        responsible:\n          - person: petrov\n"
        '      - number: "3"\n',
    ),
}
OTHER = {
    "the title of the plan": ("Дорожная карта", "План"),
    "a number": ('number: "2"', 'number: "5"'),
    "a term of something done, to which one who must report was added": (
        '"февраль"',
        '"апрель"\n        addressees: [petrov]',
    ),
    "a term of those who hold a role": ('"май"', '"июнь"'),
    "a term, given by hand, of what was extended": (
        '          - to: "2022-05-20"\n',
        '          - to: "2022-05-20"\n        events:\n          - event: extended\n'
        '            on: "2022-03-04"\n            to: "июль"\n',
    ),
    "a term that an order moved": ('        deadline: "апрель"\n', '        deadline: "июнь"\n'),
    "a report of somebody else": ("for: a", "for: petrov"),
    "an event of an unknown kind": ("event: cancelled", "event: postponed"),
    "an event with a key it has not": ("            reason:", "            evidence:"),
    "an event on no day": ("2022-02-20", "2022-02-30"),
    "an occurrence that is no number": ('occurrence: "1"', 'occurrence: "first"'),
    "who answers by a role": ("person: petrov", "role: consultant"),
    "a person who answers nowhere else": ("person: petrov", "person: sidorov"),
    "an item of a number that is taken": (
        '      - number: "3"\n',
        '      - number: "2."\n        title: "Круглый стол"\n      - number: "3"\n',
    ),
    "an item that an order names": (
        '      - number: "3"\n',
        '      - number: "77"\n        title: "Круглый стол"\n      - number: "3"\n',
    ),
    "an item without a title": (
        '      - number: "3"\n',
        '      - number: "2а"\n      - number: "3"\n',
    ),
    "an item taken out on which an order acts": (
        '      - number: "8"\n        title: "Конференция"\n        deadline: "апрель"\n',
        "",
    ),
    "a title that an order amended": ("Сбор данных", "Сбор сведений"),
    "the period": ("2022-12-31", "2022-11-30"),
    "a title without words": ('"Семинар"', '" "'),
    "a file that cannot be read": ('"Семинар"', '"Семинар'),
}


@pytest.mark.parametrize("edit", SIMPLE.values(), ids=SIMPLE)
def test_a_simple_edit_is_answered_from_the_rows(registry: Path, edit: tuple[str, str]) -> None:
    asked(registry)
    edited(registry, *edit)
    rows, retouched = asked(registry)
    assert retouched
    assert by_place(rows) == by_place(anew(registry))


@pytest.mark.parametrize("edit", OTHER.values(), ids=OTHER)
def test_any_other_edit_is_worked_out_from_the_records(
    registry: Path, edit: tuple[str, str]
) -> None:
    asked(registry)
    edited(registry, *edit)
    rows, retouched = asked(registry)
    assert not retouched
    assert by_place(rows) == by_place(anew(registry))


def test_edits_add_up_until_the_records_are_read(registry: Path) -> None:
    asked(registry)
    for old, new in (('"Семинар"', '"Круглый стол"'), ('"март"', '"май"'), ("Справка", "Отчёт")):
        edited(registry, old, new)
        rows, retouched = asked(registry)
        assert retouched
        assert by_place(rows) == by_place(anew(registry))
    edited(registry, "Дорожная карта", "План")
    assert not asked(registry)[1]
    edited(registry, "Круглый стол", "Семинар")
    rows, retouched = asked(registry)
    assert retouched
    assert by_place(rows) == by_place(anew(registry))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_the_rows_are_those_of_the_records(registry: Path, seed: int) -> None:
    editor = PlanEditor(registry, seed)
    plans = {path: path.read_bytes() for path in (registry / "data/roadmaps").iterdir()}
    asked(registry)
    few = 0
    for number in range(25):
        said = editor.edit()
        rows, retouched = asked(registry)
        assert by_place(rows) == by_place(anew(registry)), said
        few += retouched
        if number % 5 == 4:
            for path, raw in plans.items():
                path.write_bytes(raw)
    assert few


def test_an_id_that_two_records_have_is_left_to_the_records(registry: Path) -> None:
    order = registry / "data/orders/order.yaml"
    order.with_name("plan.yaml").write_text(ORDER, encoding="utf-8")
    asked(registry)
    edited(registry, '"март"', '"май"')
    rows, retouched = asked(registry)
    assert not retouched
    assert by_place(rows) == by_place(anew(registry))


def test_settings_count(registry: Path) -> None:
    (registry / "innoreg.yaml").write_text(
        'schema: 1\ntitle: "Реестр"\nweeks: calendar\nschool_year_end: "05-31"\n', encoding="utf-8"
    )
    asked(registry)
    edited(registry, '"март"', '"первая неделя мая"')
    rows, retouched = asked(registry)
    assert retouched
    assert by_place(rows) == by_place(anew(registry))
