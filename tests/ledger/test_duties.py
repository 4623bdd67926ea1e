"""Duties: reports of a site and instructions, with the events and clauses that close or move them."""

from typing import Any

import pytest

from innoreg.deadlines import Window
from innoreg.ledger import Ledger
from ledger.registers import on, order
from ledger.small import GRANT, after, codes, items, small, statuses

TERMS = [
    {"report": "interim", "deadline": "до 30 июня 2022 года"},
    {"report": "final", "deadline": "до 30 ноября 2022 года"},
]
SET = {"kind": "set_terms", "number": "2", "subjects": ["site"], "terms": TERMS}


def site(*events: dict[str, Any]) -> dict[str, dict[str, Any]]:
    made = {"type": "regional", "organisations": ["luga-1"], "theme": "Тема", "events": events}
    return {"site": made}


def clause(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "number": "1", "subjects": ["site"], **fields}


def test_a_report_is_submitted_accepted_and_the_other_one_stays_due() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-07-20", clause("accept_results", report="interim")),
    }
    handed = site({"event": "done", "on": "2022-07-05", "report": "interim"})
    ledger = Ledger(small(orders, sites=handed))
    assert statuses(ledger.state(on("2022-07-01")), "site/interim") == ["overdue"]
    assert statuses(ledger.state(on("2022-07-05")), "site/interim") == ["done-late"]
    state = ledger.state(on("2022-07-20"))
    (interim,) = state.duties["site/interim"].occurrences
    assert (interim.done, interim.accepted) == (on("2022-07-05"), on("2022-07-20"))
    assert statuses(state, "site/final") == ["planned"]
    assert [s.kind for s in state.why("site/interim")] == ["terms_set", "submitted", "accepted"]


def test_acceptance_without_a_word_about_which_report_means_the_one_handed_in() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-12-20", clause("accept_results")),
    }
    handed = site(
        {"event": "done", "on": "2022-11-05", "report": "final"},
    )
    state = after("2022-12-20", orders, sites=handed)
    assert state.duties["site/final"].occurrences[0].accepted == on("2022-12-20")
    assert state.duties["site/interim"].occurrences[0].accepted is None


def test_a_returned_report_is_owed_again_and_the_revision_has_its_own_term() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-07-01", clause("return_for_revision", deadline="до 15 августа 2022 года")),
    }
    handed = site(
        {"event": "done", "on": "2022-06-20", "report": "interim"},
        {"event": "done", "on": "2022-08-10", "report": "interim"},
    )
    ledger = Ledger(small(orders, sites=handed))
    returned = ledger.state(on("2022-07-15"))
    assert statuses(returned, "site/interim") == ["overdue"]
    revision = returned.duties["b/1"]
    assert (revision.kind, revision.site, revision.responsible[0].organisation) == (
        "revision",
        "site",
        "luga-1",
    )
    assert statuses(ledger.state(on("2022-08-10")), "site/interim") == ["done-late"]


def test_a_site_that_ended_owes_nothing_more() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-05-01", clause("terminate")),
    }
    state = after("2022-08-01", orders)
    assert statuses(state, "site/interim") == statuses(state, "site/final") == ["cancelled"]


def test_an_event_moves_the_term_of_a_report() -> None:
    moved = {"event": "extended", "on": "2022-06-20", "report": "interim", "to": "до 20 июля",
             "basis": "a/2"}  # fmt: skip
    state = after("2022-07-10", {"a": order("2022-02-01", GRANT, SET)}, sites=site(moved))
    assert statuses(state, "site/interim") == ["extended"]
    assert state.duties["site/interim"].occurrences[0].due == on("2022-07-20")
    assert state.sites["site"].end == on("2022-12-31")


def test_new_terms_take_the_place_of_open_ones_and_keep_what_was_handed_in() -> None:
    again = [{"report": "interim", "deadline": "до 30 июня 2023 года"}]
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-09-01", clause("set_terms", terms=again)),
    }
    open_still = after("2022-09-01", orders)
    assert [o.due for o in open_still.duties["site/interim"].occurrences] == [on("2023-06-30")]
    handed = site({"event": "done", "on": "2022-06-20", "report": "interim"})
    state = after("2022-09-01", orders, sites=handed)
    assert [(o.number, o.due) for o in state.duties["site/interim"].occurrences] == [
        (1, on("2022-06-30")),
        (2, on("2023-06-30")),
    ]
    assert (state.duties["site/interim"].order, state.duties["site/interim"].clause) == ("b", "1")


def test_an_event_about_a_report_nobody_asked_for() -> None:
    event = {"event": "done", "on": "2022-06-20", "report": "final"}
    state = after("2022-07-01", {"a": order("2022-02-01", GRANT)}, sites=site(event))
    (found,) = state.problems
    assert (found.code, found.record.id, found.path) == ("no-such-report", "site", ("events", 0))


def instruction(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    made = {"kind": "instruct", "number": "1", "deadline": "до 1 мая 2022 года", "events": events}
    return {"a": order("2022-02-01", {**made, **fields})}


EVERY = [{"district": "luga"}, {"district": "tosno"}]


def test_an_instruction_to_several_is_done_when_each_has_reported() -> None:
    events = [
        {"event": "done", "on": "2022-04-01", "for": "luga"},
        {"event": "done", "on": "2022-05-02", "for": "district/tosno"},
    ]
    orders = instruction(*events, addressees=EVERY)
    first = after("2022-04-15", orders).duties["a/1"].occurrences[0]
    assert (first.done, first.missing) == (None, ("tosno",))
    both = after("2022-05-02", orders)
    assert statuses(both, "a/1") == ["done-late"]
    assert both.duties["a/1"].occurrences[0].done_by == (
        ("luga", on("2022-04-01")),
        ("tosno", on("2022-05-02")),
    )


def test_taking_one_addressee_off_control_leaves_the_others() -> None:
    events = [
        {"event": "cancelled", "on": "2022-04-01", "for": "luga"},
        {"event": "done", "on": "2022-04-20", "for": "tosno"},
    ]
    state = after("2022-05-02", instruction(*events, addressees=EVERY))
    assert statuses(state, "a/1") == ["done"]
    assert state.duties["a/1"].occurrences[0].done == on("2022-04-20")


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], "overdue"),
        ([{"event": "done", "on": "2022-05-01"}], "done"),
        ([{"event": "cancelled", "on": "2022-04-01"}], "cancelled"),
        (
            [
                {"event": "done", "on": "2022-04-01"},
                {"event": "reopened", "on": "2022-04-02"},
            ],
            "overdue",
        ),
        ([{"event": "extended", "on": "2022-04-01", "to": "до 1 июля"}], "extended"),
    ],
)
def test_events_of_a_clause(events: list[dict[str, Any]], status: str) -> None:
    assert statuses(after("2022-05-02", instruction(*events)), "a/1") == [status]


def test_a_clause_of_another_order_extends_or_ends_an_instruction() -> None:
    later = {"kind": "extend", "number": "1", "subjects": ["a/1"], "to": "2022-06-01"}
    ended = {"kind": "complete", "number": "1", "subjects": ["a/1"]}
    orders = instruction() | {"b": order("2022-04-01", later)}
    assert statuses(after("2022-05-02", orders), "a/1") == ["extended"]
    orders |= {"c": order("2022-05-20", ended)}
    assert statuses(after("2022-05-20", orders), "a/1") == ["done"]


def test_an_occurrence_that_the_term_does_not_have() -> None:
    state = after("2022-05-02", instruction({"event": "done", "on": "2022-04-01", "occurrence": 3}))
    assert codes(state.duties["a/1"].problems) == ["no-such-occurrence"]
    assert statuses(state, "a/1") == ["overdue"]


def test_accepting_twice() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-07-20", clause("accept_results", report="interim")),
        "c": order("2022-07-21", clause("accept_results", report="interim")),
    }
    state = after("2022-08-01", orders)
    assert codes(state.duties["site/interim"].problems) == ["already-accepted"]


def test_continuous_and_undated_duties_are_never_overdue() -> None:
    orders = {
        "a": order(
            "2022-02-01",
            {"kind": "instruct", "number": "1", "deadline": "постоянно"},
            {"kind": "instruct", "number": "2", "text": "Обеспечить"},
            {"kind": "take_note", "number": "3", "deadline": "до 1 мая 2022 года"},
        )
    }
    state = after("2024-01-01", orders)
    found = {r: [o.status(state.day) for o in d.occurrences] for r, d in state.duties.items()}
    assert found == {"a/1": ["planned"], "a/2": ["planned"]}


def test_results_accepted_after_the_site_has_ended() -> None:
    orders = {
        "a": order("2022-02-01", GRANT, SET),
        "b": order("2022-07-20", clause("complete")),
        "c": order("2022-07-21", clause("accept_results", report="interim")),
    }
    state = after("2022-08-01", orders)
    assert statuses(state, "site/interim") == ["done"]
    assert statuses(state, "site/final") == ["cancelled"]
    assert state.duties["site/interim"].problems == ()


def test_windows_given_by_hand_stand_in_for_words_that_cannot_be_dated() -> None:
    plan = {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
        "sections": [
            {
                "number": "0",
                "title": "Все",
                "deadline": "до 1 июня",
                "items": [
                    {"number": "1", "title": "Своё", "deadline": "по отдельному графику",
                     "windows": [{"from": "2022-04-01", "to": "2022-04-10"}]},
                    {"number": "2", "title": "Общее", "addressees": "districts"},
                ],
            }
        ],
    }  # fmt: skip
    state = after("2022-03-01", {}, roadmaps={"plan": plan})
    own, shared = items(state, "plan")
    assert [o.window for o in own.occurrences] == [Window(on("2022-04-01"), on("2022-04-10"))]
    assert (shared.occurrences[0].due, shared.occurrences[0].missing) == (
        on("2022-06-01"),
        ("luga", "tosno"),
    )


def instruct(**fields: Any) -> dict[str, Any]:
    return {"kind": "instruct", "number": "1", "addressees": [{"district": "luga"}], **fields}


def test_what_recurs_can_be_overdue_and_late() -> None:
    events = [{"event": "done", "on": "2022-03-20", "occurrence": 2}]
    monthly = instruct(deadline="ежемесячно до 5 числа", events=events)
    state = after("2022-04-01", {"a": order("2022-02-01", monthly)})
    assert statuses(state, "a/1")[:3] == ["overdue", "done-late", "planned"]


def test_the_report_of_the_one_addressee_closes_the_duty() -> None:
    events = [{"event": "done", "on": "2022-02-20", "for": "luga"}]
    told = instruct(deadline="до 1 марта 2022 года", events=events)
    state = after("2022-03-10", {"a": order("2022-02-01", told)})
    assert statuses(state, "a/1") == ["done"]


def test_an_extension_leaves_the_printed_words_and_an_amendment_replaces_them() -> None:
    extend = [{"event": "extended", "on": "2022-02-20", "to": "до 1 мая"}]
    change = {"subject": "a/2", "field": "deadline", "now": "до 1 июня 2022 года"}
    orders = {
        "a": order(
            "2022-02-01",
            instruct(deadline="до 1 марта 2022 года", events=extend),
            instruct(number="2", deadline="до 1 марта 2022 года"),
        ),
        "b": order("2022-02-10", {"kind": "amend", "number": "1", "changes": [change]}),
    }
    state = after("2022-03-10", orders)
    shown = {ref: [(o.words, o.due) for o in state.duties[ref].occurrences] for ref in state.duties}
    assert shown == {
        "a/1": [("до 1 марта 2022 года", on("2022-05-01"))],
        "a/2": [("до 1 июня 2022 года", on("2022-06-01"))],
    }


def test_amended_words_and_executors_are_those_in_force() -> None:
    changes = [
        {"subject": "a/1", "field": "text", "now": "Новое дело"},
        {"subject": "a/1", "field": "responsible", "now": "Петрова"},
    ]
    orders = {
        "a": order("2022-02-01", instruct(text="Дело")),
        "b": order("2022-03-01", {"kind": "amend", "number": "1", "changes": changes}),
    }
    ledger = Ledger(small(orders))
    before, since = (ledger.state(on(day)).duties["a/1"] for day in ("2022-02-28", "2022-03-01"))
    assert (before.title, before.responsible[0].district) == ("Дело", "luga")
    assert (since.title, [party.text for party in since.responsible]) == ("Новое дело", ["Петрова"])


def test_what_a_signed_order_will_set_on_a_later_day_is_coming() -> None:
    in_force = {"kind": "entry_into_force", "number": "4", "on": "2022-02-01"}
    signed = order("2022-01-20", GRANT, SET, instruct(number="3"), in_force)
    ledger = Ledger(small({"a": signed}))
    unsigned, before, since = (
        ledger.state(on(day)) for day in ("2022-01-19", "2022-01-20", "2022-02-01")
    )
    assert list(ledger.duties_to_come(unsigned)) == [], "there is no such order yet"
    assert before.duties == {}
    assert {duty.ref for duty in ledger.duties_to_come(before)} == {
        "site/interim",
        "site/final",
        "a/3",
    }
    assert set(since.duties) == {"site/interim", "site/final", "a/3"}
    assert list(ledger.duties_to_come(since)) == []


def instructed(deadline: str, **fields: Any) -> dict[str, Any]:
    orders = {
        "a": order(
            "2022-02-01",
            GRANT,
            {"kind": "instruct", "number": "2", "text": "Сделать.", "deadline": deadline, **fields},
        )
    }
    state = after("2022-02-02", orders)
    (duty,) = [duty for duty in state.duties.values() if duty.kind == "instruction"]
    (occurrence,) = duty.occurrences
    return {"kind": occurrence.kind, "due": occurrence.due}


def test_a_term_counted_from_the_signing_is_due_so_many_days_after_it() -> None:
    term = instructed("в двухнедельный срок со дня подписания распоряжения")
    assert term == {"kind": "by", "due": on("2022-02-15")}
    # 23 February is a holiday, and 5 March 2022 a Saturday that was worked.
    assert instructed("в течение 20 рабочих дней со дня подписания")["due"] == on("2022-03-02")


def test_a_term_counted_from_something_else_waits_for_its_day() -> None:
    words = "в течение 10 дней после завершения мероприятия"
    assert instructed(words) == {"kind": "unscheduled", "due": None}
    known = instructed(words, counted_from="2022-03-01")
    assert known == {"kind": "by", "due": on("2022-03-11")}


def plan_of(*rows: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-01", "to": "2022-12-31"},
        "items": [
            {"number": str(i), "title": "Дело.", "deadline": "март", **row}
            for i, row in enumerate(rows, 1)
        ],
    }


def counted(day: str, plan: dict[str, Any], orders: dict[str, Any] | None = None) -> Any:
    """Kind and last day of the last row of the plan."""
    occurrence = items(after(day, orders or {}, roadmaps={"plan": plan}), "plan")[-1].occurrences[0]
    return occurrence.kind, occurrence.due


def test_a_term_may_wait_for_another_row_and_counts_from_the_day_it_is_done() -> None:
    waiting = {"deadline": "в течение 10 дней после завершения", "counted_from": "plan/1"}
    done = {"events": [{"event": "done", "on": "2022-03-20"}]}
    assert counted("2022-12-01", plan_of({}, waiting)) == ("unscheduled", None)
    plan = plan_of(done, waiting)
    assert counted("2022-03-19", plan) == ("unscheduled", None), "not yet done on that day"
    assert counted("2022-03-20", plan) == ("by", on("2022-03-30"))
    reopened = {"events": [*done["events"], {"event": "reopened", "on": "2022-04-01"}]}
    assert counted("2022-04-02", plan_of(reopened, waiting)) == ("unscheduled", None)


def test_a_row_with_several_windows_is_done_with_the_last_of_them() -> None:
    waiting = {"deadline": "за 3 дня до начала", "counted_from": "plan/1"}
    first = {"event": "done", "on": "2022-03-31", "occurrence": 1}
    second = {"event": "done", "on": "2022-06-30", "occurrence": 2}
    half = {"deadline": "март, июнь", "events": [first]}
    assert counted("2022-12-01", plan_of(half, waiting)) == ("unscheduled", None)
    whole = {"deadline": "март, июнь", "events": [first, second]}
    assert counted("2022-12-01", plan_of(whole, waiting)) == ("by", on("2022-06-27"))


def test_rows_that_wait_for_each_other_wait_for_ever() -> None:
    one = {"deadline": "через неделю после завершения", "counted_from": "plan/2"}
    other = {"deadline": "через неделю после завершения", "counted_from": "plan/1"}
    assert counted("2022-12-01", plan_of(one, other)) == ("unscheduled", None)


def test_a_clause_may_wait_for_a_row_of_a_plan_and_a_row_for_an_order() -> None:
    words = "в течение 10 дней после завершения мероприятия"
    clause = {"kind": "instruct", "number": "2", "text": "Дело.", "deadline": words,
              "counted_from": "plan/1"}  # fmt: skip
    plan = plan_of({"events": [{"event": "done", "on": "2022-03-20"}]})
    orders = {"a": order("2022-02-01", GRANT, clause)}
    for day, due in (("2022-03-19", None), ("2022-03-20", on("2022-03-30"))):
        state = after(day, orders, roadmaps={"plan": plan})
        (duty,) = [duty for duty in state.duties.values() if duty.kind == "instruction"]
        assert [each.due for each in duty.occurrences] == [due]
    row = {"deadline": "в недельный срок со дня получения письма", "counted_from": "a"}
    assert counted("2022-12-01", plan_of(row), orders) == ("by", on("2022-02-08"))


def test_the_rows_of_a_plan_say_which_august_is_meant() -> None:
    def due(*terms: str) -> list[object]:
        plan = {
            "type": "schedule",
            "title": "План",
            "period": {"from": "2022-09-01", "to": "2023-08-31"},
            "items": [
                {"number": str(i), "title": "Дело.", "deadline": term}
                for i, term in enumerate(terms, 1)
            ],
        }
        state = after("2022-10-01", {}, roadmaps={"plan": plan})
        return [duty.occurrences[0].due for duty in items(state, "plan")]

    assert due("Август", "Сентябрь") == [on("2022-08-31"), on("2022-09-30")]
    assert due("Сентябрь", "до 25 августа") == [on("2022-09-30"), on("2023-08-25")]
    assert due("Август") == [None]


def test_a_report_is_on_control_since_the_order_that_set_its_term() -> None:
    handed = site({"event": "done", "on": "2022-06-20", "report": "interim"})
    state = after("2022-07-01", {"a": order("2022-02-01", GRANT, SET)}, sites=handed)
    assert state.duties["site/interim"].since == on("2022-02-01")


def test_reopened_for_one_addressee_the_other_has_still_reported() -> None:
    events = [
        {"event": "done", "on": "2022-04-01", "for": "luga"},
        {"event": "done", "on": "2022-04-02", "for": "tosno"},
        {"event": "reopened", "on": "2022-04-10", "for": "luga"},
    ]
    (found,) = after("2022-04-20", instruction(*events, addressees=EVERY)).duties["a/1"].occurrences
    assert (found.done, found.missing) == (None, ("luga",))
    assert found.done_by == (("tosno", on("2022-04-02")),)


@pytest.mark.parametrize(
    ("to", "due"),
    [
        # As many new days as old ones: each takes the place of its own.
        ("1 сентября; 1 октября; 1 ноября", ["2022-09-01", "2022-10-01", "2022-11-01"]),
        # Of another number nothing says which is which: all are set anew.
        ("1 октября; 1 ноября", ["2022-10-01", "2022-11-01"]),
        # One serves all.
        ("1 декабря", ["2022-12-01"] * 3),
    ],
)
def test_several_days_moved_to_several(to: str, due: list[str]) -> None:
    moved = {"event": "extended", "on": "2022-03-01", "to": to, "basis": "a"}
    item = {"deadline": "1 апреля; 1 мая; 1 июня", "events": [moved]}
    state = after("2022-03-02", {"a": order("2022-02-01", GRANT)}, roadmaps={"plan": plan_of(item)})
    (duty,) = items(state, "plan")
    assert [o.due for o in duty.occurrences] == [on(day) for day in due]
