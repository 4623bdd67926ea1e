"""The tree at a revision is the tree that was on disk, read without a checkout."""

import os
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from innoreg.errors import CannotGoOn, InnoregError, WrongUsage
from innoreg.store.git.commit_lookup import commit_by_name, last_commit_on
from innoreg.store.git.git_tree import GitTree, folder_in_repository, tree_at
from innoreg.store.git.history_log import read_log
from innoreg.store.git.runner import Git
from innoreg.store.loader import load, load_tree
from repository import Repository, environment
from support import roadmap

PERSON = 'schema: 1\nname: "{}"\n'


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment().items():
        monkeypatch.setenv(name, value)


def at(folder: Path, rev: str = "HEAD") -> GitTree:
    git = Git(folder)
    return tree_at(git, commit_by_name(git, rev), folder_in_repository(git))


def names(folder: Path, rev: str = "HEAD") -> list[str]:
    return sorted(load_tree(at(folder, rev)).registry.by_id)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "работа")
    made.commit({"people/a.yaml": PERSON.format("А"), "roadmaps/p.yaml": roadmap("1. | март | Д")})
    made.commit({"people/b.yaml": PERSON.format("Б")}, day="2022-03-05")
    made.git("rm", "-q", "data/people/a.yaml")
    made.commit({}, day="2022-03-09")
    return made


def test_each_revision_has_its_own_records(repo: Repository) -> None:
    found = [names(repo.root, rev) for rev in ("HEAD~2", "HEAD~1", "HEAD")]
    assert found == [["a", "p"], ["a", "b", "p"], ["b", "p"]]


def test_the_same_records_and_findings_as_on_disk(repo: Repository) -> None:
    repo.commit({"people/c.yaml": "schema: 1\nnaem: x\n", "people/d.yml": "", "people/e.txt": ""})
    disk, git = load(repo.root, salvage=True), load_tree(at(repo.root), salvage=True)
    assert set(git.diagnostics) == set(disk.diagnostics)
    assert (git.records, git.ignored, git.failed) == (disk.records, disk.ignored, disk.failed)
    assert git.registry.records == disk.registry.records


@pytest.mark.parametrize("how", ["bare", "packed", "worktree", "detached", "shared"])
def test_every_kind_of_clone(repo: Repository, tmp_path: Path, how: str) -> None:
    folder = tmp_path / how
    if how == "bare":
        repo.git("clone", "-q", "--bare", ".", str(folder))
    elif how == "packed":
        folder = repo.root
        repo.git("gc", "-q", "--aggressive", "--prune=now")
        repo.git("pack-refs", "--all")
    elif how == "worktree":
        repo.git("worktree", "add", "-q", "-b", "side", str(folder), "HEAD~1")
    elif how == "detached":
        folder = repo.root
        repo.git("checkout", "-q", "--detach", "HEAD~1")
    else:
        repo.git("clone", "-q", "--shared", ".", str(folder))
    expected = ["b", "p"] if how in ("bare", "packed", "shared") else ["a", "b", "p"]
    assert names(folder) == expected


def test_a_registry_in_a_folder_with_spaces_and_cyrillic(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r", "Наш реестр/2022")
    repo.commit({"people/а б.yaml": PERSON.format("А"), "people/b.yaml": PERSON.format("Б")})
    repo.git("config", "core.quotepath", "true")
    tree = at(repo.root)
    assert [f.path for f in tree.files("data")] == [
        "data/people/b.yaml",
        "data/people/а б.yaml",
    ]
    assert names(repo.root) == names(repo.top) == ["b"]


def test_a_registry_that_was_moved_later(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.commit({"people/a.yaml": PERSON.format("А")})
    (tmp_path / "реестр").mkdir()
    repo.git("mv", "data", "innoreg.yaml", "реестр/")
    repo.git("commit", "-q", "-m", "move")
    assert names(tmp_path / "реестр", "HEAD~1") == names(tmp_path / "реестр") == ["a"]


def test_of_several_registries_one_must_be_named(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r", "один")
    repo.commit({"people/a.yaml": PERSON.format("А")})
    second = repo.top / "два"
    second.mkdir()
    (second / "innoreg.yaml").write_text("schema: 1\ntitle: x\n", encoding="utf-8")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "two")
    assert names(repo.root) == ["a"]
    assert names(second) == []
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    with pytest.raises(WrongUsage, match="один"):
        at(tmp_path / "bare")


def test_a_commit_without_a_registry_says_so(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.commit({"people/a.yaml": PERSON.format("А")})
    repo.git("rm", "-q", "innoreg.yaml")
    repo.git("commit", "-q", "-m", "no registry")
    with pytest.raises(CannotGoOn, match="there is no registry in"):
        at(tmp_path)


def test_links_are_followed_inside_and_refused_outside(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "r", "reg")
    repo.commit({"people/a.yaml": PERSON.format("А"), "/shared/b.yaml": PERSON.format("Б")})
    (repo.top / "secret.yaml").write_text(PERSON.format("С"), encoding="utf-8")
    people = repo.root / "data" / "people"
    (people / "b.yaml").symlink_to("../../shared/b.yaml")
    (people / "c.yaml").symlink_to("../../../secret.yaml")
    (people / "d.yaml").symlink_to("/etc/hostname")
    (people / "e.yaml").symlink_to("nothing.yaml")
    (people / "f.yaml").symlink_to("f.yaml")
    repo.commit({})
    read = load_tree(at(repo.root))
    assert sorted(read.registry.by_id) == ["a", "b"]
    codes = {d.place.file[12:13]: d.code for d in read.diagnostics}
    outside, unreadable = "symlink-outside", "unreadable-file"
    assert codes == {"c": outside, "d": outside, "e": unreadable, "f": outside}


def test_a_submodule_is_said_and_not_passed_over(tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit({"people/x.yaml": PERSON.format("Х")})
    repo = Repository(tmp_path / "r")
    repo.commit({"people/a.yaml": PERSON.format("А")})
    repo.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
        str(tmp_path / "other"), "data/pairs",
    )  # fmt: skip
    repo.git("commit", "-q", "-m", "submodule")
    read = load_tree(at(repo.root))
    assert (sorted(read.registry.by_id), read.failed) == (["a"], 1)
    assert [d.place.file for d in read.diagnostics] == ["data/pairs"]


def test_line_ends_of_the_checkout_make_no_difference(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    text = roadmap("1. | март | Дело").replace("\n", "\r\n").encode()
    repo.commit({"/.gitattributes": "*.yaml text eol=crlf\n", "roadmaps/p.yaml": text})
    assert b"\r\n" not in at(tmp_path).read("data/roadmaps/p.yaml")
    assert load(tmp_path).registry.records == load_tree(at(tmp_path)).registry.records


def test_a_huge_file_is_measured_without_being_read(tmp_path: Path) -> None:
    repo = Repository(tmp_path)
    repo.commit({"people/a.yaml": b"#" * (9 << 20), "people/b.yaml": PERSON.format("Б")})
    read = load_tree(at(tmp_path))
    assert [d.code for d in read.diagnostics] == ["file-too-large"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2022-03-01", ["a", "p"]),
        ("2022-03-04", ["a", "p"]),
        ("2022-03-05", ["a", "b", "p"]),
        ("2022-03-09", ["b", "p"]),
        ("9999-12-31", ["b", "p"]),
    ],
)
def test_a_day_is_the_last_commit_up_to_its_end(
    repo: Repository, day: str, found: list[str]
) -> None:
    git = Git(repo.root)
    tree = tree_at(git, last_commit_on(git, date.fromisoformat(day)), "")
    assert sorted(load_tree(tree).registry.by_id) == found


def test_what_was_merged_later_was_not_known_on_that_day(repo: Repository) -> None:
    repo.git("checkout", "-q", "-b", "side", "HEAD~1")
    repo.commit({"people/side.yaml": PERSON.format("С")}, day="2022-03-06")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-edit", "side", day="2022-03-20")
    git = Git(repo.root)
    assert not (
        {"side"}
        & set(load_tree(tree_at(git, last_commit_on(git, date(2022, 3, 10)), "")).registry.by_id)
    )
    assert (
        "side" in load_tree(tree_at(git, last_commit_on(git, date(2022, 3, 20)), "")).registry.by_id
    )


@pytest.mark.skipif(os.name == "nt", reason="the zone cannot be set for a process there")
def test_the_day_ends_when_it_ends_for_the_asker(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    git = Git(repo.root)
    found = []
    # The commit of 5 March was made at 12:00 UTC, which is 6 March already on Kiritimati.
    for zone in ("UTC", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append(last_commit_on(git, date(2022, 3, 5)).taken.date())
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert [day.day for day in found] == [5, 2]


def test_before_the_first_commit_the_first_one_is_named(repo: Repository) -> None:
    first = repo.git("rev-parse", "HEAD~2")[:8]
    with pytest.raises(WrongUsage) as refusal:
        last_commit_on(Git(repo.root), date(2021, 12, 31))
    assert first in str(refusal.value)
    assert "2022-03-01" in str(refusal.value)


def test_the_log_has_every_commit_under_its_whole_name(repo: Repository) -> None:
    git = Git(repo.root)
    told = [entry.commit.id for entry in read_log(git, commit_by_name(git, "HEAD"))]
    assert told == git("rev-list", "HEAD").decode().split()


@pytest.mark.parametrize("words", ["nosuch", "--all", "", "-1", "HEAD~99", "data", "a b", "\0"])
def test_an_unknown_revision_is_wrong_usage(repo: Repository, words: str) -> None:
    with pytest.raises(InnoregError) as refusal:
        commit_by_name(Git(repo.root), words)
    assert refusal.value.exit_code in (2, 3)


def test_a_shallow_clone_says_how_to_deepen_it(repo: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.top}", str(folder))
    here = Git(folder)
    for asked in (
        partial(last_commit_on, here, date(2022, 3, 5)),
        partial(commit_by_name, here, "HEAD~1"),
    ):
        with pytest.raises(InnoregError) as refusal:
            asked()
        assert "--unshallow" in str(refusal.value.hint)


def test_no_repository_no_commits_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CannotGoOn, match="not in a git repository"):
        commit_by_name(Git(tmp_path), "HEAD")
    Repository(tmp_path)
    with pytest.raises(CannotGoOn, match="no commits yet"):
        commit_by_name(Git(tmp_path), "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotGoOn, match="not installed"):
        commit_by_name(Git(tmp_path), "HEAD")


def test_a_calling_hook_does_not_lead_to_another_repository(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / "nosuch"))
    assert names(repo.root) == ["b", "p"]


def test_asking_leaves_no_trace(repo: Repository) -> None:
    def state() -> list[tuple[str, float]]:
        files = (p for p in repo.top.rglob("*") if p.is_file())
        return sorted((str(p), p.stat().st_mtime_ns) for p in files)

    before = state()
    names(repo.root, "HEAD~1")
    assert state() == before
