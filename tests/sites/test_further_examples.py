"""Further examples of sites and indicators, worked out by hand before the first run."""

from fractions import Fraction
from pathlib import Path

import pytest

from innoreg.cli import main
from innoreg.ledger.expert_scores import combine_totals
from sites.world import (
    BASE,
    RULES,
    SITE,
    Said,
    answer,
    application,
    cells,
    grant,
    granted,
    one_application,
    order,
    register,
    review,
    said,
    target,
    with_indicator,
)
from support import tree


@pytest.mark.parametrize(
    ("totals", "mean", "used", "third"),
    [
        ((40, 30), "35", (0, 1), False),  # ten apart is not more than ten
        ((40, 29), None, (), True),
        ((45, 35, 25), "30", (1, 2), False),  # 10 and 10 apart: the lower two
        ((25, 35, 45), "30", (0, 1), False),  # in whatever order they came
        ((45, 30, 41), "43", (0, 2), False),
        ((38, 35, 20), "73/2", (0, 1), False),  # a third that was not needed and is far off
        ((38, 35, 33), "106/3", (0, 1, 2), False),
        ((38,), None, (), False),
    ],
)
def test_what_totals_come_to(
    totals: tuple[int, ...], mean: str | None, used: tuple[int, ...], third: bool
) -> None:
    found = combine_totals([Fraction(each) for each in totals], 2, Fraction(10))
    assert (found.mean, found.used) == (Fraction(mean) if mean else None, used)
    assert found.third_needed is third


def test_weights_count(capsys: Said, tmp_path: Path) -> None:
    # 2 × 8 + 7 + 9 + 0,5 × 6 + 8 = 43.
    rules = RULES.replace("relevance, max: 10", 'relevance, max: 10, weight: "2"').replace(
        "plan, max: 10", 'plan, max: 10, weight: "0,5"'
    )
    reviews = [review("expert-1", "2026-02-10", 8, 7, 9, 6, 8)]
    files = {"site_rules__regional_2026": rules, "applications__one": application(reviews=reviews)}
    root = register(tmp_path, **files)
    assert one_application(capsys, root, "2026-02-20")["experts"][0]["total_tenths"] == 430


def test_just_below_the_pass_mark_is_below(capsys: Said, tmp_path: Path) -> None:
    reviews = [
        review("expert-1", "2026-02-10", 7, 7, 7, 7, 7),
        review("expert-2", "2026-02-10", 7, 7, 7, 7, 6),
    ]
    root = register(tmp_path, applications__one=application(reviews=reviews))
    found = one_application(capsys, root, "2026-02-20")
    assert (found["mean_tenths"], found["passes"]) == (345, False)


@pytest.mark.parametrize(
    ("second", "left_out"),
    [
        (review("expert-2", "2026-02-10", 7, 7, 7, 7, 7, more=", conflict: true"), "conflict"),
        (review("insider", "2026-02-10", 7, 7, 7, 7, 7), "same_organisation"),
    ],
)
def test_who_does_not_count(capsys: Said, tmp_path: Path, second: str, left_out: str) -> None:
    reviews = [review("expert-1", "2026-02-10", 8, 8, 8, 8, 8), second]
    root = register(tmp_path, applications__one=application(reviews=reviews))
    found = one_application(capsys, root, "2026-02-20")
    assert [each["left_out"] for each in found["experts"]] == [None, left_out]
    assert (found["state"], found["mean_tenths"]) == ("under_review", None)
    assert "too-few-experts" in said(capsys, root, "2026-02-20", "validate")


@pytest.mark.parametrize(
    ("received", "out"),
    [
        ("2025-12-01", None),
        ("2025-12-31", None),
        ("2026-02-01", None),
        ("2026-02-02", {"early": False, "days": 1}),
        ("2025-11-15", {"early": True, "days": 16}),
    ],
)
def test_the_window_reaches_over_new_year(
    capsys: Said, tmp_path: Path, received: str, out: object
) -> None:
    root = register(tmp_path, applications__one=application(received))
    found = one_application(capsys, root, "2026-03-01")
    assert found["out_of_window"] == out
    assert found["state"] == ("applied" if out else "registered")


def test_registered_with_the_last_required_paper(capsys: Said, tmp_path: Path) -> None:
    papers = (
        '{id: application, on: "2026-01-10"}, {id: program, on: "2026-01-22"},'
        ' {id: council-extract, on: "2026-01-12"}, {id: founder-consent, on: "2026-01-30"}'
    )
    root = register(tmp_path, applications__one=application("2026-01-10", papers=papers))
    before = one_application(capsys, root, "2026-01-21")
    assert (before["state"], before["missing"]) == ("incomplete", ["program"])
    assert one_application(capsys, root, "2026-01-22")["registered"] == "2026-01-22"


@pytest.mark.parametrize(
    ("date", "first"),
    [
        ("2026-03-03", "2026-06-10"),  # 29 + 30 + 31 = 90 days to 31 May
        ("2026-03-04", "2027-06-10"),  # 89
    ],
)
def test_ninety_days_are_enough(capsys: Said, tmp_path: Path, date: str, first: str) -> None:
    root = granted(tmp_path, date)
    (site,) = answer(capsys, root, "2026-03-05", "sites")["rows"]
    assert site["reports"][0]["due"] == first


def test_terms_that_an_order_sets_stay_what_they_are(capsys: Said, tmp_path: Path) -> None:
    terms = (
        '{number: "2.", kind: set_terms, text: "Установить срок.", subjects: [site-1],'
        ' terms: [{report: final, deadline: "декабрь 2026 года"}]}'
    )
    files = {"sites__site_1": SITE, "orders__kopo_1": order("2026-02-15", grant(), terms)}
    root = register(tmp_path, **files)
    (site,) = answer(capsys, root, "2026-03-01", "sites")["rows"]
    assert [each["report"] for each in site["reports"]] == ["final"]


def test_rules_hold_for_what_was_granted_since(capsys: Said, tmp_path: Path) -> None:
    rules = RULES + 'from: "2026-02-16"\n'
    root = granted(tmp_path, "2026-02-15", site_rules__regional_2026=rules)
    (site,) = answer(capsys, root, "2026-03-01", "sites")["rows"]
    assert (site["rules"], site["reports"]) == (None, [])


def test_what_was_so_before_the_register_owes_no_yearly_report(
    capsys: Said, tmp_path: Path
) -> None:
    opening = 'opening: {from: "2020-01-01", basis: "из старого реестра"}\n'
    root = register(tmp_path, sites__site_1=SITE + opening)
    (site,) = answer(capsys, root, "2026-03-01", "sites")["rows"]
    assert (site["state"], site["reports"]) == ("active", [])


def test_prolonged_by_an_order_another_report_follows(capsys: Said, tmp_path: Path) -> None:
    extend = '{number: "1.", kind: extend, text: "Продлить.", subjects: [site-1], to: "2029-12-31"}'
    events = "".join(
        f'  - {{event: done, on: "{y}-06-01", report: "{y}"}}\n' for y in (2026, 2027, 2028)
    )
    root = granted(
        tmp_path, "2026-02-15", events, orders__kopo_2=order("2028-11-01", extend, number="2")
    )
    (before,) = answer(capsys, root, "2028-10-31", "sites")["rows"]
    (after,) = answer(capsys, root, "2028-11-01", "sites")["rows"]
    assert [each["report"] for each in before["reports"]][-1] == "2029"
    # 01.06.2029–31.12.2029 are 214 days.
    assert [each["report"] for each in after["reports"]][-1] == "2030"


@pytest.mark.parametrize(
    ("on", "time", "days", "after"),
    [
        ("2026-06-10", "17:00", None, None),
        ("2026-06-10", "17:01", None, "17:00"),
        ("2026-06-09", "23:59", None, None),
        ("2026-06-12", "09:00", 2, None),
    ],
)
def test_in_time_and_late(
    capsys: Said, tmp_path: Path, on: str, time: str, days: int | None, after: str | None
) -> None:
    events = f'  - {{event: done, on: "{on}", report: "2026", time: "{time}"}}\n'
    root = granted(tmp_path, "2026-02-15", events)
    (site,) = answer(capsys, root, "2026-06-15", "sites")["rows"]
    assert (site["reports"][0]["days"], site["reports"][0]["after_time"]) == (days, after)


def test_two_negative_assessments_are_a_proposal_and_no_status(
    capsys: Said, tmp_path: Path
) -> None:
    events = "".join(
        f'  - {{event: done, on: "{y}-06-05", report: "{y}"}}\n'
        f'  - {{event: assessed, on: "{y}-06-20", report: "{y}", outcome: negative}}\n'
        for y in (2026, 2027)
    )
    root = granted(tmp_path, "2026-02-15", events)
    (one,) = answer(capsys, root, "2026-07-01", "sites")["rows"]
    (two,) = answer(capsys, root, "2027-07-01", "sites")["rows"]
    assert one["proposals"] == []
    assert two["proposals"] == [
        {
            "kind": "end_early",
            "reason": "negative_report",
            "reports": ["site-1/2026", "site-1/2027"],
        }
    ]
    assert two["status"] == "active"


def test_a_term_over_without_an_order_is_lapsed_and_not_ended(capsys: Said, tmp_path: Path) -> None:
    root = granted(tmp_path, "2026-02-15", to="2026-04-30")
    (site,) = answer(capsys, root, "2026-05-01", "sites")["rows"]
    assert (site["state"], site["status"]) == ("term_lapsed", "active")
    assert site["proposals"][0]["kind"] == "prolong_or_complete"


def test_a_repealed_grant_owes_nothing(capsys: Said, tmp_path: Path) -> None:
    repeal = '{number: "1.", kind: repeal, text: "Отменить.", subjects: [kopo-1]}'
    files = {"orders__kopo_2": order("2026-04-01", repeal, number="2")}
    root = granted(tmp_path, "2026-02-15", **files)
    (site,) = answer(capsys, root, "2026-07-01", "sites")["rows"]
    assert (site["state"], site["reports"]) == ("repealed", [])


def test_a_districts_own_target_wins(capsys: Said, tmp_path: Path) -> None:
    targets = f"{target('2021-12-31', '25')}, {target('2021-12-31', '30', 'd-02')}"
    rows = ["d-01;2021-12-01;27;100", "d-02;2021-12-01;27;100"]
    root = with_indicator(tmp_path, targets, rows, districts=2)
    first, second, region = (
        cells(capsys, root, "2022-01-10", place)["2021-12-31"] for place in ("d-01", "d-02", None)
    )
    assert (first["target"], first["light"]) == (25, "green")
    # 100 × 27 = 2700 = 90 × 30: yellow, at the border.
    assert (second["target"], second["light"]) == (30, "yellow")
    assert (region["part"], region["whole"], region["light"]) == (54, 200, "green")


def test_the_day_of_the_checkpoint_belongs_to_it(capsys: Said, tmp_path: Path) -> None:
    targets = f"{target('2019-12-31', '16')}, {target('2020-12-31', '20')}"
    rows = ["luga;2019-12-31;17;100", "luga;2020-01-01;18;100", "luga;2020-03-01;19;100"]
    root = with_indicator(tmp_path, targets, rows)
    found = cells(capsys, root, "2020-04-01", "luga")
    assert [found[on]["value_tenths"] for on in sorted(found)] == [170, 190]
    # On an earlier day the later report is not known yet.
    early = cells(capsys, root, "2020-02-01", "luga")
    assert early["2020-12-31"]["value_tenths"] == 180


def test_a_report_after_the_last_checkpoint_of_a_year_is_shown_at_its_end(
    capsys: Said, tmp_path: Path
) -> None:
    root = with_indicator(tmp_path, target("2019-11-15", "75"), [";2019-12-10;76;100"])
    found = cells(capsys, root, "2020-01-10", None)
    assert (found["2019-11-15"]["light"], found["2019-12-31"]["value_tenths"]) == ("grey", 760)
    assert found["2019-12-31"]["light"] is None


def test_people_add_up_and_points_do_not(capsys: Said, tmp_path: Path) -> None:
    for unit, part in (("people", 25), ("points", None)):
        folder = tmp_path / unit
        folder.mkdir()
        rows = ["d-01;2020-12-01;10;", "d-02;2020-12-01;15;"]
        root = with_indicator(folder, target("2020-12-31", "20"), rows, districts=2)
        file = root / "data/indicators/share.yaml"
        text = file.read_text("utf-8").replace("unit: percent", f"unit: {unit}")
        file.write_text(text, "utf-8")
        assert cells(capsys, root, "2021-01-10", None)["2020-12-31"]["part"] == part


def test_a_line_that_cannot_be_read_is_said(capsys: Said, tmp_path: Path) -> None:
    root = with_indicator(tmp_path, target("2020-12-31", "20"), ["luga;2020-12-01;двадцать;100"])
    assert "1 строка не читается" in said(capsys, root, "2021-01-10", "indicators")


def test_coverage_is_computed_by_district(capsys: Said, tmp_path: Path) -> None:
    """Two of three schools on the list have a pair: 66,7 %, by the formula of mentoring."""
    listed = ", ".join(f"{{school: s-{n}}}" for n in (1, 2, 3))
    files = {
        **BASE,
        "indicators/cover.yaml": 'schema: 1\ntitle: "Охват"\nunit: percent\ncompute: coverage\n'
        f"targets: [{target('2026-12-31', '70')}]\n",
        "orders/kopo-1.yaml": order(
            "2026-01-20",
            '{number: "1.", kind: list, flag: low_results, appendix: "1", text: "Утвердить перечень."}',
            '{number: "2.", kind: assign_pairs, text: "Закрепить.", subjects: [pair-1, pair-2]}',
            more=f'appendices: [{{number: "1", kind: schools, rows: [{listed}]}}]\n',
        ),
    }
    for n in (1, 2, 3, 4):
        files[f"schools/s-{n}.yaml"] = (
            f'schema: 1\nname: "Школа {n}"\ntype: school\ndistrict: luga\n'
        )
    for n in (1, 2):
        files[f"pairs/pair-{n}.yaml"] = (
            f"schema: 1\nlevel: school\nmentors: [{{school: s-4}}]\nmentees: [{{school: s-{n}}}]\n"
        )
    root = tree(tmp_path, files)
    for place in ("luga", None):
        cell = cells(capsys, root, "2027-01-10", place)["2026-12-31"]
        assert (cell["part"], cell["whole"], cell["value_tenths"]) == (2, 3, 667)
        # 66,7 of 70 are 95,2 % of the target.
        assert (cell["light"], cell["of_target_tenths"]) == ("yellow", 952)
    # Of a day to come nothing is known.
    assert cells(capsys, root, "2026-06-01", "luga")["2026-12-31"]["light"] == "grey"


def test_a_decision_of_a_council_changes_no_status(capsys: Said, tmp_path: Path) -> None:
    protocol = (
        'schema: 1\ncouncil: council\nnumber: "4"\non: "2026-05-20"\n'
        'decisions: [{subject: site-1, decision: prolong, to: "2030-12-31"}]\n'
    )
    root = granted(tmp_path, "2026-02-15", protocols__council_4=protocol)
    (site,) = answer(capsys, root, "2026-05-21", "sites")["rows"]
    assert (site["state"], site["to"]) == ("active", "2028-12-31")
    (waiting,) = answer(capsys, root, "2026-05-21", "council")["unordered"]
    assert (waiting["subject"], waiting["decision"], waiting["to"]) == (
        "site-1", "prolong", "2030-12-31",
    )  # fmt: skip
    assert "совет рекомендует: продлить статус" in said(capsys, root, "2026-05-21", "why", "site-1")


def test_an_expert_who_does_not_answer_in_time(capsys: Said, tmp_path: Path) -> None:
    # Asked on 20.01.2026 with 30 days: until 19.02; on the 22nd three days late.
    reviews = ['  - {expert: expert-1, asked: "2026-01-20"}\n']
    root = register(tmp_path, applications__one=application(reviews=reviews))
    for day, late in (("2026-02-19", 0), ("2026-02-22", 3)):
        assert one_application(capsys, root, day)["experts"][0]["late"] == late
    assert "ещё не ответил, просрочено на 3 дня" in said(capsys, root, "2026-02-22", "council")


def test_interim_results_and_corrections_of_another_body_fit_the_same_records(
    capsys: Said, tmp_path: Path
) -> None:
    """As № 328: results of appendix 1 approved, a corrected programme asked of appendix 2."""
    first = order(
        "2020-09-01",
        '{number: "1.", kind: grant, text: "Присвоить.", subjects: [site-1, site-2]}',
        '{number: "2.", kind: set_terms, text: "Сроки.", subjects: [site-1, site-2],'
        ' terms: [{report: interim, deadline: "до 1 апреля 2021 года"}]}',
    )
    second = order(
        "2021-04-26",
        '{number: "1.", kind: accept_results, text: "Одобрить.", report: interim, appendix: "1"}',
        '{number: "2.", kind: return_for_revision, text: "Представить.", appendix: "2",'
        ' deadline: "до 15 мая 2021 года"}',
        number="328",
        more='appendices: [{number: "1", kind: sites, sites: [site-1]},'
        ' {number: "2", kind: sites, sites: [site-2]}]\n',
    )
    site = SITE.replace("type: regional", "type: municipal")
    handed = 'events:\n  - {event: done, on: "2021-03-30", report: interim}\n'
    root = register(
        tmp_path,
        sites__site_1=site + handed,
        sites__site_2=site.replace("school-1", "school-2") + handed,
        orders__one=first,
        orders__two=second,
    )
    one, two = answer(capsys, root, "2021-05-01", "sites")["rows"]
    assert (one["state"], one["reports"][0]["state"]) == ("active", "accepted")
    assert (two["state"], two["reports"][0]["state"]) == ("report_overdue", "overdue")
    (row,) = answer(
        capsys, root, "2021-05-01", "due", "--from", "2021-05-01", "--to", "2021-05-31"
    )["rows"]
    assert (row["ref"], row["due"]) == ("two/2", "2021-05-15")


def test_the_hour_by_command(capsys: Said, tmp_path: Path) -> None:
    root = granted(tmp_path, "2026-02-15")
    options = ["-C", str(root), "--today", "2026-06-10", "done", "site-1/2026"]
    assert main([*options, "--time", "25:00"]) == 1
    assert main([*options, "--time", "17:05"]) == 0
    capsys.readouterr()
    (site,) = answer(capsys, root, "2026-06-11", "sites")["rows"]
    assert site["reports"][0]["after_time"] == "17:00"


def test_values_follow_their_indicator_and_their_district(capsys: Said, tmp_path: Path) -> None:
    root = with_indicator(tmp_path, target("2020-12-31", "20"), ["luga;2020-12-01;30;100"])
    assert main(["-C", str(root), "rename", "share", "covered"]) == 0
    assert main(["-C", str(root), "rename", "luga", "luzhsky"]) == 0
    capsys.readouterr()
    assert not (root / "data/indicators/share.csv").exists()
    assert cells(capsys, root, "2021-01-10", "luzhsky")["2020-12-31"]["value_tenths"] == 300


def test_one_district_of_four_is_not_the_region(capsys: Said, tmp_path: Path) -> None:
    root = with_indicator(
        tmp_path, target("2020-12-31", "20"), ["d-01;2020-12-01;30;100"], districts=4
    )
    cell = cells(capsys, root, "2021-01-10", None)["2020-12-31"]
    assert (cell["of_districts"], cell["light"]) == (1, None)
    assert "30,0 %; по 1 из 4" in said(capsys, root, "2021-01-10", "indicators")
