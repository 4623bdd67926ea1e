"""Taskwarrior with every window of every term as a task."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks.whole.commands import SCRATCH
from benchmarks.whole.installs import debian
from benchmarks.whole.others import Other
from benchmarks.whole.timing import Job, once
from benchmarks.whole.trees import Tree
from benchmarks.whole.windows import FIRST, FOLLOWING, Window, windows


def taskwarrior(tree: Tree, of: str | None) -> Other:
    """Its list of the month, of one programme or of all; its own files are tidied before."""
    task, environment = _filled(tree)
    # A day begins at midnight, and the tasks are due at noon.
    asked = (f"due.after:{FIRST}", f"due.before:{FOLLOWING}")
    listing = (*task, *([f"project.is:{of}"] if of else []), *asked, "export")
    once(Job((listing,), environment=environment))
    version = subprocess.check_output([task[0], "--version"], text=True).strip()
    return Other(f"Taskwarrior {version}", Job((listing,), environment=environment))


@cache
def _filled(tree: Tree) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Its command with every window as a task, and its environment."""
    program, environment = debian(SCRATCH / "taskwarrior", "task", "taskwarrior")
    settings = _settings(SCRATCH / f"tasks-{tree.folder.name}")
    tasks = settings.with_name("tasks.json")
    tasks.write_text(json.dumps(list(map(_task, windows(tree))), ensure_ascii=False), "utf-8")
    task = (program, f"rc:{settings}")
    once(Job(((*task, "import", str(tasks)),), environment=environment))
    return task, environment


def _settings(home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    settings = home / "taskrc"
    said = f"data.location={home}\nconfirmation=no\nverbose=nothing\nhooks=0\n"
    settings.write_text(said, encoding="utf-8")
    return settings


def _task(window: Window) -> dict[str, str]:
    task = {
        "description": window.title,
        "entry": "20180101T000000Z",
        "due": _moment(window.due),
        "status": "pending",
    }
    if window.program:
        task["project"] = window.program
    return {**task, "status": "completed", "end": task["due"]} if window.closed else task


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}T120000Z"
