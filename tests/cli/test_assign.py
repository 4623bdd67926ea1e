"""Appointing by an order: a row in the list the order has for it."""

from pathlib import Path

import pytest

from changing import bytes_of, copied, errors, run
from innoreg.cli import main

ORDER = "data/orders/loiro-2022-18.yaml"
APPOINTING = """\
schema: 1
issuer: loiro
order_kind: "Приказ"
number: "7"
date: "2022-03-01"
title: "О назначении"
clauses:
  - number: "1."
    kind: appoint
    text: "Назначить руководителя."
  - number: "2."
    kind: appoint
    text: "Назначить консультантов (приложение)."
    appendix: "1"
  - number: "3."
    kind: take_note
    text: "Принять к сведению."
appendices:
  - number: "1"
    kind: assignments
    role: consultant
    program: network-mentoring
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copied(tmp_path)
    (root / "data/orders/order-7.yaml").write_text(APPOINTING, "utf-8")
    return root


def assign(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--lang", "en", "assign", *words])


def added(root: Path, before: dict[str, bytes], file: str) -> list[str]:
    """The new lines; fails where anything else changed."""
    old, new = before[file].decode().splitlines(), bytes_of(root)[file].decode().splitlines()
    start = next(i for i, line in enumerate(new) if i >= len(old) or line != old[i])
    count = len(new) - len(old)
    assert new[:start] + new[start + count :] == old
    return [line.strip(" ") for line in new[start : start + count]]


def test_the_next_row_of_the_appendix_by_names_as_people_say_them(root: Path) -> None:
    before, wrong = bytes_of(root), errors(root)
    words = ("loiro-2022-18", "Карвелис", "--for", "Лужский", "--from", "01.01.2023")
    assert assign(root, *words, "--to", "2023-12-31") == 0
    assert added(root, before, ORDER) == [
        '- number: "19."',
        "person: karvelis-ov",
        "scope:",
        "- luga",
        'from: "2023-01-01"',
        'to: "2023-12-31"',
    ]
    assert errors(root) == wrong


def test_what_the_whole_list_shares_is_not_repeated(root: Path) -> None:
    before = bytes_of(root)
    shared = ("--role", "consultant", "--program", "network-mentoring", "--from", "2022-01-01")
    assert assign(root, "loiro-2022-18", "karvelis-ov", "--for", "sosnovy-bor", *shared) == 0
    assert added(root, before, ORDER) == [
        '- number: "19."',
        "person: karvelis-ov",
        "scope:",
        "- sosnovy-bor",
    ]


def test_a_clause_leads_to_its_own_list_or_to_its_appendix(root: Path) -> None:
    file = "data/orders/order-7.yaml"
    before = bytes_of(root)
    assert assign(root, "order-7/2", "karvelis-ov", "--for", "luga") == 0
    assert added(root, before, file) == [
        "assignments:",
        "- person: karvelis-ov",
        "scope:",
        "- luga",
    ]
    before = bytes_of(root)
    program = ("--program", "network-mentoring")
    assert assign(root, "order-7/1", "karvelis-ov", "--role", "supervisor", *program) == 0
    assert added(root, before, file) == [
        "assignments:",
        "- person: karvelis-ov",
        "role: supervisor",
        "program: network-mentoring",
    ]
    assert errors(root) == errors(copied(root.parent / "clean"))


def test_another_one_in_the_same_place_is_remarked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assign(root, "loiro-2022-18", "karvelis-ov", "--for", "luga") == 0
    assert "holds this role for the same at that time" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        (["loiro-2022-18", "karvelis-ov", "--for", "volosovo"], 1, "assigned that already", "show"),
        (["order-7", "karvelis-ov"], 1, "several lists", "--appendix 1, order-7/1"),
        (["order-7/3", "karvelis-ov"], 1, "no clause or appendix", "--appendix 1, order-7/1"),
        (["order-7", "karvelis-ov", "--appendix", "9"], 1, "no clause or appendix", "--appendix 1"),
        (["kopo-2023-1585-r", "karvelis-ov"], 1, "no clause or appendix", "kind: appoint"),
        (["order-7/1", "karvelis-ov"], 1, "names no role", "--role"),
        (["loiro-2022", "karvelis-ov"], 1, "nothing in the register", ""),
        (["loiro-2022-18", "Никто"], 2, "no record fits “Никто”", "innoreg list"),
        (["loiro-2022-18", "karvelis-ov", "--for", "Марсианский"], 2, "no record fits", ""),
        (
            ["order-7/2", "karvelis-ov", "--from", "2022-05-01", "--to", "2022-04-01"],
            1,
            "2022-04-01 is before 2022-05-01",
            "--from or --to",
        ),
    ],
)
def test_refusals_write_nothing(
    root: Path,
    words: list[str],
    code: int,
    message: str,
    hint: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = bytes_of(root)
    assert assign(root, *words) == code
    err = capsys.readouterr().err
    assert message in err
    assert hint in err.partition("→")[2]
    assert bytes_of(root) == before


def test_through_the_installed_program(root: Path) -> None:
    answer = run(root, "assign", "loiro-2022-18", "Карвелис", "--for", "luga", "--lang", "ru")
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == [
        "Карвелис О.В.: назначение по loiro-2022-18",
        f"  {ORDER}",
    ]
    assert "та же роль там же в это же время" in answer.stderr
