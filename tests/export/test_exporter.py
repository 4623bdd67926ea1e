"""An export appears whole or not at all, replaces only an export, and says what is missing."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from export.exports import DAY, export, python
from innoreg.cli import main
from innoreg.export.tables import TABLES
from support import DATA, roadmap, tree

FORMATS = ("parquet", "sqlite", "xlsx")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_tree_and_day_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    first, second = (export(tmp_path / name, "--format", form) for name in ("a", "b"))
    assert files(first) == files(second)
    assert files(export(tmp_path / "c", "--format", form, day="2022-09-01")) != files(first)


@pytest.mark.parametrize("form", FORMATS)
def test_an_earlier_export_is_replaced_whole(form: str, tmp_path: Path) -> None:
    folder = export(tmp_path / "deep" / "register", "--format", "sqlite", day="2021-01-01")
    fresh = export(tmp_path / "fresh", "--format", form)
    export(folder, "--format", form)
    assert files(folder) == files(fresh)
    assert [path.name for path in folder.parent.iterdir()] == ["register"]


def test_an_empty_folder_is_taken_and_tables_and_rows_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    root = tree(tmp_path, {"roadmaps/p.yaml": roadmap("1 | до 1 марта | А")})
    words = ["-C", str(root), "export", "--to", str(tmp_path / "out"), "--today", DAY]
    assert main(words) == 0
    # The plan, its item, and the window of its term.
    assert capsys.readouterr().out == f"{len(TABLES)} tables, 3 rows: {tmp_path / 'out'}\n"
    assert main([*words, "--lang", "ru"]) == 0
    # «20 таблиц», «21 таблица»: the form of the word depends on the number.
    said = capsys.readouterr().out
    assert re.fullmatch(rf"{len(TABLES)} таблиц[аы]?, 3 строки: .*out\n", said)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.txt", "моё", "was not written by this command"),
        ("_export.json", "{}", "was not written by this command"),
        ("_export.json", "не JSON", "was not written by this command"),
        ("kind=people/mine.parquet", "моё", "was not written by this command"),
    ],
)
def test_a_folder_of_something_else_is_left_as_it_is(
    name: str, content: str, reason: str, tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "out"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(content, encoding="utf-8")
    before = files(folder)
    assert main(["-C", str(DATA), "export", "--to", str(folder)]) == 1
    assert reason in capsys.readouterr().err
    assert files(folder) == before


def test_what_somebody_put_into_an_export_is_not_lost(tmp_path: Path, capsys: Any) -> None:
    folder = export(tmp_path / "out")
    (folder / "kind=people" / "вывод.sql").write_text("SELECT 1", encoding="utf-8")
    before = files(folder)
    assert main(["-C", str(DATA), "export", "--to", str(folder), "--lang", "ru"]) == 1
    assert "kind=people/вывод.sql" in capsys.readouterr().err
    assert files(folder) == before


def test_a_manifest_that_names_the_files_of_others_deletes_none(
    tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "out"
    (folder / "kind=people").mkdir(parents=True)
    names = ["письма.txt", "kind=people/notes.md"]
    for name in names:
        (folder / name).write_text("моё", encoding="utf-8")
    manifest = {"format": 1, "form": "parquet", "files": names}
    (folder / "_export.json").write_text(json.dumps(manifest), encoding="utf-8")
    before = files(folder)
    assert main(["-C", str(DATA), "export", "--to", str(folder), "--format", "sqlite"]) == 1
    assert files(folder) == before
    assert "did not write" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_file_in_the_way_is_refused(lang: str, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "out").write_text("моё", encoding="utf-8")
    words = ["-C", str(DATA), "export", "--lang", lang, "--to"]
    assert main([*words, str(tmp_path / "out")]) == 1
    assert main([*words, str(tmp_path / "out" / "below")]) == 3
    assert "innoreg: " in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "моё"


# A limit on the size of files is how a disk fills up without a disk to fill.
FULL = """
import resource, sys
from innoreg.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are of POSIX")
@pytest.mark.parametrize("form", FORMATS)
def test_a_disk_that_refuses_leaves_the_earlier_export(form: str, tmp_path: Path) -> None:
    folder = export(tmp_path / "out", "--format", form)
    before = files(folder)
    words = ["-C", str(DATA), "export", "--to", str(folder), "--format", form, "--lang", "ru"]
    answer = python(FULL, *words)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert f"не удаётся записать {folder}" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert files(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


WITHOUT = """
import sys
sys.modules["pyarrow"] = None
from innoreg.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_the_extra_it_says_what_to_install_and_sqlite_works(tmp_path: Path) -> None:
    words = ["-C", str(DATA), "export", "--to", str(tmp_path / "out")]
    answer = python(WITHOUT, *words, "--lang", "ru")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert f"{sys.executable} -m pip install pyarrow`" in answer.stderr
    assert "не установлен" in answer.stderr
    assert not (tmp_path / "out").exists()
    assert python(WITHOUT, *words, "--format", "sqlite").returncode == 0


LOADED = """
import sys
from innoreg.cli import main
main(sys.argv[1:])
print(*(name for name in ("pyarrow", "innoreg.export") if name in sys.modules))
"""


def test_no_other_command_loads_it_and_its_help_loads_no_library() -> None:
    def loaded(*words: str) -> str:
        return python(LOADED, "-C", str(DATA), *words).stdout.splitlines()[-1]

    assert loaded("due", "--month", "2022-03") == ""
    assert loaded("validate") == ""
    assert "pyarrow" not in loaded("export", "--help").split()
