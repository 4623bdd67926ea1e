"""Life cycles step by step, and the steps they do not allow."""

from typing import Any

import pytest

from innoreg.ledger import Ledger
from ledger.registers import on, order
from ledger.small import GRANT, after, basis, codes, granted, small


def clause(kind: str, *subjects: str, **fields: object) -> dict[str, object]:
    return {"kind": kind, "number": "1", "subjects": list(subjects), **fields}


def test_a_site_lives_from_applied_to_completed() -> None:
    ledger = Ledger(
        small(
            {
                "advice": order("2022-01-15", GRANT, issuer="council"),
                "grant": granted(),
                "longer": order("2022-12-01", clause("extend", "site", to="2023-06-30")),
                "done": order("2023-07-10", clause("complete", "site")),
            }
        )
    )
    seen = [
        (site.status, site.running, site.lapsed, site.end)
        for day in ("2022-01-14", "2022-01-15", "2022-02-01", "2023-01-01", "2023-07-05")
        if (site := ledger.state(on(day)).sites["site"])
    ]
    assert seen == [
        ("absent", False, False, None),
        ("recommended", False, False, None),
        ("active", True, False, on("2022-12-31")),
        ("active", True, False, on("2023-06-30")),
        ("active", False, True, on("2023-06-30")),
    ]
    ended = ledger.state(on("2023-07-10"))
    assert ended.sites["site"].status == "completed"
    assert [step.kind for step in ended.why("site")] == [
        "recommended",
        "granted",
        "extended",
        "completed",
    ]
    assert ended.problems == ()


def test_a_status_may_begin_later_than_its_order() -> None:
    orders = {"grant": order("2022-02-01", {**GRANT, "from": "2022-03-01"})}
    assert after("2022-02-28", orders).sites["site"].status == "applied"
    assert after("2022-03-01", orders).sites["site"].start == on("2022-03-01")


def test_an_order_counts_from_its_entry_into_force() -> None:
    late = {"kind": "entry_into_force", "number": "2", "on": "2022-02-10"}
    orders = {"grant": order("2022-02-01", GRANT, late)}
    assert after("2022-02-09", orders).sites["site"].status == "applied"
    assert after("2022-02-10", orders).sites["site"].since == on("2022-02-10")


def test_completing_a_programme_leaves_its_projects() -> None:
    orders = {
        "approve": order("2021-01-10", clause("approve", "mentoring")),
        "complete": order("2022-01-10", clause("complete", "mentoring")),
    }
    state = after("2022-02-01", orders)
    assert state.programs["mentoring"].status == "completed"
    assert state.projects["mentoring/lab"].status == "approved"
    assert basis(state.projects["mentoring/lab"])[0] == "approve"


def test_a_programme_goes_through_its_stages_while_it_lasts() -> None:
    stages = [
        {"stage": "preparatory", "from": "2021-01-01", "to": "2021-12-31"},
        {"stage": "main", "from": "2022-01-01"},
        {"stage": "final"},
    ]
    programs = {"staged": {"title": "Программа", "stages": stages}}
    orders = {
        "a": order("2021-03-01", clause("approve", "staged")),
        "b": order("2023-03-01", clause("complete", "staged")),
    }
    ledger = Ledger(small(orders, programs=programs))
    days = ("2021-02-01", "2021-12-31", "2022-01-01", "2023-03-01")
    seen = [ledger.state(on(day)).programs["staged"].stage for day in days]
    assert seen == [None, "preparatory", "main", None]


def test_a_council_recommends_and_does_not_end() -> None:
    orders = {
        "grant": granted(),
        "advice": order("2022-03-01", clause("terminate", "site"), issuer="council"),
    }
    assert after("2022-04-01", orders).sites["site"].status == "active"


def test_decisions_of_a_council_are_in_force_as_its_plan() -> None:
    plan = {
        "type": "resolutions",
        "title": "Решения",
        "period": {"from": "2019-01-01", "to": "2019-12-31"},
    }
    own = order("2019-04-01", clause("approve", "plan"), issuer="council")
    state = after("2019-04-01", {"meeting": own}, roadmaps={"plan": plan})
    assert state.roadmaps["plan"].status == "in_force"


def test_what_began_before_the_register_may_have_ended_before_it() -> None:
    opening = {"basis": "Распоряжение 2018 года", "from": "2018-01-01", "completed": "2020-01-01"}
    old = {"type": "regional", "organisations": ["luga-1"], "theme": "Т", "opening": opening}
    sites = {"old": old}
    assert after("2017-12-31", {}, sites=sites).sites["old"].status == "absent"
    assert after("2019-01-01", {}, sites=sites).sites["old"].status == "active"
    assert after("2020-01-01", {}, sites=sites).sites["old"].status == "completed"


@pytest.mark.parametrize(
    ("clauses", "code", "status"),
    [
        ([clause("complete", "site")], "step-before-start", "completed"),
        ([clause("extend", "site", to="2023-01-01")], "step-before-start", "applied"),
        ([GRANT, GRANT], "already-started", "active"),
        ([GRANT, clause("complete", "site"), clause("extend", "site", to="2024-01-01")],
         "step-after-end", "completed"),
        ([GRANT, clause("terminate", "site"), clause("complete", "site")],
         "step-after-end", "terminated"),
        ([GRANT, clause("extend", "site", to="2022-06-01")], "extend-backwards", "active"),
        ([GRANT, clause("extend", "site")], "extend-without-date", "active"),
        ([GRANT, clause("complete", "luga-1", "site")], "wrong-subject", "completed"),
        ([GRANT, clause("accept_results", "site")], "no-such-report", "active"),
        ([GRANT, {"kind": "set_terms", "terms": [{"report": "final", "deadline": "май"}]}],
         "terms-for-nobody", "active"),
    ],
)  # fmt: skip
def test_an_impossible_step_is_a_problem_and_the_replay_goes_on(
    clauses: list[dict[str, Any]], code: str, status: str
) -> None:
    orders = {f"o{i}": order(f"2022-03-{i + 1:02}", each) for i, each in enumerate(clauses)}
    state = after("2022-12-01", orders)
    assert codes(state.problems) == [code]
    assert state.sites["site"].status == status
    last = state.problems[0]
    assert last.record.id == f"o{len(clauses) - 1}"
    assert last.path[:2] == ("clauses", 0)


def test_a_step_that_could_not_be_is_not_in_the_chain() -> None:
    orders = {"a": order("2022-03-01", GRANT), "b": order("2022-03-02", GRANT)}
    state = after("2022-04-01", orders)
    assert [step.order for step in state.why("site")] == ["a"]


def test_problems_wait_for_their_day() -> None:
    orders = {"a": order("2022-03-01", clause("complete", "site"))}
    assert after("2022-02-28", orders).problems == ()


def test_a_pair_from_consent_to_replacement() -> None:
    pairs = {
        "first": {
            "level": "teacher",
            "mentors": [{"person": "ivanova", "school": "luga-1"}],
            "mentees": [{"person": "teacher-1", "school": "luga-2"}],
            "consents": [
                {"person": "ivanova", "given": True, "on": "2022-02-02"},
                {"person": "teacher-1", "given": True, "on": "2022-02-05"},
            ],
            "reports": [{"on": "2022-05-20"}],
        },
        "second": {
            "level": "teacher",
            "mentors": [{"person": "petrova", "school": "luga-1"}],
            "mentees": [{"person": "teacher-1", "school": "luga-2"}],
            "replaces": "first",
        },
    }
    orders = {
        "a": order("2022-03-01", clause("assign_pairs", "first")),
        "b": order("2022-09-01", clause("assign_pairs", "second")),
    }
    ledger = Ledger(small(orders, pairs=pairs))
    days = ("2022-02-01", "2022-02-02", "2022-02-05", "2022-03-01", "2022-05-20", "2022-09-01")
    assert [ledger.state(on(day)).pairs["first"].status for day in days] == [
        "absent",
        "proposed",
        "consented",
        "assigned",
        "reported",
        "replaced",
    ]
    last = ledger.state(on("2022-09-01"))
    assert last.pairs["second"].status == "assigned"
    assert last.why("first")[-1].other == "second"


def test_a_pair_assigned_against_a_refusal() -> None:
    pairs = {
        "first": {
            "level": "teacher",
            "mentors": [{"person": "ivanova"}],
            "mentees": [{"person": "teacher-1"}],
            "consents": [{"person": "ivanova", "given": False, "on": "2022-02-02"}],
        }
    }
    state = after("2022-04-01", {"a": order("2022-03-01", clause("assign_pairs", "first"))},
                  pairs=pairs)  # fmt: skip
    assert codes(state.problems) == ["assigned-without-consent"]


def test_pairs_and_sites_listed_in_an_appendix() -> None:
    orders = {
        "a": order(
            "2022-03-01",
            {"kind": "assign_pairs", "number": "1", "appendix": "1"},
            {"kind": "set_terms", "number": "2", "appendix": "2",
             "terms": [{"report": "final", "deadline": "май 2023 года"}]},
            appendices=[
                {"kind": "pairs", "number": "1", "pairs": ["pair"]},
                {"kind": "sites", "number": "2", "sites": ["site"]},
            ],
        )
    }  # fmt: skip
    state = after("2022-03-01", orders)
    assert (state.pairs["pair"].status, state.pairs["pair"].end) == ("assigned", on("2022-06-30"))
    assert list(state.duties) == ["site/final"]
    assert after("2022-07-01", orders).pairs["pair"].lapsed


def test_a_plan_that_no_clause_approves_comes_with_its_order() -> None:
    plan = {
        "type": "resolutions",
        "title": "Решения",
        "period": {"from": "2019-01-01", "to": "2019-12-31"},
    }
    orders = {
        "meeting": order("2019-04-01", appendices=[{"kind": "roadmap", "roadmap": "plan"}]),
    }
    state = after("2019-04-01", orders, roadmaps={"plan": plan})
    plan_then = state.roadmaps["plan"]
    assert (plan_then.status, basis(plan_then)) == ("in_force", ("meeting", None))


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([("petrova", True), ("sidorov", True)], "consented"),
        ([("petrova", True), ("sidorov", False)], "refused"),
        ([("petrova", False), ("sidorov", True)], "refused"),
        ([("petrova", True)], "proposed"),
        # The last answer of each counts.
        ([("petrova", False), ("sidorov", True), ("petrova", True)], "consented"),
    ],
)
def test_all_who_were_asked_must_agree(answers: list[tuple[str, bool]], status: str) -> None:
    consents = [
        {"person": person, "given": given, "on": f"2022-02-{day:02}"}
        for day, (person, given) in enumerate(answers, 1)
    ]
    pair = {
        "level": "teacher",
        "mentors": [{"person": "petrova"}],
        "mentees": [{"person": "sidorov"}],
        "consents": consents,
    }
    assert after("2022-03-01", {}, pairs={"pair": pair}).pairs["pair"].status == status
