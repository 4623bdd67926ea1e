"""Protected records in a repository of their own: read where it is there, told where it is not, kept apart."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from innoreg.model.privacy import KIND_CLASS
from innoreg.record_kinds import FOLDERS
from innoreg.store.change_journal import finish_interrupted_change, planned, write_journal
from innoreg.store.loader import load
from innoreg.whole_file import stage_file
from repository import environment, finished
from support import DATA, roadmap, tree

EXAMPLE = DATA / "src/innoreg/examples/mentoring"
DAY = "2026-11-20"


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented region, its protected kinds in `private` beside `public`, both repositories."""
    top = tmp_path_factory.mktemp("apart")
    public = shutil.copytree(EXAMPLE, top / "public")
    private = top / "private"
    (private / "data").mkdir(parents=True)
    (private / "innoreg-private.yaml").write_text("schema: 1\n", "utf-8")
    for kind, least in KIND_CLASS.items():
        if least == "restricted" and (public / "data" / FOLDERS[kind]).is_dir():
            (public / "data" / FOLDERS[kind]).rename(private / "data" / FOLDERS[kind])
    settings = public / "innoreg.yaml"
    settings.write_text(settings.read_text("utf-8") + "data_private: ../private\n", "utf-8")
    for folder in (public, private):
        finished("git", "init", "-q", "-b", "main", cwd=folder)
        commit_all(folder)
    return top


def commit_all(folder: Path) -> None:
    finished("git", "add", "-A", cwd=folder)
    finished("git", "commit", "-q", "-m", "all", cwd=folder)


class World:
    """The two folders side by side, and the program called in the one that anybody may see."""

    def __init__(self, top: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.public, self.private, self._capsys = top / "public", top / "private", capsys

    def call(self, *words: str) -> tuple[int, str, str]:
        root = str(self.public)
        code = main(["-C", root, "--lang", "en", "--today", DAY, *words])
        return code, *self._capsys.readouterr()

    def say(self, *words: str, code: int = 0) -> str:
        got, out, err = self.call(*words)
        assert got == code, out + err
        return out + err

    def asked(self, *words: str) -> Any:
        code, out, err = self.call(*words, "--format", "json")
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def world(
    apart: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> World:
    monkeypatch.setenv("INNOREG_CACHE", str(tmp_path / "cache"))
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    return World(shutil.copytree(apart, tmp_path / "world"), capsys)


def test_answers_are_those_of_one_folder(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "one/public")
    one = World(tmp_path / "one", capsys)
    for words in (
        ("list", "low-results", "--year", "2025"),
        ("mentoring",),
        ("match", "2026"),
    ):
        told, whole = world.asked(*words), one.asked(*words)
        assert "failed" not in told
        for answer in (told, whole):
            # Only where a record lies is another.
            for row in answer.get("rows", ()):
                row.pop("source", None)
        assert told == whole


def test_validate_finds_nothing_in_either(world: World) -> None:
    assert "0 errors, 0 warnings" in world.say("validate")
    path = world.private / "data/results/2025.csv"
    path.write_text(path.read_text("utf-8") + "belamen;oge-math;1;5;;;\n", "utf-8")
    told = world.say("validate", code=1)
    assert "../private/data/results/2025.csv:" in told


GONE = "the folder of protected records ../private is not here"


def test_what_is_not_here_is_not_known(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.private.rename(world.private.with_name("elsewhere"))
    for words in (
        ("results", "show", "--year", "2025"),
        ("list", "low-results", "--year", "2025"),
        ("why", "zaozerye-5", "--criteria", "low-results", "--year", "2025"),
        ("match", "2026"),
        ("council",),
        ("paper", "scores", "--draft"),
        ("indicators", "coverage"),
        ("results", "import", str(EXAMPLE / "incoming/results-2026.csv"), "--year", "2026"),
    ):
        said = world.say(*words, code=1)
        assert "not known: what is asked for lies in ../private, which is not here" in said, words
    told = world.asked("due", "--year", "2026")
    (lacks,) = told["failed"]
    assert lacks["file"] == "../private"
    assert GONE in lacks["message"]
    assert GONE in world.say("due", "--year", "2026")
    assert "0 errors" in world.say("validate")
    # Named for one call, it is there; and the cache does not remember that it was not.
    monkeypatch.setenv("INNOREG_PRIVATE", str(world.private.with_name("elsewhere")))
    assert "failed" not in world.asked("due", "--year", "2026")
    assert "Results of 2025" in world.say("results", "show", "--year", "2025")
    monkeypatch.delenv("INNOREG_PRIVATE")
    assert GONE in world.say("due", "--year", "2026")
    # An empty name stands for none, as in CI.
    world.private.with_name("elsewhere").rename(world.private)
    assert "failed" not in world.asked("due", "--year", "2026")
    monkeypatch.setenv("INNOREG_PRIVATE", "")
    assert GONE in world.say("due", "--year", "2026")


def test_a_folder_that_does_not_say_so_is_not_read(world: World) -> None:
    (world.private / "innoreg-private.yaml").unlink()
    assert GONE in world.say("due", "--year", "2026")
    assert load(world.public).registry.settings.private is None


def test_protected_records_are_written_there_and_nowhere_else(world: World) -> None:
    before = sorted((world.public / "data").rglob("*"))
    world.say(
        "results",
        "import",
        str(EXAMPLE / "incoming/results-2026.csv"),
        "--year",
        "2026",
        "--commit",
    )
    assert (world.private / "data/results/2026.csv").is_file()
    world.say("new", "person", "teacher-1", "name=Тайный Т.Т.", "protected=true")
    assert (world.private / "data/people/teacher-1.yaml").is_file()
    assert sorted((world.public / "data").rglob("*")) == before
    log = finished("git", "log", "--format=%s", cwd=world.private).splitlines()
    assert len(log) == 2
    assert finished("git", "status", "--porcelain", cwd=world.public) == ""
    history = world.say("history", "2025")
    assert "2022-03-01" in history


def test_nothing_is_written_where_the_folder_is_not_here(world: World) -> None:
    world.private.rename(world.private.with_name("elsewhere"))
    before = {p: p.read_bytes() for p in world.public.rglob("*") if p.is_file()}
    said = world.say("new", "profile", "a-2026", "school=belokamen-1", "year=2026", code=1)
    assert "protected records belong into ../private, which is not here" in said
    assert {p: p.read_bytes() for p in world.public.rglob("*") if p.is_file()} == before
    assert not world.private.exists()


def test_a_change_that_would_show_a_person_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.public / "data/people/curator.yaml"
    text = person.read_text("utf-8").replace("schema: 1\n", "schema: 1\nvisibility: personal\n")
    editor = world.private.with_name("editor.py")
    editor.write_text(
        f"import sys, pathlib; pathlib.Path(sys.argv[1]).write_text({text!r}, 'utf-8')\n", "utf-8"
    )
    before = person.read_bytes()
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = world.say("edit", "curator", code=1)
    assert "a protected record, which belongs into ../private" in said
    assert person.read_bytes() == before


def test_a_revision_says_that_it_has_no_protected_records(world: World) -> None:
    said = world.say("results", "show", "--year", "2025", "--rev", "HEAD", code=1)
    assert "not known" in said


PLAN = roadmap(
    "7.1.4. | апрель, май, июнь | Отчёт о совместной работе"
    " | addressees:;  - group: {pairs: teacher}"
)  # fmt: skip


def test_who_reports_of_pairs_of_people_is_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "public").mkdir()
    world = World(tmp_path, capsys)
    root = tree(world.public, {"roadmaps/plan.yaml": PLAN})
    settings = root / "innoreg.yaml"
    settings.write_text(settings.read_text("utf-8") + "data_private: ../private\n", "utf-8")
    (row,) = (r for r in world.asked("overdue")["rows"] if r["ref"] == "plan/7.1.4")
    assert row["addressees_unknown"] is True
    assert "who has reported is not known" in world.say("overdue")
    assert "not known" in world.say("behind", "plan/7.1.4", code=1)
    assert "not known" in world.say("done", "plan/7.1.4", "--on", "2022-06-30", code=1)


def test_a_change_interrupted_there_is_finished(world: World) -> None:
    name = "../private/data/profiles/belokamen-1-2025.yaml"
    path = world.private / "data/profiles/belokamen-1-2025.yaml"
    before = path.read_bytes()
    after = before + b"# new\n"
    stage_file(path, after)
    write_journal(world.public, [planned(name, before, after)], staged=False)
    write_journal(world.public, [planned(name, before, after)], staged=True)
    assert finish_interrupted_change(world.public) is not None
    assert path.read_bytes() == after
    assert not list(path.parent.glob(".*.new"))


def test_a_journal_reaches_no_other_folder(world: World) -> None:
    other = world.private.with_name("other.yaml")
    other.write_bytes(b"old\n")
    stage_file(other, b"new\n")
    files = [planned("../other.yaml", b"old\n", b"new\n")]
    write_journal(world.public, files, staged=False)
    write_journal(world.public, files, staged=True)
    finish_interrupted_change(world.public)
    assert other.read_bytes() == b"old\n"


def test_no_link_leads_out_of_the_private_folder(world: World) -> None:
    outside = world.private.with_name("outside.yaml")
    outside.write_text("schema: 1\nname: Чужой Ч.Ч.\n", "utf-8")
    people = world.private / "data/people"
    people.mkdir()
    (people / "stranger.yaml").symlink_to(outside)
    said = world.say("validate", code=1)
    assert "../private/data/people/stranger.yaml:1:1: error[symlink-outside]" in said
    assert "Чужой" not in said
    (people / "stranger.yaml").unlink()


def test_nothing_protected_is_written_out_into_the_open_repository(world: World) -> None:
    inside, outside = world.public / "out", world.private.with_name("out")
    for words in (
        ("results", "export", "--year", "2025", "--xlsx"),
        ("export", "--format", "sqlite", "--to"),
        ("pages", "--to"),
    ):
        said = world.say(*words, str(inside / "x.xlsx"), code=1)
        assert "lies in the repository that has no protected records" in said
        assert not inside.exists()
    world.say("results", "export", "--year", "2025", "--xlsx", str(outside))
    assert outside.is_file()
    world.say("export", "--public", "--format", "sqlite", "--to", str(inside))
    assert inside.is_dir()


def test_nothing_private_is_public(world: World) -> None:
    moved = world.private / "data/people"
    moved.mkdir()
    (world.public / "data/people/curator.yaml").rename(moved / "curator.yaml")
    world.say(
        "export", "--public", "--to", str(world.private.with_name("out")), "--format", "sqlite"
    )
    told = b"".join(
        p.read_bytes() for p in world.private.with_name("out").rglob("*") if p.is_file()
    )
    lines = (moved / "curator.yaml").read_text("utf-8").splitlines()
    name = next(line for line in lines if line.startswith("name:")).split('"')[1]
    assert name.encode() not in told
    assert "МОУ".encode() in told
