"""Rows said to follow from their own file and the files that are no plans follow from nothing else."""

import shutil
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import pytest

from cache.mutations import Editor
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.queries import occurrence_rows
from innoreg.queries.lasting_rows import Documents, Lasting
from innoreg.queries.obligation import Concerned, Obligation
from innoreg.store.loader import load
from support import DATA, roadmap, tree

DAY = date(2022, 3, 1)
FAR = DATA / "tests" / "cache" / "far"


def without_plans(registry: Registry, kept: Collection[Roadmap] = ()) -> Registry:
    """What is left of a register when its plans, but for some, are not read."""
    left = [r for r in registry.records if not isinstance(r, Roadmap) or r in kept]
    return Registry(registry.settings, [(r, registry.source(r)) for r in left], registry.broken)


def parts(registry: Registry, *kept: Roadmap) -> dict[str, Lasting]:
    """The documents with all other plans, or none, left out."""
    others = [plan.id for plan in registry.all(Roadmap) if plan not in kept]
    made = Documents(without_plans(registry, kept), DAY, others).rows()
    return {part.file: part for part in made}


def alone(root: Path) -> set[str]:
    """The documents whose rows follow from no other plan, after a check that they do not."""
    registry = load(root).registry
    whole = {part.file: part for part in Documents(registry, DAY).rows()}
    seen: dict[str, Lasting] = parts(registry)
    for plan in registry.all(Roadmap):
        file = registry.source(plan).file
        seen[file] = parts(registry, plan)[file]
    assert seen.keys() == whole.keys()
    for file, part in whole.items():
        # What a part of the register shows to be alone must be so in the whole, and be the same.
        if seen[file].alone or part.alone:
            assert seen[file] == part
    return {file for file, part in whole.items() if part.alone}


@pytest.mark.parametrize("root", [DATA, FAR])
def test_in_a_register_in_order_every_document_is_alone(root: Path) -> None:
    registry = load(root).registry
    assert alone(root) == {part.file for part in Documents(registry, DAY).rows()}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_edited_no_row_follows_from_another_plan_unsaid(
    tmp_path: Path, seed: int
) -> None:
    found = set()
    for step in range(5):
        root = tmp_path / str(step)
        shutil.copytree((DATA if seed % 2 else FAR) / "data", root / "data")
        shutil.copy2(DATA / "innoreg.yaml", root)
        editor = Editor(root, seed * 10 + step)
        editor.edit(), editor.edit()
        found |= alone(root)
    assert found


PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
ORDER = """\
    schema: 1
    issuer: kopo
    order_kind: Распоряжение
    number: "1"
    date: "2021-12-01"
    title: О плане
    clauses:
      - {{number: "1.", kind: approve, subjects: [p]}}
      - {{number: "2.", kind: instruct, text: Исполнить., deadline: до 1 мая 2022, addressees: [{0}]}}
      - {{number: "3.", kind: appoint, text: Назначить., assignments: [{{person: {1}, role: consultant}}]}}
    appendices: [{{kind: roadmap, number: "1", title: План, roadmap: q}}]
    """
FILES = {
    "authorities/kopo.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
    "people/obraztsova-aa.yaml": PERSON,
    "orders/o.yaml": ORDER.format("{organisation: kopo}", "obraztsova-aa"),
    "roadmaps/p.yaml": roadmap("1. | март | Дело | responsible: [{role: consultant}]"),
    "roadmaps/q.yaml": roadmap("1. | май | Другое"),
    "roadmaps/r.yaml": roadmap("1. | июнь | Третье"),
}
EVERY = {
    "data/orders/o.yaml",
    "data/roadmaps/p.yaml",
    "data/roadmaps/q.yaml",
    "data/roadmaps/r.yaml",
}
P = EVERY - {"data/roadmaps/p.yaml"}


def of_p(line: str) -> dict[str, str]:
    return {"roadmaps/p.yaml": roadmap(f"1. | март | Дело | {line}")}


def of_order(*words: str) -> dict[str, str]:
    return {"orders/o.yaml": ORDER.format(*words)}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, EVERY),
        (of_p("responsible: [{organisation: q}]"), P),
        (of_p("responsible: [{organisation: roadmap/q/1}]"), P),
        (of_p("addressees: [q/1.]"), P),
        (of_p('events: [{event: done, on: "2022-03-01", for: q/1.}]'), P),
        (of_p("responsible: [{organisation: p/1}]"), EVERY),
        (of_order("{text: q/1.}, {text: r}", "obraztsova-aa"), set()),
        (of_order("{organisation: kopo}", "q/1."), set()),
        ({"roadmaps/below/q.yaml": FILES["roadmaps/q.yaml"]}, set()),
        ({"people/q.yaml": PERSON}, set()),
        ({"roadmaps/order.yaml": roadmap("1 | март | Дело | responsible: [{person: order/1}]")}, EVERY),
    ],
)  # fmt: skip
def test_what_may_follow_from_another_plan_is_said_to(
    tmp_path: Path, files: dict[str, str], expected: set[str]
) -> None:
    assert alone(tree(tmp_path, FILES | files)) - {"data/roadmaps/order.yaml"} == expected


def test_a_broken_plan_may_be_what_is_named(tmp_path: Path) -> None:
    broken = {"roadmaps/q.yaml": "schema: [\n", **of_p("responsible: [{organisation: q}]")}
    assert alone(tree(tmp_path, FILES | broken)) == P - {"data/roadmaps/q.yaml"}


def others(thing: Obligation) -> object:
    return thing.state.registry.all(Roadmap)


def the_plan_of_its_order(thing: Obligation) -> object:
    return thing.order and thing.state.registry.get(Roadmap, thing.order.appendices[0].roadmap)


def the_standing_of_plans(thing: Obligation) -> object:
    return thing.state.roadmaps.get("q")


def the_steps_of_plans(thing: Obligation) -> object:
    return thing.state.steps.get("q/1")


def what_is_wrong(thing: Obligation) -> object:
    return thing.state.problems


def the_item_of_a_plan(thing: Obligation) -> object:
    (plan,) = (record for record in thing.state.registry.by_id["q"] if isinstance(record, Roadmap))
    return thing.state.item(plan, next(placed_items(plan)))


def every_record(thing: Obligation) -> object:
    return thing.state.registry.records


@pytest.mark.parametrize(
    ("look", "bound"),
    [
        (others, EVERY),
        # A clause of the order approves p, and its appendix is q.
        (the_plan_of_its_order, {"data/orders/o.yaml", "data/roadmaps/p.yaml"}),
        (the_standing_of_plans, EVERY),
        (the_steps_of_plans, EVERY),
        (what_is_wrong, EVERY),
        (the_item_of_a_plan, EVERY),
        (every_record, EVERY),
    ],
)
def test_rows_that_look_at_other_plans_are_not_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    look: Callable[[Obligation], object],
    bound: set[str],
) -> None:
    """So whoever adds such a field to the rows need not tell anybody."""

    def looking(thing: Obligation) -> Concerned:
        look(thing)
        return Concerned((), (), ())

    monkeypatch.setattr(occurrence_rows, "concerned_by", looking)
    registry = load(tree(tmp_path, FILES)).registry
    said = {part.file: part.alone for part in Documents(registry, DAY).rows()}
    assert {file for file, is_alone in said.items() if not is_alone} == bound
