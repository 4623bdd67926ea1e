"""Tables beside the records that came from anybody, or changed at a bad moment: nothing is lost, nothing hangs."""

import os
import sys
import time
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from changing import run
from innoreg.errors import Refused
from innoreg.model.results import Results
from innoreg.model.results_book import read_year
from innoreg.model.results_table import MOST_DEFECTS, MOST_ROWS, read_table, table_text
from innoreg.rules import check
from innoreg.store.file_writer import Change, write_changes
from innoreg.store.loader import load
from innoreg.store.record_change import registry_after, table_change
from innoreg.store.tree import MAX_BYTES
from results.tables import COLUMNS, with_results

TABLE = "data/results/2025.csv"
IMPORT = ("results", "import", "new.csv", "--year")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three rows of 2025, and a document with one other of them."""
    made = with_results(tmp_path, {2025: ["a;oge-math;10;1", "a;oge-rus;9;2"]}, "a", "b")
    document = "school;procedure;participants;below\nb;oge-math;12;3\n"
    (made / "new.csv").write_text(document, "utf-8")
    return made


def test_a_table_too_large_to_read_is_not_written_over(root: Path) -> None:
    """It counted as none, so the document's rows took its place and all others were lost."""
    path = root / TABLE
    whole = path.read_bytes() + b"\n" * MAX_BYTES
    path.write_bytes(whole)
    done = run(root, *IMPORT, "2025")
    assert (done.returncode, "cannot be read" in done.stderr) == (1, True), done.stderr
    assert path.read_bytes() == whole
    said = run(root, "validate", "--errors-only").stdout
    assert f"{TABLE}:1:1: error[results-row-unreadable] cannot be read: it is too large" in said


def test_no_table_is_written_that_is_too_large_to_be_read(root: Path) -> None:
    registry = load(root).registry
    rows = read_table((root / TABLE).read_bytes()).rows
    row = "\n" + table_text([rows[0]._replace(note="слово " * 20_000)]).splitlines()[1]
    new = Change(TABLE, (root / TABLE).read_bytes(), f"{COLUMNS}{row * 40}\n".encode())
    after, _found = registry_after(registry, [new])
    assert [d.code for d in check(after) if d.severity == "error"] == ["results-row-unreadable"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
@pytest.mark.parametrize("year", ["2025", "2026"])
def test_a_pipe_in_the_place_of_a_table_stops_nobody(year: str, root: Path) -> None:
    """The import waited for a writer of the pipe, holding the lock of the registry."""
    pipe = root / f"data/results/{year}.csv"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    done = run(root, *IMPORT, year)
    assert (done.returncode, "nothing was written" in done.stderr or "validate" in done.stderr) == (
        1, True,
    ), done.stderr  # fmt: skip
    assert pipe.is_fifo()
    assert sorted(p.name for p in (root / "data/results").iterdir() if p.suffix == ".yaml") == [
        "2025.yaml"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_put_there_meanwhile_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "data/results/2027.csv")
    with pytest.raises(Refused, match="is there already"):
        write_changes(root, [Change("data/results/2027.csv", None, b"x\n")])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_table_behind_a_link_is_neither_read_nor_written(root: Path, tmp_path: Path) -> None:
    private = tmp_path.parent / f"{tmp_path.name}.private"
    private.write_text(f"{COLUMNS}\na;oge-math;77;7;;;СЕКРЕТ\n", "utf-8")
    before = private.read_bytes()
    (root / TABLE).unlink()
    (root / TABLE).symlink_to(private)
    for words in (
        "results show --year 2025", "validate", "results import new.csv --year 2025",
        "results import new.csv --year 2025 --dry-run", "rename a c", "export --to out --format sqlite",
        "results export --year 2025 --xlsx out.xlsx", "pages --to site",
    ):  # fmt: skip
        done = run(root, *words.split())
        assert "77" not in done.stdout + done.stderr, words
        assert "mistake" not in done.stderr, done.stderr
        assert private.read_bytes() == before, words
    assert not (root / "out.xlsx").exists()


BROKEN = {
    "a long part in quotes": f'"{"я" * 140_000}";oge-math;10;1\n',
    "a return in quotes": '"a\rb";oge-math;"10\r";"1"\n',
    "a return behind a quote": '"a";oge-math;"10"\r;1\n',
    "a quote never closed": '"a;oge-math;10;1\nb;oge-math;9;1\n',
}


@pytest.mark.parametrize("broken", list(BROKEN))
def test_odd_quotes_end_in_a_finding(broken: str, root: Path) -> None:
    """Of Python's reader of CSV two of these are errors of its own: «a mistake in innoreg itself»."""
    text = f"school;procedure;participants;below\n{BROKEN[broken]}"
    (root / TABLE).write_text(text, "utf-8", newline="")
    (root / "new.csv").write_text(text, "utf-8", newline="")
    for words in ("validate", "results show --year 2025", "results import new.csv --year 2025"):
        done = run(root, *words.split())
        assert (done.returncode in (0, 1), "mistake" in done.stderr) == (True, False), done.stderr
    (root / TABLE).write_text(f"{COLUMNS}\n", "utf-8")
    done = run(root, *IMPORT, "2025")
    assert (done.returncode, "mistake" in done.stderr) == (1, False), done.stderr


def test_what_is_no_table_costs_little_and_is_told_shortly() -> None:
    """The place of a column was counted from the line's beginning: 20,000 columns took minutes."""
    began = time.process_time()
    wide = read_table(b"x;" * 1_000_000)
    long = read_table(f"{COLUMNS}\n{'x;' * 3}\n".encode() + b"x\n" * 1_000_000)
    assert time.process_time() - began < 20
    for table, more in ((wide, 1_000_005 - MOST_DEFECTS), (long, 1_000_001 - MOST_DEFECTS)):
        *told, last = table.defects
        assert (len(told), last.kind, last.words) == (MOST_DEFECTS, "more", str(more))


def test_a_table_of_wrong_rows_is_told_shortly(root: Path) -> None:
    """A million of them, eight megabytes, took 80 seconds and five gigabytes, in `today` as well."""
    rows = "x;y;1;1\n" * (MOST_ROWS + 5)
    (root / TABLE).write_text(f"school;procedure;participants;below\n{rows}", "utf-8")
    began = time.process_time()
    found = [d for d in check(load(root).registry) if d.place.file == TABLE]
    assert time.process_time() - began < 30
    told = Counter(d.code for d in found)
    assert told == {"results-unknown-name": 201, "results-twice": 201, "results-row-unreadable": 1}
    said = [str(d.message) for d in found]
    # Of 100,000 rows each names an unknown school and an unknown procedure; all but one are doubled.
    assert "199800 more rows like these" in said
    assert "99799 more rows like these" in said
    assert "the table has more than 100000 rows" in said


def test_rows_are_of_the_state_of_their_records(root: Path) -> None:
    """They were read when they were asked for: after a change that the records did not know."""
    registry = load(root).registry
    (head,) = registry.all(Results)
    (root / TABLE).write_text(f"{COLUMNS}\nother;oge-math;99;9;;;\n", "utf-8")
    assert [row[:4] for row in read_year(registry, head).rows] == [
        ("a", "oge-math", 10, 1), ("a", "oge-rus", 9, 2),
    ]  # fmt: skip


def test_what_an_editor_saved_meanwhile_is_not_lost(root: Path) -> None:
    """The bytes before the change were read anew, so that those of an editor passed for known."""
    registry = load(root).registry
    saved = f"{COLUMNS}\na;oge-math;11;1;;;\n".encode()
    (root / TABLE).write_bytes(saved)
    rows = read_table(saved).rows[:0]
    with pytest.raises(Refused, match="changed by somebody else"):
        write_changes(root, [table_change(registry, TABLE, table_text(rows))])
    assert (root / TABLE).read_bytes() == saved


def test_a_table_without_its_record_is_named_and_not_written_over(root: Path) -> None:
    orphan = root / "data/results/2026.csv"
    orphan.write_text(f"{COLUMNS}\na;oge-math;10;1;;;\n", "utf-8")
    before = orphan.read_bytes()
    for more in ([], ["--dry-run"], ["--replace"]):
        done = run(root, *IMPORT, "2026", *more)
        assert (done.returncode, "without a record: data/results/2026.csv" in done.stderr) == (
            1, True,
        ), done.stderr  # fmt: skip
        assert orphan.read_bytes() == before
    assert "2026.csv:1:1: warning[table-without-record]" in run(root, "validate").stdout


@pytest.mark.parametrize(
    ("note", "code"),
    [("a\u202eb", "hidden-sign"), ("тел. +7 921 123-45-67", "phone-number"),
     ("мама: a@example.org", "email-address"), ("СНИЛС 112-233-445 95", "snils"),
     ("\x1b[8mскрыто", "hidden-sign")],
)  # fmt: skip
def test_no_note_of_a_row_holds_what_no_record_may(note: str, code: str, root: Path) -> None:
    (root / "new.csv").write_text(
        f"school;procedure;participants;below;note\nb;oge-math;12;3;{note}\n", "utf-8"
    )
    before = (root / TABLE).read_bytes()
    done = run(root, *IMPORT, "2025")
    assert (done.returncode, "that would be wrong" in done.stderr) == (1, True), done.stderr
    assert (root / TABLE).read_bytes() == before
    (root / TABLE).write_text(f"{COLUMNS}\nb;oge-math;12;3;;;{note}\n", "utf-8")
    said = run(root, "validate").stdout
    assert f"{TABLE}:2:19: error[{code}]" in said, said


def test_no_hidden_sign_stops_or_enters_a_workbook(root: Path) -> None:
    """XML has no control characters: openpyxl ended in an error of its own."""
    (root / TABLE).write_text(f"{COLUMNS}\na;oge-math;12;3;;;x\x1b[8m\u202e\uffff\n", "utf-8")
    done = run(root, "results", "export", "--year", "2025", "--xlsx", "out.xlsx")
    assert done.returncode == 0, done.stderr
    sheet = openpyxl.load_workbook(root / "out.xlsx").worksheets[0]
    assert sheet["H2"].value == r"x\u001b[8m\u202e"


def test_a_document_with_more_cells_than_any_is_refused(root: Path) -> None:
    (root / "new.csv").write_bytes(b"school;participants;" + b"x;" * 600_000)
    done = run(root, *IMPORT, "2025")
    assert (done.returncode, "more than 500000 cells" in done.stderr) == (1, True), done.stderr
