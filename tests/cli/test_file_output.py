"""`-o -`: one finished file on standard output, for another program; never on a terminal."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cli.test_commands import run
from support import DATA

INNOREG = str(Path(sys.executable).with_name("innoreg"))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("due --year 2022 --format xlsx", "xl/workbook.xml"),
        ("render loiro-2022-18", "word/document.xml"),
    ],
)
def test_a_document_goes_to_the_next_program(words: str, part: str, tmp_path: Path) -> None:
    called = [INNOREG, "-C", str(DATA), *words.split(), "-o", "-"]
    answer = subprocess.run(called, cwd=tmp_path, capture_output=True, check=False)
    assert answer.returncode == 0, answer.stderr
    with zipfile.ZipFile(io.BytesIO(answer.stdout)) as file:
        assert file.testzip() is None
        assert part in file.namelist()
    assert list(tmp_path.iterdir()) == []


def test_several_do_not(tmp_path: Path) -> None:
    words = ("--lang", "en", "-C", str(DATA), "render", "loiro-2022-18", "--each", "-o", "-")
    refused = run(*words, cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "name a folder with -o" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
def test_nor_to_a_terminal() -> None:
    import pty

    ours, theirs = pty.openpty()
    called = [INNOREG, "--lang", "en", "render", "loiro-2022-18", "-o", "-"]
    answer = subprocess.run(called, cwd=DATA, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    os.close(ours)
    assert answer.returncode == 1
    assert b"a document is not printed on a terminal" in answer.stderr
