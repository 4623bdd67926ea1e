"""The register this project carries replays without a problem and says what its orders say."""

from pathlib import Path

from innoreg.ledger import Ledger, assignments_on_day, holders, replay
from innoreg.model.roadmap import Roadmap
from innoreg.store.loader import load
from ledger.registers import on
from ledger.small import basis, items

REGISTER = load(Path(__file__).parents[2]).registry
LEDGER = Ledger(REGISTER)


def test_it_replays_without_a_problem() -> None:
    state = LEDGER.state(on("2026-01-01"))
    assert state.problems == ()
    assert [p for duty in state.duties.values() for p in duty.problems] == []


def test_every_plan_is_in_force_by_its_order() -> None:
    state = LEDGER.state(on("2023-12-01"))
    assert {ref: (plan.status, basis(plan)[0]) for ref, plan in state.roadmaps.items()} == {
        "loiro-2022": ("in_force", "loiro-2022-18"),
        "kopo-2023": ("in_force", "kopo-2023-1585-r"),
        "meetings-2019": ("in_force", "meetings-2019-decisions"),
    }


def test_site_of_1925_and_its_reports() -> None:
    state = LEDGER.state(on("2021-06-01"))
    (site,) = [s for s in state.sites.values() if s.by and s.by.order == "kopo-2020-1925-r"]
    assert (site.status, basis(site)[1]) == ("active", "2")
    due = [state.duties[f"{site.ref}/{r}"].occurrences[0].due for r in ("interim", "final")]
    assert due == [on("2021-11-30"), on("2022-12-31")]


def test_eighteen_districts_have_seven_consultants_in_2022() -> None:
    rows = assignments_on_day(
        replay(REGISTER, on("2022-03-01")), role="consultant", program="network-mentoring"
    )
    scoped = [row for row in rows if row.order == "loiro-2022-18"]
    assert len({ref for row in scoped for ref in row.scope}) == 18
    assert len({row.person for row in scoped}) == 7


def test_consultants_of_districts_in_the_road_map_are_people() -> None:
    state = LEDGER.state(on("2022-03-01"))
    plan = REGISTER.get(Roadmap, "loiro-2022")
    assert plan is not None
    parties = [
        p for duty in items(state, plan.id) for p in duty.responsible if p.role == "consultant"
    ]
    assert parties
    for party in parties:
        found = holders(state, party, plan.program, on("2022-03-01"), on("2022-03-31"))
        assert len({row.person for row in found}) == 7
