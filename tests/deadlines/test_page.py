"""The page docs/deadlines.md says what is so: every row of its tables is run."""

import re
from pathlib import Path
from typing import get_args

import pytest

from deadlines.periods import period, result
from innoreg.deadlines import explain, parse
from innoreg.deadlines.deadline import CautionCode, RefusalCode
from innoreg.deadlines.grammar import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "deadlines.md").read_text(encoding="utf-8")


def tables() -> list[list[dict[str, str]]]:
    found = []
    for block in re.findall(r"(?:^\|.*\|\n)+", PAGE, re.MULTILINE):
        lines = [
            [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in block.splitlines()
        ]
        found.append([dict(zip(lines[0], line, strict=True)) for line in lines[2:]])
    return found


TABLES = tables()
ROWS = [row for table in TABLES for row in table if "text" in row]
STEPS = [row for table in TABLES for row in table if "step" in row]


def column(name: str) -> set[str]:
    return {row[name] for row in ROWS if name in row}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['text']} ({row['context']})")
def test_every_row(row: dict[str, str]) -> None:
    read = parse(row["text"], period(row["context"]))
    assert (read.kind or "refused", result(read)) == (row["kind"], row["windows"])
    if "rule" in row:
        assert row["rule"] in {reading.rule for reading in explain(row["text"])}
    if "code" in row:
        assert row["code"] == row["windows"]


def test_every_rule_has_its_row() -> None:
    assert column("rule") == {rule.name for rule in RULES}


def test_every_code_is_named() -> None:
    assert column("code") | {"too-long", "no-such-school-quarter"} == set(get_args(RefusalCode))
    for code in (*get_args(RefusalCode), *get_args(CautionCode)):
        assert f"`{code}`" in PAGE or code in column("code")


def test_the_steps_name_modules_that_exist() -> None:
    home = Path(__file__).parents[2] / "src" / "innoreg" / "deadlines"
    named = [name for row in STEPS for name in re.findall(r"`(\w+)/?`", row["module"])]
    assert len(named) > len(STEPS)
    for name in named:
        assert (home / f"{name}.py").is_file() or (home / name).is_dir(), name
