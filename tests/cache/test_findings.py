"""What `validate` says is kept for one tree, and told again without the rules."""

from pathlib import Path

import pytest

from cache.asking import LATER_NS
from innoreg.cache.answers import ask
from innoreg.cache.findings import KeptFindings
from innoreg.diagnostics import by_place
from innoreg.report.findings import Findings
from innoreg.rules import check
from innoreg.store.loader import LoadResult, load
from support import tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
FILES = {
    "/innoreg.yaml": "\ufeffschema: 1\ntitle: Проба\n",
    "people/README.md": "text",
    "people/broken.yaml": "schema: 1\nname: [\n",
    "people/good.yaml": PERSON,
    "people/odd.yaml": PERSON.replace("Образцова", "Иная") + "nane: 1\n",
    "people/twin.yaml": PERSON,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    return tree(tmp_path / "register", FILES)


def work_out(loaded: LoadResult) -> Findings:
    found = by_place([*loaded.diagnostics, *check(loaded.registry)])
    advice = {each.code: f"advice on {each.code}" for each in found}
    return Findings(found, loaded.files, loaded.records, loaded.ignored, advice=advice)


def never(_loaded: LoadResult) -> Findings:
    raise AssertionError("worked out again")


def test_the_cache_says_what_the_files_say(root: Path) -> None:
    environ = {"INNOREG_CACHE": str(root.parent / "cache")}
    first = ask(KeptFindings(work_out), root, now_ns=LATER_NS, environ=environ)
    again = ask(KeptFindings(never), root, now_ns=LATER_NS, environ=environ)
    assert first == again == work_out(load(root, salvage=True))
    assert {d.place.file for d in again.diagnostics} == {
        "innoreg.yaml",
        "data/people/broken.yaml",
        "data/people/odd.yaml",
        "data/people/twin.yaml",
    }
    assert (again.files, again.records, again.ignored) == (5, 2, 1)


def test_of_another_tree_nothing_of_it_is_told(root: Path) -> None:
    environ = {"INNOREG_CACHE": str(root.parent / "cache")}
    before = ask(KeptFindings(work_out), root, now_ns=LATER_NS, environ=environ)
    (root / "data/people/twin.yaml").unlink()
    after = ask(KeptFindings(work_out), root, now_ns=LATER_NS, environ=environ)
    assert after == work_out(load(root, salvage=True)) != before
