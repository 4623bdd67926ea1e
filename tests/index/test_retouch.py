"""A simply edited plan: the rows are right at once, and what is not simple is left to the records."""

import sqlite3
from datetime import date
from pathlib import Path
from time import time_ns

import pytest

from innoreg.index.refresh import ask
from innoreg.index.rows import ROWS, StoredRows
from innoreg.queries.registered import Registered
from innoreg.queries.rows import DueRow
from innoreg.store.load import load

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
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    files = {
        "innoreg.yaml": 'schema: 1\ntitle: "Реестр"\n',
        "data/roadmaps/plan.yaml": PLAN,
        "data/orders/order.yaml": ORDER,
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
    "fewer days": ('"март, июнь"', '"сентябрь"'),
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
}
OTHER = {
    "the title of the plan": ("Дорожная карта", "План"),
    "a number": ('number: "2"', 'number: "5"'),
    "a term of something done, to which one who must report was added": (
        '"февраль"',
        '"апрель"\n        addressees: [petrov]',
    ),
    "a term of those who hold a role": ('"май"', '"июнь"'),
    "a term that cannot be dated": ('"март"', '"по мере необходимости"'),
    "a title that an order amended": ("Сбор данных", "Сбор сведений"),
    "a term taken away": ('        deadline: "март"\n', ""),
    "who answers": ("person: petrov", "text: Все"),
    "the period": ("2022-12-31", "2022-11-30"),
    "the term of a section": ('"апрель"', '"июль"'),
    "an event": ("2022-02-20", "2022-02-21"),
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
    edited(registry, "person: petrov", "text: Все")
    assert not asked(registry)[1]
    edited(registry, "Круглый стол", "Семинар")
    rows, retouched = asked(registry)
    assert retouched
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
