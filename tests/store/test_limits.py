"""What is just within a limit is read; what is just beyond it is said."""

from pathlib import Path

import pytest

from innoreg.store.file_diagnostics import abbreviate
from innoreg.store.loader import load
from innoreg.store.tree import MAX_BYTES
from innoreg.store.yaml_text.plain_reader import parse_plain_bytes
from support import tree

PERSON = b'schema: 1\nname: "\xd0\x90"\n'


def codes(folder: Path, raw: bytes | str) -> list[str]:
    return [d.code for d in load(tree(folder, {"people/a.yaml": raw})).diagnostics]


@pytest.mark.parametrize(("more", "expected"), [(0, []), (1, ["file-too-large"])])
@pytest.mark.parametrize("unusual", [b"", b"note: >\n  x\n"])
def test_a_file_of_just_eight_mebibytes_is_read(
    tmp_path: Path, unusual: bytes, more: int, expected: list[str]
) -> None:
    raw = PERSON + unusual + b"#"
    filled = raw.ljust(MAX_BYTES + more - 1, b"x") + b"\n"
    assert codes(tmp_path, filled) == expected


@pytest.mark.parametrize(("levels", "deep"), [(64, False), (65, True)])
@pytest.mark.parametrize("around", ["[]", "{}"])
def test_a_nest_of_sixty_four_levels_is_still_looked_into(
    tmp_path: Path, around: str, levels: int, deep: bool
) -> None:
    # The record itself is the first level.
    opened = "[" if around == "[]" else "{a: "
    text = f"schema: 1\nname: А\naliases: {opened * (levels - 1)}{around[1] * (levels - 1)}\n"
    assert ("too-deep" in codes(tmp_path, text)) is deep


@pytest.mark.parametrize("levels", [1, 2, 30, 31, 32, 33, 34, 40])
def test_the_fast_reader_reads_any_depth_rightly_or_not_at_all(levels: int) -> None:
    lines = [f"{'  ' * level}a:\n" for level in range(levels)]
    expected: object = "b"
    for _level in range(levels + 1):
        expected = {"a": expected}
    data = parse_plain_bytes("".join([*lines, "  " * levels, "a: b\n"]).encode())
    assert data == expected or (data is None and levels > 30)


def test_a_file_that_begins_with_a_zero_byte_is_no_text(tmp_path: Path) -> None:
    (found,) = load(tree(tmp_path, {"people/a.yaml": b"\0" + PERSON})).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("nul-byte", 1, 1)


def test_a_byte_below_an_empty_first_line_is_told_at_its_column(tmp_path: Path) -> None:
    (found,) = load(tree(tmp_path, {"people/a.yaml": b"\n\xff" + PERSON})).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("not-utf8", 2, 1)


def test_a_value_is_shown_whole_up_to_sixty_letters() -> None:
    assert abbreviate("ж" * 60) == "ж" * 60
    assert abbreviate("ж" * 61) == "ж" * 59 + "…"


def test_every_tab_from_the_first_that_does_harm_is_told_and_none_before_it(
    tmp_path: Path,
) -> None:
    text = "schema: 1\nname: А\nnote: |\n  a\n  \tb\npositions:\n\t- title: б\n\t  from: 1\n"
    found = load(tree(tmp_path, {"people/a.yaml": text})).diagnostics
    assert [(d.code, d.place.line) for d in found] == [
        ("tab-indentation", 7),
        ("tab-indentation", 8),
    ]
