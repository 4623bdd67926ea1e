"""What holds for every register: any order of files, and change only on days somebody names."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.ledger import Ledger, State
from ledger.registers import Records, register
from ledger.small import BASE

FIRST = date(2022, 1, 1)
days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
SITES = ("site", "other")
TERM = st.sampled_from(["до 20 января 2022 года", "февраль", "постоянно", "когда-нибудь"])


def clauses() -> st.SearchStrategy[dict[str, Any]]:
    sites = st.lists(st.sampled_from(SITES), min_size=1, max_size=2)
    lasting = st.lists(
        st.sampled_from(["mentoring", "mentoring/lab", *SITES, "pair", "order-0/1", "plan/1"]),
        min_size=1,
        max_size=3,
    )
    orders = st.sampled_from([f"order-{n}" for n in range(5)] + ["order-1/1", "order-2/2"])
    reports = st.sampled_from(["interim", "final"])
    rows = st.fixed_dictionaries(
        {
            "person": st.sampled_from(["ivanova", "petrova"]),
            "role": st.sampled_from(["consultant", "school_curator"]),
            "scope": st.lists(st.sampled_from(["luga", "tosno"]), max_size=2, unique=True),
        },
        optional={"from": days, "to": days},
    )
    change = st.fixed_dictionaries(
        {
            "subject": st.sampled_from(["order-0/1", "order-1/2", "site", "plan/1"]),
            "field": st.sampled_from(["text", "deadline", "to"]),
            "now": st.sampled_from(["2022-02-20", "до 1 марта 2022 года", "иначе"]),
        }
    )

    def made(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries({"kind": st.just(kind), **fields})

    return st.one_of(
        made("approve", subjects=st.sampled_from([["mentoring"], ["plan"], ["mentoring/lab"]])),
        st.fixed_dictionaries(
            {"kind": st.just("grant"), "subjects": sites}, optional={"from": days, "to": days}
        ),
        made(
            "set_terms",
            subjects=sites,
            terms=st.lists(
                st.fixed_dictionaries({"report": reports, "deadline": TERM}), max_size=2
            ),
        ),
        made("complete", subjects=lasting),
        made("terminate", subjects=lasting),
        made("extend", subjects=lasting, to=days),
        made("accept_results", subjects=sites),
        made("return_for_revision", subjects=sites, deadline=TERM),
        made("assign_pairs", subjects=st.just(["pair"])),
        made("appoint", assignments=st.lists(rows, max_size=2)),
        made("instruct", deadline=TERM),
        made("amend", changes=st.lists(change, max_size=2)),
        made("repeal", subjects=st.lists(orders, min_size=1, max_size=2)),
    )


@st.composite
def registers(draw: st.DrawFn) -> dict[str, dict[str, dict[str, Any]]]:
    """Records of a register with up to five orders of two months, legal or not."""
    events = st.fixed_dictionaries(
        {"event": st.sampled_from(["done", "cancelled", "reopened"]), "on": days},
        optional={"report": st.sampled_from(["interim", "final"])},
    )
    other = {
        "type": "federal",
        "organisations": ["luga-2"],
        "theme": "Тема",
        "opening": {"basis": "Письмо", "from": draw(days)},
        "events": draw(st.lists(events, max_size=2)),
    }
    plan = {
        "type": "schedule",
        "title": "План",
        "period": {"from": "2022-01-10", "to": "2022-02-10"},
        "items": [{"number": "1", "title": "Дело", "deadline": "до 1 февраля"}],
    }
    orders = {
        f"order-{n}": {
            "issuer": "kopo",
            "order_kind": "Распоряжение",
            "number": str(n + 9),
            "date": draw(days),
            "title": "О деле",
            "clauses": draw(st.lists(clauses(), max_size=3)),
        }
        for n in range(draw(st.integers(0, 5)))
    }
    sites = {**BASE["sites"], "other": other}
    return {**BASE, "sites": sites, "roadmaps": {"plan": plan}, "orders": orders}


def unordered(state: State) -> State:
    """The state with what has no order of its own sorted."""
    return replace(state, assignments=tuple(sorted(state.assignments, key=repr)))


@settings(max_examples=100)
@given(registers(), days, st.randoms(use_true_random=False))
def test_replay_is_the_same_for_any_order_of_files(
    records: Records, day: date, random: Random
) -> None:
    count = sum(len(by_id) for by_id in records.values())
    prefixes = [f"{n:03}/" for n in range(count)]
    random.shuffle(prefixes)
    one = Ledger(register(records)).state(day)
    two = Ledger(register(records, prefixes)).state(day)
    assert one == two
    assert [p.code for p in one.problems] == [p.code for p in two.problems]


@settings(max_examples=40)
@given(registers())
def test_state_changes_only_on_days_that_somebody_names(records: Records) -> None:
    ledger = Ledger(register(records))
    named = named_days(records)
    for n in range(1, 75):
        day = FIRST + timedelta(days=n)
        if day not in named:
            before = ledger.state(day - timedelta(days=1))
            assert replace(before, day=day) == ledger.state(day)


def named_days(value: Any) -> set[date]:
    """Every date in the records, as a first day, a last day, or one in words."""
    found = {date(2022, 2, 21), date(2022, 3, 2)}
    """The days after those that amendments name in words."""
    if isinstance(value, dict):
        found = found.union(*(named_days(each) for each in value.values()))
        if "to" in value:
            last = value["to"]
            last = last if isinstance(last, date) else date.fromisoformat(last)
            found.add(last + timedelta(days=1))
    elif isinstance(value, list | tuple):
        found = found.union(*(named_days(each) for each in value))
    elif isinstance(value, date):
        found.add(value)
    elif isinstance(value, str) and value[:4].isdecimal() and value.count("-") == 2:
        found.add(date.fromisoformat(value))
    return found


@settings(max_examples=60)
@given(registers(), days)
def test_every_step_and_problem_of_a_state_is_of_its_day_or_earlier(
    records: Records, day: date
) -> None:
    state = Ledger(register(records)).state(day)
    for chain in state.steps.values():
        told = [step.day or date.min for step in chain]
        assert told == sorted(told)
        assert all(when <= day for when in told)
        assert all(str(step.what) for step in chain)
    assert all(problem.day is None or problem.day <= day for problem in state.problems)
    assert all(duty.occurrences for duty in state.duties.values())
