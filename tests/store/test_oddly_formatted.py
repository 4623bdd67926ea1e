"""One event is the lines of that event and nothing else, however the file was written."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from changing import ODD, errors, odd
from innoreg.cli import main
from innoreg.store.loader import load
from innoreg.store.yaml_text.composer import compose, node_data

NAMES = sorted(path.stem for path in ODD.glob("*.yaml"))
# Where a line must change: `events: []` becomes a list, and what stands between brackets on one
# line grows on that line.
ON_THE_LINE = {
    "empty-list",
    "empty-list-over-lines",
    "flow-events",
    "flow-events-trailing-comma",
    "flow-items",
    "flow-over-lines",
    "json",
}
EMPTY_LISTS = {"empty-list", "empty-list-over-lines"}


def ref(name: str) -> str:
    return f"{name}/1.7" if name == "deep-in-sections" else f"{name}/7"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return odd(tmp_path)


def data(raw: bytes) -> Any:
    node, _found = compose("x", raw.decode("utf-8-sig"))
    assert node is not None
    return node_data("x", node, [])


def without_events(part: Any) -> Any:
    if isinstance(part, dict):
        return {k: without_events(v) for k, v in part.items() if k != "events"}
    return [without_events(one) for one in part] if isinstance(part, list) else part


def events(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        yield from part.get("events") or ()
    for one in part.values() if isinstance(part, dict) else part:
        if isinstance(one, dict | list):
            yield from events(one)


def insertion(before: bytes, after: bytes) -> bytes:
    """The one stretch that came in; fails where anything else changed."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    start = len(before) if start is None else start
    end = len(after) - (len(before) - start)
    assert after[end:] == before[start:]
    return after[start:end]


def added_lines(before: bytes, after: bytes) -> list[str]:
    """The new lines, if nothing but whole lines came in, all in one place."""
    old, new = before.splitlines(), after.splitlines()
    parts = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [part for part in parts if part[0] != "equal"]
    assert [part[0] for part in changed] == ["insert"]
    return [line.decode().strip(" -") for line in new[changed[0][3] : changed[0][4]]]


STEPS: list[tuple[tuple[str, ...], list[str]]] = [
    (
        ("done", "--on", "2022-02-20", "--evidence", "Протокол: «№ 3»"),
        ["event: done", 'on: "2022-02-20"', 'evidence: "Протокол: «№ 3»"'],
    ),
    (("reopen", "--on", "2022-02-25"), ["event: reopened", 'on: "2022-02-25"']),
    (
        ("extend", "--to", "до 1 мая", "--basis", "order-1/1", "--on", "2022-02-26"),
        ["event: extended", 'on: "2022-02-26"', 'to: "до 1 мая"', "basis: order-1/1"],
    ),
    (
        ("cancel", "--on", "2022-02-27", "--reason", "снято"),
        ["event: cancelled", 'on: "2022-02-27"', 'reason: "снято"'],
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_an_event_is_added_and_every_other_byte_stays(root: Path, name: str) -> None:
    path = root / "data" / "roadmaps" / f"{name}.yaml"
    for (command, *words), lines in STEPS:
        before = path.read_bytes()
        assert main(["-C", str(root), command, ref(name), *words]) == 0
        after = path.read_bytes()
        if name not in EMPTY_LISTS or command != "done":
            assert insertion(before, after)
        if name not in ON_THE_LINE or (name in EMPTY_LISTS and command != "done"):
            new = added_lines(before, after)
            assert new in (lines, ["events:", *lines], ['"events":', *lines])
        assert without_events(data(after)) == without_events(data(before))
        known = {"extend": "extended", "cancel": "cancelled", "reopen": "reopened"}
        assert list(events(data(after)))[:-1] == list(events(data(before)))
        assert list(events(data(after)))[-1]["event"] == known.get(command, command)
        assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
        assert after.endswith((b"\n", b"\r")) == before.endswith((b"\n", b"\r"))
        assert (b"\r\n" in after) == (b"\r\n" in before)
        assert after.count(b"\n") - after.count(b"\r\n") == 0 or b"\r\n" not in before
    assert not [e for e in errors(root) if name in e]


@pytest.mark.parametrize("name", sorted(EMPTY_LISTS))
def test_of_an_empty_list_only_the_brackets_go(root: Path, name: str) -> None:
    path = root / "data" / "roadmaps" / f"{name}.yaml"
    before = path.read_text("utf-8")
    assert main(["-C", str(root), "done", ref(name), "--on", "2022-02-20"]) == 0
    after = path.read_text("utf-8")
    gone = [line[2:] for line in difflib.ndiff(before.splitlines(), after.splitlines())
            if line.startswith("- ")]  # fmt: skip
    assert [line.strip().partition("[")[0] for line in gone if "[" in line] == ["events: "]
    assert all(c in after for c in ("пока ничего",) if c in before)


def test_the_whole_corpus_is_read_without_an_error(root: Path) -> None:
    assert errors(root) == []
    assert len(load(root).registry.records) == len(NAMES) + 2
