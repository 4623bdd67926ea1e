"""The history of a record and of one part of it: only the steps that changed it, newest first."""

from pathlib import Path

from innoreg.model.base import Record
from innoreg.queries.record_history import Step, Version, history
from innoreg.store.loader import load
from support import roadmap, tree

FILE = "data/roadmaps/p.yaml"


def plan(folder: Path, name: str, *items: str) -> Record:
    (folder / name).mkdir()
    return load(tree(folder / name, {"roadmaps/p.yaml": roadmap(*items)})).registry.records[0]


def told(steps: list[Step[str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(step.by, [(change.what, change.ref) for change in step.changes]) for step in steps]


def versions(folder: Path) -> list[Version[str]]:
    first, second = "1. | март | Совещание", "2. | май | Вебинар"
    moved = second.replace("2.", "5.", 1)
    states = [
        plan(folder, "a", first),
        plan(folder, "b", first, second),
        plan(folder, "c", first, moved),
        plan(folder, "d", first, moved.replace("май", "июнь")),
        plan(folder, "e", moved.replace("май", "июнь")),
    ]
    made = [Version("a", FILE, (None,), states[0])]
    for by, before, now in zip("bcde", states, states[1:], strict=False):
        made.insert(0, Version(by, FILE, (before,), now))
    return [Version("f", FILE, (states[-1],), None), *made]


def test_the_history_of_a_record_has_every_step(tmp_path: Path) -> None:
    assert told(history(versions(tmp_path))) == [
        ("f", [("removed", "p")]),
        ("e", [("removed", "p/1")]),
        ("d", [("changed", "p/5")]),
        ("c", [("renumbered", "p/5")]),
        ("b", [("added", "p/2")]),
        ("a", [("added", "p")]),
    ]


def test_the_history_of_an_item_begins_with_its_record_and_leaves_the_others_out(
    tmp_path: Path,
) -> None:
    assert told(history(versions(tmp_path), "1")) == [
        ("f", [("removed", "p")]),
        ("e", [("removed", "p/1")]),
        ("a", [("added", "p")]),
    ]


def test_an_item_is_followed_under_its_earlier_number(tmp_path: Path) -> None:
    assert told(history(versions(tmp_path), "5")) == [
        ("f", [("removed", "p")]),
        ("d", [("changed", "p/5")]),
        ("c", [("renumbered", "p/5")]),
        ("b", [("added", "p/2")]),
    ]


def test_what_could_not_be_read_for_a_while_is_bridged(tmp_path: Path) -> None:
    old, new = plan(tmp_path, "a", "1. | март | Дело"), plan(tmp_path, "b", "1. | май | Дело")
    steps = [
        Version("c", FILE, (None,), new),
        Version("b", FILE, (old,), None, readable=False),
        Version("a", FILE, (None,), old),
    ]
    assert told(history(steps)) == [
        ("c", [("changed", "p/1")]),
        ("b", [("unreadable", "p")]),
        ("a", [("added", "p")]),
    ]


def test_of_two_lines_of_work_joined_only_what_is_in_neither_is_a_step(tmp_path: Path) -> None:
    one, two = "1. | март | Дело", "2. | май | Вебинар"
    ours = plan(tmp_path, "a", one.replace("март", "апрель"), two)
    theirs = plan(tmp_path, "b", one, two.replace("май", "июнь"))
    both = plan(tmp_path, "c", one.replace("март", "апрель"), two.replace("май", "июнь"))
    more = plan(
        tmp_path, "d", one.replace("март", "апрель"), two.replace("май", "июнь"), "3. | май | Ещё"
    )
    assert history([Version("m", FILE, (ours, theirs), both)]) == []
    assert told(history([Version("m", FILE, (ours, theirs), more)])) == [("m", [("added", "p/3")])]
