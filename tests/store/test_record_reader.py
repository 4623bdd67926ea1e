"""Reading the files of a tree, and places asked for later, when the file may be another."""

from pathlib import Path

import pytest

from innoreg.diagnostics import Place
from innoreg.errors import CannotGoOn
from innoreg.model.person import Person
from innoreg.model.roadmap import Roadmap
from innoreg.store.loader import load, read_files, read_settings
from innoreg.store.tree import DiskTree
from support import roadmap, tree

FILES = {
    "people/a.yaml": 'schema: 1\nname: "А"\n',
    "people/b.yaml": "schema: 1\nname: {}\n",
    "people/c.yml": "schema: 1\nname: В\n",
    "people/README.md": "words",
    "roadmaps/plan.yaml": roadmap("1 | март | А", "2 | май | Б"),
}


def test_each_file_has_one_outcome_in_the_order_of_the_tree(tmp_path: Path) -> None:
    disk = DiskTree(tree(tmp_path, FILES))
    outcomes = list(read_files(disk, read_settings(disk)))
    assert [path for path, _read in outcomes] == [file.path for file in disk.files("data")]
    states = {path: read and read.is_whole for path, read in outcomes}
    assert states == {
        "data/people/README.md": None,
        "data/people/a.yaml": True,
        "data/people/b.yaml": False,
        "data/people/c.yml": False,
        "data/roadmaps/plan.yaml": True,
    }


def test_a_link_out_of_the_registry_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(FILES["people/a.yaml"], encoding="utf-8")
    (tmp_path / "registry").mkdir()
    root = tree(tmp_path / "registry", FILES)
    (root / "data/people/d.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "data/people/e.yaml").symlink_to(root / "data/people/a.yaml")
    disk = DiskTree(root)
    assert [file for file in disk.files("data") if file.leaves_tree] == [
        disk.file("data/people/d.yaml")
    ]
    read = load(root)
    assert [(d.code, d.place.file) for d in read.diagnostics if "symlink" in d.code] == [
        ("symlink-outside", "data/people/d.yaml")
    ]
    assert "e" in read.registry.by_id


def test_a_data_folder_that_is_not_there_is_said_before_any_file(tmp_path: Path) -> None:
    root = tree(tmp_path, {})
    (root / "innoreg.yaml").write_text("schema: 1\ntitle: A\ndata: records\n", encoding="utf-8")
    disk = DiskTree(root)
    with pytest.raises(CannotGoOn, match="records"):
        read_files(disk, read_settings(disk))


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
