"""A clause addressed to pairs is closed pair by pair, by the commands that list the pairs."""

from pathlib import Path

import pytest

from innoreg.cli import main
from innoreg.queries.obligation import obligation_at
from innoreg.store.loader import load
from ledger.registers import on
from support import tree

TODAY = ("--today", "2026-04-10")
SCHOOL = "schema: 1\nname: {}\ntype: school\ndistrict: north\n"
PAIR = "schema: 1\nlevel: school\nform: школа-школа\ntheme: Тема\nmentors: [{{school: {}}}]\nmentees: [{{school: {}}}]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tree(
        tmp_path,
        {
            "authorities/c.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
            "districts/north.yaml": 'schema: 1\nname: "Северный район"\nshort_name: Северный\ntype: municipal_district\n',
            **{f"schools/s{n}.yaml": SCHOOL.format(f"Школа {n}") for n in range(1, 5)},
            "pairs/x.yaml": PAIR.format("s1", "s2"),
            "pairs/y.yaml": PAIR.format("s3", "s4"),
            "orders/o.yaml": 'schema: 1\nissuer: c\norder_kind: Распоряжение\nnumber: "1"\ndate: "2026-02-01"\ntitle: О парах\n'
            'clauses:\n  - {number: "1.", kind: assign_pairs, text: Закрепить., subjects: [x, y], from: "2026-02-01", to: "2026-12-31"}\n'
            '  - number: "2."\n    kind: instruct\n    text: Парам представить отчёт до 1 апреля.\n'
            "    addressees: [{group: {pairs: this_order}, text: парам}]\n    deadline: до 1 апреля\n",
        },
    )


def _missing(root: Path) -> tuple[str, ...]:
    found = obligation_at(load(root).registry, "o/2", on("2026-04-10"))
    assert found is not None
    return found.duty.occurrences[0].missing


def test_a_mark_for_one_pair_closes_its_share_alone(root: Path) -> None:
    assert _missing(root) == ("x", "y")
    assert main(["-C", str(root), "done", "o/2", "--for", "x", "--on", "2026-03-20", *TODAY]) == 0
    assert _missing(root) == ("y",)
    cancel = ["cancel", "o/2", "--for", "y", "--reason", "пара распалась", "--on", "2026-03-25"]
    assert main(["-C", str(root), *cancel, *TODAY]) == 0
    assert _missing(root) == ()
    assert main(["-C", str(root), "reopen", "o/2", "--for", "x", "--on", "2026-04-01", *TODAY]) == 0
    assert _missing(root) == ("x",)


def test_a_mark_for_a_pair_is_no_error_of_the_registry(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(root), "done", "o/2", "--for", "x", "--on", "2026-03-20", *TODAY]) == 0
    capsys.readouterr()
    assert main(["-C", str(root), "validate", "--errors-only", *TODAY]) == 0
