"""Groups with a name: one record, meant by several documents, answered for each on its own day."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from repository import innoreg
from support import tree


def order(number: str, day: str, clauses: str) -> str:
    return (
        f'schema: 1\nissuer: kom\norder_kind: Распоряжение\nnumber: "{number}"\ndate: "{day}"\n'
        f"title: О работе\nclauses:\n{clauses}"
    )


def instruct(number: str, group: str) -> str:
    return (
        f'  - {{kind: instruct, number: "{number}", text: "Отчёт.", deadline: до 15 июня, '
        f"addressees: [{{text: им, group: {group}}}]}}\n"
    )


def district(name: str) -> str:
    return f'schema: 1\nname: "{name} район"\nshort_name: "{name}"\ntype: municipal_district\n'


def school(name: str, place: str, more: str = "") -> str:
    return f"schema: 1\nname: {name}\ntype: school\ndistrict: {place}\n{more}"


LOW = 'flags: [{flag: low_results, from: "2025-09-01"}]\n'


def person(name: str, place: str) -> str:
    return f"schema: 1\nname: {name}\npositions: [{{title: учитель, organisation: {place}}}]\n"


def pair(level: str, mentor: str, mentee: str) -> str:
    return (
        f"schema: 1\nlevel: {level}\nprogram: mentoring\nmentors: [{mentor}]\nmentees: [{mentee}]\n"
    )


def group(title: str, rest: str) -> str:
    return f"schema: 1\ntitle: {title}\n{rest}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three districts, two of them the northern circle; schools, sites, pairs, a consultant."""
    sites = {
        f"sites/site-{n}.yaml": f"schema: 1\ntype: internship\norganisations: [{where}]\ntheme: Т\n"
        "program: mentoring\n"
        for n, where in enumerate(("tosno-1", "luga-1", "luga-2"), 1)
    }
    return tree(
        tmp_path,
        {
            "authorities/kom.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
            "programs/mentoring.yaml": "schema: 1\ntitle: Наставничество\n",
            "districts/luga.yaml": district("Лужский"),
            "districts/tosno.yaml": district("Тосненский"),
            "districts/vyborg.yaml": district("Выборгский"),
            "schools/tosno-1.yaml": school("Т-1", "tosno", LOW),
            "schools/luga-1.yaml": school("Л-1", "luga"),
            "schools/luga-2.yaml": school("Л-2", "luga", LOW),
            "schools/vyborg-1.yaml": school("В-1", "vyborg", LOW),
            "people/consultant.yaml": person("Иванов И.И.", "kom"),
            "people/teacher-1.yaml": person("Первая А.А.", "luga-1"),
            "people/teacher-2.yaml": person("Вторая Б.Б.", "luga-2"),
            "people/head-1.yaml": person("Третья В.В.", "tosno-1"),
            "people/head-2.yaml": person("Четвёртая Г.Г.", "vyborg-1"),
            "pairs/teachers.yaml": pair("teacher", "{person: teacher-1}", "{person: teacher-2}"),
            "pairs/heads.yaml": pair("head", "{person: head-1}", "{person: head-2}"),
            **sites,
            "orders/first.yaml": order(
                "1", "2026-02-10",
                '  - {kind: grant, number: "1", text: "Статус.", subjects: [site-1, site-2]}\n'
                '  - {kind: appoint, number: "2", text: "Назначить.", assignments: '
                "[{person: consultant, role: consultant, scope: [luga]}]}\n"
                '  - {kind: assign_pairs, number: "3", text: "Закрепить.", subjects: [heads]}\n',
            ),
            "orders/second.yaml": order(
                "2", "2026-03-01",
                '  - {kind: grant, number: "1", text: "Статус.", subjects: [site-3]}\n'
                '  - {kind: assign_pairs, number: "2", text: "Закрепить.", subjects: [teachers]}\n'
                + instruct("3", "sites") + instruct("4", "all-districts")
                + instruct("5", "low-of-luga") + instruct("6", "teachers-pairs")
                + instruct("7", "heads-pairs") + instruct("8", "of-this-order")
                + instruct("9", "consultants") + instruct("10", "low-of-north")
                + instruct("11", "north") + instruct("12", "[{group: sites, exclude: [site-3]}]")
                + instruct("13", "[of-north, low-of-luga]"),
            ),
            "groups/sites.yaml": group(
                "Площадки",
                "query: {site: internship, program: mentoring, status: active}\n"
                "expect: 3\ninclude: []\nexclude: []\n",
            ),
            "groups/all-districts.yaml": group("Все районы", "query: {kind: district}\n"),
            "groups/low-of-luga.yaml": group(
                "ШНОР Лужского района", "query: {flag: low_results, district: luga}\n"
            ),
            "groups/teachers-pairs.yaml": group(
                "Пары учителей", "query: {pairs: teacher, program: mentoring}\n"
            ),
            "groups/heads-pairs.yaml": group("Пары руководителей", "query: {pairs: head}\n"),
            "groups/of-this-order.yaml": group("Пары", "query: {pairs: this_order}\n"),
            "groups/consultants.yaml": group("Консультанты", "query: {role: consultant}\n"),
            "groups/north.yaml": group("Северный округ", "include: [tosno, vyborg]\n"),
            "groups/of-north.yaml": group("Районы Северного", "query: {circle: north}\n"),
            "groups/low-of-north.yaml": group(
                "ШНОР Северного округа", "query: {flag: low_results, circle: north}\n"
            ),
        },
    )  # fmt: skip


def asked(root: Path, *words: str) -> dict[str, Any]:
    done = innoreg(*words, "--format", "json", cwd=root)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# By hand from the fixture; what every clause of the order of 01.03.2026 means on that day.
MEANT = {
    "3": ["site-1", "site-2", "site-3"],
    "4": ["luga", "tosno", "vyborg"],
    "5": ["luga-2"],
    "6": ["teachers"],
    "7": ["heads"],
    "8": ["teachers"],
    "9": ["consultant"],
    "10": ["tosno-1", "vyborg-1"],
    "11": ["tosno", "vyborg"],
    "12": ["site-1", "site-2"],
    "13": ["tosno", "vyborg", "luga-2"],
}


@pytest.mark.parametrize("clause", MEANT)
def test_a_clause_addresses_the_members_of_the_day_of_its_document(root: Path, clause: str) -> None:
    rows = asked(root, "behind", f"second/{clause}", "--today", "2026-03-02")["rows"]
    assert [row["id"] for row in rows] == MEANT[clause]


def test_a44_a_named_group_of_another_number_is_an_error_at_the_group(root: Path) -> None:
    assert "group-size" not in innoreg("validate", cwd=root).stdout
    path = root / "data" / "groups" / "sites.yaml"
    path.write_text(path.read_text("utf-8").replace("expect: 3", "expect: 9"), "utf-8")
    done = innoreg("validate", "--lang", "ru", cwd=root)
    assert done.returncode == 1
    # Twice meant by the same order, on one day: told once, at the group.
    found = [line for line in done.stdout.splitlines() if "[group-size] ожид" in line]
    assert found == [
        "data/groups/sites.yaml:4:9: ошибка[group-size] ожидалось 9, найдено 3: site-1, site-2, site-3"
    ]
    assert "second.yaml" in done.stdout, "the document whose day it is stands beside it"


def test_show_tells_the_members_of_the_day_and_of_each_document(root: Path) -> None:
    found = asked(root, "show", "sites", "--today", "2026-02-20")
    assert found["members"] == ["site-1", "site-2"], "the third one is granted on 01.03.2026"
    assert found["meant_by"] == [
        {"ref": "second/3", "day": "2026-03-01", "members": ["site-1", "site-2", "site-3"]},
        {"ref": "second/12", "day": "2026-03-01", "members": ["site-1", "site-2"]},
    ]
    said = innoreg("show", "sites", "--today", "2026-02-20", "--lang", "ru", cwd=root).stdout
    assert "На 20.02.2026: 2 участника, по документам 3" in said
    assert "second/3 01.03.2026 3 участника" in said


def test_list_counts_the_members_of_the_day(root: Path) -> None:
    rows = asked(root, "list", "groups", "--today", "2026-03-02")["rows"]
    told = {row["id"]: row["members"] for row in rows}
    assert told["sites"] == ["site-1", "site-2", "site-3"]
    assert told["of-this-order"] == [], "no order, no pairs of it"
    table = innoreg("list", "groups", "--format", "csv", "--today", "2026-03-02", cwd=root).stdout
    assert (
        'low-of-north,ШНОР Северного округа,"list: low results, circle of districts: north",,2'
        in table
    )


@pytest.mark.parametrize("plan", [None, "of-north"])
def test_rename_follows_the_name_of_a_group_wherever_it_stands(
    root: Path, plan: str | None
) -> None:
    old, new = ("north", "severny") if plan is None else (plan, "districts-of-north")
    before = innoreg("validate", "--format", "json", cwd=root).stdout
    done = innoreg("rename", old, new, cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "data" / "groups" / f"{new}.yaml").is_file()
    assert innoreg("validate", "--format", "json", cwd=root).stdout == before
    for clause in ("10", "11", "13"):
        rows = asked(root, "behind", f"second/{clause}", "--today", "2026-03-02")["rows"]
        assert [row["id"] for row in rows] == MEANT[clause]


def test_an_unknown_name_of_a_group_is_found_with_the_one_meant(root: Path) -> None:
    path = root / "data" / "orders" / "second.yaml"
    path.write_text(path.read_text("utf-8").replace("group: north}", "group: nort}"), "utf-8")
    done = innoreg("validate", cwd=root)
    assert "nothing in the register is called “nort” (a group)" in done.stdout
    assert "perhaps north" in done.stdout


def test_a_reference_inside_a_group_of_addressees_is_checked_too(root: Path) -> None:
    plan = (
        'schema: 1\ntype: roadmap\ntitle: План\nperiod: {from: "2026-01-01", to: "2026-12-31"}\n'
        'items:\n  - {number: "1", title: Отчёт, deadline: до 15 июня, '
        "addressees: [luga, {group: {kind: school, district: nowhere}}, {group: no-such}]}\n"
    )
    (root / "data" / "roadmaps").mkdir()
    (root / "data" / "roadmaps" / "plan.yaml").write_text(plan, "utf-8")
    said = innoreg("validate", cwd=root).stdout
    assert "“nowhere” (a district)" in said
    assert "“no-such” (a group)" in said


def test_circles_that_lead_back_to_themselves_are_found_and_are_empty(root: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = group(name.upper(), f"query: {{circle: {other}}}\n")
        (root / "data" / "groups" / f"{name}.yaml").write_text(text, "utf-8")
    said = innoreg("validate", cwd=root).stdout
    assert "data/groups/b.yaml:3:17: error[circular-reference]" in said
    assert "data/groups/a.yaml:3:17: error[circular-reference]" in said
    assert asked(root, "show", "a", "--today", "2026-03-02")["members"] == []


def test_new_makes_a_group_and_one_of_two_things_is_refused(root: Path) -> None:
    words = ("new", "group", "low", "title=ШНОР", "query.flag=low_results")
    done = innoreg(*words, cwd=root)
    assert done.returncode == 0, done.stderr
    assert asked(root, "show", "low", "--today", "2026-03-02")["members"] == [
        "luga-2", "tosno-1", "vyborg-1",
    ]  # fmt: skip
    path = root / "data" / "groups" / "low.yaml"
    path.write_text("schema: 1\ntitle: Т\nquery: {flag: low_results, kind: district}\n", "utf-8")
    said = innoreg("validate", "--lang", "ru", cwd=root).stdout
    assert "data/groups/low.yaml" in said
    assert "группа задаётся одним из ключей" in said


def test_the_schema_knows_groups_by_name_and_as_a_question(root: Path) -> None:
    schema = json.loads(innoreg("schema", "group", cwd=root).stdout)
    assert {"title", "query", "expect", "include", "exclude"} <= schema["properties"].keys()
    plans = innoreg("schema", "roadmap", cwd=root).stdout
    assert "reference to group" in plans


def test_the_export_has_a_table_of_groups_and_keeps_those_who_are_addressed(root: Path) -> None:
    plan = (
        'schema: 1\ntype: roadmap\ntitle: План\nperiod: {from: "2026-01-01", to: "2026-12-31"}\n'
        'items:\n  - {number: "1", title: Отчёт, deadline: до 15 июня, '
        "addressees: [luga, {group: north}]}\n"
    )
    (root / "data" / "roadmaps").mkdir()
    (root / "data" / "roadmaps" / "plan.yaml").write_text(plan, "utf-8")
    done = innoreg("export", "--to", "out", "--format", "sqlite", cwd=root)
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(next((root / "out").glob("*.sqlite*")))) as base:
        groups = "select id, title, query_site, expect from groups where id = 'sites'"
        rows = base.execute(groups).fetchall()
        items = "select addressees from items where ref = 'plan/1'"
        (addressed,) = base.execute(items).fetchone()
        windows = "select addressees from windows where ref = 'plan/1'"
        (window,) = base.execute(windows).fetchone()
    assert rows == [("sites", "Площадки", "internship", 3)]
    assert json.loads(addressed) == ["luga", '{"group":[{"group":"north"}]}']
    assert json.loads(window) == ["luga", "tosno", "vyborg"]
