"""What is kept between calls: the same answers with it and without, and `innoreg cache`."""

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random

import pytest

from cache.mutations import Editor
from cache.plan_edits import PlanEditor
from innoreg.cli import main
from repository import Repository
from support import DATA, roadmap, tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INNOREG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("INNOREG_LANG", "en")
    monkeypatch.delenv("INNOREG_REGISTRY", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    folder.mkdir()
    files = {"people/obraztsova-aa.yaml": PERSON, "roadmaps/plan.yaml": roadmap("1 | март | Отчёт")}
    return tree(folder, files)


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


QUESTIONS = (
    "due",
    "due --month march --year 2022",
    "due --year 2021 --format json",
    "due --quarter 2 --district kingisepp",
    "due --week 2022-03-02 --status overdue,planned --format csv",
    "due --within 40 --responsible нау --format md",
    "due --from 2020-01-01 --to 2024-12-31 --program loiro-2022 --format json",
    "overdue",
    "overdue --responsible shekhovtseva-ev",
    "overdue --format json",
    "validate",
    "validate --format json",
    "validate --format sarif data/orders data/people",
    "validate --format junit",
)
DAYS = ("2019-09-01", "2021-02-28", "2022-03-10", "2022-05-31", "2023-08-31", "2030-01-01")


def in_place(root: Path, chance: Random) -> str:
    """Another digit or letter in the place of one, the size and the time as before."""
    path = chance.choice(sorted((root / "data").rglob("*.yaml")))
    stat, text = path.stat(), path.read_text(encoding="utf-8")
    at = chance.choice([n for n, sign in enumerate(text) if sign.isdecimal()] or [0])
    path.write_text(f"{text[:at]}{chance.randint(0, 9)}{text[at + 1 :]}", encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return f"in place: {path.name}"


def change_places(root: Path, chance: Random) -> str:
    """Another state of all records comes in by renaming, and the one before goes aside."""
    aside, third = root / "aside", root / "third"
    if not aside.exists():
        shutil.copytree(root / "data", aside)
        in_place(root, chance)
    (root / "data").rename(third)
    aside.rename(root / "data")
    third.rename(aside)
    return "changed places"


@pytest.mark.parametrize("seed", range(4))
def test_the_answers_are_the_same_with_the_cache_a_new_one_and_none(
    tmp_path: Path, cache: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    root = tmp_path / "register"
    shutil.copytree(DATA / "data", root / "data")
    shutil.copy2(DATA / "innoreg.yaml", root)
    editor, plans, done = Editor(root, seed), PlanEditor(root, seed), ["copied"]
    # Where seldom more than plans are edited, most rows are those that were kept.
    edits = [plans.edit] * 12 + [
        partial(each, root, editor.random) for each in (in_place, change_places)
    ]
    edits = edits if seed % 2 else [*edits, *[editor.edit] * 14]
    for _step in range(8):
        for question in editor.random.sample(QUESTIONS, 4):
            words = [*question.split(), "-C", str(root), "--today", editor.random.choice(DAYS)]
            paths = [str(root / word) if word.startswith("data/") else word for word in words]
            for language in ("ru", "en"):
                asked = [*paths, "--lang", language]
                kept = run(capsys, *asked)
                assert kept == run(capsys, *asked, "--no-cache"), (words, done)
                with monkeypatch.context() as elsewhere:
                    elsewhere.setenv("INNOREG_CACHE", str(tmp_path / "new"))
                    shutil.rmtree(tmp_path / "new", ignore_errors=True)
                    assert kept == run(capsys, *asked), (words, done)
        for _time in range(editor.random.randint(0, 2)):
            done.append(editor.random.choice(edits)())
    assert cache.exists()


HEAVY = {"pydantic", "yaml", "rich", "innoreg.model", "innoreg.ledger", "innoreg.rules"}


@pytest.mark.parametrize("question", ["due --format json", "overdue --format csv", "validate"])
def test_an_answer_that_is_kept_needs_nothing_that_reads_records(
    root: Path, cache: Path, question: str
) -> None:
    program = (
        "import sys\nfrom innoreg.cli import main\nmain(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program, "-C", str(root), *question.split()],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
    assert HEAVY & set(done.stderr.split()) == set()


@pytest.mark.parametrize("words", [["--no-cache", "validate"], ["validate", "--no-cache"]])
def test_no_cache_keeps_nothing(root: Path, cache: Path, capsys: Capture, words: list[str]) -> None:
    assert run(capsys, "-C", str(root), *words)[0] == 0
    assert not cache.exists()


def test_no_cache_may_be_asked_for_once_and_for_all(
    root: Path, cache: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOREG_NO_CACHE", "1")
    assert run(capsys, "-C", str(root), "validate")[0] == 0
    assert not cache.exists()


def info(capsys: Capture, root: Path) -> dict[str, object]:
    code, out, err = run(capsys, "-C", str(root), "cache", "info", "--format", "json")
    assert (code, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


def test_info_says_what_there_is(root: Path, cache: Path, capsys: Capture) -> None:
    assert info(capsys, root)["state"] == "missing"
    assert not cache.exists(), "to ask is not to make"
    run(capsys, "-C", str(root), "validate")
    found = info(capsys, root)
    (file,) = cache.iterdir()
    assert found["file"] == str(file)
    assert found["bytes"] == file.stat().st_size
    assert (found["state"], found["files"], found["records"]) == ("fresh", 2, 2)
    assert found["products"] == ["findings"]
    (root / "data/people/obraztsova-aa.yaml").write_text("name: [\n", encoding="utf-8")
    assert info(capsys, root)["state"] == "stale"
    run(capsys, "-C", str(root), "validate")
    run(capsys, "-C", str(root), "due")
    found = info(capsys, root)
    assert (found["state"], found["files"], found["records"]) == ("fresh", 2, 1)
    assert found["products"] == ["findings", "rows"]
    file.write_bytes(b"no index")
    assert info(capsys, root)["state"] == "unusable"


def test_info_speaks_to_people_in_both_languages(root: Path, cache: Path, capsys: Capture) -> None:
    run(capsys, "-C", str(root), "validate")
    english = run(capsys, "-C", str(root), "cache", "info")[1]
    russian = run(capsys, "-C", str(root), "--lang", "ru", "cache", "info")[1]
    assert "up to date" in english
    assert "2 files, 2 records" in english
    assert "соответствует файлам" in russian
    assert "2 файла, 2 записи" in russian


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no such place elsewhere")
def test_info_says_that_nothing_can_be_kept(
    root: Path, capsys: Capture, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "file").touch()
    monkeypatch.setenv("INNOREG_CACHE", str(root / "file" / "cache"))
    assert info(capsys, root)["state"] == "impossible"
    assert run(capsys, "-C", str(root), "validate")[0] == 0


def test_clear_removes_the_cache_of_this_registry_alone(
    root: Path, cache: Path, capsys: Capture, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other)
    for each in (root, other):
        run(capsys, "-C", str(each), "validate")
    left = cache / "letter.txt"
    left.write_text("not of innoreg", encoding="utf-8")
    code, out, _err = run(capsys, "-C", str(root), "cache", "clear")
    assert (code, out.startswith("1 file removed, ")) == (0, True)
    assert info(capsys, root)["state"] == "missing"
    assert info(capsys, other)["state"] == "fresh"
    assert run(capsys, "-C", str(root), "cache", "clear")[:2] == (0, "0 files removed\n")
    run(capsys, "-C", str(root), "validate")
    assert run(capsys, "cache", "clear", "--all")[1].startswith("2 files removed")
    assert list(cache.iterdir()) == [left]


def test_the_cache_among_the_records_is_refused(
    root: Path, capsys: Capture, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INNOREG_CACHE", str(root / "data" / "cache"))
    code, out, err = run(capsys, "-C", str(root), "validate")
    assert (code, out) == (2, "")
    assert "INNOREG_CACHE lies among the records" in err
    assert not (root / "data" / "cache").exists()


def test_a_revision_is_never_answered_from_the_cache(
    root: Path, cache: Path, capsys: Capture
) -> None:
    repository = Repository(root)
    repository.commit({})
    question = ("-C", str(root), "overdue", "--today", "2022-05-01")
    committed = run(capsys, *question)
    (root / "data/roadmaps/plan.yaml").unlink()
    assert run(capsys, *question)[1] != committed[1]
    assert run(capsys, *question, "--rev", "HEAD") == committed
    code, _out, err = run(capsys, "-C", str(root), "--rev", "HEAD", "cache", "info")
    assert (code, "--rev" in err) == (2, True)


@pytest.mark.parametrize("command", ["due", "overdue", "validate"])
def test_a_wrong_day_is_told_with_the_cache_and_without(
    root: Path, cache: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("INNOREG_TODAY", "вчера")
    kept = run(capsys, "-C", str(root), command)
    assert kept == run(capsys, "-C", str(root), "--no-cache", command)
    assert kept[0] == 2
