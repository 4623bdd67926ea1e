"""What `validate` says is kept for one tree, and told again without the rules."""

from pathlib import Path

import pytest

from cache.asking import LATER_NS
from innoreg.cache.answers import ask
from innoreg.cache.findings import KeptFindings
from innoreg.diagnostics import by_place
from innoreg.report.findings import Findings
from innoreg.rules import catalog, check
from innoreg.store.loader import LoadResult, load
from support import roadmap, tree

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


MARKED = roadmap(
    '1. | март | Дело | events: [{event: done, on: "2022-03-02", evidence: papers/report.pdf}]'
)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_paper_that_comes_or_goes_is_noticed_though_no_record_changed(
    root: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(root, {"roadmaps/plan.yaml": MARKED})
    # In one process, and with half of the rules asked in another.
    monkeypatch.setattr(catalog, "_WORTH_A_PROCESS", 1 if processes == 2 else 10**6)
    environ = {"INNOREG_CACHE": str(root.parent / "cache")}

    def missing() -> list[str]:
        found = ask(KeptFindings(work_out), root, now_ns=LATER_NS, environ=environ)
        assert found is not None
        return [str(d.message) for d in found.diagnostics if d.code == "evidence-missing"]

    told = ["no file papers/report.pdf in the registry"]
    assert missing() == told
    assert missing() == told
    (root / "papers").mkdir()
    (root / "papers/report.pdf").write_bytes(b"%PDF")
    assert missing() == []
    assert missing() == []
    (root / "papers/report.pdf").unlink()
    assert missing() == told
