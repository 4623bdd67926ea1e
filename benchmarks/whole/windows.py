"""Every window of every term of a registry, with its days worked out: what other programs are given."""

import json
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from benchmarks.synthetic import TODAY
from benchmarks.whole.trees import Tree

FIRST = TODAY.replace(day=1)
FOLLOWING = (FIRST + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Window:
    """What is to be done by a day, for which programme, and whether that is over."""

    ref: str
    program: str | None
    title: str
    due: date
    closed: bool


@cache
def windows(tree: Tree) -> tuple[Window, ...]:
    """As `innoreg due` gives them."""
    job = tree.ask("due", "--from", "2000-01-01", "--format", "json")
    (command,) = job.commands
    said = subprocess.check_output(command, env=job.whole_environment)
    return tuple(
        Window(
            row["ref"],
            row["program"],
            row["title"],
            date.fromisoformat(row["due"]),
            row["status"].startswith("done") or row["status"] == "cancelled",
        )
        for row in json.loads(said)["rows"]
    )
