"""Migrations: pure steps, each with a tree before and after it; comments and layout stay."""

import shutil
from pathlib import Path

import pytest

from changing import errors, run
from innoreg.errors import Refused
from innoreg.store.file_writer import write_changes
from innoreg.store.migrations import STEPS, Step, apply_steps, find_pending, steps_from
from innoreg.store.record_change import Raw
from innoreg.store.record_reader import SCHEMA_VERSION
from support import DATA, tree

CASES = Path(__file__).parent / "migrations"
PERSON = "schema: 1\nname: Образцова А.А.\n"


def one_responsible_becomes_a_list(kind: str, data: Raw) -> Raw:
    """What a step looks like, in a format 0 that never was."""
    for item in data.get("items", ()) if kind == "roadmap" else ():
        if "who" in item:
            place = list(item).index("who")
            pairs = [(k, v) for k, v in item.items() if k != "who"]
            pairs.insert(place, ("responsible", [item["who"]]))
            item.clear()
            item.update(pairs)
    return data


def status_becomes_an_event(kind: str, data: Raw) -> Raw:
    for item in data.get("items", ()) if kind == "roadmap" else ():
        day = item.pop("done_on", None)
        if item.pop("status", None) == "done":
            item["events"] = [{"event": "done", "on": day}]
    return data


EXAMPLES = {
    function.__name__.replace("_", "-"): Step(0, "an example", function)
    for function in (one_responsible_becomes_a_list, status_becomes_an_event)
}


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_each_step_makes_the_tree_after_of_the_tree_before(tmp_path: Path, name: str) -> None:
    root = tmp_path / "tree"
    shutil.copytree(CASES / name / "before", root)
    found = find_pending(root, [EXAMPLES[name]])
    assert {one.change.file for one in found} == {"innoreg.yaml", "data/roadmaps/plan.yaml"}
    write_changes(root, [one.change for one in found])
    assert bytes_in(root) == bytes_in(CASES / name / "after")
    assert errors(root) == []
    assert find_pending(root, [EXAMPLES[name]]) == []


def test_every_published_step_has_its_folders() -> None:
    """Format 1 is the first, so there is none yet; the next step comes with its two trees."""
    assert [step.since for step in STEPS] == list(range(1, SCHEMA_VERSION))
    assert all((CASES / f"from-{step.since}" / "before").is_dir() for step in STEPS)


def test_steps_follow_one_another_and_leave_what_they_are_given() -> None:
    steps = [
        Step(2, "b", lambda _kind, data: {**data, "b": data["a"] + "b"}),
        Step(1, "a", lambda _kind, data: {**data, "a": "a"}),
    ]
    chain = steps_from("1", steps, newest=3)
    given: Raw = {"schema": "1"}
    assert apply_steps("person", given, chain) == {"schema": 3, "a": "a", "b": "ab"}
    assert given == {"schema": "1"}
    assert steps_from("3", steps, newest=3) == ()
    assert steps_from("one", steps, newest=3) == steps_from("", steps, newest=3) == ()
    with pytest.raises(Refused, match="no step leads on from 0"):
        steps_from("0", steps, newest=3)


def test_a_step_that_would_leave_an_error_is_refused_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    root = tree(tmp_path, {"people/one.yaml": "schema: 0\nname: Образцова А.А.\n"})
    with pytest.raises(Refused, match="would not be right afterwards"):
        find_pending(root, [Step(0, "wrong", lambda _kind, data: {**data, "bogus": "x"})])


def test_a_file_that_cannot_be_read_is_named_first(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/one.yaml": 'schema: 0\nname: "A\n'})
    with pytest.raises(Refused, match=r"data/people/one\.yaml cannot be read"):
        find_pending(root)


def test_the_command_with_nothing_to_do_and_with_a_format_nobody_knows(tmp_path: Path) -> None:
    answer = run(DATA, "migrate", "--dry-run")
    assert (answer.returncode, answer.stdout) == (0, "Every record has the newest format, 1.\n")
    root = tree(tmp_path, {"people/one.yaml": PERSON, "people/old.yaml": "schema: 0\nname: А\n"})
    answer = run(root, "migrate", INNOREG_LANG="ru")
    assert answer.returncode == 1
    assert "data/people/old.yaml в формате 0, а перехода из формата 0 нет" in answer.stderr


def test_retired_keys_are_a_warning_and_go(tmp_path: Path) -> None:
    letterhead = 'letterhead:\n  place: "Луга"   # город\n  number_suffix: "-р"\n'
    files = {
        "/innoreg.yaml": "schema: 1\ntitle: Проба\ndue_soon_days: 14\n",
        "authorities/a.yaml": f"schema: 1\nname: А\ntype: institute\n{letterhead}",
    }
    root = tree(tmp_path, files)
    assert errors(root) == []
    said = run(root, "migrate")
    assert "2 keys taken out" in said.stdout
    assert (root / "innoreg.yaml").read_text("utf-8") == "schema: 1\ntitle: Проба\n"
    assert (
        (root / "data/authorities/a.yaml")
        .read_text("utf-8")
        .endswith('letterhead:\n  place: "Луга"   # город\n')
    )
    assert find_pending(root) == []
