"""The state on a day as a person or a program asks for it: status, why, list, show, load and the rest."""

import json
from typing import Any

import pytest

from cli.test_commands import run
from support import DATA

SITE = "vsevolozhsk-agro-college-2020"
COMPLETED = {
    "future-engineers": "4.1",
    "future-engineers/lab-3d": "4.2",
    "future-engineers/modelling-3d": "4.2",
    "future-engineers/additive-3d": "4.2",
}


def answer(*words: str) -> Any:
    done = run(*words, "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["format"] == 1
    return document


def test_status_of_june_2021_as_json() -> None:
    document = answer("status", "--today", "2021-06-01")
    rows = {row["ref"]: row for row in document["rows"]}
    site = rows[SITE]
    assert (document["today"], site["status"], site["phase"]) == ("2021-06-01", "active", "running")
    assert (site["basis"]["order"], site["basis"]["clause"]) == ("kopo-2020-1925-r", "2")
    assert [(r["report"], r["deadline"], r["due"], r["clause"]) for r in site["reports"]] == [
        ("interim", "ноябрь 2021 г.", "2021-11-30", "3"),
        ("final", "декабрь 2022 г.", "2022-12-31", "3"),
    ]
    assert rows["network-mentoring"]["phase"] == "running"
    for ref, clause in COMPLETED.items():
        by = rows[ref]["by"]
        assert (rows[ref]["status"], by["day"]) == ("completed", "2020-11-20")
        assert (by["order"], by["clause"]) == ("kopo-2020-1925-r", clause)


def test_status_in_a_pipe_shows_states_and_reports_on_lines_of_their_own() -> None:
    lines = run("status", "--today", "2021-06-01", "--lang", "ru").stdout.splitlines()
    (site,) = [line for line in lines if line.startswith(f"{SITE} ")]
    assert "действует" in site
    assert "№ 1925-р, п. 2" in site
    (interim,) = [line for line in lines if line.startswith(f"{SITE}/interim")]
    (final,) = [line for line in lines if line.startswith(f"{SITE}/final")]
    assert ("30.11.2021" in interim, "31.12.2022" in final) == (True, True)
    (completed,) = [line for line in lines if line.startswith("future-engineers ")]
    assert "завершено 20.11.2020" in completed


@pytest.mark.parametrize(
    ("ref", "order", "clause"),
    [
        (SITE, "kopo-2020-1925-r", "2"),
        (f"{SITE}/interim", "kopo-2020-1925-r", "3"),
        ("network-mentoring", "kopo-2020-1925-r", "1"),
        *((ref, "kopo-2020-1925-r", clause) for ref, clause in COMPLETED.items()),
        ("loiro-2022/7.1.1", "loiro-2022-18", "1"),
    ],
)
def test_why_names_order_and_clause_and_quotes_it(ref: str, order: str, clause: str) -> None:
    steps = answer("why", ref, "--today", "2022-03-01")["steps"]
    found = [s for s in steps if (s["order"], s["clause"]) == (order, clause)]
    assert found
    assert all(found[0]["quoted"])
    place = found[0]["source"]
    line = (DATA / place["file"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    assert line.strip()
    days = [s["day"] or "" for s in steps]
    assert days == sorted(days)


def test_a_heading_and_its_table_are_apart_in_markdown() -> None:
    lines = run("status", "--format", "md", "--today", "2021-06-01").stdout.splitlines()
    assert lines[1] == ""
    assert lines[2].startswith("| ")


def test_why_on_a_line_names_the_place_and_the_words() -> None:
    said = run("why", "future-engineers/lab-3d", "--lang", "ru").stdout
    assert "data/orders/kopo-2020-1925-r.yaml:" in said
    assert "«Считать завершенными:»" in said
    assert "завершено 20.11.2020" in said.splitlines()[0]


def test_before_anything_happened_why_says_so() -> None:
    document = answer("why", SITE, "--today", "2020-01-01")
    assert (document["steps"], document["status"]) == ([], "absent")


def test_status_of_an_item_and_of_a_report() -> None:
    (row,) = answer("status", "loiro-2022/7.1.1", "--today", "2022-03-10")["rows"]
    assert (row["ref"], row["status"], row["days_left"]) == ("loiro-2022/7.1.1", "planned", 10)
    (row,) = answer("status", f"{SITE}/interim", "--today", "2022-03-10")["rows"]
    assert row["status"] == "overdue"
    order = "data/orders/kopo-2020-1925-r.yaml"
    term = (DATA / order).read_text("utf-8").splitlines().index("      - report: interim") + 1
    assert row["source"] == {"file": order, "line": term}
    around = answer("status", "program/future-engineers", "--today", "2022-03-10")["rows"]
    assert {row["ref"] for row in around} == set(COMPLETED)


def test_terms_shown_with_a_part_say_where_they_stand() -> None:
    whole = answer("show", "loiro-2022/7.1.1", "--today", "2022-03-10")
    assert [row["source"] for row in whole["terms"]] == [whole["source"]]
    clause = answer("show", "vsevolozhsk-2021-328/2", "--today", "2022-03-10")
    assert clause["title"] == clause["record"]["text"]
    about = answer("show", "karvelis-ov", "--today", "2022-03-10")
    assert all(row["source"] == duty["source"] for duty in about["duties"] for row in duty["terms"])


def test_lists_have_the_state_of_the_day() -> None:
    rows = answer("list", "programs", "--today", "2021-06-01")["rows"]
    states = {row["id"]: row["state"]["status"] for row in rows}
    assert states["future-engineers"] == "completed"
    assert states["network-mentoring"] == "approved"
    districts = run("list", "districts", "--today", "2022-03-01", "--lang", "ru").stdout
    (kirovsk,) = [line for line in districts.splitlines() if line.startswith("kirovsk ")]
    assert "Карвелис О.В." in kirovsk
    later = run("list", "districts", "--today", "2024-03-01", "--lang", "ru").stdout
    assert "Карвелис" not in later


def test_show_tells_a_school_what_it_owes_to_whom_and_by_which_clause() -> None:
    said = run("show", "vsevolozhsk-agro-college", "--today", "2021-06-01", "--lang", "ru").stdout
    assert "КОиПО ЛО, распоряжение от 20.11.2020 № 1925-р, п. 3" in said
    assert "контроль: Винокуров М.В." in said
    document = answer("show", "vsevolozhsk-agro-college", "--today", "2021-06-01")
    assert [(d["ref"], d["issuer"], d["clause"]) for d in document["duties"]] == [
        (f"{SITE}/interim", "kopo", "3"),
        (f"{SITE}/final", "kopo", "3"),
    ]
    assert [s["ref"] for s in document["sites"]] == [SITE]


def test_show_of_a_district_names_its_consultant_and_of_a_person_the_roles() -> None:
    district = answer("show", "district/kirovsk", "--today", "2022-03-10")
    assert [row["person"] for row in district["consultants"]] == ["karvelis-ov"]
    person = answer("show", "karvelis-ov", "--today", "2022-03-10")
    assert {row["scope"][0] for row in person["assignments"]} == {"kirovsk", "volosovo"}
    assert "loiro-2022/7.1.1" in {duty["ref"] for duty in person["duties"]}


def test_a_person_behind_a_group_is_named_beside_the_printed_words() -> None:
    rows = answer("due", "--responsible", "karvelis-ov", "--month", "2022-03")["rows"]
    found = {row["ref"]: row for row in rows}
    assert {f"loiro-2022/7.1.{n}" for n in (1, 2, 3)} <= set(found)
    assert found["loiro-2022/7.1.1"]["people"] == ["karvelis-ov"]
    assert found["loiro-2022/7.1.1"]["responsible"][0]["text"] == "Научные консультанты районов"


def test_load_discipline_and_mentoring_as_json() -> None:
    load = answer("load", "--year", "2022", "--today", "2022-03-01")
    karvelis = next(row for row in load["rows"] if row["id"] == "karvelis-ov")
    assert sum(period["due"] for period in karvelis["periods"]) == karvelis["total"] == 22
    discipline = answer("discipline", "--by", "roadmap", "--today", "2022-06-01")
    plan = next(row for row in discipline["rows"] if row["id"] == "loiro-2022")
    assert (plan["due"], plan["overdue"], plan["ratio"]) == (17, 17, 0)
    mentoring = answer("mentoring", "--samples", "--today", "2022-05-10")
    assert {row["ref"]: row["phase"] for row in mentoring["rows"]} == {
        "sample-pair-head": "running",
        "sample-pair-school": "absent",
        "sample-pair-teacher": "running",
    }
    assert mentoring["rows"][0]["consents"]["given"] == {
        "sample-head-1": "2022-04-25",
        "sample-head-2": "2022-04-25",
    }


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("form", ["table", "csv", "md"])
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--status", "running,lapsed"],
        ["load", "--year", "2022"],
        ["load", "--year", "2022", "--per", "week", "--by", "district"],
        ["load"],
        ["discipline"],
        ["discipline", "--by", "district", "--from", "01.01.2021", "--to", "31.12.2021"],
        ["mentoring", "--level", "head"],
        ["list", "people"],
    ],
)
def test_every_form_in_both_languages(words: list[str], form: str, lang: str) -> None:
    done = run(*words, "--format", form, "--lang", lang, "--today", "2022-06-01")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize(
    "words",
    [
        ["status", "nosuch"],
        ["status", "luga"],
        ["status", "--status", "sleeping"],
        ["why", f"{SITE}/annual"],
        ["why"],
        ["load", "--by", "moon"],
        ["load", "--year", "2022", "--from", "2022-01-01"],
        ["discipline", "--from", "2022-02-01", "--to", "2022-01-01"],
        ["mentoring", "--district", "atlantis"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr


def test_asking_never_changes_a_byte() -> None:
    before = {p: p.read_bytes() for p in (DATA / "data").rglob("*.yaml")}
    for words in (["status"], ["why", SITE], ["load"], ["discipline"], ["mentoring"]):
        run(*words)
    assert {p: p.read_bytes() for p in (DATA / "data").rglob("*.yaml")} == before
