"""One mistake hides nothing: the rest of a file with errors is checked, and its rows are in `due`."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.test_commands import run
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
