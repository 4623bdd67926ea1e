"""Whatever is done to a tree, the cache tells what the tree itself tells."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cache.asking import ALL, LATER_NS, WHOLE, cache_file, told, truth
from cache.mutations import Editor
from innoreg.errors import CannotGoOn, WrongUsage
from support import DATA, tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
PATH = "data/people/obraztsova-aa.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    folder.mkdir()
    return tree(
        folder,
        {
            "people/obraztsova-aa.yaml": PERSON,
            "people/petrov.yaml": PERSON.replace("А.А.", "Б.Б."),
            "districts/north.yaml": "schema: 1\nname: Северный\ntype: municipal_district\n",
            "README.md": "Заметки\n",
        },
    )


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def state(cache: Path) -> tuple[int, int, bytes]:
    file = cache_file(cache)
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_ino, file.read_bytes()


def test_the_first_question_makes_the_cache_and_the_others_only_read_it(
    root: Path, cache: Path
) -> None:
    assert told(root, cache) == truth(root)
    told(root, cache, later_ns=LATER_NS)
    settled = state(cache)
    assert told(root, cache, later_ns=2 * LATER_NS) == truth(root)
    assert state(cache) == settled


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_only_its_owner_may_read_what_is_kept_of_people(root: Path, cache: Path) -> None:
    told(root, cache)
    assert (cache.stat().st_mode & 0o777, cache_file(cache).stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def edit(path: Path) -> None:
    path.write_text(PERSON.replace("Образцова", "Примерова"), encoding="utf-8")


def swap_in_place(path: Path) -> None:
    """As many bytes, and the time of change as before: only the system's own time tells."""
    stat = path.stat()
    with path.open("r+b") as file:
        file.write(PERSON.replace("А.А.", "А.Б.").encode())
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def move_below(path: Path) -> None:
    (path.parent / "b").mkdir()
    path.rename(path.parent / "b" / path.name)


def put_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_out(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda root: edit(root / PATH),
    "edited with the same size and time": lambda root: swap_in_place(root / PATH),
    "broken": lambda root: (root / PATH).write_bytes(b"name: [\n"),
    "emptied": lambda root: (root / PATH).write_bytes(b""),
    "grown too large": lambda root: (root / PATH).write_bytes(b"#" * (9 << 20)),
    "removed": lambda root: (root / PATH).unlink(),
    "renamed": lambda root: (root / PATH).rename(root / "data/people/ivanova.yaml"),
    "renamed to no record": lambda root: (root / PATH).rename(root / "data/people/x.yml"),
    "moved below": lambda root: move_below(root / PATH),
    "hidden": lambda root: (root / PATH).rename(root / "data/people/.obraztsova-aa.yaml"),
    "added": lambda root: shutil.copy2(root / PATH, root / "data/people/ivanova.yaml"),
    "added in a new folder": lambda root: shutil.copytree(root / "data/people", root / "data/sites"),
    "the note of the register": lambda root: (root / "data/README.md").write_text("Другие\n", encoding="utf-8"),
    "a folder removed": lambda root: shutil.rmtree(root / "data/people"),
    "all removed": lambda root: shutil.rmtree(root / "data"),
    "the settings": lambda root: (root / "innoreg.yaml").write_text("schema: 1\ntitle: Другая\n", encoding="utf-8"),
    "the folder of records": lambda root: ((root / "data").rename(root / "other"), (root / "innoreg.yaml").write_text("schema: 1\ntitle: Проба\ndata: other\n", encoding="utf-8")),
    "linked out": lambda root: link_out(root / PATH),
    "a pipe": lambda root: put_pipe(root / PATH),
}  # fmt: skip


@pytest.mark.parametrize("later_ns", [0, LATER_NS])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(root: Path, cache: Path, change: str, later_ns: int) -> None:
    for _time in range(2):
        told(root, cache, later_ns=later_ns)
    CHANGES[change](root)
    for further in (0, LATER_NS, 2 * LATER_NS):
        assert told(root, cache, later_ns=further) == truth(root)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_a_link_leads_to_is_looked_at_anew(root: Path, cache: Path) -> None:
    outside = root / "drafts"
    outside.mkdir()
    (outside / "ivanova.yaml").write_text(PERSON, encoding="utf-8")
    (root / "data/people/ivanova.yaml").symlink_to(outside / "ivanova.yaml")
    told(root, cache, later_ns=LATER_NS)
    swap_in_place(outside / "ivanova.yaml")
    assert told(root, cache, later_ns=2 * LATER_NS) == truth(root)
    shutil.rmtree(outside)
    assert told(root, cache, later_ns=3 * LATER_NS) == truth(root)


def test_a_name_that_is_no_text_goes_without_the_cache(root: Path, cache: Path) -> None:
    try:
        (root / os.fsdecode(b"data/people/\xff.yaml")).write_text(PERSON, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such names")
    assert told(root, cache) == truth(root)
    assert list(cache.iterdir()) == []


def test_each_kind_of_answer_is_made_of_what_it_asks_for(root: Path, cache: Path) -> None:
    (root / PATH).write_text(f"{PERSON}unknown: x\n", encoding="utf-8")
    for _time in range(2):
        for which in (ALL, WHOLE):
            assert told(root, cache, which) == truth(root, which)
    assert truth(root, ALL) != truth(root, WHOLE)


def test_broken_settings_stop_with_the_same_words(root: Path, cache: Path) -> None:
    told(root, cache)
    (root / "innoreg.yaml").write_text("schema: 1\n", encoding="utf-8")
    with pytest.raises(CannotGoOn) as plain:
        truth(root)
    with pytest.raises(CannotGoOn) as indexed:
        told(root, cache)
    assert str(indexed.value) == str(plain.value)


def test_two_registries_do_not_share_a_file(root: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / root.name
    shutil.copytree(root, other)
    edit(other / PATH)
    for folder in (root, other, root, other):
        assert told(folder, cache) == truth(folder)
    assert len(list(cache.iterdir())) == 2


def test_another_registry_at_the_same_place_is_read_anew(root: Path, cache: Path) -> None:
    told(root, cache, later_ns=LATER_NS)
    shutil.rmtree(root)
    root.mkdir()
    tree(root, {"people/ivanova.yaml": PERSON})
    assert told(root, cache, later_ns=LATER_NS) == truth(root)


def test_the_cache_does_not_lie_among_the_records(root: Path) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(WrongUsage, match="INNOREG_CACHE"):
        told(root, root / "data" / "cache")
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("seed", range(3))
def test_after_random_edits_the_cache_tells_what_the_tree_tells(
    tmp_path: Path, cache: Path, seed: int
) -> None:
    root = tmp_path / "register"
    shutil.copytree(DATA / "data", root / "data")
    shutil.copy2(DATA / "innoreg.yaml", root)
    editor = Editor(root, seed)
    done: list[str] = []
    for step in range(12):
        which = editor.random.choice((ALL, WHOLE))
        later_ns = editor.random.choice((0, LATER_NS))
        assert told(root, cache, which, later_ns) == truth(root, which), done[-3:]
        for _time in range(editor.random.randint(0, 3)):
            done.append(f"{step}: {editor.edit()}")


def same_times(*folders: Path) -> bool:
    """Give all files the same time of change; whether the system's own times are the same too."""
    files = [path for folder in folders for path in folder.iterdir()]
    for path in files:
        os.utime(path, ns=(0, 0))
    return len({path.stat().st_ctime_ns for path in files}) == 1


def test_two_folders_of_equal_sizes_and_times_may_change_places(root: Path, cache: Path) -> None:
    """Neither the names nor the sizes nor the times of the files are others than before."""
    one, other = root / "data/people", root / "people"
    shutil.copytree(one, other)
    for path in other.iterdir():
        path.write_bytes(path.read_bytes().replace("Образцова".encode(), "Примерова".encode()))
    if not any(same_times(one, other) for _attempt in range(200)):
        pytest.skip("the file system tells the moments of two changes apart")
    for _time in range(2):
        assert told(root, cache, later_ns=LATER_NS) == truth(root)
    for _time in range(3):
        one.rename(root / "third")
        other.rename(one)
        (root / "third").rename(other)
        assert told(root, cache, later_ns=LATER_NS) == truth(root)


def test_a_tree_of_more_than_ten_thousand_files_has_every_one_looked_at(
    root: Path, cache: Path
) -> None:
    (root / "data" / "pairs").mkdir(parents=True)
    for number in range(10_001):
        (root / "data" / "pairs" / f"{number}.txt").touch()
    for round_ in (0, 1, 2):
        assert told(root, cache, later_ns=round_ * LATER_NS) == truth(root)
    swap_in_place(root / PATH)
    assert told(root, cache, later_ns=2 * LATER_NS) == truth(root)
    broken = (root / PATH).read_bytes().replace(b"gender: f", b"gender: 1")
    (root / PATH).write_bytes(broken)
    assert told(root, cache, later_ns=2 * LATER_NS) == truth(root)
    told(root, cache, later_ns=3 * LATER_NS)
    stat = (root / PATH).stat()
    with (root / PATH).open("r+b") as file:
        file.write(broken.replace(b"gender", b"gendre"))
    os.utime(root / PATH, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert told(root, cache, later_ns=3 * LATER_NS) == truth(root)
