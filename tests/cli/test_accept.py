"""Accepted findings: written by a command, counted, shown when asked for, told again when words change."""

import json
import subprocess
from pathlib import Path

import pytest

from repository import innoreg
from support import tree

PERSON = 'schema: 1\nname: "Иванов И.И."\n'
ORDER = """schema: 1
issuer: institute
order_kind: "Приказ"
date: "2022-01-20"
number: "18"
title: "о плане"
signatory:
  person: ivanov-ii
  post: "Ректор"
clauses:
  - kind: take_note
    number: "1"
    text: "Принять к сведению."
  - kind: control
    number: "2"
    text: "Контроль оставляю за собой."
    by_signatory: true
"""
FILES = {
    "people/ivanov-ii.yaml": PERSON,
    "authorities/institute.yaml": 'schema: 1\nname: "Институт"\ntype: institute\n',
    "orders/order-2022-18.yaml": ORDER,
}
PERSON_FILE = "data/people/ivanov-ii.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, FILES)


def run(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return innoreg(*words, cwd=root)


def report(root: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(root, "validate", "--format", "json").stdout)
    return found


def test_what_is_accepted_is_counted_and_no_longer_told(root: Path) -> None:
    assert (report(root)["warnings"], report(root)["accepted"]) == (1, 0)
    done = run(root, "accept", f"{PERSON_FILE}:2:7", "--reason", "имени нет в документе")
    assert (done.returncode, done.stderr) == (0, "")
    after = report(root)
    assert (after["warnings"], after["accepted"]) == (0, 1)
    assert run(root, "validate").stdout.count("\n") == 1
    told = run(root, "validate", "--accepted").stdout
    assert "person-without-gender" in told
    assert "имени нет в документе" in told
    assert '"accepted": "имени нет в документе"' in run(root, "validate", "--format", "json").stdout


def test_it_is_told_again_when_the_words_change(root: Path) -> None:
    run(root, "accept", "ivanov-ii", "--reason", "имени нет в документе")
    path = root / PERSON_FILE
    path.write_text(path.read_text("utf-8").replace('name: "Иванов', 'name: "Ивановский'), "utf-8")
    after = report(root)
    assert (after["warnings"], after["accepted"]) == (1, 0)
    assert {d["code"] for d in after["diagnostics"]} == {  # type: ignore[attr-defined]
        "person-without-gender",
        "accepted-nothing",
    }


def test_a_new_one_stands_alone(root: Path) -> None:
    run(root, "accept", "ivanov-ii", "--reason", "имени нет в документе")
    other = root / "data/people/petrov-pp.yaml"
    other.write_text(PERSON.replace("Иванов И.И.", "Петров П.П."), "utf-8")
    order = root / "data/orders/order-2022-18.yaml"
    order.write_text(ORDER.replace("ivanov-ii", "petrov-pp"), "utf-8")
    assert "petrov-pp.yaml" in run(root, "validate").stdout


def test_the_settings_accept_a_code_as_a_whole(root: Path) -> None:
    settings = root / "innoreg.yaml"
    entry = "accepted:\n  - code: person-without-gender\n    reason: имён здесь не ведут\n"
    settings.write_text(settings.read_text("utf-8") + entry, "utf-8")
    assert (report(root)["warnings"], report(root)["accepted"]) == (0, 1)


@pytest.mark.parametrize("form", ["github", "gitlab", "junit"])
def test_machines_are_told_of_open_findings_only(root: Path, form: str) -> None:
    run(root, "accept", "ivanov-ii", "--reason", "имени нет в документе")
    assert "person-without-gender" not in run(root, "validate", "--format", form).stdout


def test_sarif_says_that_it_is_suppressed_and_why(root: Path) -> None:
    run(root, "accept", "ivanov-ii", "--reason", "имени нет в документе")
    (result,) = json.loads(run(root, "validate", "--format", "sarif").stdout)["runs"][0]["results"]
    (suppression,) = result["suppressions"]
    assert (suppression["status"], suppression["justification"]) == (
        "accepted",
        "имени нет в документе",
    )


def test_errors_only_leaves_warnings_in_the_count(root: Path) -> None:
    done = run(root, "validate", "--errors-only")
    assert done.stdout.count("\n") == 1
    assert "1 warning" in done.stdout


def test_an_error_and_what_is_not_there_are_refused(root: Path) -> None:
    path = root / "data/orders/order-2022-18.yaml"
    path.write_text(ORDER.replace("issuer: institute", "issuer: nobody"), "utf-8")
    error = run(root, "accept", "data/orders/order-2022-18.yaml:2", "--reason", "так")
    nothing = run(root, "accept", "institute", "--reason", "так")
    assert (error.returncode, nothing.returncode) == (1, 1)
    assert "an error cannot be accepted" in error.stderr
    assert "no finding at institute" in nothing.stderr
    assert "accepted:" not in path.read_text("utf-8")
