"""GNU recutils with every window of every term as a record of one file."""

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta

from benchmarks.whole.commands import SCRATCH
from benchmarks.whole.installs import debian
from benchmarks.whole.others import Other
from benchmarks.whole.timing import Job
from benchmarks.whole.trees import Tree
from benchmarks.whole.windows import FIRST, FOLLOWING, Window, windows


def recsel(tree: Tree, of: str | None) -> Other:
    """Its list of the month, of one programme or of all."""
    program, environment = debian(SCRATCH / "recutils", "recsel", "recutils", "librec1")
    path = SCRATCH / f"{tree.folder.name}.rec"
    path.write_text("\n".join(_file(windows(tree))), encoding="utf-8")
    asked = f"Due >> '{FIRST - timedelta(days=1)}' && Due << '{FOLLOWING}'"
    if of:
        asked = f"Program = '{of}' && {asked}"
    listing = (program, "-t", "Window", "-e", asked, str(path))
    said = subprocess.check_output(
        [program, "--version"], text=True, env={**os.environ, **environment}
    )
    version = said.splitlines()[0].split()[-1]
    return Other(f"recsel {version}", Job((listing,), environment=environment))


def _file(all_windows: tuple[Window, ...]) -> Iterator[str]:
    yield "%rec: Window\n%type: Due date\n"
    for window in all_windows:
        status = "closed" if window.closed else "open"
        title = " ".join(window.title.split())
        yield (
            f"Ref: {window.ref}\nProgram: {window.program or '-'}\nTitle: {title}\n"
            f"Due: {window.due}\nStatus: {status}\n"
        )
