"""What is said of a file follows from its slice alone, and a change elsewhere cannot change it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from index.mutations import Editor
from index.sliced import Said, Tree, affected, said
from innoreg.index.slices import ARROWS, Arrow, affected_by, reached, slice_of
from innoreg.rules import RULES
from rules.gallery import CODES, HERE, plant

FAR = Path(__file__).parent / "far"
DATA = Path(__file__).parents[2]
_RECORDED = tuple(rule.code for rule in RULES)
DAYS = (date(2022, 3, 1), date(2023, 12, 1))


def whole(tree: Tree, day: date) -> Said:
    """What the whole tree says."""
    everything = range(len(tree.files))
    return said(tree, everything, everything, day)


def hold(tree: Tree, day: date) -> None:
    """Every file's own slice says of it what the whole tree says."""
    expected = whole(tree, day)
    for number, file in enumerate(tree.files):
        own = said(tree, slice_of(tree.keys, [number]), [number], day)
        assert own[file] == expected[file]


@pytest.mark.parametrize("code", CODES)
def test_a_slice_says_what_the_whole_gallery_tree_says(code: str, tmp_path: Path) -> None:
    hold(Tree(plant(code, "bad", tmp_path / "registry")), DAYS[0])


@pytest.mark.parametrize("day", DAYS)
def test_a_slice_says_what_the_whole_register_says(day: date) -> None:
    hold(Tree(DATA), day)
    hold(Tree(FAR), day)


def test_several_targets_share_one_slice() -> None:
    tree, random = Tree(DATA), Random(1)
    expected = whole(tree, DAYS[0])
    for _ in range(8):
        targets = random.sample(range(len(tree.files)), 6)
        together = said(tree, slice_of(tree.keys, targets), targets, DAYS[0])
        assert together == {tree.files[n]: expected[tree.files[n]] for n in targets}


def _without(tree: Tree, arrow: Arrow) -> Iterator[tuple[int, set[int]]]:
    """The files whose slice is smaller without the arrow, with that slice."""
    others = tuple(each for each in ARROWS if each is not arrow)
    for number in range(len(tree.files)):
        parts = reached(tree.keys, {"target": [number]}, others)
        smaller = set().union(*parts.values())
        if smaller != slice_of(tree.keys, [number]):
            yield number, smaller


def test_no_arrow_is_too_many(tmp_path: Path) -> None:
    trees = [Tree(FAR), Tree(DATA), *(Tree(plant(c, "bad", tmp_path / c)) for c in CODES)]
    expected = [whole(tree, DAYS[0]) for tree in trees]
    for arrow in ARROWS:
        differing = (
            number
            for tree, right in zip(trees, expected, strict=True)
            for number, smaller in _without(tree, arrow)
            if said(tree, smaller, [number], DAYS[0])[tree.files[number]]
            != right[tree.files[number]]
        )
        assert next(differing, None) is not None, arrow


def grown(kind: str, random: Random, root: Path) -> Path:
    """A tree to edit: the register, the far one, or many mistakes of the gallery together."""
    if kind != "mistakes":
        source = FAR if kind == "far" else DATA
        shutil.copy(source / "innoreg.yaml", root)
        shutil.copytree(source / "data", root / "data")
        return root
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    for code in random.sample(_RECORDED, 12):
        shutil.copytree(HERE / code / "bad", root, dirs_exist_ok=True)
    return root


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["register", "far", "mistakes"])
def test_edits_change_nothing_outside_of_what_they_affect(
    kind: str, seed: int, tmp_path: Path
) -> None:
    random = Random(seed)
    day = random.choice(DAYS)
    editor = Editor(grown(kind, random, tmp_path), seed)
    before = Tree(tmp_path)
    for _ in range(3):
        done = [editor.edit() for _ in range(random.choice((1, 1, 4)))]
        after = Tree(tmp_path)
        hold(after, day)
        _agree(whole(before, day), whole(after, day), before, after, done)
        before = after


def _agree(old: Said, new: Said, before: Tree, after: Tree, done: list[str]) -> None:
    changed = {file for file in {*old, *new} if before.bytes.get(file) != after.bytes.get(file)}
    same = before.registry.broken == after.registry.broken
    for file in {*old, *new} - affected(before, after, changed):
        assert old[file][1] == new[file][1], (file, done)
        assert not same or old[file][0] == new[file][0], (file, done)


def _named(tree: Tree, files: set[int]) -> set[str]:
    return {tree.files[n].removeprefix("data/").removesuffix(".yaml") for n in files}


def test_little_decides_what_is_said_of_a_file() -> None:
    tree = Tree(FAR)
    number = tree.number["data/orders/extends.yaml"]
    assert _named(tree, slice_of(tree.keys, [number])) == {
        "orders/extends", "sites/three", "orders/grants", "orders/revokes",
        "authorities/office", "districts/north", "schools/near", "people/first",
    }  # fmt: skip


def test_little_follows_from_a_file() -> None:
    tree = Tree(FAR)
    number = tree.number["data/people/quiet.yaml"]
    assert _named(tree, affected_by(tree.keys, [number])) == {"people/quiet", "roadmaps/plan"}
