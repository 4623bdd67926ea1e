"""Nothing is written that another reader of YAML would understand otherwise."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest

from changing import run
from innoreg.errors import Refused
from innoreg.store.file_writer import Change, write_changes
from innoreg.store.read_back import find_disagreement
from support import DATA, tree

PERSON = 'schema: 1\nname: "Иванов И.И."\n'
FILE = "data/people/one.yaml"
# U+0085 ends a line for YAML 1.1; innoreg keeps it as the letter it is, ruamel.yaml reads a space.
NEXT_LINE = 'schema: 1\nname: "Иванов\x85И.И."\n'
TAB = "schema: 1\nname:\tИванов\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    return tree(tmp_path / "tree", {"people/one.yaml": PERSON})


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (NEXT_LINE, FILE + r':2:7: other programs read "Иванов И.И." here, not "Иванов\x85И.И."'),
        (
            TAB,
            FILE + ":2:6: other programs cannot read this: found character '\\t' that cannot start"
            " any token",
        ),
        ("schema: 1\nitems: [a, b\x85c]\n", FILE + r':2:12: other programs read "b c" here, not'),
    ],
)
def test_what_two_readers_read_differently_is_not_written(
    root: Path, after: str, words: str
) -> None:
    other = Change("data/people/two.yaml", None, PERSON.encode())
    with pytest.raises(Refused) as refused:
        write_changes(root, [other, Change(FILE, PERSON.encode(), after.encode())])
    assert str(refused.value).startswith(words)
    assert str(refused.value.hint).startswith("nothing was written")
    assert [p.name for p in (root / "data/people").iterdir()] == ["one.yaml"]
    assert (root / FILE).read_bytes() == PERSON.encode()


@pytest.mark.parametrize("odd", [NEXT_LINE, TAB])
def test_a_file_that_was_so_before_may_be_changed_and_mended(root: Path, odd: str) -> None:
    (root / FILE).write_bytes(odd.encode())
    for before, after in pairwise([odd, odd + "gender: m\n", PERSON]):
        write_changes(root, [Change(FILE, before.encode(), after.encode())])
    assert (root / FILE).read_bytes() == PERSON.encode()
    # A commit that a hook refuses: the old bytes come back, whatever they are.
    write_changes(root, [Change(FILE, PERSON.encode(), odd.encode())], read_back=False)
    assert (root / FILE).read_bytes() == odd.encode()


def test_broken_records_are_left_to_those_who_check_them() -> None:
    for text in ("", "- a\n", 'a: "b', "a: 1\na: 2\n", "\tx"):
        assert find_disagreement(FILE, text.encode()) is None


def test_of_the_real_records_both_readers_understand_the_same() -> None:
    files = sorted(path for path in (DATA / "data").rglob("*.yaml"))
    assert len(files) > 60
    assert [f for f in files if find_disagreement(f.name, f.read_bytes())] == []


def test_an_editor_that_puts_an_invisible_line_break_into_a_name(root: Path) -> None:
    script = root.parent / "editor.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path(sys.argv[1]).write_bytes({NEXT_LINE.encode()!r})\n",
        "utf-8",
    )
    answer = run(root, "edit", "one", EDITOR=f'"{sys.executable}" "{script}"')
    assert answer.returncode == 1
    assert rf'{FILE}:2:7: other programs read "Иванов И.И." here, not "Иванов\x85И.И."' in (
        answer.stderr
    )
    assert (root / FILE).read_bytes() == PERSON.encode()
