"""What the real documents say was so on which day, and by which clause."""

from innoreg.deadlines import Window
from innoreg.ledger import Ledger, assignments_on_day, controllers, replay
from ledger.documents import ENGINEERS, NETWORK, RECORDS, SITE
from ledger.registers import on, register
from ledger.small import basis, items

REGISTER = register(RECORDS)
LEDGER = Ledger(REGISTER)
PROJECTS = ("3d-laboratory", "3d-modelling", "additive-technologies")


def test_site_of_1925_is_active_in_june_2021_and_owes_two_reports() -> None:
    state = LEDGER.state(on("2021-06-01"))
    site = state.sites[SITE]
    assert (site.status, site.running, site.since) == ("active", True, on("2020-11-20"))
    assert basis(site) == ("kopo-2020-1925-r", "2")
    (interim,) = state.duties[f"{SITE}/interim"].occurrences
    (final,) = state.duties[f"{SITE}/final"].occurrences
    assert interim.window == Window(on("2021-11-01"), on("2021-11-30"))
    assert final.window == Window(on("2022-12-01"), on("2022-12-31"))
    assert interim.status(state.day) == final.status(state.day) == "planned"


def test_network_mentoring_is_approved_by_clause_1() -> None:
    program = LEDGER.state(on("2021-06-01")).programs[NETWORK]
    assert (program.status, program.running) == ("approved", True)
    assert basis(program) == ("kopo-2020-1925-r", "1")
    assert program.by is not None
    assert program.by.path == ("clauses", 0)


def test_engineers_and_their_projects_are_completed_by_4_1_and_4_2() -> None:
    state = LEDGER.state(on("2020-11-20"))
    program = state.programs[ENGINEERS]
    assert (program.status, basis(program)[1]) == ("completed", "4.1")
    for name in PROJECTS:
        project = state.projects[f"{ENGINEERS}/{name}"]
        assert (project.status, project.since) == ("completed", on("2020-11-20"))
        assert basis(project) == ("kopo-2020-1925-r", "4.2")
    assert state.problems == ()


def test_nothing_of_it_holds_the_day_before() -> None:
    state = LEDGER.state(on("2020-11-19"))
    assert state.sites[SITE].status == "absent"
    assert state.programs[NETWORK].status == "absent"
    assert state.programs[ENGINEERS].status == "unknown"
    assert {state.projects[f"{ENGINEERS}/{name}"].status for name in PROJECTS} == {"unknown"}
    assert state.duties == {}
    assert state.orders["kopo-2020-1925-r"].status == "absent"


def test_why_names_order_and_clause_oldest_first() -> None:
    chain = replay(REGISTER, on("2021-06-01")).why(SITE)
    assert [(s.kind, s.order, s.clause, s.report) for s in chain] == [
        ("granted", "kopo-2020-1925-r", "2", None),
        ("terms_set", "kopo-2020-1925-r", "3", "interim"),
        ("terms_set", "kopo-2020-1925-r", "3", "final"),
    ]
    completed = replay(REGISTER, on("2021-06-01")).why(ENGINEERS)
    assert [(s.kind, s.day, s.source) for s in completed] == [
        ("opening", None, None),
        ("completed", on("2020-11-20"), "kopo-2020-1925-r/4.1"),
    ]
    assert replay(REGISTER, on("2020-11-19")).why(ENGINEERS) == ()


def test_why_of_a_report_and_of_an_item() -> None:
    day = on("2022-12-01")
    assert [s.report for s in replay(REGISTER, day).why(f"{SITE}/final")] == ["final"]
    assert [(s.kind, s.order, s.clause) for s in replay(REGISTER, day).why("loiro-2022/2.2")] == [
        ("approved", "loiro-2022-18", "1"),
        ("done", None, None),
        ("done", None, None),
        ("extended", None, None),
    ]


def test_road_map_is_in_force_through_the_appendix_its_approval_names() -> None:
    assert replay(REGISTER, on("2022-01-31")).roadmaps["loiro-2022"].status == "absent"
    plan = replay(REGISTER, on("2022-02-01")).roadmaps["loiro-2022"]
    assert (plan.status, basis(plan)) == ("in_force", ("loiro-2022-18", "1"))
    assert replay(REGISTER, on("2023-01-01")).roadmaps["loiro-2022"].lapsed


def test_consultants_of_the_appendix_stand_under_the_clause_that_refers_to_it() -> None:
    rows = assignments_on_day(
        replay(REGISTER, on("2022-03-01")), role="consultant", district="kirishi"
    )
    assert [(r.person, r.source, r.end) for r in rows] == [
        ("knyazeva-tb", "loiro-2022-18/2", on("2022-12-31"))
    ]
    assert assignments_on_day(replay(REGISTER, on("2023-01-01")), role="consultant") == ()
    assert assignments_on_day(replay(REGISTER, on("2022-01-31")), role="consultant") == ()


def test_items_of_the_road_map_with_what_happened_to_them() -> None:
    state = LEDGER.state(on("2022-10-15"))
    first, courses = items(state, "loiro-2022")
    assert [o.status(state.day) for o in first.occurrences] == ["done"]
    assert [(o.number, o.due, o.status(state.day)) for o in courses.occurrences] == [
        (1, on("2022-02-16"), "done"),
        (2, on("2022-04-20"), "done-late"),
        (3, on("2022-10-31"), "extended"),
        (4, on("2022-12-07"), "planned"),
    ]
    assert courses.occurrences[2].first == Window(on("2022-10-12"), on("2022-10-12"))


def test_unnumbered_clauses_of_328_make_duties_with_and_without_days() -> None:
    state = LEDGER.state(on("2021-06-02"))
    duties = {ref: d for ref, d in state.duties.items() if d.order == "vsevolozhsk-2021-328"}
    assert {ref: d.kind for ref, d in duties.items()} == {
        "vsevolozhsk-2021-328/1.2": "revision",
        "vsevolozhsk-2021-328/2.1": "instruction",
        "vsevolozhsk-2021-328/2.2": "instruction",
    }
    assert duties["vsevolozhsk-2021-328/1.2"].occurrences[0].window == Window(
        None, on("2021-05-15")
    )
    late = {ref for ref, d in duties.items() for o in d.occurrences if o.overdue(state.day)}
    assert "vsevolozhsk-2021-328/2.2" in late
    assert "vsevolozhsk-2021-328/2.1" not in late
    assert duties["vsevolozhsk-2021-328/2.2"].responsible[0].organisation == "vrmc"


def test_controllers_by_name_and_by_signature() -> None:
    state = LEDGER.state(on("2022-06-01"))
    assert [c.person for c in controllers(state, "kopo-2020-1925-r")] == ["vinokurov-mv"]
    (own,) = controllers(state, "vsevolozhsk-2021-328")
    assert (own.person, own.post, own.clause) == (
        "fedorenko-ip",
        "Председатель Комитета по образованию",
        "vsevolozhsk-2021-328/3",
    )
