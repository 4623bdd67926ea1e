"""Imports every document of a folder and reports crashes, refusals, lost words, time and memory.

Usage: python tools/import_folder.py FOLDER. For test sets of other projects; nothing is written.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from innoreg.errors import Refused
from innoreg.importing.document_process import import_isolated

_ENDINGS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".pdf", ".doc", ".xls", ".rtf", ".odt", ".ods"}
)
# What a file of under a megabyte may cost, as docs/import.md says: seconds, MiB.
_SMALL, _SECONDS, _MEMORY = 1024 * 1024, 20, 300


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one document: a word, a line about it, seconds of work, MiB (0: not counted)."""

    outcome: str
    line: str
    seconds: float
    memory: int

    def is_dear(self, size: int) -> bool:
        """Whether a file of this size cost more than it may."""
        return size < _SMALL and (self.seconds > _SECONDS or self.memory > _MEMORY)


def try_import(path: Path) -> str:
    """What became of one document, and after a tab a line about it."""
    try:
        found = import_isolated(path)
    except Refused as refused:
        return f"refused\t{' '.join(str(refused).split())}"
    except Exception as error:  # whatever it is, it is what this looks for
        return f"crashed\t{type(error).__name__}: {' '.join(str(error).split())}"
    lost = sum(note.code == "words-unplaced" for note in found.notes)
    outcome = "words lost" if lost else "read"
    tables = len(found.tables)
    return f"{outcome}\t{found.words} words, {found.words_in_notes} in remarks, {tables} tables"


def try_apart(path: Path) -> Trial:
    """The trial of one document in a process of its own, so that its memory is its own."""
    start = time.perf_counter()
    command = [sys.executable, __file__, "--one", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode("utf-8", "replace").strip()
    memory, seconds = 0, 0.0
    if sys.platform == "win32":
        process.wait()
        seconds = time.perf_counter() - start
    else:
        # The most that it or a process it started has taken.
        _pid, _status, usage = os.wait4(process.pid, 0)
        memory = usage.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
        seconds = usage.ru_utime + usage.ru_stime
    outcome, _tab, line = said.splitlines()[-1].partition("\t") if said else ("crashed", "", "")
    if outcome not in ("read", "words lost", "refused", "crashed"):
        outcome, line = "crashed", said
    return Trial(outcome, " ".join(line.split()), seconds, memory)


def main() -> None:
    """Import the documents of the folder named on the command line."""
    if sys.argv[1] == "--one":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(try_import(Path(sys.argv[2])))
        return
    outcomes: Counter[str] = Counter()
    slowest, most, dear = 0.0, 0, 0
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        trial = try_apart(path)
        slowest, most = max(slowest, trial.seconds), max(most, trial.memory)
        mark = "!" if trial.is_dear(path.stat().st_size) else " "
        dear += mark == "!"
        outcomes[trial.outcome] += 1
        cost = f"{trial.seconds:6.1f} s {trial.memory:5} MiB"
        print(f"{trial.outcome:10}{mark}{cost}  {path.name}: {trial.line}", flush=True)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    print(f"{counts}; slowest {slowest:.1f} s, most memory {most} MiB")
    print(f"{dear} under a megabyte cost more than {_SECONDS} s or {_MEMORY} MiB (!)")


if __name__ == "__main__":
    main()
