"""The stamps are of exactly those files that the tree lists."""

import os
import sys
from pathlib import Path
from random import Random

import pytest

from innoreg.cache.file_stamps import folders, top_of
from innoreg.errors import CannotGoOn
from innoreg.store.tree import DiskTree

NAMES = ("a.yaml", "b.yaml", ".hidden.yaml", "ю.yaml", "b", "a", ".git", "README.md", "a b", "a!")


def grow(folder: Path, random: Random, depth: int) -> None:
    folder.mkdir()
    for name in random.sample(NAMES, random.randint(0, len(NAMES))):
        chance = random.random()
        if chance < 0.3 and depth:
            grow(folder / name, random, depth - 1)
        elif chance < 0.4 and sys.platform != "win32":
            target = random.choice(("/", "..", "a.yaml", "nowhere", name, "../../a.yaml", "b"))
            (folder / name).symlink_to(target)
        elif chance < 0.45 and hasattr(os, "mkfifo"):
            os.mkfifo(folder / name)
        else:
            (folder / name).write_text("schema: 1\n", encoding="utf-8")


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("data", ["data", "data/b", "."])
def test_every_file_the_tree_lists_has_a_stamp_and_no_other(
    tmp_path: Path, seed: int, data: str
) -> None:
    grow(tmp_path / "data", Random(seed), 3)
    try:
        listed = [file.path for file in DiskTree(tmp_path).files(data)]
    except CannotGoOn:
        with pytest.raises(OSError, match="symbolic links"):
            list(folders(tmp_path, top_of(data)))
        return
    seen = [
        folder.path + stamp[0]
        for folder in folders(tmp_path, top_of(data))
        for stamp in folder.files
    ]
    assert sorted(seen) == sorted(listed)
