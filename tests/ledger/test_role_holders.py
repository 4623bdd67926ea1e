"""Who holds which role, and everything about one district, person or school."""

from innoreg.ledger import assignments_on_day, holders, people, replay
from innoreg.ledger.district_mentoring import mentoring_by_district
from innoreg.ledger.profile import Profiles
from innoreg.model.party import Party
from ledger.registers import on, order
from ledger.small import GRANT, after, small


def appoint(person: str, *scope: str, role: str = "consultant", **fields: str) -> dict[str, object]:
    return {"person": person, "role": role, "scope": scope, "program": "mentoring", **fields}


def appointing(day: str, *rows: dict[str, object]) -> dict[str, object]:
    return order(day, {"kind": "appoint", "number": "1", "assignments": rows})


def test_a_later_consultant_of_a_district_ends_the_earlier_one_there_only() -> None:
    orders = {
        "a": appointing("2021-02-01", appoint("ivanova", "luga", "tosno")),
        "b": appointing("2022-02-01", appoint("petrova", "luga")),
    }
    state = after("2022-03-01", orders)
    rows = [(r.person, r.scope, r.start, r.end) for r in state.assignments]
    assert sorted(rows, key=str) == sorted(
        [
            ("ivanova", ("tosno",), on("2021-02-01"), None),
            ("ivanova", ("luga",), on("2021-02-01"), on("2022-01-31")),
            ("petrova", ("luga",), on("2022-02-01"), None),
        ],
        key=str,
    )
    assert [r.person for r in assignments_on_day(state, district="luga")] == ["petrova"]


def test_curators_of_one_school_may_be_several() -> None:
    orders = {
        "a": appointing("2021-02-01", appoint("ivanova", "luga-1", role="school_curator")),
        "b": appointing("2022-02-01", appoint("petrova", "luga-1", role="school_curator")),
    }
    found = assignments_on_day(
        replay(small(orders), on("2022-03-01")), role="school_curator", district="luga"
    )
    assert [row.person for row in found] == ["ivanova", "petrova"]


def test_an_opening_holds_until_an_order_names_another_supervisor() -> None:
    row = {"person": "sidorov", "role": "supervisor", "basis": "Письмо 2019 года"}
    programs = {"mentoring": {"title": "Наставничество", "assignments": [row]}}
    orders = {"a": appointing("2022-02-01", appoint("ivanova", role="supervisor"))}
    registry = small(orders, programs=programs)
    assert [
        [
            (r.person, r.basis)
            for r in assignments_on_day(replay(registry, on(day)), role="supervisor")
        ]
        for day in ("2000-01-01", "2022-01-31", "2022-02-01")
    ] == [[("sidorov", "Письмо 2019 года")], [("sidorov", "Письмо 2019 года")], [("ivanova", None)]]


def test_the_people_behind_a_group_are_those_of_the_window() -> None:
    orders = {
        "a": appointing("2021-02-01", appoint("ivanova", "luga", to="2021-12-31")),
        "b": appointing("2022-02-01", appoint("petrova", "luga"), appoint("sidorov", "tosno")),
    }
    state = after("2022-03-01", orders)
    group = Party(role="consultant", text="научные консультанты районов")
    assert people(state, group, "mentoring", on("2021-03-01"), on("2021-03-31")) == ("ivanova",)
    assert people(state, group, "mentoring", None, on("2022-03-31")) == (
        "ivanova",
        "petrova",
        "sidorov",
    )
    assert people(state, group, "program/mentoring", on("2022-03-01"), on("2022-03-31")) == (
        "petrova",
        "sidorov",
    )
    assert people(state, group, "another", on("2022-03-01"), on("2022-03-31")) == ()
    of_tosno = Party(role="consultant", district="tosno")
    (row,) = holders(state, of_tosno, "mentoring", on("2022-03-01"), on("2022-03-31"))
    assert (row.person, row.source) == ("sidorov", "b/1")
    named = Party(person="ivanova", text="Иванова")
    assert people(state, named, None, None, on("2022-03-31")) == ("ivanova",)
    by_kind, unknown = Party(person="person/ivanova"), Party(person="nobody")
    assert people(state, by_kind, None, None, on("2022-03-31")) == ("ivanova",)
    assert people(state, unknown, None, None, on("2022-03-31")) == ("nobody",)
    assert people(state, Party(text="Руководители школ"), None, None, on("2022-03-31")) == ()


def everything() -> dict[str, dict[str, object]]:
    terms = [{"report": "final", "deadline": "до 30 ноября 2022 года"}]
    return {
        "a": order(
            "2022-02-01",
            GRANT,
            {"kind": "set_terms", "number": "2", "subjects": ["site"], "terms": terms},
            {"kind": "assign_pairs", "number": "3", "subjects": ["pair"]},
            {"kind": "instruct", "number": "4", "addressees": [{"role": "consultant"}],
             "deadline": "до 1 мая 2022 года"},
            {"kind": "instruct", "number": "5", "addressees": [{"district": "tosno"}]},
        ),
        "b": appointing("2022-02-01", appoint("ivanova", "luga"), appoint("petrova", "tosno")),
    }  # fmt: skip


def test_about_a_district() -> None:
    state = after("2022-03-01", everything())
    luga, tosno = Profiles(state).district("luga"), Profiles(state).district("district/tosno")
    assert [s.ref for s in luga.sites] == ["site"]
    assert [p.ref for p in luga.pairs] == ["pair"]
    assert [r.person for r in luga.consultants] == ["ivanova"]
    assert [d.ref for d in luga.duties] == ["site/final"]
    assert luga.schools == ("luga-1", "luga-2")
    assert (tosno.sites, tosno.pairs) == ((), ())
    assert [d.ref for d in tosno.duties] == ["a/5"]
    assert [r.person for r in tosno.consultants] == ["petrova"]


def test_about_a_school() -> None:
    state = after("2022-03-01", everything())
    mentor, mentee = Profiles(state).school("luga-1"), Profiles(state).school("luga-2")
    assert ([s.ref for s in mentor.sites], [p.ref for p in mentor.pairs]) == (["site"], ["pair"])
    assert ([s.ref for s in mentee.sites], [p.ref for p in mentee.pairs]) == ([], ["pair"])
    assert [r.person for r in mentee.consultants] == ["ivanova"]
    assert [d.ref for d in mentor.duties] == ["site/final"]


def test_about_a_person() -> None:
    state = after("2022-03-01", everything())
    about = Profiles(state).person("person/ivanova")
    assert [(r.role, r.scope) for r in about.assignments] == [("consultant", ("luga",))]
    assert [d.ref for d in about.duties] == ["a/4"]
    assert [(s.kind, s.source) for s in state.why("ivanova")] == [("appointed", "b/1")]
    assert Profiles(state).person("sidorov").duties == ()


def test_low_results_schools_without_a_mentor_by_district() -> None:
    state = after("2022-03-01", everything())
    luga, tosno = mentoring_by_district(state)
    assert (luga.district, luga.low_results, luga.unmentored) == ("luga", ("luga-2",), ())
    assert (tosno.district, tosno.low_results, tosno.unmentored) == (
        "tosno",
        ("tosno-1",),
        ("tosno-1",),
    )
    assert luga.several == ()


def test_the_list_and_the_pair_count_only_in_their_days() -> None:
    registry = small(everything())
    assert [d.unmentored for d in mentoring_by_district(replay(registry, on("2022-07-01")))] == [
        ("luga-2",),
        ("tosno-1",),
    ]
    assert mentoring_by_district(replay(registry, on("2023-01-01"))) == ()


def test_mentors_who_carry_several_pairs() -> None:
    people_ = {
        "teacher-2": {
            "name": "teacher-2",
            "positions": [{"title": "учитель", "organisation": "tosno-1"}],
        }
    }
    pairs = {
        name: {
            "level": "teacher",
            "mentors": [{"person": "ivanova", "school": "luga-1"}],
            "mentees": [{"person": mentee}],
        }
        for name, mentee in (("one", "teacher-1"), ("two", "teacher-2"))
    }
    assign = {"kind": "assign_pairs", "number": "1", "subjects": ["one", "two"]}
    state = after("2022-03-01", {"a": order("2022-02-01", assign)}, pairs=pairs, people=people_)
    luga, tosno = mentoring_by_district(state)
    assert [(load.mentor, load.pairs) for load in luga.several] == [("ivanova", ("one", "two"))]
    assert tosno.unmentored == ()
