"""Amendments and repeals: what holds from their day on, and what stays readable."""

from innoreg.ledger import Ledger
from ledger.registers import on, order
from ledger.small import GRANT, after, basis, codes, granted, items, small

TERMS = {
    "kind": "set_terms",
    "number": "2",
    "subjects": ["site"],
    "terms": [{"report": "interim", "deadline": "до 30 июня 2022 года"}],
}


def repeal(*subjects: str) -> dict[str, object]:
    return {"kind": "repeal", "number": "1", "subjects": list(subjects)}


def amend(subject: str, field: str, now: str, **more: str) -> dict[str, object]:
    change = {"subject": subject, "field": field, "now": now, **more}
    return {"kind": "amend", "number": "1", "changes": [change]}


def test_a_repealed_order_ends_all_it_did_and_the_history_stays() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, TERMS),
        "b": order("2022-05-01", repeal("a")),
    }
    ledger = Ledger(small(orders))
    before, after_it = ledger.state(on("2022-04-30")), ledger.state(on("2022-05-01"))
    assert (before.sites["site"].status, list(before.duties)) == ("active", ["site/interim"])
    assert (after_it.sites["site"].status, after_it.duties) == ("repealed", {})
    assert after_it.orders["a"].status == "repealed"
    assert [(s.kind, s.source) for s in after_it.why("site")] == [
        ("granted", "a/1"),
        ("terms_set", "a/2"),
        ("repealed", "b/1"),
    ]


def test_a_repealed_clause_leaves_the_rest_of_its_order() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, TERMS),
        "b": order("2022-05-01", repeal("a/2")),
    }
    state = after("2022-05-01", orders)
    assert (state.sites["site"].status, state.duties) == ("active", {})
    assert state.orders["a"].status == "in_force"
    parts = state.registry.parts(state.orders["a"].record)
    assert [state.is_in_force(parts[key]) for key in ("1", "2")] == [True, False]


def test_repealing_a_completion_makes_the_site_active_again() -> None:
    orders = {
        "a": granted(),
        "b": order("2022-03-01", {"kind": "complete", "number": "1", "subjects": ["site"]}),
        "c": order("2022-04-01", repeal("b")),
    }
    state = after("2022-04-01", orders)
    assert (state.sites["site"].status, basis(state.sites["site"])[0]) == ("active", "a")
    assert state.problems == ()


def test_what_was_right_before_a_repeal_is_no_problem_after_it() -> None:
    orders = {
        "a": granted(),
        "b": order("2022-03-01", {"kind": "extend", "subjects": ["site"], "to": "2023-05-31"}),
        "c": order("2022-04-01", repeal("a")),
    }
    assert after("2022-05-01", orders).problems == ()


def test_repealing_a_repeal_does_not_revive() -> None:
    orders = {
        "a": granted(),
        "b": order("2022-03-01", repeal("a")),
        "c": order("2022-04-01", repeal("b")),
    }
    assert after("2022-05-01", orders).sites["site"].status == "repealed"


def test_a_repealed_head_takes_its_sub_clauses_with_it() -> None:
    head = {
        "kind": "instruct",
        "number": "1",
        "clauses": [{"kind": "instruct", "number": "1.1", "deadline": "до 1 мая 2022 года"}],
    }
    orders = {"a": order("2022-02-01", head), "b": order("2022-03-01", repeal("a/1"))}
    assert list(after("2022-02-28", orders).duties) == ["a/1.1"]
    assert after("2022-03-01", orders).duties == {}


def test_a_repealed_appointment_ends_the_day_before() -> None:
    rows = [{"person": "ivanova", "role": "consultant", "scope": ["luga"]}]
    orders = {
        "a": order("2022-02-01", {"kind": "appoint", "number": "1", "assignments": rows}),
        "b": order("2022-05-01", repeal("a/1")),
    }
    (row,) = after("2022-06-01", orders).assignments
    assert (row.start, row.end) == (on("2022-02-01"), on("2022-04-30"))


def test_a_plan_can_be_repealed_by_itself() -> None:
    plan = {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
        "items": [{"number": "1", "title": "Дело", "deadline": "до 1 июня"}],
    }
    orders = {
        "a": order(
            "2022-02-01",
            {"kind": "approve", "number": "1", "appendix": "1"},
            GRANT | {"number": "2"},
            appendices=[{"kind": "roadmap", "number": "1", "roadmap": "plan"}],
        ),
        "b": order("2022-05-01", repeal("plan")),
    }
    state = after("2022-07-01", orders, roadmaps={"plan": plan})
    assert state.roadmaps["plan"].status == "repealed"
    assert state.sites["site"].status == "active"
    (item,) = items(state, "plan")
    assert item.occurrences[0].status(state.day) == "cancelled"


def test_repeals_that_cannot_be() -> None:
    orders = {
        "a": order("2022-02-01", GRANT),
        "b": order("2022-03-01", repeal("b", "late", "site")),
        "c": order("2022-04-01", repeal("a")),
        "d": order("2022-05-01", repeal("a/1")),
        "late": order("2022-06-01", TERMS),
    }
    state = after("2022-07-01", orders)
    assert codes(state.problems) == [
        "repeals-itself",
        "repeals-later-order",
        "wrong-subject",
        "already-repealed",
    ]
    assert list(state.duties) == ["site/interim"]


def test_an_amended_text_holds_from_its_day_and_the_old_one_stays_readable() -> None:
    orders = {
        "a": order("2022-02-01", {**GRANT, "text": "Присвоить статус «Площадка»."}),
        "b": order(
            "2022-05-01",
            amend("a/1", "text", "Присвоить статус.", was="Присвоить  статус “площадка”"),
        ),
    }
    ledger = Ledger(small(orders))
    assert [w.text for w in ledger.state(on("2022-04-30")).wordings("a/1")] == [
        "Присвоить статус «Площадка»."
    ]
    state = ledger.state(on("2022-05-01"))
    assert [(w.day, w.text, w.order) for w in state.wordings("a/1")] == [
        (None, "Присвоить статус «Площадка».", None),
        (on("2022-05-01"), "Присвоить статус.", "b"),
    ]
    assert state.problems == ()


def test_a_repealed_amendment_gives_the_old_words_back() -> None:
    orders = {
        "a": order("2022-02-01", {**GRANT, "text": "Было"}),
        "b": order("2022-03-01", amend("a/1", "text", "Стало")),
        "c": order("2022-04-01", repeal("b")),
    }
    assert [w.text for w in after("2022-05-01", orders).wordings("a/1")] == ["Было"]


def test_old_words_that_are_not_the_words_in_force_are_a_problem() -> None:
    orders = {
        "a": order("2022-02-01", {**GRANT, "text": "Было"}),
        "b": order("2022-03-01", amend("a/1", "text", "Стало", was="Иное")),
    }
    (found,) = after("2022-05-01", orders).problems
    assert (found.code, found.path) == ("amend-was-differs", ("clauses", 0, "changes", 0, "was"))
    assert dict(found.params)["held"] == "Было"


def test_amending_the_last_day_of_a_grant_moves_the_site() -> None:
    orders = {
        "a": granted(),
        "b": order("2022-05-01", amend("a/1", "to", "2023-08-31")),
    }
    assert after("2022-04-30", orders).sites["site"].end == on("2022-12-31")
    assert after("2022-05-01", orders).sites["site"].end == on("2023-08-31")


def test_amending_the_term_of_a_clause_moves_the_duty() -> None:
    instruct = {"kind": "instruct", "number": "1", "deadline": "до 1 мая 2022 года"}
    orders = {
        "a": order("2022-02-01", instruct, GRANT | {"number": "2"}, TERMS | {"number": "3"}),
        "b": order(
            "2022-04-01",
            amend("a/1", "deadline", "до 1 сентября 2022 года"),
            amend("a/3", "deadline", "до 31 июля 2022 года") | {"number": "2"},
        ),
    }
    before, state = after("2022-03-31", orders), after("2022-04-01", orders)
    for ref, old, new in (
        ("a/1", "2022-05-01", "2022-09-01"),
        ("site/interim", "2022-06-30", "2022-07-31"),
    ):
        assert before.duties[ref].occurrences[0].due == on(old)
        (moved,) = state.duties[ref].occurrences
        assert moved.first is not None
        assert (moved.due, moved.first.end, moved.status(state.day)) == (
            on(new),
            on(old),
            "extended",
        )


def test_amending_one_term_of_several_is_said_to_be_unclear() -> None:
    both = [
        {"report": "interim", "deadline": "до 30 июня 2022 года"},
        {"report": "final", "deadline": "до 30 декабря 2022 года"},
    ]
    orders = {
        "a": order("2022-02-01", GRANT, TERMS | {"terms": both}),
        "b": order("2022-04-01", amend("a/2", "deadline", "до 31 июля 2022 года")),
    }
    state = after("2022-05-01", orders)
    assert codes(state.problems) == ["amend-ambiguous"]
    assert state.duties["site/interim"].occurrences[0].due == on("2022-06-30")


def test_an_amended_item_is_due_by_its_new_term() -> None:
    plan = {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
        "items": [{"number": "7.10.", "title": "Дело", "deadline": "до 1 июня"}],
    }
    orders = {
        "a": order("2022-02-01", {"kind": "approve", "number": "1", "subjects": ["plan"]}),
        "b": order("2022-05-01", amend("plan/7.10", "deadline", "до 1 июля")),
    }
    state = after("2022-06-15", orders, roadmaps={"plan": plan})
    (item,) = items(state, "plan")
    assert item.occurrences[0].due == on("2022-07-01")
    assert [s.source for s in state.why("plan/7.10")] == ["a/1", "b/1"]


def test_a_repealed_extension_leaves_the_term_before_it() -> None:
    told = {"kind": "instruct", "number": "1", "deadline": "до 1 мая 2022 года"}

    def extend(to: str) -> dict[str, object]:
        return {"kind": "extend", "number": "1", "subjects": ["a/1"], "to": to}

    orders = {
        "a": order("2022-02-01", told),
        "b": order("2022-03-01", extend("2022-06-01")),
        "c": order("2022-04-01", extend("2022-07-01")),
        "d": order("2022-05-10", repeal("c")),
        "e": order("2022-05-20", repeal("b")),
    }
    ledger = Ledger(small(orders))
    days = ("2022-05-09", "2022-05-10", "2022-05-20")
    dues = [ledger.state(on(day)).duties["a/1"].occurrences[0].due for day in days]
    assert dues == [on("2022-07-01"), on("2022-06-01"), on("2022-05-01")]


def test_a_repeal_reaches_what_was_to_come_into_force_after_it() -> None:
    late = {"kind": "entry_into_force", "number": "2", "on": "2022-04-01"}
    orders = {"a": order("2022-02-01", GRANT, late), "b": order("2022-03-01", repeal("a"))}
    assert after("2022-05-01", orders).sites["site"].status == "applied"
    assert after("2022-05-01", {"a": orders["a"]}).sites["site"].status == "active"


def test_a_repealed_clause_of_an_amending_order_gives_the_term_back() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, TERMS),
        "b": order("2022-04-01", amend("a/2", "deadline", "до 31 июля 2022 года")),
        "c": order("2022-05-01", repeal("b/1")),
    }
    assert after("2022-04-30", orders).duties["site/interim"].occurrences[0].due == on("2022-07-31")
    assert after("2022-05-01", orders).duties["site/interim"].occurrences[0].due == on("2022-06-30")


def test_one_of_two_plans_of_a_clause_can_be_repealed_alone() -> None:
    plan = {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
        "items": [{"number": "1.", "title": "Дело", "deadline": "до 1 июня"}],
    }
    approve = {"kind": "approve", "number": "1", "subjects": ["plan", "other"]}
    orders = {"a": order("2022-02-01", approve), "b": order("2022-03-01", repeal("plan"))}
    state = after("2022-03-01", orders, roadmaps={"plan": plan, "other": plan})
    assert {ref: plan.status for ref, plan in state.roadmaps.items()} == {
        "plan": "repealed",
        "other": "in_force",
    }
