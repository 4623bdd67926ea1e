"""The chief and two colleagues: what they type and see, in real repositories with real merges."""

import json
import subprocess
from pathlib import Path

import pytest

from innoreg import __version__
from repository import PROGRAM, Repository, innoreg
from support import roadmap, tree

PERSON = 'schema: 1\nname: "{}"\n'
PLAN = roadmap(
    "1. | март | Совещание", "2. | апрель, четвёртая неделя | Вебинар", "3. | май | Отчёт"
)
DONE = '    events:\n      - event: done\n        on: "{}"\n'


def after_item(number: str, lines: str, text: str = PLAN) -> str:
    """The plan with lines below the last one of an item."""
    head, _mark, tail = text.partition(f'  - number: "{number}."')
    end = tail.find("\n  - number:") + 1 or len(tail)
    return f'{head}  - number: "{number}."{tail[:end]}{lines}{tail[end:]}'


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "реестр района")
    made.commit({"roadmaps/p.yaml": PLAN, "people/a.yaml": PERSON.format("А")}, why="Начало")
    return made


@pytest.fixture
def shared(repo: Repository) -> Repository:
    """The same with the driver installed."""
    answer = innoreg("init", "--git", ".", cwd=repo.root)
    assert answer.returncode == 0, answer.stderr
    repo.commit({}, why="merging")
    return repo


def branches(repo: Repository, ours: dict[str, str], theirs: dict[str, str]) -> tuple[int, str]:
    """Two people's commits, and the merge of the second into the first."""
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit(theirs, who="Ванюшкин А.В.", day="2022-03-03", why="theirs")
    repo.git("checkout", "-q", "main")
    repo.commit(ours, day="2022-03-02", why="ours")
    return repo.merge("theirs")


# --- questions about an earlier day


def test_every_question_can_be_asked_of_a_day_and_of_a_revision(repo: Repository) -> None:
    repo.commit({"roadmaps/p.yaml": after_item("1", DONE.format("2022-03-10"))}, day="2022-03-11")
    for rev, status in (("2022-03-05", "overdue"), ("05.03.2022", "overdue"), ("HEAD~1", "overdue"), ("HEAD", "done")):  # fmt: skip
        answer = innoreg("due", "--month", "2022-03", "--format", "json", "--rev", rev, "--today", "2022-04-02", cwd=repo.root)  # fmt: skip
        (row,) = json.loads(answer.stdout)["rows"]
        assert (row["ref"], row["status"]) == ("p/1", status), rev
    assert (
        "p/1"
        in innoreg("overdue", "--rev", "HEAD~1", "--today", "2022-04-02", cwd=repo.root).stdout
    )
    assert "done" not in innoreg("show", "p/1", "--rev", "HEAD~1", cwd=repo.root).stdout


def test_a_bare_repository_is_a_registry(repo: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    repo.git("clone", "-q", "--bare", ".", str(bare))
    for where in (["-C", str(bare)], []):
        answer = innoreg("list", "people", *where, cwd=bare if not where else tmp_path)
        assert answer.returncode == 0, answer.stderr
        assert "а" in answer.stdout.lower()
    assert innoreg("validate", "-C", str(bare), "data/people", cwd=tmp_path).returncode == 0
    assert innoreg("history", "p/1", "-C", str(bare), cwd=tmp_path).stdout.count("Начало") == 1


def test_validate_of_a_revision_shows_its_lines(repo: Repository) -> None:
    repo.commit({"people/b.yaml": "schema: 1\nnaem: Б\n"})
    repo.commit({"people/b.yaml": PERSON.format("Б")})
    assert innoreg("validate", cwd=repo.root).returncode == 0
    answer = innoreg("validate", "--rev", "HEAD~1", "data/people", cwd=repo.root)
    assert answer.returncode == 1
    assert "naem: Б" in answer.stdout
    assert innoreg("validate", "--rev", "HEAD~1", "data/nosuch", cwd=repo.root).returncode == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["due", "--rev", "nosuch"], 2, "git fetch"),
        (["due", "--rev", "2022-02-01"], 2, "2022-03-01"),
        (["due", "--rev", "31.02.2022"], 2, "not a date"),
        (["diff", "nosuch"], 2, "no revision"),
        (["diff", "HEAD..HEAD", "HEAD"], 2, "both revisions"),
        (["history", "nosuch"], 2, "nosuch"),
        (["merge-check", "nosuch"], 2, "no revision"),
    ],
)
def test_refusals_name_the_next_step(
    repo: Repository, words: list[str], code: int, said: str
) -> None:
    answer = innoreg(*words, cwd=repo.root)
    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr


def test_without_a_repository_the_next_step_is_to_begin_one(repo: Repository) -> None:
    (repo.top / ".git").rename(repo.top.parent / "away")
    assert innoreg("due", cwd=repo.root).returncode == 0
    answer = innoreg("due", "--rev", "HEAD", cwd=repo.root)
    assert answer.returncode == 3
    assert "innoreg init --git" in answer.stderr


def test_without_git_the_files_can_still_be_asked_about(repo: Repository, tmp_path: Path) -> None:
    assert innoreg("due", cwd=repo.root, PATH="").returncode == 0
    answer = innoreg("due", "--rev", "HEAD", cwd=repo.root, PATH="")
    assert (answer.returncode, "not installed" in answer.stderr) == (3, True)


# --- who changed what


def test_the_history_of_an_item_has_only_what_changed_it(repo: Repository) -> None:
    marked = after_item("1", DONE.format("2022-03-10"))
    repo.commit({"roadmaps/p.yaml": marked}, why="другое")
    repo.commit({"roadmaps/p.yaml": marked.replace("title: План", "title: 'План'")}, why="кавычки")
    moved = after_item(
        "2", '    events: [{event: extended, on: "2022-04-01", to: до 20 мая}]\n', marked
    )
    repo.commit({"roadmaps/p.yaml": moved}, day="2022-04-01", who="Ванюшкин А.В.", why="Перенос")
    repo.git("mv", "data/roadmaps/p.yaml", "data/roadmaps/plan.yaml")
    repo.commit({}, why="Имя", day="2022-04-02")
    repo.commit(
        {"roadmaps/plan.yaml": moved.replace('"2."', '"4."')}, why="Номер", day="2022-04-03"
    )
    steps = json.loads(innoreg("history", "plan/4", "--format", "json", cwd=repo.root).stdout)["steps"]  # fmt: skip
    assert [(s["subject"], s["author"], [c["what"] for c in s["changes"]]) for s in steps] == [
        ("Номер", "Князева Т.Б", ["renumbered"]),
        ("Перенос", "Ванюшкин А.В", ["happened"]),
        ("Начало", "Князева Т.Б", ["added"]),
    ]
    text = innoreg("history", "plan/4", cwd=repo.root).stdout
    assert "2022-04-01 12:00  Ванюшкин А.В" in text
    assert "p/2: term moved: апрель, четвёртая неделя → до 20 мая" in text
    whole = innoreg("history", "plan", cwd=repo.root).stdout
    assert "renamed: p → plan" in whole
    assert "кавычки" not in innoreg("history", "plan/1", cwd=repo.root).stdout


def test_history_knows_what_is_not_committed_and_what_is_gone(repo: Repository) -> None:
    (repo.root / "data/people/a.yaml").unlink()
    text = innoreg("history", "a", cwd=repo.root).stdout
    assert text.startswith("not committed yet\n  a: removed")
    repo.commit({}, why="Ушёл")
    assert "Ушёл" in innoreg("history", "a", cwd=repo.root).stdout


def test_history_of_a_shallow_clone_says_that_more_is_elsewhere(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit({}, why="второй")
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.top}", str(tmp_path / "shallow"))
    answer = innoreg("history", "p/1", cwd=tmp_path / "shallow")
    assert (answer.returncode, "--unshallow" in answer.stderr) == (0, True)


def test_a_merge_is_a_step_only_where_it_changed_something_itself(shared: Repository) -> None:
    code, said = branches(
        shared,
        {"roadmaps/p.yaml": after_item("1", DONE.format("2022-03-10"))},
        {"roadmaps/p.yaml": after_item("2", DONE.format("2022-03-11"))},
    )
    assert code == 0, said
    for item, subject in (("p/1", "ours"), ("p/2", "theirs")):
        steps = json.loads(innoreg("history", item, "--format", "json", cwd=shared.root).stdout)
        assert [step["subject"] for step in steps["steps"]] == [subject, "Начало"]


# --- what changed


def test_diff_for_people_for_a_merge_request_and_for_programs(repo: Repository) -> None:
    moved = after_item("2", '    events: [{event: extended, on: "2022-04-01", to: до 20 мая, basis: o/2}]\n')  # fmt: skip
    repo.commit({"roadmaps/p.yaml": moved}, day="2022-04-01")
    line = "p/2: срок перенесён: апрель, четвёртая неделя → до 20 мая, основание o/2\n"
    for words in (["HEAD~1"], ["2022-03-20", "HEAD"], ["HEAD~1..HEAD"], ["HEAD~1", "--rev", "HEAD"]):  # fmt: skip
        assert innoreg("diff", *words, "--lang", "ru", cwd=repo.root).stdout == line
    page = innoreg("diff", "HEAD~1", "--format", "md", "--lang", "ru", cwd=repo.root).stdout
    assert page.startswith("### Изменения")
    assert "- `2` Вебинар: срок перенесён" in page
    document = json.loads(innoreg("diff", "HEAD~1", "--format", "json", cwd=repo.root).stdout)
    (change,) = document["changes"]
    assert (document["format"], document["to"]["commit"]) == (1, None)
    assert {k: change[k] for k in ("what", "subject", "ref", "field", "was")} == {
        "what": "happened", "subject": "item", "ref": "p/2", "field": "events",
        "was": "апрель, четвёртая неделя",
    }  # fmt: skip
    assert change["now"]["basis"] == "o/2"
    assert innoreg("diff", "HEAD", cwd=repo.root).stdout == "Nothing has changed in the records.\n"


def test_three_dots_leave_out_what_the_other_branch_did(repo: Repository) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.commit({"people/b.yaml": PERSON.format("Б")})
    repo.git("checkout", "-q", "main")
    repo.commit({"people/c.yaml": PERSON.format("В")})
    assert innoreg("diff", "main...side", cwd=repo.root).stdout == "b: added: person “Б”\n"


# --- a registry in a folder of a repository


@pytest.mark.parametrize("here", [".", "письма"])
def test_the_only_registry_of_a_repository_is_found_from_anywhere_in_it(
    tmp_path: Path, here: str
) -> None:
    repo = Repository(tmp_path, "дела/реестр")
    repo.commit({"roadmaps/p.yaml": PLAN})
    (tmp_path / "письма").mkdir(exist_ok=True)
    answer = innoreg("due", "--month", "2022-03", cwd=tmp_path / here)
    assert (answer.returncode, "p/1" in answer.stdout) == (0, True), answer.stderr


def test_of_several_registries_one_must_be_named(tmp_path: Path) -> None:
    for name in ("один", "два"):
        repo = Repository(tmp_path, name)
        repo.commit({"roadmaps/p.yaml": PLAN})
    answer = innoreg("due", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (3, "")
    assert f"several registries here: {tmp_path / 'два'}, {tmp_path / 'один'}" in answer.stderr
    assert "-C DIR" in answer.stderr
    assert innoreg("-C", "два", "due", cwd=tmp_path).returncode == 0
    assert innoreg("due", cwd=tmp_path / "один/data").returncode == 0


def test_a_file_that_git_does_not_know_makes_no_registry(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "repo", "реестр")
    repo.commit({"roadmaps/p.yaml": PLAN})
    (repo.top / "build").mkdir()
    tree(repo.top / "build", {})
    assert innoreg("due", cwd=repo.top).returncode == 0


def test_init_writes_what_ci_reads_at_the_top_of_the_repository(tmp_path: Path) -> None:
    top = tmp_path / "repo"
    Repository(top)
    (top / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    answer = innoreg("init", "дела", cwd=top)
    assert answer.returncode == 0, answer.stderr
    for name in (".github/workflows/innoreg.yml", ".gitlab-ci.yml"):
        assert f"At the top of the repository: {top / name}\n" in answer.stdout
        assert (top / name).is_file()
        assert not (top / "дела" / name).exists()
    assert (top / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert "has its own .pre-commit-config.yaml: add to it what stands in дела" in answer.stdout
    assert "innoreg validate" in (top / "дела/.pre-commit-config.yaml").read_text(encoding="utf-8")


# --- merging


def test_init_git_is_done_once_and_writes_over_nothing(tmp_path: Path) -> None:
    root = tmp_path / "новый"
    assert innoreg("init", "--git", str(root), cwd=tmp_path).returncode == 0
    lines = (root / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert lines == ["* text=auto eol=lf", "data/**/*.yaml merge=innoreg"]
    config = (root / ".git" / "config").read_text(encoding="utf-8")
    assert "merge-driver %O %A %B %P" in config
    again = innoreg("init", "--git", str(root), cwd=tmp_path)
    assert (again.returncode, "already" in again.stdout) == (0, True)
    assert (root / ".gitattributes").read_text(encoding="utf-8").splitlines() == lines


def test_init_git_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    repo = Repository(tmp_path, "дела/реестр")
    repo.commit({"roadmaps/p.yaml": PLAN})
    assert innoreg("init", "--git", ".", cwd=repo.root).returncode == 0
    assert not (repo.root / ".git").exists()
    assert repo.git("check-attr", "merge", "дела/реестр/data/roadmaps/p.yaml").endswith("innoreg\n")


def test_two_people_mark_different_items(shared: Repository) -> None:
    one, two = DONE.format("2022-03-10"), DONE.format("2022-03-11")
    code, said = branches(
        shared,
        {"roadmaps/p.yaml": after_item("1", one)},
        {"roadmaps/p.yaml": after_item("2", two)},
    )
    assert code == 0, said
    assert shared.read("roadmaps/p.yaml") == after_item("2", two, after_item("1", one))


def test_two_people_add_to_one_item_and_to_the_end(shared: Repository) -> None:
    moved = '    events:\n      - event: extended\n        on: "2022-03-08"\n        to: "апрель"\n'
    item = '  - number: "{0}."\n    title: "Новое {0}"\n    deadline: "июнь"\n'
    code, said = branches(
        shared,
        {"roadmaps/p.yaml": after_item("1", DONE.format("2022-03-10")) + item.format(10)},
        {"roadmaps/p.yaml": after_item("1", moved) + item.format(9)},
    )
    assert code == 0, said
    text = shared.read("roadmaps/p.yaml")
    assert text.index("2022-03-08") < text.index("2022-03-10")
    assert text.index("Новое 9") < text.index("Новое 10")
    assert innoreg("validate", cwd=shared.root).returncode == 0


def test_one_field_changed_differently_is_left_to_people(shared: Repository) -> None:
    code, said = branches(
        shared,
        {"roadmaps/p.yaml": after_item("3", DONE.format("2022-05-10")).replace("март", "апрель")},
        {"roadmaps/p.yaml": PLAN.replace("март", "до 5 марта")},
    )
    assert (code, "1 place to decide" in said) == (1, True)
    text = shared.read("roadmaps/p.yaml")
    assert text.count("<<<<<<<") == 1
    between = text.partition("<<<<<<< ours\n")[2].partition(">>>>>>>")[0]
    assert between == '    deadline: "апрель"\n=======\n    deadline: "до 5 марта"\n'
    assert "2022-05-10" in text
    assert shared.git("status", "--porcelain").startswith("UU")


def test_one_renames_the_file_and_the_other_changes_the_record(shared: Repository) -> None:
    shared.git("checkout", "-q", "-b", "theirs")
    shared.git("mv", "data/roadmaps/p.yaml", "data/roadmaps/план 2.yaml")
    shared.commit({"roadmaps/план 2.yaml": after_item("2", DONE.format("2022-03-03"))})
    shared.git("checkout", "-q", "main")
    shared.commit({"roadmaps/p.yaml": after_item("1", DONE.format("2022-03-02"))})
    code, said = shared.merge("theirs")
    assert code == 0, said
    text = shared.read("roadmaps/план 2.yaml")
    assert text.count("event: done") == 2


def test_a_text_that_is_no_record_is_merged_by_lines(shared: Repository) -> None:
    broken = "schema: [\n" + "\n".join(f"line {n}" for n in range(20)) + "\n"
    shared.commit({"roadmaps/q.yaml": broken})
    code, said = branches(
        shared,
        {"roadmaps/q.yaml": broken.replace("line 1\n", "первая\n")},
        {"roadmaps/q.yaml": broken.replace("line 18", "последняя")},
    )
    assert code == 0, said
    assert {"первая", "последняя"} <= set(shared.read("roadmaps/q.yaml").split())


def test_a_clone_without_the_driver_merges_as_git_does(shared: Repository) -> None:
    shared.git("config", "--remove-section", "merge.innoreg")
    code, _said = branches(
        shared,
        {"roadmaps/p.yaml": PLAN.replace("Совещание", "Совет")},
        {"roadmaps/p.yaml": PLAN.replace("Отчёт", "Итоги")},
    )
    assert code == 0
    assert {"Совет", "Итоги"} <= {w.strip('"') for w in shared.read("roadmaps/p.yaml").split()}


def test_the_driver_needs_no_registry(tmp_path: Path) -> None:
    for name, text in (("o", PLAN), ("a", PLAN + "# x\n"), ("b", PLAN.replace("март", "май"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    answer = innoreg("merge-driver", "o", "a", "b", "data/roadmaps/p.yaml", cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (0, "")
    expected = PLAN.replace("март", "май") + "# x\n"
    assert (tmp_path / "a").read_text(encoding="utf-8") == expected
    assert innoreg("merge-driver", "o", "nosuch", "b", "p", cwd=tmp_path).returncode == 3


def test_merge_check_proposes_what_parts_them(shared: Repository) -> None:
    item = '  - number: "4."\n    title: "{}"\n'
    branches(
        shared,
        {"people/x.yaml": PERSON.format("Ховрин"), "roadmaps/p.yaml": PLAN + item.format("Наше")},
        {"people/x.yaml": PERSON.format("Хомяков"), "roadmaps/p.yaml": PLAN + item.format("Их")},
    )
    shared.git("merge", "--abort")
    answer = innoreg("merge-check", "main", "theirs", cwd=shared.root)
    assert answer.returncode == 1
    assert "x-2.yaml" in answer.stdout
    assert "give p/4 the number 5" in answer.stdout
    found = json.loads(innoreg("merge-check", "main", "theirs", "--format", "json", cwd=shared.root).stdout)  # fmt: skip
    assert [c["kind"] for c in found["collisions"]] == ["id", "number"]
    assert [r["now"] for r in found["collisions"][1]["rewrites"]] == ["5."]
    shared.git("checkout", "-q", "theirs")
    assert innoreg("merge-check", "main", cwd=shared.root).returncode == 1
    assert innoreg("merge-check", "HEAD", cwd=shared.root).returncode == 0


def test_the_driver_is_named_so_that_git_finds_it(shared: Repository) -> None:
    driver = shared.git("config", "merge.innoreg.driver").strip()
    said = subprocess.check_output(
        driver.replace("merge-driver %O %A %B %P", "--version"), shell=True, encoding="utf-8"
    )
    assert said == f"innoreg {__version__}\n"


def test_a_server_checks_a_push_before_it_takes_it_in(tmp_path: Path) -> None:
    """A bare repository with two registries; the pushed commits lie in quarantine."""
    repo = Repository(tmp_path / "r", "один")
    repo.commit(
        {"people/a.yaml": PERSON.format("А"), "/../два/innoreg.yaml": "schema: 1\ntitle: Т\n"}
    )
    bare = tmp_path / "b.git"
    repo.git("clone", "-q", "--bare", ".", str(bare))
    assert innoreg("list", "people", "-C", str(bare), cwd=tmp_path).returncode == 2
    named = innoreg("list", "people", "-C", str(bare), "--rev", "main:один", cwd=tmp_path)
    assert (named.returncode, "А" in named.stdout) == (0, True)
    hook = bare / "hooks" / "pre-receive"
    check = (
        f'while read old new ref; do "{PROGRAM}" -C . validate --rev "$new:один" || exit 1; done'
    )
    hook.write_text(f"#!/bin/sh\n{check}\n", encoding="utf-8")
    hook.chmod(0o755)
    repo.commit({"people/b.yaml": PERSON.format("Б")})
    repo.git("push", "-q", str(bare), "main")
    repo.commit({"people/c.yaml": "schema: 1\nnaem: В\n"})
    with pytest.raises(AssertionError, match="unknown-key"):
        repo.git("push", "-q", str(bare), "main")
