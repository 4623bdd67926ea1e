"""The canonical layout: the same record, the same comments, one form; laid out twice it is the same."""

from pathlib import Path

import pytest

from changing import ODD, bytes_of, errors, odd, run
from innoreg.cli import main
from innoreg.store.loader import load
from innoreg.store.yaml_text.formatter import format_record
from support import DATA, tree

BEFORE = """\
%YAML 1.1
--- # сверху


# о записи

schema: "1"   # формат
'name': Образцова А.А. # имя
gender: "f"
aliases: [А. Образцова, # раз
  "Образцова" ]
positions:
- # о должности
  title: >-
    старший
    методист
  # внутри
  from: 2022-01-01
-   {title: 'зав. отделом', to: "2021-12-31"} # бывшая
protected: yes   # да
note: |   # примечание
  одна
  две


# внизу
"""
AFTER = """\
# сверху

# о записи

schema: 1  # формат
name: "Образцова А.А."  # имя
gender: f
aliases:
  - "А. Образцова"  # раз
  - "Образцова"
positions:
  # о должности
  - title: "старший методист"
    # внутри
    from: "2022-01-01"
  - title: "зав. отделом"
    to: "2021-12-31"  # бывшая
protected: yes  # да
note: |  # примечание
  одна
  две

# внизу
"""


def people(folder: Path, text: str) -> Path:
    tree(folder, {"people/one.yaml": text.encode()})
    return folder / "data/people/one.yaml"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_one_form_of_everything(tmp_path: Path, newline: str, mark: str) -> None:
    path = people(tmp_path, mark + BEFORE.replace("\n", newline))
    words = ["-C", str(tmp_path), "fmt"]
    assert main([*words, "--check"]) == 1
    assert path.read_bytes() == (mark + BEFORE.replace("\n", newline)).encode()
    assert main(words) == 0
    assert path.read_text("utf-8") == AFTER
    assert main([*words, "--check"]) == 0


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  \n   \n"])
@pytest.mark.parametrize("last", ["", "\n# внизу\n"])
def test_blank_lines_at_the_end_go(tmp_path: Path, last: str, end: str) -> None:
    text = f'schema: 1\nname: "Образцова А.А."\n{last}'
    path = people(tmp_path, text + end)
    assert main(["-C", str(tmp_path), "fmt"]) == 0
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (r'"одна\nдве"', "|-\n  одна\n  две"),
        (r'"одна\nдве\n"', "|\n  одна\n  две"),
        (r'"одна\n  две"', "|-\n  одна\n    две"),
        # These would need signs in the head of a block that nobody reads.
        (r'" одна\nдве"', r'" одна\nдве"'),
        (r'"одна\n\n"', r'"одна\n\n"'),
        (r'"\nодна"', r'"\nодна"'),
        (r'"одна"', '"одна"'),
    ],
)
def test_a_text_of_several_lines_is_a_block_where_it_can_be(
    tmp_path: Path, words: str, lines: str
) -> None:
    head = 'schema: 1\nname: "Образцова А.А."\n'
    path = people(tmp_path, f"{head}note: {words}\n")
    assert main(["-C", str(tmp_path), "fmt"]) == 0
    assert path.read_text("utf-8") == f"{head}note: {lines}\n"


def test_our_own_records_are_laid_out_so() -> None:
    assert run(DATA, "fmt", "--check").returncode == 0
    assert run(DATA / "src/innoreg/starter", "fmt", "--check").returncode == 0


def test_the_oddest_files_say_the_same_afterwards(tmp_path: Path) -> None:
    root = odd(tmp_path)
    before = {record.id: record for record in load(root).registry.records}
    comments = {p.stem: sorted(said(p.read_text("utf-8"))) for p in ODD.glob("*.yaml")}
    assert main(["-C", str(root), "fmt"]) == 0
    assert {record.id: record for record in load(root).registry.records} == before
    for path in (root / "data/roadmaps").glob("*.yaml"):
        assert sorted(said(path.read_text("utf-8"))) == comments[path.stem]
    again = bytes_of(root)
    assert main(["-C", str(root), "fmt", "--check"]) == 0
    assert bytes_of(root) == again
    assert errors(root) == []


def said(text: str) -> list[str]:
    """The comments; «№ 3» and quotes hold no number sign in these files."""
    return [part.strip() for line in text.splitlines() for part in line.split("#")[1:]]


def test_numbers_stay_bare_and_words_that_look_like_numbers_are_quoted(tmp_path: Path) -> None:
    text = 'schema: 1\nname: 010\nnote: no\ngender: f\nprotected: "true"\n'
    path = people(tmp_path, text)
    person = load(tmp_path).registry.records[0]
    assert format_record("x", path.read_text("utf-8"), person) == (
        'schema: 1\nname: "010"\nnote: "no"\ngender: f\nprotected: true\n'
    )


def test_only_the_named_files_and_never_a_broken_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    untidy, broken = "schema:   1\nname: А Б\n", "schema: 1\nname: А Б\nbogus:   1\n"
    root = tree(
        tmp_path,
        {"people/one.yaml": untidy, "people/two.yaml": untidy, "people/bad.yaml": broken},
    )
    words = ["-C", str(root), "--lang", "en", "fmt"]
    assert main([*words, str(root / "data/people/one.yaml")]) == 0
    assert "bad has errors and was passed over" in capsys.readouterr().err
    assert bytes_of(root)["data/people/two.yaml"] == untidy.encode()
    assert main(words) == 0
    after = bytes_of(root)
    assert after["data/people/two.yaml"] == b'schema: 1\nname: "\xd0\x90 \xd0\x91"\n'
    assert after["data/people/bad.yaml"] == broken.encode()
    assert main([*words, str(root / "nothing")]) == 2
    assert main([*words, str(root.parent)]) == 2


def test_a_dry_run_shows_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = people(tmp_path, "schema:   1\nname: А Б\n")
    assert main(["-C", str(tmp_path), "fmt", "--dry-run"]) == 0
    assert '+name: "А Б"' in capsys.readouterr().out
    assert path.read_text("utf-8") == "schema:   1\nname: А Б\n"
