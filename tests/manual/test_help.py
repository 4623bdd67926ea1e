"""`innoreg help`: commands, pages of the manual in the reader's language, man pages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from innoreg.cli.command_table import SUMMARIES
from innoreg.cli.manual_pages import TOPICS
from repository import innoreg
from support import DATA

FOR_DEVELOPERS = {"contributing", "measurements", "performance", "quality"}


def test_every_page_of_the_manual_is_a_topic() -> None:
    assert {page.stem for page in (DATA / "docs").glob("*.md")} == {*TOPICS} | FOR_DEVELOPERS


def test_topics_are_listed_with_their_titles(tmp_path: Path) -> None:
    english = innoreg("help", "topics", cwd=tmp_path).stdout
    russian = innoreg("help", "topics", cwd=tmp_path, INNOREG_LANG="ru").stdout
    assert "  first-month   The first month\n" in english
    assert "  first-month   Первый месяц\n" in russian
    assert all(f"\n  {topic} " in russian for topic in TOPICS)


def test_a_page_is_plain_text_in_a_pipe(tmp_path: Path) -> None:
    page = innoreg("help", "changes", cwd=tmp_path, INNOREG_LANG="ru").stdout
    assert page.startswith("# Как менять записи\n")
    assert "\x1b" not in page
    assert "```" not in page
    assert "таблицы" in page
    assert "(`innoreg help topics spreadsheets`)" in page


def test_a_command_comes_before_the_page_of_its_name(tmp_path: Path) -> None:
    command = innoreg("help", "history", cwd=tmp_path).stdout
    assert command.startswith("innoreg history: ")
    assert command.endswith("Its page of the manual: `innoreg help topics history`\n")
    assert innoreg("help", "topics", "history", cwd=tmp_path).stdout.startswith(
        "# Time and merging"
    )


def test_what_there_is_not_is_refused_with_what_is_close(tmp_path: Path) -> None:
    done = innoreg("help", "spreadsheet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "innoreg: no command “spreadsheet”\n  → perhaps `spreadsheets`\n",
    )
    assert innoreg("help", "topics", "no", cwd=tmp_path).returncode == 2


def test_man_pages_of_every_command_in_both_languages(tmp_path: Path) -> None:
    assert innoreg("help", "--man", str(tmp_path), cwd=tmp_path).returncode == 0
    names = {"innoreg.1", *(f"innoreg-{name}.1" for name in SUMMARIES)}
    for folder, said in (("man1", "what falls due"), ("ru/man1", "что нужно исполнить")):
        assert {page.name for page in (tmp_path / folder).iterdir()} == names
        text = (tmp_path / folder / "innoreg-due.1").read_text(encoding="utf-8")
        assert rf"innoreg\-due \- {said}" in text
        assert re.search(r"^\.B \\-\\-month ", text, re.MULTILINE)


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_man_pages_are_good_roff(tmp_path: Path) -> None:
    innoreg("help", "--man", str(tmp_path), cwd=tmp_path)
    pages = sorted(map(str, tmp_path.rglob("*.1")))
    command = ["groff", "-K", "utf8", "-t", "-man", "-Tutf8", "-ww", "-z", *pages]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "man1").write_text("", encoding="utf-8")
    done = innoreg("help", "--man", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith(f"innoreg: cannot write to {tmp_path / 'man1'}")
