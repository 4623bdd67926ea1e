"""What happens in pairs, noted by commands: consents, meetings, plans, and the rows of plans as duties."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from support import DATA

EXAMPLE = DATA / "src/innoreg/examples/mentoring"
DAY = "2026-11-20"
# Without a plan in the example; its order was signed on 12.02.2026, its first day is 16.02.2026.
PAIR, OTHER = "klyuchevets-2-klyuchevets-1", "borovino-4-borovino-1"
STOPPED = "klyuchevets-5-zaozerye-1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "region")


class Said:
    """What the program said on one call, in its own process for speed."""

    def __init__(
        self, root: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
    ) -> None:
        self.code = main(["-C", str(root), "--lang", "en", "--today", DAY, "--no-cache", *words])
        self.out, self.err = capsys.readouterr()

    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def say(root: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda *words: Said(root, capsys, words)


def record(root: Path, pair: str) -> str:
    return (root / f"data/pairs/{pair}.yaml").read_text(encoding="utf-8")


def due_rows(say: Any, pair: str, *more: str) -> dict[str, tuple[str, str]]:
    """The rows of the plan of a pair: number, last day and state."""
    told = say("due", "--year", "2026", *more, "--format", "json").json()
    return {
        row["number"]: (row["due"], row["status"])
        for row in told["rows"]
        if row["ref"].startswith(f"{pair}/")
    }


def test_a_plan_binds_from_its_approval(say: Any) -> None:
    assert due_rows(say, PAIR) == {}
    done = say("pair", "plan", PAIR, "--approved", "2026-03-10", "--like", OTHER)
    assert done.code == 0, done.err
    assert due_rows(say, PAIR) == {
        "1": ("2026-02-28", "overdue"), "2": ("2026-05-31", "overdue"),
        "3": ("2026-06-30", "overdue"),
    }  # fmt: skip
    # The day before nobody had approved anything.
    assert due_rows(say, PAIR, "--today", "2026-03-09") == {}
    assert due_rows(say, PAIR, "--today", "2026-03-10")["1"] == ("2026-02-28", "overdue")


def test_a_row_is_marked_moved_and_taken_off_like_any_duty(say: Any, root: Path) -> None:
    row = f"{OTHER}/2"
    assert due_rows(say, OTHER)["2"] == ("2026-05-31", "overdue")
    assert say("extend", row, "--to", "до 15 сентября", "--on", "2026-06-01").code == 0
    assert due_rows(say, OTHER)["2"] == ("2026-09-15", "overdue")
    assert say("done", row, "--on", "2026-09-10").code == 0
    assert due_rows(say, OTHER)["2"] == ("2026-09-15", "done")
    assert say("reopen", row, "--on", "2026-09-20").code == 0
    assert say("cancel", row, "--reason", "по согласию школ", "--on", "2026-10-01").code == 0
    assert due_rows(say, OTHER)["2"] == ("2026-09-15", "cancelled")
    assert record(root, OTHER).count("event: ") == 2 + 4
    told = say("due", "--school", "borovino-4", "--year", "2026", "--format", "json").json()
    assert row in [each["ref"] for each in told["rows"]]


def test_what_is_left_when_an_order_ends_the_pair_is_off_control(say: Any, root: Path) -> None:
    # The pair ended on 15.10.2026; row 2 was done, a fourth one was to come.
    path = root / f"data/pairs/{STOPPED}.yaml"
    text = path.read_text(encoding="utf-8")
    at = text.index("meetings:")
    row = '    - {number: "4.", title: "Итоги", deadline: "до 20 декабря"}\n'
    path.write_text(text[:at] + row + text[at:], encoding="utf-8")
    rows = due_rows(say, STOPPED, "--today", "2026-10-15")
    assert rows["4"] == ("2026-12-20", "planned")
    assert due_rows(say, STOPPED)["4"] == ("2026-12-20", "cancelled")
    assert due_rows(say, STOPPED)["2"] == ("2026-05-31", "done")


def test_an_unapproved_plan_binds_nobody_and_says_so(say: Any, root: Path) -> None:
    path = root / f"data/pairs/{OTHER}.yaml"
    path.write_text(path.read_text("utf-8").replace('  approved: "2026-03-04"\n', ""), "utf-8")
    refused = say("done", f"{OTHER}/2", "--on", "2026-06-15")
    assert refused.code == 1
    assert "is not approved, so it binds nobody" in refused.err
    assert f"innoreg pair plan {OTHER} --approved DATE" in refused.err
    assert due_rows(say, OTHER) == {}


def test_one_answer_of_two_is_named(say: Any, root: Path) -> None:
    before = record(root, PAIR)
    vague = say("pair", "consent", PAIR, "--refused", "--on", "2026-11-18")
    assert vague.code == 2
    assert "klyuchevets-1, klyuchevets-2: whose answer is it?" in vague.err
    assert record(root, PAIR) == before
    # By words of its name, as people type it.
    done = say("pair", "consent", PAIR, "--of", "Ключевецкая СОШ № 2", "--refused",
               "--on", "2026-11-18")  # fmt: skip
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == f"{PAIR}: consent refused 2026-11-18"
    added = record(root, PAIR).removeprefix(before.partition("meetings:")[0])
    assert added.startswith('  - school: klyuchevets-2\n    given: false\n    on: "2026-11-18"\n')
    (row,) = (r for r in say("mentoring", "--format", "json").json()["rows"] if r["ref"] == PAIR)
    assert "no_consent" in row["marks"]


def test_a_stranger_is_not_asked(say: Any) -> None:
    refused = say("pair", "consent", PAIR, "--of", "belokamen-1", "--on", "2026-11-18")
    assert refused.code == 1
    assert "it asks: klyuchevets-1, klyuchevets-2" in refused.err


def test_a_meeting_of_several_pairs_is_noted_in_each_or_in_none(say: Any, root: Path) -> None:
    words = ("pair", "meeting", PAIR, OTHER, "--form", "lesson", "--people", "9")
    too_early = say(*words, "--on", "2026-02-15")
    assert too_early.code == 1
    assert "before the pair began (2026-02-16)" in too_early.err
    assert "2026-02-15" not in record(root, PAIR) + record(root, OTHER)
    assert say(*words, "--on", "2026-11-19").code == 0
    for pair in (PAIR, OTHER):
        assert record(root, pair).count('on: "2026-11-19"\n    form: lesson\n    people: 9\n') == 1
    assert say(*words, "--on", "2026-11-19").code == 1


def test_the_future_is_not_noted(say: Any, root: Path) -> None:
    before = record(root, PAIR)
    for words in (
        ("pair", "meeting", PAIR, "--form", "visit", "--on", "2026-11-21"),
        ("pair", "consent", PAIR, "--all", "--on", "2026-11-21"),
        ("pair", "plan", PAIR, "--approved", "2026-11-21"),
    ):
        refused = say(*words)
        assert refused.code == 1
        assert "lies in the future" in refused.err
    assert record(root, PAIR) == before


def test_a_plan_is_approved_once(say: Any) -> None:
    again = say("pair", "plan", OTHER, "--approved", "2026-11-01")
    assert again.code == 1
    assert "was approved on 2026-03-04 already" in again.err


def test_only_shown(say: Any, root: Path) -> None:
    before = record(root, PAIR)
    shown = say("pair", "meeting", PAIR, "--form", "visit", "--on", "2026-11-19", "--dry-run")
    assert '+  - on: "2026-11-19"' in shown.out
    assert record(root, PAIR) == before
