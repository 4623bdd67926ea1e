"""`innoreg deadline`: the contract of its lines, and the page for people."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.cli import main
from innoreg.cli.commands.deadline import read_plain_calendar
from innoreg.deadlines import Calendar
from innoreg.deadlines.deadline import CautionCode, RefusalCode, Weeks
from innoreg.i18n import use_language
from innoreg.model.deadline_messages import CAUTIONS, REFUSALS
from innoreg.model.settings import Settings
from innoreg.model.term_reading import registry_calendar
from innoreg.store.loader import read_settings
from innoreg.store.tree import DiskTree
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")


def jsonl(*requests: object, cwd: Path = DATA) -> subprocess.CompletedProcess[str]:
    lines = "\n".join(
        r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in requests
    )
    return subprocess.run(
        [INNOREG, "deadline", "--jsonl", "--lang", "en"],
        cwd=cwd,
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_term_counted_from_something_is_dated_with_its_anchor(tmp_path: Path) -> None:
    year = {"start": "2026-01-01", "end": "2026-12-31"}
    asked = {"text": "в течение 5 рабочих дней со дня подписания", "context": year}
    answer = jsonl(asked, {**asked, "anchor": "2026-03-02"}, cwd=tmp_path)
    waiting, known = map(json.loads, answer.stdout.splitlines())
    relative = {
        "anchor": "signing",
        "offset": 5,
        "unit": "working_day",
        "direction": "after",
    }
    assert (waiting["kind"], waiting["windows"], waiting["relative"]) == (
        "unscheduled",
        [],
        relative,
    )
    # The ninth of March is a day off in 2026: the holiday falls on a Sunday.
    assert (known["kind"], known["windows"]) == ("by", [[None, "2026-03-10"]])


def test_one_line_in_one_line_out(tmp_path: Path) -> None:
    year = {"start": "2022-01-01", "end": "2022-12-31"}
    answer = jsonl(
        {"id": 1, "text": "до 10.02", "context": year},
        {"id": "b", "text": "март, четвертая и пятая недели", "context": year},
        {"id": None, "text": "ежемесячно до 5 числа", "context": year},
        "",
        {"id": 4, "text": "31 февраля", "context": year},
        cwd=tmp_path,
    )
    assert answer.returncode == 0
    assert [json.loads(line) for line in answer.stdout.splitlines()] == [
        {"id": 1, "kind": "by", "windows": [[None, "2022-02-10"]]},
        {"id": "b", "kind": "during", "windows": [["2022-03-21", "2022-03-31"]]},
        {"id": None, "kind": "recurring", "windows": [], "rrule_freq": "monthly", "by_day": 5},
        {
            "id": 4,
            "kind": None,
            "windows": [],
            "refusal": {"code": "no-such-day", "words": "31 февраля"},
        },
    ]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"id": 1}',
        '{"id": 1, "text": "май", "context": {"start": "2022"}}',
        '{"id": 1, "text": "май", "context": {"start": "2022-12-31", "end": "2022-01-01"}}',
    ],
)
def test_a_bad_line_stops_with_a_reason(line: str) -> None:
    answer = jsonl(line)
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)
    assert answer.stderr.startswith("innoreg: ")


def test_the_page_shows_days_readings_and_the_rule_of_weeks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main(
        ["-C", str(DATA), "deadline", "март, третья неделя", "--context", "2022", "--lang", "ru"]
    )
    page = capsys.readouterr().out
    assert code == 0
    assert "14.03.2022 – 20.03.2022 (вс)" in page
    assert "[14 15 16 17 18 19 20]" in page
    assert "рабочий день месяца" in page
    use_language("en")


def test_weeks_are_counted_as_the_registry_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "innoreg.yaml").write_text(
        "schema: 1\ntitle: x\nweeks: seven-day\n", encoding="utf-8"
    )
    main(
        [
            "-C",
            str(tmp_path),
            "deadline",
            "март, третья неделя",
            "--context",
            "2022",
            "--lang",
            "en",
        ]
    )
    assert "2022-03-15 – 2022-03-21" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("context", "day"),
    [("2022", "2022-10-31"), ("2021-2022", "2021-10-31"), ("2020-01-01..2020-12-31", "2020-10-31")],
)
def test_contexts(context: str, day: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(DATA), "deadline", "октябрь", "--context", context, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["windows"][0][1] == day


def test_what_is_refused_names_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(DATA), "deadline", "шестая неделя мая", "--lang", "en"]) == 1
    assert "шестая неделя" in capsys.readouterr().err


def test_every_code_of_the_language_has_words() -> None:
    assert set(get_args(RefusalCode)) == set(REFUSALS)
    assert set(get_args(CautionCode)) == set(CAUTIONS)


_VALUES = ["1", "01", "2", "workweek", "calendar", "weeks", "08-31", "05-31", "8-31", "7", "07", "366",
           "-1", "٧", "Реестр", '""', '" "', "[1]", "\n  a: b", "&x 1", "''", "{}"]  # fmt: skip
_KEYS = [*Settings.model_fields, "schema", "wek", "sample"]


@given(st.lists(st.tuples(st.sampled_from(_KEYS), st.sampled_from(_VALUES)), max_size=5))
@settings(max_examples=400)
def test_settings_read_without_their_model_are_what_the_model_makes_of_them(
    lines: list[tuple[str, str]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        words = "schema: 1\ntitle: a\n" + "".join(f"{key}: {value}\n" for key, value in lines)
        (root / "innoreg.yaml").write_text(words, encoding="utf-8")
        plain = read_plain_calendar(root)
        if plain is not None:
            assert plain == registry_calendar(read_settings(DiskTree(root)))


@pytest.mark.parametrize("weeks", get_args(Weeks))
def test_in_a_registry_the_usual_settings_need_no_model(tmp_path: Path, weeks: str) -> None:
    words = f'schema: 1\ntitle: "Реестр"\nweeks: {weeks}\nschool_year_end: "05-31"\n'
    (tmp_path / "innoreg.yaml").write_text(words, encoding="utf-8")
    code = (
        "import sys; from innoreg.cli import main; main(['deadline', 'до 1 марта']);"
        "print('pydantic' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.strip() == "False"
    assert read_plain_calendar(tmp_path) == Calendar(cast(Weeks, weeks), (5, 31))
