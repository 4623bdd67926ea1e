"""After any edits the index says what one made anew says."""

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from index.mutations import Editor
from index.test_slices import grown
from innoreg.errors import CannotGoOn
from innoreg.index import refresh
from innoreg.index.findings import FINDINGS, read_findings
from innoreg.index.product import Product
from innoreg.index.rows import NAMED_KINDS, ROWS, StoredRows

FIRST = date(2022, 3, 1)


def _findings(index: sqlite3.Connection) -> object:
    found = read_findings(index)
    return found.diagnostics, found.files, found.records, found.ignored


def _rows(index: sqlite3.Connection) -> object:
    stored = StoredRows(index)
    names = [stored.names(kind) for kind in NAMED_KINDS]
    return sorted(stored.all(), key=lambda row: row.place), names


_READ: Mapping[str, Callable[[sqlite3.Connection], object]] = {"findings": _findings, "rows": _rows}


def told(root: Path, cache: Path, today: date, products: Sequence[Product]) -> list[object]:
    """What the index says, brought up to date, of each product in turn."""
    answers = []
    for product in products:
        question, now = _READ[product.name], time.time_ns()
        places = {"INNOREG_CACHE": str(cache)}
        answer = refresh.ask(root, product, question, today=today, now_ns=now, environ=places)
        assert answer is not None
        answers.append(answer)
    return answers


def crowd(root: Path) -> None:
    """People with whom nobody has to do: most of a tree is elsewhere."""
    for number in range(200):
        path = root / "data" / "people" / f"crowd-{number}.yaml"
        path.write_text(f"schema: 1\nname: Человек{number} Ч.Ч.\ngender: m\n", encoding="utf-8")


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("kind", ["register", "far", "mistakes"])
def test_after_edits_it_says_what_one_made_anew_says(kind: str, seed: int, tmp_path: Path) -> None:
    random, today = Random(seed), FIRST
    root = tmp_path / "root"
    root.mkdir()
    editor = Editor(grown(kind, random, root), seed)
    crowd(root)
    told(root, tmp_path / "cache", today, (FINDINGS, ROWS))
    for turn in range(5):
        done = [editor.edit() for _ in range(random.choice((1, 1, 1, 4)))]
        today += timedelta(days=random.choice((0, 0, 40, -70, 400)))
        asked = random.choice(((FINDINGS, ROWS), (ROWS, FINDINGS), (ROWS,), (FINDINGS,)))
        try:
            right = told(root, tmp_path / f"fresh {turn}", today, asked)
        except CannotGoOn:
            return
        assert told(root, tmp_path / "cache", today, asked) == right, done
