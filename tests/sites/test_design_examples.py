"""A31 to A41 of the design paper, each with its exact answer."""

from pathlib import Path

import pytest

from sites.world import (
    Said,
    answer,
    application,
    cells,
    granted,
    one_application,
    register,
    review,
    said,
    target,
    with_indicator,
)


@pytest.mark.parametrize(
    ("value", "light", "of_target"),
    [("200", "green", 1000), ("185", "yellow", 925), ("179", "red", 895)],
)
def test_a31_light_of_a_value(
    capsys: Said, tmp_path: Path, value: str, light: str, of_target: int
) -> None:
    rows = [f"luga;2020-12-01;{value};1000"]
    root = with_indicator(tmp_path, target("2020-12-31", "20"), rows)
    cell = cells(capsys, root, "2021-01-15", "luga")["2020-12-31"]
    assert (cell["value_tenths"], cell["light"]) == (int(value), light)
    assert cell["of_target_tenths"] == of_target
    word = {"green": "выполнено", "yellow": "почти выполнено", "red": "не выполнено"}[light]
    assert word in said(capsys, root, "2021-01-15", "indicators")


def test_a32_a_report_counts_for_one_checkpoint(capsys: Said, tmp_path: Path) -> None:
    targets = f"{target('2019-11-01', '65')}, {target('2019-11-15', '75')}"
    root = with_indicator(tmp_path, targets, [";2019-10-31;66;100"])
    found = cells(capsys, root, "2019-11-20", None)
    assert found["2019-11-01"]["light"] == "green"
    assert (found["2019-11-15"]["light"], found["2019-11-15"]["value_tenths"]) == ("grey", None)
    assert "нет данных" in said(capsys, root, "2019-11-20", "indicators")


def test_a33_no_target_is_interpolated(capsys: Said, tmp_path: Path) -> None:
    targets = f"{target('2019-12-31', '34')}, {target('2024-12-31', '70')}"
    root = with_indicator(tmp_path, targets, [";2022-12-20;51;100"])
    cell = cells(capsys, root, "2023-01-10", None, "--year", "2022")["2022-12-31"]
    assert (cell["target"], cell["value_tenths"], cell["light"]) == (None, 510, None)
    assert "51,0 %; цель –" in said(capsys, root, "2023-01-10", "indicators")


@pytest.mark.parametrize(("value", "light"), [("105", "yellow"), ("120", "red")])
def test_a34_down_is_the_other_way(capsys: Said, tmp_path: Path, value: str, light: str) -> None:
    rows = [f"luga;2020-12-01;{value};1000"]
    root = with_indicator(tmp_path, target("2020-12-31", "10"), rows, "down")
    assert cells(capsys, root, "2021-01-15", "luga")["2020-12-31"]["light"] == light


def test_a35_the_region_says_how_many_districts_it_sums_up(capsys: Said, tmp_path: Path) -> None:
    # 15 districts with 20 of 25 are 300 of 375; the sixteenth adds 0 of 25: 300 of 400.
    rows = [f"d-{n:02};2020-12-01;20;25" for n in range(1, 16)] + ["d-16;2020-12-01;0;25"]
    root = with_indicator(tmp_path, target("2020-12-31", "70"), rows, districts=18)
    cell = cells(capsys, root, "2021-01-15", None)["2020-12-31"]
    assert (cell["part"], cell["whole"], cell["value_tenths"]) == (300, 400, 750)
    assert (cell["of_districts"], cell["light"]) == (16, None)
    assert "75,0 %; по 16 из 18" in said(capsys, root, "2021-01-15", "indicators")


@pytest.mark.parametrize(
    ("date", "first"), [("2026-02-15", "2026-06-10"), ("2026-04-01", "2027-06-10")]
)
def test_a36_first_report_by_days_of_status(
    capsys: Said, tmp_path: Path, date: str, first: str
) -> None:
    root = granted(tmp_path, date)
    (site,) = answer(capsys, root, "2026-04-02", "sites")["rows"]
    assert site["reports"][0]["due"] == first
    rows = answer(capsys, root, "2026-04-02", "due", "--from", first, "--to", first)["rows"]
    # The reporting year that has just begun runs on that day, too.
    assert [row["ref"] for row in rows if row["due"] == first] == [f"site-1/{first[:4]}"]


@pytest.mark.parametrize(("way", "beside"), [("previous", "2028-06-09"), ("next", "2028-06-13")])
def test_a37_the_working_day_beside_a_day_off(
    capsys: Said, tmp_path: Path, way: str, beside: str
) -> None:
    committee = f'schema: 1\nname: "Комитет"\ntype: committee\nnonworking: {way}\n'
    root = granted(tmp_path, "2026-02-15", authorities__kopo=committee)
    days = ("--from", "2028-06-01", "--to", "2028-06-30")
    rows = answer(capsys, root, "2028-06-01", "due", *days)["rows"]
    (row,) = [each for each in rows if each["due"] == "2028-06-10"]
    assert (row["ref"], row["shown"]) == ("site-1/2028", beside)


def test_a38_handed_in_after_the_hour_and_not_at_all(capsys: Said, tmp_path: Path) -> None:
    events = '  - {event: done, on: "2026-06-10", report: "2026", time: "17:05"}\n'
    root = granted(tmp_path, "2026-02-15", events)
    (site,) = answer(capsys, root, "2026-06-11", "sites")["rows"]
    assert site["reports"][0]["after_time"] == "17:00"
    assert "сдан 10.06.2026, позже 17:00" in said(capsys, root, "2026-06-11", "sites")


def test_a38_one_day_overdue(capsys: Said, tmp_path: Path) -> None:
    root = granted(tmp_path, "2026-02-15")
    (site,) = answer(capsys, root, "2026-06-11", "sites")["rows"]
    assert (site["reports"][0]["state"], site["reports"][0]["days"]) == ("overdue", 1)
    assert "просрочено на 1 день" in said(capsys, root, "2026-06-11", "sites")


FIRST = review("expert-1", "2026-02-10", 8, 7, 9, 6, 8)
SECOND = review("expert-2", "2026-02-12", 7, 7, 8, 6, 7)


def test_a39_mean_of_two_experts(capsys: Said, tmp_path: Path) -> None:
    root = register(tmp_path, applications__one=application(reviews=[FIRST, SECOND]))
    found = one_application(capsys, root, "2026-02-20")
    assert [each["total_tenths"] for each in found["experts"]] == [380, 350]
    assert (found["mean_tenths"], found["spread_tenths"], found["passes"]) == (365, 30, True)
    assert found["state"] == "reviewed"
    text = said(capsys, root, "2026-02-20", "council", "--on", "2026-02-20")
    assert "36,5" in text
    assert "может быть рекомендована" in text


def test_a40_third_expert(capsys: Said, tmp_path: Path) -> None:
    two = [
        review("expert-1", "2026-02-10", 9, 9, 9, 9, 9),
        review("expert-2", "2026-02-12", 6, 6, 6, 6, 6),
    ]
    third = review("expert-3", "2026-02-16", 7, 6, 6, 6, 7)
    root = register(tmp_path, applications__one=application(reviews=[*two, third]))
    before = one_application(capsys, root, "2026-02-15")
    assert (before["state"], before["third_needed"]) == ("under_review", True)
    assert before["mean_tenths"] is None
    assert "нужен третий эксперт" in said(
        capsys, root, "2026-02-15", "council", "--on", "2026-02-15"
    )
    after = one_application(capsys, root, "2026-02-16")
    assert (after["mean_tenths"], after["passes"]) == (310, False)


def test_a41_out_of_the_window(capsys: Said, tmp_path: Path) -> None:
    root = register(tmp_path, applications__one=application("2026-02-03"))
    found = one_application(capsys, root, "2026-02-10")
    assert found["missing"] == []
    assert (found["state"], found["out_of_window"]) == ("applied", {"early": False, "days": 2})
    assert "вне срока приёма: позже на 2 дня" in said(capsys, root, "2026-02-10", "validate")


def test_a41_taken_once_a_reason_is_written(capsys: Said, tmp_path: Path) -> None:
    more = 'reason: "решение председателя Совета"\n'
    root = register(tmp_path, applications__one=application("2026-02-03", more=more))
    assert one_application(capsys, root, "2026-02-10")["state"] == "registered"
