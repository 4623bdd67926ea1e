"""Groups are answered by the register on the day of the document, and every filter finds their members."""

import json
from pathlib import Path
from typing import Any

import pytest

from repository import innoreg
from support import DATA, tree

# № 18: every row that names «научные консультанты районов», with the number of its row. Row 7 names
# others: «научные консультанты по тематике образовательных событий».
OF_EVERY_DISTRICT_2022 = [
    *("7.1", "7.1.1", "7.1.2", "7.1.3"),
    *("7.2", "7.2.1", "7.2.2", "7.2.3", "7.2.4"),
    *("7.3", "7.3.1", "7.3.2", "7.3.3", "7.3.4"),
    *("7.4", "7.4.1", "7.4.2", "7.4.3"),
    *("8", "9", "10", "11"),
]
# The decisions of 2019 that address «органы местного самоуправления … в сфере образования».
OF_EVERY_DISTRICT_2019 = {
    *("0.1", "0.2", "0.3", "0.4"),
    *("1.1", "1.2", "1.3", "1.4", "1.5"),
    *("2.1", "2.3", "2.4", "2.5", "2.6"),
    *("3.1", "3.3", "3.4", "3.5", "3.6", "3.7"),
    *("4.1", "4.2", "4.4", "5.6", "6.1", "6.2", "6.3"),
}
# «руководители образовательных организаций», «… профессиональных образовательных организаций», and
# «… организаций высшего и профессионального образования»: the college is all of them.
OF_THE_COLLEGE_2019 = {
    *("0.1", "0.2", "0.3", "0.4", "1.2", "1.3"),
    *("3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10", "3.11", "3.12"),
    *("5.6", "6.1", "6.2"),
}


def asked(*words: str, cwd: Path = DATA) -> dict[str, Any]:
    done = innoreg(*words, "--format", "json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refs(*words: str, cwd: Path = DATA) -> list[str]:
    return [row["ref"] for row in asked(*words, cwd=cwd)["rows"]]


@pytest.mark.parametrize("district", ["tosno", "luga", "sosnovy-bor"])
def test_a_district_finds_what_its_consultants_do(district: str) -> None:
    found = refs("due", "--district", district, "--year", "2022", "--today", "2022-03-01")
    assert sorted(found) == sorted(f"loiro-2022/{number}" for number in OF_EVERY_DISTRICT_2022)
    late = refs("overdue", "--district", district, "--today", "2023-01-15")
    assert {f"loiro-2022/{number}" for number in OF_EVERY_DISTRICT_2022} <= {*late}


@pytest.mark.parametrize("district", ["tosno", "luga", "sosnovy-bor"])
def test_a_district_finds_the_decisions_of_2019(district: str) -> None:
    words = ("--from", "2019-09-01", "--to", "2020-12-31", "--today", "2020-01-01")
    found = refs("due", "--district", district, *words)
    assert {*found} == {f"meetings-2019/{number}" for number in OF_EVERY_DISTRICT_2019}


def test_the_one_real_school_finds_what_addresses_its_kind() -> None:
    words = ("--from", "2019-09-01", "--to", "2020-12-31", "--today", "2020-01-01")
    found = refs("due", "--school", "vsevolozhsk-agro-college", *words)
    assert {*found} == {f"meetings-2019/{number}" for number in OF_THE_COLLEGE_2019}


PLAN = """schema: 1
type: roadmap
title: План
program: mentoring
period: {from: "2026-01-01", to: "2026-12-31"}
items:
  - number: "1"
    title: Отчёт школ с низкими результатами
    deadline: до 15 марта
    responsible:
      - text: руководители школ с НОР
        group: {flag: low_results}
  - number: "2"
    title: Опыт школ-лидеров
    deadline: до 15 марта
    responsible:
      - text: школы-лидеры Лужского района
        group: {flag: leader, district: luga}
  - number: "3"
    title: Сведения районов
    deadline: до 15 марта
    addressees: districts
"""


def school(name: str, district: str, *flags: str) -> str:
    listed = "".join(f"  - {flag}\n" for flag in flags)
    return f"schema: 1\nname: {name}\ntype: school\ndistrict: {district}\n" + (
        f"flags:\n{listed}" if flags else ""
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    def district(name: str) -> str:
        return f'schema: 1\nname: "{name} район"\nshort_name: "{name}"\ntype: municipal_district\n'

    return tree(
        tmp_path,
        {
            "programs/mentoring.yaml": "schema: 1\ntitle: Наставничество\ntype: regional_project\n",
            "roadmaps/plan.yaml": PLAN,
            "districts/luga.yaml": district("Лужский"),
            "districts/tosno.yaml": district("Тосненский"),
            "schools/low.yaml": school(
                "Первая", "tosno", '{flag: low_results, from: "2025-09-01"}'
            ),
            "schools/later.yaml": school(
                "Вторая", "tosno", '{flag: low_results, from: "2026-02-01"}'
            ),
            "schools/leader.yaml": school("Третья", "luga", "{flag: leader}"),
            "schools/other.yaml": school("Четвёртая", "luga"),
        },
    )


def test_schools_of_a_list_are_found_and_those_that_came_later_are_not(root: Path) -> None:
    words = ("due", "--month", "2026-03", "--today", "2026-02-15")
    assert refs(*words, "--school", "low", cwd=root) == ["plan/1"]
    assert refs(*words, "--school", "later", cwd=root) == []
    assert refs(*words, "--school", "leader", cwd=root) == ["plan/2"]
    assert refs(*words, "--school", "other", cwd=root) == []
    assert refs(*words, "--district", "luga", cwd=root) == ["plan/2", "plan/3"]


def test_every_row_tells_who_stands_behind_it(root: Path) -> None:
    rows = asked("due", "--month", "2026-03", "--today", "2026-02-15", cwd=root)["rows"]
    told = {row["ref"]: (row.get("districts"), row.get("schools")) for row in rows}
    assert told == {
        "plan/1": (["tosno"], ["low"]),
        "plan/2": (["luga"], ["leader"]),
        "plan/3": (["luga", "tosno"], None),
    }


def test_behind_counts_those_who_have_reported(root: Path) -> None:
    assert (
        innoreg("done", "plan/3", "--on", "2026-03-18", "--for", "luga", cwd=root).returncode == 0
    )
    found = asked("behind", "plan/3", "--today", "2026-03-20", cwd=root)
    assert found == {
        "format": 1,
        "ref": "plan/3",
        "addressees": 2,
        "done": 1,
        "cancelled": 0,
        "rows": [
            {"id": "luga", "state": "late", "days": 3},
            {"id": "tosno", "state": "overdue", "days": 5},
        ],
    }
    said = innoreg("behind", "plan/3", "--today", "2026-03-20", "--lang", "ru", cwd=root).stdout
    assert "plan/3: 1 из 2 (50,0 %); нет: Тосненский" in said


def test_one_mark_does_not_close_what_several_must_report(root: Path) -> None:
    refused = innoreg("done", "plan/3", "--on", "2026-03-10", "--today", "2026-03-12", cwd=root)
    assert refused.returncode == 1
    assert "2 addressees report one by one" in refused.stderr
    assert "--all" in refused.stderr
    both = ("done", "plan/3", "--on", "2026-03-10", "--today", "2026-03-12")
    assert innoreg(*both, "--for", "luga", "--for", "tosno", cwd=root).returncode == 0
    found = asked("behind", "plan/3", "--today", "2026-03-12", cwd=root)
    assert [row["state"] for row in found["rows"]] == ["done", "done"]


def test_all_of_them_may_be_marked_at_once_when_said_so(root: Path) -> None:
    words = ("done", "plan/3", "--on", "2026-03-10", "--all", "--today", "2026-03-12")
    assert innoreg(*words, cwd=root).returncode == 0
    assert asked("behind", "plan/3", "--today", "2026-03-12", cwd=root)["done"] == 2


@pytest.mark.parametrize("everyone", ["all", "Все"])
def test_a_sheet_may_say_that_all_of_them_did_it(root: Path, everyone: str) -> None:
    sheet = root / "marks.csv"
    sheet.write_text(f"ref,for,on\nplan/3,{everyone},2026-03-10\n", "utf-8")
    done = innoreg("done", "--from", "marks.csv", "--today", "2026-03-12", cwd=root)
    assert done.returncode == 0, done.stderr
    assert asked("behind", "plan/3", "--today", "2026-03-12", cwd=root)["done"] == 2
    sheet.write_text("ref,for,on\nplan/3,,2026-03-11\n", "utf-8")
    refused = innoreg("done", "--from", "marks.csv", "--today", "2026-03-12", cwd=root)
    assert refused.returncode != 0


def test_a42_sixteen_of_eighteen_districts(tmp_path: Path) -> None:
    root = tmp_path
    for folder in ("data", "templates"):
        (root / folder).symlink_to(DATA / folder)
    settings = (DATA / "innoreg.yaml").read_text("utf-8")
    (root / "innoreg.yaml").write_text(
        settings.replace("schema: 1", "schema: 1\ndata: own"), "utf-8"
    )
    import shutil

    shutil.copytree(DATA / "data" / "districts", root / "own" / "districts")
    ids = sorted(path.stem for path in (root / "own" / "districts").glob("*.yaml"))
    events = "".join(
        f'      - {{event: done, on: "2026-03-10", for: {name}}}\n'
        for name in ids
        if name not in ("tosno", "tikhvin")
    )
    plan = f"""schema: 1
type: roadmap
title: План
period: {{from: "2026-01-01", to: "2026-12-31"}}
items:
  - number: "1"
    title: Сведения районов
    deadline: до 15 марта
    addressees: districts
    events:
{events}"""
    (root / "own" / "roadmaps").mkdir()
    (root / "own" / "roadmaps" / "plan.yaml").write_text(plan, "utf-8")
    found = asked("behind", "plan/1", "--today", "2026-03-18", cwd=root)
    assert (found["done"], found["addressees"]) == (16, 18)
    waiting = [row for row in found["rows"] if row["state"] != "done"]
    assert waiting == [
        {"id": "tikhvin", "state": "overdue", "days": 3},
        {"id": "tosno", "state": "overdue", "days": 3},
    ]
    said = innoreg("behind", "plan/1", "--today", "2026-03-18", "--lang", "ru", cwd=root).stdout
    assert said.startswith("plan/1: 16 из 18 (88,9 %); нет: ")
    assert refs("overdue", "--today", "2026-03-18", cwd=root) == ["plan/1"]


def test_a43_an_order_addresses_those_on_the_list_of_its_day(tmp_path: Path) -> None:
    order = """schema: 1
issuer: kom
order_kind: Распоряжение
number: "{n}"
date: "{day}"
title: Об отчётах
clauses:
  - kind: instruct
    number: "1"
    text: Представить отчёт.
    deadline: до 15 марта
    addressees:
      - text: школам с низкими результатами
        group: {{flag: low_results}}
"""
    root = tree(
        tmp_path,
        {
            "authorities/kom.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
            "schools/s.yaml": "schema: 1\nname: Школа\ntype: school\n"
            'flags:\n  - {flag: low_results, from: "2026-02-01"}\n',
            "orders/first.yaml": order.format(n=1, day="2026-01-20"),
            "orders/second.yaml": order.format(n=2, day="2026-02-10"),
        },
    )
    words = ("due", "--month", "2026-03", "--today", "2026-02-15")
    assert refs(*words, "--school", "s", cwd=root) == ["second/1"]
    assert innoreg("behind", "first/1", cwd=root).returncode == 2
    assert asked("behind", "second/1", "--today", "2026-02-15", cwd=root)["rows"] == [
        {"id": "s", "state": "open", "days": None}
    ]


def test_a44_another_number_than_the_document_says_is_an_error(root: Path) -> None:
    path = root / "data" / "roadmaps" / "plan.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("group: {flag: low_results}", "group: {flag: low_results, expect: 9}"), "utf-8"
    )
    done = innoreg("validate", "--lang", "ru", cwd=root)
    assert done.returncode == 1
    assert "error" not in done.stdout
    assert "ошибка[group-size] ожидалось 9, найдено 1: low" in done.stdout


def test_a_person_finds_what_a_role_answers_for_and_what_it_must_report(tmp_path: Path) -> None:
    office = "schema: 1\nissuer: office\norder_kind: Приказ\nnumber: '1'\ndate: '2026-02-10'\n"
    held = "role: consultant, from: '2026-02-10', to: '2026-12-31'"
    root = tree(
        tmp_path,
        {
            "authorities/office.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
            "districts/luga.yaml": "schema: 1\nname: Лужский район\ntype: municipal_district\n",
            "people/one.yaml": "schema: 1\nname: Ольхина А.А.\ngender: f\n",
            "people/two.yaml": "schema: 1\nname: Рябинина Б.Б.\ngender: f\n",
            "orders/o.yaml": office + "title: О плане\nclauses:\n"
            "  - {number: '1', kind: approve, text: Утвердить., subjects: [plan]}\n"
            "  - number: '2'\n    kind: appoint\n    text: Назначить.\n    assignments:\n"
            f"      - {{person: one, {held}, scope: [luga]}}\n"
            f"      - {{person: two, {held}, scope: [luga]}}\n",
            "roadmaps/plan.yaml": """schema: 1
type: roadmap
title: План
period: {from: "2026-01-01", to: "2026-12-31"}
items:
  - number: "1"
    title: Выезды
    deadline: до 15 апреля
    responsible: [{group: {role: consultant}, text: научные консультанты}]
  - number: "2"
    title: Записки
    deadline: до 5 мая
    responsible: [{organisation: office}]
    addressees: [{group: {role: consultant}, text: консультантам}]
    events: [{event: done, on: "2026-05-01", for: one}]
""",
        },
    )
    for person, late in (("one", ["plan/1"]), ("two", ["plan/1", "plan/2"])):
        day = ("--today", "2026-05-20")
        assert refs("overdue", "--responsible", person, *day, cwd=root) == late
        shown = innoreg("show", person, *day, "--lang", "ru", cwd=root).stdout
        assert f"Обязанности на 20.05.2026: открытых {len(late)}, закрытых {2 - len(late)}" in shown


def test_the_school_of_a_pair_is_shown_what_pairs_are_asked(tmp_path: Path) -> None:
    one = "schema: 1\nname: Школа № {}\ntype: school\n"
    root = tree(
        tmp_path,
        {
            "authorities/office.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
            "schools/s1.yaml": one.format(1),
            "schools/s2.yaml": one.format(2),
            "schools/s3.yaml": one.format(3),
            "pairs/x.yaml": "schema: 1\nlevel: school\nmentors: [{school: s1}]\n"
            "mentees: [{school: s2}]\nform: школа-школа\ntheme: Тема\n",
            "orders/o.yaml": "schema: 1\nissuer: office\norder_kind: Приказ\nnumber: '1'\n"
            "date: '2026-02-01'\ntitle: О парах\nclauses:\n"
            "  - {number: '1', kind: assign_pairs, text: Закрепить., subjects: [x],"
            " from: '2026-02-01', to: '2026-12-31'}\n"
            "  - {number: '2', kind: instruct, text: Парам отчитаться., deadline: до 1 апреля,"
            " addressees: [{group: {pairs: this_order}, text: парам}]}\n",
            "orders/draft.yaml": "schema: 1\nissuer: office\norder_kind: Приказ\nyear: 2026\n"
            "draft: true\ntitle: Проект\nclauses:\n"
            "  - {number: '1', kind: instruct, text: Сделать., deadline: до 1 марта}\n",
        },
    )
    day = ("--today", "2026-04-10", "--lang", "ru")
    for school, count in (("s1", 1), ("s2", 1), ("s3", 0)):
        shown = innoreg("show", school, *day, cwd=root).stdout
        assert f"Обязанности на 10.04.2026: открытых {count}, закрытых 0" in shown
    # A draft has no duties, so none of them count from anything.
    assert innoreg("pages", "--to", "site", *day, cwd=root).returncode == 0
    page = (root / "site/orders/draft.html").read_text("utf-8")
    assert "Проект" in page
    assert "обязанности считаются" not in page
