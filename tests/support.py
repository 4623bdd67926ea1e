"""What tests build registries from: a few lines of YAML become a tree on disk."""

import textwrap
from collections.abc import Mapping
from pathlib import Path

SETTINGS = "schema: 1\ntitle: Проба\n"
DATA = Path(__file__).parents[1]
"""The project's own registry: the five real documents."""


def tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A registry in `folder`; paths are below data/ unless they begin with `/`."""
    (folder / "innoreg.yaml").write_text(SETTINGS, encoding="utf-8")
    for name, content in files.items():
        path = folder / name[1:] if name.startswith("/") else folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = textwrap.dedent(content).encode() if isinstance(content, str) else content
        path.write_bytes(raw)
    return folder


ROADMAP = """\
schema: 1
type: roadmap
title: План
period: {from: "2022-01-01", to: "2022-12-31"}
items:
"""


def approval(plan: str) -> dict[str, str]:
    """The files of an order that approves a plan: answers on one that none approves say so."""
    order = (
        'schema: 1\nissuer: board\norder_kind: Приказ\nnumber: "1"\ndate: 2022-01-10\ntitle: О плане\n'
        f'clauses:\n  - {{number: "1", kind: approve, text: Утвердить план., subjects: [{plan}]}}\n'
    )
    board = "schema: 1\nname: Совет\ntype: committee\n"
    return {"authorities/board.yaml": board, "orders/order.yaml": order}


def roadmap(*items: str, period: tuple[str, str] = ("2022-01-01", "2022-12-31")) -> str:
    """A plan of items given as `number | deadline | title | further lines`."""
    text = ROADMAP.replace("2022-01-01", period[0]).replace("2022-12-31", period[1])
    for item in items:
        number, deadline, title, *more = [part.strip() for part in item.split("|")]
        text += f'  - number: "{number}"\n    title: "{title}"\n    deadline: "{deadline}"\n'
        text += "".join(f"    {line}\n" for part in more for line in part.split(";"))
    return text
