"""Taskwarrior with the same terms as tasks: the list of one month there and here."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

from benchmarks.synthetic import TODAY
from benchmarks.whole.checkers import Checker, Missing
from benchmarks.whole.commands import PROGRAM
from benchmarks.whole.timing import Job, once

_MONTH_FIRST = TODAY.replace(day=1)


def taskwarrior(scratch: Path, tree: Path) -> Checker:
    """Taskwarrior over every window of every term; its own files are tidied before."""
    program = shutil.which("task") or _unpacked(scratch / "taskwarrior")
    home = scratch / f"tasks-{tree.name}"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    settings = home / "taskrc"
    settings.write_text(
        f"data.location={home}\nconfirmation=no\nverbose=nothing\nhooks=0\n", encoding="utf-8"
    )
    tasks = home / "tasks.json"
    tasks.write_text(json.dumps(_tasks(tree), ensure_ascii=False), encoding="utf-8")
    task = (program, f"rc:{settings}")
    last = (_MONTH_FIRST + timedelta(days=31)).replace(day=1)
    # A day begins at midnight, and the tasks are due at noon.
    listing = (*task, f"due.after:{_MONTH_FIRST}", f"due.before:{last}", "export")
    once(Job(((*task, "import", str(tasks)), listing)))
    version = subprocess.check_output([program, "--version"], text=True).strip()
    return Checker(f"Taskwarrior {version}", Job((listing,)))


def _tasks(tree: Path) -> list[dict[str, str]]:
    words = (PROGRAM, "-C", str(tree), "--today", str(TODAY), "due", "--from", "2000-01-01")
    asked = subprocess.run([*words, "--format", "json"], capture_output=True, text=True, check=True)
    return [_task(row) for row in json.loads(asked.stdout)["rows"]]


def _task(row: dict[str, str]) -> dict[str, str]:
    task = {
        "description": row["title"],
        "entry": "20180101T000000Z",
        "due": _moment(date.fromisoformat(row["due"])),
        "project": row["ref"].partition("/")[0],
        "status": "pending",
    }
    if row["status"].startswith("done") or row["status"] == "cancelled":
        task.update(status="completed", end=task["due"])
    return task


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}T120000Z"


def _unpacked(home: Path) -> str:
    """Debian's package laid out in a folder of its own: nothing is installed."""
    program = home / "usr" / "bin" / "task"
    if program.exists():
        return str(program)
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        raise Missing("Taskwarrior is not installed, and this is no Debian")
    home.mkdir(parents=True, exist_ok=True)
    steps = (("apt-get", "download", "-qq", "taskwarrior"), ("sh", "-c", "dpkg -x *.deb ."))
    for step in steps:
        done = subprocess.run(step, cwd=home, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(" ".join(done.stderr.strip().splitlines()[-1:]))
    return str(program)
