"""The register on a day, load, discipline, mentoring, everything about one: as questions."""

from datetime import date
from pathlib import Path

import pytest

from innoreg.deadlines import Period
from innoreg.errors import WrongUsage
from innoreg.ledger import Ledger, State
from innoreg.model.registry import Registry
from innoreg.queries.dossier import build_dossier
from innoreg.queries.execution_scores import By, score_discipline
from innoreg.queries.filters import Filters
from innoreg.queries.mentoring_pairs import mentoring
from innoreg.queries.period_choice import PeriodRequest
from innoreg.queries.standings import entries_around, register_entries
from innoreg.queries.workload import load
from innoreg.store.loader import load as read
from support import DATA, roadmap, tree

REAL = read(DATA).registry
LEDGER = Ledger(REAL)
SITE = "vsevolozhsk-agro-college-2020"
FUTURE = {"future-engineers"} | {
    f"future-engineers/{project}" for project in ("lab-3d", "modelling-3d", "additive-3d")
}


def on(day: str) -> State:
    return LEDGER.state(date.fromisoformat(day))


def phases(state: State, **wanted: str) -> dict[str, str]:
    return {e.standing.ref: e.phase for e in register_entries(state, Filters(**wanted))}


def test_the_register_of_june_2021() -> None:
    found = phases(on("2021-06-01"))
    assert found[SITE] == found["network-mentoring"] == "running"
    ended = {ref for ref, phase in found.items() if phase == "ended"}
    assert ended == FUTURE
    (site,) = register_entries(on("2021-06-01"), Filters(site=SITE))
    assert site.began is not None
    assert (site.began.order, site.began.clause) == ("kopo-2020-1925-r", "2")
    dues = {r.duty.report: r.duty.occurrences[0].due for r in site.reports}
    assert dues == {"interim": date(2021, 11, 30), "final": date(2022, 12, 31)}


def test_before_its_order_there_is_no_site_and_nothing_is_known_of_what_was_before() -> None:
    before = phases(on("2020-11-19"))
    assert (before[SITE], before["future-engineers"]) == ("absent", "unknown")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"program": "entrepreneurship"}, {"entrepreneurship", SITE}),
        ({"school": "vsevolozhsk-agro-college"}, {SITE}),
        ({"roadmap": "loiro-2022"}, {"network-mentoring"}),
        ({"responsible": "zhukovitskaya-nn"}, {"network-mentoring"}),
        # Its own federal site, and the programme in which its people hold their roles.
        ({"responsible": "loiro"}, {"university-of-competences", "network-mentoring"}),
        ({"responsible": "vsevolozhsk-agro-college"}, {SITE}),
        ({"responsible": "агропромышленный техникум"}, {SITE}),
        ({"program": "инженеры", "status": "completed"}, FUTURE),
        ({"status": "ended"}, FUTURE),
    ],
)
def test_filters_of_the_register(wanted: dict[str, str], expected: set[str]) -> None:
    assert set(phases(on("2022-06-01"), **wanted)) == expected


def test_a_status_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage):
        phases(on("2022-06-01"), status="sleeping")


def test_around_a_programme_stand_its_projects_and_a_site_stands_with_its_parts() -> None:
    state = on("2021-06-01")
    programme = entries_around(state, state.programs["future-engineers"])
    assert len(programme) == 4
    outer = entries_around(state, state.sites["university-of-competences"])
    assert [e.standing.ref for e in outer] == ["university-of-competences", SITE]


EVENTS = {
    "in time": "[{event: done, on: 2022-03-20}]",
    "late": "[{event: done, on: 2022-04-20}]",
    "extended": "[{event: extended, on: 2022-03-20, to: до 20 мая}, {event: done, on: 2022-05-10}]",
    "cancelled": "[{event: cancelled, on: 2022-03-20}]",
    "overdue": "[]",
}


def kept(folder: Path) -> Registry:
    who = "responsible: [{text: Иванова}]"
    items = [f"{n}. | март | Дело | {who};events: {e}" for n, e in enumerate(EVENTS.values(), 1)]
    items.append(f"9. | постоянно | Дело | {who}")
    items.append(f"10. | декабрь | Дело | {who}")
    return read(tree(folder, {"roadmaps/p.yaml": roadmap(*items)})).registry


YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


def test_discipline_counts_what_has_fallen_due(tmp_path: Path) -> None:
    found = score_discipline(kept(tmp_path), YEAR, Filters(), date(2022, 6, 1), "responsible")
    (score,) = found.rows
    assert score.carrier.text == "Иванова"
    assert (score.due, score.in_time, score.late, score.overdue, score.extended) == (4, 2, 1, 1, 1)
    assert score.ratio == found.total.ratio == 0.5


def test_nothing_due_has_no_ratio(tmp_path: Path) -> None:
    found = score_discipline(kept(tmp_path), YEAR, Filters(), date(2022, 1, 10), "roadmap")
    assert (found.rows, found.total.due, found.total.ratio) == ((), 0, None)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("district", {"a": (1, 0, 0), "b": (0, 1, 0), "c": (0, 0, 1)}),
        ("roadmap", {"p": (0, 0, 1)}),
    ],
)
def test_of_a_duty_of_all_districts_each_has_its_own_score(
    tmp_path: Path, by: By, expected: dict[str, tuple[int, int, int]]
) -> None:
    district = "schema: 1\nname: {0} район\nshort_name: {0}\ntype: municipal_district\n"
    events = "[{event: done, on: 2022-03-01, for: a}, {event: done, on: 2022-04-05, for: b}]"
    plan = roadmap(f"1. | март | Дело | addressees: districts;events: {events}")
    files = {f"districts/{d}.yaml": district.format(d) for d in "abc"}
    registry = read(tree(tmp_path, {**files, "roadmaps/p.yaml": plan})).registry
    found = score_discipline(registry, YEAR, Filters(), date(2022, 6, 1), by)
    assert {r.carrier.id: (r.in_time, r.late, r.overdue) for r in found.rows} == expected
    assert (found.total.due, found.total.reported, found.total.addressees) == (1, 2, 3)


def test_load_counts_people_behind_groups_and_the_nearest_year() -> None:
    found = load(
        REAL, PeriodRequest(year=2022), Filters(), date(2022, 3, 1), "responsible", "month"
    )
    rows = {row.carrier.id: row for row in found.rows if row.carrier.id}
    karvelis = rows["karvelis-ov"]
    assert len(found.periods) == len(karvelis.cells) == 12
    assert karvelis.total == 22
    assert {o.ref for o in karvelis.cells[2]} >= {f"loiro-2022/7.1.{n}" for n in (1, 2, 3)}
    assert load(
        REAL, PeriodRequest(), Filters(), date(2026, 1, 1), "district", "month"
    ).chosen.nearest_year


def test_load_of_one_person_in_weeks_begins_on_mondays() -> None:
    wanted = Filters(responsible="karvelis-ov")
    found = load(REAL, PeriodRequest(year=2022), wanted, date(2022, 3, 1), "responsible", "week")
    assert [row.carrier.id for row in found.rows] == ["karvelis-ov"]
    assert all(p.start.weekday() == 0 for p in found.periods[1:])
    assert sum(len(cell) for cell in found.rows[0].cells) == found.rows[0].total


def test_overlaps_are_counted_on_the_first_day_of_the_most(tmp_path: Path) -> None:
    who = "responsible: [{text: Иванова}]"
    items = (
        "1. | с 1 по 10 марта",
        "2. | с 5 по 20 марта",
        "3. | с 8 по 9 марта",
        "4. | до 8 марта",
    )
    plan = roadmap(*(f"{item} | Дело | {who}" for item in items))
    registry = read(tree(tmp_path, {"roadmaps/p.yaml": plan})).registry
    found = load(
        registry, PeriodRequest(year=2022), Filters(), date(2022, 1, 1), "responsible", "month"
    )
    (row,) = found.rows
    assert (row.peak, row.peak_days) == (4, Period(date(2022, 3, 8), date(2022, 3, 8)))


def test_everything_a_school_owes_with_order_and_clause() -> None:
    target = REAL.find("vsevolozhsk-agro-college")
    assert target is not None
    found = build_dossier(REAL, target, date(2021, 6, 1))
    assert found is not None
    duties = [owed.obligation.duty for owed in found.owed]
    assert [(d.ref, d.order, d.clause) for d in duties] == [
        (f"{SITE}/interim", "kopo-2020-1925-r", "3"),
        (f"{SITE}/final", "kopo-2020-1925-r", "3"),
    ]
    assert [s.ref for s in found.about.sites] == [SITE]


def test_everything_of_a_consultant_has_the_groups_items_and_the_districts() -> None:
    target = REAL.find("karvelis-ov")
    assert target is not None
    found = build_dossier(REAL, target, date(2022, 3, 25))
    assert found is not None
    refs = {owed.obligation.ref for owed in found.owed}
    assert {"loiro-2022/7.1.1", "loiro-2022-18/2"} <= refs
    assert {row.scope for row in found.about.assignments} == {("kirovsk",), ("volosovo",)}
    assert found.owed[0].next is not None
    assert found.owed[0].next.status(date(2022, 3, 25)) == "overdue"


def test_a_plan_is_not_a_subject_of_everything() -> None:
    target = REAL.find("loiro-2022")
    assert target is not None
    assert build_dossier(REAL, target, date(2022, 3, 10)) is None


def test_mentoring_shows_consents_of_the_day_and_filters() -> None:
    state = on("2022-04-26")
    bonds = {bond.pair.id: bond for bond in mentoring(state, Filters()).bonds}
    head, teacher = bonds["sample-pair-head"], bonds["sample-pair-teacher"]
    assert (len(head.given), head.pending, head.refused) == (2, (), {})
    assert teacher.schools == {"sample-school-1", "sample-school-2"}
    earlier = {b.pair.id: b for b in mentoring(on("2022-04-24"), Filters()).bonds}
    assert earlier["sample-pair-head"].pending == ("sample-head-1", "sample-head-2")
    of_heads = mentoring(state, Filters(), "head")
    assert [b.pair.id for b in of_heads.bonds] == ["sample-pair-head"]
    assert [b.pair.id for b in mentoring(state, Filters(status="running")).bonds] == [
        "sample-pair-teacher"
    ]
