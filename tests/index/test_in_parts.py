"""A tree worked out in batches, each in a copy of the process, says what it says as a whole."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import time_ns

import pytest

from index.mutations import Editor
from innoreg.index import batches, refresh, whole
from innoreg.index.contents import Watched
from innoreg.index.findings import FINDINGS, read_findings
from innoreg.index.parsed import parsed_files, parsing
from innoreg.index.product import Product
from innoreg.index.refresh import ask
from innoreg.index.rows import ROWS, StoredRows
from innoreg.store.tree import DiskTree

REGISTER = Path(__file__).parents[2]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    shutil.copytree(REGISTER / "data", root / "data")
    shutil.copy(REGISTER / "innoreg.yaml", root)
    return root


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def use() -> None:
        monkeypatch.setattr(whole, "MANY_FILES", 1)
        monkeypatch.setattr(refresh, "MANY_FILES", 1)
        monkeypatch.setattr(batches, "_READ", 20_000)
        monkeypatch.setattr(batches, "_TARGETS", 20_000)
        monkeypatch.setattr(batches, "SLICE", 60_000)

    return use


def said(root: Path, cache: str) -> tuple[object, object]:
    """The findings, and the rows in reading order."""

    def rows(index: sqlite3.Connection) -> list[object]:
        return [*sorted(StoredRows(index).all(), key=lambda row: row.place)]

    def asked(product: Product, question: Callable[[sqlite3.Connection], object]) -> object:
        return ask(
            root,
            product,
            question,
            today=date(2022, 3, 10),
            now_ns=time_ns(),
            environ={"INNOREG_CACHE": str(root.parent / cache)},
        )

    return asked(FINDINGS, read_findings), asked(ROWS, rows)


def test_the_register_says_the_same(register: Path, in_parts: Callable[[], None]) -> None:
    at_once = said(register, "whole")
    in_parts()
    assert said(register, "parts") == at_once
    assert None not in at_once


@pytest.mark.parametrize("seed", range(3))
def test_a_broken_register_says_the_same(
    register: Path, in_parts: Callable[[], None], seed: int
) -> None:
    editor = Editor(register, seed)
    for _ in range(25):
        editor.edit()
    at_once = said(register, "whole")
    in_parts()
    assert said(register, "parts") == at_once
    assert None not in at_once


def test_without_room_for_what_was_parsed_files_are_read_twice(
    register: Path, in_parts: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> int:
        raise OSError

    at_once = said(register, "whole")
    in_parts()
    monkeypatch.setattr(os, "pwrite", full, raising=False)
    assert said(register, "parts") == at_once
    assert None not in at_once


def test_what_was_parsed_is_known_again(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: 1\nname: Первый\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("? odd\n: mapping\n", encoding="utf-8")
    tree, found = Watched(DiskTree(tmp_path)), dict[str, bytes]()
    first = parsing(tree, found)("a.yaml")
    assert first
    assert parsing(tree, found)("b.yaml") is None
    assert parsing(tree, found)("c.yaml") is None
    ids = {"a.yaml": 1, "b.yaml": 2, "c.yaml": 3}
    with parsed_files(tmp_path) as kept:
        sizes = kept.write(range(1000), [found.get(path, b"") for path in ids])
        kept.keep(0, sizes)
        again = Watched(DiskTree(tmp_path))
        known = kept.known(again, ids)
        assert known("a.yaml") == first
        assert known("b.yaml") is None
        assert known("c.yaml") is None
    assert again.sum("a.yaml") == tree.sum("a.yaml")
    assert {file.name for file in tmp_path.iterdir()} == {"a.yaml", "b.yaml"}
