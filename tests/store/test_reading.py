"""Reading some of the files, and places asked for later, when the file may be another."""

from pathlib import Path

import pytest

from innoreg.diagnostics import Place
from innoreg.errors import CannotGoOn
from innoreg.model.person import Person
from innoreg.model.roadmap import Roadmap
from innoreg.store.loader import load, load_files, load_tree, read_each, read_settings
from innoreg.store.tree import DiskTree
from support import DATA, roadmap, tree

FILES = {
    "people/a.yaml": 'schema: 1\nname: "А"\n',
    "people/b.yaml": "schema: 1\nname: {}\n",
    "people/c.yml": "schema: 1\nname: В\n",
    "people/README.md": "words",
    "roadmaps/plan.yaml": roadmap("1 | март | А", "2 | май | Б"),
}


def test_each_file_has_one_outcome_in_the_order_of_the_tree(tmp_path: Path) -> None:
    disk = DiskTree(tree(tmp_path, FILES))
    outcomes = list(read_each(disk, read_settings(disk)))
    assert [path for path, _read in outcomes] == [file.path for file in disk.files("data")]
    states = {path: read and read.whole for path, read in outcomes}
    assert states == {
        "data/people/README.md": None,
        "data/people/a.yaml": True,
        "data/people/b.yaml": False,
        "data/people/c.yml": False,
        "data/roadmaps/plan.yaml": True,
    }


def test_one_by_one_and_together_give_the_same() -> None:
    disk = DiskTree(DATA)
    whole = load_tree(disk)
    paths = [file.path for file in disk.files("data")]
    some = load_files(disk, whole.registry.settings, paths)
    assert some.registry.records == whole.registry.records
    assert (some.diagnostics, some.files) == (whole.diagnostics, whole.files)
    for one, same in zip(some.registry.records, whole.registry.records, strict=True):
        assert some.registry.place(one, "title") == whole.registry.place(same, "title")


def test_some_files_make_a_registry_that_knows_what_else_is_broken(tmp_path: Path) -> None:
    disk = DiskTree(tree(tmp_path, FILES))
    paths = ["data/people/a.yaml", "data/people/gone.yaml"]
    read = load_files(disk, read_settings(disk), paths, broken=frozenset({"b"}))
    assert [record.id for record in read.registry.records] == ["a"]
    assert [d.code for d in read.diagnostics] == ["unreadable-file"]
    assert read.registry.broken == {"b", "gone"}
    assert (read.records, read.ignored, read.failed) == (1, 0, 1)


def test_a_link_out_of_the_registry_is_not_followed_by_name_either(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(FILES["people/a.yaml"], encoding="utf-8")
    (tmp_path / "registry").mkdir()
    root = tree(tmp_path / "registry", FILES)
    (root / "data/people/d.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "data/people/e.yaml").symlink_to(root / "data/people/a.yaml")
    disk = DiskTree(root)
    assert [file for file in disk.files("data") if file.leaves] == [disk.file("data/people/d.yaml")]
    read = load_files(disk, read_settings(disk), ["data/people/d.yaml", "data/people/e.yaml"])
    assert [(d.code, d.place.file) for d in read.diagnostics] == [
        ("symlink-outside", "data/people/d.yaml")
    ]


def test_a_data_folder_that_is_not_there_is_said_before_any_file(tmp_path: Path) -> None:
    root = tree(tmp_path, {})
    (root / "innoreg.yaml").write_text("schema: 1\ntitle: A\ndata: records\n", encoding="utf-8")
    disk = DiskTree(root)
    with pytest.raises(CannotGoOn, match="records"):
        read_each(disk, read_settings(disk))


def test_the_registry_itself_may_be_the_data_folder(tmp_path: Path) -> None:
    root = tree(tmp_path, {"/people/a.yaml": FILES["people/a.yaml"]})
    (root / "innoreg.yaml").write_text('schema: 1\ntitle: A\ndata: "."\n', encoding="utf-8")
    registry = load(root).registry
    assert registry.place(registry.all(Person)[0], "name") == Place("people/a.yaml", 2, 7, 10)


@pytest.mark.parametrize("unusual", ["", "# &\n"])
def test_places_of_a_file_that_changed_meanwhile(tmp_path: Path, unusual: str) -> None:
    root = tree(tmp_path, FILES)
    registry = load(root).registry
    plan, file = registry.all(Roadmap)[0], root / "data/roadmaps/plan.yaml"
    text = FILES["roadmaps/plan.yaml"]
    file.write_text(f"{unusual}# one more\n{text}", encoding="utf-8")
    assert registry.place(plan, "title").line == (5 if unusual else 4)


@pytest.mark.parametrize("now", [None, b"", b"- a\n", b"\xff", b"a: [", b"title: x\n"])
def test_places_of_a_file_that_is_gone_or_no_record_any_more(
    tmp_path: Path, now: bytes | None
) -> None:
    root = tree(tmp_path, FILES)
    registry = load(root).registry
    plan, file = registry.all(Roadmap)[0], root / "data/roadmaps/plan.yaml"
    file.unlink()
    if now is not None:
        file.write_bytes(now)
    assert registry.place(plan, "items", 1, "deadline") == Place("data/roadmaps/plan.yaml")
