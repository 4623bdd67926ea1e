"""Marks: what `due` prints is pasted into `done`; several at once, from a sheet, with evidence."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from changing import bytes_of, copied, statuses
from cli.test_event_recording import FILES, did, said
from innoreg.cli import main
from repository import Repository
from support import roadmap, tree


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOREG_LANG", "en")
    monkeypatch.setenv("INNOREG_TODAY", "2022-12-01")
    return tree(tmp_path, FILES)


# --- what is printed can be pasted


def test_what_due_prints_in_a_pipe_is_a_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path)
    assert main(["-C", str(root), "due", "--month", "2022-02", "--today", "2022-02-20"]) == 0
    (printed,) = re.findall(r"^loiro-2022/2\.2 \(1/4\)", capsys.readouterr().out, re.MULTILINE)
    assert (
        main(["-C", str(root), "done", printed, "--on", "2022-02-16", "--today", "2022-02-20"]) == 0
    )
    assert statuses(root, "loiro-2022/2.2")[0] == "done"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_what_due_prints_on_a_terminal_is_a_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pty

    root = copied(tmp_path)
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "innoreg", "-C", str(root), "due", "--month", "2022-02"]
    environ = os.environ | {"COLUMNS": "100", "TERM": "xterm", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    with subprocess.Popen([*words, "--today", "2022-02-20"], stdout=slave, env=environ) as process:
        os.close(slave)
        seen = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            seen += piece
        assert process.wait() == 0
    os.close(master)
    text = re.sub(r"\x1b\[[\d;]*m", "", seen.decode())
    (printed,) = re.findall(r"loiro-2022/2\.2 \(1/4\)", text)
    assert (
        main(["-C", str(root), "done", printed, "--on", "2022-02-16", "--today", "2022-02-20"]) == 0
    )
    assert statuses(root, "loiro-2022/2.2")[0] == "done"


def test_every_reference_of_due_is_accepted_by_every_command_that_takes_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path)
    for command in ("show", "why", "status"):
        for ref in ("loiro-2022/2.2 (1/4)", "loiro-2022/2.2 [1]", "loiro-2022/2.2"):
            assert main(["-C", str(root), command, ref, "--today", "2022-02-20"]) == 0
    words = ["extend", "loiro-2022/2.2 (2/4)", "--to", "до 1 мая", "--basis", "loiro-2022-18/1"]
    assert main(["-C", str(root), *words, "--today", "2022-02-20"]) == 1
    assert "loiro-2022-18/1" in capsys.readouterr().err


def test_a_number_alone_names_the_item_of_the_only_plan_that_has_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(root, "done|2 (1/3)|--on|2022-02-16")
    assert statuses(root, "plan/2")[0] == "done"
    (root / "data/roadmaps/other.yaml").write_text(roadmap("2. | май | Дело"), "utf-8")
    code, _out, err = said(root, "done|2 (2/3)|--on|2022-04-20", capsys)
    assert code == 2
    assert "other/2, plan/2" in err


# --- several at once


def test_several_are_marked_today_in_one_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "r")
    repository.commit(FILES)
    root, before = repository.root, repository.git("rev-list", "--count", "HEAD").strip()
    monkeypatch.setenv("INNOREG_LANG", "en")
    monkeypatch.setenv("INNOREG_TODAY", "2022-05-20")
    monkeypatch.chdir(root)
    for name, value in (("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.org"), ("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.org")):  # fmt: skip
        monkeypatch.setenv(name, value)
    code, out, err = said(
        root, "done|plan/1|plan/2 (2/3)|site-1/interim|order-1/1|--commit", capsys
    )
    assert code == 0, err
    assert "the day is today, 2022-05-20" in err
    lines = out.splitlines()
    assert lines[0] == "4 marks"
    assert [line.split(":")[0].strip() for line in lines[1:5]] == [
        "plan/1", "plan/2 [2]", "site-1/interim", "order-1/1",
    ]  # fmt: skip
    assert int(repository.git("rev-list", "--count", "HEAD")) == int(before) + 1
    assert "plan/2 [2]: done on 2022-05-20" in repository.git("log", "-1", "--format=%B")
    assert repository.git("status", "--porcelain") == ""
    assert statuses(root, "plan/1") == ["done-late"]
    assert statuses(root, "plan/2")[1] == "done-late"
    assert statuses(root, "site-1/interim") == ["done-late"]


def test_of_several_all_are_marked_or_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = bytes_of(root)
    for last in ("plan/9", "plan/2", "school-1", "plan/1"):
        code, out, _err = said(root, f"done|plan/1|plan/3|{last}|--on|2022-05-01", capsys)
        assert (code in (1, 2), out, bytes_of(root)) == (True, "", before), last


# --- from a sheet

SHEET = """\
ref,occurrence,for,on,evidence
plan/1,,,2022-02-20,"Протокол № 3, лист 2"
plan/2 (1/3),,,16.02.2022,
plan/2,2,,20.04.2022,
plan/5,,tosno,,
"""


def check_marked(root: Path) -> None:
    assert statuses(root, "plan/1") == ["done"]
    assert statuses(root, "plan/2") == ["done", "done", "overdue"]
    text = (root / "data/roadmaps/plan.yaml").read_text("utf-8")
    assert 'evidence: "Протокол № 3, лист 2"' in text or "evidence: Протокол № 3, лист 2" in text
    assert text.count("for: tosno") == 1
    assert text.count('on: "2022-12-01"') == 1


@pytest.mark.parametrize(
    "raw",
    [
        SHEET.encode(),
        b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode(),
        "Ссылка;Который срок;За кого;Дата;Чем подтверждено\n".encode()
        + SHEET.partition("\n")[2].replace('"Протокол № 3, лист 2"', "Протокол № 3# лист 2")
        .replace(",", ";").replace("#", ",").encode(),
    ],
    ids=["csv", "csv of Excel", "Russian heads and semicolons"],
)  # fmt: skip
def test_a_sheet_as_csv(root: Path, raw: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "marks.csv"
    path.write_bytes(raw)
    code, out, err = said(root, f"done|--from|{path}", capsys)
    assert code == 0, err
    assert out.splitlines()[0] == "4 marks"
    assert "the day is today, 2022-12-01" in err
    check_marked(root)


def test_a_sheet_on_stdin(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SHEET.encode()), "utf-8"))
    did(root, "done|--from|-")
    check_marked(root)


def test_a_sheet_as_xlsx(root: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet: Any = book.active
    rows = [
        line.split(",") for line in SHEET.replace(", лист", "# лист").replace('"', "").splitlines()
    ]
    for row in rows:
        sheet.append([cell.replace("#", ",") or None for cell in row])
    sheet["B4"] = 2
    sheet["D2"] = datetime.date(2022, 2, 20)
    sheet["D2"].number_format = "DD.MM.YYYY"
    book.save(root / "marks.xlsx")
    did(root, f"done|--from|{root / 'marks.xlsx'}")
    check_marked(root)


def test_what_due_gives_as_csv_is_a_sheet(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = said(root, "due|--month|2022-04|--format|csv", capsys)
    # Of plan/5 each of two districts reports for itself.
    lines = [line for line in out.splitlines() if not line.startswith("plan/5")]
    (root / "marks.csv").write_text("\n".join(lines), "utf-8")
    code, _out, err = said(root, f"done|--from|{root / 'marks.csv'}|--on|2022-04-21", capsys)
    assert code == 0, err
    assert statuses(root, "plan/2")[1] == "done-late"
    assert statuses(root, "order-1/1") == ["done-late"]


BAD_SHEETS = [
    ("ref,evidense\nplan/1,x\n", 2, ["evidense", "evidence"]),
    ("on\n2022-02-01\n", 2, ["no column “ref”"]),
    ("", 2, ["the sheet is empty"]),
    ("ref,on\nplan/1,завтра\n", 1, ["line 2: not a date: “завтра”"]),
    ("ref,occurrence\nplan/1,первый\n", 1, ["line 2", "“первый”"]),
    ("ref,on\nplan/1,2022-02-20\nplan/9,\nplan/2,\n", 1,
     ["line 3: ", "plan has no “9”", "line 4: plan/2 has 3 days", "2 lines cannot be recorded"]),
    ("ref,on\nplan/1,2022-02-20\nplan/1,2022-02-21\n", 1, ["line 3: plan/1 is named twice"]),
    ("ref,on\nplan/1,2023-02-20\n", 1, ["line 2: ", "lies in the future", "--force"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "words"), BAD_SHEETS)
def test_a_sheet_with_one_bad_row_marks_nothing(
    root: Path, text: str, expected: int, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "marks.csv"
    path.write_text(text, "utf-8")
    before = bytes_of(root)
    code, out, err = said(root, f"done|--from|{path}", capsys)
    assert (code, out, bytes_of(root)) == (expected, "", before)
    for word in words:
        assert word in err


def test_a_sheet_that_is_not_there_or_not_text_is_wrong_usage(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "done|--from|нет.csv", capsys)[0] == 2
    (root / "marks.csv").write_bytes("ref\nпункт".encode("cp1251"))
    code, _out, err = said(root, f"done|--from|{root / 'marks.csv'}", capsys)
    assert (code, "UTF-8" in err) == (2, True)
    assert said(root, f"done|plan/1|--from|{root / 'marks.csv'}", capsys)[0] == 2


# --- a move that is made already


def test_the_same_move_is_refused_the_second_time(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "extend|plan/1|--to|до 20 декабря|--basis|order-1/4"
    did(root, words)
    before = bytes_of(root)
    code, _out, err = said(root, words, capsys)
    assert (code, bytes_of(root)) == (1, before)
    assert "plan/1 is moved to 2022-12-20 already" in err
    did(root, "extend|plan/1|--to|до 25 декабря|--basis|order-1/4")


def test_what_an_order_has_moved_by_its_own_clause_is_not_moved_again(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = '    changes: [{subject: plan/1, field: deadline, now: "до 20 декабря"}]\n'
    path = root / "data/orders/order-1.yaml"
    text = path.read_text("utf-8")
    mark = '    text: "Внести в план изменения."\n'
    path.write_text(text.replace(mark, mark + change), "utf-8")
    assert statuses(root, "plan/1") == ["extended"]
    code, _out, err = said(root, "extend|plan/1|--to|до 20 декабря|--basis|order-1/4", capsys)
    assert (code, "is moved to 2022-12-20 already" in err) == (1, True)


# --- evidence


def test_evidence_may_be_a_file_that_validate_looks_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = root / "files" / "протокол № 3.pdf"
    words = f"done|plan/1|--on|2022-02-20|--evidence|{paper.relative_to(root).as_posix()}"
    code, _out, err = said(root, words, capsys)
    assert (code, "no file files/протокол № 3.pdf" in err) == (1, True)
    paper.parent.mkdir()
    paper.write_bytes(b"%PDF-1.4")
    did(root, words)
    capsys.readouterr()
    # With a cache and without, and though no record changed between.
    for cache in ("", "|--no-cache"):
        for there in (True, False, True):
            if there:
                paper.write_bytes(b"%PDF-1.4")
            else:
                paper.unlink()
            _code, out, _err = said(root, f"validate|--format|json{cache}", capsys)
            codes = [each["code"] for each in json.loads(out)["diagnostics"]]
            assert ("evidence-missing" in codes) is not there


def test_evidence_in_words_and_on_the_web_is_no_file(root: Path) -> None:
    did(
        root,
        "done|plan/1|--on|2022-02-20|--evidence|см. отчёт.docx",
        "done|plan/3|--on|2022-02-20|--evidence|https://example.org/p.pdf",
    )


@pytest.mark.parametrize("path", ["../outside.pdf", "/etc/outside.pdf", "C:/outside.pdf"])
def test_a_file_outside_of_the_registry_is_no_evidence(
    root: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root.parent / "outside.pdf").write_bytes(b"%PDF-1.4")
    assert said(root, f"done|plan/1|--on|2022-02-20|--evidence|{path}", capsys)[0] == 1
