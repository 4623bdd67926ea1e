"""The registries that measurements are made on: right in themselves, and the same every time."""

import subprocess
import sys
from pathlib import Path

from innoreg.model.roadmap import Roadmap, placed_items
from innoreg.rules import check
from innoreg.store.loader import load

ROOT = Path(__file__).parents[2]


def written(folder: Path, *words: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.synthetic", "300", folder, *words], cwd=ROOT, check=True
    )
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.yaml")}


def test_a_tree_of_three_hundred_records_is_free_of_errors_and_the_same_for_its_seed(
    tmp_path: Path,
) -> None:
    files = written(tmp_path / "one", "7")
    assert written(tmp_path / "again", "7") == files
    assert written(tmp_path / "other", "8") != files

    read = load(tmp_path / "one")
    found = [*read.diagnostics, *check(read.registry)]
    assert [d for d in found if d.severity == "error"] == []
    assert len(found) < 10
    items = [i for plan in read.registry.all(Roadmap) for i in placed_items(plan)]
    assert len(items) == 207
    assert len({type(record) for record in read.registry.records}) == 9
