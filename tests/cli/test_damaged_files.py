"""One mistake hides nothing: the rest of a file with errors is checked, and its rows are in `due`."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.test_commands import run
from innoreg.cli.command_table import SUMMARIES
from support import DATA

MONTH = ("due", "--month", "2022-03", "--roadmap", "loiro-2022", "--today", "2022-03-01")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    shutil.copytree(DATA / "data", tmp_path / "data")
    return tmp_path


def change(root: Path, name: str, old: str, new: str, count: int = 1) -> None:
    file = root / "data" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), encoding="utf-8")


def rows(root: Path, *words: str) -> list[dict[str, Any]]:
    """The rows with and without the cache, which must be the same bytes."""
    done = run(*words, "--format", "json", "-C", str(root))
    without = run(*words, "--format", "json", "-C", str(root), "--no-cache")
    assert (done.returncode, done.stdout) == (0, without.stdout), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return found


def diagnostics(root: Path) -> list[dict[str, Any]]:
    done = run("validate", "--format", "json", "-C", str(root))
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return found


def test_a_misspelt_title_takes_no_row_out_of_due_and_hides_no_finding(root: Path) -> None:
    whole, findings = rows(root, *MONTH), diagnostics(root)
    assert len(whole) == 7
    change(root, "roadmaps/loiro-2022.yaml", 'title: "Дорожная', 'titel: "Дорожная')
    damaged = rows(root, *MONTH)
    assert [row.pop("damaged") for row in damaged] == [True] * 7
    assert damaged == whole
    left = diagnostics(root)
    new = [d for d in left if d["severity"] == "error"]
    assert {d["code"] for d in new} == {"missing-key", "unknown-key"}
    assert [d for d in left if d not in new] == findings
    said = run(*MONTH, "--lang", "ru", "-C", str(root))
    assert said.stdout.count("файл с ошибками") == 7
    assert "1 файл с ошибками: в ответе только то, что в нём читается" in said.stderr
    assert "damaged" not in json.dumps(rows(root, "due", "--month", "2023-06"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: "Дорожная', 'x: "Дорожная'),
        ("type: roadmap", "type: road"),
        ('  - number: "1."\n    title:', '  - number: "1."\n    titel:'),
        ('  - number: "2."\n', "  - note: без номера\n"),
        ('    result: "Представление', '    rsult: "Представление'),
        ("program: network-mentoring", "programme: network-mentoring"),
    ],
)
def test_the_rows_that_the_mistake_does_not_touch_stay_what_they_are(
    root: Path, old: str, new: str
) -> None:
    whole = {row["ref"]: row for row in rows(root, *MONTH)}
    change(root, "roadmaps/loiro-2022.yaml", old, new)
    found = {row["ref"]: row for row in rows(root, *MONTH)}
    assert found.keys() == whole.keys()
    for ref, row in found.items():
        assert (row["damaged"], row["due"]) == (True, whole[ref]["due"])
        assert row["responsible"] == whole[ref]["responsible"]
    assert len(diagnostics(root)) > 40


def test_days_that_had_to_be_made_up_make_no_row(root: Path) -> None:
    change(root, "roadmaps/loiro-2022.yaml", "period:\n  from", "note: x\nperio_:\n  fro")
    change(root, "orders/vsevolozhsk-2021-328.yaml", 'date: "2021-04-26"', 'date: "2021-04-31"')
    for day in ("2000-06-01", "2022-03-01"):
        found = rows(root, "due", "--from", "1999-01-01", "--to", "2030-01-01", "--today", day)
        assert not [r for r in found if r["order"] == "vsevolozhsk-2021-328"]
        assert not [r for r in found if r["roadmap"] == "loiro-2022"]


def test_an_order_without_a_title_still_demands_what_it_demands(root: Path) -> None:
    change(root, "orders/vsevolozhsk-2021-328.yaml", 'title: "Об', 'tytle: "Об')
    late = rows(root, "overdue", "--today", "2021-07-01", "--district", "vsevolozhsk")
    own = [row for row in late if row["order"] == "vsevolozhsk-2021-328"]
    assert [(row["ref"], row["damaged"]) for row in own] == [
        ("vsevolozhsk-2021-328/1.2", True),
        ("vsevolozhsk-2021-328/3.3", True),
    ]


PLAN, PERSON = "data/roadmaps/loiro-2022.yaml", "data/people/karvelis-ov.yaml"
# Every command that answers of records, so that none forgets to say what its answer lacks.
ANSWERS = [
    ("due", "--month", "2022-03", "--today", "2022-03-01"),
    ("due", "--undated", "--today", "2022-03-01"),
    ("overdue", "--today", "2022-07-01"),
    ("today", "--today", "2022-03-01"),
    ("status", "--today", "2022-03-01"),
    ("status", "loiro-2022", "--today", "2022-03-01"),
    ("status", "loiro-2022/8", "--today", "2022-03-01"),
    ("mentoring", "--today", "2022-03-01"),
    ("load", "--year", "2022", "--today", "2022-03-01"),
    ("discipline", "--today", "2023-03-01"),
    ("list", "roadmaps"),
    ("list", "people"),
    ("find", "наставник"),
    ("show", "loiro-2022"),
    ("show", "loiro-2022/8"),
    ("show", "tosno", "--today", "2022-03-01"),
    ("show", "internship-sites"),
    ("why", "loiro-2022", "--today", "2022-03-01"),
    ("why", "kopo-2020-1925-r/1", "--today", "2022-03-01"),
    ("behind", "loiro-2022-18/2", "--today", "2022-03-01"),
    ("forms", "check"),
    ("sites", "--today", "2022-03-01"),
    ("council", "--today", "2022-03-01"),
    ("indicators", "--today", "2022-03-01"),
]
WHOLE_ONLY = {"history", "diff", "merge-check", "merge-driver", "export", "render", "match"}
"""Of a part of a record they could say nothing true: what is not whole they leave out and say so."""
OTHERS = {
    # Findings; documents and letters, which are not made then; pages, which name the files; tables.
    *("validate", "paper", "pages", "results", "remind"),
    *("init", "cache", "schema", "check-layout", "template", "deadline", "decline", "help"),
    *("done", "extend", "cancel", "reopen", "assign", "new", "next-year", "edit", "accept"),
    *("rename", "sign"),
    *("pair", "apply", "review", "decide", "assess"),
    *("fmt", "migrate", "import"),
}
"""What answers of no record, or writes."""


def test_no_command_is_forgotten_here() -> None:
    assert {words[0] for words in ANSWERS} | WHOLE_ONLY | OTHERS == {*SUMMARIES}


@pytest.fixture
def damaged(root: Path) -> Path:
    """A plan with a misspelt key, of which all else can be read, and a person of whom nothing can."""
    change(root, "roadmaps/loiro-2022.yaml", 'title: "Дорожная', 'titel: "Дорожная')
    change(root, "people/karvelis-ov.yaml", "schema: 1", 'schema: 1\n"')
    return root


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_every_answer_lists_the_files_it_lacks(damaged: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--format", "json", "-C", str(damaged))
    assert done.returncode == 0, done.stderr
    failed = {each["file"]: each for each in json.loads(done.stdout)["failed"]}
    assert failed.keys() == {PLAN, PERSON}
    assert (failed[PLAN]["in_part"], failed[PERSON]["in_part"]) == (True, False)
    assert failed[PLAN]["line"] == 4
    assert "titel" in failed[PLAN]["message"]
    seen = run(*words, "--lang", "ru", "-C", str(damaged)).stdout
    assert "Не вошли в ответ – файлы с ошибками:\n  data/people/karvelis-ov.yaml:" in seen
    assert f"Вошли частично, только то, что читается, – файлы с ошибками:\n  {PLAN}:4: " in seen


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_answer_that_lacks_nothing_lists_nothing(root: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--format", "json", "-C", str(root))
    assert "failed" not in json.loads(done.stdout)
    assert "ошибками" not in run(*words, "--lang", "ru", "-C", str(root)).stdout


def test_what_is_shown_of_a_damaged_record_is_marked(damaged: Path) -> None:
    def asked(*words: str) -> dict[str, Any]:
        done = run(*words, "--today", "2022-03-01", "--format", "json", "-C", str(damaged))
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    plans = {row["id"]: row.get("damaged") for row in asked("list", "roadmaps")["rows"]}
    assert plans == {"loiro-2022": True, "kopo-2023": None, "meetings-2019": None}
    for words in (("show", "loiro-2022"), ("show", "loiro-2022/8"), ("why", "loiro-2022")):
        assert asked(*words)["damaged"] is True
    assert asked("status", "loiro-2022")["rows"][0]["damaged"] is True
    assert asked("status", "loiro-2022/8")["rows"][0]["damaged"] is True
    said = run("show", "loiro-2022", "--lang", "ru", "-C", str(damaged)).stdout
    assert "Файл записи с ошибками: здесь только то, что в нём читается." in said
    assert "действует, файл с ошибками" in run(
        *("list", "roadmaps", "--today", "2022-03-01", "--lang", "ru", "-C", str(damaged))
    ).stdout  # fmt: skip


def test_what_cannot_be_read_is_not_said_to_be_missing(damaged: Path) -> None:
    done = run("show", "karvelis-ov", "--lang", "ru", "-C", str(damaged))
    assert done.returncode == 2
    assert "«karvelis-ov» прочесть нельзя: файл с ошибками" in done.stderr
    change(damaged, "roadmaps/loiro-2022.yaml", '  - number: "8."', "  - x: y\n    numer: 8")
    done = run("show", "loiro-2022/99", "--lang", "ru", "-C", str(damaged))
    assert "«loiro-2022/99» прочесть нельзя: файл «loiro-2022» с ошибками" in done.stderr


def test_numbers_of_load_and_discipline_count_what_can_be_read(root: Path) -> None:
    words = ("load", "--year", "2022", "--today", "2022-03-01", "--roadmap", "loiro-2022")
    scored = ("discipline", "--today", "2023-03-01", "--roadmap", "loiro-2022")
    before = [run(*each, "--format", "json", "-C", str(root)).stdout for each in (words, scored)]
    change(root, "roadmaps/loiro-2022.yaml", 'title: "Дорожная', 'titel: "Дорожная')
    for each, whole in zip((words, scored), before, strict=True):
        found = json.loads(run(*each, "--format", "json", "-C", str(root)).stdout)
        assert found.pop("failed")
        assert found == json.loads(whole)


@pytest.mark.parametrize(
    "words", [("export", "--to", "out"), ("render", "loiro-2022-18", "-o", "o.docx")]
)
def test_a_part_of_a_record_is_neither_exported_nor_printed(
    damaged: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = run(*words[:-1], str(tmp_path / words[-1]), "--lang", "ru", "-C", str(damaged))
    assert "2 файла не удалось прочитать, в ответе их нет" in done.stderr


def test_the_files_an_export_lacks_stand_in_it(damaged: Path, tmp_path: Path) -> None:
    done = run("export", "--to", str(tmp_path / "out"), "-C", str(damaged))
    assert done.returncode == 0, done.stderr
    content = json.loads((tmp_path / "out" / "_export.json").read_text("utf-8"))
    assert [(each["file"], each["in_part"]) for each in content["failed"]] == [
        (PERSON, False),
        (PLAN, False),
    ]


def test_files_that_were_mended_since_the_cache_was_made_are_not_told(damaged: Path) -> None:
    month = ("due", "--month", "2022-03", "--today", "2022-03-01", "--format", "json")
    for _again in range(2):
        found = json.loads(run(*month, "-C", str(damaged)).stdout)
        assert [each["file"] for each in found["failed"]] == [PERSON, PLAN]
    change(damaged, "people/karvelis-ov.yaml", 'schema: 1\n"', "schema: 1")
    found = json.loads(run(*month, "-C", str(damaged)).stdout)
    assert [each["file"] for each in found["failed"]] == [PLAN]


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "letter", "luga"),
        ("paper", "letter", "--to", "districts"),
        ("paper", "memo", "--for", "shekhovtseva-ev"),
        ("paper", "plan-fact", "--year", "2022"),
        ("paper", "sites"),
    ],
)
def test_a_document_that_could_lack_rows_is_not_made(root: Path, words: tuple[str, ...]) -> None:
    """A letter goes to people who see no stderr; a draft is for whoever mends the file."""
    asked = (*words, "--today", "2022-06-01", "--lang", "ru", "-C", str(root))
    whole = run(*asked, "--draft")
    assert whole.returncode == 0, whole.stderr
    change(root, "roadmaps/kopo-2023.yaml", "schema: 1", "schema: [")
    refused = run(*asked, "-o", str(root / "made"))
    assert (refused.returncode, (root / "made").exists()) == (1, False)
    assert "документу может чего-то не хватать: data/roadmaps/kopo-2023.yaml" in refused.stderr
    assert run(*asked, "--draft").returncode == 0


def test_nothing_is_said_to_be_nothing_where_a_file_could_not_be_read(damaged: Path) -> None:
    plan = damaged / "data/roadmaps/loiro-2022.yaml"
    plan.write_text(plan.read_text("utf-8") + "  bad: [\n", "utf-8")
    # Her rows are those of the plan that cannot be read: five of them late on this day.
    asked = ("--responsible", "zhukovitskaya-nn", "--today", "2022-03-05", "-C", str(damaged))
    for more in ((), ("--no-cache",)):
        late = run("overdue", *asked, *more, "--lang", "ru").stdout
        assert "Просроченного нет" not in late
        assert "В прочитанном просроченного нет, а прочитано не всё." in late
    month = run("due", "--month", "2022-03", *asked, "--lang", "ru").stdout
    assert "Прочитано не всё." in month
    assert "Прочитано не всё." in run("discipline", *asked, "--lang", "ru").stdout


def test_a_kind_whose_only_file_cannot_be_read_is_not_said_to_be_empty(root: Path) -> None:
    (root / "data/groups/internship-sites.yaml").write_text("title: [\n", "utf-8")
    said = run("list", "groups", "-C", str(root)).stderr
    assert "the register has no records" not in said
    assert "what could be read has no records of this kind" in said
