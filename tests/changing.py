"""What tests of changes share: a registry to change, the program run in it, git beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from innoreg.ledger import OccurrenceStatus
from innoreg.queries.event_targets import find_markable
from innoreg.rules import check
from innoreg.store.loader import load
from support import DATA, SETTINGS

INNOREG = Path(sys.executable).with_name("innoreg")
ODD = Path(__file__).parent / "store" / "oddly-formatted"
TODAY = "2022-12-01"


def copied(folder: Path) -> Path:
    """The project's own registry, to be changed."""
    shutil.copytree(DATA / "data", folder / "data")
    shutil.copy(DATA / "innoreg.yaml", folder)
    return folder


def odd(folder: Path) -> Path:
    """A registry of the oddly formatted plans, with an order to refer to."""
    shutil.copytree(ODD, folder / "data" / "roadmaps")
    (folder / "innoreg.yaml").write_text(SETTINGS, encoding="utf-8")
    for name, text in {
        "authorities/comm": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "orders/order-1": 'schema: 1\nissuer: comm\norder_kind: "Приказ"\nnumber: "1"\n'
        'date: "2022-01-10"\ntitle: "О сроках"\nclauses:\n  - number: "1."\n    kind: amend\n'
        '    text: "Перенести."\n',
    }.items():
        path = folder / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """Nothing of the tester's own settings."""
    foreign = ("INNOREG", "LC_", "LANG", "GIT_", "VISUAL", "EDITOR")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    return clean | {"PYTHONUTF8": "1", "INNOREG_LANG": "en", "INNOREG_TODAY": TODAY} | more


def run(
    root: Path,
    *words: str,
    stdin: str = "",
    limit: Callable[[], None] | None = None,
    **env: str,
) -> subprocess.CompletedProcess[str]:
    """The installed program in a registry. `limit` runs in the new process first."""
    return subprocess.run(
        [INNOREG, *words],
        cwd=root,
        env=environment(**env),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limit,
    )


def with_git(root: Path) -> Path:
    """The registry as a repository with one commit and a known author."""
    git(root, "init", "-q")
    git(root, "config", "user.name", "Методист")
    git(root, "config", "user.email", "m@example.org")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Начало")
    return root


def git(root: Path, *words: str) -> str:
    """What git says; it must succeed."""
    done = subprocess.run(
        ["git", "-c", "core.quotePath=false", *words],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def bytes_of(root: Path) -> dict[str, bytes]:
    """Every file of the records, hidden ones too."""
    data = root / "data"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def errors(root: Path) -> list[str]:
    """What `validate` would call errors."""
    read = load(root, salvage=True)
    found = [*read.diagnostics, *check(read.registry)]
    return [f"{d.place}: {d.code}" for d in found if d.severity == "error"]


def statuses(root: Path, ref: str, today: str = TODAY) -> list[OccurrenceStatus]:
    """Where each occurrence of the thing stands."""
    day = date.fromisoformat(today)
    thing = find_markable(load(root).registry, ref, day)
    assert thing is not None
    return [o.status(day) for o in thing.duty.occurrences]
