"""Reading a tree: every file becomes a record, is ignored, or says why not."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.errors import CannotGoOn
from innoreg.model.person import Person
from innoreg.model.roadmap import Roadmap
from innoreg.store.loader import load
from innoreg.store.tree import find_root
from support import DATA, SETTINGS, roadmap, tree

PERSON = 'schema: 1\nname: "Образцова А.А."\n'


def codes(root: Path) -> list[tuple[str, str, int, int]]:
    found = load(root, salvage=True).diagnostics
    return sorted(
        (d.code, d.place.file.removeprefix("data/"), d.place.line, d.place.column) for d in found
    )


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("bom", b"\xef\xbb\xbf" + PERSON.encode(), [("utf8-bom", 1, 1)]),
        ("utf16", PERSON.encode("utf-16"), [("utf16", 1, 1)]),
        ("utf16-be", PERSON.encode("utf-16-be"), [("utf16", 1, 1)]),
        ("cp1251", PERSON.encode("cp1251"), [("cp1251", 2, 8)]),
        ("latin1", "name: caf\xe9".encode("latin1") + b" \x80\x81\x82\x83", [("not-utf8", 1, 10)]),
        ("nul", PERSON.encode() + b"note: \0\n", [("nul-byte", 3, 7)]),
        ("tabs", "schema: 1\nname: A\nnote:\n\t- x\n", [("tab-indentation", 4, 1)]),
        ("empty", "", [("empty-file", 1, 1)]),
        ("spaces", " \n\n", [("empty-file", 1, 1)]),
        ("comment", "# nothing\n", [("empty-file", 1, 1)]),
        ("two", PERSON + "---\n" + PERSON, [("several-documents", 4, 1)]),
        ("mark", PERSON + "note: &a x\ngender: x\n", [("anchor", 3, 7), ("unknown-value", 4, 9)]),
        ("line", 'schema: 1\nname: "А\u2028Б\x85В"\ngender: x\n', [("unknown-value", 3, 9)]),
        ("vertical", PERSON + "note: а\x0bб\n", [("yaml-syntax", 3, 8)]),
        (
            "tabs-two",
            "schema: 1\nname: A\nforms:\n\tgen: x\n\tdat: y\n",
            [("tab-indentation", 4, 1), ("tab-indentation", 5, 1)],
        ),
        ("negative", "schema: -1\nname: A\n", [("bad-value", 1, 9)]),
        ("anchor", "schema: 1\nname: &a X\nnote: *a\n", [("anchor", 2, 7), ("anchor", 3, 7)]),
        ("tag", "schema: 1\nname: !!python/name:os.system X\n", [("yaml-tag", 2, 7)]),
        ("twice", PERSON + "name: Б\n", [("duplicate-key", 3, 1)]),
        ("list", "- a\n- b\n", [("not-a-mapping", 1, 1)]),
        ("syntax", 'schema: 1\nname: "A\n', [("yaml-syntax", 2, 7)]),
        ("colon", "schema: 1\nname: a: b\n", [("yaml-syntax", 2, 8)]),
        ("older", "schema: 0\nname: A\n", [("older-schema", 1, 9)]),
        ("newer", "schema: 2\nname: A\n", [("newer-schema", 1, 9)]),
        ("id-inside", PERSON + "id: x\n", [("unknown-key", 3, 1)]),
        ("missing", "schema: 1\n", [("missing-key", 1, 1)]),
        ("unknown", PERSON + "gendr: f\n", [("unknown-key", 3, 1)]),
        ("value", PERSON + "gender: w\n", [("unknown-value", 3, 9)]),
        ("shape", PERSON + "positions: ректор\n", [("wrong-shape", 3, 12)]),
        ("flag", PERSON + "protected: maybe\n", [("bad-value", 3, 12)]),
        (
            "date",
            PERSON + "positions:\n  - title: x\n    from: 2022-02-31\n    to: 31.12.2022\n",
            [("bad-date", 5, 11), ("bad-date", 6, 9)],
        ),
        (
            "conflict",
            PERSON + "<<<<<<< HEAD\nnote: a\n=======\nnote: b\n>>>>>>> theirs\n",
            [("merge-conflict", 3, 1), ("merge-conflict", 7, 1)],
        ),
    ],
)
def test_each_damage_has_its_own_finding_at_its_place(
    tmp_path: Path, name: str, content: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    root = tree(tmp_path, {f"people/{name}.yaml": content, "people/fine.yaml": PERSON})
    file = f"people/{name}.yaml"
    assert codes(root) == [(code, file, line, column) for code, line, column in expected]
    assert [p.id for p in load(root).registry.all(Person)] == (
        ["bom", "fine"] if name == "bom" else ["fine"]
    )


def test_a_bomb_of_aliases_and_a_deep_nest_are_refused_before_they_cost_anything(
    tmp_path: Path,
) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
    )
    deep = "a: " + "[" * 200_000
    blocks = "\n".join(" " * n + "a:" for n in range(3000))
    compact = "- " * 100_000 + "x"
    root = tree(
        tmp_path,
        {
            "people/bomb.yaml": bomb,
            "people/deep.yaml": deep,
            "people/blocks.yaml": blocks,
            "people/compact.yaml": compact,
        },
    )
    found = {(d.code, d.place.file) for d in load(root).diagnostics}
    assert found == {
        ("anchor", "data/people/bomb.yaml"),
        ("too-deep", "data/people/deep.yaml"),
        ("too-deep", "data/people/blocks.yaml"),
        ("too-deep", "data/people/compact.yaml"),
    }


def test_a_file_beyond_eight_mebibytes_is_not_read(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/big.yaml": b"# " + b"x" * (8 * 1024 * 1024)})
    assert [d.code for d in load(root).diagnostics] == ["file-too-large"]


def test_a_link_out_of_the_tree_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(PERSON, encoding="utf-8")
    (tmp_path / "registry").mkdir()
    root = tree(tmp_path / "registry", {"people/fine.yaml": PERSON})
    (root / "data/people/leaves.yaml").symlink_to(outside)
    (root / "data/people/stays.yaml").symlink_to(root / "data/people/fine.yaml")
    read = load(root)
    assert [(d.code, d.place.file) for d in read.diagnostics] == [
        ("symlink-outside", "data/people/leaves.yaml")
    ]
    assert {p.id for p in read.registry.all(Person)} == {"fine", "stays"}


def test_names_of_files_and_folders(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "people/petrovа.yaml": PERSON,  # the last letter is Cyrillic
            "people/Ivan_I.yaml": PERSON,
            "people/old.yml": PERSON,
            "person/x.yaml": PERSON,
            "people/Old.YAML": PERSON,
            "people/notepad.yaml.txt": PERSON,
            "stray.yaml": PERSON,
            "people/README.md": "not a record",
            "people/moscow/deeper.yaml": PERSON,
        },
    )
    read = load(root)
    assert {(d.code, d.suggestion) for d in read.diagnostics} == {
        ("cyrillic-in-id", "petrova"),
        ("bad-id", "ivan-i"),
        ("yml-suffix", "old.yaml"),
        ("yml-suffix", "Old.yaml"),
        ("yml-suffix", "notepad.yaml"),
        ("unknown-folder", "people"),
        ("unknown-folder", None),
    }
    assert (read.files, read.records, read.ignored, read.failed) == (9, 1, 1, 7)
    assert [p.id for p in read.registry.all(Person)] == ["deeper"]


def test_six_mistakes_in_one_file_and_a_broken_second_one_are_all_told(tmp_path: Path) -> None:
    first = """\
        schema: 1
        type: roadmap
        titel: План
        period: {from: "2022-01-01", to: "2022-12-31"}
        items:
          - number: "1."
            title: Первое
            deadline: март
            deadline: апрель
          - number: "2."
            deadline: май
          - number: "3."
            title: Третье
            events:
              - event: don
                on: 2022-01-01
              - event: done
                on: 2022-02-30
              - event: cancelled
                on: 2022-03-01
                reasn: забыли
        """
    root = tree(tmp_path, {"roadmaps/a.yaml": first, "roadmaps/b.yaml": "title: [1\n"})
    assert codes(root) == [
        ("bad-date", "roadmaps/a.yaml", 18, 13),
        ("duplicate-key", "roadmaps/a.yaml", 9, 5),
        ("missing-key", "roadmaps/a.yaml", 1, 1),
        ("missing-key", "roadmaps/a.yaml", 10, 5),
        ("unknown-key", "roadmaps/a.yaml", 3, 1),
        ("unknown-key", "roadmaps/a.yaml", 21, 9),
        ("unknown-value", "roadmaps/a.yaml", 15, 16),
        ("yaml-syntax", "roadmaps/b.yaml", 1, 8),
    ]


def test_what_is_left_of_a_broken_record_is_checked_but_never_answered_from(tmp_path: Path) -> None:
    broken = roadmap("1. | март | Первое", "2. | апрель | Второе | typo: x")
    root = tree(tmp_path, {"roadmaps/a.yaml": broken})
    assert load(root).registry.all(Roadmap) == ()
    left = load(root, salvage=True).registry
    assert [item.number for item in left.all(Roadmap)[0].items] == ["1.", "2."]
    assert left.broken == {"a"}


def test_numbers_stay_texts(tmp_path: Path) -> None:
    plan = roadmap("7.10 | 16.02 | Заголовок").replace('"7.10"', "7.10").replace('"16.02"', "16.02")
    read = load(tree(tmp_path, {"roadmaps/a.yaml": plan})).registry.all(Roadmap)[0]
    assert (read.items[0].number, read.items[0].deadline) == ("7.10", ("16.02",))


def test_every_place_of_the_real_data_is_a_line_of_its_file() -> None:
    registry = load(DATA).registry
    plan = registry.get(Roadmap, "loiro-2022")
    assert plan is not None
    place = registry.place(plan, "items", 6, "items", 1, "deadline")
    line = (DATA / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
    assert line[place.column - 1 : (place.end_column or 0) - 1] == '"апрель"'


@given(raw=st.binary(max_size=200))
@settings(max_examples=300)
def test_no_bytes_make_it_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    root = tree(tmp_path_factory.mktemp("t"), {"people/x.yaml": raw})
    read = load(root, salvage=True)
    assert read.files == 1
    assert read.records == 1 or read.diagnostics


YAMLISH = st.text(
    alphabet=st.sampled_from(list("schema: 1\n-[]{}'\"&*!|>#%@,?~ \tтитулname")), max_size=120
)


@given(text=YAMLISH)
@settings(max_examples=300)
def test_no_text_makes_it_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tree(tmp_path_factory.mktemp("t"), {"roadmaps/x.yaml": text.encode()})
    read = load(root, salvage=True)
    assert read.records == 1 or read.diagnostics


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("weeks: lunar", r"innoreg.yaml:3:8.*lunar"),
        ("school_quarters: [{from: 2022-10-30, to: 2022-09-01}]", r"innoreg.yaml:3:20.*before"),
        ("school_quarters: [{from: 2022-10-30}]", r"innoreg.yaml:3:20.*`to` is missing"),
        ("data: ../other", r"innoreg.yaml:3:7.*inside"),
        ("data: /etc", r"innoreg.yaml:3:7.*inside"),
        ("data: dta", r"innoreg.yaml: the folder dta"),
    ],
)
def test_settings_that_cannot_be_read_stop_the_tool(tmp_path: Path, line: str, words: str) -> None:
    root = tree(tmp_path, {})
    (root / "innoreg.yaml").write_text(f"{SETTINGS}{line}\n", encoding="utf-8")
    with pytest.raises(CannotGoOn, match=words):
        load(root)


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_no_register_speaks_of_is_a_finding(tmp_path: Path, year: str) -> None:
    text = f'schema: 1\nissuer: x\norder_kind: Приказ\ndate: "{year}-06-01"\ntitle: О\n'
    (found,) = load(tree(tmp_path, {"orders/x.yaml": text})).diagnostics
    assert (found.code, found.place.line) == ("bad-value", 4)


def test_the_root_is_found_upwards_or_named(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/fine.yaml": PERSON})
    assert find_root(root / "data/people", None, {}) == root
    assert find_root(Path("/"), None, {"INNOREG_REGISTRY": str(root)}) == root
    with pytest.raises(CannotGoOn):
        find_root(root, root / "data", {})


def test_links_to_nowhere_and_pipes_are_findings_like_others(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/fine.yaml": PERSON})
    (root / "data/people/loop.yaml").symlink_to("loop.yaml")
    (root / "data/people/gone.yaml").symlink_to("nowhere.yaml")
    (root / "data/people/dir.yaml").mkdir()
    (root / "data/people/dir.yaml/inside.yaml").write_text(PERSON, encoding="utf-8")
    os.mkfifo(root / "data/people/pipe.yaml")
    read = load(root)
    assert sorted((d.code, d.place.file) for d in read.diagnostics) == [
        ("unreadable-file", "data/people/gone.yaml"),
        ("unreadable-file", "data/people/loop.yaml"),
        ("unreadable-file", "data/people/pipe.yaml"),
    ]
    assert (read.records, read.failed, read.files) == (2, 3, 5)


def test_tabs_that_do_no_harm_and_odd_line_breaks_are_left_alone(tmp_path: Path) -> None:
    text = PERSON + "note: |\n  а\n  \tб\naliases: ['а\u2028б', \"в\n  \tг\"]\n"
    read = load(tree(tmp_path, {"people/x.yaml": text.encode()}))
    assert read.diagnostics == ()
    assert read.registry.all(Person)[0].aliases == ("а\u2028б", "в г")


def test_settings_saved_by_notepad_are_read_and_the_mark_is_told(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/x.yaml": PERSON})
    text = SETTINGS.replace("\n", "\r\n") + "weeks: calendar\r\n"
    (root / "innoreg.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    read = load(root)
    assert read.registry.settings.weeks == "calendar"
    assert [(d.code, d.place.file) for d in read.diagnostics] == [("utf8-bom", "innoreg.yaml")]
