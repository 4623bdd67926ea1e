"""Recording events: what appears in the file, what is refused, and with which next step."""

import json
import subprocess
from pathlib import Path

import pytest

from changing import bytes_of, copied, errors, run, statuses
from innoreg.cli import main
from support import roadmap, tree

PLAN = roadmap(
    "1. | до 1 марта | Один срок",
    "2. | 16.02; 20.04; 12.10 | Три срока",
    "3. | постоянно | Всегда",
    "4. | по мере поступления средств из бюджета | Непонятно когда",
    "5. | до 1 июня | Оба района | addressees: [luga, tosno]",
)
DISTRICT = 'schema: 1\nname: "{0} район"\nshort_name: "{0}"\ntype: municipal_district\n'
ORDER = """\
schema: 1
issuer: comm
order_kind: "Приказ"
number: "1"
date: "2022-01-20"
title: "О сроках"
clauses:
  - number: "1."
    kind: instruct
    text: "Школам провести день открытых дверей до 1 апреля."
    deadline: "до 1 апреля"
  - number: "2."
    kind: take_note
    text: "Принять к сведению отчёт."
  - number: "4."
    kind: amend
    text: "Внести в план изменения."
  - number: "5."
    kind: approve
    text: "Утвердить план."
    subjects: [plan]
  - number: "6."
    kind: extend
    text: "Продлить действие статуса."
    subjects: [site-1]
    to: "2023-05-31"
  - number: "3."
    kind: set_terms
    text: "Установить сроки."
    subjects: [site-1]
    terms:
      - report: interim
        deadline: "до 15 мая 2022 года"
"""
FILES = {
    "roadmaps/plan.yaml": PLAN,
    "orders/order-1.yaml": ORDER,
    "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
    "schools/school-1.yaml": 'schema: 1\nname: "Школа № 1"\ntype: school\n',
    "sites/site-1.yaml": 'schema: 1\ntype: regional\norganisations: [school-1]\ntheme: "Тема"\n',
    "districts/luga.yaml": DISTRICT.format("Лужский"),
    "districts/tosno.yaml": DISTRICT.format("Тосненский"),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOREG_LANG", "en")
    monkeypatch.setenv("INNOREG_TODAY", "2022-12-01")
    return tree(tmp_path, FILES)


def said(root: Path, words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["-C", str(root), *words.split("|")])
    answer = capsys.readouterr()
    return code, answer.out, answer.err


def did(root: Path, *commands: str) -> None:
    for command in commands:
        assert main(["-C", str(root), *command.split("|")]) == 0


def test_done_extended_cancelled_reopened_and_the_status_that_follows(root: Path) -> None:
    assert statuses(root, "plan/1") == ["overdue"]
    did(root, "extend|plan/1|--to|до 20 декабря|--basis|order-1/4")
    assert statuses(root, "plan/1") == ["extended"]
    did(root, "done|plan/1|--on|01.11.2022|--evidence|Протокол № 3")
    assert statuses(root, "plan/1") == ["done"]
    did(root, "reopen|plan/1|--reason|протокол не подписан")
    assert statuses(root, "plan/1") == ["extended"]
    did(root, "cancel|plan/1|--basis|order-1/4|--on|2022-12-01")
    assert statuses(root, "plan/1") == ["cancelled"]
    assert errors(root) == []


def test_one_of_several_days(root: Path) -> None:
    did(root, "done|plan/2|--on|2022-04-20|--occurrence|2")
    assert statuses(root, "plan/2") == ["overdue", "done", "overdue"]
    did(root, "cancel|plan/2|--reason|отменено|--on|2022-05-01")
    assert statuses(root, "plan/2") == ["cancelled", "done", "cancelled"]
    did(root, "reopen|plan/2|--occurrence|3")
    assert statuses(root, "plan/2") == ["cancelled", "done", "overdue"]


def test_what_is_cancelled_as_a_whole_is_one_event(root: Path) -> None:
    did(root, "cancel|plan/2|--reason|отменено")
    assert (root / "data/roadmaps/plan.yaml").read_text("utf-8").count("event: cancelled") == 1
    assert statuses(root, "plan/2") == ["cancelled"] * 3
    did(root, "reopen|plan/2")
    assert statuses(root, "plan/2") == ["overdue"] * 3


def test_each_addressee_reports_for_itself(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(root, "done|plan/5|--on|2022-05-30|--for|luga")
    assert statuses(root, "plan/5") == ["overdue"]
    assert said(root, "done|plan/5|--on|2022-06-01|--for|district/luga", capsys)[0] == 1
    did(root, "done|plan/5|--on|2022-05-31|--for|district/tosno")
    assert statuses(root, "plan/5") == ["done"]
    assert errors(root) == []


def test_done_for_all_names_those_who_have_not_reported(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|plan/5|--on|2022-05-30|--for|luga")
    code, _out, err = said(root, "done|plan/5|--on|2022-05-31", capsys)
    assert (code, statuses(root, "plan/5")) == (0, ["done"])
    assert "have not reported: tosno" in err


def test_clauses_and_reports_of_sites_have_events_too(root: Path) -> None:
    did(root, "done|order-1/1|--on|2022-03-30", "done|site-1/interim|--on|2022-05-20")
    assert statuses(root, "order-1/1") == ["done"]
    assert statuses(root, "site-1/interim") == ["done-late"]
    assert "report: interim" in (root / "data/sites/site-1.yaml").read_text("utf-8")
    assert errors(root) == []


def test_what_has_no_date_can_still_be_done(root: Path) -> None:
    did(root, "done|plan/4|--on|2022-05-30", "done|plan/3|--on|2022-05-30")
    assert statuses(root, "plan/4") == ["done"]
    assert statuses(root, "plan/3") == ["done"]


REFUSED = [
    ("done|plan/2|--on|2022-04-20", "plan/2 has 3 days", "1 (2022-02-16), 2 (2022-04-20), 3 ("),
    ("done|plan/2|--on|2022-04-20|--occurrence|4", "no occurrence 4, only 3", "it may be: 1 (2022"),
    ("done|plan/1|--on|2022-02-01", "plan/1 was done on 2022-02-20 already", "innoreg reopen plan"),
    (
        "cancel|plan/1|--reason|нет",
        "plan/1 was done on 2022-02-20 already",
        "innoreg reopen plan/1",
    ),
    ("extend|plan/1|--to|до 1 мая|--basis|order-1", "was done on 2022-02-20", "innoreg reopen"),
    ("reopen|plan/2", "plan/2 is open", "innoreg show plan/2"),
    ("reopen|plan/1|--on|2022-02-10", "2022-02-10 is too early", "innoreg show plan/1"),
    ("done|plan/5|--on|2022-05-01|--for|school-1", "“school-1” is no addressee", "luga, tosno"),
    ("done|plan/3|--on|2022-05-01|--for|luga", "“luga” is no addressee", "leave out --for"),
    ("extend|plan/2|--occurrence|1|--to|как-нибудь|--basis|order-1", "not understood", "до 1 июля"),
    ("extend|plan/5|--to|до 1 мая|--basis|order-9/1", "“order-9/1”", "innoreg list orders"),
    ("extend|plan/5|--to|до 1 мая|--basis|plan/1", "no order or clause", "order/clause"),
    ("extend|plan/4|--to|до 1 мая|--basis|order-1", "has no term", "windows:"),
    (
        "done|order-1/1|--on|2022-01-19|--force",
        "2022-01-19 is before the document",
        "correct the day",
    ),
    ("extend|plan/5|--to|до 1 июля|--basis|order-1/5", "order-1/5 moves no term", "amend, extend"),
    ("extend|plan/5|--to|до 1 июля|--basis|order-1/1", "order-1/1 moves no term", "show order-1"),
    (
        "extend|plan/5|--to|до 1 июля|--basis|order-1/6",
        "about something else than plan/5",
        "order-1/6",
    ),
    ("cancel|plan/5|--basis|order-1/6", "order-1/6 takes nothing off control", "terminate"),
    ("done|plan/5|plan/3|plan/1|--all|--on|2022-05-01", "plan/1 was done", "reopen"),
    ("done|plan/5|plan/5|--all|--on|2022-05-01", "plan/5 is named twice", "once"),
    ("done|plan|--on|2022-05-01", "not of “plan”", "plan/1"),
    ("done|site-1|--on|2022-05-01", "not of “site-1”", "site-1/interim or site-1/final"),
    ("done|site-1/final|--on|2022-05-01", "no order asks for the report", "set_terms"),
    ("done|school-1|--on|2022-05-01", "not of “school-1”", "clause of an order"),
    ("done|order-1/2|--on|2022-05-01", "demands nothing of anybody (take_note)", "show order-1"),
    ("done|order-1/3|--on|2022-05-01", "sets the terms of reports", "site-1/interim"),
    ("cancel|plan/5|--reason|тел. +7 921 123-45-67", "that would be wrong", "nothing was written"),
]


@pytest.mark.parametrize(("words", "message", "hint"), REFUSED, ids=[w for w, _m, _h in REFUSED])
def test_a_refusal_says_why_and_what_to_do_and_changes_nothing(
    root: Path, words: str, message: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|plan/1|--on|2022-02-20")
    before = bytes_of(root)
    capsys.readouterr()
    code, out, err = said(root, words, capsys)
    assert (code, out) == (1, "")
    complaint, _arrow, advice = err.partition("→")
    assert message in complaint
    assert hint in advice
    assert bytes_of(root) == before


def test_wrong_usage_is_told_apart(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(root, "done|plan/9|--on|2022-02-20", capsys)[0] == 2
    assert said(root, "done|plan/1|--on|завтра", capsys)[0] == 2
    assert said(root, "done", capsys)[0] == 2
    assert said(root, "done|plan/1|plan/2|--occurrence|1", capsys)[0] == 2
    assert said(root, "done|plan/2 (1/3)|--occurrence|2", capsys)[0] == 2
    assert said(root, "cancel|plan/1", capsys)[0] == 2
    assert said(root, "done|plan/1|--on|2022-02-20|--occurrence|0", capsys)[0] == 2
    code, _out, err = said(root, "done|plan/1|--on|2022-02-20|--rev|HEAD", capsys)
    assert (code, "--rev does not fit" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("done|plan/1|--on|2022-12-02", "2022-12-02 lies in the future: today is 2022-12-01"),
        ("done|plan/3|--on|2021-12-31", "2021-12-31 is before the document itself (2022-01-20)"),
        ("cancel|plan/1|--reason|нет|--on|2022-12-02", "lies in the future"),
        ("extend|plan/5|--to|до 1 июля|--basis|order-1/4|--on|2022-12-02", "lies in the future"),
    ],
)
def test_a_day_that_cannot_be_is_refused_unless_somebody_insists(
    root: Path, words: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    code, out, err = said(root, words, capsys)
    assert (code, out, bytes_of(root)) == (1, "", before)
    assert message in err
    assert "--force" in err
    code, _out, err = said(root, f"{words}|--force", capsys)
    assert (code, message in err) == (0, True)
    assert bytes_of(root) != before


def test_a_term_moved_backwards_is_recorded_with_a_remark(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _out, err = said(root, "extend|plan/5|--to|до 1 мая|--basis|order-1/4", capsys)
    assert (code, "2022-05-01 is not later than 2022-06-01" in err) == (0, True)


def test_events_are_kept_oldest_first(root: Path) -> None:
    did(
        root,
        "done|plan/2|--on|2022-10-12|--occurrence|3",
        "done|plan/2|--on|2022-02-16|--occurrence|1",
        "done|plan/2|--on|2022-04-20|--occurrence|2",
    )
    text = (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    days = [line.split('"')[1] for line in text.splitlines() if "on:" in line]
    assert days == ["2022-02-16", "2022-04-20", "2022-10-12"]


def test_a_plan_with_errors_is_not_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "data/roadmaps/plan.yaml"
    path.write_text(PLAN + "    bogus: 1\n", encoding="utf-8")
    code, _out, err = said(root, "done|plan/1|--on|2022-02-20", capsys)
    assert code == 1
    assert "plan has errors" in err
    assert "innoreg validate" in err


@pytest.mark.parametrize(
    ("language", "done", "refused"),
    [
        ("ru", "plan/1: исполнено 20.02.2022", "plan/1: уже исполнено 20.02.2022"),
        ("en", "plan/1: done on 2022-02-20", "plan/1 was done on 2022-02-20 already"),
    ],
)
def test_through_the_installed_program_in_both_languages(
    root: Path, language: str, done: str, refused: str
) -> None:
    words = ("done", "plan/1", "--on", "2022-02-20", "--lang", language)
    first, second = run(root, *words), run(root, *words)
    assert (first.returncode, second.returncode) == (0, 1)
    assert first.stdout.splitlines() == [done, "  data/roadmaps/plan.yaml"]
    assert refused in second.stderr
    assert second.stdout == ""


def test_a_dry_run_shows_a_difference_that_git_can_apply(tmp_path: Path) -> None:
    one, other = copied(tmp_path), tmp_path / "other"
    words = ("done", "loiro-2022/3", "--on", "2022-02-22")
    before = bytes_of(one)
    shown = run(one, *words, "--dry-run")
    assert shown.returncode == 0
    assert bytes_of(one) == before
    assert [line for line in shown.stdout.splitlines() if line.startswith("+ ")] == [
        "+    events:",
        "+      - event: done",
        '+        on: "2022-02-22"',
    ]
    other.mkdir()
    copied(other)
    subprocess.run(["git", "apply"], cwd=other, input=shown.stdout.encode(), check=True)
    assert run(one, *words).returncode == 0
    assert bytes_of(one) == bytes_of(other)


def test_a_difference_without_a_final_line_break_can_be_applied_too(root: Path) -> None:
    path = root / "data/roadmaps/plan.yaml"
    path.write_bytes(PLAN.rstrip("\n").replace("\n", "\r\n").encode())
    shown = run(root, "done", "plan/5", "--all", "--on", "2022-02-22", "--dry-run")
    assert "\\ No newline at end of file" in shown.stdout
    before = path.read_bytes()
    did(root, "done|plan/5|--all|--on|2022-02-22")
    assert path.read_bytes().startswith(before)
    assert not path.read_bytes().endswith(b"\n")


def test_who_has_reported_owes_nothing_on_any_screen(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|plan/5|--on|2022-05-30|--for|luga")
    ask = "due|--month|2022-06|--format|csv|--district|"
    assert ",done," in said(root, ask + "luga", capsys)[1]
    assert ",overdue," in said(root, ask + "tosno", capsys)[1]
    for question in ("due|--year|2022|--status|overdue", "overdue", "discipline"):
        for district, name in (("luga", "luga"), ("tosno", "tosno")):
            out = said(root, f"{question}|--format|json|--district|{district}", capsys)[1]
            found = json.loads(out)
            late = found["total"]["overdue"] if "total" in found else len(found["rows"])
            assert (question, name, late) == (question, name, int(name == "tosno"))
    # The order of the fixture owes nothing to the districts: the plan's item is all they have.
    assert "0 open, 1 closed" in said(root, "show|luga", capsys)[1]
    assert "1 open, 0 closed" in said(root, "show|tosno", capsys)[1]
    assert "Оба района" not in said(root, "paper|letter|luga|--draft", capsys)[1]
    assert "Оба района" in said(root, "paper|letter|tosno|--draft", capsys)[1]


def test_letters_to_debtors_go_to_those_who_have_yet_to_report(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|plan/5|--on|2022-05-30|--for|luga")
    folder = tmp_path / "letters"
    assert said(root, f"paper|letter|--to|overdue|-o|{folder}", capsys)[0] == 0
    written = {path.name.split(".")[0] for path in folder.iterdir()}
    assert {name for name in written if name in ("letter-tosno", "letter-luga")} == {"letter-tosno"}


def test_what_is_cancelled_for_one_is_cancelled_for_that_one(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "data/roadmaps/plan.yaml"
    text = path.read_text("utf-8")
    event = "events: [{event: cancelled, on: '2022-05-20', for: luga, reason: слияние}]"
    path.write_text(
        text.replace("addressees: [luga, tosno]", f"addressees: [luga, tosno]\n    {event}"),
        "utf-8",
    )
    assert errors(root) == []
    found = json.loads(said(root, "behind|plan/5|--format|json", capsys)[1])
    assert {row["id"]: row["state"] for row in found["rows"]} == {
        "luga": "cancelled", "tosno": "overdue",
    }  # fmt: skip
    assert (found["addressees"], found["done"], found["cancelled"]) == (2, 0, 1)
    heading = said(root, "behind|plan/5|--lang|ru", capsys)[1].splitlines()[0]
    assert "0 из 2 (0,0 %); снято с контроля: 1; нет: Тосненский" in heading
    rows = json.loads(said(root, "overdue|--roadmap|plan|--format|json", capsys)[1])["rows"]
    (row,) = (row for row in rows if row["ref"] == "plan/5")
    assert row["addressees"] == {
        "reported": 0, "of": 2, "missing": ["tosno"], "cancelled": ["luga"],
    }  # fmt: skip
    assert said(root, "overdue|--district|luga|--format|csv", capsys)[1].count("plan/5") == 0
    did(root, "done|plan/5|--on|2022-05-31|--for|tosno")
    capsys.readouterr()
    found = json.loads(said(root, "behind|plan/5|--format|json", capsys)[1])
    assert [row["state"] for row in found["rows"]] == ["cancelled", "done"]
    assert (found["done"], found["cancelled"]) == (1, 1)
    # One mark for all those asked is none for whom it was taken off; the term is 31.05.2022.
    did(root, "reopen|plan/5|--for|tosno|--on|2022-06-01", "done|plan/5|--on|2022-06-02|--all")
    capsys.readouterr()
    found = json.loads(said(root, "behind|plan/5|--format|json", capsys)[1])
    assert [row["state"] for row in found["rows"]] == ["cancelled", "late"]
    # Taken off whole, it comes back for the one for whom it is reopened.
    did(root, "reopen|plan/5|--on|2022-06-03")
    did(root, "cancel|plan/5|--reason|отменено|--on|2022-06-04")
    did(root, "reopen|plan/5|--for|tosno|--on|2022-06-05")
    capsys.readouterr()
    found = json.loads(said(root, "behind|plan/5|--format|json", capsys)[1])
    assert [row["state"] for row in found["rows"]] == ["cancelled", "overdue"]


def _states(root: Path, ref: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    found = json.loads(said(root, f"behind|{ref}|--format|json", capsys)[1])
    return [row["state"] for row in found["rows"]]


def test_one_of_several_addressees_is_taken_off_by_command(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "cancel|plan/5|--for|luga|--reason|слияние|--on|2022-05-20")
    text = (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    assert text.count("event: cancelled") == text.count("for: luga") == 1
    assert _states(root, "plan/5", capsys) == ["cancelled", "overdue"]
    code, _out, err = said(root, "cancel|plan/5|--for|luga|--reason|нет", capsys)
    assert code == 1
    assert "plan/5 (luga) was taken off control on 2022-05-20" in err
    did(root, "done|plan/5|--for|tosno|--on|2022-05-30")
    code, _out, err = said(root, "cancel|plan/5|--for|tosno|--reason|нет", capsys)
    assert code == 1
    assert "plan/5 (tosno) was done on 2022-05-30 already" in err
    code, _out, err = said(root, "cancel|plan/5|--for|comm|--reason|нет", capsys)
    assert code == 1
    assert "“comm” is no addressee of plan/5" in err
    did(root, "reopen|plan/5|--for|luga|--on|2022-06-02")
    assert _states(root, "plan/5", capsys) == ["overdue", "done"]
    assert errors(root) == []


def test_what_is_left_is_taken_off_and_what_others_did_stays_done(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|plan/5|--all|--on|2022-05-30", "reopen|plan/5|--for|tosno|--on|2022-06-01")
    did(root, "cancel|plan/5|--reason|отменено|--on|2022-06-03")
    assert _states(root, "plan/5", capsys) == ["done", "cancelled"]
    assert errors(root) == []
    # Nothing is left to take off, whoever is meant.
    assert said(root, "cancel|plan/5|--reason|нет", capsys)[0] == 1
    assert said(root, "cancel|plan/5|--for|luga|--reason|нет", capsys)[0] == 1
    # Reopened and done again, all is closed: a person's hand cannot take it off either.
    did(root, "reopen|plan/5|--for|tosno|--on|2022-06-05")
    did(root, "done|plan/5|--for|tosno|--on|2022-06-06")
    assert _states(root, "plan/5", capsys) == ["done", "late"]
    path = root / "data/roadmaps/plan.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write('      - event: cancelled\n        on: "2022-06-07"\n        reason: нет\n')
    (found,) = errors(root)
    assert found.endswith("event-impossible")


def test_a_term_with_no_first_day_is_shown_by_its_last(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOREG_LANG", "ru")
    assert "1/1 до 01.03.2022 просрочено на 275 дней" in said(root, "show|plan/1", capsys)[1]


def test_an_empty_answer_says_what_was_taken_off_control(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = "discipline|--from|2022-02-20|--to|2022-03-05"
    did(root, "cancel|plan/1|--reason|отменено")
    capsys.readouterr()
    out = said(root, days, capsys)[1]
    assert "Nothing has fallen due but what is cancelled.\nThen 1 term is cancelled." in out
    found = json.loads(said(root, f"{days}|--format|json", capsys)[1])
    assert found["nothing"]["cancelled"] == 1
    # Of days without any term nothing is said of cancelling.
    none = said(root, "discipline|--from|2022-03-02|--to|2022-03-05", capsys)[1]
    assert "Nothing has fallen due.\n" in none


def test_the_morning_of_a_day_before_all_documents_says_that_the_register_has_none(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/roadmaps/plan.yaml").unlink()
    said_before = said(root, "today|--today|2021-12-01", capsys)[1]
    assert "0 overdue. The register has no duties of that day." in said_before
    assert "no duties of that day" not in said(root, "today", capsys)[1]
