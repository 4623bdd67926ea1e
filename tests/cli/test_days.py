"""What is said of a day: nothing before its document, nothing of a time nobody wrote of, no false date.

The commands run on the project's own registry; the right answers are taken from the five documents.
"""

import pytest

from cli.test_commands import run
from cli.test_state import SITE, answer

KNOWN_SINCE = {
    # № 1925-р of 20.11.2020: clause 2 names the programme and the federal site of the new site,
    # clause 3 the programme of the results, clauses 4.1 and 4.2 what is completed.
    "entrepreneurship": "2020-11-20",
    "university-of-competences": "2020-11-20",
    "high-results-management": "2020-11-20",
    "future-engineers": "2020-11-20",
    "future-engineers/lab-3d": "2020-11-20",
    "future-engineers/modelling-3d": "2020-11-20",
    "future-engineers/additive-3d": "2020-11-20",
    # № 1585-р of 20.06.2023: its plan is the plan of this project.
    "high-results-support": "2023-06-20",
}
CONTINUOUS = [f"meetings-2019/3.{n}" for n in (4, 9, 10, 11, 12, 13, 14, 15, 16)]
"""«постоянно» in the decisions of 2019."""


def told(*words: str) -> str:
    done = run(*words, "--lang", "ru")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_ten_years_before_the_first_document_nothing_is_in_force() -> None:
    rows = answer("status", "--today", "2010-01-01")["rows"]
    unknown = {row["ref"]: row["known_from"] for row in rows if row["phase"] == "unknown"}
    absent = {row["ref"] for row in rows if row["phase"] == "absent"}
    assert unknown == KNOWN_SINCE
    assert absent == {"network-mentoring", SITE}
    assert len(rows) == len(unknown) + len(absent)
    said = told("status", "--today", "2010-01-01")
    assert "действует" not in said.lower()
    assert "сведений нет до 20.11.2020 (КОиПО ЛО, распоряжение от 20.11.2020 № 1925-р" in said
    assert "на этот день нет: распоряжение подписано 20.11.2020" in said


@pytest.mark.parametrize("ref", KNOWN_SINCE)
def test_what_was_before_the_register_is_known_from_the_first_document_that_names_it(
    ref: str,
) -> None:
    from datetime import date, timedelta

    first = date.fromisoformat(KNOWN_SINCE[ref])
    before = answer("status", ref, "--today", str(first - timedelta(days=1)))["rows"][0]
    since = answer("status", ref, "--today", str(first))["rows"][0]
    assert (before["status"], before["phase"], before["basis"]) == ("unknown", "unknown", None)
    assert since["phase"] == ("ended" if ref.startswith("future-engineers") else "running")
    assert since["known_by"].split("/")[0] == (
        "kopo-2023-1585-r" if ref == "high-results-support" else "kopo-2020-1925-r"
    )
    assert "absent" in before
    assert "absent" not in since


@pytest.mark.parametrize(
    ("ref", "before", "since", "words"),
    [
        ("kopo-2020-1925-r", "2010-01-01", "2020-11-20", "распоряжение подписано 20.11.2020"),
        ("kopo-2020-1925-r", "2020-11-19", "2020-11-20", "распоряжение подписано 20.11.2020"),
        ("kopo-2020-1925-r/5.1", "2020-11-19", "2020-11-20", "распоряжение подписано 20.11.2020"),
        (SITE, "2020-11-19", "2020-11-20", "распоряжение подписано 20.11.2020"),
        ("network-mentoring", "2020-11-19", "2020-11-20", "распоряжение подписано 20.11.2020"),
        ("vsevolozhsk-2021-328/3.3", "2021-04-25", "2021-04-26", "подписано 26.04.2021"),
        ("loiro-2022", "2022-01-31", "2022-02-01", "распоряжение подписано 01.02.2022"),
        ("loiro-2022/1", "2022-01-31", "2022-02-01", "распоряжение подписано 01.02.2022"),
        ("kopo-2023/1", "2023-06-19", "2023-06-20", "распоряжение подписано 20.06.2023"),
    ],
)
def test_before_the_day_of_its_document_there_is_no_such_thing(
    ref: str, before: str, since: str, words: str
) -> None:
    for command in ("status", "show", "why"):
        if command == "status" and ref.endswith("5.1"):
            continue  # an instruction without a term has no state
        said = told(command, ref, "--today", before)
        assert "на этот день нет: распоряжение подписано" in said, command
        assert words in said, command
        assert "на этот день нет" not in told(command, ref, "--today", since), command
        assert "absent" in str(answer(command, ref, "--today", before)), command


@pytest.mark.parametrize(
    ("who", "before", "since", "duties"),
    [
        # № 328 of 26.04.2021: 1.2, 1.5, 2.1, 2.2, 3.1.1, 3.1.2, 3.2, 3.3.
        ("vsevolozhsk", "2020-11-19", "2021-04-26", 8),
        ("vsevolozhsk", "2021-04-25", "2021-04-26", 8),
        # № 1925-р of 20.11.2020, clauses 5.1–5.3.
        ("kovalchuk-ov", "2020-11-19", "2020-11-20", 3),
    ],
)
def test_nobody_owes_what_an_order_of_a_later_day_will_demand(
    who: str, before: str, since: str, duties: int
) -> None:
    # What the decisions of 2019 ask of every district is another matter.
    def owed(day: str) -> list[str]:
        every = [duty["ref"] for duty in answer("show", who, "--today", day)["duties"]]
        return [ref for ref in every if not ref.startswith("meetings-2019/")]

    assert owed(before) == []
    assert len(owed(since)) == duties


def test_a_consultant_of_2021_owes_nothing_of_an_order_of_2022() -> None:
    # № 18 is of 01.02.2022; № 328 names him without instructing him.
    assert answer("show", "kamenskiy-am", "--today", "2021-06-01")["duties"] == []


def test_a_consultant_is_known_from_the_day_of_the_order_that_names_him() -> None:
    # № 328 of 26.04.2021: «научными консультантами … на 2021 год Князевой Т.Б., Каменским А.М.».
    assert answer("show", "kamenskiy-am", "--today", "2021-04-25")["assignments"] == []
    (role,) = answer("show", "kamenskiy-am", "--today", "2021-04-26")["assignments"]
    assert (role["role"], role["from"], role["to"]) == ("consultant", "2021-01-01", "2021-12-31")


def test_due_has_no_row_before_its_document() -> None:
    month = ("due", "--month", "2022-03", "--roadmap", "loiro-2022", "--format", "json")
    assert '"rows": []' in run(*month, "--today", "2022-01-31").stdout
    # «март …», «До 31.03»; «февраль-декабрь» and «февраль-ноябрь» run through it.
    rows = answer(*month[:-2], "--today", "2022-02-01")["rows"]
    assert {row["number"] for row in rows if row["match"] == "due"} == {
        "7", "7.1", "7.1.1", "7.1.2", "7.1.3",
    }  # fmt: skip
    assert {row["number"] for row in rows if row["match"] == "running"} == {"2.1", "6"}
    assert answer("due", "--month", "2019-12", "--today", "2019-08-31")["rows"] == []


def test_what_goes_on_all_the_time_is_never_due_late_or_counted_in_days() -> None:
    for day in ("2020-06-01", "2020-12-31", "2021-06-01", "2026-11-30"):
        rows = answer("due", "--month", "2020-12", "--today", day)["rows"]
        continuous = [row for row in rows if row["kind"] == "continuous"]
        assert [row["ref"] for row in continuous] == CONTINUOUS
        for row in continuous:
            assert (row["match"], row["status"]) == ("running", "planned")
            assert (row["due"], row["days_left"]) == (None, None)
            assert row["window"] == ["2019-09-01", "2020-12-31"]
        late = {row["ref"] for row in answer("overdue", "--today", day)["rows"]}
        assert not late & set(CONTINUOUS)
    said = told("due", "--month", "2020-12", "--today", "2021-06-01")
    lines = {line.split()[0]: line for line in said.splitlines() if line.startswith("meetings")}
    for ref in CONTINUOUS:
        assert "постоянно" in lines[ref]
        assert "шло по 31.12.2020" in lines[ref]
    assert "осталось -" not in said
    running = told("due", "--month", "2020-06", "--today", "2020-06-01")
    assert any("постоянно" in line and "в работе" in line for line in running.splitlines())


def test_days_left_are_never_negative_anywhere() -> None:
    for words in (["due", "--year", "2020"], ["show", "loiro"], ["status", CONTINUOUS[0]]):
        assert "осталось -" not in told(*words, "--today", "2021-06-01")


def test_the_decisions_of_2019_count_from_the_first_day_of_their_period_and_say_so() -> None:
    note = "meetings-2019-decisions: день документа не известен; обязанности считаются с 01.09.2019"
    day = ("--today", "2020-06-01")
    for words in (
        ["due", "--year", "2020"],
        ["overdue"],
        ["show", "meetings-2019"],
        ["show", "meetings-2019/3.4"],
        ["status", "meetings-2019/3.4"],
        ["why", "meetings-2019"],
        ["why", "meetings-2019/3.4"],
        ["why", "meetings-2019-decisions"],
    ):
        assert note in told(*words, *day), words
    rows = answer("due", "--year", "2020", *day)["rows"]
    assert {row["day_unknown"] for row in rows if row["roadmap"] == "meetings-2019"} == {True}
    assert "day_unknown" not in str(answer("due", "--year", "2022", "--today", "2022-06-01"))
    before = told("status", "meetings-2019", "--today", "2019-08-31")
    assert "на этот день нет: решения: день не известен, считаются с 01.09.2019" in before


def test_a_project_of_2023_is_not_in_force_for_ever() -> None:
    # The heading of № 1585-р: «О реализации в 2023 году проекта …».
    last = answer("status", "high-results-support", "--today", "2023-12-31")["rows"][0]
    over = answer("status", "high-results-support", "--today", "2024-01-01")["rows"][0]
    assert (last["phase"], over["phase"]) == ("running", "lapsed")
    said = told("status", "high-results-support", "--today", "2026-11-30")
    assert "срок вышел 31.12.2023, завершения нет" in said
