"""Many at once: marks, renames, layouts and questions in one registry; no mark lost, none twice.

Ten writers with a hundred marks each take minutes: `make crash-test` asks for them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from changing import environment, errors
from innoreg.model.roadmap import Roadmap
from innoreg.store.loader import load
from support import approval, roadmap, tree

WRITERS, MARKS = (10, 100) if os.environ.get("CRASH") == "all" else (3, 6)
BEGIN = "import pathlib, sys\nfrom innoreg.cli import main\n"
# Each goes on until a file says that the writers have finished; the code is the sum of all codes.
UNTIL = "codes = []\nwhile not pathlib.Path('finished').exists():\n"
END = "print(len(codes), file=sys.stderr)\nsys.exit(min(99, sum(codes)))\n"
MARK = BEGIN + (
    "numbers = range(*map(int, sys.argv[1:]))\n"
    "codes = [main(['done', f'plan/{n}', '--on', '2022-02-20']) for n in numbers]\n" + END
)
RENAME = (
    BEGIN
    + UNTIL
    + (
        "    codes.append(main(['rename', 'one', 'first']))\n"
        "    codes.append(main(['rename', 'first', 'one']))\n" + END
    )
)
LAY_OUT = (
    BEGIN
    + UNTIL
    + (
        # Whole, as editors write.
        "    path, new = pathlib.Path('data/people/two.yaml'), pathlib.Path('new')\n"
        "    text = path.read_text('utf-8').replace('name: ', 'name:   ')\n"
        "    new.write_text(text, 'utf-8')\n"
        "    new.replace(path)\n"
        "    codes.append(main(['fmt']))\n"
        "    codes.append(main(['fmt', '--check']))\n" + END
    )
)
ASK = (
    BEGIN
    + UNTIL
    + "    codes.append(main(['validate', '--format', 'json']))\n    print('\\x1e')\n"
    + END
)


def start(root: Path, program: str, *words: str, out: Path | None = None) -> subprocess.Popen[str]:
    """A process in the registry; what it prints goes into a file, where one is given."""
    with (out or Path(os.devnull)).open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [sys.executable, "-c", program, *words],
            cwd=root,
            env=environment(INNOREG_CACHE=str(root.parent / "cache")),
            stdout=file,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is read cannot be renamed there")
def test_no_mark_is_lost_and_none_made_twice(tmp_path: Path) -> None:
    count = WRITERS * MARKS
    items = (
        f"{n}. | до 1 марта | Дело {n} | responsible:; - person: one" for n in range(1, count + 1)
    )
    root = tmp_path / "registry"
    root.mkdir()
    tree(
        root,
        {
            "roadmaps/plan.yaml": roadmap(*items),
            **approval("plan"),
            "people/one.yaml": 'schema: 1\nname: "Иванов И.И."\n',
            "people/two.yaml": 'schema: 1\nname: "Петров П.П."\n',
        },
    )
    said = tmp_path / "said"
    others = [start(root, RENAME), start(root, LAY_OUT), start(root, ASK, out=said)]
    writers = [
        start(root, MARK, str(n * MARKS + 1), str((n + 1) * MARKS + 1)) for n in range(WRITERS)
    ]
    try:
        ended = [(writer.communicate(timeout=3000)[1], writer.returncode) for writer in writers]
        (root / "finished").touch()
        besides = [(other.communicate(timeout=600)[1], other.returncode) for other in others]
    finally:
        for process in (*writers, *others):
            process.kill()
    assert ended == [(f"{MARKS}\n", 0)] * WRITERS
    for err, code in besides:
        assert code == 0, err
        assert int(err.splitlines()[-1]) > 0
    for answer in said.read_text("utf-8").split("\x1e")[:-1]:
        # What was asked in the midst of a change was told of the state before or after it.
        found = json.loads(answer)["diagnostics"]
        assert [each for each in found if each["file"] != "data/orders/order.yaml"] == []
    assert errors(root) == []
    (plan,) = load(root).registry.all(Roadmap)
    assert [len(item.events) for item in plan.items] == [1] * count
    assert sorted(p.name for p in root.rglob("*.yaml")) == [
        "board.yaml", "innoreg.yaml", "one.yaml", "order.yaml", "plan.yaml", "two.yaml",
    ]  # fmt: skip
    assert not [p for p in root.rglob(".*") if p.name != ".gitignore"]
