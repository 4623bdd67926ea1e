"""The order of pairs, its changes, and what became of the pairs: rows, coverage, states, marks, reports."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from innoreg.ledger import Ledger, State
from innoreg.ledger.pair_appendix import pair_appendix_on
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.queries.filters import Filters
from innoreg.queries.mentoring_pairs import Mentoring, mentoring
from innoreg.queries.pair_life import pair_lives
from innoreg.queries.programme_indicators import Share, dynamics, share_in_tenths
from innoreg.render.declinable_words import Remarks
from innoreg.render.document_names import Namer
from innoreg.render.pair_table import amendment_mark, table_cells
from innoreg.report.programme_indicators import dynamics_text, share_text
from innoreg.store.loader import load
from ledger.registers import on, order, register
from repository import innoreg
from support import roadmap, tree

SCHOOLS = {
    "luga-l": "luga", "luga-1": "luga", "luga-2": "luga",
    "tosno-l": "tosno", "tosno-1": "tosno", "tosno-2": "tosno",
}  # fmt: skip
LISTED = {"flag": "low_results", "from": "2026-02-01", "to": "2027-01-31"}


def pair(mentor: str, mentee: str, **fields: Any) -> dict[str, Any]:
    return {
        "level": "school", "mentors": [{"school": mentor}], "mentees": [{"school": mentee}],
        "from": "2026-02-16", "to": "2026-12-31", **fields,
    }  # fmt: skip


def a16(second: str = "2026-10-16", **more: Any) -> Registry:
    """The pairs of A16 in an order; another order ends row 2 and adds row 5 from `second` on."""
    names = ["luga-1-luga-l", "luga-2-luga-l", "tosno-1-tosno-l", "tosno-2-tosno-l"]
    changes = [
        {"row": "2", "end": "luga-2-luga-l", "to": "2026-10-15", "reason": "mentor_refused"},
        {"row": "5", "add": "luga-2-tosno-l"},
    ]
    return register({
        "districts": {
            name: {"name": f"{short} муниципальный район", "short_name": short,
                   "type": "municipal_district"}
            for name, short in (("luga", "Лужский"), ("tosno", "Тосненский"))
        },
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "people": {"consultant": {"name": "Иванова И.И."}},
        "schools": {
            name: {"name": name, "type": "school", "district": district,
                   "flags": [] if name.endswith("-l") else [LISTED]}
            for name, district in SCHOOLS.items()
        },
        "pairs": {
            **{name: pair(*reversed(_schools(name))) for name in names},
            "luga-2-tosno-l": pair("tosno-l", "luga-2", replaces="luga-2-luga-l",
                                   **{"from": second}),
        },
        "orders": {
            "first": order(
                "2026-02-12", {"kind": "assign_pairs", "number": "1.", "appendix": "1"},
                {"kind": "appoint", "number": "2.",
                 "assignments": [{"person": "consultant", "role": "consultant",
                                  "scope": ["luga"]}]},
                appendices=[{"number": "1", "kind": "pairs", "pairs": names}],
            ),
            "second": order(
                "2026-10-10",
                {"kind": "amend_pairs", "number": "1.", "order": "first", "changes": changes},
                number="77-р",
            ),
        },
        **more,
    })  # fmt: skip


def _schools(name: str) -> tuple[str, str]:
    """luga-1-luga-l: mentee and mentor."""
    words = name.split("-")
    return "-".join(words[:2]), "-".join(words[2:])


def rows(registry: Registry, day: date | None) -> list[str]:
    """District rows in brackets, the others as number and mentee."""
    first = registry.get(Order, "first")
    assert first is not None
    cells = table_cells(registry, first, Namer(registry, Remarks()), day)
    return [f"[{row[0]}]" if whole else f"{row[0]} {row[1]}" for row, whole in cells]


def answer(registry: Registry, day: str) -> Mentoring:
    return mentoring(Ledger(registry).state(on(day)), Filters())


def test_a23_rows_by_district_and_name_numbered_through() -> None:
    assert rows(a16(), None) == [
        "[Лужский район]", "1. luga-1", "2. luga-2",
        "[Тосненский район]", "3. tosno-1", "4. tosno-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "numbers", "printed"),
    [
        ("2026-10-15", ["1", "2", "3", "4"], ["1.", "2.", "3.", "4."]),
        ("2026-10-16", ["1", "3", "4", "5"], ["1.", "5.", "3.", "4."]),
    ],
)
def test_a24_a_row_ends_and_another_takes_its_place(
    day: str, numbers: list[str], printed: list[str]
) -> None:
    registry = a16()
    first = registry.get(Order, "first")
    assert first is not None
    found = sorted(row.number for row in pair_appendix_on(registry, first, on(day)).rows)
    assert found == numbers
    shown = [row.split()[0] for row in rows(registry, on(day)) if not row.startswith("[")]
    assert shown == printed
    assert answer(registry, day).indicators.coverage == Share(4, 4)


def test_a24_the_version_of_a_day_names_the_order_that_changed_it() -> None:
    registry = a16()
    first = registry.get(Order, "first")
    assert first is not None
    naming = Namer(registry, Remarks())
    assert amendment_mark(registry, first, naming, on("2026-10-15")) == ""
    changed = amendment_mark(registry, first, naming, on("2026-10-16"))
    assert changed == "(в ред. распоряжения от 10.10.2026 № 77-р)"


@pytest.mark.parametrize(
    ("day", "coverage"),
    [
        ("2026-10-15", Share(4, 4)), ("2026-10-16", Share(3, 4)), ("2026-10-31", Share(3, 4)),
        ("2026-11-01", Share(4, 4)),
    ],
)  # fmt: skip
def test_a25_a_school_is_without_a_mentor_between_two_pairs(day: str, coverage: Share) -> None:
    found = answer(a16("2026-11-01"), day)
    assert found.indicators.coverage == coverage
    alone = [school for each in found.districts for school in each.unmentored]
    assert alone == ([] if coverage.part == 4 else ["luga-2"])
    assert share_in_tenths(Share(3, 4)) == 750


def many(listed: int, paired: int, planned: int) -> Registry:
    """So many schools on the list, the first of them in pairs, the first of these with a plan."""
    schools = {
        f"s{n:02}": {"name": f"s{n}", "type": "school", "flags": [LISTED]} for n in range(listed)
    }
    plan = {"plan": {"approved": "2026-02-27"}}
    pairs = {
        f"p{n:02}": pair("leader", f"s{n:02}", **(plan if n < planned else {}))
        for n in range(paired)
    }
    clause = {"kind": "assign_pairs", "number": "1.", "subjects": list(pairs)}
    return register({
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "schools": {**schools, "leader": {"name": "leader", "type": "school"}},
        "pairs": pairs,
        "orders": {"first": order("2026-02-12", clause)},
    })  # fmt: skip


def test_a26_coverage_and_plans() -> None:
    found = answer(many(14, 11, 9), "2026-03-15").indicators
    assert (share_text(found.coverage), share_text(found.with_plan)) == (
        "11 of 14 (78.6 %)", "9 of 11 (81.8 %)",
    )  # fmt: skip


def test_a27_each_pair_closes_the_report_for_itself(tmp_path: Path) -> None:
    def teachers(name: str, report: str) -> dict[str, str]:
        side = "[{{person: {0}-{1}}}]"
        return {
            **{f"people/{who}-{name}.yaml": f'schema: 1\nname: "{who}"\nprotected: true\n'
               for who in ("mentor", "mentee")},
            f"pairs/{name}.yaml": "schema: 1\nlevel: teacher\nprogram: mentoring\n"
            f"mentors: {side.format('mentor', name)}\nmentees: {side.format('mentee', name)}\n"
            'from: "2022-01-15"\nto: "2022-12-31"\n' + report,
        }  # fmt: skip

    plan = roadmap(
        "7.1.4. | апрель, май, июнь | Отчёт о совместной работе"
        " | addressees:;  - group: {pairs: teacher}"
    )
    root = tree(tmp_path, {
        "roadmaps/loiro.yaml": plan,
        "programs/mentoring.yaml": "schema: 1\ntitle: Наставничество\n",
        **teachers("a", 'reports: [{on: "2022-06-28", for: loiro/7.1.4}]\n'),
        **teachers("b", 'reports: [{on: "2022-07-01", for: loiro/7.1.4}]\n'),
        **teachers("c", ""),
    })  # fmt: skip
    told = json.loads(
        innoreg(
            "behind", "loiro/7.1.4", "--today", "2022-07-02", "--format", "json", cwd=root
        ).stdout
    )
    assert [(row["id"], row["state"], row["days"]) for row in told["rows"]] == [
        ("a", "done", None), ("b", "late", 1), ("c", "overdue", 2),
    ]  # fmt: skip
    figures = answer(load(root).registry, "2022-07-02").indicators
    assert figures.reported == Share(1, 3)
    assert (figures.late, figures.overdue) == (1, 1)
    assert share_text(figures.reported) == "1 of 3 (33.3 %)"


ROWS_2025 = "school;procedure;participants;below\ns;oge-math;20;8\ns;oge-rus;20;4\n"
ROWS_2026 = "school;procedure;participants;below\ns;oge-math;25;5\ns;oge-rus;25;6\ns;ege-rus;10;5\n"


def with_results(folder: Path, rows_2025: str = ROWS_2025, rows_2026: str = ROWS_2026) -> State:
    def head(year: int) -> str:
        lines = "".join(
            f"  - {{id: {name}, kind: oge, subject: s, level: basic, scale: mark,"
            " low: '2', high: '5'}\n"
            for name in ("oge-math", "oge-rus", "ege-rus")
        )
        return f"schema: 1\nyear: {year}\nprocedures:\n{lines}"

    root = tree(folder, {
        "schools/s.yaml": "schema: 1\nname: Школа\ntype: school\n",
        "results/2025.yaml": head(2025), "results/2025.csv": rows_2025,
        "results/2026.yaml": head(2026), "results/2026.csv": rows_2026,
    })  # fmt: skip
    return Ledger(load(root).registry).state(on("2026-12-01"))


def test_a28_dynamics_over_the_procedures_of_both_years(tmp_path: Path) -> None:
    (change,) = dynamics(with_results(tmp_path), {"s": 2026}).values()
    assert (change.before, change.now) == (Share(12, 40), Share(11, 50))
    assert dynamics_text(change) == "30.0 → 22.0 % (2026), −8.0 points, better"


def alive(**fields: Any) -> Registry:
    """One pair of schools in a signed order."""
    registry_of = {"p": pair("leader", "s", **fields)}
    return register({
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "schools": {name: {"name": name, "type": "school"} for name in ("leader", "s")},
        "pairs": registry_of,
        "orders": {"first": order(
            "2026-02-12", {"kind": "assign_pairs", "number": "1.", "subjects": ["p"]})},
    })  # fmt: skip


CONSENTS = [
    {"school": "leader", "given": True, "on": "2026-02-03"},
    {"school": "s", "given": True, "on": "2026-02-05"},
]
PLAN = {"approved": "2026-02-27"}


def marks(registry: Registry, day: str) -> tuple[str, ...]:
    return pair_lives(Ledger(registry).state(on(day)))["p"].marks


@pytest.mark.parametrize(("day", "found"), [("2026-10-31", ()), ("2026-11-01", ("silent",))])
def test_a29_silent_after_more_than_sixty_days(day: str, found: tuple[str, ...]) -> None:
    meetings = [{"on": "2026-09-01", "form": "visit"}]
    assert marks(alive(consents=CONSENTS, plan=PLAN, meetings=meetings), day) == found


def test_a30_assigned_though_a_consent_is_missing(tmp_path: Path) -> None:
    registry = alive(
        consents=CONSENTS[:1], plan=PLAN, meetings=[{"on": "2026-02-20", "form": "visit"}]
    )
    state = Ledger(registry).state(on("2026-03-01"))
    assert state.pairs["p"].status == "assigned"
    assert marks(registry, "2026-03-01") == ("no_consent",)


def test_a30_the_public_export_leaves_the_people_of_pairs_out(tmp_path: Path) -> None:
    files = {
        "people/mentor.yaml": 'schema: 1\nname: "Тайный Т.Т."\nprotected: true\n',
        "people/mentee.yaml": 'schema: 1\nname: "Скрытый С.С."\nprotected: true\n',
        "pairs/p.yaml": "schema: 1\nlevel: teacher\nmentors: [{person: mentor}]\n"
        'mentees: [{person: mentee}]\nconsents: [{person: mentor, given: true, on: "2026-02-03"}]\n',
    }
    done = innoreg(
        "export", "--public", "--to", "out", "--format", "sqlite", cwd=tree(tmp_path, files)
    )
    assert done.returncode == 0, done.stderr
    told = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert told
    for words in ("Тайный", "Скрытый"):
        assert words.encode() not in told


# Further examples, worked by hand.


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-02-01", "proposed"),  # nobody was asked yet
        ("2026-02-05", "agreed"),  # both gave consent
        ("2026-02-16", "assigned"),  # the order and its first day
        ("2026-02-27", "active"),  # the plan is approved
    ],
)
def test_the_states_of_a_pair_one_after_another(day: str, state: str) -> None:
    registry = alive(consents=CONSENTS, plan=PLAN)
    # Before the first answer no document speaks of the pair.
    found = pair_lives(Ledger(registry).state(on(day)))["p"].state
    assert found == ("absent" if state == "proposed" else state)


def test_the_mentee_may_refuse_later_and_the_mark_comes() -> None:
    refused = [*CONSENTS, {"school": "s", "given": False, "on": "2026-04-01"}]
    meetings = [{"on": "2026-03-20", "form": "visit"}]
    registry = alive(consents=refused, plan=PLAN, meetings=meetings)
    assert marks(registry, "2026-03-31") == ()
    assert marks(registry, "2026-04-01") == ("no_consent",)


def test_an_early_end_tells_its_reason_and_last_day() -> None:
    clause = {"kind": "amend_pairs", "number": "1.", "order": "first", "changes": [
        {"row": "1", "end": "p", "to": "2026-06-30", "reason": "goal_reached"}]}  # fmt: skip
    base = alive(consents=CONSENTS)
    records = {
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "schools": {name: {"name": name, "type": "school"} for name in ("leader", "s")},
        "pairs": {"p": pair("leader", "s", consents=CONSENTS)},
        "orders": {
            "first": order(
                "2026-02-12", {"kind": "assign_pairs", "number": "1.", "subjects": ["p"]}
            ),
            "second": order("2026-06-20", clause, number="5-р"),
        },
    }
    registry = register(records)
    assert pair_lives(Ledger(base).state(on("2026-07-01")))["p"].state == "assigned"
    before, after = (Ledger(registry).state(on(day)) for day in ("2026-06-30", "2026-07-01"))
    assert pair_lives(before)["p"].state == "assigned"
    life = pair_lives(after)["p"]
    assert (life.state, life.reason, life.marks) == ("ended_early", "goal_reached", ())
    assert after.pairs["p"].end == on("2026-06-30")


@pytest.mark.parametrize(
    ("given", "told", "printed"),
    [
        ({"reason": "left_list"}, "left_list", "the school left the list"),
        ({"reason": "other", "words": "по решению Совета"}, "по решению Совета", "по решению Совета"),
        ({}, None, "terminated before its time"),
    ],
)  # fmt: skip
def test_a_clause_that_terminates_a_pair_says_why(
    given: dict[str, str], told: str | None, printed: str
) -> None:
    registry = register({
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "schools": {name: {"name": name, "type": "school"} for name in ("leader", "s")},
        "pairs": {"p": pair("leader", "s")},
        "orders": {
            "first": order("2026-02-12", {"kind": "assign_pairs", "number": "1.", "subjects": ["p"]}),
            "second": order("2026-07-10", {"kind": "terminate", "number": "1.", "subjects": ["p"],
                                           **given}, number="5-р"),
        },
    })  # fmt: skip
    state = Ledger(registry).state(on("2026-07-10"))
    life = pair_lives(state)["p"]
    assert (life.state, life.reason) == ("ended_early", told)
    assert printed in str(state.why("p")[-1].what)


def test_an_order_signed_after_the_last_day_ends_the_pair_when_it_is_signed() -> None:
    clause = {"kind": "amend_pairs", "number": "1.", "order": "first", "changes": [
        {"row": "1", "end": "p", "to": "2026-06-30", "reason": "no_activity"}]}  # fmt: skip
    registry = register({
        "authorities": {"kopo": {"name": "Комитет", "type": "committee"}},
        "schools": {name: {"name": name, "type": "school"} for name in ("leader", "s")},
        "pairs": {"p": pair("leader", "s")},
        "orders": {
            "first": order("2026-02-12", {"kind": "assign_pairs", "number": "1.", "subjects": ["p"]}),
            "second": order("2026-07-10", clause, number="5-р"),
        },
    })  # fmt: skip
    found = {
        day: Ledger(registry).state(on(day)).pairs["p"].status
        for day in ("2026-07-09", "2026-07-10")
    }
    assert found == {"2026-07-09": "assigned", "2026-07-10": "terminated"}


@pytest.mark.parametrize(
    ("done", "day", "state", "days"),
    [
        ("2026-03-31", "2026-05-01", "done", None),
        ("2026-04-02", "2026-05-01", "late", 2),
        ("2026-04-02", "2026-04-01", "overdue", 1),  # not done by that day
        (None, "2026-03-31", "open", None),
        (None, "2026-04-10", "overdue", 10),
    ],
)
def test_rows_of_a_plan_in_words(done: str | None, day: str, state: str, days: int | None) -> None:
    row = {"number": "2.", "title": "Открытые уроки", "deadline": "март"}
    plan = {
        "approved": "2026-02-27",
        "rows": [{**row, "events": [{"event": "done", "on": done}] if done else []}],
    }
    (found,) = pair_lives(Ledger(alive(plan=plan)).state(on(day)))["p"].plan
    assert (found.due, found.state, found.days) == (on("2026-03-31"), state, days)


def test_a_row_without_a_day_is_open_and_never_overdue() -> None:
    row = {"number": "1.", "title": "Консультации", "deadline": "по согласованию"}
    plan = {"approved": "2026-02-27", "rows": [row]}
    (found,) = pair_lives(Ledger(alive(plan=plan)).state(on("2027-05-01")))["p"].plan
    assert (found.due, found.state) == (None, "open")


def test_meetings_a_month_count_the_days_of_running_pairs() -> None:
    meetings = [{"on": f"2026-0{month}-10", "form": "online"} for month in (3, 4, 5)]
    found = answer(alive(meetings=meetings), "2026-05-16").indicators
    # 16.02 to 16.05 are 90 days, three months of 30 days: 1 a month.
    assert (found.meetings, found.pair_days) == (3, 90)


def _lists(*years: tuple[int, str]) -> Iterator[dict[str, Any]]:
    for year, _schools in years:
        yield {"flag": "low_results", "from": f"{year}-02-01", "to": f"{year + 1}-01-31"}


def test_who_entered_who_left_and_who_stays_for_years() -> None:
    stood = {"a": (2024, 2025, 2026), "b": (2025,), "c": (2026,), "d": (2024, 2026)}
    schools = {
        name: {"name": name, "type": "school", "flags": list(_lists(*((y, name) for y in years)))}
        for name, years in stood.items()
    }
    history = answer(register({"schools": schools}), "2026-03-01").indicators.history
    assert history is not None
    assert (history.entered, history.left, history.before) == (("c", "d"), ("b",), 2)
    # d was absent in 2025: its years begin anew.
    assert history.years == {"a": 3, "c": 1, "d": 1}


def test_the_first_list_of_the_register_says_nothing_of_who_entered() -> None:
    schools = {"a": {"name": "a", "type": "school", "flags": list(_lists((2026, "a")))}}
    history = answer(register({"schools": schools}), "2026-03-01").indicators.history
    assert history is not None
    assert (history.entered, history.left, history.before) == ((), (), 0)


@pytest.mark.parametrize(
    ("below", "direction"),
    [(10, "improved"), (11, "steady"), (19, "steady"), (20, "worse")],
)
def test_five_points_are_a_change_and_less_is_none(
    tmp_path: Path, below: int, direction: str
) -> None:
    # 15 of 100 before. 10 and 20 are exactly 5 points away, 11 and 19 only 4.
    head = "school;procedure;participants;below\n"
    state = with_results(tmp_path, f"{head}s;oge-math;100;15\n", f"{head}s;oge-math;100;{below}\n")
    (change,) = dynamics(state, {"s": 2026}).values()
    assert change.direction == direction


def test_dynamics_of_the_time_before_the_pair_are_not_told(tmp_path: Path) -> None:
    assert dynamics(with_results(tmp_path), {"s": 2027}) == {}


def test_without_a_procedure_in_both_years_nothing_is_known(tmp_path: Path) -> None:
    head = "school;procedure;participants;below\n"
    state = with_results(tmp_path, f"{head}s;oge-math;10;5\n", f"{head}s;oge-rus;10;5\n")
    assert dynamics(state, {"s": 2026}) == {}


def test_a_share_without_a_denominator_is_a_dash() -> None:
    assert share_text(Share(0, 0)) == "–"


def test_sixty_days_without_a_first_meeting_count_from_the_first_day() -> None:
    first = on("2026-02-16")
    registry = alive(consents=CONSENTS, plan=PLAN)
    assert marks(registry, str(first + timedelta(days=60))) == ()
    assert marks(registry, str(first + timedelta(days=61))) == ("silent",)
