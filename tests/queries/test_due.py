"""What is due and overdue, on the real documents and on small plans."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from innoreg.errors import WrongUsage
from innoreg.model.registry import Registry
from innoreg.queries.due import Answer, due, overdue
from innoreg.queries.filters import Filters
from innoreg.queries.occurrence_rows import RegistryRows
from innoreg.queries.period_choice import PeriodRequest
from innoreg.store.loader import load
from support import DATA, roadmap, tree

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def real() -> Registry:
    return load(DATA).registry


def refs(answer: Answer, match: str | None = None) -> list[str]:
    return [
        f"{row.window.ref}#{row.window.occurrence}"
        if row.window.occurrences > 1
        else row.window.ref
        for row in answer.rows
        if match in (None, row.match)
    ]


def plan(
    folder: Path, *items: str, period: tuple[str, str] = ("2022-01-01", "2022-12-31")
) -> Registry:
    return load(tree(folder, {"roadmaps/p.yaml": roadmap(*items, period=period)})).registry


def ask(registry: Registry, today: date = TODAY, **asked: object) -> Answer:
    return due(RegistryRows(registry, today), PeriodRequest(**asked), Filters(), today)  # type: ignore[arg-type]


def late(registry: Registry, today: date, **wanted: str) -> Answer:
    return overdue(RegistryRows(registry, today), Filters(**wanted), today)


def test_march_2022_of_the_real_documents(real: Registry) -> None:
    answer = ask(real, month="march", year=2022)
    assert refs(answer, "due") == [
        f"loiro-2022/{n}" for n in ("7", "7.1.1", "7.1", "7.1.2", "7.1.3")
    ]
    assert refs(answer, "running") == ["loiro-2022/6", "loiro-2022/2.1"]


def test_a_march_without_a_year_finds_the_nearest_one_that_has_items(real: Registry) -> None:
    answer = ask(real, month="март")
    assert answer.chosen is not None
    assert (answer.chosen.period.start, answer.chosen.nearest_year) == (date(2022, 3, 1), True)
    assert len(answer.rows) == 7
    at_home = ask(real, today=date(2022, 6, 1), month="3")
    assert at_home.chosen is not None
    assert not at_home.chosen.nearest_year


def test_june_2023_is_the_first_half_of_the_plan_graph(real: Registry) -> None:
    answer = ask(real, month="june", year=2023)
    wanted = [f"kopo-2023/{n}" for n in range(1, 12)] + ["kopo-2023/22#1"]
    assert sorted(refs(answer)) == sorted(wanted)


def test_overdue_on_a_day_counts_only_what_ended_before_it(real: Registry) -> None:
    seen = refs(late(real, date(2022, 6, 1)))
    assert {"loiro-2022/2.2#1", "loiro-2022/2.2#2"} <= set(seen)
    assert not {"loiro-2022/2.2#3", "loiro-2022/7.1.4", "loiro-2022/2.1"} & set(seen)
    assert "loiro-2022/1" not in refs(late(real, date(2022, 2, 28)))
    assert "loiro-2022/1" in refs(late(real, date(2022, 3, 1)))


def test_report_duties_and_terms_of_clauses_fall_due_too(real: Registry) -> None:
    november = ask(real, month="2021-11")
    assert "vsevolozhsk-agro-college-2020/interim" in refs(november)
    spring = ask(real, start=date(2021, 5, 1), end=date(2021, 6, 30))
    clauses = [ref for ref in refs(spring, "due") if ref.startswith("vsevolozhsk-2021-328/")]
    assert [row.window.due for row in spring.rows if row.window.ref in clauses] == [
        date(2021, 5, 15),
        date(2021, 6, 1),
    ]


def test_staged_terms_keep_their_labels(real: Registry) -> None:
    answer = ask(real, start=date(2019, 11, 1), end=date(2019, 12, 1))
    staged = [r.window for r in answer.rows if r.window.ref == "meetings-2019/2.1"]
    assert [o.due.isoformat() for o in staged] == ["2019-11-01", "2019-11-15", "2019-12-01"]
    assert "65" in (staged[0].label or "")


def test_a_term_shared_by_a_section_holds_for_its_items(real: Registry) -> None:
    answer = ask(real, month="2020-05")
    assert {f"meetings-2019/0.{n}" for n in (1, 2, 3, 4)} <= set(refs(answer))


@pytest.mark.parametrize(
    ("events", "status", "due_day"),
    [
        ("[]", "overdue", "2022-03-31"),
        ("[{event: done, on: 2022-03-20}]", "done", "2022-03-31"),
        ("[{event: done, on: 2022-04-20}]", "done-late", "2022-03-31"),
        ("[{event: extended, on: 2022-03-20, to: до 20 мая}]", "overdue", "2022-05-20"),
        ("[{event: extended, on: 2022-03-20, to: до 20 декабря}]", "extended", "2022-12-20"),
        ("[{event: cancelled, on: 2022-03-20}]", "cancelled", "2022-03-31"),
        (
            "[{event: done, on: 2022-03-20}, {event: reopened, on: 2022-03-21}]",
            "overdue",
            "2022-03-31",
        ),
        (
            "[{event: cancelled, on: 2022-03-20}, {event: reopened, on: 2022-03-21}]",
            "overdue",
            "2022-03-31",
        ),
        ("[{event: done, on: 2022-07-01}]", "overdue", "2022-03-31"),
    ],
)
def test_events_make_the_status_as_of_the_day_asked(
    tmp_path: Path, events: str, status: str, due_day: str
) -> None:
    registry = plan(tmp_path, f"1. | март | Дело | events: {events}")
    (row,) = due(
        RegistryRows(registry, date(2022, 6, 1)),
        PeriodRequest(year=2022),
        Filters(),
        date(2022, 6, 1),
    ).rows
    assert (row.status, row.window.due.isoformat()) == (status, due_day)


def test_an_event_of_one_occurrence_leaves_the_others(tmp_path: Path) -> None:
    registry = plan(
        tmp_path,
        "1. | 16.02, 20.04 | Дело | events: [{event: done, on: 2022-02-16, occurrence: 1}]",
    )
    rows = due(
        RegistryRows(registry, date(2022, 6, 1)),
        PeriodRequest(year=2022),
        Filters(),
        date(2022, 6, 1),
    ).rows
    assert [r.status for r in rows] == ["done", "overdue"]


def test_an_item_for_all_districts_is_done_when_each_has_reported(tmp_path: Path) -> None:
    district = "schema: 1\nname: {0} район\nshort_name: {0}\ntype: municipal_district\n"
    events = "[{event: done, on: 2022-03-01, for: a}, {event: done, on: 2022-03-05, for: b}]"
    files = {
        "districts/a.yaml": district.format("А"),
        "districts/b.yaml": district.format("Б"),
        "roadmaps/p.yaml": roadmap(f"1. | март | Дело | addressees: districts;events: {events}"),
    }
    registry = load(tree(tmp_path, files)).registry
    before, after = (ask(registry, date(2022, 3, day), year=2022).rows[0] for day in (4, 5))
    assert (before.window.reported, before.status) == (1, "planned")
    assert (after.window.reported, after.status, after.window.done_on) == (
        2,
        "done",
        date(2022, 3, 5),
    )


def test_a_district_that_has_reported_is_not_late_with_the_others(tmp_path: Path) -> None:
    district = "schema: 1\nname: {0} район\nshort_name: {0}\ntype: municipal_district\n"
    events = "[{event: done, on: 2022-03-01, for: a}]"
    files = {
        "districts/a.yaml": district.format("А"),
        "districts/b.yaml": district.format("Б"),
        "roadmaps/p.yaml": roadmap(f"1. | март | Дело | addressees: districts;events: {events}"),
    }
    registry = load(tree(tmp_path, files)).registry
    (row,) = late(registry, date(2022, 6, 1)).rows
    assert (row.window.reported, row.window.missing) == (1, ("b",))
    assert refs(late(registry, date(2022, 6, 1), district="a")) == []
    assert refs(late(registry, date(2022, 6, 1), district="b")) == ["p/1"]


def test_an_open_start_begins_with_the_document(tmp_path: Path) -> None:
    registry = plan(tmp_path, "1. | до 10 марта | Дело")
    assert refs(ask(registry, month="2022-02"), "running") == ["p/1"]
    assert refs(ask(registry, month="2021-12")) == []


PLAN_ORDER = {
    "authorities/kopo.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
    "orders/o.yaml": """\
        schema: 1
        issuer: kopo
        order_kind: Распоряжение
        number: "1"
        date: "2022-03-10"
        title: О плане
        clauses:
          - {number: "1.", kind: approve, text: Утвердить план., appendix: "1"}
          - {number: "2.", kind: instruct, text: Сделать., deadline: до 1 апреля 2022 года}
        appendices: [{number: "1", kind: roadmap, roadmap: p}]
        """,
}
LATER_ORDER = """\
    schema: 1
    issuer: kopo
    order_kind: Распоряжение
    number: "2"
    date: "2022-05-10"
    title: О плане
    clauses:
      - number: "1."
        kind: amend
        changes: [{subject: p/1, field: deadline, now: до 1 июля}, {subject: p/2, field: title, now: Новое дело}]
      - {number: "2.", kind: repeal, subjects: [o/2]}
    """


def test_nobody_is_late_before_the_order_that_demands_it(tmp_path: Path) -> None:
    files = {**PLAN_ORDER, "roadmaps/p.yaml": roadmap("1. | до 1 февраля | Дело")}
    registry = load(tree(tmp_path, files)).registry
    early, signed, in_force = date(2022, 3, 9), date(2022, 3, 10), date(2022, 3, 11)
    assert refs(late(registry, early)) == []
    assert refs(ask(registry, today=early, year=2022)) == [], "no order demands it"
    assert refs(ask(registry, today=signed, year=2022)) == ["p/1", "o/2"]
    assert refs(late(registry, in_force)) == ["p/1"]


def test_amended_terms_and_repeals_count_from_their_day(tmp_path: Path) -> None:
    plan = roadmap("1. | до 1 апреля | Дело", "2. | до 2 апреля | Старое дело")
    files = {**PLAN_ORDER, "roadmaps/p.yaml": plan, "orders/q.yaml": LATER_ORDER}
    registry = load(tree(tmp_path, files)).registry

    def shown(today: date) -> list[tuple[str, str, str, str]]:
        rows = ask(registry, today=today, year=2022).rows
        return [(r.window.ref, r.window.title, r.window.words, r.status) for r in rows]

    assert shown(date(2022, 5, 9)) == [
        ("p/1", "Дело", "до 1 апреля", "overdue"),
        ("o/2", "Сделать.", "до 1 апреля 2022 года", "overdue"),
        ("p/2", "Старое дело", "до 2 апреля", "overdue"),
    ]
    assert shown(date(2022, 5, 10)) == [
        ("p/2", "Новое дело", "до 2 апреля", "overdue"),
        ("p/1", "Дело", "до 1 июля", "extended"),
    ]


def test_a_recurrence_is_expanded_inside_the_plan(tmp_path: Path) -> None:
    registry = plan(tmp_path, "1. | ежемесячно до 5 числа | Дело")
    answer = ask(registry, year=2022)
    assert [row.window.due.day for row in answer.rows] == [5] * 12
    assert refs(ask(registry, month="2022-07"), "due") == ["p/1#7"]


@pytest.mark.parametrize(("weeks", "last"), [("workweek", 6), ("calendar", 6), ("seven-day", 7)])
def test_a_recurrence_counts_weeks_as_the_registry_does(
    tmp_path: Path, weeks: str, last: int
) -> None:
    files = {
        "/innoreg.yaml": f"schema: 1\ntitle: Проба\nweeks: {weeks}\n",
        "roadmaps/p.yaml": roadmap("1. | первая неделя каждого месяца | Дело"),
    }
    answer = ask(load(tree(tmp_path, files)).registry, month="2022-03")
    assert [row.window.due for row in answer.rows] == [date(2022, 3, last)]


def test_what_is_continuous_or_has_no_date_is_never_overdue(tmp_path: Path) -> None:
    registry = plan(
        tmp_path, "1. | постоянно | А", "2. | по мере необходимости | Б", "3. | когда-нибудь | В"
    )
    assert refs(late(registry, TODAY)) == []
    assert refs(ask(registry, month="2022-07")) == ["p/1"]


def test_windows_given_by_hand_hold_where_the_words_do_not(tmp_path: Path) -> None:
    window = 'windows: [{from: "2022-05-02", to: "2022-05-06"}]'
    registry = plan(tmp_path, f"1. | в дни форума | Дело | {window}")
    (row,) = ask(registry, year=2022).rows
    assert (row.window.words, row.window.due) == ("в дни форума", date(2022, 5, 6))


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ({"quarter": "2", "year": 2022}, "2022-04-01", "2022-06-30"),
        ({"quarter": "II", "year": 2022}, "2022-04-01", "2022-06-30"),
        ({"quarter": "1", "year": 2022}, "2022-01-01", "2022-03-31"),
        ({"quarter": "i", "year": 2022}, "2022-01-01", "2022-03-31"),
        ({"quarter": "3", "year": 2022}, "2022-07-01", "2022-09-30"),
        ({"quarter": "III", "year": 2022}, "2022-07-01", "2022-09-30"),
        ({"quarter": "4", "year": 2022}, "2022-10-01", "2022-12-31"),
        ({"quarter": "IV", "year": 2022}, "2022-10-01", "2022-12-31"),
        ({"week": date(2022, 3, 17)}, "2022-03-14", "2022-03-20"),
        ({"within": 10}, "2026-11-22", "2026-12-02"),
        ({"start": date(2022, 1, 5), "end": date(2022, 1, 5)}, "2022-01-05", "2022-01-05"),
        ({"month": "2024-02"}, "2024-02-01", "2024-02-29"),
        ({"month": "Февраля", "year": 2022}, "2022-02-01", "2022-02-28"),
        ({"year": 2020}, "2020-01-01", "2020-12-31"),
        ({}, "2026-11-22", "2026-12-22"),
    ],
)
def test_periods(real: Registry, asked: dict[str, Any], start: str, end: str) -> None:
    chosen = ask(real, **asked).chosen
    assert chosen is not None
    assert (chosen.period.start.isoformat(), chosen.period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "asked",
    [
        {"month": "мартобрь"},
        {"quarter": "5"},
        {"month": "3", "week": TODAY},
        {"quarter": "1", "start": TODAY},
        {"quarter": "1", "end": TODAY},
        {"month": "3", "quarter": "1"},
        {"week": TODAY, "within": 3},
        {"year": 2022, "start": TODAY},
        {"month": "2022-03", "year": 2023},
        {"within": -1},
        {"year": 2022, "within": 3},
        {"start": date(2022, 2, 1), "end": date(2022, 1, 1)},
    ],
)
def test_periods_that_make_no_sense_are_wrong_usage(real: Registry, asked: dict[str, Any]) -> None:
    with pytest.raises(WrongUsage):
        ask(real, **asked)


def test_an_empty_answer_names_the_nearest_months(real: Registry) -> None:
    answer = ask(real, month="2022-07")
    quiet = [row for row in answer.rows if row.match == "due"]
    assert quiet == []
    nothing = ask(real, month="2024-07")
    assert nothing.rows == ()
    assert nothing.before is not None
    assert nothing.before.start == date(2023, 12, 1)
    assert nothing.after is None


OF_CONSULTANTS = {
    "loiro-2022/" + number
    for number in [
        "7.1",
        "7.1.1",
        "7.1.2",
        "7.1.3",
        "7.2",
        "7.2.1",
        "7.2.2",
        "7.2.3",
        "7.2.4",
        "7.3",
        "7.3.1",
        "7.3.2",
        "7.3.3",
        "7.3.4",
        "7.4",
        "7.4.1",
        "7.4.2",
        "7.4.3",
        "8",
        "9",
        "10",
        "11",
    ]
}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            {"responsible": "shekhovtseva-ev"},
            {"loiro-2022/3", "loiro-2022/5", "loiro-2022/9", "loiro-2022/11"} | OF_CONSULTANTS,
        ),
        (
            {"responsible": "ШЕХОВЦЕВА"},
            {"loiro-2022/3", "loiro-2022/5", "loiro-2022/9", "loiro-2022/11"} | OF_CONSULTANTS,
        ),
        ({"responsible": "karvelis-ov"}, OF_CONSULTANTS),
        ({"responsible": "предметные кафедры"}, {"loiro-2022/7.1", "loiro-2022/7.4"}),
        ({"site": "vsevolozhsk-agro-college-2020"}, {"vsevolozhsk-agro-college-2020/final"}),
        ({"school": "агропромышленный"}, {"vsevolozhsk-agro-college-2020/final"}),
    ],
)
def test_filters(real: Registry, wanted: dict[str, str], expected: set[str]) -> None:
    rows = due(RegistryRows(real, TODAY), PeriodRequest(year=2022), Filters(**wanted), TODAY)
    assert {row.window.ref for row in rows.rows} == expected


def test_a_programme_finds_the_reports_on_its_results(real: Registry) -> None:
    # № 1925-р, п. 3 asks a site of another programme for results of this one.
    rows = RegistryRows(real, TODAY)
    wanted = Filters(program="high-results-management")
    found = due(rows, PeriodRequest(year=2021), wanted, TODAY).rows
    assert [row.window.ref for row in found] == ["vsevolozhsk-agro-college-2020/interim"]


def test_a_person_is_found_behind_the_group_that_answers(real: Registry) -> None:
    def asked(responsible: str, month: str) -> dict[str, tuple[str, ...]]:
        answer = due(
            RegistryRows(real, TODAY),
            PeriodRequest(month=month),
            Filters(responsible=responsible),
            TODAY,
        )
        return {row.window.ref: tuple(p.id for p in row.people) for row in answer.rows}

    found = asked("karvelis-ov", "2022-03")
    assert {f"loiro-2022/7.1.{n}": ("karvelis-ov",) for n in (1, 2, 3)}.items() <= found.items()
    assert asked("shekhovtseva-ev", "2022-02") == {
        "loiro-2022/3": (),
        "loiro-2022/7.1.3": ("shekhovtseva-ev",),
    }
    assert asked("kamenskiy-am", "2022-03") == {}, "a consultant of the year before"


def test_the_district_of_a_municipal_order(real: Registry) -> None:
    rows = due(
        RegistryRows(real, TODAY), PeriodRequest(year=2021), Filters(district="vsevolozhsk"), TODAY
    )
    assert {r.window.document for r in rows.rows} >= {"vsevolozhsk-2021-328"}
    assert not refs(
        due(RegistryRows(real, TODAY), PeriodRequest(year=2021), Filters(district="tosno"), TODAY)
    )


def test_a_filter_that_names_nothing_says_what_is_close(real: Registry) -> None:
    with pytest.raises(WrongUsage) as stopped:
        due(
            RegistryRows(real, TODAY),
            PeriodRequest(year=2022),
            Filters(roadmap="loiro-2023"),
            TODAY,
        )
    assert "loiro-2022" in str(stopped.value.hint)


def test_days_from_today_on_tell_what_was_overdue_before(tmp_path: Path) -> None:
    """Three terms are over on 1 April, one of them was met; what comes in the week is one."""
    registry = plan(
        tmp_path,
        "1. | январь | Первое",
        "2. | февраль | Второе",
        "3. | март | Третье | events:; - {event: done, on: 2022-03-30}",
        "4. | 5 апреля | Четвёртое",
    )
    day = date(2022, 4, 1)
    coming = ask(registry, day, within=7)
    assert (refs(coming), coming.overdue_before) == (["p/4"], 2)
    assert ask(registry, day).overdue_before == 2
    # Nothing comes in the days after, and that is not all there is to know.
    assert ask(registry, date(2022, 4, 10), within=2).overdue_before == 3
    assert ask(registry, day, month="april").overdue_before is None
