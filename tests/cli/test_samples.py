"""Invented records beside real ones: in no answer unless they are asked for."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from cli.test_filters import Ask, ask, refs
from innoreg.cli import main
from support import DATA, roadmap, tree

__all__ = ["ask"]
TODAY = ("--today", "2022-06-01")
SAMPLE = "schema: 1\nsample: true\n"
OFFICE = "name: {}\ntype: institute\n"
ITEM = "1. | март | {} | responsible: [{{organisation: {}}}]"


def plan(title: str, office: str, *, sample: bool) -> str:
    text = roadmap(ITEM.format(title, office)).replace("title: План", f"title: {title}")
    return text.replace("schema: 1\n", SAMPLE) if sample else text


FILES = {
    "authorities/real-office.yaml": "schema: 1\n" + OFFICE.format("Институт"),
    "roadmaps/real.yaml": plan("Дело", "real-office", sample=False),
    "authorities/sample-office.yaml": SAMPLE + OFFICE.format("Выдуманный институт"),
    "roadmaps/sample.yaml": plan("Выдумка", "sample-office", sample=True),
    "people/sample-person.yaml": SAMPLE + "name: Образцова А.А.\ngender: f\nprotected: true\n",
    "sites/sample-site.yaml": SAMPLE
    + "type: regional\norganisations: [sample-office]\ntheme: Выдумка\nopening: {basis: выдумано}\n",
}  # fmt: skip


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    (tmp_path / "mixed").mkdir()
    return tree(tmp_path / "mixed", FILES)


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """Only the invented records of the same registry, as after `init`."""
    (tmp_path / "invented").mkdir()
    return tree(tmp_path / "invented", {k: v for k, v in FILES.items() if "sample" in k})


CACHES = [(), ("--no-cache",)]


@pytest.mark.parametrize("cache", CACHES)
def test_rows_of_samples_stand_beside_real_ones_only_when_asked_for(
    ask: Ask, mixed: Path, invented: Path, cache: tuple[str, ...]
) -> None:
    for words in (("overdue",), ("due", "--year", "2022")):
        question = (*words, "--format", "json", *TODAY, *cache)
        assert refs(ask(*question, registry=mixed)) == ["real/1"]
        assert refs(ask(*question, "--samples", registry=mixed)) == ["real/1", "sample/1"]
        assert refs(ask(*question, registry=invented)) == ["sample/1"]


@pytest.mark.parametrize("cache", CACHES)
def test_naming_one_answers(ask: Ask, mixed: Path, cache: tuple[str, ...]) -> None:
    question = ("overdue", "--format", "json", *TODAY, *cache)
    assert refs(ask(*question, "--roadmap", "sample", registry=mixed)) == ["sample/1"]
    assert refs(ask(*question, "--responsible", "authorities/sample-office", registry=mixed)) == ["sample/1"]  # fmt: skip
    for words in (("show", "sample"), ("show", "sample/1"), ("status", "sample/1"), ("why", "sample-site"), ("show", "people/sample-person")):  # fmt: skip
        code, out, err = ask(*words, *TODAY, *cache, registry=mixed)
        assert (code, bool(out)) == (0, True), err


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("list", "people"), "sample-person"),
        (("list", "roadmaps"), "sample"),
        (("status",), "sample-site"),
        (("load", "--year", "2022"), "sample-office"),
        (("discipline", "--by", "roadmap"), "sample"),
    ],
)
def test_lists_and_counts(
    ask: Ask, mixed: Path, invented: Path, words: tuple[str, ...], key: str
) -> None:
    question = (*words, "--format", "json", *TODAY)
    quoted = f'"{key}"'
    assert quoted not in ask(*question, registry=mixed)[1]
    assert quoted in ask(*question, "--samples", registry=mixed)[1]
    assert quoted in ask("--samples", *question, registry=mixed)[1]
    assert quoted in ask(*question, registry=invented)[1]


def test_memos_and_letters(ask: Ask, mixed: Path, tmp_path: Path) -> None:
    person = "schema: 1\nname: Петрова П.П.\ngender: f\n"
    (mixed / "data/people/chief.yaml").write_text(person, "utf-8")
    for words, there in (((), False), (("--samples",), True)):
        out = tmp_path / f"memo-{there}.md"
        code, _out, err = ask("paper", "plan-fact", "--year", "2022", "-o", str(out.with_suffix(".docx")), *words, *TODAY, registry=mixed)  # fmt: skip
        assert code == 0, err
        import docx

        table = docx.Document(str(out.with_suffix(".docx"))).tables[-1]
        text = " ".join(cell.text for row in table.rows for cell in row.cells)
        assert "Дело" in text
        assert ("Выдумка" in text) is there


def test_an_export_has_none(ask: Ask, mixed: Path, tmp_path: Path) -> None:
    for words, expected in (((), ["real"]), (("--samples",), ["real", "sample"])):
        path = tmp_path / f"out{len(words)}"
        code, _out, err = ask("export", "--format", "sqlite", "--to", str(path), *words, *TODAY, registry=mixed)  # fmt: skip
        assert code == 0, err
        (file,) = [path] if path.is_file() else path.glob("*.sqlite*")
        database = sqlite3.connect(file)
        rows = database.execute("SELECT id FROM roadmaps ORDER BY id").fetchall()
        database.close()
        assert [row[0] for row in rows] == expected


def test_samples_are_validated_all_the_same(ask: Ask, mixed: Path) -> None:
    assert json.loads(ask("validate", "--format", "json", registry=mixed)[1])["records"] == 6


def test_the_first_real_record_hides_the_samples_also_from_a_cache(
    ask: Ask, invented: Path
) -> None:
    question = ("overdue", "--format", "json", *TODAY)
    assert refs(ask(*question, registry=invented)) == ["sample/1"]
    real = plan("Дело", "sample-office", sample=False)
    path = invented / "data/roadmaps/real.yaml"
    path.write_text(real, "utf-8")
    assert refs(ask(*question, registry=invented)) == ["real/1"]
    path.write_text(plan("Дело", "sample-office", sample=True), "utf-8")
    assert refs(ask(*question, registry=invented)) == ["real/1", "sample/1"]
    path.unlink()
    assert refs(ask(*question, registry=invented)) == ["sample/1"]


def test_a_fresh_registry_shows_its_samples_and_an_empty_one_has_none(
    ask: Ask, tmp_path: Path
) -> None:
    for flag, expected in (((), True), (("--empty",), False)):
        root = tmp_path / f"fresh{len(flag)}"
        assert main(["init", str(root), *flag, "--lang", "ru"]) == 0
        ask("list", "districts", registry=root)
        found = json.loads(ask("list", "people", "--format", "json", registry=root)[1])
        assert bool(found["rows"]) is expected
        assert ask("validate", registry=root)[0] == 0
        assert (root / "schemas" / "order.json").is_file()


def test_the_samples_of_our_own_register_are_in_no_answer(ask: Ask, tmp_path: Path) -> None:
    root = tmp_path / "own"
    root.mkdir()
    shutil.copytree(DATA / "data", root / "data")
    shutil.copy(DATA / "innoreg.yaml", root)
    for words in (("list", "people"), ("list", "schools"), ("list", "pairs"), ("mentoring",), ("status",), ("discipline",), ("load", "--year", "2022")):  # fmt: skip
        _code, out, _err = ask(*words, *TODAY, registry=root)
        assert "sample-" not in out, words
        assert "вымышленн" not in out, words
    code, out, err = ask("list", "pairs", registry=root)
    assert (code, out, err) == (0, "\nскрыты 3 записи-образца: покажет --samples\n", "")
    assert "sample-pair-head" in ask("list", "pairs", "--samples", registry=root)[1]


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        # One plan has rows, one site is in the register of sites, one person in the list of people.
        (("due", "--year", "2022"), 1),
        (("due", "--year", "2022", "--no-cache"), 1),
        (("overdue",), 1),
        (("today",), 1),
        (("load", "--year", "2022"), 1),
        (("discipline",), 1),
        (("status",), 1),
        (("sites",), 1),
        (("list", "people"), 1),
        (("find", "выдумка"), 4),
        # Of these kinds the register has no invented records.
        (("list", "districts"), 0),
        (("mentoring",), 0),
    ],
)
def test_every_answer_says_how_many_it_hides(
    ask: Ask, mixed: Path, words: tuple[str, ...], hidden: int
) -> None:
    line = {0: "", 1: "скрыта 1 запись-образец", 4: "скрыты 4 записи-образца"}[hidden]
    said = ask(*words, *TODAY, registry=mixed)[1]
    assert line in said
    assert ("образец" in said or "образца" in said) is bool(hidden)
    found = json.loads(ask(*words, "--format", "json", *TODAY, registry=mixed)[1])
    assert found.get("hidden_samples", 0) == hidden
    assert "hidden_samples" not in ask(*words, "--format", "json", "--samples", *TODAY, registry=mixed)[1]  # fmt: skip


def test_a_form_without_room_says_it_beside(ask: Ask, mixed: Path) -> None:
    code, out, err = ask("list", "people", "--format", "csv", *TODAY, registry=mixed)
    assert (code, "запись-образец" in out, "скрыта 1 запись-образец" in err) == (0, False, True)
