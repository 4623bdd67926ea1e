"""The first and the last day of a term, a role or a list counts; the day before and after do not."""

import pytest

from innoreg.ledger import Ledger, assignments_on_day, people, replay
from innoreg.ledger.district_mentoring import mentoring_by_district
from innoreg.model.party import Party
from ledger.registers import on, order
from ledger.small import GRANT, after, codes, granted, small


def clause(kind: str, *subjects: str, **fields: object) -> dict[str, object]:
    return {"kind": kind, "number": "1", "subjects": list(subjects), **fields}


def appoint(person: str, *scope: str, role: str = "consultant", **fields: str) -> dict[str, object]:
    return {"person": person, "role": role, "scope": scope, "program": "mentoring", **fields}


def appointing(day: str, *rows: dict[str, object]) -> dict[str, object]:
    return order(day, {"kind": "appoint", "number": "1", "assignments": rows})


@pytest.mark.parametrize(
    ("day", "running", "lapsed"),
    [
        ("2022-01-31", False, False),
        ("2022-02-01", True, False),
        ("2022-12-31", True, False),
        ("2023-01-01", False, True),
    ],
)
def test_a_site_runs_from_its_first_day_to_its_last(day: str, running: bool, lapsed: bool) -> None:
    site = after(day, {"a": granted()}).sites["site"]
    assert (site.running, site.lapsed) == (running, lapsed)


def test_a_site_granted_for_later_runs_from_that_day() -> None:
    ledger = Ledger(small({"a": order("2022-02-01", {**GRANT, "from": "2022-03-01"})}))
    seen = [ledger.state(on(day)).sites["site"] for day in ("2022-02-28", "2022-03-01")]
    assert [(site.has_started, site.running) for site in seen] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    ("to", "found"), [("2022-12-31", ["extend-backwards"]), ("2023-01-01", [])]
)
def test_a_term_is_extended_by_a_day_at_least(to: str, found: list[str]) -> None:
    orders = {"a": granted(), "b": order("2022-06-01", clause("extend", "site", to=to))}
    assert codes(after("2022-06-01", orders).problems) == found


def test_a_problem_is_told_from_its_day_on() -> None:
    orders = {"a": order("2022-03-01", clause("complete", "site"))}
    assert codes(after("2022-03-01", orders).problems) == ["step-before-start"]


@pytest.mark.parametrize(
    ("day", "covered"),
    [("2022-01-31", False), ("2022-02-01", True), ("2022-06-30", True), ("2022-07-01", False)],
)
def test_a_role_is_held_from_its_first_day_to_its_last(day: str, covered: bool) -> None:
    state = after(
        "2022-12-31", {"a": appointing("2022-02-01", appoint("ivanova", "luga", to="2022-06-30"))}
    )
    (row,) = state.assignments
    assert row.covers(on(day)) is covered
    group = Party(role="consultant", district="luga")
    assert bool(people(state, group, "mentoring", on(day), on(day))) is covered


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2022-01-01", "2022-01-31", ()),
        ("2022-01-01", "2022-02-01", ("ivanova",)),
        ("2022-06-30", "2022-12-31", ("ivanova",)),
        ("2022-07-01", "2022-12-31", ()),
        (None, "2022-02-01", ("ivanova",)),
        (None, "2022-01-31", ()),
    ],
)
def test_a_window_that_meets_a_role_on_one_day_has_its_holder(
    start: str | None, end: str, found: tuple[str, ...]
) -> None:
    state = after(
        "2022-12-31", {"a": appointing("2022-02-01", appoint("ivanova", "luga", to="2022-06-30"))}
    )
    group = Party(role="consultant", district="luga")
    assert people(state, group, "mentoring", on(start) if start else None, on(end)) == found


def test_an_appointment_is_known_from_the_day_of_its_order() -> None:
    ledger = Ledger(small({"a": appointing("2022-02-01", appoint("ivanova", "luga"))}))
    rows = [ledger.state(on(day)).assignments for day in ("2022-01-31", "2022-02-01")]
    assert [len(each) for each in rows] == [0, 1]


def test_a_repeal_ends_a_role_on_the_day_before_it_and_from_then_on_only() -> None:
    orders = {
        "a": appointing("2022-02-01", appoint("ivanova", "luga")),
        "b": order("2022-05-10", clause("repeal", "a")),
    }
    ledger = Ledger(small(orders))
    ends = {day: ledger.state(on(day)).assignments[0].end for day in ("2022-05-09", "2022-05-10")}
    assert ends == {"2022-05-09": None, "2022-05-10": on("2022-05-09")}


def test_a_repeal_does_not_prolong_a_role_that_had_ended() -> None:
    orders = {
        "a": appointing("2022-02-01", appoint("ivanova", "luga", to="2022-03-31")),
        "b": order("2022-05-10", clause("repeal", "a")),
    }
    (row,) = after("2022-06-01", orders).assignments
    assert row.end == on("2022-03-31")


@pytest.mark.parametrize(("repealed", "rows"), [("2022-02-01", 0), ("2022-02-02", 1)])
def test_what_is_repealed_on_its_first_day_was_never_held(repealed: str, rows: int) -> None:
    orders = {
        "a": appointing("2022-02-01", appoint("ivanova", "luga")),
        "b": order(repealed, clause("repeal", "a"), number="2-р"),
    }
    state = after("2022-06-01", orders)
    assert len(state.assignments) == rows
    assert all(row.start == row.end for row in state.assignments)


def test_a_successor_takes_over_on_the_day_after() -> None:
    orders = {
        "a": appointing("2021-02-01", appoint("ivanova", "luga")),
        "b": appointing("2022-02-01", appoint("petrova", "luga", **{"from": "2022-03-01"})),
    }
    registry = small(orders)
    found = {
        day: [
            row.person for row in assignments_on_day(replay(registry, on(day)), role="consultant")
        ]
        for day in ("2022-02-28", "2022-03-01")
    }
    assert found == {"2022-02-28": ["ivanova"], "2022-03-01": ["petrova"]}


def test_two_of_one_order_or_of_one_day_stand_side_by_side() -> None:
    both = {"a": appointing("2022-02-01", appoint("ivanova", "luga"), appoint("petrova", "luga"))}
    apart = {
        "a": appointing("2022-02-01", appoint("ivanova", "luga")),
        "b": appointing("2022-02-01", appoint("petrova", "luga")),
    }
    for orders in (both, apart):
        rows = assignments_on_day(after("2022-03-01", orders), district="luga")
        assert sorted(row.person for row in rows) == ["ivanova", "petrova"]


def test_a_role_with_a_last_day_of_its_own_is_not_ended_by_a_successor() -> None:
    orders = {
        "a": appointing("2021-02-01", appoint("ivanova", "luga", to="2022-12-31")),
        "b": appointing("2022-02-01", appoint("petrova", "luga")),
    }
    rows = assignments_on_day(after("2022-03-01", orders), district="luga")
    assert sorted(row.person for row in rows) == ["ivanova", "petrova"]


@pytest.mark.parametrize(
    ("day", "unmentored"),
    [("2022-06-30", ("luga-2",)), ("2022-02-01", ()), ("2022-01-31", ("luga-2",))],
)
def test_a_school_has_a_mentor_in_the_days_of_the_pair(
    day: str, unmentored: tuple[str, ...]
) -> None:
    pairs = {"pair": {"level": "school", "mentors": [{"school": "luga-1"}],
                      "mentees": [{"school": "luga-2"}], "to": "2022-06-29"}}  # fmt: skip
    orders = {"a": order("2022-02-01", clause("assign_pairs", "pair"))}
    found = {
        row.district: row.unmentored
        for row in mentoring_by_district(replay(small(orders, pairs=pairs), on(day)))
    }
    assert found["luga"] == unmentored


@pytest.mark.parametrize(
    ("day", "found"),
    [("2021-12-31", 0), ("2022-01-01", 2), ("2022-12-31", 2), ("2023-01-01", 0)],
)
def test_a_school_is_on_the_list_from_the_first_day_to_the_last(day: str, found: int) -> None:
    assert len(mentoring_by_district(after(day, {}))) == found


def test_an_order_of_the_same_day_may_amend_what_an_earlier_one_grants() -> None:
    change = {"subject": "a/1", "field": "to", "now": "2023-06-30"}
    orders = {
        "a": granted(),
        "b": order(
            "2022-02-01", {"kind": "amend", "number": "1", "changes": [change]}, number="2-р"
        ),
    }
    assert after("2022-02-01", orders).sites["site"].end == on("2023-06-30")


def repealing(first: str, second: str, subject: str = "a") -> list[str]:
    orders = {
        "a": order(first, clause("approve", "mentoring")),
        "b": order(second, clause("repeal", subject), number="2-р", date=second),
    }
    return codes(after("2022-12-31", orders).problems)


def test_an_order_of_the_same_day_can_be_repealed_and_a_later_one_cannot() -> None:
    assert repealing("2022-03-01", "2022-03-01") == []
    assert repealing("2022-03-02", "2022-03-01") == ["repeals-later-order"]


def test_what_is_granted_and_repealed_on_one_day_is_repealed() -> None:
    orders = {"a": granted(), "b": order("2022-02-01", clause("repeal", "a"), number="2-р")}
    state = after("2022-02-01", orders)
    assert (state.sites["site"].status, state.sites["site"].running) == ("repealed", False)


def test_an_order_repealed_by_itself_is_a_problem() -> None:
    assert repealing("2022-03-01", "2022-03-01", "b") == ["repeals-itself"]


@pytest.mark.parametrize(("day", "status"), [("2022-03-01", "planned"), ("2022-03-02", "overdue")])
def test_a_duty_is_overdue_from_the_day_after_its_last(day: str, status: str) -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 марта 2022 года"}
    state = after(day, {"a": order("2022-02-01", told)})
    assert [o.status(on(day)) for o in state.duties["a/1"].occurrences] == [status]


@pytest.mark.parametrize(("done", "status"), [("2022-03-01", "done"), ("2022-03-02", "done-late")])
def test_what_is_done_on_the_last_day_is_done_in_time(done: str, status: str) -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 марта 2022 года",
            "events": [{"event": "done", "on": done}]}  # fmt: skip
    (occurrence,) = after("2022-06-01", {"a": order("2022-02-01", told)}).duties["a/1"].occurrences
    assert occurrence.status(on("2022-06-01")) == status


@pytest.mark.parametrize(("day", "done"), [("2022-02-19", False), ("2022-02-20", True)])
def test_an_event_counts_from_its_own_day(day: str, done: bool) -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 марта 2022 года",
            "events": [{"event": "done", "on": "2022-02-20"}]}  # fmt: skip
    assert after(day, {"a": order("2022-02-01", told)}).duties["a/1"].is_closed is done


def test_a_stage_holds_its_first_and_last_day() -> None:
    stages = [
        {"stage": "preparatory", "from": "2021-03-01", "to": "2021-08-31"},
        {"stage": "main", "from": "2021-09-02", "to": "2021-12-31"},
    ]
    programs = {"staged": {"title": "Программа", "stages": stages}}
    ledger = Ledger(
        small({"a": order("2021-01-01", clause("approve", "staged"))}, programs=programs)
    )
    days = ("2021-02-28", "2021-03-01", "2021-08-31", "2021-09-01", "2021-09-02", "2022-01-01")
    assert [ledger.state(on(day)).programs["staged"].stage for day in days] == [
        None, "preparatory", "preparatory", None, "main", None,
    ]  # fmt: skip


def test_an_order_is_in_force_from_its_day_and_a_clause_until_it_is_repealed() -> None:
    told = [{"kind": "instruct", "number": str(n), "text": "Сделать."} for n in (1, 2)]
    orders = {
        "a": order("2022-02-01", *told),
        "b": order("2022-05-10", clause("repeal", "a/1"), number="2-р"),
    }
    registry = small(orders)
    ledger = Ledger(registry)
    targets = [registry.find(ref) for ref in ("a", "a/1", "a/2")]
    seen = {
        day: [
            target is not None and ledger.state(on(day)).is_in_force(target) for target in targets
        ]
        for day in ("2022-01-31", "2022-02-01", "2022-05-09", "2022-05-10")
    }
    assert seen == {
        "2022-01-31": [False, False, False],
        "2022-02-01": [True, True, True],
        "2022-05-09": [True, True, True],
        "2022-05-10": [True, False, True],
    }
