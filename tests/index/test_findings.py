"""What `validate` says is kept under the files that say it, and told again without the rules."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from innoreg.diagnostics import by_place
from innoreg.index.findings import FINDINGS, read_advice, read_findings
from innoreg.index.tables import SCHEMA
from innoreg.report.findings import Findings
from innoreg.rules import RULES, check
from innoreg.store.load import Loaded, load
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
    return Findings(found, loaded.files, loaded.records, loaded.ignored)


def test_the_index_says_what_the_files_say(root: Path, database: sqlite3.Connection) -> None:
    loaded = load(root, salvage=True)
    keep(database, loaded)
    told = read_findings(database)
    assert told == over_files(loaded)
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


def test_the_codes_that_are_told_are_explained(root: Path, database: sqlite3.Connection) -> None:
    assert read_advice(database) == {}
    loaded = load(root, salvage=True)
    keep(database, loaded)
    advice = read_advice(database)
    assert set(advice) == {d.code for d in over_files(loaded).diagnostics}
    assert advice["same-person"] in {rule.advice for rule in RULES}
