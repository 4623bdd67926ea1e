"""A site from its application to the end, by the commands alone, in both languages.

The days and states were written down before the first run; the rules are those of `world`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from sites.world import Said, register


class Office:
    """Runs commands in a registry and keeps what they say."""

    def __init__(self, root: Path, capsys: Said, language: str) -> None:
        self.root, self.capsys, self.language = root, capsys, language

    def __call__(self, today: str, *words: str, fails: bool = False) -> str:
        options = ["-C", str(self.root), "--lang", self.language, "--no-cache", "--today", today]
        code = main([*options, *words])
        out, err = self.capsys.readouterr()
        assert (code != 0) is fails, out + err
        return out + err

    def asked(self, today: str, *words: str) -> Any:
        answer = self(today, *words, "--format", "json")
        return json.JSONDecoder().raw_decode(answer)[0]

    def site(self, today: str) -> Any:
        (found,) = self.asked(today, "sites")["rows"]
        return found

    def application(self, today: str) -> Any:
        agenda = self.asked(today, "council", "--on", today)
        (found,) = agenda["applications"] + agenda["waiting"]
        return found

    def chain(self, today: str, ref: str) -> list[str]:
        return [step["step"] for step in self.asked(today, "why", ref)["steps"]]


@pytest.fixture(params=["ru", "en"])
def office(request: Any, tmp_path: Path, capsys: Said) -> Office:
    return Office(register(tmp_path), capsys, request.param)


PAPERS = ("--paper", "application", "--paper", "program", "--paper", "council-extract")


def points(*numbers: int) -> list[str]:
    names = ("relevance", "novelty", "resources", "plan", "transfer")
    words = [f"{name}={n}" for name, n in zip(names, numbers, strict=True)]
    return [part for word in words for part in ("--score", word)]


def granted(office: Office) -> None:
    """From the application to the order: returned once, a third expert, then recommended."""
    new = ("--by", "school-1", "--theme", "Лаборатория чтения", "--number", "7")
    office("2026-01-15", "apply", "reading", *new, "--paper", "application")
    found = office.application("2026-01-15")
    assert (found["state"], found["missing"]) == ("incomplete", ["program", "council-extract"])
    office("2026-01-20", "apply", "reading", "--paper", "program", "--paper", "council-extract")
    found = office.application("2026-01-20")
    assert (found["state"], found["registered"]) == ("registered", "2026-01-20")
    office("2026-01-22", "review", "reading", "expert-1")
    office("2026-01-22", "review", "reading", "expert-2")
    assert office.application("2026-01-22")["state"] == "under_review"
    office(
        "2026-02-03",
        "review",
        "reading",
        "expert-1",
        *points(9, 9, 9, 9, 9),
        "--opinion",
        "support",
    )
    office(
        "2026-02-05", "review", "reading", "expert-2", *points(6, 6, 6, 6, 6), "--opinion", "revise"
    )
    assert office.application("2026-02-05")["third_needed"] is True
    office(
        "2026-02-10",
        "review",
        "reading",
        "expert-3",
        *points(9, 8, 8, 8, 8),
        "--opinion",
        "support",
    )
    # 45, 30, 41: the two closest are 45 and 41, their mean is 43.
    found = office.application("2026-02-10")
    assert (found["state"], found["mean_tenths"], found["passes"]) == ("reviewed", 430, True)
    meeting = ("--protocol", "council-1", "--number", "1", "--present", "10", "--vote", "9:0:1")
    office("2026-02-12", "decide", "reading", "revise", *meeting, "--until", "2026-02-20")
    assert office.application("2026-02-12")["state"] == "returned"
    office("2026-02-18", "apply", "reading", "--corrected")
    assert office.application("2026-02-18")["state"] == "reviewed"
    second = ("--protocol", "council-2", "--number", "2", "--vote", "10:0:0", "--to", "2027-12-31")
    office("2026-02-25", "decide", "reading", "recommend", *second)
    assert office.asked("2026-02-25", "sites")["rows"] == []
    office("2026-02-26", "council", "--draft", "kopo-2026-1", "--issuer", "kopo")
    # A draft grants nothing.
    assert office.site("2026-02-27")["state"] == "applied"
    office(
        "2026-03-01", "sign", "kopo-2026-1", "--number", "1-р", "--on", "2026-03-01", "--by", "head"
    )
    site = office.site("2026-03-01")
    assert (site["ref"], site["state"], site["to"]) == ("reading-site", "active", "2027-12-31")
    assert office.asked("2026-03-01", "council", "--on", "2026-03-01")["waiting"] == []


def test_from_application_to_completion(office: Office) -> None:
    granted(office)
    # 01.03.2026–31.05.2026 are 92 days, 01.06.2027–31.12.2027 are 214: reports of 2026, 2027, 2028.
    reports = office.site("2026-03-01")["reports"]
    assert [each["due"] for each in reports] == ["2026-06-10", "2027-06-10", "2028-06-10"]
    assert office.site("2026-05-26")["state"] == "active"
    assert office.site("2026-05-27")["state"] == "report_due"
    office("2026-06-08", "done", "reading-site/2026", "--on", "2026-06-08")
    assert office.site("2026-06-08")["state"] == "report_submitted"
    office("2026-06-15", "assess", "reading-site/2026", "remarks", "--until", "2026-07-01")
    site = office.site("2026-06-15")
    assert (site["state"], site["reports"][0]["due"]) == ("report_due", "2026-07-01")
    office("2026-06-29", "done", "reading-site/2026", "--on", "2026-06-29")
    office("2026-07-03", "assess", "reading-site/2026", "positive")
    assert office.site("2026-07-03")["state"] == "report_assessed"
    third = ("--protocol", "council-3", "--number", "3", "--vote", "9:0:0")
    office("2026-07-10", "decide", "reading-site/2026", "accept", *third)
    site = office.site("2026-07-10")
    assert (site["state"], site["reports"][0]["accepted"]) == ("active", "2026-07-10")
    office("2027-06-09", "done", "reading-site/2027", "--on", "2027-06-09")
    office("2027-06-20", "assess", "reading-site/2027", "positive")
    fourth = ("--protocol", "council-4", "--number", "4", "--vote", "9:0:0")
    office("2027-06-25", "decide", "reading-site/2027", "accept", *fourth)
    # 60 days before 31.12.2027 is 01.11.2027.
    assert office.site("2027-10-31")["proposals"] == []
    (proposal,) = office.site("2027-11-01")["proposals"]
    assert proposal["kind"] == "prolong_or_complete"
    fifth = ("--protocol", "council-5", "--number", "5", "--vote", "8:1:0")
    office("2027-11-20", "decide", "reading-site", "complete", *fifth)
    assert office.site("2027-11-20")["state"] == "active"
    office("2027-11-21", "council", "--draft", "kopo-2027-1")
    office("2027-12-20", "sign", "kopo-2027-1", "--number", "2-р", "--on", "2027-12-20")
    site = office.site("2027-12-20")
    assert (site["state"], site["by"]) == ("completed", "kopo-2027-1/1")
    assert office.chain("2027-12-20", "reading-site") == [
        "applied", "registered", "reviewed", "reviewed", "reviewed", "returned", "corrected",
        "recommended", "granted", "submitted", "assessed", "submitted", "assessed", "accepted",
        "submitted", "assessed", "accepted", "advised", "completed",
    ]  # fmt: skip
    assert "0 " in office("2027-12-20", "validate")


def test_from_application_to_early_end(office: Office) -> None:
    granted(office)
    site = office.site("2026-06-13")
    assert (site["state"], site["reports"][0]["days"]) == ("report_overdue", 3)
    (proposal,) = site["proposals"]
    assert (proposal["kind"], proposal["reason"]) == ("end_early", "no_report")
    assert proposal["reports"] == ["reading-site/2026"]
    meeting = ("--protocol", "council-3", "--number", "3", "--vote", "9:1:0")
    refused = office("2026-06-20", "decide", "reading-site", "end_early", *meeting, fails=True)
    assert "reason" in refused
    office("2026-06-20", "decide", "reading-site", "end_early", *meeting, "--reason", "no_report")
    # The council advises; only the order ends it.
    assert office.site("2026-06-25")["state"] == "report_overdue"
    office("2026-06-25", "council", "--draft", "kopo-2026-2", "--protocol", "council-3")
    office("2026-07-01", "sign", "kopo-2026-2", "--number", "5-р", "--on", "2026-07-01")
    site = office.site("2026-07-01")
    assert (site["state"], site["reason"], site["by"]) == (
        "ended_early",
        "no_report",
        "kopo-2026-2/1",
    )
    assert [each["state"] for each in site["reports"]] == ["cancelled"]
    assert office.asked("2026-07-01", "overdue")["rows"] == []
    assert office.chain("2026-07-01", "reading-site")[-3:] == ["granted", "advised", "terminated"]
    reason = {"ru": "отчёт не сдан", "en": "no report handed in"}[office.language]
    assert reason in office("2026-07-01", "sites")
    assert reason in office("2026-07-01", "why", "reading-site")


def test_a_rejected_application_stays(office: Office) -> None:
    new = ("--by", "school-1", "--theme", "Лаборатория чтения")
    office("2026-01-15", "apply", "reading", *new, *PAPERS)
    meeting = ("--protocol", "council-1", "--vote", "0:9:0")
    office(
        "2026-02-10", "decide", "reading", "reject", *meeting, "--words", "вне тематики программы"
    )
    assert office.asked("2026-03-01", "council", "--on", "2026-03-01")["waiting"] == []
    (row,) = office.asked("2026-03-01", "list", "applications")["rows"]
    assert row["state"]["status"] == "rejected"
    assert office.chain("2026-03-01", "reading") == ["applied", "registered", "rejected"]


def test_no_report_is_assessed_before_it_is_handed_in(office: Office) -> None:
    granted(office)
    said = office("2026-06-05", "assess", "reading-site/2026", "positive", fails=True)
    assert "innoreg done reading-site/2026" in said


def test_the_form_of_an_expert_goes_out_and_comes_back(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    new = ("--by", "school-1", "--theme", "=Лаборатория чтения")
    office("2026-01-15", "apply", "reading", *new, *PAPERS)
    form = tmp_path / "form.xlsx"
    office("2026-01-16", "review", "reading", "expert-1", "--form", str(form))
    book = load_workbook(form)
    sheet = book.worksheets[0]
    filled: dict[Any, Any] = {
        "relevance": 8,
        "novelty": 7,
        "resources": 9,
        "plan": 6,
        "transfer": 8,
    }
    filled |= {"opinion": "Поддержать", "conflict": "нет", "words": "Опыт готов к передаче."}
    for row in sheet.iter_rows(min_row=1):
        if row[0].value in filled:
            row[3].value = filled[row[0].value]
    book.save(form)
    office("2026-01-20", "review", "reading", "--from", str(form), "--on", "2026-01-20")
    (expert,) = office.application("2026-01-20")["experts"]
    assert (expert["expert"], expert["total_tenths"], expert["opinion"]) == (
        "expert-1",
        380,
        "support",
    )
    assert "38 (8+7+9+6+8)" in office("2026-01-20", "council")


def test_prolonged_by_the_commands(office: Office) -> None:
    granted(office)
    for year in ("2026", "2027"):
        report = f"reading-site/{year}"
        office(f"{year}-06-01", "done", report, "--on", f"{year}-06-01")
        office(f"{year}-06-10", "assess", report, "positive")
        office(f"{year}-06-20", "decide", report, "accept", "--protocol", f"council-{year}")
    meeting = ("--protocol", "council-9", "--vote", "9:0:0", "--to", "2029-12-31")
    office("2027-11-20", "decide", "reading-site", "prolong", *meeting)
    (waiting,) = office.asked("2027-11-21", "council")["unordered"]
    assert (waiting["decision"], waiting["to"]) == ("prolong", "2029-12-31")
    office("2027-11-21", "council", "--draft", "kopo-2027-3", "--commit", fails=True)
    office("2027-11-21", "council", "--draft", "kopo-2027-3")
    office("2027-12-01", "sign", "kopo-2027-3", "--number", "7-р", "--on", "2027-12-01")
    site = office.site("2027-12-01")
    assert (site["state"], site["to"], site["proposals"]) == ("prolonged", "2029-12-31", [])
    # Two more reporting years, and seven months of a third.
    assert [each["report"] for each in site["reports"]][-3:] == ["2028", "2029", "2030"]
    assert office.asked("2027-12-01", "council")["unordered"] == []
    text = office("2027-12-01", "render", "kopo-2027-3", "--draft")
    assert "Продлить срок действия статуса" in text


def test_the_drafts_are_orders_in_words(office: Office) -> None:
    granted(office)
    text = office("2026-03-01", "render", "kopo-2026-1", "--draft").replace("\u00a0", " ")
    assert "Присвоить статус «Региональная инновационная площадка»" in text
    assert "по теме «Лаборатория чтения»" in text
    meeting = ("--protocol", "council-3", "--reason", "negative_report")
    office("2026-03-02", "decide", "reading-site", "end_early", *meeting)
    office("2026-03-02", "council", "--draft", "kopo-2026-2")
    text = office("2026-03-02", "render", "kopo-2026-2", "--draft").replace("\u00a0", " ")
    assert "Прекратить действие статуса" in text
    assert "в связи с отрицательной оценкой отчёта" in text
