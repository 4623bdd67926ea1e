"""Files parsed by a copy of the process: the same as read here, or not known at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from innoreg.store import prefetch
from innoreg.store.loader import read_files, read_settings
from innoreg.store.prefetch import ParsedFile, parsing_ahead
from innoreg.store.tree import DiskTree
from support import DATA, tree

PERSON = 'schema: 1\nname: "Образцова А.А."\n'
USUAL = "data/people/a.yaml"


def parsed(root: Path, path: str = USUAL) -> ParsedFile | None:
    with parsing_ahead(root) as files:
        return files.take(path)


def test_what_is_parsed_beside_becomes_the_same_records() -> None:
    disk = DiskTree(DATA)
    settings = read_settings(disk)
    with parsing_ahead(DATA) as files:
        assert len(files.files) > 50
        beside = [
            read and read.record for _path, read in read_files(disk, settings, known=files.take)
        ]
        assert not files.files
    assert beside == [read and read.record for _path, read in read_files(disk, settings)]


def test_a_file_is_handed_out_once_with_the_places_of_its_values(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON + "gender: x\n"})
    disk = DiskTree(root)
    with parsing_ahead(root) as files:
        ((_path, read),) = read_files(disk, read_settings(disk), known=files.take)
        assert files.take(USUAL) is None
    assert read
    assert [(d.code, d.place.line, d.place.column) for d in read.diagnostics] == [
        ("unknown-value", 3, 9)
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", PERSON.encode("cp1251"), b"name: &a x\n", b"- list\n"]
)
def test_what_is_not_of_the_usual_form_is_left_to_those_who_can_say_so(
    tmp_path: Path, content: bytes
) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON, "people/b.yaml": content})
    assert parsed(root)
    assert parsed(root, "data/people/b.yaml") is None


def test_a_tree_of_too_many_files_is_not_parsed_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(tmp_path, {f"people/{name}.yaml": PERSON for name in "abc"})
    monkeypatch.setattr(prefetch, "_MOST", 3)
    assert parsed(root)
    monkeypatch.setattr(prefetch, "_MOST", 2)
    assert parsed(root) is None


def test_files_left_out_are_not_parsed(tmp_path: Path) -> None:
    root = tree(tmp_path, {f"people/{name}.yaml": PERSON for name in "abc"})
    with parsing_ahead(root, {USUAL}) as files:
        assert files.take(USUAL) is None
        assert files.take("data/people/b.yaml")


@pytest.mark.parametrize("settings", ["", "data: records/../data\n", "data: &x data\n"])
def test_a_folder_that_the_settings_do_not_plainly_name_is_the_usual_one(
    tmp_path: Path, settings: str
) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON})
    (root / "innoreg.yaml").write_text(settings, encoding="utf-8")
    assert parsed(root)


def test_the_folder_that_the_settings_name_is_read(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON})
    (root / "innoreg.yaml").write_text("data: records\n", encoding="utf-8")
    assert parsed(root) is None
    (root / "data").rename(root / "records")
    assert parsed(root, "records/people/a.yaml")


def test_no_copy_is_left_when_the_reading_goes_wrong(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON})
    # In a process of its own: this one may have children of other tests.
    code = (
        "import os, sys, pathlib\n"
        "from innoreg.store.prefetch import parsing_ahead\n"
        "try:\n"
        "    with parsing_ahead(pathlib.Path(sys.argv[1])):\n"
        "        raise RuntimeError\n"
        "except RuntimeError:\n"
        "    pass\n"
        "if hasattr(os, 'WNOHANG'):\n"
        "    try:\n"
        "        print(os.waitpid(-1, os.WNOHANG))\n"
        "    except ChildProcessError:\n"
        "        pass\n"
    )
    left = subprocess.run(
        [sys.executable, "-c", code, root], capture_output=True, encoding="utf-8", check=True
    )
    assert left.stdout == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_pipe_among_the_files_does_not_stop_it(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/a.yaml": PERSON})
    os.mkfifo(root / "data/people/0.yaml")
    assert parsed(root)
    assert parsed(root, "data/people/0.yaml") is None
