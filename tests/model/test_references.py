"""What of a record names other records."""

from pathlib import Path

from innoreg.model.base import references
from innoreg.model.roadmap import Roadmap
from innoreg.rules import check
from innoreg.store.loader import load
from support import roadmap, tree


def test_districts_for_all_of_them_is_a_word_of_the_format_and_no_reference(tmp_path: Path) -> None:
    plan = roadmap(
        "1. | март | Всем | addressees: districts", "2. | март | Одному | addressees: [x]"
    )
    registry = load(tree(tmp_path, {"roadmaps/p.yaml": plan})).registry
    named = {ref for _path, ref, _to in references(registry.all(Roadmap)[0])}
    assert named == {"x"}
    unknown = [d for d in check(registry) if d.code == "unknown-reference"]
    assert [d.place.line for d in unknown] == [13]
