"""What `validate` says is kept under the files that say it, and told again without the rules."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from innoreg.diagnostics import by_place
from innoreg.index.findings import FINDINGS, advice_on, read_findings
from innoreg.index.tables import SCHEMA
from innoreg.report.findings import Findings
from innoreg.rules import check
from innoreg.store.loader import Loaded, load
from support import tree

DAY = date(2022, 3, 1)
PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
FILES = {
    "/innoreg.yaml": "\ufeffschema: 1\ntitle: Проба\n",
    "people/README.md": "text",
    "people/broken.yaml": "schema: 1\nname: [\n",
    "people/good.yaml": PERSON,
    "people/odd.yaml": PERSON.replace("Образцова", "Иная") + "nane: 1\n",
    "people/twin.yaml": PERSON,
}
STATES = {"README.md": "ignored", "broken.yaml": "failed", "odd.yaml": "failed"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(tmp_path, FILES)


@pytest.fixture
def database() -> sqlite3.Connection:
    """An index that knows the files and nothing that is said of them."""
    made = sqlite3.connect(":memory:")
    made.executescript(SCHEMA)
    for name in FILES:
        if name != "/innoreg.yaml":
            state = STATES.get(Path(name).name, "record")
            made.execute(
                "INSERT INTO file (path, state, size, mtime_ns, ctime_ns, read_ns, digest) "
                "VALUES (?, ?, 0, 0, 0, 0, x'')",
                (f"data/{name}", state),
            )
    return made


def keep(database: sqlite3.Connection, loaded: Loaded, *targets: str) -> None:
    wanted = frozenset(targets) or None
    ids = dict(database.execute("SELECT path, id FROM file"))
    assert list(FINDINGS.keep(database, FINDINGS.make(loaded, wanted, DAY), ids)) == []


def over_files(loaded: Loaded) -> Findings:
    found = by_place([*loaded.diagnostics, *check(loaded.registry)])
    advice = advice_on(d.code for d in found)
    return Findings(found, loaded.files, loaded.records, loaded.ignored, advice=advice)


def test_the_index_says_what_the_files_say(root: Path, database: sqlite3.Connection) -> None:
    loaded = load(root, salvage=True)
    keep(database, loaded)
    told = read_findings(database)
    assert told == over_files(loaded)
    assert told.advice.keys() == {d.code for d in told.diagnostics}
    assert {d.place.file for d in told.diagnostics} == {
        "innoreg.yaml",
        "data/people/broken.yaml",
        "data/people/odd.yaml",
        "data/people/twin.yaml",
    }


def test_a_second_time_nothing_is_told_twice(root: Path, database: sqlite3.Connection) -> None:
    loaded = load(root, salvage=True)
    keep(database, loaded)
    keep(database, loaded)
    (count,) = database.execute("SELECT count(*) FROM finding").fetchone()
    assert count == len(over_files(loaded).diagnostics)


def test_what_is_said_of_some_files_anew_leaves_the_others(
    root: Path, database: sqlite3.Connection
) -> None:
    keep(database, load(root, salvage=True))
    before = read_findings(database).diagnostics
    tree(root, {"people/odd.yaml": PERSON.replace("Образцова", "Иная"), "people/good.yaml": PERSON})
    keep(database, load(root, salvage=True), "data/people/odd.yaml", "data/people/good.yaml")
    assert read_findings(database).diagnostics == [
        d for d in before if d.place.file != "data/people/odd.yaml"
    ]
